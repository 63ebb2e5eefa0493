"""Invented courses, recognitions, honours and rounds for tests."""

import datetime as dt
import uuid
from decimal import Decimal

from cadres.enums import Basis, EndReason, PostKind
from cadres.enums.growth import CourseAction, CourseKind, Goal
from cadres.enums.talent import ApplicationAction, HonourLevel, RoundAction, TalentCategory
from cadres.models import (
    Cadre,
    Course,
    Recognition,
    SecretaryHonour,
    SelectionApplication,
    SelectionObjection,
    SelectionRound,
    Subsidy,
    Talent,
    Tenure,
)
from cadres.services.growth import course_enter, course_move, recognise, subsidy_pay, targets_set
from cadres.services.talent import (
    application_enter,
    application_move,
    honour_add,
    round_move,
    round_open,
    selection_objection_add,
    talent_add,
)
from tests.cadres.cadre_samples import make_cadre
from tests.factories import NOW, District

DEGREE = {
    "level": "20",
    "organ": "国家开放大学",
    "title": "行政管理",
    "since": dt.date(2024, 9, 1),
    "expected_on": dt.date(2027, 1, 31),
}
SKILL = {
    "organ": "区农业农村局",
    "title": "白莲种植技术",
    "since": dt.date(2026, 5, 11),
    "expected_on": dt.date(2026, 5, 15),
    "days": 5,
    "hours": 30,
}
RECOGNITION = {
    "project": "50亩大棚蔬菜",
    "organ": "高坪镇党委",
    "recognised_on": dt.date(2024, 6, 1),
    "households": 12,
}


def keeper(district: District, cadre: Cadre):
    return district.reviewer if cadre.organisation.path.startswith(district.township.path) else district.other_reviewer


def enter(district: District, cadre: Cadre, kind: str = CourseKind.DEGREE, **values) -> Course:
    values = (DEGREE if kind == CourseKind.DEGREE else SKILL) | values
    return course_enter(cadre=cadre, kind=kind, values=values, key=uuid.uuid4(), by=keeper(district, cadre), at=NOW)


def finish(district: District, course: Course, ended_on: dt.date = dt.date(2026, 7, 1)) -> Course:
    return course_move(
        course=course,
        action=CourseAction.COMPLETE,
        values={"ended_on": ended_on, "certificate_number": "示例0001"},
        by=keeper(district, course.cadre),
        at=NOW,
    )


def make_recognition(district: District, cadre: Cadre, **values) -> Recognition:
    return recognise(cadre=cadre, values=RECOGNITION | values, key=uuid.uuid4(), by=keeper(district, cadre), at=NOW)


def make_honour(district: District, cadre: Cadre, level: str = HonourLevel.COUNTY, year: int = 2025) -> SecretaryHonour:
    values = {
        "level": level,
        "year": year,
        "title": "优秀村党组织书记",
        "organ": "中共临川区委",
        "honoured_on": dt.date(year, 7, 1),
    }
    return honour_add(cadre=cadre, values=values, by=keeper(district, cadre), at=NOW)


def make_secretary_talent(district: District, cadre: Cadre, honour: SecretaryHonour | None = None) -> Talent:
    honour = honour or make_honour(district, cadre)
    values = {
        "category": TalentCategory.SECRETARY,
        "honour": honour,
        "unit": "马源村党支部书记",
        "since": honour.honoured_on,
        "evidence": "区委表彰决定",
    }
    return talent_add(organisation=cadre.organisation, values=values, by=keeper(district, cadre), at=NOW)


def make_talent(district: District, name: str = "钱示例", category: str = TalentCategory.STAFF, **values) -> Talent:
    values = {
        "category": category,
        "name": name,
        "birth_date": dt.date(1990, 3, 3),
        "education": "20",
        "unit": "高坪镇农业综合服务中心",
        "since": dt.date(2018, 7, 1),
        "evidence": "聘用合同",
    } | values
    return talent_add(organisation=district.township, values=values, by=district.reviewer, at=NOW)


def make_round(district: District, by=None, **values) -> SelectionRound:
    values = {
        "year": 2026,
        "title": "从五方面人员中选拔乡镇领导班子成员",
        "places": 1,
        "categories": list(TalentCategory.values),
        "apply_until": NOW.date() + dt.timedelta(days=10),
        "education_least": "30",
        "honour_least": HonourLevel.COUNTY,
    } | values
    return round_open(
        district=district.root, values=values, key=uuid.uuid4(), by=by or district.district_reviewer, at=NOW
    )


def apply(district: District, round_: SelectionRound, talent: Talent) -> SelectionApplication:
    return application_enter(
        round_=round_, talent=talent, statement="工作扎实，群众认可。", by=district.reviewer, at=NOW
    )


def step(district: District, application: SelectionApplication, action: str, at=NOW, **values) -> SelectionApplication:
    return application_move(application=application, action=action, values=values, by=district.district_reviewer, at=at)


def move(district: District, round_: SelectionRound, action: str, at=NOW, reason: str = "") -> SelectionRound:
    return round_move(round_=round_, action=action, by=district.district_reviewer, at=at, reason=reason)


def proposed(district: District, talent: Talent | None = None, **values) -> SelectionApplication:
    """An application that has come as far as to stand in the public notice of its round."""
    round_ = make_round(district, **values)
    application = apply(district, round_, talent or make_talent(district))
    step(district, application, ApplicationAction.ACCEPT)
    move(district, round_, RoundAction.CLOSE)
    step(district, application, ApplicationAction.SCORE, score=Decimal("86.5"))
    step(district, application, ApplicationAction.INSPECT, inspected_on=NOW.date(), inspection="反映良好")
    application = step(district, application, ApplicationAction.PROPOSE)
    move(district, round_, RoundAction.PUBLISH)
    return SelectionApplication.objects.select_related("round", "talent").get(pk=application.pk)


def make_growth(district: District) -> tuple[Course, Subsidy, Recognition]:
    """A course with its subsidy, a recognition, and a target."""
    cadre = make_cadre(district)
    course = enter(district, cadre)
    paid_on = dt.date(2026, 9, 1)
    subsidy = subsidy_pay(course=course, cents=200_000, paid_on=paid_on, voucher="", by=district.reviewer, at=NOW)
    targets = {(district.township.pk, Goal.DEGREE): 50}
    targets_set(district=district.root, year=2026, targets=targets, by=district.district_reviewer, at=NOW)
    return course, subsidy, make_recognition(district, cadre)


def make_selection(district: District) -> tuple[SecretaryHonour, Talent, SelectionApplication, SelectionObjection]:
    """An honour, somebody on the register, an application under public notice with an objection."""
    cadre = make_cadre(district)
    # In the past, so that the post is free for other samples.
    Tenure.objects.create(
        organisation=cadre.organisation,
        cadre=cadre,
        kind=PostKind.PARTY_SECRETARY,
        since=dt.date(2018, 3, 1),
        until=dt.date(2022, 3, 1),
        basis=Basis.CENSUS,
        end_reason=EndReason.TERM,
        at=NOW,
    )
    honour = make_honour(district, cadre, year=2020)
    application = proposed(district)
    objection = selection_objection_add(
        application=application,
        received_on=NOW.date(),
        who="",
        text="账目不清",
        by=district.district_reviewer,
        at=NOW,
    )
    return honour, application.talent, application, objection
