"""What the tests of the economy may ask for."""

import pytest
from django.utils import timezone

from tests.factories import NOW
from tests.ledgers.conftest import freeze  # noqa: F401 -- a fixture


@pytest.fixture(autouse=True)
def second_of_november(monkeypatch):
    """Let the pages take 2 November 2026 for today, as the services are told."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
