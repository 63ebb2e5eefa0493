"""What the pre-review finds in a branch's other records: dues, people on their way in, notices, decisions."""

import datetime as dt

from branches.calendar import holiday_overrides
from config.lib.months import last_day
from ledgers.models import Ledger
from ledgers.prechecks.decisions import check_decisions
from ledgers.prechecks.development import check_development
from ledgers.prechecks.dues import check_dues
from ledgers.prechecks.findings import Findings, Warning
from ledgers.prechecks.publication import check_publications
from ledgers.prechecks.standing import check_pace, check_standing
from ledgers.prechecks.transfers import check_transfers
from ledgers.publication_owed import PublicationFacts
from ledgers.rulebook.book import RuleHistory
from ledgers.selectors.decisions import branch_decision_records
from ledgers.selectors.development import development_facts
from ledgers.selectors.dues import dues_facts
from ledgers.selectors.standing import standing_facts, study_paces
from ledgers.selectors.transfers import transfer_facts


def record_warnings(
    ledger: Ledger, *, rules: RuleHistory, publications: PublicationFacts, today: dt.date
) -> list[Warning]:
    """Return what a careful reviewer would ask about the records beside the meetings, in a constant number of queries.

    `ledger` comes with its month and branch loaded. A month that is over is looked at as of its last day, by the rules
    of that day.
    """
    month = ledger.month.month
    day = min(today, last_day(month))
    findings = Findings(rules.on(day))
    check_dues(dues_facts([ledger.branch_id], ledger.month)[ledger.branch_id], findings)
    check_development(
        development_facts([ledger.branch_id], day)[ledger.branch_id],
        findings,
        rules=rules,
        month=month,
        day=day,
        holidays=holiday_overrides(),
    )
    check_publications(publications, findings)
    check_decisions(branch_decision_records(ledger.branch, day), findings, day=day)
    check_transfers(transfer_facts([ledger.branch_id], day)[ledger.branch_id], findings, day=day)
    check_standing(standing_facts([ledger.branch_id], day)[ledger.branch_id], findings)
    check_pace(study_paces(ledger.branch_id, findings.book), findings)
    return list(findings)
