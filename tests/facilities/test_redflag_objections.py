"""What is objected while a red-flag branch's notice hangs out: on record, answered, and no name before that."""

import datetime as dt

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from facilities.enums.redflag import FlagAction, FlagState
from facilities.models import RedFlag, RedFlagObjection
from facilities.refusal import FacilityRefused
from facilities.services import redflag as services
from notices.models import Notice
from tests.facilities.redflag_samples import NAMING, TODAY, answered, move, objected, walked
from tests.factories import NOW

pytestmark = pytest.mark.django_db
A, S = FlagAction, FlagState


def test_an_objection_bars_the_name_until_it_is_answered(district):
    flag = walked(district, A.PUBLISH)
    objection = objected(district, flag)
    with pytest.raises(FacilityRefused, match="有 1 条异议还没有答复"):
        move(district, flag, A.NAME, at=NAMING)
    with pytest.raises(InternalError, match="before every objection is answered"), transaction.atomic():
        RedFlag.objects.filter(pk=flag.pk).update(
            state=S.NAMED, named_on=NAMING.date(), named_by=district.lead, paper="x", valid_until=dt.date(2029, 1, 1)
        )
    answered(district, objection, at=NAMING)
    assert move(district, flag, A.NAME, at=NAMING).state == S.NAMED
    assert [step.action for step in flag.steps.all()][-3:] == [A.OBJECT, A.ANSWER, A.NAME]


def test_a_name_is_not_dated_before_the_answer(district):
    flag = walked(district, A.PUBLISH)
    later = NAMING + dt.timedelta(days=3)
    answered(district, objected(district, flag), at=later)
    with pytest.raises(FacilityRefused, match="还没有答复"):
        move(district, flag, A.NAME, at=later, on=NAMING.date())


def test_district_and_branch_are_told(district):
    objection = objected(district, walked(district, A.PUBLISH))
    assert Notice.objects.get(recipient=district.district_reviewer, title__contains="登记异议").body == objection.text
    answered(district, objection)
    assert Notice.objects.filter(recipient=district.secretary, title__contains="答复异议").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"who": " "}, "who"),
        ({"text": ""}, "text"),
        ({"raised_on": TODAY - dt.timedelta(days=1)}, "raised_on"),
        ({"raised_on": TODAY + dt.timedelta(days=1)}, "raised_on"),  # not yet
        ({"raised_on": TODAY + dt.timedelta(days=6), "at": NAMING}, "raised_on"),  # after the notice
    ],
)
def test_what_cannot_be_is_refused_at_its_field(district, change, field):
    flag = walked(district, A.PUBLISH)
    values = {"who": "一组村民", "raised_on": TODAY, "text": "账目没有公开", "at": NOW} | change
    with pytest.raises(FacilityRefused) as refusal:
        services.objection_add(flag=flag, by=district.reviewer, **values)
    assert refusal.value.field == field


@pytest.mark.parametrize("who", ["secretary", "other_reviewer", "inspector"])
def test_township_and_district_write_it_down(district, who):
    flag = walked(district, A.PUBLISH)
    with pytest.raises(FacilityRefused):
        services.objection_add(flag=flag, who="村民", raised_on=TODAY, text="x", by=getattr(district, who), at=NOW)


def test_what_was_said_in_time_may_be_written_down_later_but_not_before_or_after_the_notice(district):
    flag = walked(district, A.REVIEW)
    with pytest.raises(FacilityRefused, match="公示期间的异议才登记"):
        objected(district, flag)
    flag = move(district, flag, A.PUBLISH)
    objection = objected(district, flag, at=NAMING)
    answered(district, objection, at=NAMING)
    named = move(district, flag, A.NAME, at=NAMING)
    with pytest.raises(FacilityRefused, match="公示期间的异议才登记"):
        objected(district, named, at=NAMING)
    with pytest.raises(InternalError, match="the days of the notice"), transaction.atomic():
        RedFlagObjection.objects.create(
            flag=named, who="村民", raised_on=TODAY, text="x", by=district.reviewer, at=NAMING
        )


def test_an_answer_is_given_once_and_stays(district):
    objection = objected(district, walked(district, A.PUBLISH))
    with pytest.raises(FacilityRefused, match="由区委组织部答复"):
        services.objection_answer(
            objection=objection, answered_on=TODAY, answer="已经公开", by=district.reviewer, at=NOW
        )
    answered(district, objection)
    with pytest.raises(FacilityRefused, match="已经答复过"):
        answered(district, objection)
    for change in ({"text": "别的"}, {"answer": "别的"}):
        with pytest.raises(InternalError, match="answered once and stays"), transaction.atomic():
            RedFlagObjection.objects.filter(pk=objection.pk).update(**change)


def test_the_pages_take_an_objection_and_its_answer(district, sign_in):
    flag, day = walked(district, A.PUBLISH), timezone.localdate().isoformat()
    RedFlag.objects.filter(pk=flag.pk).update(notice_until=timezone.localdate() + dt.timedelta(days=2))
    client = sign_in(district.reviewer)
    url = reverse("facilities:redflag-object", args=[flag.pk])
    wrong = client.post(url, {"who": "", "raised_on": day, "text": "账目没有公开"})
    assert wrong.status_code == 422 and "账目没有公开" in wrong.content.decode()
    page = client.post(url, {"who": "一组村民", "raised_on": day, "text": "账目没有公开"}, follow=True)
    assert "没有答复" in page.content.decode()
    answer = reverse("facilities:objection-answer", args=[RedFlagObjection.objects.get().pk])
    assert client.post(answer, {"answered_on": day, "answer": "已公开"}).status_code == 403
    assert sign_in(district.other_reviewer).post(url, {}).status_code == 404
    client = sign_in(district.district_reviewer)
    wrong = client.post(answer, {"answered_on": day, "answer": ""})
    assert wrong.status_code == 422
    page = client.post(answer, {"answered_on": day, "answer": "查明已经公开"}, follow=True).content.decode()
    assert "查明已经公开" in page and "没有答复" not in page
