"""A circular on a quarter as a draft, and the correction of the issued circular of a month."""

import datetime as dt
from contextlib import suppress

from django.utils import timezone

from audits.enums import CircularAction, CircularKind, CircularStatus
from audits.models import Circular
from audits.services.circular_drafts import circular_draft_correction, circular_draft_quarter
from audits.services.circulars import circular_issue, circular_move
from branches.calendar import holiday_overrides
from config.lib.months import ends_quarter
from config.lib.pdf import PdfFailed
from config.lib.workdays import add_workdays
from dashboards.demo.people import Cast
from dashboards.demo.timeline import Timeline, at_time
from ledgers.models import Month

WHAT_IS_RIGHT = "第四部分“抓好问题整改”中的整改期限，更正为自本通报印发之日起10个工作日。"  # i18n: data


def circulars_fill(cast: Cast, line: Timeline) -> int:
    """Draft the circular on the quarter that ended last; correct the issued circular of a month. Return how many."""
    return sum((_quarter(cast, line), _correction(cast, line)))


def _quarter(cast: Cast, line: Timeline) -> bool:
    for month in (line.answered, line.signing, line.checking):
        if ends_quarter(month):
            row = Month.objects.select_related("district").get(district=cast.district, month=month)
            circular_draft_quarter(month=row, by=cast.named["fushen"], at=line.at - dt.timedelta(hours=3))
            return True
    return False


def _correction(cast: Cast, line: Timeline) -> bool:
    """Correct three working days after the issue, or as soon before now as that leaves time for."""
    first = Circular.objects.filter(kind=CircularKind.MONTH, status=CircularStatus.ISSUED).order_by("-pk").first()
    if first is None:  # a machine without Chinese fonts prints nothing
        return False
    day = add_workdays(timezone.localtime(first.issued_at).date(), 3, holiday_overrides())
    at = min(at_time(day, 9, 30), line.at - dt.timedelta(minutes=40))
    drafter, checker, lead = (cast.named[name] for name in ("fushen", "hegao", "qianfa"))
    correction = circular_draft_correction(
        circular=first, what_is_right=WHAT_IS_RIGHT, with_tables=False, by=drafter, at=at
    )
    for minutes, action, by in (
        (5, CircularAction.SEND_TO_CHECK, drafter),
        (15, CircularAction.APPROVE_CHECK, checker),
        (25, CircularAction.SIGN, lead),
    ):
        circular_move(circular=correction, action=action, by=by, at=at + dt.timedelta(minutes=minutes))
    with suppress(PdfFailed):
        circular_issue(circular_id=correction.pk, at=at + dt.timedelta(minutes=30))
    return True
