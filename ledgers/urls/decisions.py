"""Addresses of four steps and two publications (四议两公开)."""

urlpatterns: list = []
