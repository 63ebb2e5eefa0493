"""The two talks of the demo, played on a small district in which nobody handed anything in."""

import pytest
from django.utils import timezone

from audits import integrity
from audits.models import TalkCase, TalkMinutes
from audits.talk_enums import TalkStatus
from branches.enums import Role
from config.lib.months import previous_month
from dashboards.demo.people import CALLED_IN, TALKED_TO, Cast
from dashboards.demo.talks import silent_branches, talks_fill
from dashboards.demo.timeline import timeline
from tests.factories import District, local, make_branch, make_month, make_user

AT = local("2026-11-11 15:00")


@pytest.fixture
def cast(db) -> Cast:
    line = timeline(AT)
    district = District(month=previous_month(line.checking), members=0)
    more = [make_branch(district.township, f"示例{number}村委会") for number in range(CALLED_IN)]
    branches = [district.branch, district.sibling, *more]
    cast = Cast(district.root, [district.township, district.other_township], branches)
    cast.secretaries = {branch.pk: make_user(Role.SECRETARY, branch) for branch in branches}
    cast.reviewers[district.township.pk] = [district.reviewer]
    for month in (line.checking, line.signing, line.answered):
        make_month(district.root, month)
    return cast


def test_one_talk_is_closed_with_evidence_and_one_is_called_in(cast):
    line = timeline(AT)
    branches = cast.branches_of(cast.showcase)

    talks_fill(cast, line)

    closed = TalkCase.objects.get(organisation=branches[TALKED_TO])
    called_in = TalkCase.objects.get(organisation=branches[CALLED_IN])
    assert (closed.status, called_in.status) == (TalkStatus.CLOSED, TalkStatus.NOTICED)
    assert TalkMinutes.objects.filter(case=closed).count() == 1
    assert [(each.state, each.files.count()) for each in closed.commitments.all()] == [("done", 1), ("done", 0)]
    assert timezone.localtime(called_in.talk_at).date() > line.today
    assert not closed.steps.filter(at__gt=AT).exists() and not called_in.steps.filter(at__gt=AT).exists()
    assert [line for line in integrity.problems() if line.startswith(("talk", "promise", "colour"))] == []


def test_the_two_are_silent_in_the_months_that_bring_their_talks(cast):
    line = timeline(AT)
    branches = cast.branches_of(cast.showcase)
    first, second = branches[TALKED_TO].pk, branches[CALLED_IN].pk

    silent = [silent_branches(cast, month, line) for month in (line.checking, line.signing, line.answered)]

    assert silent == [{first}, {first, second}, {second}]
