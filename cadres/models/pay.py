"""Pay (报酬) in cents (分): the standards of a year, allowances, the village's share of income, the yearly sheet."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from cadres.enums import PostKind
from cadres.enums.assessment import Grade
from cadres.enums.pay import AllowanceKind, PayItem, SheetAction, SheetState
from cadres.models.cadre import Cadre, OfCadreQuerySet
from cadres.models.tenure import OfVillageQuerySet
from config.lib.history import track
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import Withdrawable, withdrawn_in_full

FIRST_YEAR, LAST_YEAR = 2000, 2100


def year_known(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR))


# Asked once a statement, not for each row: a township's sheets are drawn together.
_BY_STATE = """
    IF EXISTS (SELECT FROM {owner} WHERE state <> '{state}' AND id IN (SELECT {column} FROM {rows})) THEN
        RAISE EXCEPTION 'pgtrigger: these rows are written only while their % is {state}', '{owner}';
    END IF;
    RETURN NULL;
"""


def only_in_state(operation: pgtrigger.Operation, name: str, *, owner: str, column: str, state: str, **rows: str):
    """Return the trigger that refuses to write rows whose owner (table `owner` by `column`) is not in `state`.

    `rows` is new="…" or old="…": the name of the rows that the statement made or took away.
    """
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        operation=operation,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(**rows),
        func=_BY_STATE.format(owner=owner, column=column, state=state, rows=next(iter(rows.values()))),
    )


@track()
class PayBase(models.Model):
    """What the pay of a year rests on in a district, or in a township that has its own figures.

    `income_cents` is the disposable income per head of the countryside of the year before; the percentages are the
    rules of the day on which the standards were fixed.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="pay_bases")
    year = models.PositiveSmallIntegerField(_("年度"))
    income_cents = models.PositiveBigIntegerField(_("上年度农村居民人均可支配收入（分）"))
    source = models.CharField(_("数据来源"), max_length=100)
    chief_percent = models.PositiveSmallIntegerField(_("主职不低于收入的（%）"))
    deputy_percent = models.PositiveSmallIntegerField(_("副职不低于主职的（%）"))
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("报酬基数")
        verbose_name_plural = _("报酬基数")
        ordering = ["-year", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="pay_base_once_a_year"),
            models.CheckConstraint(name="pay_base_says_something", condition=Q(income_cents__gt=0) & ~Q(source="")),
            year_known("pay_base_year_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


class PayStandardQuerySet(ScopedQuerySet):
    scope_path = "base__organisation__path"


@track()
class PayStandard(models.Model):
    """The monthly basic pay of a post in a year.

    `floor_cents` is the least that it may be (0 for posts without a floor), `previous_cents` what it was the year
    before: less needs a reason.
    """

    base = models.ForeignKey(PayBase, on_delete=models.PROTECT, related_name="standards")
    kind = models.CharField(_("岗位"), max_length=20, choices=PostKind.choices)
    monthly_cents = models.PositiveIntegerField(_("每月基本报酬（分）"))
    floor_cents = models.PositiveIntegerField(_("最低每月（分）"))
    previous_cents = models.PositiveIntegerField(_("上年每月（分）"), null=True, blank=True)
    reason = models.CharField(_("降低的原因"), max_length=200, blank=True)

    objects = PayStandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("报酬标准")
        verbose_name_plural = _("报酬标准")
        constraints = [
            models.UniqueConstraint(fields=["base", "kind"], name="pay_standard_once_per_post"),
            models.CheckConstraint(name="pay_standard_kind_known", condition=Q(kind__in=PostKind.values)),
            models.CheckConstraint(
                name="pay_standard_keeps_floor", condition=Q(monthly_cents__gte=F("floor_cents"), monthly_cents__gt=0)
            ),
            models.CheckConstraint(
                name="pay_standard_falls_with_reason",
                condition=Q(previous_cents=None) | Q(monthly_cents__gte=F("previous_cents")) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.monthly_cents}"


@track()
class PayAllowance(Withdrawable):
    """What a cadre gets by the month besides the pay of the post, from `since` to `until`, both days included.

    A leaving subsidy (离任补助) is paid while no post is held, the others while one is; `years` are the full years in
    office that the leaving subsidy rests on.
    """

    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="allowances")
    kind = models.CharField(_("种类"), max_length=10, choices=AllowanceKind.choices)
    monthly_cents = models.PositiveIntegerField(_("每月（分）"))
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("最后一天"), null=True, blank=True)
    years = models.PositiveSmallIntegerField(_("任职年限"), null=True, blank=True)
    paper = models.CharField(_("依据"), max_length=100)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfCadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("补贴")
        verbose_name_plural = _("补贴")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(name="allowance_kind_known", condition=Q(kind__in=AllowanceKind.values)),
            models.CheckConstraint(name="allowance_says_something", condition=Q(monthly_cents__gt=0) & ~Q(paper="")),
            models.CheckConstraint(name="allowance_dates_in_order", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="allowance_years_for_leaving_only",
                condition=Q(kind=AllowanceKind.LEAVING, years__isnull=False)
                | (~Q(kind=AllowanceKind.LEAVING) & Q(years=None)),
            ),
            models.UniqueConstraint(
                fields=["cadre", "kind", "since"], name="allowance_begins_once", condition=Q(withdrawn_at=None)
            ),
            withdrawn_in_full("allowance_withdrawn_in_full"),
        ]
        indexes = [models.Index(fields=["cadre", "since"], name="allowance_cadre")]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.get_kind_display()} {self.monthly_cents}"


@track()
class PayBonus(models.Model):
    """What the cadres of a village share in of a year's net profit of the collective: at most `percent` of it.

    One row a village and year, so that no second plan goes past the bound. The profit is handed over by who calls:
    the economy's books know it.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="pay_bonuses")
    year = models.PositiveSmallIntegerField(_("年度"))
    profit_cents = models.PositiveBigIntegerField(_("当年净利润（分）"))
    percent = models.PositiveSmallIntegerField(_("不超过净利润的（%）"))
    pool_cents = models.PositiveBigIntegerField(_("奖励总额（分）"))
    paper = models.CharField(_("依据"), max_length=100)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体收入奖励")
        verbose_name_plural = _("集体收入奖励")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="pay_bonus_once_a_year"),
            models.CheckConstraint(
                name="pay_bonus_within_share",
                condition=Q(percent__lte=20, pool_cents__gt=0, pool_cents__lte=F("profit_cents") * F("percent") / 100)
                & ~Q(paper=""),
            ),
            year_known("pay_bonus_year_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year} {self.pool_cents}"


class PayBonusShareQuerySet(ScopedQuerySet):
    scope_path = "bonus__organisation__path"


@track()
class PayBonusShare(models.Model):
    """A cadre's part of a village's bonus; the parts add up to the pool."""

    bonus = models.ForeignKey(PayBonus, on_delete=models.PROTECT, related_name="shares")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+")
    cents = models.PositiveBigIntegerField(_("金额（分）"))

    objects = PayBonusShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体收入奖励明细")
        verbose_name_plural = _("集体收入奖励明细")
        constraints = [models.UniqueConstraint(fields=["bonus", "cadre"], name="pay_bonus_share_once")]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.cents}"


@track()
class PaySheet(models.Model):
    """A village's pay of a year. `through` is the last day reckoned; only a whole year is confirmed.

    `cadres.services.pay` moves it, by one function.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="pay_sheets")
    year = models.PositiveSmallIntegerField(_("年度"))
    through = models.DateField(_("算到哪天"))
    state = models.CharField(_("状态"), max_length=8, choices=SheetState.choices, default=SheetState.DRAFT)

    objects = OfVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("报酬表")
        verbose_name_plural = _("报酬表")
        triggers = [
            pgtrigger.Protect(
                name="confirmed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=SheetState.DISTRICT),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="pay_sheet_once_a_year"),
            models.CheckConstraint(
                name="pay_sheet_state_known", condition=Q(state__in=SheetState.values, through__year=F("year"))
            ),
            models.CheckConstraint(
                name="pay_sheet_confirmed_whole",
                condition=Q(state=SheetState.DRAFT) | Q(through__month=12, through__day=31),
            ),
            year_known("pay_sheet_year_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    @property
    def is_whole(self) -> bool:
        return (self.through.month, self.through.day) == (12, 31)


class OfSheetQuerySet(ScopedQuerySet):
    scope_path = "sheet__organisation__path"


class PaySheetStep(models.Model):
    """One move of a sheet, append-only: who, when, from, to, why."""

    sheet = models.ForeignKey(PaySheet, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=8, choices=SheetAction.choices)
    from_state = models.CharField(_("原状态"), max_length=8, choices=SheetState.choices)
    to_state = models.CharField(_("新状态"), max_length=8, choices=SheetState.choices)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.CharField(_("原因"), max_length=200, blank=True)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("报酬表办理记录")
        verbose_name_plural = _("报酬表办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="pay_step_return_says_why", condition=~Q(action=SheetAction.RETURN) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


OF_SHEET = {"owner": "cadres_paysheet", "column": "sheet_id"}
ITEMS = tuple(f"{item}_cents" for item in PayItem.values)


@track()
class PayLine(models.Model):
    """What a cadre gets of a year, by items; `kind` is the post it is paid for, `days` those in office.

    `grade` is the year's assessment and empty as long as there is none: the performance part is 0 then.
    """

    sheet = models.ForeignKey(PaySheet, on_delete=models.PROTECT, related_name="lines")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="pay_lines")
    kind = models.CharField(_("岗位"), max_length=20, choices=PostKind.choices, blank=True)
    days = models.PositiveSmallIntegerField(_("在任天数"))
    grade = models.CharField(_("考核等次"), max_length=10, choices=Grade.choices, blank=True)
    basic_cents = models.PositiveBigIntegerField(PayItem.BASIC.label)
    shoulder_cents = models.PositiveBigIntegerField(PayItem.SHOULDER.label)
    performance_cents = models.PositiveBigIntegerField(PayItem.PERFORMANCE.label)
    allowance_cents = models.PositiveBigIntegerField(PayItem.ALLOWANCE.label)
    leaving_cents = models.PositiveBigIntegerField(PayItem.LEAVING.label)
    bonus_cents = models.PositiveBigIntegerField(PayItem.BONUS.label)
    total_cents = models.PositiveBigIntegerField(_("合计（分）"))

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("报酬明细")
        verbose_name_plural = _("报酬明细")
        ordering = ["pk"]
        triggers = [
            only_in_state(pgtrigger.Insert, "drawn_in_draft", **OF_SHEET, state="draft", new="new_values"),
            only_in_state(pgtrigger.Delete, "removed_in_draft", **OF_SHEET, state="draft", old="old_values"),
            pgtrigger.Protect(name="drawn_anew", operation=pgtrigger.Update),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "cadre"], name="pay_line_once_per_person"),
            models.CheckConstraint(name="pay_line_days_of_a_year", condition=Q(days__lte=366)),
            models.CheckConstraint(
                name="pay_line_adds_up",
                condition=Q(
                    total_cents=F("basic_cents")
                    + F("shoulder_cents")
                    + F("performance_cents")
                    + F("allowance_cents")
                    + F("leaving_cents")
                    + F("bonus_cents")
                ),
            ),
            models.CheckConstraint(
                name="pay_line_performance_by_grade", condition=~Q(grade="") | Q(performance_cents=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.total_cents}"


class PayCorrection(models.Model):
    """A change of a sheet after the district confirmed it, numbered within the sheet, append-only."""

    sheet = models.ForeignKey(PaySheet, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField(_("更正号"))
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(_("项目"), max_length=12, choices=PayItem.choices)
    cents = models.BigIntegerField(_("增减（分）"))
    reason = models.CharField(_("原因"), max_length=200)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("更正时间"))

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("报酬更正")
        verbose_name_plural = _("报酬更正")
        ordering = ["sheet", "number"]
        triggers = [
            *APPEND_ONLY,
            only_in_state(pgtrigger.Insert, "after_confirmation", **OF_SHEET, state="district", new="new_values"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="pay_correction_number_once"),
            models.CheckConstraint(
                name="pay_correction_says_something",
                condition=Q(item__in=PayItem.values, number__gte=1) & ~Q(cents=0) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.cents}"


@track(exclude=["content"])
class PayExport(models.Model):
    """A long sheet that the worker writes; the file is kept encrypted and for a day only."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="pay_exports")
    year = models.PositiveSmallIntegerField(_("年度"))
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    content = models.BinaryField(_("表格（密文）"), default=b"")

    objects = OfVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("报酬表导出")
        verbose_name_plural = _("报酬表导出")
        constraints = [year_known("pay_export_year_known")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"
