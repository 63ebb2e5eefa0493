"""Duty rosters of a district for a month: what a village-day costs, and that it costs no more among many."""

import datetime as dt

from django.db import connection
from django.utils import timezone

from branches.enums import Level
from branches.models import Organisation
from cadres.enums import Basis, PostKind
from cadres.enums.duty import LeaveLevel, LeaveState, RosterStatus
from cadres.models import Cadre, Duty, DutyLeave, Roster, Tenure
from cadres.services.duty import rosters_generate
from config.lib.months import last_day, next_month
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.services import checked, undone
from scripts.bench.world import World
from tests.factories import LONG_AGO

FEW = 40
POSTS = (
    PostKind.PARTY_SECRETARY,
    PostKind.DIRECTOR,
    PostKind.DEPUTY_DIRECTOR,
    PostKind.PARTY_MEMBER,
    PostKind.COMMITTEE_MEMBER,
    PostKind.WOMEN,
)


def _people(villages: list[Organisation], world: World, month: dt.date) -> None:
    """Give each village six cadres in office; in every third one of them is on leave for some days."""
    at = timezone.now()
    cadres = Cadre.objects.bulk_create(
        (
            Cadre(
                organisation=village,
                name=f"干部{number}",
                gender="1",
                birth_date=dt.date(1980, 5, 4),
                political_status="01",
            )
            for village in villages
            for number in range(len(POSTS))
        ),
        batch_size=1000,
    )
    Tenure.objects.bulk_create(
        (
            Tenure(
                organisation_id=cadre.organisation_id,
                cadre=cadre,
                kind=POSTS[number % len(POSTS)],
                since=LONG_AGO,
                basis=Basis.CENSUS,
                at=at,
            )
            for number, cadre in enumerate(cadres)
        ),
        batch_size=1000,
    )
    DutyLeave.objects.bulk_create(
        DutyLeave(
            organisation_id=cadre.organisation_id,
            cadre=cadre,
            since=month.replace(day=3),
            until=month.replace(day=9),
            reason="看病",
            level=LeaveLevel.COMMITTEE,
            state=LeaveState.GRANTED,
            asked_by=world.secretary,
            asked_at=at,
            decided_by=world.reviewer,
            decided_at=at,
        )
        for cadre in cadres[:: 3 * len(POSTS)]
    )


def _publish(world: World) -> None:
    """Publish what was drawn, so that the next draw has shifts of a month before to look at."""
    at = timezone.now()
    Duty.objects.update(confirmed_at=at, confirmed_by=world.secretary)
    Roster.objects.update(status=RosterStatus.PUBLISHED, published_at=at, published_by=world.secretary)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ANALYZE cadres_cadre, cadres_tenure, cadres_duty, cadres_roster")


def duty_rows(world: World, rounds: int) -> list[Row]:
    """Draw a month for all villages and for FEW of them, history and deferred triggers on."""
    at = timezone.now()
    before = next_month(timezone.localdate().replace(day=1))
    month = next_month(before)
    days = last_day(month).day
    paths = Organisation.objects.filter(path__startswith=world.district.path, level=Level.VILLAGE)
    villages = list(paths.answering().order_by("path"))

    def draw(some: list[Organisation]) -> None:
        made = rosters_generate(district=world.district, month=month, villages=some, by=None, at=at).made
        assert len(made) == len(some)

    def of_all() -> Cost:
        with undone():
            return _per_day(cost_of(checked(lambda: draw(villages))), len(villages) * days)

    # As many villages in one measure, a part at a time: a single small one would be lost in the noise.
    parts = [villages[start : start + FEW] for start in range(0, len(villages) - FEW + 1, FEW)]

    def of_few() -> Cost:
        with undone():
            rest = iter(parts)
            return _per_day(cost_of(checked(lambda: draw(next(rest))), len(parts)), FEW * days)

    with undone():
        _people(villages, world, month)
        rosters_generate(district=world.district, month=before, by=None, at=at)
        _publish(world)
        found = compare(of_all, of_few, rounds)
    name = f"a village-day in rosters of {len(villages)} villages ÷ of {FEW}"
    note = "rosters_generate of a month, six cadres a village, a third with leave; ms per village-day"
    return [found.row("Duty rosters", name, 1.2, 1.05, note=note)]


def _per_day(cost: Cost, days: int) -> Cost:
    return Cost(cost.python / days, cost.database / days)
