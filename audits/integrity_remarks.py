"""What must hold between verdicts and the remarks they use."""

CHECKS = {
    "remark use {0}: remark {1} is neither the district's nor the township's of the verdict": """
        SELECT use.id, remark.id FROM audits_remarkuse use
        JOIN audits_remark remark ON remark.id = use.remark_id
        JOIN audits_verdict verdict ON verdict.id = use.verdict_id
        JOIN ledgers_ledger ledger ON ledger.id = verdict.ledger_id
        JOIN ledgers_month month ON month.id = ledger.month_id
        WHERE remark.organisation_id NOT IN (ledger.township_id, month.district_id)
    """,
    "remark use {0}: the words of remark {1} do not stand in the verdict": """
        SELECT use.id, remark.id FROM audits_remarkuse use
        JOIN audits_remark remark ON remark.id = use.remark_id
        JOIN audits_verdict verdict ON verdict.id = use.verdict_id
        WHERE strpos(verdict.comment, remark.text) = 0 AND NOT EXISTS (
            SELECT FROM jsonb_each(verdict.lost) line WHERE strpos(line.value ->> 'note', remark.text) > 0
        )
    """,
}
