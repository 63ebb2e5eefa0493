"""Addresses of the collective economy's pages, a list for each part."""

from economy.urls import bottleneck, enterprise, project

app_name = "economy"
urlpatterns = [
    *project.urlpatterns,
    *enterprise.urlpatterns,
    *bottleneck.urlpatterns,
]
