"""Addresses of the roll as a workbook (名册导入导出)."""

urlpatterns: list = []
