"""Messages outside the site in the demo: nothing leaves it; one person's e-mail shows what a failure looks like."""

import datetime as dt

from config.lib.crypto import encrypt
from dashboards.demo.people import Cast
from notices.enums import ChannelKind, CheckState, DeliveryState
from notices.models import Channel, Delivery, Notice

WORDS = "发信服务器没有接受这个邮箱地址"  # i18n: data


def channels_fill(cast: Cast, at: dt.datetime) -> int:
    """Give the township's leader an e-mail address to which the last message could not be delivered."""
    owner = cast.named["zhenshuji"]
    notice = Notice.objects.filter(recipient=owner).order_by("-created_at").first()
    since = at - dt.timedelta(hours=20)
    channel = Channel.objects.create(
        kind=ChannelKind.EMAIL,
        owner=owner,
        district=cast.district,
        address=encrypt("zhenshuji@example.com"),
        digest=True,
        created_at=at - dt.timedelta(days=60),
        created_by=owner,
        verified_at=at - dt.timedelta(days=60),
        check_state=CheckState.SENT,
        check_at=at - dt.timedelta(days=60),
        failed_at=since,
        error=WORDS,
    )
    if notice:
        Delivery.objects.create(
            notice=notice,
            channel=channel,
            event=notice.key,
            state=DeliveryState.FAILED,
            due_at=since,
            tries=5,
            words=WORDS,
        )
    return 1
