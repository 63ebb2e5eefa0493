"""What must hold among posts, pay and assessments beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "pay standard {0} of {1} asks for at least {2} cents and says {3}": """
        SELECT standard.id, standard.kind,
            ceil(base.income_cents * base.chief_percent / 1200.0)::bigint, standard.floor_cents
        FROM cadres_paystandard standard JOIN cadres_paybase base ON base.id = standard.base_id
        WHERE standard.kind IN ('party_secretary', 'director')
            AND standard.floor_cents <> ceil(base.income_cents * base.chief_percent / 1200.0)
    """,
    "pay base {0} belongs to organisation {1}, which is neither a district nor a township": """
        SELECT base.id, place.code
        FROM cadres_paybase base JOIN branches_organisation place ON place.id = base.organisation_id
        WHERE place.level NOT IN ('county', 'township')
    """,
    "allowances {0} and {1} of cadre {2} are of the same kind at the same time": """
        SELECT one.id, other.id, one.cadre_id
        FROM cadres_payallowance one
        JOIN cadres_payallowance other ON other.cadre_id = one.cadre_id AND other.kind = one.kind AND other.id > one.id
        WHERE one.withdrawn_at IS NULL AND other.withdrawn_at IS NULL
            AND one.since <= coalesce(other.until, 'infinity') AND other.since <= coalesce(one.until, 'infinity')
    """,
    "bonus {0} shares {1} cents and its parts are {2}": """
        SELECT bonus.id, bonus.pool_cents, coalesce(sum(share.cents), 0)
        FROM cadres_paybonus bonus LEFT JOIN cadres_paybonusshare share ON share.bonus_id = bonus.id
        GROUP BY bonus.id HAVING bonus.pool_cents <> coalesce(sum(share.cents), 0)
    """,
    "bonus {0} has a share of cadre {1} of another village": """
        SELECT bonus.id, cadre.id
        FROM cadres_paybonusshare share
        JOIN cadres_paybonus bonus ON bonus.id = share.bonus_id
        JOIN cadres_cadre cadre ON cadre.id = share.cadre_id
        WHERE cadre.organisation_id <> bonus.organisation_id
    """,
    "pay sheet {0} is {1} and its last step says {2}": """
        SELECT sheet.id, sheet.state, coalesce(last.to_state, 'none')
        FROM cadres_paysheet sheet
        LEFT JOIN LATERAL (
            SELECT to_state FROM cadres_paysheetstep step WHERE step.sheet_id = sheet.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE sheet.state <> coalesce(last.to_state, 'none')
    """,
    "pay sheet {0} numbered {1} corrections up to {2}": """
        SELECT sheet_id, count(*), max(number)
        FROM cadres_paycorrection GROUP BY sheet_id HAVING count(*) <> max(number)
    """,
    "correction {0} is of cadre {1}, who is not on the sheet": """
        SELECT correction.id, correction.cadre_id
        FROM cadres_paycorrection correction
        LEFT JOIN cadres_payline line ON line.sheet_id = correction.sheet_id AND line.cadre_id = correction.cadre_id
        WHERE line.id IS NULL
    """,
    "assessment {0} is {1} and its last step says {2}": """
        SELECT assessment.id, assessment.state, coalesce(last.to_state, 'none')
        FROM cadres_assessment assessment
        LEFT JOIN LATERAL (
            SELECT to_state FROM cadres_assessmentstep step
            WHERE step.assessment_id = assessment.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE assessment.state <> coalesce(last.to_state, 'none')
    """,
    "assessment line {0} has {1} ballots and {2} representatives were present": """
        SELECT line.id, line.excellent + line.competent + line.basic + line.unfit, assessment.present
        FROM cadres_assessmentline line JOIN cadres_assessment assessment ON assessment.id = line.assessment_id
        WHERE line.excellent + line.competent + line.basic + line.unfit > assessment.present
    """,
    "assessment {0} is confirmed and line {1} has no grade": """
        SELECT assessment.id, line.id
        FROM cadres_assessmentline line JOIN cadres_assessment assessment ON assessment.id = line.assessment_id
        WHERE assessment.state = 'confirmed' AND line.grade = ''
    """,
    "assessment line {0} is of cadre {1} of another village": """
        SELECT line.id, cadre.id
        FROM cadres_assessmentline line
        JOIN cadres_assessment assessment ON assessment.id = line.assessment_id
        JOIN cadres_cadre cadre ON cadre.id = line.cadre_id
        WHERE cadre.organisation_id <> assessment.organisation_id
    """,
    "tenure {0} ended as unfit and cadre {1} was found unfit {2} times": """
        SELECT tenure.id, tenure.cadre_id, count(line.id)
        FROM cadres_tenure tenure
        LEFT JOIN cadres_assessmentline line ON line.cadre_id = tenure.cadre_id AND line.ballot_grade = 'unfit'
        -- Before these records began, the years that ended a post stood on paper.
        WHERE tenure.end_reason = 'unfit' AND 2 <= (
            SELECT count(*) FROM cadres_assessment assessment
            WHERE assessment.organisation_id = tenure.organisation_id AND assessment.state = 'confirmed'
                AND assessment.held_on <= tenure.until
        )
        GROUP BY tenure.id HAVING count(line.id) < 2
    """,
    "audit {0} is of a term of another village": """
        SELECT audit.id FROM cadres_termaudit audit JOIN cadres_term term ON term.id = audit.term_id
        WHERE term.organisation_id <> audit.organisation_id
    """,
    "audit {0} has a conclusion and looked at {1} of six matters": """
        SELECT audit.id, count(finding.id)
        FROM cadres_termaudit audit LEFT JOIN cadres_auditfinding finding ON finding.audit_id = audit.id
        WHERE audit.done_on IS NOT NULL GROUP BY audit.id HAVING count(finding.id) <> 6
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row."""
    yield from failed_checks(CHECKS)
