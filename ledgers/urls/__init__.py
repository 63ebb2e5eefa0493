"""The addresses of the ledgers, one module for each part; the month, which takes any word, comes last."""

from django.urls import path

from ledgers.urls import decisions, development, imports, organised_life, publication, rulebook, standing
from ledgers.urls import dues as dues_year
from ledgers.views import access, dues, lock_exceptions, meetings, members, months, owed, work

app_name = "ledgers"

urlpatterns = [
    path("current/", months.month_current, name="month-current"),
    path("work/", work.work, name="work"),
    path("accesses/", access.access_list, name="access-list"),
    path("owed/", owed.owed_current, name="owed-current"),
    # /ledgers/members/…: the branch's roll
    path("members/", members.member_list, name="member-list"),
    path("members/new/", members.member_new, name="member-new"),
    path("members/<int:pk>/", members.member_detail, name="member-detail"),
    path("members/<int:pk>/edit/", members.member_edit, name="member-edit"),
    path("members/<int:pk>/reveal/", members.member_reveal, name="member-reveal"),
    # /ledgers/meetings/…: one record
    path("meetings/<int:pk>/", meetings.meeting_edit, name="meeting-edit"),
    path("meetings/<int:pk>/autosave/", meetings.meeting_autosave, name="meeting-autosave"),
    path("meetings/<int:pk>/upload/", meetings.meeting_upload, name="meeting-upload"),
    path("meetings/<int:pk>/delete/", meetings.meeting_delete, name="meeting-delete"),
    path("files/<int:pk>/remove/", meetings.file_remove, name="file-remove"),
    *imports.urlpatterns,
    *development.urlpatterns,
    *standing.urlpatterns,
    *organised_life.urlpatterns,
    *dues_year.urlpatterns,
    *publication.urlpatterns,
    *decisions.urlpatterns,
    *rulebook.urlpatterns,
    # /ledgers/2026-10/…: the branch's month
    path("<str:month>/", months.month_detail, name="month-detail"),
    path("<str:month>/record/", meetings.meeting_start, name="meeting-start"),
    path("<str:month>/roll/", months.roll_confirm, name="roll-confirm"),
    path("<str:month>/dues/", dues.dues_edit, name="dues-edit"),
    path("<str:month>/owed/", owed.owed, name="owed"),
    path("<str:month>/submit/", months.ledger_submit, name="ledger-submit"),
    path("<str:month>/exception/", lock_exceptions.exception_ask, name="exception-ask"),
    path("<str:month>/receipt/", months.ledger_receipt, name="ledger-receipt"),
]
