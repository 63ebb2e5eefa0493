"""Sheets of a year, for tests."""

from io import BytesIO

from openpyxl import Workbook


def sheet(*rows, heads=("乡镇", "村", "出租收入", "补助收入", "经营支出"), above=()) -> bytes:
    book = Workbook()
    for line in (*above, heads, *rows):
        book.active.append(list(line))
    target = BytesIO()
    book.save(target)
    return target.getvalue()
