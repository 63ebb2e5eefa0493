"""The queue and the review page as people meet them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Verdict
from audits.services.reviews import month_report, verdict_give
from branches.enums import Role
from ledgers.enums import MeetingKind, Status
from ledgers.models import Ledger, Submission
from ledgers.services.meetings import meeting_save
from tests.factories import NOW, OCTOBER, District, local, make_branch, make_month, make_user

LATER = local("2026-11-02 15:30")
LOOKERS = ("township_leader", "inspector", "leader", "checker", "lead")


@pytest.fixture
def queue_url(district):
    return reverse("audits:queue", args=[district.month.key])


def review_url(ledger):
    return reverse("audits:ledger-review", args=[ledger.pk])


def verdict_url(ledger):
    return reverse("audits:verdict-give", args=[ledger.pk])


def judge(ledger, by, outcome="pass", lost=None, comment="请改。", at=NOW):
    return verdict_give(
        ledger=ledger, outcome=outcome, lost=lost or {}, comment=comment, revision=ledger.revision, by=by, at=at
    )


def reported(district) -> None:
    for branch in (district.branch, district.sibling):
        judge(district.submitted(branch), district.reviewer, lost=TWO_OFF)
    month_report(month=district.month, township=district.township, by=district.reviewer, at=NOW)


TWO_OFF = {"minutes": {"points": 2, "reason": "incomplete", "note": "缺列席人员"}}


# --- The queue -------------------------------------------------------------------------------------------------


def test_the_reviewer_sees_the_own_township_with_what_waits_first(district, sign_in, queue_url):
    district.submitted()
    district.submitted(district.other_branch)

    page = sign_in(district.reviewer).get(queue_url)

    assert [row.name for row in page.context["rows"]] == ["马源村"]
    assert {label: count for label, _url, count, _now in page.context["tabs"]} == {
        "待审": 1, "退回在改": 0, "已通过": 0, "未报": 1, "全部": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("all", ["马源村", "上聂村"]),
        ("returned", ["马源村"]),
        ("missing", ["上聂村"]),
        ("passed", []),
        ("received", ["马源村"]),
    ],
)
def test_the_queue_is_narrowed_to_a_state(district, sign_in, queue_url, state, names):
    judge(district.submitted(), district.reviewer, "return")

    page = sign_in(district.reviewer).get(queue_url, {"state": state})

    assert [row.name for row in page.context["rows"]] == names


def test_the_district_sees_all_and_narrows_to_township_and_name(district, sign_in, queue_url):
    client = sign_in(district.district_reviewer)

    assert len(client.get(queue_url, {"state": "all"}).context["rows"]) == 4
    township = client.get(queue_url, {"state": "all", "township": district.other_township.pk})
    assert [row.name for row in township.context["rows"]] == ["竹溪村", "梅溪村"]
    named = client.get(queue_url, {"state": "all", "q": "梅"})
    assert [row.name for row in named.context["rows"]] == ["梅溪村"]
    assert client.get(queue_url, {"state": "nonsense", "township": "x", "q": "%"}).status_code == 200


def test_a_row_says_what_the_reviewer_wants_to_know(district, sign_in, queue_url):
    ledger = district.submitted()
    Ledger.objects.filter(pk=ledger.pk).update(warnings=3)
    judge(ledger, district.reviewer, "return")
    district.submitted(at=local("2026-11-05 10:00"))

    row = sign_in(district.reviewer).get(queue_url).context["rows"][0]

    assert (row.state, row.is_again, row.is_late, row.submitted) == ("待审", True, False, "11-05 10:00")
    assert row.waited.startswith("等 ")
    assert row.box == f"{ledger.pk}:2"


def test_the_queue_leads_to_the_oldest_month_that_waits(district, sign_in):
    client = sign_in(district.reviewer)
    make_month(district.root, OCTOBER.replace(month=11))
    current = reverse("audits:queue-current")
    assert client.get(current).url == "/audits/queue/2026-11/"

    district.submitted()
    assert client.get(current).url == "/audits/queue/2026-10/"


def test_before_the_first_month_the_page_says_so(db, sign_in):
    district = District()
    Ledger.objects.all().delete()
    district.month.delete()

    assert "还没有开启任何月份" in sign_in(district.reviewer).get(reverse("audits:queue-current")).text


@pytest.mark.parametrize("who", LOOKERS)
def test_who_only_looks_sees_no_checkbox(district, sign_in, queue_url, who):
    district.submitted()

    page = sign_in(getattr(district, who)).get(queue_url, {"state": "all"})

    assert page.status_code == 200
    assert not any(row.box for row in page.context["rows"])
    assert 'name="ledger"' not in page.text


@pytest.mark.parametrize("who", ["secretary", "system_admin", "security_admin", "audit_admin"])
def test_the_queue_is_not_for_everyone(district, sign_in, queue_url, who):
    assert sign_in(getattr(district, who)).get(queue_url).status_code == 403


def test_a_month_that_is_none_is_not_found(district, sign_in):
    client = sign_in(district.reviewer)

    assert client.get("/audits/queue/2031-01/").status_code == 404
    assert client.get("/audits/queue/soon/").status_code == 404


def many_ledgers(district, count):
    """More submitted ledgers in the same month, without their contents, each passed by the township."""
    for number in range(count):
        branch = make_branch(district.township, f"第{number}村委会")
        ledger = Ledger.objects.create(
            month=district.month, branch=branch, township=district.township, desk=district.township,
            status=Status.PASSED, revision=1, receipt="2345678", submitted_by=district.secretary,
            first_submitted_at=NOW, submitted_at=NOW, township_passed_at=NOW,
        )  # fmt: skip
        Verdict.objects.create(
            ledger=ledger, level="township", revision=1, outcome="pass", score=99, by=district.reviewer, at=NOW
        )


@pytest.mark.parametrize("who", ["reviewer", "district_reviewer", "leader"])
def test_the_number_of_queries_is_the_same_at_3_and_300_rows(district, sign_in, queue_url, who):
    many_ledgers(district, 3)
    ledger = district.submitted()
    client = sign_in(getattr(district, who))
    addresses = [f"{queue_url}?state=all", f"{review_url(ledger)}?state=all"]
    counted = []
    for more in (0, 300):
        many_ledgers(district, more)
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                page = client.get(address)
            assert page.status_code == 200
            counted.append(len(queries))
        district.month.refresh_from_db()

    assert counted[:2] == counted[2:]


# --- One ledger ------------------------------------------------------------------------------------------------


def test_the_review_page_shows_record_evidence_and_form(district, sign_in):
    ledger = district.submitted()
    Submission.objects.get(ledger=ledger)

    page = sign_in(district.reviewer).get(review_url(ledger))

    assert page.status_code == 200
    assert "与会党员逐人发言" in page.text
    assert "记录要素齐全，无雷同、无代签" in page.text
    assert 'data-key="p"' in page.text
    assert 'data-key="r"' in page.text
    labels = [row.label for row in page.context["review"].sections[0].rows]
    assert labels[:4] == ["时间", "地点", "主持人", "记录人"]


def test_the_reviewer_judges_what_was_handed_in_not_what_stands_there_now(district, sign_in):
    ledger = district.submitted()
    ledger.meetings.update(discussion="后来改的内容")

    assert "后来改的内容" not in sign_in(district.reviewer).get(review_url(ledger)).text


@pytest.mark.parametrize("who", [*LOOKERS, "secretary"])
def test_who_only_looks_sees_the_record_without_the_form(district, sign_in, who):
    page = sign_in(getattr(district, who)).get(review_url(district.submitted()))

    assert page.status_code == 200
    assert "与会党员逐人发言" in page.text
    assert "data-verdict" not in page.text


@pytest.mark.parametrize(
    "who", ["other_reviewer", "sibling_secretary", "system_admin", "security_admin", "audit_admin"]
)
def test_strangers_find_nothing(district, sign_in, who):
    ledger = district.submitted()
    client = sign_in(getattr(district, who))

    assert client.get(review_url(ledger)).status_code == 404
    assert client.post(verdict_url(ledger), {"outcome": "pass", "revision": 1}).status_code == 404


@pytest.mark.parametrize("who", [*LOOKERS, "secretary"])
def test_colleagues_without_the_right_are_told_so(district, sign_in, who):
    ledger = district.submitted()

    answer = sign_in(getattr(district, who)).post(verdict_url(ledger), {"outcome": "pass", "revision": 1})

    assert answer.status_code == 403
    assert "只能查看，不能审查" in answer.text
    assert district.ledger().status == Status.SUBMITTED


def test_a_ledger_that_was_not_handed_in_says_so(district, sign_in):
    assert "还没有提交2026年10月的台账" in sign_in(district.reviewer).get(review_url(district.ledger())).text


def test_passing_leads_to_the_next_that_waits(district, sign_in):
    first, second = district.submitted(), district.submitted(district.sibling)
    client = sign_in(district.reviewer)

    answer = client.post(
        verdict_url(first) + "?state=waiting",
        {
            "outcome": "pass", "revision": 1, "comment": "", "item-minutes": "lost",
            "points-minutes": "2", "reason-minutes": "incomplete", "note-minutes": "缺列席人员",
        },
        follow=True,
    )  # fmt: skip

    assert answer.redirect_chain == [(f"{review_url(second)}?state=waiting", 302)]
    assert "已通过：马源村（下一个：上聂村）" in answer.text
    verdict = Verdict.objects.get()
    assert (verdict.score, verdict.lost) == (98, TWO_OFF)

    done = client.post(verdict_url(second) + "?state=waiting", {"outcome": "pass", "revision": 1}, follow=True)
    assert done.redirect_chain == [("/audits/queue/2026-10/?state=waiting", 302)]
    assert "这一批已经审完" in done.text


def test_a_return_without_a_word_keeps_everything_typed(district, sign_in):
    ledger = district.submitted()

    answer = sign_in(district.reviewer).post(
        verdict_url(ledger),
        {
            "outcome": "return", "revision": 1, "comment": " ", "item-quorum": "lost",
            "points-quorum": "3", "reason-quorum": "vote", "note-quorum": "",
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert "退回要写明哪里需要改" in answer.text
    line = next(line for line in answer.context["form"].lines() if line.item.code == "quorum")
    assert line.is_lost
    assert '<option value="3" selected>' in line.points
    assert '<option value="vote" selected>' in line.reasons
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("points", ["99", "0", "-1", "x", "", "１", "9" * 30])
def test_points_out_of_range_are_refused_at_their_line(district, sign_in, points):
    ledger = district.submitted()

    answer = sign_in(district.reviewer).post(
        verdict_url(ledger),
        {"outcome": "pass", "revision": 1, "item-quorum": "lost", "points-quorum": points, "reason-quorum": "vote"},
    )

    assert answer.status_code == 422
    assert "扣分要在 1 到 6 分之间" in answer.text


@pytest.mark.parametrize("body", [{}, {"outcome": "pass"}, {"outcome": "maybe", "revision": 1}, {"revision": "x"}])
def test_half_a_form_changes_nothing(district, sign_in, body):
    ledger = district.submitted()

    assert sign_in(district.reviewer).post(verdict_url(ledger), body).status_code == 422
    assert district.ledger().status == Status.SUBMITTED


def test_who_comes_too_late_is_told_by_whom_and_when_and_sees_what_he_typed(district, sign_in):
    colleague = make_user(Role.TOWNSHIP_REVIEWER, district.township, name="李组委")
    ledger, other = district.submitted(), district.submitted(district.sibling)
    judge(ledger, colleague, at=LATER)

    answer = sign_in(district.reviewer).post(
        verdict_url(ledger), {"outcome": "return", "revision": 1, "comment": "缺签到表，请补。"}
    )

    assert answer.status_code == 409
    assert "李组委已在11-02 15:30通过这份台账" in answer.text
    assert "缺签到表，请补。" in answer.text
    assert review_url(other) in answer.text
    assert Verdict.objects.get().by == colleague


def test_a_newer_revision_is_not_judged_unseen(district, sign_in):
    judge(district.submitted(), district.reviewer, "return")
    ledger = district.submitted(at=LATER)

    answer = sign_in(district.reviewer).post(verdict_url(ledger), {"outcome": "pass", "revision": 1})

    assert answer.status_code == 409
    assert "第2版" in answer.text


def test_resubmitting_shows_what_changed(district, sign_in):
    ledger = district.submitted()
    judge(ledger, district.reviewer, "return", comment="支委会要写清表决。")
    meeting = ledger.meetings.get(kind=MeetingKind.COMMITTEE)
    meeting_save(
        meeting=meeting, values={"vote_method": "hands", "votes_for": 3, "votes_against": 0, "votes_abstain": 0},
        roll=[], version=meeting.version, by=district.secretary, at=LATER,
    )  # fmt: skip
    ledger = district.submitted(at=LATER)

    client = sign_in(district.reviewer)
    page = client.get(review_url(ledger))

    assert [section.title for section in page.context["review"].changed] == ["支部委员会"]
    assert "<del>没有表决</del> <ins>举手：赞成 3，反对 0，弃权 0</ins>" in page.text
    assert "支委会要写清表决。" in page.text
    only = client.get(review_url(ledger), {"changes": "1"}).text
    assert "举手：赞成 3" in only
    assert "村党群服务中心" not in only


# --- The district ----------------------------------------------------------------------------------------------


def test_the_district_agrees_with_one_click(district, sign_in):
    reported(district)
    ledger = district.ledger()
    client = sign_in(district.district_reviewer)

    page = client.get(review_url(ledger)).text
    assert "同意乡镇结论" in page
    assert "缺列席人员" in page

    answer = client.post(verdict_url(ledger), {"outcome": "agree", "revision": 1}, follow=True)
    assert "已通过：马源村（下一个：上聂村）" in answer.text
    verdict = Verdict.objects.get(level="district")
    assert (verdict.score, verdict.agrees, verdict.lost) == (98, True, TWO_OFF)


def test_the_district_starts_from_the_townships_points_and_differs_with_a_reason(district, sign_in):
    reported(district)
    ledger = district.ledger()
    client = sign_in(district.district_reviewer)
    assert client.get(review_url(ledger)).context["form"].lost == TWO_OFF

    without = client.post(verdict_url(ledger), {"outcome": "pass", "revision": 1})
    assert without.status_code == 422
    assert "结论与乡镇不同，请写明改判理由" in without.text

    client.post(verdict_url(ledger), {"outcome": "pass", "revision": 1, "comment": "列席人员有签到。"})
    assert set(Verdict.objects.filter(ledger=ledger).values_list("level", "score", "agrees")) == {
        ("township", 98, None),
        ("district", 100, False),
    }


def test_the_township_reads_the_districts_verdict_beside_its_own(district, sign_in):
    reported(district)
    judge(district.ledger(), district.district_reviewer, comment="列席人员有签到。")

    page = sign_in(district.reviewer).get(review_url(district.ledger())).text

    assert "列席人员有签到。" in page
    assert "与乡镇不一致" in page
