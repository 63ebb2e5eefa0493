"""What a village publishes (三务公开目录): each item with how often, and an outline to write it by.

How often is a rule (`ledgers.rulebook.national.publication`), so that a district may ask for more often.
"""

# i18n: data file

from dataclasses import dataclass

from ledgers.enums.publication import AffairsKind


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One item. Exactly one of these says when it is due:

    `months_rule`: the rule with the number of months of a period; `busy_rule` is taken instead in villages where money
    moves often. `month_rule`: the rule with the month (1–12) by whose end last year's matter is published. Neither: at
    any time, when there is something to publish.
    """

    code: str
    kind: str
    name: str
    outline: str
    months_rule: str = ""
    busy_rule: str = ""
    month_rule: str = ""

    @property
    def is_owed(self) -> bool:
        """Whether it is owed at all; the others are published when they arise."""
        return bool(self.months_rule or self.month_rule)


CATALOGUE = (
    CatalogueItem(
        "party.work",
        AffairsKind.PARTY,
        "党组织工作情况",
        "一、支部班子分工：\n二、年度目标和完成情况：\n三、三会一课、主题党日开展情况：\n四、发展党员、民主评议、评先评优情况：\n",
        months_rule="publication.party_months",
    ),
    CatalogueItem(
        "party.dues",
        AffairsKind.PARTY,
        "党费收缴使用情况",
        "一、应交党员人数、实交人数：\n二、全年收缴总额：\n三、上缴和下拨使用情况：\n",
        month_rule="publication.dues_month",
    ),
    CatalogueItem(
        "village.affairs",
        AffairsKind.VILLAGE,
        "村务一般事项",
        "一、村民会议、村民代表会议决定的事项和落实情况：\n二、政府拨付和接受社会捐赠的救灾救助等资金、物资的管理使用：\n"
        "三、协助政府开展工作的情况：\n四、村民普遍关心的其他事项：\n",
        months_rule="publication.village_months",
    ),
    CatalogueItem(
        "finance.accounts",
        AffairsKind.FINANCE,
        "财务收支情况",
        "一、收入：\n二、支出：\n三、结余：\n四、债权债务：\n",
        months_rule="publication.finance_months",
        busy_rule="publication.finance_busy_months",
    ),
    CatalogueItem(
        "finance.collective",
        AffairsKind.FINANCE,
        "集体经济年度经营报告",
        "一、年度经营情况：\n二、财务会计报告：\n三、收益分配方案：\n",
        month_rule="publication.collective_month",
    ),
    CatalogueItem(
        "party.admission",
        AffairsKind.PARTY,
        "发展党员公示",
        "公示对象：\n入党时间和培养情况：\n公示期限和受理方式：\n",
    ),
    CatalogueItem(
        "village.decision",
        AffairsKind.VILLAGE,
        "四议两公开：决议公开",
        "事项：\n决议内容：\n到会和表决情况：\n公示期限和受理方式：\n",
    ),
    CatalogueItem(
        "village.result",
        AffairsKind.VILLAGE,
        "四议两公开：实施结果公开",
        "事项：\n实施情况：\n决算和验收情况：\n",
    ),
    CatalogueItem(
        "village.relief",
        AffairsKind.VILLAGE,
        "低保、救助和补贴对象公示",
        "政策依据：\n对象（只写姓名和村小组）：\n金额：\n公示期限和受理方式：\n",
    ),
    CatalogueItem(
        "finance.project",
        AffairsKind.FINANCE,
        "工程项目收支",
        "项目：\n预算：\n已支付：\n余款：\n",
    ),
)

BY_CODE = {item.code: item for item in CATALOGUE}
