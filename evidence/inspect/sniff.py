"""Tell from the first bytes what a file is."""

from __future__ import annotations

from enum import Enum, auto

from django.utils.translation import gettext as _

from evidence.inspect.common import UploadRefused
from evidence.inspect.names import claimed_ending

HEAD_BYTES = 4096

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"})
AVIF_BRANDS = frozenset({b"avif", b"avis"})


class Found(Enum):
    """What the content is. The first five may be kept after a closer look; all others never are."""

    JPEG = auto()
    PNG = auto()
    HEIF = auto()
    PDF = auto()
    ZIP = auto()
    OLE = auto()
    SVG = auto()
    HTML = auto()
    XML = auto()
    GIF = auto()
    WEBP = auto()
    BMP = auto()
    TIFF = auto()
    AVIF = auto()
    VIDEO = auto()
    AUDIO = auto()
    PROGRAM = auto()
    SCRIPT = auto()
    ARCHIVE = auto()
    RTF = auto()
    SHIFTED_PDF = auto()
    TEXT = auto()
    UNKNOWN = auto()


# (offset, bytes, what). Order matters only where one is the beginning of another.
MAGIC = (
    (0, b"\xff\xd8\xff", Found.JPEG),
    (0, b"\x89PNG\r\n\x1a\n", Found.PNG),
    (0, b"%PDF-", Found.PDF),
    (0, b"PK\x03\x04", Found.ZIP),
    (0, b"PK\x05\x06", Found.ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Found.OLE),
    (0, b"GIF87a", Found.GIF),
    (0, b"GIF89a", Found.GIF),
    (8, b"WEBP", Found.WEBP),
    (8, b"AVI ", Found.VIDEO),
    (8, b"WAVE", Found.AUDIO),
    (0, b"II*\x00", Found.TIFF),
    (0, b"MM\x00*", Found.TIFF),
    (0, b"II+\x00", Found.TIFF),
    (0, b"MM\x00+", Found.TIFF),
    (0, b"MZ", Found.PROGRAM),
    (0, b"\x7fELF", Found.PROGRAM),
    (0, b"\xca\xfe\xba\xbe", Found.PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", Found.PROGRAM),
    (0, b"dex\n", Found.PROGRAM),
    (0, b"#!", Found.SCRIPT),
    (0, b"Rar!\x1a\x07", Found.ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", Found.ARCHIVE),
    (0, b"\x1f\x8b", Found.ARCHIVE),
    (0, b"BZh", Found.ARCHIVE),
    (0, b"\xfd7zXZ\x00", Found.ARCHIVE),
    (0, b"ID3", Found.AUDIO),
    (0, b"#!AMR", Found.AUDIO),
    (0, b"OggS", Found.AUDIO),
    (0, b"\x1aE\xdf\xa3", Found.VIDEO),
    (0, b"{\\rtf", Found.RTF),
)


def sniff(data: bytes) -> Found:
    """Return what `data`, the whole file or at least its first 4096 bytes, is."""
    head = data[:HEAD_BYTES]
    for offset, magic, found in MAGIC:
        if head[offset : offset + len(magic)] == magic:
            if magic == b"#!" and head.startswith(b"#!AMR"):
                return Found.AUDIO
            if offset == 8 and not head.startswith(b"RIFF"):
                continue
            return found
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return Found.BMP
    return _text(head)


def _iso_media(head: bytes) -> Found:
    """Tell HEIC photos from AVIF pictures and from videos: all three are boxes with a list of brands."""
    length = int.from_bytes(head[:4], "big")
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, min(length, 256), 4)}
    if brands & AVIF_BRANDS:
        return Found.AVIF
    return Found.HEIF if brands & HEIC_BRANDS else Found.VIDEO


def _text(head: bytes) -> Found:
    if b"%PDF-" in head[:1100]:
        return Found.SHIFTED_PDF
    text = _decoded(head)
    if text is None:
        return Found.UNKNOWN
    start = text.lstrip("\ufeff \t\r\n\x00").lower()
    if start.startswith("<"):
        if "<svg" in start:
            return Found.SVG
        pages = ("<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<img", "<?php")
        return Found.HTML if any(mark in start for mark in pages) else Found.XML
    return Found.TEXT if start else Found.UNKNOWN


def _decoded(head: bytes) -> str | None:
    """Return `head` as text when it is text in one of the encodings in use here, else None."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore")
    if b"\x00" in head:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            # The head may end in the middle of a character, which is no reason to call it binary.
            return head[:-4].decode(encoding) if len(head) == HEAD_BYTES else head.decode(encoding)
        except UnicodeDecodeError:
            if len(head) == HEAD_BYTES:
                for cut in (1, 2, 3):
                    try:
                        return head[: -4 - cut].decode(encoding)
                    except UnicodeDecodeError:
                        continue
    return None


def refuse_unknown(data: bytes, name: str, found: Found) -> UploadRefused:
    """Return the refusal for content that is none of the accepted kinds, in words that fit what it is."""
    if found is Found.OLE:
        return UploadRefused(_ole_message(data))
    if found is Found.SVG:
        return UploadRefused(_("这是 SVG 矢量图，里面可以藏程序，系统不收。请把它截成图片，或者另存为 PDF 再传。"))
    if found is Found.SHIFTED_PDF:
        return UploadRefused(_("这份 PDF 的开头夹着别的内容，系统不收。请打开它，用“打印”另存为一份新的 PDF 再传。"))
    if found is Found.UNKNOWN:
        return UploadRefused(
            _(
                "系统认不出这是什么文件，它也可能已经损坏。"
                "能收的是 JPG、PNG、HEIC 照片和 PDF、Word（.docx）文件，请换一份再传。"
            )
        )
    what, advice = _described(found)
    ending = claimed_ending(name)
    if ending:
        return UploadRefused(
            _("文件名写的是“%(ending)s”，内容其实是“%(what)s”，系统不收。%(advice)s")
            % {"ending": ending, "what": what, "advice": advice}
        )
    return UploadRefused(_("这是“%(what)s”，系统不收。%(advice)s") % {"what": what, "advice": advice})


def _described(found: Found) -> tuple[str, str]:
    """Return what the content is called and what the person can do instead."""
    screenshot = _("请打开它截一张图，再传截图。")
    rephotograph = _("请用手机把材料拍成照片，或者另存为 PDF 再传。")
    return {
        Found.HTML: (_("网页"), rephotograph),
        Found.XML: (_("网页或数据文件"), rephotograph),
        Found.GIF: (_("GIF 动图"), screenshot),
        Found.WEBP: (_("WebP 图片"), screenshot),
        Found.BMP: (_("BMP 图片"), screenshot),
        Found.TIFF: (_("TIFF 图片"), _("请另存为 JPG 照片或 PDF 再传。")),
        Found.AVIF: (_("AVIF 图片"), screenshot),
        Found.VIDEO: (_("视频"), _("请从视频里截一张图，再传截图。")),
        Found.AUDIO: (_("录音"), rephotograph),
        Found.PROGRAM: (_("可运行的程序"), _("它可能是病毒，请不要打开它。")),
        Found.SCRIPT: (_("可运行的程序"), _("它可能是病毒，请不要打开它。")),
        Found.ARCHIVE: (_("压缩包"), _("请先解压，再把里面的照片或文件一份一份传上来。")),
        Found.RTF: (_("RTF 文档"), _("请用 Word 或 WPS 另存为 .docx 或 PDF 再传。")),
        Found.TEXT: (_("纯文字文件"), _("请把文字直接填进表格，或者用 Word 存成 .docx 再传。")),
    }[found]


def _ole_message(data: bytes) -> str:
    """Tell a document locked with a password (an OLE container, too) from one in the format before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("这份文档加了打开密码，系统和审核的人都打不开。请去掉密码再传。")
    return _("这是旧版的 Word、Excel 或 WPS 文件（如 .doc），系统不收。请打开它，另存为 .docx 或 PDF 再传。")
