"""Recognise the saves of one open page, so that a weak network never makes a person clash with himself.

A page that records a meeting carries a token and numbers its saves. The version its last save made is remembered for a
day: an answer that was lost on the way, a second tap, or a save sent while another was under way goes on from there. A
save that arrives late, after a newer one of the same page, is let go. Someone else's save in between is seen as before.
Without the cache nothing breaks: such a person is then shown what changed.
"""

import uuid
from dataclasses import dataclass

from django.core.cache import cache
from django.http import QueryDict

KEPT_SECONDS = 24 * 60 * 60


def new_token() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class PageSave:
    """A save as a page sent it: which page, its number, and the version the page started from.

    `made` is the version that the page's last save made, 0 for none; `is_stale` when a newer save came first.
    """

    token: str
    number: int
    opened: int
    made: int = 0
    is_stale: bool = False

    @property
    def version(self) -> int:
        """The version whose content the page's text goes on from."""
        return max(self.opened, self.made)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def save_read(data: QueryDict, meeting_id: int | str) -> PageSave:
    """Read the save's hidden fields and what is remembered of its page."""
    token, number, opened = data.get("page", "")[:32], _number(data.get("number")), _number(data.get("version"))
    known = cache.get(_key(meeting_id, token)) if token else None
    if known is None:
        return PageSave(token, number, opened)
    made, last = known
    return PageSave(token, number, opened, made, number < last)


def save_remember(save: PageSave, meeting_id: int | str, version: int) -> None:
    """Remember that `save` made `version`."""
    if save.token:
        cache.set(_key(meeting_id, save.token), (version, save.number), KEPT_SECONDS)


def _key(meeting_id: int | str, token: str) -> str:
    return f"draft:{meeting_id}:{token}"
