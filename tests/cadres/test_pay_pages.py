"""The pages of pay and assessment: who sees and does what, what is written, what goes out as a spreadsheet."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cadres import tasks
from cadres.enums import PostKind
from cadres.enums.pay import AllowanceKind, SheetState
from cadres.models import Assessment, PayAllowance, PayBase, PayExport, PaySheet, TermAudit
from cadres.selectors.pay import sums_of
from cadres.services import pay_exports
from cadres.services.pay import correction_add, sheets_draw
from cadres.services.pay_exports import pay_exports_settle
from tests.cadres.cadre_samples import hold, make_cadre
from tests.cadres.pay_samples import (
    MONTHLY,
    YEAR,
    assess,
    confirmed,
    draw,
    make_allowance,
    make_assessment,
    make_audit,
    make_standards,
    make_team,
    make_term,
    open_posts,
    vote,
)
from tests.factories import NOW


@pytest.fixture(autouse=True)
def a_monday_in_november(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page(client, name, *args, **query):
    return client.get(reverse(f"cadres:{name}", args=args), query)


def send(client, name, *args, **values):
    return client.post(reverse(f"cadres:{name}", args=args), values)


# --- Pay -------------------------------------------------------------------------------------------------------
def test_the_township_draws_and_everybody_above_sees_the_same_sum(district, sign_in):
    make_standards(district)
    make_team(district)
    client = sign_in(district.reviewer)

    response = send(client, "pay-draw", year=YEAR)

    assert response.url == f"{reverse('cadres:pay-list')}?year={YEAR}"
    assert PaySheet.objects.filter(year=YEAR).count() == 2
    total = "105,600.00"  # 12 × (3400 + 3400 + 2000)
    assert total in page(client, "pay-list", year=YEAR).content.decode()
    for person in (district.district_reviewer, district.leader, district.secretary, district.township_leader):
        response = page(sign_in(person), "pay-list", year=YEAR)
        assert response.status_code in (200, 403), person
        if response.status_code == 200:
            assert total in response.content.decode(), person
    response = page(sign_in(district.district_reviewer), "pay-list", year=YEAR, township=district.township.pk)
    assert district.branch.short_name in response.content.decode()


def test_neighbours_do_not_see_each_other_s_pay(district, sign_in):
    make_standards(district)
    make_team(district)
    sheet = draw(district)

    for person in (district.sibling_secretary, district.other_reviewer):
        client = sign_in(person)
        assert page(client, "paysheet-detail", sheet.pk).status_code == 404
        assert page(client, "pay-list", township=district.township.pk).status_code == 404
    assert page(sign_in(district.officer), "pay-list").status_code == 403


def test_standards_are_typed_in_yuan_and_refused_at_their_post(district, sign_in):
    client = sign_in(district.district_reviewer)
    typed = {f"amount-{kind}": f"{cents / 100:.2f}" for kind, cents in MONTHLY.items()}
    values = {"year": 2026, "income": "20,000", "source": "区统计局", **typed}

    response = send(client, "pay-standards", **(values | {"amount-director": "3333.33"}))
    assert response.status_code == 422
    assert "村委会主任每月不能少于3333.34元" in response.content.decode()
    assert not PayBase.objects.exists()
    assert send(client, "pay-standards", **(values | {"income": "很多"})).status_code == 422

    assert send(client, "pay-standards", **values).status_code == 302

    base = PayBase.objects.get()
    assert dict(base.standards.values_list("kind", "monthly_cents")) == MONTHLY
    assert "最低 3,333.34 元" in page(client, "pay-standards", year=2026).content.decode()
    village = page(sign_in(district.secretary), "pay-standards", year=2026).content.decode()
    assert "3,400.00" in village
    assert "保存标准" not in village
    assert send(sign_in(district.secretary), "pay-standards", **values).status_code == 403


def test_allowances_are_granted_ended_and_taken_back(district, sign_in):
    cadre = make_team(district)[0]
    client = sign_in(district.reviewer)
    values = {"cadre": cadre.pk, "kind": AllowanceKind.SENIORITY, "since": "2025-01-01", "paper": "高党发〔2025〕1号"}

    assert send(client, "allowance-list", **values).status_code == 422
    assert send(client, "allowance-list", **values, amount="100").status_code == 302
    allowance = PayAllowance.objects.get()
    assert allowance.monthly_cents == 100_00
    leaving = send(client, "allowance-list", **(values | {"kind": AllowanceKind.LEAVING}))
    assert "离任以后才发" in leaving.content.decode()
    send(client, "allowance-end", allowance.pk, until="2025-12-31")
    send(client, "allowance-withdraw", allowance.pk, why="登记错了人")

    allowance.refresh_from_db()
    assert (allowance.until, allowance.is_valid) == (dt.date(2025, 12, 31), False)
    assert "已撤销" in page(client, "allowance-list").content.decode()
    client = sign_in(district.secretary)
    assert cadre.name in page(client, "allowance-list").content.decode()
    assert send(client, "allowance-list", **values, amount="100").status_code == 403
    assert send(client, "allowance-end", allowance.pk, until="2025-12-31").status_code == 403


def test_a_sheet_goes_from_village_to_district_and_is_corrected_by_number(district, sign_in):
    make_standards(district)
    secretary, *_others = make_team(district)
    assess(district)
    sheet = draw(district)

    for person, action in (
        (district.secretary, "village"),
        (district.reviewer, "return"),
        (district.secretary, "village"),
        (district.reviewer, "township"),
        (district.district_reviewer, "district"),
    ):
        client = sign_in(person)
        assert f'value="{action}"' in page(client, "paysheet-detail", sheet.pk).content.decode()
        send(client, "paysheet-move", sheet.pk, action=action, reason="再核对一次")
    sheet.refresh_from_db()
    assert sheet.state == SheetState.DISTRICT
    values = {"cadre": secretary.pk, "item": "allowance", "reason": "学历补贴漏算"}
    assert send(client, "paysheet-correct", sheet.pk, **values, cents="少").status_code == 422
    assert send(client, "paysheet-correct", sheet.pk, **values, cents="-1").status_code == 422

    assert send(client, "paysheet-correct", sheet.pk, **values, cents="120.50").status_code == 302

    assert "第1号" in page(client, "paysheet-detail", sheet.pk).content.decode()
    for person in (district.secretary, district.reviewer):
        client = sign_in(person)
        assert send(client, "paysheet-correct", sheet.pk, **values, cents="1").status_code == 403
        assert send(client, "paysheet-move", sheet.pk, action="return", reason="想改").status_code == 403
    assert send(client, "paysheet-move", sheet.pk, action="draw").status_code == 403
    assert send(client, "paysheet-move", sheet.pk, action="burn").status_code == 403


def test_the_list_takes_as_many_queries_for_many_villages(district, sign_in, django_assert_num_queries):
    make_standards(district)
    client = sign_in(district.reviewer)
    with CaptureQueriesContext(connection) as few:
        page(client, "pay-list", year=YEAR)
    for village in district.branches[:2]:
        for kind in (PostKind.PARTY_SECRETARY, PostKind.DIRECTOR):
            hold(district, make_cadre(district, village), kind)
    sheets_draw(villages=district.branches[:2], year=YEAR, by=district.reviewer, at=NOW)

    with django_assert_num_queries(len(few)):
        page(client, "pay-list", year=YEAR)


# --- As a spreadsheet ------------------------------------------------------------------------------------------
def table(content: bytes) -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in load_workbook(BytesIO(content)).active.rows]


def test_the_spreadsheet_has_the_sums_of_the_page(district, sign_in):
    make_standards(district)
    evil = make_cadre(district, name="=1+1")
    hold(district, evil)
    make_allowance(district, evil)
    assess(district)
    sheet = confirmed(district)
    correction_add(
        sheet=sheet, cadre=evil, item="basic", cents=-1, reason="多算一分", by=district.district_reviewer, at=NOW
    )

    response = send(sign_in(district.reviewer), "pay-export", year=YEAR)

    assert response["Content-Disposition"].startswith("attachment")
    rows = table(response.content)
    whole = sums_of([district.branch], YEAR)[0].total
    total = rows[0].index("合计")
    assert rows[1][1] == "=1+1"
    assert load_workbook(BytesIO(response.content)).active.cell(2, 2).data_type == "s"
    assert [round(row[total] * 100) for row in rows[1:]] == [whole] * 3  # the person, the village, all
    assert rows[1][-1] == "有更正"


def test_a_long_spreadsheet_is_written_by_the_worker(
    district, sign_in, monkeypatch, django_capture_on_commit_callbacks
):
    make_standards(district)
    make_team(district)
    draw(district)
    monkeypatch.setattr(pay_exports, "FEW_ROWS", 2)
    asked = []
    monkeypatch.setattr(tasks.pay_export_task, "delay", lambda **values: asked.append(values))
    client = sign_in(district.reviewer)

    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, "pay-export", year=YEAR)

    export = PayExport.objects.get()
    assert response.url == reverse("cadres:payexport-detail", args=[export.pk])
    assert "正在写表格" in page(client, "payexport-detail", export.pk).content.decode()
    tasks.pay_export_task(**asked[0])
    tasks.pay_export_task(**asked[0])
    assert "下载表格" in page(client, "payexport-detail", export.pk).content.decode()
    assert len(table(page(client, "payexport-detail", export.pk, file=1).content)) == 6
    assert page(sign_in(district.district_reviewer), "payexport-detail", export.pk).status_code == 404
    export.refresh_from_db()
    assert pay_exports_settle(at=export.finished_at + dt.timedelta(hours=23)) == 0
    assert pay_exports_settle(at=export.finished_at + dt.timedelta(hours=25)) == 1
    assert "已经过期" in page(sign_in(district.reviewer), "payexport-detail", export.pk).content.decode()


def test_the_clock_writes_what_the_worker_lost(district):
    make_standards(district)
    make_team(district)
    draw(district)
    export = PayExport.objects.create(organisation=district.township, year=YEAR, by=district.reviewer, at=NOW)

    assert pay_exports_settle(at=NOW + dt.timedelta(minutes=4)) == 0
    assert pay_exports_settle(at=NOW + dt.timedelta(minutes=6)) == 1

    export.refresh_from_db()
    assert len(table(pay_exports.content_of(export))) == 6


def test_nothing_to_export_says_so(district, sign_in):
    response = send(sign_in(district.reviewer), "pay-export", year=YEAR)

    assert response.status_code == 403
    assert "还没有生成" in response.content.decode()


# --- Assessment ------------------------------------------------------------------------------------------------
def test_an_assessment_from_the_meeting_to_the_result(district, sign_in):
    team = make_team(district)
    client = sign_in(district.reviewer)
    assert (
        reverse("cadres:assessment-new", args=[district.branch.pk])
        in page(client, "assessment-list", year=YEAR).content.decode()
    )
    values = {"year": YEAR, "held_on": "2025-12-20", "host": "监示例", "entitled": "30", "present": "19"}
    assert "三分之二" in send(client, "assessment-new", district.branch.pk, **values).content.decode()
    response = send(client, "assessment-new", district.branch.pk, **(values | {"present": "24"}))
    assessment = Assessment.objects.get()
    assert response.url == reverse("cadres:assessment-detail", args=[assessment.pk])

    typed = {}
    for line in assessment.lines.all():
        typed |= {f"excellent-{line.pk}": "4", f"competent-{line.pk}": "２０", f"grade-{line.pk}": "competent"}
    first = assessment.lines.first()
    wrong = send(client, "assessment-detail", assessment.pk, **(typed | {f"unfit-{first.pk}": "许多"}))
    assert wrong.status_code == 422
    assert send(client, "assessment-detail", assessment.pk, **(typed | {f"unfit-{first.pk}": "9"})).status_code == 422
    assert send(client, "assessment-detail", assessment.pk, **typed).status_code == 302
    village = sign_in(district.secretary)
    assert page(village, "assessment-detail", assessment.pk).status_code == 404
    client = sign_in(district.reviewer)
    send(client, "assessment-confirm", assessment.pk)

    assessment.refresh_from_db()
    assert assessment.is_confirmed
    assert send(client, "assessment-detail", assessment.pk, **typed).status_code == 403
    village = sign_in(district.secretary)
    assert team[0].name in page(village, "assessment-detail", assessment.pk).content.decode()
    assert send(village, "assessment-confirm", assessment.pk).status_code == 403
    assert send(village, "assessment-new", district.branch.pk, **values).status_code == 403


def test_whose_post_ends_is_ticked_on_the_page(district, sign_in):
    _secretary, director, _member = make_team(district)
    assess(district, 2024, unfit=(director,))
    second = vote(make_assessment(district, 2025), district.reviewer, unfit=(director,))
    client = sign_in(district.reviewer)

    shown = page(client, "assessment-detail", second.pk).content.decode()
    assert f"{director.name}连续两次被评议不称职，村委会主任职务终止" in shown
    send(client, "assessment-confirm", second.pk)
    assert open_posts(director) == [PostKind.DIRECTOR]
    send(client, "assessment-confirm", second.pk, ending="一些人")
    assert open_posts(director) == [PostKind.DIRECTOR]

    send(client, "assessment-confirm", second.pk, ending=director.pk)

    assert open_posts(director) == []


def test_an_audit_on_its_pages(district, sign_in):
    term = make_term(district)
    client = sign_in(district.reviewer)
    assert reverse("cadres:termaudit-new", args=[term.pk]) in page(client, "termaudit-list").content.decode()

    send(client, "termaudit-new", term.pk, kind="term", organ="township", begun_on="2026-10-01")
    audit = TermAudit.objects.get()
    early = send(client, "termaudit-move", audit.pk, action="finish", on="2026-10-20", result="没有问题")
    assert "还没有写" in early.content.decode()
    subjects = ("accounts", "debts", "grants", "contracts", "assets", "land")
    texts = {f"text-{subject}": "账实相符" for subject in subjects}
    send(client, "termaudit-detail", audit.pk, **texts, **{"problem-land": "1"})
    send(client, "termaudit-move", audit.pk, action="finish", on="2026-10-20", result="总体合规")
    send(client, "termaudit-move", audit.pk, action="publish", on="2026-10-25")

    audit.refresh_from_db()
    assert (audit.published_on, audit.result) == (dt.date(2026, 10, 25), "总体合规")
    assert list(audit.findings.filter(has_problem=True).values_list("subject", flat=True)) == ["land"]
    assert "2026-10-25 公布" in page(sign_in(district.secretary), "termaudit-list").content.decode()
    assert page(sign_in(district.sibling_secretary), "termaudit-detail", audit.pk).status_code == 404
    assert send(sign_in(district.secretary), "termaudit-detail", audit.pk, **texts).status_code == 403


def test_the_district_reads_audits_and_does_not_write_them(district, sign_in):
    audit = make_audit(district)
    client = sign_in(district.district_reviewer)

    assert page(client, "termaudit-detail", audit.pk).status_code == 200
    assert send(client, "termaudit-move", audit.pk, action="publish", on="2026-10-25").status_code == 403
