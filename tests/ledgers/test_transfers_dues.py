"""Dues of a member who moves: no month is asked for twice, none is lost, the standard goes along."""

import datetime as dt

import pytest

from ledgers.enums.transfers import TransferAction
from ledgers.models import DuesPayment, DuesStandard, Member, Transfer
from ledgers.selectors.dues import dues_sums, dues_table, owing_members
from ledgers.selectors.obligations import facts_of_many
from ledgers.services.dues import DuesLine, dues_save
from ledgers.services.transfers import TransferRefused
from tests.factories import NOW, District, make_member
from tests.ledgers.dues_samples import APPROVAL, ledger_at, lock, open_months, pay, standard
from tests.ledgers.transfer_samples import LETTER, TODAY, applied, arriving, moved, received

A = TransferAction
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (dt.date(2026, month, 1) for month in (8, 9, 10, 11))
MONTHS = [AUGUST, SEPTEMBER, OCTOBER]


@pytest.fixture(autouse=True)
def monday(freeze):
    freeze("2026-11-02 09:00")


@pytest.fixture
def autumn(district) -> District:
    """Ledgers of August to October."""
    open_months(district, 2)
    return district


@pytest.fixture
def teacher(autumn) -> Member:
    """Somebody with 4,860 yuan a month, which makes 48.60 yuan of dues."""
    member = make_member(autumn.branch, "周转接")
    standard(member, autumn.secretary, "wage", base_cents=4_860_00)
    return member


def paid(district: District, member: Member, *months: dt.date) -> None:
    for month in months:
        pay(ledger_at(district, month), district.secretary, member, cents=48_60)


def moves(district: District, member: Member) -> Member:
    """Take the member through the whole transfer and return the row on the new roll."""
    return moved(received(district, member), A.COMPLETE, district.secretary, ended_on=TODAY).new_member


def due(district: District, member: Member) -> list[int]:
    """Return what the branch of `member` asks for each of MONTHS."""
    member = Member.objects.get(pk=member.pk)
    table = dues_table(district.root.pk, [member.branch_id], MONTHS)
    return [table.due(member, month) for month in MONTHS]


@pytest.mark.parametrize(
    ("months", "letter", "asked"),
    [
        (MONTHS, OCTOBER, [0, 0, 0]),
        ([AUGUST, SEPTEMBER], SEPTEMBER, [0, 0, 48_60]),
        ([AUGUST], AUGUST, [0, 48_60, 48_60]),
        # The letter says more than the books, or less: the books are right, so that nothing is lost or asked for twice.
        ([AUGUST], OCTOBER, [0, 48_60, 48_60]),
        (MONTHS, AUGUST, [0, 0, 0]),
        ([], OCTOBER, [48_60, 48_60, 48_60]),
    ],
)
def test_each_month_is_asked_for_once(autumn, teacher, monkeypatch, months, letter, asked):
    monkeypatch.setitem(LETTER, "paid_until", letter)
    paid(autumn, teacher, *months)

    arrived = moves(autumn, teacher)

    assert due(autumn, teacher) == [0, 0, 0], "the old branch asks for nothing any more"
    assert due(autumn, arrived) == asked
    received_cents = sum(DuesPayment.objects.filter(member=teacher).values_list("paid_cents", flat=True))
    assert received_cents + sum(asked) == 3 * 48_60
    assert set(DuesPayment.objects.filter(member=teacher).values_list("ledger__branch", flat=True)) <= {
        autumn.branch.pk
    }


def test_the_lists_of_a_month_count_the_newcomer_from_then_on(autumn, teacher):
    paid(autumn, teacher, AUGUST, SEPTEMBER)
    arrived = moves(autumn, teacher)

    for month, owes in ((SEPTEMBER, False), (OCTOBER, True)):
        assert owing_members(autumn.sibling.pk, month).filter(pk=arrived.pk).exists() is owes
        ledger = ledger_at(autumn, month, autumn.sibling)
        owing = 8 + owes
        ledgers = type(ledger).objects.filter(branch__in=[autumn.branch, autumn.sibling])
        sums = {each.key: each.owing for each in dues_sums(ledgers, [month])}
        # The old branch goes on counting whom it has received money from.
        assert sums == {autumn.branch.pk: 8 + (not owes), autumn.sibling.pk: owing}
        assert facts_of_many(ledger.month, [ledger])[ledger.pk].dues_owing == owing


def test_what_was_left_open_is_paid_back_at_the_new_branch(autumn, teacher):
    paid(autumn, teacher, AUGUST)
    for month in (AUGUST, SEPTEMBER):
        lock(ledger_at(autumn, month, autumn.sibling))
    arrived = moves(autumn, teacher)
    ledger = ledger_at(autumn, OCTOBER, autumn.sibling)

    lines = [DuesLine(arrived.pk, 48_60, TODAY, month) for month in (SEPTEMBER, OCTOBER)]
    assert dues_save(ledger=ledger, lines=lines, by=autumn.sibling_secretary, at=NOW) == 2

    table = dues_table(autumn.root.pk, [autumn.sibling.pk], MONTHS)
    assert table.unpaid(table.members[arrived.pk], MONTHS) == []


def test_the_standard_goes_along(autumn, teacher):
    standard(teacher, autumn.secretary, "reduced", dt.date(2026, 12, 1), fixed_cents=10, **APPROVAL)
    paid(autumn, teacher, *MONTHS)

    arrived = moves(autumn, teacher)

    rows = DuesStandard.objects.filter(member=arrived).order_by("valid_from")
    assert [(row.category, row.base_cents, row.fixed_cents, row.valid_from) for row in rows] == [
        ("wage", 4_860_00, None, NOVEMBER),
        ("reduced", None, 10, dt.date(2026, 12, 1)),
    ]
    assert rows[1].approval_document == APPROVAL["approval_document"]
    assert teacher.dues_standards.count() == 2, "the old branch keeps its own"


def test_an_exempted_member_stays_exempted(autumn):
    member = make_member(autumn.branch, "周转接")
    standard(member, autumn.secretary, "exempt", fixed_cents=0, **APPROVAL)

    arrived = moves(autumn, member)

    assert arrived.dues_from == NOVEMBER
    assert not owing_members(autumn.sibling.pk, NOVEMBER).filter(pk=arrived.pk).exists()


def test_a_month_left_out_is_paid_before_somebody_leaves(autumn, teacher):
    paid(autumn, teacher, AUGUST, OCTOBER)
    transfer = applied(autumn, teacher)

    with pytest.raises(TransferRefused, match="周转接2026年9月的党费没有交，后面的月份却交了"):
        moved(transfer, A.CHECK, autumn.secretary)
    paid(autumn, teacher, SEPTEMBER)

    assert moved(transfer, A.CHECK, autumn.secretary).state == "checked"


def test_the_letter_begins_with_what_the_books_say(autumn, teacher, sign_in):
    paid(autumn, teacher, AUGUST)
    transfer = moved(applied(autumn, teacher), A.CHECK, autumn.secretary)

    page = sign_in(autumn.reviewer).get(f"/ledgers/transfers/{transfer.pk}/").content.decode()

    assert '<option value="2026-08-01" selected>' in page


def test_somebody_from_outside_owes_from_the_month_after_the_letter(autumn):
    transfer = arriving(autumn, paid_until=SEPTEMBER)
    moved(transfer, A.RECEIVE, autumn.secretary, received_on=TODAY)
    person = {"name": "吴转入", "gender": "1", "category": "full"}
    person |= {"joined_on": dt.date(2010, 7, 1), "full_on": dt.date(2011, 7, 1)}
    moved(transfer, A.COMPLETE, autumn.secretary, ended_on=TODAY, person=person)

    assert due(autumn, Transfer.objects.get(pk=transfer.pk).new_member) == [0, 0, 20]
