"""Sources of income, kinds of expense, and how far a village's year is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Item(TextChoices):
    """What is booked; which of them a year has is said by its accounting regime (`economy.regimes`)."""

    SALES = "sales", _("产品销售收入")
    RENT = "rent", _("出租收入")
    SERVICE = "service", _("劳务服务收入")
    CONTRACT = "contract", _("发包收入")
    HANDED = "handed", _("村办企业上交收入")
    INVEST = "invest", _("投资收益")
    SUBSIDY = "subsidy", _("补助收入")
    OTHER = "other", _("其他收入")
    COST = "cost", _("经营支出")
    TAX = "tax", _("税金及附加")
    ADMIN = "admin", _("管理费用")
    WELFARE = "welfare", _("公益支出")
    OTHER_COST = "other_cost", _("其他支出")
    INCOME_TAX = "income_tax", _("所得税费用")


# Earned by the collective itself (经营性收入): what the line of 100,000 yuan looks at.
OPERATING = (Item.SALES, Item.RENT, Item.SERVICE, Item.CONTRACT, Item.HANDED, Item.INVEST)
INCOME = (*OPERATING, Item.SUBSIDY, Item.OTHER)
EXPENSE = tuple(item for item in Item if item not in INCOME)
# What may come once and never again: the sale of an asset, a bulk of old rent.
ONCE = (*OPERATING, Item.OTHER)


class Origin(TextChoices):
    TYPED = "typed", _("按月登记")
    IMPORT = "import", _("全年导入")


class BookState(TextChoices):
    """How far a village's year is: only an open one is written to."""

    OPEN = "open", _("登记中")
    CLOSED = "closed", _("已结账，待审定")
    AUDITED = "audited", _("已审定")


class BookAction(TextChoices):
    CLOSE = "close", _("年度结账")
    AUDIT = "audit", _("审定")
    REOPEN = "reopen", _("退回重登")


class IncomeClass(TextChoices):
    """Classes of villages by the operating income of a year; the bounds are rules of the district."""

    SHELL = "shell", _("薄弱村")
    WEAK = "weak", _("接近达标")
    FAIR = "fair", _("一般村")
    GOOD = "good", _("较强村")
    STRONG = "strong", _("强村")


class ImportStage(TextChoices):
    CHECKED = "checked", _("等您确认")
    DONE = "done", _("已导入")
    DROPPED = "dropped", _("已放弃")
