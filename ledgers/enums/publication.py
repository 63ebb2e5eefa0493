"""Kinds, states and places of publishing affairs (三务公开)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AffairsKind(TextChoices):
    """The three kinds of affairs (三务)."""

    PARTY = "party", _("党务")
    VILLAGE = "village", _("村务")
    FINANCE = "finance", _("财务")


class PublicationStatus(TextChoices):
    """Where a publication stands (党务公开条例（试行）第十五条: 提出、审核、审批、实施)."""

    DRAFT = "draft", _("起草中")
    CHECKED = "checked", _("已审核")
    APPROVED = "approved", _("已审批")
    UP = "up", _("公示中")
    DOWN = "down", _("已撤下")


class PublicationAction(TextChoices):
    CHECK = "check", _("审核（含保密审查）")
    APPROVE = "approve", _("审批同意")
    PUT_UP = "put_up", _("贴出公布")
    TAKE_DOWN = "take_down", _("撤下存档")
    RETURN = "return", _("退回修改")


class PublicationPlace(TextChoices):
    """Where villagers can read it."""

    BOARD = "board", _("村公示栏")
    GROUP_BOARD = "group", _("村民小组公示栏")
    MEETING = "meeting", _("会议宣布")
    ONLINE = "online", _("网上（微信群、平台）")


class PhotoMoment(TextChoices):
    """What a file shows: the notice on its first or last day, or the signed draft (底稿)."""

    FIRST = "first", _("首日照片")
    LAST = "last", _("末日照片")
    DRAFT = "draft", _("底稿")
