"""Premises in the demo: all villages have checked themselves, most were checked, one in eight falls short."""

# i18n: data file

import datetime as dt
import random

from django.utils import timezone

from branches.models import Organisation, User
from config.lib.months import same_day_later
from dashboards.demo.people import Cast
from dashboards.demo.pictures import Shelf
from dashboards.demo.timeline import at_time
from evidence.models import StoredFile
from facilities.checklist import VERSION, items_of
from facilities.enums.checks import CheckLevel, CheckState, Flag, Title
from facilities.models import CheckLine, FacilityCheck
from facilities.services.checks import check_begin, line_save
from facilities.six_haves import ItemVerdict, judge_item, total_of
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history

SHORTFALL = 8  # one village in so many has too small a house, or none of its own
LEVELS = {CheckLevel.SELF: 60, CheckLevel.TOWNSHIP: 40, CheckLevel.STATION: 15}  # so many days ago


def facilities_checks_fill(cast: Cast, shelf: Shelf, draw: random.Random, at: dt.datetime) -> int:
    """Write the checks of all villages in bulk, and an unfinished one in the showcase. Returns how many there are."""
    today = timezone.localdate(at)
    book = rule_history(cast.district).on(today)
    photos = _photos(cast, shelf, today)
    checks: list[FacilityCheck] = []
    lines: list[CheckLine] = []
    verified = inspectors_of(cast)
    for number, village in enumerate(cast.branches):
        measures = measures_of(number, draw, today)
        inspector = verified.get(village.parent_path)
        for level, days in LEVELS.items():
            if level == CheckLevel.TOWNSHIP and number % 10 == 9:
                continue
            if level == CheckLevel.STATION and (inspector is None or number % 3):
                continue
            by = _person(cast, village, level, inspector)
            day = today - dt.timedelta(days=days + number % 9)
            check, verdicts = _check(village, level, by, day, measures, book)
            checks.append(check)
            for verdict in verdicts:
                lines.append(
                    CheckLine(
                        made_in=check,
                        item=verdict.item.code,
                        measures=measures[verdict.item.code],
                        gaps=list(verdict.gaps),
                        points=verdict.points,
                        photo=photos.get(village.pk) if level == CheckLevel.SELF else None,
                        by=by,
                        at=check.done_at,
                    )
                )
    _write(checks, lines)
    _begin_again(cast, today, at)
    return FacilityCheck.objects.count()


def _write(checks: list[FacilityCheck], lines: list[CheckLine]) -> None:
    """Write the checks open, their lines, and only then finish them: lines of a finished check do not change."""
    finished = {id(check): {name: getattr(check, name) for name in FINISHED} for check in checks}
    for check in checks:
        for name in FINISHED:
            setattr(check, name, CheckState.DRAFT if name == "state" else None)
    FacilityCheck.objects.bulk_create(checks)
    CheckLine.objects.bulk_create(lines, batch_size=2000)
    for check in checks:
        for name, value in finished[id(check)].items():
            setattr(check, name, value)
    FacilityCheck.objects.bulk_update(checks, FINISHED, batch_size=500)


FINISHED = ("state", "done_on", "done_at", "done_by", "score", "met", "is_standard", "valid_until")


def inspectors_of(cast: Cast) -> dict[str, User]:
    """Return an inspector of the station for each township, by the township's path."""
    found = User.objects.filter(memberships__role="station_inspector").order_by("pk").distinct()
    by_station = {held.station_id: user for user in found for held in user.memberships.all() if held.station_id}
    covered = Organisation.objects.filter(station_coverage__isnull=False)
    return {
        township.path: by_station[station]
        for township, station in (
            (each, each.station_coverage.station_id) for each in covered.select_related("station_coverage")
        )
        if station in by_station
    }


def _person(cast: Cast, village: Organisation, level: str, inspector: User | None) -> User:
    if level == CheckLevel.SELF:
        return cast.secretaries[village.pk]
    if level == CheckLevel.STATION:
        return inspector
    township = next(each for each in cast.townships if village.path.startswith(each.path))
    return cast.reviewers[township.pk][0]


def _check(
    village: Organisation, level: str, by: User, day: dt.date, measures: dict, book: RuleBook
) -> tuple[FacilityCheck, list[ItemVerdict]]:
    verdicts = [judge_item(item, measures[item.code], book, day) for item in items_of(VERSION)]
    total = total_of(verdicts, book)
    moment = at_time(day, 16)
    until = same_day_later(day, int(book.value("facilities.verify_months"))) if level == CheckLevel.STATION else None
    check = FacilityCheck(
        organisation=village,
        version=VERSION,
        level=level,
        state=CheckState.DONE,
        begun_at=moment - dt.timedelta(hours=2),
        begun_by=by,
        done_on=day,
        done_at=moment,
        done_by=by,
        score=total.score,
        met=total.met,
        is_standard=total.is_standard,
        valid_until=until,
    )
    return check, verdicts


def measures_of(number: int, draw: random.Random, today: dt.date) -> dict[str, dict[str, int]]:
    """Return what is measured in the village with this number: one in eight falls short, others lack a thing."""
    is_short, lacks = number % SHORTFALL == 3, draw.random()
    title = draw.choice([Title.RENTED, Title.BORROWED, Title.OWNED]) if is_short else Title.OWNED
    return {
        "place": {
            "title": int(title),
            "floor": draw.randint(70, 160) if is_short else draw.randint(210, 520),
            "hall": draw.randint(15, 35) if is_short else draw.randint(42, 90),
            "room": draw.randint(20, 45) if is_short else draw.randint(52, 130),
            "danger": int(is_short and number % 5 == 0),
        },
        "equipment": {"seats": draw.randint(30, 80), "cabinet": 1, "screen": int(lacks > 0.04), "network": 1},
        "signs": {
            "roof": int(not is_short),
            "plates": 3,
            "plate": 240,
            "same": 1,
            "whereabouts": int(lacks < 0.97),
        },
        "flag": {"size": int(Flag.FOUR), "front": 1},
        "books": {"books": draw.randint(150, 900) if lacks > 0.9 else draw.randint(210, 900), "papers": 2},
        "rules": {"walls": draw.randint(8, 12), "oath": 1},
        "board": {"parts": 1, "fresh": (today - dt.timedelta(days=75 + number % 12)).toordinal()},
        "display": {"there": 1, "renewed": (today - dt.timedelta(days=76 + number % 20)).toordinal()},
        "square": {
            "area": draw.randint(300, 900) if lacks > 0.7 or is_short else draw.randint(1000, 3000),
            "usable": 1,
        },
    }


def built(day: dt.date) -> dict[str, dict[str, int]]:
    """Return what is measured in a village whose house was built anew: everything is there."""
    measures = measures_of(0, random.Random(8), day)
    measures["place"] = {"title": int(Title.OWNED), "floor": 320, "hall": 60, "room": 90, "danger": 0}
    measures["equipment"] = {"seats": 60, "cabinet": 1, "screen": 1, "network": 1}
    measures["signs"] = {"roof": 1, "plates": 3, "plate": 240, "same": 1, "whereabouts": 1}
    return measures | {"books": {"books": 400, "papers": 3}, "square": {"area": 1500, "usable": 1}}


def _photos(cast: Cast, shelf: Shelf, today: dt.date) -> dict[int, StoredFile]:
    """Return a photo for each village of the showcase."""
    found = {}
    for number, village in enumerate(cast.branches_of(cast.showcase)):
        by = cast.secretaries[village.pk]
        found[village.pk] = shelf.file(village, 4 + number % 4, by=by, at=at_time(today - dt.timedelta(days=60), 9))
    shelf.save()
    return found


def _begin_again(cast: Cast, today: dt.date, at: dt.datetime) -> None:
    """Let the showcase's first secretary be in the middle of a new self-check."""
    village = cast.branches_of(cast.showcase)[0]
    by = cast.secretaries[village.pk]
    check = check_begin(village=village, level=CheckLevel.SELF, by=by, at=at)
    for line in check.rests_on.lines.all()[:4]:
        line_save(check=check, item=line.item, measures=line.measures, by=by, at=at)
