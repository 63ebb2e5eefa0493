"""One member's page, and the full ID number that is shown once, for a reason."""

import pytest
from django.urls import reverse

from ledgers.models import Member, SensitiveAccess
from tests.factories import make_member
from tests.ledgers.transfer_samples import applied

VALID = "11010519491231002X"


@pytest.fixture
def zhou(district) -> Member:
    member = make_member(district.branch, "周党员", phone="13800001234")
    member.set_id_number(VALID)
    member.save()
    return member


def detail(member: Member) -> str:
    return reverse("ledgers:member-detail", args=[member.pk])


def reveal(client, member: Member, reason: str):
    return client.post(reverse("ledgers:member-reveal", args=[member.pk]), {"reason": reason})


def test_the_secretary_reads_and_finds_the_way_on(district, zhou, sign_in):
    page = sign_in(district.secretary).get(detail(zhou)).content.decode()

    for words in ("110105********002X", "138****1234", "2001-07-01", "还没有人看过", "没有转接记录"):
        assert words in page, words
    for name in ("member-edit", "transfer-new", "dues-member"):
        assert reverse(f"ledgers:{name}", args=[zhou.pk]) in page, name
    assert VALID not in page
    assert "13800001234" not in page


@pytest.mark.parametrize("reader", ["reviewer", "district_reviewer"])
def test_reviewers_read_without_changing(district, zhou, sign_in, reader):
    page = sign_in(getattr(district, reader)).get(detail(zhou)).content.decode()

    assert "周党员" in page
    assert reverse("ledgers:member-edit", args=[zhou.pk]) not in page
    assert reverse("ledgers:transfer-new", args=[zhou.pk]) not in page


def test_the_page_is_closed_to_others(district, zhou, sign_in):
    assert sign_in(district.sibling_secretary).get(detail(zhou)).status_code == 404
    assert reveal(sign_in(district.other_reviewer), zhou, "核对换届名单").status_code == 404
    assert sign_in(district.township_leader).get(detail(zhou)).status_code == 403
    assert reveal(sign_in(district.township_leader), zhou, "核对换届名单").status_code == 403
    assert not SensitiveAccess.objects.exists()


def test_a_running_transfer_is_shown_and_no_second_one_is_offered(district, zhou, sign_in):
    transfer = applied(district, zhou)

    page = sign_in(district.secretary).get(detail(zhou)).content.decode()

    assert reverse("ledgers:transfer-detail", args=[transfer.pk]) in page
    assert reverse("ledgers:transfer-new", args=[zhou.pk]) not in page


def test_the_number_is_shown_once_and_the_reason_is_kept(district, zhou, sign_in):
    client = sign_in(district.secretary)

    response = reveal(client, zhou, "办理社保核对")

    assert VALID in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    row = SensitiveAccess.objects.get()
    assert (row.member, row.by, row.reason, row.fields) == (zhou, district.secretary, "办理社保核对", ["id_number"])
    page = client.get(detail(zhou)).content.decode()
    assert VALID not in page
    assert "办理社保核对" in page


@pytest.mark.parametrize("reason", ["", "  ", "核对", "核 对 号", "1234", "。。。。"])
def test_without_a_reason_nothing_is_shown_or_logged(district, zhou, sign_in, reason):
    response = reveal(sign_in(district.secretary), zhou, reason)

    assert response.status_code == 422
    assert "请写明用途" in response.content.decode()
    assert VALID not in response.content.decode()
    assert not SensitiveAccess.objects.exists()


def test_a_reveal_is_never_a_get(district, zhou, sign_in):
    assert sign_in(district.secretary).get(reverse("ledgers:member-reveal", args=[zhou.pk])).status_code == 405


def test_the_list_leads_to_the_member(district, zhou, sign_in):
    page = sign_in(district.reviewer).get(f"{reverse('ledgers:member-list')}?branch={district.branch.pk}")

    assert detail(zhou) in page.content.decode()
