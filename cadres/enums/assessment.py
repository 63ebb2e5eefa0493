"""Yearly assessment and the audit at the end of a term (考核评议、经济责任审计)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Grade(TextChoices):
    """The result of a year, the best first; who was not in office long enough gets none."""

    EXCELLENT = "excellent", _("优秀")
    COMPETENT = "competent", _("称职")
    BASIC = "basic", _("基本称职")
    UNFIT = "unfit", _("不称职")
    UNGRADED = "ungraded", _("不定等次")


# What ballots and the township choose from.
GRADES = (Grade.EXCELLENT, Grade.COMPETENT, Grade.BASIC, Grade.UNFIT)


class AssessmentState(TextChoices):
    DRAFT = "draft", _("登记中")
    CONFIRMED = "confirmed", _("已确认")


class AuditKind(TextChoices):
    """村民委员会组织法 第三十五条."""

    TERM = "term", _("任期经济责任审计")
    LEAVING = "leaving", _("离任经济责任审计")


class AuditOrgan(TextChoices):
    """Who organises the audit (村民委员会组织法 第三十五条)."""

    AGRICULTURE = "agriculture", _("区农业农村部门")
    FINANCE = "finance", _("区财政部门")
    TOWNSHIP = "township", _("乡镇人民政府")


class AuditSubject(TextChoices):
    """What is audited (村民委员会组织法 第三十五条)."""

    ACCOUNTS = "accounts", _("财务收支")
    DEBTS = "debts", _("债权债务")
    GRANTS = "grants", _("政府拨付和接受社会捐赠的资金、物资")
    CONTRACTS = "contracts", _("生产经营和建设项目的发包管理、公益事业招标投标")
    ASSETS = "assets", _("集体资金资产资源的管理使用")
    LAND = "land", _("征收征用补偿费的使用、分配")
