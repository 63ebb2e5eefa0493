"""A district with random figures in every pillar, written past the services: what is asked is how figures add up."""

import datetime as dt
import random

from django.db import transaction

from audits.enums import Outcome, Reason, ReviewLevel
from audits.models import Verdict
from cadres.enums import Body
from cadres.enums.duty import RosterStatus, Shift
from cadres.models import Duty, Roster, Term
from config.lib.months import last_day
from economy.enums.income import EXPENSE, ONCE, Origin
from economy.models import IncomeBook, IncomeEntry
from economy.regimes import regime_of
from facilities.checklist import VERSION, items_of
from facilities.enums.checks import CheckLevel, CheckState
from facilities.models import CheckLine, FacilityCheck
from ledgers.enums import Status
from ledgers.models import Ledger
from tests.cadres.cadre_samples import make_cadre
from tests.factories import District, local, make_branch, make_month, make_user

MONTHS = (dt.date(2026, 8, 1), dt.date(2026, 9, 1), dt.date(2026, 10, 1))
TODAY = dt.date(2026, 11, 11)
YEARS = (2024, 2025, 2026)


@transaction.atomic  # a roster and its shifts stand together or not at all
def fill(seed: int) -> District:
    """Return a district of ten villages in two townships; the same `seed` gives the same figures."""
    draw = random.Random(seed)
    district = District(MONTHS[-1])
    for number in range(6):
        township = draw.choice([district.township, district.other_township])
        branch = make_branch(township, f"第{number}村委会")
        district.branches.append(branch)
        make_user("secretary", branch, name=f"第{number}书记")
    for month in MONTHS[:-1]:
        make_month(district.root, month)
    _ledgers(draw, district)
    _premises(draw, district)
    _income(draw, district)
    _cadres(draw, district)
    return district


def _ledgers(draw: random.Random, district: District) -> None:
    for ledger in Ledger.objects.select_related("month").order_by("pk"):
        limit = ledger.month.on_time_until
        values: dict = {}
        if draw.random() < 0.2:
            limit += dt.timedelta(days=2)
            values = {
                "extended_on_time_until": limit,
                "extended_locks_at": ledger.month.locks_at + dt.timedelta(days=2),
            }
        if draw.random() < 0.8:
            # At the very instant of the limit it is late already.
            at = limit + draw.choice([dt.timedelta(hours=draw.randint(-80, 60)), dt.timedelta(0)])
            values |= {
                "status": Status.SUBMITTED,
                "revision": 1,
                "receipt": "ABC234",
                "submitted_by": district.secretary,
                "first_submitted_at": at,
                "submitted_at": at,
            }
            if draw.random() < 0.15:
                values["excepted_at"] = at
            if draw.random() < 0.7:
                values["township_passed_at"] = at + dt.timedelta(days=1)
                if draw.random() < 0.6:
                    values |= {"district_passed_at": at + dt.timedelta(days=2), "status": Status.PASSED}
            _verdicts(draw, district, ledger, at)
        Ledger.objects.filter(pk=ledger.pk).update(**values)


def _verdicts(draw: random.Random, district: District, ledger: Ledger, at: dt.datetime) -> None:
    reasons = draw.sample(list(Reason), draw.randint(0, 3))
    lost = {f"item{number}": {"points": 2, "reason": reason} for number, reason in enumerate(reasons)}
    common = {"ledger": ledger, "revision": 1, "outcome": Outcome.PASS, "at": at}
    score = 100 - 2 * len(lost)
    Verdict.objects.create(level=ReviewLevel.TOWNSHIP, score=score, lost=lost, by=district.reviewer, **common)
    if draw.random() < 0.5:
        Verdict.objects.create(
            level=ReviewLevel.DISTRICT, score=90, agrees=draw.random() < 0.6, by=district.district_reviewer, **common
        )


def _premises(draw: random.Random, district: District) -> None:
    for branch in district.branches:
        for _look in range(draw.randint(0, 4)):
            level = draw.choice(list(CheckLevel))
            day = dt.date(2026, draw.randint(7, 11), draw.randint(1, 10))
            FacilityCheck.objects.filter(organisation=branch, level=level, state=CheckState.DRAFT).delete()
            check = FacilityCheck.objects.create(
                organisation=branch,
                version=VERSION,
                level=level,
                begun_at=local("2026-07-01 09:00"),
                begun_by=district.lead,
            )
            gaps = 0
            for item in items_of(VERSION):
                has_gap = draw.random() < 0.2
                gaps += has_gap
                CheckLine.objects.create(
                    made_in=check,
                    item=item.code,
                    measures={"x": 1},
                    gaps=["差"] if has_gap else [],
                    by=district.lead,
                    at=check.begun_at,
                )
            # Now and then a look is entered later than one that was made after it.
            done_at = local(f"{day} 10:00") + dt.timedelta(minutes=draw.randint(0, 300), days=draw.choice([0, 0, 40]))
            FacilityCheck.objects.filter(pk=check.pk).update(
                state=CheckState.DONE,
                done_on=day,
                done_at=done_at,
                done_by=district.lead,
                score=100 - gaps,
                met=9 - gaps,
                is_standard=not gaps,
                valid_until=day + dt.timedelta(days=365) if level == CheckLevel.STATION else None,
            )


def _income(draw: random.Random, district: District) -> None:
    for branch in district.branches:
        for year in YEARS:
            if draw.random() < 0.2:
                continue
            items = [item for _label, group in regime_of(year).groups for item in group]
            sources = [item for item in items if item not in EXPENSE]
            book = IncomeBook.objects.create(organisation=branch, year=year)
            for _entry in range(draw.randint(1, 8)):
                item = draw.choice(items if draw.random() < 0.3 else sources)
                IncomeEntry.objects.create(
                    book=book,
                    month=dt.date(year, draw.randint(1, 12), 1),
                    item=item,
                    # Now and then exactly the line: it is not past it.
                    cents=draw.choice([10_000_000, draw.randint(1, 9_000_000)]),
                    is_once=item in ONCE and draw.random() < 0.3,
                    by=district.secretary,
                    at=local("2026-11-01 09:00"),
                )
            if draw.random() < 0.4:
                taken = set(IncomeEntry.objects.filter(book=book).values_list("item", flat=True))
                item = draw.choice([each for each in sources if each not in taken])
                IncomeEntry.objects.create(
                    book=book,
                    origin=Origin.IMPORT,
                    item=item,
                    cents=draw.randint(1, 9_000_000),
                    by=district.secretary,
                    at=local("2026-11-01 09:00"),
                )


def _cadres(draw: random.Random, district: District) -> None:
    townships = {township.path: township for township in (district.township, district.other_township)}
    for branch in district.branches:
        cadre = make_cadre(district, branch)
        for month in (dt.date(2026, 9, 1), dt.date(2026, 10, 1)):
            if draw.random() < 0.2:
                continue
            is_public = draw.random() < 0.8
            halves = draw.random() < 0.4
            roster = Roster.objects.create(
                organisation=branch,
                township=townships[branch.parent_path],
                month=month,
                status=RosterStatus.PUBLISHED if is_public else RosterStatus.DRAFT,
                shifts=2 if halves else 1,
                seed="x",
                made_at=local("2026-08-20 09:00"),
                published_at=local("2026-08-21 09:00") if is_public else None,
                published_by=district.secretary if is_public else None,
            )
            shifts = [Shift.MORNING, Shift.AFTERNOON] if halves else [Shift.DAY]
            Duty.objects.bulk_create(
                Duty(
                    roster=roster,
                    organisation=branch,
                    date=month.replace(day=day),
                    shift=shift,
                    main=cadre,
                    confirmed_at=roster.made_at,
                    confirmed_by=district.secretary,
                )
                for day in range(1, last_day(month).day + 1)
                for shift in shifts
                if is_public or draw.random() < 0.8  # what is published has no hole
            )
        for body in draw.sample(list(Body), 2):
            for number in range(1, draw.randint(2, 4)):
                until = dt.date(2026 + 2 * number - 1, draw.randint(1, 12), 15)
                Term.objects.create(
                    organisation=branch, body=body, number=number, since=until - dt.timedelta(days=1500), until=until
                )
