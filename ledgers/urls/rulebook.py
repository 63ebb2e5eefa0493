"""Addresses of the rules as people read and a district edits them (规则)."""

from django.urls import path

from ledgers.views import rulebook

urlpatterns = [
    path("rules/", rulebook.rule_list, name="rule-list"),
    path("rules/days/", rulebook.rule_days, name="rule-days"),
    path("rules/<str:code>/", rulebook.rule_detail, name="rule-detail"),
    path("rules/<str:code>/edit/", rulebook.rule_edit, name="rule-edit"),
    path("rules/<str:code>/withdraw/", rulebook.rule_withdraw, name="rule-withdraw"),
]
