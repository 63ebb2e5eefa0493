"""Files made on the spot: honest ones, and what an attacker or a bad network makes of them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_DOCUMENT = "application/vnd.ms-word.document.macroEnabled.main+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# --- Pictures -------------------------------------------------------------------------------------------------


def encoded(image: Image.Image, form: str, **options) -> bytes:
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def scene(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A picture with a red left and a blue right half, so that turning it shows."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, *size))
    return image


def exif(*, orientation: int = 1, taken: str = "2025:10:05 14:30:00", offset: str = "") -> Image.Exif:
    """EXIF data as a phone writes them: camera, time, and the place at 27.97° N, 116.36° E."""
    data = Image.Exif()
    data[0x0110] = "PhoneModelX"
    data[0x0112] = orientation
    details = data.get_ifd(0x8769)
    details[0x9003] = taken
    if offset:
        details[0x9011] = offset
    place = data.get_ifd(0x8825)
    place[1], place[2] = "N", (27.0, 58.0, 12.0)
    place[3], place[4] = "E", (116.0, 21.0, 36.0)
    return data


def jpeg(size: tuple[int, int] = (800, 600), **options) -> bytes:
    return encoded(scene(size), "JPEG", **options)


def noise_jpeg(size: tuple[int, int] = (1200, 900)) -> bytes:
    """A JPEG of several hundred kilobytes, as photos are."""
    return encoded(Image.effect_noise(size, 80).convert("RGB"), "JPEG", quality=92)


def heic(size: tuple[int, int] = (400, 200)) -> bytes:
    target = BytesIO()
    pillow_heif.from_pillow(scene(size)).save(target, exif=exif().tobytes())
    return target.getvalue()


def huge_png(side: int = 30_000) -> bytes:
    """A PNG of `side` × `side` pixels in one bit each: about a hundred kilobytes for 900 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# --- PDF ------------------------------------------------------------------------------------------------------


def pdf(*, catalog: bytes = b"", trailer: bytes = b"", more: bytes = b"") -> bytes:
    """A small PDF; `catalog` and `trailer` are added to those dictionaries, `more` are further objects."""
    return (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
        + more
        + b"trailer\n<< /Size 9 /Root 1 0 R "
        + trailer
        + b" >>\nstartxref\n0\n%%EOF\n"
    )


def object_stream(content: bytes, filters: bytes = b"/Filter /FlateDecode", *, pack: bool = True) -> bytes:
    """Objects packed into a stream, where a search for plain text does not see them."""
    packed = zlib.compress(content, 9) if pack else content
    head = b"8 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + filters
    return head + b" /Length %d >>\nstream\r\n" % len(packed) + packed + b"\nendstream\nendobj\n"


# --- DOCX -----------------------------------------------------------------------------------------------------


def relationships(*entries: tuple[str, str, str]) -> str:
    """The XML of a list of (kind, target, mode)."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONSHIP}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for number, (kind, target, mode) in enumerate(entries)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def docx(
    *,
    extra: dict[str, bytes | str] | None = None,
    document_type: str = DOCUMENT,
    types: str = "",
    links: tuple[tuple[str, str, str], ...] = (),
) -> bytes:
    """A small DOCX; `extra` parts by name, further content `types`, `links` of the document part."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{document_type}"/>{types}</Types>'
        ),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": relationships(*links),
        "word/document.xml": '<w:document xmlns:w="urn:w"><w:body/></w:document>',
        **(extra or {}),
    }
    return archive(parts)


def archive(parts: dict[str, bytes | str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return target.getvalue()


def bomb_docx(megabytes: int = 500) -> bytes:
    """A DOCX of half a megabyte that unpacks to `megabytes`."""
    target = BytesIO(docx())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as bundle, bundle.open("word/media/a.xml", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1024 * 1024))
    return target.getvalue()


def lying_docx(megabytes: int = 500, *, claimed: int = 1000) -> bytes:
    """The same bomb, whose headers claim that the part has `claimed` bytes."""
    data = bytearray(bomb_docx(megabytes))
    honest, lie = struct.pack("<L", megabytes * 1024 * 1024), struct.pack("<L", claimed)
    at = data.find(honest)
    while at >= 0:
        data[at : at + 4] = lie
        at = data.find(honest, at + 4)
    return bytes(data)
