"""What the database cannot check by itself in exports."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "export {0} was finished three days ago and still keeps its file": (
        "SELECT id FROM dashboards_export WHERE content <> '' AND finished_at < now() - interval '3 days'"
    ),
    "export {0} has been waiting for a day": (
        "SELECT id FROM dashboards_export WHERE finished_at IS NULL AND failure = '' AND at < now() - interval '1 day'"
    ),
}


def problems() -> Iterator[str]:
    yield from failed_checks(CHECKS)
