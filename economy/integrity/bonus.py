"""What must hold among bonuses, contracts and plans."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "bonuses of income book {0} are {1} cents, {2} at most": """
        SELECT book.id, sum(line.cents), greatest(coalesce(book.base_cents, 0), 0) * coalesce(book.percent, 0) / 100
        FROM economy_incomebook book
        JOIN economy_bonusplan plan ON plan.book_id = book.id AND plan.state <> 'dropped'
        JOIN economy_bonusline line ON line.plan_id = plan.id
        GROUP BY book.id
        HAVING sum(line.cents) > greatest(coalesce(book.base_cents, 0), 0) * coalesce(book.percent, 0) / 100
    """,
    "bonus plan {0} is {1} and its last step says {2}": """
        SELECT plan.id, plan.state, coalesce(last.to_state, 'draft')
        FROM economy_bonusplan plan
        LEFT JOIN LATERAL (
            SELECT to_state FROM economy_bonusstep step WHERE step.plan_id = plan.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE plan.state <> coalesce(last.to_state, 'draft')
    """,
    "bonus plan {0} of village {1} rests on decision {2} of another village or matter": """
        SELECT plan.id, book.organisation_id, decision.id
        FROM economy_bonusplan plan
        JOIN economy_incomebook book ON book.id = plan.book_id
        JOIN ledgers_decision decision ON decision.id = plan.decision_id
        WHERE decision.branch_id <> book.organisation_id OR decision.matter <> 'bonus'
    """,
    "bonus plan {0} gives {1} cents, its decision {2} says {3}": """
        SELECT plan.id, sum(line.cents), plan.decision_id, coalesce(decision.amount_cents, 0)
        FROM economy_bonusplan plan
        JOIN economy_bonusline line ON line.plan_id = plan.id
        JOIN ledgers_decision decision ON decision.id = plan.decision_id
        WHERE plan.state NOT IN ('draft', 'dropped')
        GROUP BY plan.id, decision.id
        HAVING sum(line.cents) > coalesce(decision.amount_cents, 0)
    """,
    "bonus plan {0} gives a share to cadre {1} of another village": """
        SELECT plan.id, cadre.id
        FROM economy_bonusline line
        JOIN economy_bonusplan plan ON plan.id = line.plan_id
        JOIN economy_incomebook book ON book.id = plan.book_id
        JOIN cadres_cadre cadre ON cadre.id = line.cadre_id
        WHERE cadre.organisation_id <> book.organisation_id
    """,
    "contract {0} of village {1} rests on decision {2} of another village": """
        SELECT contract.id, contract.organisation_id, decision.id
        FROM economy_contract contract JOIN ledgers_decision decision ON decision.id = contract.decision_id
        WHERE decision.branch_id <> contract.organisation_id
    """,
    "income target {0} of {1} is no year of its plan, which begins in {2}": """
        SELECT target.id, target.year, plan.first_year
        FROM economy_incometarget target JOIN economy_incomeplan plan ON plan.id = target.plan_id
        WHERE target.year NOT BETWEEN plan.first_year AND plan.first_year + 2
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
