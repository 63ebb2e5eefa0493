"""Addresses of four steps and two publications (四议两公开)."""

from django.urls import path

from ledgers.views import decision_steps, decisions

urlpatterns: list = [
    path("decisions/", decisions.decision_list, name="decision-list"),
    path("decisions/new/", decisions.decision_new, name="decision-new"),
    path("decisions/urgent/", decisions.urgent_list, name="decision-urgent-list"),
    path("decisions/<int:pk>/", decisions.decision_detail, name="decision-detail"),
    path("decisions/<int:pk>/change/", decisions.decision_change, name="decision-change"),
    path("decisions/<int:pk>/stop/", decisions.decision_stop, name="decision-stop"),
    path("decisions/<int:pk>/forms/", decisions.decision_forms, name="decision-forms"),
    path("decisions/<int:pk>/forms.pdf", decisions.decision_pdf, name="decision-pdf"),
    path("decisions/<int:pk>/objection/", decisions.objection_new, name="decision-objection"),
    path("decisions/<int:pk>/urgent/", decisions.urgent_ask, name="decision-urgent"),
    path("decisions/<int:pk>/urgent/decide/", decisions.urgent_decide, name="decision-urgent-decide"),
    path("decisions/<int:pk>/<int:number>/", decision_steps.step_page, name="decision-step"),
    path("decisions/<int:pk>/<int:number>/close/", decision_steps.step_close, name="decision-step-close"),
    path("decisions/<int:pk>/<int:number>/files/", decision_steps.step_files, name="decision-step-files"),
    path("decisions/<int:pk>/<int:number>/drafts/", decision_steps.step_drafts, name="decision-step-drafts"),
    path("decisions/objections/<int:pk>/", decisions.objection_answer, name="decisionobjection-answer"),
    path("decisions/files/<int:pk>/remove/", decision_steps.file_remove, name="decisionfile-remove"),
    path("decisions/drafts/<int:pk>/remove/", decision_steps.draft_remove, name="decisiondraft-remove"),
]
