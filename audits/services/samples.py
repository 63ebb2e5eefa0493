"""Plan, draw and give up the samples of the strict re-check (抽样复审)."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from audits.models import Sample, SampledLedger, SampleLine
from audits.sample_rules import may_cancel, may_draw, may_plan, seed_error, tidy_seed
from audits.sampling import draw, list_digest
from audits.selectors.samples import Wishes, drawable, name_of, plan_of, shares_in
from branches.models import User
from config.lib.verdict import Answer
from ledgers.chain import ledgers_lock
from ledgers.models import Month


class SampleRefused(Exception):
    """The sample cannot be planned, drawn or given up by this person now; the message says why."""


class SampleInvalid(Exception):
    """Something typed cannot be used; `errors` maps a field's name to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__("".join(errors.values()))


def _refuse_unless(answer: Answer) -> None:
    if not answer:
        raise SampleRefused(answer.reason)


@transaction.atomic
def sample_plan(
    *, month: Month, wishes: Wishes, townships: Collection[int], by: User, at: dt.datetime, reason: str = ""
) -> Sample:
    """Fix the list to draw from and how many each township gives; nobody knows the seed yet.

    The list holds the ledgers of `townships` (ids; none means all) that are reported, wait for the district, and were
    not drawn before. Raises SampleRefused, and SampleInvalid when a further round lacks its reason.
    """
    # Rounds of a month come one after the other, and no verdict is given while the list is written.
    month = Month.objects.select_for_update().select_related("district").get(pk=month.pk)
    ledgers_lock(list(drawable(month, townships).values_list("pk", flat=True)))
    rows = list(drawable(month, townships).values_list("pk", "township_id", "revision", "branch__code"))
    rounds = list(Sample.objects.filter(month=month).values_list("round", "drawn_at", "cancelled_at"))
    has_open_plan = any(drawn is None and cancelled is None for _round, drawn, cancelled in rounds)
    _refuse_unless(may_plan(by, month, has_open_plan=has_open_plan, waiting=len(rows)))
    if rounds and not reason.strip():
        raise SampleInvalid({"reason": _("这个月已经有过抽样，再抽一轮请写明原因。")})

    plan = plan_of(month, wishes, townships)
    sample = Sample.objects.create(
        month=month,
        round=max((number for number, *_rest in rounds), default=0) + 1,
        reason=reason.strip(),
        confidence=wishes.confidence,
        margin=wishes.margin,
        share=wishes.share,
        least=wishes.least,
        population=len(rows),
        size=plan.total,
        strata=plan.frozen(),
        list_sha256=list_digest(name_of(month, code) for *_row, code in rows),
        planned_by=by,
        planned_at=at,
    )
    SampleLine.objects.bulk_create(
        SampleLine(sample=sample, ledger_id=pk, township_id=township, revision=revision, name=name_of(month, code))
        for pk, township, revision, code in rows
    )
    return sample


@transaction.atomic
def sample_draw(*, sample: Sample, seed: str, by: User, at: dt.datetime) -> Sample:
    """Draw the ledgers of the frozen list with `seed`; afterwards the sample cannot be changed.

    Raises SampleRefused, and SampleInvalid for a seed that nobody could look up.
    """
    sample = Sample.objects.select_for_update(of=["self"]).select_related("month__district").get(pk=sample.pk)
    _refuse_unless(may_draw(by, sample))
    seed = tidy_seed(seed)
    if error := seed_error(seed):
        raise SampleInvalid({"seed": error})

    lines = list(sample.lines.all())
    placed = draw({line.name: line.township_id for line in lines}, shares_in(sample), seed)
    SampledLedger.objects.bulk_create(
        SampledLedger(
            line=line, sample=sample, ledger_id=line.ledger_id, revision=line.revision, rank=placed[line.name].rank
        )
        for line in lines
        if placed[line.name].is_drawn
    )
    sample.seed, sample.drawn_by, sample.drawn_at = seed, by, at
    sample.save(update_fields=["seed", "drawn_by", "drawn_at"])
    return sample


@transaction.atomic
def sample_cancel(*, sample: Sample, reason: str, by: User, at: dt.datetime) -> Sample:
    """Give up a plan from which nothing was drawn; its round keeps its number. Raises SampleRefused, SampleInvalid."""
    sample = Sample.objects.select_for_update(of=["self"]).select_related("month__district").get(pk=sample.pk)
    _refuse_unless(may_cancel(by, sample))
    if not reason.strip():
        raise SampleInvalid({"cancel_reason": _("请写明为什么撤销。")})
    sample.cancelled_by, sample.cancelled_at, sample.cancel_reason = by, at, reason.strip()
    sample.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason"])
    return sample
