"""Keep an uploaded file."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from branches.models import Organisation, User
from evidence.inspect import Inspected, Limits, UploadRefused, inspect_upload
from evidence.models import StoredFile

__all__ = ["UploadRefused", "file_copy", "file_store", "limits_from_settings"]

logger = logging.getLogger(__name__)

# A camera whose clock is further ahead than this is wrong, and a wrong date proves nothing.
CLOCK_TOLERANCE = timedelta(days=1)


def limits_from_settings() -> Limits:
    """Return what an upload may cost on this installation."""
    return Limits(
        max_bytes=settings.EVIDENCE_MAX_BYTES,
        max_pixels=settings.EVIDENCE_MAX_PIXELS,
        max_side=settings.EVIDENCE_MAX_SIDE,
    )


def file_store(*, organisation: Organisation, upload: File, by: User | None, at: datetime) -> StoredFile:
    """Keep `upload` for `organisation` and return its row; the same bytes again return the row there is.

    In order: the content is inspected, bytes, preview and thumbnail are stored, the row is written. Where the
    row cannot be written the bytes are removed again. Two equal uploads at the same moment become one row.

    Raises:
        UploadRefused: nothing was stored; the message may be shown to the person.
    """
    upload.seek(0)
    inspected = inspect_upload(upload, upload.name or "", limits=limits_from_settings())
    if existing := _existing(organisation, inspected):
        _bytes_restore(existing, inspected)
        return existing

    stored = StoredFile(
        organisation=organisation,
        name=inspected.name,
        kind=inspected.kind,
        converted_from=inspected.converted_from,
        size=inspected.size,
        width=inspected.width,
        height=inspected.height,
        sha256=inspected.sha256,
        original_sha256=inspected.original_sha256,
        taken_at=_believable(inspected.taken_at, at),
        uploaded_by=by,
        uploaded_at=at,
    )
    with _removed_on_failure(stored):
        for field, content in _contents(inspected):
            getattr(stored, field).save(field, ContentFile(content), save=False)
        try:
            with transaction.atomic():
                stored.save(force_insert=True)
                return stored
        except IntegrityError:
            # The same bytes arrived a moment earlier on another connection. Any other reason is an error.
            existing = _existing(organisation, inspected)
            if existing is None:
                raise
        _bytes_remove(stored)
        return existing


def file_copy(*, file: StoredFile, organisation: Organisation, by: User | None, at: datetime) -> StoredFile:
    """Keep the bytes of `file`, unchanged, for `organisation` too; the same again returns the row there is.

    For a record that goes to another organisation: a stored file never changes its owner.
    """
    same = StoredFile.objects.filter(organisation=organisation, original_sha256=file.original_sha256).first()
    if same is not None:
        return same
    copied = ("name", "kind", "converted_from", "size", "width", "height", "sha256", "original_sha256", "taken_at")
    stored = StoredFile(
        organisation=organisation, uploaded_by=by, uploaded_at=at, **{name: getattr(file, name) for name in copied}
    )
    with _removed_on_failure(stored):
        for field in ("file", "preview", "thumbnail"):
            if kept := getattr(file, field):
                with kept.open("rb") as content:
                    getattr(stored, field).save(field, content, save=False)
        stored.save(force_insert=True)
    return stored


def _existing(organisation: Organisation, inspected: Inspected) -> StoredFile | None:
    return StoredFile.objects.filter(organisation=organisation, original_sha256=inspected.original_sha256).first()


def _contents(inspected: Inspected) -> list[tuple[str, bytes]]:
    """Return the name of each file field with the bytes that belong into it."""
    contents = [("file", inspected.content)]
    if inspected.preview and inspected.thumbnail:
        contents += [("preview", inspected.preview), ("thumbnail", inspected.thumbnail)]
    return contents


def _believable(taken_at: datetime | None, at: datetime) -> datetime | None:
    return taken_at if taken_at and taken_at <= at + CLOCK_TOLERANCE else None


def _bytes_restore(stored: StoredFile, inspected: Inspected) -> None:
    """Put back what the storage has lost, now that the person has sent it once more."""
    if stored.sha256 != inspected.sha256:  # the picture was encoded by another version then; check_data reports it
        return
    for field, content in _contents(inspected):
        kept = getattr(stored, field)
        if kept.name and not kept.storage.exists(kept.name):
            kept.storage.save(kept.name, ContentFile(content))
            logger.warning("Restored lost bytes of stored file %s (%s)", stored.pk, field)


@contextlib.contextmanager
def _removed_on_failure(stored: StoredFile) -> Iterator[None]:
    """Remove the bytes written for `stored` when its row is not."""
    try:
        yield
    except BaseException:
        _bytes_remove(stored)
        raise


def _bytes_remove(stored: StoredFile) -> None:
    for field in (stored.file, stored.preview, stored.thumbnail):
        if field.name:
            # A storage that is down must not hide the error that brought us here.
            with contextlib.suppress(OSError):
                field.storage.delete(field.name)
