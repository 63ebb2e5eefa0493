"""Read members' standing: who votes, whose clocks run, the study hours of a year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from branches.models import Organisation
from config.lib.months import first_day, last_day, months_after
from ledgers.enums import MeetingKind, MemberCategory, MembershipState, Presence
from ledgers.enums.standing import MeasureKind, OrganisationalKind, Outcome
from ledgers.models import (
    Absence,
    Attendance,
    DisciplinaryMeasure,
    Exemption,
    Meeting,
    Member,
    OrganisationalMeasure,
    StudyRecord,
)
from ledgers.prechecks.standing import Pace
from ledgers.rulebook.book import RuleBook
from ledgers.standing_clocks import Away, MonthSeen, Rectification, StandingFact, participation_gap

MONTHS_BACK = 12  # looked at for attendance: more than the last alarm asks


def voting_standing(branch_id: int, day: dt.date) -> dict[int, tuple[bool, str]]:
    """Return member id → (votes, why not) of a branch on `day`, in two queries; `why` is empty for who votes.

    Full members whose membership is in force vote, but not during 留党察看 (党章 第四十一条).
    """
    barred = watched(branch_id, day)
    found = {}
    for pk, category, state in Member.objects.filter(branch=branch_id).values_list("pk", "category", "state"):
        why = ""
        if state != MembershipState.NORMAL:
            why = str(MembershipState(state).label)
        elif category != MemberCategory.FULL:
            why = str(MemberCategory(category).label)
        elif pk in barred:
            why = str(MeasureKind.PROBATION.label)
        found[pk] = (not why, why)
    return found


def watched(branch_id: int, day: dt.date) -> set[int]:
    """Return the ids of the branch's members who are under 留党察看 on `day`."""
    measures = DisciplinaryMeasure.objects.filter(member__branch=branch_id, kind=MeasureKind.PROBATION).valid().on(day)
    return set(measures.values_list("member", flat=True))


def standing_facts(branches: Iterable[int], day: dt.date) -> dict[int, list[StandingFact]]:
    """Return the members of each branch as the clocks see them on `day`, in four queries for any number.

    Attendance is counted up to and with the month of `day`. An absence excuses its own months, and only with a contact
    person: whom nobody keeps in touch with is not away but missing.
    """
    branches = list(branches)
    month = first_day(day)
    months = [months_after(month, -back) for back in range(MONTHS_BACK - 1, -1, -1)]
    members = (
        Member.objects.filter(branch__in=branches, state__in=(MembershipState.NORMAL, MembershipState.SUSPENDED))
        .annotate(**_rectification_on(day))
        .only("name", "branch", "state", "lost_since", "suspended_on")
    )
    absences, exempt = defaultdict(list), defaultdict(list)
    noted = Max("contact_notes__on", filter=Q(contact_notes__on__lte=day))
    for absence in Absence.objects.valid().filter(member__branch__in=branches, since__lte=day).annotate(noted=noted):
        absences[absence.member_id].append(absence)
    for pk, since, until in Exemption.objects.filter(member__branch__in=branches).values_list(
        "member", "since", "until"
    ):
        exempt[pk].append((since, until))
    seen = _attendance(branches, months[0], month)
    found: dict[int, list[StandingFact]] = {pk: [] for pk in branches}
    for member in members.order_by("pk"):
        own = absences[member.pk]
        spans = exempt[member.pk] + [(absence.since, absence.until) for absence in own if absence.contact_id]
        row = [MonthSeen(*seen.get((member.pk, one), (0, 0)), is_exempt=_touches(spans, one)) for one in months]
        away = next((a for a in own if a.until is None or a.until >= day), None)
        found[member.branch_id].append(
            StandingFact(
                member.pk,
                member.name,
                member.state,
                away and Away(away.since, away.place, away.is_fixed, away.contact_id is not None, away.noted),
                member.lost_since,
                member.suspended_on,
                participation_gap(row) if member.state == MembershipState.NORMAL else 0,
                _rectification(member),
            )
        )
    return found


def _rectification_on(day: dt.date) -> dict[str, Subquery]:
    """Return the annotations of a member's latest 限期改正 by `day`."""
    latest = (
        OrganisationalMeasure.objects.valid()
        .filter(member=OuterRef("pk"), kind=OrganisationalKind.RECTIFY, since__lte=day)
        .order_by("-since", "-pk")
    )
    return {
        "rectify_since": Subquery(latest.values("since")[:1]),
        "rectify_until": Subquery(latest.values("until")[:1]),
        "rectify_outcome": Subquery(latest.values("outcome")[:1]),
        "judged_on": Subquery(latest.values("outcome_on")[:1]),
    }


def _rectification(member: Member) -> Rectification | None:
    if member.rectify_since is None or member.rectify_outcome == Outcome.MENDED:
        return None
    return Rectification(member.rectify_since, member.rectify_until, member.judged_on)


def excuses() -> dict[str, Exists]:
    """Return annotations of a roll call: who was exempt on the meeting's day, away with a contact, or without."""
    day = OuterRef("meeting__starts_at__date")
    on_the_day = Q(Q(until=None) | Q(until__gte=day), member=OuterRef("member"), since__lte=day)
    away = Absence.objects.valid().filter(on_the_day)
    return {
        "is_exempt": Exists(Exemption.objects.filter(on_the_day)),
        "is_away": Exists(away.filter(contact__isnull=False)),
        "is_adrift": Exists(away.filter(contact=None)),
    }


def _touches(spans: Iterable[tuple[dt.date, dt.date | None]], month: dt.date) -> bool:
    return any(since <= last_day(month) and (until is None or until >= month) for since, until in spans)


def _attendance(branches: list[int], first: dt.date, last: dt.date) -> dict[tuple[int, dt.date], tuple[int, int]]:
    """Return (member, month) → how often he was called and how often he came."""
    rows = (
        Attendance.objects.filter(
            member__branch__in=branches,
            meeting__ledger__month__month__gte=first,
            meeting__ledger__month__month__lte=last,
            exclusion="",
        )
        .exclude(presence=Presence.INVITED)
        .values_list("member", "meeting__ledger__month__month")
        .annotate(called=Count("pk"), came=Count("pk", filter=Q(presence=Presence.PRESENT)))
        .order_by()
    )
    return {(member, month): (called, came) for member, month, called, came in rows}


# --- Study -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class StudyLine:
    """A member's study of a year in 学时 with one digit; `text` says what is left."""

    member: Member
    hours: str
    goal: int
    text: str
    is_done: bool


def in_hours(minutes: int, book: RuleBook) -> str:
    """Return minutes as 学时 by the rules of the year: 90 → 2, 100 → 2.2."""
    return f"{minutes / book.value('participation.study_minutes'):.1f}".removesuffix(".0")


def study_line(member: Member, minutes: int, is_exempt: bool, book: RuleBook) -> StudyLine:
    """Return how far a member has come in a year."""
    goal = _goal(member.post, book)
    left = goal * book.value("participation.study_minutes") - minutes
    if left <= 0:
        text = _("已经学满")
    elif is_exempt:
        text = _("不作硬性要求，可以送学上门")
    else:
        text = _("还差 %(n)s 学时") % {"n": in_hours(left, book)}
    return StudyLine(member, in_hours(minutes, book), goal, text, left <= 0)


def study_paces(branch_id: int, book: RuleBook) -> list[Pace]:
    """Return how far each member has come by the day of the rules whom regular study is asked of, in two queries.

    Nothing for a branch that has entered no study in the year: the clock asks it to begin, and what would be said of
    each of its members month by month says no more. Who came by a transfer is asked from the month of his arrival on:
    what he studied before stands in the books of the branch that he left.
    """
    day = book.day
    minutes = book.value("participation.study_minutes")
    exempt = Exemption.objects.filter(member__branch=branch_id).on(day)
    studied = dict(
        StudyRecord.objects.filter(member__branch=branch_id, date__year=day.year, date__lte=day)
        .order_by()
        .values_list("member")
        .annotate(minutes=Sum("minutes"))
    )
    members = Member.objects.filter(branch=branch_id).on_roll().exclude(pk__in=exempt.values("member"))
    if not studied:
        return []
    found = []
    columns = members.order_by("pk").values_list("pk", "name", "post", "joined_on", "arrived_by__ended_on")
    for pk, name, post, joined, arrived in columns:
        share = Decimal(_goal(post, book) * _months_asked(max(joined, arrived or joined), day)) / 12
        found.append(Pace(name, Decimal(studied.get(pk, 0)) / minutes, share))
    return found


def _months_asked(since: dt.date, day: dt.date) -> int:
    """Return how many months of the year of `day` are asked of who is here since a day; the month of coming counts."""
    if since.year < day.year:
        return day.month
    return max(day.month - since.month + 1, 0) if since.year == day.year else 0


def without_study(branches: Iterable[int], day: dt.date) -> list[int]:
    """Return those of `branches` that have entered no study in the year of `day`, in one query."""
    entered = StudyRecord.objects.filter(member__branch__in=branches, date__year=day.year, date__lte=day)
    with_study = set(entered.order_by().values_list("member__branch", flat=True).distinct())
    return [pk for pk in branches if pk not in with_study]


def _goal(post: str, book: RuleBook) -> int:
    return book.value("participation.study_hours_committee" if post else "participation.study_hours")


def study_year(branch: Organisation, year: int, book: RuleBook, today: dt.date) -> list[StudyLine]:
    """Return the year's study of each member on the roll, in three queries."""
    members = Member.objects.filter(branch=branch).on_roll().only("name", "post", "group", "branch").order_by("pk")
    studied = dict(
        StudyRecord.objects.filter(member__branch=branch, date__year=year)
        .order_by()
        .values_list("member")
        .annotate(minutes=Sum("minutes"))
    )
    day = min(today, dt.date(year, 12, 31))
    exempt = set(Exemption.objects.filter(member__branch=branch).on(day).values_list("member", flat=True))
    return [study_line(member, studied.get(member.pk, 0), member.pk in exempt, book) for member in members]


def meetings_to_count(branch: Organisation, year: int) -> list[Meeting]:
    """Return the lectures and theme days of a year that have ended and were not counted as study, in two queries."""
    meetings = list(
        Meeting.objects.filter(
            ledger__branch=branch,
            kind__in=(MeetingKind.LECTURE, MeetingKind.THEME_DAY),
            ledger__month__month__year=year,
            starts_at__isnull=False,
            ends_at__gt=F("starts_at"),
        ).order_by("-starts_at")
    )
    counted = set(
        StudyRecord.objects.filter(meeting__in=[m.pk for m in meetings]).values_list("meeting", flat=True).distinct()
    )
    counted |= {m.held_with_id for m in meetings if m.pk in counted and m.held_with_id}
    return [m for m in meetings if m.pk not in counted and m.held_with_id not in counted]
