"""Dues paid late, back and ahead: money of the ledger that received it, for the month it names."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from config.lib.months import months_after
from ledgers.enums.dues import DuesCategory, PaidHow
from ledgers.models import DuesPayment, Ledger, Member
from ledgers.selectors.dues import dues_received, dues_sums, dues_table, months_between
from ledgers.selectors.months import branch_month
from ledgers.selectors.snapshots import ledger_snapshot
from ledgers.services.dues import DuesLine, dues_save
from ledgers.services.meetings import EditRefused
from tests.factories import NOW, local, make_member
from tests.ledgers.dues_samples import ledger_at, lock, open_months, pay, standard

OCTOBER, SEPTEMBER, AUGUST = dt.date(2026, 10, 1), dt.date(2026, 9, 1), dt.date(2026, 8, 1)
URL = "/ledgers/2026-10/dues/"


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


@pytest.fixture
def autumn(district):
    """August, September and October; the first two locked with nobody's dues but one's in August."""
    open_months(district, 2)
    pay(ledger_at(district, AUGUST), district.secretary, members(district)[0])
    for month in (AUGUST, SEPTEMBER):
        lock(ledger_at(district, month))
    return district


def members(district) -> list[Member]:
    return list(Member.objects.filter(branch=district.branch).order_by("pk"))


def posted(response, **changes) -> dict:
    """Return what a browser sends for the page as it is shown, arrears included, with `changes` typed over it."""
    data = {"day": "2026-10-28", "taken_by": "聂组织委员"}
    rows = response.context["rows"]
    for row in [each for shown in rows for each in (shown, *shown.arrears)]:
        if row.elsewhere:
            continue
        data |= {f"amount-{row.key}": row.amount, f"was-{row.key}": row.was}
        data |= {f"day-{row.key}": row.day, f"proxy-{row.key}": row.proxy} if row.day else {}
        data |= {f"paid-{row.key}": "on"} if row.paid else {}
    return data | changes


def test_the_list_offers_the_months_that_are_still_owed(autumn, sign_in):
    one, two, *_rest = sign_in(autumn.secretary).get(URL).context["rows"]

    assert [row.month for row in one.arrears] == [SEPTEMBER]
    assert [row.month for row in two.arrears] == [AUGUST, SEPTEMBER]
    assert (two.owed, [row.amount for row in two.arrears]) == (2, ["0.20", "0.20"])


def test_what_is_paid_back_belongs_to_the_ledger_that_receives_it(autumn, sign_in):
    client = sign_in(autumn.secretary)
    two = members(autumn)[1]
    before = branch_month(ledger_at(autumn, AUGUST), at=NOW)

    response = client.post(URL, posted(client.get(URL), **{f"paid-{two.pk}-202608": "on", f"paid-{two.pk}": "on"}))

    assert response.status_code == 302
    rows = DuesPayment.objects.filter(member=two).order_by("month")
    assert [(row.ledger.month.month, row.month, row.paid_cents, row.taker) for row in rows] == [
        (OCTOBER, AUGUST, 20, "聂组织委员"),
        (OCTOBER, OCTOBER, 20, "聂组织委员"),
    ]
    received = dues_received(ledger_at(autumn, OCTOBER))
    assert (received.cents, received.back_cents, dict(received.paid)) == (40, 20, {two.pk: 20})
    after = branch_month(ledger_at(autumn, AUGUST), at=NOW)
    assert (after.dues_paid, after.dues_cents) == (before.dues_paid, before.dues_cents) == (1, 20)


def test_what_is_handed_in_names_the_money_paid_back(autumn):
    two = members(autumn)[1]
    pay(ledger_at(autumn, OCTOBER), autumn.secretary, two, month=AUGUST)

    snapshot = ledger_snapshot(branch_month(ledger_at(autumn, OCTOBER), at=NOW))

    assert snapshot["dues"]["cents"] == 20
    assert snapshot["dues"]["rows"]["paid"][1] == "0 / 8 人"
    assert snapshot["dues"]["rows"]["back"] == ["其中补交", "1 笔，0.20 元"]


def test_a_month_whose_own_ledger_is_open_is_not_paid_back_elsewhere(autumn, sign_in):
    Ledger.objects.filter(pk=ledger_at(autumn, SEPTEMBER).pk).update(status="open", locked_at=None)

    rows = sign_in(autumn.secretary).get(URL).context["rows"]

    assert [row.month for row in rows[1].arrears] == [AUGUST]


def test_a_month_is_paid_for_once(autumn):
    two = members(autumn)[1]
    pay(ledger_at(autumn, OCTOBER), autumn.secretary, two, month=AUGUST)
    Ledger.objects.filter(pk=ledger_at(autumn, SEPTEMBER).pk).update(status="open", locked_at=None)

    pay(ledger_at(autumn, SEPTEMBER), autumn.secretary, two, month=AUGUST)

    assert DuesPayment.objects.get(member=two).ledger.month.month == OCTOBER
    payment = DuesPayment.objects.get(member=two)
    with pytest.raises(IntegrityError), transaction.atomic():
        DuesPayment.objects.create(
            ledger=ledger_at(autumn, SEPTEMBER),
            member=two,
            month=AUGUST,
            paid_cents=20,
            paid_on=payment.paid_on,
            recorded_by=autumn.secretary,
            recorded_at=NOW,
        )


@pytest.mark.parametrize("column", ["month", "paid_cents"])
def test_the_database_refuses_what_is_no_payment(autumn, column):
    payment = DuesPayment.objects.get()
    wrong = {"month": dt.date(2026, 8, 2), "paid_cents": 0}[column]

    with pytest.raises(IntegrityError), transaction.atomic():
        DuesPayment.objects.filter(pk=payment.pk).update(**{column: wrong})


@pytest.mark.parametrize(
    ("months", "message"),
    [(-7, "只能补交 6 个月以内的"), (-6, ""), (-1, ""), (11, ""), (12, "不能预交那么久")],
)
def test_how_far_back_and_ahead_money_may_be_for(district, months, message):
    line = DuesLine(members(district)[0].pk, 20, dt.date(2026, 10, 20), months_after(OCTOBER, months))

    def save() -> int:
        return dues_save(ledger=district.ledger(), lines=[line], by=district.secretary, at=NOW)

    if message:
        with pytest.raises(EditRefused, match=message):
            save()
    else:
        assert save() == 1


def test_a_bad_amount_for_an_earlier_month_keeps_the_rest(autumn, sign_in):
    client = sign_in(autumn.secretary)
    one, two, *_rest = members(autumn)
    key = f"{two.pk}-202609"
    typed = {f"paid-{one.pk}": "on", f"paid-{key}": "on", f"amount-{key}": "0.205"}

    response = client.post(URL, posted(client.get(URL), **typed))

    wrong = response.context["rows"][1].arrears[1]
    assert response.status_code == 422
    assert (wrong.error, wrong.amount, wrong.paid) == ("请写金额，例如 0.20，最多到分。", "0.205", True)
    assert dict(dues_received(ledger_at(autumn, OCTOBER)).paid) == {one.pk: 20}


def test_who_paid_ahead_has_paid_when_the_month_comes(district, sign_in):
    open_months(district, 1)
    one = members(district)[0]
    pay(ledger_at(district, SEPTEMBER), district.secretary, one, month=OCTOBER)

    page = sign_in(district.secretary).get(URL)

    assert page.context["rows"][0].elsewhere == "0.20 元，已经记在2026年9月台账"
    assert (page.context["paid"], page.context["cents"]) == (1, 0)
    assert branch_month(district.ledger(), at=NOW).dues_paid == 1


def test_how_a_months_dues_came_in(autumn):
    one, two, three, four, five, *_rest = members(autumn)
    october = ledger_at(autumn, OCTOBER)
    pay(october, autumn.secretary, one, paid_on=dt.date(2026, 10, 31))
    pay(october, autumn.secretary, two, paid_on=dt.date(2026, 11, 1))
    pay(october, autumn.secretary, three, month=SEPTEMBER)
    pay(october, autumn.secretary, four, month=dt.date(2026, 11, 1))
    standard(five, autumn.secretary, DuesCategory.EXEMPT, fixed_cents=0)
    table = dues_table(autumn.root.pk, [autumn.branch.pk], months_between(AUGUST, dt.date(2026, 11, 1)))

    assert table.how(one, OCTOBER) == PaidHow.ON_TIME
    assert table.how(two, OCTOBER) == PaidHow.LATE
    assert table.how(three, SEPTEMBER) == PaidHow.BACK
    assert table.how(four, dt.date(2026, 11, 1)) == PaidHow.AHEAD
    assert table.how(four, OCTOBER) == PaidHow.OWED
    assert table.how(five, OCTOBER) == PaidHow.NOT_DUE


def test_nothing_is_owed_before_the_admission_nor_where_no_ledger_was_kept(autumn):
    late = make_member(autumn.branch, "新党员", category="probationary", joined_on=dt.date(2026, 9, 20))
    table = dues_table(autumn.root.pk, [autumn.branch.pk], months_between(dt.date(2026, 1, 1), OCTOBER))
    old = members(autumn)[1]

    assert table.unpaid(late, table.months) == [SEPTEMBER, OCTOBER]
    assert table.owed_in_row(old, OCTOBER) == 3


def test_members_who_have_not_paid_for_months_are_named_on_top(district, sign_in):
    months = open_months(district, 3)
    for month in months[:-1]:
        lock(ledger_at(district, month.month))
    one, *rest = members(district)
    for month in months[1:]:
        Ledger.objects.filter(pk=ledger_at(district, month.month).pk).update(status="open", locked_at=None)
        pay(ledger_at(district, month.month), district.secretary, *rest)

    page = sign_in(district.secretary).get(URL)

    assert [name for name, _text in page.context["alarms"]] == [one.name]
    assert "已连续 3 个月没有交党费" in page.content.decode()


# --- A page without scripts, and six taps ---
def test_everybody_is_ticked_by_one_link_and_saved_by_one_button(district, sign_in):
    client = sign_in(district.secretary)
    page = client.get(f"{URL}?tick=all")

    assert DuesPayment.objects.count() == 0
    client.post(URL, posted(page))

    assert DuesPayment.objects.filter(ledger=district.ledger()).count() == 8


def test_a_proxy_is_kept_and_shown(district, sign_in):
    client = sign_in(district.secretary)
    one = members(district)[0]
    client.post(URL, posted(client.get(URL), **{f"paid-{one.pk}": "on"}))

    client.post(URL, posted(client.get(URL), **{f"proxy-{one.pk}": "妻子李某"}))

    assert DuesPayment.objects.get(member=one).proxy == "妻子李某"
    assert "妻子李某代交" in client.get(URL).content.decode()
    response = client.post(URL, posted(client.get(URL), **{f"proxy-{one.pk}": "长" * 41}))
    assert response.context["rows"][0].error == "代交人最多写40个字。"


# --- Sums ---
def test_sums_of_branches_are_those_of_their_ledgers(autumn):
    october = ledger_at(autumn, OCTOBER)
    one, two, three, *_rest = members(autumn)
    pay(october, autumn.secretary, one, two)
    pay(october, autumn.secretary, two, month=SEPTEMBER)
    pay(october, autumn.secretary, three, month=dt.date(2026, 11, 1), cents=500)
    sibling = Member.objects.filter(branch=autumn.sibling).first()
    pay(ledger_at(autumn, OCTOBER, autumn.sibling), autumn.sibling_secretary, sibling, cents=70)

    sums = {place.key: place for place in dues_sums(Ledger.objects.all(), [OCTOBER])}

    own = sums[autumn.branch.pk]
    assert (own.cents, own.back_cents, own.ahead_cents) == (560, 20, 500)
    assert (own.owing, own.payers, own.left) == (8, 2, 6)
    assert (sums[autumn.sibling.pk].cents, sums[autumn.sibling.pk].payers) == (70, 1)
    assert sums[autumn.other_branch.pk].cents == 0


def test_the_number_of_queries_of_sums_does_not_depend_on_the_branches(district, django_assert_num_queries):
    for ledgers in (Ledger.objects.filter(branch=district.branch), Ledger.objects.all()):
        with django_assert_num_queries(4):
            dues_sums(ledgers, [OCTOBER])


def test_payments_recorded_long_ago_stay_whole_when_read_again(district):
    """What a locked month was judged by stays: a standard set later does not reach it."""
    one = members(district)[0]
    pay(district.ledger(), district.secretary, one)
    before = branch_month(district.ledger(), at=NOW)
    standard(one, district.secretary, DuesCategory.EXEMPT, dt.date(2026, 11, 1), fixed_cents=0)

    after = branch_month(district.ledger(), at=local("2027-03-01 09:00"))

    assert (after.dues_owing, after.dues_paid, after.dues_cents) == (
        before.dues_owing,
        before.dues_paid,
        before.dues_cents,
    )
