"""The order of the benchmark: which rows there are, where they are measured, where the result goes."""

import argparse
import gc
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from scripts.bench import (
    cadres,
    circulars,
    cockpit,
    country,
    duty,
    economy,
    imports,
    owed,
    pages,
    queries,
    samples,
    services,
    storm,
    submission,
)
from scripts.bench.clock import counts_backend
from scripts.bench.rows import Row, print_table, write_json
from scripts.bench.visitor import sessions_end
from scripts.bench.world import World, make_world

GROUPS: dict[str, Callable[[World, int], list[Row]]] = {
    "pages": pages.page_rows,
    "scope": pages.scope_rows,
    "queries": queries.query_rows,
    "bulk": services.bulk_rows,
    "open": services.open_rows,
    "imports": imports.import_rows,
    "owed": owed.owed_rows,
    "samples": samples.sample_rows,
    "circulars": circulars.circular_rows,
    "cadres": cadres.cadre_rows,
    "duty": duty.duty_rows,
    "economy": economy.economy_rows,
    "cockpit": cockpit.cockpit_rows,
    "submission": submission.submission_rows,
    "storm": storm.storm_rows,
    "country": country.country_rows,
    "national": country.national_rows,
}
ON_REQUEST = {"national"}  # takes a quarter of an hour
RESULT = Path(settings.BASE_DIR) / "var" / "bench.json"


def main() -> int:
    """Measure the groups named on the command line, by default all; return 1 when a budget is missed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="group", help=f"{', '.join(GROUPS)}; by default all but the last")
    parser.add_argument("--rounds", type=int, default=9, help="how often each pair is measured (at least 5)")
    arguments = parser.parse_args()
    if unknown := set(arguments.groups) - GROUPS.keys():
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    if arguments.rounds < 5:
        parser.error("a median of fewer than five rounds says little")

    began = time.monotonic()
    say = Progress(began)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        rows = measure(
            arguments.groups or [group for group in GROUPS if group not in ON_REQUEST], arguments.rounds, say
        )
        way = (
            "CPU time of Python and of its PostgreSQL backend" if counts_backend() else "CPU time of Python, else wall"
        )
    finally:
        sessions_end()
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
    seconds = time.monotonic() - began
    print()
    print_table(rows)
    about = {
        "measured": way,
        "rounds": arguments.rounds,
        "seconds": round(seconds),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }
    write_json(RESULT, rows, about)
    missed = [row for row in rows if not row.is_met]
    print(f"\n{way}; {arguments.rounds} rounds; {seconds:.0f} s. Also in {RESULT.relative_to(settings.BASE_DIR)}.")
    for row in missed:
        print(f"Missed: {row.group}: {row.name}: {row.ratio:.2f}, budget {row.limits[0]}")
    return 1 if missed else 0


class Progress:
    """Say what is going on and since when."""

    def __init__(self, began: float) -> None:
        self.began = began

    def __call__(self, text: str) -> None:
        print(f"{time.monotonic() - self.began:6.1f} s  {text}", flush=True)


def measure(groups: list[str], rounds: int, say: Progress) -> list[Row]:
    say("building the district")
    world = make_world()
    rows: list[Row] = []
    for group in GROUPS:
        if group in groups:
            say(group)
            # What is alive now stays alive: a collection in the middle of a round would look at all of it.
            gc.collect()
            gc.freeze()
            rows += GROUPS[group](world, rounds)
    return rows
