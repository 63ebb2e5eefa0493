"""Words of the duty roster (坐班值班): shifts, swaps, leave, visitors, spot checks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Shift(TextChoices):
    DAY = "day", _("全天")
    MORNING = "am", _("上午")
    AFTERNOON = "pm", _("下午")


HALF_DAYS = (Shift.MORNING, Shift.AFTERNOON)


class RosterStatus(TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已公布")


class SwapState(TextChoices):
    """Swapping needs the other's consent (调班须报备)."""

    ASKED = "asked", _("等对方答复")
    AGREED = "agreed", _("已同意")
    REFUSED = "refused", _("没有同意")
    DROPPED = "dropped", _("已撤回")


class LeaveState(TextChoices):
    ASKED = "asked", _("待审批")
    GRANTED = "granted", _("已批准")
    REFUSED = "refused", _("没有批准")
    DROPPED = "dropped", _("已撤回")


class LeaveLevel(TextChoices):
    """Who decides on a leave, by its length (请假审批权限)."""

    SECRETARY = "secretary", _("村党组织书记")
    LIAISON = "liaison", _("包村干部（乡镇审查小组）")
    COMMITTEE = "committee", _("乡镇党委书记")


class CheckWay(TextChoices):
    """How a spot check was made (抽查方式). Nobody's whereabouts are tracked: a person asks and writes it down."""

    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    VISIT = "visit", _("实地")


class CheckResult(TextChoices):
    ON_DUTY = "on_duty", _("在岗")
    AWAY = "away", _("脱岗")
    UNREACHABLE = "unreachable", _("联系不上")


class MatterState(TextChoices):
    OPEN = "open", _("办理中")
    CLOSED = "closed", _("已办结")
