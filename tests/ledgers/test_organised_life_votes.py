"""Special votes, members left out of 应到会, meetings in the course of a theme day, late entries."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ledgers.enums import MeetingKind, MemberCategory, Presence, VoteMethod
from ledgers.enums.organised_life import Exclusion, MeetingMatter
from ledgers.models import Attendance, Meeting
from ledgers.selectors.months import branch_month
from ledgers.selectors.snapshots import ledger_snapshot
from ledgers.services.meetings import RollLine, meeting_save
from tests.factories import NOW, local, make_member, record_meeting

COUNTS = ("votes_for", "votes_against", "votes_abstain", "written_for", "written_against", "written_abstain")


def page(meeting: Meeting, name: str) -> str:
    return reverse(f"ledgers:meeting-{name}", args=[meeting.pk])


@pytest.fixture
def general(district) -> Meeting:
    """A general meeting of eight members, of whom six voted by ballot."""
    meeting = record_meeting(
        district.ledger(),
        district.secretary,
        MeetingKind.GENERAL,
        vote_method=VoteMethod.SECRET,
        votes_for=8,
        votes_against=0,
        votes_abstain=0,
    )
    absent = meeting.attendances.order_by("-member_id")[:2]
    return meeting_save(
        meeting=meeting,
        values={"votes_for": 6},
        roll=[RollLine(line.member_id, Presence.ABSENT, "生病") for line in absent],
        version=meeting.version,
        by=district.secretary,
        at=local("2026-10-20 20:00"),
    )


def found(district, code: str) -> list[str]:
    return [warning.text for warning in branch_month(district.ledger(), at=NOW).warnings if warning.code == code]


def ballots(matter: str, *rows) -> dict:
    """What the page posts: a row is a name and up to six counts."""
    data = {"matter": matter}
    for number, (subject, *counts) in enumerate(rows):
        data[f"subject-{number}"] = subject
        for name, count in zip(COUNTS, [*counts, *[""] * 6], strict=False):
            data[f"{name}-{number}"] = count
    return data


# --- Votes on persons --------------------------------------------------------------------------------------------
def test_each_person_is_voted_on_and_written_opinions_count(district, general, sign_in):
    client = sign_in(district.secretary)

    # Of eight voters five are more than half: three present and one written opinion are not.
    response = client.post(page(general, "ballots"), ballots("admission", ("周小满", 6), ("吴大山", 3, 3, 0, 1)))

    assert response.status_code == 302
    assert [ballot.subject for ballot in general.ballots.all()] == ["周小满", "吴大山"]
    assert found(district, "majority_special") == [
        "支部党员大会：吴大山：赞成 4 票；应到会有表决权的党员 8 人，要 5 票（过半数）赞成才算通过。"
    ]


def test_the_same_votes_saved_again_change_nothing(district, general, sign_in):
    client, data = sign_in(district.secretary), ballots("admission", ("周小满", 6))

    client.post(page(general, "ballots"), data)
    before = Meeting.objects.get(pk=general.pk).version, list(general.ballots.values_list("pk", flat=True))
    client.post(page(general, "ballots"), data)

    assert (Meeting.objects.get(pk=general.pk).version, list(general.ballots.values_list("pk", flat=True))) == before


def test_what_cannot_be_read_is_kept_on_the_page(district, general, sign_in):
    response = sign_in(district.secretary).post(page(general, "ballots"), ballots("admission", ("周小满", "六")))

    assert response.status_code == 422
    assert "票数请填数字" in response.content.decode()
    assert 'value="六"' in response.content.decode()
    assert not general.ballots.exists()


def test_more_written_opinions_than_absent_members_cannot_be_handed_in(district, general, sign_in):
    sign_in(district.secretary).post(page(general, "ballots"), ballots("admission", ("周小满", 6, 0, 0, 3)))

    month = branch_month(district.ledger(), at=NOW)

    assert [w.text for w in month.blocks] == ["支部党员大会：周小满：书面意见 3 份，比没有到会的 2 人还多。"]


def test_persons_are_not_voted_on_by_a_show_of_hands(district, general, sign_in):
    Meeting.objects.filter(pk=general.pk).update(vote_method=VoteMethod.HANDS, matter=MeetingMatter.ADMISSION)

    assert found(district, "secret_ballot") == ["支部党员大会：接收预备党员、预备党员转正要用无记名投票。"]
    assert found(district, "ballots_missing")


def test_an_election_needs_four_fifths(district, general, sign_in):
    sign_in(district.secretary).post(page(general, "ballots"), ballots("election", ("周小满", 6)))

    assert found(district, "quorum_special") == [
        "支部党员大会：应到会有选举权的党员 8 人，到会 6 人；至少要 7 人（五分之四以上）到会才能表决。"
    ]


def test_only_a_general_meeting_has_a_matter(district, sign_in):
    theme_day = record_meeting(district.ledger(), district.secretary)

    assert sign_in(district.secretary).get(page(theme_day, "ballots")).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=theme_day.pk).update(matter=MeetingMatter.ELECTION)


def test_ordinary_records_do_not_show_the_rare_fields(district, sign_in):
    client = sign_in(district.secretary)
    theme_day = record_meeting(district.ledger(), district.secretary)

    assert "核减应到会人数" not in client.get(page(theme_day, "edit")).content.decode()
    general = record_meeting(district.ledger(), district.secretary, MeetingKind.GENERAL, day=22)
    shown = client.get(page(general, "edit")).content.decode()
    assert '<details class="mt-3">' in shown


# --- Left out of 应到会 ------------------------------------------------------------------------------------------
def test_members_left_out_count_neither_as_called_nor_for_the_quorum(district, general, sign_in):
    absent = [line.member_id for line in general.attendances.filter(presence=Presence.ABSENT)]
    client = sign_in(district.secretary)

    client.post(
        page(general, "exclusions"),
        {"number": "高党发〔2026〕12号", "on": "2026-10-12", **{f"exclusion-{pk}": "bedridden" for pk in absent}},
    )

    snapshot = ledger_snapshot(branch_month(district.ledger(), at=NOW))["meetings"][0]["rows"]
    assert snapshot["attendance"][1] == "应到 6，实到 6"
    assert "高党发〔2026〕12号" in snapshot["excluded"][1]
    client.post(page(general, "ballots"), ballots("election", ("周小满", 4)))
    assert found(district, "quorum_special") == []
    assert found(district, "exclusion") == []


def test_without_consent_the_pre_review_asks(district, general, sign_in):
    member = general.attendances.first().member_id

    sign_in(district.secretary).post(page(general, "exclusions"), {f"exclusion-{member}": "abroad"})

    assert found(district, "exclusion") == ["支部党员大会：1 人没有算进应到会，还没有写上级党委同意的文号和日期。"]


def test_number_and_date_of_the_consent_go_together(district, general, sign_in):
    response = sign_in(district.secretary).post(page(general, "exclusions"), {"number": "高党发〔2026〕12号"})

    assert response.status_code == 422
    assert "批准文号和批准日期要一起写" in response.content.decode()


def test_a_roll_call_that_is_saved_later_leaves_excluded_members_out(district, general, sign_in):
    line = general.attendances.first()
    sign_in(district.secretary).post(page(general, "exclusions"), {f"exclusion-{line.member_id}": "abroad"})

    current = Meeting.objects.get(pk=general.pk)
    meeting_save(
        meeting=current,
        values={},
        roll=[RollLine(line.member_id, Presence.PRESENT)],
        version=current.version,
        by=district.secretary,
        at=NOW,
    )

    line.refresh_from_db()
    assert (line.exclusion, line.presence) == (Exclusion.ABROAD, Presence.ABSENT)


def test_the_database_knows_that_an_excluded_member_was_not_there(general):
    with pytest.raises(IntegrityError), transaction.atomic():
        general.attendances.filter(presence=Presence.PRESENT).update(exclusion=Exclusion.PRISON)


def test_members_on_probation_never_vote(district):
    young = make_member(district.branch, category=MemberCategory.PROBATIONARY)

    meeting = record_meeting(district.ledger(), district.secretary, MeetingKind.GENERAL)

    assert Attendance.objects.get(meeting=meeting, member=young).votes is False


# --- In the course of a theme day --------------------------------------------------------------------------------
def test_a_meeting_in_the_course_of_a_theme_day_has_its_own_minutes_and_both_count(district, sign_in, freeze):
    freeze("2026-10-20 20:00")
    theme_day = record_meeting(district.ledger(), district.secretary)
    client, data = sign_in(district.secretary), {"kind": "general", "key": str(uuid.uuid4())}

    first, second = (client.post(page(theme_day, "together"), data) for _time in range(2))

    general = Meeting.objects.get(kind=MeetingKind.GENERAL)
    assert first.url == second.url == page(general, "edit")
    assert (general.starts_at, general.place, general.host_id) == (
        theme_day.starts_at,
        theme_day.place,
        theme_day.host_id,
    )
    assert (general.agenda, general.discussion, general.resolutions) == ("", "", "")
    assert general.attendances.count() == theme_day.attendances.count()
    values = {"agenda": "听取工作报告", "discussion": "逐人发言，都说了意见。", "resolutions": "同意工作报告。"}
    meeting_save(meeting=general, values=values, roll=[], version=1, by=district.secretary, at=NOW)
    month = branch_month(district.ledger(), at=NOW)
    states = {item.code: str(item.state) for item in month.items}
    assert (states["theme_day"], states["general"]) == ("done", "done")
    assert "overlap" not in [warning.code for warning in month.warnings]


def test_only_a_theme_day_leads_to_a_second_record(district, general, sign_in):
    response = sign_in(district.secretary).post(page(general, "together"), {"kind": "lecture", "key": "x"})

    assert response.status_code == 403
    assert Meeting.objects.count() == 1


# --- Late entries ------------------------------------------------------------------------------------------------
def test_a_late_entry_is_marked_for_secretary_and_reviewer(district, sign_in):
    late = record_meeting(district.ledger(), district.secretary, day=10, at=local("2026-10-15 09:00"))
    record_meeting(district.ledger(), district.secretary, MeetingKind.COMMITTEE, day=8)

    client = sign_in(district.secretary)
    month = client.get(reverse("ledgers:month-detail", args=["2026-10"])).content.decode()
    assert month.count("补录") == 2  # in the line of the month and in the pre-check
    assert "补录" in client.get(page(late, "edit")).content.decode()
    meetings = ledger_snapshot(branch_month(district.ledger(), at=NOW))["meetings"]
    marks = {meeting["kind"]: meeting["rows"]["entry"][1] for meeting in meetings}
    assert marks == {"theme_day": "会后 5 天录入（2026-10-15 09:00）", "committee": ""}


def test_the_reviewer_reads_the_mark(district, sign_in):
    record_meeting(district.ledger(), district.secretary, day=10, at=local("2026-10-15 09:00"))
    ledger = district.submitted()

    shown = sign_in(district.reviewer).get(reverse("audits:ledger-review", args=[ledger.pk])).content.decode()

    assert "会后 5 天录入" in shown


def test_day_of_the_consent_is_a_day(district, general, sign_in):
    response = sign_in(district.secretary).post(
        page(general, "exclusions"), {"number": "高党发〔2026〕12号", "on": "昨天"}
    )

    assert response.status_code == 422
    assert Meeting.objects.get(pk=general.pk).exclusion_on is None
    assert dt.date(2026, 10, 12) != general.exclusion_on
