"""Rules as they are said to a person: “3 天”, “0.20 元”, “会后5天内录入算及时（原来3天）”. Pure."""

import datetime as dt
import re
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers.enums import Severity
from ledgers.rulebook.book import ALWAYS, Kind, Rule, Value

# The place in a rule's name where its number belongs: “几天”, “多少小时”, “百分之几”.
BLANK = re.compile("百分之几|百分之多少|几|多少")  # i18n: data

# The first part of a rule's code → the part of the ledger, in the order of the page.
PARTS = {
    "meetings": gettext_lazy("组织生活"),
    "life": gettext_lazy("谈话和评议"),
    "roll": gettext_lazy("党员名册"),
    "development": gettext_lazy("发展党员"),
    "participation": gettext_lazy("学时和参加活动"),
    "transfer": gettext_lazy("组织关系转接"),
    "dues": gettext_lazy("党费"),
    "publication": gettext_lazy("三务公开"),
    "decisions": gettext_lazy("四议两公开"),
    "chain": gettext_lazy("审查流程"),
    "sampling": gettext_lazy("抽样复审"),
    "circular": gettext_lazy("通报"),
    "colours": gettext_lazy("红黄蓝绿"),
    "talks": gettext_lazy("约谈"),
    "finding": gettext_lazy("问题整改"),
    "inspections": gettext_lazy("指导站抽查"),
    "pay": gettext_lazy("村干部报酬"),
    "assessment": gettext_lazy("村干部考核"),
    "cadres": gettext_lazy("村干部"),
    "vetting": gettext_lazy("村干部联审和备案"),
    "duty": gettext_lazy("坐班值班"),
    "growth": gettext_lazy("双提升"),
    "talent": gettext_lazy("选拔"),
    "economy": gettext_lazy("集体经济"),
    "facilities": gettext_lazy("阵地六有"),
    "upgrade": gettext_lazy("不达标村清零"),
    "redflag": gettext_lazy("红旗党支部"),
    "scheme": gettext_lazy("“1+2+3+X”工作方案"),
    "check": gettext_lazy("预审检查"),
}


def part_of(code: str) -> str:
    """Return the part of the ledger that a rule belongs to: "check" for "check.order"."""
    return code.partition(".")[0]


def part_label(part: str) -> str:
    return str(PARTS.get(part) or _("其他"))


# What a check of the negative list does: it is no pre-review of a ledger.
VETTING_LABELS = {
    Severity.BLOCK: gettext_lazy("不能任职"),
    Severity.WARN: gettext_lazy("不宜任职，要说明理由"),
    Severity.OFF: gettext_lazy("不看"),
}


def severity_label(code: str, severity: str) -> str:
    """Return what is done about a check, in words."""
    return str(VETTING_LABELS[severity] if part_of(code) == "vetting" else Severity(severity).label)


def day_with_year(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"  # i18n: data


def since_in_words(day: dt.date) -> str:
    """Return from when a version holds; the nation's first versions have held longer than anyone asks."""
    return _("一直有效") if day <= ALWAYS else _("%(day)s起") % {"day": day_with_year(day)}


def yuan(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def number_in_words(rule: Rule, value: Value) -> str:
    """Return a value with its unit, as it stands in a sentence: 3天, 0.20元, 80%."""
    if rule.kind == Kind.CENTS:
        return f"{yuan(int(value))}{rule.unit}"
    if rule.kind == Kind.PERCENT:
        return f"{Decimal(value):f}%"
    if rule.kind == Kind.FLAG:
        return _("是") if value else _("否")
    return f"{value}{rule.unit}"


def value_in_words(rule: Rule) -> str:
    """Return what the rule says: its value, or for a check what the pre-review does about it."""
    return severity_label(rule.code, rule.severity) if rule.is_check else number_in_words(rule, rule.value)


def bounds_in_words(rule: Rule) -> str:
    return _("%(least)s到%(most)s") % {
        "least": number_in_words(rule, rule.least),
        "most": number_in_words(rule, rule.most),
    }


def sentence_of(rule: Rule) -> str:
    """Return the rule as a sentence with its number in the place that its name leaves open."""
    number = number_in_words(rule, rule.value)
    if rule.kind in (Kind.COUNT, Kind.CENTS) and rule.unit:
        for blank in ("几", "多少"):  # i18n: data
            if f"{blank}{rule.unit}" in rule.name:
                return rule.name.replace(f"{blank}{rule.unit}", number, 1)
    if rule.kind == Kind.PERCENT and BLANK.search(rule.name):
        return BLANK.sub(number, rule.name, count=1)
    return _("%(name)s：%(number)s") % {"name": rule.name, "number": number}


def change_in_words(before: Rule, after: Rule) -> str:
    """Return what changes from `after.valid_from` on, in one sentence with what was before."""
    when = _("从%(day)s起，") % {"day": day_with_year(after.valid_from)}
    if after.is_check and before.severity != after.severity:
        what = _("“%(name)s”改为“%(new)s”（原来是“%(old)s”）。") % {
            "name": after.name,
            "new": value_in_words(after),
            "old": value_in_words(before),
        }
    elif not after.is_check and before.value != after.value:
        what = _("%(sentence)s（原来%(old)s）。") % {
            "sentence": sentence_of(after),
            "old": number_in_words(before, before.value),
        }
    else:
        what = _("“%(name)s”的依据写为%(citation)s，规定本身不变。") % {
            "name": after.name,
            "citation": after.citation,
        }
    return when + what
