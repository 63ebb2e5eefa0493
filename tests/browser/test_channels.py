"""A secretary proves an e-mail address on the phone: page, queue, worker and mail server are real."""

import re

import pytest

from notices.models import Channel
from scripts.browsing import PHONE_SIZE
from tests.factories import District
from tests.notices.sinks import MailSink, mail_at, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def mail(monkeypatch):
    """A mail server that the worker's process is told of in its environment, as in production."""
    with running(MailSink()) as sink:
        for name, value in mail_at(sink.port).items():
            monkeypatch.setenv({"sender": "MAIL_FROM"}.get(name, f"MAIL_{name.upper()}"), str(value))
        yield sink


def test_an_address_is_proven_with_the_code_from_the_letter(site, visit, mail, worker):
    district = District()
    secretary = visit(district.secretary, phone=True)
    secretary.opens("/notices/channels/")
    secretary.follows("添加接收方式")
    page = secretary.page
    page.get_by_label("用什么接收").select_option("email")
    page.get_by_label("地址", exact=False).first.fill("ma.shuji@example.com")
    secretary.presses("保存并发测试消息")

    secretary.sees("验证码已发出")
    code = re.search(r"验证码：(\d{6})", mail.letters[0].get_content())[1]
    page.get_by_label("邮件里的6位验证码").fill(code)
    secretary.presses("确认邮箱")

    secretary.sees("邮箱已确认", "使用中", "m***i@example.com")
    assert Channel.objects.get().verified_at
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_SIZE["width"]
