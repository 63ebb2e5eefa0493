"""Enterprises, agreements with villages, and what each village is known for."""

from django.urls import path

from economy.views import enterprise as views

urlpatterns = [
    path("enterprises/", views.enterprise_list, name="enterprise-list"),
    path("enterprises/new/", views.enterprise_new, name="enterprise-new"),
    path("enterprises/<int:pk>/", views.enterprise_detail, name="enterprise-detail"),
    path("enterprises/<int:pk>/edit/", views.enterprise_edit, name="enterprise-edit"),
    path("agreements/new/", views.agreement_new, name="agreement-new"),
    path("agreements/<int:pk>/", views.agreement_detail, name="agreement-detail"),
    path("agreements/<int:pk>/review/", views.agreement_review, name="agreement-review"),
    path("agreements/<int:pk>/end/", views.agreement_end, name="agreement-end"),
    path("specialities/", views.speciality_list, name="speciality-list"),
    path("specialities/<int:year>/own/", views.speciality_own, name="speciality-own"),
]
