"""What must hold among red-flag branches (红旗党支部) beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "red flag {0} has the name and no award": """
        SELECT flag.id FROM facilities_redflag flag
        WHERE flag.state IN ('named', 'withdrawn')
            AND NOT EXISTS (SELECT FROM facilities_redflagaward award WHERE award.flag_id = flag.id)
    """,
    "red flag award {0} is of another branch, level or year than its name {1}": """
        SELECT award.id, flag.id
        FROM facilities_redflagaward award JOIN facilities_redflag flag ON flag.id = award.flag_id
        WHERE (award.organisation_id, award.level, award.year) <> (flag.organisation_id, flag.level, flag.year)
    """,
    "red flag award {0} of {1} cents has {2} used": """
        SELECT award.id, award.cents, sum(used.cents)
        FROM facilities_redflagaward award
        JOIN facilities_awarduse used ON used.award_id = award.id AND used.withdrawn_at IS NULL
        GROUP BY award.id HAVING sum(used.cents) > award.cents OR award.paid_on IS NULL
    """,
    "red flag {0} was named while veto {1} stood": """
        SELECT flag.id, veto.id
        FROM facilities_redflag flag JOIN facilities_redflagveto veto ON veto.organisation_id = flag.organisation_id
        WHERE flag.named_on IS NOT NULL AND veto.withdrawn_at IS NULL AND veto.at < flag.named_on
            AND flag.named_on BETWEEN veto.since AND veto.until
    """,
    "red flag {0} of the city rests on {1}, which is no name of the district for the same branch": """
        SELECT city.id, base.id
        FROM facilities_redflag city JOIN facilities_redflag base ON base.id = city.rests_on_id
        WHERE base.level <> 'district' OR base.organisation_id <> city.organisation_id OR base.named_on IS NULL
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
