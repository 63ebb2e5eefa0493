"""Districts to look at: every state that a page can show stands somewhere in them."""

from tests.factories import District


def mixed_district() -> District:
    return District()
