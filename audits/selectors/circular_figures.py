"""What a circular freezes: the figures of a month, of a quarter, or those that a correction puts right."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from audits import circular_lists
from audits.circular_lists import Thresholds
from audits.circular_text import groups_of
from audits.enums import CircularKind
from audits.models import Circular
from audits.selectors.agreement import review_quality, review_quality_sentence
from audits.selectors.colours import townships_to_name
from audits.selectors.figures import LedgerFigures, figures_of, ledgers_of_months, summary
from audits.selectors.findings import circular_findings
from branches.calendar import holiday_overrides
from config.lib.months import months_after, next_month, previous_month, quarter_label, quarter_months, quarter_start
from config.lib.official import chinese_date
from ledgers.models import Month
from ledgers.models.month import last_day_before
from ledgers.selectors.rules import rule_history
from ledgers.services.months import limits_of, parameters_of


def month_circular_figures(month: Month, *, at: dt.datetime) -> dict:
    """Return the month's figures as they are at `at`, with all the names the text needs."""
    thresholds = _thresholds(month)
    earlier = Month.objects.filter(
        district=month.district_id, month__gt=months_after(month.month, -thresholds.months), month__lt=month.month
    ).order_by("-month")
    months = [month, *_without_gap(month, earlier)]
    ledgers = ledgers_of_months(months)
    own = ledgers[month.pk]
    return (
        {"month": month.key, "label": month.label}
        | figures_of(own)
        | {
            "problems": circular_lists.problems(own, thresholds),
            "colours": _colours(month, own, thresholds),
            "quality": _quality(month),
            "findings": _findings(month),
        }
        | _names(month, [ledgers[each.pk] for each in months], thresholds, at)
        | {"previous": _previous(month, CircularKind.MONTH, previous_month(month.month))}
    )


def quarter_of(month: Month) -> list[Month]:
    """Return the months of the quarter of `month` that the district opened, in order."""
    return list(
        Month.objects.filter(district=month.district_id, month__in=quarter_months(month.month))
        .select_related("district")
        .order_by("month")
    )


def quarter_circular_figures(month: Month, *, at: dt.datetime) -> dict:
    """Return the figures of the quarter in which `month` lies; the counts add up over its months."""
    quarter, thresholds = quarter_of(month), _thresholds(month)
    earlier = Month.objects.filter(
        district=month.district_id, month__gt=months_after(month.month, -thresholds.months), month__lt=quarter[0].month
    ).order_by("-month")
    back = [*reversed(quarter)]
    streak = [*back, *_without_gap(back[-1], earlier)]
    ledgers = ledgers_of_months(streak)
    own = [ledgers[each.pk] for each in quarter]
    together = sorted((ledger for month_ledgers in own for ledger in month_ledgers), key=_in_tree(own))
    figures = figures_of(together)
    order = {row["name"]: position for position, row in enumerate(figures["townships"])}
    problems = sorted(circular_lists.quarter_problems(own, thresholds), key=lambda row: order[row["township"]])
    return (
        {"month": month.key, "label": quarter_label(month.month)}
        | figures
        | {
            "months": [
                {"key": each.key, "label": f"{each.month.month}月"} | summary(ledgers[each.pk])  # i18n: data
                for each in quarter
            ],
            "branches": len({ledger.branch for ledger in together}),
            "problems": problems,
            "colours": _colours(month, own[-1], thresholds),
            "not_received": groups_of(row for row in problems if row["missing"]),
            "late": groups_of(row for row in problems if row["late"]),
            "returned_now": groups_of(row for row in problems if row["unmended"]),
        }
        | _names(month, [ledgers[each.pk] for each in streak], thresholds, at)
        | {"previous": _previous(month, CircularKind.QUARTER, previous_month(quarter_start(month.month)))}
    )


def correction_figures(circular: Circular, *, with_tables: bool, at: dt.datetime) -> dict:
    """Return the figures of a correction of `circular`: counted anew when it carries tables, else the names only."""
    if with_tables:
        count = quarter_circular_figures if circular.kind == CircularKind.QUARTER else month_circular_figures
        figures = count(circular.month, at=at)
    else:
        names = {key: circular.figures[key] for key in ("month", "label", "district", "issuer")}
        figures = names | {"taken_at": at.isoformat(timespec="seconds")}
    return figures | {
        "with_tables": with_tables,
        "corrects": {
            "number": circular.number,
            "title": circular.title.replace("\n", ""),
            "issued_on": chinese_date(timezone.localtime(circular.signed_at).date()),
        },
    }


def figures_anew(circular: Circular, *, at: dt.datetime) -> dict:
    """Return the figures of an unsigned circular as they are at `at`."""
    if circular.kind == CircularKind.CORRECTION:
        return correction_figures(circular.corrects, with_tables=circular.figures["with_tables"], at=at)
    count = quarter_circular_figures if circular.kind == CircularKind.QUARTER else month_circular_figures
    return count(circular.month, at=at)


# --- Parts ---------------------------------------------------------------------------------------------------------
def _findings(month: Month) -> dict:
    """Return how many problems of the month are listed and closed, and the rows of those that are open."""
    found = circular_findings(month)
    return {"total": found.total, "closed": found.closed, "open": [list(row) for row in found.open_rows]}


def _quality(month: Month) -> dict | None:
    """Return how fairly the townships judged by the drawn ledgers, with its sentence; None without a sample."""
    quality = review_quality(month)
    return (
        quality | {"sentence": review_quality_sentence(quality)} if quality["is_drawn"] and quality["count"] else None
    )


def _colours(month: Month, ledgers: Sequence[LedgerFigures], thresholds: Thresholds) -> dict | None:
    """Return the townships' colours of `month` with its name; None where the district keeps them out."""
    if not rule_history(month.district_id, month).on(month.month).value("circular.colours"):
        return None
    found = circular_lists.colours(*townships_to_name(month, ledgers), thresholds)
    return found and found | {"label": f"{month.month.month}月份"}  # i18n: data


def _thresholds(month: Month) -> Thresholds:
    book = rule_history(month.district_id, month).on(month.month)
    return Thresholds.of({f"circular.{name}": book.value(f"circular.{name}") for name in Thresholds.__slots__})


def _without_gap(month: Month, earlier: Sequence[Month]) -> list[Month]:
    """Return the months of `earlier`, the latest first, as far as they follow on each other back from `month`."""
    found, expected = [], previous_month(month.month)
    for each in earlier:
        if each.month != expected:
            break
        found.append(each)
        expected = previous_month(expected)
    return found


def _in_tree(months: Sequence[Sequence[LedgerFigures]]):
    """Return a key that brings ledgers of several months into the order of the tree, as the latest month has it."""
    places: dict[int, int] = {}
    for month in reversed(months):
        for ledger in month:
            places.setdefault(ledger.township[0], len(places))
    return lambda ledger: places[ledger.township[0]]


def _names(month: Month, streak: Sequence[Sequence[LedgerFigures]], thresholds: Thresholds, at: dt.datetime) -> dict:
    """Return who is praised, the names and the dates that the text needs."""
    parameters = parameters_of(month.district)
    following = next_month(month.month)
    limits = limits_of(following, parameters, holiday_overrides())
    next_on_time = last_day_before(
        Month.objects.filter(district=month.district_id, month=following)
        .values_list("on_time_until", flat=True)
        .first()
        or limits["on_time_until"]
    )
    return {
        "praised": circular_lists.praised(streak, thresholds),
        "thresholds": {name: getattr(thresholds, name) for name in Thresholds.__slots__},
        "ranked": rule_history(month.district_id, month).on(month.month).value("circular.ranked"),
        "district": month.district.name,
        "issuer": parameters.issuer,
        "next_label": f"{following.month}月",  # i18n: data
        "next_on_time": f"{next_on_time.month}月{next_on_time.day}日",  # i18n: data
        "taken_at": at.isoformat(timespec="seconds"),
    }


def _previous(month: Month, kind: str, before: dt.date) -> dict | None:
    """Return what the signed circular of the month or quarter before said, to compare with."""
    figures = (
        Circular.objects.filter(kind=kind, month__district=month.district_id, month__month=before)
        .filter(signed_at__isnull=False)
        .values_list("figures", flat=True)
        .first()
    )
    if figures is None:
        return None
    townships = {str(row["id"]): row["score"] for row in figures["townships"]}
    return {key: figures["total"][key] for key in ("received_rate", "score")} | {"townships": townships}
