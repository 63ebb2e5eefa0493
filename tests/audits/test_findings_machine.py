"""The list of problems in the hands of everybody at once: each move is tried by each person in any order.

A small model knows whose turn it is, when the clocks end and what comes back; the site must agree on every move, refuse
the others with a reason and change nothing then, and `check_data` must hold in the end.
"""

import datetime as dt
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from audits.enums import Reason
from audits.finding_enums import FindingAction, FindingClock, FindingSource, FindingStatus
from audits.models import Finding, FindingFile, FindingSeries, FindingStep
from audits.services.finding_reminders import findings_remind
from audits.services.findings import (
    FindingRefused,
    FindingRow,
    finding_attach,
    finding_detach,
    finding_move,
    findings_issue,
    findings_open,
)
from branches.calendar import holiday_overrides
from branches.enums import Role
from branches.models import User
from config.lib.workdays import add_workdays
from config.management.commands.check_data import checkers
from ledgers.models import Ledger
from notices.models import Notice
from tests.factories import NOW, District, grant, make_file

A, C, S = FindingAction, FindingClock, FindingStatus
# What each person is: the branch, the township or the district, and where; the last ones only look on.
OFFICES = {
    "secretary": ("branch", "branch"),
    "other_secretary": ("branch", "other_branch"),
    "reviewer": ("township", "township"),
    "other_reviewer": ("township", "other_township"),
    "district_reviewer": ("district", "root"),
    # One person with three offices, each of them a hat.
    "hat_of_secretary": ("branch", "branch"),
    "hat_of_reviewer": ("township", "township"),
    "hat_of_district": ("district", "root"),
    "inspector": ("station", "township"),
    "township_leader": ("", "township"),
    "leader": ("", "root"),
    "checker": ("", "root"),
    "system_admin": ("", ""),
}
HATS = {
    "hat_of_secretary": (Role.SECRETARY, "branch"),
    "hat_of_reviewer": (Role.TOWNSHIP_REVIEWER, "township"),
    "hat_of_district": (Role.DISTRICT_REVIEWER, "root"),
}
TOWNSHIPS = {"branch": "township", "other_branch": "other_township"}
SOURCES = {
    FindingSource.SELF: ("branch",),
    FindingSource.TOWNSHIP: ("township",),
    FindingSource.DISTRICT: ("district",),
    FindingSource.PATROL: ("district",),
    FindingSource.STATION: ("district", "station"),
}
# Where a move leads from and to, and whose it is; sending back is for whoever's desk it lies on.
MOVES = {
    A.ISSUE: ((S.NEW,), S.ISSUED, ("township", "district")),
    A.MEASURE: ((S.ISSUED, S.MENDING), S.MENDING, ("branch",)),
    A.APPLY: ((S.ISSUED, S.MENDING), S.APPLIED, ("branch",)),
    A.CHECK: ((S.APPLIED,), S.CHECKED, ("township",)),
    A.REJECT: ((S.APPLIED, S.CHECKED), S.MENDING, ()),
    A.CLOSE: ((S.CHECKED,), S.CLOSED, ("district",)),
    A.LOOK_BACK: ((S.CLOSED,), S.LOOKED_BACK, ("township", "district")),
    A.REOPEN: ((S.CLOSED, S.LOOKED_BACK), S.ISSUED, ("township", "district")),
}
NEXT = {S.NEW: A.ISSUE, S.ISSUED: A.MEASURE, S.MENDING: A.APPLY, S.APPLIED: A.CHECK, S.CHECKED: A.CLOSE}
LIKELY = {A.ISSUE: "district", A.MEASURE: "branch", A.APPLY: "branch", A.CHECK: "township", A.CLOSE: "district"}
AT_BRANCH, CLOSED = (S.ISSUED, S.MENDING), (S.CLOSED, S.LOOKED_BACK)
LIMIT = 1  # of files
people = st.sampled_from(sorted(OFFICES))
branches = st.sampled_from(sorted(TOWNSHIPS))
clocks = st.sampled_from(C.values)


def months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


@dataclass
class Problem:
    """A finding by the model. `steps` are (action, person) of all rounds, `changes` the rows of its history."""

    branch: str
    source: str
    reason: str
    number: tuple[int, int]
    clock: str
    due_on: dt.date | None
    ledger: int | None
    found_by: int
    status: str = S.NEW
    measure: str = ""
    result: str = ""
    applied_by: int | None = None
    checked_by: int | None = None
    closed_on: dt.date | None = None
    relapses: int = 0
    files: int = 0
    changes: int = 1
    steps: list[tuple[str, int]] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)


class Mending(RuleBasedStateMachine):
    district: District  # one for all examples; what an example does is rolled back
    users: dict[str, User]
    files: dict[str, list]

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.stack.callback(transaction.set_rollback, False)
        self.stack.enter_context(transaction.atomic())
        self.stack.callback(transaction.set_rollback, True)
        self.at = NOW
        self.said = 0
        self.problems: dict[int, Problem] = {}
        self.last: dict[int, int] = {}  # year → last number

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            with self.stack:
                assert [problem for _label, problems in checkers() for problem in problems()] == []

    # --- What is tried ---------------------------------------------------------------------------------------------
    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.at)

    def words(self) -> str:
        """Return a text that was not written before, so that each writing is a change."""
        self.said += 1
        return f"第{self.said}次写的"

    def everything(self) -> tuple:
        """Return all that a refused act might have touched."""
        return (
            list(Finding.objects.order_by("pk").values()),
            list(FindingSeries.objects.order_by("pk").values()),
            *(model.objects.count() for model in (FindingStep, FindingFile, Notice, Finding.pgh_event_model)),
        )

    def tried(self, may: bool, act, **values):
        """Do `act`; it must succeed exactly when the model says so, and say why and leave no trace when not."""
        before = None if may else self.everything()
        try:
            done = act(**values)
        except FindingRefused as refusal:
            assert str(refusal).strip(), "a refusal without a reason"
            assert not may, f"refused: {refusal}"
            assert self.everything() == before
            return None
        assert may, "was let through"
        return done

    def covers(self, who: str, branch: str) -> bool:
        place = OFFICES[who][1]
        return place in ("root", branch, TOWNSHIPS[branch])

    def due(self, clock: str, until: dt.date | None) -> dt.date | None:
        if clock == C.AT_ONCE:
            return self.today + dt.timedelta(days=3)
        return add_workdays(self.today, 15, holiday_overrides()) if clock == C.LIMITED else until

    # --- Finding ---------------------------------------------------------------------------------------------------
    @rule(
        branch=branches,
        source=st.sampled_from(FindingSource.values),
        reason=st.sampled_from((Reason.DUES, Reason.ROLL, Reason.OTHER)),
        clock=clocks,
        who=people,
        of_ledger=st.booleans(),
        origin=st.sampled_from(("", "", "line")),
        lacks=st.sampled_from(("", "", "", "description", "until")),
    )
    def find(self, branch, source, reason, clock, who, of_ledger, origin, lacks) -> None:
        self._find(branch, source, reason, clock, who, of_ledger=of_ledger, origin=origin, lacks=lacks)

    @rule(branch=branches, reason=st.sampled_from((Reason.DUES, Reason.ROLL)), clock=clocks)
    def find_in_order(self, branch: str, reason: str, clock: str) -> None:
        """Nothing refused: so that the others have something to try."""
        who = "reviewer" if branch == "branch" else "other_reviewer"
        self._find(branch, FindingSource.TOWNSHIP, reason, clock, who)

    def _find(self, branch, source, reason, clock, who, *, of_ledger=False, origin="", lacks="") -> None:
        office, _place = OFFICES[who]
        ledger = self.ledgers[branch] if of_ledger else None
        origin = origin and f"{origin}:{branch}"
        until = self.today + dt.timedelta(days=-1 if lacks == "until" else 40) if clock == C.LONG else None
        lacking = lacks == "description" or (lacks == "until" and clock == C.LONG)
        may = office in SOURCES[source] and self.covers(who, branch) and not lacking
        text = "" if lacks == "description" else self.words()
        row = FindingRow(reason, text, clock=clock, origin=origin, until=until)
        by, place = self.users[who], getattr(self.district, branch)
        values = {"source": source, "branch": place, "rows": [row], "ledger": ledger, "by": by, "at": self.at}
        if found := self.tried(may, findings_open, **values):
            self._found(found[0], branch, source, row, ledger, by)

    def _found(self, finding: Finding, branch: str, source: str, row: FindingRow, ledger, by: User) -> None:
        known = [pk for pk, each in self.problems.items() if row.origin and row.origin in each.origins]
        alike = {pk: each for pk, each in self.problems.items() if (each.branch, each.reason) == (branch, row.reason)}
        still = [
            pk
            for pk, each in alike.items()
            if row.reason != Reason.OTHER and ledger and each.ledger == ledger.pk and each.status not in CLOSED
        ]
        closed = [(each.closed_on, pk) for pk, each in alike.items() if each.status in CLOSED]
        last = max(closed, default=None)
        if known:
            assert finding.pk == known[0]
            return
        if still:
            assert finding.pk in still
            self.problems[finding.pk].steps.append((A.AGAIN, by.pk))
        elif row.reason != Reason.OTHER and last and self.today <= months_on(last[0], 6):
            assert finding.pk == last[1]
            self._opened_again(self.problems[finding.pk], row.clock, row.until, by)
            self.problems[finding.pk].ledger = ledger.pk if ledger else self.problems[finding.pk].ledger
        else:
            assert finding.pk not in self.problems
            year = self.today.year
            self.last[year] = self.last.get(year, 0) + 1
            self.problems[finding.pk] = Problem(
                branch,
                source,
                row.reason,
                (year, self.last[year]),
                row.clock,
                row.until,
                ledger and ledger.pk,
                by.pk,
                steps=[(A.OPEN, by.pk)],
            )
        if row.origin:
            self.problems[finding.pk].origins.add(row.origin)

    def _opened_again(self, problem: Problem, clock: str, until: dt.date | None, by: User) -> None:
        problem.status, problem.clock, problem.due_on = S.ISSUED, clock, self.due(clock, until)
        problem.measure = problem.result = ""
        problem.applied_by = problem.checked_by = problem.closed_on = None
        problem.relapses += 1
        problem.changes += 1
        problem.steps.append((A.REOPEN, by.pk))

    # --- Moving ----------------------------------------------------------------------------------------------------
    def may(self, problem: Problem, action: str, who: str, by: User) -> bool:
        sources, _to, offices = MOVES[action]
        if action == A.REJECT:
            offices = ("district",) if problem.status == S.CHECKED else ("township",)
        office = OFFICES[who][0]
        if problem.status not in sources or office not in offices or not self.covers(who, problem.branch):
            return False
        if action == A.ISSUE:
            own = problem.source in (FindingSource.TOWNSHIP, FindingSource.SELF)
            return office == "district" or own
        own = {problem.applied_by}
        if action == A.CLOSE or (action == A.REJECT and problem.status == S.CHECKED):
            own.add(problem.checked_by)
        return action in (A.MEASURE, A.APPLY) or by.pk not in own

    @precondition(lambda self: getattr(self, "problems", None))
    @rule(data=st.data(), action=st.sampled_from(sorted(MOVES)), who=people, says=st.sampled_from(("", "some", "all")))
    def move(self, data, action: str, who: str, says: str) -> None:
        self._move(data.draw(st.sampled_from(sorted(self.problems))), action, who, says)

    @precondition(lambda self: getattr(self, "problems", None))
    @rule(data=st.data(), hat=st.booleans(), steps=st.integers(1, 4))
    def go_on(self, data, hat: bool, steps: int) -> None:
        """Some steps by whoever's turn it is, with or without the person who holds several offices."""
        pk = data.draw(st.sampled_from(sorted(self.problems)))
        for _step in range(steps):
            problem = self.problems[pk]
            if problem.status in CLOSED:
                return
            action = NEXT[problem.status]
            where = {"branch": problem.branch, "township": TOWNSHIPS[problem.branch], "district": "root"}
            fitting = [who for who, office in OFFICES.items() if office == (LIKELY[action], where[LIKELY[action]])]
            self._move(pk, action, fitting[-1 if hat else 0], "all")

    def _move(self, pk: int, action: str, who: str, says: str) -> None:
        problem, by = self.problems[pk], self.users[who]
        values = {"measure": self.words()} if says == "some" else {}
        if says == "all":
            values = {"measure": self.words(), "result": self.words()}
        note = self.words() if says else ""
        may = self.may(problem, action, who, by)
        measure, result = values.get("measure", problem.measure), values.get("result", problem.result)
        if action in (A.MEASURE, A.APPLY):
            may = may and bool(measure) and (action == A.MEASURE or bool(result))
        if action in (A.REJECT, A.REOPEN):
            may = may and bool(note)
        if action == A.ISSUE and problem.clock == C.LONG:
            may = may and problem.due_on >= self.today
        finding = Finding.objects.get(pk=pk)
        act = {"finding": finding, "action": action, "by": by, "at": self.at, "note": note, "values": values}
        if not self.tried(may, finding_move, **act):
            return
        if action == A.REOPEN:
            is_over = problem.clock == C.LONG and problem.due_on < self.today
            self._opened_again(problem, C.LIMITED if is_over else problem.clock, problem.due_on, by)
            return
        # Writing the same once more makes a step but no change of the row.
        is_same = (problem.status, problem.measure, problem.result) == (S.MENDING, measure, result)
        self._moved(problem, action, by, measure, result, is_change=action != A.MEASURE or not is_same)

    def _moved(self, problem: Problem, action: str, by: User, measure="", result="", *, is_change=True) -> None:
        problem.status = MOVES[action][1]
        problem.steps.append((action, by.pk))
        problem.changes += is_change
        if action == A.ISSUE:
            problem.due_on = self.due(problem.clock, problem.due_on)
        elif action in (A.MEASURE, A.APPLY):
            problem.measure, problem.result = measure, result
            if action == A.APPLY:
                problem.applied_by = by.pk
        elif action == A.CHECK:
            problem.checked_by = by.pk
        elif action == A.REJECT:
            problem.checked_by = None
        elif action == A.CLOSE:
            problem.closed_on = self.today

    @rule(who=people)
    def issue_all(self, who: str) -> None:
        """Each goes or stays by itself, with a reason; what is not one's own is not even named."""
        by = self.users[who]
        goes = {
            pk
            for pk, problem in self.problems.items()
            if self.may(problem, A.ISSUE, who, by) and (problem.clock != C.LONG or problem.due_on >= self.today)
        }
        seen = {pk for pk, problem in self.problems.items() if self.covers(who, problem.branch)}
        issued = findings_issue(findings=list(self.problems), by=by, at=self.at)
        assert {finding.pk for finding in issued.done} == goes
        assert {finding.pk for finding, _reason in issued.refused} == seen - goes
        assert all(reason for _finding, reason in issued.refused)
        for pk in goes:
            self._moved(self.problems[pk], A.ISSUE, by)

    @precondition(lambda self: getattr(self, "problems", None))
    @rule(data=st.data(), who=people, number=st.integers(0, LIMIT))
    def add_photo(self, data, who: str, number: int) -> None:
        pk = data.draw(st.sampled_from(sorted(self.problems)))
        problem, file = self.problems[pk], self.files[number]
        mends = OFFICES[who] == ("branch", problem.branch) and problem.status in AT_BRANCH
        there = FindingFile.objects.filter(finding=pk, file=file).exists()
        may = mends and (there or problem.files < LIMIT)
        values = {"file": file, "by": self.users[who], "at": self.at, "limit": LIMIT}
        if self.tried(may, finding_attach, finding=Finding.objects.get(pk=pk), **values):
            problem.files += not there

    @precondition(lambda self: any(problem.files for problem in getattr(self, "problems", {}).values()))
    @rule(data=st.data(), who=people)
    def take_photo_off(self, data, who: str) -> None:
        link = FindingFile.objects.get(pk=data.draw(st.sampled_from(sorted(self._links()))))
        problem = self.problems[link.finding_id]
        may = OFFICES[who] == ("branch", problem.branch) and problem.status in AT_BRANCH
        self.tried(may, finding_detach, link=link, by=self.users[who])
        problem.files -= may

    @staticmethod
    def _links() -> list[int]:
        return list(FindingFile.objects.values_list("pk", flat=True))

    @rule(days=st.sampled_from((0, 1, 2, 3, 22, 60, 170)))
    def wait(self, days: int) -> None:
        """Time passes; the clock reminds of what ends tomorrow or is over, and of nothing else."""
        self.at += dt.timedelta(days=days, minutes=1)
        old = set(Notice.objects.values_list("pk", flat=True))
        findings_remind(at=self.at)
        for key in Notice.objects.exclude(pk__in=old).values_list("key", flat=True):
            problem = self.problems[int(key.split(":")[1])]
            assert problem.status in AT_BRANCH
            assert problem.due_on == self.today + dt.timedelta(days=1) or problem.due_on < self.today

    # --- What must hold --------------------------------------------------------------------------------------------
    @invariant()
    def the_site_is_where_the_model_is(self) -> None:
        if not hasattr(self, "problems"):
            return
        found = {finding.pk: finding for finding in Finding.objects.all()}
        assert found.keys() == self.problems.keys()
        for pk, problem in self.problems.items():
            finding = found[pk]
            for name in ("status", "clock", "due_on", "measure", "result", "closed_on", "relapses"):
                assert getattr(finding, name) == getattr(problem, name), name
            assert (finding.applied_by_id, finding.checked_by_id) == (
                (problem.applied_by, problem.checked_by)
                if problem.status in (S.APPLIED, S.CHECKED, *CLOSED)
                else (finding.applied_by_id, None)
            )
            assert (finding.year, finding.serial) == problem.number
            assert finding.files.count() == problem.files

    @invariant()
    def numbers_have_no_gap(self) -> None:
        for year, last in getattr(self, "last", {}).items():
            serials = Finding.objects.filter(year=year).order_by("serial").values_list("serial", flat=True)
            assert list(serials) == list(range(1, last + 1))

    @invariant()
    def every_change_has_its_step_and_its_row_of_history(self) -> None:
        steps: dict[int, list[tuple[str, int]]] = {}
        for pk, action, by in FindingStep.objects.order_by("pk").values_list("finding", "action", "by"):
            steps.setdefault(pk, []).append((action, by))
        events = list(Finding.pgh_event_model.objects.values_list("pgh_obj_id", flat=True))
        for pk, problem in getattr(self, "problems", {}).items():
            assert steps[pk] == problem.steps
            assert events.count(pk) == problem.changes

    @invariant()
    def nothing_is_closed_unseen(self) -> None:
        """A closed one was applied for, checked by its township and closed by the district since it was last opened."""
        offices = {}
        for who, (office, place) in OFFICES.items():
            offices.setdefault(self.users[who].pk, set()).add((office, place))
        for pk in Finding.objects.filter(status__in=CLOSED).values_list("pk", flat=True):
            branch = self.problems[pk].branch
            steps = list(FindingStep.objects.filter(finding=pk).order_by("pk").values_list("action", "by"))
            opened = max(i for i, (action, _by) in enumerate(steps) if action in (A.OPEN, A.REOPEN))
            way = {action: by for action, by in steps[opened:] if action in (A.APPLY, A.CHECK, A.CLOSE)}
            assert list(way) == [A.APPLY, A.CHECK, A.CLOSE]
            assert ("branch", branch) in offices[way[A.APPLY]]
            assert ("township", TOWNSHIPS[branch]) in offices[way[A.CHECK]]
            assert ("district", "root") in offices[way[A.CLOSE]]
            assert len(set(way.values())) == 3


@pytest.mark.django_db
@pytest.mark.slow
def test_everybody_tries_every_move():
    district = Mending.district = District()
    twin = {who: grant(district.lead, role, getattr(district, place)) for who, (role, place) in HATS.items()}
    Mending.users = {who: getattr(district, who) for who in OFFICES if who not in HATS}
    for who, membership in twin.items():
        Mending.users[who] = User.objects.get(pk=district.lead.pk)
        Mending.users[who].hat = membership
    Mending.ledgers = {branch: Ledger.objects.get(branch=getattr(district, branch)) for branch in TOWNSHIPS}
    Mending.files = [make_file(district.branch, district.secretary) for _number in range(LIMIT + 1)]
    run_state_machine_as_test(
        Mending,
        settings=settings(
            max_examples=6, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
