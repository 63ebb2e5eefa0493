"""What must hold among the facilities' rows beyond the database's constraints, a module for each part."""

from collections.abc import Iterator

from facilities.integrity import centre, checks, projects, redflag

PARTS = (checks, projects, redflag, centre)


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    for part in PARTS:
        yield from part.problems()
