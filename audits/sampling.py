"""Draw the ledgers that the district re-reviews strictly (抽样复审): how many, how shared out, and which.

Pure: the same names, plan and seed give the same draw anywhere. Anyone can repeat it with a calculator for SHA-256:

1. The name of a ledger is its month and the code of its branch: 2026-10|361002111201.
2. The names of the list in alphabetical order, one a line without a line break at the end, have a SHA-256: the list's.
3. Each name gets the SHA-256 of: seed|SHA-256 of the list|name (UTF-8, hexadecimal in small letters).
4. In each township the names are put in the order of theirs, and the first n are drawn.

The list is fixed before anybody knows the seed, so that nobody can choose the draw by choosing one or the other.

Sources: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), 4.4 (size) and 5.5 (proportional shares); R. V. Krejcie and
D. W. Morgan, “Determining sample size for research activities”, Educational and Psychological Measurement 30 (1970).
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeVar

from audits.agreement import normal_quantile

K = TypeVar("K")


# --- How many --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SampleSize:
    """The number of ledgers to draw with the numbers on the way to it; shares are between 0 and 1."""

    population: int
    z: float
    margin: float
    share: float
    infinite: float  # n₀, for a list without end
    corrected: float  # with the correction for a finite list
    size: int


def sample_size(population: int, confidence: float, margin: float, share: float = 0.5) -> SampleSize:
    """Return how many of `population` to draw so that a rate is known to ± `margin` with probability `confidence`.

    n₀ = z² p (1 − p) ÷ e², then n = n₀ ÷ (1 + (n₀ − 1) ÷ N), rounded up; `share` is the rate expected, 0.5 when nothing
    is known, for which the sample is largest. Krejcie and Morgan's table is this formula for 95 % and ±5 %: 1000 → 278,
    5000 → 357 (they round to the nearest, this rounds up so that the margin is kept).

    Raises ValueError for shares outside 0–1 and an empty list.
    """
    if population < 1:
        raise ValueError("nothing to draw from")
    if not (0 < confidence < 1 and 0 < margin < 1 and 0 < share < 1):
        raise ValueError(f"not between 0 and 1: {confidence}, {margin}, {share}")
    z = normal_quantile(confidence)
    infinite = z**2 * share * (1 - share) / margin**2
    corrected = infinite / (1 + (infinite - 1) / population)
    # Below one the correction turns round (n₀ < 1): a single ledger is the least there is.
    size = min(population, max(1, math.ceil(round(corrected, 9))))
    return SampleSize(population, z, margin, share, infinite, corrected, size)


# --- How shared out --------------------------------------------------------------------------------------------
def shares_of(strata: Mapping[K, int], size: int, least: int) -> dict[K, int]:
    """Return how many to draw from each stratum (key → population): in proportion, at least `least` from each.

    A stratum smaller than `least` is drawn whole. The sum is exactly `size`, or what the least numbers add up to when
    that is more, and never more than there are. What proportion leaves over goes to the largest remainders, among
    equal ones to the larger stratum and then to the earlier one.
    """
    population = sum(strata.values())
    floors = {key: min(least, count) for key, count in strata.items()}
    size = min(population, max(size, sum(floors.values())))
    found: dict[K, int] = {}
    free = dict(strata)
    # Whoever's proportion is below the least number gets that number; the others share what is left.
    while True:
        left, among = size - sum(found.values()), sum(free.values())
        raised = [key for key, count in free.items() if Fraction(left * count, among or 1) < floors[key]]
        if not raised:
            break
        for key in raised:
            found[key] = floors[key]
            del free[key]
    quotas = {key: Fraction(left * count, among or 1) for key, count in free.items()}
    found |= {key: int(quota) for key, quota in quotas.items()}
    position = {key: number for number, key in enumerate(strata)}
    order = sorted(quotas, key=lambda key: (int(quotas[key]) - quotas[key], -strata[key], position[key]))
    for key in order[: size - sum(found.values())]:
        found[key] += 1
    return {key: found[key] for key in strata}


# --- Which -----------------------------------------------------------------------------------------------------
class Placed(NamedTuple):
    """A name's place in its stratum's order: the hash it was sorted by, its rank from 1, whether it is drawn."""

    digest: str
    rank: int
    is_drawn: bool


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def list_digest(names: Iterable[str]) -> str:
    """Return the SHA-256 of the list of `names`, in whatever order they come."""
    return digest_of("\n".join(sorted(names)))


def draw(names: Mapping[str, K], shares: Mapping[K, int], seed: str) -> dict[str, Placed]:
    """Return each name's place; `names` maps a name to its stratum, `shares` a stratum to how many are drawn."""
    salt = f"{seed}|{list_digest(names)}|"
    placed: dict[str, Placed] = {}
    ranks: dict[K, int] = dict.fromkeys(shares, 0)
    # Equal hashes are as good as impossible; the name decides so that the order is one in any case.
    for digest, name in sorted((digest_of(salt + name), name) for name in names):
        stratum = names[name]
        ranks[stratum] += 1
        placed[name] = Placed(digest, ranks[stratum], ranks[stratum] <= shares[stratum])
    return placed
