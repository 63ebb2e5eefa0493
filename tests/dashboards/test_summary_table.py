"""The monthly summary table: what stands in it, whose it is, and how it is printed."""

import io

import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audits.enums import Outcome
from audits.services.reviews import verdict_give
from dashboards.selectors.summary_table import headings, summary_sheets
from tests.dashboards.random_district import fill
from tests.factories import local

pytestmark = pytest.mark.django_db

A3_LANDSCAPE = (1190, 841)  # points


@pytest.fixture
def page(district):
    return reverse("dashboards:summary-table", args=[district.month.key])


def line(user, district, branch) -> dict[str, object]:
    """The branch's line: heading → what stands below it."""
    rows = [row for sheet in summary_sheets(user, district.month) for row in sheet.rows]
    row = next(row for row in rows if row.branch == branch)
    return dict(zip(headings(), row.cells(), strict=True))


def test_a_branch_that_handed_in_has_its_meetings_dues_and_verdict(district):
    ledger = district.submitted()
    verdict_give(
        ledger=ledger,
        outcome=Outcome.PASS,
        lost={"meetings_held": {"points": 5, "reason": "not_held", "note": "少开一次会"}},
        comment="",
        by=district.reviewer,
        at=local("2026-11-04 10:00"),
        revision=ledger.revision,
    )
    found = line(district.reviewer, district, "马源村")
    assert found["党员"] == 8
    assert found["主题党日"] == 1
    assert found["是否按时"] == "按时"
    assert found["乡镇审查"] == "通过 95分"
    assert found["区级复审"] == ""
    assert found["扣分和退回原因"] == "该开的会没有开"


def test_a_branch_that_is_silent_stands_in_the_table(district):
    found = line(district.reviewer, district, "上聂村")
    assert (found["提交时间"], found["是否按时"], found["状态"]) == ("", "未报", "未报")


def test_each_township_has_its_sheet_and_sees_no_other(district):
    assert [sheet.township for sheet in summary_sheets(district.leader, district.month)] == ["高坪镇", "龙溪镇"]
    assert [sheet.township for sheet in summary_sheets(district.reviewer, district.month)] == ["高坪镇"]
    one = summary_sheets(district.leader, district.month, district.other_township.pk)
    assert [sheet.township for sheet in one] == ["龙溪镇"]


def test_the_last_line_adds_up():
    district = fill(5)
    for sheet in summary_sheets(district.leader, district.month):
        assert sheet.total[2] == sum(row.members for row in sheet.rows)
        assert sheet.total[10] == f"已报 {sum(bool(row.submitted) for row in sheet.rows)}"


def test_it_prints_on_a3_a_page_a_township(sign_in, district, page):
    district.submitted()
    answer = sign_in(district.leader).get(page, {"format": "pdf"})
    with pdfplumber.open(io.BytesIO(answer.content)) as document:
        assert len(document.pages) == 2
        assert [(int(sheet.width), int(sheet.height)) for sheet in document.pages] == [A3_LANDSCAPE] * 2
        text = document.pages[0].extract_text()
    assert "高坪镇2026年10月村级党组织月审月报汇总表" in text
    assert "马源村" in text
    assert "审查人：" in text


def test_it_comes_as_a_workbook_with_all_branches(sign_in, district, page):
    answer = sign_in(district.leader).get(page, {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=4, max_row=7, values_only=True))
    assert sheet["A1"].value == "临川区2026年10月月审月报汇总表" and sheet["A8"].value == "共 4 行"
    assert [(row[0], row[2]) for row in rows] == [
        ("高坪镇", "马源村"), ("高坪镇", "上聂村"), ("龙溪镇", "竹溪村"), ("龙溪镇", "梅溪村"),
    ]  # fmt: skip


def test_a_township_out_of_sight_is_not_found(sign_in, district, page):
    client = sign_in(district.reviewer)
    assert client.get(page).status_code == 200
    assert client.get(page, {"township": district.other_township.pk}).status_code == 404
    assert client.get(page, {"township": "x"}).status_code == 404


def test_the_number_of_queries_does_not_depend_on_the_branches(district):
    summary_sheets(district.leader, district.month)  # the role is read once
    with CaptureQueriesContext(connection) as one:
        summary_sheets(district.leader, district.month, district.township.pk)
    with CaptureQueriesContext(connection) as both:
        summary_sheets(district.leader, district.month)
    assert len(one) == len(both) < 10
