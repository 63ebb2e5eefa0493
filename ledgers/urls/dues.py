"""Addresses of dues over the year (党费)."""

urlpatterns: list = []
