"""The townships' colours in the circular: counted, named and praised by the district's numbers, each figure linked."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from audits import circular_text
from audits.circular_lists import colours
from audits.colours import Colour
from audits.models import TownshipColour
from audits.selectors.circular_figures import month_circular_figures
from audits.selectors.colours import colours_now, townships_to_name
from audits.services.circulars import circular_document, circular_pdf, circular_refresh_figures
from audits.services.colours import month_colours_write
from audits.services.deadlines import deadlines_run
from ledgers.models import LocalRule, Month
from tests.audits.circular_samples import AT, monthly, on_quarter, open_quarter, through
from tests.audits.talk_samples import NOVEMBER, red_twice
from tests.audits.test_circular_lists import USUAL
from tests.audits.test_talks import judged
from tests.factories import District, local, make_month


def later_rule(district: District, code: str, value) -> None:
    """A rule that the district fixed for the months from November on."""
    LocalRule.objects.create(
        district=district.root,
        code=code,
        value=value,
        severity="warn",
        source="区规定",
        reason="试行",
        valid_from=dt.date(2026, 11, 2),
        at=local("2026-11-01 09:00"),
    )


def november(district: District) -> Month:
    """November after October's colours are written; nobody handed in either month."""
    month = make_month(district.root, NOVEMBER)
    deadlines_run(at=local("2026-11-24 10:00"))
    return month


# --- The figures ---------------------------------------------------------------------------------------------------
def test_before_they_are_written_the_colours_are_reckoned(district):
    judged(district)

    now = {each.name: each.colour for each in colours_now(district.month)}
    month_colours_write(month=district.month, at=local("2026-11-24 10:00"))

    assert now == dict(TownshipColour.objects.values_list("township__name", "colour"))


def test_a_run_counts_the_months_written_before(district):
    month = november(district)
    assert not TownshipColour.objects.filter(month=month).exists()

    counts, runs = townships_to_name(month)

    assert counts == {"green": 0, "blue": 0, "yellow": 0, "red": 2}
    assert [(row["name"], row["months"]) for row in runs["red"]] == [("高坪镇", 2), ("龙溪镇", 2)]
    assert [row["months"] for row in townships_to_name(district.month)[1]["red"]] == [1, 1]


def test_written_colours_stand_when_a_figure_is_taken_anew(district):
    red_twice(district)
    month = Month.objects.get(month=NOVEMBER)

    assert townships_to_name(month) == townships_to_name(month, ledgers=[])


def test_who_is_named_and_praised_follows_the_districts_numbers():
    counts = {"green": 2, "blue": 0, "yellow": 0, "red": 2}
    runs = {
        "red": [{"id": 1, "name": "甲镇", "months": 1}, {"id": 2, "name": "乙镇", "months": 2}],
        "green": [{"id": 3, "name": "丙镇", "months": 2}, {"id": 4, "name": "丁镇", "months": 3}],
    }

    found = colours(counts, runs, USUAL)

    assert [row["name"] for row in found["red"]] == ["乙镇"]
    assert [row["name"] for row in found["green"]] == ["丁镇"]
    assert colours(dict.fromkeys(counts, 0), {"red": [], "green": []}, USUAL) is None


# --- The text ------------------------------------------------------------------------------------------------------
def test_the_month_says_how_many_and_names_the_red(district):
    circular = monthly(district, november(district))

    assert "按月审得分和报送情况，本月乡镇（街道）为红的2个。" in circular.body
    assert "个别乡镇（街道）月审为红。高坪镇连续2个月为红，龙溪镇连续2个月为红，予以通报批评。" in circular.body


def test_the_first_red_month_has_no_number(district):
    circular = monthly(district)

    assert "高坪镇本月为红，龙溪镇本月为红，予以通报批评。" in circular.body


def test_green_townships_are_praised():
    row = {"id": 1, "name": "高坪镇", "months": 3}
    figures = {"district": "临川区", "thresholds": {"praise_green_months": 3}}
    figures |= {
        "label": "2026年10月",
        "colours": {"label": "10月份", "red": [], "green": [row, row | {"name": "龙溪镇"}]},
    }

    assert circular_text.streaks(figures) == [
        ("streak_green", "持续向好", "高坪镇、龙溪镇2个乡镇（街道）连续3个月以上为绿，予以通报表扬。")
    ]
    assert circular_text.streaks(figures | {"colours": None}) == []


def test_a_quarter_tells_the_colours_of_its_last_month(district):
    circular = on_quarter(open_quarter(district))

    assert "12月份乡镇（街道）为红的2个" in circular.body
    assert "本月" not in circular.body


@pytest.mark.parametrize(
    ("code", "value", "is_counted"), [("circular.colours", False, False), ("circular.name_red_months", 3, True)]
)
def test_the_district_decides_whether_and_from_when_it_names(district, code, value, is_counted):
    later_rule(district, code, value)
    december = make_month(district.root, dt.date(2026, 12, 1), at=local("2026-12-01 00:05"))

    figures = month_circular_figures(december, at=AT)
    text = circular_text.body(figures)

    assert "月审为红" not in text
    assert ("为红的2个" in text) == is_counted


def test_circulars_of_before_read_as_they_did(district):
    figures = month_circular_figures(district.month, at=AT)
    before = {key: value for key, value in figures.items() if key != "colours"}

    assert "红" not in circular_text.body(before)


def test_a_draft_of_before_takes_the_colours_when_its_figures_are_taken_anew(district):
    circular = monthly(district)
    figures = circular.figures | {"colours": None}
    type(circular).objects.filter(pk=circular.pk).update(figures=figures, body=circular_text.body(figures))
    circular.refresh_from_db()
    assert "为红" not in circular.body

    circular_refresh_figures(circular=circular, version=circular.version, by=district.district_reviewer, at=AT)

    circular.refresh_from_db()
    assert "本月乡镇（街道）为红的2个" in circular.body
    assert "高坪镇本月为红" in circular.body


# --- On paper and on the screen ------------------------------------------------------------------------------------
def test_rendering_again_gives_the_same_bytes_after_the_colours_are_written(district):
    circular = through(monthly(district, november(district)), district)
    before = circular_pdf(circular)

    deadlines_run(at=local("2027-01-25 10:00"))
    circular.refresh_from_db()

    assert TownshipColour.objects.filter(month__month=NOVEMBER).count() == 2
    assert circular_pdf(circular) == before
    assert any("连续2个月为红" in block.text for block in circular_document(circular).blocks)


def test_each_figure_leads_to_the_table_of_colours(district, sign_in):
    circular = monthly(district, november(district))
    client = sign_in(district.district_reviewer)
    table = reverse("audits:colour-table")

    page = client.get(reverse("audits:circular-detail", args=[circular.pk])).content.decode()

    article = page[page.index("<article") : page.index("</article>")]
    counted = re.search(rf'为红的<a[^>]*href="({table}\?month=2026-11&amp;colour=red)"[^>]*>2</a>个', article)
    assert counted
    assert re.search(rf'高坪镇连续<a[^>]*href="{table}\?township={district.township.pk}"[^>]*>2</a>个月为红', article)
    listed = client.get(counted[1].replace("&amp;", "&")).content.decode()
    assert "高坪镇" in listed and "龙溪镇" in listed
    assert "通报签发后才定下来" in listed


def test_a_reader_of_an_unsigned_month_sees_no_colours_yet(district, sign_in):
    november(district)
    address = reverse("audits:colour-table") + "?month=2026-11"

    assert "还没有颜色" in sign_in(district.reviewer).get(address).content.decode()
    assert sign_in(district.secretary).get(address).status_code == 403
    assert sign_in(district.district_reviewer).get(address + "x").status_code == 404


def test_the_written_month_is_filtered_by_colour(district, sign_in):
    red_twice(district)
    client = sign_in(district.district_reviewer)
    address = reverse("audits:colour-table") + "?month=2026-11&colour="

    assert "高坪镇" in client.get(address + Colour.RED).content.decode()
    assert "没有这个颜色的乡镇" in client.get(address + Colour.GREEN).content.decode()
    assert "高坪镇" in client.get(address + "pink").content.decode()
