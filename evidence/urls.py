"""Addresses of stored files."""

from django.urls import path

from evidence import views

app_name = "evidence"

urlpatterns = [
    path("<uuid:pk>/", views.file_detail, name="file-detail"),
    path("<uuid:pk>/preview/", views.file_preview, name="file-preview"),
    path("<uuid:pk>/thumbnail/", views.file_thumbnail, name="file-thumbnail"),
]
