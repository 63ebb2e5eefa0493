"""Rules of appraisal (民主评议党员) and talks (谈心谈话)."""

# i18n: data file

from ledgers.rulebook.book import Kind, Rule
from ledgers.rulebook.national.ledger import BRANCH_REGULATION as SOURCE

RULES = (
    Rule(
        "life.talks_a_year",
        "每名党员每年至少谈心谈话几次",
        Kind.COUNT,
        1,
        "次",
        SOURCE,
        "第十九条",
        least=1,
        most=4,
    ),
    Rule(
        "life.excellent_one_in",
        "评为优秀的不超过参评正式党员的几分之一",
        Kind.COUNT,
        3,
        "分之一",
        SOURCE,
        "第十八条",
    ),
)
