"""Take a year of villages as a spreadsheet, check it, write it once it is confirmed: all or nothing, once."""

import datetime as dt
import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from config.lib.spreadsheet import table_workbook
from economy.enums.income import ImportStage, Origin
from economy.income_sheet import Line, read_income
from economy.models import IncomeBook, IncomeEntry, IncomeImport
from economy.refusal import EconomyRefused, refuse_unless
from economy.rules import income as rules
from economy.selectors.imports import BAD, VillagePlan, counts_of, plans_of, report_of, sheet_rows
from economy.selectors.income import villages_in
from ledgers.roll_sheet import SheetRefused, errors_workbook

BATCH = 2000


def _may_import(by: User, place: Organisation, year: int, at: dt.datetime) -> None:
    refuse_unless(rules.may_review(by, place))
    if place.level not in (Level.COUNTY, Level.TOWNSHIP):
        raise EconomyRefused(_("请按区或乡镇导入。"))
    if year > timezone.localtime(at).year:
        raise EconomyRefused(_("%(year)d年还没有到。") % {"year": year}, "year")


@transaction.atomic
def import_receive(
    *, place: Organisation, year: int, filename: str, content: bytes, by: User, at: dt.datetime
) -> IncomeImport:
    """Check an uploaded year and keep what it would do; nothing is written to the books.

    The same file sent again while its import waits gives that import. Raises EconomyRefused for who may not import
    here and, at `file`, for a file that cannot be read: then nothing is kept.
    """
    _may_import(by, place, year, at)
    digest = hashlib.sha256(content).hexdigest()
    waiting = IncomeImport.objects.filter(stage=ImportStage.CHECKED, organisation=place, year=year)
    if known := waiting.filter(digest=digest).first():
        return known
    try:
        sheet = read_income(content, year)
    except SheetRefused as refusal:
        raise EconomyRefused(str(refusal), "file") from None
    plans = plans_of(sheet.lines, villages_in(by, place, year), year)
    try:
        with transaction.atomic():
            return IncomeImport.objects.create(
                organisation=place,
                year=year,
                filename=filename[-120:],
                digest=digest,
                rows=report_of(plans, sheet),
                notes=sheet.notes,
                content=content,
                by=by,
                at=at,
                **counts_of(plans),
            )
    except IntegrityError:
        # The other of two presses of the button was faster.
        return waiting.get(digest=digest)


@transaction.atomic
def import_apply(*, income_import: IncomeImport, good_only: bool, by: User, at: dt.datetime) -> IncomeImport:
    """Write an import that was looked at, in one transaction. Raises EconomyRefused: done before, wrong rows without
    `good_only`, or books that have changed since so that a row would do something else.
    """
    present = _claimed(income_import, by, at)
    place, year = present.organisation, present.year
    if present.bad and not good_only:
        raise EconomyRefused(_("表里有错误，一行也没有导入。请改好后重新上传，或者选择只导入正确的村。"))
    good = [row for row in present.rows if row["kind"] != BAD]
    villages = villages_in(by, place, year).filter(pk__in=[row["village"] for row in good])
    books = _books_locked(villages, year)
    codes = dict(villages.values_list("pk", "code"))
    lines = [Line(row["number"], codes.get(row["village"], "?"), cents=row["cells"]) for row in good]
    plans = plans_of(lines, villages, year)
    if wrong := [plan for plan in plans if plan.errors]:
        raise EconomyRefused(
            _("%(name)s：%(why)s。账刚刚有变动，没有导入，请重新上传。")
            % {"name": wrong[0].name, "why": next(iter(wrong[0].errors.values()))}
        )
    _write(plans, books, by, at)
    IncomeImport.objects.filter(pk=present.pk).update(
        stage=ImportStage.DONE, finished_by=by, finished_at=at, content=b"", **(counts_of(plans) | {"bad": present.bad})
    )
    present.refresh_from_db()
    return present


def _claimed(income_import: IncomeImport, by: User, at: dt.datetime) -> IncomeImport:
    present = (
        IncomeImport.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=income_import.pk)
    )
    _may_import(by, present.organisation, present.year, at)
    if present.stage != ImportStage.CHECKED:
        raise EconomyRefused(_("这次导入%(stage)s，不能再办。") % {"stage": present.get_stage_display()})
    return present


def _books_locked(villages, year: int) -> dict[int, int]:
    """Make the books that are missing, lock all of them in one order, and return village → book."""
    ids = list(villages.order_by("pk").values_list("pk", flat=True))
    IncomeBook.objects.bulk_create(
        [IncomeBook(organisation_id=pk, year=year) for pk in ids], ignore_conflicts=True, batch_size=BATCH
    )
    locked = IncomeBook.objects.select_for_update(of=("self",)).filter(organisation__in=ids, year=year).order_by("pk")
    return dict(locked.values_list("organisation", "pk"))


def _write(plans: list[VillagePlan], books: dict[int, int], by: User, at: dt.datetime) -> None:
    """Take back the imported rows that change and write the new ones: two statements for all villages."""
    changed = [(books[plan.village], item, cents) for plan in plans for item, cents in plan.changes.items()]
    if not changed:
        return
    wanted = {(book, item) for book, item, _cents in changed}
    present = IncomeEntry.objects.valid().filter(origin=Origin.IMPORT, book__in=books.values())
    old = [pk for pk, book, item in present.values_list("pk", "book", "item") if (book, item) in wanted]
    IncomeEntry.objects.filter(pk__in=old).update(
        withdrawn_at=at, withdrawn_by=by, withdrawn_why=_("重新导入，换成新的数")
    )
    IncomeEntry.objects.bulk_create(
        (
            IncomeEntry(book_id=book, origin=Origin.IMPORT, item=item, cents=cents, by=by, at=at)
            for book, item, cents in changed
            if cents
        ),
        batch_size=BATCH,
    )


@transaction.atomic
def import_drop(*, income_import: IncomeImport, by: User, at: dt.datetime) -> IncomeImport:
    """Give an import up. Raises EconomyRefused."""
    present = _claimed(income_import, by, at)
    IncomeImport.objects.filter(pk=present.pk).update(
        stage=ImportStage.DROPPED, finished_by=by, finished_at=at, content=b""
    )
    present.refresh_from_db()
    return present


def import_errors(income_import: IncomeImport) -> bytes:
    """Return the upload in its own layout, the wrong cells coloured, their sentences in a last column."""
    content = bytes(income_import.content)
    sheet = read_income(content, income_import.year)
    in_sheet = {column.field for column in sheet.header.columns}
    first = next(column.field for column in sheet.header.columns)
    problems: dict[int, dict[str, str]] = {}
    for row in income_import.rows:
        for error in row["errors"]:
            name = error["field"] if error["field"] in in_sheet else first
            problems.setdefault(row["number"], {})[name] = error["why"]
    return errors_workbook(content, sheet.title, sheet.header, problems)


def year_workbook(*, place: Organisation, year: int, by: User) -> bytes:
    """Return the year of a place's villages as the sheet that an import reads back. Amounts are in yuan."""
    headings, rows = sheet_rows(villages_in(by, place, year), year)
    title = _("%(name)s%(year)d年村集体收支") % {"name": place.name, "year": year}
    note = _("单位：元。空着的格导入时不动账上的数，写 0 才是没有。")
    return table_workbook(title, headings, rows, note=note)
