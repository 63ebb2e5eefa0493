"""Talks after consecutive reds: raised once, run by the host, answered by the other side, closed when settled."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from audits import integrity
from audits.models import MonthColour, TalkCase, TalkMinutes, TownshipColour
from audits.services.colours import ColourRefused, fraud_find
from audits.services.deadlines import deadlines_run
from audits.services.reviews import verdict_give
from audits.services.talks import TalkRefused, commitment_settle, talk_move
from audits.talk_enums import TalkAction, TalkStatus
from audits.talk_rules import MOVES
from notices.models import Notice
from tests.audits.talk_samples import AFTER, SECOND_RED, branch_case, held, hold, notice, red_twice, township_case
from tests.factories import District, local, make_month

A, S = TalkAction, TalkStatus


def judged(district, reason="not_held"):
    ledger = district.submitted()
    lost = {"meetings_held": {"points": 5, "reason": reason}}
    verdict_give(
        ledger=ledger,
        outcome="pass",
        lost=lost,
        comment="",
        revision=ledger.revision,
        by=district.reviewer,
        at=local("2026-11-05 09:00"),
    )
    return ledger


def test_colours_are_written_once_when_the_circulars_day_has_passed(district):
    judged(district)

    deadlines_run(at=local("2026-11-19 10:00"))
    assert not MonthColour.objects.exists()
    deadlines_run(at=local("2026-11-24 10:00"))
    deadlines_run(at=local("2026-11-24 10:10"))

    found = MonthColour.objects.values_list("ledger__branch__name", "colour", "basis", "score")
    assert set(found) == {
        ("马源村委会", "green", "score", 95),
        ("上聂村委会", "red", "missing", None),
        ("竹溪村委会", "red", "missing", None),
        ("梅溪村委会", "red", "missing", None),
    }
    assert [*TownshipColour.objects.values_list("colour", "reds")] == [("red", 1), ("red", 2)]
    with pytest.raises(InternalError), transaction.atomic():
        MonthColour.objects.update(colour="green")


def test_made_up_records_are_red_when_the_lead_says_so(district):
    ledger = judged(district, "similar")
    with pytest.raises(ColourRefused, match="由区委组织部签发人认定"):
        fraud_find(ledger=ledger, reason="照抄上月", by=district.district_reviewer, at=AFTER)
    fraud_find(ledger=ledger, reason="照抄上月", by=district.lead, at=local("2026-11-10 09:00"))

    deadlines_run(at=local("2026-11-24 10:00"))

    colour = MonthColour.objects.get(ledger=ledger)
    assert (colour.colour, colour.basis, colour.score) == ("red", "fraud", 95)


def test_nobody_is_found_to_have_made_up_what_no_reviewer_doubted(district):
    with pytest.raises(ColourRefused, match="没有提出真实性问题"):
        fraud_find(ledger=judged(district), reason="照抄", by=district.lead, at=AFTER)


def test_two_reds_raise_one_talk_each(district):
    red_twice(district)
    deadlines_run(at=local("2026-12-25 10:00"))

    kinds = [*TalkCase.objects.order_by("kind", "pk").values_list("kind", "reds", "run_from")]
    assert kinds == [("branch", 2, dt.date(2026, 10, 1))] * 4 + [("township", 2, dt.date(2026, 10, 1))] * 2
    assert Notice.objects.filter(recipient=district.district_reviewer, title__contains="请安排约谈").count() == 2
    assert Notice.objects.filter(recipient=district.reviewer, title__contains="请安排约谈").count() == 2


def test_a_third_red_asks_for_a_written_review_and_opens_a_closed_case(district):
    red_twice(district)
    case = hold(district, township_case(district))
    for promise in case.commitments.all():
        commitment_settle(commitment=promise, is_done=True, note="已看", by=district.district_reviewer, at=AFTER)
    talk_move(case=case, action=A.CLOSE, by=district.district_reviewer, at=AFTER)
    make_month(district.root, dt.date(2026, 12, 1))

    deadlines_run(at=local("2027-01-25 10:00"))

    case.refresh_from_db()
    assert (case.status, case.needs_review, case.reds) == (S.FOLLOWING, True, 3)
    assert TalkCase.objects.filter(organisation=district.township).count() == 1
    with pytest.raises(TalkRefused, match="书面检讨还没有提交"):
        talk_move(case=case, action=A.CLOSE, by=district.district_reviewer, at=local("2027-01-26 10:00"))
    talk_move(case=case, action=A.REVIEW, by=district.township_leader, at=local("2027-01-26 11:00"), reason="检讨如下")
    talk_move(case=case, action=A.CLOSE, by=district.district_reviewer, at=local("2027-01-27 10:00"))


def test_the_lead_calls_off_and_says_why(district):
    red_twice(district)
    case = township_case(district)
    with pytest.raises(TalkRefused, match="由区委组织部签发人决定"):
        talk_move(case=case, action=A.CALL_OFF, by=district.district_reviewer, at=SECOND_RED, reason="汛期")
    with pytest.raises(TalkRefused, match="请写明内容"):
        talk_move(case=case, action=A.CALL_OFF, by=district.lead, at=SECOND_RED)

    talk_move(case=case, action=A.CALL_OFF, by=district.lead, at=SECOND_RED, reason="汛期救灾，两村停报")

    assert case.steps.last().reason == "汛期救灾，两村停报"


def test_minutes_are_read_by_the_two_sides_only(district):
    red_twice(district)
    hold(district, township_case(district))

    seen = {
        person: TalkMinutes.objects.visible_to(person).exists()
        for person in (
            district.district_reviewer,
            district.lead,
            district.township_leader,
            district.inspector,
            district.checker,
            district.secretary,
            district.other_reviewer,
            district.system_admin,
        )
    }

    assert [person for person, sees in seen.items() if sees] == [
        district.district_reviewer,
        district.lead,
        district.township_leader,
    ]


def test_each_reminder_comes_once(district):
    red_twice(district)
    hold(district, township_case(district))
    for at in ("2027-01-15 08:00", "2027-01-15 09:00", "2027-01-16 09:00", "2027-02-16 09:00"):
        deadlines_run(at=local(at))

    mine = Notice.objects.filter(recipient=district.township_leader, title__contains="整改承诺到期")
    assert mine.count() == 2  # two promises
    late = Notice.objects.filter(recipient=district.reviewer, key=f"talk-late:{branch_case(district).pk}")
    assert late.count() == 1


def test_a_run_has_one_case_also_for_the_database(district):
    red_twice(district)
    case = township_case(district)
    case.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        case.save()


def test_data_are_whole(district):
    red_twice(district)
    hold(district, township_case(district))

    assert [line for line in integrity.problems() if "talk" in line or "colour" in line] == []


# --- Any order of acts ---------------------------------------------------------------------------------------------
class _Undone(Exception):
    pass


def machine_of(district: District, case_pk: int) -> type[RuleBasedStateMachine]:
    people = {
        "officer": district.district_reviewer,
        "lead": district.lead,
        "leader": district.township_leader,
        "stranger": district.other_reviewer,
        "clock": None,
    }
    # Written by hand beside the table of the code: (who, action, state before) → state after.
    allowed = {
        ("officer", A.NOTIFY, S.RAISED): S.NOTICED,
        ("officer", A.NOTIFY, S.NOTICED): S.NOTICED,
        ("officer", A.HOLD, S.NOTICED): S.HELD,
        ("leader", A.ANSWER, S.HELD): S.FOLLOWING,
        ("lead", A.CALL_OFF, S.RAISED): S.CALLED_OFF,
        ("lead", A.CALL_OFF, S.NOTICED): S.CALLED_OFF,
    }
    values = {A.NOTIFY: notice(), A.HOLD: held(), A.DEMAND: 3}

    class Machine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.block = transaction.atomic()
            self.block.__enter__()
            self.state, self.open, self.needs, self.handed, self.steps = S.RAISED, 0, False, False, 1

        def teardown(self):
            self.block.__exit__(_Undone, _Undone(), None)

        def expected(self, who, action):
            if action == A.CLOSE:
                done = self.state in (S.HELD, S.FOLLOWING) and not self.open and (self.handed or not self.needs)
                return S.CLOSED if who == "officer" and done else None
            is_live = self.state in (S.RAISED, S.NOTICED, S.HELD, S.FOLLOWING)
            if action == A.DEMAND:
                if who != "clock" or self.needs or self.state == S.CALLED_OFF:
                    return None
                return S.FOLLOWING if self.state == S.CLOSED else self.state
            if action == A.REVIEW:
                return self.state if who == "leader" and is_live and self.needs and not self.handed else None
            return allowed.get((who, action, self.state))

        @rule(who=st.sampled_from([*people]), action=st.sampled_from([*MOVES]))
        def act(self, who, action):
            expected = self.expected(who, action)
            case = TalkCase.objects.get(pk=case_pk)
            at = SECOND_RED if action == A.NOTIFY else AFTER
            try:
                with transaction.atomic():
                    talk_move(case=case, action=action, by=people[who], at=at, reason="原因", values=values.get(action))
            except TalkRefused:
                assert expected is None, (who, action, self.state)
                return
            assert expected is not None, (who, action, self.state)
            self.state, self.steps = expected, self.steps + 1
            self.open = 2 if action == A.HOLD else self.open
            self.needs |= action == A.DEMAND
            self.handed |= action == A.REVIEW

        @rule(is_done=st.booleans())
        def settle(self, is_done):
            promise = TalkCase.objects.get(pk=case_pk).commitments.filter(state="open").first()
            if promise is None or self.state not in (S.HELD, S.FOLLOWING):
                return
            commitment_settle(
                commitment=promise, is_done=is_done, note="实地看过", by=district.district_reviewer, at=AFTER
            )
            self.open -= 1

        @invariant()
        def the_row_is_what_a_reader_expects(self):
            case = TalkCase.objects.get(pk=case_pk)
            assert (case.status, case.needs_review, case.steps.count()) == (self.state, self.needs, self.steps)
            assert case.commitments.filter(state="open").count() == self.open
            assert case.steps.last().to_status == case.status

    return Machine


def test_any_order_of_acts_leaves_a_whole_case(district):
    red_twice(district)
    machine = machine_of(district, township_case(district).pk)

    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=14, deadline=None))

    assert township_case(district).status == S.RAISED  # every example was undone
