"""Measure what a piece of work costs: the CPU time of this process and of its PostgreSQL backend.

CPU time and not the time on the wall, because a ratio of two measurements on a busy machine should be about the two
and not about the neighbours. The backend counts where it does the work: a page that reads the whole table is cheap
for Python.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def _backend() -> Path | None:
    """Return the file in which the kernel counts the nanoseconds of the connection's backend on this machine."""
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    try:
        if not Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"postgres"):
            return None
        path = Path(f"/proc/{pid}/schedstat")
        int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return path


def counts_backend() -> bool:
    """Tell whether the backend's CPU time can be read: not on a server elsewhere, nor outside Linux."""
    return _backend() is not None


def _reading() -> tuple[float, float]:
    """Return (Python, database) in seconds; where the backend can't be read, all the time spent waiting is its."""
    python = time.process_time()
    backend = _backend()
    if backend is None:
        return python, time.perf_counter() - python
    return python, int(backend.read_text().split()[0]) / 1e9


def cost_of(work: Callable[[], object], calls: int = 1) -> Cost:
    """Return what one call of `work` costs on average over `calls` calls in a row."""
    _reading()  # the first look at a new backend is dearer than the second
    python, database = _reading()
    for _call in range(calls):
        work()
    python_after, database_after = _reading()
    return Cost((python_after - python) / calls, (database_after - database) / calls)
