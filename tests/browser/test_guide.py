"""The guided first visit on a phone, by the keyboard and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person
from tests.factories import District

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def enters(person: Person, name: str) -> None:
    """Put the keyboard on the button and press Enter."""
    person.page.get_by_role("button", name=name, exact=True).focus()
    person.page.keyboard.press("Enter")


def test_a_secretary_walks_through_on_a_phone_without_a_script(visit):
    person = visit(District().secretary, phone=True, java_script_enabled=False).opens("/")
    strip = person.page.get_by_role("region", name="跟着走一遍")
    expect(strip).to_contain_text("第一次用？跟着走一遍，约5分钟")
    enters(person, "开始")
    for number in range(1, 6):
        expect(strip).to_contain_text(f"第{number}步/6")
        box = strip.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        enters(person, "下一步")
    expect(strip).to_contain_text("第6步/6")
    enters(person, "上一步")
    expect(strip).to_contain_text("第5步/6：本村")
    assert person.path.startswith("/overview/village")
    enters(person, "下一步")
    enters(person, "走完了")
    expect(strip).to_have_count(0)
    person.sees("走完了")
