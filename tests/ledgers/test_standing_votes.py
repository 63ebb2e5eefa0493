"""Who has a vote after what was decided about a member, here and at the next branch."""

import datetime as dt

import pytest

from ledgers.enums import MembershipState
from ledgers.enums.standing import MeasureKind
from ledgers.enums.transfers import TransferAction
from ledgers.models import MembershipStep
from ledgers.selectors.standing import voting_standing
from ledgers.services.standing import StandingRefused
from tests.factories import make_member
from tests.ledgers.standing_samples import given
from tests.ledgers.transfer_samples import TODAY, moved, received


def test_who_is_on_probation_has_no_vote_at_the_next_branch_either(district):
    member = make_member(district.branch, "周转接")
    given(district, member, MeasureKind.PROBATION, until=dt.date(2027, 5, 1))
    transfer = moved(received(district, member), TransferAction.COMPLETE, district.secretary, ended_on=TODAY)

    votes, why = voting_standing(district.sibling.pk, TODAY)[transfer.new_member_id]

    assert not votes
    assert "留党察看" in why


def test_expulsion_ends_the_membership_at_once_and_leaves_a_step(district):
    member = make_member(district.branch, "吴示例")
    for _again in range(2):
        given(district, member, MeasureKind.EXPULSION)

    member.refresh_from_db()
    assert member.state == MembershipState.LEFT
    step = MembershipStep.objects.get(member=member)
    assert (step.from_state, step.on, step.reason) == ("normal", dt.date(2026, 5, 1), "高坪镇纪委 高纪〔2026〕3号")
    assert member.pk not in {pk for pk, (votes, _why) in voting_standing(district.branch.pk, TODAY).items() if votes}


def test_who_has_left_is_not_expelled_again(district):
    member = make_member(district.branch, "吴示例", state=MembershipState.DEAD)

    with pytest.raises(StandingRefused, match="去世"):
        given(district, member, MeasureKind.EXPULSION)
    assert not member.measures.exists()
