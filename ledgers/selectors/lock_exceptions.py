"""Read requests for handing in after the lock (补报申请)."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import User
from branches.names import village_name
from config.lib.verdict import Answer
from evidence.models import StoredFile
from ledgers.enums.lock_exceptions import OPEN_STATES, ExceptionState
from ledgers.exception_rules import may_ask
from ledgers.models import Ledger, LockException
from ledgers.words import limit_in_words, moment_in_words

S = ExceptionState


class Word(NamedTuple):
    """What one hand said about a request."""

    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class ExceptionCard:
    """The latest request for a locked ledger, as its branch sees it, and whether the branch may ask (again)."""

    state: str
    is_running: bool
    words: list[Word]
    answer: Answer
    file: StoredFile | None


def words_of(request: LockException) -> list[Word]:
    """Return what branch, township and district said, in order."""
    said = [(request.asked_by, request.asked_at, request.reason)]
    if request.township_at:
        said.append((request.township_by, request.township_at, request.township_word))
    if request.district_at:
        said.append((request.district_by, request.district_at, request.district_word))
    return [Word(str(who), moment_in_words(when), text) for who, when, text in said]


def exception_card(ledger: Ledger, user: User) -> ExceptionCard:
    """Return the card of a locked ledger, in one query."""
    found = LockException.objects.filter(ledger=ledger).select_related("asked_by", "township_by", "district_by", "file")
    latest = found.order_by("-pk").first()
    running = latest if latest and latest.state in OPEN_STATES else None
    return ExceptionCard(
        state=latest.get_state_display() if latest else "",
        is_running=running is not None,
        words=words_of(latest) if latest else [],
        answer=may_ask(user, ledger, running),
        file=latest.file if latest else None,
    )


class ExceptionRow(NamedTuple):
    """A request in a list, ready to print. `waits` is for how long the desk has had it, empty when it has not."""

    url: str
    branch: str
    township: str
    month: str
    state: str
    asked: str
    waits: str
    until: str
    is_mine: bool


def waiting_for(user: User) -> QuerySet[LockException]:
    """Return the requests that lie on the user's own desk."""
    states = [S.ASKED] if user.may(Permission.REVIEW_TOWNSHIP) else []
    states += [S.SUPPORTED] if user.may(Permission.REVIEW_DISTRICT) else []
    return LockException.objects.visible_to(user).filter(state__in=states)


def exceptions_seen(user: User, *, only_open: bool) -> QuerySet[LockException]:
    """Return the requests in the user's scope, the ones that wait longest first, or all of them, the newest first."""
    found = LockException.objects.visible_to(user)
    return found.open().order_by("asked_at", "pk") if only_open else found.order_by("-asked_at", "-pk")


def exception_rows(user: User, requests: QuerySet[LockException], today: dt.date) -> list[ExceptionRow]:
    """Return the rows of a page, in one query."""
    mine = set()
    mine |= {S.ASKED} if user.may(Permission.REVIEW_TOWNSHIP) else set()
    mine |= {S.SUPPORTED} if user.may(Permission.REVIEW_DISTRICT) else set()
    labels = {str(value): str(label) for value, label in S.choices}
    rows = []
    for pk, state, branch, township, month, asked_at, township_at, until in requests.values_list(
        "pk",
        "state",
        "ledger__branch__name",
        "ledger__township__name",
        "ledger__month__month",
        "asked_at",
        "township_at",
        "until",
    ):
        since = {S.ASKED: asked_at, S.SUPPORTED: township_at}.get(state)
        rows.append(
            ExceptionRow(
                reverse("audits:exception-detail", args=[pk]),
                village_name(branch),
                township,
                f"{month.year}年{month.month}月",  # i18n: data
                labels[state],
                moment_in_words(asked_at),
                _waits(since, today) if since else "",
                limit_in_words(until) if until else "",
                state in mine,
            )
        )
    return rows


def _waits(since: dt.datetime, today: dt.date) -> str:
    days = (today - timezone.localtime(since).date()).days
    return _("等 %(n)d 天") % {"n": days} if days > 0 else _("今天")
