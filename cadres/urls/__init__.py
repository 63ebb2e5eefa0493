"""Addresses of the cadres' pages, a list for each part."""

from cadres.urls import duty, files

app_name = "cadres"
urlpatterns = [*files.urlpatterns, *duty.urlpatterns]
