"""What must hold among cadres' rows beyond the database's constraints, a module for each part."""

from collections.abc import Iterator

from cadres.integrity import appointments, duty, files, growth, pay

PARTS = (files, growth, pay, duty, appointments)


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    for part in PARTS:
        yield from part.problems()
