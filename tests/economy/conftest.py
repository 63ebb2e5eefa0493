"""What tests of the collective economy may ask for."""

from tests.ledgers.conftest import freeze  # noqa: F401 -- a fixture
