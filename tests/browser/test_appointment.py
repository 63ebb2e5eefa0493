"""The appointment of a new secretary: one caution, one late department, a returned filing, the paper as PDF."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from branches.enums import Role
from branches.models import Department
from cadres.enums import PostKind
from cadres.models import Appointment, Opinion, Tenure
from cadres.services.appointments import appointments_remind
from tests.browser.people import Person
from tests.cadres.cadre_samples import make_cadre
from tests.evidence.samples import noise_jpeg
from tests.factories import make_branch, make_district, make_township, make_user

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NUMBER = "11010519491231002X"  # the example of the standard (GB 11643-1999)


class Story:
    """A township that proposes, two departments that are asked, a district that files."""

    def __init__(self) -> None:
        self.root = make_district()
        self.township = make_township(self.root, "高坪镇")
        self.branch = make_branch(self.township, "马源村委会")
        self.reviewer = make_user(Role.TOWNSHIP_REVIEWER, self.township, username="gaoping", name="高干事")
        self.filer = make_user(Role.DISTRICT_REVIEWER, self.root, username="fushen", name="备案员")
        self.officers = []
        for position, name in enumerate(("区人民法院", "区公安局"), 1):
            department = Department.objects.create(county=self.root, name=name, position=position)
            self.officers.append(
                make_user(
                    Role.DEPARTMENT_OFFICER, self.root, username=f"bumen{position}", name=name, department=department
                )
            )
        self.cadre = make_cadre(self, self.branch, "周示例", id_number=NUMBER)

    @property
    def case(self) -> Appointment:
        return Appointment.objects.get()


def test_a_new_secretary_from_the_decision_to_the_paper(visit):
    story = Story()
    court, police = story.officers
    township = visit()
    township.signs_in("gaoping")
    proposes(township, story)
    sends(township, story)

    judge = visit(court)
    finds_a_caution(judge)
    township.opens(f"/cadres/appointments/{story.case.pk}/")
    says_why_all_the_same(township)

    district = visit(story.filer)
    cannot_agree_early(district, story)
    asks_for_more(district)
    township.opens("/notices/").sees("马源村党组织书记备案退回，请补正")
    puts_the_file_in(township, story)

    the_other_department_is_late(story)
    officer = visit(police, phone=True)
    officer.opens("/notices/").sees("马源村党组织书记人选的联审意见已经超期")
    answers_late(officer)

    agrees(district, story)
    issues_the_paper(township, story)
    keeps_the_paper(township)
    township.presses("文件报备").sees("文件已报备")
    call_command("check_data")


def proposes(township: Person, story: Story) -> None:
    page = township.page
    township.opens("/cadres/appointments/").follows("新建备案")
    township.expected.add(422)
    township.presses("保存").sees("请写会议名称。", "请选人选。")
    township.expected.clear()
    for name, label in (("kind", "新任"), ("cadre", "周示例"), ("post", "村党组织书记")):
        page.locator(f"#id_{name}").select_option(label=label)
    township.writes("乡镇党委研究日期", timezone.localdate().isoformat(), exact=False)
    township.writes("会议名称", "镇党委2026年第18次会议", exact=False)
    township.writes("任免理由", "政治可靠，群众认可。", exact=False)
    township.presses("保存").sees_heading("周示例")
    assert township.overflow() == 0


def sends(township: Person, story: Story) -> None:
    township.presses("送联审").sees("联审中", "区人民法院", "区公安局", "还没有答复联审意见")
    # It was sent some days ago, as far as the departments' clock is concerned.
    day = timezone.localdate()
    Opinion.objects.filter(department__name="区公安局").update(
        asked_on=day - dt.timedelta(days=20), due_on=day - dt.timedelta(days=10)
    )


def finds_a_caution(judge: Person) -> None:
    """Sees the person and nothing else of the case; opens the ID number for a reason."""
    page = judge.page
    judge.opens("/").sees_heading("联审").sees("周示例", "马源村", "110105********002X")
    judge.misses("政治可靠，群众认可。", "镇党委2026年第18次会议", "区公安局")
    page.get_by_text("查看完整身份证号").click()
    judge.writes("用途", "核对执行案件当事人")
    judge.presses("查看", exact=True).sees(NUMBER)

    page.get_by_role("radio", name="建议不宜").check()
    page.get_by_label(re.compile("失信被执行人")).check()
    judge.expected.add(422)
    judge.presses("提交意见").sees("请写明具体情况。")
    judge.expected.clear()
    judge.writes("具体情况", "有一件执行案件，正在分期履行。", exact=False)
    judge.presses("提交意见").sees("周示例的联审意见已记下。", "建议不宜")
    assert judge.overflow() == 0


def says_why_all_the_same(township: Person) -> None:
    township.sees("失信被执行人", "超期未答复")
    township.expected.add(422)
    township.presses("报区委组织部备案").sees(re.compile("有“失信被执行人”的情形，请说明为什么仍然提名。"))
    township.expected.clear()
    township.writes("对“不宜”情形的说明", "已与申请人和解，本月履行完毕。", exact=False)
    township.presses("报区委组织部备案").sees("待备案审核", re.compile(r"还有 \d+ 个工作日"))


def cannot_agree_early(district: Person, story: Story) -> None:
    """Neither is the button offered, nor does a form posted directly help."""
    district.opens("/cadres/appointments/").follows("周示例")
    district.sees("区公安局还没有答复联审意见。", "已与申请人和解，本月履行完毕。")
    expect(district.page.get_by_role("button", name="同意备案", exact=True)).to_have_count(0)
    token = district.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = district.page.request.post(
        f"/cadres/appointments/{story.case.pk}/move/",
        form={"action": "agree", "csrfmiddlewaretoken": token},
        headers={"Referer": district.page.url},
    )
    assert answer.status == 422
    assert "现在不能同意备案" in answer.text()
    assert story.case.state == "filed"


def asks_for_more(district: Person) -> None:
    district.page.locator("summary", has_text="退回补正").click()
    district.writes("要补什么", "请补上会议纪要", exact=False)
    district.presses("退回补正").sees("退回补正，已记下。")


def puts_the_file_in(township: Person, story: Story) -> None:
    township.opens(f"/cadres/appointments/{story.case.pk}/").sees("请补上会议纪要").follows("修改")
    township.writes("会议纪要或者文号", "高委纪要〔2026〕18号", exact=False)
    files = [{"name": "会议纪要.jpg", "mimeType": "image/jpeg", "buffer": noise_jpeg()}]
    township.page.locator("input[type=file]").set_input_files(files)
    township.presses("保存").sees("会议纪要.jpg", "高委纪要〔2026〕18号")
    township.presses("报区委组织部备案").sees("待备案审核")


def the_other_department_is_late(story: Story) -> None:
    morning = timezone.localtime().replace(hour=10)
    assert appointments_remind(at=morning) == 2  # the officer, and the township
    assert appointments_remind(at=morning) == 0


def answers_late(officer: Person) -> None:
    officer.opens("/cadres/opinions/").sees("已超期")
    officer.page.get_by_role("radio", name="无问题").check()
    officer.presses("提交意见").sees("周示例的联审意见已记下。")
    assert officer.overflow() == 0


def agrees(district: Person, story: Story) -> None:
    district.opens(f"/cadres/appointments/{story.case.pk}/").sees("无问题", "会议纪要.jpg")
    district.presses("同意备案", exact=True).sees("同意备案，已记下。")


def issues_the_paper(township: Person, story: Story) -> None:
    township.opens(f"/cadres/appointments/{story.case.pk}/")
    township.expected.add(422)
    township.writes("任免文号", "高委干[2026]3号", exact=False)
    township.presses("发任免文件").sees(re.compile("文号要写成"))
    township.expected.clear()
    township.writes("任免文号", "高委干〔2026〕3号", exact=False)
    township.presses("发任免文件").sees("已发文", "高委干〔2026〕3号")
    tenure = Tenure.objects.get()
    assert (tenure.cadre, tenure.kind, tenure.paper) == (story.cadre, PostKind.PARTY_SECRETARY, "高委干〔2026〕3号")


def keeps_the_paper(township: Person) -> None:
    for label in ("下载任免文件", "联审表", "备案表"):
        with township.page.expect_download() as waiting:
            township.follows(label)
        assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
