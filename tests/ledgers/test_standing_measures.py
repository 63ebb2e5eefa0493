"""限期改正, 劝其退党, 除名; and what was written down by mistake and is taken back."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from ledgers.enums import MembershipState
from ledgers.enums.transfers import TransferAction
from ledgers.integrity import problems
from ledgers.models import Absence, DisciplinaryMeasure, Member, OrganisationalMeasure
from ledgers.prechecks.findings import Findings
from ledgers.prechecks.standing import check_standing
from ledgers.reminders.standing import standing_reminders
from ledgers.selectors.rules import rule_history
from ledgers.selectors.standing import standing_facts, voting_standing
from ledgers.services.membership import membership_move, withdraw
from ledgers.services.standing import StandingRefused, absence_begin
from tests.factories import NOW, make_member
from tests.ledgers.standing_samples import given, handled
from tests.ledgers.transfer_samples import TODAY, moved, received

DECIDED = {
    "kind": "rectify",
    "since": "2026-06-01",
    "until": "2026-12-01",
    "decided_by": "中共高坪镇委",
    "document": "高党〔2026〕9号",
    "reason": "长期不参加组织生活",
}


@pytest.fixture
def member(district) -> Member:
    return make_member(district.branch, "吴示例")


@pytest.fixture
def client(district, sign_in, freeze):
    freeze("2026-11-02 09:00")
    return sign_in(district.secretary)


def page(member: Member, name: str) -> str:
    return f"/ledgers/members/{member.pk}/{name}/"


def shown(client, member: Member) -> str:
    return client.get(page(member, "standing")).content.decode()


def found(district, day: dt.date) -> list[str]:
    findings = Findings(rule_history(district.root).on(day))
    check_standing(standing_facts([district.branch.pk], day)[district.branch.pk], findings)
    return [finding.code for finding in findings]


# --- Organisational measures -----------------------------------------------------------------------------------
def test_who_is_to_mend_his_ways_votes_and_is_judged_in_time(client, district, member, freeze):
    client.post(page(member, "organisational"), DECIDED)

    assert voting_standing(district.branch.pk, NOW.date())[member.pk] == (True, "")
    assert "2026年6月1日起限期改正，2026年12月1日期满，到时评定有没有改正" in shown(client, member)
    assert found(district, NOW.date()) == []
    assert [each.key.rpartition(":")[2] for each in standing_reminders(district.root, NOW.date())] == ["soon"]

    over = dt.date(2026, 12, 1)
    assert found(district, over) == ["standing_rectify"]
    assert "限期改正的事到期了" in next(standing_reminders(district.root, over)).title

    freeze("2026-12-02 09:00")
    measure = OrganisationalMeasure.objects.get()
    client.post(f"/ledgers/organisational/{measure.pk}/outcome/", {"outcome": "mended", "on": "2026-12-02"})
    assert "已经改正（2026-12-02）" in shown(client, member)
    assert found(district, dt.date(2026, 12, 2)) == []


def test_who_did_not_mend_his_ways_is_asked_to_leave_or_removed(client, district, member):
    measure = handled(district, member, "rectify")
    with pytest.raises(StandingRefused, match="先写上有没有改正"):
        handled(district, member, "remove", since=dt.date(2026, 10, 20))
    client.post(f"/ledgers/organisational/{measure.pk}/outcome/", {"outcome": "not_mended", "on": "2026-10-10"})
    assert "应当劝其退党" in shown(client, member)
    assert found(district, NOW.date()) == ["standing_rectify"]

    client.post(page(member, "organisational"), DECIDED | {"kind": "remove", "since": "2026-10-20", "until": ""})

    member.refresh_from_db()
    step = member.membership_steps.get()
    assert (member.state, step.get_action_display()) == (MembershipState.LEFT, "组织处置除名")
    assert (step.on, step.reason) == (dt.date(2026, 10, 20), "中共高坪镇委 高党〔2026〕9号")
    assert found(district, NOW.date()) == []
    assert list(problems()) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"until": ""}, "限期改正要写期满的日期"),
        ({"until": "2027-06-02"}, "12 个月以内"),
        ({"until": "2026-06-01"}, "在决定日期以后"),
        ({"kind": "advise"}, "只有限期改正有期满日期"),
        ({"since": "2026-11-03"}, "日期还没有到"),
        ({"reason": ""}, "写上原因"),
        ({"document": ""}, "写上文号"),
    ],
)
def test_what_is_wrong_with_a_decision_is_named_and_kept(client, member, changes, sentence):
    response = client.post(page(member, "organisational"), DECIDED | changes)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "中共高坪镇委" in response.content.decode()
    assert not OrganisationalMeasure.objects.exists()


def test_a_year_to_the_day_is_not_too_long(client, member):
    client.post(page(member, "organisational"), DECIDED | {"until": "2027-06-01"})

    assert OrganisationalMeasure.objects.get().until == dt.date(2027, 6, 1)


def test_nobody_is_measured_twice_for_one_matter_without_a_word(client, district, member):
    given(district, member, "warning")

    refused = client.post(page(member, "organisational"), DECIDED)
    assert refused.status_code == 422
    assert "同一个问题受了党纪处分的，不再作组织处置" in refused.content.decode()
    assert 'type="checkbox" name="is_other_matter"' in refused.content.decode()

    client.post(page(member, "organisational"), DECIDED | {"is_other_matter": "on"})
    assert member.organisational_measures.count() == 1


def test_a_disciplinary_measure_asks_about_an_organisational_one_too(district, member):
    handled(district, member, "rectify")

    with pytest.raises(StandingRefused, match="2026-06-01已有“限期改正”"):
        given(district, member, "warning")


def test_the_same_decision_again_is_one(client, member):
    for _again in range(2):
        client.post(page(member, "organisational"), DECIDED)

    assert OrganisationalMeasure.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"until": None},
        {"kind": "remove"},
        {"outcome": "mended"},
        {"outcome_on": dt.date(2026, 7, 1)},
        {"reason": ""},
        {"withdrawn_why": "登记错了"},
        {"withdrawn_at": NOW},
    ],
)
def test_the_database_keeps_decisions_whole(district, member, changes):
    measure = handled(district, member, "rectify")

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationalMeasure.objects.filter(pk=measure.pk).update(**changes)


def test_who_is_to_mend_his_ways_is_so_at_the_next_branch(district, member):
    handled(district, member, "rectify", until=dt.date(2027, 5, 1))
    withdrawn = given(district, member, "warning", is_other_matter=True)
    withdraw(row=withdrawn, why="不是他", by=district.secretary, at=NOW)

    transfer = moved(received(district, member), TransferAction.COMPLETE, district.secretary, ended_on=TODAY)

    assert transfer.new_member.organisational_measures.get().until == dt.date(2027, 5, 1)
    assert not transfer.new_member.measures.exists()


# --- Steps -----------------------------------------------------------------------------------------------------
def test_death_is_a_step_and_a_mistaken_one_is_undone_by_another(client, member):
    client.post(page(member, "membership"), {"action": "die", "on": "2026-10-20", "reason": "病故"})
    member.refresh_from_db()
    assert member.state == MembershipState.DEAD

    back = {"action": "restore", "on": "2026-11-01", "reason": "同名的人，登记错了"}
    for _again in range(2):
        client.post(page(member, "membership"), back)

    member.refresh_from_db()
    assert member.state == MembershipState.NORMAL
    assert list(member.membership_steps.values_list("action", "to_state")) == [("restore", "normal"), ("die", "dead")]


def test_what_is_undone_goes_back_to_the_suspension_with_its_day(district, member):
    Member.objects.filter(pk=member.pk).update(lost_since=dt.date(2026, 1, 1))
    write = {"member": member, "reason": "镇党委〔2026〕12号", "by": district.secretary, "at": NOW}
    membership_move(action="suspend", on=dt.date(2026, 8, 1), **write)
    membership_move(action="quit", on=dt.date(2026, 9, 1), **write)

    membership_move(action="restore", on=dt.date(2026, 10, 1), **write)

    member.refresh_from_db()
    assert (member.state, member.suspended_on) == (MembershipState.SUSPENDED, dt.date(2026, 8, 1))
    assert member.lost_since == dt.date(2026, 1, 1)
    assert list(problems()) == []


def test_a_membership_that_a_measure_ended_comes_back_with_the_measure_only(client, district, member):
    given(district, member, "expulsion")

    response = client.post(page(member, "membership"), {"action": "restore", "on": "2026-11-01", "reason": "错了"})

    assert response.status_code == 422
    assert "撤销那一条，党籍会一起更正" in response.content.decode()


# --- Taking back -----------------------------------------------------------------------------------------------
def test_an_expulsion_withdrawn_restores_the_membership_and_stays_to_be_read(client, district, member):
    measure = given(district, member, "expulsion")
    address = f"/ledgers/measures/{measure.pk}/withdraw/"
    assert client.post(address, {"why": ""}).status_code == 422

    for _again in range(2):
        client.post(address, {"why": "文件写的是同村另一个人"})

    member.refresh_from_db()
    assert member.state == MembershipState.NORMAL
    assert voting_standing(district.branch.pk, TODAY)[member.pk] == (True, "")
    assert member.membership_steps.first().reason == "撤销登记：文件写的是同村另一个人"
    assert member.membership_steps.count() == 2
    text = shown(client, member)
    assert "开除党籍" in text
    assert "文件写的是同村另一个人" in text
    assert list(problems()) == []


def test_probation_withdrawn_gives_the_vote_back_and_may_be_written_again(district, member):
    until = dt.date(2027, 5, 1)
    measure = given(district, member, "probation", until=until)
    assert not voting_standing(district.branch.pk, TODAY)[member.pk][0]

    withdraw(row=measure, why="日期写错", by=district.secretary, at=NOW)
    assert voting_standing(district.branch.pk, TODAY)[member.pk] == (True, "")

    given(district, member, "probation", until=until)
    assert DisciplinaryMeasure.objects.count() == 2
    assert not voting_standing(district.branch.pk, TODAY)[member.pk][0]


def test_a_removal_withdrawn_restores_and_a_rectification_withdrawn_asks_no_more(client, district, member):
    rectification = handled(district, member, "rectify")
    assert found(district, NOW.date()) == ["standing_rectify"]
    client.post(f"/ledgers/organisational/{rectification.pk}/withdraw/", {"why": "支部大会没有通过"})
    assert found(district, NOW.date()) == []

    removal = handled(district, member, "remove")
    client.post(f"/ledgers/organisational/{removal.pk}/withdraw/", {"why": "上级没有批准"})
    member.refresh_from_db()
    assert member.state == MembershipState.NORMAL


def test_an_absence_withdrawn_leaves_the_roll_and_the_clocks(client, district, member):
    absence = absence_begin(
        member=member,
        since=dt.date(2026, 1, 5),
        place="浙江义乌",
        is_fixed=True,
        contact=None,
        by=district.secretary,
        at=NOW,
    )
    assert found(district, NOW.date()) == ["standing_contact", "standing_contact"]

    client.post(f"/ledgers/absences/{absence.pk}/withdraw/", {"why": "没有外出"})

    member.refresh_from_db()
    assert member.away_to == ""
    assert found(district, NOW.date()) == []
    again = {"since": "2026-01-05", "place": "浙江义乌"}
    assert client.post(page(member, "absence"), again).status_code == 302
    assert Absence.objects.count() == 2
    assert list(problems()) == []
