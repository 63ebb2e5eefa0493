"""A sample of the month under review, drawn yesterday evening and partly re-reviewed this morning."""

# i18n: data file

import datetime as dt
import random
from dataclasses import replace

from audits.enums import Outcome
from audits.selectors.samples import Wishes, drawable
from audits.selectors.township import township_verdicts
from audits.services.reviews import verdict_give
from audits.services.samples import sample_draw, sample_plan
from dashboards.demo import minutes
from dashboards.demo.people import Cast
from dashboards.demo.timeline import Timeline, at_time
from ledgers.models import Ledger, Month

SEED = "双色球2026135期 红球 03 08 11 19 26 31 蓝球 07"
LEFT = 4  # one in so many of the drawn ledgers is still to be judged, the first in any case
DIFFERING, RETURNED = 5, 17  # one in so many is judged otherwise, or goes back


def samples_fill(cast: Cast, draw: random.Random, line: Timeline) -> int:
    """Draw from what the townships have reported, judge most of it, and return how many were drawn."""
    month = Month.objects.select_related("district").get(district=cast.district, month=line.reviewed)
    if not drawable(month).exists():
        return 0
    officer = cast.named["fushen"]
    planned_at = min(at_time(line.day(1), 17, 30), line.at - dt.timedelta(minutes=50))
    wishes = replace(Wishes.of_rules(month), least=2)
    sample = sample_plan(month=month, wishes=wishes, townships=(), by=officer, at=planned_at)
    sample_draw(sample=sample, seed=SEED, by=officer, at=planned_at + dt.timedelta(minutes=25))
    ledgers = list(Ledger.objects.filter(sampled__sample=sample).order_by("branch__path"))
    township = township_verdicts(ledgers)
    for number, ledger in enumerate(ledgers, start=1):
        if number % LEFT == 1:
            continue
        at = max(line.moment(0, draw, (8, 10)), planned_at + dt.timedelta(minutes=30))
        if number % RETURNED == 0:
            _judge(ledger, Outcome.RETURN, township[ledger.pk].lost, minutes.DISTRICT_RETURN, draw, officer, at)
        elif number % DIFFERING == 0:
            comment = draw.choice(minutes.DISTRICT_COMMENTS)
            _judge(ledger, Outcome.PASS, township[ledger.pk].lost, comment, draw, officer, at)
        else:
            # Judged blind, and come to the same.
            _give(ledger, Outcome.PASS, township[ledger.pk].lost, "", officer, at)
    return len(ledgers)


def _judge(ledger: Ledger, outcome: str, theirs: dict, comment: str, draw: random.Random, by, at: dt.datetime) -> None:
    """Judge with what the township took off and one thing more."""
    code, points, reason, note = draw.choice([loss for loss in minutes.SMALL_LOSSES if loss[0] not in theirs])
    lost = theirs | {code: {"points": points, "reason": reason, "note": note}}
    _give(ledger, outcome, lost, comment, by, at)


def _give(ledger: Ledger, outcome: str, lost: dict, comment: str, by, at: dt.datetime) -> None:
    verdict_give(ledger=ledger, outcome=outcome, lost=lost, comment=comment, revision=ledger.revision, by=by, at=at)
