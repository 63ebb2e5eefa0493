"""Addresses of dues over the year (党费)."""

from django.urls import path

from ledgers.views import dues, dues_papers, dues_standards

urlpatterns = [
    path("dues/standards/", dues_standards.dues_standards, name="dues-standards"),
    path("dues/sheet/", dues_papers.dues_sheet, name="dues-sheet"),
    path("dues/sums/", dues_papers.dues_sums_page, name="dues-sums"),
    path("dues/members/<int:pk>/", dues.dues_member, name="dues-member"),
    path("dues/members/<int:pk>/receipt/", dues_papers.dues_member_receipt, name="dues-member-receipt"),
    path("dues/payments/<int:pk>/receipt/", dues_papers.dues_payment_receipt, name="dues-payment-receipt"),
    path("dues/months/<str:month>/", dues.dues_month, name="dues-month"),
]
