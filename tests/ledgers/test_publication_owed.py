"""What is owed to be published: the pure function against a small oracle, the item, the pre-checks."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lib.months import last_day
from ledgers.enums import Severity
from ledgers.obligations import ItemState
from ledgers.prechecks.findings import Findings
from ledgers.prechecks.publication import check_publications
from ledgers.publication_catalogue import BY_CODE, CATALOGUE
from ledgers.publication_owed import (
    ObjectionFact,
    PublicationFact,
    PublicationFacts,
    period_in_words,
    period_of,
    publication_item,
    publications_owed,
)
from ledgers.publication_privacy import personal_data_in
from ledgers.rulebook.book import RuleBook, RuleHistory
from ledgers.rulebook.national import NATIONAL

SEPTEMBER, OCTOBER = dt.date(2026, 9, 1), dt.date(2026, 10, 1)
LONG_AGO = dt.date(2020, 1, 1)


def book(**values) -> RuleBook:
    """The nation's rules with the numbers of a district: `due_days=10`."""
    changed = {f"publication.{name}": value for name, value in values.items()}
    rules = [replace(rule, value=changed.get(rule.code, rule.value)) for rule in NATIONAL]
    return RuleHistory(rules).on(OCTOBER)


def fact(item="finance.accounts", start=dt.date(2026, 7, 1), end=dt.date(2026, 9, 30), *, up=None, **more):
    columns = {
        "pk": 1,
        "item": item,
        "title": "财务收支",
        "period_start": start,
        "period_end": end,
        "status": "up" if up else "draft",
        "drafted_on": start,
        "put_up_on": up,
        "planned_until": up + dt.timedelta(days=7) if up else None,
    }
    return PublicationFact(**columns | more)


def facts(month=SEPTEMBER, *publications, today=None, **more) -> PublicationFacts:
    columns = {"month": month, "today": today or last_day(month), "since": LONG_AGO}
    return PublicationFacts(**columns | more, publications=publications)


def of(item, found):
    return [owed for owed in found if owed.item.code == item]


# --- What is owed -------------------------------------------------------------------------------------------------
def test_village_affairs_are_owed_in_the_last_month_of_a_quarter():
    due = of("village.affairs", publications_owed(facts(), book(), SEPTEMBER))[-1]

    assert (due.state, due.due_on) == (ItemState.MISSING, dt.date(2026, 9, 30))
    assert due.title == "2026年第三季度村务一般事项"

    later = of("village.affairs", publications_owed(facts(OCTOBER), book(), OCTOBER))[-1]
    assert (later.state, later.due_on) == (ItemState.LATER, dt.date(2026, 12, 31))


def test_accounts_are_owed_monthly_where_money_moves_often():
    (_earlier, current) = of(
        "finance.accounts", publications_owed(facts(OCTOBER, has_busy_finance=True), book(), OCTOBER)
    )

    assert (current.title, current.state) == ("2026年10月财务收支情况", ItemState.MISSING)


def test_a_notice_that_hung_does_it_and_a_draft_does_not():
    begun = of("finance.accounts", publications_owed(facts(SEPTEMBER, fact()), book(), SEPTEMBER))[-1]
    done = of(
        "finance.accounts", publications_owed(facts(SEPTEMBER, fact(up=dt.date(2026, 9, 28))), book(), SEPTEMBER)
    )[-1]

    assert begun.state == ItemState.UNFINISHED
    assert done.state == ItemState.DONE


def test_what_was_not_published_stays_owed_in_the_next_period():
    (earlier, _current) = of("finance.accounts", publications_owed(facts(OCTOBER), book(), OCTOBER))

    assert earlier.is_overdue(dt.date(2026, 10, 1))
    assert earlier.title == "2026年第三季度财务收支情况"


def test_dues_are_published_in_january_for_the_year_before():
    january = dt.date(2026, 1, 1)
    (dues,) = of("party.dues", publications_owed(facts(january), book(), january))

    assert (dues.title, dues.due_on) == ("2025年党费收缴使用情况", dt.date(2026, 1, 31))
    assert dues.is_due_in(january)


def test_a_district_that_publishes_on_the_tenth_after_the_quarter_owes_it_in_that_month():
    rules = book(due_days=10)
    september = of("village.affairs", publications_owed(facts(), rules, SEPTEMBER))[-1]
    october = of("village.affairs", publications_owed(facts(OCTOBER), rules, OCTOBER))[0]

    assert september.state == ItemState.LATER
    assert (october.state, october.due_on) == (ItemState.MISSING, dt.date(2026, 10, 10))


def test_nothing_is_owed_from_before_the_district_began():
    found = publications_owed(facts(OCTOBER, since=OCTOBER), book(), OCTOBER)

    assert {owed.due_on for owed in found} == {dt.date(2026, 12, 31)}


# A small oracle: for a village without the rules' file, walk all days of the period and look for any notice.
PERIODIC = [item for item in CATALOGUE if item.months_rule]
days = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


@st.composite
def notices(draw):
    start = draw(days)
    end = start + dt.timedelta(days=draw(st.integers(0, 200)))
    up = draw(st.none() | days)
    return fact(draw(st.sampled_from(CATALOGUE)).code, start, end, up=up)


def is_covered(notice, start, end) -> bool:
    span = (notice.period_end - notice.period_start).days
    return any(start <= notice.period_start + dt.timedelta(days=n) <= end for n in range(span + 1))


@given(
    month=days.map(lambda day: day.replace(day=1)),
    published=st.lists(notices(), max_size=6),
    village=st.integers(1, 3),
    finance=st.integers(1, 3),
    party=st.integers(1, 12),
    grace=st.integers(0, 31),
    busy=st.booleans(),
)
def test_owed_agrees_with_the_oracle(month, published, village, finance, party, grace, busy):
    rules = book(village_months=village, finance_months=finance, party_months=party, due_days=grace)
    found = publications_owed(facts(month, *published, has_busy_finance=busy), rules, month)

    every = {"village.affairs": village, "finance.accounts": 1 if busy else finance, "party.work": party}
    for code, months in every.items():
        lines = of(code, found)
        current = lines[-1]
        # The period holds the month, is as long as the rule says unless the year ends, and begins the year anew.
        assert current.period_start <= month <= current.period_end
        first = next(m for m in range(1, 13, months) if m <= month.month < m + months)
        assert (current.period_start.month, current.period_end.month) == (first, min(first + months - 1, 12))
        assert current.due_on == current.period_end + dt.timedelta(days=grace)
        for owed in lines:
            mine = [p for p in published if p.item == code and is_covered(p, owed.period_start, owed.period_end)]
            assert owed.is_done == any(p.put_up_on is not None for p in mine)
            if not owed.is_done:
                is_due = (owed.due_on.year, owed.due_on.month) <= (month.year, month.month)
                expected = ItemState.LATER if not is_due else ItemState.UNFINISHED if mine else ItemState.MISSING
                assert owed.state == expected
        for earlier in lines[:-1]:
            assert earlier.period_end + dt.timedelta(days=1) == current.period_start
            assert not earlier.is_done or earlier.is_due_in(month)
    assert not [owed for owed in found if not owed.item.is_owed]


@given(months=st.integers(1, 12), day=days)
def test_periods_tile_the_year(months, day):
    start, end = period_of(months, day)

    assert start <= day <= end
    assert period_of(months, start) == period_of(months, end) == (start, end)
    assert start == dt.date(day.year, 1, 1) or period_of(months, start - dt.timedelta(days=1))[1] < start


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2026, 9, 1), (2026, 9, 30), "2026年9月"),
        ((2026, 7, 1), (2026, 9, 30), "2026年第三季度"),
        ((2026, 1, 1), (2026, 6, 30), "2026年上半年"),
        ((2025, 1, 1), (2025, 12, 31), "2025年"),
        ((2026, 9, 1), (2026, 10, 31), "2026年9—10月"),
        ((2026, 8, 1), (2026, 10, 31), "2026年8—10月"),
        ((2026, 9, 3), (2026, 9, 10), "9月3日至9月10日"),
    ],
)
def test_a_period_has_the_name_people_use(start, end, words):
    assert period_in_words(dt.date(*start), dt.date(*end)) == words


# --- The item of the month -----------------------------------------------------------------------------------------
def test_a_month_in_which_nothing_falls_due_owes_nothing():
    item = publication_item(facts(OCTOBER), book())

    assert (item.code, item.state, item.is_owed) == ("publication", ItemState.NOT_OWED, False)


def test_the_item_counts_in_the_month_in_which_a_period_ends():
    hung = dt.date(2026, 9, 28)
    village = fact("village.affairs", up=hung)

    assert publication_item(facts(), book()).state == ItemState.MISSING
    assert publication_item(facts(SEPTEMBER, village), book()).state == ItemState.UNFINISHED
    assert "还差：财务收支情况" in publication_item(facts(SEPTEMBER, village), book()).detail
    assert publication_item(facts(SEPTEMBER, village, fact(up=hung)), book()).state == ItemState.DONE


def test_a_district_may_have_it_shown_only():
    item = publication_item(facts(), book(counts_in_month=False))

    assert not item.is_owed
    assert "还差" in item.detail


# --- Pre-checks ------------------------------------------------------------------------------------------------------
def checked(month_facts, rules=None) -> dict[str, str]:
    findings = Findings(rules or book())
    check_publications(month_facts, findings)
    return {warning.code: warning.text for warning in findings}


def quiet(*publications, month=OCTOBER, **more) -> PublicationFacts:
    return facts(month, *publications, since=OCTOBER, **more)


def test_what_is_overdue_is_named_once():
    hung = fact("village.affairs", up=dt.date(2026, 9, 28))
    found = checked(facts(OCTOBER, hung, today=OCTOBER, since=SEPTEMBER))

    assert found["publication_overdue"] == "2026年第三季度财务收支情况应在9月30日前公布，还没有公布。"


def test_what_falls_due_this_month_is_the_items_business():
    assert checked(quiet(month=dt.date(2026, 12, 1))) == {}


def test_taken_down_without_a_photo_or_too_soon():
    down = fact(up=OCTOBER, status="down", taken_down_on=dt.date(2026, 10, 5))

    found = checked(quiet(down))
    assert set(found) == {"publication_photo", "publication_shown"}
    assert "公示了4天，不到7天" in found["publication_shown"]
    assert checked(quiet(replace(down, has_last_photo=True, taken_down_on=dt.date(2026, 10, 8)))) == {}


@pytest.mark.parametrize(
    ("due", "answered", "is_late"),
    [
        (dt.date(2026, 10, 30), None, True),
        (dt.date(2026, 10, 31), None, False),  # today is its last day
        (dt.date(2026, 10, 30), dt.date(2026, 10, 31), False),
    ],
)
def test_an_answer_that_is_late(due, answered, is_late):
    hung = fact(up=OCTOBER, objections=(ObjectionFact(5, due, answered),))

    assert ("publication_objection" in checked(quiet(hung))) == is_late


def test_a_report_hangs_ten_days_before_the_meeting():
    report = fact("finance.collective", up=dt.date(2026, 10, 5), meeting_on=dt.date(2026, 10, 14))

    assert "不到10天" in checked(quiet(report))["publication_meeting"]
    assert checked(quiet(replace(report, meeting_on=dt.date(2026, 10, 15)))) == {}


def test_a_personal_number_blocks_until_it_is_gone():
    findings = Findings(book())
    check_publications(quiet(fact(personal=("手机号（1387…）",))), findings)

    (warning,) = findings
    assert (warning.code, warning.severity, warning.blocks) == ("publication_personal", Severity.BLOCK, True)
    assert "1387" in warning.text


# --- Personal numbers ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("联系人张三 13812345678", ["手机号（1381…）"]),
        ("电话：138 1234 5678。", ["手机号（1381…）"]),
        ("电话138-1234-5678", ["手机号（1381…）"]),
        ("１３８１２３４５６７８", ["手机号（1381…）"]),
        ("身份证36100219900307123X领取", ["身份证号（3610…）"]),
        ("身份证号 361002 19900307 1234", ["身份证号（3610…）"]),
        ("卡号6228480402564890018", ["银行卡号（6228…）"]),
        ("身份证361002199003071234，手机13812345678", ["身份证号（3610…）", "手机号（1381…）"]),
    ],
)
def test_personal_numbers_are_found_however_they_are_written(text, what):
    assert personal_data_in(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "138****5678",
        "361002********123X",
        "收入 120000.00 元，支出 83000 元",
        "座机 0794-8261234",
        "合同编号 20260930001",
        "2026年10月1日至2026年12月31日",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert personal_data_in(text) == []


@given(st.text(alphabet="收入支出元，。 年月日abc\n", max_size=80), st.integers(10**9, 10**10 - 1))
def test_a_phone_number_is_found_anywhere(around, digits):
    phone = f"1{'3456789'[digits % 7]}{digits % 10**9:09d}"

    assert personal_data_in(f"{around}{phone}{around}")
    assert personal_data_in(around) == []


def test_the_catalogue_is_whole():
    codes = {rule.code for rule in NATIONAL}
    for item in CATALOGUE:
        assert not (item.months_rule and item.month_rule)
        assert {item.months_rule, item.busy_rule, item.month_rule} - {""} <= codes
        assert personal_data_in(item.outline) == []
    assert len(BY_CODE) == len(CATALOGUE)
