"""What the collective of a village earned and spent in a year (收支登记), in cents (分), and imports of whole years.

A year that is closed takes no more writes: the database itself refuses them, whoever asks.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from cadres.models.pay import year_known
from config.lib.history import track
from economy.enums.income import EXPENSE, ONCE, BookAction, BookState, ImportStage, Item, Origin
from economy.regimes import FIRST_OF_NEW, NEW, OLD
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import Withdrawable, by_whom, withdrawn_in_full

MOST_CENTS = 1_000_000_000_00  # a thousand million yuan: no village's single item
# No village has a year before it was there, or after it was dissolved; `active_until` is the first day without it.
_VILLAGE_WAS_THERE = """
    IF NOT EXISTS (
        SELECT FROM branches_organisation place
        WHERE place.id = NEW.organisation_id AND place.level = 'village'
            AND extract(year FROM place.active_from) <= NEW.year
            AND (place.active_until IS NULL OR place.active_until > make_date(NEW.year, 1, 1))
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the village was not there in that year';
    END IF;
    RETURN NEW;
"""


def village_was_there() -> pgtrigger.Trigger:
    """Return the trigger that refuses a row of `organisation` and `year` where that is no village of the year."""
    return pgtrigger.Trigger(
        name="village_was_there",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=_VILLAGE_WAS_THERE,
    )


# However many plans of bonuses a year has, together they stay within the share of its audited profit. The year's row is
# locked first, so that two transactions that each leave room do not both take it.
WITHIN_SHARE = """
    PERFORM 1 FROM economy_incomebook book WHERE book.id IN ({books}) ORDER BY book.id FOR UPDATE;
    IF EXISTS (
        SELECT FROM economy_incomebook book
        JOIN economy_bonusplan plan ON plan.book_id = book.id AND plan.state <> 'dropped'
        JOIN economy_bonusline line ON line.plan_id = plan.id
        WHERE book.id IN ({books})
        GROUP BY book.id
        HAVING book.state <> 'audited' OR sum(line.cents) > greatest(book.base_cents, 0) * book.percent / 100
    ) THEN
        RAISE EXCEPTION 'pgtrigger: bonuses go past the share of the audited profit';
    END IF;
    RETURN NULL;
"""


def asked_once(operation: pgtrigger.Operation, name: str, func: str, **rows: str) -> pgtrigger.Trigger:
    """Return a trigger that is asked once a statement: what is written for many villages is written together.

    `rows` is new="…" or old="…": the name by which `func` knows the rows that the statement made or took away.
    """
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        operation=operation,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(**rows),
        func=func,
    )


class OfBookQuerySet(ScopedQuerySet):
    scope_path = "book__organisation__path"


@track()
class IncomeBook(models.Model):
    """A village's year. `economy.services.income` moves it, by one function.

    The sums are frozen when the year is closed; `base_cents` is what bonuses are reckoned from and `percent` the share
    of it that they may have, both frozen when the year is audited (审定).
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="income_books")
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(_("状态"), max_length=8, choices=BookState.choices, default=BookState.OPEN)
    operating_cents = models.BigIntegerField(_("经营性收入（分）"), null=True, blank=True)
    subsidy_cents = models.BigIntegerField(_("补助收入（分）"), null=True, blank=True)
    net_cents = models.BigIntegerField(_("净收益（分）"), null=True, blank=True)
    closed_by = by_whom()
    closed_at = models.DateTimeField(_("结账时间"), null=True, blank=True)
    base_cents = models.BigIntegerField(_("计算奖励的净收益（分）"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("奖励不超过（%）"), null=True, blank=True)
    audit_note = models.CharField(_("审定意见"), max_length=200, blank=True)
    audit_file = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audited_by = by_whom()
    audited_at = models.DateTimeField(_("审定时间"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("村集体年度账")
        verbose_name_plural = _("村集体年度账")
        ordering = ["-year", "organisation"]
        triggers = [
            village_was_there(),
            pgtrigger.ReadOnly(name="keeps_its_year", fields=["organisation", "year"]),
            asked_once(
                pgtrigger.Update,
                "keeps_room_for_bonuses",
                WITHIN_SHARE.format(books="SELECT id FROM new_values"),
                new="new_values",
            ),
            pgtrigger.Protect(
                name="closed_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=[BookState.CLOSED, BookState.AUDITED]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="income_book_once_a_year"),
            year_known("income_book_year_known"),
            models.CheckConstraint(name="income_book_state_known", condition=Q(state__in=BookState.values)),
            models.CheckConstraint(
                name="income_book_closed_whole",
                condition=Q(
                    state=BookState.OPEN,
                    closed_by=None,
                    closed_at=None,
                    operating_cents=None,
                    subsidy_cents=None,
                    net_cents=None,
                )
                | Q(
                    state__in=[BookState.CLOSED, BookState.AUDITED],
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                    operating_cents__isnull=False,
                    subsidy_cents__isnull=False,
                    net_cents__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="income_book_audited_whole",
                condition=Q(
                    state__in=[BookState.OPEN, BookState.CLOSED],
                    audited_by=None,
                    audited_at=None,
                    base_cents=None,
                    percent=None,
                    audit_note="",
                )
                | (
                    Q(
                        state=BookState.AUDITED,
                        audited_by__isnull=False,
                        audited_at__isnull=False,
                        base_cents__isnull=False,
                        percent__isnull=False,
                        percent__lte=20,
                    )
                    & ~Q(audit_note="")
                ),
            ),
            # Who closed the year does not audit it.
            models.CheckConstraint(
                name="income_book_audited_by_another",
                condition=Q(audited_by=None) | Q(closed_by__isnull=False) & ~Q(audited_by=F("closed_by")),
            ),
        ]
        indexes = [models.Index(fields=["year", "state"], name="income_book_year_state")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    @property
    def is_open(self) -> bool:
        return self.state == BookState.OPEN


class IncomeStep(models.Model):
    """One move of a year, append-only: who, when, from, to, why."""

    book = models.ForeignKey(IncomeBook, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=8, choices=BookAction.choices)
    from_state = models.CharField(_("原状态"), max_length=8, choices=BookState.choices)
    to_state = models.CharField(_("新状态"), max_length=8, choices=BookState.choices)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.CharField(_("说明"), max_length=200, blank=True)

    objects = OfBookQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度账办理记录")
        verbose_name_plural = _("年度账办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="income_step_reopening_says_why", condition=~Q(action=BookAction.REOPEN) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


# --- Entries ---------------------------------------------------------------------------------------------------
_OPEN_YEAR = """
    IF EXISTS (
        SELECT FROM {rows} entry JOIN economy_incomebook book ON book.id = entry.book_id WHERE book.state <> 'open'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the year is closed';
    END IF;
"""


def _listed(items) -> str:
    return ", ".join(f"'{item}'" for item in items)


_OF_ITS_YEAR = f"""
    IF EXISTS (
        SELECT FROM new_values entry JOIN economy_incomebook book ON book.id = entry.book_id
        WHERE entry.month IS NOT NULL AND extract(year FROM entry.month) <> book.year
            OR book.year < {FIRST_OF_NEW} AND entry.item NOT IN ({_listed(OLD.items)})
            OR book.year >= {FIRST_OF_NEW} AND entry.item NOT IN ({_listed(NEW.items)})
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the month or the item is not of the year';
    END IF;
"""
# What is typed after a year was imported whole would count twice.
_NOT_IMPORTED = """
    IF EXISTS (
        SELECT FROM new_values entry
        JOIN economy_incomeentry whole ON whole.book_id = entry.book_id AND whole.item = entry.item
            AND whole.origin = 'import' AND whole.withdrawn_at IS NULL
        WHERE entry.origin = 'typed' AND entry.withdrawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the item was imported for the whole year';
    END IF;
"""
# The contract is locked first, so that nobody withdraws it meanwhile.
_CONTRACT_HOLDS = """
    PERFORM 1 FROM economy_contract contract WHERE contract.id IN (SELECT contract_id FROM new_values) FOR SHARE;
    IF EXISTS (
        SELECT FROM new_values entry JOIN economy_contract contract ON contract.id = entry.contract_id
        WHERE entry.withdrawn_at IS NULL AND contract.withdrawn_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the contract was withdrawn';
    END IF;
"""
_DONE = "    RETURN NULL;\n"


class IncomeEntryQuerySet(OfBookQuerySet):
    def valid(self) -> "IncomeEntryQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class IncomeEntry(Withdrawable):
    """An amount of one item of a year's books (科目): typed by the month, or imported for the whole year.

    What was imported has no month and completes what was typed: one row an item. `is_once` marks income that will not
    come again (一次性): it is shown apart and does not count for the line. The books hold no compensation for land,
    donated assets or auctions of waste land: those go into the common fund (公积公益金) and are no income.
    """

    book = models.ForeignKey(IncomeBook, on_delete=models.PROTECT, related_name="entries")
    origin = models.CharField(_("来源"), max_length=6, choices=Origin.choices, default=Origin.TYPED)
    month = models.DateField(_("月份"), null=True, blank=True)
    item = models.CharField(_("科目"), max_length=10, choices=Item.choices)
    cents = models.PositiveBigIntegerField(_("金额（分）"))
    is_once = models.BooleanField(_("一次性收入"), default=False)
    party = models.CharField(_("对方单位或个人"), max_length=60, blank=True)
    note = models.CharField(_("摘要"), max_length=100, blank=True)
    contract = models.ForeignKey(
        "economy.Contract", null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    file = models.ForeignKey("evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = IncomeEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体收支")
        verbose_name_plural = _("集体收支")
        ordering = ["month", "pk"]
        triggers = [
            asked_once(
                pgtrigger.Insert,
                "written_in_open_year",
                _OPEN_YEAR.format(rows="new_values") + _OF_ITS_YEAR + _NOT_IMPORTED + _CONTRACT_HOLDS + _DONE,
                new="new_values",
            ),
            asked_once(
                pgtrigger.Update,
                "changed_in_open_year",
                _OPEN_YEAR.format(rows="new_values") + _OF_ITS_YEAR + _DONE,
                new="new_values",
            ),
            asked_once(
                pgtrigger.Delete, "removed_in_open_year", _OPEN_YEAR.format(rows="old_values") + _DONE, old="old_values"
            ),
            pgtrigger.ReadOnly(name="keeps_its_book", fields=["book"]),
        ]
        constraints = [
            models.CheckConstraint(name="income_entry_item_known", condition=Q(item__in=Item.values)),
            models.CheckConstraint(name="income_entry_amount", condition=Q(cents__gt=0, cents__lte=MOST_CENTS)),
            models.CheckConstraint(
                name="income_entry_by_month_or_import",
                condition=Q(origin=Origin.TYPED, month__isnull=False, month__day=1)
                | Q(origin=Origin.IMPORT, month=None, is_once=False, file=None, contract=None),
            ),
            models.CheckConstraint(name="income_entry_once_is_income", condition=Q(is_once=False) | Q(item__in=ONCE)),
            models.CheckConstraint(
                name="income_entry_of_contract_is_income", condition=Q(contract=None) | ~Q(item__in=EXPENSE)
            ),
            models.UniqueConstraint(
                fields=["book", "item"],
                name="income_entry_imported_once",
                condition=Q(origin=Origin.IMPORT, withdrawn_at=None),
            ),
            withdrawn_in_full("income_entry_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()} {self.cents}"


# --- Imports ---------------------------------------------------------------------------------------------------
@track(exclude=["rows", "content"])
class IncomeImport(models.Model):
    """A year of a place's villages, uploaded as a spreadsheet: one row a village, one column an item.

    `rows` are what the check read: village, item → cents, and sentences by cell; nothing is written until somebody
    confirms it. `content` is the upload, kept until then for the file with the errors marked. `new`, `changed`,
    `unchanged` and `bad` count villages.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="income_imports")
    year = models.PositiveSmallIntegerField(_("年度"))
    filename = models.CharField(_("文件名"), max_length=120)
    digest = models.CharField(_("文件校验码"), max_length=64)
    stage = models.CharField(_("进度"), max_length=8, choices=ImportStage.choices, default=ImportStage.CHECKED)
    rows = models.JSONField(_("检查结果"), default=list)
    notes = models.JSONField(_("说明"), default=list)
    content = models.BinaryField(_("上传的表格"), default=b"")
    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("修改"), default=0)
    unchanged = models.PositiveIntegerField(_("没有变化"), default=0)
    bad = models.PositiveIntegerField(_("有错"), default=0)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("上传时间"))
    finished_by = by_whom()
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("收入导入")
        verbose_name_plural = _("收入导入")
        ordering = ["-pk"]
        constraints = [
            year_known("income_import_year_known"),
            models.CheckConstraint(name="income_import_stage_known", condition=Q(stage__in=ImportStage.values)),
            models.CheckConstraint(
                name="income_import_finished_when_over",
                condition=Q(stage=ImportStage.CHECKED, finished_by=None, finished_at=None)
                | Q(
                    stage__in=[ImportStage.DONE, ImportStage.DROPPED],
                    finished_by__isnull=False,
                    finished_at__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                name="income_import_open_once",
                fields=["organisation", "year", "digest"],
                condition=Q(stage=ImportStage.CHECKED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename} {self.get_stage_display()}"

    @property
    def to_write(self) -> int:
        return self.new + self.changed

    @property
    def good(self) -> int:
        return self.to_write + self.unchanged
