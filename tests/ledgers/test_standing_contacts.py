"""Contacts with who is away, whom a theme day can expect, months without attendance, study by the month."""

import datetime as dt
import uuid

import pytest
from django.db.utils import InternalError

from ledgers.enums import MeetingKind, Presence
from ledgers.enums.transfers import TransferAction
from ledgers.models import ContactNote, Member
from ledgers.prechecks.findings import Findings
from ledgers.prechecks.standing import check_pace, check_standing
from ledgers.reminders.standing import standing_reminders
from ledgers.selectors.months import branch_month
from ledgers.selectors.rules import rule_history
from ledgers.selectors.standing import standing_facts, study_paces
from ledgers.services.standing import absence_begin, absence_end, contact_note, exemption_add, study_add
from tests.factories import NOW, ledger_of, make_member, make_month, record_meeting
from tests.ledgers.transfer_samples import TODAY, moved, received

DAY = dt.date(2026, 10, 31)


@pytest.fixture
def member(district) -> Member:
    return make_member(district.branch, "吴示例")


def away(district, member, *, since=dt.date(2026, 7, 1), contact=True):
    who = Member.objects.filter(branch=district.branch).order_by("pk").first() if contact else None
    write = {"by": district.secretary, "at": NOW}
    return absence_begin(member=member, since=since, place="浙江义乌", is_fixed=False, contact=who, **write)


def found(district, day: dt.date) -> list[str]:
    findings = Findings(rule_history(district.root).on(day))
    check_standing(standing_facts([district.branch.pk], day)[district.branch.pk], findings)
    return [finding.text for finding in findings]


# --- Contacts --------------------------------------------------------------------------------------------------
def test_every_contact_is_kept_with_who_and_what(district, member, sign_in, freeze):
    freeze("2026-11-02 09:00")
    absence, client = away(district, member), sign_in(district.secretary)
    address = f"/ledgers/absences/{absence.pk}/contact/"
    for on, what in (
        ("2026-08-01", "电话，问了收入"),
        ("2026-10-30", "视频，学了条例"),
        ("2026-10-30", "视频，学了条例"),
    ):
        client.post(address, {"on": on, "what": what})

    shown = client.get(f"/ledgers/members/{member.pk}/standing/").content.decode()

    assert "2026-08-01" in shown
    assert "电话，问了收入" in shown
    assert list(ContactNote.objects.values_list("on", "contact", "by")) == [
        (dt.date(2026, 10, 30), absence.contact_id, district.secretary.pk),
        (dt.date(2026, 8, 1), absence.contact_id, district.secretary.pk),
    ]


def test_a_contact_is_never_changed(district, member):
    note = contact_note(
        absence=away(district, member), on=dt.date(2026, 8, 1), contact=None, by=district.secretary, at=NOW
    )

    note.what = "另一种说法"
    with pytest.raises(InternalError, match="append_only"):
        note.save()


def test_three_months_without_contact_are_named_until_somebody_speaks_to_him(district, member):
    absence = away(district, member)
    assert found(district, dt.date(2026, 9, 30)) == []

    day = dt.date(2026, 10, 1)
    assert found(district, day) == ["吴示例2026年7月1日以来没有联系记录，已满 3 个月，请联系一次并记下来。"]
    assert "已满 3 个月" in next(standing_reminders(district.root, day)).body

    contact_note(absence=absence, on=day, contact=None, by=district.secretary, at=NOW)
    assert found(district, dt.date(2026, 12, 31)) == []
    assert list(standing_reminders(district.root, dt.date(2026, 12, 31))) == []
    assert len(found(district, dt.date(2027, 1, 1))) == 1


# --- Theme days ------------------------------------------------------------------------------------------------
def theme_day_doubts(district, member, reason="") -> list[str]:
    """What the pre-review says of attendance when `member` and nobody else is missing, of few."""
    meeting = record_meeting(district.ledger(), district.secretary, MeetingKind.THEME_DAY)
    others = meeting.attendances.exclude(member=member).values_list("pk", flat=True)
    meeting.attendances.filter(pk__in=list(others)[2:]).delete()
    meeting.attendances.filter(member=member).update(presence=Presence.ABSENT, reason=reason)
    month = branch_month(district.ledger(), at=NOW)
    return [warning.text for warning in month.warnings if warning.code == "participation"]


def test_a_theme_day_expects_who_is_at_home(district, member):
    assert "在家的党员 3 人，到会 2 人" in theme_day_doubts(district, member, "农忙")[0]


def test_a_theme_day_does_not_expect_who_is_exempt_on_the_day(district, member):
    write = {"details": "", "by": district.secretary, "at": NOW}
    exemption_add(member=member, kind="age", since=dt.date(2026, 1, 1), until=None, **write)

    assert theme_day_doubts(district, member) == []


def test_an_exemption_that_is_over_excuses_no_more(district, member):
    write = {"details": "", "by": district.secretary, "at": NOW}
    exemption_add(member=member, kind="illness", since=dt.date(2026, 1, 1), until=dt.date(2026, 9, 1), **write)

    assert theme_day_doubts(district, member)


@pytest.mark.parametrize(("contact", "doubts"), [(True, 0), (False, 1)])
def test_an_absence_excuses_only_when_somebody_keeps_in_touch(district, member, contact, doubts):
    away(district, member, contact=contact)

    assert len(theme_day_doubts(district, member, "外出：浙江义乌")) == doubts


# --- Months without attendance ---------------------------------------------------------------------------------
def missed(district, member) -> int:
    """His months in a row without attendance by the end of October, of which he was called in one."""
    meeting = record_meeting(district.ledger(), district.secretary, MeetingKind.THEME_DAY)
    meeting.attendances.filter(member=member).update(presence=Presence.ABSENT)
    facts = standing_facts([district.branch.pk], DAY)[district.branch.pk]
    return next(fact.gap for fact in facts if fact.pk == member.pk)


def test_a_past_month_is_excused_by_its_own_absence(district, member):
    absence = away(district, member)
    absence_end(absence=absence, until=dt.date(2026, 11, 1), by=district.secretary, at=NOW)

    assert missed(district, member) == 0


def test_going_away_today_does_not_excuse_what_was_missed_before(district, member):
    away(district, member, since=dt.date(2026, 11, 1))

    assert missed(district, member) == 1


def test_an_absence_without_contact_excuses_no_month(district, member):
    away(district, member, contact=False)

    assert missed(district, member) == 1


def test_the_third_month_is_told_once_it_is_over(district, member):
    months = [
        make_month(district.root, dt.date(2026, 8, 1)),
        make_month(district.root, dt.date(2026, 9, 1)),
        district.month,
    ]
    for month in months:
        meeting = record_meeting(ledger_of(district.branch, month), district.secretary)
        meeting.attendances.filter(member=member).update(presence=Presence.ABSENT)

    told = [each for each in standing_reminders(district.root, dt.date(2026, 11, 10)) if "gap" in each.key]

    assert [each.body.partition("，")[0] for each in told] == ["吴示例已连续 3 个月没有参加组织生活"]


# --- Study -----------------------------------------------------------------------------------------------------
def paces(district, day: dt.date = DAY, branch=None) -> list[str]:
    findings = Findings(rule_history(district.root).on(day))
    check_pace(study_paces((branch or district.branch).pk, findings.book), findings)
    assert all(not finding.blocks for finding in findings)
    return [finding.text for finding in findings]


def study(district, members, hours: int, branch=None) -> None:
    branch = branch or district.branch
    study_add(
        branch=branch,
        members=[member.pk for member in members],
        date=dt.date(2026, 3, 1),
        minutes=hours * 45,
        what="镇党校集中轮训",
        key=uuid.uuid4(),
        by=district.secretary_of(branch),
        at=NOW,
    )


def test_who_is_far_behind_the_share_of_the_months_is_named_in_one_sentence(district, member):
    others = list(Member.objects.filter(branch=district.branch).exclude(pk=member.pk))
    study(district, others, 24)  # half of the committee's 56 hours by October are 23.3
    study(district, [member], 13)

    (text,) = paces(district)

    assert "到10月一般应有 27 学时" in text
    assert "1 人不到应有的50%：吴示例 13。" in text


def test_who_keeps_pace_or_is_exempt_is_not_named(district, member):
    others = list(Member.objects.filter(branch=district.branch).exclude(pk=member.pk))
    study(district, others, 24)
    write = {"details": "", "by": district.secretary, "at": NOW}
    exemption_add(member=member, kind="age", since=dt.date(2026, 1, 1), until=None, **write)

    assert paces(district) == []


def test_who_came_by_a_transfer_is_asked_from_his_arrival_on(district, member):
    there = district.sibling
    study(district, list(Member.objects.filter(branch=there)), 56, branch=there)
    sent = received(district, make_member(district.branch, "周转接"))
    arrived = moved(sent, TransferAction.COMPLETE, district.secretary, ended_on=TODAY).new_member
    assert (arrived.branch, TODAY) == (there, dt.date(2026, 11, 2))

    assert paces(district, branch=there) == []  # October: he was elsewhere
    (text,) = paces(district, dt.date(2026, 11, 30), branch=there)
    assert "1 人不到应有的50%：周转接 0。" in text


def test_many_are_counted_and_the_first_are_named(district, member):
    study(district, [member], 20)

    (text,) = paces(district)

    assert "等。" in text


def test_a_branch_without_any_study_is_asked_to_begin_at_half_year(district, member):
    def asked(day: dt.date) -> set[int]:
        return {each.branch for each in standing_reminders(district.root, day) if each.key.startswith("study-none")}

    assert paces(district) == []
    assert district.branch.pk in asked(dt.date(2026, 7, 10))
    assert asked(dt.date(2026, 6, 10)) == set()

    study(district, [member], 4)
    assert district.branch.pk not in asked(dt.date(2026, 7, 10))
