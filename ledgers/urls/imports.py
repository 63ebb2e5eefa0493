"""Addresses of the roll as a workbook (名册导入导出)."""

from django.urls import path

from ledgers.views import imports

urlpatterns: list = [
    path("members/template/", imports.member_template, name="member-template"),
    path("members/import/", imports.member_import, name="member-import"),
    path("members/export/", imports.member_export, name="member-export"),
    path("members/summary/", imports.member_summary, name="member-summary"),
    # /ledgers/members/imports/…: one upload
    path("members/imports/<int:pk>/", imports.import_detail, name="import-detail"),
    path("members/imports/<int:pk>/apply/", imports.import_apply, name="import-apply"),
    path("members/imports/<int:pk>/drop/", imports.import_drop_view, name="import-drop"),
    path("members/imports/<int:pk>/errors/", imports.import_errors, name="import-errors"),
]
