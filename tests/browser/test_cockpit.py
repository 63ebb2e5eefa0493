"""The cockpit as the district's leader uses it: from a figure to the list behind it, on a desk and on a big screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.dashboards.random_district import fill

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MARK_AT = """(box) => {
  const chart = echarts.getInstanceByDom(box);
  return chart.convertToPixel({seriesIndex: 0}, [0, chart.getOption().series[0].data[0].value]);
}"""
INK = """(box) => {
  const canvas = box.querySelector("canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.some((value) => value > 0);
}"""


@pytest.fixture
def leader(site, visit):
    return visit(fill(7).leader)


def test_a_figure_leads_to_its_list(leader):
    leader.opens("/overview/cockpit/?month=2026-10")
    leader.sees("台账规范", "阵地达标", "集体增收", "干部管理")
    charts = leader.page.locator("[data-chart]")
    for number in range(len(leader.page.query_selector_all(".panel"))):
        leader.page.locator(".panel").nth(number).scroll_into_view_if_needed()
        expect(leader.page.locator(".panel").nth(number).locator(".panel-words")).to_be_visible()
    for box in charts.all():
        box.scroll_into_view_if_needed()
        expect(box.locator("canvas").first).to_be_visible()
        assert box.evaluate(INK), box.get_attribute("data-chart")

    rates = leader.page.locator("[data-chart=option-rates]")
    rates.scroll_into_view_if_needed()
    leader.page.wait_for_load_state("networkidle")  # what comes in above moves what lies below
    x, y = rates.evaluate(MARK_AT)
    rates.click(position={"x": x, "y": y})
    leader.page.wait_for_url(re.compile(r"/overview/2026-08/ledgers/\?stage=on_time"))


def test_a_chart_is_kept_as_a_picture_and_read_as_a_table(leader):
    leader.opens("/overview/panels/rates/?month=2026-10")
    expect(leader.page.locator("[data-chart] canvas").first).to_be_visible()
    with leader.page.expect_download() as download:
        leader.presses("图片")
    assert download.value.suggested_filename.endswith("按时率和通过率.png")

    # By keyboard alone: the table opens and its figures are links.
    leader.page.locator(".panel-table summary").focus()
    leader.strikes("Enter")
    leader.page.keyboard.press("Tab")
    leader.page.keyboard.press("Tab")
    leader.page.keyboard.press("Tab")
    assert "/overview/2026-08/" in leader.focus().get_attribute("href")


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160)])
def test_the_big_screen_fits_and_reads_from_afar(leader, size):
    leader.page.set_viewport_size({"width": size[0], "height": size[1]})
    leader.opens("/overview/screen/?month=2026-10")
    expect(leader.page.locator("[data-chart]:has(canvas)")).to_have_count(4)
    assert leader.overflow() == 0
    assert leader.page.evaluate("document.documentElement.scrollHeight") <= size[1]
    smallest = leader.page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main p, main h2, main h2 span")].map(
          (each) => parseFloat(getComputedStyle(each).fontSize)))"""
    )
    assert smallest >= size[0] / 100  # a hundredth of the width: read from five metres
