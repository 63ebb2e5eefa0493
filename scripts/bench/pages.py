"""The five busiest pages against a template of as many bytes, and a small scope against a large one."""

from collections.abc import Callable

from django.urls import reverse

from scripts.bench import floor
from scripts.bench.clock import cost_of
from scripts.bench.rows import Measure, Row, compare, python_only
from scripts.bench.visitor import Visitor
from scripts.bench.world import World

FLOOR_CALLS = 20


def view_of(visitor: Visitor, url: str, calls: int) -> Measure:
    return lambda: cost_of(lambda: visitor.get(url), calls)


def page_rows(world: World, rounds: int) -> list[Row]:
    """Measure each page as the person who opens it most often."""
    secretary, reviewer, district = map(Visitor, (world.secretary, world.reviewer, world.district_reviewer))
    key = world.month.key
    queue = reverse("audits:queue", args=[key])
    listed = reverse("dashboards:ledger-list", args=[key])
    pages: list[tuple[str, Visitor, str, int, float, float]] = [
        ("secretary's month", secretary, reverse("ledgers:month-detail", args=[key]), 5, 5, 3),
        (
            "meeting form, roll call of 30",
            secretary,
            reverse("ledgers:meeting-edit", args=[world.meeting.pk]),
            4,
            17,
            12,
        ),
        ("township queue, 30 rows", reviewer, f"{queue}?state=all", 5, 5, 3),
        ("review page", reviewer, reverse("audits:ledger-review", args=[world.submitted.pk]), 4, 10, 8),
        (f"district queue, {world.branches} rows", district, f"{queue}?state=all", 3, 12, 6),
        (f"district list, {world.branches} rows", district, f"{listed}?stage=expected", 3, 12, 6),
        ("overview matrix", district, reverse("dashboards:overview", args=[key]), 5, 5, 3),
    ]
    rows = []
    for name, visitor, url, calls, budget, aim in pages:
        content = visitor.get(url)
        flat = f"/bench/{floor.like(content)}"
        assert visitor.get(flat) == content, "the floor prints other bytes than the page"
        found = compare(view_of(visitor, url, calls), view_of(visitor, flat, FLOOR_CALLS), rounds)
        note = f"page ÷ fixed template of {len(content)} bytes, Python's CPU"
        rows.append(found.row("Pages", name, budget, aim, note=note, of=python_only))
    return rows


def scope_rows(world: World, rounds: int) -> list[Row]:
    """Show the same rows to one who sees a township and to one who sees the district."""
    reviewer, district = Visitor(world.reviewer), Visitor(world.district_reviewer)
    queue = reverse("audits:queue", args=[world.month.key])
    listed = reverse("dashboards:ledger-list", args=[world.month.key])
    address: Callable[[str], str] = f"{{}}township={world.township.pk}".format
    rows = []
    for name, url in (
        ("queue", address(f"{queue}?state=all&")),
        ("list", address(f"{listed}?stage=expected&")),
    ):
        found = compare(view_of(reviewer, url, 10), view_of(district, url, 10), rounds)
        rows.append(
            found.row("Township user ÷ district user", name, 1.2, 1.0, note="same 30 rows, Python and database")
        )
    return rows
