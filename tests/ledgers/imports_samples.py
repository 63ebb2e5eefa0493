"""Rolls as spreadsheets: rows as people fill them in, and files that are meant ill."""

import datetime as dt
from collections.abc import Iterable
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from config.lib import idnumber
from ledgers.models import RollImport
from ledgers.roll_sheet import COLUMNS, Sheet, read_workbook
from ledgers.services.imports import import_receive
from tests.factories import NOW

HEADINGS = [str(column.heading) for column in COLUMNS]
VALID = "11010519491231002X"
TODAY = dt.date(2026, 11, 2)


def good(**changes) -> dict:
    """A row that is right, keyed by headings."""
    row = {
        "姓名": "张示例",
        "性别": "男",
        "人员类别": "正式党员",
        "入党日期": "1995-07-01",
        "转正日期": "1996-07-01",
    }
    return row | changes


def number_for(index: int, born: dt.date = dt.date(1960, 1, 1)) -> str:
    """A valid ID number for each index below 999,000: address codes and sequence numbers counted up."""
    first = f"{361000 + index // 999:06d}{born:%Y%m%d}{index % 999 + 1:03d}"
    return first + idnumber.check_digit(first)


def sheet(*rows: dict, headings=None, above: Iterable[list] = ()) -> bytes:
    """A workbook with the headings, below the lines `above`, and a line for each row."""
    headings = headings or HEADINGS
    book = Workbook(write_only=True)
    page = book.create_sheet("名册")
    for line in above:
        page.append(line)
    page.append(headings)
    for row in rows:
        page.append([row.get(heading) for heading in headings])
    return saved(book)


def saved(book) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def edited(content: bytes, change) -> bytes:
    """The workbook after `change(its first sheet)`."""
    book = load_workbook(BytesIO(content))
    change(book.worksheets[0])
    return saved(book)


def table(content: bytes) -> list[list]:
    """All cells of the first sheet."""
    return [list(row) for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)]


def read(content: bytes) -> Sheet:
    return read_workbook(content, today=TODAY)


def receive(district, *rows: dict, content: bytes | None = None, at=NOW) -> RollImport:
    """An upload of the branch's secretary."""
    return import_receive(
        branch=district.branch,
        filename="名册.xlsx",
        content=content or sheet(*rows),
        by=district.secretary,
        at=at,
    )


def upload(client, content: bytes, name="名册.xlsx"):
    return client.post(reverse("ledgers:member-import"), {"sheet": SimpleUploadedFile(name, content)}, follow=True)
