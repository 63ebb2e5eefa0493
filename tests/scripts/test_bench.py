"""What the benchmark says of its figures; the figures themselves are nobody's test."""

import json

from scripts.bench.clock import Cost
from scripts.bench.rows import Row, compare, print_table, verdict_of, write_json


def row(ratio: float, **more) -> Row:
    return Row("Pages", "queue", ratio, **({"budget": 5, "aim": 3} | more))


def test_a_row_is_held_against_its_budget():
    assert [verdict_of(row(ratio)) for ratio in (2.9, 3, 4, 5, 5.01)] == [
        "pass, aim reached", "pass, aim reached", "pass", "pass", "FAIL",
    ]  # fmt: skip


def test_a_rate_has_to_be_high_enough():
    rates = [row(ratio, budget=0.33, aim=0.5, more_is_better=True) for ratio in (0.5, 0.33, 0.32)]

    assert [verdict_of(rate) for rate in rates] == ["pass, aim reached", "pass", "FAIL"]
    assert [rate.is_met for rate in rates] == [True, True, False]


def test_a_row_without_a_budget_is_only_told():
    told = row(99, budget=None, aim=None)

    assert (verdict_of(told), told.is_met, told.limits) == ("", True, ("", ""))


def test_the_ratio_is_the_median_of_the_rounds_and_the_first_round_does_not_count():
    works = iter([99, 2, 8, 4, 4, 100])
    order = []

    def work() -> Cost:
        order.append("work")
        return Cost(next(works) * 0.75, 0.5)

    def floor() -> Cost:
        order.append("floor")
        return Cost(1, 0)

    found = compare(work, floor, rounds=5).row("Pages", "queue", 5, 3, note="")

    assert found.rounds == [2, 6.5, 3.5, 3.5, 75.5]
    assert (found.ratio, found.work, found.floor, found.database) == (3.5, 3500, 1000, 500)
    assert order[:4] == ["floor", "work", "work", "floor"]


def test_a_rate_divides_the_other_way_round():
    found = compare(lambda: Cost(2, 0), lambda: Cost(1, 0), 5).row(
        "Submissions", "save", 0.33, 0.5, note="", more_is_better=True
    )

    assert (found.ratio, verdict_of(found)) == (0.5, "pass, aim reached")


def test_the_table_names_what_failed(capsys, tmp_path):
    rows = [row(2.5, rounds=[2.4, 2.5, 2.7], work=5, floor=2, database=1), row(7, note="seven of one")]

    print_table(rows)
    write_json(tmp_path / "var" / "bench.json", rows, {"rounds": 5})

    printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert printed == [
        "ratio spread budget aim ms of it db floor ms",
        "Pages",
        "queue 2.50 2.40–2.70 ≤ 5 ≤ 3 5.00 1.00 2.00 pass, aim reached",
        "queue 7.00 ≤ 5 ≤ 3 FAIL seven of one",
    ]
    written = json.loads((tmp_path / "var" / "bench.json").read_text(encoding="utf-8"))
    assert [(each["ratio"], each["is_met"]) for each in written["rows"]] == [(2.5, True), (7, False)]
    assert written["rounds"] == 5
