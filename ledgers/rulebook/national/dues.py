"""Rules of Party dues (党费): 中组发〔2008〕3号, in force since 2008-04-01."""

# i18n: data file

import datetime as dt
from decimal import Decimal

from ledgers.enums import RuleScope
from ledgers.rulebook.book import Kind, Rule

SOURCE = "《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）"
EDUCATION = "《中国共产党党员教育管理工作条例》"
SINCE = dt.date(2008, 4, 1)


def _law(code: str, name: str, kind: Kind, value, article: str, unit: str = "元") -> Rule:
    return Rule(f"dues.{code}", name, kind, value, unit, SOURCE, article, valid_from=SINCE)


def _check(code: str, name: str, article: str = "", *, source: str = SOURCE) -> Rule:
    return Rule(f"check.dues_{code}", name, Kind.CHECK, source=source, article=article)


RULES = (
    Rule(
        code="dues.farmer_cents",
        name="农民党员每月党费",
        kind=Kind.CENTS,
        value=20,
        unit="元",
        source=SOURCE,
        article="第六条",
        scope=RuleScope.DISTRICT,
        least=20,
        most=100,
    ),
    _law("relief_cents", "学生、下岗失业、靠抚恤救济和低保生活的党员每月党费", Kind.CENTS, 20, "第六条"),
    # The whole base times the one rate of its bracket, not a progressive scale (第二条).
    _law("wage_first_cents", "工资党费第一档到多少元", Kind.CENTS, 3_000_00, "第二条"),
    _law("wage_first_rate", "工资党费第一档比例", Kind.PERCENT, Decimal("0.5"), "第二条", "%"),
    _law("wage_second_cents", "工资党费第二档到多少元", Kind.CENTS, 5_000_00, "第二条"),
    _law("wage_second_rate", "工资党费第二档比例", Kind.PERCENT, Decimal("1"), "第二条", "%"),
    _law("wage_third_cents", "工资党费第三档到多少元", Kind.CENTS, 10_000_00, "第二条"),
    _law("wage_third_rate", "工资党费第三档比例", Kind.PERCENT, Decimal("1.5"), "第二条", "%"),
    _law("wage_top_rate", "工资党费第三档以上比例", Kind.PERCENT, Decimal("2"), "第二条", "%"),
    _law("retired_first_cents", "离退休党员党费第一档到多少元", Kind.CENTS, 5_000_00, "第五条"),
    _law("retired_first_rate", "离退休党员党费第一档比例", Kind.PERCENT, Decimal("0.5"), "第五条", "%"),
    _law("retired_top_rate", "离退休党员党费第一档以上比例", Kind.PERCENT, Decimal("1"), "第五条", "%"),
    _law("back_months", "最多补交几个月以前的党费", Kind.COUNT, 6, "第十二条", "个月"),
    _law("ahead_months", "最多预交几个月的党费（经支部同意可以每季度交一次）", Kind.COUNT, 2, "第十二条", "个月"),
    _law("central_cents", "一次交纳多少元以上全部上缴中央", Kind.CENTS, 1_000_00, "第八条"),
    Rule(
        "dues.proxy_from",
        "一个人同一天替几名以上党员交党费请核对",
        Kind.COUNT,
        5,
        "人",
        SOURCE,
        "第十四条",
        scope=RuleScope.DISTRICT,
        least=2,
        most=20,
    ),
    Rule(
        "dues.alarm_first",
        "连续几个月不交党费开始提醒",
        Kind.COUNT,
        3,
        "个月",
        SOURCE,
        "第十三条",
        scope=RuleScope.DISTRICT,
        least=1,
        most=3,
    ),
    Rule(
        "dues.alarm_second",
        "连续几个月不交党费再次提醒",
        Kind.COUNT,
        5,
        "个月",
        SOURCE,
        "第十三条",
        scope=RuleScope.DISTRICT,
        least=4,
        most=5,
    ),
    _law("alarm_last", "无正当理由连续几个月不交党费按自行脱党处理", Kind.COUNT, 6, "第十三条", "个月"),
    Rule(
        "dues.publish_by_month",
        "每年几月底前公布上一年党费收缴情况",
        Kind.COUNT,
        1,
        "月",
        SOURCE,
        "第二十三条",
        scope=RuleScope.DISTRICT,
        least=1,
        most=6,
    ),
    _check("gap", "党费按月交，前面的月份没有漏交", "第十二条"),
    _check("amount", "党费按标准足额交纳", "第二至六条"),
    _check("central", "一次交纳1000元以上的党费全部上缴中央", "第八条"),
    _check("ahead", "不一次预交全年党费", "第十二条"),
    _check("one_hand", "党费由本人交纳，没有垫交、扣缴", "第十四条"),
    _check("approval", "少交、免交党费经支部研究并报上级党委批准", "第九条"),
    _check("alarm", "没有连续几个月不交党费的党员", "第十三条"),
)
