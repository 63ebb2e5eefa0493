"""Draft the circular on a quarter (季度综合通报), or the correction (更正) of an issued circular.

Both go the way of `audits.services.circulars`: the same states, people and numbers.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audits import circular_correction
from audits.circular_rules import may_correct, may_draft_quarter
from audits.enums import CircularKind, CircularStatus
from audits.models import Circular
from audits.selectors.circular_figures import correction_figures, quarter_circular_figures
from audits.services.circulars import CircularExists, CircularRefused, draft_on
from branches.models import User
from ledgers.models import Month
from ledgers.services.months import parameters_of


@transaction.atomic
def circular_draft_quarter(*, month: Month, by: User, at: dt.datetime) -> Circular:
    """Draft the circular on the quarter that ends with `month` (季度综合通报) and return it.

    Raises CircularRefused before its last month is locked, CircularExists when there is one.
    """
    if not (answer := may_draft_quarter(by, month, at)):
        raise CircularRefused(answer.reason)
    if existing := Circular.objects.filter(month=month, kind=CircularKind.QUARTER).select_related("month").first():
        raise CircularExists(existing)
    return draft_on(month, CircularKind.QUARTER, quarter_circular_figures(month, at=at), by=by, at=at)


@transaction.atomic
def circular_draft_correction(
    *, circular: Circular, what_is_right: str, with_tables: bool, by: User, at: dt.datetime
) -> Circular:
    """Draft a correction (更正) of an issued circular and return it; what was issued stays as it is.

    `what_is_right` is the drafter's text, one paragraph a line; `with_tables` attaches the tables counted anew. Raises
    CircularRefused, CircularExists while another correction is on its way.
    """
    current = (
        Circular.objects.select_for_update(of=("self",), no_key=True)
        .select_related("month__district", "corrects")
        .get(pk=circular.pk)
    )
    if not (answer := may_correct(by, current)):
        raise CircularRefused(answer.reason)
    if (
        existing := current.corrections.exclude(status=CircularStatus.ISSUED)
        .select_related("month", "corrects")
        .first()
    ):
        raise CircularExists(existing)
    what_is_right = what_is_right.replace("\r\n", "\n").strip()
    if not what_is_right:
        raise CircularRefused(_("请写明哪里错了、应当是什么。"))
    figures = correction_figures(current, with_tables=with_tables, at=at)
    return Circular.objects.create(
        month=current.month,
        kind=CircularKind.CORRECTION,
        corrects=current,
        title=circular_correction.title(figures),
        addressees=current.addressees,
        body=circular_correction.body(figures, what_is_right),
        copies_to=current.copies_to,
        figures=figures,
        drafted_by=by,
        drafted_at=at,
        district=current.district,
        prefix=parameters_of(current.district).circular_prefix,
    )
