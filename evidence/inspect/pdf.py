"""Look into a PDF without trusting it.

Not a reader but a search: every place where an object could begin is read token by token, wherever it stands
in the file, and every packed group of objects (object stream) is unpacked and read the same way. So nothing
depends on the file's own table of contents, with which two readers can be shown two different documents. Both
the bytes and the steps this may take are limited.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from django.utils.translation import gettext as _

from evidence.inspect.common import UploadRefused

# Names (ISO 32000) behind which something runs, opens or leaves: scripts, programs, attachments, sent forms.
ACTIVE_NAMES = frozenset(
    {
        b"JavaScript",
        b"JS",
        b"Launch",
        b"EmbeddedFile",
        b"EmbeddedFiles",
        b"FileAttachment",
        b"GoToE",
        b"RichMedia",
        b"ImportData",
        b"SubmitForm",
        b"XFA",
    }
)
# Ways of packing that no office program uses for object streams; what we cannot read we do not keep.
OTHER_FILTERS = frozenset(
    {
        b"LZWDecode",
        b"LZW",
        b"ASCII85Decode",
        b"A85",
        b"ASCIIHexDecode",
        b"AHx",
        b"RunLengthDecode",
        b"RL",
        b"Crypt",
        b"DecodeParms",
        b"DP",
        b"BrotliDecode",
    }
)
WHITE = b"\x00\t\n\x0c\r "
MAX_STEPS = 3_000_000
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
BITE_BYTES = 16 * 1024
# Each byte may be read this often, on average: reading starts anew at every possible beginning of an object.
MAX_READINGS = 6

END_OF_FILE = re.compile(rb"%%EOF")
AFTER_REVISION = re.compile(rb"\d|%|xref|trailer|startxref")
OBJECT_START = re.compile(rb"(?<![A-Za-z])obj(?![A-Za-z])|trailer")
TOKEN = re.compile(
    rb"/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|%[^\r\n]*"
    rb"|(?P<string>\()"
    rb"|<[0-9A-Fa-f\x00\t\n\x0c\r ]*>"
    rb"|(?P<stop>endobj|stream|startxref)"
)
IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_pdf(data: bytes) -> None:
    """Return quietly when the PDF may be kept.

    Raises:
        UploadRefused: cut short, locked with a password, carrying something that runs or is attached, or
            joined with a file of another format.
    """
    _check_frame(data)
    names = _Reader(data).names()
    if b"Encrypt" in names:
        raise UploadRefused(
            _("这份 PDF 加了密码或限制，系统检查不了。请去掉密码，或者用“打印”另存为一份新的 PDF 再传。")
        )
    if names & ACTIVE_NAMES:
        raise UploadRefused(
            _(
                "这份 PDF 里带着会自动运行的内容（脚本、启动程序、附件或表单），为了安全系统不收。"
                "请打开它，用“打印”另存为一份新的 PDF 再传。"
            )
        )
    if b"Page" not in names:
        raise _broken()


def _check_frame(data: bytes) -> None:
    """Refuse what is not one PDF from its first byte to its last."""
    ends = [match.end() for match in END_OF_FILE.finditer(data)]
    if not ends:
        raise _broken()
    for end in ends[:-1]:
        # A PDF grows by revisions; after each end mark the next one begins with an object.
        following = data[end : end + 64].lstrip(WHITE)
        if following and not AFTER_REVISION.match(following):
            raise _joined()
    if data[ends[-1] :].strip(WHITE):
        raise _joined()
    # An archive behind the PDF may hide a second end mark of the PDF in its comment.
    if zipfile.is_zipfile(BytesIO(data)):
        raise _joined()


class _Reader:
    """Collects the names in all objects of a PDF, within a budget of steps and bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.steps = MAX_STEPS
        self.bytes_left = MAX_READINGS * len(data) + 1024
        self.unpacked_left = MAX_UNPACKED_BYTES
        self.found: set[bytes] = set()

    def names(self) -> set[bytes]:
        """Return every name (without its slash, escapes resolved) in every object, packed ones included."""
        for start in OBJECT_START.finditer(self.data):
            names, stream_at = self._object(self.data, start.end())
            self.found |= names
            # An object stream needs /N and /First to be readable, whatever it calls itself.
            if stream_at is not None and {b"N", b"First"} <= names:
                content = self._unpacked(names, stream_at)
                self.bytes_left += MAX_READINGS * len(content)
                self.found |= self._all_names(content)
        return self.found

    def _object(self, data: bytes, position: int) -> tuple[set[bytes], int | None]:
        """Read one object from `position`; return its names and where its stream begins, if it has one."""
        names: set[bytes] = set()
        while match := self._token(data, position):
            position = match.end()
            if match["name"] is not None:
                names.add(_unescaped(match["name"]))
            elif match["string"]:
                position = self._after_string(data, position)
            elif match["stop"]:
                return names, position if match["stop"] == b"stream" else None
        return names, None

    def _all_names(self, data: bytes) -> set[bytes]:
        """Return the names in unpacked data, to its end."""
        names: set[bytes] = set()
        position = 0
        while match := self._token(data, position):
            position = match.end()
            if match["name"] is not None:
                names.add(_unescaped(match["name"]))
            elif match["string"]:
                position = self._after_string(data, position)
        return names

    def _token(self, data: bytes, position: int) -> re.Match | None:
        match = TOKEN.search(data, position)
        self._spend((match.end() if match else len(data)) - position)
        return match

    def _after_string(self, data: bytes, position: int) -> int:
        """Return the position after a literal string whose bracket has just been read; brackets nest."""
        depth = 1
        for match in IN_STRING.finditer(data, position):
            self._spend(match.end() - position)
            position = match.end()
            if match[0] == b"(":
                depth += 1
            elif match[0] == b")":
                depth -= 1
                if not depth:
                    return position
        return len(data)

    def _spend(self, count: int) -> None:
        self.steps -= 1
        self.bytes_left -= count
        if self.steps < 0 or self.bytes_left < 0:
            raise _unreadable()

    def _unpacked(self, names: set[bytes], position: int) -> bytes:
        """Return the content of the object stream that begins at `position`."""
        if names & OTHER_FILTERS:
            raise _unreadable()
        position += 2 if self.data[position : position + 2] == b"\r\n" else 1
        if not names & {b"FlateDecode", b"Fl"}:
            if names & {b"Filter", b"F"}:  # a filter named elsewhere in the file
                raise _unreadable()
            end = self.data.find(b"endstream", position)
            return self.data[position : end if end >= 0 else None]
        unpacker = zlib.decompressobj()
        view = memoryview(self.data)
        content = bytearray()
        try:
            while not unpacker.eof and position < len(view):
                # In small bites: zlib copies whatever lies behind the end of its stream.
                content += unpacker.decompress(view[position : position + BITE_BYTES], self.unpacked_left + 1)
                position += BITE_BYTES
                if len(content) > self.unpacked_left:
                    raise _unreadable()
        except zlib.error as error:
            raise _broken() from error
        self.unpacked_left -= len(content)
        return bytes(content)


def _unescaped(name: bytes) -> bytes:
    """Return the name with #xx resolved: /J#61vaScript is /JavaScript."""
    return ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), name) if b"#" in name else name


def _broken() -> UploadRefused:
    return UploadRefused(
        _("这份 PDF 不完整或者已经损坏，可能没有存完。请打开看一看，能打开再重新选一次，或者重新存一份。")
    )


def _joined() -> UploadRefused:
    return UploadRefused(_("这份 PDF 的后面还夹着别的内容，系统不收。请打开它，用“打印”另存为一份新的 PDF 再传。"))


def _unreadable() -> UploadRefused:
    return UploadRefused(
        _("这份 PDF 的写法太复杂，系统检查不了它是否安全。请打开它，用“打印”另存为一份新的 PDF 再传。")
    )
