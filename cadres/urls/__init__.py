"""Addresses of the cadres' pages, a list for each part."""

from cadres.urls import files, growth, talent

app_name = "cadres"
urlpatterns = [*files.urlpatterns, *growth.urlpatterns, *talent.urlpatterns]
