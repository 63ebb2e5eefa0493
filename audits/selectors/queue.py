"""Read the queue of a month: its filters, its rows, a ledger's place in it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.enums import Outcome, ReviewLevel
from audits.models import SampledLedger, Verdict
from audits.selectors.samples import kept_from_bulk
from branches.enums import Level, Permission
from branches.models import Organisation, User
from branches.names import village_name
from ledgers.chain import Moved, Refusal, allowed, hands_of
from ledgers.enums import Action, Status
from ledgers.models import Ledger, Month
from ledgers.models.month import last_day_before

AT_COUNTY = Q(desk=F("month__district"))
NEVER_RECEIVED = Q(first_submitted_at=None)
IS_DRAWN = Exists(SampledLedger.objects.filter(ledger=OuterRef("pk")))


class Filter(NamedTuple):
    """A way to narrow the queue: what stands in the address, the word on its tab, the condition.

    Filters without a tab are where the numbers of other pages lead to.
    """

    code: str
    label: str
    condition: Q
    is_tab: bool = True


_RETURNED = Q(status=Status.RETURNED) | Q(
    status=Status.LOCKED, first_submitted_at__isnull=False, township_passed_at=None
)
_MISSING = Q(status=Status.OPEN) | (Q(status=Status.LOCKED) & NEVER_RECEIVED)
RETURNED_FILTER = Filter("returned", gettext_lazy("退回在改"), _RETURNED)
MISSING_FILTER = Filter("missing", gettext_lazy("未报"), _MISSING)
ALL_FILTER = Filter("all", gettext_lazy("全部"), Q())
BEHIND_NUMBERS = (
    Filter("received", gettext_lazy("已报"), ~NEVER_RECEIVED, is_tab=False),
    Filter("on_time", gettext_lazy("按时报"), Q(first_submitted_at__lt=F("month__on_time_until")), is_tab=False),
    Filter("late", gettext_lazy("迟报"), Q(first_submitted_at__gte=F("month__on_time_until")), is_tab=False),
    Filter("reviewed", gettext_lazy("乡镇已通过"), Q(township_passed_at__isnull=False), is_tab=False),
    Filter(
        "reported",
        gettext_lazy("已报区里"),
        Q(reported_at__isnull=False, township_passed_at__isnull=False),
        is_tab=False,
    ),
)
TOWNSHIP_FILTERS = (
    Filter("waiting", gettext_lazy("待审"), Q(status=Status.SUBMITTED) & ~AT_COUNTY),
    RETURNED_FILTER,
    Filter("passed", gettext_lazy("已通过"), Q(township_passed_at__isnull=False)),
    MISSING_FILTER,
    ALL_FILTER,
    *BEHIND_NUMBERS,
)
DISTRICT_FILTERS = (
    Filter("waiting", gettext_lazy("待复审"), Q(status=Status.SUBMITTED) & AT_COUNTY),
    RETURNED_FILTER,
    Filter("drawn", gettext_lazy("抽中"), Q(IS_DRAWN)),
    Filter("passed", gettext_lazy("已通过"), Q(district_passed_at__isnull=False)),
    Filter(
        "township",
        gettext_lazy("乡镇在办"),
        (Q(status=Status.SUBMITTED) & ~AT_COUNTY)
        | (Q(status=Status.PASSED) & ~AT_COUNTY)
        | Q(status=Status.LOCKED, township_passed_at__isnull=False, district_passed_at=None),
    ),
    MISSING_FILTER,
    ALL_FILTER,
    *BEHIND_NUMBERS,
)


def is_district_view(user: User) -> bool:
    """Tell whether the user looks from the district's desk: reviewers, inspectors and leaders of the county."""
    return user.hat is not None and user.hat.organisation.level == Level.COUNTY


def filters_for(user: User) -> tuple[Filter, ...]:
    return DISTRICT_FILTERS if is_district_view(user) else TOWNSHIP_FILTERS


@dataclass(frozen=True, slots=True)
class Choice:
    """What the queue is narrowed to: a filter's code, a township's id, a part of a village's name."""

    state: str = ""
    township: int | None = None
    words: str = ""

    @property
    def query(self) -> dict:
        """The choice as it stands in an address."""
        parts = {"state": self.state, "township": self.township, "q": self.words}
        return {key: value for key, value in parts.items() if value}

    def as_query(self) -> str:
        """The choice as the end of an address, with its question mark; empty when nothing is chosen."""
        return f"?{urlencode(self.query)}" if self.query else ""


class QueueRow(NamedTuple):
    """One branch of the queue, everything ready to print and in words that need no heading on a phone.

    `score` is the township's, at the district followed by its own; `box` the value of the checkbox or empty.
    """

    pk: int
    url: str
    name: str
    township: str
    state: str
    css: str
    dot: str
    note: str
    waited: str
    warnings: str
    is_again: bool
    score: str
    differs: bool
    submitted: str
    is_late: bool
    box: str
    is_drawn: bool


def queue_ledgers(user: User, month: Month, choice: Choice):
    """Return the ledgers of `month` in the user's scope, narrowed to township and name but not to a state."""
    ledgers = Ledger.objects.visible_to(user).filter(month=month)
    if choice.township:
        ledgers = ledgers.filter(township=choice.township)
    if choice.words:
        ledgers = ledgers.filter(branch__name__icontains=choice.words)
    return ledgers


def queue_counts(user: User, month: Month, choice: Choice) -> dict[str, int]:
    """Return the number of ledgers under each filter with a tab and under the chosen one, in one query."""
    return queue_ledgers(user, month, choice).aggregate(
        **{
            filter_.code: Count("pk", filter=filter_.condition)
            for filter_ in filters_for(user)
            if filter_.is_tab or filter_.code == choice.state
        }
    )


def _scores(user: User, month: Month, choice: Choice) -> dict[tuple[int, int], dict[str, tuple]]:
    """Return (score, agrees) by level for each (ledger id, revision) that passed."""
    verdicts = Verdict.objects.visible_to(user).filter(ledger__month=month, outcome=Outcome.PASS)
    if choice.township:
        verdicts = verdicts.filter(ledger__township=choice.township)
    found: dict[tuple[int, int], dict[str, tuple]] = {}
    for ledger, revision, level, score, agrees in verdicts.values_list(
        "ledger_id", "revision", "level", "score", "agrees"
    ):
        found.setdefault((ledger, revision), {})[level] = score, agrees
    return found


QUEUE_COLUMNS = (
    "pk",
    "branch__name",
    "township__name",
    "status",
    "desk_id",
    "revision",
    "warnings",
    "first_submitted_at",
    "submitted_at",
    "reported_at",
    "township_passed_at",
    "district_passed_at",
    "mend_by",
)


def queue_rows(user: User, month: Month, choice: Choice, *, at: dt.datetime) -> list[QueueRow]:
    """Return the branches of the queue in the order of the tree, in two queries whatever their number."""
    ledgers = queue_ledgers(user, month, choice)
    for filter_ in filters_for(user):
        if filter_.code == choice.state:
            ledgers = ledgers.filter(filter_.condition)
    scores = _scores(user, month, choice)
    for_district = is_district_view(user)
    my_desk = desk_id_of(user)
    today = timezone.localtime(at).date()
    words = _Words(month, at)
    # One address taken apart: reversing it for each row would cost more than the rest of the row.
    head, tail = reverse("audits:ledger-review", args=[0]).split("0")
    query = choice.as_query()
    rows = []
    for (
        pk, name, township, status, desk, revision, warnings,
        first_at, submitted_at, reported_at, township_at, district_at, mend_by, drawn,
    ) in ledgers.order_by("township__path", "branch__path").values_list(*QUEUE_COLUMNS, IS_DRAWN):  # fmt: skip
        at_county = desk == month.district_id
        state, css, dot = words.state(status, at_county, first_at, township_at, district_at, for_district)
        judged = scores.get((pk, revision), {})
        township_score, _none = judged.get(ReviewLevel.TOWNSHIP, (None, None))
        district_score, agrees = judged.get(ReviewLevel.DISTRICT, (None, None))
        waits = status == Status.SUBMITTED and at_county == for_district
        waited = words.waited(today, (reported_at or submitted_at) if at_county else submitted_at) if waits else ""
        score = district_score if for_district and district_score is not None else township_score
        rows.append(
            QueueRow(
                pk,
                f"{head}{pk}{tail}{query}",
                village_name(name),
                township,
                state,
                css,
                dot,
                words.note(status, state, waited, warnings, score, mend_by),
                waited,
                words.hints % warnings if warnings else "",
                revision > 1,
                words.score(township_score, district_score),
                agrees is False,
                words.day(submitted_at),
                first_at is not None and first_at >= month.on_time_until,
                f"{pk}:{revision}" if status == Status.SUBMITTED and desk == my_desk else "",
                drawn and for_district,
            )
        )
    return rows


def desk_id_of(user: User) -> int | None:
    """Return the organisation on whose desk the user reviews, None for those who only look."""
    reviews = user.may(Permission.REVIEW_TOWNSHIP) or user.may(Permission.REVIEW_DISTRICT)
    return user.hat.organisation_id if reviews else None


class _Words:
    """The words of the queue, translated once for all rows."""

    def __init__(self, month: Month, at: dt.datetime) -> None:
        self.is_overdue = at >= month.on_time_until
        # Asked for once: looking the zone up for each moment of 404 rows takes longer than converting them.
        self.zone = timezone.get_current_timezone()
        self.township = (
            (_("待审"), "state-submitted", "dot-submitted"),
            (_("已通过"), "state-passed", "dot-passed"),
            (_("已报区委组织部"), "state-passed", "dot-passed"),
        )
        self.district = (
            (_("乡镇待审"), "state-open", ""),
            (_("乡镇已通过，待报送"), "state-open", ""),
            (_("待复审"), "state-submitted", "dot-submitted"),
        )
        self.rereviewed = (_("复审通过"), "state-passed", "dot-passed")
        self.returned = (_("退回在改"), "state-returned", "dot-returned")
        self.owing = (_("未报，已过按时时间"), "state-late", "") if self.is_overdue else (_("未报"), "state-open", "")
        self.never = (_("未报，已锁定"), "state-locked", "dot-locked")
        self.not_mended = (_("退回未改，已锁定"), "state-locked", "dot-locked")
        self.kept = (_("已锁定"), "state-locked", "dot-locked")
        self.today, self.days = _("今天报"), _("等 %d 天")
        self.hints, self.no_hint, self.points = _("提示 %d 条"), _("无提示"), _("%d 分")
        self.until = _("%d月%d日前改好")

    def state(self, status, at_county, received, township_passed, district_passed, for_district):
        """Return the word, the class of its pill and of its dot."""
        own = self.district if for_district else self.township
        if status == Status.SUBMITTED:
            return own[2] if at_county else own[0]
        if status == Status.PASSED:
            return self.rereviewed if at_county else own[1]
        if status == Status.RETURNED:
            return self.returned
        if status == Status.OPEN:
            return self.owing
        if received is None:
            return self.never
        return self.kept if township_passed or district_passed else self.not_mended

    def waited(self, today: dt.date, since: dt.datetime) -> str:
        days = (today - since.astimezone(self.zone).date()).days
        return self.days % days if days > 0 else self.today

    def note(self, status, state, waited, warnings, score, mend_by) -> str:
        if waited:
            return f"{waited} · {self.hints % warnings if warnings else self.no_hint}"
        if status == Status.RETURNED and mend_by:
            day = last_day_before(mend_by)
            return f"{state} · {self.until % (day.month, day.day)}"
        return f"{self.points % score} · {state}" if score is not None else state

    def score(self, township: int | None, district: int | None) -> str:
        if township is None or district is None:
            return "" if township is None else self.points % township
        return f"{township} → {self.points % district}"

    def day(self, value: dt.datetime | None) -> str:
        if value is None:
            return ""
        local = value.astimezone(self.zone)
        return f"{local.month}-{local.day:02d} {local.hour:02d}:{local.minute:02d}"


def townships_for(user: User, month: Month) -> list[tuple[int, str]]:
    """Return (id, name) of the townships in the user's scope that have ledgers in `month`."""
    townships = Organisation.objects.filter(level=Level.TOWNSHIP, path__startswith=month.district.path)
    scope = user.party_scope.predicate("path")
    return list(townships.filter(scope).order_by("path").values_list("pk", "name"))


def waiting_month(user: User) -> Month | None:
    """Return the oldest month with work on the user's desk: ledgers to judge, or a township's to report."""
    desk = desk_id_of(user)
    if desk is None:
        return None
    work = Q(ledgers__desk=desk, ledgers__status=Status.SUBMITTED)
    if user.may(Permission.REVIEW_TOWNSHIP):
        work |= Q(ledgers__desk=desk, ledgers__status=Status.PASSED)
    return Month.objects.visible_to(user).filter(work).order_by("month").first()


def bulk_check(revisions: Mapping[int, int], by: User) -> Moved:
    """Return which of the chosen ledgers `by` could pass now and which not: the bulk pass without doing it."""
    rows = list(
        Ledger.objects.visible_to(by)
        .filter(pk__in=list(revisions))
        .select_related("branch", "township", "desk", "month")
        .order_by("township__path", "branch__path")
    )
    hands = hands_of(rows)
    kept = kept_from_bulk(revisions)
    done, refused = [], []
    for ledger in rows:
        answer = allowed(by, ledger, Action.PASS, hands[ledger.pk])
        if not answer:
            refused.append(Refusal(ledger, answer.reason))
        elif revisions[ledger.pk] != ledger.revision:
            refused.append(Refusal(ledger, _("支部刚刚重新提交，请打开看过再审。")))
        elif ledger.pk in kept:
            refused.append(Refusal(ledger, kept[ledger.pk]))
        else:
            done.append(ledger)
    return Moved(done, refused)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger stands in the queue: the rows around it, its neighbours, the next one that waits."""

    rows: list[QueueRow]
    previous: QueueRow | None
    next: QueueRow | None
    next_waiting: QueueRow | None


SHOWN_AROUND = 40


def place_in_queue(rows: list[QueueRow], pk: int) -> Place:
    """Return the neighbours of ledger `pk` in `rows`. A ledger that has left the filter has none before or after
    it, and the first one that waits is next."""
    index = next((i for i, row in enumerate(rows) if row.pk == pk), None)
    if index is None:
        waiting = next((row for row in rows if row.box), None)
        return Place(rows[: 2 * SHOWN_AROUND], None, waiting or next(iter(rows), None), waiting)
    around = rows[max(0, index - SHOWN_AROUND) : index + SHOWN_AROUND]
    following = rows[index + 1 :] + rows[:index]
    return Place(
        around,
        rows[index - 1] if index else None,
        rows[index + 1] if index + 1 < len(rows) else None,
        next((row for row in following if row.box), None),
    )
