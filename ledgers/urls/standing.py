"""Addresses of what changes in a member's standing: transfers, absence, study, discipline (组织关系与党员教育管理)."""

from django.urls import path

from ledgers.views import transfers

urlpatterns: list = [
    # /ledgers/transfers/…: one move of one member
    path("transfers/", transfers.transfer_list, name="transfer-list"),
    path("transfers/in/", transfers.transfer_in, name="transfer-in"),
    path("members/<int:pk>/transfer/", transfers.transfer_new, name="transfer-new"),
    path("transfers/<int:pk>/", transfers.transfer_detail, name="transfer-detail"),
    path("transfers/<int:pk>/move/", transfers.transfer_move, name="transfer-move"),
    path("transfers/<int:pk>/print/", transfers.transfer_print, name="transfer-print"),
]
