import pytest
from django.utils import timezone

from tests.factories import local


@pytest.fixture
def freeze(monkeypatch):
    """Return a function that stops the clock the views read at a local time written as 2026-11-02 09:00."""

    def stop(text: str) -> None:
        moment = local(text)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return stop
