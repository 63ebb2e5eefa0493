"""Send what is due outside: each message once, never at night, not when it is moot, and again when it failed.

A channel is claimed with all that is due for it, in a transaction of its own, before anything leaves; the answer is
written in another. A job that dies in between leaves rows that say "sending": after STUCK_AFTER they are taken up again
and marked, because nobody can tell whether the message went out.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from config.lib.crypto import decrypt
from notices.enums import URGENT, ChannelKind, DeliveryState
from notices.messages import code_message, message_of, test_message
from notices.models import Channel, Delivery
from notices.models.delivery import STUCK_AFTER
from notices.outside import Outcome, send_outside
from notices.selectors import hours_by_district
from notices.services.channels import CODE_MINUTES, check_settle, claim_check
from notices.still_due import moot_of

# After each failed try the next one waits so many minutes; after the last the message counts as lost.
BACKOFF = (5, 30, 120, 480)
TRIES = len(BACKOFF) + 1
# A run is dated by its start, so it ends long before its claims look stuck: a slow server takes half a minute each.
MOST = 20
URGENT_AT_ONCE = 4
DOWN_AFTER = 3  # a server that was not there so often is left alone until the next run


@dataclass
class Run:
    """What one run did."""

    sent: int = 0
    failed: int = 0
    withdrawn: int = 0
    down: Counter = field(default_factory=Counter)

    @property
    def is_full(self) -> bool:
        """Whether it stopped with more to do, perhaps; the next run takes that up."""
        return self.sent + self.failed >= MOST

    def dead_kinds(self) -> list[str]:
        return [kind for kind, times in self.down.items() if times >= DOWN_AFTER]


@dataclass(frozen=True, slots=True)
class Claim:
    """A channel and what this job alone sends through it now."""

    token: uuid.UUID
    channel: Channel
    rows: list[Delivery]


def deliveries_run(*, at: dt.datetime) -> Run:
    """Send what is due at `at` (aware), at most MOST messages.

    Test messages come first, at night too: somebody waits for them at the screen.
    """
    run = Run()
    while channel := claim_check(at, STUCK_AFTER):
        check_settle(channel=channel, words=_check(channel).words, at=at)
    run.withdrawn += _withdraw_moot(at)
    while not run.is_full and (claim := _claim(at, run.dead_kinds())):
        for rows in _messages(claim.rows):
            outcome = _send(claim.channel, message_of([row.notice for row in rows]))
            run.down[claim.channel.kind] = run.down[claim.channel.kind] + 1 if outcome.is_down else 0
            _settle(claim, rows, outcome, at)
            if outcome.is_sent:
                run.sent += 1
            else:
                run.failed += 1
    return run


def _send(channel: Channel, message) -> Outcome:
    if channel.is_demo:
        return Outcome(False, _("演示环境的消息不往外发"))
    return send_outside(kind=channel.kind, address=decrypt(channel.address), message=message)


def _check(channel: Channel) -> Outcome:
    if channel.kind == ChannelKind.EMAIL and channel.verified_at is None:
        return _send(channel, code_message(decrypt(channel.code), CODE_MINUTES))
    return _send(channel, test_message())


def _messages(rows: list[Delivery]) -> list[list[Delivery]]:
    """Split what leaves together: each urgent message by itself, the rest collected into one."""
    urgent = [[row] for row in rows if row.notice.kind in URGENT]
    rest = [row for row in rows if row.notice.kind not in URGENT]
    return [*urgent, rest] if rest else urgent


# --- What need not leave any more --------------------------------------------------------------------------------
def _withdraw_moot(at: dt.datetime) -> int:
    """Withdraw what was settled, or read on the site, before it left."""
    waiting = Delivery.objects.due(at).filter(state=DeliveryState.QUEUED)
    read = waiting.filter(channel__owner__isnull=False, notice__read_at__isnull=False)
    done = _withdraw(read, _("已经在网站上看过"))
    done += _withdraw(waiting.filter(channel__owner__is_active=False), _("账号已停用"))
    abouts = dict(waiting.exclude(notice__about="").values_list("notice__about", "notice__created_at"))
    if moot := moot_of(abouts):
        done += _withdraw(waiting.filter(notice__about__in=moot), _("发出以前事情已经办好"))
    return done


def _withdraw(rows, words: str) -> int:
    # Ids first: PostgreSQL locks by the id, and a row that another job has claimed meanwhile is left to it.
    ids = list(rows.values_list("pk", flat=True))
    still = Delivery.objects.filter(pk__in=ids, state=DeliveryState.QUEUED)
    return still.update(state=DeliveryState.WITHDRAWN, words=words)


# --- Claiming ------------------------------------------------------------------------------------------------------
@transaction.atomic
def _claim(at: dt.datetime, dead_kinds: Iterable[str]) -> Claim | None:
    """Take the next channel with all that is due for it, past those that another job holds.

    The channel's own row is locked, so that two jobs do not make two collected messages of one.
    """
    due = Delivery.objects.due(at)
    channel = (
        Channel.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(Exists(due.filter(channel=OuterRef("pk"))))
        .exclude(kind__in=dead_kinds)
        .select_related("owner", "organisation")
        .order_by("pk")
        .first()
    )
    if channel is None:
        return None
    rows = list(
        due.filter(channel=channel)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("notice__place")
        .order_by("pk")
    )
    hours = hours_by_district([channel.district_id])[channel.district_id]
    _mark_interrupted(rows, at)
    if hours.is_quiet(at):
        # The worker was late: what should have left in the evening leaves in the morning.
        waiting = Delivery.objects.filter(pk__in=[row.pk for row in rows])
        waiting.update(state=DeliveryState.QUEUED, due_at=hours.leaves_at(at))
        return Claim(uuid.uuid4(), channel, [])
    urgent = [row for row in rows if row.notice.kind in URGENT]
    return _take(channel, urgent[:URGENT_AT_ONCE] + [row for row in rows if row.notice.kind not in URGENT], at)


def _mark_interrupted(rows: list[Delivery], at: dt.datetime) -> None:
    stuck = [row.pk for row in rows if row.state == DeliveryState.SENDING]
    Delivery.objects.filter(pk__in=stuck).update(interrupted_at=at)


def _take(channel: Channel, rows: list[Delivery], at: dt.datetime) -> Claim:
    """Mark the rows as being sent by this job; a row that was interrupted too often is given up."""
    lost = [row.pk for row in rows if row.tries >= TRIES]
    if lost:
        words = _("发送几次都中断了")
        Delivery.objects.filter(pk__in=lost).update(state=DeliveryState.FAILED, words=words)
        Channel.objects.filter(pk=channel.pk).update(failed_at=at, error=words)
    rows = [row for row in rows if row.pk not in lost]
    token = uuid.uuid4()
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=DeliveryState.SENDING, claim=token, claimed_at=at, tries=F("tries") + 1
    )
    return Claim(token, channel, rows)


# --- Settling ------------------------------------------------------------------------------------------------------
@transaction.atomic
def _settle(claim: Claim, rows: list[Delivery], outcome: Outcome, at: dt.datetime) -> None:
    """Write down how it went, unless another job has taken the rows over meanwhile."""
    ids = [row.pk for row in rows]
    held = Delivery.objects.filter(pk__in=ids, state=DeliveryState.SENDING, claim=claim.token)
    channel = Channel.objects.filter(pk=claim.channel.pk)
    if outcome.is_sent:
        held.filter(interrupted_at=None).update(state=DeliveryState.SENT, sent_at=at, words="")
        held.update(state=DeliveryState.SENT, sent_at=at, words=_("中断后重发，可能收到两次"))
        channel.filter(failed_at__isnull=False).update(failed_at=None, error="")
        return
    hours = hours_by_district([claim.channel.district_id])[claim.channel.district_id]
    for tries in sorted({row.tries for row in rows}):
        again = held.filter(tries=tries + 1)
        if tries + 1 >= TRIES:
            if again.update(state=DeliveryState.FAILED, words=outcome.words):
                channel.update(failed_at=at, error=outcome.words)
        else:
            due = hours.leaves_at(at + dt.timedelta(minutes=BACKOFF[tries]))
            again.update(state=DeliveryState.QUEUED, due_at=due, words=outcome.words)
