"""Addresses of the facilities' pages, a list for each part."""

from facilities.urls import checks, projects

app_name = "facilities"
urlpatterns = [
    *checks.urlpatterns,
    *projects.urlpatterns,
]
