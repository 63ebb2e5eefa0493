"""Run things at the same moment, each on its own database connection."""

import threading
from collections.abc import Callable

from django.db import connections


def at_once(*jobs: Callable) -> list:
    """Run the jobs in threads that start together; return their results, or the exceptions they ended with."""
    barrier, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(index: int, job: Callable) -> None:
        barrier.wait()
        try:
            results[index] = job()
        except Exception as error:  # noqa: BLE001 -- handed to the test's thread
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
