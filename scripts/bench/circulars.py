"""The printing of a circular against WeasyPrint on the same HTML."""

import datetime as dt

from audits.enums import CircularStatus
from audits.services.circulars import circular_document, circular_draft, circular_pdf
from config.lib.official import official_document_html
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.services import undone
from scripts.bench.world import World

ROUNDS = 5  # a print takes seconds


def circular_rows(world: World, _rounds: int) -> list[Row]:
    """Print the circular of the whole district with its two attachments, and have WeasyPrint print its HTML."""
    from weasyprint import HTML  # loads Pango, which only this group needs

    with undone():
        at = world.month.locks_at + dt.timedelta(days=1)
        circular = circular_draft(month=world.month, by=world.district_reviewer, at=at)
        # Printed as it would be after the signature; nothing of it is saved.
        circular.status, circular.signed_at, circular.year, circular.serial = CircularStatus.SIGNED, at, at.year, 1
        circular.code, circular.verify_url = (
            "7K3M9PQ2XW4T",
            "https://localhost/audits/circulars/verify/?code=7K3M9PQ2XW4T",
        )
        html = official_document_html(circular_document(circular))

        def ours() -> Cost:
            return cost_of(lambda: circular_pdf(circular))

        def theirs() -> Cost:
            return cost_of(lambda: HTML(string=html).write_pdf(presentational_hints=True))

        found = compare(ours, theirs, ROUNDS)
    note = f"circular_pdf of {world.branches} branches ÷ WeasyPrint on its HTML"
    return [found.row("Circulars", "print a circular", 1.5, 1.1, note=note)]
