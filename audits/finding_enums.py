"""Words of the list of problems (问题清单): where one comes from, by when it is mended, how far it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FindingSource(TextChoices):
    """Who found the problem (问题来源)."""

    TOWNSHIP = "township", _("乡镇审查")
    DISTRICT = "district", _("区级复审")
    STATION = "station", _("指导站督查")
    PATROL = "patrol", _("巡察反馈")
    SELF = "self", _("支部自查")


class FindingClock(TextChoices):
    """By when it is to be mended (整改时限). The numbers of days are rules: finding.at_once_days and others."""

    AT_ONCE = "at_once", _("立行立改")
    LIMITED = "limited", _("限期整改")
    LONG = "long", _("长期坚持")


class FindingStatus(TextChoices):
    """新建 → 下发 → 整改中 → 申请销号 → 初验 → 销号 → 回头看."""

    NEW = "new", _("待下发")
    ISSUED = "issued", _("已下发")
    MENDING = "mending", _("整改中")
    APPLIED = "applied", _("待乡镇初验")
    CHECKED = "checked", _("待区级核验")
    CLOSED = "closed", _("已销号")
    LOOKED_BACK = "looked_back", _("已回头看")


class FindingAction(TextChoices):
    OPEN = "open", _("列入清单")
    AGAIN = "again", _("再次发现")
    ISSUE = "issue", _("下发")
    MEASURE = "measure", _("写整改措施")
    APPLY = "apply", _("申请销号")
    CHECK = "check", _("初验通过")
    REJECT = "reject", _("驳回")
    CLOSE = "close", _("核验销号")
    LOOK_BACK = "look_back", _("回头看")
    REOPEN = "reopen", _("复发重开")


# States in which the branch, or someone above it, still has something to do.
UNFINISHED = (
    FindingStatus.NEW,
    FindingStatus.ISSUED,
    FindingStatus.MENDING,
    FindingStatus.APPLIED,
    FindingStatus.CHECKED,
)
FINISHED = (FindingStatus.CLOSED, FindingStatus.LOOKED_BACK)
# The branch's own desk: these have a limit that runs.
AT_BRANCH = (FindingStatus.ISSUED, FindingStatus.MENDING)
