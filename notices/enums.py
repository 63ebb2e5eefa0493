"""What messages are about, the ways they leave the site, and how far they have got."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeKind(TextChoices):
    """What a message is about. The label may leave the site: it never says whom a message is about."""

    RETURNED = "returned", _("台账退回")
    REMINDER = "reminder", _("台账提交提醒")
    RECORDS = "records", _("支部工作提醒")
    OVERDUE = "overdue", _("逾期情况")
    CIRCULAR = "circular", _("通报签收")
    DESK = "desk", _("通报办理")
    OTHER = "other", _("其他消息")


# These wait for no collected message: a limit of days runs, or a colleague is waiting.
URGENT = (NoticeKind.RETURNED, NoticeKind.DESK)


class ChannelKind(TextChoices):
    """A way out of the site."""

    EMAIL = "email", _("邮箱")
    WECOM = "wecom", _("企业微信群机器人")
    DINGTALK = "dingtalk", _("钉钉群机器人")
    FEISHU = "feishu", _("飞书群机器人")


ROBOTS = (ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU)


class CheckState(TextChoices):
    """How far a test message has got, or the message with the code that proves an e-mail address."""

    NONE = "none", _("没有试过")
    ASKED = "asked", _("等待发送")
    RUNNING = "running", _("正在发送")
    SENT = "sent", _("已发出")
    FAILED = "failed", _("没有发出")


class DeliveryState(TextChoices):
    """How far a message has got on its way out."""

    QUEUED = "queued", _("等待发送")
    SENDING = "sending", _("正在发送")
    SENT = "sent", _("已发出")
    FAILED = "failed", _("没有送到")
    WITHDRAWN = "withdrawn", _("已撤回")
