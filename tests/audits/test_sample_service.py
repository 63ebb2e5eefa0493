"""Plan, draw, give up: what is fixed when, and what the database refuses."""

import hashlib

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audits.integrity import problems
from audits.models import Sample, SampledLedger, SampleLine, Verdict
from audits.selectors.samples import repeat
from audits.services.reviews import verdict_agree, verdicts_pass
from audits.services.samples import SampleInvalid, SampleRefused, sample_cancel, sample_draw
from ledgers.chain import MoveRefused
from ledgers.models import Ledger
from tests.audits.sample_samples import ALL, HOUR, SEED, TWO_OFF, drawn, drawn_of, judge, planned, reported
from tests.factories import NOW


def test_a_plan_fixes_the_list_before_there_is_a_seed(district):
    reported(district)

    sample = planned(district)

    assert (sample.round, sample.population, sample.size, sample.seed) == (1, 4, 3, "")
    names = sorted(f"2026-10|{branch.code}" for branch in district.branches)
    assert sorted(sample.lines.values_list("name", flat=True)) == names
    assert sample.list_sha256 == hashlib.sha256("\n".join(names).encode()).hexdigest()
    assert sum(stratum["size"] for stratum in sample.strata) == 3
    assert not SampledLedger.objects.exists()


def test_only_what_is_reported_and_not_judged_is_on_the_list(district):
    reported(district, township=district.township)
    district.submitted(district.other_branch)
    judge(district.ledger(district.sibling), district.district_reviewer)

    sample = planned(district, ALL)

    assert [line.ledger.branch for line in sample.lines.all()] == [district.branch]


def test_the_draw_follows_the_published_steps(district):
    reported(district)
    sample = planned(district)

    sample = sample_draw(sample=sample, seed=f"  {SEED} ", by=district.district_reviewer, at=NOW + 3 * HOUR)

    assert sample.seed == SEED
    by_hand = set()
    for stratum in sample.strata:
        own = list(sample.lines.filter(township=stratum["township"]).values_list("name", flat=True))
        own.sort(key=lambda name: hashlib.sha256(f"{SEED}|{sample.list_sha256}|{name}".encode()).hexdigest())
        by_hand |= set(own[: stratum["size"]])
    assert set(sample.drawn_ledgers.values_list("line__name", flat=True)) == by_hand
    assert repeat(sample).is_same
    assert list(problems()) == []


@pytest.mark.parametrize(
    ("seed", "said"), [("12", "至少 6 个字"), ("没有号码的种子", "公开的号码"), ("1" * 201, "最多 200 个字")]
)
def test_a_seed_can_be_looked_up(district, seed, said):
    reported(district)
    sample = planned(district)

    with pytest.raises(SampleInvalid, match=said):
        sample_draw(sample=sample, seed=seed, by=district.district_reviewer, at=NOW + 3 * HOUR)


def test_a_sample_is_drawn_once(district):
    reported(district)
    sample = drawn(district)

    with pytest.raises(SampleRefused, match="已经抽过"):
        sample_draw(sample=sample, seed="另一个种子123", by=district.district_reviewer, at=NOW + 5 * HOUR)
    with pytest.raises(SampleRefused, match="已经抽过"):
        sample_cancel(sample=sample, reason="不喜欢", by=district.district_reviewer, at=NOW + 5 * HOUR)


@pytest.mark.parametrize("person", ["reviewer", "checker", "leader", "secretary"])
def test_only_the_districts_reviewer_draws(district, person):
    reported(district)
    sample = planned(district)

    with pytest.raises(SampleRefused, match="复审员"):
        sample_draw(sample=sample, seed=SEED, by=getattr(district, person), at=NOW + 3 * HOUR)


def test_one_plan_at_a_time_and_a_further_round_says_why(district):
    reported(district, township=district.township)
    planned(district)
    with pytest.raises(SampleRefused, match="冻结了还没有抽"):
        planned(district, reason="再来")
    first = Sample.objects.get()
    sample_draw(sample=first, seed=SEED, by=district.district_reviewer, at=NOW + 3 * HOUR)
    reported(district, township=district.other_township)
    with pytest.raises(SampleInvalid, match="写明原因"):
        planned(district)

    second = drawn(district, ALL, reason="龙溪镇后来报送")

    assert second.round == 2
    assert not {ledger.pk for ledger in drawn_of(first)} & {ledger.pk for ledger in drawn_of(second)}


def test_a_round_may_take_some_townships_only(district):
    reported(district)

    sample = drawn(district, ALL, townships=[district.other_township.pk])

    assert {ledger.township for ledger in drawn_of(sample)} == {district.other_township}


def test_a_plan_is_given_up_with_a_reason_and_keeps_its_number(district):
    reported(district)
    sample = planned(district)
    with pytest.raises(SampleInvalid):
        sample_cancel(sample=sample, reason=" ", by=district.district_reviewer, at=NOW + 3 * HOUR)

    sample_cancel(sample=sample, reason="漏了一个镇", by=district.district_reviewer, at=NOW + 3 * HOUR)

    assert planned(district, reason="重新计划").round == 2


def test_without_reported_ledgers_there_is_nothing_to_plan(district):
    with pytest.raises(SampleRefused, match="没有可以抽的台账"):
        planned(district)


# --- What the database holds -----------------------------------------------------------------------------------
def refused(work) -> None:
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        work()


def test_a_drawn_sample_cannot_be_touched(district):
    reported(district)
    sample = drawn(district)
    line = sample.lines.filter(drawn=None).get()

    refused(lambda: Sample.objects.filter(pk=sample.pk).update(seed="换一个种子99"))
    refused(lambda: Sample.objects.filter(pk=sample.pk).delete())
    refused(lambda: sample.drawn_ledgers.all().delete())
    refused(lambda: sample.drawn_ledgers.update(rank=9))
    refused(lambda: sample.lines.update(name="2026-10|000"))
    refused(lambda: SampledLedger.objects.create(line=line, sample=sample, ledger=line.ledger, revision=1, rank=2))
    refused(
        lambda: SampleLine.objects.create(
            sample=sample, ledger=line.ledger, township=line.township, revision=1, name="2026-10|999"
        )
    )


def test_a_plan_cannot_be_changed_before_the_draw_either(district):
    reported(district)
    sample = planned(district)

    refused(lambda: Sample.objects.filter(pk=sample.pk).update(size=1))
    refused(lambda: Sample.objects.filter(pk=sample.pk).update(strata=[]))
    refused(lambda: Sample.objects.filter(pk=sample.pk).update(seed=SEED))
    refused(
        lambda: Sample.objects.filter(pk=sample.pk).update(
            seed=SEED, drawn_by=district.district_reviewer, drawn_at=sample.planned_at - HOUR
        )
    )
    refused(lambda: Sample.objects.filter(pk=sample.pk).update(cancelled_at=NOW))


def test_a_round_is_there_once(district):
    reported(district)
    sample = drawn(district)
    columns = {
        field.attname: getattr(sample, field.attname) for field in Sample._meta.concrete_fields if field.name != "id"
    }

    refused(lambda: Sample.objects.create(**columns))
    refused(lambda: Sample.objects.create(**columns | {"round": 2}))


# --- The bulk pass ---------------------------------------------------------------------------------------------
def test_drawn_ledgers_are_judged_one_by_one_and_the_rest_in_bulk(district):
    reported(district)
    sample = drawn(district)
    ours = {ledger.pk for ledger in drawn_of(sample)}
    everything = dict.fromkeys(Ledger.objects.values_list("pk", flat=True), 1)

    moved = verdicts_pass(revisions=everything, by=district.district_reviewer, at=NOW + 4 * HOUR)

    assert {ledger.pk for ledger in moved.done} == everything.keys() - ours
    assert {refusal.ledger.pk for refusal in moved.refused} == ours
    assert all("逐个复审" in refusal.reason for refusal in moved.refused)

    with pytest.raises(MoveRefused, match="独立复审"):
        verdict_agree(ledger=drawn_of(sample)[0], revision=1, by=district.district_reviewer, at=NOW + 4 * HOUR)
    # Who has not seen the township's verdict need not say why he differs from it.
    judge(drawn_of(sample)[0], district.district_reviewer, lost=TWO_OFF, comment="", at=NOW + 4 * HOUR)
    assert Verdict.objects.filter(level="district", ledger__in=ours, agrees=False).count() == 1


def test_nothing_on_a_frozen_list_is_passed_in_bulk_before_the_draw(district):
    reported(district)
    sample = planned(district)
    everything = dict.fromkeys(Ledger.objects.values_list("pk", flat=True), 1)

    moved = verdicts_pass(revisions=everything, by=district.district_reviewer, at=NOW + 3 * HOUR)
    assert not moved.done
    assert "抽取以后" in moved.refused[0].reason

    sample_cancel(sample=sample, reason="改日再抽", by=district.district_reviewer, at=NOW + 3 * HOUR)
    moved = verdicts_pass(revisions=everything, by=district.district_reviewer, at=NOW + 4 * HOUR)
    assert len(moved.done) == 4


def test_what_comes_back_mended_is_the_townships_to_pass_in_bulk(district):
    """The drawn version was judged; the next one is an ordinary ledger."""
    reported(district)
    sample = drawn(district)
    ledger = drawn_of(sample)[0]
    judge(ledger, district.district_reviewer, "return", at=NOW + 4 * HOUR)
    again = district.submitted(ledger.branch, at=NOW + 5 * HOUR)
    reviewer = district.reviewer if ledger.township == district.township else district.other_reviewer

    assert verdicts_pass(revisions={again.pk: 2}, by=reviewer, at=NOW + 6 * HOUR).done
    assert verdicts_pass(revisions={again.pk: 2}, by=district.district_reviewer, at=NOW + 7 * HOUR).done


# --- Repeating -------------------------------------------------------------------------------------------------
def test_the_repeat_finds_what_was_tampered_with(district):
    reported(district)
    sample = drawn(district)
    one = sample.drawn_ledgers.first()
    with pgtrigger.ignore("audits.SampledLedger:append_only"):
        one.delete()

    found = repeat(sample)
    told = " ".join(problems())

    assert f"sample {sample.pk} drew 2 ledgers instead of 3" in told
    assert f"sample {sample.pk}: the draw cannot be repeated" in told
    assert not found.is_same
    assert found.missing == [one.line.name]


def test_the_number_of_queries_does_not_depend_on_the_list(district):
    def queries(townships) -> int:
        with CaptureQueriesContext(connection) as captured:
            drawn(district, ALL, townships=townships, reason="分镇抽")
        return len(captured)

    reported(district)
    assert district.district_reviewer.hat  # looked up once for a person, not for a list
    with transaction.atomic():
        one = queries([district.township.pk])
        transaction.set_rollback(True)
    assert queries([]) == one
