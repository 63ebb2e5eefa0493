"""Half a mail server is refused at the start, with the line that mends it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.lib.env import env_mail, env_robot

NAMES = ("MAIL_HOST", "MAIL_PORT", "MAIL_SECURITY", "MAIL_USER", "MAIL_PASSWORD", "MAIL_PASSWORD_FILE", "MAIL_FROM")
WHOLE = {"MAIL_HOST": "mail.example.gov.cn", "MAIL_FROM": "notice@example.gov.cn"}


@pytest.fixture
def environment(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)

    def fill(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return fill


def test_development_needs_no_mail_server_and_production_says_what_it_wants(environment):
    assert env_mail(is_required=False) is None
    with pytest.raises(ImproperlyConfigured, match="export MAIL_HOST=none"):
        env_mail(is_required=True)
    environment(MAIL_HOST="none")
    assert env_mail(is_required=True) is None


def test_the_port_follows_from_the_security(environment):
    environment(**WHOLE)
    assert (env_mail(is_required=True)["port"], env_mail(is_required=True)["security"]) == (587, "starttls")
    environment(MAIL_SECURITY="ssl")
    assert env_mail(is_required=True)["port"] == 465
    environment(MAIL_PORT="2525")
    assert env_mail(is_required=True)["port"] == 2525


@pytest.mark.parametrize(
    ("change", "mended"),
    [
        ({"MAIL_FROM": "nobody"}, "export MAIL_FROM="),
        ({"MAIL_SECURITY": "tls"}, "export MAIL_SECURITY=ssl"),
        ({"MAIL_PORT": "smtp"}, "MAIL_PORT"),
        ({"MAIL_USER": "notice"}, "MAIL_PASSWORD is not set"),
    ],
)
def test_half_a_setting_is_refused(environment, change, mended):
    environment(**WHOLE | change)
    with pytest.raises(ImproperlyConfigured, match=mended):
        env_mail(is_required=False)


def test_a_robot_is_called_by_https_only(monkeypatch):
    monkeypatch.setenv("ROBOT_WECOM_URL", "http://wecom.example.gov.cn/send?key={token}")
    with pytest.raises(ImproperlyConfigured, match="https"):
        env_robot("ROBOT_WECOM_URL", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={token}")
