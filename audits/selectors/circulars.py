"""Read circulars for their pages: the lists, the way through the hands, who has signed for it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.db.models.query import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.circular_rules import MOVES, is_officer, may_draft, may_draft_quarter, may_move
from audits.enums import CircularAction, CircularKind, CircularStatus
from audits.models import Circular, CircularReceipt
from audits.selectors.circular_search import Search, searched
from branches.enums import Level, Permission
from branches.models import Organisation, User
from config.lib.months import quarter_label
from config.lib.verdict import Answer
from ledgers.enums import Status
from ledgers.models import Ledger, Month

DRAFTABLE_MONTHS = 3
QUARTER_ENDS = (3, 6, 9, 12)


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


def circular_rows(user: User, search: Search) -> list[CircularRow]:
    """Return the circulars open to `user` that are looked for: what waits for the own signature first, then the newest.

    4 queries.
    """
    circulars = list(
        searched(Circular.objects.visible_to(user), search)
        .select_related("month", "corrects__month")
        .prefetch_related(issued_corrections())
        .defer("body", "figures", "corrects__body", "corrects__figures")
        .order_by("-month__month", "-pk")
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


def issued_corrections() -> Prefetch:
    """Return the look-up of a circular's issued corrections, the first one first, as `corrected_by`."""
    issued = Circular.objects.filter(status=CircularStatus.ISSUED).defer("body", "figures").order_by("issued_at")
    return Prefetch("corrections", queryset=issued, to_attr="corrected_by")


def corrections_of(circular: Circular, user: User) -> list[Circular]:
    """Return the corrections of the circular that `user` may see: the issued ones, to officers those on their way."""
    found = circular.corrections.select_related("month", "corrects").defer("body", "figures").order_by("pk")
    return list(found if is_officer(user) else found.filter(status=CircularStatus.ISSUED))


def years_of(user: User) -> list[int]:
    """Return the years of the circulars open to `user`, the latest first."""
    return [day.year for day in Circular.objects.visible_to(user).dates("month__month", "year", order="DESC")]


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
    months = _without(user, CircularKind.MONTH)
    return [(month, may_draft(user, month, at)) for month in months[:DRAFTABLE_MONTHS]]


def quarters_to_draft(user: User, at: dt.datetime) -> list[tuple[Month, str]]:
    """Return the last month and the name of the latest quarter that `user` may draft a circular on now; at most one."""
    if not user.may(Permission.CIRCULAR_DRAFT):
        return []
    months = _without(user, CircularKind.QUARTER).filter(month__month__in=QUARTER_ENDS)[:1]
    return [(month, quarter_label(month.month)) for month in months if may_draft_quarter(user, month, at)]


def _without(user: User, kind: str) -> QuerySet[Month]:
    """Return the months of the user's district without a circular of that kind, the latest first."""
    done = Circular.objects.filter(kind=kind).values("month")
    return Month.objects.visible_to(user).exclude(pk__in=done).select_related("district").order_by("-month")


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


def waiting_for(circular: Circular, choices: list[Choice]) -> str:
    """Say who has to act when the reader cannot, in the words of the first refusal."""
    if not choices or any(choice.answer for choice in choices):
        return ""
    return choices[0].answer.reason
