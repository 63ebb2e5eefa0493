"""Official documents (公文) as a Word file, for mending the text before it is signed.

The same words in the layout of GB/T 9704-2012 as far as a word processor allows: it breaks the lines itself on the
grid of 22 lines by 28 characters, and the imprint stands at the foot of the last page, be that odd or even. Written
by hand: a handful of parts in a ZIP file, the same bytes for the same document.
"""

# The words of an official document and the names of its fonts are fixed by the standard.
# i18n: data file

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from config.lib.official import (
    CELL_MM,
    Attachment,
    Block,
    OfficialDocument,
    chinese_date,
    column_shares,
    heading_length,
    one_line,
    title_lines,
    width,
)

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The faces the standard means; a machine without them shows its nearest.
TITLE, BODY, HEADING, SUBHEADING, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
TWIPS = 1440 / 25.4  # in a millimetre
RED = "D7000F"
TABLE_TWIPS = round(156 * TWIPS)
# Half points: Word knows no 15.75, and calls 16 三号.
SIZE, SIZE_TITLE, SIZE_SMALL, SIZE_TABLE, SIZE_MARK = 32, 44, 28, 24, 84
LINE = 579  # twips, 22 of them in 225 mm

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


# --- Runs and paragraphs -------------------------------------------------------------------------------------------
def run(text: str, face: str = BODY, size: int = SIZE, more: str = "") -> str:
    """Return a run of text without control characters but for line breaks, which stay."""
    breaks = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
    return f'<w:r><w:rPr>{fonts}{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{breaks}</w:r>'


def paragraph(
    runs: str,
    *,
    align: str = "both",
    indent: str = "",
    before: int = 0,
    line: int = LINE,
    more: str = "",
) -> str:
    """Return a paragraph; `indent` are the attributes of w:ind, `more` the properties before the spacing."""
    spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    indents = f"<w:ind {indent}/>" if indent else ""
    return f'<w:p><w:pPr>{more}{spacing}{indents}<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'


def heading_runs(block: Block) -> str:
    """Return the runs of a paragraph: what stands in the heading's face, then the rest (7.3.3)."""
    lead = heading_length(block)
    face = HEADING if block.kind == "h1" else SUBHEADING
    first, rest = block.text[:lead], block.text[lead:]
    return (run(first, face) if first else "") + (run(rest) if rest else "")


def enclosures(attachments: Sequence[Attachment]) -> str:
    """Return the list of attachments (7.3.4), numbered when there are several."""
    if len(attachments) == 1:
        hanging = 'w:leftChars="500" w:left="1600" w:hangingChars="300" w:hanging="960"'
        return paragraph(run(f"附件：{one_line(attachments[0].title)}"), indent=hanging, before=LINE)
    found = []
    for number, each in enumerate(attachments, 1):
        text = f"{'附件：' if number == 1 else ''}{number}.{one_line(each.title)}"
        hanging = 400 if number == 1 else 100
        indent = f'w:leftChars="600" w:left="1920" w:hangingChars="{hanging}" w:hanging="{hanging * 16 // 5}"'
        found.append(paragraph(run(text), indent=indent, before=LINE if number == 1 else 0))
    return "".join(found)


def signature(document: OfficialDocument) -> str:
    """Return signatory and date: the date ends four characters before the edge, the name is centred above (7.3.5)."""
    date = chinese_date(document.signed_on) if document.signed_on else "　　年　月　日"
    name = one_line(document.signatory)
    right = max(0, 400 - round((width(name) - width(date)) / 4 * 100))
    return paragraph(
        run(name), align="right", indent=f'w:rightChars="{right}" w:right="{right * 16 // 5}"', before=2 * LINE
    ) + paragraph(run(date), align="right", indent='w:rightChars="400" w:right="1280"')


# --- Tables --------------------------------------------------------------------------------------------------------
def cell(runs: str, twips: int, *, align: str = "center", borders: str = "", line: int = 295) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips}" w:type="dxa"/>{borders}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(runs, align=align, line=line)}</w:tc>"
    )


def table(attachment: Attachment) -> str:
    """Return an attachment's table; its head is repeated on every page."""
    rows = [[one_line(value) for value in row] for row in attachment.rows]
    widths = [max(width(value) for value in column) for column in zip(attachment.columns, *rows, strict=True)]
    twips = [round(share * TABLE_TWIPS / 100) for share in column_shares(widths)]
    aligns = ["left" if each > 16 else "center" for each in widths]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = "".join(
        cell(run(one_line(name), HEADING, SIZE_TABLE), each)
        for name, each in zip(attachment.columns, twips, strict=True)
    )
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            cell(run(value, BODY, SIZE_TABLE), each, align=align)
            for value, each, align in zip(row, twips, aligns, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in twips)
    margins = "".join(f'<w:{side} w:w="{round(CELL_MM * TWIPS / 4)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TABLE_TWIPS}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def attachment_parts(attachments: Sequence[Attachment]) -> str:
    """Return the attachments, each on a page of its own, its title in the third line (7.3.7)."""
    parts = []
    for number, each in enumerate(attachments, 1):
        label = f"附件{number}" if len(attachments) > 1 else "附件"
        parts.append(paragraph(run(label, HEADING), more="<w:pageBreakBefore/>"))
        title = run("\n".join(title_lines(each.title)), TITLE, SIZE_TITLE)
        parts.append(paragraph(title, align="center", before=LINE, line=700))
        parts.append(paragraph("", line=240))
        parts.append(table(each))
        parts.append(paragraph(run(one_line(each.note), BODY, SIZE_TABLE) if each.note else "", line=340))
    return "".join(parts)


def imprint(document: OfficialDocument) -> str:
    """Return the imprint (7.4) as a table that floats at the foot of the page's text."""
    thick, thin = ('<w:{} w:val="single" w:sz="' + size + '" w:space="0" w:color="000000"/>' for size in ("8", "6"))
    half = TABLE_TWIPS // 2
    inset = 'w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"'

    def small(text: str, align: str, indent: str) -> str:
        return paragraph(run(text, BODY, SIZE_SMALL), align=align, indent=indent, line=510)

    def wide(content: str, borders: str, span: str, twips: int) -> str:
        properties = f'<w:tcW w:w="{twips}" w:type="dxa"/>{span}<w:tcBorders>{borders}</w:tcBorders>'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    rows = ""
    if document.copies_to:
        hanging = inset.replace('w:leftChars="100" w:left="280"', 'w:leftChars="400" w:left="1120"')
        hanging += ' w:hangingChars="300" w:hanging="840"'
        copies = small(f"抄送：{one_line(document.copies_to)}。", "both", hanging)
        both = wide(copies, thick.format("top"), '<w:gridSpan w:val="2"/>', 2 * half)
        rows += f"<w:tr>{both}</w:tr>"
    edges = (thin if document.copies_to else thick).format("top") + thick.format("bottom")
    printed_on = f"{chinese_date(document.printed_on)}印发" if document.printed_on else ""
    left, right = 'w:leftChars="100" w:left="280"', 'w:rightChars="100" w:right="280"'
    rows += "<w:tr>"
    rows += wide(small(one_line(document.printed_by), "left", left), edges, "", half)
    rows += wide(small(printed_on, "right", right), edges, "", half) + "</w:tr>"
    floating = '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin" '
    floating += 'w:tblpXSpec="left" w:tblpYSpec="bottom"/>'
    return (
        f'<w:tbl><w:tblPr>{floating}<w:tblW w:w="{2 * half}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>{rows}</w:tbl>'
    )


# --- The file ------------------------------------------------------------------------------------------------------
def head(document: OfficialDocument) -> str:
    """Return the red head, the number, the red rule and the title (7.2, 7.3.1)."""
    mark = one_line(document.issuer_mark)
    scale = min(100, round(156 / (width(mark) / 2 * SIZE_MARK / 2 * 25.4 / 72) * 100))
    red = f'<w:color w:val="{RED}"/><w:w w:val="{scale}"/>'
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="14" w:space="11" w:color="{RED}"/></w:pBdr>'
    return (
        paragraph(run(mark, TITLE, SIZE_MARK, red), align="center", before=round(35 * TWIPS), line=900)
        + paragraph(run(one_line(document.number) or "（待编号）"), align="center", before=2 * LINE, more=rule)
        + paragraph(
            run("\n".join(title_lines(document.title)), TITLE, SIZE_TITLE), align="center", before=2 * LINE, line=700
        )
    )


def body_parts(document: OfficialDocument) -> Iterable[str]:
    yield head(document)
    yield paragraph(run(f"{one_line(document.addressees)}："), before=LINE)
    for block in document.blocks:
        yield paragraph(heading_runs(block), indent='w:firstLineChars="200" w:firstLine="640"')
    if document.attachments:
        yield enclosures(document.attachments)
    yield signature(document)
    yield attachment_parts(document.attachments)
    yield imprint(document)
    yield paragraph("", line=20)


SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:footerReference w:type="even" r:id="rId3"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1304" w:gutter="0"/>'
    '<w:docGrid w:type="linesAndChars" w:linePitch="580" w:charSpace="-848"/></w:sectPr>'
)


def footer(align: str) -> str:
    """Return a page number between dashes, one character in from the outer side (7.5)."""
    field = "".join(
        f'<w:r><w:rPr><w:sz w:val="28"/></w:rPr>{part}</w:r>'
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    indent = f'w:{align}Chars="100" w:{align}="280"'
    content = paragraph(
        run("— ", NUMBERS, SIZE_SMALL) + field + run(" —", NUMBERS, SIZE_SMALL), align=align, indent=indent, line=320
    )
    return f'{XML}<w:ftr xmlns:w="{MAIN}">{content}</w:ftr>'


def relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def content_types() -> str:
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("settings", "settings"),
            ("footer1", "footer"),
            ("footer2", "footer"),
        )
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    )


def official_docx(document: OfficialDocument) -> bytes:
    """Return the document as a .docx file; the same document gives the same bytes."""
    text = "".join(body_parts(document))
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations((f"{RELATIONS}/officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(
            (f"{RELATIONS}/settings", "settings.xml"),
            (f"{RELATIONS}/footer", "footer1.xml"),
            (f"{RELATIONS}/footer", "footer2.xml"),
        ),
        "word/document.xml": (
            f'{XML}<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"><w:body>{text}{SECTION}</w:body></w:document>'
        ),
        "word/settings.xml": f'{XML}<w:settings xmlns:w="{MAIN}"><w:evenAndOddHeaders/></w:settings>',
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # The date of a part is not that of the file: without it the same document gives the same bytes.
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()
