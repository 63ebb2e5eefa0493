"""The five busiest pages against a template of as many bytes, and a small scope against a large one."""

from dataclasses import dataclass

from django.urls import reverse

from scripts.bench import floor
from scripts.bench.clock import cost_of
from scripts.bench.rows import Measure, Row, compare, python_only
from scripts.bench.visitor import Visitor
from scripts.bench.world import World

CALLS = 6  # of each page in a round
# (budget, aim) by the kind of page
FORM, FORM_WITH_ROLL_CALL, SHORT_LIST, LONG_LIST = (10, 8), (17, 12), (5, 3), (12, 6)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the person who opens it most often sees it."""

    name: str
    visitor: Visitor
    url: str
    limits: tuple[float, float]


def pages_of(world: World) -> list[Page]:
    secretary, reviewer, district = map(Visitor, (world.secretary, world.reviewer, world.district_reviewer))
    key = world.month.key
    queue = reverse("audits:queue", args=[key])
    listed = reverse("dashboards:ledger-list", args=[key])
    meeting = reverse("ledgers:meeting-edit", args=[world.meeting.pk])
    next_record = reverse("audits:ledger-review", args=[world.submitted.pk])
    return [
        # One ledger with all its records, checked and explained: what the forms are measured by.
        Page("secretary's month", secretary, reverse("ledgers:month-detail", args=[key]), FORM),
        Page("meeting form, roll call of 30", secretary, meeting, FORM_WITH_ROLL_CALL),
        Page("township queue, 30 rows", reviewer, f"{queue}?state=all", SHORT_LIST),
        Page("review page", reviewer, next_record, FORM),
        # Where a verdict leads to: the ledger beside the queue of all that waits.
        Page("next record of the queue", reviewer, f"{next_record}?state=waiting", (8, 6)),
        Page(f"district queue, {world.branches} rows", district, f"{queue}?state=all", LONG_LIST),
        Page(f"district list, {world.branches} rows", district, f"{listed}?stage=expected", LONG_LIST),
        Page("overview matrix", district, reverse("dashboards:overview", args=[key]), SHORT_LIST),
    ]


def view_of(visitor: Visitor, url: str) -> Measure:
    return lambda: cost_of(lambda: visitor.get(url))


def page_rows(world: World, rounds: int) -> list[Row]:
    """Measure each page against a fixed template that prints the same bytes."""
    rows = []
    for page in pages_of(world):
        content = page.visitor.get(page.url)
        flat = f"/bench/{floor.like(content)}"
        if page.visitor.get(flat) != content:
            raise AssertionError("the floor prints other bytes than the page")
        found = compare(view_of(page.visitor, page.url), view_of(page.visitor, flat), rounds, CALLS)
        note = f"page ÷ fixed template of {len(content)} bytes, Python alone"
        rows.append(found.row("Pages", page.name, *page.limits, note=note, of=python_only))
    return rows


def scope_rows(world: World, rounds: int) -> list[Row]:
    """Show the same rows to one who sees a township and to one who sees the district."""
    reviewer, district = Visitor(world.reviewer), Visitor(world.district_reviewer)
    lists = {
        "queue": reverse("audits:queue", args=[world.month.key]) + "?state=all",
        "list": reverse("dashboards:ledger-list", args=[world.month.key]) + "?stage=expected",
    }
    rows = []
    for name, address in lists.items():
        url = f"{address}&township={world.township.pk}"
        found = compare(view_of(reviewer, url), view_of(district, url), rounds, CALLS)
        note = "the same 30 rows, Python and database"
        rows.append(found.row("Township user ÷ district user", name, 1.2, 1.0, note=note))
    return rows
