"""Where clearing below-standard villages (清零) stands: lists, sums by township, what is overdue."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from cadres.selectors.villages import villages_of
from config.lib.months import first_day, months_after, next_month, previous_month
from facilities.enums.projects import MATTERS, ProjectAction, ProjectState, Stage
from facilities.models import CensusEntry, FacilityCheck, ProgressReport, ProjectPhoto, UpgradeProject
from ledgers.enums.decisions import DecisionState
from ledgers.models import Decision

S = ProjectState
PILLS = {
    S.DRAFT: "open",
    S.APPROVED: "submitted",
    S.STARTED: "submitted",
    S.DONE: "checking",
    S.ACCEPTED: "warn",
    S.CLOSED: "done",
}


def overdue_projects(day: dt.date) -> QuerySet:
    """Return the projects past their promised day that are not finished, of all districts."""
    return UpgradeProject.objects.overdue(day).select_related("organisation", "township").order_by("pk")


def without_report(month: dt.date) -> QuerySet:
    """Return the projects under way that were there in `month` and have not reported it, of all districts."""
    found = UpgradeProject.objects.filter(
        state__in=[S.APPROVED, S.STARTED], approved_on__isnull=False, approved_on__lt=next_month(month)
    )
    reported = ProgressReport.objects.filter(month=month).of_round()
    found = found.exclude(pk__in=reported.values("project"))
    return found.select_related("organisation", "township").order_by("pk")


@dataclass(frozen=True, slots=True)
class Line:
    """A listed village with its project, where it has one."""

    census: CensusEntry
    project: UpgradeProject | None
    percent: int | None
    today: dt.date

    @property
    def is_overdue(self) -> bool:
        return self.census.is_overdue(self.today)

    @property
    def pill(self) -> tuple[str, str]:
        if self.project is None:
            return ("missing", _("没有项目"))
        if self.is_overdue:
            return ("late", _("超期：%(state)s") % {"state": self.project.get_state_display()})
        return (PILLS[self.project.state], self.project.get_state_display())


@dataclass(slots=True)
class ClearRow:
    """A township's listed villages, counted; `budget` in cents."""

    township: Organisation
    listed: int = 0
    idle: int = 0
    running: int = 0
    overdue: int = 0
    cleared: int = 0
    budget: int = 0
    paid: int = 0

    @property
    def left(self) -> int:
        return self.listed - self.cleared


SHOWN = {
    "": Q(),
    "idle": Q(cleared_on=None, project=None),
    "running": Q(cleared_on=None, project__isnull=False),
    "cleared": Q(cleared_on__isnull=False),
}


def census_lines(user: User, place: Organisation | None, show: str, today: dt.date) -> QuerySet:
    """Return the listed villages of the scope, of a township, of a state: idle, running, overdue, cleared."""
    found = CensusEntry.objects.visible_to(user)
    if place is not None:
        found = found.filter(organisation__path__startswith=place.path)
    if show == "overdue":
        found = found.overdue(today)
    else:
        found = found.filter(SHOWN.get(show, Q()))
    return found.select_related("organisation", "project").order_by("organisation__path", "pk")


def lines_of(entries: Sequence[CensusEntry], today: dt.date) -> list[Line]:
    """Return the entries with their project and its newest percent, in one further query."""
    projects = [entry.project.pk for entry in entries if hasattr(entry, "project")]
    reports = ProgressReport.objects.filter(project__in=projects).of_round()
    percents = dict(reports.order_by("project", "-month").distinct("project").values_list("project", "percent"))
    return [
        Line(entry, project := getattr(entry, "project", None), percents.get(project.pk) if project else None, today)
        for entry in entries
    ]


def clear_rows(user: User, today: dt.date, place: Organisation | None = None) -> list[ClearRow]:
    """Return the sums of each township of the scope, those without a listed village too."""
    townships = Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP)
    if place is not None:
        townships = townships.filter(pk=place.pk)
    paths = set(villages_of(user, place).values_list("path", flat=True))
    parents = {path[: -Organisation.steplen] for path in paths}
    rows = {each.path: ClearRow(each) for each in townships.order_by("path") if each.path in parents}
    for line in lines_of(list(census_lines(user, place, "", today)), today):
        row = rows.get(line.census.organisation.parent_path)
        if row is None:
            continue
        row.listed += 1
        row.cleared += line.census.is_cleared
        row.idle += line.project is None and not line.census.is_cleared
        row.running += line.project is not None and line.project.is_open
        row.overdue += line.is_overdue
        row.budget += line.project.budget_cents if line.project else 0
    paid = UpgradeProject.objects.visible_to(user).filter(payments__withdrawn_at=None)
    for path, cents in paid.values_list("township__path").annotate(Sum("payments__cents")).order_by():
        if path in rows:
            rows[path].paid = cents or 0
    return list(rows.values())


def below_unlisted(user: User, place: Organisation | None = None) -> list[FacilityCheck]:
    """Return the newest check from outside of each village that it found below standard and nobody has listed yet."""
    villages = villages_of(user, place).exclude(pk__in=CensusEntry.objects.open().values("organisation"))
    newest = FacilityCheck.objects.from_outside().filter(organisation__in=villages)
    newest = newest.order_by("organisation", "-done_at", "-pk").distinct("organisation").select_related("organisation")
    return sorted((check for check in newest if not check.is_standard), key=lambda check: check.organisation.path)


@dataclass(frozen=True, slots=True)
class MonthLine:
    month: dt.date
    report: ProgressReport | None
    is_due: bool


def pictures_of(project: UpgradeProject) -> list[tuple[str, list[ProjectPhoto]]]:
    """Return the photos of a project by the stage of the works, in words."""
    photos = list(project.photos.select_related("file"))
    return [(str(stage.label), [photo for photo in photos if photo.stage == stage]) for stage in Stage]


def months_of(project: UpgradeProject, today: dt.date) -> list[MonthLine]:
    """Return the months since the project was approved, the newest first, with what was reported; a dozen at most."""
    reports = {report.month: report for report in project.reports.select_related("by")}
    if project.approved_on is None:
        return [MonthLine(month, report, False) for month, report in reports.items()]
    this, begun = first_day(today), first_day(project.approved_on)
    is_asked = project.state in (S.APPROVED, S.STARTED)
    counted = set(project.reports.of_round().values_list("month", flat=True))
    last = first_day(min(today, project.finished_on or today))
    first = min([begun, *reports])
    months, month = [], last
    while month >= first and len(months) < 12:
        months.append(month)
        month = previous_month(month)
    return [
        # What was reported of an earlier round does not stand for the month of the new one.
        MonthLine(each, None if is_due else reports.get(each), is_due)
        for each in months
        for is_due in [is_asked and begun <= each < this and each not in counted]
    ]


def project_named(user: User) -> QuerySet:
    """Return the projects of the scope with what their page shows."""
    rows = UpgradeProject.objects.visible_to(user)
    return rows.select_related(
        "organisation", "township", "census__organisation", "census__found_in", "decision__branch"
    ).prefetch_related(Prefetch("funding"))


def round_begun(project: UpgradeProject) -> dt.datetime:
    """Return when the present round of a project began: it was opened, or returned to be approved anew."""
    revised = project.steps.filter(action=ProjectAction.REVISE).order_by("-pk").values_list("at", flat=True).first()
    return revised or project.opened_at


def decisions_for(census: CensusEntry) -> QuerySet[Decision]:
    """Return the decisions that the project of a listed village may rest on, the newest first: on works, neither over
    nor given up, and nothing else rests on them. The one that it has stays among them."""
    resting = UpgradeProject.objects.exclude(decision=None)
    own = resting.filter(census=census).values("decision")
    # `project` is what the collective economy calls its own that rests on a decision.
    free = Q(matter__in=MATTERS, state__in=[DecisionState.OPEN, DecisionState.APPROVED], project=None)
    free &= ~Q(pk__in=resting.values("decision"))
    return Decision.objects.filter(free | Q(pk__in=own), branch=census.organisation).order_by("-year", "-serial")


def months_to_report(project: UpgradeProject, today: dt.date) -> list[str]:
    """Return the months that may be reported, the one that is most likely meant first: last month's while it is due."""
    this = first_day(today)
    months = [months_after(this, -count) for count in range(3)]
    begun = first_day(timezone.localdate(round_begun(project)))
    offered = [month for month in months if month >= begun]
    reported = set(project.reports.of_round().values_list("month", flat=True))
    offered.sort(key=lambda month: (month in reported, month == this, month))
    return [f"{month:%Y-%m}" for month in offered]


def steps_in_words(project: UpgradeProject) -> list[dict]:
    """Return the log of a project as the timeline wants it, the newest first."""
    tones = {ProjectAction.FAIL: "returned", ProjectAction.CLOSE: "passed", ProjectAction.POSTPONE: "warn"}
    return [
        {
            "what": step.get_action_display()
            + (f"：{step.old_due} → {step.new_due}" if step.new_due else ""),  # i18n: data
            "who": step.by,
            "when": step.at,
            "why": "\n".join(filter(None, (step.note, step.ground))),
            "tone": tones.get(step.action, ""),
        }
        for step in project.steps.select_related("by").order_by("-pk")
    ]
