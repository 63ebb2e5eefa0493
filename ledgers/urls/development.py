"""Addresses of applicants on their way to full membership (发展党员)."""

urlpatterns: list = []
