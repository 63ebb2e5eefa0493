"""A district's year played at random: people who hand in, review, return, mend and sign; a clock that stumbles.

Beside the site it keeps a small book of its own on what happened, from which the figures of every circular are
reckoned anew without a query.
"""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.utils import timezone

from audits.enums import CircularAction, CircularStatus, Outcome, Reason
from audits.models import Circular
from audits.services.circulars import circular_draft, circular_move
from audits.services.deadlines import deadlines_run
from audits.services.reviews import ReportRefused, month_report, verdict_give, verdicts_pass
from branches.enums import ANSWERING_KINDS, Level, Role
from branches.imports import Row, read_divisions
from branches.models import Membership, Organisation, User
from branches.services.organisations import kind_of, organisations_import
from ledgers.chain import ledgers_move
from ledgers.enums import Action, Status
from ledgers.models import Ledger, Member, Month, Submission
from ledgers.services.ledgers import ledger_submit, new_receipt
from ledgers.services.months import parameters_of
from notices.models import Notice
from tests.factories import LONG_AGO, fill_ledger, hashed_password, local, make_checklist

DIVISIONS = Path(apps.get_app_config("branches").path) / "data" / "linchuan_divisions.csv"
FIRST_DAY = dt.date(2026, 1, 1)
LAST_DAY = dt.date(2027, 1, 28)
MEMBERS = 3  # of each branch: too few for a committee
WHOLE = 2  # ledgers a month that are kept and handed in through all of the site; the others move by the chain alone
LOST = {"meetings_held": {"points": 5, "reason": Reason.NOT_HELD, "note": "少开一次会"}}
MOVES = {
    CircularStatus.DRAFT: (CircularAction.SEND_TO_CHECK, Role.DISTRICT_REVIEWER),
    CircularStatus.CHECKING: (CircularAction.APPROVE_CHECK, Role.DISTRICT_CHECKER),
    CircularStatus.SIGNING: (CircularAction.SIGN, Role.DISTRICT_LEAD),
}


@dataclass
class Story:
    """What happened to one ledger, as far as figures ask."""

    township: int
    village: str
    hand_in: dt.datetime | None  # when the branch means to, None for never
    received: bool = False
    on_time: bool = False
    returned_ever: bool = False
    is_mended: bool = True
    passed: bool = False
    scores: dict[tuple[int, bool], int] = field(default_factory=dict)  # (revision, by the district) → score
    agreed: list[bool] = field(default_factory=list)


def one_decimal(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


def share(part: int, whole: int) -> str | None:
    return one_decimal(Decimal(100 * part) / whole) if whole else None


def reckoned(stories: Iterable[Story]) -> dict:
    """Return the figures of `stories` as the circular names them."""
    stories = list(stories)
    judged = [story.scores[max(story.scores)] for story in stories if story.scores]
    answers = [answer for story in stories for answer in story.agreed]
    received = sum(story.received for story in stories)
    on_time = sum(story.on_time for story in stories)
    passed = sum(story.passed for story in stories)
    return {
        "expected": len(stories),
        "received": received,
        "on_time": on_time,
        "late": received - on_time,
        "not_received": len(stories) - received,
        "passed": passed,
        "returned_ever": sum(story.returned_ever for story in stories),
        "returned_now": sum(not story.is_mended for story in stories),
        "judged": len(judged),
        "rereviewed": len(answers),
        "agreed": sum(answers),
        "received_rate": share(received, len(stories)),
        "on_time_rate": share(on_time, len(stories)),
        "passed_rate": share(passed, len(stories)),
        "agreement_rate": share(sum(answers), len(answers)),
        "score": one_decimal(Decimal(sum(judged)) / len(judged)) if judged else None,
    }


def _rows(townships: int | None) -> list[Row]:
    """Return the rows of the divisions' table: the whole district, or some townships with villages and all above."""
    rows = read_divisions(DIVISIONS).rows
    answering = Counter(row.parent_code for row in rows if kind_of(row.code) in ANSWERING_KINDS)
    taken = {code[:9] for code in sorted(answering)[:townships]}
    return [row for row in rows if townships is None or len(row.code) < 9 or row.code[:9] in taken]


class Year:
    """The real district with small rolls and one person a desk, in the hands of `draw`.

    `townships` takes only so many of those with villages.
    """

    def __init__(self, draw: random.Random, townships: int | None = None) -> None:
        self.draw = draw
        self.stories: dict[int, dict[int, Story]] = {}  # month → ledger → what happened
        self.frozen: dict[int, dict[int, dict]] = {}  # circular → township (0 for all) → figures when it was drafted
        self.faults: list[str] = []
        self.last_notice = 0
        make_checklist()
        organisations_import(rows=_rows(townships), by=None, at=local("2026-01-01 00:00"), active_from=LONG_AGO)
        self.root = Organisation.objects.get(level=Level.COUNTY)
        parameters_of(self.root)
        self.branches = list(Organisation.objects.answering())
        self.townships = {branch.parent_path for branch in self.branches}
        self.people = self._people()
        Member.objects.bulk_create(
            Member(
                branch=branch,
                name=f"党员{number}",
                gender="1",
                category="full",
                joined_on=dt.date(2001, 7, 1),
                full_on=dt.date(2002, 7, 1),
                post="secretary" if number == 0 else "",
            )
            for branch in self.branches
            for number in range(MEMBERS)
        )

    def _people(self) -> dict[tuple[str, int], User]:
        townships = Organisation.objects.filter(path__in=self.townships)
        desks = [(Role.SECRETARY, branch) for branch in self.branches]
        desks += [(Role.TOWNSHIP_REVIEWER, township) for township in townships]
        desks += [(role, self.root) for role in (Role.DISTRICT_REVIEWER, Role.DISTRICT_CHECKER, Role.DISTRICT_LEAD)]
        users = User.objects.bulk_create(
            User(username=f"{role}-{place.code}", display_name=place.name, password=hashed_password())
            for role, place in desks
        )
        Membership.objects.bulk_create(
            Membership(user=user, organisation=place, role=role, since=LONG_AGO)
            for user, (role, place) in zip(users, desks, strict=True)
        )
        return {(role, place.pk): user for user, (role, place) in zip(users, desks, strict=True)}

    # --- Days ------------------------------------------------------------------------------------------------------
    def days(self) -> Iterator[dt.date]:
        """Play one day after the other and yield each when it is over."""
        day = FIRST_DAY
        while day <= LAST_DAY:
            for hour, minute in self._stumbling_clock():
                self.tick(self._at(day, hour, minute))
            if day.day == 2:
                # The planner's statistics, which a server keeps by itself: all of this is one transaction.
                connection.cursor().execute("ANALYZE")
            self._plan_months()
            for month in Month.objects.filter(month__lt=day.replace(day=1), month__gte=day - dt.timedelta(days=62)):
                self._hand_in(month, day)
                self._review(month, self._at(day, 14))
                self._report(month, self._at(day, 15))
                self._rereview(month, self._at(day, 16))
                self._circular(month, self._at(day, 17))
            yield day
            day += dt.timedelta(days=1)

    @staticmethod
    def _at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))

    def _stumbling_clock(self) -> list[tuple[int, int]]:
        """Return the times at which the job runs on a day: lost, doubled, in another order than sent."""
        if self.draw.random() < 0.15:
            return []
        times = [(hour, self.draw.randrange(60)) for hour in (0, 9, 12)]
        times = [time for time in times if self.draw.random() > 0.2]
        times += [time for time in times if self.draw.random() < 0.3]
        self.draw.shuffle(times)
        return times

    def tick(self, at: dt.datetime) -> None:
        deadlines_run(at=at)
        new = Notice.objects.filter(pk__gt=self.last_notice).order_by("pk")
        waiting = {"remind": Status.OPEN, "mend": Status.RETURNED}
        told = defaultdict(set)
        for pk, key, recipient in new.values_list("pk", "key", "recipient"):
            self.last_notice = pk
            kind = key.split(":")[0]
            if kind in waiting:
                told[kind].add(recipient)
        for kind, recipients in told.items():
            owing = Ledger.objects.filter(status=waiting[kind]).values_list("branch", flat=True)
            owes = {self.people[Role.SECRETARY, branch].pk for branch in owing}
            if recipients - owes:
                self.faults.append(f"{at}: {kind} reached {len(recipients - owes)} who are done")

    # --- Branches --------------------------------------------------------------------------------------------------
    def _plan_months(self) -> None:
        for month in Month.objects.exclude(pk__in=self.stories):
            rows = Ledger.objects.filter(month=month).values_list("pk", "township_id", "branch__name")
            self.stories[month.pk] = {
                pk: Story(township, name, self._intention(month))
                for pk, township, name in rows.order_by("branch__path")
            }

    def _intention(self, month: Month) -> dt.datetime | None:
        chance = self.draw.random()
        if chance < 0.08:
            return None
        if chance < 0.2:
            return month.on_time_until + dt.timedelta(hours=self.draw.randrange(10, 100))
        return month.on_time_until - dt.timedelta(hours=self.draw.randrange(3, 60))

    def _hand_in(self, month: Month, day: dt.date) -> None:
        open_now = Ledger.objects.filter(month=month, status__in=(Status.OPEN, Status.RETURNED))
        wholes = 0
        for ledger in open_now.select_related("month", "branch").order_by("pk"):
            story = self.stories[month.pk][ledger.pk]
            at = story.hand_in
            if at is None or timezone.localtime(at).date() != day or at >= (ledger.mend_by or month.locks_at):
                continue
            by = self.people[Role.SECRETARY, ledger.branch_id]
            is_first = not story.received
            if is_first and wholes < WHOLE and story.hand_in < month.on_time_until:
                wholes += 1
                fill_ledger(ledger, by)
                ledger_submit(ledger=ledger, by=by, at=at, note="情况属实")
            else:
                self._move_on(ledger, by, at)
            story.on_time = at < month.on_time_until if is_first else story.on_time
            story.received, story.is_mended, story.passed = True, True, False

    def _move_on(self, ledger: Ledger, by: User, at: dt.datetime) -> None:
        """Hand a ledger in by the chain alone: its records are not what this is about."""
        receipt = new_receipt()
        extra = {"receipt": receipt, "submitted_by": by}
        moved = ledgers_move(ledgers=[ledger.pk], action=Action.SUBMIT, by=by, at=at, extra=extra)
        assert not moved.refused, moved.refused[0].reason
        revision = ledger.revision + 1
        Submission.objects.create(ledger=ledger, revision=revision, receipt=receipt, by=by, at=at, snapshot={})

    # --- Desks -----------------------------------------------------------------------------------------------------
    def _judge(self, month: Month, ledgers: Iterable[Ledger], by: User, at: dt.datetime, *, is_district: bool) -> None:
        """Return some, take points off some, pass the rest at once."""
        rest = {}
        for ledger in ledgers:
            story = self.stories[month.pk][ledger.pk]
            chance = self.draw.random()
            if chance > 0.09 or (ledger.revision > 2 and chance < 0.05):
                rest[ledger.pk] = ledger.revision
                continue
            outcome = Outcome.RETURN if chance < 0.05 else Outcome.PASS
            verdict = verdict_give(
                ledger=ledger, outcome=outcome, lost=LOST, comment="请改", revision=ledger.revision, by=by, at=at
            )
            self._note(story, ledger.revision, 95, is_district=is_district)
            if is_district:
                story.agreed.append(verdict.agrees)
            if outcome == Outcome.RETURN:
                story.returned_ever, story.is_mended, story.passed = True, False, False
                will_mend = self.draw.random() < 0.8
                story.hand_in = at + dt.timedelta(hours=self.draw.randrange(20, 60)) if will_mend else None
            elif is_district:
                story.passed = True
        if rest:
            assert not verdicts_pass(revisions=rest, by=by, at=at).refused
        for pk, revision in rest.items():
            story = self.stories[month.pk][pk]
            score = story.scores.get((revision, False), 100) if is_district else 100
            self._note(story, revision, score, is_district=is_district)
            if is_district:
                story.agreed.append(True)
                story.passed = True

    @staticmethod
    def _note(story: Story, revision: int, score: int, *, is_district: bool) -> None:
        story.scores[revision, is_district] = score

    def _review(self, month: Month, at: dt.datetime) -> None:
        waiting = defaultdict(list)
        for ledger in Ledger.objects.filter(month=month, status=Status.SUBMITTED).exclude(desk=self.root):
            waiting[ledger.township_id].append(ledger)
        for township, ledgers in waiting.items():
            if self.draw.random() < 0.5:
                self._judge(month, ledgers, self.people[Role.TOWNSHIP_REVIEWER, township], at, is_district=False)

    def _report(self, month: Month, at: dt.datetime) -> None:
        unreported = {story.township for story in self.stories[month.pk].values()} - set(
            month.reports.values_list("township", flat=True)
        )
        for township in sorted(unreported):
            if self.draw.random() < 0.5:
                by = self.people[Role.TOWNSHIP_REVIEWER, township]
                try:
                    month_report(month=month, township=Organisation.objects.get(pk=township), by=by, at=at)
                except ReportRefused as refusal:
                    assert str(refusal)

    def _rereview(self, month: Month, at: dt.datetime) -> None:
        waiting = Ledger.objects.filter(month=month, status=Status.SUBMITTED, desk=self.root)
        if self.draw.random() < 0.6:
            by = self.people[Role.DISTRICT_REVIEWER, self.root.pk]
            self._judge(month, waiting.order_by("pk"), by, at, is_district=True)

    def _circular(self, month: Month, at: dt.datetime) -> None:
        if at < month.locks_at + dt.timedelta(days=5) or self.draw.random() < 0.4:
            return
        circular = Circular.objects.filter(month=month).first()
        if circular is None:
            by = self.people[Role.DISTRICT_REVIEWER, self.root.pk]
            circular = circular_draft(month=month, by=by, at=at)
            stories = self.stories[month.pk].values()
            self.frozen[circular.pk] = {0: reckoned(stories)}
            for township in {story.township for story in stories}:
                own = [story for story in stories if story.township == township]
                self.frozen[circular.pk][township] = reckoned(own)
        elif circular.status in MOVES:
            action, role = MOVES[circular.status]
            circular_move(circular=circular, action=action, by=self.people[role, self.root.pk], at=at)
