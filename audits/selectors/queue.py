"""Read the queue of a month: its filters, its rows, a ledger's place in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.enums import Outcome, ReviewLevel
from audits.models import SampledLedger, Verdict
from audits.presence import watchers
from audits.selectors.changes import Versions, changed_parts
from audits.selectors.choice import AT_COUNTY, Choice, condition_of, waits_since
from audits.selectors.permissions import row_permissions
from audits.selectors.queue_words import QueueWords
from audits.selectors.samples import kept_from_bulk
from branches.enums import Level, Permission
from branches.models import Organisation, User
from branches.names import village_name
from ledgers import limits
from ledgers.chain import Moved, Refusal, allowed, hands_of
from ledgers.enums import Action, Status
from ledgers.models import Ledger, Month

NEVER_RECEIVED = Q(first_submitted_at=None)
IS_DRAWN = Exists(SampledLedger.objects.filter(ledger=OuterRef("pk")))
DRAWN_REVISION = "sampled__revision"


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
    Filter("on_time", gettext_lazy("按时报"), limits.ON_TIME, is_tab=False),
    Filter("on_time_extended", gettext_lazy("顺延期内按时报"), limits.ON_TIME_EXTENDED, is_tab=False),
    Filter("by_exception", gettext_lazy("补报"), limits.BY_EXCEPTION, is_tab=False),
    Filter("late", gettext_lazy("迟报"), limits.LATE, is_tab=False),
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


def level_of_view(user: User) -> str:
    """Return the level of the review from which the user looks at the queue."""
    return ReviewLevel.DISTRICT if is_district_view(user) else ReviewLevel.TOWNSHIP


def filters_for(user: User) -> tuple[Filter, ...]:
    return DISTRICT_FILTERS if is_district_view(user) else TOWNSHIP_FILTERS


class QueueRow(NamedTuple):
    """One branch of the queue, everything ready to print and in words that need no heading on a phone.

    `score` is the township's, at the district followed by its own; `box` the value of the checkbox, empty when the
    user may not pass the ledger, and then for one on the own desk `why_not` says why. `changed` names the records
    that changed since the last verdict, `others` who else has the ledger open; `is_excepted` says that it came
    after the lock under an exception; `put_off` until when the branch has time where its limit was put off, `asked`
    how its request after the lock stands, with the address; `is_noted` that anything stands beside the name.
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
    is_excepted: bool
    box: str
    why_not: str
    changed: str
    others: str
    is_drawn: bool
    put_off: str
    asked: tuple[str, str] | None
    is_noted: bool


def queue_ledgers(user: User, month: Month, choice: Choice, *, at: dt.datetime) -> QuerySet[Ledger]:
    """Return the ledgers of `month` in the user's scope, narrowed to all of `choice` but its state."""
    ledgers = Ledger.objects.visible_to(user).filter(month=month)
    is_district = is_district_view(user)
    if choice.waited:
        ledgers = ledgers.alias(waits_since=waits_since(is_district=is_district))
    return ledgers.filter(condition_of(choice, is_district=is_district, at=at))


def queue_counts(user: User, month: Month, choice: Choice, *, at: dt.datetime) -> dict[str, int]:
    """Return the number of ledgers under each filter with a tab and under the chosen one, in one query."""
    return queue_ledgers(user, month, choice, at=at).aggregate(
        **{
            filter_.code: Count("pk", filter=filter_.condition)
            for filter_ in filters_for(user)
            if filter_.is_tab or filter_.code == choice.state
        }
    )


@dataclass(slots=True)
class _Judged:
    """What the verdicts on a ledger say: which revisions were judged, and what those that passed have."""

    revisions: list[int] = field(default_factory=list)
    passed: dict[tuple[int, str], tuple] = field(default_factory=dict)


def _verdicts(user: User, month: Month, choice: Choice) -> dict[int, _Judged]:
    """Return by the ledger's id the judged revisions, and (score, agrees) by (revision, level) where it passed."""
    verdicts = Verdict.objects.visible_to(user).filter(ledger__month=month)
    if choice.township:
        verdicts = verdicts.filter(ledger__township=choice.township)
    found: dict[int, _Judged] = defaultdict(_Judged)
    for ledger, revision, level, outcome, score, agrees in verdicts.values_list(
        "ledger_id", "revision", "level", "outcome", "score", "agrees"
    ):
        judged = found[ledger]
        judged.revisions.append(revision)
        if outcome == Outcome.PASS:
            judged.passed[revision, level] = score, agrees
    return found


QUEUE_COLUMNS = (
    "pk",
    "branch__name",
    "township__name",
    "status",
    "desk_id",
    "revision",
    "receipt",
    "warnings",
    "first_submitted_at",
    "submitted_at",
    "reported_at",
    "township_passed_at",
    "district_passed_at",
    "mend_by",
    "extended_on_time_until",
    "exception_until",
    "excepted_at",
)
NOT_JUDGED = _Judged()


def queue_rows(user: User, month: Month, choice: Choice, *, at: dt.datetime) -> list[QueueRow]:
    """Return the branches of the queue in the order of the tree, in five queries at most whatever their number."""
    ledgers = queue_ledgers(user, month, choice, at=at)
    for filter_ in filters_for(user):
        if filter_.code == choice.state:
            ledgers = ledgers.filter(filter_.condition)
    # Only the district draws: a township's page is spared the question.
    columns = (*QUEUE_COLUMNS, DRAWN_REVISION) if is_district_view(user) else QUEUE_COLUMNS
    rows = list(ledgers.order_by("township__path", "branch__path").values_list(*columns))
    verdicts = _verdicts(user, month, choice) if any(_may_be_judged(row, month) for row in rows) else {}
    reviews = desk_id_of(user) is not None
    with_reviewer = _Reviewing(user, month, rows, verdicts, at) if reviews else None
    row_of = _RowMaker(user, month, choice, at)
    return [row_of(columns, verdicts.get(columns[0], NOT_JUDGED), with_reviewer) for columns in rows]


def _may_be_judged(row: tuple, month: Month) -> bool:
    """Tell whether there can be a verdict: not on a first version that still waits at its township."""
    _pk, _name, _township, status, desk, revision, *_more = row
    return revision > 1 or desk == month.district_id or status not in (Status.OPEN, Status.SUBMITTED)


class _Reviewing:
    """What only those who review see of the rows: what they may do, what changed, who else is there."""

    def __init__(self, user: User, month: Month, rows: list[tuple], verdicts: dict[int, _Judged], at) -> None:
        self.desk = desk_id_of(user)
        self.may = row_permissions(user, month, ((row[0], row[3], row[4], row[2], row[11]) for row in rows))
        self.others = watchers(month, by=user, at=at)
        again = {}
        for pk, _name, _township, status, desk, revision, receipt, *_more in rows:
            if revision > 1 and status == Status.SUBMITTED and desk == self.desk and pk in verdicts:
                if earlier := [judged for judged in verdicts[pk].revisions if judged < revision]:
                    again[pk] = Versions(max(earlier), revision, receipt)
        self.changed = changed_parts(again)
        self.words = _("改了：%s")
        self.nothing = _("内容没有改动")
        self.request = _("补报申请：%s")

    def of(self, pk: int, status: str, desk: int, revision: int) -> tuple[str, str, str, str, tuple[str, str] | None]:
        """Return the checkbox's value, why there is none, what changed, who else looks, and a request that runs."""
        others = "；".join(map(str, self.others[pk])) if pk in self.others else ""
        if status != Status.SUBMITTED or desk != self.desk:
            may = self.may[pk]
            asked = (self.request % may.asked.get_state_display(), may.reopening.url) if may.asked else None
            return "", "", "", others, asked
        answer = self.may[pk].passing
        changed = ""
        if pk in self.changed:
            changed = self.words % "、".join(self.changed[pk]) if self.changed[pk] else self.nothing
        return f"{pk}:{revision}" if answer else "", answer.reason, changed, others, None


class _RowMaker:
    """Puts the columns of a ledger into the words of a row."""

    def __init__(self, user: User, month: Month, choice: Choice, at: dt.datetime) -> None:
        self.month, self.for_district = month, is_district_view(user)
        self.today = timezone.localtime(at).date()
        self.words = QueueWords(at)
        # One address taken apart: reversing it for each row would cost more than the rest of the row.
        self.head, self.tail = reverse("audits:ledger-review", args=[0]).split("0")
        self.query = choice.as_query()

    def __call__(self, columns: tuple, judged: _Judged, reviewing: _Reviewing | None) -> QueueRow:
        (
            pk, name, township, status, desk, revision, _receipt, warnings,
            first_at, submitted_at, reported_at, township_at, district_at, mend_by,
            extended_until, exception_until, excepted_at, *drawn,
        ) = columns  # fmt: skip
        words, month, for_district = self.words, self.month, self.for_district
        at_county = desk == month.district_id
        on_time_until = extended_until or month.on_time_until
        if status == Status.OPEN:
            state, css, dot = words.owing(on_time_until, exception_until)
        else:
            state, css, dot = words.state(status, at_county, first_at, township_at, district_at, for_district)
        township_score, _none = judged.passed.get((revision, ReviewLevel.TOWNSHIP), (None, None))
        district_score, agrees = judged.passed.get((revision, ReviewLevel.DISTRICT), (None, None))
        waits = status == Status.SUBMITTED and at_county == for_district
        since = (reported_at or submitted_at) if at_county else submitted_at
        waited = words.waited(self.today, since) if waits else ""
        is_drawn = bool(drawn) and drawn[0] is not None
        # What the district judges blind shows no score of the township's before it has its own.
        if is_drawn and waits and drawn[0] == revision:
            township_score = None
        score = district_score if for_district and district_score is not None else township_score
        box, why_not, changed, others, asked = reviewing.of(pk, status, desk, revision) if reviewing else NOTHING
        put_off = words.put_off(extended_until) if extended_until else ""
        return QueueRow(
            pk,
            f"{self.head}{pk}{self.tail}{self.query}",
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
            first_at is not None and first_at >= on_time_until and excepted_at is None,
            excepted_at is not None,
            box,
            why_not,
            changed,
            others,
            is_drawn,
            put_off,
            asked,
            bool(revision > 1 or is_drawn or put_off or asked or why_not or changed or others),
        )


NOTHING = ("", "", "", "", None)


def desk_id_of(user: User) -> int | None:
    """Return the organisation on whose desk the user reviews, None for those who only look."""
    reviews = user.may(Permission.REVIEW_TOWNSHIP) or user.may(Permission.REVIEW_DISTRICT)
    return user.hat.organisation_id if reviews else None


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
        waiting = _first_waiting(rows)
        return Place(rows[: 2 * SHOWN_AROUND], None, waiting or next(iter(rows), None), waiting)
    return Place(
        rows[max(0, index - SHOWN_AROUND) : index + SHOWN_AROUND],
        rows[index - 1] if index else None,
        rows[index + 1] if index + 1 < len(rows) else None,
        _first_waiting(rows[index + 1 :] + rows[:index]),
    )


def _first_waiting(rows: list[QueueRow]) -> QueueRow | None:
    """Return the first row that the user may judge, rather one that nobody else has open."""
    waiting = [row for row in rows if row.box]
    return next((row for row in waiting if not row.others), next(iter(waiting), None))
