"""The roll as a spreadsheet (党员名册表): its columns, and how each cell is read.

Pure: cells in, values and errors out. Nothing is guessed silently; what cannot be read is named by row and column.
"""

# The headings and examples belong to the form that offices exchange, whatever language the pages speak.
# i18n: data file

import datetime as dt
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from config.lib import idnumber
from ledgers.enums import Education, Gender, MemberCategory, MembershipState, Post

MAX_ROWS = 500
MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024


class SheetRefused(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


class CellError(ValueError):
    """A cell that cannot be read; the message says what belongs there."""


def plain(value: object) -> str:
    """Return a cell's text: full-width digits and letters narrowed, spaces at the ends gone."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", str(value)).strip()


DATE = re.compile(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?")


def read_date(value: object) -> dt.date | None:
    """Read a date cell or 2026-01-05, 2026.1.5, 2026/1/5, 20260105, 2026年1月5日; nothing for an empty cell."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = plain(value)
    if not text:
        return None
    match = DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        raise CellError(_("“%(text)s”不是日期，请写成 2026-01-05 这样") % {"text": text[:20]}) from None


def read_text(length: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = plain(value)
        if len(text) > length:
            raise CellError(_("太长了，最多 %(n)d 个字") % {"n": length})
        return text

    return read


def read_choice(choices, default: str = "") -> Callable[[object], str]:
    """Return a reader that takes the label or the code of one of `choices`; an empty cell gives `default`."""
    by_word = {str(label): value for value, label in choices.choices} | {value: value for value in choices.values}

    def read(value: object) -> str:
        text = plain(value)
        if not text:
            return default
        if text not in by_word:
            words = "、".join(str(label) for label in choices.labels)
            raise CellError(_("“%(text)s”不在可选范围内，可填：%(words)s") % {"text": text[:20], "words": words})
        return str(by_word[text])

    return read


def read_id_number(value: object) -> str:
    number = plain(value).upper()
    if not number:
        return ""
    if isinstance(value, float | int) and len(number) > 15:
        raise CellError(_("身份证号被表格改成了数字，后几位已经丢失，请把这一列设为“文本”后重填"))
    if len(number) == 15:
        raise CellError(_("15位旧号码请换成18位"))
    if not idnumber.is_valid(number, today=dt.date.today()):  # noqa: DTZ011 -- a birth date, no instant
        raise CellError(_("身份证号不对，请核对（18位，最后一位是校验码）"))
    return number


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, its heading, how a cell is read, an example for the template."""

    field: str
    heading: str
    read: Callable[[object], object]
    example: str = ""
    required: bool = False
    choices: type | None = None


COLUMNS = (
    Column("name", gettext_lazy("姓名"), read_text(40), "张示例", required=True),
    Column("id_number", gettext_lazy("公民身份号码"), read_id_number),
    Column("gender", gettext_lazy("性别"), read_choice(Gender), "男", choices=Gender),
    Column("ethnicity", gettext_lazy("民族"), read_text(20), "汉族"),
    Column("birth_date", gettext_lazy("出生日期"), read_date, "1970-01-05"),
    Column("education", gettext_lazy("学历"), read_choice(Education), "初中", choices=Education),
    Column("category", gettext_lazy("人员类别"), read_choice(MemberCategory), "正式党员", True, choices=MemberCategory),
    Column("joined_on", gettext_lazy("入党日期"), read_date, "1995-07-01", required=True),
    Column("full_on", gettext_lazy("转正日期"), read_date, "1996-07-01"),
    Column("occupation", gettext_lazy("工作岗位"), read_text(40), "务农"),
    Column("phone", gettext_lazy("联系电话"), read_text(20)),
    Column("address", gettext_lazy("家庭住址"), read_text(120)),
    Column("state", gettext_lazy("党籍状态"), read_choice(MembershipState, "normal"), "正常", choices=MembershipState),
    Column("lost_since", gettext_lazy("失联日期"), read_date),
    Column("away_to", gettext_lazy("流动去向"), read_text(60)),
    Column("group", gettext_lazy("党小组"), read_text(20)),
    Column("post", gettext_lazy("支部职务"), read_choice(Post), choices=Post),
)


@dataclass
class SheetRow:
    """A row as read: its number in the sheet, the values that could be read, the errors by field."""

    number: int
    values: dict[str, object] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.errors


def template_workbook() -> bytes:
    """Return the empty form with headings, lists to choose from, and one example row."""
    book = Workbook()
    sheet = book.active
    sheet.title = str(_("党员名册"))
    for index, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, index, str(column.heading) + ("*" if column.required else ""))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FCE8E8")
        sheet.cell(2, index, column.example)
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = 22 if column.field in ("id_number", "address") else 14
        for row in range(2, MAX_ROWS + 2):
            sheet.cell(row, index).number_format = "@"
        if column.choices:
            words = ",".join(str(label) for label in column.choices.labels)
            listed = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            sheet.add_data_validation(listed)
            listed.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
    sheet.freeze_panes = "B2"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def read_workbook(content: bytes) -> list[SheetRow]:
    """Return the rows of an uploaded form; raises SheetRefused when the file as a whole cannot be read."""
    sheet = _open(content)
    lines = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=60)
    positions = _positions(next(lines, ()))
    rows = []
    for cells in lines:
        found = {name: cells[index] for name, index in positions.items() if index < len(cells)}
        if all(plain(cell.value) == "" for cell in found.values()):
            continue
        number = next(cell.row for cell in found.values() if plain(cell.value))
        rows.append(_read_row(number, found))
    if len(rows) > MAX_ROWS:
        raise SheetRefused(_("一次最多导入 %(n)d 行，请分几次导入。") % {"n": MAX_ROWS})
    if not rows:
        raise SheetRefused(_("表里没有数据。请从第2行开始填写，第1行是表头。"))
    _mark_repeated(rows)
    return rows


def _open(content: bytes):
    if len(content) > MAX_BYTES:
        raise SheetRefused(_("文件超过 5 MB，请删掉图片和多余的内容。"))
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SheetRefused(_("这是旧版 .xls 或加了密码的表格。请去掉密码，另存为 .xlsx 再导入。"))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise SheetRefused(_("表格解开后太大，无法导入。请只留名册内容，另存后再试。"))
        book = load_workbook(BytesIO(content), read_only=True, data_only=False)
    except SheetRefused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError):
        raise SheetRefused(_("打不开这个文件。请用下载的模板填写，保存为 .xlsx。")) from None
    return book.worksheets[0]


def _positions(header: Iterable) -> dict[str, int]:
    """Return where each field's column stands; raises SheetRefused naming the columns that are not there."""
    headings = [plain(cell.value).rstrip("*") for cell in header]
    positions = {c.field: headings.index(str(c.heading)) for c in COLUMNS if str(c.heading) in headings}
    absent = [str(c.heading) for c in COLUMNS if c.required and c.field not in positions]
    if absent:
        raise SheetRefused(_("第1行缺少这些列：%(names)s。请用下载的模板填写。") % {"names": "、".join(absent)})
    return positions


def _read_row(number: int, cells: dict) -> SheetRow:
    row = SheetRow(number)
    for column in COLUMNS:
        if (cell := cells.get(column.field)) is None:
            continue
        value = cell.value
        row.typed[column.field] = plain(value)
        try:
            if cell.data_type == "f" or plain(value).startswith("="):
                raise CellError(_("这里是公式，请换成文字或数字"))
            row.values[column.field] = column.read(value)
            if column.required and row.values[column.field] in ("", None):
                raise CellError(_("必须填写"))
        except CellError as error:
            row.errors[column.field] = str(error)
    check_row(row)
    return row


def check_row(row: SheetRow) -> None:
    """Add the errors that show only when cells are held against each other, and fill what the ID number tells."""
    values = row.values
    number = values.get("id_number")
    if number:
        born = idnumber.birth_date(number)
        gender = Gender.MALE if idnumber.is_male(number) else Gender.FEMALE
        if values.get("birth_date") and values["birth_date"] != born:
            row.errors.setdefault("birth_date", _("与身份证号里的出生日期不一致"))
        if values.get("gender") and values["gender"] != gender:
            row.errors.setdefault("gender", _("与身份证号不一致"))
        values["birth_date"], values["gender"] = born, gender
    if not values.get("gender"):
        row.errors.setdefault("gender", _("必须填写（或者填身份证号）"))
    category, joined, full = values.get("category"), values.get("joined_on"), values.get("full_on")
    if category == MemberCategory.FULL and not full:
        row.errors.setdefault("full_on", _("正式党员必须填写转正日期"))
    if category == MemberCategory.PROBATIONARY and full:
        row.errors.setdefault("full_on", _("预备党员还没有转正，请留空"))
    if joined and full and full < joined:
        row.errors.setdefault("full_on", _("转正日期早于入党日期"))
    if joined and values.get("birth_date") and joined.year - values["birth_date"].year < 18:
        row.errors.setdefault("joined_on", _("入党时不满18岁，请核对"))


def _mark_repeated(rows: list[SheetRow]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        number = row.values.get("id_number")
        if number and number in first:
            row.errors["id_number"] = _("与第 %(n)d 行的身份证号重复") % {"n": first[number]}
        elif number:
            first[number] = row.number
