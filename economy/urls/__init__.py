"""Addresses of the economy, a list for each part."""

from economy.urls import bonus, contract, imports, income, plan

app_name = "economy"
urlpatterns = [
    *income.urlpatterns,
    *imports.urlpatterns,
    *contract.urlpatterns,
    *plan.urlpatterns,
    *bonus.urlpatterns,
]
