"""Fix standards and allowances, share income, draw a village's yearly sheet and move it on. Amounts in cents (分)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from branches.tree import district_above
from cadres.enums import PostKind
from cadres.enums.pay import AllowanceKind, PayItem, SheetAction, SheetState
from cadres.models import (
    Cadre,
    PayAllowance,
    PayBase,
    PayBonus,
    PayBonusShare,
    PayCorrection,
    PayLine,
    PaySheet,
    PaySheetStep,
    PayStandard,
    Tenure,
)
from cadres.posts import ORDER
from cadres.rules import pay as rules
from cadres.rules.files import may_edit
from cadres.selectors.pay import facts_of, standards_for
from cadres.services.files import CadreRefused, refuse_unless, withdraw
from config.lib.months import first_day, last_day
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history

BATCH = 2000
CONFIRMING = (SheetAction.VILLAGE, SheetAction.TOWNSHIP, SheetAction.DISTRICT)


def book_of(place: Organisation, year: int) -> RuleBook:
    """Return the rules by which a year's pay and assessment are reckoned: those of its last day."""
    return rule_history(district_above(place)).on(dt.date(year, 12, 31))


# --- Standards -------------------------------------------------------------------------------------------------
@transaction.atomic
def standards_set(
    *,
    place: Organisation,
    year: int,
    income_cents: int,
    source: str,
    monthly: Mapping[str, int],
    reasons: Mapping[str, str],
    by: User,
    at: dt.datetime,
) -> PayBase:
    """Fix the year's standards of a district, or of a township for its own villages; posts left out get none.

    `monthly` maps posts to cents, `reasons` say why one falls below the year before. Raises CadreRefused naming the
    post: below the floor, or less than before without a reason.
    """
    refuse_unless(rules.may_set_standards(by, place))
    today = timezone.localtime(at).date()
    if not today.year - 1 <= year <= today.year + 1:
        raise CadreRefused(_("只能确定去年、今年和明年的标准。"), "year")
    if income_cents <= 0:
        raise CadreRefused(_("请写上年度农村居民人均可支配收入。"), "income")
    if not source.strip():
        raise CadreRefused(_("请写收入数据的来源。"), "source")
    Organisation.objects.select_for_update(of=("self",)).get(pk=place.pk)
    book = book_of(place, year)
    chief, deputy = book.value("pay.chief_percent"), book.value("pay.deputy_percent")
    before = standards_for([place], year - 1)[place.pk]
    # Where a township fixes no pay of a secretary itself, the district's is the measure for deputies.
    above = standards_for([place], year)[place.pk] if place.level == Level.TOWNSHIP else {}
    secretary = monthly.get(PostKind.PARTY_SECRETARY) or above.get(PostKind.PARTY_SECRETARY, 0)
    least = rules.floors(income_cents, chief, deputy, secretary)
    base, _new = PayBase.objects.update_or_create(
        organisation=place,
        year=year,
        defaults={
            "income_cents": income_cents,
            "source": source.strip(),
            "chief_percent": chief,
            "deputy_percent": deputy,
            "by": by,
            "at": at,
        },
    )
    rows = []
    for kind in sorted(monthly, key=ORDER.__getitem__):
        row = PayStandard(
            base=base,
            kind=kind,
            monthly_cents=monthly[kind],
            floor_cents=least.get(kind, 0),
            previous_cents=before.get(kind),
            reason=reasons.get(kind, "").strip(),
        )
        _refuse_standard(row)
        rows.append(row)
    PayStandard.objects.filter(base=base).delete()
    PayStandard.objects.bulk_create(rows)
    return base


def _refuse_standard(row: PayStandard) -> None:
    post = PostKind(row.kind).label
    if row.monthly_cents < row.floor_cents:
        raise CadreRefused(
            _("%(post)s每月不能少于%(yuan)s元。") % {"post": post, "yuan": f"{row.floor_cents / 100:.2f}"}, row.kind
        )
    if row.previous_cents is not None and row.monthly_cents < row.previous_cents and not row.reason:
        raise CadreRefused(
            _("%(post)s比上年（%(yuan)s元）低，请写明原因。")
            % {"post": post, "yuan": f"{row.previous_cents / 100:.2f}"},
            row.kind,
        )


# --- Allowances ------------------------------------------------------------------------------------------------
@transaction.atomic
def allowance_add(
    *,
    cadre: Cadre,
    kind: str,
    monthly_cents: int,
    since: dt.date,
    until: dt.date | None,
    paper: str,
    by: User,
    at: dt.datetime,
) -> PayAllowance:
    """Grant what is paid by the month while a post is held; `until` is the last day. Raises CadreRefused.

    One of a kind at a time: a new amount begins after the old one ends.
    """
    if kind == AllowanceKind.LEAVING:
        raise CadreRefused(_("离任补助按任职年限计算，请在离任补助里办理。"), "kind")
    return _grant(
        PayAllowance(cadre=cadre, kind=kind, monthly_cents=monthly_cents, since=since, until=until), paper, by, at
    )


@transaction.atomic
def leaving_grant(*, cadre: Cadre, since: dt.date, paper: str, by: User, at: dt.datetime) -> PayAllowance:
    """Grant the subsidy of who has left office, by full years in office. Raises CadreRefused: still in office, not long
    enough, not old enough."""
    held = [
        rules.Span(first, until, 0)
        for first, until in Tenure.objects.valid().filter(cadre=cadre).values_list("since", "until")
    ]
    if any(span.includes(since) for span in held):
        raise CadreRefused(_("这一天还在任，离任以后才发离任补助。"), "since")
    book = book_of(cadre.organisation, since.year)
    years, least, age = rules.years_held(held, since), book.value("pay.leaving_years"), book.value("pay.leaving_age")
    if years < least:
        raise CadreRefused(_("任职满%(least)d年才发离任补助，现在是%(n)d年。") % {"least": least, "n": years}, "cadre")
    if cadre.age_on(since) < age:
        raise CadreRefused(_("离任补助从%(n)d岁起发。") % {"n": age}, "since")
    row = PayAllowance(
        cadre=cadre,
        kind=AllowanceKind.LEAVING,
        monthly_cents=years * book.value("pay.leaving_cents"),
        since=since,
        years=years,
    )
    return _grant(row, paper, by, at)


def _grant(row: PayAllowance, paper: str, by: User, at: dt.datetime) -> PayAllowance:
    refuse_unless(may_edit(by, row.cadre.organisation))
    Cadre.objects.select_for_update(of=("self",), no_key=True).get(pk=row.cadre_id)
    if row.monthly_cents <= 0:
        raise CadreRefused(_("请写每月多少元。"), "amount")
    if row.until and row.until < row.since:
        raise CadreRefused(_("最后一天不能早于起始日期。"), "until")
    if not paper.strip():
        raise CadreRefused(_("请写依据，例如文件的文号。"), "paper")
    others = PayAllowance.objects.valid().filter(cadre=row.cadre, kind=row.kind)
    for since, until in others.values_list("since", "until"):
        if (until is None or until >= row.since) and (row.until is None or since <= row.until):
            raise CadreRefused(_("这段时间已经有同一种补贴。"), "since")
    row.paper, row.by, row.at = paper.strip(), by, at
    row.save()
    return row


@transaction.atomic
def allowance_end(*, allowance: PayAllowance, until: dt.date, by: User, at: dt.datetime) -> PayAllowance:
    """Say which is the last day of an allowance that had none. Raises CadreRefused."""
    refuse_unless(may_edit(by, allowance.cadre.organisation))
    if until < allowance.since:
        raise CadreRefused(_("最后一天不能早于起始日期。"), "until")
    if not PayAllowance.objects.valid().filter(pk=allowance.pk, until=None).update(until=until):
        raise CadreRefused(_("这项补贴已经停发。"))
    allowance.refresh_from_db()
    return allowance


@transaction.atomic
def allowance_withdraw(*, allowance: PayAllowance, why: str, by: User, at: dt.datetime) -> PayAllowance:
    """Take back what was entered by mistake. Raises CadreRefused."""
    refuse_unless(may_edit(by, allowance.cadre.organisation))
    return withdraw(allowance, why, by, at)


# --- The share of the collective's income ----------------------------------------------------------------------
@transaction.atomic
def bonus_set(
    *,
    village: Organisation,
    year: int,
    profit_cents: int,
    paper: str,
    by: User,
    at: dt.datetime,
    weights: Mapping[int, int] | None = None,
    pool_cents: int | None = None,
) -> PayBonus:
    """Share a part of the village's net profit among its cadres, once a year. Raises CadreRefused.

    The caller hands the audited profit over and, where it was decided so, a smaller pool; `weights` are by cadre, the
    same for everybody by default. Who was in office for less than half of the year gets nothing.
    """
    refuse_unless(may_edit(by, village))
    if not paper.strip():
        raise CadreRefused(_("请写依据，例如文件的文号。"), "paper")
    Organisation.objects.select_for_update(of=("self",)).get(pk=village.pk)
    if PayBonus.objects.filter(organisation=village, year=year).exists():
        raise CadreRefused(_("这个村%(year)d年的集体收入奖励已经登记。") % {"year": year})
    if PaySheet.objects.filter(organisation=village, year=year).exclude(state=SheetState.DRAFT).exists():
        raise CadreRefused(_("这个村的报酬表已经确认，奖励请用更正登记。"))
    percent = book_of(village, year).value("pay.bonus_percent")
    days = days_in_office(village, year)
    pool, shares = rules.bonus_split(
        profit_cents, percent, days, weights if weights is not None else dict.fromkeys(days, 1), year
    )
    if not pool:
        raise CadreRefused(_("当年没有净利润，或者没有任职满半年的村干部，不能发奖励。"))
    if pool_cents is not None:
        if not 0 < pool_cents <= pool:
            raise CadreRefused(
                _("奖励总额不能超过净利润的%(n)d%%（%(yuan)s元）。") % {"n": percent, "yuan": f"{pool / 100:.2f}"},
                "pool",
            )
        who = list(shares)
        parts = rules.split(pool_cents, [(weights or dict.fromkeys(days, 1))[cadre] for cadre in who])
        pool, shares = pool_cents, dict(zip(who, parts, strict=True))
    bonus = PayBonus.objects.create(
        organisation=village,
        year=year,
        profit_cents=profit_cents,
        percent=percent,
        pool_cents=pool,
        paper=paper.strip(),
        by=by,
        at=at,
    )
    PayBonusShare.objects.bulk_create(
        PayBonusShare(bonus=bonus, cadre_id=cadre, cents=cents) for cadre, cents in shares.items()
    )
    return bonus


def days_in_office(village: Organisation, year: int) -> dict[int, int]:
    """Return cadre → days in office in a year, days of several posts counted once."""
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    return {
        cadre: sum(any(span.includes(day) for span in facts.held) for day in days)
        for cadre, facts in facts_of([village], year)[village.pk].items()
        if facts.held
    }


# --- Sheets ----------------------------------------------------------------------------------------------------
@transaction.atomic
def sheets_draw(*, villages: Sequence[Organisation], year: int, by: User, at: dt.datetime) -> int:
    """Reckon the sheets of `villages` of one district anew and return how many; those that somebody has confirmed are
    left alone. Raises CadreRefused.

    A year that is running is reckoned to the end of the month.
    """
    today = timezone.localtime(at).date()
    if not villages:
        return 0
    if year > today.year:
        raise CadreRefused(_("%(year)d年还没有到。") % {"year": year})
    for village in villages:
        refuse_unless(may_edit(by, village))
    ids = sorted(village.pk for village in villages)
    list(Organisation.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    through = min(dt.date(year, 12, 31), last_day(first_day(today)))
    present = {sheet.organisation_id: sheet for sheet in PaySheet.objects.filter(organisation__in=ids, year=year)}
    drawn = [v for v in villages if v.pk not in present or present[v.pk].state == SheetState.DRAFT]
    PaySheet.objects.bulk_create(
        [PaySheet(organisation=v, year=year, through=through) for v in drawn if v.pk not in present]
    )
    kept = PaySheet.objects.filter(organisation__in=[v.pk for v in drawn], year=year)
    kept.exclude(through=through).update(through=through)
    sheets = {sheet.organisation_id: sheet for sheet in kept}
    PayLine.objects.filter(sheet__in=sheets.values()).delete()
    terms = rules.Terms.of(book_of(villages[0], year))
    lines = [
        _line(sheets[village], cadre, facts, terms)
        for village, persons in facts_of(drawn, year).items()
        for cadre, facts in persons.items()
    ]
    PayLine.objects.bulk_create([line for line in lines if line.days or line.total_cents], batch_size=BATCH)
    PaySheetStep.objects.bulk_create(
        [_step(sheet, SheetAction.DRAW, sheet.state, by, at) for sheet in sheets.values()], batch_size=BATCH
    )
    return len(sheets)


def _line(sheet: PaySheet, cadre: int, facts, terms: rules.Terms) -> PayLine:
    pay = rules.pay_of(
        sheet.year,
        sheet.through,
        held=facts.held,
        allowances=facts.allowances,
        leaving=facts.leaving,
        grade=facts.grade,
        terms=terms,
    )
    cents = {
        "basic_cents": pay.basic,
        "shoulder_cents": pay.shoulder,
        "performance_cents": pay.performance,
        "allowance_cents": pay.allowance,
        "leaving_cents": pay.leaving,
        "bonus_cents": facts.bonus,
    }
    return PayLine(
        sheet=sheet,
        cadre_id=cadre,
        kind=pay.kind,
        days=pay.days,
        grade=facts.grade,
        total_cents=sum(cents.values()),
        **cents,
    )


def _step(sheet: PaySheet, action: str, before: str, by: User, at: dt.datetime, reason: str = "") -> PaySheetStep:
    return PaySheetStep(
        sheet=sheet, action=action, from_state=before, to_state=rules.LEADS_TO[action], by=by, at=at, reason=reason
    )


@transaction.atomic
def sheet_move(*, sheet: PaySheet, action: str, by: User, at: dt.datetime, reason: str = "") -> PaySheet:
    """Confirm a sheet at the next level or return it, the only place where its state changes; return it fresh.

    Village, township and district confirm one after the other, each by another person. Raises CadreRefused.
    """
    if action == SheetAction.DRAW:
        raise CadreRefused(_("请用“生成”重新计算。"))
    present = PaySheet.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=sheet.pk)
    refuse_unless(rules.may_move(by, present, action))
    if action == SheetAction.RETURN and not reason.strip():
        raise CadreRefused(_("请写明为什么退回。"), "reason")
    if action == SheetAction.VILLAGE:
        if not present.lines.exists():
            raise CadreRefused(_("这张表里还没有人，不用确认。"))
        if waiting := present.lines.filter(grade="", days__gt=0).count():
            raise CadreRefused(_("还有%(n)d人没有年度考核结果，绩效报酬还没有算，不能确认。") % {"n": waiting})
    if action in CONFIRMING and by.pk in _confirmed_by(present):
        raise CadreRefused(_("您已经在另一级确认过这张表，请由其他人员办理。"))
    before = present.state
    PaySheet.objects.filter(pk=present.pk).update(state=rules.LEADS_TO[action])
    _step(present, action, before, by, at, reason.strip()).save()
    present.refresh_from_db()
    return present


def _confirmed_by(sheet: PaySheet) -> set[int]:
    """Return who has confirmed the sheet since it was last drawn or returned."""
    found: set[int] = set()
    for action, person in sheet.steps.order_by("pk").values_list("action", "by_id"):
        found = found | {person} if action in CONFIRMING else set()
    return found


@transaction.atomic
def correction_add(
    *, sheet: PaySheet, cadre: Cadre, item: str, cents: int, reason: str, by: User, at: dt.datetime
) -> PayCorrection:
    """Correct one item of one person after the district's confirmation, with the next number. Raises CadreRefused."""
    present = (
        PaySheet.objects.select_for_update(of=("self",), no_key=True).select_related("organisation").get(pk=sheet.pk)
    )
    refuse_unless(rules.may_correct(by, present))
    if not reason.strip():
        raise CadreRefused(_("请写明为什么更正。"), "reason")
    if cents == 0:
        raise CadreRefused(_("请写增加或减少多少元。"), "cents")
    line = present.lines.filter(cadre=cadre).first()
    if line is None:
        raise CadreRefused(_("这个人不在这张表里。"), "cadre")
    before = present.corrections.filter(cadre=cadre, item=item).aggregate(cents=Sum("cents"))["cents"] or 0
    if getattr(line, f"{item}_cents") + before + cents < 0:
        raise CadreRefused(_("%(item)s减完不能小于0。") % {"item": PayItem(item).label}, "cents")
    last = present.corrections.aggregate(number=Max("number"))["number"] or 0
    return PayCorrection.objects.create(
        sheet=present, number=last + 1, cadre=cadre, item=item, cents=cents, reason=reason.strip(), by=by, at=at
    )
