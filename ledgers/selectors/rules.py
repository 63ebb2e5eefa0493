"""Read the rules of a district: the nation's versions and its own."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from branches.models import Organisation
from ledgers.models import LocalRule, Month
from ledgers.rulebook.book import Rule, RuleBook, RuleHistory, value_of
from ledgers.rulebook.national import NATIONAL


@lru_cache(maxsize=1)
def _national() -> dict[str, list[Rule]]:
    """Return the nation's versions of each rule, the oldest first."""
    found: dict[str, list[Rule]] = {}
    for rule in sorted(NATIONAL, key=lambda rule: rule.valid_from):
        found.setdefault(rule.code, []).append(rule)
    return found


def national_versions(code: str) -> list[Rule]:
    """Return the nation's versions of a rule, the oldest first; none for a code that the software does not know."""
    return _national().get(code, [])


def national_on(code: str, day: dt.date) -> Rule | None:
    """Return the nation's version of a rule on `day`; None for a code that the software does not know."""
    versions = _national().get(code)
    if versions is None:
        return None
    began = [rule for rule in versions if rule.valid_from <= day]
    return began[-1] if began else versions[0]


def local_version(row: LocalRule) -> Rule | None:
    """Return the rule as the district's row has it; None when the software no longer knows the code."""
    base = national_on(row.code, row.valid_from)
    if base is None:
        return None
    if row.is_withdrawn:
        return Rule(**{name: getattr(base, name) for name in Rule.__slots__} | {"valid_from": row.valid_from})
    return Rule(
        base.code,
        base.name,
        base.kind,
        value_of(base.kind, row.value),
        base.unit,
        row.source,
        row.article,
        row.scope,
        row.severity,
        base.least,
        base.most,
        row.valid_from,
    )


def rule_history(district: Organisation | int, month: Month | None = None) -> RuleHistory:
    """Return all versions of all rules of `district` (or its id), in one query.

    With `month`, what that month froze when it opened goes before the versions that held then.
    """
    versions = _versions(district)
    if month is None:
        return RuleHistory(versions)
    return RuleHistory(versions, frozen=month.rules, frozen_on=month.month)


def _versions(district: Organisation | int) -> list[Rule]:
    local = (local_version(row) for row in LocalRule.objects.filter(district=district).order_by("valid_from", "pk"))
    return [*NATIONAL, *(rule for rule in local if rule is not None)]


def rule_books(district: Organisation | int, months: Iterable[dt.date]) -> dict[dt.date, RuleBook]:
    """Return the rules of each of `months` (their first days), as frozen where the month has opened, in two queries."""
    versions = _versions(district)
    months = list(months)
    opened = dict(Month.objects.filter(district=district, month__in=months).values_list("month", "rules"))
    return {month: RuleHistory(versions, frozen=opened.get(month), frozen_on=month).on(month) for month in months}
