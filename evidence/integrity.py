"""What `manage.py check_data` asks of the stored files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from evidence.models import StoredFile

CHUNK_BYTES = 1024 * 1024


def problems() -> Iterator[str]:
    """Yield a line for every file whose bytes are missing or are not those that were stored."""
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        row = f"evidence.StoredFile {stored.pk} ({stored.name})"
        try:
            digest, size = _checksum(stored.file)
        except OSError:
            yield f"{row}: file {stored.file.name} is missing"
        else:
            if size != stored.size:
                yield f"{row}: {size} bytes in {stored.file.name}, {stored.size} expected"
            elif digest != stored.sha256:
                yield f"{row}: SHA-256 of {stored.file.name} differs"
        for small in (stored.preview, stored.thumbnail):
            if small.name and not small.storage.exists(small.name):
                yield f"{row}: file {small.name} is missing"


def _checksum(field) -> tuple[str, int]:
    """Return SHA-256 (hex) and length in bytes of what lies in the storage, read in pieces."""
    digest = hashlib.sha256()
    size = 0
    with field.storage.open(field.name, "rb") as stream:
        for chunk in stream.chunks(CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
