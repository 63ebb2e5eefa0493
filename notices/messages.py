"""What a message says outside the site: a title that names no person, the office it concerns, and a link."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from notices.enums import NoticeKind
from notices.models import Notice


@dataclass(frozen=True, slots=True)
class Message:
    title: str
    body: str


def message_of(notices: Sequence[Notice]) -> Message:
    """Return the text for one message, or for several that are collected: their kinds with counts."""
    if len(notices) == 1:
        return _single(notices[0])
    counts = Counter(notice.kind for notice in notices)
    shown = [(label, counts[kind]) for kind, label in NoticeKind.choices if counts[kind]]
    lines = [_("%(kind)s：%(n)d条") % {"kind": label, "n": n} for label, n in shown]
    return Message(_headed(_("您有%(n)d条消息") % {"n": len(notices)}), _linked(lines, reverse("notices:notice-list")))


def _single(notice: Notice) -> Message:
    lines = [notice.place.short_name] if notice.place else []
    title = notice.outside or notice.get_kind_display()
    return Message(_headed(title), _linked(lines, notice.url or reverse("notices:notice-list")))


def code_message(code: str, minutes: int) -> Message:
    """Return the message that proves an e-mail address."""
    title = _headed(_("邮箱验证码"))
    lines = [_("验证码：%(code)s，%(n)d分钟内有效。") % {"code": code, "n": minutes}]
    lines.append(_("不是您本人操作的，请不要理会。"))
    return Message(title, _linked(lines, reverse("notices:channel-list")))


def test_message() -> Message:
    title = _headed(_("测试消息"))
    return Message(title, _linked([_("收到这条消息，说明设置好了。")], reverse("notices:channel-list")))


def _headed(title: str) -> str:
    # A robot may be set to let only messages with a fixed word through: this one is always there.
    return f"【{_('村级党组织建设')}】{title}"


def _linked(lines: list[str], path: str) -> str:
    return "\n".join([*lines, _("请登录查看：%(link)s") % {"link": f"{settings.SITE_URL}{path}"}])
