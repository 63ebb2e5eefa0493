"""What must hold among projects that clear below-standard villages (清零) beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "upgrade project {0} of village {1} rests on census entry {2} of another": """
        SELECT project.id, project.organisation_id, census.id
        FROM facilities_upgradeproject project JOIN facilities_censusentry census ON census.id = project.census_id
        WHERE census.organisation_id <> project.organisation_id
    """,
    "upgrade project {0} lies outside its township": """
        SELECT project.id FROM facilities_upgradeproject project
        JOIN branches_organisation village ON village.id = project.organisation_id
        JOIN branches_organisation township ON township.id = project.township_id
        WHERE NOT starts_with(village.path, township.path)
    """,
    "upgrade project {0} rests on decision {1} of another village": """
        SELECT project.id, decision.id
        FROM facilities_upgradeproject project JOIN ledgers_decision decision ON decision.id = project.decision_id
        WHERE decision.branch_id <> project.organisation_id
    """,
    "upgrade project {0} has a budget of {1} cents and sources of {2}": """
        SELECT project.id, project.budget_cents, coalesce(sum(funding.cents), 0)
        FROM facilities_upgradeproject project LEFT JOIN facilities_funding funding ON funding.project_id = project.id
        WHERE project.state <> 'draft'
        GROUP BY project.id HAVING project.budget_cents <> coalesce(sum(funding.cents), 0)
    """,
    "upgrade project {0} has a budget of {1} cents and {2} paid": """
        SELECT project.id, project.budget_cents, sum(payment.cents)
        FROM facilities_upgradeproject project
        JOIN facilities_projectpayment payment ON payment.project_id = project.id AND payment.withdrawn_at IS NULL
        GROUP BY project.id HAVING sum(payment.cents) > project.budget_cents
    """,
    "census entry {0} is cleared and its project is not closed": """
        SELECT census.id FROM facilities_censusentry census
        LEFT JOIN facilities_upgradeproject project ON project.census_id = census.id
        WHERE (census.cleared_on IS NOT NULL) <> (coalesce(project.state, '') = 'closed')
    """,
    "census entry {0} rests on check {1}, which is of another village or found the standard reached": """
        SELECT census.id, made.id
        FROM facilities_censusentry census JOIN facilities_facilitycheck made ON made.id = census.found_in_id
        WHERE made.organisation_id <> census.organisation_id OR made.is_standard IS NOT FALSE OR made.level = 'self'
    """,
    "upgrade project {0} has photo {1} of another village": """
        SELECT photo.project_id, file.id
        FROM facilities_projectphoto photo
        JOIN facilities_upgradeproject project ON project.id = photo.project_id
        JOIN evidence_storedfile file ON file.id = photo.file_id
        WHERE file.organisation_id <> project.organisation_id
    """,
    "upgrade project {0} was accepted without an acceptance that passed": """
        SELECT project.id FROM facilities_upgradeproject project
        WHERE project.state IN ('accepted', 'closed') AND NOT EXISTS (
            SELECT FROM facilities_acceptance held WHERE held.project_id = project.id AND held.is_passed
        )
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
