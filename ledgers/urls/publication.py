"""Addresses of what is made public (三务公开)."""

urlpatterns: list = []
