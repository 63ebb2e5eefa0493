from django.urls import path

from economy.views import imports as views

urlpatterns = [
    path("export/", views.income_export, name="income-export"),
    path("imports/new/", views.import_new, name="import-new"),
    path("imports/<int:pk>/", views.import_detail, name="incomeimport-detail"),
    path("imports/<int:pk>/apply/", views.import_apply, name="incomeimport-apply"),
    path("imports/<int:pk>/drop/", views.import_drop, name="incomeimport-drop"),
    path("imports/<int:pk>/errors/", views.import_errors, name="incomeimport-errors"),
]
