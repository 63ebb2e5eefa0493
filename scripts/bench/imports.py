"""Checking a roll of ten thousand rows against reading its workbook alone."""

import datetime as dt
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook, load_workbook

from branches.models import Organisation
from config.lib import idnumber
from ledgers.models import Member
from ledgers.roll_sheet import COLUMNS, read_workbook
from ledgers.selectors.imports import roll_plan
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.services import undone
from scripts.bench.world import World

ROWS = 10_000
KNOWN = 2_000  # of them stand on the roll already, some otherwise than in the sheet
CELLS = len(COLUMNS)
# A fifth of the rows have three wrong cells each: five in a hundred of the cells that are filled in.
WRONG = (
    ("joined_on", "不记得"),
    ("id_number", "11010519491231002"),
    ("category", "群众"),
    ("education", "博导"),
    ("name", ""),
    ("full_on", "1960-13-01"),
)


def number_of(index: int) -> str:
    first = f"{361000 + index // 999:06d}{1950 + index % 40}0315{index % 999 + 1:03d}"
    return first + idnumber.check_digit(first)


def _row(index: int) -> dict[str, object]:
    joined = dt.date(1995 + index % 25, 7, 1)
    return {
        "name": f"党员{index}",
        "id_number": number_of(index),
        "gender": "",
        "ethnicity": "汉族",
        "birth_date": "",
        "education": ("初中", "普通高中", "大学专科")[index % 3],
        "category": "正式党员",
        # As people write them: text, text, a cell that the program took for a date.
        "joined_on": (joined.isoformat(), f"{joined.year}年7月1日", dt.datetime.combine(joined, dt.time()))[index % 3],
        "full_on": (f"{joined.year + 1}.7.1", f"{joined.year + 1}0701")[index % 2],
        "occupation": ("务农", "务工", "个体经营")[index % 3],
        "phone": f"138{index:08d}",
        "address": f"马源村{index % 12 + 1}组{index % 97}号",
        "state": "正常",
        "lost_since": "",
        "away_to": "浙江义乌" if index % 9 == 0 else "",
        "group": f"第{index % 4 + 1}党小组",
        "post": "",
    }


def workbook() -> tuple[bytes, int]:
    """Return the sheet and how many of its cells are wrong."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("党员名册")
    sheet.append([str(column.heading) for column in COLUMNS])
    wrong = 0
    for index in range(ROWS):
        row = _row(index)
        if index % 10 in (3, 7):
            for step in range(3):
                name, value = WRONG[(index // 10 + step * 2) % len(WRONG)]
                row[name] = value
                wrong += 1
        sheet.append(list(row.values()))
    target = BytesIO()
    book.save(target)
    return target.getvalue(), wrong


def _roll(branch: Organisation) -> None:
    members = []
    for index in range(KNOWN):
        year = 1995 + index % 25
        member = Member(
            branch=branch,
            name=f"党员{index}",
            gender="1",
            category="full",
            joined_on=dt.date(year, 7, 1),
            full_on=dt.date(year + 1, 7, 1),
        )
        member.set_id_number(number_of(index))
        members.append(member)
    Member.objects.bulk_create(members)


def import_rows(world: World, rounds: int) -> list[Row]:
    """Read, check and plan a long roll; the floor is the library's own reading of the same bytes, values only."""
    content, wrong = workbook()
    branch = world.written.branch
    today = timezone.localdate()

    def preview() -> None:
        plan = roll_plan(branch, read_workbook(content, today=today))
        assert len(plan.plans) == ROWS
        assert sum(len(row.row.errors) for row in plan.plans) >= wrong * 0.9

    def alone() -> None:
        sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
        filled = 0
        for line in sheet.iter_rows(values_only=True):
            for value in line:
                filled += value is not None
        assert filled > ROWS * 10

    def measured() -> Cost:
        return cost_of(preview)

    with undone():
        _roll(branch)
        found = compare(measured, lambda: cost_of(alone), rounds)
    note = "read, check every cell, plan against the roll ÷ openpyxl read-only, values only, of the same file"
    return [found.row("Set-based work", f"import preview of {ROWS:,} rows, 5 % bad cells", 3, 1.5, note=note)]
