"""Read what put limits off: extensions of townships, and credit for the system's own standstills."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.extension_rules import may_extend
from audits.models import FindingCredit
from branches.models import User
from config.lib.verdict import Answer
from ledgers.limits import MEND
from ledgers.models import LimitExtension, Month, OutageCredit
from ledgers.words import day_in_words, limit_in_words

LIMIT_WORDS = {
    "on_time_until": gettext_lazy("按时截止"),
    "locks_at": gettext_lazy("锁定时间"),
    "review_by": gettext_lazy("乡镇审查截止"),
    "report_by": gettext_lazy("乡镇报送截止"),
    "rereview_by": gettext_lazy("区级复审截止"),
    MEND: gettext_lazy("退回后改好截止"),
}
MONTHS = 3


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """An extension, ready to print."""

    pk: int
    month: str
    township: str
    until: str
    lock: str
    why: str
    state: str
    may_revoke: bool


class CreditRow(NamedTuple):
    """A limit that the system's standstill put off, ready to print."""

    month: str
    what: str
    was: str
    now: str
    down: str


def extension_rows(user: User, at: dt.datetime, most: int) -> list[ExtensionRow]:
    """Return the extensions in the user's scope, the newest first, `most` of them."""
    found = (
        LimitExtension.objects.visible_to(user)
        .select_related("month__district", "township", "revoked_by")
        .order_by("-month__month", "-granted_at", "township__path")[:most]
    )
    answers: dict[int, Answer] = {}
    rows = []
    for row in found:
        # Whether the month's circular is signed is asked once for each month.
        if row.month_id not in answers:
            answers[row.month_id] = may_extend(user, row.month)
        is_open = row.revoked_at is None and at < row.on_time_until
        state = _("有效") if is_open else _("已到期")
        if row.revoked_at:
            state = _("已撤销：%(why)s") % {"why": row.revoked_reason}
        rows.append(
            ExtensionRow(
                row.pk,
                row.month.label,
                row.township.name,
                limit_in_words(row.on_time_until),
                limit_in_words(row.locks_at),
                f"{row.reason}（{row.document}）",
                state,
                is_open and bool(answers[row.month_id]),
            )
        )
    return rows


def credit_rows(user: User, most: int) -> list[CreditRow]:
    """Return the credits for standstills in the user's scope, the newest first, `most` of months and of findings."""
    return [row for _down, row in sorted(_credits(user, most), key=lambda pair: pair[0], reverse=True)]


def _credits(user: User, most: int) -> list[tuple[dt.datetime, CreditRow]]:
    months = Month.objects.visible_to(user)
    found = OutageCredit.objects.filter(month__in=months).select_related("month").order_by("-down_from", "limit")[:most]
    of_findings = FindingCredit.objects.visible_to(user).select_related("finding").order_by("-down_from", "pk")[:most]
    rows = [
        (
            row.down_from,
            CreditRow(
                row.month.label,
                str(LIMIT_WORDS[row.limit]),
                limit_in_words(row.moved_from),
                limit_in_words(row.moved_to),
                _stretch(row),
            ),
        )
        for row in found
    ]
    rows += [
        (
            row.down_from,
            CreditRow(
                row.finding.number,
                _("问题整改期限"),
                day_in_words(row.moved_from),
                day_in_words(row.moved_to),
                _stretch(row),
            ),
        )
        for row in of_findings
    ]
    return rows


def _stretch(row: OutageCredit | FindingCredit) -> str:
    return f"{timezone.localtime(row.down_from):%m-%d %H:%M} – {timezone.localtime(row.down_until):%m-%d %H:%M}"


def months_to_extend(user: User) -> list[Month]:
    """Return the newest months whose limits the user may put off."""
    newest = Month.objects.visible_to(user).select_related("district").order_by("-month")[:MONTHS]
    return [month for month in newest if may_extend(user, month)]
