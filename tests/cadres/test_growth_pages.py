"""The pages of double improvement and selection: who reaches them, what they show, what a form post does."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadres.enums.growth import CourseKind, CourseState, Goal
from cadres.enums.talent import ApplicationAction, ApplicationState, RoundAction
from cadres.models import Course, GrowthTarget, Recognition, SelectionApplication, SelectionRound, Talent, Tenure
from cadres.services.growth import targets_set
from tests.cadres.cadre_samples import hold, make_cadre
from tests.cadres.growth_samples import (
    apply,
    enter,
    finish,
    make_honour,
    make_recognition,
    make_round,
    make_secretary_talent,
    make_talent,
    proposed,
    step,
)
from tests.factories import NOW, local, make_file


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Let the pages live in November 2026, in which the samples play."""
    monkeypatch.setattr(timezone, "now", lambda: local("2026-11-02 10:00"))


@pytest.fixture
def cadre(district):
    cadre = make_cadre(district, name="张小明", education="60")
    hold(district, cadre, since=dt.date(2019, 3, 1))
    return cadre


def text(response) -> str:
    return response.content.decode()


def test_the_overview_says_how_many_are_missing_and_leads_to_them(cadre, district, sign_in):
    targets = {(district.township.pk, Goal.DEGREE): 50}
    targets_set(district=district.root, year=2026, targets=targets, by=district.district_reviewer, at=NOW)
    client = sign_in(district.district_reviewer)

    page = text(client.get(reverse("cadres:growth-overview")))

    assert "差 1 人" in page
    link = f"{reverse('cadres:growth-people')}?place={district.township.pk}&amp;goal=degree&amp;has=no&amp;year=2026"
    assert link in page
    assert "张小明" in text(client.get(link.replace("&amp;", "&")))
    assert "张小明" not in text(client.get(link.replace("&amp;", "&").replace("has=no", "has=yes")))


def test_the_village_is_led_to_its_own_people(cadre, district, sign_in):
    hold(district, make_cadre(district, district.sibling, name="聂某"))
    client = sign_in(district.secretary)

    response = client.get(reverse("cadres:growth-overview"), follow=True)

    assert "张小明" in text(response) and "聂某" not in text(response)


def test_a_township_enters_a_course_and_its_end(cadre, district, sign_in):
    client = sign_in(district.reviewer)
    typed = {
        "key": uuid.uuid4(),
        "cadre": cadre.pk,
        "level": "30",
        "organ": "国家开放大学",
        "title": "行政管理",
        "since": "2024-09-01",
        "expected_on": "2027-01-31",
    }
    response = client.post(reverse("cadres:course-new") + "?kind=degree", typed)
    course = Course.objects.get()
    assert response.url == reverse("cadres:course-detail", args=[course.pk])

    move = reverse("cadres:course-move", args=[course.pk])
    refused = client.post(move, {"action": "complete", "ended_on": "2030-01-01"})
    assert refused.status_code == 422 and "还没有到" in text(refused)

    with make_file(district.branch, district.secretary).file.open("rb") as content:
        picture = SimpleUploadedFile("证书.jpg", content.read(), "image/jpeg")
    client.post(move, {"action": "complete", "ended_on": "2026-07-01", "certificate": picture})

    course.refresh_from_db()
    assert (course.state, course.certificate.organisation) == (CourseState.DONE, district.branch)
    assert course.entry.file == course.certificate
    page = text(client.get(reverse("cadres:course-detail", args=[course.pk])))
    assert "学历已提升" in page and "证书" in page


def test_a_file_that_is_none_is_refused_and_nothing_is_written(cadre, district, sign_in):
    course = enter(district, cadre)
    typed = {
        "action": "complete",
        "ended_on": "2026-07-01",
        "certificate": SimpleUploadedFile("证书.jpg", b"no picture", "image/jpeg"),
    }

    response = sign_in(district.reviewer).post(reverse("cadres:course-move", args=[course.pk]), typed)

    assert response.status_code == 422
    course.refresh_from_db()
    assert course.state == CourseState.STUDYING


def test_a_subsidy_is_typed_in_yuan_and_kept_in_cents(cadre, district, sign_in):
    course = enter(district, cadre)
    client = sign_in(district.reviewer)
    address = reverse("cadres:course-subsidy", args=[course.pk])

    client.post(address, {"yuan": "1234.56", "paid_on": "2026-09-01"})
    again = client.post(address, {"yuan": "1234.56", "paid_on": "2026-09-01"})

    assert course.subsidies.get().cents == 123_456
    assert again.status_code == 422 and "只补助一次" in text(again)


def test_a_recognition_keeps_a_number_of_households_and_no_names(cadre, district, sign_in):
    typed = {
        "key": uuid.uuid4(),
        "cadre": cadre.pk,
        "project": "油茶种植",
        "organ": "高坪镇党委",
        "recognised_on": "2026-05-01",
        "households": "１５",
    }

    sign_in(district.reviewer).post(reverse("cadres:recognition-new"), typed)

    recognition = Recognition.objects.get()
    assert (recognition.households, recognition.recheck_year) == (15, 2029)
    assert not any("农户" in str(field.verbose_name) for field in Recognition._meta.fields)


def test_the_district_sets_targets_by_a_table(district, sign_in):
    client = sign_in(district.district_reviewer)
    name = f"{district.township.pk}-degree"

    wrong = client.post(reverse("cadres:target-edit"), {name: "130"})
    client.post(reverse("cadres:target-edit"), {name: "60"})

    assert wrong.status_code == 422 and "0到100" in text(wrong)
    assert GrowthTarget.objects.get().percent == 60
    assert sign_in(district.reviewer).get(reverse("cadres:target-edit")).status_code == 403


def test_people_read_what_is_kept_about_themselves(cadre, district, sign_in):
    cadre.user = district.checker  # a role that sees no cadres
    cadre.save()
    course = enter(district, cadre)
    make_recognition(district, cadre)
    client = sign_in(district.checker)

    page = text(client.get(reverse("cadres:growth-own")))

    assert "行政管理" in page and "大棚蔬菜" in page
    assert client.get(reverse("cadres:course-detail", args=[course.pk])).status_code == 200
    assert sign_in(district.inspector).get(reverse("cadres:course-detail", args=[course.pk])).status_code == 404


@pytest.mark.parametrize("who", ["other_reviewer", "sibling_secretary", "officer", "system_admin"])
def test_strangers_do_not_learn_of_a_course(cadre, district, sign_in, who):
    course = finish(district, enter(district, cadre, CourseKind.SKILL), dt.date(2026, 5, 15))
    client = sign_in(getattr(district, who))

    assert client.get(reverse("cadres:course-detail", args=[course.pk])).status_code == 404
    assert client.post(reverse("cadres:course-move", args=[course.pk]), {"action": "void"}).status_code == 404


def test_colleagues_read_and_do_not_write(cadre, district, sign_in):
    course = enter(district, cadre)
    client = sign_in(district.township_leader)

    page = client.get(reverse("cadres:course-detail", args=[course.pk]))
    refused = client.post(reverse("cadres:course-move", args=[course.pk]), {"action": "void", "reason": "错"})

    assert page.status_code == 200 and "下一步" not in text(page)
    assert refused.status_code == 403
    course.refresh_from_db()
    assert course.state == CourseState.STUDYING


@pytest.mark.parametrize(
    "name", ["growth-people", "course-list", "recognition-list", "honour-list", "talent-list", "round-detail"]
)
def test_lists_take_as_many_queries_for_many_as_for_few(district, sign_in, name):
    round_ = make_round(district)
    address = reverse(f"cadres:{name}", args=[round_.pk] if name == "round-detail" else [])
    client = sign_in(district.district_reviewer)

    def more(count: int) -> None:
        for _number in range(count):
            cadre = make_cadre(district)
            Tenure.objects.create(
                organisation=cadre.organisation,
                cadre=cadre,
                kind="committee_member",
                since=dt.date(2023, 3, 1),
                basis="census",
                at=NOW,
            )
            enter(district, cadre)
            make_recognition(district, cadre)
            apply(district, round_, make_talent(district, cadre.name))

    more(2)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    more(6)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)


# --- Selection -------------------------------------------------------------------------------------------------
def test_the_district_opens_a_round_and_a_township_recommends(cadre, district, sign_in):
    typed = {
        "key": uuid.uuid4(),
        "year": "2026",
        "title": "选拔乡镇领导班子成员",
        "places": "3",
        "categories": ["secretary", "staff"],
        "apply_until": "2026-11-20",
        "education_least": "30",
        "honour_least": "county",
    }
    sign_in(district.district_reviewer).post(reverse("cadres:round-new"), typed)
    round_ = SelectionRound.objects.get()
    talent = make_talent(district, education="60")
    client = sign_in(district.reviewer)

    page = text(client.get(reverse("cadres:round-apply", args=[round_.pk])))
    assert "不符合" in page and "普通高中" in page  # shown before it is sent

    client.post(reverse("cadres:round-apply", args=[round_.pk]), {"talent": talent.pk, "statement": "工作扎实"})
    application = SelectionApplication.objects.get()

    move = reverse("cadres:application-move", args=[application.pk])
    assert client.post(move, {"action": "accept"}, follow=True).status_code == 200
    application.refresh_from_db()
    assert application.state == ApplicationState.APPLIED

    refused = sign_in(district.district_reviewer).post(move, {"action": "accept"})
    assert refused.status_code == 422 and "有条件不符合" in text(refused)


def test_an_outstanding_secretary_is_entered_by_the_honour(cadre, district, sign_in):
    honour = make_honour(district, cadre)

    sign_in(district.reviewer).post(
        reverse("cadres:talent-new") + "?by=honour", {"honour": honour.pk, "unit": "马源村党支部书记"}
    )

    talent = Talent.objects.get()
    assert (talent.cadre, talent.honour, talent.name) == (cadre, honour, "张小明")
    assert "2025 优秀村党组织书记" in talent.evidence


def test_places_by_score_are_shown_to_the_district_only(district, sign_in):
    application = proposed(district)
    address = reverse("cadres:round-detail", args=[application.round_id])

    assert "名次" in text(sign_in(district.district_reviewer).get(address))
    for who in ("reviewer", "other_reviewer", "township_leader", "secretary", "leader"):
        page = sign_in(getattr(district, who)).get(address)
        assert page.status_code == 200 and "名次" not in text(page), who


def test_before_the_notice_others_learn_no_names(district, sign_in):
    round_ = make_round(district)
    apply(district, round_, make_talent(district, "钱示例"))
    address = reverse("cadres:round-detail", args=[round_.pk])

    assert "钱示例" in text(sign_in(district.reviewer).get(address))
    assert "钱示例" not in text(sign_in(district.other_reviewer).get(address))
    assert "钱示例" not in text(sign_in(district.secretary).get(address))


def test_the_notice_names_the_proposed_to_the_whole_district(district, sign_in):
    application = proposed(district)
    address = reverse("cadres:round-detail", args=[application.round_id])

    assert "钱示例" in text(sign_in(district.other_secretary).get(address))


def test_objections_are_taken_down_and_read_by_the_district_only(district, sign_in):
    application = proposed(district)
    detail = reverse("cadres:application-detail", args=[application.pk])
    typed = {"received_on": "2026-11-02", "who": "某村民", "text": "账目不清"}

    refused = sign_in(district.reviewer).post(reverse("cadres:application-object", args=[application.pk]), typed)
    sign_in(district.district_reviewer).post(reverse("cadres:application-object", args=[application.pk]), typed)

    assert refused.status_code == 403
    assert application.objections.count() == 1
    assert "某村民" in text(sign_in(district.district_reviewer).get(detail))
    assert "某村民" not in text(sign_in(district.reviewer).get(detail))


def test_a_result_is_not_posted_before_the_notice_is_over(district, sign_in):
    application = proposed(district)
    typed = {"action": "select", "to_township": district.other_township.pk, "from_on": "2026-12-01"}

    response = sign_in(district.district_reviewer).post(
        reverse("cadres:application-move", args=[application.pk]), typed
    )

    assert response.status_code == 422 and "期满以后" in text(response)
    application.refresh_from_db()
    assert application.state == ApplicationState.PROPOSED


def test_the_end_of_the_post_is_proposed_on_the_page(cadre, district, sign_in):
    cadre.education = "30"
    cadre.save()
    application = proposed(district, make_secretary_talent(district, cadre))
    step(
        district,
        application,
        ApplicationAction.SELECT,
        local("2026-11-10 09:00"),
        to_township=district.other_township,
        from_on=dt.date(2026, 12, 1),
    )

    page = text(sign_in(district.reviewer).get(reverse("cadres:application-detail", args=[application.pk])))

    assert "建议登记离任" in page and "不会自动离任" in page


def test_a_round_moves_by_post_of_the_district_only(district, sign_in):
    round_ = make_round(district)
    address = reverse("cadres:round-move", args=[round_.pk])

    refused = sign_in(district.reviewer).post(address, {"action": RoundAction.CLOSE})
    sign_in(district.lead).post(address, {"action": RoundAction.CLOSE})

    assert refused.status_code == 403
    round_.refresh_from_db()
    assert round_.state == "closed"
