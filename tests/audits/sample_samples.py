"""Months on the district's desk, and samples drawn from them."""

import datetime as dt
from decimal import Decimal

from audits.models import Sample, SampleLine
from audits.sampling import list_digest
from audits.selectors.samples import Wishes
from audits.services.reviews import month_report, verdict_give
from audits.services.samples import sample_draw, sample_plan
from ledgers.models import Ledger
from tests.factories import NOW, District

HOUR = dt.timedelta(hours=1)
SEED = "双色球2026135期 03 08 11 19 26 31 + 07"
# Four ledgers: 2.74, so three are drawn.
FEW = Wishes(Decimal(80), Decimal(25), Decimal(50), 1)
ALL = Wishes(Decimal(95), Decimal(5), Decimal(50), 3)
TWO_OFF = {"minutes": {"points": 2, "reason": "incomplete", "note": "缺列席人员"}}
FIVE_OFF = TWO_OFF | {"theme_day_content": {"points": 3, "reason": "theme", "note": ""}}


def judge(ledger: Ledger, by, outcome="pass", *, lost=None, comment="请改。", at=NOW + HOUR):
    return verdict_give(
        ledger=ledger, outcome=outcome, lost=lost or {}, comment=comment, revision=ledger.revision, by=by, at=at
    )


def reported(district: District, *, township=None, lost=None, at=NOW) -> None:
    """Bring the ledgers of a township, by default of both, to the district's desk."""
    for unit, reviewer in (
        (district.township, district.reviewer),
        (district.other_township, district.other_reviewer),
    ):
        if township in (None, unit):
            for branch in district.branches:
                if branch.path.startswith(unit.path):
                    judge(district.submitted(branch, at=at), reviewer, lost=lost, at=at + HOUR)
            month_report(month=district.month, township=unit, by=reviewer, at=at + HOUR)


def planned(district: District, wishes: Wishes = FEW, *, townships=(), reason="", at=NOW + 2 * HOUR) -> Sample:
    return sample_plan(
        month=district.month, wishes=wishes, townships=townships, reason=reason, by=district.district_reviewer, at=at
    )


def drawn(district: District, wishes: Wishes = FEW, *, seed: str = SEED, **plan) -> Sample:
    sample = planned(district, wishes, **plan)
    return sample_draw(sample=sample, seed=seed, by=district.district_reviewer, at=sample.planned_at + HOUR)


def drawn_of(sample: Sample) -> list[Ledger]:
    """The drawn ledgers as the district finds them, in the order of the tree."""
    return list(
        Ledger.objects.filter(sampled__sample=sample)
        .select_related("branch", "township", "desk", "month__district")
        .order_by("branch__path")
    )


def plan_by_hand(district: District) -> Sample:
    """A plan over the first branch's ledger where none has come as far as the district."""
    ledger = district.ledger()
    stratum = {"township": district.township.pk, "name": district.township.name, "population": 1, "size": 1}
    sample = Sample.objects.create(
        month=district.month,
        round=1,
        confidence=95,
        margin=5,
        share=50,
        least=1,
        population=1,
        size=1,
        strata=[stratum],
        list_sha256=list_digest([f"{district.month.key}|{ledger.branch.code}"]),
        planned_by=district.district_reviewer,
        planned_at=NOW,
    )
    SampleLine.objects.create(
        sample=sample,
        ledger=ledger,
        township=district.township,
        revision=ledger.revision,
        name=f"{district.month.key}|{ledger.branch.code}",
    )
    return sample
