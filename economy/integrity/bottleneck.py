"""What must hold among policy bottlenecks beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "bottleneck {0} is {1} and its last step says {2}": """
        SELECT ticket.id, ticket.state, coalesce(last.to_state, 'none')
        FROM economy_bottleneck ticket
        LEFT JOIN LATERAL (
            SELECT to_state FROM economy_bottleneckstep step
            WHERE step.bottleneck_id = ticket.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE ticket.state <> coalesce(last.to_state, 'none')
    """,
    "bottleneck {0} of village {1} is about project {2} of another village": """
        SELECT ticket.id, ticket.organisation_id, project.id
        FROM economy_bottleneck ticket JOIN economy_project project ON project.id = ticket.project_id
        WHERE project.organisation_id <> ticket.organisation_id
    """,
    "bottleneck {0} was answered by {1}, who was no officer of department {2} on that day": """
        SELECT ticket.id, ticket.answered_by_id, ticket.department_id
        FROM economy_bottleneck ticket
        WHERE ticket.answered_by_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM branches_membership held
            WHERE held.user_id = ticket.answered_by_id AND held.department_id = ticket.department_id
                AND held.since <= ticket.answered_on
        )
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row; the queries are set-based."""
    yield from failed_checks(CHECKS)
