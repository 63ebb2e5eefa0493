"""Duty on 365 days in the villages (坐班值班), all of it fixed by the district."""

# i18n: data file

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "区委组织部村干部坐班值班和请销假办法"


def _local(code: str, name: str, value: int, unit: str, least: int, most: int) -> Rule:
    return Rule(f"duty.{code}", name, Kind.COUNT, value, unit, SOURCE, scope=RuleScope.DISTRICT, least=least, most=most)


RULES = (
    _local("shifts", "一天分几班（2：上午班和下午班）", 1, "班", 1, 2),
    _local("people", "每班安排几人（2：A岗和B岗）", 2, "人", 1, 2),
    _local("draft_day", "每月几日系统排出下月值班表草稿", 20, "日", 1, 28),
    _local("remind_days", "下月值班表没有公布，月底前几天提醒", 3, "天", 1, 15),
    _local("balance_months", "排班时看前几个月的班数", 3, "个月", 1, 12),
    _local("leave_secretary_days", "请假几天以内由村党组织书记批", 1, "天", 0, 5),
    _local("leave_liaison_days", "请假几天以内由包村干部批（再多报乡镇党委）", 3, "天", 1, 15),
    _local("leave_year_days", "一年请假最多几天", 60, "天", 1, 120),
    _local("matter_days", "群众来访几天内办结", 7, "天", 1, 60),
)
