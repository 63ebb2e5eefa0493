"""Addresses. Paths read aloud; changes are POST only."""

from django.urls import include, path

from config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("components/", views.components, name="components"),
    path("accounts/", include("allauth.urls")),
    path("people/", include("branches.urls")),
    path("evidence/", include("evidence.urls")),
    path("notices/", include("notices.urls")),
    path("ledgers/", include("ledgers.urls")),
    path("audits/", include("audits.urls")),
    path("cadres/", include("cadres.urls")),
    path("economy/", include("economy.urls")),
    path("overview/", include("dashboards.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
