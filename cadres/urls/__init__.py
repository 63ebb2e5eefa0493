"""Addresses of the cadres' pages, a list for each part."""

from cadres.urls import appointments, files

app_name = "cadres"
urlpatterns = [*files.urlpatterns, *appointments.urlpatterns]
