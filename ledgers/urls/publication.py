"""Addresses of publishing affairs (三务公开)."""

from django.urls import path

from ledgers.views import publication

urlpatterns = [
    path("publications/", publication.publication_list, name="publication-list"),
    path("publications/branches/", publication.publication_branches, name="publication-branches"),
    path("publications/new/", publication.publication_new, name="publication-new"),
    path("publications/frequency/", publication.publication_frequency, name="publication-frequency"),
    path("publications/<int:pk>/", publication.publication_detail, name="publication-detail"),
    path("publications/<int:pk>/edit/", publication.publication_edit, name="publication-edit"),
    path("publications/<int:pk>/move/", publication.publication_move, name="publication-move"),
    path("publications/<int:pk>/delete/", publication.publication_delete, name="publication-delete"),
    path("publications/<int:pk>/print/", publication.publication_print, name="publication-print"),
    path("publications/<int:pk>/files/", publication.publication_upload, name="publication-upload"),
    path("publications/<int:pk>/objections/", publication.publication_object, name="publication-object"),
    path("publication-files/<int:pk>/remove/", publication.noticefile_remove, name="noticefile-remove"),
    path("objections/<int:pk>/answer/", publication.objection_answer, name="objection-answer"),
]
