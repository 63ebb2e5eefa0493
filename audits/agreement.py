"""How far two reviewers agree (审查质量): rates, Cohen's κ and score differences, each with its interval.

Pure: counts and scores in, figures out; nothing here knows the database. Wherever a figure cannot be computed it is
None, never a number that looks like one.

Sources:
- E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22 (1927).
- J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20 (1960).
- J. L. Fleiss, J. Cohen, B. S. Everitt, “Large sample standard errors of kappa and weighted kappa”, Psychological
  Bulletin 72 (1969), formula 13.
- W. G. Cochran, Sampling Techniques, 3rd ed. (1977), chapter 5: stratified sampling.
- M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4: Student's t.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

CONFIDENCE = 0.95
MANY = 1000  # degrees of freedom from which Student's t is the normal distribution to three decimals
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the ends of its confidence interval; the ends are None where there is no interval."""

    value: float
    low: float | None = None
    high: float | None = None


def normal_quantile(confidence: float) -> float:
    """Return z so that a normal variable lies within ±z with probability `confidence` (0.95 → 1.96)."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


# --- Rates -----------------------------------------------------------------------------------------------------
def wilson(part: float, whole: float, confidence: float = CONFIDENCE) -> Estimate | None:
    """Return the rate `part` of `whole` with Wilson's score interval; None when there is no whole.

    The interval never leaves 0–1 and says something also when all or none agree. `part` and `whole` may be fractions
    of cases, as an effective sample size is.

    Newcombe (Statistics in Medicine 17, 1998) prints 81 of 263 → 0.2553 to 0.3662, 0 of 20 → 0.0000 to 0.1611.
    """
    if not whole:
        return None
    rate = part / whole
    square = normal_quantile(confidence) ** 2
    centre = part + square / 2
    spread = math.sqrt(square * (part * (1 - rate) + square / 4))
    low, high = (centre - spread) / (whole + square), (centre + spread) / (whole + square)
    return Estimate(rate, max(0.0, min(rate, low)), min(1.0, max(rate, high)))


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum of a sample: how many units it has, how many were looked at, in how many of those it was found."""

    population: int
    looked_at: int
    found: int


def stratified_rate(strata: Iterable[Stratum], confidence: float = CONFIDENCE) -> Estimate | None:
    """Return the rate in the whole population, each stratum counted by its size; None when nothing was looked at.

    A township with a least number of draws weighs more in the sample than in the district; this takes it back
    (Cochran 1977, 5.3 and 5.6). Strata in which nothing was looked at are left out. The interval is Wilson's at the
    effective sample size, the size of a simple sample with the same variance, and a point when everything was seen.
    """
    seen = [stratum for stratum in strata if stratum.looked_at]
    population = sum(stratum.population for stratum in seen)
    if not population:
        return None
    rate = variance = 0.0
    for stratum in seen:
        weight, share = stratum.population / population, stratum.found / stratum.looked_at
        rate += weight * share
        if stratum.looked_at < stratum.population:
            # A single unit says nothing about the spread inside its stratum: the widest there can be is taken.
            spread = share * (1 - share) / (stratum.looked_at - 1) if stratum.looked_at > 1 else 0.25
            variance += weight**2 * (1 - stratum.looked_at / stratum.population) * spread
    rate = min(round(rate, 12), 1.0)
    if all(stratum.looked_at == stratum.population for stratum in seen):
        return Estimate(rate, rate, rate)
    inner = rate * (1 - rate)
    size = inner / variance if variance > ROUNDING and inner > ROUNDING else sum(s.looked_at for s in seen)
    return wilson(rate * size, size, confidence)


# --- Cohen's κ -------------------------------------------------------------------------------------------------
def kappa(table: Sequence[Sequence[int]], confidence: float = CONFIDENCE) -> Estimate | None:
    """Return Cohen's κ of a square table of counts, `table[first's category][second's category]`.

    κ is the agreement beyond chance: (po − pe) / (1 − pe). None when the table is empty, or when both put everything
    into the same category: then there is no disagreement that chance could have brought, and κ is 0 ÷ 0. The interval
    is κ ± z · SE with the large-sample standard error (Fleiss, Cohen and Everitt 1969), cut off at −1 and 1. There is
    none where the error is 0, as when one of the two never varies: that is no certainty.

    Examples: [[20, 5], [10, 15]] → 0.4; Cohen (1960, table 1) → 0.492; Fleiss (Statistical Methods for Rates and
    Proportions, 1981, table 13.1) → 0.68 with SE 0.087, which he reckons with κ rounded (0.0877 without).
    """
    error = kappa_error(table)
    if error is None:
        return None
    value, spread = error
    if spread < ROUNDING:
        return Estimate(value)
    reach = normal_quantile(confidence) * spread
    return Estimate(value, max(-1.0, value - reach), min(1.0, value + reach))


def kappa_error(table: Sequence[Sequence[int]]) -> tuple[float, float] | None:
    """Return κ and its standard error; None where κ is not defined (see `kappa`)."""
    total = sum(map(sum, table))
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    # In whole numbers: whether all lies in one category is a yes or no, not a matter of rounding.
    by_chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    if not total or by_chance == total**2:
        return None
    expected = by_chance / total**2
    observed = sum(table[i][i] for i in range(len(table))) / total
    value = (observed - expected) / (1 - expected)
    inside = 0.0
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            margins = (columns[i] + rows[j]) / total
            term = (1 - (rows[i] + columns[i]) / total * (1 - value)) if i == j else (1 - value) * margins
            inside += count / total * term**2
    inside -= (value - expected * (1 - value)) ** 2
    return value, math.sqrt(max(0.0, inside) / total) / (1 - expected)


# --- Differences of scores -------------------------------------------------------------------------------------
def student_within(t: float, degrees: int) -> float:
    """Return the probability that Student's t with `degrees` of freedom lies within ±`t` (A&S 26.7.3, 26.7.4)."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine = math.cos(angle)
    term = cosine if degrees % 2 else 1.0
    total = 0.0
    for step in range(2 if degrees % 2 else 1, degrees, 2):
        total += term
        term *= cosine**2 * step / (step + 1)
    series = math.sin(angle) * total
    return 2 / math.pi * (angle + series) if degrees % 2 else series


@lru_cache(maxsize=512)
def student_quantile(confidence: float, degrees: int) -> float:
    """Return t so that Student's variable lies within ±t with probability `confidence` (0.95, 10 → 2.228)."""
    low = normal_quantile(confidence)
    if degrees > MANY:
        return low
    high = 2 * low
    while student_within(high, degrees) < confidence:
        high *= 2
    while high - low > 1e-9 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if student_within(middle, degrees) < confidence else (low, middle)
    return high


def mean_interval(counts: Mapping[int, int], confidence: float = CONFIDENCE) -> Estimate | None:
    """Return the mean of whole numbers with Student's interval; `counts` maps a number to how often it occurs.

    None for no numbers, without an interval for a single one.
    """
    size = sum(counts.values())
    if not size:
        return None
    total = sum(value * times for value, times in counts.items())
    if size == 1:
        return Estimate(total)
    # In whole numbers, so that equal scores have no spread at all.
    spread = size * sum(value**2 * times for value, times in counts.items()) - total**2
    error = math.sqrt(spread / (size - 1)) / size
    reach = student_quantile(confidence, size - 1) * error
    return Estimate(total / size, total / size - reach, total / size + reach)
