"""Addresses of appraisal, talks, suggestions, participation (民主评议、谈心谈话)."""

urlpatterns: list = []
