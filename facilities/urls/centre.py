"""Addresses of service centres (党群服务中心)."""

from django.urls import path

from facilities.views import centre

urlpatterns = [
    path("centres/", centre.centre_overview, name="centre-overview"),
    path("centres/<int:village>/", centre.centre_village, name="centre-village"),
    path("centres/<int:village>/edit/", centre.centre_edit, name="centre-edit"),
    path("centres/<int:village>/service/", centre.centre_service, name="centre-service"),
    path("centres/<int:village>/satisfaction/", centre.centre_satisfaction, name="centre-satisfaction"),
    path("services/<int:pk>/retire/", centre.service_retire, name="service-retire"),
]
