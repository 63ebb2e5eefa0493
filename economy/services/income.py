"""Write a village's books, close, audit and reopen a year. Amounts in cents (分)."""

import datetime as dt

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from economy.enums.bonus import BonusState
from economy.enums.income import OPERATING, BookAction, BookState, Item, Origin
from economy.models import Contract, IncomeBook, IncomeEntry, IncomeStep
from economy.refusal import EconomyRefused, refuse_unless
from economy.regimes import regime_of
from economy.rules import income as rules
from evidence.models import StoredFile
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history

LEADS_TO = {
    BookAction.CLOSE: BookState.CLOSED,
    BookAction.AUDIT: BookState.AUDITED,
    BookAction.REOPEN: BookState.OPEN,
}
UNCLOSED = {"closed_by": None, "closed_at": None, "operating_cents": None, "subsidy_cents": None, "net_cents": None}
UNAUDITED = {
    "audited_by": None,
    "audited_at": None,
    "base_cents": None,
    "percent": None,
    "audit_note": "",
    "audit_file": None,
}


def rules_of_year(place: Organisation, year: int) -> RuleBook:
    """Return the rules by which a year is judged: those of its last day."""
    return rule_history(district_above(place)).on(dt.date(year, 12, 31))


def book_locked(village: Organisation, year: int) -> IncomeBook:
    """Return the village's year, made when it is the first that is written of it, and locked until the commit."""
    IncomeBook.objects.bulk_create([IncomeBook(organisation=village, year=year)], ignore_conflicts=True)
    return (
        IncomeBook.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(organisation=village, year=year)
    )


# --- Entries ---------------------------------------------------------------------------------------------------
@transaction.atomic
def entry_add(
    *,
    village: Organisation,
    year: int,
    month: dt.date,
    item: str,
    cents: int,
    by: User,
    at: dt.datetime,
    is_once: bool = False,
    party: str = "",
    note: str = "",
    contract: Contract | None = None,
    file: StoredFile | None = None,
) -> IncomeEntry:
    """Book an amount in a month, its first day given. Raises EconomyRefused naming the field.

    The regime of the year says which items there are (财会〔2004〕12号, 财会〔2023〕14号); a closed year takes nothing,
    nor does an item of which the whole year was imported.
    """
    today = timezone.localtime(at).date()
    refuse_unless(rules.may_record(by, village))
    refuse_unless(rules.is_year_of(village, year, today), "month")
    refuse_unless(rules.is_month_of(month, year, today), "month")
    refuse_unless(rules.is_item_of(item, year), "item")
    refuse_unless(rules.is_item_of(item, year, is_once=is_once), "is_once")
    refuse_unless(rules.is_amount(cents), "cents")
    if contract is not None and (contract.organisation_id != village.pk or item not in Item.values):
        raise EconomyRefused(_("请选本村的合同。"), "contract")
    if contract is not None and item not in regime_of(year).incomes:
        raise EconomyRefused(_("合同收款请选收入科目。"), "contract")
    book = book_locked(village, year)
    refuse_unless(rules.is_open(book, year))
    imported = IncomeEntry.objects.valid().filter(book=book, origin=Origin.IMPORT, item=item)
    refuse_unless(rules.is_not_imported(item, year, sum(imported.values_list("cents", flat=True))), "item")
    if contract is not None and not Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk).is_valid:
        raise EconomyRefused(_("这份合同已经撤销，不能再登记收款。"), "contract")
    return IncomeEntry.objects.create(
        book=book,
        origin=Origin.TYPED,
        month=month,
        item=item,
        cents=cents,
        is_once=is_once,
        party=party.strip(),
        note=note.strip(),
        contract=contract,
        file=file,
        by=by,
        at=at,
    )


def _refuse_unless_open(entry: IncomeEntry) -> None:
    book = book_locked(entry.book.organisation, entry.book.year)
    refuse_unless(rules.is_open(book, book.year))


@transaction.atomic
def entry_withdraw(*, entry: IncomeEntry, why: str, by: User, at: dt.datetime) -> IncomeEntry:
    """Take back what was booked by mistake. Raises EconomyRefused: closed, without a reason, taken back before."""
    refuse_unless(rules.may_withdraw(by, entry))
    _refuse_unless_open(entry)
    if not why.strip():
        raise EconomyRefused(_("请写明为什么撤销。"), "why")
    taken = IncomeEntry.objects.valid().filter(pk=entry.pk)
    if not taken.update(withdrawn_at=at, withdrawn_by=by, withdrawn_why=why.strip()):
        raise EconomyRefused(_("已经撤销过了。"))
    entry.refresh_from_db()
    return entry


@transaction.atomic
def entry_attach(*, entry: IncomeEntry, file: StoredFile, by: User, at: dt.datetime) -> IncomeEntry:
    """Add the voucher (凭证) to what was booked without one. Raises EconomyRefused."""
    refuse_unless(rules.may_record(by, entry.book.organisation))
    _refuse_unless_open(entry)
    if not IncomeEntry.objects.valid().filter(pk=entry.pk, file=None).exclude(origin=Origin.IMPORT).update(file=file):
        raise EconomyRefused(_("这一笔已经有凭证，或者已经撤销。"))
    entry.refresh_from_db()
    return entry


# --- The year --------------------------------------------------------------------------------------------------
def sums_of(book: IncomeBook) -> dict[str, int]:
    """Return item → cents of what counts in a year."""
    rows = IncomeEntry.objects.valid().filter(book=book).order_by().values_list("item").annotate(cents=Sum("cents"))
    return {item: int(cents) for item, cents in rows}


def _move(book: IncomeBook, action: str, by: User, at: dt.datetime, reason: str = "", **columns) -> IncomeBook:
    """Move a year on, the only place where its state changes: writes the columns with it, then the step."""
    before = book.state
    IncomeBook.objects.filter(pk=book.pk, state=before).update(state=LEADS_TO[action], **columns)
    IncomeStep.objects.create(
        book=book, action=action, from_state=before, to_state=LEADS_TO[action], by=by, at=at, reason=reason
    )
    book.refresh_from_db()
    return book


@transaction.atomic
def year_close(*, village: Organisation, year: int, by: User, at: dt.datetime) -> IncomeBook:
    """Close a year that is over and freeze its sums. Raises EconomyRefused: not over, closed before, amounts without
    a voucher.

    A village that had nothing closes as well: its zero is a figure too.
    """
    refuse_unless(rules.may_close(by, None, village, year, timezone.localtime(at).date()))
    book = book_locked(village, year)
    refuse_unless(rules.is_open(book, year))
    least = rules_of_year(village, year).value("economy.voucher_cents")
    bare = IncomeEntry.objects.valid().filter(book=book, origin=Origin.TYPED, file=None, cents__gte=least)
    found = bare.aggregate(n=Count("pk"))["n"]
    if found:
        raise EconomyRefused(
            _("还有 %(n)d 笔达到%(yuan)s元的没有凭证，补上凭证再结账。") % {"n": found, "yuan": f"{least / 100:,.0f}"}
        )
    cents = sums_of(book)
    once = IncomeEntry.objects.valid().filter(book=book, is_once=True, item__in=OPERATING)
    operating = sum(cents.get(item, 0) for item in OPERATING) - int(once.aggregate(n=Sum("cents"))["n"] or 0)
    return _move(
        book,
        BookAction.CLOSE,
        by,
        at,
        operating_cents=operating,
        subsidy_cents=cents.get(Item.SUBSIDY, 0),
        net_cents=regime_of(year).net(cents),
        closed_by=by,
        closed_at=at,
    )


def base_of(net_cents: int, subsidy_cents: int, *, without_subsidy: bool) -> int:
    """Return what bonuses are reckoned from: the net profit, without the subsidies where the district says so."""
    return net_cents - subsidy_cents if without_subsidy else net_cents


@transaction.atomic
def year_audit(*, book: IncomeBook, note: str, by: User, at: dt.datetime, file: StoredFile | None = None) -> IncomeBook:
    """Audit a closed year (审定) and freeze what bonuses may be reckoned from. Raises EconomyRefused."""
    present = book_locked(book.organisation, book.year)
    refuse_unless(rules.may_audit(by, present))
    if not note.strip():
        raise EconomyRefused(_("请写审定意见，例如审计报告的文号。"), "note")
    book_rules = rules_of_year(present.organisation, present.year)
    return _move(
        present,
        BookAction.AUDIT,
        by,
        at,
        audit_note=note.strip(),
        audit_file=file,
        audited_by=by,
        audited_at=at,
        base_cents=base_of(
            present.net_cents,
            present.subsidy_cents,
            without_subsidy=bool(book_rules.value("economy.bonus_without_subsidy")),
        ),
        percent=book_rules.value("pay.bonus_percent"),
    )


@transaction.atomic
def year_reopen(*, book: IncomeBook, reason: str, by: User, at: dt.datetime) -> IncomeBook:
    """Give a closed or audited year back to the village. Raises EconomyRefused: no reason, bonuses rest on it."""
    present = book_locked(book.organisation, book.year)
    living = present.bonus_plans.filter(~Q(state=BonusState.DROPPED)).count()
    refuse_unless(rules.may_reopen(by, present, living))
    if not reason.strip():
        raise EconomyRefused(_("请写明为什么退回。"), "reason")
    return _move(present, BookAction.REOPEN, by, at, reason.strip(), **UNCLOSED, **UNAUDITED)
