"""Rules as data: national versions, a district's own, and the version of a record's own day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction

from ledgers.enums import Severity
from ledgers.models import LocalRule
from ledgers.rulebook.book import Kind, Rule, RuleHistory
from ledgers.rulebook.national import NATIONAL
from ledgers.rulebook.words import PARTS, part_label, part_of
from ledgers.selectors.rules import rule_history
from tests.factories import NOW

CODE = "meetings.late_entry_days"


def fix(district, value, valid_from, **more) -> LocalRule:
    columns = {
        "district": district.root,
        "code": CODE,
        "value": value,
        "severity": Severity.WARN,
        "source": "区委组织部通知",
        "valid_from": valid_from,
        "reason": "按区里的安排",
        "by": district.district_reviewer,
        "at": NOW,
    }
    return LocalRule.objects.create(**columns | more)


def test_every_national_rule_has_a_source_and_a_code_of_its_own():
    assert [rule.code for rule in NATIONAL if not rule.source] == []
    assert [rule.code for rule in NATIONAL if not rule.name] == []
    versions = [(rule.code, rule.valid_from) for rule in NATIONAL]
    assert len(set(versions)) == len(versions)


def test_every_part_has_a_heading_of_its_own():
    parts = {part_of(rule.code) for rule in NATIONAL}

    assert sorted(parts - PARTS.keys()) == []
    assert len({part_label(part) for part in parts}) == len(parts)


def test_a_local_value_lies_between_its_bounds_from_the_start():
    for rule in NATIONAL:
        if rule.is_local:
            assert rule.least <= rule.value <= rule.most, rule.code


def test_a_record_is_judged_by_the_version_of_its_own_day(district):
    fix(district, 5, dt.date(2026, 11, 10))

    rules = rule_history(district.root)

    assert rules.on(dt.date(2026, 11, 9)).value(CODE) == 3
    assert rules.on(dt.date(2026, 11, 10)).value(CODE) == 5
    assert rules.on(dt.date(2026, 11, 10))[CODE].citation == "区委组织部通知"


def test_of_two_versions_of_one_day_the_later_one_holds(district):
    fix(district, 5, dt.date(2026, 11, 10))
    fix(district, 7, dt.date(2026, 11, 10))

    assert rule_history(district.root).on(dt.date(2026, 11, 10)).value(CODE) == 7


def test_a_withdrawn_version_gives_the_rule_back_to_the_nation(district):
    fix(district, 5, dt.date(2026, 11, 10))
    fix(district, 5, dt.date(2026, 12, 1), is_withdrawn=True)

    rules = rule_history(district.root)

    assert rules.on(dt.date(2026, 11, 30)).value(CODE) == 5
    assert rules.on(dt.date(2026, 12, 1)).value(CODE) == 3


def test_a_version_never_reaches_back(district):
    with pytest.raises(IntegrityError, match="never_reaches_back"), transaction.atomic():
        fix(district, 5, dt.date(2026, 11, 2))  # the very day it is written


def test_a_version_is_never_changed_or_deleted(district):
    row = fix(district, 5, dt.date(2026, 11, 10))
    with pytest.raises(InternalError, match="append_only"), transaction.atomic():
        LocalRule.objects.filter(pk=row.pk).update(value=9)
    with pytest.raises(InternalError, match="append_only"), transaction.atomic():
        row.delete()


def test_what_a_month_froze_outlives_a_correction_of_the_national_file(district):
    rules = RuleHistory(
        [Rule(CODE, "", Kind.COUNT, 4, source="更正后的文件")],
        frozen=district.month.rules,
        frozen_on=district.month.month,
    )

    assert rules.on(dt.date(2026, 10, 20)).value(CODE) == 3


def test_a_version_that_begins_within_the_month_goes_before_what_was_frozen(district):
    later = Rule(CODE, "", Kind.COUNT, 4, source="新规定", valid_from=dt.date(2026, 10, 15))
    national = [rule for rule in NATIONAL if rule.code == CODE]
    rules = RuleHistory([*national, later], frozen=district.month.rules, frozen_on=district.month.month)

    assert rules.on(dt.date(2026, 10, 14)).value(CODE) == 3
    assert rules.on(dt.date(2026, 10, 15)).value(CODE) == 4


def test_a_percent_keeps_its_cents_through_json():
    rule = Rule("x", "", Kind.PERCENT, Decimal("0.5"), source="文件")
    frozen = RuleHistory([rule]).on(dt.date(2026, 1, 1)).frozen()

    assert frozen == {"x": ["0.5", "warn"]}
    assert RuleHistory([rule], frozen=frozen).on(dt.date(2026, 1, 1)).value("x") == Decimal("0.5")
