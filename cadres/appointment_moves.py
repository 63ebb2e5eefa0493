"""The one table of moves of a case of appointment, change or removal (任免备案). Pure; models and rules read it."""

from dataclasses import dataclass

from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import CaseState as S


@dataclass(frozen=True, slots=True)
class Move:
    """From which states to which one. Who leaves a post needs no joint review: that case is filed from its draft."""

    sources: tuple[str, ...]
    to: str


MOVES: dict[str, Move] = {
    A.SEND: Move((S.DRAFT,), S.VETTING),
    A.RENEW: Move((S.VETTING, S.RETURNED), S.VETTING),
    A.FILE: Move((S.DRAFT, S.VETTING, S.RETURNED), S.FILED),
    A.RETURN: Move((S.FILED,), S.RETURNED),
    A.AGREE: Move((S.FILED,), S.AGREED),
    A.DISAGREE: Move((S.FILED,), S.DISAGREED),
    A.APPOINT: Move((S.AGREED,), S.APPOINTED),
    A.DEPOSIT: Move((S.APPOINTED,), S.DEPOSITED),
    A.WITHDRAW: Move((S.DRAFT, S.VETTING, S.FILED, S.RETURNED), S.WITHDRAWN),
}
# Who says no, or asks for more, or starts again, says why.
NEEDS_REASON = (A.RENEW, A.RETURN, A.DISAGREE, A.WITHDRAW)
PAIRS = tuple(sorted({(source, move.to) for move in MOVES.values() for source in move.sources if source != move.to}))
