"""A vegetable base from the idea over a refused payment to the completed decision and the payment."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from economy.enums.project import ProjectState as S
from economy.models import Project, ProjectRelease
from ledgers.models import Decision
from tests.browser.people import Person
from tests.factories import District
from tests.ledgers.decision_samples import confirm, publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Story:
    """A village with its township and its district, and the project once it is there."""

    def __init__(self) -> None:
        self.district = District()

    @property
    def project(self) -> Project:
        return Project.objects.select_related("organisation", "decision").get()

    @property
    def address(self) -> str:
        return reverse("economy:project-detail", args=[self.project.pk])


def test_a_vegetable_base_from_the_idea_to_the_last_payment(visit):
    story = Story()
    district = story.district
    village = visit(district.secretary, phone=True)
    township = visit(district.reviewer)
    county = visit(district.district_reviewer)

    has_an_idea(village)
    checks_it(township, story)
    brings_it_before_the_village(village, story)
    is_refused_money_too_early(village, story)
    the_village_decides(story)
    applies(village, story)
    approves(county, story)
    asks_for_money(village, story)
    pays(township, story, "记账18号")
    accepts_the_works(township, story)
    is_refused_the_last_payment(village, story)
    publish(district, story.project.decision, 6, settlement_cents=story.project.settlement_cents)
    asks_for_the_rest(village, story)
    pays(township, story, "记账31号")
    begins_to_operate(village, story)
    assert [release.state for release in ProjectRelease.objects.all()] == ["paid", "paid"]
    call_command("check_data")


def has_an_idea(village: Person) -> None:
    day = timezone.localdate()
    village.opens("/economy/projects/").follows("提出项目")
    village.expected.add(422)
    village.presses("保存").sees("请写建设内容。")
    village.expected.clear()
    village.writes("项目名称", "50亩大棚蔬菜基地", exact=False)
    village.page.get_by_label("项目类型").select_option(label="蔬菜")
    village.writes("建设内容", "建钢架大棚50亩，发包给合作社，年租金6万元。", exact=False)
    village.writes("计划开工", (day + dt.timedelta(days=10)).isoformat(), exact=False)
    village.writes("计划完工", (day + dt.timedelta(days=130)).isoformat(), exact=False)
    village.writes("总投资（元）", "500000", exact=False)
    village.writes("中央扶持资金", "400000", exact=False)
    village.expected.add(422)
    village.presses("保存").sees("各项资金来源合计 400,000元，总投资 500,000元，相差 100,000元。")
    village.expected.clear()
    village.writes("村集体自筹", "100000", exact=False)
    village.presses("保存").sees_heading("50亩大棚蔬菜基地")
    assert village.overflow() == 0
    village.presses("报乡镇论证").sees("等别的单位办理")


def checks_it(township: Person, story: Story) -> None:
    township.opens("/notices/").sees("马源村“50亩大棚蔬菜基地”请乡镇论证")
    township.opens("/economy/projects/").follows("50亩大棚蔬菜基地").presses("论证通过").sees("四议两公开")
    assert township.overflow() == 0


def brings_it_before_the_village(village: Person, story: Story) -> None:
    village.opens(story.address).presses("提出四议两公开事项").sees_heading("50亩大棚蔬菜基地")
    assert Decision.objects.get().amount_cents == 500_000_00
    for number in (1, 2, 3):
        confirm(story.district, story.project.decision, number)


def is_refused_money_too_early(village: Person, story: Story) -> None:
    """Neither is the button offered, nor does a form posted directly help."""
    village.opens(story.address)
    village.sees("现在不能拨付资金：", "第4步（村民会议或村民代表会议决议）")
    village.misses("申请拨付")
    assert village.overflow() == 0
    token = village.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = village.page.request.post(
        f"{story.address}ask/",
        form={
            "csrfmiddlewaretoken": token,
            "fund": str(story.project.funds.first().pk),
            "purpose": "材料款",
            "payee": "示例公司",
            "amount": "100000",
            "public_account": "on",
        },
        headers={"Referer": village.page.url},
    )
    assert "还没有经区里批准" in answer.text()
    assert "未完成四议两公开第4步" in answer.text()
    assert not ProjectRelease.objects.exists()


def the_village_decides(story: Story) -> None:
    confirm(story.district, story.project.decision, 4)
    publish(story.district, story.project.decision, 5)


def applies(village: Person, story: Story) -> None:
    village.opens(story.address).presses("报区审批").sees("报区审批，已记下。")


def approves(county: Person, story: Story) -> None:
    county.opens("/notices/").sees("马源村“50亩大棚蔬菜基地”报来审批")
    county.opens("/economy/projects/").sees("各乡镇情况").follows("50亩大棚蔬菜基地")
    assert county.overflow() == 0
    county.writes("批复文号", "临区批〔2026〕8号", exact=False)
    county.presses("批准立项").sees("批准立项，已记下。", "实施中")


def _asks(village: Person, story: Story, purpose: str, amount: str, *, is_last: bool = False) -> None:
    page = village.page
    village.opens(story.address)
    page.locator("summary", has_text="申请拨付").click()
    page.get_by_label("用哪项资金").select_option(index=1)
    village.writes("用途", purpose, exact=False)
    village.writes("收款单位", "示例农业设施有限公司", exact=False)
    village.writes("金额（元）", amount, exact=False)
    page.get_by_label("收款账户是单位的对公账户").check()
    if is_last:
        page.get_by_label("这是尾款").check()
    village.presses("申请拨付")


def asks_for_money(village: Person, story: Story) -> None:
    village.expected.add(422)
    _asks(village, story, "大棚骨架材料款", "400000.01")
    village.sees("中央扶持资金 400,000元，已拨付和已申请 0元，还剩 400,000元，这次申请 400,000.01元，超出 0.01元。")
    village.expected.clear()
    village.writes("金额（元）", "300000", exact=False)
    village.presses("申请拨付").sees("已申请，等乡镇拨付。", "待乡镇拨付")
    assert village.overflow() == 0


def pays(township: Person, story: Story, voucher: str) -> None:
    township.opens(story.address)
    township.page.locator("summary", has_text="办理拨付").click()
    township.writes("凭证号", voucher, exact=False)
    township.presses("拨付", exact=True).sees("已拨付，已记下。")


def accepts_the_works(township: Person, story: Story) -> None:
    township.opens(story.address)
    township.writes("验收日期", timezone.localdate().isoformat(), exact=False)
    township.expected.add(422)
    township.writes("决算金额（元）", "520000", exact=False)
    township.presses("验收", exact=True).sees("请村里先办“调整投资”")
    township.expected.clear()
    township.writes("决算金额（元）", "400000", exact=False)
    township.presses("验收", exact=True).sees("已验收")
    assert story.project.state == S.COMPLETED


def is_refused_the_last_payment(village: Person, story: Story) -> None:
    village.expected.add(422)
    _asks(village, story, "尾款", "100000", is_last=True)
    village.sees("尾款要等实施结果公开以后再付")
    village.expected.clear()
    assert village.overflow() == 0


def asks_for_the_rest(village: Person, story: Story) -> None:
    _asks(village, story, "尾款", "100000", is_last=True)
    village.sees("已申请，等乡镇拨付。")


def begins_to_operate(village: Person, story: Story) -> None:
    village.opens(story.address)
    village.writes("从哪天开始运营", timezone.localdate().isoformat(), exact=False)
    village.page.get_by_label("经营方式").select_option(label="发包给经营主体")
    village.expected.add(422)
    village.presses("投入运营").sees("请写经营主体")
    village.expected.clear()
    village.writes("经营主体", "示例蔬菜合作社", exact=False)
    village.presses("投入运营").sees("运营中")
    assert story.project.state == S.OPERATING
