"""The numbers on a township's tabs come from its report: they have to be those of the lists behind them."""

from audits.selectors.choice import Choice
from audits.selectors.queue import queue_counts, queue_rows
from audits.selectors.township import township_month
from audits.services.reviews import month_report, verdict_give, verdicts_pass
from branches.enums import Role
from ledgers.chain import ledgers_move
from ledgers.enums import Action
from ledgers.models import Ledger
from tests.factories import (
    OCTOBER,
    District,
    ledger_of,
    local,
    make_branch,
    make_month,
    make_roll,
    make_user,
    submit_ledger,
)

NEXT = OCTOBER.replace(month=11)
LATER = local("2026-12-02 09:00")


def township_in_every_state(district: District):
    """Return the month of a township with a ledger open, waiting, passed, returned, and two locked."""
    branches = [make_branch(district.township, f"{name}村委会") for name in "甲乙丙丁"]
    for branch in branches:
        make_roll(branch, 3)
        make_user(Role.SECRETARY, branch)
    month = make_month(district.root, NEXT)
    waiting, passed, returned, not_mended = (ledger_of(branch, month) for branch in branches)
    for ledger in (waiting, passed, returned, not_mended):
        submit_ledger(ledger, district.secretary_of(ledger.branch), LATER)
    verdicts_pass(revisions={passed.pk: 1}, by=district.reviewer, at=LATER)
    for ledger in (returned, not_mended):
        verdict_give(
            ledger=ledger, outcome="return", lost={}, comment="请改。", revision=1, by=district.reviewer, at=LATER
        )
    never = ledger_of(district.sibling, month)
    ledgers_move(ledgers=[not_mended.pk, never.pk], action=Action.LOCK, by=None, at=LATER)
    return month, waiting


def numbers(district, month):
    user = district.reviewer
    from_report = township_month(month, district.township).counts
    behind = {code: len(queue_rows(user, month, Choice(code), at=LATER)) for code in from_report}
    return from_report, behind, queue_counts(user, month, Choice(), at=LATER)


def test_each_tab_says_how_long_its_list_is(district):
    month, _waiting = township_in_every_state(district)

    from_report, behind, counted = numbers(district, month)

    assert from_report == {"waiting": 1, "returned": 2, "passed": 1, "missing": 2, "all": 6}
    assert from_report == behind == counted


def test_also_after_the_report(district):
    month, waiting = township_in_every_state(district)
    verdicts_pass(revisions={waiting.pk: 1}, by=district.reviewer, at=LATER)
    still_open = Ledger.objects.filter(month=month, township=district.township, status="open")
    ledgers_move(ledgers=list(still_open.values_list("pk", flat=True)), action=Action.LOCK, by=None, at=LATER)
    month_report(month=month, township=district.township, by=district.reviewer, at=LATER)

    from_report, behind, counted = numbers(district, month)

    assert from_report == {"waiting": 0, "returned": 2, "passed": 2, "missing": 2, "all": 6}
    assert from_report == behind == counted
