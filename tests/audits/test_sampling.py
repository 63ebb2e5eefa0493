"""The size of a sample, its shares, and a draw that anybody can repeat."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.sampling import draw, list_digest, sample_size, shares_of

strata = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 60), max_size=12)


# --- How many --------------------------------------------------------------------------------------------------
def test_the_size_for_a_list_without_end():
    found = sample_size(10**9, 0.95, 0.05)

    assert round(found.infinite, 2) == 384.15
    assert found.size == 385


@pytest.mark.parametrize(("population", "size"), [(10, 10), (100, 80), (1000, 278), (5000, 357), (10_000, 370)])
def test_the_size_agrees_with_krejcie_and_morgan(population, size):
    assert sample_size(population, 0.95, 0.05).size == size


def test_a_rate_that_is_known_to_be_small_needs_less():
    assert sample_size(404, 0.95, 0.10).size == 78
    assert sample_size(404, 0.95, 0.10, 0.1).size == 32


@pytest.mark.parametrize("wrong", [(0, 0.95, 0.1, 0.5), (10, 1, 0.1, 0.5), (10, 0.95, 0, 0.5), (10, 0.95, 0.1, 0)])
def test_a_plan_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        sample_size(*wrong)


@given(st.integers(1, 20_000), st.sampled_from([0.8, 0.9, 0.95, 0.99]), st.floats(0.01, 0.3), st.floats(0.01, 0.99))
def test_no_more_than_there_are_and_at_least_one(population, confidence, margin, share):
    found = sample_size(population, confidence, margin, share)

    assert 1 <= found.size <= population
    assert found.size >= min(population, found.corrected) - 1e-6
    assert sample_size(population, confidence, margin, 0.5).size >= found.size


# --- How shared out --------------------------------------------------------------------------------------------
def test_shares_by_proportion_with_the_largest_remainders():
    assert shares_of({"a": 50, "b": 30, "c": 21}, 10, 1) == {"a": 5, "b": 3, "c": 2}
    # 4.75 + 3.56 + 1.69: what is left over goes to the remainders .75 and .69.
    assert shares_of({"a": 19, "b": 57, "c": 4}, 8, 0) == {"a": 2, "b": 6, "c": 0}
    assert shares_of({"a": 7, "b": 7, "c": 7}, 4, 1) == {"a": 2, "b": 1, "c": 1}


def test_a_small_township_gets_the_least_number_or_is_drawn_whole():
    assert shares_of({"a": 90, "b": 8, "c": 2}, 20, 3) == {"a": 15, "b": 3, "c": 2}
    assert shares_of({"a": 5, "b": 5}, 2, 4) == {"a": 4, "b": 4}


@given(strata, st.integers(0, 300), st.integers(0, 10))
def test_shares_add_up_and_keep_to_their_bounds(populations, size, least):
    found = shares_of(populations, size, least)
    floors = {key: min(least, count) for key, count in populations.items()}

    assert list(found) == list(populations)
    assert all(floors[key] <= found[key] <= populations[key] for key in populations)
    assert sum(found.values()) == min(sum(populations.values()), max(size, sum(floors.values())))


@given(strata, st.integers(0, 300))
def test_without_a_least_number_nobody_is_further_than_one_from_proportion(populations, size):
    found = shares_of(populations, size, 0)
    total = sum(populations.values())

    for key, count in populations.items():
        assert abs(found[key] - min(size, total) * count / total) < 1 if total else found[key] == 0


# --- Which -----------------------------------------------------------------------------------------------------
NAMES = {f"2026-10|3610021{township}{branch}": township for township in (11, 12) for branch in range(200, 220)}


def test_the_draw_is_the_one_that_is_written_down():
    """As a township would repeat it by hand, from the four steps at the head of the module."""
    seed = "双色球2026135期 03 08 11 19 26 31"
    of_list = hashlib.sha256("\n".join(sorted(NAMES)).encode()).hexdigest()
    by_hand = set()
    for township, wanted in ((11, 4), (12, 2)):
        own = [name for name in NAMES if NAMES[name] == township]
        own.sort(key=lambda name: hashlib.sha256(f"{seed}|{of_list}|{name}".encode()).hexdigest())
        by_hand |= set(own[:wanted])

    placed = draw(NAMES, {11: 4, 12: 2}, seed)

    assert {name for name, place in placed.items() if place.is_drawn} == by_hand
    assert sorted(place.rank for name, place in placed.items() if NAMES[name] == 11) == list(range(1, 21))


def test_the_order_of_the_list_does_not_matter_and_its_content_does():
    backwards = dict(reversed(NAMES.items()))
    fewer = dict(list(NAMES.items())[1:])

    assert draw(NAMES, {11: 4, 12: 2}, "种子") == draw(backwards, {11: 4, 12: 2}, "种子")
    assert list_digest(NAMES) != list_digest(fewer)


def test_every_ledger_has_the_same_chance():
    """Two thousand seeds: each of twenty is drawn a quarter of the time."""
    times = Counter()
    own = {name: township for name, township in NAMES.items() if township == 11}
    for number in range(2000):
        times.update(name for name, place in draw(own, {11: 5}, f"第{number}期").items() if place.is_drawn)

    assert len(times) == 20
    # χ² with 19 degrees of freedom stays below 43.8 in 99.9 % of such trials.
    assert sum((count - 500) ** 2 / (500 * 0.75) for count in times.values()) < 43.8


@given(st.text(min_size=1, max_size=40))
def test_as_many_are_drawn_as_planned(seed):
    placed = draw(NAMES, {11: 7, 12: 0}, seed)

    assert Counter(NAMES[name] for name, place in placed.items() if place.is_drawn) == Counter({11: 7})
