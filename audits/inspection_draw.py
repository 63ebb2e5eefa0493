"""The draw of the villages that a guidance station visits (指导站抽查): no database, no clock, the same anywhere.

Who knows the seed and the facts of the day of the draw can repeat it: weighted sampling without replacement after
Efraimidis and Spirakis (2006), with u taken from SHA-256(seed | branch code) and the key u^(1/w). Keys are compared
as ln(u)/w in decimal arithmetic, so that no machine's rounding decides.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, localcontext

RULE_VERSION = 1
PRECISION = 40
MOST_MONTHS_POINTS = 4
MONTHS_A_POINT = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a branch on the day of the draw; the counts are months among the recent ones.

    `months_since` is the time since the last finished visit, None for a branch that was never visited.
    """

    code: str
    township: str
    months_since: int | None = None
    late: int = 0
    locked: int = 0
    returned: int = 0
    yellow: int = 0
    red: int = 0


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody who visits; `barred` are the codes of the townships that are home to the person."""

    username: str
    barred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """All that a draw depends on beside the seed; it is kept with the seed."""

    candidates: tuple[Facts, ...]
    inspectors: tuple[Inspector, ...]
    days: tuple[dt.date, ...]
    count: int
    longest_months: int

    def as_json(self) -> dict:
        plain = asdict(self)
        return plain | {"days": [day.isoformat() for day in self.days]}

    @classmethod
    def from_json(cls, plain: Mapping) -> "Material":
        return cls(
            tuple(Facts(**facts) for facts in plain["candidates"]),
            tuple(Inspector(one["username"], tuple(one["barred"])) for one in plain["inspectors"]),
            tuple(dt.date.fromisoformat(day) for day in plain["days"]),
            plain["count"],
            plain["longest_months"],
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A visit as drawn: which branch, who goes, on which day."""

    code: str
    username: str
    day: dt.date


def weight(facts: Facts) -> int:
    """Return how heavily a branch weighs: 1, and more for what went wrong and for a long time without a visit."""
    if facts.months_since is None:
        waited = MOST_MONTHS_POINTS
    else:
        waited = min(facts.months_since // MONTHS_A_POINT, MOST_MONTHS_POINTS)
    return 1 + facts.late + 2 * facts.locked + facts.returned + facts.yellow + 3 * facts.red + waited


def is_overdue(facts: Facts, longest_months: int) -> bool:
    """Tell whether a branch has gone without a visit for so long that it goes before all others."""
    return facts.months_since is None or facts.months_since >= longest_months


def key(seed: str, code: str, heavy: int) -> Decimal:
    """Return ln(u)/w, which orders as u^(1/w) does; u is above 0 and below 1."""
    number = int.from_bytes(hashlib.sha256(f"{seed}|{code}".encode()).digest(), "big")
    with localcontext(prec=PRECISION):
        return (Decimal(2 * number + 1) / Decimal(2**257)).ln() / heavy


def sample(seed: str, candidates: Iterable[Facts], count: int, longest_months: int) -> list[Facts]:
    """Return `count` of the candidates, or all when there are fewer: those overdue first, each group by its keys."""
    ordered = sorted(
        candidates,
        key=lambda facts: (
            not is_overdue(facts, longest_months),
            -key(seed, facts.code, weight(facts)),
            facts.code,
        ),
    )
    return ordered[:count]


def reachable(material: Material) -> list[Facts]:
    """Return the candidates that at least one inspector may visit."""
    return [
        facts
        for facts in material.candidates
        if any(facts.township not in inspector.barred for inspector in material.inspectors)
    ]


def assign(seed: str, drawn: Sequence[Facts], inspectors: Sequence[Inspector]) -> dict[str, list[str]]:
    """Share the drawn branches out, username → codes: never the home township, loads as even as single moves make them.

    Each of `drawn` can be visited by one of `inspectors` (see `reachable`).
    """
    loads: dict[str, list[Facts]] = {inspector.username: [] for inspector in inspectors}
    barred = {inspector.username: inspector.barred for inspector in inspectors}

    def open_to(facts: Facts) -> list[str]:
        return [username for username in loads if facts.township not in barred[username]]

    # The hardest to place first; among equals the one with the fewest, then by lot.
    for facts in sorted(drawn, key=lambda facts: (len(open_to(facts)), facts.code)):
        chosen = min(open_to(facts), key=lambda who: (len(loads[who]), key(seed, f"{facts.code}/{who}", 1)))
        loads[chosen].append(facts)
    while move := _evening_move(loads, barred):
        facts, giver, taker = move
        loads[giver].remove(facts)
        loads[taker].append(facts)
    place = {facts.code: number for number, facts in enumerate(drawn)}
    return {who: sorted((facts.code for facts in mine), key=place.__getitem__) for who, mine in loads.items()}


def _evening_move(loads: dict[str, list[Facts]], barred: Mapping[str, tuple[str, ...]]):
    by_load = sorted(loads, key=lambda who: (len(loads[who]), who))
    for giver in reversed(by_load):
        for taker in by_load:
            if len(loads[giver]) < len(loads[taker]) + 2:
                break
            for facts in loads[giver]:
                if facts.township not in barred[taker]:
                    return facts, giver, taker
    return None


def draw(seed: str, material: Material) -> list[Drawn]:
    """Return the visits in the order of day, inspector and code; each inspector's are spread over all days."""
    chosen = sample(seed, reachable(material), material.count, material.longest_months)
    found = []
    for username, codes in assign(seed, chosen, material.inspectors).items():
        for number, code in enumerate(codes):
            found.append(Drawn(code, username, material.days[number * len(material.days) // len(codes)]))
    return sorted(found, key=lambda one: (one.day, one.username, one.code))


def seed_hash(seed: str) -> str:
    """Return what is shown of the seed while the list is sealed: with the seed itself anyone could draw early."""
    return hashlib.sha256(seed.encode()).hexdigest()


def list_hash(seed: str, drawn: Iterable[Drawn]) -> str:
    """Return the fingerprint of the sealed list. The seed is part of it, or a short list could be guessed."""
    lines = [seed, *(f"{one.day.isoformat()}|{one.code}|{one.username}" for one in drawn)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
