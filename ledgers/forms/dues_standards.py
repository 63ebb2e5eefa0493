"""Fix what several members owe a month: one category, a base for each, and the approval where one is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from config.lib.months import first_day, months_after, parse_month, previous_month
from ledgers.enums.dues import WITH_APPROVAL, WITH_INCOME, DuesCategory
from ledgers.forms.dues import AmountRefused, cents_from
from ledgers.forms.meetings import plain
from ledgers.services.dues import Standard
from ledgers.words import month_in_words

LEAST_BASE = 100


@dataclass(slots=True)
class StandardRow:
    """A member on the page: whether ticked, the income typed, and what is wrong with it."""

    pk: int
    ticked: bool = False
    base: str = ""
    error: str = ""


@dataclass(slots=True)
class StandardsForm:
    """What was typed, kept as typed; `errors` is by field, each row has its own."""

    rows: list[StandardRow]
    category: str = ""
    valid_from: str = ""
    reduced: str = ""
    approved_by: str = ""
    approved_on: str = ""
    approval_document: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def has_row_errors(self) -> bool:
        return any(row.error for row in self.rows)

    @property
    def is_good(self) -> bool:
        return not self.errors and not self.has_row_errors


def months_offered(today: dt.date) -> list[tuple[str, str]]:
    """Return the months from which a standard may hold: last month, this one, the next."""
    this = first_day(today)
    months = (this, previous_month(this), months_after(this, 1))
    return [(f"{month:%Y-%m}", month_in_words(month)) for month in months]


def read_standards(
    form: StandardsForm, data: Mapping, ticked: Sequence[str], *, today: dt.date
) -> tuple[list[Standard], dt.date]:
    """Put what was typed into `form` and return the standards to set and from when; empty where something is wrong."""
    for name in ("category", "valid_from", "reduced", "approved_by", "approved_on", "approval_document"):
        setattr(form, name, plain(data.get(name, "")))
    for row in form.rows:
        row.ticked = str(row.pk) in ticked
        row.base = data.get(f"base-{row.pk}", "")
    valid_from = _valid_from(form, today)
    chosen = [row for row in form.rows if row.ticked]
    if form.category not in DuesCategory.values:
        form.errors["category"] = _("请先选一种交纳类别。")
    if not chosen:
        form.errors["rows"] = _("请先在名单里打勾，选好要设定的党员。")
    fixed, approval = None, {}
    if form.category in WITH_APPROVAL:
        fixed, approval = _fixed(form), _approval(form, today)
    standards = [
        Standard(row.pk, form.category, _base(row) if form.category in WITH_INCOME else None, fixed, **approval)
        for row in chosen
    ]
    return (standards, valid_from) if form.is_good else ([], valid_from)


def _valid_from(form: StandardsForm, today: dt.date) -> dt.date:
    if form.valid_from not in dict(months_offered(today)):
        form.errors["valid_from"] = _("请选从哪个月起。")
        return first_day(today)
    return parse_month(form.valid_from)


def _base(row: StandardRow) -> int | None:
    try:
        cents = cents_from(row.base)
    except AmountRefused:
        cents = 0
    if cents < LEAST_BASE:
        row.error = _("请写每月的收入基数，例如 4200，在 1 元到 10 万元之间。")
    return cents


def _fixed(form: StandardsForm) -> int | None:
    if form.category == DuesCategory.EXEMPT:
        return 0
    try:
        return cents_from(form.reduced)
    except AmountRefused as refusal:
        form.errors["reduced"] = str(refusal) if form.reduced else _("请写批准后每月交多少元。")
        return None


def _approval(form: StandardsForm, today: dt.date) -> dict:
    """Return the approval, whole or not at all: the branch may fix a reduction that is still on its way."""
    if not (form.approved_by or form.approved_on or form.approval_document):
        return {}
    for name, most, text in (
        ("approved_by", 60, _("请写是哪一级党委批准的。")),
        ("approval_document", 80, _("请写批准文件的名称或文号。")),
    ):
        if not 0 < len(getattr(form, name)) <= most:
            form.errors[name] = text
    try:
        day = dt.date.fromisoformat(form.approved_on.replace("/", "-"))
    except ValueError:
        form.errors["approved_on"] = _("请写批准日期。")
        return {}
    if day > today:
        form.errors["approved_on"] = _("批准日期还没有到。")
    return {"approved_by": form.approved_by, "approved_on": day, "approval_document": form.approval_document}
