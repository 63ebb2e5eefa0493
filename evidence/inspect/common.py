"""What every inspector shares: the limits and the refusal."""

from __future__ import annotations

from dataclasses import dataclass


class UploadRefused(Exception):  # noqa: N818 -- named after what the person is told, as all refusals here are
    """An upload that is not kept. `message` is one or two plain sentences: what happened, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an upload may cost.

    `max_bytes` of the upload itself, `max_pixels` (width × height) of a picture, `max_side` in pixels to
    which a larger picture is shrunk. For the parts of a DOCX: bytes in all after unpacking, how many parts,
    and how many times larger than the upload they may be (`max_ratio` counts only above ten megabytes,
    because a small document of repeated table rows packs very well and harms nobody).
    """

    max_bytes: int = 20 * 1024 * 1024
    max_pixels: int = 60_000_000
    max_side: int = 4096
    max_unpacked_bytes: int = 100 * 1024 * 1024
    max_entries: int = 2000
    max_ratio: int = 100


def megabytes(size: int) -> str:
    """Return `size` in bytes as people say it: 20 MB."""
    return f"{size / (1024 * 1024):.0f} MB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"
