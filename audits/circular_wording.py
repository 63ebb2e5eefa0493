"""Which words a circular is made of: those of a month or quarter, or those of a correction."""

from audits import circular_attachments, circular_correction, circular_text
from config.lib.official import Attachment


def paragraphs_of(figures: dict) -> dict[str, str]:
    """Return the paragraphs that are made from `figures`, by name."""
    return (circular_correction if "corrects" in figures else circular_text).paragraphs(figures)


def attachments_of(figures: dict) -> list[Attachment]:
    """Return the attachments that are made from `figures`."""
    return (circular_correction if "corrects" in figures else circular_attachments).attachments(figures)
