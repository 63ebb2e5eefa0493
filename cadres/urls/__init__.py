"""Addresses of the cadres' pages, a list for each part."""

from cadres.urls import files

app_name = "cadres"
urlpatterns = [*files.urlpatterns]
