"""Addresses of the economy, a module for each part."""

from economy.urls import income

app_name = "economy"
urlpatterns = [*income.urlpatterns]
