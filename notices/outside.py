"""Hand a message to a mail server or to the robot of a chat group, through the library apprise.

Nothing here raises: the answer is an Outcome, whose words a person can read. Addresses are never logged.
"""

import logging
from dataclasses import dataclass

import requests
from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.email import NotifyEmail
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from django.conf import settings
from django.utils.translation import gettext as _

from notices.enums import ChannelKind
from notices.messages import Message

logger = logging.getLogger(__name__)
ASSET = AppriseAsset(app_id="branchwork", app_desc="branchwork", app_url="")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether it was taken; if not, why. `is_down` says that the server was not there at all."""

    is_sent: bool
    words: str = ""
    is_down: bool = False


SENT = Outcome(True)


class ReadsAnswer:
    """A robot that reads what the server answers.

    All three answer HTTP 200 with an error code in the body, for example when the robot was taken out of its group;
    apprise 2.3 looks at that for one of them only, and would count the others as delivered.
    """

    code_name = "errcode"
    outcome = Outcome(False)

    def post(self, url: str, payload: dict, params: dict | None = None) -> bool:
        self.throttle()
        try:
            answer = requests.post(
                url, json=payload, params=params, timeout=self.request_timeout, allow_redirects=False
            )
        except requests.RequestException:
            self.outcome = Outcome(False, _("连不上机器人的服务器"), is_down=True)
            return False
        self.outcome = self.read(answer)
        return self.outcome.is_sent

    def read(self, answer: requests.Response) -> Outcome:
        if answer.status_code != requests.codes.ok:
            return Outcome(False, _("机器人的服务器答复：%(code)s") % {"code": answer.status_code})
        try:
            code = answer.json()[self.code_name]
        except (ValueError, KeyError, TypeError):
            return Outcome(False, _("机器人的服务器答复看不懂"))
        if code != 0:
            words = _("机器人没有接受（代码%(code)s），可能已被移出群或改了安全设置") % {"code": str(code)[:20]}
            return Outcome(False, words)
        return SENT


class WeCom(ReadsAnswer, NotifyWeComBot):
    def send(self, body, title="", **kwargs) -> bool:
        return self.post(self.api_url, {"msgtype": "text", "text": {"content": body}})


class DingTalk(ReadsAnswer, NotifyDingTalk):
    def send(self, body, title="", **kwargs) -> bool:
        params = None
        if self.secret:
            timestamp, signature = self.get_signature()
            # requests encodes it for the address; encoded twice it would not be the signature any more.
            params = {"timestamp": timestamp, "sign": self.unquote(signature)}
        payload = {"msgtype": "text", "text": {"content": f"{title}\n{body}"}}
        return self.post(self.notify_url.format(token=self.token), payload, params)


class Feishu(ReadsAnswer, NotifyFeishu):
    code_name = "code"

    def send(self, body, title="", **kwargs) -> bool:
        payload = {"msg_type": "text", "content": {"text": f"{title}\n{body}"}}
        return self.post(self.notify_url.format(token=self.token), payload)


def _robot(kind: str, address: str) -> ReadsAnswer:
    token, _blank, secret = address.partition(" ")
    url = settings.ROBOT_URLS[kind]
    if kind == ChannelKind.WECOM:
        robot = WeCom(key=token, asset=ASSET)
        robot.api_url = url.format(token=token)
        return robot
    robot = DingTalk(token=token, secret=secret, asset=ASSET) if kind == ChannelKind.DINGTALK else None
    robot = robot or Feishu(token=token, asset=ASSET)
    robot.notify_url = url
    return robot


def send_outside(*, kind: str, address: str, message: Message) -> Outcome:
    """Hand `message` to the channel of `kind` at `address` (decrypted) and return how that went."""
    try:
        if kind == ChannelKind.EMAIL:
            return _send_mail(address, message)
        robot = _robot(kind, address)
        _notify(robot, message)
    except Exception as error:  # noqa: BLE001 -- one bad address must not hold up the others
        # Only the kind of error: its text may hold the address.
        logger.error("Sending by %s failed: %s", kind, type(error).__name__)
        return Outcome(False, _("发送程序出错，请联系系统管理员"))
    return robot.outcome


def _notify(plugin, message: Message):
    sender = Apprise(asset=ASSET)
    sender.add(plugin)
    return sender.notify(title=message.title, body=message.body, body_format=NotifyFormat.TEXT)


def _send_mail(address: str, message: Message) -> Outcome:
    if not settings.MAIL:
        return Outcome(False, _("本站没有配置发信服务器，请联系系统管理员"))
    mail = settings.MAIL
    plugin = NotifyEmail(
        smtp_host=mail["host"],
        host=mail["host"],
        port=mail["port"],
        user=mail["user"],
        password=mail["password"],
        secure_mode=mail["security"],
        from_addr=mail["sender"],
        targets=[address],
        format=NotifyFormat.TEXT,
        asset=ASSET,
    )
    result = _notify(plugin, message)
    if result:
        return SENT
    if any("Connection error" in entry.message for entry in result.logs()):
        return Outcome(False, _("连不上发信服务器，或者发信账号不对"), is_down=True)
    return Outcome(False, _("发信服务器没有接受这个邮箱地址"))
