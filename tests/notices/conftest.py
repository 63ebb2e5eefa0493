"""The servers that the site's messages reach in tests."""

from collections.abc import Iterator

import pytest

from tests.notices.sinks import MailSink, RobotSink, mail_at, running


@pytest.fixture
def mail(settings) -> Iterator[MailSink]:
    """A mail server that the site is set up for."""
    with running(MailSink()) as sink:
        settings.MAIL = mail_at(sink.port)
        yield sink


@pytest.fixture
def robots(settings) -> Iterator[RobotSink]:
    """The server of all three kinds of robots."""
    with running(RobotSink()) as sink:
        settings.ROBOT_URLS = sink.urls()
        yield sink
