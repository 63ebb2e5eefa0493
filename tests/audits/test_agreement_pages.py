"""How fairly townships judge: the figures that are read, the table, a township with its differences."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.selectors.agreement import Period, by_township, review_quality, review_quality_sentence, township_detail
from audits.services.reviews import verdicts_pass
from ledgers.models import Ledger
from tests.audits.sample_samples import ALL, FIVE_OFF, HOUR, TWO_OFF, drawn, drawn_of, judge, reported
from tests.factories import NOW, make_circular

AT = NOW + 5 * HOUR


@pytest.fixture
def judged(district):
    """All four drawn; 马源: three points more, 上聂: the same, 竹溪: returned, 梅溪: not judged yet."""
    reported(district, lost=TWO_OFF)
    first, second, third, _fourth = drawn_of(drawn(district, ALL))
    judge(first, district.district_reviewer, lost=FIVE_OFF, comment="主题不对", at=AT)
    judge(second, district.district_reviewer, lost=TWO_OFF, at=AT)
    judge(third, district.district_reviewer, "return", lost=FIVE_OFF, comment="重写", at=AT)
    return district


def period(district, *, drawn_only=True) -> Period:
    return Period([district.month], drawn_only)


def test_the_figures_of_each_township(judged):
    rows, total = by_township(judged.district_reviewer, period(judged))

    assert [(row.name, row.figures.count, row.figures.agreed, row.figures.returned) for row in rows] == [
        ("高坪镇", 2, 1, 0),
        ("龙溪镇", 1, 0, 1),
    ]
    first = rows[0].figures
    assert first.lenient.value == 1.5
    assert first.missed == [("主题党日不合要求", 1)]
    assert first.table == [[0, 0, 0], [0, 2, 0], [0, 0, 0]]
    assert first.kappa is None
    assert first.is_small
    assert (total.count, total.agreed) == (3, 1)
    assert total.missed == [("主题党日不合要求", 2)]


def test_what_was_copied_in_bulk_is_no_second_look(judged):
    """The district passes what comes back mended; only the drawn version counts among the drawn."""
    ledger = judged.submitted(judged.other_branch, at=AT + HOUR)
    verdicts_pass(revisions={ledger.pk: 2}, by=judged.other_reviewer, at=AT + 2 * HOUR)
    verdicts_pass(revisions={ledger.pk: 2}, by=judged.district_reviewer, at=AT + 3 * HOUR)

    _rows, of_drawn = by_township(judged.district_reviewer, period(judged))
    _rows, of_all = by_township(judged.district_reviewer, period(judged, drawn_only=False))

    assert (of_drawn.count, of_all.count) == (3, 4)
    assert (of_drawn.agreed, of_all.agreed) == (1, 2)


def test_a_township_sees_its_own_reviewers_and_differences(judged):
    detail = township_detail(judged.reviewer, judged.township.pk, period(judged))

    assert [(each.name, each.figures.count) for each in detail.reviewers] == [("高干事", 2)]
    (difference,) = detail.differences
    assert difference.village == "马源村"
    assert (difference.pair.township.score, difference.pair.district.score) == (98, 95)


def test_the_table_leads_to_the_township_and_back(judged, sign_in):
    client = sign_in(judged.district_reviewer)

    table = client.get(reverse("audits:agreement"))
    assert [line.name for line in table.context["lines"]] == ["高坪镇", "龙溪镇"]
    assert table.context["which"] == "drawn"
    assert "50.0%" in table.text
    assert "样本太少" in table.text

    page = client.get(reverse("audits:agreement-township", args=[judged.other_township.pk]) + table.context["query"])
    assert "结论不一致的台账 1 个" in page.text
    assert "区级复审：退回 · 95 分" in page.text
    assert "乡镇审查：通过有扣分 · 98 分" in page.text
    assert "重写" in page.text
    assert "只分“通过、退回”两档：κ = 0.00。" in page.text


def test_a_township_reads_its_own_and_finds_no_other(judged, sign_in):
    client = sign_in(judged.reviewer)

    table = client.get(reverse("audits:agreement"))
    assert [line.name for line in table.context["lines"]] == ["高坪镇"]
    assert "这些数怎么看" in table.text
    assert client.get(reverse("audits:agreement-township", args=[judged.township.pk])).status_code == 200
    assert client.get(reverse("audits:agreement-township", args=[judged.other_township.pk])).status_code == 404
    assert client.get(reverse("audits:agreement-township", args=[judged.branch.pk])).status_code == 404


def test_the_circular_says_how_fairly_the_townships_judged(judged):
    body = make_circular(judged).body

    assert "审查质量。区委组织部随机抽取 3 个支部台账复审，与乡镇审查结论一致的 1 个，一致率 33.3%" in body


def test_before_any_re_review_the_pages_say_so(district, sign_in):
    client = sign_in(district.leader)

    assert "还没有可以对照的结论" in client.get(reverse("audits:agreement")).text
    assert "还没有可以对照的结论" in client.get(reverse("audits:agreement-township", args=[district.township.pk])).text


@pytest.mark.parametrize("query", ["since=x&until=2026-99", "which=nonsense", "since=2026-10&until=2020-01"])
def test_a_period_that_makes_no_sense_is_left_out(judged, sign_in, query):
    page = sign_in(judged.leader).get(reverse("audits:agreement") + f"?{query}")

    assert page.status_code == 200
    assert page.context["until"] == "2026-10"


def test_the_links_are_where_people_look(judged, sign_in):
    address = reverse("audits:agreement")
    overview = reverse("dashboards:overview", args=[judged.month.key])
    queue = reverse("audits:queue", args=[judged.month.key])

    for person, page in (
        (judged.leader, overview),
        (judged.township_leader, overview),
        (judged.reviewer, queue),
        (judged.district_reviewer, queue),
    ):
        assert f'href="{address}"' in sign_in(person).get(page).text


@pytest.mark.parametrize("page", ["table", "township"])
def test_the_number_of_queries_does_not_depend_on_the_ledgers(district, sign_in, page):
    reported(district, lost=TWO_OFF)
    ledgers = drawn_of(drawn(district, ALL))
    client = sign_in(district.district_reviewer)
    address = reverse("audits:agreement")
    if page == "township":
        address = reverse("audits:agreement-township", args=[district.township.pk])
    counted = []
    for ledger in ledgers:
        judge(ledger, district.district_reviewer, lost=FIVE_OFF, at=AT)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted.append(len(queries))

    assert len(set(counted)) == 1


# --- For the circular ------------------------------------------------------------------------------------------
def test_the_circular_is_told_how_fairly_townships_judged(judged):
    figures = review_quality(judged.month)

    assert (figures["count"], figures["agreed"], figures["rate"], figures["lenient"]) == (3, 1, "33.3", "2.0")
    assert review_quality_sentence(figures) == (
        "区委组织部随机抽取 3 个支部台账复审，与乡镇审查结论一致的 1 个，一致率 33.3%（95%置信区间 6.1%—79.2%）；"
        "乡镇评分平均偏高 2.0 分；乡镇漏掉较多的问题是“主题党日不合要求”。"
    )


def test_without_a_sample_the_sentence_is_about_all_re_reviews(district):
    reported(district)
    assert review_quality_sentence(review_quality(district.month)) == ""
    revisions = dict.fromkeys(Ledger.objects.values_list("pk", flat=True), 1)
    verdicts_pass(revisions=revisions, by=district.district_reviewer, at=AT)

    assert review_quality_sentence(review_quality(district.month)) == (
        "区委组织部复审 4 个支部台账，与乡镇审查结论一致的 4 个，一致率 100.0%。"
    )
