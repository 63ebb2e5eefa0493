"""How the cells of a roll are read: text, dates, choices, ID numbers, as people and their spreadsheets write them.

Pure: a cell in, a value out, or a CellError with the sentence that belongs at the cell. Where something was settled
for the person (a month without its day), the value comes as `Noted`, so that the preview can say so.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib import idnumber


class CellError(ValueError):
    """A cell that cannot be read; the message says what belongs there."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a sentence on how it was come by."""

    value: object
    note: str


class Masked(str):
    """A number with asterisks, as pages and exports show it: it stands for the stored number and never replaces it."""

    __slots__ = ()


# --- Text ------------------------------------------------------------------------------------------------------
# Zero-width signs, marks of direction, the byte order mark: what copying from web pages and chats leaves behind.
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")


def plain(value: object) -> str:
    """Return a cell's text: full-width signs narrowed, invisible ones gone, all kinds of blanks made one space."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if text.isascii():
        return " ".join(text.split())
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def compact(value: object) -> str:
    """Return a cell's text without any blanks: for numbers, words to choose from, dates."""
    return plain(value).replace(" ", "")


def shown(text: object) -> str:
    """Return the beginning of what stands in a cell, to be quoted in a sentence."""
    return plain(text)[:20]


def read_text(length: int) -> Callable[[object], str]:
    """Return a reader of text of at most `length` characters."""

    def read(value: object) -> str:
        text = plain(value)
        if len(text) > length:
            # A sign that stands for several letters (㎡, ㈠) may have grown out of the column.
            text = " ".join(str(value).split())
        if len(text) > length:
            raise CellError(_("太长了，最多 %(n)d 个字") % {"n": length})
        return text

    return read


def read_name(value: object) -> str:
    """Read a name: blanks that pad two characters to the width of three (张　三) go, those of other scripts stay."""
    name = BETWEEN_HAN.sub("", plain(value))
    if len(name) > 40:
        raise CellError(_("太长了，最多 %(n)d 个字") % {"n": 40})
    return name


def read_phone(value: object) -> str:
    """Read a telephone number; one with asterisks comes as `Masked`."""
    text = compact(value)
    if len(text) > 20:
        raise CellError(_("太长了，最多 %(n)d 个字") % {"n": 20})
    return Masked(text) if "***" in text else text


def read_choice(choices, default: str = "") -> Callable[[object], str]:
    """Return a reader that takes the label or the code of one of `choices`; an empty cell gives `default`."""
    by_word = {str(label): str(value) for value, label in choices.choices}
    by_word |= {str(value): str(value) for value in choices.values}

    def read(value: object) -> str:
        text = compact(value)
        if not text:
            return default
        if text not in by_word:
            words = "、".join(str(label) for label in choices.labels)
            raise CellError(_("“%(text)s”不在可选范围内，可填：%(words)s") % {"text": text[:20], "words": words})
        return by_word[text]

    return read


# --- Dates -----------------------------------------------------------------------------------------------------
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Day 0 of a spreadsheet's count of days; right from 1 March 1900 on, and nothing here is older.
SERIAL_ZERO = dt.date(1899, 12, 30)
# Files of old Macintosh programs count from 1904.
SERIAL_ZERO_1904 = dt.date(1904, 1, 1)
# Five digits: 18 May 1927 to 14 October 2173. Four digits are a year.
SERIALS = range(10_000, 100_000)

DASHES = str.maketrans(dict.fromkeys("-–—―‐‑−/.．。,，、~·年月", "-") | {"号": "日"})  # i18n: data
TIME_OF_DAY = re.compile(r"(?<=[0-9日])[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$", re.ASCII)  # i18n: data
DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})日?")  # i18n: data
DAY_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})-?")
MONTH_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])")
YEAR = re.compile(r"([0-9]{4})-?")
HAN_DIGITS = {sign: str(index) for index, sign in enumerate("〇一二三四五六七八九")}  # i18n: data
HAN_DIGITS |= dict.fromkeys("零○Oo", "0")  # i18n: data
HAN_DATE = re.compile(  # i18n: data
    "([0-9〇○零Oo一二三四五六七八九]{4})年(?:([0-9元正一二三四五六七八九十]{1,3})月)?(?:([0-9一二三四五六七八九十廿卅]{1,3})[日号]?)?"
)


def _han_number(text: str) -> str:
    """Return a number below 40 in digits: 七, 十, 十二, 二十一, 廿一, 三十; raises KeyError for what is none."""
    if text.isdecimal():
        return text
    text = text.replace("廿", "二十").replace("卅", "三十").replace("元", "一").replace("正", "一")  # i18n: data
    tens, ten, units = text.rpartition("十")  # i18n: data
    if not ten:
        return "".join(HAN_DIGITS[sign] for sign in text)
    return str(10 * int(HAN_DIGITS[tens] if tens else 1) + int(HAN_DIGITS[units] if units else 0))


def _han_date(text: str) -> str:
    """Return 二〇二六年一月五日 as 2026-1-5; other texts as they are."""
    match = HAN_DATE.fullmatch(text)
    if match is None or (match[3] and not match[2]):
        return text
    try:
        year = "".join(HAN_DIGITS.get(sign, sign) for sign in match[1])
        return "-".join([year, *(_han_number(part) for part in match.groups()[1:] if part)])
    except KeyError:
        return text


def _not_a_date(value: object) -> CellError:
    return CellError(_("“%(text)s”不是日期，请写成 2026-01-05 这样") % {"text": shown(value)})


def _date(value: object, year: int, month: int, day: int) -> dt.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(_("“%(text)s”的年份不对，请核对") % {"text": shown(value)})
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise _not_a_date(value) from None


def read_date(value: object, serial_zero: dt.date = SERIAL_ZERO) -> dt.date | Noted | None:
    """Read a date as people and spreadsheets write it; nothing for an empty cell.

    Takes date cells; 2026-01-05 with any common separator; 20260105; 2026年1月5日 and 二〇二六年一月五日; and the
    count of days that a spreadsheet makes of a date (46027). A year and month alone is taken as the first of the
    month and noted. A year alone is refused: nobody's day of admission is guessed. `serial_zero` is the day 0 of
    the count.
    """
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return _date(value.isoformat(), value.year, value.month, value.day)
    if isinstance(value, float) and not value.is_integer():
        if FIRST_YEAR <= value < LAST_YEAR:
            sentence = _("“%(text)s”是数字，分不清是1月还是10月，请写成 2026-01-05 这样")
            raise CellError(sentence % {"text": shown(value)})
        # A day with its hour.
        value = int(value) if SERIALS.start <= value < SERIALS.stop else value
    text = plain(value).strip("'’ ")
    if not text:
        return None
    text = _han_date(TIME_OF_DAY.sub("", text).replace(" ", "")).translate(DASHES)
    if match := DAY.fullmatch(text) or DAY_COMPACT.fullmatch(text):
        return _date(value, *map(int, match.groups()))
    if match := MONTH.fullmatch(text) or MONTH_COMPACT.fullmatch(text):
        day = _date(value, int(match[1]), int(match[2]), 1)
        return Noted(day, _("只写了年月，按 %(day)s 记，请核对") % {"day": day.isoformat()})
    if YEAR.fullmatch(text):
        raise CellError(_("“%(text)s”只有年份，请写出年月日") % {"text": shown(value)})
    if len(text) == 5 and text.isascii() and text.isdecimal() and int(text) in SERIALS:
        day = serial_zero + dt.timedelta(days=int(text))
        return _date(value, day.year, day.month, day.day)
    raise _not_a_date(value)


# --- ID numbers ------------------------------------------------------------------------------------------------
def read_id_number(value: object, today: dt.date | None = None) -> str:
    """Read a citizen's number (GB 11643-1999); `today` bounds the birth date, by default the present day."""
    number = value if type(value) is str and len(value) == 18 and value.isascii() else compact(value)
    number = number.lstrip("'’").upper()
    if not number:
        return ""
    today = today or timezone.localdate()
    if number.isascii() and idnumber.is_valid(number, today=today):
        if isinstance(value, str):
            return number
        # Eighteen digits do not fit into a spreadsheet's number: whatever ends in 000 has lost its end.
        raise CellError(_("身份证号被表格改成了数字，后几位已经丢失，请把这一列设为“文本”后重填"))
    raise CellError(_why_no_id_number(value, number, today))


def _why_no_id_number(value: object, number: str, today: dt.date) -> str:
    if isinstance(value, float | int) and len(number) > 15 or re.fullmatch(r"[0-9.]+E\+?1[67]", number):
        return _("身份证号被表格改成了数字，后几位已经丢失，请把这一列设为“文本”后重填")
    if len(number) == 15 and number.isdecimal():
        return _("15位旧号码请换成18位")
    if len(number) != 18:
        return _("身份证号应为18位，这里是%(n)d位") % {"n": len(number)}
    if not (number.isascii() and idnumber.PATTERN.fullmatch(number)):
        return _("身份证号只能有数字，最后一位可以是X")
    if idnumber.check_digit(number[:17]) != number[17]:
        return _("身份证号不对，请核对（最后一位校验码对不上）")
    return _("身份证号里的出生日期不对，请核对")


def read_id_cell(value: object, today: dt.date | None = None) -> str:
    """Read an ID number or, from an export without full numbers, the masked one."""
    if type(value) is str and "*" in value:
        return Masked(compact(value).upper())
    return read_id_number(value, today)
