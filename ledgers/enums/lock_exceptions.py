"""Progress of a request to hand in after the lock (补报申请)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExceptionState(TextChoices):
    ASKED = "asked", _("等乡镇审核")
    DECLINED = "declined", _("乡镇不同意")
    SUPPORTED = "supported", _("等区里批准")
    REFUSED = "refused", _("区里没有批准")
    GRANTED = "granted", _("已批准，等补报")
    USED = "used", _("已补报")
    EXPIRED = "expired", _("过期没有补报")


OPEN_STATES = (ExceptionState.ASKED, ExceptionState.SUPPORTED, ExceptionState.GRANTED)
