"""Official documents (公文): how their numbers, dates and lines are written, and their printable page.

The layout follows GB/T 9704-2012 《党政机关公文格式》; the clause is named beside each rule, here and in
static/css/official.css. Neither WeasyPrint nor CSS keeps a grid of 28 characters a line in which no line begins
with a comma, so this module breaks the lines itself: every Chinese character is one cell wide, every ASCII
character half a cell, and the style sheet uses fonts and font features for which that is true.
"""

# The words of an official document and the names of its fonts are fixed by the standard.
# i18n: data file

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from django.template.loader import render_to_string

from config.lib.pdf import ARCHIVED, html_to_pdf
from config.lib.qr import qr_code

STYLESHEET = Path(__file__).resolve().parents[2] / "static" / "css" / "official.css"
ALONE = STYLESHEET.with_name("official_alone.css")

CELLS = 28  # full-width characters in a line of the text box (5.2.3)
CELLS_SMALL = 30  # the same at size 四号 (14 pt) for the imprint (版记), its last one left empty (7.4.2)
CELLS_TITLE = 20  # the same at size 二号 (22 pt) for titles
TEXT_WIDTH = 156  # mm, the text box (5.2.1)
MARK_SIZE = 15  # mm, the height of a character of the red head
MARK_NARROWEST = Decimal("0.6")  # a long red head is condensed so far, and then set smaller
CELL_MM = 4.3  # mm, a character of a table (小四, 12 pt)
PADDING_MM = 3.5  # mm beside it, and for figures that are a little wider than half a character
INK_HEIGHT = Decimal("0.85")  # of a Chinese character above its baseline, in its own size


# --- Numbers and dates ----------------------------------------------------------------------------
def chinese_date(day: dt.date) -> str:
    """Return the date in Arabic figures without leading zeros, “2026年1月5日” (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def circular_number(prefix: str, year: int, serial: int) -> str:
    """Return a document number (发文字号) such as “临组通字〔2026〕3号” (7.2.5).

    `prefix` is the issuer's code (机关代字). The year has four figures in hexagonal brackets; the serial
    carries neither zeros nor 第. Raises ValueError for a serial below 1 or a year without four figures.
    """
    if serial < 1:
        raise ValueError(f"serial numbers begin at 1, not {serial}")
    if not 1000 <= year <= 9999:
        raise ValueError(f"not a year of four figures: {year}")
    return f"{prefix}〔{year}〕{serial}号"


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """Return `part` of `whole` in percent with one decimal, rounded half up; None when there is no whole.

    The only place where a rate is rounded, so that page, circular and export print the same figure.
    Raises ValueError when `part` lies outside its whole: a rate outside 0–100 is an error in the counting.
    """
    if not whole:
        return None
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def chinese_numeral(number: int) -> str:
    """Return 1–9999 in Chinese numerals as headings use them: 一, 十, 十二, 二十, 一百零五."""
    if not 1 <= number <= 9999:
        raise ValueError(f"chinese_numeral writes 1 to 9999, not {number}")
    text, zero = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if zero and text else "") + "一二三四五六七八九"[digit - 1] + unit
        zero = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


# --- The document ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body; `kind` is h1 (一、), h2 （一）, h3 (1.) or p."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A table that follows the letter (附件): every row has as many cells as there are columns."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """Everything an official document prints. A line break in `title` breaks the title there."""

    issuer_mark: str  # 发文机关标志, in red: 中共抚州市临川区委组织部文件
    number: str  # 发文字号; "" until it is signed
    title: str
    addressees: str  # 主送机关, without the colon
    blocks: Sequence[Block]
    attachments: Sequence[Attachment] = ()
    signatory: str = ""  # 发文机关署名
    signed_on: dt.date | None = None  # 成文日期; None until it is signed
    copies_to: str = ""  # 抄送机关
    printed_by: str = ""  # 印发机关
    printed_on: dt.date | None = None  # 印发日期
    watermark: str = "送审稿"  # shown while unsigned
    verify_code: str = ""  # 核验码, below the imprint
    verify_url: str = ""  # what its QR code leads to
    # 出席, 请假, 列席 with who they are (10.3): minutes (纪要), which have neither addressees nor signature nor seal
    attendance: Sequence[tuple[str, str]] = ()


HEADINGS = (
    ("h1", re.compile(r"[一二三四五六七八九十百]+、")),
    ("h2", re.compile(r"[（(][一二三四五六七八九十百]+[）)]")),
    ("h3", re.compile(r"\d+[.．](?!\d)")),
)


def body_to_blocks(text: str) -> list[Block]:
    """Turn the text a person edits, one paragraph a line, into blocks by how each line begins (7.3.3)."""
    blocks = []
    for line in text.splitlines():
        if line := one_line(line):
            kind = next((kind for kind, pattern in HEADINGS if pattern.match(line)), "p")
            blocks.append(Block(kind, line))
    return blocks


def one_line(text: str) -> str:
    """Return `text` without outer blanks, with line breaks and tabs as blanks, and without control characters.

    Invisible format characters go too: one of them can turn the direction of a line. A character that is merely
    unknown stays, so that printing fails instead of leaving it out of somebody's name.
    """
    text = "".join(" " if char.isspace() and char != "\u3000" else char for char in str(text))
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Cs"}).strip()


# --- Lines ----------------------------------------------------------------------------------------
OPENING = "“‘（《〈【〔「『〖"  # never end a line
CLOSING = "，。、；：？！”’）》〉】〕」』〗…—～％℃·"  # never begin one
# What stays together: opening marks with what follows, a number or Latin word, a long dash, closing marks.
ATOM = re.compile(rf"[{OPENING}]*(?:[!-~]+|——|……|.)?[{CLOSING}]*", re.DOTALL)
PIECE = re.compile(r"[ -~]+|[^ -~]+")
WIDEST_ATOM = 24  # half cells; anything longer may break anywhere
STEP = Decimal("0.05")  # points of extra letter spacing from one .g class to the next
WIDEST_GAP = 36  # steps: a line that lacks more stays ragged rather than gappy


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its indent in cells, the step of extra letter spacing that fills it, and its text.

    `lead` is the part in the heading's face, `rest` the part in the body's.
    """

    indent: int
    gap: int
    lead: str
    rest: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """Return the text in pieces with their classes: b for the heading's face, n for half-width ASCII."""
        return [
            (f"{face} n".strip() if piece.isascii() else face, piece)
            for face, text in (("b", self.lead), ("", self.rest))
            for piece in PIECE.findall(text)
        ]


def width(text: str) -> int:
    """Return the width of `text` in half cells; a rare narrow letter counts as a full cell."""
    return sum(1 if " " <= char <= "~" else 0 if unicodedata.combining(char) else 2 for char in text)


def atoms(text: str) -> Iterable[str]:
    for match in ATOM.finditer(text):
        if width(match[0]) <= WIDEST_ATOM:
            yield match[0]
        else:
            yield from match[0]


def break_lines(text: str, *, cells: int, first: int, after: int) -> list[tuple[int, str, bool]]:
    """Break `text` into lines of at most `cells` cells: (indent in cells, text, whether another follows)."""
    lines, line, indent = [], "", first
    for atom in atoms(text):
        if line and width(line) + width(atom.rstrip()) > (cells - indent) * 2:
            lines.append((indent, line.rstrip(), True))
            line, indent = "", after
        line += atom if line else atom.lstrip(" ")
    return [*lines, (indent, line.rstrip(), False)]


def fit_lines(text: str, *, cells: int = CELLS, first: int = 0, after: int = 0, lead: int = 0) -> list[Line]:
    """Break `text` into lines and spread each but the last to the full width of the text box.

    `cells` is the width of the line, `first` and `after` the indents of the first and of the following lines,
    all in full-width characters; `lead` is how many characters stand in the heading's face.
    """
    size = Decimal("15.75") if cells == CELLS else Decimal(14)
    lines = []
    for indent, line, spread in break_lines(one_line(text), cells=cells, first=first, after=after):
        gap = 0
        if spread and len(line) > 1:
            lacking = (Decimal(cells - indent) - Decimal(width(line)) / 2) * size
            gap = int((lacking / (len(line) - 1) / STEP).to_integral_value(ROUND_HALF_UP))
        lines.append(Line(indent, gap if 0 < gap <= WIDEST_GAP else 0, line[:lead], line[lead:]))
        lead = max(0, lead - len(line))
    return lines


# What a title may be broken after or before without tearing words apart (7.3.1 词意完整).
AFTER_GOOD = re.compile(r"(?:委员会|组织部|办公室|党委|政府|支部|月份|年度|季度|半年|[，、；：》”）])$")
BEFORE_GOOD = re.compile(r"关于")


def title_breaks(title: str) -> list[int]:
    """Return for each position in `title` what a break before that character costs; 99 forbids it."""
    costs, since = [99], 0
    for i in range(1, len(title)):
        before, after = title[i - 1], title[i]
        if (
            before in OPENING
            or after in CLOSING
            or after in "的份"
            or width(before) == width(after) == 1
            or (before.isdigit() and after in "年月日号个")
            or (before in "年月" and after.isdigit())
        ):
            cost = 99
        elif AFTER_GOOD.search(title[:i]) or BEFORE_GOOD.match(title, i):
            cost, since = 0, i
        else:
            # Most words have two characters: count in twos from the last sure boundary.
            cost = 4 if (i - since) % 2 == 0 else 8
        if title.count("《", 0, i) > title.count("》", 0, i):
            cost += 6
        costs.append(cost)
    return costs


def title_lines(title: str, cells: int = CELLS_TITLE) -> list[str]:
    """Break a title into as few lines as it needs, of similar length and at the ends of words (7.3.1).

    A line break typed in `title` is kept: the person who drafts knows the words best.
    """
    if "\n" in title.strip():
        return [line for part in title.splitlines() if one_line(part) for line in title_lines(part, cells)]
    title = one_line(title)
    count = -(-width(title) // (cells * 2))
    if count <= 1:
        return [title]
    mean = width(title) / count
    costs = title_breaks(title)
    # best[lines][end] = (cost, start of the last line) of setting title[:end] in that many lines.
    best: list[dict[int, tuple[float, int]]] = [{0: (0, 0)}]
    for _number in range(count + 1):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _before) in best[-1].items():
            for end in range(start + 1, len(title) + 1):
                length = width(title[start:end])
                if length > cells * 2:
                    break
                total = cost + abs(length - mean) * 0.7 + (costs[end] if end < len(title) else 0)
                if end not in row or total < row[end][0]:
                    row[end] = (total, start)
        best.append(row)
    number = next(n for n in range(count, count + 2) if n == count + 1 or len(title) in best[n])
    lines, end = [], len(title)
    for row in reversed(best[1 : number + 1]):
        start = row[end][1]
        lines.insert(0, title[start:end].strip())
        end = start
    return lines


# --- The page -------------------------------------------------------------------------------------
def mark_geometry(text: str) -> dict[str, str]:
    """Return size and place, in mm, of the red head in one line: condensed when long, then smaller."""
    cells = max(Decimal(width(text)) / 2, Decimal(1))
    natural = cells * MARK_SIZE
    size, length = Decimal(MARK_SIZE), min(natural, Decimal(TEXT_WIDTH))
    if length < natural * MARK_NARROWEST:
        size = length / MARK_NARROWEST / cells
    return {
        "text": text,
        "size": f"{size:.3f}",
        "length": f"{length:.3f}",
        "left": f"{(TEXT_WIDTH - length) / 2:.3f}",
        "baseline": f"{size * INK_HEIGHT:.3f}",
    }


def heading_length(block: Block) -> int:
    """Return how many characters of a block stand in its heading's face: up to the first full stop."""
    if block.kind not in {"h1", "h2"}:
        return 0
    return block.text.find("。") + 1 or len(block.text)


def enclosure_lines(attachments: Sequence[Attachment]) -> list[list[Line]]:
    """Return the lines of the list of attachments (附件说明, 7.3.4): numbered when there are several."""
    if not attachments:
        return []
    if len(attachments) == 1:
        return [fit_lines(f"附件：{one_line(attachments[0].title)}", first=2, after=5)]
    return [
        fit_lines(f"附件：1.{one_line(each.title)}", first=2, after=6)
        if number == 1
        else fit_lines(f"{number}.{one_line(each.title)}", first=5, after=6)
        for number, each in enumerate(attachments, 1)
    ]


def attendance_lines(attendance: Sequence[tuple[str, str]]) -> list[list[Line]]:
    """Return the lines of who was there (10.3): the word in 黑体, what follows the colon below its first character."""
    return [
        fit_lines(f"{word}：{one_line(people)}", first=2, after=3 + len(word), lead=len(word))
        for word, people in attendance
    ]


def column_shares(widths: Sequence[int]) -> list[float]:
    """Return each column's share of the table in percent, from its widest cell in half cells.

    Short columns get what they need so that a date or a village's name stays in one line; what is left is
    shared evenly by the long ones, which wrap.
    """
    needs = [each * CELL_MM / 2 + PADDING_MM for each in widths]
    shares, left = [0.0] * len(needs), float(TEXT_WIDTH)
    for taken, index in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        shares[index] = min(needs[index], left / (len(needs) - taken))
        left -= shares[index]
    return [share * 100 / sum(shares) for share in shares]


def attachment_table(attachment: Attachment, label: str) -> dict:
    """Return an attachment as the template prints it. Long cells stand left, short ones in the middle."""
    rows = [[one_line(cell) for cell in row] for row in attachment.rows]
    widths = [max(width(cell) for cell in column) for column in zip(attachment.columns, *rows, strict=True)]
    shares = column_shares(widths)
    sides = ["left" if each > 16 else "" for each in widths]
    return {
        "label": label,
        "title": [Line(0, 0, "", line) for line in title_lines(attachment.title)],
        "columns": [
            {"name": name, "share": f"{share:.2f}"} for name, share in zip(attachment.columns, shares, strict=True)
        ],
        "rows": [list(zip(row, sides, strict=True)) for row in rows],
        "note": one_line(attachment.note),
    }


def official_document_html(
    document: OfficialDocument,
    *,
    stylesheets: Sequence[str] = (STYLESHEET.as_uri(),),
    only_imprint: bool = False,
) -> str:
    """Return the document as one HTML page, for config.lib.pdf.html_to_pdf and for the preview.

    `stylesheets` are the addresses of official.css and, in the preview, official_screen.css: the file for
    printing, static URLs for the preview. `only_imprint` leaves out all that stands before the imprint. Text is
    escaped by the template; none of it is ever markup. Raises ValueError when a row of an attachment is not as long as
    its columns.
    """
    signed = document.signed_on is not None
    several = len(document.attachments) > 1
    context = {
        "stylesheets": stylesheets,
        "watermark": "" if signed else document.watermark,
        "plain_title": one_line(document.title),
        "mark": mark_geometry(one_line(document.issuer_mark)),
        "number": one_line(document.number) or "（待编号）",
        "title": [Line(0, 0, "", line) for line in title_lines(document.title)],
        "addressees": fit_lines(f"{one_line(document.addressees)}："),
        "blocks": [
            (block.kind, fit_lines(block.text, first=2, lead=heading_length(block))) for block in document.blocks
        ],
        "attendance": attendance_lines(document.attendance),
        "enclosures": enclosure_lines(document.attachments),
        "signatory": one_line(document.signatory),
        "date": chinese_date(document.signed_on) if signed else "　　年　月　日",
        "attachments": [
            attachment_table(each, f"附件{number}" if several else "附件")
            for number, each in enumerate(document.attachments, 1)
        ],
        "copies": fit_lines(f"抄送：{one_line(document.copies_to)}。", cells=CELLS_SMALL, first=1, after=4)
        if document.copies_to
        else [],
        "printed_by": one_line(document.printed_by),
        "printed_on": f"{chinese_date(document.printed_on)}印发" if document.printed_on else "",
        "only_imprint": only_imprint,
        "verify_code": document.verify_code,
        "qr": qr_code(document.verify_url) if document.verify_url else None,
    }
    return render_to_string("circulars/circular.html", context)


def official_pdf(document: OfficialDocument, *, stamp: dt.datetime) -> bytes:
    """Return the document as a file for keeping; the same document gives the same bytes. Raises PdfFailed.

    The style sheet moves the imprint to an even page (7.4.1). Where the last even page is too full for it, it stands
    alone on an odd one: a blank page and an even one with the imprint, both without a number, take its place.
    """
    alone = (STYLESHEET.as_uri(), ALONE.as_uri())
    return html_to_pdf(
        official_document_html(document),
        stamp=stamp,
        variant=ARCHIVED,
        if_odd=lambda: official_document_html(document, stylesheets=alone, only_imprint=True),
    )
