"""Look into a DOCX without trusting it.

A DOCX is a ZIP archive of XML parts (ECMA-376 part 2). The archive is walked by hand as far as it can lie:
each part is unpacked in small pieces and counted, whatever size its header claims; two parts may not share
bytes; nothing may stand before or behind the archive.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from evidence.inspect.common import Limits, UploadRefused, megabytes

END_OF_DIRECTORY = b"PK\x05\x06"
END_RECORD = struct.Struct("<4s4H2LH")
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
# A directory entry has at least 46 bytes; real ones, with names, stay well below a kilobyte each.
DIRECTORY_BYTES_PER_ENTRY = 1024
ENCRYPTED_FLAG = 0x1
UTF8_FLAG = 0x800
BITE_BYTES = 64 * 1024
RATIO_COUNTS_ABOVE = 10 * 1024 * 1024
# The parts that are read as XML are lists; a long document has some hundred lines of them.
MAX_LIST_BYTES = 4 * 1024 * 1024

DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# A path on the author's own disk: C:\模板.dotx, file:///C:/模板.dotx, 模板.dotx; not \\host\share, not http://…
LOCAL = re.compile(r"(?:file:///)?(?:[a-z]:[/\\]?|(?=\w))[^:]*\Z", re.IGNORECASE)
WEB = re.compile(r"https?://", re.IGNORECASE)


def check_docx(data: bytes, name: str, *, limits: Limits) -> None:
    """Return quietly when the DOCX may be kept.

    Raises:
        UploadRefused: not a DOCX, broken, larger inside than `limits` allow, with macros, with other files
            embedded, with parts it would load from elsewhere, or joined with a file of another format.
    """
    parts = _directory(data, limits)
    names = {part.filename.lower() for part in parts}
    _check_is_document(names)
    if len(names) != len(parts):
        raise _odd()

    lists: dict[str, bytes] = {}
    total = 0
    for part in parts:
        lower = part.filename.lower()
        keep = lower == "[content_types].xml" or lower.endswith(".rels")
        kept = bytearray()
        for bite in _unpack(data, part):
            total += len(bite)
            if total > limits.max_unpacked_bytes or (
                total > RATIO_COUNTS_ABOVE and total > limits.max_ratio * len(data)
            ):
                raise _bomb(limits)
            if keep:
                kept += bite
                if len(kept) > MAX_LIST_BYTES:
                    raise _bomb(limits)
        if keep:
            lists[lower] = bytes(kept)

    types = _content_types(lists["[content_types].xml"])
    _check_no_macros(names, types)
    _check_nothing_embedded(names, types)
    if DOCUMENT_TYPE not in types:
        raise UploadRefused(_("这不是普通的 Word 文档，可能是模板，系统不收。请打开它，另存为 .docx 或 PDF 再传。"))
    for lower, content in lists.items():
        if lower.endswith(".rels"):
            _check_relationships(content)


# --- The archive --------------------------------------------------------------------------------------------


def _directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the archive's parts, after making sure that it is one archive from first byte to last."""
    at = data.rfind(END_OF_DIRECTORY, max(len(data) - END_RECORD.size - 0xFFFF, 0))
    if at < 0 or at + END_RECORD.size > len(data):
        raise _broken()
    _sig, disk, directory_disk, here, entries, size, offset, comment = END_RECORD.unpack_from(data, at)
    if at + END_RECORD.size + comment != len(data) or offset + size != at or disk or directory_disk:
        raise _joined()
    if entries > limits.max_entries or size > limits.max_entries * DIRECTORY_BYTES_PER_ENTRY:
        raise _bomb(limits)
    if here != entries:
        raise _broken()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception as error:  # BadZipFile, struct.error, UnicodeDecodeError, …: all mean broken bytes
        raise _broken() from error
    if not parts or len(parts) > limits.max_entries:
        raise _bomb(limits) if parts else _broken()
    if sum(part.file_size for part in parts) > limits.max_unpacked_bytes:
        raise _bomb(limits)
    _check_layout(data, parts, offset)
    return parts


def _check_layout(data: bytes, parts: list[zipfile.ZipInfo], directory_at: int) -> None:
    """Refuse parts that share bytes (how a few kilobytes become terabytes) and bytes before the first."""
    free_from = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.flag_bits & ENCRYPTED_FLAG:
            raise UploadRefused(_("这份文档加了打开密码，系统和审核的人都打不开。请去掉密码再传。"))
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _odd()
        if (free_from == 0 and part.header_offset) or part.header_offset < free_from:
            raise _odd()
        free_from = _content_at(data, part) + part.compress_size
    if free_from > directory_at:
        raise _odd()


def _content_at(data: bytes, part: zipfile.ZipInfo) -> int:
    """Return where the part's packed bytes begin, after comparing its own header with the directory's."""
    try:
        header = LOCAL_HEADER.unpack_from(data, part.header_offset)
    except struct.error as error:
        raise _broken() from error
    name_length, extra_length = header[-2:]
    at = part.header_offset + LOCAL_HEADER.size
    name = data[at : at + name_length]
    encoding = "utf-8" if header[2] & UTF8_FLAG else "cp437"
    if header[0] != b"PK\x03\x04" or name.decode(encoding, errors="replace") != part.orig_filename:
        raise _odd()
    return at + name_length + extra_length


def _unpack(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part's content in pieces of at most 64 KB; stop where it becomes longer than it claimed."""
    start = _content_at(data, part)
    packed = memoryview(data)[start : start + part.compress_size]
    pieces = _inflate(packed) if part.compress_type == zipfile.ZIP_DEFLATED else _slices(packed)
    length = 0
    checksum = 0
    try:
        for piece in pieces:
            length += len(piece)
            if length > part.file_size:
                raise _odd()
            checksum = zlib.crc32(piece, checksum)
            yield piece
    except zlib.error as error:
        raise _broken() from error
    if length != part.file_size or checksum != part.CRC:
        raise _broken()


def _slices(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), BITE_BYTES):
        yield bytes(packed[at : at + BITE_BYTES])


def _inflate(packed: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), BITE_BYTES):
        pending = packed[at : at + BITE_BYTES]
        while pending and not unpacker.eof:
            piece = unpacker.decompress(pending, BITE_BYTES)
            pending = unpacker.unconsumed_tail
            if piece:
                yield piece
    # The last bytes of the output may still wait inside; they are as limited as all others.
    while not unpacker.eof and (piece := unpacker.decompress(b"", BITE_BYTES)):
        yield piece


# --- The document -------------------------------------------------------------------------------------------


def _check_is_document(names: set[str]) -> None:
    """Refuse archives that are something else, by the name people know it under."""
    if "[content_types].xml" in names and any(name.startswith("word/") for name in names):
        return
    if any(name.startswith("xl/") for name in names):
        message = _("这是 Excel 表格，系统不收。请把它另存为 PDF，或者截图再传。")
    elif any(name.startswith("ppt/") for name in names):
        message = _("这是 PPT 幻灯片，系统不收。请把它另存为 PDF 再传。")
    elif "ofd.xml" in names:
        message = _("这是 OFD 版式文件，系统暂时不收。请把它另存为 PDF 再传。")
    elif "androidmanifest.xml" in names or "meta-inf/manifest.mf" in names:
        message = _("这是可运行的程序，系统不收。它可能是病毒，请不要打开它。")
    else:
        message = _("这是压缩包，系统不收。请先解压，再把里面的照片或文件一份一份传上来。")
    raise UploadRefused(message)


def _check_no_macros(names: set[str], types: set[str]) -> None:
    by_name = any("vbaproject" in name or "vbadata" in name for name in names)
    by_type = any("macroenabled" in kind.lower() or "vba" in kind.lower() for kind in types)
    if by_name or by_type:
        raise UploadRefused(
            _("这份 Word 文档里带着宏（会自动运行的程序），系统不收。请另存为不带宏的 .docx，或者另存为 PDF 再传。")
        )


def _check_nothing_embedded(names: set[str], types: set[str]) -> None:
    folders = ("word/embeddings/", "word/activex/", "word/ctrlprops/")
    by_name = any(name.startswith(folders) for name in names)
    by_type = any("activex" in kind.lower() or "oleobject" in kind.lower() for kind in types)
    if by_name or by_type:
        raise _embedded()


def _check_relationships(content: bytes) -> None:
    """Refuse what the document would fetch when it is opened. Links, which a person clicks, may stay."""
    for kind, target, mode in _relationships(content):
        if kind in ("oleObject", "package", "control", "aFChunk", "attachedToolbars"):
            raise _embedded()
        if mode != "External" or kind == "hyperlink":
            continue
        # The path of the author's own template is everyday; a picture left on the web at worst does not show.
        target = target.strip()
        harmless = kind in ("attachedTemplate", "image") and LOCAL.match(target)
        if not harmless and not (kind == "image" and WEB.match(target)):
            raise UploadRefused(
                _("这份 Word 文档打开时会从别的地方读取内容（例如网上的模板），系统不收。请把它另存为 PDF 再传。")
            )


def _content_types(content: bytes) -> set[str]:
    """Return the content types that the archive declares for its parts."""
    declared = (attributes.get("ContentType") for _tag, attributes in _elements(content))
    return {kind for kind in declared if kind}


def _relationships(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield kind (the last word of the type's address), target and target mode of each relationship."""
    for tag, attributes in _elements(content):
        if tag.rsplit(":", 1)[-1] == "Relationship":
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            yield kind, attributes.get("Target", ""), attributes.get("TargetMode", "")


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return tag and attributes of every element; a document type, and so every entity, is refused."""
    found: list[tuple[str, dict[str, str]]] = []

    def refuse(*_arguments: object) -> None:
        raise _odd()

    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _broken() from error
    return found


# --- The sentences ------------------------------------------------------------------------------------------


def _bomb(limits: Limits) -> UploadRefused:
    return UploadRefused(
        _("这个文件解压后大得不正常（超过 %(limit)s 或部件太多），系统不打开它。请把它另存为 PDF 再传。")
        % {"limit": megabytes(limits.max_unpacked_bytes)}
    )


def _broken() -> UploadRefused:
    return UploadRefused(
        _("这份 Word 文档不完整或者已经损坏，打不开。请用 Word 或 WPS 打开看一看，重新保存后再选一次。")
    )


def _joined() -> UploadRefused:
    return UploadRefused(_("这份 Word 文档的前面或后面夹着别的内容，系统不收。请用 Word 或 WPS 打开它，另存一份再传。"))


def _odd() -> UploadRefused:
    return UploadRefused(
        _("这份 Word 文档的写法不正常，系统检查不了它是否安全。请用 Word 或 WPS 打开它，另存一份再传。")
    )


def _embedded() -> UploadRefused:
    return UploadRefused(
        _("这份 Word 文档里嵌着别的文件或控件（如 Excel 表格、附件），系统不收。请把它另存为 PDF 再传。")
    )
