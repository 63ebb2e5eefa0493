"""The pages of colours and talks, as each side sees them."""

import pytest
from django.urls import reverse

from audits.models import TalkCase
from audits.talk_enums import TalkStatus
from tests.audits.talk_samples import branch_case, make_case, red_twice


def test_colours_are_said_in_words_and_lead_to_the_branches(district, sign_in):
    red_twice(district)
    client = sign_in(district.district_reviewer)

    page = client.get(reverse("audits:colour-table")).content.decode()
    below = client.get(reverse("audits:colour-table"), {"township": district.township.pk}).content.decode()

    assert page.count("✕</span>红") == 4
    assert f"?township={district.township.pk}" in page
    assert "马源村" in below and "没有报台账" in below and "竹溪村" not in below


def test_a_branch_sees_its_own_row(district, sign_in):
    red_twice(district)
    page = sign_in(district.secretary).get(reverse("audits:colour-table")).content.decode()

    assert "马源村" in page and "上聂村" not in page


def test_without_colours_the_page_says_when_they_come(district, sign_in):
    client = sign_in(district.district_reviewer)
    assert "还没有颜色" in client.get(reverse("audits:colour-table")).content.decode()
    assert "没有约谈" in client.get(reverse("audits:case-list")).content.decode()


@pytest.mark.parametrize("address", ["audits:colour-table", "audits:case-list"])
def test_lists_cost_the_same_for_few_and_many(district, sign_in, address, django_assert_max_num_queries):
    red_twice(district)
    client = sign_in(district.district_reviewer)
    client.get(reverse(address))
    with django_assert_max_num_queries(12):
        client.get(reverse(address))


def test_a_branch_reads_its_minutes_and_answers(district, sign_in):
    case = make_case(district)
    client = sign_in(district.secretary)

    page = client.get(reverse("audits:case-detail", args=[case.pk])).content.decode()
    client.post(reverse("audits:case-move", args=[case.pk]), {"action": "answer", "reason": "马上补齐。"})

    assert "逐村说明没有报台账的原因" in page
    case.refresh_from_db()
    assert (case.status, case.answer) == (TalkStatus.FOLLOWING, "马上补齐。")


def test_an_inspector_sees_the_case_without_its_minutes(district, sign_in):
    case = make_case(district)
    page = sign_in(district.inspector).get(reverse("audits:case-detail", args=[case.pk])).content.decode()

    assert "补齐两个村的台账" in page and "逐村说明没有报台账的原因" not in page


def test_a_notice_without_a_time_is_refused_and_nothing_typed_is_lost(district, sign_in):
    red_twice(district)
    case = branch_case(district)
    client = sign_in(district.reviewer)
    typed = {"action": "notify", "talk_at": "", "place": "镇政府二楼", "talker": "镇党委书记", "summoned": "支部书记"}

    response = client.post(reverse("audits:case-move", args=[case.pk]), typed)

    assert response.status_code == 422
    assert "镇政府二楼" in response.content.decode() and "请选时间" in response.content.decode()
    assert TalkCase.objects.get(pk=case.pk).status == TalkStatus.RAISED


def test_the_other_side_is_told_why_it_cannot_close(district, sign_in):
    case = make_case(district)
    response = sign_in(district.secretary).post(reverse("audits:case-move", args=[case.pk]), {"action": "close"})

    assert response.status_code == 403
    assert "这一步由高坪镇办理" in response.content.decode()


def test_the_township_settles_each_promise_and_closes(district, sign_in):
    case = make_case(district)
    client = sign_in(district.reviewer)
    for promise in case.commitments.all():
        url = reverse("audits:commitment-settle", args=[promise.pk])
        client.post(url, {"note": "到村看过", "result": "done"})
    client.post(reverse("audits:case-move", args=[case.pk]), {"action": "close"})

    case.refresh_from_db()
    assert case.status == TalkStatus.CLOSED
    assert {*case.commitments.values_list("state", flat=True)} == {"done"}
