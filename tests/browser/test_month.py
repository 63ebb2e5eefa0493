"""One month from its opening to the lock, played by its people: a secretary on a phone, the others at their desks."""

import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from audits.models import Circular
from branches.enums import Role
from config.lib.months import ends_quarter
from ledgers.enums import MeetingKind
from ledgers.models import Ledger, Member, Month
from tests.browser.districts import DAYS, last_month, limits_around
from tests.browser.people import Person
from tests.evidence.samples import noise_jpeg
from tests.factories import (
    ledger_of,
    make_branch,
    make_district,
    make_roll,
    make_township,
    make_user,
    record_meeting,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RETURN_REASON = "主题党日签到表照片看不清，请重新拍；地点请写具体。"


class Story:
    """The district of the story: one township with one branch that answers, another with one that never does."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.district = make_district()
        self.township = make_township(self.district, "高坪镇")
        self.branch = make_branch(self.township, "马源村委会")
        self.silent_branch = make_branch(make_township(self.district, "龙溪镇"), "竹溪村委会")
        for branch in (self.branch, self.silent_branch):
            make_roll(branch, 8)
        self.secretary = make_user(Role.SECRETARY, self.branch, username="mayuan", name="马书记")
        self.silent_secretary = make_user(Role.SECRETARY, self.silent_branch, username="zhuxi", name="竹书记")
        make_user(Role.TOWNSHIP_REVIEWER, self.township, username="gaoping", name="高干事")
        make_user(Role.DISTRICT_REVIEWER, self.district, username="fushen", name="复审员")
        make_user(Role.DISTRICT_CHECKER, self.district, username="hegao", name="核稿人")
        make_user(Role.DISTRICT_LEAD, self.district, username="qianfa", name="签发人")

    @property
    def month(self) -> Month:
        return Month.objects.get(month=last_month(self.now))

    @property
    def ledger(self) -> Ledger:
        return ledger_of(self.branch, self.month)

    def day(self, number: int) -> str:
        return f"{self.month.month.replace(day=number):%Y-%m-%d}"

    def month_opens(self) -> None:
        """Open last month by hand. Its limits are set around today."""
        call_command("open_month", f"{last_month(self.now):%Y-%m}")
        Month.objects.update(**limits_around(self.now))

    def days_pass(self, days: int) -> None:
        """Let days pass: the limits come nearer, because the clock on the wall cannot be moved."""
        Month.objects.filter(pk=self.month.pk).update(**{name: F(name) - dt.timedelta(days=days) for name in DAYS})


def tick(at: dt.datetime) -> str:
    """Let the clock do what is due at an instant, and return what it says it did."""
    said = io.StringIO()
    call_command("tick", at=at.isoformat(), stdout=said)
    return said.getvalue()


def photo(name: str) -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": noise_jpeg()}


@contextmanager
def held_up(page: Page, pattern: str) -> Iterator[None]:
    """Keep requests to matching addresses on their way until the block ends."""
    held: list[Route] = []
    page.route(pattern, lambda route: route.continue_() if held is None else held.append(route))
    yield
    waiting, held = held, None
    for route in waiting:
        route.continue_()


def test_a_month_from_its_opening_to_the_lock(visit, worker):
    story = Story()
    story.month_opens()
    secretary = visit(phone=True)
    secretary.signs_in("mayuan")
    sees_what_is_owed(secretary, story)
    records_the_theme_day(secretary, story)
    records_the_committee(secretary, story)
    records_what_a_quarter_asks(story)
    confirms_the_roll(secretary)
    records_the_dues(secretary)
    first_receipt = submits(secretary, "纸质记录会后当天写好，系统里是补录。")

    reviewer = visit()
    reviewer.signs_in("gaoping")
    returns_the_ledger(reviewer)
    secretary.opens("/")
    sees_the_return(secretary)
    mends(secretary)
    second_receipt = submits(secretary, "照片重新拍过，地点已写具体。")
    assert second_receipt != first_receipt
    sees_the_changes_and_passes(reviewer)
    reports_the_month(reviewer, story)

    district = visit()
    district.signs_in("fushen")
    agrees_with_the_township(district)
    story.days_pass(6)
    assert "locked 1 ledgers" in tick(story.now)
    drafts_the_circular(district, story)
    checker, lead = visit(), visit()
    checker.signs_in("hegao")
    checks(checker, story)
    lead.signs_in("qianfa")
    signs(lead, story)
    circular = the_worker_issues_it(district, story)
    downloads(district, circular)

    receives(reviewer, circular, "高坪镇")
    receives(secretary, circular, "马源村党支部")
    sees_who_has_not_signed(district, circular)
    silent_secretary = visit(phone=True)
    silent_secretary.signs_in("zhuxi")
    finds_the_ledger_locked(silent_secretary, story)

    passing_by = story.now + dt.timedelta(days=40)
    tick(passing_by)
    assert tick(passing_by) == "nothing was due\n"
    secretary.opens(f"/ledgers/{story.month.key}/").sees("已通过并锁定")


# --- The secretary -------------------------------------------------------------------------------------------------
def sees_what_is_owed(secretary: Person, story: Story) -> None:
    owed = 6 if ends_quarter(story.month.month) else 4
    secretary.opens("/").sees_heading(f"本月还差 {owed} 项")
    secretary.sees("主题党日", "支部委员会", "党员管理", "党费收缴", "前提交算按时", "后锁定，不能再交")
    assert secretary.overflow() == 0


def records_the_theme_day(secretary: Person, story: Story) -> None:
    """With a roll call, two photos, and a reload in the middle of it."""
    page = secretary.page
    secretary.presses(re.compile(r"^记录\s+主题党日"))
    secretary.sees_heading("主题党日")
    secretary.writes("日期", story.day(20)).writes("开始", "15:00").writes("结束", "16:30").writes("地点", "村里")
    for label in ("主持人", "记录人"):
        page.get_by_label(label, exact=True).select_option(index=1)
    ill = Member.objects.filter(branch=story.branch).order_by("-pk").first()
    row = page.locator(".roll-row", has_text=ill.name)
    row.get_by_role("radio", name="缺席").tap()
    row.get_by_role("button", name="生病").tap()
    expect(page.locator("[data-roll-came]")).to_have_text("7")
    secretary.writes("议题", "学习《中国共产党支部工作条例（试行）》").writes("内容", "重温入党誓词，清理村道两旁。")
    expect(page.locator("#save-state")).to_contain_text("已保存")

    page.reload()
    expect(page.get_by_label("内容", exact=True)).to_have_value("重温入党誓词，清理村道两旁。")
    expect(page.get_by_label(f"{ill.name}缺席原因")).to_have_value("生病")
    expect(page.locator("[data-roll-came]")).to_have_text("7")

    # The first photo is held up on its way, as on a weak network: its progress is there to be seen.
    with held_up(page, "**/upload/"):
        page.get_by_label("拍照或选照片").set_input_files([photo("签到表.jpg"), photo("活动现场.jpg")])
        expect(page.locator("[data-upload-pending] progress")).to_have_count(2)
        expect(page.locator("[data-upload-pending]").get_by_text("正在上传").first).to_be_visible()
    secretary.sees("2/2 已到，文件都存好了。")
    expect(page.locator("[data-upload-list] img")).to_have_count(2)
    assert secretary.overflow() == 0

    secretary.presses("写完了")
    secretary.sees("“主题党日”已保存，内容齐全。", "应到 8 到会 7 · 附件 2")


def records_the_committee(secretary: Person, story: Story) -> None:
    """The form comes filled in from the meeting before; whoever is not written down sees what is missing."""
    page = secretary.page
    secretary.presses(re.compile(r"^记录\s+支部委员会"))
    secretary.sees("应到 3")
    secretary.writes("日期", story.day(8)).writes("开始", "09:00").writes("结束", "10:00").writes("地点", "村部会议室")
    for label in ("主持人", "记录人"):
        page.get_by_label(label, exact=True).select_option(index=1)
    secretary.writes("议题", "研究本月主题党日方案").writes("讨论情况", "三名委员都发了言，同意方案。")
    secretary.presses("写完了").sees("“支部委员会”已保存。还缺：决议")

    secretary.follows(re.compile(r"继续\s+支部委员会"))
    page.get_by_label("表决方式").select_option(label="举手")
    secretary.writes("赞成", "3").writes("反对", "0").writes("弃权", "0").writes("决议", "本月20日开展主题党日。")
    secretary.presses("写完了").sees("“支部委员会”已保存，内容齐全。")


def records_what_a_quarter_asks(story: Story) -> None:
    """In a quarter's last month a meeting of all members and a lecture are owed too; written without a browser."""
    if ends_quarter(story.month.month):
        for kind, day in ((MeetingKind.GENERAL, 15), (MeetingKind.LECTURE, 16)):
            record_meeting(story.ledger, story.secretary, kind, day=day)


def confirms_the_roll(secretary: Person) -> None:
    secretary.follows(re.compile(r"^核对\s+党员管理")).sees_heading("名册 8 人")
    secretary.presses("名册没错，已核对").sees("党员名册已核对。")


def records_the_dues(secretary: Person) -> None:
    secretary.follows(re.compile(r"^登记\s+党费收缴")).presses("全部按标准已交")
    secretary.sees(re.compile(r"已交\s*8\s*/ 8 人，合计\s*1\.60\s*元"))
    secretary.presses("保存").sees("党费已保存。").sees_heading("本月的事都做完了")


def submits(secretary: Person, note: str) -> str:
    """Hand in and return the receipt's code."""
    secretary.follows(re.compile("提交$")).sees_heading("检查并提交").sees("会后超过3天才录入，会标为补录")
    secretary.expected.add(422)
    secretary.presses("提交", exact=True).sees("改好它，或者写一句原因。")
    secretary.expected.clear()
    secretary.page.get_by_label("情况说明").fill(note)
    secretary.presses("提交", exact=True)
    secretary.sees_heading(re.compile("台账已提交")).sees("按时", "高坪镇审查小组")
    code = secretary.page.locator(".receipt").inner_text()
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{7}", code)
    return code


def sees_the_return(secretary: Person) -> None:
    secretary.sees("台账被退回，改好再提交", RETURN_REASON, re.compile(r"\d+月\d+日（周.）24:00前改好"))
    secretary.opens("/notices/").sees("台账被退回，请修改", RETURN_REASON)


def mends(secretary: Person) -> None:
    secretary.opens("/").follows("去修改").follows(re.compile("主题党日"))
    secretary.writes("地点", "马源村党群服务中心二楼")
    secretary.page.get_by_label("拍照或选照片").set_input_files([photo("签到表重拍.jpg")])
    secretary.sees("1/1 已到，文件都存好了。")
    secretary.presses("写完了").sees("“主题党日”已保存，内容齐全。", "附件 3")


def finds_the_ledger_locked(secretary: Person, story: Story) -> None:
    secretary.opens(f"/ledgers/{story.month.key}/").sees_heading("已锁定")
    secretary.sees(re.compile("没有在.+前提交，已经锁定。有特殊情况可以申请补报。"))
    secretary.misses("记一次会议或活动", re.compile("^提交$"))


# --- The township --------------------------------------------------------------------------------------------------
def returns_the_ledger(reviewer: Person) -> None:
    """With the keyboard: R asks for the reason first."""
    reviewer.opens("/").sees_heading(re.compile("审查")).follows("马源村")
    reviewer.sees("重温入党誓词，清理村道两旁。", "预审提示", "补录")
    expect(reviewer.page.locator(".review-files img")).to_have_count(2)
    reviewer.strikes("r")
    expect(reviewer.page.get_by_label("审查意见")).to_be_focused()
    reviewer.page.keyboard.type(RETURN_REASON)
    reviewer.strikes("Tab")
    expect(reviewer.focus()).to_contain_text("退回")
    reviewer.strikes("Enter").sees("已退回：马源村")


def sees_the_changes_and_passes(reviewer: Person) -> None:
    reviewer.opens("/").sees("改后再报").follows("马源村")
    reviewer.sees("第 1 版被退回", RETURN_REASON, "照片重新拍过，地点已写具体。")
    changed = reviewer.page.locator(".is-changed", has_text="村里")
    expect(changed.locator("del")).to_have_text("村里")
    expect(changed.locator("ins")).to_have_text("马源村党群服务中心二楼")
    reviewer.follows("只看改动").sees("马源村党群服务中心二楼").misses("三名委员都发了言，同意方案。")
    reviewer.strikes("p").sees("已通过：马源村")


def reports_the_month(reviewer: Person, story: Story) -> None:
    reviewer.presses("统一报送").presses("确认报送")
    reviewer.sees(f"已把{story.month.label}的 1 个支部台账报送区委组织部。")


# --- The district --------------------------------------------------------------------------------------------------
def agrees_with_the_township(district: Person) -> None:
    district.opens("/").sees_heading(re.compile("临川区")).sees("台账规范").follows("月审进度").sees("龙溪镇")
    matrix = district.page.locator("table.matrix tr", has_text="高坪镇")
    expect(matrix).not_to_contain_text("未报送")
    district.page.get_by_role("link", name="月审复审").first.click()
    district.follows("马源村").sees("高干事", "同意乡镇结论并下一个")
    district.strikes("p").sees("已通过：马源村")


def drafts_the_circular(district: Person, story: Story) -> None:
    district.opens("/audits/circulars/").presses(f"起草{story.month.label}通报")
    district.sees("拟稿中", "马源村", "竹溪村")
    district.follows("修改文稿")
    body = district.page.get_by_label("正文")
    body.fill(body.input_value() + "\n请各乡镇认真抓好整改。")
    district.presses("保存").sees("文稿已保存。", "请各乡镇认真抓好整改。")
    district.presses("送核稿").sees("已送核稿")
    expect(district.page.get_by_role("button", name="核稿通过")).to_have_count(0)


def checks(checker: Person, story: Story) -> None:
    checker.opens("/audits/circulars/").follows(re.compile("通报"), within=checker.page.locator("main table"))
    checker.presses("核稿通过").sees("核稿通过，已送签发。")


def signs(lead: Person, story: Story) -> None:
    lead.opens("/audits/circulars/").follows(re.compile("通报"), within=lead.page.locator("main table"))
    lead.presses("签发").presses("签发", within=lead.page.get_by_role("dialog"))
    lead.sees(f"已签发，文号临组通字〔{timezone.localtime(story.now).year}〕1号")


def the_worker_issues_it(district: Person, story: Story) -> Circular:
    """Wait for the worker, looking again and again like anybody."""
    circular = Circular.objects.get(month=story.month)
    district.opens(f"/audits/circulars/{circular.pk}/")

    def looks_again() -> None:
        district.page.reload()
        expect(district.page.get_by_role("link", name="下载印发件")).to_be_visible(timeout=1000)

    for _try in range(30):
        try:
            looks_again()
        except AssertionError:
            continue
        break
    circular.refresh_from_db()
    district.sees("已印发", circular.sha256)
    return circular


def downloads(district: Person, circular: Circular) -> None:
    with district.page.expect_download() as waiting:
        district.follows("下载印发件")
    file = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == f"{circular.number}.pdf"
    assert file.startswith(b"%PDF-")
    assert hashlib.sha256(file).hexdigest() == circular.sha256


def sees_who_has_not_signed(district: Person, circular: Circular) -> None:
    district.opens(f"/audits/circulars/{circular.pk}/").sees(re.compile(r"已签收\s*2\s*/ 4"))
    district.follows("看谁没有签收").sees("竹溪村党支部", "未签收")


def receives(person: Person, circular: Circular, name: str) -> None:
    person.opens("/notices/").sees(re.compile("请签收.+通报"))
    person.opens("/audits/circulars/").sees("待签收").presses("签收")
    person.sees(f"已代表{name}签收{circular.number}。")
    # The sentence can be read while the page is still loading; its width counts once it is there.
    person.page.wait_for_load_state()
    assert person.overflow() == 0
