"""What must hold among the economy's rows beyond the database's constraints, a module for each part."""

from collections.abc import Iterator

from economy.integrity import bonus, bottleneck, enterprise, income, project

PARTS = (income, bonus, project, enterprise, bottleneck)


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    for part in PARTS:
        yield from part.problems()
