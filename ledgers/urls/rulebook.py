"""Addresses of the rules as people read and a district edits them (规则)."""

urlpatterns: list = []
