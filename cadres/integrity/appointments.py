"""What must hold among cadres, tenures and appointments beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "appointment {0} is {1} and its last step says {2}": """
        SELECT appointment.id, appointment.state, coalesce(last.to_state, 'none')
        FROM cadres_appointment appointment
        LEFT JOIN LATERAL (
            SELECT to_state FROM cadres_appointmentstep step
            WHERE step.case_id = appointment.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE appointment.state <> coalesce(last.to_state, 'none')
    """,
    "appointment {0} in village {1} is about cadre {2} of village {3}": """
        SELECT appointment.id, appointment.organisation_id, cadre.id, cadre.organisation_id
        FROM cadres_appointment appointment JOIN cadres_cadre cadre ON cadre.id = appointment.cadre_id
        WHERE appointment.organisation_id <> cadre.organisation_id
            AND appointment.state IN ('draft', 'vetting', 'filed', 'returned', 'agreed')
    """,
    "appointment {0} ends tenure {1} of another cadre": """
        SELECT appointment.id, tenure.id
        FROM cadres_appointment appointment JOIN cadres_tenure tenure ON tenure.id = appointment.tenure_id
        WHERE tenure.cadre_id <> appointment.cadre_id
    """,
    "appointment {0} is agreed with pending or outdated opinions or hard blocks: {1}": """
        SELECT appointment.id, count(DISTINCT opinion.id) + count(DISTINCT hit.id)
        FROM cadres_appointment appointment
        LEFT JOIN cadres_opinion opinion ON opinion.case_id = appointment.id
            AND (opinion.answer = '' OR opinion.valid_until < appointment.settled_on)
        LEFT JOIN cadres_hit hit ON hit.case_id = appointment.id AND hit.severity = 'block'
        WHERE appointment.state IN ('agreed', 'appointed', 'deposited')
        GROUP BY appointment.id HAVING count(opinion.id) + count(hit.id) > 0
    """,
    "appointment {0} has its paper {1} and cadre {2} got no tenure by it": """
        SELECT appointment.id, appointment.paper_number, appointment.cadre_id
        FROM cadres_appointment appointment
        WHERE appointment.state IN ('appointed', 'deposited') AND appointment.kind IN ('new', 'adjust', 'byelection')
            AND NOT EXISTS (
                SELECT FROM cadres_tenure tenure
                WHERE tenure.cadre_id = appointment.cadre_id AND tenure.kind = appointment.post
                    AND tenure.basis = 'filing' AND tenure.since = appointment.since
            )
    """,
    "opinion {0} of department {1} was asked about a village of another district": """
        SELECT opinion.id, department.id
        FROM cadres_opinion opinion
        JOIN branches_department department ON department.id = opinion.department_id
        JOIN branches_organisation county ON county.id = department.county_id
        JOIN cadres_appointment appointment ON appointment.id = opinion.case_id
        JOIN branches_organisation village ON village.id = appointment.organisation_id
        WHERE NOT starts_with(village.path, county.path)
    """,
    "opinion {0} was answered by {1}, who was no officer of department {2} on that day": """
        SELECT opinion.id, opinion.officer_id, opinion.department_id
        FROM cadres_opinion opinion
        WHERE opinion.officer_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM branches_membership held
            WHERE held.user_id = opinion.officer_id AND held.department_id = opinion.department_id
                AND held.since <= (opinion.answered_at AT TIME ZONE 'Asia/Shanghai')::date
        )
    """,
    "hit {0} of case {1} stands at an opinion of case {2}": """
        SELECT hit.id, hit.case_id, opinion.case_id
        FROM cadres_hit hit JOIN cadres_opinion opinion ON opinion.id = hit.opinion_id
        WHERE hit.case_id <> opinion.case_id
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row; the queries are set-based."""
    yield from failed_checks(CHECKS)
