"""Addresses of what changes in a member's standing: transfers, absence, study, discipline (党员教育管理)."""

from django.urls import path

from ledgers.views import membership, standing, transfers

urlpatterns: list = [
    # /ledgers/transfers/…: one move of one member
    path("transfers/", transfers.transfer_list, name="transfer-list"),
    path("transfers/in/", transfers.transfer_in, name="transfer-in"),
    path("members/<int:pk>/transfer/", transfers.transfer_new, name="transfer-new"),
    path("transfers/<int:pk>/", transfers.transfer_detail, name="transfer-detail"),
    path("transfers/<int:pk>/move/", transfers.transfer_move, name="transfer-move"),
    path("transfers/<int:pk>/print/", transfers.transfer_print, name="transfer-print"),
    # what a member studied, where a member is, what was decided about a member
    path("study/", standing.study_list, name="study-list"),
    path("study/<int:pk>/delete/", standing.study_delete, name="study-delete"),
    path("meetings/<int:pk>/study/", standing.meeting_study, name="meeting-study"),
    path("members/<int:pk>/standing/", standing.member_standing, name="member-standing"),
    path("members/<int:pk>/absence/", standing.member_absence, name="member-absence"),
    path("members/<int:pk>/lost/", standing.member_lost, name="member-lost"),
    path("members/<int:pk>/membership/", membership.member_membership, name="member-membership"),
    path("members/<int:pk>/measure/", membership.member_measure, name="member-measure"),
    path("members/<int:pk>/organisational/", membership.member_organisational, name="member-organisational"),
    path("members/<int:pk>/exemption/", standing.member_exemption, name="member-exemption"),
    path("organisational/<int:pk>/outcome/", membership.rectification_judge, name="rectification-judge"),
    path("organisational/<int:pk>/withdraw/", membership.organisational_withdraw, name="organisational-withdraw"),
    path("measures/<int:pk>/withdraw/", membership.measure_withdraw, name="measure-withdraw"),
    path("absences/<int:pk>/withdraw/", membership.absence_withdraw, name="absence-withdraw"),
    path("absences/<int:pk>/end/", standing.absence_end, name="absence-end"),
    path("absences/<int:pk>/contact/", standing.absence_contact, name="absence-contact"),
    path("exemptions/<int:pk>/end/", standing.exemption_end, name="exemption-end"),
]
