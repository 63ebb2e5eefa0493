"""Addresses of the facilities' pages, a list for each part."""

from facilities.urls import centre, checks, projects, redflag

app_name = "facilities"
urlpatterns = [
    *checks.urlpatterns,
    *projects.urlpatterns,
    *redflag.urlpatterns,
    *centre.urlpatterns,
]
