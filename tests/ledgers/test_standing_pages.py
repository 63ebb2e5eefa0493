"""学时与流动: study hours, absence, lost contact, discipline and exemption, as the secretary meets them."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from ledgers.enums import MeetingKind, MembershipState, Presence
from ledgers.models import Absence, DisciplinaryMeasure, Exemption, Member, StudyRecord
from ledgers.prechecks.findings import Findings
from ledgers.prechecks.standing import check_standing
from ledgers.reminders.standing import standing_reminders
from ledgers.selectors.rules import rule_history
from ledgers.selectors.standing import standing_facts, voting_standing
from ledgers.services.membership import measure_add
from ledgers.services.standing import StandingRefused, absence_begin
from tests.factories import NOW, make_roll, record_meeting
from tests.ledgers.standing_samples import make_standing

STUDY = "/ledgers/study/"


@pytest.fixture
def members(district) -> list[Member]:
    return list(Member.objects.filter(branch=district.branch).order_by("pk"))


@pytest.fixture
def client(district, sign_in, freeze):
    freeze("2026-11-02 09:00")
    return sign_in(district.secretary)


def page(member: Member, name: str) -> str:
    return f"/ledgers/members/{member.pk}/{name}/"


def typed(members: list[Member], **changes) -> dict:
    ordinary = {"what": "村干部培训班", "date": "2026-10-12", "hours": "４", "key": str(uuid.uuid4())}
    return ordinary | {"members": [member.pk for member in members]} | changes


def test_one_training_counts_for_all_who_were_ticked_and_once(client, members):
    assert client.get(STUDY).content.decode().count("checked") == len(members)
    data = typed(members[:5])

    client.post(STUDY, data)
    client.post(STUDY, data)

    assert list(StudyRecord.objects.values_list("minutes", flat=True)) == [180] * 5
    shown = client.get(STUDY).content.decode()
    assert "4 / 56 学时" in shown  # the committee
    assert "4 / 32 学时" in shown
    assert "还差 28 学时" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"date": "2026-11-03"}, "日期还没有到"),
        ({"date": "2020-11-03"}, "只能登记今年和去年的学习"),
        ({"hours": "很多"}, "请填学时数"),
        ({"members": []}, "至少勾一个人"),
        ({"what": ""}, "写上学习内容"),
    ],
)
def test_what_is_wrong_with_a_training_is_named_and_kept(client, members, changes, sentence):
    response = client.post(STUDY, typed(members) | changes)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not StudyRecord.objects.exists()


def test_a_theme_day_counts_for_who_was_present_and_never_twice(client, district, members):
    meeting = record_meeting(district.ledger(), district.secretary, MeetingKind.THEME_DAY)
    meeting.attendances.filter(member=members[4]).update(presence=Presence.ABSENT)
    address = f"/ledgers/meetings/{meeting.pk}/study/"
    assert address in client.get(STUDY).content.decode()

    client.post(address)
    client.post(address)

    assert StudyRecord.objects.count() == len(members) - 1
    assert not StudyRecord.objects.filter(member=members[4]).exists()
    assert address not in client.get(STUDY).content.decode()


def test_the_list_asks_as_often_for_many_members(client, district, django_assert_max_num_queries):
    client.get(STUDY)
    with django_assert_max_num_queries(14) as few:
        client.get(STUDY)
    make_roll(district.branch, 20)
    with django_assert_max_num_queries(len(few)):
        client.get(STUDY)


def test_going_away_and_coming_back_keep_the_roll_in_step(client, members):
    member = members[4]
    client.post(page(member, "absence"), {"since": "2026-03-01", "place": "浙江义乌", "is_fixed": "on"})
    member.refresh_from_db()
    absence = Absence.objects.get()
    assert member.away_to == "浙江义乌"
    shown = client.get(page(member, "standing")).content.decode()
    assert "还没有确定联系人" in shown
    assert "应当把组织关系转到那里" in shown

    client.post(f"/ledgers/absences/{absence.pk}/contact/", {"on": "2026-10-30", "contact": members[0].pk})
    assert "还没有确定联系人" not in client.get(page(member, "standing")).content.decode()

    client.post(f"/ledgers/absences/{absence.pk}/end/", {"until": "2026-11-01"})
    member.refresh_from_db()
    assert member.away_to == ""
    assert "现在没有要办的事" in client.get(page(member, "standing")).content.decode()


def test_a_mistake_is_named_at_its_field(client, members):
    response = client.post(page(members[4], "absence"), {"since": "2026-12-01", "place": "义乌"})

    assert response.status_code == 422
    assert "日期还没有到" in response.content.decode()
    assert 'value="义乌"' in response.content.decode()
    assert not Absence.objects.exists()


def test_a_lost_member_is_suspended_and_removed_after_two_years(client, members, freeze):
    member = members[4]
    client.post(page(member, "lost"), {"lost_since": "2026-04-30"})
    assert "报上级党委停止党籍" in client.get(page(member, "standing")).content.decode()

    data = {"action": "suspend", "on": "2026-11-01", "reason": "高坪镇党委〔2026〕12号"}
    client.post(page(member, "membership"), data)
    client.post(page(member, "membership"), data)
    member.refresh_from_db()
    assert (member.state, member.suspended_on) == (MembershipState.SUSPENDED, dt.date(2026, 11, 1))
    assert member.membership_steps.count() == 1

    freeze("2028-11-01 09:00")
    assert "予以除名" in client.get(page(member, "standing")).content.decode()
    client.post(page(member, "membership"), {"action": "remove", "on": "2028-11-01", "reason": "镇党委〔2028〕3号"})
    member.refresh_from_db()
    assert (member.state, member.suspended_on) == (MembershipState.LEFT, None)


def test_a_member_in_force_has_no_day_of_suspension(members):
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=members[0].pk).update(suspended_on=dt.date(2026, 1, 1))


def test_who_is_on_probation_in_the_party_does_not_vote_until_it_is_over(client, district, members):
    data = {
        "kind": "probation",
        "since": "2026-01-10",
        "until": "2026-10-31",
        "decided_by": "临川区纪委",
        "document": "临纪〔2026〕1号",
    }
    client.post(page(members[4], "measure"), data)

    meeting = record_meeting(district.ledger(), district.secretary, MeetingKind.GENERAL)

    assert [line.member for line in meeting.attendances.filter(votes=False)] == [members[4]]
    assert voting_standing(district.branch.pk, dt.date(2026, 10, 31))[members[4].pk] == (False, "留党察看")
    assert voting_standing(district.branch.pk, dt.date(2026, 11, 1))[members[4].pk] == (True, "")


def test_only_probation_in_the_party_has_an_end(client, members):
    data = {"kind": "warning", "since": "2026-01-10", "until": "2026-10-31", "decided_by": "纪委", "document": "1号"}

    assert client.post(page(members[4], "measure"), data).status_code == 422
    assert client.post(page(members[4], "measure"), data | {"kind": "probation", "until": ""}).status_code == 422
    assert not DisciplinaryMeasure.objects.exists()


def test_details_of_an_exemption_are_encrypted_and_for_the_branch_only(client, district, members, sign_in):
    client.post(page(members[4], "exemption"), {"kind": "illness", "since": "2026-01-01", "details": "卧床不起"})

    exemption = Exemption.objects.get()
    assert "卧床" not in exemption.details_cipher
    assert "卧床不起" in client.get(page(members[4], "standing")).content.decode()
    read = sign_in(district.reviewer).get(page(members[4], "standing")).content.decode()
    assert "重病失能" in read
    assert "卧床不起" not in read


def test_voting_and_facts_cost_a_constant_number_of_queries(district, members, django_assert_num_queries):
    make_standing(district, members[4])
    make_roll(district.branch, 20)
    branches = [branch.pk for branch in district.branches]

    with django_assert_num_queries(2):
        voting_standing(district.branch.pk, NOW.date())
    with django_assert_num_queries(4):
        standing_facts(branches, NOW.date())


def test_the_pre_review_names_who_is_away_without_contact(district, members):
    absence_begin(
        member=members[4],
        since=dt.date(2026, 3, 1),
        place="义乌",
        is_fixed=False,
        contact=None,
        by=district.secretary,
        at=NOW,
    )
    findings = Findings(rule_history(district.root).on(NOW.date()))

    check_standing(standing_facts([district.branch.pk], NOW.date())[district.branch.pk], findings)

    assert [finding.code for finding in findings] == ["standing_contact"]
    assert [reminder.branch for reminder in standing_reminders(district.root, NOW.date())] == [district.branch.pk]


def test_a_measure_of_another_branch_is_refused(district, members):
    with pytest.raises(StandingRefused, match="不在您的管理范围内"):
        measure_add(
            member=members[0],
            kind="warning",
            since=dt.date(2026, 1, 1),
            until=None,
            decided_by="纪委",
            document="1号",
            by=district.sibling_secretary,
            at=NOW,
        )
