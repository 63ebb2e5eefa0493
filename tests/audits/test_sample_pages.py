"""The strict re-check as people meet it: plan, seed, progress, result, and repeating the draw."""

import csv
import io

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Sample
from audits.services.samples import sample_draw
from tests.audits.sample_samples import ALL, FIVE_OFF, HOUR, SEED, TWO_OFF, drawn, drawn_of, judge, planned, reported
from tests.factories import NOW, OCTOBER, local, make_month

PLAN = {"confidence": "95", "margin": "5", "share": "half", "least": "3"}


@pytest.fixture
def month_url(district):
    return reverse("audits:sample-month", args=[district.month.key])


def url(page: str, sample: Sample) -> str:
    return reverse(f"audits:sample-{page}", args=[sample.pk])


def all_townships(district) -> dict:
    return {"townships": [district.township.pk, district.other_township.pk]}


# --- Plan ------------------------------------------------------------------------------------------------------
def test_before_the_reports_the_page_says_what_to_wait_for(district, sign_in, month_url):
    page = sign_in(district.district_reviewer).get(month_url).text

    assert "这个月还没有抽样" in page
    assert "乡镇报送" in page


def test_the_plan_is_reckoned_in_words_before_anything_is_fixed(district, sign_in, month_url):
    reported(district)

    page = sign_in(district.district_reviewer).post(month_url, PLAN | all_townships(district)).text

    assert "从 4 个台账中抽 4 个" in page
    assert "n₀ = z² × p × (1 − p) ÷ e² = 1.9600² × 0.5 × 0.5 ÷ 0.05² = 384.15" in page
    assert "高坪镇：2 个抽 <strong>2</strong> 个" in page
    assert not Sample.objects.exists()


def test_the_form_starts_with_what_the_rules_ask_for(district, sign_in, month_url):
    reported(district)

    form = sign_in(district.district_reviewer).get(month_url).context["form"]

    assert (form["confidence"].value(), form["margin"].value(), form["least"].value()) == ("95", "10", 3)
    assert [value for value, _label in form.fields["share"].choices] == ["half"]


def test_fixing_the_list_leads_to_its_page(district, sign_in, month_url):
    reported(district)

    answer = sign_in(district.district_reviewer).post(month_url, PLAN | all_townships(district) | {"fix": "1"})

    sample = Sample.objects.get()
    assert answer.url == url("detail", sample)
    assert sample.planned_by == district.district_reviewer


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"confidence": "100"}, "99.9"),
        ({"margin": "0"}, "1"),
        ({"least": "x"}, "整数"),
        ({"townships": []}, "至少选一个乡镇"),
        ({"townships": ["999999"]}, "999999"),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field_and_kept(district, sign_in, month_url, typed, said):
    reported(district)

    answer = sign_in(district.district_reviewer).post(month_url, PLAN | all_townships(district) | {"fix": "1"} | typed)

    assert answer.status_code == 422
    (name,) = typed
    assert said in str(answer.context["form"].errors[name])
    assert not Sample.objects.exists()


def test_last_times_disagreement_may_be_chosen(district, sign_in):
    reported(district)
    first, second, *_rest = drawn_of(drawn(district, ALL))
    judge(first, district.district_reviewer, lost=FIVE_OFF, at=NOW + 4 * HOUR)
    judge(second, district.district_reviewer, at=NOW + 4 * HOUR)
    november = make_month(district.root, OCTOBER.replace(month=11))
    district.month = november
    reported(district, at=local("2026-12-02 09:00"))

    client = sign_in(district.district_reviewer)
    address = reverse("audits:sample-month", args=[november.key])

    assert "按上次抽样的 50% 算" in client.get(address).text
    client.post(address, PLAN | all_townships(district) | {"share": "last", "fix": "1"})
    assert Sample.objects.get(month=november).share == 50


# --- Draw ------------------------------------------------------------------------------------------------------
def test_the_seed_draws_and_is_published(district, sign_in):
    reported(district)
    sample = planned(district)
    client = sign_in(district.district_reviewer)

    wrong = client.post(url("draw", sample), {"seed": "没有号码的种子"})
    assert wrong.status_code == 422
    assert "公开的号码" in wrong.text
    assert "没有号码的种子" in wrong.text

    page = client.post(url("draw", sample), {"seed": SEED}, follow=True).text
    assert "已从 4 个台账中抽出 3 个" in page
    assert SEED in page
    # Townships see how theirs were drawn, and not what was drawn elsewhere.
    theirs = sign_in(district.other_reviewer).get(url("detail", sample))
    assert SEED in theirs.text
    assert {row.township for row in theirs.context["drawn"]} == {"龙溪镇"}


def test_a_plan_is_given_up_on_its_page(district, sign_in):
    reported(district)
    sample = planned(district)
    client = sign_in(district.district_reviewer)

    assert "请写明为什么撤销" in client.post(url("cancel", sample), {"cancel_reason": ""}).text
    page = client.post(url("cancel", sample), {"cancel_reason": "漏了一个镇"}, follow=True).text

    assert "已撤销：漏了一个镇" in page


def test_others_look_and_do_not_touch(district, sign_in):
    reported(district)
    sample = planned(district)
    client = sign_in(district.checker)

    assert "用这个种子抽取" not in client.get(url("detail", sample)).text
    assert client.post(url("draw", sample), {"seed": SEED}).status_code == 403
    assert client.post(url("cancel", sample), {"cancel_reason": "不"}).status_code == 403
    month = reverse("audits:sample-month", args=[district.month.key])
    assert client.post(month, PLAN).status_code == 403


# --- Progress and result ---------------------------------------------------------------------------------------
# --- Judged blind ----------------------------------------------------------------------------------------------
def test_what_was_drawn_is_judged_before_the_townships_verdict_is_seen(district, sign_in):
    reported(district, lost=TWO_OFF)
    ledger, other, *_rest = drawn_of(drawn(district, ALL))
    client = sign_in(district.district_reviewer)
    address = reverse("audits:ledger-review", args=[ledger.pk])
    queue = reverse("audits:queue", args=[district.month.key])

    page = client.get(address)
    assert "您给出结论以后才显示" in page.text
    assert page.context["form"].lost == {} and page.context["review"].township_verdict is None
    assert "缺列席人员" not in page.text and "同意乡镇结论" not in page.text
    assert not any(row.score for row in client.get(queue, {"state": "drawn"}).context["rows"])
    give = reverse("audits:verdict-give", args=[ledger.pk])
    sent = {"revision": 1, "comment": ""}
    agreed = client.post(give, sent | {"outcome": "agree"})
    assert agreed.status_code == 409 and "独立复审" in agreed.text and "缺列席人员" not in agreed.text
    wrong = client.post(give, sent | {"outcome": "return"})
    assert wrong.status_code == 422 and "缺列席人员" not in wrong.text

    given = client.post(give, sent | {"outcome": "pass"}, follow=True)

    assert given.redirect_chain[-1][0].startswith(address)
    assert "与乡镇结论不一致：乡镇通过、98 分，区里通过、100 分。" in given.text
    assert "两级结论对照" in given.text and "缺列席人员" in given.text
    scores = {row.pk: row.score for row in client.get(queue, {"state": "drawn"}).context["rows"]}
    assert (scores[ledger.pk], scores[other.pk]) == ("98 → 100 分", "")


def test_what_was_not_drawn_and_who_does_not_judge_see_the_townships_verdict(district, sign_in):
    reported(district, lost=TWO_OFF)
    sample = drawn(district)
    left = sample.lines.get(drawn=None).ledger
    ours = drawn_of(sample)[0]

    def page(who, ledger):
        return sign_in(who).get(reverse("audits:ledger-review", args=[ledger.pk])).text

    assert "同意乡镇结论" in page(district.district_reviewer, left)
    assert "缺列席人员" in page(district.lead, ours)


def test_drawn_ledgers_are_marked_in_the_queue(district, sign_in):
    reported(district)
    sample = drawn(district)
    names = [ledger.branch.village_name for ledger in drawn_of(sample)]
    client = sign_in(district.district_reviewer)
    queue = reverse("audits:queue", args=[district.month.key])

    page = client.get(queue, {"state": "drawn"})
    everything = client.get(queue, {"state": "all"})

    assert [row.name for row in page.context["rows"]] == names
    assert [row.name for row in everything.context["rows"] if row.is_drawn] == names
    assert ("抽中", 3) in [(label, count) for label, _url, count, _now in page.context["tabs"]]
    # The township neither sees the mark nor a tab.
    own = sign_in(district.reviewer).get(queue, {"state": "all"})
    assert not any(row.is_drawn for row in own.context["rows"])


def test_a_bulk_pass_names_what_has_to_be_judged_by_itself(district, sign_in):
    reported(district)
    ours = drawn_of(drawn(district))
    boxes = [f"{district.ledger(branch).pk}:1" for branch in district.branches]
    address = reverse("audits:bulk-pass", args=[district.month.key])

    page = sign_in(district.district_reviewer).post(address, {"ledger": boxes})

    assert [refusal.ledger.pk for refusal in page.context["refused"]] == [ledger.pk for ledger in ours]
    assert "要打开逐个复审" in page.text


def test_the_page_follows_the_re_review_and_says_what_it_found(district, sign_in):
    reported(district, lost=TWO_OFF)
    sample = drawn(district, ALL)
    first, second, *_rest = drawn_of(sample)
    judge(first, district.district_reviewer, lost=FIVE_OFF, at=NOW + 4 * HOUR)
    judge(second, district.district_reviewer, lost=TWO_OFF, at=NOW + 4 * HOUR)

    page = sign_in(district.district_reviewer).get(url("detail", sample))

    assert (page.context["progress"].done, page.context["progress"].total) == (2, 4)
    assert "已复审 2 个，与乡镇一致 1 个。" in page.text
    assert "名单里不一致的约占 50.0%" in page.text
    assert "样本太少" in page.text


# --- Repeating -------------------------------------------------------------------------------------------------
def test_the_draw_is_repeated_on_a_page(district, sign_in):
    reported(district)
    sample = planned(district)
    client = sign_in(district.reviewer)
    assert "还没有抽取" in client.get(url("repeat", sample)).text

    sample = sample_draw(sample=sample, seed=SEED, by=district.district_reviewer, at=NOW + 3 * HOUR)

    page = client.get(url("repeat", sample)).text
    assert "重算结果与保存的完全一致" in page
    assert sample.list_sha256 in page


def test_the_whole_list_is_a_table_with_its_hashes(district, sign_in):
    reported(district)
    sample = drawn(district)

    answer = sign_in(district.leader).get(url("keys", sample))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0] == ["编号", "乡镇", "支部", "排序校验码", "次序", "抽中"]
    assert len(rows) == 5
    assert sum(row[5] == "是" for row in rows[1:]) == 3
    by_township = [[row for row in rows[1:] if row[1] == name] for name in ("高坪镇", "龙溪镇")]
    for group in by_township:
        assert [row[3] for row in group] == sorted(row[3] for row in group)
        assert [row[4] for row in group] == ["1", "2"]


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("page", ["detail", "repeat", "keys"])
def test_the_number_of_queries_does_not_depend_on_the_list(district, sign_in, page):
    client = sign_in(district.district_reviewer)
    reported(district)

    def queries(townships) -> int:
        with transaction.atomic():
            sample = drawn(district, ALL, townships=townships)
            for ledger in drawn_of(sample)[1:]:
                judge(ledger, district.district_reviewer, at=NOW + 5 * HOUR)
            found = queries_of(client, url(page, sample))
            transaction.set_rollback(True)
        return found

    assert queries([]) == queries([district.township.pk])


def test_the_number_of_queries_to_plan_does_not_depend_on_the_townships(district, sign_in, month_url):
    client = sign_in(district.district_reviewer)
    reported(district, township=district.township)
    few = queries_of(client, month_url)

    reported(district, township=district.other_township)

    assert queries_of(client, month_url) == few
