"""The columns of the roll's spreadsheet (党员名册表): headings, the names that other forms give them, examples."""

# The headings and examples belong to the form that offices exchange, whatever language the pages speak.
# i18n: data file

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from config.lib.crypto import lookup_hash
from ledgers.enums import Education, Gender, MemberCategory, MembershipState, Post
from ledgers.roll_sheet.cells import compact, read_choice, read_date, read_id_cell, read_name, read_phone, read_text


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, its heading, how a cell is read, an example for the template.

    `aliases` are headings of other offices' forms. `spreads`: a cell merged over several rows stands for each of
    them. `is_kept`: an empty cell never takes away what the roll holds.
    """

    field: str
    heading: str
    read: Callable[[object], object]
    example: str = ""
    required: bool = False
    choices: type | None = None
    aliases: tuple[str, ...] = ()
    spreads: bool = False
    is_kept: bool = False

    @property
    def is_date(self) -> bool:
        return self.read is read_date


COLUMNS = (
    Column("name", gettext_lazy("姓名"), read_name, "张示例", required=True, aliases=("党员姓名",)),
    Column(
        "id_number",
        gettext_lazy("公民身份号码"),
        read_id_cell,
        is_kept=True,
        aliases=("身份证号", "身份证号码", "公民身份证号码", "居民身份证号码", "身份证"),
    ),
    Column("gender", gettext_lazy("性别"), read_choice(Gender), "男", choices=Gender, spreads=True, is_kept=True),
    Column("ethnicity", gettext_lazy("民族"), read_text(20), "汉族", spreads=True, is_kept=True),
    Column("birth_date", gettext_lazy("出生日期"), read_date, "1970-01-05", aliases=("出生年月", "出生年月日")),
    Column(
        "education",
        gettext_lazy("学历"),
        read_choice(Education),
        "初中",
        choices=Education,
        spreads=True,
        aliases=("文化程度",),
    ),
    Column(
        "category",
        gettext_lazy("人员类别"),
        read_choice(MemberCategory),
        "正式党员",
        True,
        choices=MemberCategory,
        spreads=True,
        aliases=("党员类别", "党员身份"),
    ),
    Column(
        "joined_on",
        gettext_lazy("入党日期"),
        read_date,
        "1995-07-01",
        required=True,
        spreads=True,
        aliases=("入党时间", "入党年月"),
    ),
    Column("full_on", gettext_lazy("转正日期"), read_date, "1996-07-01", spreads=True, aliases=("转正时间",)),
    Column("occupation", gettext_lazy("工作岗位"), read_text(40), "务农", spreads=True, aliases=("职业",)),
    Column("phone", gettext_lazy("联系电话"), read_phone, aliases=("手机号", "手机号码", "联系方式", "电话")),
    Column("address", gettext_lazy("家庭住址"), read_text(120), spreads=True, aliases=("住址", "家庭地址", "现居住地")),
    Column(
        "state",
        gettext_lazy("党籍状态"),
        read_choice(MembershipState),
        "正常",
        choices=MembershipState,
        spreads=True,
        is_kept=True,
    ),
    Column("lost_since", gettext_lazy("失联日期"), read_date, aliases=("失联时间",)),
    Column("away_to", gettext_lazy("流动去向"), read_text(60), aliases=("流向",)),
    Column("group", gettext_lazy("党小组"), read_text(20), spreads=True, aliases=("所在党小组",)),
    Column("post", gettext_lazy("支部职务"), read_choice(Post), choices=Post, aliases=("党内职务",)),
)
FIELDS = [column.field for column in COLUMNS if column.field != "id_number"]
BY_FIELD = {column.field: column for column in COLUMNS}
# What an empty cell means for someone who is new on the roll.
DEFAULTS = {"state": MembershipState.NORMAL.value, "ethnicity": "汉族"}

# The last column of an export, hidden: by it a row finds its member again, whatever else was mended.
KEY_HEADING = "系统编号（请勿改动）"
KEY = Column("key", KEY_HEADING, compact)
# The first columns of the rolls of many branches together. Such a workbook is for reading: taken into one branch's roll
# it would bring the neighbours' members along, so that reading it is refused by its heading.
SUMMARY_HEADING = "所在党支部（汇总名册，不能导入）"
SUMMARY = (Column("branch", SUMMARY_HEADING, compact), Column("township", "乡镇", compact))
# The last column of the workbook with errors; read over when it comes back.
ERRORS_HEADING = "错误说明"


def heading_text(value: object) -> str:
    """Return a heading without blanks, stars and remarks in brackets: 姓 名*（必填） → 姓名."""
    text = compact(value)
    return text.partition("(")[0].strip("*:") or text


FIELD_BY_HEADING = {
    heading_text(name): column for column in (*COLUMNS, KEY) for name in (str(column.heading), *column.aliases)
}


def key_of(branch_id: int, member_id: int) -> str:
    """Return the key of a member in a branch's export: the id with a seal, so that no neighbouring id passes for one.

    Dragging a cell down counts it up: without the seal that would hand one member's row to another.
    """
    return f"{member_id}-{lookup_hash(f'roll:{branch_id}:{member_id}')[:10]}"


def member_of_key(branch_id: int, key: str) -> int | None:
    """Return the id in a key of `branch_id`, or None when the key was not made here."""
    number, _dash, _seal = key.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    return int(number) if key == key_of(branch_id, int(number)) else None
