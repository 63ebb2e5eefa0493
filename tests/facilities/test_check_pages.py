"""The pages of premises (六有), by the clock of the machine: they ask what today is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from branches.models import Organisation
from facilities.checklist import items_of
from facilities.enums.checks import CheckLevel
from facilities.models import FacilityCheck
from tests.evidence.samples import noise_jpeg
from tests.facilities.check_samples import GOOD, begun, checked
from tests.factories import make_branch

pytestmark = pytest.mark.django_db
SELF, TOWNSHIP, STATION = CheckLevel.SELF, CheckLevel.TOWNSHIP, CheckLevel.STATION


def typed(item: str, **changes) -> dict[str, str]:
    """What a person types for an item of a village that has everything."""
    values = {code: str(int(value)) for code, value in (GOOD[item] | changes).items()}
    for code in ("fresh", "renewed"):
        if code in values:
            values[code] = timezone.localdate().isoformat()
    return values


def test_a_secretary_fills_in_nine_items_and_hands_them_in(district, sign_in):
    client = sign_in(district.secretary)
    own = client.get(reverse("facilities:check-overview"))
    assert own.url == reverse("facilities:check-village", args=[district.branch.pk])
    assert "该自查了" in client.get(own.url).content.decode()

    client.post(reverse("facilities:check-begin", args=[district.branch.pk]))
    check = FacilityCheck.objects.get()
    url = reverse("facilities:checkline-edit", args=[check.pk, "place"])
    wrong = client.post(url, typed("place", floor="-3"))
    assert wrong.status_code == 422 and "不能小于 0。" in wrong.content.decode()
    assert 'value="-3"' in wrong.content.decode() and 'value="60"' in wrong.content.decode()
    for item in items_of(check.version):
        photo = SimpleUploadedFile(f"{item.code}.jpg", noise_jpeg(), content_type="image/jpeg")
        url = reverse("facilities:checkline-edit", args=[check.pk, item.code])
        assert client.post(url, typed(item.code) | {"photo": photo}).status_code == 302
    page = client.post(
        reverse("facilities:check-finish", args=[check.pk]), {"done_on": timezone.localdate().isoformat()}, follow=True
    )

    assert "100 分，9 项里 9 项达标" in page.content.decode()
    assert "待检查" in client.get(own.url).content.decode()


def test_what_is_left_over_is_said_on_the_page(district, sign_in):
    client = sign_in(district.secretary)
    client.post(reverse("facilities:check-begin", args=[district.branch.pk]))
    check = FacilityCheck.objects.get()
    page = client.post(
        reverse("facilities:check-finish", args=[check.pk]),
        {"done_on": timezone.localdate().isoformat(), "note": "快好了"},
    )
    assert page.status_code == 422
    assert "还有没填的：有场所" in page.content.decode() and "快好了" in page.content.decode()


def test_a_file_that_is_no_picture_is_refused_at_the_photo(district, sign_in):
    client = sign_in(district.secretary)
    client.post(reverse("facilities:check-begin", args=[district.branch.pk]))
    url = reverse("facilities:checkline-edit", args=[FacilityCheck.objects.get().pk, "flag"])
    broken = SimpleUploadedFile("党旗.jpg", b"no picture", content_type="image/jpeg")
    page = client.post(url, typed("flag") | {"photo": broken})
    assert page.status_code == 422 and "invalid-feedback" in page.content.decode()
    assert not FacilityCheck.objects.get().lines.exists()


def test_the_township_confirms_what_it_found(district, sign_in):
    checked(district)
    client = sign_in(district.reviewer)
    assert "自查待检查" in client.get(reverse("facilities:check-overview")).content.decode()
    client.post(reverse("facilities:check-begin", args=[district.branch.pk]))
    check = FacilityCheck.objects.get(level=TOWNSHIP)
    assert "可以一次登记剩下的 9 项" in client.get(reverse("facilities:check-detail", args=[check.pk])).content.decode()

    client.post(reverse("facilities:check-take-over", args=[check.pk]))
    client.post(reverse("facilities:check-finish", args=[check.pk]), {"done_on": timezone.localdate().isoformat()})

    check.refresh_from_db()
    assert check.is_done and check.done_by == district.reviewer


def test_an_unfinished_check_is_its_own_levels(district, sign_in):
    check = begun(district)
    url = reverse("facilities:check-detail", args=[check.pk])
    assert sign_in(district.secretary).get(url).status_code == 200
    refused = sign_in(district.reviewer).get(url)
    assert refused.status_code == 403 and "还没有完成" in refused.content.decode()
    assert sign_in(district.other_reviewer).get(url).status_code == 404
    assert sign_in(district.sibling_secretary).get(url).status_code == 404


def test_nobody_writes_a_finished_check(district, sign_in):
    check = checked(district)
    client = sign_in(district.secretary)
    answer = client.post(reverse("facilities:check-finish", args=[check.pk]), {"done_on": "2026-11-02"})
    assert answer.status_code == 403 and "已经完成" in answer.content.decode()
    page = client.get(reverse("facilities:check-detail", args=[check.pk])).content.decode()
    assert "建筑面积：320平方米" in page and reverse("facilities:check-finish", args=[check.pk]) not in page


def test_leader_and_district_only_look_on(district, sign_in):
    checked(district, TOWNSHIP)
    for person in (district.leader, district.district_reviewer, district.township_leader):
        client = sign_in(person)
        url = reverse("facilities:check-village", args=[district.branch.pk])
        assert reverse("facilities:check-begin", args=[district.branch.pk]) not in client.get(url).content.decode()
        assert client.post(reverse("facilities:check-begin", args=[district.branch.pk])).status_code == 403


def test_the_district_sees_townships_and_their_villages(district, sign_in):
    checked(district, TOWNSHIP, place={"floor": 90})
    checked(district, TOWNSHIP, district.other_branch)
    client = sign_in(district.district_reviewer)

    page = client.get(reverse("facilities:check-overview")).content.decode()
    assert "高坪镇" in page and "龙溪镇" in page
    inside = client.get(reverse("facilities:check-overview"), {"township": district.township.pk}).content.decode()
    assert "马源村" in inside and "竹溪村" not in inside and "建筑面积90平方米，要有200平方米" in inside
    assert client.get(reverse("facilities:check-overview"), {"township": 0}).status_code == 404
    other = sign_in(district.reviewer).get(
        reverse("facilities:check-overview"), {"township": district.other_township.pk}
    )
    assert other.status_code == 404


@pytest.mark.parametrize("villages", [2, 6])
def test_the_tables_ask_as_often_for_few_villages_as_for_many(district, sign_in, villages):
    for number in range(villages - 2):
        make_branch(Organisation.objects.get(pk=district.township.pk), f"新{number}村委会")
    for village in Organisation.objects.filter(path__startswith=district.township.path).answering():
        checked(district, TOWNSHIP, village, place={"floor": 90}) if village != district.sibling else None
    client = sign_in(district.district_reviewer)
    for query in ({}, {"township": district.township.pk}):
        client.get(reverse("facilities:check-overview"), query)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("facilities:check-overview"), query)
        assert len(asked) <= 13, [each["sql"][:90] for each in asked]
