"""Evidence for the demo district: a few drawn pictures and documents that say what they are."""
# i18n: data file

import datetime as dt
import io
import random
import zipfile
from collections.abc import Iterable

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from branches.models import Organisation, User
from evidence.models import StoredFile
from evidence.services import file_store

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)
PAPER, INK, FAINT, RED = "#fbfaf5", "#26324a", "#b9c0cc", "#b8161c"
SHEETS, ROOMS = 4, 4


def font(size: int) -> ImageFont.FreeTypeFont | None:
    """Return a Chinese font, or None where the machine has none: the pictures then go without words."""
    for path in FONTS:
        try:
            return ImageFont.truetype(path, size)
        except OSError:
            continue
    return None


def write(canvas: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, colour: str = INK) -> None:
    if (face := font(size)) is not None:
        canvas.text(place, text, font=face, fill=colour)


def jpeg(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=82)
    return stream.getvalue()


def scrawl(canvas: ImageDraw.ImageDraw, left: int, top: int, draw: random.Random) -> None:
    """Draw what looks like a signature and is none."""
    points = [(left + step * 9, top + draw.randint(-13, 13)) for step in range(draw.randint(9, 14))]
    canvas.line(points, fill="#1d3f8f", width=3, joint="curve")


def sheet(number: int) -> Image.Image:
    """Draw a signed attendance sheet, a little askew as a telephone takes it."""
    draw = random.Random(f"sheet {number}")
    picture = Image.new("RGB", (1200, 1600), PAPER)
    canvas = ImageDraw.Draw(picture)
    write(canvas, (340, 90), "党支部活动签到表", 64)
    write(canvas, (110, 200), "演示材料，内容为虚构", 34, RED)
    rows = draw.randint(14, 18)
    for row in range(rows + 1):
        canvas.line([(100, 290 + row * 68), (1100, 290 + row * 68)], fill=FAINT, width=2)
    for column in (100, 220, 600, 1100):
        canvas.line([(column, 290), (column, 290 + rows * 68)], fill=FAINT, width=2)
    for row in range(rows):
        write(canvas, (140, 300 + row * 68), str(row + 1), 36)
        scrawl(canvas, 270, 326 + row * 68, draw)
        if draw.random() < 0.9:
            scrawl(canvas, 680, 326 + row * 68, draw)
    return picture.rotate(draw.choice((-2, -1, 1, 2)), fillcolor="#8d8579", resample=Image.Resampling.BICUBIC)


def room(number: int) -> Image.Image:
    """Draw a meeting in the village's meeting room: people as round heads around a table."""
    draw = random.Random(f"room {number}")
    picture = Image.new("RGB", (1600, 1200), draw.choice(("#e9e2d3", "#e3e8ea", "#efe6dc", "#e6e9df")))
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle([(0, 820), (1600, 1200)], fill="#b79f7e")
    canvas.rectangle([(330, 90), (1270, 250)], fill=RED)
    write(canvas, (470, 120), "主题党日活动（演示）", 76, "#fff5d6")
    canvas.rectangle([(90, 320), (330, 560)], fill="#cfe4f2", outline="#93a9b8", width=8)
    for seat in range(draw.randint(7, 11)):
        left = 380 + seat * 100 + draw.randint(-14, 14)
        top = 560 + draw.randint(-22, 22)
        skin = draw.choice(("#e3b48f", "#d9a67d", "#cf9a70"))
        canvas.rounded_rectangle(
            [(left - 46, top + 54), (left + 52, top + 260)],
            30,
            fill=draw.choice(("#39506b", "#5b6b57", "#7a5148", "#4a4a55", "#2f5d62")),
        )
        canvas.ellipse([(left - 38, top - 40), (left + 44, top + 60)], fill=skin)
        canvas.pieslice([(left - 40, top - 46), (left + 46, top + 46)], 180, 360, fill="#2b2723")
    canvas.polygon([(220, 800), (1480, 800), (1600, 1010), (90, 1010)], fill="#8c5a34")
    for _sheet in range(6):
        left = draw.randint(320, 1300)
        canvas.polygon([(left, 840), (left + 120, 840), (left + 136, 900), (left - 8, 900)], fill="#f7f5ee")
    write(canvas, (60, 1110), "演示图片，不是真实照片", 44, "#fff5d6")
    return picture


WORD_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
WORD_PARTS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/>
</Relationships>"""
WORD_TEXT = (
    "学习发言提纲（演示材料，内容为虚构）",
    "一、学习内容：支部工作条例关于组织生活的规定。",
    "二、联系实际：会议要有准备，发言要有内容，决议要有人管。",
    "三、打算：联系好外出党员，每月通一次电话，登记清楚。",
)


def document() -> bytes:
    """Return a short outline of a speech as DOCX."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in WORD_TEXT)
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", WORD_TYPES),
            ("_rels/.rels", WORD_PARTS),
            ("word/document.xml", text),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def scan() -> bytes:
    """Return a scanned sheet as PDF."""
    stream = io.BytesIO()
    sheet(SHEETS + 1).save(stream, "PDF", resolution=120)
    return stream.getvalue()


def templates() -> list[tuple[str, bytes]]:
    """Return the files of the demo with their names: sheets and rooms in turn, then the documents."""
    files = []
    for number in range(SHEETS):
        files.append((f"签到表{number + 1}.jpg", jpeg(sheet(number))))
        files.append((f"活动现场{number + 1}.jpg", jpeg(room(number))))
    return [*files, ("学习发言提纲.docx", document()), ("签到表扫描件.pdf", scan())]


class Shelf:
    """The demo's files: each is inspected and stored once, and every branch that shows it has a row of its own."""

    def __init__(self, *, owner: Organisation, by: User, at: dt.datetime) -> None:
        self.stored = [
            file_store(organisation=owner, upload=ContentFile(content, name), by=by, at=at)
            for name, content in templates()
        ]
        self.rows = {(owner.pk, number): file for number, file in enumerate(self.stored)}
        self.new: list[StoredFile] = []

    def file(self, branch: Organisation, number: int, *, by: User, at: dt.datetime) -> StoredFile:
        """Return the branch's row of a file; `save` writes the new rows."""
        number %= len(self.stored)
        if (row := self.rows.get((branch.pk, number))) is None:
            first = self.stored[number]
            row = StoredFile(
                organisation=branch,
                uploaded_by=by,
                uploaded_at=at,
                **{
                    field: getattr(first, field)
                    for field in ("name", "kind", "converted_from", "size", "width", "height", "sha256")
                },
                original_sha256=first.original_sha256,
                **{field: getattr(first, field).name for field in ("file", "preview", "thumbnail")},
            )
            self.rows[branch.pk, number] = row
            self.new.append(row)
        return row

    def save(self) -> None:
        StoredFile.objects.bulk_create(self.new, batch_size=1000)
        self.new = []


def numbers_for(kind_index: int, draw: random.Random) -> Iterable[int]:
    """Return which files a meeting shows: a sheet and often a room; now and then a document."""
    pair = 2 * (kind_index % SHEETS)
    chosen = [pair]
    if draw.random() < 0.7:
        chosen.append(pair + 1)
    if draw.random() < 0.1:
        chosen.append(2 * SHEETS + draw.randrange(2))
    return chosen
