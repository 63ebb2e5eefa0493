"""What a row of the roll must keep beyond its single cells; the form of one member keeps the same."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from config.lib import idnumber
from ledgers.enums import Gender, MemberCategory
from ledgers.roll_sheet.cells import Masked


@dataclass(slots=True)
class SheetRow:
    """A row as read: its number in the sheet, the values that could be read, errors and notes by field."""

    number: int
    values: dict[str, object] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.errors


FULL, PROBATIONARY = MemberCategory.FULL.value, MemberCategory.PROBATIONARY.value
MALE, FEMALE = Gender.MALE.value, Gender.FEMALE.value


def check_row(row: SheetRow, today: dt.date | None = None) -> None:
    """Add the errors that show only when cells are held against each other, and fill what the ID number tells.

    `today` bounds the dates: what lies ahead has not happened.
    """
    values, errors = row.values, row.errors
    number = values.get("id_number")
    if number and type(number) is not Masked:
        check_against_number(row, number)
    elif not values.get("gender") and not number:
        errors.setdefault("gender", _("必须填写（或者填身份证号）"))
    category, joined, full = values.get("category"), values.get("joined_on"), values.get("full_on")
    if category == FULL:
        if not full:
            errors.setdefault("full_on", _("正式党员必须填写转正日期"))
    elif full and category == PROBATIONARY:
        errors.setdefault("full_on", _("预备党员还没有转正，请留空"))
    if joined:
        if full and full < joined:
            errors.setdefault("full_on", _("转正日期早于入党日期"))
        born = values.get("birth_date")
        # 中国共产党章程 第一条: eighteen years of age.
        if born and (joined.year - 18, joined.month, joined.day) < (born.year, born.month, born.day):
            errors.setdefault("joined_on", _("入党时不满18岁，请核对"))
    if today is not None:
        for name in ("birth_date", "joined_on", "full_on", "lost_since"):
            day = values.get(name)
            if day and day > today:
                errors.setdefault(name, _("这一天还没有到，请核对"))


def check_against_number(row: SheetRow, number: str) -> None:
    """Hold birth date and gender against the ID number, and take them from it."""
    values = row.values
    born = idnumber.birth_date(number)
    gender = MALE if idnumber.is_male(number) else FEMALE
    written = values.get("birth_date")
    if written and written != born:
        # A month alone was taken as its first day: the number tells the day.
        if "birth_date" in row.notes and (written.year, written.month) == (born.year, born.month):
            del row.notes["birth_date"]
        else:
            row.errors.setdefault("birth_date", _("与身份证号里的出生日期不一致"))
    if values.get("gender") and values["gender"] != gender:
        row.errors.setdefault("gender", _("与身份证号不一致"))
    values["birth_date"], values["gender"] = born, gender


def mark_repeated(rows: Iterable[SheetRow]) -> None:
    """Mark the later ones of rows with the same ID number, the same key, or, without either, the same name and day."""
    numbers: dict[str, int] = {}
    keys: dict[str, int] = {}
    people: dict[tuple, int] = {}
    for row in rows:
        number, key = row.values.get("id_number"), row.values.get("key")
        if number and type(number) is not Masked and numbers.setdefault(number, row.number) != row.number:
            row.errors["id_number"] = _("与第 %(n)d 行的身份证号重复") % {"n": numbers[number]}
        if key and keys.setdefault(key, row.number) != row.number:
            row.errors["key"] = _("系统编号与第 %(n)d 行重复；新党员请把这一格清空") % {"n": keys[key]}
        person = row.values.get("name"), row.values.get("joined_on")
        if all(person) and people.setdefault(person, row.number) != row.number and not (number or key):
            words = _("与第 %(n)d 行的姓名、入党日期都相同；不是同一个人，请填身份证号")
            row.errors.setdefault("name", words % {"n": people[person]})
