"""What comes of ballots and the township's grade, who loses the post, who may write it down. No writes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from cadres.enums.assessment import GRADES, Grade
from config.lib.verdict import YES, Answer, No
from ledgers.rulebook.book import RuleBook

RANK = {grade: place for place, grade in enumerate(GRADES)}


def ballot_grade(excellent: int, competent: int, basic: int, unfit: int, book: RuleBook) -> Grade:
    """Return the grade that the representatives gave, by the shares the district has fixed."""
    ballots = excellent + competent + basic + unfit
    if unfit * 100 > ballots * book.value("assessment.unfit_votes"):
        return Grade.UNFIT
    if (excellent + competent) * 100 < ballots * book.value("assessment.fit_votes"):
        return Grade.BASIC
    if excellent * 100 >= ballots * book.value("assessment.excellent_votes"):
        return Grade.EXCELLENT
    return Grade.COMPETENT


def result(by_ballots: str, by_township: str) -> Grade:
    """Return the year's grade: the worse of the two."""
    return max((Grade(by_ballots), Grade(by_township)), key=RANK.__getitem__)


def excellent_most(assessed: int, book: RuleBook) -> int:
    """Return how many of `assessed` cadres of a township may be excellent, rounded down."""
    return int(assessed * book.value("assessment.excellent_share") // 100)


def ends_post(ballot_grades: Sequence[str], book: RuleBook) -> bool:
    """Tell whether a member of the village committee loses the post (村民委员会组织法 第三十三条).

    `ballot_grades` are those of the villagers' assessments, the latest last; years without a grade are left out before.
    What counts is how the villagers voted: the township's own grade takes nobody's elected post.
    """
    needed = book.value("assessment.unfit_in_row")
    return len(ballot_grades) >= needed and all(grade == Grade.UNFIT for grade in ballot_grades[-needed:])


def may_assess(by: User | None, village: Organisation) -> Answer:
    """The township writes down what the representatives voted, adds its grade and confirms."""
    if by is None or not by.may(Permission.CADRE_EDIT):
        return No(_("年度考核和经济责任审计由乡镇组织干事登记。"))
    if not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES
