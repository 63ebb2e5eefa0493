"""The pre-review of dues: each doubt where it is one, and silence where there is none."""

import datetime as dt

import pytest

from ledgers.enums.dues import DuesCategory
from ledgers.models import Member
from ledgers.prechecks.dues import DuesFacts, Entry, MemberDues, check_dues
from ledgers.prechecks.findings import Findings
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national import NATIONAL
from ledgers.selectors.dues import dues_facts
from tests.factories import make_member
from tests.ledgers.dues_samples import APPROVAL, ledger_at, lock, open_months, pay, standard

OCTOBER, SEPTEMBER, AUGUST = dt.date(2026, 10, 1), dt.date(2026, 9, 1), dt.date(2026, 8, 1)
DAY = dt.date(2026, 10, 20)
BOOK = RuleHistory(NATIONAL).on(OCTOBER)


def paid(cents: int = 20, month: dt.date = OCTOBER, due: int = 20, day: dt.date = DAY, proxy: str = "") -> Entry:
    return Entry(month, cents, due, day, proxy)


def member(pk: int, *entries: Entry, **more) -> MemberDues:
    return MemberDues(pk, f"党员{pk}", more.pop("is_farmer", True), entries, **more)


def found(*members: MemberDues) -> dict[str, str]:
    findings = Findings(BOOK)
    check_dues(DuesFacts(OCTOBER, members, "/list/", "/standards/"), findings)
    return {warning.code: warning.text for warning in findings}


def test_a_branch_that_pays_on_one_day_is_nothing_to_ask_about():
    assert found(*(member(pk, paid()) for pk in range(30))) == {}


def test_a_gap_before_this_months_payment_is_named():
    text = found(member(1, paid(), gaps=(AUGUST, SEPTEMBER)))["dues_gap"]

    assert text == "党员1本月交了，前面2026年8月、2026年9月的党费还没有交，请补交。"


def sentences(*members: MemberDues) -> list[str]:
    findings = Findings(BOOK)
    check_dues(DuesFacts(OCTOBER, members, "/list/", "/standards/"), findings)
    return [warning.text for warning in findings]


def test_a_month_that_nobody_was_recorded_for_is_one_question():
    branch = [member(pk, paid(), gaps=(SEPTEMBER,)) for pk in range(30)]
    one = member(30, paid(), gaps=(AUGUST, SEPTEMBER))

    assert sentences(*branch, one) == [
        "党员0、党员1、党员2、党员3、党员4等 30 人本月交了，前面2026年9月的党费还没有交，请补交。",
        "党员30本月交了，前面2026年8月、2026年9月的党费还没有交，请补交。",
    ]


def test_who_is_as_far_behind_is_named_together_but_for_the_last_alarm():
    late = [member(pk, owed_in_row=3) for pk in (1, 2)]
    gone = [member(pk, owed_in_row=6) for pk in (3, 4)]

    texts = sentences(*late, *gone)

    assert [text.split("已连续")[0] for text in texts] == ["党员1、党员2", "党员3", "党员4"]


def test_with_somebody_more_the_question_is_asked_anew():
    def keys(count: int) -> set[str]:
        findings = Findings(BOOK)
        members = [member(pk, paid(), gaps=(SEPTEMBER,)) for pk in range(count)]
        check_dues(DuesFacts(OCTOBER, members, "/list/", "/standards/"), findings)
        return {warning.key for warning in findings}

    assert keys(5) == keys(5)
    assert not keys(5) & keys(6)


@pytest.mark.parametrize(
    ("entry", "is_farmer", "asked"),
    [
        (paid(20), True, False),
        (paid(100), True, False),
        (paid(101), True, True),
        (paid(19), True, True),
        (paid(4860, due=4860), False, False),
        (paid(5000, due=4860), False, False),  # more is welcome
        (paid(4859, due=4860), False, True),
    ],
)
def test_amounts_outside_the_standard_are_asked_about(entry, is_farmer, asked):
    assert ("dues_amount" in found(member(1, entry, is_farmer=is_farmer))) is asked


def test_many_names_become_a_number():
    assert (
        "党员0、党员1、党员2、党员3、党员4等 9 人" in found(*(member(pk, paid(10)) for pk in range(9)))["dues_amount"]
    )


@pytest.mark.parametrize(("cents", "months", "told"), [(99_999, 1, False), (100_000, 1, True), (50_000, 2, True)])
def test_a_thousand_yuan_at_once_is_passed_on_whole(cents, months, told):
    entries = [paid(cents, due=20, month=dt.date(2026, 10 - number, 1)) for number in range(months)]

    assert ("dues_central" in found(member(1, *entries, is_farmer=False))) is told


@pytest.mark.parametrize(("months", "asked"), [(1, False), (2, False), (3, True), (11, True)])
def test_a_quarter_may_be_paid_at_once_and_a_year_may_not(months, asked):
    ahead = [paid(month=dt.date(2026 + (9 + n) // 12, (9 + n) % 12 + 1, 1)) for n in range(months + 1)]

    assert ("dues_ahead" in found(member(1, *ahead))) is asked


def test_one_person_who_brings_the_money_of_many():
    four = [member(pk, paid(proxy="聂会计")) for pk in range(4)]
    assert found(*four, member(9, paid(day=dt.date(2026, 10, 21), proxy="聂会计"))) == {}

    text = found(*four, member(9, paid(proxy="聂会计")))["dues_one_hand"]
    assert text == "聂会计在10月20日一个人替 5 名党员交党费，请核对是不是垫交、扣缴。"


def test_a_whole_branch_paying_several_months_on_one_day():
    several = [member(pk, paid(), paid(month=SEPTEMBER)) for pk in range(6)]

    assert "全支部 6 人都在同一天交了好几个月的党费" in found(*several)["dues_one_hand"]
    assert "dues_one_hand" not in found(*several, member(9, paid()))


def test_a_reduction_without_approval():
    assert "还没有写上级党委的批准" in found(member(1, paid(), lacks_approval=True))["dues_approval"]


@pytest.mark.parametrize(
    ("owed", "words"), [(2, None), (3, "连续 3 个月"), (5, "连续 5 个月"), (6, "自行脱党处理，请提交")]
)
def test_alarms(owed, words):
    said = found(member(1, owed_in_row=owed)).get("dues_alarm")

    assert said is None if words is None else words in said


def test_every_check_has_its_rule_and_its_source():
    codes = ["gap", "amount", "central", "ahead", "one_hand", "approval", "alarm"]

    assert all(BOOK[f"check.dues_{code}"].citation for code in codes)


# --- The facts as they are read ---
def facts_of(district) -> DuesFacts:
    return dues_facts([district.branch.pk], district.month)[district.branch.pk]


def test_facts_of_a_branch(district):
    months = open_months(district, 2)
    one, two, three, four, *_rest = Member.objects.filter(branch=district.branch).order_by("pk")
    pay(ledger_at(district, AUGUST), district.secretary, one, two)
    for month in months[:2]:
        lock(ledger_at(district, month.month))
    standard(three, district.secretary, DuesCategory.REDUCED, fixed_cents=10)
    standard(four, district.secretary, DuesCategory.EXEMPT, fixed_cents=0, **APPROVAL)
    pay(district.ledger(), district.secretary, one, cents=30)

    facts = {fact.pk: fact for fact in facts_of(district).members}

    assert facts[one.pk].gaps == (SEPTEMBER,)
    assert facts[one.pk].entries == (Entry(OCTOBER, 30, 20, dt.date(2026, 10, 15), ""),)
    assert (facts[two.pk].owed_in_row, facts[two.pk].gaps) == (2, ())
    assert (facts[three.pk].owed_in_row, facts[three.pk].lacks_approval, facts[three.pk].is_farmer) == (3, True, False)
    assert (facts[four.pk].owed_in_row, facts[four.pk].lacks_approval) == (0, False)


def test_a_later_back_payment_leaves_the_judgment_of_a_past_month_alone(district):
    months = open_months(district, 1)
    one = Member.objects.filter(branch=district.branch).order_by("pk").first()
    lock(ledger_at(district, SEPTEMBER))
    pay(district.ledger(), district.secretary, one, month=SEPTEMBER)

    facts = dues_facts([district.branch.pk], months[0])[district.branch.pk]

    assert next(fact for fact in facts.members if fact.pk == one.pk).owed_in_row == 1


def test_the_number_of_queries_does_not_depend_on_branches_and_members(district, django_assert_num_queries):
    branches = [branch.pk for branch in district.branches]
    for some in (branches[:1], branches):
        make_member(district.branch)
        with django_assert_num_queries(7):
            dues_facts(some, district.month)
