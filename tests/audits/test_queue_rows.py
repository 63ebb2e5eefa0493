"""What a row of the queue says to a reviewer: what may be done, what changed, who else is there."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audits import presence
from audits.models import Verdict
from audits.selectors.choice import Choice
from audits.selectors.permissions import ledger_permissions, row_permissions
from audits.selectors.queue import place_in_queue, queue_rows
from audits.services.extensions import extension_grant
from audits.services.reviews import month_report, verdict_give
from branches.enums import Role
from branches.models import User
from config.lib.verdict import YES
from ledgers.chain import ledgers_move
from ledgers.enums import Action, MeetingKind, Status
from ledgers.models import Ledger
from ledgers.services.lock_exceptions import exception_ask, exception_judge
from ledgers.services.meetings import meeting_save
from tests.factories import NOW, grant, local, make_user

LATER = local("2026-11-02 15:30")


def judge(ledger, by, outcome="pass", at=NOW):
    return verdict_give(
        ledger=ledger, outcome=outcome, lost={}, comment="请改。", revision=ledger.revision, by=by, at=at
    )


def with_hats(person: User) -> User:
    """The person as after a new sign-in, so that new memberships count."""
    return User.objects.get(pk=person.pk)


def row_of(user, district, branch=None, at=LATER):
    ledger = district.ledger(branch)
    return next(row for row in queue_rows(user, district.month, Choice("all"), at=at) if row.pk == ledger.pk)


# --- What may be done ------------------------------------------------------------------------------------------


def in_every_state(district):
    """October with a ledger open, returned, waiting at the township, and waiting at the district."""
    judge(district.submitted(), district.reviewer, "return")
    district.submitted(district.sibling)
    judge(district.submitted(district.other_branch), district.other_reviewer)
    ledgers_move(ledgers=[district.ledger(district.other_sibling).pk], action=Action.LOCK, by=None, at=NOW, reason="x")
    month_report(month=district.month, township=district.other_township, by=district.other_reviewer, at=NOW)


def seen(ledger):
    return ledger.pk, ledger.status, ledger.desk_id, ledger.township.name, ledger.township_passed_at


@pytest.mark.parametrize("who", ["reviewer", "district_reviewer", "leader", "township_leader", "inspector"])
def test_a_row_and_the_page_of_the_ledger_answer_alike(district, who):
    in_every_state(district)
    user = getattr(district, who)
    ledgers = list(
        Ledger.objects.visible_to(user).select_related("branch", "township", "desk", "month__district").order_by("pk")
    )

    rows = row_permissions(user, district.month, (seen(x) for x in ledgers))

    def answers(may):
        return may.passing, may.returning, may.reopening

    pages = {ledger.pk: answers(ledger_permissions(user, ledger)) for ledger in ledgers}
    assert {pk: answers(may) for pk, may in rows.items()} == pages


def test_who_submitted_a_ledger_is_told_why_there_is_no_box(district, sign_in):
    grant(district.secretary, Role.TOWNSHIP_REVIEWER, district.township)
    ledger = district.submitted()
    person = with_hats(district.secretary)
    person.hat = next(held for held in person.memberships_now if held.role == Role.TOWNSHIP_REVIEWER)

    row = row_of(person, district)

    assert (row.box, row.why_not) == ("", "您提交过这份台账，不能自己审查，请由其他审查人员办理。")
    assert not ledger_permissions(person, district.ledger()).judging
    assert row_of(district.reviewer, district).box == f"{ledger.pk}:1"


def test_a_locked_ledger_says_how_it_is_opened_again(district, sign_in):
    ledgers_move(ledgers=[district.ledger().pk], action=Action.LOCK, by=None, at=NOW, reason="到期")

    page = sign_in(district.reviewer).get(reverse("audits:ledger-review", args=[district.ledger().pk]))

    assert "要重开，由支部申请补报，乡镇同意，报区委组织部批准" in page.text
    assert 'data-key="p"' not in page.text


def test_before_the_lock_a_ledger_comes_back_by_a_return(district):
    in_every_state(district)

    def way(branch, by):
        return ledger_permissions(by, district.ledger(branch)).reopening.answer.reason

    assert way(district.branch, district.reviewer) == "这份台账在支部手上，支部可以直接改，不用补报。"
    assert way(district.sibling, district.reviewer) == "还没有锁定，要支部再改，由高坪镇退回，不用补报。"
    assert "由区委组织部退回" in way(district.other_branch, district.other_reviewer)
    judge(district.ledger(district.sibling), district.reviewer)
    assert "报送以后由区委组织部退回" in way(district.sibling, district.reviewer)


def test_after_the_lock_a_row_leads_to_the_request_that_runs(district, sign_in):
    ledgers_move(ledgers=[district.ledger().pk], action=Action.LOCK, by=None, at=NOW, reason="到期")
    before = ledger_permissions(district.reviewer, district.ledger()).reopening
    assert before.url == reverse("audits:exception-list")
    assert row_of(district.reviewer, district).asked is None

    asked = exception_ask(ledger=district.ledger(), reason="停电", by=district.secretary, at=LATER)

    address = reverse("audits:exception-detail", args=[asked.pk])
    assert row_of(district.reviewer, district).asked == ("补报申请：等乡镇审核", address)
    assert row_of(district.leader, district).asked is None
    mine, theirs = (
        ledger_permissions(who, district.ledger()).reopening for who in (district.reviewer, district.district_reviewer)
    )
    assert mine == (YES, address)
    assert (theirs.answer.reason, theirs.url) == ("这份补报申请现在由乡镇审查小组办理。", address)
    page = sign_in(district.reviewer).get(reverse("audits:ledger-review", args=[district.ledger().pk])).text
    assert "去办这份补报申请" in page and address in page
    # Told the same in the queue's own words to the township and, once it agreed, to the district.
    exception_judge(request=asked, agrees=True, word="属实", by=district.reviewer, at=LATER)
    assert row_of(district.district_reviewer, district).asked == ("补报申请：等区里批准", address)


def test_a_row_says_until_when_its_limit_was_put_off(district, sign_in):
    extension_grant(
        month=district.month, townships=[district.township], until=dt.date(2026, 11, 13), reason="洪涝灾害",
        document="临组发〔2026〕12号", by=district.district_reviewer, at=NOW,
    )  # fmt: skip

    assert row_of(district.reviewer, district).put_off == "顺延到11月13日（周五）24:00"
    assert row_of(district.leader, district, district.other_branch).put_off == ""
    page = sign_in(district.leader).get(reverse("audits:queue", args=[district.month.key]), {"state": "all"})
    assert page.text.count("顺延到11月13日（周五）24:00") == 2


def test_permissions_of_many_rows_take_one_query(district):
    in_every_state(district)
    rows = [(number, Status.SUBMITTED, district.township.pk, "高坪镇", None) for number in range(500)]

    with CaptureQueriesContext(connection) as queries:
        row_permissions(district.reviewer, district.month, rows)

    assert len(queries) == 1


# --- What changed since the verdict ----------------------------------------------------------------------------


def changed_and_again(district, **values):
    ledger = district.submitted()
    judge(ledger, district.reviewer, "return")
    meeting = ledger.meetings.get(kind=MeetingKind.COMMITTEE)
    if values:
        meeting_save(meeting=meeting, values=values, roll=[], version=meeting.version, by=district.secretary, at=LATER)
    return district.submitted(at=LATER)


def test_a_row_names_the_records_that_changed(district):
    changed_and_again(district, place="村文化广场")

    assert row_of(district.reviewer, district).changed == "改了：支部委员会"
    assert row_of(district.reviewer, district).changed == "改了：支部委员会"  # and as remembered


def test_a_row_says_that_nothing_changed(district, sign_in):
    ledger = changed_and_again(district)

    assert row_of(district.reviewer, district).changed == "内容没有改动"
    page = sign_in(district.reviewer).get(reverse("audits:ledger-review", args=[ledger.pk]))
    assert "内容和第 1 版一样，没有改动" in page.text


def test_a_first_version_has_nothing_to_compare(district):
    district.submitted()

    assert row_of(district.reviewer, district).changed == ""


def test_the_difference_is_read_first(district, sign_in):
    ledger = changed_and_again(district, place="村文化广场")

    page = sign_in(district.reviewer).get(reverse("audits:ledger-review", args=[ledger.pk]))

    sections = page.context["review"].in_order
    assert [section.title for section in sections][0] == "支部委员会"
    assert sections[0].what_changed == "地点"
    assert "和第 1 版比，改了 1 处" in page.text
    assert page.text.index("改了 1 处") < page.text.index("<del>")


# --- Who else is there -----------------------------------------------------------------------------------------


@pytest.fixture
def colleague(district):
    return make_user(Role.TOWNSHIP_REVIEWER, district.township, name="李组委")


def open_page(client, ledger):
    return client.get(reverse("audits:ledger-review", args=[ledger.pk]))


def test_a_second_reviewer_sees_the_first_and_may_go_on(district, sign_in, colleague):
    ledger = district.submitted()
    open_page(sign_in(colleague), ledger)

    page = open_page(sign_in(district.reviewer), ledger)

    assert "李组委正在看（刚刚）" in page.text
    assert 'data-key="p"' in page.text
    queue = sign_in(district.reviewer).get(reverse("audits:queue", args=[district.month.key]))
    assert "李组委正在看" in queue.text


def test_a_presence_ages_and_goes(district, colleague):
    ledger = district.submitted()
    presence.enter(ledger=ledger, by=colleague, at=NOW)
    seen = lambda text: presence.watchers(district.month, by=district.reviewer, at=local(text))  # noqa: E731

    assert str(seen("2026-11-02 09:01")[ledger.pk][0]) == "李组委正在看（1分钟前）"
    assert seen("2026-11-02 09:02") == {}


def test_nobody_sees_himself_and_the_ledger_opened_last_counts(district, colleague):
    first, second = district.submitted(), district.submitted(district.sibling)
    for ledger in (first, second):
        presence.enter(ledger=ledger, by=colleague, at=NOW)

    assert set(presence.watchers(district.month, by=district.reviewer, at=NOW)) == {second.pk}
    assert presence.watchers(district.month, by=colleague, at=NOW) == {}
    presence.leave(month_id=district.month.pk, by=colleague)
    assert presence.watchers(district.month, by=district.reviewer, at=NOW) == {}


def test_who_only_reads_leaves_no_presence(district, sign_in):
    ledger = district.submitted()
    open_page(sign_in(district.township_leader), ledger)

    assert presence.watchers(district.month, by=district.reviewer, at=timezone.now()) == {}


def test_the_next_is_rather_one_that_nobody_has_open(district, colleague):
    ledgers = [district.submitted(branch) for branch in (district.branch, district.sibling)]
    rows = queue_rows(district.reviewer, district.month, Choice("waiting"), at=NOW)
    assert place_in_queue(rows, 0).next_waiting.pk == ledgers[0].pk

    presence.enter(ledger=ledgers[0], by=colleague, at=NOW)
    rows = queue_rows(district.reviewer, district.month, Choice("waiting"), at=NOW)
    assert place_in_queue(rows, 0).next_waiting.pk == ledgers[1].pk
    assert place_in_queue(rows, ledgers[1].pk).next_waiting.pk == ledgers[0].pk


def test_an_open_page_asks_who_is_there_and_hears_that_it_is_old(district, sign_in, colleague):
    ledger = district.submitted()
    client = sign_in(district.reviewer)
    address = reverse("audits:ledger-presence", args=[ledger.pk])
    shown = {"revision": "1", "status": "submitted"}

    assert client.post(address, shown).text.split() == ["<div", "data-presence>", "</div>"]
    presence.enter(ledger=ledger, by=colleague, at=timezone.now())
    assert "李组委正在看" in client.post(address, shown).text
    assert set(presence.watchers(district.month, by=colleague, at=timezone.now())) == {ledger.pk}

    judge(ledger, colleague)
    answer = client.post(address, shown)
    assert "这一页已经旧了" in answer.text
    assert "review-list" in client.post(address, shown | {"list": "1"}).text


def test_a_verdict_on_a_judged_revision_is_refused_and_what_was_typed_kept(district, sign_in, colleague):
    ledger = district.submitted()
    client = sign_in(district.reviewer)
    open_page(client, ledger)
    judge(ledger, colleague, at=LATER)
    typed = f"缺签到表，请补。{uuid.uuid4().hex[:6]}"

    answer = client.post(
        reverse("audits:verdict-give", args=[ledger.pk]), {"outcome": "return", "revision": 1, "comment": typed}
    )

    assert answer.status_code == 409
    assert "李组委已在11-02 15:30通过这份台账" in answer.text
    assert typed in answer.text
    assert Verdict.objects.count() == 1
