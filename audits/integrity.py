"""What must hold among verdicts, reports, circulars and visits beyond the database's constraints."""

import hashlib
from collections.abc import Iterator

from audits import fair_integrity, integrity_remarks, integrity_samples
from audits.enums import CircularStatus
from audits.finding_integrity import CHECKS as FINDING_CHECKS
from audits.integrity_talks import TALK_CHECKS
from audits.models import Circular, InspectionSeal
from audits.selectors.inspections import recomputed_of
from config.lib.integrity import failed_checks

CHECKS = {
    "checklist {0} adds up to {1} points instead of 100": """
        SELECT version, sum(weight) FROM audits_checklist list
        JOIN audits_checklistitem item ON item.checklist_id = list.id
        GROUP BY version HAVING sum(weight) <> 100
    """,
    "verdict {0} judges revision {1} of a ledger that has {2}": """
        SELECT verdict.id, verdict.revision, ledger.revision
        FROM audits_verdict verdict JOIN ledgers_ledger ledger ON ledger.id = verdict.ledger_id
        WHERE verdict.revision > ledger.revision OR verdict.revision = 0
    """,
    "verdict {0} was given by the person who submitted the ledger": """
        SELECT verdict.id FROM audits_verdict verdict
        JOIN ledgers_submission submission
            ON submission.ledger_id = verdict.ledger_id AND submission.by_id = verdict.by_id
    """,
    "circular {0} belongs to another district than its month": """
        SELECT circular.id FROM audits_circular circular JOIN ledgers_month month ON month.id = circular.month_id
        WHERE circular.district_id <> month.district_id
    """,
    "quarterly circular {0} is on {1}, which does not end a quarter": """
        SELECT circular.id, month.month
        FROM audits_circular circular JOIN ledgers_month month ON month.id = circular.month_id
        WHERE circular.kind = 'quarter' AND extract(month FROM month.month)::int % 3 <> 0
    """,
    "correction {0} does not correct an issued circular of the same month": """
        SELECT correction.id
        FROM audits_circular correction JOIN audits_circular circular ON circular.id = correction.corrects_id
        WHERE circular.status <> 'issued' OR circular.kind = 'correction' OR circular.month_id <> correction.month_id
    """,
    "ledger {0} was judged by one person at both levels": """
        SELECT DISTINCT one.ledger_id FROM audits_verdict one
        JOIN audits_verdict other ON other.ledger_id = one.ledger_id AND other.by_id = one.by_id
            AND one.level = 'township' AND other.level = 'district'
    """,
    "ledger {0} passed at the district without a district verdict": """
        SELECT ledger.id FROM ledgers_ledger ledger
        WHERE ledger.district_passed_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM audits_verdict verdict
            WHERE verdict.ledger_id = ledger.id AND verdict.level = 'district' AND verdict.outcome = 'pass'
        )
    """,
    "plan {0} drew {1} villages and has {2} visits": """
        SELECT plan.id, plan.drawn, count(visit.id)
        FROM audits_inspectionplan plan LEFT JOIN audits_visit visit ON visit.plan_id = plan.id
        GROUP BY plan.id HAVING count(visit.id) <> plan.drawn
    """,
    "plan {0} has no seal": """
        SELECT plan.id FROM audits_inspectionplan plan
        WHERE NOT EXISTS (SELECT FROM audits_inspectionseal seal WHERE seal.plan_id = plan.id)
    """,
    "visit {0} was held against the ledger of another branch": """
        SELECT visit.id FROM audits_visit visit JOIN ledgers_ledger ledger ON ledger.id = visit.ledger_id
        WHERE ledger.branch_id <> visit.branch_id
    """,
    "visit {0} got a photo after it was finished": """
        SELECT DISTINCT visit.id FROM audits_visit visit JOIN audits_visitfile file ON file.visit_id = visit.id
        WHERE file.added_at > visit.finished_at
    """,
    "visit {0} lies outside the days of its plan": """
        SELECT visit.id FROM audits_visit visit JOIN audits_inspectionplan plan ON plan.id = visit.plan_id
        WHERE visit.day NOT BETWEEN plan.first_day AND plan.last_day
    """,
    "numbers of {0}〔{1}〕 have a gap: {2} given, the last is {3}": """
        SELECT series.prefix, series.year, count(circular.id), series.last
        FROM audits_numberseries series
        LEFT JOIN audits_circular circular ON circular.district_id = series.district_id
            AND circular.prefix = series.prefix AND circular.year = series.year
        GROUP BY series.id HAVING count(circular.id) <> series.last OR max(circular.serial) <> series.last
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row, and per issued file whose bytes are not the ones that were issued."""
    yield from failed_checks(CHECKS | FINDING_CHECKS | integrity_remarks.CHECKS)
    yield from fair_integrity.problems()
    yield from integrity_samples.problems()
    yield from failed_checks(TALK_CHECKS)
    for seal in InspectionSeal.objects.select_related("plan"):
        if not recomputed_of(seal, seal.plan).holds:
            yield f"plan {seal.plan_id}: the draw done again gives another list"
    for circular in Circular.objects.filter(status=CircularStatus.ISSUED):
        try:
            with circular.pdf.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield f"circular {circular.number}: the issued file is missing"
            continue
        if digest != circular.sha256:
            yield f"circular {circular.number}: the issued file is not the one that was issued"
