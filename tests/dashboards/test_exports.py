"""Every list as a workbook: the same rows, rights and words as its page; persons only for a reason."""

import datetime as dt
from decimal import Decimal
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, transaction
from django.urls import resolve, reverse
from openpyxl import load_workbook

from audits.models import Finding
from branches.enums import Role
from branches.models import Membership
from config.lib.official_sheet import Heading, official_workbook
from dashboards.exports.lists import LISTS, Kind
from dashboards.exports.tables import read_page
from dashboards.models import Export
from dashboards.services.exports import FEW_ROWS, KEPT_FOR, content_of, exports_settle
from dashboards.tasks import export_task
from ledgers.enums.access import AccessKind
from ledgers.models import LimitExtension, SensitiveAccess
from tests.audits.fairness_samples import make_extension
from tests.audits.finding_samples import open_one
from tests.dashboards.export_samples import FINDINGS, long_export
from tests.economy.contract_samples import make_contract
from tests.factories import NOW
from tests.test_sweep_urls import PAGES, World, ask

NEW = "dashboards:export-new"
# Pages with a table that is handed out there, or that is a paper of its own.
ELSEWHERE = {
    "branches:history",  # a log without an end, read back from any moment
    "audits:circular-detail",  # one circular, with its own papers
    "audits:circular-preview",
    "cadres:appointment-detail",  # one appointment, with its own sheet
    "cadres:cadre-list",  # the register, with full numbers for a reason
    "cadres:pay-list",  # the year's pay, with subtotals
    "cadres:target-edit",  # a form
    "dashboards:calendar",  # a sheet of days; it has an iCalendar feed
    "dashboards:export-list",  # what one has taken out oneself
    "dashboards:panel",  # the panel with its definition, by ?format=xlsx
    "dashboards:summary-table",  # printed as it is, on A3
    "economy:project-detail",  # one project
    "ledgers:decision-forms",  # forms to print
    "ledgers:dues-member-receipt",  # receipts to print
    "ledgers:dues-payment-receipt",
    "ledgers:dues-sheet",
    "ledgers:member-list",  # the roll, with full numbers for a reason; reviewers have the summary of all rolls
}
READERS = (Role.SECRETARY, Role.DISTRICT_REVIEWER, Role.AUDIT_ADMIN)


@pytest.fixture
def world(db) -> World:
    return World()


def sheets(response):
    assert response.status_code == 200, response.content.decode()[:2000]
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")
    return load_workbook(BytesIO(response.content))


def address(path: str) -> str:
    return f"{reverse(NEW)}?{urlencode({'of': path})}"


def take(client, path: str, reason: str = "核对工作进度"):
    """Take out the list at `path` as a person does: PERSONAL ones by one more page."""
    kind = LISTS[resolve(path.partition("?")[0]).view_name]
    return client.post(address(path), {"reason": reason}) if kind is Kind.PERSONAL else client.get(address(path))


def test_whoever_sees_a_list_may_take_it_out_and_nobody_else(client, world):
    taken = set()
    for role in READERS:
        client.force_login(world.people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        for name in LISTS:
            path = world.address(name)
            shown = client.get(path)
            if shown.status_code != 200:
                assert take(client, path).status_code == (404 if shown.status_code == 302 else shown.status_code), name
                continue
            answer = take(client, path)
            if answer.status_code == 422:  # nothing in it
                assert "现在是空的" in answer.content.decode(), name
                continue
            assert sheets(answer).sheetnames, name
            taken.add(name)
    assert len(taken) > 40


def test_every_table_is_handed_out_or_somewhere_else(client, world):
    """A new page with a table is in LISTS, or in ELSEWHERE with where its rows are handed out."""
    missing = set()
    for role in (Role.SECRETARY, Role.DISTRICT_REVIEWER):
        for name, (_needed, methods) in PAGES.items():
            if name in LISTS or name in ELSEWHERE or not methods.startswith("GET"):
                continue
            shown = ask(client, world, name, world.people[role])
            if shown.status_code == 200 and not shown.streaming and b"<table" in shown.content:
                missing.add(name)
    assert sorted(missing) == []


# --- What stands in it --------------------------------------------------------------------------------------------
def rows_of(book) -> list[list]:
    """The rows below the headings, and above the line that counts them."""
    lines = [[cell.value for cell in row] for row in book.active.iter_rows()]
    first = int(book.active.freeze_panes[1:]) - 1
    assert str(lines[-1][0]) == f"共 {len(lines) - 1 - first} 行"
    return lines[first:-1]


def above(book) -> str:
    first = int(book.active.freeze_panes[1:]) - 1
    return "\n".join(str(row[0].value) for row in list(book.active.iter_rows())[:first])


def values_of(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def fill_findings(district, count: int) -> None:
    """Many problems of one branch, all alike but for their numbers."""
    first = open_one(district)
    values = values_of(first)
    Finding.objects.bulk_create(Finding(**values | {"serial": first.serial + number}) for number in range(1, count))


def test_the_workbook_holds_all_rows_not_the_page_alone(sign_in, district):
    fill_findings(district, 120)

    book = sheets(take(sign_in(district.reviewer), FINDINGS))

    rows = rows_of(book)
    assert len(rows) == 120 and len({row[0] for row in rows}) == 120
    assert f"{district.township.name}问题清单" in above(book)
    assert "填报单位" in above(book) and "制表日期" in above(book)
    assert book.active.print_title_rows == f"$1:${book.active.freeze_panes[1:]}".replace(
        book.active.freeze_panes[1:], str(int(book.active.freeze_panes[1:]) - 1)
    )


def test_a_list_that_shows_its_newest_rows_is_handed_out_whole(sign_in, district):
    first = make_extension(district)
    values = values_of(first) | {"revoked_by_id": first.granted_by_id, "revoked_reason": "天气好转"}
    LimitExtension.objects.bulk_create(
        LimitExtension(**values | {"revoked_at": first.granted_at + dt.timedelta(seconds=number)})
        for number in range(1, 120)
    )

    book = sheets(take(sign_in(district.district_reviewer), reverse("audits:extension-list")))

    assert len(rows_of(book)) == 120


def test_the_filters_of_the_page_hold_and_are_named(sign_in, district):
    fill_findings(district, 3)
    client = sign_in(district.district_reviewer)

    nothing = take(client, f"{FINDINGS}?state=closed")
    some = sheets(take(client, f"{FINDINGS}?state=new&source=township"))

    assert nothing.status_code == 422 and "现在是空的" in nothing.content.decode()
    assert len(rows_of(some)) == 3
    assert "待下发" in above(some) and "来源：" in above(some)


def test_persons_are_handed_out_for_a_reason_only(sign_in, district):
    make_contract(district)
    client, path = sign_in(district.secretary), reverse("economy:contract-list")

    asked = client.get(address(path)).content.decode()
    refused = take(client, path, reason="…")
    book = sheets(take(client, path, reason="核对今年的租金"))

    assert "用途" in asked and "每一页都印上导出人和编号" in asked
    assert refused.status_code == 422 and "请写明用途" in refused.content.decode()
    export = Export.objects.get()
    assert (export.reason, export.membership, export.rows) == ("核对今年的租金", district.secretary.hat, 1)
    assert not export.content, "what is handed out at once is not kept"
    assert f"仅用于“核对今年的租金”，不得外传。导出人：{district.secretary}　编号：{export.serial}" in above(book)
    assert export.serial in book.active.oddHeader.center.text
    log = SensitiveAccess.objects.get()
    assert (log.kind, log.by, log.rows, log.reason) == (AccessKind.LIST, district.secretary, 1, "核对今年的租金")
    assert "对方" in log.fields
    shown = sign_in(district.audit_admin).get(reverse("ledgers:access-list")).content.decode()
    assert "导出名单" in shown and "核对今年的租金" in shown and "1 行" in shown
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(reason="")


def test_amounts_are_numbers_and_days_are_days(sign_in, district):
    make_contract(district)

    (row,) = rows_of(sheets(take(sign_in(district.secretary), reverse("economy:contract-list"))))

    assert any(isinstance(value, int | float) for value in row)
    assert any(isinstance(value, dt.datetime) for value in row)


def test_a_long_list_is_written_by_the_worker(sign_in, district, django_capture_on_commit_callbacks):
    fill_findings(district, FEW_ROWS + 1)
    client = sign_in(district.district_reviewer)

    asked = client.get(address(FINDINGS)).content.decode()
    answer = take(client, FINDINGS)  # the callback that would call the worker stays with the test's transaction
    export = Export.objects.get()
    assert "在后台写" in asked and str(FEW_ROWS + 1) in asked
    assert answer.url == reverse("dashboards:export-detail", args=[export.pk])
    file = reverse("dashboards:export-file", args=[export.pk])
    waiting = client.get(answer.url).content.decode()
    assert "every 2s" in waiting and f"0 / {FEW_ROWS + 1} 行" in waiting
    assert client.get(file).status_code == 404

    export_task(export_id=export.pk)
    written = bytes(Export.objects.get().content)
    export_task(export_id=export.pk)

    export.refresh_from_db()
    assert bytes(export.content) == written, "twice is once"
    assert "下载表格" in client.get(answer.url, headers={"HX-Request": "true"}).content.decode()
    assert len(rows_of(sheets(client.get(file)))) == FEW_ROWS + 1
    assert b"PK" not in written[:2], "kept encrypted"
    assert sign_in(district.reviewer).get(file).status_code == 404
    assert exports_settle(at=export.finished_at + KEPT_FOR - dt.timedelta(minutes=1)) == 0
    assert exports_settle(at=export.finished_at + KEPT_FOR + dt.timedelta(minutes=1)) == 1
    client = sign_in(district.district_reviewer)
    assert client.get(file).status_code == 404
    assert "不再保留" in client.get(answer.url).content.decode()


def test_the_clock_writes_what_the_worker_lost(district):
    fill_findings(district, 3)
    export = long_export(district)

    assert exports_settle(at=NOW + dt.timedelta(minutes=4)) == 0
    assert exports_settle(at=NOW + dt.timedelta(minutes=6)) == 1

    assert len(rows_of(load_workbook(BytesIO(content_of(Export.objects.get(pk=export.pk)))))) == 3


def test_what_does_not_come_about_is_given_up_in_words(sign_in, district):
    export = long_export(district)

    assert exports_settle(at=NOW + dt.timedelta(hours=2)) == 1

    shown = sign_in(district.district_reviewer).get(reverse("dashboards:export-detail", args=[export.pk]))
    assert "后台没有写成" in shown.content.decode() and "every 2s" not in shown.content.decode()


def test_the_history_says_for_whom_the_worker_wrote(district):
    fill_findings(district, 3)
    export = long_export(district)

    export_task(export_id=export.pk)

    event = export.events.order_by("-pgh_id").first()
    assert event.finished_at and event.pgh_context.metadata["user"] == district.district_reviewer.pk


def test_who_lost_the_role_meanwhile_gets_nothing(sign_in, district):
    fill_findings(district, 3)
    export = long_export(district)
    Membership.objects.filter(pk=export.membership_id).update(until=NOW.date())

    export_task(export_id=export.pk)

    export.refresh_from_db()
    assert export.failure == "导出人已经没有这个角色。" and not export.content


@pytest.mark.parametrize(
    "path", ["/", "/overview/exports/", "https://example.org/audits/findings/", "/audits/queue/1900-01/", "x" * 600]
)
def test_only_lists_of_ours_are_handed_out(sign_in, district, path):
    assert sign_in(district.reviewer).get(address(path)).status_code in (404, 422)


def test_filters_too_long_to_be_kept_are_refused_in_words(sign_in, district):
    client, path = sign_in(district.reviewer), f"{FINDINGS}?source={'x' * 2000}"

    for answer in (client.get(address(path)), take(client, path)):
        assert answer.status_code == 422 and "条件太长" in answer.content.decode()
    assert client.get(address(f"{FINDINGS}?q=\x00")).status_code == 404


def test_a_refusal_hands_nothing_out(sign_in, district):
    refused = sign_in(district.audit_admin).get(FINDINGS)

    assert refused.status_code == 403 and reverse(NEW) not in refused.content.decode()


def test_the_link_keeps_the_filters_and_stands_on_lists_only(sign_in, district):
    client = sign_in(district.reviewer)

    shown = client.get(f"{FINDINGS}?state=all&page=1").content.decode()

    assert address(f"{FINDINGS}?state=all").replace("&", "&amp;") in shown
    assert reverse(NEW) not in client.get(reverse("branches:me")).content.decode()


# --- Reading a page -------------------------------------------------------------------------------------------------
PAGE = """<main id="content"><h1>名单</h1>
<ul class="tabs"><li><a href="?a" aria-current="page">待审 <span>3</span></a></li><li><a href="?b">已审</a></li></ul>
<ul class="tabs"><li><a href="/x/" aria-current="page">别的页</a></li></ul>
<form class="filters"><label for="t">乡镇</label><select id="t"><option value="">全部</option>
<option value="3" selected>上顿渡镇</option></select></form>
<div role="region" aria-label="第一张/表"><table><thead>
<tr><th rowspan="2">村</th><th colspan="2">收入</th><th><span class="visually-hidden">选</span></th></tr>
<tr><th>去年</th><th>今年</th><th></th></tr></thead>
<tbody><tr><th>河西<br><small>镇</small></th><td class="num">1,234.50</td><td class="num">—</td><td><input></td></tr>
<tr><th><a href="/">=1+1</a> <button>删</button></th><td>2026-02-30</td><td>2026-02-28</td><td></td></tr></tbody>
<tfoot><tr><th>合计</th><td class="num">12</td><td class="num">97.3%</td><td></td></tr></tfoot></table></div>
<table data-export="no"><thead><tr><th>x</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></main>"""


def test_a_table_is_read_as_it_is_seen():
    read = read_page(PAGE)

    (grid,) = read.grids
    assert (read.title, read.chosen, grid.name) == ("名单", ["待审", "乡镇：上顿渡镇"], "第一张/表")
    assert (len(grid.rows), grid.count) == (3, 2)
    assert grid.headings == [["村", "收入", ""], ["", "去年", "今年"]]
    assert grid.rows == [
        ["河西 镇", Decimal("1234.50"), ""],
        ["=1+1", "2026-02-30", dt.date(2026, 2, 28)],
        ["合计", 12, "97.3%"],
    ]


def test_a_text_like_a_formula_stays_a_text():
    read = read_page(PAGE)

    book = load_workbook(BytesIO(official_workbook(Heading("名单", "区", dt.date(2026, 1, 2)), read.grids)))

    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert book.sheetnames == ["第一张 表"]
    assert "制表日期：2026年1月2日" in above(book)
