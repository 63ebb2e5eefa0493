"""Calendar months as first-of-month dates, and quarters (自然月, 自然季)."""

import datetime as dt
import re

MONTH_PATTERN = re.compile(r"(\d{4})-(\d{2})")


def parse_month(text: str) -> dt.date:
    """Return the first day of the month written as YYYY-MM; raises ValueError for anything else."""
    match = MONTH_PATTERN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a month: {text!r} (write it as 2026-10)")
    return dt.date(int(match[1]), int(match[2]), 1)


def first_day(day: dt.date) -> dt.date:
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """Return the first day of the month after `month`."""
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def previous_month(month: dt.date) -> dt.date:
    """Return the first day of the month before `month`."""
    return first_day(first_day(month) - dt.timedelta(days=1))


def months_after(month: dt.date, count: int) -> dt.date:
    """Return the first day of the month `count` months after `month`; before it for a negative count."""
    number = month.year * 12 + month.month - 1 + count
    return dt.date(number // 12, number % 12 + 1, 1)


def same_day_later(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later, or the last day of a month that is too short; before it for a negative count.

    民法典 第二百零二条: the corresponding day of the month in which the time ends; without one, the month's last day.
    """
    month = months_after(day, months)
    return month.replace(day=min(day.day, last_day(month).day))


def years_later(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` years later; 1 March where that year has no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def last_day(month: dt.date) -> dt.date:
    return next_month(month) - dt.timedelta(days=1)


def quarter_start(month: dt.date) -> dt.date:
    """Return the first day of the quarter in which `month` lies."""
    return dt.date(month.year, (month.month - 1) // 3 * 3 + 1, 1)


def ends_quarter(month: dt.date) -> bool:
    return month.month % 3 == 0


def quarter_months(month: dt.date) -> list[dt.date]:
    """Return the first days of the three months of the quarter in which `month` lies."""
    start = quarter_start(month)
    return [months_after(start, count) for count in range(3)]


def quarter_label(month: dt.date) -> str:
    """Return the quarter in which `month` lies as official texts write it: 2026年第四季度."""
    return f"{month.year}年第{'一二三四'[(month.month - 1) // 3]}季度"  # i18n: data
