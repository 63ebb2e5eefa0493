"""A red flag's notice: somebody objects, the district answers, and both stand on the page."""

import pytest
from django.utils import timezone

from facilities.enums.redflag import FlagAction
from tests.facilities.redflag_samples import objected, walked
from tests.factories import District

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_objection_is_answered_on_a_phone(site, visit):
    district = District()
    flag = walked(district, FlagAction.PUBLISH)
    objected(district, flag)
    officer = visit(district.district_reviewer, phone=True).opens(f"/facilities/red-flags/{flag.pk}/")
    officer.sees("一组村民", "没有答复")
    form = officer.page.locator("form", has=officer.page.get_by_label("怎么答复的"))
    officer.page.locator("summary", has_text="答复一组村民的异议").click()
    form.get_by_label("答复日期").fill(f"{timezone.localdate()}")
    form.get_by_label("怎么答复的").fill("账目已经补上墙。")
    form.get_by_role("button").click()
    officer.sees("答复已登记", "已答复", "账目已经补上墙。")
