"""Importing a table of divisions: the tree it builds, what a second run does, what it refuses."""

import datetime as dt
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from branches.enums import Level, OrganisationKind
from branches.imports import read_divisions
from branches.models import Organisation
from branches.names import village_name
from branches.services.organisations import organisations_import
from tests.factories import NOW

DATA = Path(__file__).parents[2] / "branches" / "data" / "linchuan_divisions.csv"
HEADER = "code,name,level,parent_code"
SMALL = """\
36,江西省,province,
3610,抚州市,prefecture,36
361002,临川区,county,3610
361002001,青云街道,township,361002
361002001001,思梦社区居民委员会,village,361002001
361002102,高坪镇,township,361002
361002102201,马源村委会,village,361002102
361002102202,上聂村民委员会,village,361002102
361002102400,园艺场生活区,village,361002102
"""
SECOND_COUNTY = """\
36,江西省,province,
3610,抚州市,prefecture,36
361003,东乡区,county,3610
361003100,孝岗镇,township,361003
361003100200,城南村委会,village,361003100
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a table to a file and returns its path."""

    def written(body: str | bytes, *, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "divisions.csv"
        path.write_bytes(body if isinstance(body, bytes) else f"{header}\n{body}".encode(encoding))
        return path

    return written


def run(path: Path) -> str:
    out = StringIO()
    call_command("import_organisations", str(path), stdout=out)
    return out.getvalue()


def refused(path: Path) -> str:
    """Return what the command says when it refuses, having changed nothing."""
    before = tree()
    with pytest.raises(CommandError) as error:
        run(path)
    assert error.value.returncode == 1
    assert tree() == before
    return str(error.value)


def tree() -> list[tuple]:
    return list(
        Organisation.objects.order_by("path").values_list(
            "code", "name", "full_name", "level", "kind", "path", "depth", "numchild"
        )
    )


def assert_tree_is_sound() -> None:
    assert Organisation.objects.find_problems() == ([], [], [], [], [])
    codes = dict(Organisation.objects.values_list("path", "code"))
    for path, code in codes.items():
        assert code.startswith(codes.get(path[: -Organisation.steplen], ""))


def full_names() -> dict[str, str]:
    return dict(Organisation.objects.values_list("code", "full_name"))


# --- The tree --------------------------------------------------------------------------------------------------
def test_a_table_becomes_a_tree_in_the_order_of_the_codes(write):
    assert run(write(SMALL)) == "created 9, updated 0, unchanged 0, missing 0\n"

    assert [row[:2] for row in tree()] == [tuple(line.split(",")[:2]) for line in SMALL.splitlines()]
    assert_tree_is_sound()


def test_villages_get_the_kind_that_their_code_says(write):
    run(write(SMALL))

    villages = Organisation.objects.filter(level=Level.VILLAGE).order_by("code")
    assert list(villages.values_list("name", "kind")) == [
        ("思梦社区居民委员会", OrganisationKind.RESIDENTS),
        ("马源村委会", OrganisationKind.PARTY_BRANCH),
        ("上聂村民委员会", OrganisationKind.PARTY_BRANCH),
        ("园艺场生活区", OrganisationKind.LOOKALIKE),
    ]
    assert list(Organisation.objects.answering().values_list("code", flat=True)) == ["361002102201", "361002102202"]


def test_party_organisations_get_their_official_full_names(write):
    run(write(SMALL))

    assert full_names() == {
        "36": "中共江西省委员会",
        "3610": "中共抚州市委员会",
        "361002": "中共抚州市临川区委员会",
        "361002001": "中共抚州市临川区青云街道工作委员会",
        "361002001001": "",
        "361002102": "中共抚州市临川区高坪镇委员会",
        "361002102201": "中共抚州市临川区高坪镇马源村支部委员会",
        "361002102202": "中共抚州市临川区高坪镇上聂村支部委员会",
        "361002102400": "",
    }


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            (
                "11,北京市,province,\n1101,市辖区,prefecture,11\n110105,朝阳区,county,1101\n"
                "110105027,管庄地区,township,110105\n110105027201,牌坊村村民委员会,village,110105027\n"
            ),
            "中共北京市朝阳区管庄地区牌坊村支部委员会",
        ),
        (
            (
                "41,河南省,province,\n4190,省直辖县级行政区划,prefecture,41\n419001,济源市,county,4190\n"
                "419001100,克井镇,township,419001\n419001100200,佃头村委会,village,419001100\n"
            ),
            "中共河南省济源市克井镇佃头村支部委员会",
        ),
        (
            (
                "44,广东省,province,\n4419,东莞市,prefecture,44\n441900,东莞市,county,4419\n"
                "441900101,石碣镇,township,441900\n441900101200,水南村委会,village,441900101\n"
            ),
            "中共东莞市石碣镇水南村支部委员会",
        ),
    ],
)
def test_rows_that_only_keep_the_codes_shape_stay_out_of_full_names(write, body, name):
    run(write(body))

    assert full_names()[body.splitlines()[-1].split(",")[0]] == name


@pytest.mark.parametrize(
    ("committee", "village"),
    [
        ("马源村委会", "马源村"),
        ("马源村民委员会", "马源村"),
        ("马源村村民委员会", "马源村"),
        ("马源村", "马源村"),
        ("巴彦嘎查村民委员会", "巴彦嘎查"),
        ("村委会", "村委会村"),
    ],
)
def test_a_village_is_called_by_its_own_name(committee, village):
    assert village_name(committee) == village


def test_children_may_stand_before_their_parents(write):
    lines = SMALL.splitlines()
    run(write("\n".join(reversed(lines))))

    assert [row[0] for row in tree()] == [line.split(",")[0] for line in lines]
    assert_tree_is_sound()


def test_columns_may_stand_in_any_order_and_blank_lines_are_skipped(write):
    body = "province,36,,江西省\n\n,,,\nprefecture,3610,36,抚州市\n"
    assert run(write(body, header="level,code,parent_code,name")) == "created 2, updated 0, unchanged 0, missing 0\n"


@pytest.mark.slow
def test_the_real_district():
    assert run(DATA) == "created 560, updated 0, unchanged 0, missing 0\n"

    branches = Organisation.objects.answering()
    assert branches.count() == 404
    assert len({code[:9] for code in branches.values_list("code", flat=True)}) == 29
    assert Organisation.objects.filter(level=Level.TOWNSHIP).count() == 37
    assert Organisation.objects.filter(level=Level.VILLAGE).exclude(kind=OrganisationKind.PARTY_BRANCH).count() == 116
    assert set(branches.values_list("kind", flat=True)) == {OrganisationKind.PARTY_BRANCH}
    assert not branches.filter(full_name="").exists()
    assert_tree_is_sound()
    after = tree()
    assert run(DATA) == "created 0, updated 0, unchanged 560, missing 0\n"
    assert tree() == after


# --- Again, and other files ------------------------------------------------------------------------------------
def test_a_second_run_changes_nothing(write):
    run(write(SMALL))
    events = Organisation.pgh_event_model.objects.count()
    before = tree()

    assert run(write(SMALL)) == "created 0, updated 0, unchanged 9, missing 0\n"
    assert tree() == before
    assert Organisation.pgh_event_model.objects.count() == events


def test_a_new_name_is_an_update(write):
    run(write(SMALL))

    assert run(write(SMALL.replace("马源村委会", "马家村委会"))) == "created 0, updated 1, unchanged 8, missing 0\n"
    unit = Organisation.objects.get(code="361002102201")
    assert (unit.name, unit.full_name) == ("马家村委会", "中共抚州市临川区高坪镇马家村支部委员会")


def test_full_names_below_follow_a_renamed_unit(write):
    run(write(SMALL))

    assert run(write(SMALL.replace("高坪镇", "高平镇"))) == "created 0, updated 3, unchanged 6, missing 0\n"
    assert full_names()["361002102202"] == "中共抚州市临川区高平镇上聂村支部委员会"


def test_full_names_in_other_counties_follow_a_renamed_prefecture(write):
    run(write(SMALL))
    run(write(SECOND_COUNTY))

    out = run(write(SECOND_COUNTY.replace("抚州市", "新抚州市")))
    assert out.splitlines()[0] == "created 0, updated 4, unchanged 1, missing 0"
    assert "5 个" in out
    assert full_names()["361002102201"] == "中共新抚州市临川区高坪镇马源村支部委员会"


def test_a_missing_row_is_reported_and_kept(write):
    run(write(SMALL))
    before = tree()

    out = run(write(SMALL.replace("361002102202,上聂村民委员会,village,361002102\n", "")))
    assert out.splitlines()[0] == "created 0, updated 0, unchanged 8, missing 1"
    assert "361002102202  上聂村民委员会" in out
    assert tree() == before


def test_a_unit_that_has_ended_is_not_missed(write):
    run(write(SMALL))
    Organisation.objects.filter(code="361002102202").update(
        active_from=dt.date(2020, 1, 1), active_until=dt.date(2021, 1, 1)
    )
    assert run(write(SMALL.replace("361002102202,上聂村民委员会,village,361002102\n", ""))) == (
        "created 0, updated 0, unchanged 8, missing 0\n"
    )


def test_a_new_row_is_added_behind_its_siblings(write):
    run(write(SMALL))
    new = """\
361002102199,新居委会,village,361002102
361002103,秋溪镇,township,361002
361002103200,秋村委会,village,361002103
"""

    assert run(write(SMALL + new)) == "created 3, updated 0, unchanged 9, missing 0\n"
    assert_tree_is_sound()
    assert [unit.code for unit in Organisation.objects.get_children(Organisation.objects.get(code="361002102"))] == [
        "361002102201",
        "361002102202",
        "361002102400",
        "361002102199",
    ]


def test_several_counties_share_province_and_prefecture(write):
    run(write(SMALL))

    assert run(write(SECOND_COUNTY)) == "created 3, updated 0, unchanged 2, missing 0\n"
    assert [unit.name for unit in Organisation.objects.get_children(Organisation.objects.get(code="3610"))] == [
        "临川区",
        "东乡区",
    ]
    assert_tree_is_sound()
    assert run(write(SMALL)) == "created 0, updated 0, unchanged 9, missing 0\n"


def test_several_provinces_stand_side_by_side(write):
    run(write(SMALL))
    run(write("35,福建省,province,\n3501,福州市,prefecture,35\n"))

    assert list(Organisation.objects.filter(depth=1).values_list("name", flat=True)) == ["江西省", "福建省"]
    assert_tree_is_sound()


def test_a_file_may_begin_below_what_is_there_already(write):
    run(write(SMALL))

    assert run(write("361002102203,新屋村委会,village,361002102\n")).splitlines()[0] == (
        "created 1, updated 0, unchanged 0, missing 7"
    )
    assert_tree_is_sound()


def test_a_branch_that_became_a_general_branch_stays_one(write):
    run(write(SMALL))
    Organisation.objects.filter(code="361002102201").update(kind=OrganisationKind.GENERAL_BRANCH)

    run(write(SMALL))
    unit = Organisation.objects.get(code="361002102201")
    assert (unit.kind, unit.full_name) == (
        OrganisationKind.GENERAL_BRANCH,
        "中共抚州市临川区高坪镇马源村总支部委员会",
    )
    assert run(write(SMALL)) == "created 0, updated 0, unchanged 9, missing 0\n"


def test_new_units_count_from_the_day_given(write):
    rows = read_divisions(write(SMALL)).rows
    organisations_import(rows=rows, by=None, at=NOW, active_from=dt.date(2020, 1, 1))
    assert set(Organisation.objects.values_list("active_from", flat=True)) == {dt.date(2020, 1, 1)}


def test_new_units_count_from_the_day_of_the_import(write):
    organisations_import(rows=read_divisions(write(SMALL)).rows, by=None, at=NOW)
    assert set(Organisation.objects.values_list("active_from", flat=True)) == {dt.date(2026, 11, 2)}


def test_every_change_is_in_the_history(write):
    run(write(SMALL))
    run(write(SMALL.replace("马源村委会", "马家村委会")))

    events = Organisation.pgh_event_model.objects.filter(code="361002102201").order_by("pgh_id")
    assert list(events.values_list("pgh_label", "name")) == [("insert", "马源村委会"), ("update", "马家村委会")]


# --- Encodings -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_the_usual_encodings_are_read(write, encoding):
    run(write(SMALL, encoding=encoding))
    assert Organisation.objects.get(code="361002102201").name == "马源村委会"


def test_windows_line_ends_are_read(write):
    assert run(write(SMALL.replace("\n", "\r\n"))).startswith("created 9,")


def test_a_broken_byte_is_named_by_its_line(write):
    good = f"{HEADER}\n{SMALL}"
    for encoding, name in (("utf-8", "UTF-8"), ("gbk", "GBK")):
        head, tail = good.encode(encoding).split("马源".encode(encoding))
        message = refused(write(head + b"\xff" + "马源".encode(encoding) + tail))
        assert "第 8 行" in message
        assert name in message


def test_utf_16_is_refused(write):
    assert "UTF-16" in refused(write(f"{HEADER}\n{SMALL}".encode("utf-16")))


# --- Bad files -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("3610021022011,马源村委会,village,361002102", "code", "13 位"),
        ("36100210220A,马源村委会,village,361002102", "code", "只能由数字组成"),
        ("３６１００２１０２２０３,马源村委会,village,361002102", "code", "只能由数字组成"),
        ("3.61002E+11,马源村委会,village,361002102", "code", "科学记数法"),
        (",马源村委会,village,361002102", "code", "区划代码是空的"),
        ("361002102201,马源村委会,village,361002102", "code", "第 8 行已经有了"),
        ("361002102203,,village,361002102", "name", "名称是空的"),
        ("361002102203,　 ,village,361002102", "name", "名称是空的"),
        (f"361002102203,{'长' * 61},village,361002102", "name", "61 个字"),
        ("361002102203,=1+1,village,361002102", "name", "像是公式"),
        ("361002102203,+86,village,361002102", "name", "像是公式"),
        ("361002102203,-1,village,361002102", "name", "像是公式"),
        ("361002102203,@SUM(A1),village,361002102", "name", "像是公式"),
        ("361002102203,马\x07源,village,361002102", "name", "U+0007"),
        ("361002102203,马\x00源,village,361002102", "name", "U+0000"),
        ("361002102203,马\u200b源,village,361002102", "name", "U+200B"),
        ('361002102203,"马\n源",village,361002102', "name", "U+000A"),
        ("361002102203,马源村委会,hamlet,361002102", "level", "不认识"),
        ("361002102203,马源村委会,township,361002102", "level", "9 位"),
        ("361002102203,马源村委会,village,", "parent_code", "应为 361002102"),
        ("361002102203,马源村委会,village,361002001", "parent_code", "不是以上级代码"),
        ("361002102203,马源村委会,village,361002", "parent_code", "应为 361002102"),
        ("361002199203,马源村委会,village,361002199", "parent_code", "没有上级单位 361002199"),
        ("37,山东省,province,36", "parent_code", "省级单位没有上级"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(write, line, column, words):
    message = refused(write(SMALL + line + "\n"))
    found = [each for each in message.splitlines() if words in each]
    assert len(found) == 1
    assert found[0].strip().startswith(f"第 11 行，{column} 列：")


def test_a_line_with_too_many_or_too_few_cells_is_named(write):
    message = refused(write(SMALL + "361002102203,马源,village\n361002102204,马源,village,361002102,x\n"))
    assert "第 11 行：有 3 列" in message
    assert "第 12 行：有 5 列" in message


def test_quotes_without_a_partner_are_named(write):
    assert "第 11 行：引号没有成对" in refused(write(SMALL + '361002102203,"马源,village,361002102\n'))


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("code,name,level", "第 1 行，parent_code 列：缺少这一列"),
        ("code,name,level,parent", "第 1 行，parent 列：多出这一列"),
        ("code,name,level,parent_code,kind", "第 1 行，kind 列：多出这一列"),
        ("code,name,name,level,parent_code", "第 1 行，name 列：这一列出现了两次"),
        ("code;name;level;parent_code", "第 1 行，code 列：缺少这一列"),
        ("36,江西省,province,", "第 1 行，code 列：缺少这一列"),
    ],
)
def test_wrong_columns_are_named(write, header, words):
    assert words in refused(write(SMALL, header=header))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf", "文件是空的"),
        (b"\r\n \r\n", "文件是空的"),
        (f"{HEADER}\n".encode(), "没有数据"),
    ],
)
def test_an_empty_file_is_refused(write, content, words):
    assert words in refused(write(content))


def test_a_folder_or_a_file_that_is_not_there_is_refused(tmp_path):
    assert "是一个文件夹" in refused(tmp_path)
    assert "没有找到" in refused(tmp_path / "nowhere.csv")


def test_a_workbook_is_refused_with_advice(tmp_path):
    path = tmp_path / "divisions.csv"
    openpyxl.Workbook().save(path)
    assert "另存为" in refused(path)


def test_all_problems_are_counted_and_the_first_fifty_shown(write):
    message = refused(write(SMALL + "".join(f"3610021022{n:03},马源,village,361002102\n" for n in range(80))))
    assert message.splitlines()[0] == "文件有 80 处问题，没有导入任何内容："
    assert len(message.splitlines()) == 52
    assert message.splitlines()[-1].strip() == "…… 还有 30 处"


def test_a_unit_under_another_parent_is_an_error(write):
    run(write(SMALL))
    unit, elsewhere = (Organisation.objects.get(code=code) for code in ("361002102201", "361002001"))
    Organisation.objects.move(unit, elsewhere, "last-child")
    message = refused(write(SMALL))
    assert "第 8 行，parent_code 列：马源村委会（361002102201）在系统里不属于 361002102" in message


def test_new_units_may_have_been_there_for_longer(write):
    path = write(SMALL)
    call_command("import_organisations", str(path), since=dt.date(2019, 1, 1), stdout=StringIO())
    assert set(Organisation.objects.values_list("active_from", flat=True)) == {dt.date(2019, 1, 1)}
