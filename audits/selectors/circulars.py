"""Read circulars for their pages: the lists, the way through the hands, who has signed for it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.circular_rules import MOVES, is_officer, may_draft, may_move
from audits.enums import CircularAction, CircularStatus
from audits.models import Circular, CircularReceipt
from branches.enums import Level, Permission
from branches.models import Organisation, User
from config.lib.verdict import Answer
from ledgers.enums import Status
from ledgers.models import Ledger, Month

DRAFTABLE_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Signed:
    """How many of the organisations that a circular was sent to have signed for it."""

    done: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class CircularRow:
    """A circular in a list; `receipt` is that of the reader's own organisation, if it was sent there."""

    circular: Circular
    receipt: CircularReceipt | None
    signed: Signed

    @property
    def is_waiting(self) -> bool:
        return self.receipt is not None and self.receipt.signed_at is None


def circular_rows(user: User) -> list[CircularRow]:
    """Return the circulars open to `user`: what waits for the own signature first, then the newest; 3 queries."""
    circulars = list(
        Circular.objects.visible_to(user).select_related("month").defer("body", "figures").order_by("-month__month")
    )
    own = {
        receipt.circular_id: receipt
        for receipt in CircularReceipt.objects.filter(
            circular__in=circulars, organisation=user.hat.organisation_id
        ).select_related("signed_by")
    }
    counts = {pk: Signed(done, total) for pk, done, total in _signed_counts(user, circulars)}
    rows = [CircularRow(each, own.get(each.pk), counts.get(each.pk, Signed(0, 0))) for each in circulars]
    return sorted(rows, key=lambda row: not row.is_waiting)


def _signed_counts(user: User, circulars) -> Iterator[tuple[int, int, int]]:
    return (
        CircularReceipt.objects.visible_to(user)
        .filter(circular__in=circulars)
        .values_list("circular")
        .annotate(done=Count("pk", filter=Q(signed_at__isnull=False)), total=Count("pk"))
        .order_by("circular")
    )


def signed_of(circular: Circular, user: User) -> Signed:
    """Return how many have signed, among the organisations in the user's scope."""
    return next((Signed(done, total) for _pk, done, total in _signed_counts(user, [circular])), Signed(0, 0))


def months_to_draft(user: User, at: dt.datetime) -> list[tuple[Month, Answer]]:
    """Return the latest months without a circular and whether `user` may draft one now; nothing for other roles."""
    if not user.may(Permission.CIRCULAR_DRAFT):
        return []
    months = Month.objects.visible_to(user).filter(circulars=None).select_related("district").order_by("-month")
    return [(month, may_draft(user, month, at)) for month in months[:DRAFTABLE_MONTHS]]


# --- The way through the hands -------------------------------------------------------------------------------------
def stepper(circular: Circular) -> list[dict]:
    """Return 拟稿 → 核稿 → 签发 → 印发 with who and when, for components/stepper.html."""
    stages = [
        (_("拟稿"), CircularStatus.DRAFT, circular.drafted_by, circular.drafted_at),
        (_("核稿"), CircularStatus.CHECKING, circular.checked_by, circular.checked_at),
        (_("签发"), CircularStatus.SIGNING, circular.signed_by, circular.signed_at),
        (_("印发"), CircularStatus.SIGNED, None, circular.issued_at),
    ]
    now = list(CircularStatus).index(circular.status)
    return [
        {
            "label": label,
            "note": " ".join(
                part for part in (str(who) if who else "", f"{timezone.localtime(when):%m-%d}" if when else "") if part
            ),
            "state": "done" if position < now else "now" if position == now else "",
        }
        for position, (label, _status, who, when) in enumerate(stages)
    ]


TONES = {
    CircularAction.SEND_BACK: "returned",
    CircularAction.APPROVE_CHECK: "passed",
    CircularAction.SIGN: "passed",
    CircularAction.ISSUE: "good",
}


def trail(circular: Circular) -> list[dict]:
    """Return what was done with the circular, in order, for components/timeline.html."""
    steps = [{"what": _("拟稿"), "who": circular.drafted_by, "when": circular.drafted_at}]
    steps += [
        {
            "what": step.get_action_display(),
            "who": step.by or _("系统"),
            "when": step.at,
            "why": step.reason,
            "tone": TONES.get(step.action, "submitted"),
        }
        for step in circular.steps.select_related("by")
    ]
    return steps


@dataclass(frozen=True, slots=True)
class Choice:
    """An action that the circular's state allows, and whether this person may take it."""

    action: str
    label: str
    answer: Answer


def choices_of(user: User, circular: Circular) -> list[Choice]:
    """Return what can be done with the circular now, with the reason where not by `user`; nothing for readers."""
    if not is_officer(user):
        return []
    choices = [
        Choice(action, CircularAction(action).label, may_move(user, circular, action))
        for action, (sources, _to, _rule) in MOVES.items()
        if circular.status in sources and action != CircularAction.ISSUE
    ]
    return sorted(choices, key=lambda choice: choice.action == CircularAction.SEND_BACK)


def undecided(month: Month) -> int:
    """Return how many ledgers of the month still wait for a verdict: their figures would change."""
    return Ledger.objects.filter(month=month, status=Status.SUBMITTED).count()


# --- Receipts ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """An organisation and whether it has signed, in words that the template only prints."""

    name: str
    css: str
    word: str
    note: str


@dataclass(frozen=True, slots=True)
class ReceiptGroup:
    """A township and its branches that the circular was sent to."""

    name: str
    signed: Signed
    rows: list[ReceiptRow]


def _moment(value: dt.datetime) -> str:
    return f"{timezone.localtime(value):%m-%d %H:%M}"


def receipt_groups(circular: Circular, user: User, *, waiting_only: bool) -> list[ReceiptGroup]:
    """Return who in the user's scope has signed and who has not, by township in the order of the tree; 1 query."""
    receipts = (
        CircularReceipt.objects.visible_to(user)
        .filter(circular=circular)
        .order_by("organisation__path")
        .values_list(
            "organisation__path",
            "organisation__name",
            "organisation__kind",
            "organisation__level",
            "signed_by__display_name",
            "signed_at",
            "reminded_at",
        )
    )
    done, waiting, reminded = _("已签收"), _("未签收"), _("%s提醒过")
    names: dict[str, str] = {}
    groups: dict[str, list[tuple[bool, ReceiptRow]]] = defaultdict(list)
    for path, name, kind, level, who, signed_at, reminded_at in receipts:
        if level == Level.TOWNSHIP:
            township = path
            names[township] = name
        else:
            township = path[: -Organisation.steplen]
            name = Organisation(name=name, kind=kind).short_name
        if signed_at:
            row = ReceiptRow(name, "received", done, f"{who} {_moment(signed_at)}")
        else:
            row = ReceiptRow(name, "waiting", waiting, reminded % _moment(reminded_at) if reminded_at else "")
        groups[township].append((signed_at is not None, row))
    found = []
    for township, rows in groups.items():
        shown = [row for is_signed, row in rows if not (waiting_only and is_signed)]
        if shown:
            signed = Signed(sum(is_signed for is_signed, _row in rows), len(rows))
            found.append(ReceiptGroup(names.get(township, ""), signed, shown))
    return found


# --- Figures -------------------------------------------------------------------------------------------------------
# (figure, word, filter of the queue, whether any at all is bad)
CELLS = (
    ("expected", gettext_lazy("应报"), "all", False),
    ("on_time", gettext_lazy("按时"), "on_time", False),
    ("late", gettext_lazy("逾期"), "late", True),
    ("by_exception", gettext_lazy("补报"), "by_exception", True),
    ("not_received", gettext_lazy("未报"), "missing", True),
    ("passed", gettext_lazy("通过"), "passed", False),
    ("returned_now", gettext_lazy("未改好"), "returned", True),
)


def figure_columns() -> list[str]:
    return [label for _key, label, _state, _is_bad in CELLS]


def figure_rows(circular: Circular, *, with_links: bool) -> list[dict]:
    """Return the frozen figures by township and in total; each number leads to its list when `with_links`."""
    queue = reverse("audits:queue", args=[circular.month.key])
    total = circular.figures["total"] | {"name": _("合计"), "is_total": True}
    rows = []
    for row in [*circular.figures["townships"], total]:
        township = f"&township={row['id']}" if "id" in row else ""
        cells = [
            {
                "label": label,
                # Circulars of before counted no exceptions.
                "value": row.get(key, 0),
                "url": f"{queue}?state={state}{township}" if with_links and row.get(key) else "",
                "is_bad": is_bad,
            }
            for key, label, state, is_bad in CELLS
        ]
        rows.append({key: row.get(key) for key in ("name", "is_total", "score", "agreement_rate")} | {"cells": cells})
    return rows


def waiting_for(circular: Circular, choices: list[Choice]) -> str:
    """Say who has to act when the reader cannot, in the words of the first refusal."""
    if not choices or any(choice.answer for choice in choices):
        return ""
    return choices[0].answer.reason
