"""The secretary's month: what is owed, until when, what came back."""

import datetime as dt

import pytest
from django.urls import reverse

from branches.enums import Role
from ledgers.chain import ledger_move
from ledgers.enums import Action, MeetingKind, MemberCategory
from ledgers.models import Ledger, Member
from ledgers.selectors.lookup import first_in_need
from ledgers.selectors.months import branch_month
from ledgers.words import lateness, limit_in_words, time_left
from tests.factories import (
    NOW,
    District,
    fill_ledger,
    ledger_of,
    local,
    make_branch,
    make_member,
    make_month,
    make_user,
    record_meeting,
    submit_ledger,
)

NOVEMBER = dt.date(2026, 11, 1)


def url(month: str = "2026-10") -> str:
    return reverse("ledgers:month-detail", args=[month])


def send_back(ledger: Ledger, by, reason: str = "支委会没有写表决结果。", mend_by=None) -> Ledger:
    mend_by = mend_by or local("2026-11-06 00:00")
    return ledger_move(ledger=ledger, action=Action.RETURN, by=by, at=NOW, reason=reason, mend_by=mend_by)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_says_what_is_missing_and_both_dates(district, sign_in, freeze):
    freeze("2026-10-22 09:00")

    page = text_of(sign_in(district.secretary).get(url()))

    assert "高坪镇 · 马源村党支部" in page
    assert "本月还差 4 项" in page
    assert "<strong>11月3日（周二）24:00</strong>前提交算按时，还有 12 天" in page
    assert "11月9日（周一）24:00后锁定" in page  # the 8th is a Sunday
    assert page.count(">记录<") == 4  # theme day, committee; general meeting and lecture may be held


def test_after_the_first_limit_a_ledger_is_late_and_says_so(district, sign_in, freeze):
    freeze("2026-11-05 09:00")

    page = text_of(sign_in(district.secretary).get(url()))

    assert "按时提交的时间（11月3日（周二）24:00前）已经过了，现在提交算晚报。" in page
    assert "<strong>11月9日（周一）24:00</strong>后锁定，还有 4 天" in page


def test_a_small_branch_owes_no_committee_and_groups_owe_one_each(district, sign_in):
    Member.objects.filter(branch=district.branch).delete()
    for index in range(6):
        make_member(district.branch, group="第一党小组" if index % 2 else "第二党小组")
    make_member(district.branch, category=MemberCategory.PROBATIONARY)
    november = make_month(district.root, NOVEMBER)

    items = [item.code for item in branch_month(ledger_of(district.branch, november), at=NOW).items]

    monthly = ["theme_day", "group:第一党小组", "group:第二党小组", "general", "lecture"]
    assert items == [*monthly, "life", "own_lecture", "appraisal", "talks", "publication", "roll", "dues"]


def test_a_returned_ledger_stands_on_top_with_reason_reviewer_and_date(district, sign_in, freeze):
    freeze("2026-11-03 09:00")
    send_back(district.submitted(), district.reviewer)

    page = text_of(sign_in(district.secretary).get(url()))

    assert "2026年10月台账被退回，改好再提交" in page
    assert "支委会没有写表决结果。" in page
    assert "高坪镇审查小组（高干事）" in page
    assert "11月5日（周四）24:00前改好，还有 2 天" in page


def test_other_months_that_wait_are_linked(district, sign_in):
    send_back(district.submitted(), district.reviewer)
    make_month(district.root, NOVEMBER)
    make_month(district.root, dt.date(2026, 12, 1))

    page = text_of(sign_in(district.secretary).get(url("2026-12")))

    assert page.index("2026年10月台账被退回") < page.index("本月还差")
    assert f'href="{url("2026-10")}">去修改' in page
    assert f'2026年11月台账还没有提交。 <a href="{url("2026-11")}">' in page


def test_a_submitted_ledger_shows_receipt_desk_and_steps_and_no_buttons(district, sign_in):
    ledger = district.submitted()

    page = text_of(sign_in(district.secretary).get(url()))

    assert f'<span class="receipt">{ledger.receipt}</span>' in page
    assert "已提交，等高坪镇审查小组审查" in page
    assert "11月2日 09:00首次提交，按时" in page
    assert "提交（第 1 次）" in page
    assert "记一次会议或活动" not in page
    assert "检查并提交" not in page


@pytest.mark.parametrize(
    ("changes", "headline"),
    [
        ({}, "高坪镇审查小组审查通过"),
        ({"action": Action.REPORT}, "已提交，等区委组织部审查"),
    ],
)
def test_a_passed_ledger_says_who_has_it_next(district, sign_in, changes, headline):
    ledger = district.submitted()
    ledger_move(ledger=ledger, action=Action.PASS, by=district.reviewer, at=NOW)
    if changes:
        ledger_move(ledger=ledger, by=district.reviewer, at=NOW, **changes)

    assert headline in text_of(sign_in(district.secretary).get(url()))


def test_a_locked_month_says_why(district, sign_in):
    ledger_move(ledger=district.ledger(), action=Action.LOCK, by=None, at=local("2026-11-10 00:10"))

    page = text_of(sign_in(district.secretary).get(url()))

    assert "没有在11月9日（周一）24:00前提交，已经锁定。有特殊情况可以申请补报。" in page
    assert ">记录<" not in page


def test_current_leads_to_the_oldest_month_in_need_else_to_the_newest(district, sign_in):
    client = sign_in(district.secretary)
    october = district.submitted()
    november = make_month(district.root, NOVEMBER)
    current = reverse("ledgers:month-current")

    assert client.get(current).url == url("2026-11")

    send_back(october, district.reviewer)
    assert client.get(current).url == url("2026-10")

    submit_ledger(october, district.secretary)
    submit_ledger(ledger_of(district.branch, november), district.secretary, at=local("2026-12-01 09:00"))
    assert client.get(current).url == url("2026-11")


def test_a_branch_without_a_month_is_told_what_happens_next(district, sign_in):
    newcomer = make_branch(district.township, "新村委会")
    secretary = make_user(Role.SECRETARY, newcomer)

    page = text_of(sign_in(secretary).get(reverse("ledgers:month-current")))

    assert first_in_need(secretary) is None
    assert "还没有开启的月份" in page


def test_colleagues_are_refused_with_a_reason_and_other_months_are_not_found(district, sign_in):
    assert sign_in(district.secretary).get(url("2026-09")).status_code == 404
    assert sign_in(district.secretary).get(url("2026-13")).status_code == 404
    refused = sign_in(district.reviewer).get(url())
    assert refused.status_code == 403
    assert "您现在的角色没有这项权限" in refused.content.decode()


def test_each_secretary_sees_the_own_branch(district, sign_in):
    record_meeting(district.ledger(), district.secretary, MeetingKind.OTHER, title="只属于马源村")

    assert "只属于马源村" in text_of(sign_in(district.secretary).get(url()))
    assert "只属于马源村" not in text_of(sign_in(district.sibling_secretary).get(url()))


def test_the_number_of_queries_does_not_depend_on_meetings(sign_in, db, django_assert_num_queries):
    few, many = District(members=8), District(members=40, code="361003", name="东乡区")
    record_meeting(few.ledger(), few.secretary)
    fill_ledger(many.ledger(), many.secretary)
    for day in range(2, 8):
        record_meeting(many.ledger(), many.secretary, MeetingKind.OTHER, title="走访", day=day)

    for world in (few, many):
        client = sign_in(world.secretary)
        with django_assert_num_queries(QUERIES):
            client.get(url())


QUERIES = 13


def test_the_roll_is_confirmed_with_a_word(district, sign_in):
    client = sign_in(district.secretary)
    address = reverse("ledgers:roll-confirm", args=["2026-10"])

    assert "名册 8 人" in text_of(client.get(address))
    response = client.post(address, {"note": "党员3外出务工"})

    ledger = district.ledger()
    assert response.url == url()
    assert (ledger.roll_note, ledger.roll_confirmed_by) == ("党员3外出务工", district.secretary)


def test_a_roll_note_that_is_too_long_is_kept_on_the_page(district, sign_in):
    response = sign_in(district.secretary).post(reverse("ledgers:roll-confirm", args=["2026-10"]), {"note": "长" * 501})

    assert response.status_code == 422
    assert "长" * 501 in response.content.decode()
    assert district.ledger().roll_confirmed_at is None


def test_the_roll_of_a_submitted_ledger_stays(district, sign_in):
    district.submitted()

    response = sign_in(district.secretary).post(reverse("ledgers:roll-confirm", args=["2026-10"]), {"note": "晚了"})

    assert response.status_code == 403
    assert "台账已经提交，正在审查" in response.content.decode()
    assert district.ledger().roll_note == ""


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2026-12-04 00:00", "12月3日（周四）24:00"),
        ("2026-12-04 18:00", "12月4日（周五）18:00"),
        ("2027-01-01 00:00", "12月31日（周四）24:00"),
    ],
)
def test_a_limit_is_said_as_people_say_it(instant, words):
    assert limit_in_words(local(instant)) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-23 09:00", "还有 10 天"),
        ("2026-12-02 23:59", "还有 1 天"),
        ("2026-12-03 00:00", "今天是最后一天"),
        ("2026-12-03 23:59", "今天是最后一天"),
        ("2026-12-04 00:00", "已经过了 1 天"),
    ],
)
def test_the_time_left_counts_days_of_the_calendar(now, words):
    assert time_left(local("2026-12-04 00:00"), local(now)) == words


@pytest.mark.parametrize(
    ("submitted", "words"),
    [("2026-12-03 23:59", "按时"), ("2026-12-04 00:00", "晚了 1 天"), ("2026-12-06 10:00", "晚了 3 天")],
)
def test_lateness_in_words(submitted, words):
    assert lateness(local(submitted), local("2026-12-04 00:00")) == words
