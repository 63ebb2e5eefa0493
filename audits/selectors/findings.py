"""Read findings (问题清单): lists with filters, rates by township, suggestions of training, the circular's share."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.http import urlencode

from audits.enums import Reason, ReasonClass
from audits.finding_clock import Fact, Rates, due_in_words, rates_of
from audits.finding_enums import AT_BRANCH, UNFINISHED, FindingStatus
from audits.finding_rules import may_move
from audits.models import Finding
from branches.enums import Level
from branches.models import Organisation, User
from config.lib.months import months_after, quarter_start
from ledgers.models import Month
from ledgers.selectors.rules import rule_history

PILLS = {
    FindingStatus.NEW: "draft",
    FindingStatus.ISSUED: "returned",
    FindingStatus.MENDING: "returned",
    FindingStatus.APPLIED: "submitted",
    FindingStatus.CHECKED: "submitted",
    FindingStatus.CLOSED: "done",
    FindingStatus.LOOKED_BACK: "done",
}


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """What a list is narrowed to, as the address says; what makes no sense is left out."""

    state: str = "open"
    source: str = ""
    reason_class: str = ""
    township: int | None = None
    branch: int | None = None

    def as_query(self, **changes) -> str:
        values = {
            "state": self.state,
            "source": self.source,
            "class": self.reason_class,
            "township": self.township,
            "branch": self.branch,
        } | changes
        return "?" + urlencode({name: value for name, value in values.items() if value})


def narrowed(user: User, choice: FindingChoice):
    """Return the findings of the user's scope that the choice leaves, in every state."""
    found = Finding.objects.visible_to(user)
    if choice.source:
        found = found.filter(source=choice.source)
    if choice.reason_class:
        found = found.filter(reason_class=choice.reason_class)
    if choice.township:
        found = found.filter(township=choice.township)
    if choice.branch:
        found = found.filter(branch=choice.branch)
    return found


def state_conditions(today: dt.date) -> dict[str, Q]:
    """Return the tabs of a list: code → which findings it shows."""
    return {
        "open": Q(status__in=UNFINISHED),
        "new": Q(status=FindingStatus.NEW),
        "branch": Q(status__in=AT_BRANCH),
        "overdue": Q(status__in=AT_BRANCH, due_on__lt=today),
        "applied": Q(status=FindingStatus.APPLIED),
        "checked": Q(status=FindingStatus.CHECKED),
        "closed": ~Q(status__in=UNFINISHED),
        "all": Q(),
    }


def state_counts(user: User, choice: FindingChoice, today: dt.date) -> dict[str, int]:
    """Return how many findings each tab holds, in one query."""
    conditions = state_conditions(today)
    counts = {code: Count("pk", filter=condition) for code, condition in conditions.items() if condition}
    return narrowed(user, choice).aggregate(**counts, all=Count("pk"))


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as a list prints it. No person's name: lists leave the office."""

    pk: int
    url: str
    number: str
    branch: str
    township: str
    reason: str
    reason_class: str
    source: str
    description: str
    status: str
    pill: str
    clock: str
    limit: str
    is_overdue: bool
    relapses: int
    can_issue: bool


def finding_line(finding: Finding, user: User, today: dt.date) -> FindingLine:
    limit, is_overdue = due_in_words(finding.status, finding.due_on, finding.applied_on, today)
    return FindingLine(
        pk=finding.pk,
        url=reverse("audits:finding-detail", args=[finding.pk]),
        number=finding.number,
        branch=finding.branch.village_name,
        township=finding.township.name,
        reason=finding.get_reason_display(),
        reason_class=finding.get_reason_class_display(),
        source=finding.get_source_display(),
        description=finding.description,
        status=finding.get_status_display(),
        pill="late" if is_overdue else PILLS[finding.status],
        clock=finding.get_clock_display(),
        limit=limit,
        is_overdue=is_overdue,
        relapses=finding.relapses,
        can_issue=finding.status == FindingStatus.NEW and bool(may_move(user, finding, "issue")),
    )


def ordered(user: User, choice: FindingChoice, today: dt.date):
    """Return the findings of a tab, the soonest limit first, with what a line needs."""
    found = narrowed(user, choice).filter(state_conditions(today)[choice.state])
    return found.select_related("branch", "township").order_by("due_on", "-year", "-serial")


def townships_of(user: User) -> list[tuple[int, str]]:
    found = Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).active_on(Now())
    return list(found.values_list("pk", "name"))


def township_rates(user: User, today: dt.date) -> tuple[list[tuple[str, int, Rates]], Rates]:
    """Return (name, id, rates) of each township in the user's scope that has findings, and of all together."""
    facts: dict[tuple[str, int], list[Fact]] = {}
    rows = Finding.objects.visible_to(user).order_by("township__path")
    for name, pk, *fact in rows.values_list("township__name", "township", "status", "due_on", "applied_on", "relapses"):
        facts.setdefault((name, pk), []).append(Fact(*fact))
    shown = [(name, pk, rates_of(each, today)) for (name, pk), each in facts.items()]
    return shown, rates_of((fact for each in facts.values() for fact in each), today)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Several findings of one reason in one township within a quarter: a training is worth thinking of."""

    township: str
    reason: str
    count: int
    url: str


def training_suggestions(user: User, today: dt.date) -> list[Suggestion]:
    """Return where at least `finding.training_from` findings of a reason came up in a township this quarter.

    “其他” is no one problem and is left out. Nothing is done about it by itself: people decide.
    """
    start = quarter_start(today.replace(day=1))
    found = Finding.objects.visible_to(user).filter(found_on__gte=start, found_on__lt=months_after(start, 3))
    groups = (
        found.exclude(reason=Reason.OTHER)
        .order_by()
        .values_list("district", "township", "township__name", "reason")
        .annotate(n=Count("pk"))
        .filter(n__gte=2)
        .order_by("-n", "township__path", "reason")
    )
    least: dict[int, int] = {}
    shown = []
    for district, township, name, reason, count in groups:
        if district not in least:
            least[district] = int(rule_history(district).on(today).value("finding.training_from"))
        if count >= least[district]:
            query = urlencode({"state": "all", "township": township})
            url = f"{reverse('audits:finding-list')}?{query}"
            shown.append(Suggestion(name, str(Reason(reason).label), count, url))
    return shown


@dataclass(frozen=True, slots=True)
class CircularFindings:
    """The findings of a month for its circular: numbers by class, and the rows of the list of those not closed.

    A row is number, township, village, class, problem, limit in words and state: no person is named.
    """

    by_class: list[tuple[str, int]]
    total: int
    closed: int
    open_rows: list[tuple[str, ...]]


def circular_findings(month: Month) -> CircularFindings:
    """Return what a circular on `month` says of the problems: those found in the month's ledgers or on its days."""
    following = months_after(month.month, 1)
    found = list(
        Finding.objects.filter(district=month.district)
        .filter(Q(ledger__month=month) | Q(ledger=None, found_on__gte=month.month, found_on__lt=following))
        .exclude(status=FindingStatus.NEW)
        .select_related("branch", "township")
        .order_by("township__path", "branch__path", "year", "serial")
    )
    classes = Counter(finding.reason_class for finding in found)
    rows = [
        (
            finding.number,
            finding.township.name,
            finding.branch.village_name,
            str(finding.get_reason_class_display()),
            str(finding.get_reason_display()),  # the description is free text and may name somebody
            f"{finding.due_on.month}月{finding.due_on.day}日",  # i18n: data
            str(finding.get_status_display()),
        )
        for finding in found
        if not finding.is_finished
    ]
    return CircularFindings(
        by_class=[(str(label), classes[code]) for code, label in ReasonClass.choices],
        total=len(found),
        closed=sum(finding.is_finished for finding in found),
        open_rows=rows,
    )


def letter_findings(branch: Organisation) -> list[Finding]:
    """Return the issued findings of a branch that are not closed, in the order of their numbers."""
    open_ones = Finding.objects.filter(branch=branch, status__in=UNFINISHED).exclude(status=FindingStatus.NEW)
    return list(open_ones.order_by("year", "serial"))


def absences_listed() -> QuerySet:
    """Return the ids of the absences (脱岗) that stand on a list of problems."""
    return Finding.objects.exclude(absence=None).values("absence")
