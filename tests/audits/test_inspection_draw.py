"""The draw of villages to visit: repeatable, fair, heavier where more went wrong."""

import datetime as dt
import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from audits.inspection_draw import (
    Facts,
    Inspector,
    Material,
    assign,
    draw,
    is_overdue,
    list_hash,
    reachable,
    sample,
    weight,
)

TOWNSHIPS = ("T1", "T2", "T3")
seeds = st.text("0123456789abcdef", min_size=8, max_size=32)
small = st.integers(0, 6)


@st.composite
def materials(draw_) -> Material:
    count = draw_(st.integers(1, 25))
    candidates = tuple(
        Facts(
            f"V{number:03}",
            draw_(st.sampled_from(TOWNSHIPS)),
            draw_(st.none() | st.integers(0, 40)),
            *(draw_(small) for _name in range(5)),
        )
        for number in range(count)
    )
    inspectors = tuple(
        Inspector(f"u{number}", tuple(sorted(draw_(st.sets(st.sampled_from(TOWNSHIPS), max_size=2)))))
        for number in range(draw_(st.integers(1, 4)))
    )
    days = tuple(dt.date(2026, 11, 2) + dt.timedelta(days=number) for number in range(draw_(st.integers(1, 5))))
    return Material(candidates, inspectors, days, draw_(st.integers(1, 30)), draw_(st.integers(3, 24)))


@given(seeds, materials())
def test_the_draw_is_repeatable_from_what_is_kept(seed, material):
    kept = Material.from_json(json.loads(json.dumps(material.as_json())))

    assert kept == material
    assert draw(seed, kept) == draw(seed, material)
    assert list_hash(seed, draw(seed, kept)) == list_hash(seed, draw(seed, material))


@given(seeds, materials())
def test_the_order_of_the_rows_does_not_matter(seed, material):
    turned = Material(
        material.candidates[::-1], material.inspectors, material.days, material.count, material.longest_months
    )

    assert draw(seed, turned) == draw(seed, material)


@given(seeds, materials())
def test_nobody_visits_the_own_home_township(seed, material):
    township = {facts.code: facts.township for facts in material.candidates}
    barred = {inspector.username: inspector.barred for inspector in material.inspectors}

    for one in draw(seed, material):
        assert township[one.code] not in barred[one.username]
        assert one.day in material.days


@given(seeds, materials())
def test_assignments_add_up_to_what_was_drawn(seed, material):
    drawn = draw(seed, material)

    assert len(drawn) == min(material.count, len(reachable(material)))
    assert len({one.code for one in drawn}) == len(drawn)


@given(seeds, materials())
def test_long_unvisited_villages_come_first(seed, material):
    chosen = sample(seed, material.candidates, material.count, material.longest_months)
    left = [facts for facts in material.candidates if facts not in chosen]

    if any(is_overdue(facts, material.longest_months) for facts in left):
        assert all(is_overdue(facts, material.longest_months) for facts in chosen)


@given(seeds, materials())
def test_no_single_move_would_make_the_loads_more_even(seed, material):
    chosen = sample(seed, reachable(material), material.count, material.longest_months)
    shares = assign(seed, chosen, material.inspectors)
    township = {facts.code: facts.township for facts in chosen}

    for giver in material.inspectors:
        for taker in material.inspectors:
            if any(township[code] not in taker.barred for code in shares[giver.username]):
                assert len(shares[giver.username]) <= len(shares[taker.username]) + 1


def test_a_heavier_village_is_drawn_more_often():
    """Drawing one of ten: the weights are 1 for nine and 9 for one, which so has a chance of one half."""
    light = [Facts(f"V{number}", "T1", 0) for number in range(9)]
    heavy = Facts("HEAVY", "T1", 0, late=3, locked=1, red=1)
    assert (weight(light[0]), weight(heavy)) == (1, 9)

    found = Counter(sample(f"seed{number}", [*light, heavy], 1, 12)[0].code for number in range(2000))

    assert 930 <= found["HEAVY"] <= 1070  # three standard deviations
    assert all(70 <= found[facts.code] <= 152 for facts in light)


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 40), st.integers(0, 40))
def test_more_trouble_and_a_longer_wait_never_weigh_less(late, red, months, more):
    assert weight(Facts("V", "T", months, late=late, red=red)) <= weight(
        Facts("V", "T", months + more, late=late + 1, red=red)
    )
    assert weight(Facts("V", "T", months)) <= weight(Facts("V", "T"))
