"""Measure what a piece of work costs: the CPU time of this process and of its PostgreSQL backend.

CPU time and not the time on the wall, because a ratio of two measurements on a busy machine should be about the two
and not about the neighbours. The backend counts where it does the work: a page that reads the whole table is cheap
for Python.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of Python and of the database's backend, per call."""

    python: float
    database: float

    @property
    def both(self) -> float:
        return self.python + self.database

    @classmethod
    def average(cls, costs: Sequence["Cost"]) -> "Cost":
        return cls(sum(c.python for c in costs) / len(costs), sum(c.database for c in costs) / len(costs))


@cache
def _account_of(pid: int) -> Path | None:
    """Return the file in which the kernel counts the nanoseconds of a PostgreSQL backend on this machine."""
    path = Path(f"/proc/{pid}/schedstat")
    try:
        if not Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"postgres"):
            return None
        int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return path


def _backend() -> Path | None:
    connection.ensure_connection()
    return _account_of(connection.connection.info.backend_pid)


def counts_backend() -> bool:
    """Tell whether the backend's CPU time can be read: not on a server elsewhere, nor outside Linux."""
    return _backend() is not None


def _database_seconds() -> float:
    """Return the backend's CPU time; where it can't be read, the time in which Python waits has to do."""
    backend = _backend()
    if backend is None:
        return time.perf_counter() - time.process_time()
    return int(backend.read_text().split()[0]) / 1e9


def cost_of(work: Callable[[], object], calls: int = 1) -> Cost:
    """Return what one call of `work` costs on average over `calls` calls in a row."""
    database = _database_seconds()
    python = time.process_time()
    for _call in range(calls):
        work()
    python = time.process_time() - python
    database = _database_seconds() - database
    return Cost(python / calls, database / calls)
