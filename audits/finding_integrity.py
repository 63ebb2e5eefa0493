"""What must hold among findings (问题清单) beyond the database's constraints."""

CHECKS = {
    "findings of district {0} in {1} have a gap: {2} given, the last is {3}": """
        SELECT series.district_id, series.year, count(finding.id), series.last
        FROM audits_findingseries series
        LEFT JOIN audits_finding finding ON finding.district_id = series.district_id AND finding.year = series.year
        GROUP BY series.id HAVING count(finding.id) <> series.last OR max(finding.serial) <> series.last
    """,
    "finding {0} belongs to another branch than its ledger": """
        SELECT finding.id FROM audits_finding finding JOIN ledgers_ledger ledger ON ledger.id = finding.ledger_id
        WHERE ledger.branch_id <> finding.branch_id
    """,
    "finding {0} stands at {1}, its last step led to {2}": """
        SELECT finding.id, finding.status, step.to_status
        FROM audits_finding finding
        LEFT JOIN LATERAL (
            SELECT to_status FROM audits_findingstep WHERE finding_id = finding.id ORDER BY id DESC LIMIT 1
        ) step ON true
        WHERE step.to_status IS DISTINCT FROM finding.status
    """,
    "finding {0} says it came back {1} times, its steps say {2}": """
        SELECT finding.id, finding.relapses, count(step.id)
        FROM audits_finding finding
        LEFT JOIN audits_findingstep step ON step.finding_id = finding.id AND step.action = 'reopen'
        GROUP BY finding.id HAVING count(step.id) <> finding.relapses
    """,
    "finding {0} lies outside its township or district": """
        SELECT finding.id FROM audits_finding finding
        JOIN branches_organisation branch ON branch.id = finding.branch_id
        JOIN branches_organisation township ON township.id = finding.township_id
        JOIN branches_organisation district ON district.id = finding.district_id
        WHERE NOT (starts_with(branch.path, township.path) AND starts_with(branch.path, district.path))
    """,
    "finding {0} is about absence {1} of another village": """
        SELECT finding.id, absence.id
        FROM audits_finding finding
        JOIN cadres_dutyabsence absence ON absence.id = finding.absence_id
        JOIN cadres_duty duty ON duty.id = absence.duty_id
        WHERE duty.organisation_id <> finding.branch_id
    """,
}
