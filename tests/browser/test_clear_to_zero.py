"""A village that falls short, from the census to the closing, with a missed day and a talk on the way."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from audits.models import TalkCase
from audits.services.deadlines import deadlines_run
from facilities.enums.checks import CheckLevel
from facilities.models import CensusEntry, UpgradeProject
from tests.browser.people import Person
from tests.evidence.samples import noise_jpeg
from tests.facilities.check_samples import checked
from tests.factories import District
from tests.ledgers.decision_samples import confirm, publish, start

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


def test_a_village_is_cleared_from_the_census_to_the_closing(visit):
    district = District()
    checked(district, CheckLevel.TOWNSHIP, place={"floor": 90}, done_on=today(), at=timezone.now())
    decision = start(district)
    township = visit(district.reviewer)
    lists_the_village(township)
    opens_the_project(township, decision)

    county = visit(district.district_reviewer)
    is_told_which_step_is_missing(county)
    the_money_is_refused(township)
    for number in range(1, 5):
        confirm(district, decision, number)
    publish(district, decision)
    county.opens(project_path()).sees("下一步：立项")
    county.presses("立项", exact=True).sees("立项：已登记。")

    village = visit(district.secretary, phone=True)
    takes_the_photo_of_before(village)
    township.opens(project_path()).presses("开工", exact=True).sees("开工：已登记。", "施工中")
    pays(township)
    reports_the_month(village)

    misses_the_day()
    is_called_to_a_talk(county, district)
    finishes(village, township)
    accepts(county)
    closes(visit, district, decision, township)
    call_command("check_data")


def project_path() -> str:
    return f"/facilities/projects/{UpgradeProject.objects.get().pk}/"


def photo() -> list[dict]:
    return [{"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": noise_jpeg()}]


def lists_the_village(township: Person) -> None:
    township.opens("/facilities/projects/").sees("检查不达标，还没有建账", "马源村")
    township.follows("建账").sees_heading("马源村建账")
    township.page.locator("#id_cause").select_option(label="面积不达标")
    township.writes("具体情况", "建筑面积90平方米，差110平方米。", exact=False)
    township.presses("建账").sees_heading("建立提升项目")


def opens_the_project(township: Person, decision) -> None:
    page = township.page
    township.writes("项目名称", "改建党群服务中心", exact=False)
    page.locator("#id_way").select_option(label="改建")
    township.writes("建设内容", "加盖一层，面积增加到320平方米。", exact=False)
    page.locator("#id_decision").select_option(str(decision.pk))
    township.writes("预算（元）", "120000", exact=False)
    township.writes("承诺完成日", (today() + 60 * DAY).isoformat(), exact=False)
    township.writes("区级补助", "80000", exact=False)
    township.writes("村集体", "39999.99", exact=False)
    township.expected.add(422)
    township.presses("保存").sees("资金来源合计 119,999.99元，与预算 120,000元 不一致。")
    township.expected.clear()
    township.writes("村集体", "40000", exact=False)
    township.presses("保存").sees_heading("改建党群服务中心").sees("待立项")
    assert township.overflow() == 0


def is_told_which_step_is_missing(county: Person) -> None:
    county.opens(project_path()).sees("下一步：立项", "第1步（村党组织提议）")
    expect(county.page.get_by_role("button", name="立项", exact=True)).to_have_count(0)


def the_money_is_refused(township: Person) -> None:
    """No form is offered, and one posted directly is refused with the missing step."""
    township.opens(project_path()).sees("不予审批工程、拨付资金")
    expect(township.page.get_by_text("登记拨付")).to_have_count(0)
    token = township.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form = {"amount": "1000", "paid_on": today().isoformat(), "purpose": "预付款", "voucher": "记-1"}
    answer = township.page.request.post(
        f"{project_path()}payment/",
        form={**form, "csrfmiddlewaretoken": token},
        headers={"Referer": township.page.url},
    )
    assert answer.status == 422 and "第1步（村党组织提议）" in answer.text()


def takes_the_photo_of_before(village: Person) -> None:
    village.opens("/facilities/projects/").follows("改建党群服务中心").sees("还没有照片")
    add_photo(village, "改造前")
    assert village.overflow() == 0


def add_photo(person: Person, stage: str) -> None:
    person.page.locator("summary", has_text="加照片").click()
    person.page.locator("#photo-stage").select_option(label=stage)
    person.page.locator("#photo-photo").set_input_files(photo())
    person.presses("加照片").sees("照片已保存。")


def pays(township: Person) -> None:
    township.page.locator("summary", has_text="登记拨付").click()
    township.page.locator("#payment-amount").fill("60000")
    township.page.locator("#payment-purpose").fill("工程预付款")
    township.page.locator("#payment-voucher").fill("记-11-08")
    township.presses("登记拨付").sees("拨付已登记。", "60,000.00 元")


def reports_the_month(village: Person) -> None:
    village.opens(project_path())
    village.page.locator("summary", has_text="报进度").click()
    village.page.locator("#report-percent").fill("60")
    village.page.locator("#report-text").fill("主体封顶，正在装修。")
    village.presses("报进度").sees("进度已报。", "60%", "主体封顶，正在装修。")


def misses_the_day() -> None:
    """Two months go by: the clock raises the talk, once however often it runs."""
    late = timezone.now().replace(hour=4) + 61 * DAY
    deadlines_run(at=late)
    deadlines_run(at=late + DAY)
    assert TalkCase.objects.filter(project__isnull=False).count() == 1


def is_called_to_a_talk(county: Person, district: District) -> None:
    case = TalkCase.objects.get(project__isnull=False)
    assert case.organisation == district.township
    county.opens("/audits/talks/").sees("约谈乡镇党委书记", "到期未完成")
    county.opens(f"/audits/talks/{case.pk}/").sees("改建党群服务中心", "待发通知")


def finishes(village: Person, township: Person) -> None:
    village.opens(project_path())
    add_photo(village, "改造后")
    township.opens(project_path()).presses("报告完工").sees("报告完工：已登记。", "已完工，待验收")


def accepts(county: Person) -> None:
    county.opens(project_path())
    county.page.locator("#acceptance-team").fill("区委组织部、区住建局")
    county.page.locator("#acceptance-score").fill("92")
    county.page.locator("#acceptance-text").fill("面积和功能符合要求。")
    county.presses("登记验收").sees("验收已登记。", "验收合格，待销号")
    county.misses("下一步：销号")  # whoever accepted does not close


def closes(visit, district: District, decision, township: Person) -> None:
    lead = visit(district.lead)
    lead.opens(project_path()).sees("还不能销号", "第6步（实施结果公开）")
    publish(district, decision, 6)
    lead.opens(project_path()).sees("完工后的检查还没有达标")
    checked(district, CheckLevel.TOWNSHIP, done_on=today(), at=timezone.now(), **fresh())
    lead.opens(project_path()).presses("销号", exact=True).sees("销号：已登记。", "已销号")
    assert CensusEntry.objects.get().cleared_on == today()
    township.opens("/facilities/projects/?show=cleared").sees("改建党群服务中心", "已销号")


def fresh() -> dict:
    """Boards that were renewed these days, by the clock of the machine."""
    return {"board": {"fresh": today().toordinal()}, "display": {"renewed": today().toordinal()}}
