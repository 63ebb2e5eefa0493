"""Look up an issued circular by the code printed on it."""

import hashlib

from django.core.files.uploadedfile import UploadedFile

from audits.enums import CircularStatus
from audits.models import Circular
from branches.models import User


def circular_with_code(user: User, code: str) -> Circular | None:
    """Return the issued circular with `code` among those open to `user`, or None."""
    if not code:
        return None
    issued = Circular.objects.visible_to(user).filter(status=CircularStatus.ISSUED)
    return issued.select_related("month", "corrects").defer("body", "figures").filter(code=code).first()


def circular_with_hash(user: User, digest: str) -> Circular | None:
    """Return the issued circular whose file has the hash `digest` among those open to `user`, or None."""
    issued = Circular.objects.visible_to(user).filter(status=CircularStatus.ISSUED)
    return issued.select_related("month", "corrects").defer("body", "figures").filter(sha256=digest).first()


def hash_of(file: UploadedFile) -> str:
    """Return the SHA-256 of an uploaded file, read piece by piece."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
