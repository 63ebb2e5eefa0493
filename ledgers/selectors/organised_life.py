"""Read appraisals, talks and suggestions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from branches.models import Organisation
from branches.tree import district_above
from config.lib.months import first_day
from ledgers.enums import MeetingKind
from ledgers.enums.organised_life import TalkPair
from ledgers.models import Appraisal, Meeting, Member, Talk, ThemeSuggestion
from ledgers.outlines import outline_of
from ledgers.selectors.rules import rule_history
from ledgers.talk_pairs import pairs_that_apply, times_talked_to


# --- Talks -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class TalkYear:
    """A branch's talks of a year: `waiting` are the members talked to less than `wanted` times, with how often."""

    year: int
    members: list[Member]
    talks: list[Talk]
    waiting: list[tuple[Member, int]]
    pairs_left: list[str]
    wanted: int


def talk_year(branch: Organisation, year: int) -> TalkYear:
    """Return the talks of `year`, in a constant number of queries."""
    members = list(
        Member.objects.filter(branch=branch).on_roll().only("name", "post", "birth_date", "group").order_by("pk")
    )
    talks = list(Talk.objects.filter(branch=branch, talked_on__year=year).select_related("one", "other", "by"))
    wanted = rule_history(district_above(branch)).on(dt.date(year, 12, 1)).value("life.talks_a_year")
    times = times_talked_to((talk.one_id, talk.other_id) for talk in talks)
    held = {talk.pair for talk in talks}
    return TalkYear(
        year,
        members,
        talks,
        [(member, times[member.pk]) for member in members if times[member.pk] < wanted],
        [str(TalkPair(p).label) for p in pairs_that_apply([m.post for m in members]) if p not in held],
        wanted,
    )


# --- Appraisals ------------------------------------------------------------------------------------------------
def life_meetings(appraisal: Appraisal) -> Sequence[Meeting]:
    """Return the 组织生活会 at which the appraisal may have been held: of its year or the quarter after."""
    first, last = dt.date(appraisal.year, 1, 1), dt.date(appraisal.year + 1, 3, 1)
    return (
        Meeting.objects.filter(
            ledger__branch=appraisal.branch_id,
            ledger__month__month__gte=first,
            ledger__month__month__lte=last,
            kind=MeetingKind.LIFE,
        )
        .select_related("ledger__month")
        .order_by("starts_at", "pk")
    )


# --- What an agenda may begin with -----------------------------------------------------------------------------
def outlines_for(meeting: Meeting) -> list[tuple[str, str, str]]:
    """Return source, title and text of what the agenda of `meeting` may begin with: the district's theme of the month
    and the bones of the last record of the same kind. Two queries, and only for a record without an agenda."""
    ledger = meeting.ledger
    found = []
    month = ledger.month.month
    suggestion = ThemeSuggestion.objects.filter(
        district=ledger.month.district_id, month=month, kind=meeting.kind
    ).first()
    if suggestion:
        found.append(("district", suggestion.title, "\n".join(suggestion.lines)))
    before = (
        Meeting.objects.filter(ledger__branch=ledger.branch_id, kind=meeting.kind, group=meeting.group)
        .exclude(pk=meeting.pk)
        .exclude(agenda="")
        .order_by("-starts_at", "-pk")
        .first()
    )
    if before:
        names = Member.objects.filter(branch=ledger.branch_id).values_list("name", flat=True)
        if text := outline_of(before.agenda, names):
            found.append(("last", "", text))
    return found


def suggestions_of(district: Organisation, month: dt.date) -> dict[str, ThemeSuggestion]:
    """Return the district's suggestions of a month by kind."""
    return {
        each.kind: each for each in ThemeSuggestion.objects.filter(district=district, month=month).select_related("by")
    }


def this_month(at: dt.datetime) -> dt.date:
    return first_day(timezone.localtime(at).date())
