"""Clearing in the demo: villages that fall short are listed; their projects stand at every stage, two are overdue."""

# i18n: data file

import datetime as dt

from django.utils import timezone

from branches.models import Organisation
from config.lib.months import same_day_later
from dashboards.demo.decisions import ASSEMBLY, Writer
from dashboards.demo.facilities_checks import built
from dashboards.demo.people import Cast
from dashboards.demo.pictures import Shelf
from dashboards.demo.timeline import at_time
from facilities.enums.checks import CheckLevel
from facilities.enums.projects import Cause, ProjectAction, Source, Stage, Way
from facilities.models import CensusEntry, Funding, ProjectStep, UpgradeProject
from facilities.selectors.projects import below_unlisted
from facilities.services import projects as services
from facilities.services.checks import check_begin, check_finish, line_save
from ledgers.enums.decisions import Matter

ROOM = 3  # room number of the shelf: a picture of a hall


def facilities_projects_fill(cast: Cast, shelf: Shelf, at: dt.datetime) -> int:
    """List the villages that fall short, open drafts for most, and play the showcase's. Returns how many are listed."""
    today = timezone.localdate(at)
    listed_at = at - dt.timedelta(days=80)
    found = below_unlisted(cast.named["fushen"])
    for number, check in enumerate(found):
        village = check.organisation
        entry = CensusEntry(
            organisation=village,
            cause=_cause(check),
            note=f"得{check.score}分，按清单逐项整改。",
            found_in=check,
            listed_on=timezone.localdate(listed_at),
            clear_by=same_day_later(timezone.localdate(listed_at), 24),
            listed_by=_reviewer(cast, village),
            listed_at=listed_at,
        )
        entry.save()
        if number % 5 != 4:
            _draft(cast, entry, number, today, listed_at)
    _play(cast, shelf, today, at)
    return len(found)


def _cause(check) -> str:
    line = next((line for line in check.lines.all() if line.item == "place"), None)
    title = line.measures["title"] if line else 1
    return {3: Cause.RENTED, 4: Cause.BORROWED}.get(title, Cause.SMALL if line and line.gaps else Cause.FITTINGS)


def _reviewer(cast: Cast, village: Organisation):
    township = next(each for each in cast.townships if village.path.startswith(each.path))
    return cast.reviewers[township.pk][0]


def _draft(cast: Cast, entry: CensusEntry, number: int, today: dt.date, at: dt.datetime) -> UpgradeProject:
    """Open a project as its township would; every ninth has missed its day."""
    village, by = entry.organisation, entry.listed_by
    budget = (18 + number % 7 * 6) * 10_000_00
    project = UpgradeProject.objects.create(
        census=entry,
        organisation=village,
        township=Organisation.objects.get(path=village.parent_path),
        title=f"{village.village_name}党群服务中心{'改建' if number % 2 else '新建'}工程",
        way=Way.REBUILD if number % 2 else Way.BUILD,
        plan="按六有标准补齐面积，设便民大厅、党员活动室，配套公示栏和文化广场。",
        budget_cents=budget,
        due_on=today - dt.timedelta(days=3) if number % 9 == 8 else today + dt.timedelta(days=90 + number * 3),
        opened_at=at,
        opened_by=by,
    )
    Funding.objects.create(project=project, source=Source.DISTRICT, cents=budget * 2 // 3)
    Funding.objects.create(project=project, source=Source.VILLAGE, cents=budget - budget * 2 // 3)
    ProjectStep.objects.create(project=project, action=ProjectAction.OPEN, by=by, at=at)
    return project


def _play(cast: Cast, shelf: Shelf, today: dt.date, at: dt.datetime) -> None:
    """Bring three projects forward, the showcase's first: one being built, one up for acceptance, one closed."""
    drafts = UpgradeProject.objects.filter(due_on__gt=today).select_related("organisation", "township", "census")
    drafts = sorted(drafts, key=lambda each: (each.township_id != cast.showcase.pk, each.pk))
    wanted = [ProjectAction.START, ProjectAction.FINISH, ProjectAction.CLOSE]
    for project in drafts:
        writer = Writer(cast, shelf, project.organisation, today)
        if not wanted:
            return
        if writer.can:
            _Works(cast, shelf, project, writer, today).go(wanted.pop(0), at)


class _Works:
    """One project on its way, on days that lie behind its decision."""

    def __init__(self, cast: Cast, shelf: Shelf, project: UpgradeProject, writer: Writer, today: dt.date) -> None:
        self.cast, self.shelf, self.project, self.writer, self.today = cast, shelf, project, writer, today
        self.secretary = cast.secretaries[project.organisation_id]
        self.reviewer = _reviewer(cast, project.organisation)
        self.district = cast.named["fushen"]

    def go(self, upto: str, at: dt.datetime) -> None:
        # Nothing is approved before the village was listed.
        decided = max(self._decide(), self.project.census.listed_on)
        if decided > self.today:
            return
        self._link(at)
        days = max((self.today - decided).days, 0)
        start = decided + dt.timedelta(days=days // 4)
        self._photo(Stage.BEFORE, decided)
        self._move(ProjectAction.APPROVE, decided)
        self._move(ProjectAction.START, start)
        services.milestone_add(
            project=self.project,
            name="主体封顶",
            due_on=self.project.due_on,
            who="村党支部书记",
            by=self.reviewer,
            at=at,
        )
        self._pay(self.project.budget_cents // 3, start, "工程预付款", "记-10-08")
        if upto == ProjectAction.START:
            services.progress_report(
                project=self.project,
                month=f"{self.today:%Y-%m}",
                percent=45,
                text="主体完工，正在装修。",
                by=self.secretary,
                at=at,
            )
            return
        finish = decided + dt.timedelta(days=days // 2)
        self._photo(Stage.AFTER, finish)
        self._move(ProjectAction.FINISH, finish)
        if upto == ProjectAction.CLOSE:
            self._close(finish, at)

    def _decide(self) -> dt.date:
        """Take the matter through the first five steps and return the day after the publication ended."""
        project, writer = self.project, self.writer
        begin = writer.committee.starts_at.date() - dt.timedelta(days=2)
        self.decision = writer.start(begin, project.title, Matter.WORKS, project.budget_cents, project.plan)
        fourth = writer.through(self.decision) + dt.timedelta(days=2)
        writer.confirm(self.decision, 4, fourth, held_on=fourth, **ASSEMBLY)
        writer.post(self.decision, 5, fourth + dt.timedelta(days=1))
        return fourth + dt.timedelta(days=8)

    def _link(self, at: dt.datetime) -> None:
        project = self.project
        values = {name: getattr(project, name) for name in ("title", "way", "plan", "budget_cents", "due_on")}
        sources = dict(project.funding.values_list("source", "cents"))
        values["decision"] = self.decision
        self.project = services.project_edit(project=project, values=values, sources=sources, by=self.reviewer, at=at)

    def _move(self, action: str, day: dt.date, by=None) -> None:
        by = by or (self.district if action == ProjectAction.APPROVE else self.reviewer)
        self.project = services.project_move(project=self.project, action=action, on=day, by=by, at=at_time(day, 17))

    def _photo(self, stage: str, day: dt.date) -> None:
        file = self.shelf.file(self.project.organisation, ROOM, by=self.secretary, at=at_time(day, 9))
        self.shelf.save()
        services.photo_add(project=self.project, stage=stage, file=file, by=self.secretary, at=at_time(day, 9))

    def _pay(self, cents: int, day: dt.date, purpose: str, voucher: str, **more) -> None:
        services.payment_add(
            project=self.project,
            cents=cents,
            paid_on=day,
            purpose=purpose,
            voucher=voucher,
            by=self.reviewer,
            at=at_time(day, 17),
            **more,
        )

    def _close(self, finish: dt.date, at: dt.datetime) -> None:
        """Accept, publish the result, check against the checklist, pay the rest, clear the village."""
        accepted = finish + dt.timedelta(days=1)
        closing = accepted + dt.timedelta(days=8)
        if closing > self.today:
            return
        services.acceptance_add(
            project=self.project,
            held_on=accepted,
            team="区委组织部、区住建局、指导站",
            score=93,
            text="面积、功能和配套都达到六有标准。",
            by=self.district,
            at=at_time(accepted, 16),
        )
        self.project.refresh_from_db()
        self.writer.post(
            self.decision, 6, accepted, accepted_on=accepted, settlement_cents=self.project.budget_cents * 97 // 100
        )
        self._check(accepted)
        self._pay(self.project.budget_cents // 2, closing, "工程尾款", "记-11-21", is_final=True)
        self._move(ProjectAction.CLOSE, closing, by=self.cast.named["qianfa"])

    def _check(self, day: dt.date) -> None:
        village = self.project.organisation
        check = check_begin(village=village, level=CheckLevel.TOWNSHIP, by=self.reviewer, at=at_time(day, 10))
        for item, measures in built(day).items():
            line_save(check=check, item=item, measures=measures, by=self.reviewer, at=at_time(day, 10))
        check_finish(check=check, done_on=day, note="改建完成后检查。", by=self.reviewer, at=at_time(day, 11))
