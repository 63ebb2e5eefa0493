"""Talent: conditions reckoned from the files, honours, the register, rounds from the first application to the end."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.enums import EndReason, PostKind
from cadres.enums.talent import (
    ApplicationAction,
    ApplicationState,
    HonourLevel,
    RoundAction,
    RoundState,
    TalentCategory,
)
from cadres.models import SelectionApplication, SelectionObjection, SelectionRound, Talent, Tenure
from cadres.rules.talent import TalentFacts, conditions_of, days_of, merged_spells
from cadres.selectors.talent import applications_of, named_in_notice, posts_to_end
from cadres.services.files import CadreRefused
from cadres.services.talent import (
    application_move,
    honour_withdraw,
    selection_objection_add,
    selection_objection_answer,
    talent_withdraw,
)
from cadres.services.tenures import tenure_end
from tests.cadres.cadre_samples import hold, make_cadre
from tests.cadres.growth_samples import (
    apply,
    make_honour,
    make_round,
    make_secretary_talent,
    make_talent,
    move,
    proposed,
    step,
)
from tests.factories import NOW, local

A = ApplicationAction
TODAY = NOW.date()
DAY = dt.date(2026, 11, 12)
AFTER_NOTICE = local("2026-11-10 09:00")  # 公示 from 2 November, five working days: until the 9th


def round_of(**values) -> SelectionRound:
    """A round that is not in the database, for the arithmetic of its conditions."""
    columns = {
        "categories": list(TalentCategory.values),
        "apply_until": DAY,
        "years_running": 5,
        "years_total": 6,
        "age_most": 50,
        "education_least": "30",
        "honour_least": HonourLevel.COUNTY,
    }
    return SelectionRound(**(columns | values))


def facts(**values) -> TalentFacts:
    columns = {
        "category": TalentCategory.SECRETARY,
        "birth_date": dt.date(1980, 5, 4),
        "education": "30",
        "spells": [(dt.date(2019, 3, 1), None)],
        "honours": [HonourLevel.COUNTY],
    }
    return TalentFacts(**(columns | values))


def met(code: str, round_: SelectionRound | None = None, **values) -> tuple[bool, str]:
    condition = next(each for each in conditions_of(facts(**values), round_ or round_of()) if each.code == code)
    return condition.is_met, condition.words


# --- Conditions ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("spells", "is_met"),
    [
        ([(dt.date(2021, 11, 12), None)], True),  # five years to the day
        ([(dt.date(2021, 11, 13), None)], False),
        # Two terms without a day between them are one time in office.
        ([(dt.date(2020, 1, 1), dt.date(2023, 3, 1)), (dt.date(2023, 3, 1), None)], True),
        # With a gap they add up: four years and three months, which is not six years.
        ([(dt.date(2020, 1, 1), dt.date(2022, 1, 1)), (dt.date(2024, 8, 1), None)], False),
        ([(dt.date(2012, 1, 1), dt.date(2016, 1, 1)), (dt.date(2024, 11, 12), None)], True),
        ([(dt.date(2012, 1, 1), dt.date(2017, 12, 30))], False),  # a day short, and out of office since
        ([(dt.date(2012, 1, 1), dt.date(2018, 1, 2))], True),
        ([], False),
    ],
)
def test_five_years_running_or_six_in_sum(spells, is_met):
    assert met("years", spells=spells)[0] is is_met


def test_the_words_say_how_long():
    assert met("years", spells=[(dt.date(2023, 3, 1), None)]) == (False, "连续3年8个月，累计3年8个月")
    assert "当时不在任" in met("years", spells=[(dt.date(2019, 1, 1), dt.date(2020, 1, 1))])[1]


@pytest.mark.parametrize(
    ("birth", "is_met"), [(dt.date(1976, 11, 12), True), (dt.date(1975, 11, 13), True), (dt.date(1975, 11, 12), False)]
)
def test_age_on_the_last_day_of_applying(birth, is_met):
    assert met("age", birth_date=birth)[0] is is_met


@pytest.mark.parametrize(("education", "is_met"), [("10", True), ("30", True), ("40", False), ("", False)])
def test_education(education, is_met):
    assert met("education", education=education)[0] is is_met


@pytest.mark.parametrize(
    ("honours", "is_met"), [(["township"], False), (["township", "city"], True), (["county"], True), ([], False)]
)
def test_honour(honours, is_met):
    assert met("honour", honours=honours)[0] is is_met


def test_years_and_honours_are_asked_of_secretaries_only():
    codes = [each.code for each in conditions_of(facts(category=TalentCategory.STAFF, spells=[]), round_of())]
    assert codes == ["category", "age", "education"]
    assert met("category", round_of(categories=[TalentCategory.STAFF]))[0] is False


DATES = st.dates(dt.date(2005, 1, 1), dt.date(2030, 1, 1))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(DATES, st.one_of(st.none(), DATES)), max_size=6))
def test_a_day_counts_once_however_times_overlap(spells):
    spells = [(since, until) for since, until in spells if until is None or until > since]
    days = {
        since + dt.timedelta(days=number)
        for since, until in spells
        for number in range((min(until or DAY, DAY) - since).days)
    }
    assert days_of(merged_spells(spells, DAY)) == len(days)


# --- Honours and the register ----------------------------------------------------------------------------------
@pytest.fixture
def cadre(district):
    cadre = make_cadre(district, name="张小明")
    hold(district, cadre, since=dt.date(2019, 3, 1))
    return cadre


def test_an_honour_stands_in_the_file_and_leaves_it_again(cadre, district):
    honour = make_honour(district, cadre)
    assert cadre.entries.get().title == "2025年度优秀村党组织书记"

    honour_withdraw(honour=honour, why="登记错人", by=district.reviewer, at=NOW)

    assert not cadre.entries.valid().exists()
    assert make_honour(district, cadre).is_valid


def test_nobody_is_honoured_as_secretary_who_was_none(cadre, district):
    with pytest.raises(CadreRefused, match="2018年没有担任"):
        make_honour(district, cadre, year=2018)
    with pytest.raises(CadreRefused, match="没有担任"):
        make_honour(district, make_cadre(district))


def test_an_outstanding_secretary_needs_the_honour(cadre, district):
    with pytest.raises(CadreRefused, match="先登记表彰"):
        make_talent(district, category=TalentCategory.SECRETARY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Talent.objects.create(
            organisation=district.branch,
            category=TalentCategory.SECRETARY,
            cadre=cadre,
            name="张小明",
            birth_date=cadre.birth_date,
            education="30",
            unit="村书记",
            since=TODAY,
            evidence="无",
            at=NOW,
        )

    talent = make_secretary_talent(district, cadre)

    assert (talent.name, talent.birth_date, talent.education) == ("张小明", cadre.birth_date, cadre.education)
    with pytest.raises(CadreRefused, match="为依据"):
        honour_withdraw(honour=talent.honour, why="登记错人", by=district.reviewer, at=NOW)


def test_nobody_stands_twice_in_a_category(district):
    make_talent(district)
    with pytest.raises(CadreRefused, match="已经在这一类"):
        make_talent(district)


def test_the_register_is_read_above_the_village_and_by_the_person(cadre, district):
    talent = make_secretary_talent(district, cadre)

    def seen(user) -> bool:
        return Talent.objects.visible_to(user).filter(pk=talent.pk).exists()

    assert seen(district.reviewer) and seen(district.district_reviewer) and seen(district.township_leader)
    assert not any(map(seen, (district.secretary, district.other_reviewer, district.officer, district.inspector)))
    cadre.user = district.secretary
    cadre.save()
    assert seen(district.secretary)


# --- Rounds ----------------------------------------------------------------------------------------------------
def test_the_conditions_of_a_round_are_those_of_its_day(district):
    round_ = make_round(district)
    assert (round_.years_running, round_.years_total, round_.age_most, round_.notice_workdays) == (5, 6, 50, 5)
    with pytest.raises(CadreRefused, match="组织部"):
        make_round(district, by=district.reviewer, title="另一轮")


def test_who_does_not_fulfil_the_conditions_is_not_accepted_and_hears_which(district):
    round_ = make_round(district)
    application = apply(district, round_, make_talent(district, education="60", birth_date=dt.date(1970, 1, 1)))

    with pytest.raises(CadreRefused, match="不超过50周岁：报名截止那天56周岁；大学专科以上学历：普通高中"):
        step(district, application, A.ACCEPT)

    step(district, application, A.REJECT, reason="年龄和学历不符合")
    application.refresh_from_db()
    assert (application.state, application.outcome_why) == (ApplicationState.REJECTED, "年龄和学历不符合")


def test_what_the_review_found_is_kept(cadre, district):
    application = apply(district, make_round(district), make_secretary_talent(district, cadre))
    application = step(district, application, A.ACCEPT)
    tenure_end(tenure=Tenure.objects.get(), until=TODAY, reason=EndReason.RESIGNED, by=district.reviewer, at=NOW)

    application.refresh_from_db()
    assert [line[0] for line in application.conditions] == ["category", "years", "honour", "age", "education"]
    assert all(line[2] for line in application.conditions)


def test_a_round_from_the_notice_to_the_result(cadre, district):
    application = proposed(district, make_secretary_talent(district, cadre))
    round_ = application.round
    assert (round_.notice_from, round_.notice_until) == (TODAY, dt.date(2026, 11, 9))
    assert [each.pk for each in named_in_notice(round_)] == [application.pk]
    where = {"to_township": district.other_township, "from_on": dt.date(2026, 12, 1)}
    with pytest.raises(CadreRefused, match="期满以后"):
        step(district, application, A.SELECT, **where)
    with pytest.raises(CadreRefused, match="没有定下来"):
        move(district, round_, RoundAction.FINISH)

    application = step(district, application, A.SELECT, AFTER_NOTICE, **where)
    round_ = move(district, round_, RoundAction.FINISH, AFTER_NOTICE)

    assert (application.state, round_.state) == (ApplicationState.SELECTED, RoundState.FINISHED)
    # The end of the post is proposed and nothing more.
    assert [tenure.kind for tenure in posts_to_end(application)] == [PostKind.PARTY_SECRETARY]
    assert Tenure.objects.get().is_open


def test_an_objection_holds_the_result_up(district):
    application = proposed(district)
    where = {"to_township": district.other_township, "from_on": dt.date(2026, 12, 1)}
    told = {"received_on": TODAY, "who": "", "text": "有账目不清", "by": district.district_reviewer, "at": NOW}
    objection = selection_objection_add(application=application, **told)
    with pytest.raises(CadreRefused, match="没有核查完"):
        step(district, application, A.SELECT, AFTER_NOTICE, **where)

    selection_objection_answer(
        objection=objection, is_upheld=True, answer="属实", by=district.district_reviewer, at=AFTER_NOTICE
    )

    with pytest.raises(CadreRefused, match="异议属实"):
        step(district, application, A.SELECT, AFTER_NOTICE, **where)
    with pytest.raises(CadreRefused, match="已经核查"):
        selection_objection_answer(
            objection=objection, is_upheld=False, answer="改", by=district.district_reviewer, at=AFTER_NOTICE
        )
    step(district, application, A.DROP, AFTER_NOTICE, reason="异议属实")
    assert not SelectionObjection.objects.visible_to(district.reviewer).exists()


def test_no_more_are_proposed_than_there_are_places(district):
    round_ = make_round(district)
    applications = [apply(district, round_, make_talent(district, name)) for name in ("钱示例", "孙示例")]
    for application in applications:
        step(district, application, A.ACCEPT)
    move(district, round_, RoundAction.CLOSE)
    for application, score in zip(applications, (Decimal(80), Decimal(90)), strict=True):
        step(district, application, A.SCORE, score=score)
        step(district, application, A.INSPECT, inspected_on=TODAY, inspection="良好")
    step(district, applications[1], A.PROPOSE)

    with pytest.raises(CadreRefused, match="只有1个名额"):
        step(district, applications[0], A.PROPOSE)

    district_sees = applications_of(round_, district.district_reviewer)
    assert [(line.application.talent.name, line.place) for line in district_sees] == [("孙示例", 1), ("钱示例", 2)]
    township_sees = applications_of(round_, district.reviewer)
    assert {line.place for line in township_sees} == {None}
    assert applications_of(round_, district.other_reviewer) == []

    move(district, round_, RoundAction.PUBLISH)
    step(
        district,
        applications[1],
        A.SELECT,
        AFTER_NOTICE,
        to_township=district.other_township,
        from_on=dt.date(2026, 12, 1),
    )
    move(district, round_, RoundAction.FINISH, AFTER_NOTICE)
    applications[0].refresh_from_db()
    assert (applications[0].state, applications[0].outcome_why) == (ApplicationState.NOT_SELECTED, "名额已满")


def test_a_round_takes_applications_until_its_day_and_each_person_once(district):
    round_ = make_round(district)
    talent = make_talent(district)
    application = apply(district, round_, talent)
    with pytest.raises(CadreRefused, match="已经报名"):
        apply(district, round_, talent)
    with pytest.raises(CadreRefused, match="不能撤销"):
        talent_withdraw(talent=talent, why="登记错人", by=district.reviewer, at=NOW)

    application_move(
        application=application, action=A.WITHDRAW, values={"reason": "本人不愿意"}, by=district.reviewer, at=NOW
    )
    assert apply(district, round_, talent).state == ApplicationState.APPLIED

    move(district, round_, RoundAction.CLOSE)
    with pytest.raises(CadreRefused, match="截止报名"):
        apply(district, round_, make_talent(district, "孙示例"))


def test_the_township_judges_nothing(district):
    application = apply(district, make_round(district), make_talent(district))
    for action in (A.ACCEPT, A.SCORE, A.INSPECT, A.PROPOSE, A.SELECT, A.DROP):
        with pytest.raises(CadreRefused, match="组织部"):
            application_move(application=application, action=action, values={}, by=district.reviewer, at=NOW)


def test_a_cancelled_round_says_why_and_lets_everybody_go(district):
    round_ = make_round(district)
    application = apply(district, round_, make_talent(district))
    with pytest.raises(CadreRefused, match="原因"):
        move(district, round_, RoundAction.CANCEL)

    move(district, round_, RoundAction.CANCEL, reason="上级另有安排")

    application.refresh_from_db()
    assert (application.state, application.outcome_why) == (ApplicationState.NOT_SELECTED, "这一轮已取消")


@pytest.mark.parametrize(
    "change",
    [
        {"state": ApplicationState.SELECTED},
        {"state": ApplicationState.EXAMINED},
        {"state": ApplicationState.REJECTED},
        {"score": Decimal(101)},
        {"outcome_why": "没有原因的状态"},
    ],
)
def test_the_database_refuses_half_an_application(district, change):
    application = apply(district, make_round(district), make_talent(district))
    with pytest.raises(IntegrityError), transaction.atomic():
        SelectionApplication.objects.filter(pk=application.pk).update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"categories": []},
        {"categories": ["nobody"]},
        {"places": 0},
        {"state": RoundState.PUBLISHED},
        {"state": RoundState.CANCELLED},
        {"notice_from": TODAY},
    ],
)
def test_the_database_refuses_half_a_round(district, change):
    round_ = make_round(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        SelectionRound.objects.filter(pk=round_.pk).update(**change)
