"""Outstanding secretaries, the five categories of people (五方面人员), and rounds of selection (选拔)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HonourLevel(TextChoices):
    TOWNSHIP = "township", _("乡镇级")
    COUNTY = "county", _("县级")
    CITY = "city", _("市级")
    PROVINCE = "province", _("省级")
    NATION = "nation", _("国家级")


# From the lowest up.
HONOUR_LADDER = tuple(HonourLevel)


class TalentCategory(TextChoices):
    STAFF = "staff", _("乡镇事业编制人员")
    SECRETARY = "secretary", _("优秀村党组织书记")
    GRADUATE = "graduate", _("到村任职过的选调生")
    FIRST_SECRETARY = "first_secretary", _("第一书记")
    TASK_FORCE = "task_force", _("驻村工作队员")


class RoundState(TextChoices):
    OPEN = "open", _("报名中")
    CLOSED = "closed", _("考试考察")
    PUBLISHED = "published", _("公示中")
    FINISHED = "finished", _("已结束")
    CANCELLED = "cancelled", _("已取消")


class RoundAction(TextChoices):
    OPEN = "open", _("发布")
    CLOSE = "close", _("截止报名")
    PUBLISH = "publish", _("开始公示")
    FINISH = "finish", _("结束这一轮")
    CANCEL = "cancel", _("取消这一轮")


class ApplicationState(TextChoices):
    APPLIED = "applied", _("乡镇已推荐")
    ACCEPTED = "accepted", _("资格审查通过")
    REJECTED = "rejected", _("资格审查未通过")
    EXAMINED = "examined", _("已考试")
    INSPECTED = "inspected", _("已考察")
    PROPOSED = "proposed", _("拟选拔")
    SELECTED = "selected", _("已选拔")
    NOT_SELECTED = "not_selected", _("未入选")
    WITHDRAWN = "withdrawn", _("已退出")


class ApplicationAction(TextChoices):
    APPLY = "apply", _("推荐报名")
    ACCEPT = "accept", _("资格审查通过")
    REJECT = "reject", _("资格审查不通过")
    SCORE = "score", _("登记考试成绩")
    INSPECT = "inspect", _("登记考察情况")
    PROPOSE = "propose", _("列为拟选拔人选")
    SELECT = "select", _("确定选拔")
    DROP = "drop", _("不再列入")
    WITHDRAW = "withdraw", _("退出")
