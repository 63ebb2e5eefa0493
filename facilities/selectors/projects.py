"""Where clearing below-standard villages (清零) stands: lists, sums by township, what is overdue."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from cadres.selectors.villages import villages_of
from config.lib.months import first_day, months_after, next_month, previous_month
from facilities.enums.projects import RUNNING, ProjectAction, ProjectState, Stage
from facilities.models import CensusEntry, FacilityCheck, ProgressReport, UpgradeProject

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
    found = UpgradeProject.objects.filter(state__in=RUNNING, due_on__lt=day)
    return found.select_related("organisation", "township").order_by("pk")


def without_report(month: dt.date) -> QuerySet:
    """Return the projects under way that were there in `month` and have not reported it, of all districts."""
    found = UpgradeProject.objects.filter(
        state__in=[S.APPROVED, S.STARTED], approved_on__isnull=False, approved_on__lt=next_month(month)
    )
    reported = ProgressReport.objects.filter(month=month)
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
        if self.project is None:
            return self.census.cleared_on is None and self.census.clear_by < self.today
        return self.project.state in RUNNING and self.project.due_on < self.today

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
        found = found.filter(project__state__in=RUNNING, project__due_on__lt=today)
    else:
        found = found.filter(SHOWN.get(show, Q()))
    return found.select_related("organisation", "project").order_by("organisation__path", "pk")


def lines_of(entries: Sequence[CensusEntry], today: dt.date) -> list[Line]:
    """Return the entries with their project and its newest percent, in one further query."""
    projects = [entry.project.pk for entry in entries if hasattr(entry, "project")]
    newest = ProgressReport.objects.filter(project__in=projects).order_by("project", "-month").distinct("project")
    percents = dict(newest.values_list("project", "percent"))
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


@dataclass(slots=True)
class Pictures:
    """The photos of a project side by side."""

    before: list = field(default_factory=list)
    during: list = field(default_factory=list)
    after: list = field(default_factory=list)

    def groups(self) -> list[tuple[str, list]]:
        return [
            (str(Stage.BEFORE.label), self.before),
            (str(Stage.DURING.label), self.during),
            (str(Stage.AFTER.label), self.after),
        ]


def pictures_of(project: UpgradeProject) -> Pictures:
    found = Pictures()
    for photo in project.photos.select_related("file"):
        getattr(found, photo.stage).append(photo)
    return found


def months_of(project: UpgradeProject, today: dt.date) -> list[MonthLine]:
    """Return the months since the project was approved, the newest first, with what was reported; a dozen at most."""
    if project.approved_on is None:
        return [MonthLine(report.month, report, False) for report in project.reports.all()]
    reports = {report.month: report for report in project.reports.select_related("by")}
    last = first_day(min(today, project.finished_on or today))
    first = min([first_day(project.approved_on), *reports])
    months, month = [], last
    while month >= first and len(months) < 12:
        months.append(month)
        month = previous_month(month)
    due = project.state in (S.APPROVED, S.STARTED)
    this = first_day(today)
    return [MonthLine(each, reports.get(each), due and each < this and each not in reports) for each in months]


def project_named(user: User) -> QuerySet:
    """Return the projects of the scope with what their page shows."""
    rows = UpgradeProject.objects.visible_to(user)
    return rows.select_related(
        "organisation", "township", "census__organisation", "census__found_in", "decision__branch"
    ).prefetch_related(Prefetch("funding"))


def months_to_report(project: UpgradeProject, today: dt.date) -> list[str]:
    """Return the months that may be reported, the one that is most likely meant first: last month's while it is due."""
    this = first_day(today)
    months = [months_after(this, -count) for count in range(3)]
    begun = first_day(project.opened_at.date())
    offered = [month for month in months if month >= begun]
    reported = set(project.reports.values_list("month", flat=True))
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
            "why": step.note,
            "tone": tones.get(step.action, ""),
        }
        for step in project.steps.select_related("by").order_by("-pk")
    ]
