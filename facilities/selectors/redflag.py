"""Red-flag branches (红旗党支部): the facts a nomination is made of, lists, what is due."""

import datetime as dt

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from cadres.enums.duty import MatterState
from cadres.models import DutyAbsence, VisitorMatter
from config.lib.months import first_day, months_after, same_day_later
from facilities.enums.redflag import FlagLevel, FlagState
from facilities.models import FacilityCheck, RedFlag, RedFlagAward
from ledgers.models import Decision, Ledger, Meeting, Member
from ledgers.words import timeliness


def facts_of(village: Organisation, day: dt.date) -> list[list[str]]:
    """Return (what, how it stands) of the twelve months before the month of `day`, from what the system knows.

    Nobody types these: ledgers and their timeliness, meetings, decisions, duty, visitors' matters, premises.
    """
    last = first_day(day)
    since = months_after(last, -12)
    ledgers = list(
        Ledger.objects.filter(branch=village, month__month__gte=since, month__month__lt=last).select_related("month")
    )
    handed_in = [ledger for ledger in ledgers if ledger.first_submitted_at]
    on_time = sum(not timeliness(ledger).is_bad for ledger in handed_in)
    passed = sum(ledger.district_passed_at is not None for ledger in ledgers)
    meetings = Meeting.objects.filter(ledger__in=ledgers).exclude(starts_at=None).count()
    decisions = Decision.objects.filter(branch=village, approved_at__date__gte=since).count()
    matters = VisitorMatter.objects.filter(organisation=village, came_on__gte=since)
    closed = matters.filter(state=MatterState.CLOSED).count()
    absences = DutyAbsence.objects.filter(
        duty__organisation=village, date__gte=since, check_made__withdrawn_at=None
    ).count()
    check = FacilityCheck.objects.newest_of(village)
    members = Member.objects.filter(branch=village).on_roll().count()
    return [
        [_("党员"), _("%(n)d 人") % {"n": members}],
        [
            _("近12个月台账"),
            _("应报 %(n)d 个月，按时 %(good)d 个月，区级复审通过 %(passed)d 个月")
            % {"n": len(ledgers), "good": on_time, "passed": passed},
        ],
        [_("近12个月会议和活动"), _("%(n)d 次") % {"n": meetings}],
        [_("近12个月四议两公开"), _("决议公开 %(n)d 件") % {"n": decisions}],
        [_("近12个月群众来访"), _("%(n)d 件，办结 %(done)d 件") % {"n": matters.count(), "done": closed}],
        [_("近12个月值班脱岗"), _("%(n)d 次") % {"n": absences}],
        [
            _("六有检查"),
            _("%(score)d 分，%(day)s %(level)s")
            % {"score": check.score, "day": check.done_on.isoformat(), "level": check.get_level_display()}
            if check
            else _("没有检查"),
        ],
    ]


def flags_listed(user: User, place: Organisation | None, year: int | None, show: str, today: dt.date) -> QuerySet:
    """Return the cases of the scope, of a township, a year, a state, or the names of a level that hold today."""
    found = RedFlag.objects.visible_to(user).select_related("organisation", "award")
    if place is not None:
        found = found.filter(organisation__path__startswith=place.path)
    if year is not None:
        found = found.filter(year=year)
    if show in FlagState.values:
        found = found.filter(state=show)
    if show in FlagLevel.values:
        found = found.in_force(today).filter(level=show)
    return found.order_by("-year", "organisation__path", "-pk")


def awards_total(user: User, year: int) -> dict[str, int]:
    """Return how many awards of a year there are and their cents, granted and paid."""
    found = RedFlagAward.objects.visible_to(user).filter(year=year)
    granted = found.aggregate(cents=Sum("cents"))["cents"] or 0
    paid = found.exclude(paid_on=None).aggregate(cents=Sum("cents"))["cents"] or 0
    return {"count": found.count(), "granted": granted, "paid": paid}


def is_proposed(flag: RedFlag, year: int) -> bool:
    """Tell whether the branch is on its way to the city's name in `year`, or has it."""
    city = RedFlag.objects.filter(organisation=flag.organisation_id, level=FlagLevel.CITY)
    return city.filter(year=year).exclude(state=FlagState.REJECTED).exists()


def used_cents(award: RedFlagAward) -> int:
    return award.uses.valid().aggregate(cents=Sum("cents"))["cents"] or 0


def recheck_due(flag: RedFlag, months: int, today: dt.date) -> dt.date | None:
    """Return the day by which the next re-check is due; None for a branch without a name that holds today."""
    if not flag.is_in_force(today):
        return None
    newest = flag.rechecks.order_by("-held_on").values_list("held_on", flat=True).first()
    return same_day_later(newest or flag.named_on, months)
