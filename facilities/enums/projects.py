"""Clearing below-standard villages (不达标村清零): causes, ways, money, states and moves of a project."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ledgers.enums.decisions import Matter


class Cause(TextChoices):
    """Why a village falls short, as the census sorts them (domain 8.2)."""

    UNUSABLE = "unusable", _("有产权，不能正常使用")
    NO_TITLE = "no_title", _("没有产权，能长期使用")
    SMALL = "small", _("面积不达标")
    RENTED = "rented", _("租用")
    BORROWED = "borrowed", _("借用")
    NONE = "none", _("没有场所")
    FITTINGS = "fittings", _("场所达标，配套不达标")


class Way(TextChoices):
    BUILD = "build", _("新建")
    REBUILD = "rebuild", _("改建")
    REPAIR = "repair", _("修缮")
    SWAP = "swap", _("置换")


class Source(TextChoices):
    """Whose money it is."""

    CENTRAL = "central", _("中央和省级补助")
    CITY = "city", _("市级补助")
    DISTRICT = "district", _("区级补助")
    TOWNSHIP = "township", _("乡镇自筹")
    VILLAGE = "village", _("村集体")
    GIFT = "gift", _("捐赠")
    OTHER = "other", _("其他")


class ProjectState(TextChoices):
    DRAFT = "draft", _("待立项")
    APPROVED = "approved", _("已立项，待开工")
    STARTED = "started", _("施工中")
    DONE = "done", _("已完工，待验收")
    ACCEPTED = "accepted", _("验收合格，待销号")
    CLOSED = "closed", _("已销号")


class ProjectAction(TextChoices):
    """What moves a project; every one leaves a row of the log."""

    OPEN = "open", _("建立项目")
    APPROVE = "approve", _("立项")
    START = "start", _("开工")
    POSTPONE = "postpone", _("延期")
    REVISE = "revise", _("追加预算，重新立项")
    CONFIRM = "confirm", _("确认变更后的决议")
    FINISH = "finish", _("报告完工")
    FAIL = "fail", _("验收不合格")
    ACCEPT = "accept", _("验收合格")
    CLOSE = "close", _("销号")


A, S = ProjectAction, ProjectState
# action → (from, to). The database's triggers are made of the same table.
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    A.APPROVE: ((S.DRAFT,), S.APPROVED),
    A.START: ((S.APPROVED,), S.STARTED),
    A.REVISE: ((S.APPROVED, S.STARTED), S.DRAFT),
    A.FINISH: ((S.STARTED,), S.DONE),
    A.FAIL: ((S.DONE,), S.STARTED),
    A.ACCEPT: ((S.DONE,), S.ACCEPTED),
    A.CLOSE: ((S.ACCEPTED,), S.CLOSED),
}
MATTERS = (Matter.WORKS, Matter.ASSETS)  # as what a house is decided: to be built, or swapped for another
# While the deadline runs: what is handed over for acceptance waits for the district, not for the township.
RUNNING = (S.DRAFT, S.APPROVED, S.STARTED)
# Approved and not closed: while money may leave.
OPEN_STATES = (S.APPROVED, S.STARTED, S.DONE, S.ACCEPTED)
APPROVED_STATES = (*OPEN_STATES, S.CLOSED)


class Stage(TextChoices):
    """When a photo was taken."""

    BEFORE = "before", _("改造前")
    DURING = "during", _("施工中")
    AFTER = "after", _("改造后")
