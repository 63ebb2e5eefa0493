"""Talent: honours, the register (五方面人员), rounds of selection (选拔)."""

from django.urls import path

from cadres.views import talent as views

urlpatterns = [
    path("talent/rounds/", views.round_list, name="round-list"),
    path("talent/rounds/new/", views.round_new, name="round-new"),
    path("talent/rounds/<int:pk>/", views.round_detail, name="round-detail"),
    path("talent/rounds/<int:pk>/move/", views.round_move, name="round-move"),
    path("talent/rounds/<int:pk>/apply/", views.round_apply, name="round-apply"),
    path("talent/applications/<int:pk>/", views.application_detail, name="application-detail"),
    path("talent/applications/<int:pk>/move/", views.application_move, name="application-move"),
    path("talent/applications/<int:pk>/object/", views.application_object, name="application-object"),
    path("talent/objections/<int:pk>/answer/", views.selection_objection_answer, name="selectionobjection-answer"),
    path("talent/people/", views.talent_list, name="talent-list"),
    path("talent/people/new/", views.talent_new, name="talent-new"),
    path("talent/people/<int:pk>/withdraw/", views.talent_withdraw, name="talent-withdraw"),
    path("talent/honours/", views.honour_list, name="honour-list"),
    path("talent/honours/new/", views.honour_new, name="honour-new"),
    path("talent/honours/<int:pk>/withdraw/", views.honour_withdraw, name="honour-withdraw"),
]
