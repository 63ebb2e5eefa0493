"""A district at the end of a quarter, and circulars of each kind on their way."""

import datetime as dt

from audits.enums import CircularAction
from audits.models import Circular
from audits.services.circular_drafts import circular_draft_correction, circular_draft_quarter
from audits.services.circulars import circular_draft, circular_issue, circular_move
from ledgers.models import Month
from tests.factories import District, local, make_month

AT = local("2027-01-20 09:00")


def open_quarter(district: District) -> District:
    """The fourth quarter of the district, all three months locked; October's first branch was on time."""
    district.submitted(district.branch)
    for month in (dt.date(2026, 11, 1), dt.date(2026, 12, 1)):
        district.december = make_month(district.root, month)
    return district


def through(circular: Circular, district: District, at: dt.datetime = AT, *, until: str = "issued") -> Circular:
    for action, by in (
        (CircularAction.SEND_TO_CHECK, district.district_reviewer),
        (CircularAction.APPROVE_CHECK, district.checker),
        (CircularAction.SIGN, district.lead),
    ):
        circular = circular_move(circular=circular, action=action, by=by, at=at)
    return circular_issue(circular_id=circular.pk, at=at) if until == "issued" else circular


def monthly(district: District, month: Month | None = None) -> Circular:
    return circular_draft(month=month or district.month, by=district.district_reviewer, at=AT)


def on_quarter(district: District) -> Circular:
    return circular_draft_quarter(month=district.december, by=district.district_reviewer, at=AT)


def corrected(
    circular: Circular, district: District, text: str = "第一部分“1份”更正为“2份”。", with_tables=False
) -> Circular:
    return circular_draft_correction(
        circular=circular, what_is_right=text, with_tables=with_tables, by=district.district_reviewer, at=AT
    )
