"""Decode a picture and encode it anew: upright, no larger than needed, without anything but its pixels."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from zoneinfo import ZoneInfo

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile

from evidence.enums import FileKind
from evidence.inspect.common import Limits, UploadRefused
from evidence.inspect.sniff import Found

logger = logging.getLogger(__name__)

PREVIEW_SIDE = 1280
THUMBNAIL_SIDE = 320
JPEG_QUALITY = 85
# A PNG above this size that a JPEG at least halves is a photo in the wrong format, not a drawing.
PHOTO_PNG_BYTES = 2 * 1024 * 1024

CAMERA_TIME_ZONE = ZoneInfo("Asia/Shanghai")
EXIF_ORIENTATION = 0x0112
EXIF_IFD = 0x8769
EXIF_DATE_TIME_ORIGINAL = 0x9003
EXIF_OFFSET_TIME_ORIGINAL = 0x9011

# How to turn the stored pixels upright, by the value of the EXIF tag.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A picture encoded anew. Width and height in pixels; preview and thumbnail are JPEG."""

    kind: FileKind
    content: bytes
    width: int
    height: int
    preview: bytes
    thumbnail: bytes
    taken_at: datetime | None
    converted_from: str


def read_picture(data: bytes, found: Found, *, limits: Limits) -> Picture:
    """Return the picture in `data` encoded anew.

    The size is read from the header before any pixel, so a picture that would fill the memory costs nothing.

    Raises:
        UploadRefused: too many pixels, or not a whole picture.
    """
    # WeasyPrint, which draws the circulars, makes Pillow fill up half pictures with grey for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image, exif = _decode_heif(data, limits) if found is Found.HEIF else _decode(data, found, limits)
        taken_at = _taken_at(exif)
        image = _plain(image, limits.max_side)
        kind, content = _encode(image, found)
        preview = _small(image, PREVIEW_SIDE, quality=80)
        thumbnail = _small(image, THUMBNAIL_SIDE, quality=75)
    except UploadRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(limits) from error
    except Exception as error:
        # Decoders raise almost anything on broken bytes (OSError, SyntaxError, struct.error, EOFError, …);
        # whatever it is, the person can only be told that the picture does not open.
        logger.info("Picture refused: %r", error)
        raise UploadRefused(
            _("这张照片不完整或者已经损坏，打不开。请先在相册里点开看一看，能看清再重新选一次，或者重新拍一张。")
        ) from error
    source = {Found.JPEG: FileKind.JPEG, Found.PNG: FileKind.PNG}.get(found)
    return Picture(
        kind=kind,
        content=content,
        width=image.width,
        height=image.height,
        preview=preview,
        thumbnail=thumbnail,
        taken_at=taken_at,
        converted_from="" if kind == source else (source or "heic"),
    )


def _decode(data: bytes, found: Found, limits: Limits) -> tuple[Image.Image, Image.Exif | None]:
    """Return a JPEG or PNG with all its pixels, upright, and its EXIF data."""
    # Only this one decoder may look at the bytes: Pillow knows forty formats we do not want.
    formats = ("JPEG",) if found is Found.JPEG else ("PNG",)
    if found is Found.PNG:
        # Pillow's own, wider limit would strike first and could not name the size.
        _check_pixels((int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")), limits)
    image = Image.open(BytesIO(data), formats=formats)
    _check_pixels(image.size, limits)
    if found is Found.JPEG and max(image.size) > limits.max_side:
        # libjpeg can decode at 1/2, 1/4 or 1/8: a 50-megapixel photo then needs a quarter of the memory.
        ratio = limits.max_side / max(image.size)
        image.draft("RGB", (max(int(image.width * ratio), 1), max(int(image.height * ratio), 1)))
    image.load()
    exif = _exif(image)
    turn = UPRIGHT.get(exif.get(EXIF_ORIENTATION)) if exif else None
    return (image.transpose(turn) if turn is not None else image), exif


def _decode_heif(data: bytes, limits: Limits) -> tuple[Image.Image, Image.Exif | None]:
    """Return the main picture of a HEIC file, already upright (the container turns it, not the EXIF tag)."""
    container = pillow_heif.open_heif(data, convert_hdr_to_8bit=True)
    _check_pixels(container.size, limits)
    exif = None
    if raw := container.info.get("exif"):
        exif = Image.Exif()
        try:
            exif.load(raw)
        except Exception as error:
            logger.info("Unreadable EXIF in HEIC: %r", error)
            exif = None
    return container.to_pillow(), exif


def _check_pixels(size: tuple[int, int], limits: Limits) -> None:
    if size[0] * size[1] > limits.max_pixels:
        raise _too_many_pixels(limits, size)


def _too_many_pixels(limits: Limits, size: tuple[int, int] | None = None) -> UploadRefused:
    most = limits.max_pixels // 10_000
    if size is None:
        return UploadRefused(
            _(
                "这张图的像素太多，超过了 %(most)s 万像素的上限，系统不打开它。"
                "请用手机的普通画质重新拍一张，或者截图再传。"
            )
            % {"most": most}
        )
    return UploadRefused(
        _(
            "这张图有 %(width)s×%(height)s 像素，超过了 %(most)s 万像素的上限，系统不打开它。"
            "请用手机的普通画质重新拍一张，或者截图再传。"
        )
        % {"width": size[0], "height": size[1], "most": most}
    )


def _exif(image: Image.Image) -> Image.Exif | None:
    try:
        return image.getexif()
    except Exception as error:  # broken EXIF is no reason to refuse a photo that shows what it should
        logger.info("Unreadable EXIF: %r", error)
        return None


def _taken_at(exif: Image.Exif | None) -> datetime | None:
    """Return when the photo was taken. Cameras write local time; without an offset it is taken as China's."""
    if exif is None:
        return None
    try:
        details = exif.get_ifd(EXIF_IFD)
        text = str(details.get(EXIF_DATE_TIME_ORIGINAL, "")).strip("\x00 ")
        naive = datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 -- the zone is the next line
        taken = naive.replace(tzinfo=_offset(details.get(EXIF_OFFSET_TIME_ORIGINAL)))
    except Exception:  # no date, "0000:00:00 00:00:00", broken tags: all mean that nobody knows
        return None
    return taken if taken.year >= 1990 else None


def _offset(text: object) -> timezone | ZoneInfo:
    """Return the zone "+08:00" names, or China's when there is none or it makes no sense."""
    try:
        hours, minutes = str(text).strip("\x00 ").split(":")
        minutes_east = int(hours[1:]) * 60 + int(minutes)
        return timezone(timedelta(minutes=-minutes_east if hours[0] == "-" else minutes_east))
    except (ValueError, IndexError):
        return CAMERA_TIME_ZONE


def _plain(image: Image.Image, max_side: int) -> Image.Image:
    """Return the picture as L, RGB or RGBA in sRGB, its long side at most `max_side`, without metadata."""
    profile = image.info.get("icc_profile")
    # "LA" and palettes with a transparent colour become RGBA; 16-bit grey keeps its upper eight bits.
    if image.has_transparency_data:
        image = image.convert("RGBA")
        if image.getchannel("A").getextrema()[0] == 255:
            image = image.convert("RGB")
    elif image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode == "1":
        image = image.convert("L")
    if max(image.size) > max_side:
        ratio = max_side / max(image.size)
        size = (max(round(image.width * ratio), 1), max(round(image.height * ratio), 1))
        if image.mode == "P":
            image = image.convert("RGB")
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = _to_srgb(image, profile)
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGB")
    # Pillow writes a comment, a profile and a resolution it finds here into the new file.
    image.info = {}
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the colours as every screen expects them: phones write Display P3, and no profile is kept."""
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGB" if image.mode == "CMYK" else image.mode
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        logger.info("Colour profile ignored: %r", error)
        return image
    return converted if converted is not None else image


def _encode(image: Image.Image, found: Found) -> tuple[FileKind, bytes]:
    """Return kind and bytes to keep: JPEG, or PNG for what came as PNG and is not a photo."""
    if found is not Found.PNG:
        return FileKind.JPEG, _jpeg(image, JPEG_QUALITY)
    target = BytesIO()
    image.save(target, "PNG")
    png = target.getvalue()
    if len(png) > PHOTO_PNG_BYTES and image.mode != "RGBA":
        jpeg = _jpeg(image, JPEG_QUALITY)
        if len(jpeg) * 2 < len(png):
            return FileKind.JPEG, jpeg
    return FileKind.PNG, png


def _small(image: Image.Image, side: int, *, quality: int) -> bytes:
    """Return the picture as JPEG of at most `side` pixels on the long side; never larger than it is."""
    small = image.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _jpeg(small, quality)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    if image.mode == "RGBA":  # JPEG knows no transparency; paper is white
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    target = BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
    return target.getvalue()
