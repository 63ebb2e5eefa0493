"""Duty in the demo: two months of published rosters in every village, and in the showcase what happens on duty."""

# i18n: data file

import datetime as dt

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from branches.enums import Role
from branches.models import Membership, Organisation, User
from cadres.enums.duty import CheckResult, CheckWay, RosterStatus
from cadres.models import Cadre, Duty, Roster
from cadres.selectors.duty import cadres_on
from cadres.services.duty import log_save, rosters_generate, swap_answer, swap_ask
from cadres.services.duty_checks import duty_check, matter_close, matter_open
from cadres.services.duty_leave import leave_ask, leave_decide
from cadres.services.files import CadreRefused
from config.lib.months import first_day, previous_month
from dashboards.demo.people import Cast

MATTERS = (
    ("咨询农村低保怎样申请", "已说明条件，帮助填表上报乡镇民政所。"),
    ("反映村道路灯不亮", "已联系电工换好灯泡。"),
    ("咨询医保缴费", ""),
)
VISITORS = ("来访村民甲", "来访村民乙", "来访村民丙")


def cadres_duty_fill(cast: Cast, at: dt.datetime) -> int:
    """Publish last month's and this month's rosters of all villages that have cadres, and play the showcase's duty.

    Returns how many rosters there are; does nothing while no village has cadres.
    """
    today = timezone.localtime(at).date()
    for month in (previous_month(first_day(today)), first_day(today)):
        made_at = timezone.make_aware(dt.datetime.combine(previous_month(month).replace(day=25), dt.time(10)))
        rosters_generate(district=cast.district, month=month, by=None, at=made_at)
        _publish(cast, month, made_at + dt.timedelta(days=2))
    villages = [
        village
        for village in cast.branches_of(cast.showcase)
        if Roster.objects.filter(organisation=village, month=first_day(today)).exists()
    ]
    for place, village in enumerate(villages[:6]):
        _play(cast, village, place, today, at)
    return Roster.objects.count()


def _publish(cast: Cast, month: dt.date, at: dt.datetime) -> None:
    """Let every secretary confirm and publish, in two statements: the village's own act, four hundred times."""
    secretary = Membership.objects.filter(organisation=OuterRef("organisation"), role=Role.SECRETARY).order_by("pk")
    by = Coalesce(Subquery(secretary.values("user")[:1]), Value(cast.named["fushen"].pk))
    drafts = Roster.objects.filter(month=month, status=RosterStatus.DRAFT)
    Duty.objects.filter(roster__in=drafts).update(confirmed_at=at, confirmed_by=by)
    drafts.update(status=RosterStatus.PUBLISHED, published_at=at, published_by=by)


def _play(cast: Cast, village: Organisation, place: int, today: dt.date, at: dt.datetime) -> None:
    """One village after the other: a swap that is agreed, one that waits, leave, visitors, checks, the day's log."""
    secretary = cast.secretaries[village.pk]
    people = cadres_on(village, today)
    if len(people) < 2:
        return
    duties = Duty.objects.filter(organisation=village).select_related("roster", "organisation", "main", "second")
    now = duties.get(date=today)
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    morning = max(at - dt.timedelta(minutes=30), midnight)
    log_save(duty=now, text="正常，接待群众两人次。", handover="村口水管在修，明天再看一次。", by=secretary, at=morning)
    if place < 2:
        _swap(duties.filter(date__gt=today), people, secretary, morning, agreed=place == 0)
    if place == 2:
        _leave(people[-1], today, secretary, cast, morning)
    for number, (matter, result) in enumerate(MATTERS[: 1 + place % 3]):
        opened = at - dt.timedelta(days=3 + 3 * number)
        row = matter_open(
            village=village,
            visitor=VISITORS[number],
            phone=f"1390000{place:02}{number:02}",
            matter=matter,
            taken_by=people[number % len(people)],
            by=secretary,
            at=opened,
        )
        if result:
            matter_close(matter=row, result=result, by=secretary, at=opened + dt.timedelta(days=1))
    reviewer = cast.reviewers[cast.showcase.pk][0]
    if place in (3, 4):
        _checks(duties, today, reviewer, at, away=place == 4)


def _swap(coming, people: list[Cadre], secretary: User, at: dt.datetime, *, agreed: bool) -> None:
    duty = coming.filter(date__day__gt=1).order_by("date").first()
    if duty is None:
        return
    for other in people:
        try:
            swap = swap_ask(duty=duty, other=other, reason="家里有喜事", by=secretary, at=at)
        except CadreRefused:
            continue
        if agreed:
            swap_answer(swap=swap, agrees=True, by=other.user or secretary, at=at + dt.timedelta(minutes=10))
        return


def _leave(cadre: Cadre, today: dt.date, secretary: User, cast: Cast, at: dt.datetime) -> None:
    """Two days of leave, granted by the township's liaison; the shifts go to who stands in."""
    leave = leave_ask(
        cadre=cadre,
        since=today + dt.timedelta(days=1),
        until=today + dt.timedelta(days=2),
        reason="到市里看病",
        by=secretary,
        at=at,
    )
    reviewer = cast.reviewers[cast.showcase.pk][0]
    leave_decide(leave=leave, grants=True, note="同意，安排好替班。", by=reviewer, at=at + dt.timedelta(minutes=20))


def _checks(duties, today: dt.date, reviewer: User, at: dt.datetime, *, away: bool) -> None:
    """A check a week ago and one today; in one village the same person was away both times."""
    now = duties.get(date=today)
    before = duties.filter(date__lt=today, date__gte=today - dt.timedelta(days=20), main=now.main).last()
    for duty in filter(None, (before, now)):
        moment = at - dt.timedelta(days=(today - duty.date).days)
        result, note = (CheckResult.AWAY, "村部没有人，电话没人接。") if away else (CheckResult.ON_DUTY, "")
        duty_check(duty=duty, way=CheckWay.VISIT, result=result, note=note, by=reviewer, at=moment)
