"""Dates as people and spreadsheets write them, held against a small oracle that knows nothing of the reader."""

import calendar
import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledgers.roll_sheet.cells import SERIAL_ZERO_1904, CellError, Noted, read_date

DAYS = st.dates(dt.date(1928, 1, 1), dt.date(2099, 12, 31))
# Written out by hand: the oracle shares no arithmetic with the reader.
HAN = [
    *("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    *("十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"),
    *("二十一", "二十二", "二十三", "二十四", "二十五", "二十六", "二十七", "二十八", "二十九", "三十", "三十一"),
]
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


def han_year(year: int, zero: str) -> str:
    return "".join(zero if sign == "0" else "零一二三四五六七八九"[int(sign)] for sign in str(year))


def ways(day: dt.date) -> list[str]:
    """Every way in which a whole day is written."""
    y, m, d = day.year, day.month, day.day
    plain = [f"{y}{sep}{m}{sep}{d}" for sep in "-/.。、－—"] + [f"{y}-{m:02d}-{d:02d}", f"{y}.{m:02d}.{d:02d}"]
    named = [
        f"{y}年{m}月{d}日",
        f"{y}年{m:02d}月{d:02d}日",
        f"{y} 年 {m} 月 {d} 日",
        f"{y}年{m}月{d}号",
        f"{y}年{m}月{d}",
    ]
    han = [f"{han_year(y, zero)}年{HAN[m]}月{HAN[d]}日" for zero in "〇○零O"]
    mixed = [f"{y}年{HAN[m]}月{HAN[d]}日", f"{han_year(y, '〇')}年{m}月{d}日"]
    machine = [
        f"{y}{m:02d}{d:02d}",
        f"{y}-{m:02d}-{d:02d} 00:00:00",
        f"{y}/{m}/{d} 8:30",
        f"{y}-{m:02d}-{d:02d}T00:00:00",
    ]
    serial = [str((day - dt.date(1899, 12, 30)).days)]
    texts = plain + named + han + mixed + machine + serial
    return texts + [text.translate(FULL_WIDTH) for text in plain] + [f"\u3000{text}\u00a0" for text in texts]


@given(DAYS)
@example(dt.date(2000, 2, 29))
@example(dt.date(2026, 1, 5))
def test_every_way_of_writing_a_day_is_that_day(day):
    assert {text: read_date(text) for text in ways(day)} == dict.fromkeys(ways(day), day)


@given(DAYS)
def test_the_cells_of_a_spreadsheet_are_that_day(day):
    count = (day - dt.date(1899, 12, 30)).days
    cells = [day, dt.datetime.combine(day, dt.time(9, 30)), count, float(count), count + 0.4]

    assert [read_date(cell) for cell in cells] == [day] * 5


@given(st.dates(dt.date(1932, 1, 1), dt.date(2099, 12, 31)))
def test_days_counted_from_1904_are_that_day(day):
    assert read_date((day - dt.date(1904, 1, 1)).days, SERIAL_ZERO_1904) == day


@given(
    st.integers(1890, 2110),
    st.integers(0, 14),
    st.integers(0, 33),
    st.sampled_from(["{}-{}-{}", "{}.{}.{}", "{}年{}月{}日", "{}{:02d}{:02d}", "{}/{:02d}/{:02d}"]),
)
def test_a_day_that_is_in_no_calendar_is_refused(year, month, day, form):
    is_day = 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    try:
        found = read_date(form.format(year, month, day))
    except CellError:
        found = None

    assert found == (dt.date(year, month, day) if is_day else None)


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_a_month_is_its_first_day_with_a_note(year, month):
    for text in (
        f"{year}年{month}月",
        f"{year}.{month}",
        f"{year}-{month:02d}",
        f"{year}{month:02d}",
        f"{han_year(year, '〇')}年{HAN[month]}月",
    ):
        found = read_date(text)
        assert (type(found), found.value) == (Noted, dt.date(year, month, 1)), text
        assert f"{year}-{month:02d}-01" in found.note


@pytest.mark.parametrize("text", ["", "   ", "\u3000", None, "'"])
def test_an_empty_cell_is_no_date_and_no_error(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "去年",
        "7/1/1995",
        "95.7.1",
        "1995",
        "1995年",
        "二〇二六年",
        "1995-7-1-2",
        "0",
        "-1",
        "99",
        "9999",
        "1e5",
        "1995年七十月一日",
    ]
    + [
        "1995年十十月一日",
        "二〇二六年五日",
        "19950732",
        "199513",
        "２月３０日",
        "999999",
        "nan",
        "=TODAY()",
        1995,
        0,
        -5,
        1995.7,
    ],
)
def test_what_is_no_day_is_refused_with_what_was_written(text):
    with pytest.raises(CellError) as refusal:
        read_date(text)
    assert "“" in str(refusal.value)


@given(st.one_of(st.text(), st.integers(), st.floats()))
def test_the_reader_answers_or_refuses_whatever_stands_there(value):
    try:
        found = read_date(value)
    except CellError as refusal:
        assert str(refusal)
    else:
        day = found.value if isinstance(found, Noted) else found
        assert day is None or 1900 <= day.year <= 2100
