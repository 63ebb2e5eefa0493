"""Addresses of the cadres' pages, a list for each part."""

from cadres.urls import appointments, assessment, duty, files, growth, pay, talent

app_name = "cadres"
urlpatterns = [
    *files.urlpatterns,
    *pay.urlpatterns,
    *assessment.urlpatterns,
    *growth.urlpatterns,
    *talent.urlpatterns,
    *duty.urlpatterns,
    *appointments.urlpatterns,
]
