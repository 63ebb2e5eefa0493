"""Addresses of the collective economy's pages, a list for each part."""

from economy.urls import bonus, bottleneck, contract, enterprise, imports, income, plan, project

app_name = "economy"
urlpatterns = [
    *income.urlpatterns,
    *imports.urlpatterns,
    *contract.urlpatterns,
    *plan.urlpatterns,
    *bonus.urlpatterns,
    *project.urlpatterns,
    *enterprise.urlpatterns,
    *bottleneck.urlpatterns,
]
