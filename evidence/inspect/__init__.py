"""Look into an upload and decide by its content what it is: `inspect_upload`.

Nothing here touches the database, and neither the name's ending nor the type the browser claims decides
anything. Pictures are decoded and encoded anew, so what is kept holds pixels only: no place (GPS), no camera
number, no bytes smuggled in behind the picture. Documents are kept byte by byte, because a signed PDF must
stay what it is, and are therefore read with suspicion.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _

from evidence.enums import FileKind
from evidence.inspect.common import Limits, UploadRefused, megabytes
from evidence.inspect.docx import check_docx
from evidence.inspect.names import clean_name
from evidence.inspect.pdf import check_pdf
from evidence.inspect.pictures import read_picture
from evidence.inspect.sniff import Found, refuse_unknown, sniff

__all__ = ["Inspected", "Limits", "UploadRefused", "inspect_upload"]

READ_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class Inspected:
    """An upload that may be kept.

    `content` are the bytes to keep; `sha256` is theirs, `original_sha256` that of the bytes that arrived.
    Width and height in pixels, `preview` and `thumbnail` (JPEG) are None for documents. `converted_from` is
    "heic" or "png" where a picture changed its format, else "".
    """

    kind: FileKind
    name: str
    content: bytes
    sha256: str
    original_sha256: str
    width: int | None = None
    height: int | None = None
    preview: bytes | None = None
    thumbnail: bytes | None = None
    taken_at: datetime | None = None
    converted_from: str = ""

    @property
    def size(self) -> int:
        return len(self.content)


def inspect_upload(stream: BinaryIO, name: str, *, limits: Limits) -> Inspected:
    """Read `stream` to its end and return what may be kept of it.

    `name` is the file name the browser sent. At most `limits.max_bytes` + 1 bytes are held in memory, besides
    the pixels of one picture (`limits.max_pixels`, four bytes each).

    Raises:
        UploadRefused: with a sentence for the person who chose the file: what happened and what to do.
    """
    data = _read(stream, limits)
    found = sniff(data)
    digest = hashlib.sha256(data).hexdigest()

    if found in (Found.JPEG, Found.PNG, Found.HEIF):
        picture = read_picture(data, found, limits=limits)
        return Inspected(
            kind=picture.kind,
            name=clean_name(name, picture.kind),
            content=picture.content,
            sha256=hashlib.sha256(picture.content).hexdigest(),
            original_sha256=digest,
            width=picture.width,
            height=picture.height,
            preview=picture.preview,
            thumbnail=picture.thumbnail,
            taken_at=picture.taken_at,
            converted_from=picture.converted_from,
        )
    if found is Found.PDF:
        check_pdf(data)
        kind = FileKind.PDF
    elif found is Found.ZIP:
        check_docx(data, name, limits=limits)
        kind = FileKind.DOCX
    else:
        raise refuse_unknown(data, name, found)
    return Inspected(kind=kind, name=clean_name(name, kind), content=data, sha256=digest, original_sha256=digest)


def _read(stream: BinaryIO, limits: Limits) -> bytes:
    """Return all bytes of `stream`, never holding more than the limit allows."""
    data = bytearray()
    while chunk := stream.read(READ_BYTES):
        data += chunk
        if len(data) > limits.max_bytes:
            raise UploadRefused(
                _("这个文件超过了 %(limit)s 的上限，没有收下。照片请用普通画质重新拍；文件请分成几份，或者压缩后再传。")
                % {"limit": megabytes(limits.max_bytes)}
            )
    if not data:
        raise UploadRefused(_("这个文件是空的，可能没有拍好或没有存好。请打开看一看，再重新选一次。"))
    return bytes(data)
