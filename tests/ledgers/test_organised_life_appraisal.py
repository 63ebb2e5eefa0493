"""民主评议党员: the roll frozen, secret ballots that add up, one in three excellent, no grade on probation."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ledgers.appraisals import LineFact, excellent_over, most_excellent
from ledgers.enums import MeetingKind, MemberCategory
from ledgers.enums.organised_life import AppraisalStatus, Grade, Part
from ledgers.models import Appraisal, AppraisalLine
from ledgers.services.organised_life import Refused, appraisal_line_save, appraisal_save, appraisal_start
from tests.factories import NOW, District, make_member, record_meeting
from tests.ledgers.organised_life_samples import make_appraisal, report_appraisal, steps_on


def counts(*numbers) -> dict:
    return dict(zip(Grade.values, numbers, strict=True))


def save(line: AppraisalLine, by, *, grade="", votes=None, part=Part.HERE, reason="") -> AppraisalLine:
    return appraisal_line_save(line=line, part=part, reason=reason, counts=votes, grade=grade, by=by, at=NOW)


@pytest.fixture
def appraisal(district) -> Appraisal:
    """Eight full members and one on probation."""
    make_member(district.branch, "预小备", category=MemberCategory.PROBATIONARY)
    return make_appraisal(district)


def detail(appraisal: Appraisal) -> str:
    return reverse("ledgers:appraisal-detail", args=[appraisal.pk])


def test_the_list_is_frozen_when_the_appraisal_starts(district, appraisal):
    make_member(district.branch, "后来的")

    again = make_appraisal(district)

    assert again.pk == appraisal.pk
    assert appraisal.lines.count() == 9


def test_members_who_live_elsewhere_start_as_appraised_there(district):
    away = make_member(district.branch, away_to="广东东莞")

    line = make_appraisal(district).lines.get(member=away)

    assert (line.part, line.reason) == (Part.ELSEWHERE, "广东东莞")


def test_one_in_three_is_excellent_at_most(district, appraisal):
    lines = list(appraisal.lines.filter(is_full=True))
    for line in lines[:2]:
        save(line, district.secretary, grade=Grade.EXCELLENT)

    with pytest.raises(Refused, match="参评正式党员 8 人，优秀最多 2 人") as refused:
        save(lines[2], district.secretary, grade=Grade.EXCELLENT)

    assert refused.value.field == "grade"
    assert appraisal.lines.filter(grade=Grade.EXCELLENT).count() == 2


def test_no_grade_on_probation(district, appraisal):
    young = appraisal.lines.get(is_full=False)

    with pytest.raises(Refused, match="预备党员参加评议，不评定等次"):
        save(young, district.secretary, grade=Grade.QUALIFIED)
    with pytest.raises(IntegrityError), transaction.atomic():
        AppraisalLine.objects.filter(pk=young.pk).update(grade=Grade.QUALIFIED)


def test_ballots_add_up_to_those_cast(district, appraisal):
    appraisal_save(
        appraisal=appraisal, days=steps_on(dt.date(2026, 10, 1)), ballots_cast=9, by=district.secretary, at=NOW
    )
    line = appraisal.lines.first()

    with pytest.raises(Refused, match="四项合计 8 票，收回的测评票是 9 张"):
        save(line, district.secretary, votes=counts(1, 7, 0, 0))
    saved = save(line, district.secretary, votes=counts(2, 6, 1, 0), grade=Grade.QUALIFIED)

    assert (saved.ballots, saved.excellent) == (9, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        AppraisalLine.objects.filter(pk=line.pk).update(excellent=3)


def test_another_number_of_ballots_takes_the_counts_away(district, appraisal):
    days = steps_on(dt.date(2026, 10, 1))
    appraisal_save(appraisal=appraisal, days=days, ballots_cast=9, by=district.secretary, at=NOW)
    line = save(appraisal.lines.first(), district.secretary, votes=counts(2, 7, 0, 0), grade=Grade.QUALIFIED)

    appraisal_save(appraisal=appraisal, days=days, ballots_cast=8, by=district.secretary, at=NOW)

    line.refresh_from_db()
    assert (line.ballots, line.grade) == (None, Grade.QUALIFIED)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"self_on": dt.date(2026, 10, 2)}, "先写上一步的日期"),
        ({"mobilised_on": dt.date(2026, 10, 5), "self_on": dt.date(2026, 10, 2)}, "不能早于上一步"),
        ({"mobilised_on": dt.date(2026, 11, 3)}, "日期还没有到"),
    ],
)
def test_steps_are_dated_in_their_order(district, appraisal, days, sentence):
    with pytest.raises(Refused, match=sentence):
        appraisal_save(appraisal=appraisal, days=days, ballots_cast=None, by=district.secretary, at=NOW)


def test_the_database_keeps_the_order_of_the_steps(appraisal):
    for wrong in (
        {"self_on": dt.date(2026, 10, 2)},
        steps_on(dt.date(2026, 10, 1)) | {"decided_on": dt.date(2026, 9, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appraisal.objects.filter(pk=appraisal.pk).update(**wrong)


def test_one_appraisal_a_year(district, appraisal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.create(branch=district.branch, year=2026, started_at=NOW)
    with pytest.raises(Refused):
        appraisal_start(branch=district.branch, year=2020, by=district.secretary, at=NOW)


def test_who_was_not_there_has_a_reason_and_no_grade(district, appraisal):
    line = save(appraisal.lines.first(), district.secretary, grade=Grade.QUALIFIED)

    with pytest.raises(Refused, match="写明原因"):
        save(line, district.secretary, part=Part.ABSENT)
    saved = save(line, district.secretary, part=Part.ABSENT, reason="住院", grade=Grade.QUALIFIED)

    assert (saved.part, saved.grade) == (Part.ABSENT, "")


def test_from_start_to_report_on_the_phone(district, sign_in, freeze):
    freeze("2026-11-02 09:00")
    client = sign_in(district.secretary)
    life = record_meeting(district.ledger(), district.secretary, MeetingKind.LIFE)
    client.post(reverse("ledgers:appraisal-list"), {"year": "2026"})
    appraisal = Appraisal.objects.get()
    days = {name: f"{day:%Y-%m-%d}" for name, day in steps_on(dt.date(2026, 10, 20)).items()}
    client.post(detail(appraisal), days | {"ballots_cast": "8", "meetings": str(life.pk)})
    assert "还没有评定等次" in client.get(detail(appraisal)).content.decode()
    lines = list(appraisal.lines.order_by("pk"))
    for number, line in enumerate(lines):
        response = client.post(
            reverse("ledgers:appraisal-line", args=[line.pk]),
            {"part": "here", "grade": "qualified", "qualified": "8", "then": "next"},
        )
        if number + 1 < len(lines):
            assert response.url == reverse("ledgers:appraisal-line", args=[lines[number + 1].pk])

    client.post(reverse("ledgers:appraisal-move", args=[appraisal.pk]), {"action": "report"})

    appraisal.refresh_from_db()
    assert (appraisal.status, appraisal.reported_by) == (AppraisalStatus.REPORTED, district.secretary)
    assert [link.meeting_id for link in appraisal.meeting_links.all()] == [life.pk]
    refused = client.post(detail(appraisal), days)
    assert refused.status_code == 403
    assert "评议已经报备，不能再改" in refused.content.decode()


def test_an_unfinished_appraisal_is_not_reported(district, appraisal, sign_in):
    sign_in(district.secretary).post(reverse("ledgers:appraisal-move", args=[appraisal.pk]), {"action": "report"})

    appraisal.refresh_from_db()
    assert appraisal.status == AppraisalStatus.OPEN


def test_the_township_gives_it_back_with_a_reason(district, sign_in):
    appraisal = report_appraisal(district.branch, district.secretary, NOW, 2026)
    client = sign_in(district.reviewer)
    move = reverse("ledgers:appraisal-move", args=[appraisal.pk])

    client.post(move, {"action": "return"})
    appraisal.refresh_from_db()
    assert appraisal.status == AppraisalStatus.REPORTED
    client.post(move, {"action": "return", "reason": "互评日期写错了"})

    appraisal.refresh_from_db()
    assert appraisal.status == AppraisalStatus.OPEN
    assert [(step.action, step.reason) for step in appraisal.steps.all()] == [
        ("report", ""),
        ("return", "互评日期写错了"),
    ]


def test_reviewers_read_and_do_not_write(district, appraisal, sign_in):
    client = sign_in(district.reviewer)

    shown = client.get(detail(appraisal))
    assert shown.status_code == 200
    assert "保存日期和票数" not in shown.content.decode()
    assert client.post(detail(appraisal), {}).status_code == 403
    assert sign_in(district.sibling_secretary).get(detail(appraisal)).status_code == 404


def test_the_number_of_queries_does_not_depend_on_the_members(sign_in, db, django_assert_num_queries):
    few, many = District(members=4), District(members=40, code="361003", name="东乡区")
    for world in (few, many):
        appraisal, client = make_appraisal(world), sign_in(world.secretary)
        with django_assert_num_queries(QUERIES):
            client.get(detail(appraisal))


QUERIES = 12


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_share_of_excellent_is_a_third_rounded_down(appraised, excellent):
    excellent = min(excellent, appraised)
    lines = [LineFact("甲", True, grade=Grade.EXCELLENT)] * excellent
    lines += [LineFact("乙", True, grade=Grade.QUALIFIED)] * (appraised - excellent)
    # Neither those on probation nor those appraised elsewhere widen the share.
    lines += [LineFact("丙", False), LineFact("丁", True, Part.ELSEWHERE, grade=Grade.EXCELLENT)]

    assert (excellent_over(lines, 3) == "") == (3 * excellent <= appraised)
    assert 3 * most_excellent(appraised, 3) <= appraised < 3 * (most_excellent(appraised, 3) + 1)
