"""A workbook as a stream of rows, within limits: nothing a file claims or hides makes it take more memory or time.

The library's own read-only sheets do not tell of hidden rows, merged cells and widths of columns; its parser of
rows does the reading here, and what stands around the rows is taken from the same pass.
"""

import logging
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree.ElementTree import iterparse

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet._reader import COL_TAG, ROW_TAG, WorkSheetParser

logger = logging.getLogger(__name__)

MAX_BYTES = 10 * 1024 * 1024
# Unpacked, in bytes: twenty thousand rows of a roll are some 20 MB of cells and 3 MB of texts.
MAX_SHEET = 80 * 1024 * 1024
MAX_TEXTS = 24 * 1024 * 1024
MAX_OTHER = 8 * 1024 * 1024
MAX_PARTS = 2000
MAX_SHEETS = 20
# Elements between two rows; the widest row of a sheet has 16,384 cells of at most three elements.
MAX_BETWEEN = 50_000
MAX_LINES = 1_048_576
MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"


class SheetRefused(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


@contextmanager
def library_quiet() -> Iterator[None]:
    """Turn whatever the library raises on a broken file into one refusal, and keep its warnings to itself."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except SheetRefused:
        raise
    # A hostile file may break the library at any place; for the person it is always the same.
    except Exception as error:
        # The kind only: the text of the error may quote what stands in the sheet.
        logger.info("a workbook could not be read: %s", type(error).__name__)
        raise SheetRefused(_("打不开这个文件，可能已经损坏。请用下载的模板填写，保存为 .xlsx。")) from None


def refuse_at_sight(content: bytes) -> None:
    """Raise SheetRefused for what is no workbook within the limits, by its first bytes and its table of contents."""
    if len(content) > MAX_BYTES:
        raise SheetRefused(_("文件超过 %(n)d MB，请删掉图片和多余的内容。") % {"n": MAX_BYTES // 1024 // 1024})
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SheetRefused(_("这个表格加了密码。请去掉密码，保存后再导入。"))
        raise SheetRefused(_("这是旧版 .xls 或加了密码的表格。请去掉密码，另存为 .xlsx 再导入。"))
    if content[:512].lstrip().lower().startswith((b"<", b"\xef\xbb\xbf<")):
        raise SheetRefused(_("这其实是网页格式的表格。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise SheetRefused(_("打不开这个文件。请用下载的模板填写，保存为 .xlsx。")) from None
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise SheetRefused(_("这个文件加了密码。请去掉密码，保存为 .xlsx 再导入。"))
    if "xl/workbook.bin" in names:
        raise SheetRefused(_("这是 .xlsb 格式的表格。请另存为 .xlsx 再导入。"))
    if "[content_types].xml" not in names:
        raise SheetRefused(_("打不开这个文件。请用下载的模板填写，保存为 .xlsx。"))
    if len(parts) > MAX_PARTS or any(part.file_size > _limit_of(part.filename.lower()) for part in parts):
        raise SheetRefused(_("表格解开后太大，无法导入。请只留名册内容，另存后再试。"))


def _limit_of(name: str) -> int:
    """Return how large a part of the archive may be; the library never unpacks more than the archive declares."""
    if name.startswith("xl/media/"):
        return MAX_SHEET  # never unpacked here
    if "worksheets/" in name:
        return MAX_SHEET
    return MAX_TEXTS if "sharedstrings" in name else MAX_OTHER


def open_workbook(content: bytes):
    """Return the workbook, read-only; raises SheetRefused."""
    refuse_at_sight(content)
    with library_quiet():
        return load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)


class SheetStream:
    """The rows of one sheet as they stand in the file; what is known only at its end is there after the last row."""

    def __init__(self, sheet) -> None:
        self.sheet = sheet
        self.title = str(sheet.title)
        self.merged: list[str] = []
        self.widths: list[dict[str, str]] = []
        self._parser = None

    @property
    def expected_rows(self) -> int:
        """How many rows the file says it has: good enough for a bar of progress."""
        return min(self.sheet.max_row or 0, MAX_LINES)

    def is_hidden(self, number: int) -> bool:
        attributes = self._parser.row_dimensions.get(str(number))
        return bool(attributes) and attributes.get("hidden") in ("1", "true")

    def rows(self) -> Iterator[tuple[int, list[dict]]]:
        """Yield (number of the row, its cells as the library's parser returns them)."""
        book = self.sheet.parent
        with self.sheet._get_source() as source:
            self._parser = parser = WorkSheetParser(
                source,
                self.sheet._shared_strings,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            between = lines = 0
            for _event, element in iterparse(source):
                tag = element.tag
                between += 1
                if tag == ROW_TAG:
                    lines += 1
                    if lines > MAX_LINES:
                        raise SheetRefused(_("表格的行太多，无法导入。请只留名册内容，另存后再试。"))
                    between = 0
                    yield parser.parse_row(element)
                    element.clear()
                elif between > MAX_BETWEEN:
                    raise SheetRefused(_("表格里的内容太多，无法导入。请只留名册内容，另存后再试。"))
                elif tag == COL_TAG:
                    self.widths.append(dict(element.attrib))
                elif tag == MERGED:
                    self.merged.append(element.get("ref", ""))


CELL_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
