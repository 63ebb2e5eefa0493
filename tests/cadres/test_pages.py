"""The pages of posts and files, as their people use them."""

import datetime as dt

import pytest
from django.urls import reverse

from cadres.enums import Body, EndReason, EntryKind, PostKind, Relation
from cadres.models import Cadre, CadreAccess, Tenure
from cadres.selectors.villages import boards
from cadres.services.files import entry_add, kinship_add
from cadres.services.tenures import tenure_end, term_open
from cadres.views.villages import book_of
from ledgers.models import LocalRule
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW, local

NUMBER = "11010519491231002X"
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages ask what day it is; the rows are of November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: local("2026-11-02 09:00"))


@pytest.fixture
def township(client, district):
    client.force_login(district.reviewer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def board(district):
    return boards([district.branch], book_of(district.branch), TODAY)[0]


def test_a_township_begins_a_file_and_lets_the_person_hold_a_post(township, district):
    village = district.branch.pk
    answer = township.post(
        reverse("cadres:cadre-new", args=[village]),
        {
            "name": "张小明",
            "gender": "1",
            "ethnicity": "汉族",
            "birth_date": "1949-12-31",
            "political_status": "01",
            "id_number": NUMBER,
            "address": "一组",
        },
    )
    cadre = Cadre.objects.get()
    assert answer.url == reverse("cadres:cadre-detail", args=[cadre.pk])

    township.post(
        reverse("cadres:village-tenure", args=[village]),
        {"cadre": cadre.pk, "kind": PostKind.PARTY_SECRETARY, "since": "2023-03-01"},
    )

    page = township.get(reverse("cadres:village-detail", args=[village])).content.decode()
    assert "张小明" in page and "2023-03-01起" in page
    assert NUMBER not in township.get(answer.url).content.decode()


def test_a_refused_tenure_keeps_what_was_typed_and_says_why(township, district):
    hold(district, make_cadre(district))
    second = make_cadre(district)

    answer = township.post(
        reverse("cadres:village-tenure", args=[district.branch.pk]),
        {"cadre": second.pk, "kind": PostKind.PARTY_SECRETARY, "since": "2024-05-06", "paper": "高组〔2024〕3号"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "职数已满" in page and "高组〔2024〕3号" in page and "2024-05-06" in page


def test_protected_items_are_shown_once_against_a_reason(township, district):
    cadre = make_cadre(district, id_number=NUMBER)
    entry_add(cadre=cadre, kind=EntryKind.DISCIPLINE, since=TODAY, text="党内警告", by=district.reviewer, at=NOW)
    address = reverse("cadres:cadre-reveal", args=[cadre.pk])

    refused = township.post(address, {"items": ["id_number"], "reason": ""})
    assert refused.status_code == 422 and "写明用途" in refused.content.decode()
    assert not CadreAccess.objects.exists()

    shown = township.post(address, {"items": ["id_number", "discipline"], "reason": "核对任职资格"}).content.decode()
    assert NUMBER in shown and "党内警告" in shown

    again = township.get(reverse("cadres:cadre-detail", args=[cadre.pk])).content.decode()
    assert NUMBER not in again and "党内警告" not in again
    assert "核对任职资格" in again


def test_the_person_sees_who_looked(client, district):
    cadre = make_cadre(district, id_number=NUMBER, user=district.secretary)
    CadreAccess.objects.create(
        organisation=cadre.organisation,
        cadre=cadre,
        kind="reveal",
        fields=["id_number"],
        rows=1,
        reason="核对任职资格",
        by=district.reviewer,
        at=NOW,
    )
    client.force_login(district.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(reverse("cadres:cadre-own"), follow=True).content.decode()

    assert "核对任职资格" in page and "高干事" in page
    own = client.post(reverse("cadres:cadre-reveal", args=[cadre.pk]), {"items": ["id_number"]}).content.decode()
    assert NUMBER in own


def test_the_export_is_logged_before_it_leaves(township, district):
    hold(district, make_cadre(district, id_number=NUMBER))
    address = reverse("cadres:cadre-export")

    assert township.post(address, {"reason": ""}).status_code == 422
    assert not CadreAccess.objects.exists()

    answer = township.post(address, {"reason": "换届摸底"})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    access = CadreAccess.objects.get()
    assert (access.kind, access.rows, access.reason, access.by) == ("export", 1, "换届摸底", district.reviewer)


def test_the_village_may_read_and_not_export(client, district):
    client.force_login(district.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")

    refused = client.post(reverse("cadres:cadre-export"), {"reason": "看一看"})

    assert refused.status_code == 403 and "乡镇组织干事" in refused.content.decode()


def test_the_auditor_reads_every_opening(client, district):
    cadre = make_cadre(district, name="张小明")
    CadreAccess.objects.create(
        organisation=cadre.organisation,
        cadre=cadre,
        kind="reveal",
        fields=["phone"],
        rows=1,
        reason="核对电话号码",
        by=district.reviewer,
        at=NOW,
    )
    client.force_login(district.audit_admin, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(reverse("cadres:access-list"), {"q": "小明"}).content.decode()

    assert "核对电话号码" in page and "张小明" in page and "联系电话" in page
    assert client.get(reverse("cadres:cadre-detail", args=[cadre.pk])).status_code == 404


def test_one_shoulder_and_vacancies(district):
    cadre = make_cadre(district)
    for kind in (PostKind.PARTY_SECRETARY, PostKind.DIRECTOR, PostKind.ECONOMY_HEAD):
        hold(district, cadre, kind)

    seen = board(district)

    assert seen.carries_all and seen.people == 1
    assert PostKind.PARTY_SECRETARY not in {vacancy.kind for vacancy in seen.vacancies}


@pytest.mark.parametrize(
    ("left", "is_long"), [("2026-08-03", False), ("2026-08-02", True), ("2026-07-31", True), ("2026-10-30", False)]
)
def test_a_vacancy_of_more_than_three_months_is_long(district, left, is_long):
    held = hold(district, make_cadre(district))
    tenure_end(tenure=held, until=dt.date.fromisoformat(left), reason=EndReason.RESIGNED, by=district.reviewer, at=NOW)

    (vacancy,) = [found for found in board(district).vacancies if found.kind == PostKind.PARTY_SECRETARY]

    assert (vacancy.since.isoformat(), vacancy.is_long) == (left, is_long)


def test_relatives_in_the_two_committees_are_named(district):
    one, two, far = make_cadre(district), make_cadre(district), make_cadre(district)
    kinship_add(cadre=one, other=two, relation=Relation.SPOUSE, by=district.reviewer, at=NOW)
    kinship_add(cadre=one, other=far, relation=Relation.SPOUSE, by=district.reviewer, at=NOW)
    hold(district, one)
    hold(district, far, PostKind.SUPERVISION_HEAD)
    assert not board(district).conflicts

    hold(district, two, PostKind.COMMITTEE_MEMBER)

    assert [(found.first, found.second) for found in board(district).conflicts] == [(one, two)]


def test_terms_count_down_and_want_the_handing_over(district):
    since = dt.date(2026, 10, 15)
    term_open(village=district.branch, body=Body.PARTY, number=9, since=since, years=5, by=district.reviewer, at=NOW)

    (line,) = board(district).terms

    assert (line.days_left, line.is_near) == ((dt.date(2031, 10, 15) - TODAY).days, False)
    assert (line.hand_over_by, line.is_late) == (dt.date(2026, 10, 25), True)


def test_the_boards_of_many_villages_take_as_many_queries_as_one(district, django_assert_num_queries):
    book = book_of(district.branch)
    for village in district.branches:
        hold(district, make_cadre(district, village))
    with django_assert_num_queries(5):
        boards(district.branches, book, TODAY)
    with django_assert_num_queries(5):
        boards([district.branch], book, TODAY)


def test_a_closed_census_sends_the_two_committees_to_the_filing(township, district):
    LocalRule.objects.create(
        district=district.root,
        code="cadres.census_open",
        value=False,
        valid_from=TODAY,
        source="区委组织部通知",
        severity="warn",
        reason="存量登记已经完成",
        by=district.district_reviewer,
        at=local("2026-11-01 09:00"),
    )
    cadre = make_cadre(district)

    answer = township.post(
        reverse("cadres:village-tenure", args=[district.branch.pk]),
        {"cadre": cadre.pk, "kind": PostKind.DIRECTOR, "since": "2023-03-01"},
    )

    assert answer.status_code == 422 and "备案" in answer.content.decode()
    assert not Tenure.objects.exists()
