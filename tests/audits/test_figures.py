"""The month's figures, held against a plain count over the same rows, for random months."""

import datetime as dt
import json
import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from audits.enums import Outcome, Reason, ReviewLevel
from audits.models import Verdict
from audits.selectors.figures import COUNTS, month_figures
from branches.models import Organisation
from ledgers.enums import Status
from ledgers.models import Ledger
from tests.factories import make_branch, make_district, make_month, make_township, make_user

MINUTE = dt.timedelta(minutes=1)
# How the latest revision of a ledger may stand, and the status it then has; earlier revisions were returned.
ENDS = {
    "submitted": Status.SUBMITTED,
    "returned": Status.RETURNED,
    "district_returned": Status.RETURNED,
    "passed": Status.PASSED,
    "locked": Status.LOCKED,  # returned by the township and not mended before the lock
}
RETURNS = ["returned", "district_returned"]


def random_month(seed: int):
    """A month in which every ledger is in a random state that the chain can lead to."""
    chance = random.Random(seed)
    root = make_district()
    for i in range(chance.randint(1, 4)):
        township = make_township(root, f"第{i}镇")
        for j in range(chance.randint(1, 5)):
            make_branch(township, f"{i}{j}村委会")
    month = make_month(root)
    author, judges = make_user(), {level: make_user() for level in ReviewLevel}
    for ledger in Ledger.objects.filter(month=month):
        first = month.on_time_until + chance.choice((-2, -1, 0, 1)) * MINUTE
        revisions = chance.randint(0, 3)
        if not revisions:
            if chance.random() < 0.5:
                Ledger.objects.filter(pk=ledger.pk).update(status=Status.LOCKED, locked_at=month.locks_at)
            continue
        for revision in range(1, revisions + 1):
            ends = chance.choice(list(ENDS) if revision == revisions else RETURNS)
            by_district = ends in ("passed", "district_returned")
            if ends != "submitted":
                give(ledger, judges, ReviewLevel.TOWNSHIP, revision, by_district, chance)
            if by_district:
                give(ledger, judges, ReviewLevel.DISTRICT, revision, ends == "passed", chance)
        status = ENDS[ends]
        Ledger.objects.filter(pk=ledger.pk).update(
            status=status,
            revision=revisions,
            receipt=f"R{ledger.pk}",
            first_submitted_at=first,
            submitted_at=first,
            submitted_by=author,
            township_passed_at=first if status == Status.PASSED else None,
            district_passed_at=first if status == Status.PASSED else None,
            locked_at=month.locks_at if status == Status.LOCKED else None,
        )
    return month


def give(ledger, judges, level, revision, passes, chance) -> None:
    lost = {
        f"A{n}": {"points": chance.randint(1, 9), "reason": chance.choice(Reason.values)}
        for n in range(chance.randint(0, 3))
    }
    Verdict.objects.create(
        ledger=ledger,
        level=level,
        revision=revision,
        outcome=Outcome.PASS if passes else Outcome.RETURN,
        score=100 - sum(loss["points"] for loss in lost.values()),
        lost=lost,
        comment="" if passes else "请改",
        agrees=None if level == ReviewLevel.TOWNSHIP else chance.random() < 0.5,
        by=judges[level],
        at=ledger.month.locks_at,
    )


def oracle(month, township=None) -> dict:
    """Count again, ledger by ledger and question by question."""
    ledgers = Ledger.objects.filter(month=month)
    if township:
        ledgers = ledgers.filter(township=township)
    figures = dict.fromkeys(COUNTS, 0)
    scores = []
    for ledger in ledgers:
        verdicts = list(ledger.verdicts.all())
        figures["expected"] += 1
        if ledger.first_submitted_at is None:
            figures["not_received"] += 1
        else:
            figures["received"] += 1
            figures["on_time" if ledger.first_submitted_at < month.on_time_until else "late"] += 1
        figures["passed"] += ledger.district_passed_at is not None
        figures["returned_ever"] += any(verdict.outcome == "return" for verdict in verdicts)
        latest = [verdict for verdict in verdicts if verdict.revision == ledger.revision]
        figures["returned_now"] += any(verdict.outcome == "return" for verdict in latest)
        district = [verdict for verdict in verdicts if verdict.level == "district"]
        figures["rereviewed"] += len(district)
        figures["agreed"] += sum(verdict.agrees for verdict in district)
        if verdicts:
            figures["judged"] += 1
            newest = max(verdict.revision for verdict in verdicts)
            about_it = {verdict.level: verdict.score for verdict in verdicts if verdict.revision == newest}
            scores.append(about_it.get("district", about_it.get("township")))
    score = str((Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP)) if scores else None
    return figures | {"score": score}


@pytest.mark.parametrize("seed", range(12))
def test_a_random_month_counts_as_a_plain_loop_counts(db, seed):
    month = random_month(seed)

    figures = month_figures(month)

    wanted = oracle(month)
    assert {key: figures["total"][key] for key in wanted} == wanted
    for row in figures["townships"]:
        wanted = oracle(month, row["id"])
        assert {key: row[key] for key in wanted} == wanted
    assert json.loads(json.dumps(figures)) == figures


@pytest.mark.parametrize("seed", range(12, 24))
def test_townships_add_up_and_no_rate_leaves_0_to_100(db, seed):
    figures = month_figures(random_month(seed))

    for key in COUNTS:
        assert sum(row[key] for row in figures["townships"]) == figures["total"][key], key
    for row in [figures["total"], *figures["townships"]]:
        for key, value in row.items():
            if key.endswith("_rate") and value is not None:
                assert 0 <= Decimal(value) <= 100
        assert row["received"] + row["not_received"] == row["expected"]
        assert row["on_time"] + row["late"] == row["received"]
    for key in ("not_received", "late", "returned_now"):
        assert sum(len(group["villages"]) for group in figures[key]) == figures["total"][key]


def test_a_silent_township_has_its_row(district):
    district.submitted(district.branch)

    figures = month_figures(district.month)

    assert [(row["name"], row["expected"], row["received"]) for row in figures["townships"]] == [
        ("高坪镇", 2, 1),
        ("龙溪镇", 2, 0),
    ]
    assert figures["not_received"] == [
        {"township": "高坪镇", "villages": ["上聂村"]},
        {"township": "龙溪镇", "villages": ["竹溪村", "梅溪村"]},
    ]


def test_a_problem_that_both_levels_name_counts_once_for_the_branch(district):
    ledger = district.submitted(district.branch)
    lost = {"A1": {"points": 4, "reason": Reason.DUES}, "A2": {"points": 2, "reason": Reason.DUES}}
    for level, agrees in ((ReviewLevel.TOWNSHIP, None), (ReviewLevel.DISTRICT, True)):
        Verdict.objects.create(
            ledger=ledger, level=level, revision=1, outcome="pass", score=94, lost=lost, agrees=agrees,
            by=district.reviewer if agrees is None else district.district_reviewer, at=district.month.locks_at,
        )  # fmt: skip

    assert month_figures(district.month)["reasons"] == [
        {"reason": "dues", "label": "党费收缴不规范", "class": "规范", "branches": 1}
    ]


def test_the_number_of_queries_does_not_grow(district, django_assert_num_queries):
    with django_assert_num_queries(2):
        month_figures(district.month)
    Organisation.objects.filter(pk=district.other_township.pk).update(name="龙溪乡")
    for branch in district.branches:
        district.submitted(branch)
    with django_assert_num_queries(2):
        month_figures(district.month)


def test_figures_name_no_person(district):
    for branch in district.branches:
        district.submitted(branch)

    text = json.dumps(month_figures(district.month), ensure_ascii=False)

    assert not [name for name in ("马书记", "复审员", "高干事", "党员") if name in text]
