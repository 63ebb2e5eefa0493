"""The library of remarks, its uses, and the month's commonest problems."""

import html

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audits.integrity import problems as integrity_problems
from audits.models import Remark, RemarkUse, Verdict
from audits.remark_words import Known, remarks_used
from audits.selectors.figures import month_figures
from audits.selectors.problems import MonthProblems, ranked
from audits.services.remarks import RemarkRefused, remark_add, remark_retire
from audits.services.reviews import VerdictInvalid, verdict_give, verdicts_pass
from tests.audits.remark_samples import make_remark
from tests.factories import NOW, OCTOBER, make_month

BLURRED = "签到表照片看不清，请重新拍。"
LIST = reverse("audits:remark-list")


def judge(ledger, by, outcome="pass", lost=None, comment=""):
    return verdict_give(
        ledger=ledger, outcome=outcome, lost=lost or {}, comment=comment, revision=ledger.revision, by=by, at=NOW
    )


def off(code="minutes", reason="incomplete", note="", points=2):
    return {code: {"points": points, "reason": reason, "note": note}}


# --- Which remarks stand in a verdict --------------------------------------------------------------------------


def test_a_remark_counts_in_the_comment_and_in_notes_of_its_reason():
    known = [Known(1, "evidence", "照片看不清"), Known(2, "incomplete", "缺列席人员")]

    assert remarks_used(known, {}, "请看：照片看不清。缺列席人员") == {1, 2}
    assert remarks_used(known, off(reason="incomplete", note="缺列席人员"), "") == {2}
    assert remarks_used(known, off(reason="quorum", note="缺列席人员"), "") == set()
    assert remarks_used(known, {}, "") == set()


def test_a_remark_inside_a_longer_one_does_not_count_with_it():
    known = [Known(1, "evidence", "照片看不清"), Known(2, "evidence", "签到表照片看不清")]

    assert remarks_used(known, {}, "签到表照片看不清") == {2}
    assert remarks_used(known, {}, "签到表照片看不清；会场照片看不清") == {1, 2}


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4), unique=True), st.text("甲乙丙；", max_size=30))
def test_only_what_stands_there_counts_and_the_longest_always(texts, comment):
    known = [Known(number, "other", text) for number, text in enumerate(texts)]

    used = remarks_used(known, {}, comment)

    there = {remark.pk for remark in known if remark.text in comment}
    assert used <= there
    if there:
        longest = max(len(texts[pk]) for pk in there)
        assert {pk for pk in used if len(texts[pk]) == longest}


# --- Keeping the library ---------------------------------------------------------------------------------------


def test_the_district_keeps_its_own_and_the_township_adds_to_it(district, sign_in):
    make_remark(district.root, district.district_reviewer)
    own = make_remark(district.township, district.reviewer, "缺列席人员", "incomplete")
    make_remark(district.other_township, district.other_reviewer, "别处的", "incomplete")

    page = sign_in(district.reviewer).get(LIST)

    assert BLURRED in page.text
    assert "缺列席人员" in page.text
    assert "别处的" not in page.text
    assert reverse("audits:remark-retire", args=[own.pk]) in page.text
    assert page.text.count("停用<span") == 1  # of the district's one does not take away


def test_a_remark_is_added_and_taken_out_of_use(district, sign_in):
    client = sign_in(district.reviewer)

    client.post(LIST, {"reason": "evidence", "text": f"  {BLURRED} "})
    remark = Remark.objects.get()
    assert (remark.organisation, remark.text) == (district.township, BLURRED)

    client.post(reverse("audits:remark-retire", args=[remark.pk]))
    assert BLURRED not in client.get(LIST).text.partition("已停用")[2].partition("</div>")[2]
    assert client.post(LIST, {"reason": "evidence", "text": BLURRED}).status_code == 302
    assert Remark.objects.in_use().get() == remark


@pytest.mark.parametrize(
    ("reason", "text", "sentence"),
    [
        ("evidence", BLURRED, "已经有这一条了"),
        ("evidence", " ", "请写常用语"),
        ("evidence", "长" * 101, "最多 100 个字"),
        ("nonsense", "一条", "nonsense"),
        ("", "一条", "请选择原因"),
    ],
)
def test_what_the_library_does_not_take_is_said_and_kept(district, sign_in, reason, text, sentence):
    make_remark(district.root, district.district_reviewer)

    page = sign_in(district.reviewer).post(LIST, {"reason": reason, "text": text})

    assert page.status_code == 422
    assert sentence in html.unescape(page.text)
    assert text.strip() in page.text
    assert Remark.objects.count() == 1


def test_only_the_own_desk_keeps_a_remark(district, sign_in):
    remark = make_remark(district.root, district.district_reviewer)

    with pytest.raises(RemarkRefused, match="只能由它停用"):
        remark_retire(remark=remark, by=district.reviewer, at=NOW)
    with pytest.raises(RemarkRefused, match="乡镇审查小组和区委组织部复审员"):
        remark_add(organisation=district.township, reason="other", text="一条", by=district.township_leader, at=NOW)
    assert sign_in(district.leader).get(LIST).status_code == 403
    assert sign_in(district.other_reviewer).post(reverse("audits:remark-retire", args=[remark.pk])).status_code == 403


def test_the_database_keeps_a_remark_once_and_whole(district):
    remark = make_remark(district.root, district.district_reviewer)
    values = {"organisation": district.root, "by": district.district_reviewer, "at": NOW}

    for wrong in ({"reason": remark.reason, "text": BLURRED}, {"reason": "x", "text": "a"}, {"reason": "other"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Remark.objects.create(**values | wrong)


# --- Uses ------------------------------------------------------------------------------------------------------


def test_a_verdict_counts_the_remarks_in_its_words(district, sign_in):
    remark = make_remark(district.root, district.district_reviewer)
    own = make_remark(district.township, district.reviewer, "缺列席人员", "incomplete")
    make_remark(district.other_township, district.other_reviewer, "缺列席", "incomplete")

    judge(district.submitted(), district.reviewer, "return", off(note="缺列席人员"), BLURRED)

    assert set(RemarkUse.objects.values_list("remark", flat=True)) == {remark.pk, own.pk}
    assert "2026年10月用了 1 次" in sign_in(district.reviewer).get(LIST).text


def test_a_verdict_that_is_not_taken_counts_nothing(district):
    make_remark(district.root, district.district_reviewer)

    with pytest.raises(VerdictInvalid):
        judge(district.submitted(), district.reviewer, "return", off(points=99), BLURRED)

    assert not RemarkUse.objects.exists()


def test_a_retired_remark_and_a_bulk_pass_count_nothing(district):
    remark = make_remark(district.root, district.district_reviewer)
    remark_retire(remark=remark, by=district.district_reviewer, at=NOW)

    judge(district.submitted(), district.reviewer, "return", {}, BLURRED)
    ledger = district.submitted(district.sibling)
    verdicts_pass(revisions={ledger.pk: 1}, by=district.reviewer, at=NOW)

    assert not RemarkUse.objects.exists()


def test_remarks_are_offered_beside_the_comment_most_used_first(district, sign_in):
    make_remark(district.root, district.district_reviewer)
    make_remark(district.township, district.reviewer, "缺列席人员", "incomplete")
    judge(district.submitted(), district.reviewer, "return", {}, "缺列席人员")

    page = sign_in(district.reviewer).get(
        reverse("audits:ledger-review", args=[district.submitted(district.sibling).pk])
    )

    assert [remark.text for remark in page.context["remarks"]] == ["缺列席人员", BLURRED]


def test_integrity_finds_a_use_whose_words_are_not_there(district):
    remark = make_remark(district.root, district.district_reviewer)
    verdict = judge(district.submitted(), district.reviewer, "return", {}, BLURRED)
    assert list(integrity_problems()) == []

    other = make_remark(district.other_township, district.other_reviewer, "别处的", "other")
    RemarkUse.objects.create(remark=other, verdict=verdict)

    assert remark.uses.count() == 1
    assert any("remark use" in problem for problem in integrity_problems())


# --- The month's problems --------------------------------------------------------------------------------------


def test_a_ledger_counts_once_for_a_problem_and_equal_ones_keep_their_order():
    found = [("b", 1, 10), ("a", 1, 10), ("a", 1, 10), ("a", 2, 20), ("c", 2, 20)]

    assert ranked(found) == [("a", 2, [(1, 1), (2, 1)]), ("b", 1, [(1, 1)]), ("c", 1, [(2, 1)])]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.integers(0, 8))))
def test_at_most_ten_and_the_townships_add_up(found):
    found = [(thing, ledger % 4, ledger) for thing, _township, ledger in found]  # a ledger has one township
    rows = ranked(found)

    assert len(rows) <= 10
    for thing, number, townships in rows:
        assert number == len({ledger for what, _township, ledger in found if what == thing})
        assert number == sum(count for _pk, count in townships)
    assert [number for _thing, number, _townships in rows] == sorted((row[1] for row in rows), reverse=True)


@pytest.fixture
def judged(district):
    """Three ledgers lost points: two in one township, one in the other, which shares a reason."""
    make_remark(district.root, district.district_reviewer)
    judge(district.submitted(), district.reviewer, "return", off() | off("quorum", "quorum"), BLURRED)
    judge(district.submitted(district.sibling), district.reviewer, lost=off())
    judge(district.submitted(district.other_branch), district.other_reviewer, lost=off())
    return district


def test_the_district_sees_all_by_township_and_the_township_its_own(judged):
    whole = MonthProblems(judged.district_reviewer, judged.month)
    own = MonthProblems(judged.other_reviewer, judged.month)

    assert [(row.label, row.total.number) for row in whole.by_reason] == [("记录要素不全", 3), ("到会人数不够", 1)]
    assert [(each.label, each.number) for each in whole.by_reason[0].townships] == [("高坪镇", 2), ("龙溪镇", 1)]
    assert [(row.label, row.total.number) for row in own.by_reason] == [("记录要素不全", 1)]
    assert [(row.label, row.total.number) for row in whole.by_remark] == [(BLURRED, 1)]
    assert own.by_remark == []


def test_the_page_counts_as_the_circular_does(judged):
    rows = MonthProblems(judged.district_reviewer, judged.month).by_reason

    assert [(row.label, row.total.number) for row in rows] == [
        (row["label"], row["branches"]) for row in month_figures(judged.month)["reasons"]
    ]


@pytest.mark.parametrize("who", ["reviewer", "district_reviewer", "leader"])
def test_every_figure_leads_to_as_many_ledgers(judged, sign_in, who):
    client = sign_in(getattr(judged, who))
    page = client.get(reverse("audits:problem-list", args=[judged.month.key]))
    found = page.context["problems"]

    for row in [*found.by_reason, *found.by_remark]:
        for each in (row.total, *row.townships):
            assert html.escape(each.url) in page.text or who == "reviewer"
            listed = client.get(each.url)
            assert len(listed.context["rows"]) == each.number
            assert listed.context["active"]


def test_a_month_without_points_lost_says_so(district, sign_in):
    make_month(district.root, OCTOBER.replace(month=11))
    client = sign_in(district.reviewer)

    assert client.get(reverse("audits:problem-current")).url == "/audits/problems/2026-11/"
    assert "这个月还没有扣分" in client.get("/audits/problems/2026-11/").text


def test_the_number_of_queries_does_not_grow(judged, sign_in):
    client = sign_in(judged.district_reviewer)
    address = reverse("audits:problem-list", args=[judged.month.key])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    judge(judged.submitted(judged.other_sibling), judged.other_reviewer, lost=off("dues_paid", "dues", BLURRED))
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert Verdict.objects.count() == 4
    assert len(few) == len(many)
