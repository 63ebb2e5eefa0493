"""A secretary on a phone photographs the evidence of a decision's step while the connection breaks."""

import pytest
from playwright.sync_api import expect

from ledgers.enums import MeetingKind
from tests.evidence.samples import noise_jpeg
from tests.factories import District
from tests.ledgers.decision_samples import hold, start

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_photos_of_a_step_survive_a_broken_connection_and_a_reload(visit):
    district = District()
    decision = start(district)
    hold(district, MeetingKind.COMMITTEE, 6)
    secretary = visit(district.secretary, phone=True)
    secretary.opens(f"/ledgers/decisions/{decision.pk}/1/")
    page, broken = secretary.page, []

    def connection(route):
        if broken:
            route.continue_()
        else:
            broken.append(route.request.url)
            route.abort("connectionreset")

    page.route("**/drafts/**", connection)
    photo = {"name": "签到表.jpg", "mimeType": "image/jpeg", "buffer": noise_jpeg()}
    page.get_by_label("拍照或选照片").set_input_files([photo])
    secretary.sees("1/1 已到，文件都存好了。")
    assert len(broken) == 1
    secretary.troubles.clear()  # the broken connection was ours

    page.reload()
    expect(page.locator("[data-upload-list] img")).to_have_count(1)
    assert secretary.overflow() == 0
    page.get_by_label("会议记录").select_option(index=1)
    secretary.presses("确认这一步")
    secretary.sees("“1. 村党组织提议”已记下。")
    assert decision.steps.get().files.count() == 1
