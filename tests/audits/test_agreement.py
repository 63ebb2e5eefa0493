"""The statistics of agreement against published examples and against their own definitions."""

import math
import random
from collections import Counter
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.agreement import (
    Stratum,
    kappa,
    kappa_error,
    mean_interval,
    stratified_rate,
    student_quantile,
    wilson,
)

counts = st.integers(0, 400)
two_by_two = st.tuples(counts, counts, counts, counts).map(lambda n: [[n[0], n[1]], [n[2], n[3]]])


# --- Wilson ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_agrees_with_newcombe_1998(part, whole, low, high):
    found = wilson(part, whole)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_there_is_no_rate_of_nothing():
    assert wilson(0, 0) is None


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_rate_lies_in_its_interval_and_the_interval_between_nothing_and_all(pair):
    part, whole = pair
    found, other = wilson(part, whole), wilson(whole - part, whole)

    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high
    assert math.isclose(found.low, 1 - other.high, abs_tol=1e-9)


# --- κ ---------------------------------------------------------------------------------------------------------
def test_kappa_of_the_usual_example():
    assert math.isclose(kappa([[20, 5], [10, 15]]).value, 0.4)


def test_kappa_of_cohen_1960():
    """Table 1: two clinicians, 200 patients, personality disorder, neurosis, psychosis."""
    assert round(kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]]).value, 3) == 0.492


def test_kappa_and_its_error_of_fleiss_1981():
    """Table 13.1: 100 patients, psychotic, neurotic, organic; the text gives κ = 0.68 and from that SE 0.087."""
    value, error = kappa_error([[75, 1, 4], [5, 4, 1], [0, 0, 10]])

    assert round(value, 2) == 0.68
    assert math.isclose(error, 0.087, abs_tol=0.001)


@pytest.mark.parametrize("table", [[[20, 5], [10, 15]], [[90, 3], [4, 3]], [[88, 14, 18], [10, 40, 10], [2, 6, 12]]])
def test_the_error_is_what_the_delta_method_gives(table):
    """The published formula against derivatives taken in small steps and the covariances of a multinomial."""
    size, total = len(table), sum(map(sum, table))
    cells = [count / total for row in table for count in row]

    def of(shares) -> float:
        agreed = sum(shares[i * size + i] for i in range(size))
        rows = [sum(shares[i * size : (i + 1) * size]) for i in range(size)]
        columns = [sum(shares[i::size]) for i in range(size)]
        chance = sum(r * c for r, c in zip(rows, columns, strict=True)) / sum(shares) ** 2
        return (agreed / sum(shares) - chance) / (1 - chance)

    step = 1e-6
    slopes = []
    for i in range(len(cells)):
        up, down = list(cells), list(cells)
        up[i] += step
        down[i] -= step
        slopes.append((of(up) - of(down)) / (2 * step))
    centre = sum(p * g for p, g in zip(cells, slopes, strict=True))
    variance = sum(p * (g - centre) ** 2 for p, g in zip(cells, slopes, strict=True)) / total

    assert math.isclose(kappa_error(table)[1], math.sqrt(variance), rel_tol=1e-5)


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[30, 0], [0, 0]], [[0, 0], [0, 7]]])
def test_kappa_is_undefined_where_chance_explains_everything(table):
    assert kappa(table) is None


def test_kappa_is_nothing_beyond_chance_when_one_of_them_never_varies():
    """All that reaches the district was passed: on pass or return alone κ would always be this."""
    found = kappa([[27, 3], [0, 0]])

    assert (found.value, found.low, found.high) == (0, None, None)


@given(two_by_two)
def test_kappa_stays_between_its_bounds_and_does_not_care_who_is_first(table):
    found = kappa(table)
    turned = kappa([list(row) for row in zip(*table, strict=True)])

    if found is None:
        assert turned is None
        return
    assert -1 <= found.value <= 1 + 1e-9
    assert math.isclose(found.value, turned.value, abs_tol=1e-9)
    if found.low is not None and turned.low is not None:
        assert -1 <= found.low <= found.value <= found.high <= 1
        assert math.isclose(found.high, turned.high, abs_tol=1e-6)


@given(st.integers(1, 300), st.integers(1, 300))
def test_kappa_of_those_who_always_agree_is_one(some, others):
    assert math.isclose(kappa([[some, 0], [0, others]]).value, 1)


# --- Scores ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("degrees", "t"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (29, 2.045), (30, 2.042), (100, 1.984)],
)
def test_student_agrees_with_the_printed_tables(degrees, t):
    assert round(student_quantile(0.95, degrees), 3) == t


def test_student_becomes_the_normal_distribution():
    assert math.isclose(student_quantile(0.95, 1000), student_quantile(0.95, 1001), abs_tol=0.003)


def test_the_mean_with_its_interval():
    """Ten differences worked by hand: mean 1, s = 2, t = 2.262, so ± 1.431."""
    values = [3, -1, 3, -1, 3, -1, 3, -1, 1, 1]
    spread = math.sqrt(32 / 9)
    found = mean_interval(Counter(values))

    assert found.value == 1
    assert math.isclose(found.high - 1, 2.262157 * spread / math.sqrt(10), rel_tol=1e-6)
    assert mean_interval({}) is None
    assert mean_interval({4: 1}).low is None


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=60))
def test_the_mean_lies_in_its_interval(values):
    found = mean_interval(Counter(values))

    assert found.low <= found.value <= found.high
    assert math.isclose(found.value, fmean(values), abs_tol=1e-9)
    reach = student_quantile(0.95, len(values) - 1) * stdev(values) / math.sqrt(len(values))
    assert math.isclose(found.high - found.value, reach, abs_tol=1e-9)


# --- Strata ----------------------------------------------------------------------------------------------------
def test_a_stratum_counts_by_its_size():
    """1 in 2 of ten, 0 in 2 of thirty: an eighth of forty, not a quarter."""
    found = stratified_rate([Stratum(10, 2, 1), Stratum(30, 2, 0)])

    assert math.isclose(found.value, 0.125)
    assert found.low < 0.125 < found.high


def test_what_was_seen_whole_is_known():
    found = stratified_rate([Stratum(10, 10, 3), Stratum(5, 5, 0)])

    assert found.low == found.value == found.high == 0.2
    assert stratified_rate([Stratum(10, 0, 0)]) is None


def test_no_case_found_is_not_certainty():
    assert stratified_rate([Stratum(100, 10, 0), Stratum(100, 10, 0)]).high > 0.1


def test_the_weighted_rate_hits_the_truth_on_average():
    """A thousand draws from townships as unlike as they come."""
    chance = random.Random(1)
    townships = [[1] * 12 + [0] * 12, [1] * 1 + [0] * 29, [0] * 8, [1] * 2 + [0] * 30]
    truth = sum(map(sum, townships)) / sum(map(len, townships))
    found = [
        stratified_rate(Stratum(len(t), 6, sum(chance.sample(t, 6))) for t in townships) for _number in range(1000)
    ]

    assert math.isclose(sum(each.value for each in found) / 1000, truth, abs_tol=0.01)
    assert sum(each.low <= truth <= each.high for each in found) > 900


@given(
    st.lists(
        st.integers(1, 40).flatmap(
            lambda n: st.integers(0, n).flatmap(lambda m: st.builds(Stratum, st.just(n), st.just(m), st.integers(0, m)))
        ),
        max_size=8,
    )
)
def test_a_weighted_rate_stays_between_nothing_and_all(strata):
    found = stratified_rate(strata)

    if any(stratum.looked_at for stratum in strata):
        assert 0 <= found.low <= found.value <= found.high <= 1
    else:
        assert found is None
