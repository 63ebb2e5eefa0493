"""The rolls of all branches of a township or district in one workbook, for a reason that is kept."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No
from ledgers.enums.access import AccessKind
from ledgers.roll_sheet import FIELDS, summary_workbook
from ledgers.selectors.imports import summary_rows
from ledgers.services.access import access_log
from ledgers.services.members import RollRefused

# What stands there to be read; numbers are masked.
SHOWN_FIELDS = tuple(name for name in FIELDS if name != "phone")


def may_summarise(by: User, place: Organisation | None = None) -> Answer:
    """Tell whether `by` may take out the rolls of many branches: who reviews them, of a place in scope."""
    if not (by.may(Permission.MEMBER_VIEW) and by.may(Permission.OVERVIEW_VIEW)):
        return No(_("汇总名册由乡镇审查小组和区委组织部导出。本支部的名册在“党员名册”里导出。"))
    if place is not None and not by.party_scope.covers(place.path):
        return No(_("这个地方不在您的管理范围内。"))
    return YES


@transaction.atomic
def roll_summary(*, place: Organisation, reason: str, by: User, at: dt.datetime) -> bytes:
    """Return the rolls of all branches below `place` as one workbook, numbers masked; who took it and why is logged
    (个人信息保护法 第五十一条).

    Raises RollRefused for who may not, AccessRefused without a reason in words.
    """
    if not (answer := may_summarise(by, place)):
        raise RollRefused(answer.reason)
    rows = summary_rows(by, place)
    access_log(
        organisation=place,
        kind=AccessKind.SUMMARY,
        fields=SHOWN_FIELDS,
        rows=len(rows),
        reason=reason,
        by=by,
        at=at,
    )
    return summary_workbook(rows)
