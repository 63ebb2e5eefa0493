"""A secretary on a phone reports a promise of a talk done, with a photo; the page has a form for each promise."""

import pytest
from playwright.sync_api import expect

from tests.audits.talk_samples import make_case
from tests.evidence.samples import noise_jpeg
from tests.factories import District

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_photo_lands_at_the_promise_it_was_chosen_for(visit):
    district = District()
    case = make_case(district)
    first, second = case.commitments.all()
    secretary = visit(district.secretary, phone=True)
    secretary.opens(f"/audits/talks/{case.pk}/")
    page = secretary.page
    page.get_by_text("报告完成", exact=True).nth(2).click()  # the summary of the second promise
    form = page.locator(f"form[action$='/commitments/{second.pk}/report/']")

    photo = {"name": "分工.jpg", "mimeType": "image/jpeg", "buffer": noise_jpeg()}
    form.get_by_label("拍照或选照片").set_input_files([photo])
    secretary.sees("1/1 已到，文件都存好了。")
    form.get_by_label("怎么完成的").fill("每周都到村了，照片附后。")
    assert secretary.overflow() == 0
    form.get_by_role("button", name="报告完成").click()

    secretary.sees("已报告完成，等高坪镇核实。")
    expect(page.get_by_text("每周都到村了，照片附后。").first).to_be_visible()
    assert (first.files.count(), second.files.count()) == (0, 1)
