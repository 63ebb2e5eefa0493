"""Categories of the dues standard (党费标准)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DuesCategory(TextChoices):
    """By what a member's dues are reckoned (中组发〔2008〕3号 第二至九条)."""

    FARMER = "farmer", _("农民")
    WAGE = "wage", _("按月领工资")
    SALARY = "salary", _("年薪制")
    SELF_EMPLOYED = "self", _("个体经营")
    RETIRED = "retired", _("离退休")
    RELIEF = "relief", _("学生、下岗、低保")
    REDUCED = "reduced", _("困难少交")
    EXEMPT = "exempt", _("困难免交")


# Reckoned from an income, which the standard then names.
WITH_INCOME = (DuesCategory.WAGE, DuesCategory.SALARY, DuesCategory.SELF_EMPLOYED, DuesCategory.RETIRED)
# Discussed by the branch and approved by the Party committee above it (第九条).
WITH_APPROVAL = (DuesCategory.REDUCED, DuesCategory.EXEMPT)


class PaidHow(TextChoices):
    """How a month's dues came in, or that they did not."""

    ON_TIME = "on_time", _("当月交")
    LATE = "late", _("迟交")  # after the month's end, still into its own ledger
    BACK = "back", _("补交")  # through the ledger of a later month
    AHEAD = "ahead", _("预交")  # through the ledger of an earlier month
    OWED = "owed", _("未交")
    NOT_DUE = "not_due", _("不用交")
