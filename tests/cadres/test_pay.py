"""Standards, allowances, the share of income, the yearly sheet: what is kept and what is refused."""

import datetime as dt

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from branches.enums import Role
from cadres.enums import EndReason, PostKind
from cadres.enums.assessment import Grade
from cadres.enums.pay import AllowanceKind, PayItem, SheetAction, SheetState
from cadres.integrity import problems
from cadres.models import PayBonus, PayCorrection, PayLine, PaySheet, PayStandard
from cadres.selectors.pay import rows_of, standards_for, summed, sums_of, township_sums
from cadres.services.files import CadreRefused
from cadres.services.pay import (
    allowance_end,
    allowance_withdraw,
    bonus_set,
    correction_add,
    leaving_grant,
    sheet_move,
    sheets_draw,
    standards_set,
)
from cadres.services.tenures import tenure_end
from tests.cadres.cadre_samples import hold, make_cadre
from tests.cadres.pay_samples import (
    INCOME,
    MONTHLY,
    YEAR,
    assess,
    confirmed,
    draw,
    make_allowance,
    make_standards,
    make_team,
)
from tests.factories import NOW, grant, local


def move(sheet, action, by, **values):
    return sheet_move(sheet=sheet, action=action, by=by, at=NOW, **values)


def line_of(sheet, cadre) -> PayLine:
    return sheet.lines.get(cadre=cadre)


# --- Standards -------------------------------------------------------------------------------------------------
def test_a_chief_gets_twice_the_income_at_least(district):
    with pytest.raises(CadreRefused, match="不能少于3333.34元") as refusal:
        make_standards(district, monthly=MONTHLY | {PostKind.DIRECTOR: 3333_33})
    assert refusal.value.field == PostKind.DIRECTOR

    make_standards(district, monthly=MONTHLY | {PostKind.DIRECTOR: 3333_34})

    with pytest.raises(Error), transaction.atomic():
        PayStandard.objects.filter(kind=PostKind.DIRECTOR).update(monthly_cents=3333_33)


def test_a_deputy_gets_seven_tenths_of_the_chief(district):
    with pytest.raises(CadreRefused, match="2380.00元"):
        make_standards(district, monthly=MONTHLY | {PostKind.DEPUTY_DIRECTOR: 2379_99})

    make_standards(district, monthly=MONTHLY | {PostKind.DEPUTY_DIRECTOR: 2380_00})


def test_pay_falls_with_a_reason_only(district):
    make_standards(district)
    lower = MONTHLY | {PostKind.COMMITTEE_MEMBER: 1999_99}

    with pytest.raises(CadreRefused, match="请写明原因") as refusal:
        make_standards(district, YEAR + 1, lower)
    assert refusal.value.field == PostKind.COMMITTEE_MEMBER

    make_standards(district, YEAR + 1, lower, reasons={PostKind.COMMITTEE_MEMBER: "职数增加，区里统一调整"})
    with pytest.raises(Error), transaction.atomic():
        PayStandard.objects.filter(kind=PostKind.COMMITTEE_MEMBER).update(reason="")
    assert not list(problems())


def test_a_township_s_own_standard_goes_before_the_district_s(district):
    make_standards(district)
    standards_set(
        place=district.township,
        year=YEAR,
        income_cents=INCOME + 1_000_00,
        source="镇统计站",
        monthly={PostKind.PARTY_SECRETARY: 3600_00},
        reasons={},
        by=district.reviewer,
        at=NOW,
    )

    found = standards_for([district.branch, district.other_branch], YEAR)

    assert found[district.branch.pk][PostKind.PARTY_SECRETARY] == 3600_00
    assert found[district.branch.pk][PostKind.DIRECTOR] == 3400_00
    assert found[district.other_branch.pk][PostKind.PARTY_SECRETARY] == 3400_00


def test_standards_are_fixed_by_district_and_township_for_their_own_place(district):
    for by, place in (
        (district.secretary, district.township),
        (district.reviewer, district.root),
        (district.reviewer, district.other_township),
    ):
        with pytest.raises(CadreRefused):
            standards_set(
                place=place,
                year=YEAR,
                income_cents=INCOME,
                source="区统计局",
                monthly=MONTHLY,
                reasons={},
                by=by,
                at=NOW,
            )


# --- Allowances ------------------------------------------------------------------------------------------------
def test_one_allowance_of_a_kind_at_a_time(district):
    cadre = make_team(district)[0]
    first = make_allowance(district, cadre)

    with pytest.raises(CadreRefused, match="同一种补贴"):
        make_allowance(district, cadre, since=dt.date(2026, 1, 1))
    allowance_end(allowance=first, until=dt.date(2025, 12, 31), by=district.reviewer, at=NOW)
    second = make_allowance(district, cadre, since=dt.date(2026, 1, 1))
    assert make_allowance(district, cadre, kind=AllowanceKind.EDUCATION).pk

    allowance_withdraw(allowance=second, why="登记错了人", by=district.reviewer, at=NOW)
    assert make_allowance(district, cadre, since=dt.date(2026, 1, 1)).is_valid
    assert not list(problems())


def test_the_leaving_subsidy_follows_the_years_in_office(district):
    cadre = make_cadre(district, birth_date=dt.date(1960, 1, 1), joined_on=dt.date(1990, 7, 1))
    tenure = hold(district, cadre, since=dt.date(2011, 1, 1))

    def grant(since):
        return leaving_grant(cadre=cadre, since=since, paper="高党发〔2026〕3号", by=district.reviewer, at=NOW)

    with pytest.raises(CadreRefused, match="还在任"):
        grant(dt.date(2026, 1, 1))
    tenure_end(tenure=tenure, until=dt.date(2026, 1, 1), reason=EndReason.TERM, by=district.reviewer, at=NOW)

    assert (grant(dt.date(2026, 1, 1)).years, cadre.allowances.get().monthly_cents) == (15, 150_00)

    young = make_cadre(district)
    tenure = hold(district, young, since=dt.date(2011, 1, 1))
    tenure_end(tenure=tenure, until=dt.date(2026, 1, 1), reason=EndReason.TERM, by=district.reviewer, at=NOW)
    with pytest.raises(CadreRefused, match="60岁"):
        leaving_grant(cadre=young, since=dt.date(2026, 1, 1), paper="文件", by=district.reviewer, at=NOW)


# --- The sheet -------------------------------------------------------------------------------------------------
def test_a_sheet_is_reckoned_from_posts_grades_and_allowances(district):
    make_standards(district)
    secretary, director, member = make_team(district)
    make_allowance(district, member)
    assess(district, excellent=(), unfit=(member,))

    sheet = draw(district)

    first = line_of(sheet, secretary)
    assert (first.basic_cents, first.performance_cents, first.grade) == (40_800_00, 27_200_00, Grade.COMPETENT)
    last = line_of(sheet, member)
    assert (last.basic_cents, last.performance_cents, last.allowance_cents) == (24_000_00, 0, 1_200_00)
    assert sheet.is_whole
    assert sheet.state == SheetState.DRAFT


def test_a_running_year_goes_to_the_end_of_the_month_and_is_not_confirmed(district):
    make_standards(district, 2026)
    make_team(district)

    sheet = draw(district, 2026)

    assert sheet.through == dt.date(2026, 11, 30)
    assert sheet.lines.first().basic_cents == 3400_00 * 11
    with pytest.raises(CadreRefused, match="全年算完"):
        move(sheet, SheetAction.VILLAGE, district.secretary)


def test_who_takes_over_in_a_month_shares_it_with_who_left(district):
    make_standards(district)
    first, second = make_cadre(district), make_cadre(district)
    tenure = hold(district, first, PostKind.DIRECTOR)
    tenure_end(tenure=tenure, until=dt.date(2025, 5, 12), reason=EndReason.MOVED, by=district.reviewer, at=NOW)
    hold(district, second, PostKind.DIRECTOR, since=dt.date(2025, 5, 12))

    sheet = draw(district)

    assert line_of(sheet, first).basic_cents + line_of(sheet, second).basic_cents == 12 * 3400_00
    assert line_of(sheet, first).days + line_of(sheet, second).days == 365


def test_drawing_again_replaces_the_lines(district):
    make_standards(district)
    team = make_team(district)
    draw(district)
    assess(district)

    sheet = draw(district)

    assert sheet.lines.count() == len(team)
    assert sheet.steps.count() == 2
    assert line_of(sheet, team[0]).grade == Grade.COMPETENT


def test_village_township_and_district_confirm_one_after_the_other(district):
    make_standards(district)
    make_team(district)
    sheet = draw(district)
    with pytest.raises(CadreRefused, match="没有年度考核"):
        move(sheet, SheetAction.VILLAGE, district.secretary)
    assess(district)
    sheet = draw(district)

    for by in (district.reviewer, district.sibling_secretary, district.district_reviewer):
        with pytest.raises(CadreRefused):
            move(sheet, SheetAction.VILLAGE, by)
    with pytest.raises(CadreRefused):
        move(sheet, SheetAction.TOWNSHIP, district.reviewer)
    sheet = move(sheet, SheetAction.VILLAGE, district.secretary)
    with pytest.raises(CadreRefused, match="为什么退回"):
        move(sheet, SheetAction.RETURN, district.reviewer)
    sheet = move(sheet, SheetAction.RETURN, district.reviewer, reason="补贴没有登记")
    assert sheet.state == SheetState.DRAFT

    sheet = confirmed(district)

    assert sheet.state == SheetState.DISTRICT
    assert [step.to_state for step in sheet.steps.all()][-3:] == ["village", "township", "district"]
    with pytest.raises(CadreRefused):
        move(sheet, SheetAction.RETURN, district.district_reviewer, reason="算错了")
    assert not list(problems())


def test_what_somebody_has_confirmed_is_frozen_in_the_database(district):
    make_standards(district)
    make_team(district)
    assess(district)
    sheet = move(draw(district), SheetAction.VILLAGE, district.secretary)
    before = list(sheet.lines.values_list("total_cents", flat=True))

    assert sheets_draw(villages=[district.branch], year=YEAR, by=district.reviewer, at=NOW) == 0

    line = sheet.lines.first()
    for forbidden in (
        lambda: sheet.lines.all().delete(),
        lambda: PayLine.objects.filter(pk=line.pk).update(basic_cents=1),
        lambda: PayLine.objects.create(
            sheet=sheet,
            cadre=make_cadre(district),
            days=0,
            basic_cents=0,
            shoulder_cents=0,
            performance_cents=0,
            allowance_cents=0,
            leaving_cents=0,
            bonus_cents=0,
            total_cents=0,
        ),
    ):
        with pytest.raises(Error), transaction.atomic():
            forbidden()
    assert list(sheet.lines.values_list("total_cents", flat=True)) == before


def test_after_the_district_s_confirmation_only_numbered_corrections_change_a_sheet(district):
    make_standards(district)
    secretary, *_others = make_team(district)
    assess(district)
    draft = draw(district)

    def correct(sheet, cents, by=district.district_reviewer, reason="学历补贴漏算", item=PayItem.ALLOWANCE):
        return correction_add(sheet=sheet, cadre=secretary, item=item, cents=cents, reason=reason, by=by, at=NOW)

    with pytest.raises(CadreRefused, match="不用更正"):
        correct(draft, 100_00)
    with pytest.raises(Error), transaction.atomic():
        PayCorrection.objects.create(
            sheet=draft,
            number=1,
            cadre=secretary,
            item=PayItem.BASIC,
            cents=1,
            reason="绕过",
            by=district.reviewer,
            at=NOW,
        )
    sheet = confirmed(district)
    with pytest.raises(CadreRefused):
        correct(sheet, 100_00, by=district.reviewer)
    with pytest.raises(CadreRefused, match="为什么更正"):
        correct(sheet, 100_00, reason=" ")
    before = sums_of([district.branch], YEAR)[0].total

    assert [correct(sheet, 100_00).number, correct(sheet, -40_00).number] == [1, 2]
    with pytest.raises(CadreRefused, match="小于0"):
        correct(sheet, -60_01)

    assert sums_of([district.branch], YEAR)[0].total == before + 60_00
    rows = rows_of([sheet])[sheet.pk]
    assert sum(row.total for row in rows) == before + 60_00
    assert [row.is_corrected for row in rows] == [True, False, False]
    with pytest.raises(Error), transaction.atomic():
        PaySheet.objects.filter(pk=sheet.pk).update(state=SheetState.DRAFT)
    with pytest.raises(Error), transaction.atomic():
        sheet.corrections.all().delete()
    assert not list(problems())


def test_nobody_confirms_at_two_levels(district):
    make_standards(district)
    make_team(district)
    assess(district)
    sheet = draw(district)
    both = district.secretary
    sheet = move(sheet, SheetAction.VILLAGE, both)
    both.memberships.all().delete()
    grant(both, Role.TOWNSHIP_REVIEWER, district.township)
    both = type(both).objects.get(pk=both.pk)

    with pytest.raises(CadreRefused):
        move(sheet, SheetAction.TOWNSHIP, both)


def test_places_sum_up_their_villages(district):
    make_standards(district)
    for village in district.branches:
        cadre = make_cadre(district, village)
        hold(district, cadre)
    for township, by in ((district.township, district.reviewer), (district.other_township, district.other_reviewer)):
        villages = [v for v in district.branches if v.path.startswith(township.path)]
        assert sheets_draw(villages=villages, year=YEAR, by=by, at=NOW) == 2

    lines = sums_of(district.branches, YEAR)
    townships = township_sums(lines)
    whole = summed("合计", lines)

    assert [line.persons for line in townships] == [2, 2]
    assert sum(line.total for line in townships) == whole.total == 4 * 40_800_00
    assert summed("合计", townships).cents == whole.cents


def test_the_township_draws_its_own_villages_only(district):
    with pytest.raises(CadreRefused):
        sheets_draw(villages=[district.other_branch], year=YEAR, by=district.reviewer, at=NOW)
    with pytest.raises(CadreRefused, match="还没有到"):
        sheets_draw(villages=[district.branch], year=2027, by=district.reviewer, at=NOW)


def test_drawing_takes_as_many_queries_for_many_villages(district, django_assert_num_queries):
    make_standards(district)
    for village in district.branches[:2]:
        hold(district, make_cadre(district, village))
    with CaptureQueriesContext(connection) as few:
        sheets_draw(villages=[district.branch], year=YEAR, by=district.reviewer, at=NOW)

    with django_assert_num_queries(len(few)):
        sheets_draw(villages=district.branches[:2], year=YEAR - 1, by=district.reviewer, at=NOW)


# --- The share of the collective's income ----------------------------------------------------------------------
def test_the_cadres_share_a_fifth_of_the_profit_at_most(district):
    team = make_team(district)

    def share(**values):
        columns = {"profit_cents": 123_456_78, "paper": "四议两公开决议", "by": district.reviewer, "at": NOW}
        return bonus_set(village=district.branch, year=YEAR, **(columns | values))

    with pytest.raises(CadreRefused, match="没有净利润"):
        share(profit_cents=-1)
    with pytest.raises(CadreRefused, match="不能超过"):
        share(pool_cents=24_691_36)
    bonus = share()

    assert bonus.pool_cents == 24_691_35
    assert sorted(bonus.shares.values_list("cents", flat=True)) == [8_230_45] * 3
    assert sum(bonus.shares.values_list("cents", flat=True)) == bonus.pool_cents
    with pytest.raises(CadreRefused, match="已经登记"):
        share()
    with pytest.raises(Error), transaction.atomic():
        PayBonus.objects.filter(pk=bonus.pk).update(pool_cents=24_691_36)
    sheet = draw(district)
    assert sum(line_of(sheet, cadre).bonus_cents for cadre in team) == bonus.pool_cents
    assert not list(problems())


def test_who_came_in_the_second_half_of_the_year_has_no_share(district):
    make_team(district)
    late = make_cadre(district)
    hold(district, late, PostKind.SUPERVISION_HEAD, since=dt.date(2025, 7, 4))

    bonus = bonus_set(
        village=district.branch, year=YEAR, profit_cents=100_000_00, paper="决议", by=district.reviewer, at=NOW
    )

    assert bonus.shares.count() == 3
    assert not bonus.shares.filter(cadre=late).exists()


def test_a_smaller_pool_is_split_by_weights(district):
    secretary, director, member = make_team(district)

    bonus = bonus_set(
        village=district.branch,
        year=YEAR,
        profit_cents=100_000_00,
        pool_cents=100_01,
        weights={secretary.pk: 2, director.pk: 1, member.pk: 1},
        paper="决议",
        by=district.reviewer,
        at=local("2026-11-02 10:00"),
    )

    assert dict(bonus.shares.values_list("cadre_id", "cents")) == {
        secretary.pk: 50_01,
        director.pk: 25_00,
        member.pk: 25_00,
    }
