"""The queue narrowed by conditions, the filters a person keeps, and passing all that a filter finds."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audits.models import SavedFilter, Verdict
from audits.selectors.choice import Choice, choice_from
from audits.selectors.queue import queue_rows
from audits.services.reviews import verdict_give
from audits.services.saved_filters import FilterRefused, filter_save
from ledgers.models import Ledger
from tests.factories import NOW, local

THREE_LATER = local("2026-11-05 08:00")


@pytest.fixture
def queue_url(district):
    return reverse("audits:queue", args=[district.month.key])


def names(user, month, choice, at=NOW):
    return [row.name for row in queue_rows(user, month, choice, at=at)]


def returned_and_again(district, at=NOW):
    ledger = district.submitted(at=at)
    verdict_give(ledger=ledger, outcome="return", lost={}, comment="请改。", revision=1, by=district.reviewer, at=at)
    return district.submitted(at=at)


def test_days_of_waiting_are_days_of_the_calendar(district):
    district.submitted(at=local("2026-11-02 23:50"))
    district.submitted(district.sibling, at=local("2026-11-03 00:10"))
    see = lambda days: names(district.reviewer, district.month, Choice("all", waited=days), THREE_LATER)  # noqa: E731

    assert see(2) == ["马源村", "上聂村"]
    assert see(3) == ["马源村"]
    assert see(4) == []


def test_the_days_of_the_filter_are_those_that_the_rows_say(district):
    district.submitted(at=local("2026-11-02 23:50"))
    district.submitted(district.sibling, at=local("2026-11-03 00:10"))

    for row in queue_rows(district.reviewer, district.month, Choice("waiting"), at=THREE_LATER):
        days = int(row.waited.removeprefix("等 ").removesuffix(" 天"))
        assert row.name in names(district.reviewer, district.month, Choice(waited=days), THREE_LATER)
        assert row.name not in names(district.reviewer, district.month, Choice(waited=days + 1), THREE_LATER)


def test_doubts_lateness_and_changes_narrow_the_queue(district):
    again = returned_and_again(district)
    late = district.submitted(district.sibling, at=local("2026-11-04 10:00"))
    Ledger.objects.filter(pk=late.pk).update(warnings=2)
    Ledger.objects.filter(pk=again.pk).update(warnings=0)
    see = lambda **more: names(district.reviewer, district.month, Choice("all", **more))  # noqa: E731

    assert see(warned=True) == ["上聂村"]
    assert see(late=True) == ["上聂村"]
    assert see(changed=True) == ["马源村"]
    assert see(changed=True, late=True) == []


def test_a_reason_finds_the_ledgers_that_lost_points_for_it(district):
    lost = {"minutes": {"points": 2, "reason": "incomplete", "note": ""}}
    verdict_give(
        ledger=district.submitted(), outcome="pass", lost=lost, comment="", revision=1, by=district.reviewer, at=NOW
    )
    district.submitted(district.sibling)

    assert names(district.reviewer, district.month, Choice("all", reason="incomplete")) == ["马源村"]
    assert names(district.reviewer, district.month, Choice("all", reason="quorum")) == []


@pytest.mark.parametrize(
    "asked",
    ["days=0", "days=x", "days=-1", "hints=2", "reason=nonsense", "township=x", "changed=", "late=yes", "days=１"],
)
def test_what_makes_no_sense_in_an_address_is_left_out(rf, asked):
    assert choice_from(rf.get(f"/?{asked}").GET) == Choice()


def test_a_choice_survives_its_address(rf):
    whole = Choice("waiting", 7, "马源", 3, True, True, True, "quorum")

    assert choice_from(rf.get(f"/{whole.as_query()}").GET) == whole


def test_conditions_in_force_are_named_and_taken_off_one_by_one(district, sign_in, queue_url):
    district.submitted()

    page = sign_in(district.reviewer).get(queue_url, {"state": "all", "days": 3, "late": 1, "q": "马"})

    assert [label for label, _without in page.context["active"]] == ["村名含“马”", "等了 3 天以上", "迟报"]
    assert [without for _label, without in page.context["active"]] == [
        "?state=all&days=3&late=1",
        "?state=all&q=%E9%A9%AC&late=1",
        "?state=all&q=%E9%A9%AC&days=3",
    ]
    assert "去掉条件：等了 3 天以上" in page.text


def test_an_empty_result_says_to_take_conditions_off(district, sign_in, queue_url):
    page = sign_in(district.reviewer).get(queue_url, {"state": "all", "q": "没有这个村"})

    assert "去掉上面的条件再看" in page.text


# --- Own filters -----------------------------------------------------------------------------------------------


def keep(client, district, name, query="?state=waiting&days=3"):
    return client.post(reverse("audits:savedfilter-save", args=[district.month.key]) + query, {"name": name})


def test_a_filter_is_kept_shown_and_let_go(district, sign_in, queue_url):
    client = sign_in(district.reviewer)

    assert keep(client, district, " 等得久 ").url == queue_url + "?state=waiting&days=3"
    page = client.get(queue_url + "?state=waiting&days=3")
    assert [(saved.name, is_current) for saved, is_current in page.context["saved"]] == [("等得久", True)]
    assert 'href="?state=waiting&amp;days=3"' in page.text

    saved = SavedFilter.objects.get()
    client.post(reverse("audits:savedfilter-remove", args=[saved.pk]), {"month": district.month.key})
    assert not SavedFilter.objects.exists()


def test_a_kept_filter_is_seen_by_its_person_only(district, sign_in, queue_url):
    keep(sign_in(district.reviewer), district, "等得久")
    saved = SavedFilter.objects.get()
    client = sign_in(district.township_leader)

    assert client.get(queue_url).context["saved"] == []
    assert client.post(reverse("audits:savedfilter-remove", args=[saved.pk])).status_code == 404
    assert SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "起个名字"), ("  ", "起个名字"), ("等得久", "已经有一组"), ("长" * 21, "最多 20 个字")]
)
def test_a_name_that_will_not_do_is_said_beside_the_field_and_kept(district, sign_in, name, sentence):
    client = sign_in(district.reviewer)
    keep(client, district, "等得久")

    page = keep(client, district, name, "?state=all&late=1")

    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{name.strip() if len(name) < 21 else name}"' in page.text
    assert "迟报" in [label for label, _without in page.context["active"]]
    assert SavedFilter.objects.count() == 1


def test_no_more_than_twelve_and_a_free_place_is_taken_again(district):
    def save(number):
        return filter_save(choice=Choice(waited=number), level="township", name=f"第{number}组", by=user, at=NOW)

    user = district.reviewer
    kept = [save(number) for number in range(1, 13)]
    with pytest.raises(FilterRefused, match="最多保存 12 组"):
        save(13)
    kept[4].delete()
    assert save(14).position == 5
    # The same name is free for the same person at the other level.
    filter_save(choice=Choice(waited=1), level="district", name="第1组", by=user, at=NOW)


@pytest.mark.parametrize("wrong", [{"position": 13}, {"position": 0}, {"query": ""}, {"name": ""}, {"level": "x"}])
def test_the_database_holds_the_limits_itself(district, wrong):
    values = {"user": district.reviewer, "level": "township", "name": "组", "query": "late=1", "position": 1, "at": NOW}

    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.create(**(values | wrong))


# --- All that a filter finds -----------------------------------------------------------------------------------


def test_all_results_pass_with_their_number_said(district, sign_in, queue_url):
    for branch in (district.branch, district.sibling):
        district.submitted(branch)
    client = sign_in(district.reviewer)
    assert "通过全部 2 个" in client.get(queue_url).text
    assert "通过全部 1 个" in client.get(queue_url, {"q": "马源"}).text
    address = reverse("audits:bulk-pass", args=[district.month.key])

    confirm = client.post(address + "?state=waiting&q=马源", {"all": "1"})
    assert "将通过 1 个支部的台账" in confirm.text
    assert [ledger.branch for ledger in confirm.context["passing"]] == [district.branch]

    client.post(address, {"all": "1", "confirm": "1"})
    assert Verdict.objects.filter(outcome="pass").count() == 2
