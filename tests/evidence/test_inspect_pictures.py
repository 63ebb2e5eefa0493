"""Pictures are recognised by content, turned upright, cleaned of all but their pixels, and limited."""

import io
import tracemalloc
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from evidence.enums import FileKind
from evidence.inspect import Limits, UploadRefused, inspect_upload
from tests.evidence import samples

BROKEN = "这张照片不完整或者已经损坏，打不开。请先在相册里点开看一看，能看清再重新选一次，或者重新拍一张。"


def look(data: bytes, name: str = "会议.jpg", **limits):
    return inspect_upload(io.BytesIO(data), name, limits=Limits(**limits))


def refusal(data: bytes, name: str = "会议.jpg", **limits) -> str:
    with pytest.raises(UploadRefused) as caught:
        look(data, name, **limits)
    return caught.value.message


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def is_red(pixel) -> bool:
    return pixel[0] > 150 > pixel[2]


def test_a_photo_is_kept_as_jpeg_with_preview_and_thumbnail():
    found = look(samples.jpeg((2000, 1500)))

    assert (found.kind, found.name, found.width, found.height) == (FileKind.JPEG, "会议.jpg", 2000, 1500)
    assert opened(found.content).size == (2000, 1500)
    assert opened(found.preview).size == (1280, 960)
    assert opened(found.thumbnail).size == (320, 240)
    assert (found.converted_from, found.taken_at) == ("", None)


def test_a_small_picture_is_never_enlarged():
    found = look(samples.jpeg((100, 50)))

    assert [opened(content).size for content in (found.content, found.preview, found.thumbnail)] == [(100, 50)] * 3


def test_a_sideways_photo_is_stored_upright():
    found = look(samples.jpeg((800, 600), exif=samples.exif(orientation=6)))
    image = opened(found.content)

    assert (found.width, found.height) == image.size == (600, 800)
    # Orientation 6: what was left is on top.
    assert is_red(image.getpixel((300, 100)))
    assert not is_red(image.getpixel((300, 700)))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_as_the_browser_would_show_it(orientation):
    from PIL import ImageOps

    data = samples.jpeg((80, 60), exif=samples.exif(orientation=orientation))
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))

    stored = opened(look(data).content)

    assert stored.size == expected.size
    assert is_red(stored.getpixel((5, 5))) == is_red(expected.getpixel((5, 5)))


def test_the_time_is_read_and_place_and_camera_are_gone():
    found = look(samples.jpeg(exif=samples.exif(), comment=b"hidden"))

    assert found.taken_at == datetime(2025, 10, 5, 14, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    for content in (found.content, found.preview, found.thumbnail):
        image = opened(content)
        assert dict(image.getexif()) == {}
        assert image.info.keys() & {"exif", "comment", "icc_profile", "xmp", "photoshop"} == set()
        assert b"PhoneModelX" not in content


def test_a_time_zone_in_the_photo_counts():
    found = look(samples.jpeg(exif=samples.exif(offset="+09:00")))

    assert found.taken_at == datetime(2025, 10, 5, 14, 30, tzinfo=timezone(timedelta(hours=9)))


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2025-10-05", "", "1970:01:01 00:00:00", "会议"])
def test_a_nonsensical_time_is_no_time(taken):
    data = samples.exif()
    data.get_ifd(0x8769)[0x9003] = taken.encode()

    assert look(samples.jpeg(exif=data)).taken_at is None


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")  # Pillow's remark about the bytes made here
def test_broken_exif_is_no_reason_to_refuse_a_photo():
    found = look(samples.jpeg(exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff\xff\xff"))

    assert (found.width, found.taken_at) == (800, None)


def test_a_heic_photo_becomes_a_jpeg():
    found = look(samples.heic((400, 200)), "IMG_0012.HEIC")

    assert (found.kind, found.converted_from, found.name) == (FileKind.JPEG, "heic", "IMG_0012.jpg")
    assert opened(found.content).format == "JPEG"
    assert (found.width, found.height) == (400, 200)
    assert is_red(opened(found.content).getpixel((50, 100)))
    assert found.taken_at == datetime(2025, 10, 5, 14, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert b"PhoneModelX" not in found.content


def test_a_screenshot_stays_png_and_keeps_its_transparency():
    found = look(samples.encoded(Image.new("RGBA", (300, 200), (255, 0, 0, 128)), "PNG"), "截图.png")

    assert (found.kind, opened(found.content).mode) == (FileKind.PNG, "RGBA")
    assert opened(found.preview).mode == "RGB"


def test_a_photo_saved_as_png_becomes_a_jpeg_when_that_halves_it():
    noise = Image.effect_noise((1200, 1000), 90).convert("RGB")

    found = look(samples.encoded(noise, "PNG"), "照片.png")

    assert (found.kind, found.converted_from, found.name) == (FileKind.JPEG, "png", "照片.jpg")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_kind_of_pixel_can_be_kept(mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    found = look(samples.encoded(Image.new(mode, (64, 48)), form))

    assert (found.width, found.height) == (64, 48)


def test_sixteen_bit_grey_keeps_its_brightness():
    found = look(samples.encoded(Image.new("I;16", (20, 20), 40_000), "PNG"), "扫描.png")

    assert opened(found.content).getpixel((5, 5)) == 156


def test_a_very_large_photo_is_shrunk():
    found = look(samples.jpeg((1000, 500)), max_side=400)

    assert (found.width, found.height) == opened(found.content).size == (400, 200)


def test_the_content_decides_and_not_the_name():
    found = look(samples.jpeg(), "会议记录.pdf")

    assert (found.kind, found.name) == (FileKind.JPEG, "会议记录.jpg")


def test_what_hides_behind_a_picture_is_not_kept():
    trailer = b"<script>alert(1)</script>" + samples.archive({"a.class": b"\xca\xfe\xba\xbe"})
    found = look(samples.jpeg() + trailer)

    assert b"<script>" not in found.content
    assert b"PK\x03\x04" not in found.content
    assert found.content.endswith(b"\xff\xd9")


def test_what_hides_inside_a_png_is_not_kept():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Comment", "<?php system($_GET['c']); ?>")

    assert b"php" not in look(samples.encoded(samples.scene(), "PNG", pnginfo=notes), "a.png").content


def test_two_uploads_of_one_photo_share_their_original_checksum():
    data = samples.jpeg()

    assert look(data).original_sha256 == look(data, "另一个名字.jpg").original_sha256


# --- Refused --------------------------------------------------------------------------------------------------


def test_nothing_at_all_is_refused():
    assert refusal(b"") == "这个文件是空的，可能没有拍好或没有存好。请打开看一看，再重新选一次。"


def test_too_large_is_refused_before_it_is_all_read():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(UploadRefused) as caught:
        inspect_upload(stream, "大.jpg", limits=Limits(max_bytes=2 * 1024 * 1024))

    assert caught.value.message == (
        "这个文件超过了 2 MB 的上限，没有收下。照片请用普通画质重新拍；文件请分成几份，或者压缩后再传。"
    )
    assert stream.given <= 3 * 1024 * 1024


def test_a_picture_of_900_megapixels_is_refused_by_its_header():
    data = samples.huge_png()
    tracemalloc.start()
    try:
        message = refusal(data, "大图.png")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert message == (
        "这张图有 30000×30000 像素，超过了 6000 万像素的上限，系统不打开它。"
        "请用手机的普通画质重新拍一张，或者截图再传。"
    )
    assert peak < 2 * 1024 * 1024


@pytest.fixture
def circular_drawn():
    """WeasyPrint has been loaded, as it is in every process that draws circulars."""
    import weasyprint

    return weasyprint


@pytest.mark.usefixtures("circular_drawn")
@pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
def test_a_photo_cut_short_is_refused(part):
    data = samples.noise_jpeg((400, 300))

    assert refusal(data[: int(len(data) * part)]) == BROKEN


def test_a_png_cut_short_is_refused():
    data = samples.encoded(Image.effect_noise((300, 200), 90), "PNG")

    assert refusal(data[: len(data) // 2], "a.png") == BROKEN


def test_a_heic_cut_short_is_refused():
    data = samples.heic()

    assert refusal(data[: len(data) - 200], "a.heic") == BROKEN


@pytest.mark.parametrize(
    ("content", "what", "advice"),
    [
        (b"<!DOCTYPE html><p>404</p>", "网页", "请用手机把材料拍成照片，或者另存为 PDF 再传。"),
        (b"MZ\x90\x00" + bytes(100), "可运行的程序", "它可能是病毒，请不要打开它。"),
        (b"\x7fELF" + bytes(100), "可运行的程序", "它可能是病毒，请不要打开它。"),
        (b"GIF89a\x01\x00\x01\x00", "GIF 动图", "请打开它截一张图，再传截图。"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP 图片", "请打开它截一张图，再传截图。"),
        (b"II*\x00\x08\x00\x00\x00", "TIFF 图片", "请另存为 JPG 照片或 PDF 再传。"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif", "AVIF 图片", "请打开它截一张图，再传截图。"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42", "视频", "请从视频里截一张图，再传截图。"),
        (b"Rar!\x1a\x07\x01\x00", "压缩包", "请先解压，再把里面的照片或文件一份一份传上来。"),
        ("会议记录".encode("gb18030"), "纯文字文件", "请把文字直接填进表格，或者用 Word 存成 .docx 再传。"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_called_what_it_is(content, what, advice):
    assert refusal(content, "会议.jpg") == f"文件名写的是“.jpg”，内容其实是“{what}”，系统不收。{advice}"
    assert refusal(content, "会议") == f"这是“{what}”，系统不收。{advice}"


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- -->\n<svg/>',
        '<?xml version="1.0" encoding="utf-16"?><svg/>'.encode("utf-16"),
    ],
)
@pytest.mark.parametrize("name", ["图.svg", "图.png"])
def test_svg_is_refused_under_any_name_and_encoding(content, name):
    assert refusal(content, name) == (
        "这是 SVG 矢量图，里面可以藏程序，系统不收。请把它截成图片，或者另存为 PDF 再传。"
    )


def test_unknown_bytes_are_refused_with_the_list_of_what_is_taken():
    assert refusal(b"\x00\x01\x02\x03" * 50) == (
        "系统认不出这是什么文件，它也可能已经损坏。"
        "能收的是 JPG、PNG、HEIC 照片和 PDF、Word（.docx）文件，请换一份再传。"
    )
