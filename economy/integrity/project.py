"""What must hold among projects, their money and their decisions beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "project {0} is {1} and its last step says {2}": """
        SELECT project.id, project.state, coalesce(last.to_state, 'none')
        FROM economy_project project
        LEFT JOIN LATERAL (
            SELECT to_state FROM economy_projectstep step WHERE step.project_id = project.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE project.state <> coalesce(last.to_state, 'none')
    """,
    "the sources of project {0} add up to {2} and its budget is {1}": """
        SELECT project.id, project.budget_cents, coalesce(sum(fund.amount_cents), 0)
        FROM economy_project project LEFT JOIN economy_projectfund fund ON fund.project_id = project.id
        GROUP BY project.id HAVING project.budget_cents <> coalesce(sum(fund.amount_cents), 0)
    """,
    "project {0} with its budget of {1} was paid {2}": """
        SELECT project.id, project.budget_cents, sum(release.amount_cents)
        FROM economy_project project JOIN economy_projectrelease release ON release.project_id = project.id
        WHERE release.state IN ('asked', 'paid')
        GROUP BY project.id
        HAVING sum(release.amount_cents) > least(project.budget_cents, coalesce(project.settlement_cents, 9e18))
    """,
    "source {0} of {1} paid {2}": """
        SELECT fund.id, fund.amount_cents, sum(release.amount_cents)
        FROM economy_projectfund fund JOIN economy_projectrelease release ON release.fund_id = fund.id
        WHERE release.state IN ('asked', 'paid')
        GROUP BY fund.id HAVING sum(release.amount_cents) > fund.amount_cents
    """,
    "payment {0} of project {1} takes from a source of project {2}": """
        SELECT release.id, release.project_id, fund.project_id
        FROM economy_projectrelease release JOIN economy_projectfund fund ON fund.id = release.fund_id
        WHERE release.project_id <> fund.project_id
    """,
    "payment {0} was made for project {1}, which was never approved": """
        SELECT release.id, release.project_id FROM economy_projectrelease release
        WHERE release.state = 'paid' AND NOT EXISTS (
            SELECT FROM economy_projectstep step WHERE step.project_id = release.project_id AND step.action = 'approve'
        )
    """,
    "final payment {0} was made and decision {1} is {2}": """
        SELECT release.id, decision.id, decision.state
        FROM economy_projectrelease release
        JOIN economy_project project ON project.id = release.project_id
        JOIN ledgers_decision decision ON decision.id = project.decision_id
        WHERE release.is_final AND release.state = 'paid' AND decision.state <> 'done'
    """,
    "project {0} rests on decision {1} of another village": """
        SELECT project.id, decision.id
        FROM economy_project project JOIN ledgers_decision decision ON decision.id = project.decision_id
        WHERE decision.branch_id <> project.organisation_id
    """,
    "project {0} is distributed for {1} and is {2}": """
        SELECT project.id, shared.year, project.state
        FROM economy_projectreturn shared JOIN economy_project project ON project.id = shared.project_id
        WHERE project.state NOT IN ('sharing', 'ended')
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row; the queries are set-based."""
    yield from failed_checks(CHECKS)
