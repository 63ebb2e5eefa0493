"""The month's chain in the hands of everybody at once: each act is tried by each role in any order.

A small model knows which act leads where; the site must agree on every one of them, refuse the others with a reason
and change nothing then, and `check_data` must hold in the end.
"""

import datetime as dt
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from audits.enums import CircularAction, CircularStatus, Outcome, Reason
from audits.models import Circular
from audits.services.circulars import CircularRefused, circular_draft, circular_move
from audits.services.deadlines import deadlines_run
from audits.services.reviews import ReportRefused, VerdictInvalid, month_report, verdict_give, verdicts_pass
from config.management.commands.check_data import checkers
from ledgers.chain import MoveRefused
from ledgers.enums import Status
from ledgers.models import Ledger
from ledgers.services.ledgers import SubmissionRefused, ledger_submit
from tests.factories import NOW, District, fill_ledger

PEOPLE = (
    *("secretary", "sibling_secretary", "other_secretary", "other_sibling_secretary", "reviewer", "other_reviewer"),
    *("township_leader", "district_reviewer", "checker", "lead", "inspector", "leader", "system_admin"),
)
BRANCHES = ("branch", "sibling", "other_branch", "other_sibling")
SECRETARIES = dict(zip(BRANCHES, PEOPLE[:4], strict=True))
TOWNSHIPS = dict(zip(BRANCHES, ("township", "township", "other_township", "other_township"), strict=True))
REVIEWERS = {"township": "reviewer", "other_township": "other_reviewer"}
REFUSALS = (SubmissionRefused, MoveRefused, VerdictInvalid, ReportRefused, CircularRefused)
# Where a circular's move leads from, where to, and whose it is.
CIRCULAR = {
    CircularAction.SEND_TO_CHECK: (("draft",), "checking", "district_reviewer"),
    CircularAction.APPROVE_CHECK: (("checking",), "signing", "checker"),
    CircularAction.SIGN: (("signing",), "signed", "lead"),
}
LOST = {"meetings_held": {"points": 3, "reason": Reason.NOT_HELD, "note": "少一次"}}
people, branches = st.sampled_from(PEOPLE), st.sampled_from(BRANCHES)


@dataclass
class Place:
    """Where a ledger is by the model."""

    status: str = Status.OPEN
    desk: str = "branch"
    mend_by: dt.datetime | None = None
    is_handed_in: bool = False


class Chain(RuleBasedStateMachine):
    district: District  # one for all examples; what an example does is rolled back

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.stack.callback(transaction.set_rollback, False)
        self.stack.enter_context(transaction.atomic())
        self.stack.callback(transaction.set_rollback, True)
        self.at = NOW
        self.places = {name: Place() for name in BRANCHES}
        self.reported: set[str] = set()
        self.circular = ""

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            with self.stack:
                self.the_data_are_consistent()

    # --- What is tried ---------------------------------------------------------------------------------------------
    def tried(self, may: bool, act, *args, **values) -> bool:
        """Do `act`; it must succeed exactly when the model says so, and say why when not."""
        self.at += dt.timedelta(minutes=1)
        try:
            with transaction.atomic():
                act(*args, at=self.at, **values)
        except REFUSALS as refusal:
            assert str(refusal).strip(), "a refusal without a reason"
            assert not may, f"refused: {refusal}"
            return False
        assert may, "was let through"
        return True

    def ledger(self, branch: str) -> Ledger:
        return self.district.ledger(getattr(self.district, branch))

    @rule(branch=branches, who=people)
    def submit(self, branch: str, who: str) -> None:
        place, month = self.places[branch], self.district.month
        in_time = self.at + dt.timedelta(minutes=1) < max(month.locks_at, place.mend_by or month.locks_at)
        may = who == SECRETARIES[branch] and place.status in (Status.OPEN, Status.RETURNED) and in_time
        by = getattr(self.district, who)
        if self.tried(may, ledger_submit, ledger=self.ledger(branch), by=by, note="情况属实"):
            self.places[branch] = Place(Status.SUBMITTED, "township", is_handed_in=True)

    def _may_judge(self, branch: str, who: str) -> bool:
        place = self.places[branch]
        judge = REVIEWERS[TOWNSHIPS[branch]] if place.desk == "township" else "district_reviewer"
        return place.status == Status.SUBMITTED and who == judge

    def _passed(self, branch: str) -> None:
        place = self.places[branch]
        if place.desk == "township" and TOWNSHIPS[branch] in self.reported:
            place.desk = "district"
        else:
            place.status = Status.PASSED

    @rule(branch=branches, who=people, returns=st.booleans())
    def judge(self, branch: str, who: str, returns: bool) -> None:
        ledger = self.ledger(branch)
        values = {
            "ledger": ledger,
            "outcome": Outcome.RETURN if returns else Outcome.PASS,
            "lost": LOST,
            "comment": "请改",
            "revision": ledger.revision,
            "by": getattr(self.district, who),
        }
        if not self.tried(self._may_judge(branch, who), verdict_give, **values):
            return
        if returns:
            self.places[branch] = Place(Status.RETURNED, "branch", self.ledger(branch).mend_by, is_handed_in=True)
            assert self.places[branch].mend_by > self.at
        else:
            self._passed(branch)

    @rule(who=people)
    def pass_all(self, who: str) -> None:
        """The bulk pass: each ledger goes or stays by itself, with a reason."""
        self.at += dt.timedelta(minutes=1)
        ledgers = {branch: self.ledger(branch) for branch in BRANCHES}
        expected = {branch for branch in BRANCHES if self._may_judge(branch, who)}
        revisions = {ledger.pk: ledger.revision for ledger in ledgers.values()}
        moved = verdicts_pass(revisions=revisions, by=getattr(self.district, who), at=self.at)
        assert {ledger.pk for ledger in moved.done} == {ledgers[branch].pk for branch in expected}
        assert all(refusal.reason for refusal in moved.refused)
        for branch in expected:
            self._passed(branch)

    @rule(township=st.sampled_from(sorted(REVIEWERS)), who=people)
    def report(self, township: str, who: str) -> None:
        own = {branch: place for branch, place in self.places.items() if TOWNSHIPS[branch] == township}
        waits = any(place.status == Status.SUBMITTED and place.desk == "township" for place in own.values())
        owes = any(place.status == Status.OPEN for place in own.values())
        may = who == REVIEWERS[township] and township not in self.reported and not waits and not owes
        values = {"month": self.district.month, "township": getattr(self.district, township)}
        if self.tried(may, month_report, by=getattr(self.district, who), **values):
            self.reported.add(township)
            for place in own.values():
                if place.status == Status.PASSED and place.desk == "township":
                    place.status, place.desk = Status.SUBMITTED, "district"

    @rule(hours=st.sampled_from((1, 8, 24, 72)), runs=st.integers(0, 2))
    def wait(self, hours: int, runs: int) -> None:
        """Time passes; the clock runs never, once or twice."""
        self.at += dt.timedelta(hours=hours)
        for _run in range(runs):
            deadlines_run(at=self.at)
        if not runs:
            return
        for place in self.places.values():
            limit = place.mend_by if place.status == Status.RETURNED else self.district.month.locks_at
            if place.status in (Status.OPEN, Status.RETURNED) and max(limit, self.district.month.locks_at) <= self.at:
                place.status = Status.LOCKED
        if self.circular == "signed":
            self._issued()

    def _issued(self) -> None:
        self.circular = "issued"
        for place in self.places.values():
            if place.status == Status.PASSED and place.desk == "district":
                place.status = Status.LOCKED

    @rule(who=people)
    def draft(self, who: str) -> None:
        may = (
            who == "district_reviewer"
            and not self.circular
            and self.at + dt.timedelta(minutes=1) >= self.district.month.locks_at
        )
        if self.tried(may, circular_draft, month=self.district.month, by=getattr(self.district, who)):
            self.circular = "draft"

    @rule(action=st.sampled_from(sorted(CIRCULAR)), who=people)
    def move_circular(self, action: str, who: str) -> None:
        circular = Circular.objects.filter(month=self.district.month).first()
        if circular is None:
            return
        sources, leads_to, whose = CIRCULAR[action]
        may = self.circular in sources and who == whose
        if self.tried(may, circular_move, circular=circular, action=action, by=getattr(self.district, who)):
            self.circular = leads_to

    # --- What must hold --------------------------------------------------------------------------------------------
    @invariant()
    def the_site_is_where_the_model_is(self) -> None:
        if not hasattr(self, "places"):
            return
        desks = {"district": self.district.root.pk}
        for branch, place in self.places.items():
            ledger = self.ledger(branch)
            own = {"branch": ledger.branch_id, "township": ledger.township_id} | desks
            assert (ledger.status, ledger.desk_id) == (place.status, own[place.desk]), branch
            assert (ledger.revision > 0) == place.is_handed_in
        circular = Circular.objects.filter(month=self.district.month).first()
        assert (circular.status if circular else "") == self.circular
        assert self.circular in ("", *CircularStatus.values)

    def the_data_are_consistent(self) -> None:
        assert [problem for _label, problems in checkers() for problem in problems()] == []


@pytest.mark.django_db
@pytest.mark.slow
def test_everybody_tries_everything():
    Chain.district = District()
    for branch in BRANCHES:
        fill_ledger(
            Chain.district.ledger(getattr(Chain.district, branch)), getattr(Chain.district, SECRETARIES[branch])
        )
    run_state_machine_as_test(
        Chain,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
