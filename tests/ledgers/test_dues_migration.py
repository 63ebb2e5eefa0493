"""Payments of the time before months were written down: what migration 0012 makes of them, so that 0013 can hold.

To bring the whole database back by eight migrations and on again takes minutes. The data step is plain SQL; here it
meets tables as 0011 leaves them, temporary ones that stand before the real ones of the same name.
"""

import datetime as dt
import importlib
from collections.abc import Iterable

import pytest
from django.db import connection

from ledgers.models import DuesPayment, Ledger, Member
from tests.factories import NOW, OCTOBER, District, ledger_of, make_month

NOVEMBER = dt.date(2026, 11, 1)
TABLES = ("ledgers_duespayment", "ledgers_duespaymentevent")
GONE = 999_999  # the id of a ledger that is not there any more


def ask(sql: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def as_0011_leaves_it(district: District) -> District:
    """The tables of payments and their history with the history's triggers, and months that nobody has filled in."""
    for table in TABLES:
        triggers = ask(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            f"public.{table}",
        )
        ask(
            f"CREATE TEMPORARY TABLE {table} (LIKE public.{table} INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP"
        )
        ask(f"ALTER TABLE {table} ALTER COLUMN month DROP NOT NULL")
        for (definition,) in triggers:
            ask(definition.replace(f"ON public.{table}", f"ON pg_temp.{table}"))
    return district


def fill() -> None:
    migration = importlib.import_module("ledgers.migrations.0012_dues_months_filled").Migration
    for operation in migration.operations:
        ask(operation.sql)


def pay(district: District, ledger: Ledger, member: Member, cents: int, paid_on: dt.date) -> int:
    """Write a payment as it was written then, and return its id."""
    ((pk,),) = ask(
        "INSERT INTO ledgers_duespayment"
        " (ledger_id, member_id, paid_cents, paid_on, proxy, taken_by, recorded_by_id, recorded_at)"
        " VALUES (%s, %s, %s, %s, '', '', %s, %s) RETURNING id",
        *(ledger.pk, member.pk, cents, paid_on, district.secretary.pk, NOW),
    )
    return pk


def payments() -> dict[int, tuple]:
    return {pk: tuple(rest) for pk, *rest in ask("SELECT id, ledger_id, month, paid_cents FROM ledgers_duespayment")}


def history(ids: Iterable[int]) -> list[tuple]:
    return ask(
        "SELECT pgh_obj_id, pgh_label, paid_cents, month FROM ledgers_duespaymentevent"
        " WHERE pgh_obj_id = ANY(%s) ORDER BY pgh_id",
        list(ids),
    )


def test_the_month_is_that_of_the_ledger_whenever_it_was_paid(as_0011_leaves_it: District):
    district, first = as_0011_leaves_it, Member.objects.first()
    october, november = district.ledger(), ledger_of(district.branch, make_month(district.root, NOVEMBER))
    late = pay(district, october, first, 20, dt.date(2026, 11, 2))
    ahead = pay(district, november, first, 30, dt.date(2026, 10, 31))
    fill()
    assert payments() == {late: (october.pk, OCTOBER, 20), ahead: (november.pk, NOVEMBER, 30)}


def test_the_history_gets_the_month_without_a_trace_of_it(as_0011_leaves_it: District):
    district = as_0011_leaves_it
    paid = pay(district, district.ledger(), Member.objects.first(), 20, dt.date(2026, 10, 20))
    assert history([paid]) == [(paid, "insert", 20, None)]
    fill()
    assert history([paid]) == [(paid, "insert", 20, OCTOBER)]


def test_without_its_ledger_the_day_of_payment_tells_the_month(as_0011_leaves_it: District):
    ask(
        "INSERT INTO ledgers_duespaymentevent (pgh_created_at, pgh_label, pgh_obj_id, id, ledger_id, member_id,"
        " paid_cents, paid_on, proxy, taken_by, recorded_by_id, recorded_at)"
        " VALUES (now(), 'insert', 1, 1, %s, 1, 60, '2026-09-17', '', '', 1, now())",
        GONE,
    )
    fill()
    assert history([1]) == [(1, "insert", 60, dt.date(2026, 9, 1))]


def test_who_paid_in_two_branches_in_one_month_keeps_one_row_with_all_the_money(as_0011_leaves_it: District):
    district, (moved, other) = as_0011_leaves_it, Member.objects.all()[:2]
    here, elsewhere = district.ledger(), district.ledger(district.sibling)
    first = pay(district, here, moved, 50, dt.date(2026, 10, 3))
    second = pay(district, elsewhere, moved, 70, dt.date(2026, 10, 25))
    untouched = pay(district, here, other, 20, dt.date(2026, 10, 3))
    fill()
    assert payments() == {first: (here.pk, OCTOBER, 120), untouched: (here.pk, OCTOBER, 20)}
    # A change like any other: the history tells where the money came from.
    assert set(history([first, second])) == {
        (first, "insert", 50, OCTOBER),
        (second, "insert", 70, OCTOBER),
        (second, "delete", 70, OCTOBER),
        (first, "update", 120, OCTOBER),
    }
    assert len(history([untouched])) == 1


def test_what_is_left_fits_the_constraints_of_today(as_0011_leaves_it: District):
    district = as_0011_leaves_it
    for number, member in enumerate(Member.objects.filter(branch=district.branch)):
        pay(district, district.ledger(), member, 20, OCTOBER + dt.timedelta(days=number))
        pay(district, district.ledger(district.sibling), member, 10, NOVEMBER)
    fill()
    ask("INSERT INTO public.ledgers_duespayment OVERRIDING SYSTEM VALUE SELECT * FROM pg_temp.ledgers_duespayment")
    for table in TABLES:
        ask(f"DROP TABLE pg_temp.{table}")
    assert {(row.month, row.paid_cents) for row in DuesPayment.objects.all()} == {(OCTOBER, 30)}
    assert DuesPayment.objects.count() == 8


def test_filling_twice_changes_nothing(as_0011_leaves_it: District):
    district = as_0011_leaves_it
    paid = pay(district, district.ledger(), Member.objects.first(), 20, dt.date(2026, 10, 20))
    fill()
    before = payments(), history([paid])
    fill()
    assert (payments(), history([paid])) == before
