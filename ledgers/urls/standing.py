"""Addresses of what changes in a member's standing: transfers, absence, study, discipline (组织关系与党员教育管理)."""

urlpatterns: list = []
