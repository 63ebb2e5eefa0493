"""Addresses of applicants on their way to full membership (发展党员)."""

from django.urls import path

from ledgers.views import development

urlpatterns = [
    # /ledgers/development/…: the branch's people, one person, one step
    path("development/", development.candidate_list, name="candidate-list"),
    path("development/new/", development.candidate_new, name="candidate-new"),
    path("development/<int:pk>/", development.candidate_detail, name="candidate-detail"),
    path("development/<int:pk>/edit/", development.candidate_edit, name="candidate-edit"),
    path("development/<int:pk>/close/", development.candidate_close, name="candidate-close"),
    path("development/<int:pk>/reopen/", development.candidate_reopen, name="candidate-reopen"),
    path("development/<int:pk>/prolong/", development.candidate_prolong, name="candidate-prolong"),
    path("development/<int:pk>/steps/<int:step>/", development.candidate_step, name="candidate-step"),
    path("development/steps/<int:pk>/", development.step_edit, name="development-step-edit"),
    path("development/steps/<int:pk>/remove/", development.step_remove, name="development-step-remove"),
]
