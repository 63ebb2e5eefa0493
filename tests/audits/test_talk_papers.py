"""The notice and the minutes of a talk, read back from the real PDF."""

import io

import pdfplumber
import pytest
from django.urls import reverse

from audits.models import TalkMinutes
from audits.services.talks import talk_move
from audits.talk_enums import TalkAction
from audits.talk_papers import minutes_document, moment_in_words, notice_text, talked_to
from config.lib.official import official_document_html
from tests.audits.talk_samples import AFTER, SECOND_RED, held, hold, make_case, notice, red_twice, township_case
from tests.factories import local

MM = 72 / 25.4


def pages_of(client, name, case):
    response = client.get(reverse(f"audits:{name}", args=[case.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    with pdfplumber.open(io.BytesIO(response.content)) as pdf:
        return response.content, pdf, ["".join(page.extract_text().split()) for page in pdf.pages]


def test_the_notice_is_a_letter_of_the_department_to_the_township(district, sign_in):
    red_twice(district)
    case = township_case(district)
    by = district.district_reviewer
    talk_move(case=case, action=TalkAction.NOTIFY, by=by, at=SECOND_RED, values=notice(why="月审连续为红\n两村没有报"))
    client = sign_in(district.township_leader)

    content, _pdf, pages = pages_of(client, "case-notice", case)

    text = "".join(pages)
    for words in (
        "关于约谈的通知",
        "中共高坪镇委员会：",
        "自2026年10月起，高坪镇台账月审连续为红，",
        "决定约谈高坪镇党委书记",
        "一、约谈事由。月审连续为红",
        "两村没有报。",
        "二、约谈时间。2026年12月28日9时。",
        "三、约谈地点。区委组织部三楼会议室。",
        "四、约谈人。区委组织部副部长。",
        "五、参加人员。乡镇党委书记、组织委员。",
        "2026年12月24日",
    ):
        assert words in text, words
    assert content == client.get(reverse("audits:case-notice", args=[case.pk])).content


def test_a_township_writes_to_the_branch_in_its_own_name(district, sign_in):
    case = make_case(district)

    _content, _pdf, pages = pages_of(sign_in(district.secretary), "case-notice", case)

    assert "决定约谈马源村党支部书记" in "".join(pages)
    assert "中共高坪镇委员会2026年12月24日" in "".join(pages)


def test_before_the_notice_there_is_nothing_to_print(district, sign_in):
    red_twice(district)
    case = township_case(district)
    client = sign_in(district.district_reviewer)

    assert client.get(reverse("audits:case-notice", args=[case.pk])).status_code == 404
    assert client.get(reverse("audits:case-minutes", args=[case.pk])).status_code == 404
    page = client.get(reverse("audits:case-detail", args=[case.pk])).content.decode()
    assert "下载通知书" not in page and "下载纪要" not in page


def test_the_minutes_say_who_was_there_what_was_said_and_promised(district, sign_in):
    red_twice(district)
    case = township_case(district)
    by = district.district_reviewer
    talk_move(case=case, action=TalkAction.NOTIFY, by=by, at=SECOND_RED, values=notice())
    values = held(
        absent="组织委员李示例（外出学习）", observers="第一指导站站长", said="逐村说明原因。\n表示立即整改。"
    )
    talk_move(case=case, action=TalkAction.HOLD, by=by, at=AFTER, values=values)
    client = sign_in(district.township_leader)

    content, pdf, pages = pages_of(client, "case-minutes", case)

    text = "".join(pages)
    for words in (
        "关于约谈高坪镇党委书记的纪要",
        "2026年12月28日9时，区委组织部副部长在区委组织部三楼会议室约谈了高坪镇党委书记。",
        "一、谈话内容逐村说明原因。表示立即整改。",
        "二、整改承诺1.补齐两个村的台账，2027年1月15日前完成。2.每周到村一次，2027年1月15日前完成。",
        "出席：高书记",
        "请假：组织委员李示例（外出学习）",
        "列席：第一指导站站长",
        "抄送：中共高坪镇委员会。",
        "2026年12月28日印发",
    ):
        assert words in text, words
    assert len(pages) % 2 == 0  # the imprint closes an even page (7.4.1)
    assert (round(pdf.pages[0].width), round(pdf.pages[0].height)) == (595, 842)
    assert content == client.get(reverse("audits:case-minutes", args=[case.pk])).content


def test_minutes_have_no_seal_and_the_words_stand_in_the_headings_face(district):
    red_twice(district)
    case = hold(district, township_case(district))

    html = official_document_html(
        minutes_document(case, TalkMinutes.objects.get(case=case), issuer="中共某区委组织部", copies_to="某镇")
    )

    assert "中共某区委组织部约谈纪要" in html
    assert 'class="signature"' not in html and 'class="to"' not in html
    assert '<span class="b">出席</span>：高书记' in html
    assert "请假" not in html and "列席" not in html


@pytest.mark.parametrize("person", ["inspector", "checker", "sibling_secretary", "other_reviewer", "system_admin"])
def test_minutes_are_sent_to_the_two_sides_only(district, sign_in, person):
    case = make_case(district)
    response = sign_in(getattr(district, person)).get(reverse("audits:case-minutes", args=[case.pk]))

    assert response.status_code == 404


def test_the_page_offers_the_minutes_to_those_who_read_them(district, sign_in):
    case = make_case(district)
    address = reverse("audits:case-minutes", args=[case.pk])

    def page(person):
        return sign_in(person).get(reverse("audits:case-detail", args=[case.pk])).content.decode()

    assert address in page(district.secretary)
    assert address in page(district.reviewer)
    assert address not in page(district.inspector)
    assert reverse("audits:case-notice", args=[case.pk]) in page(district.inspector)


def test_a_later_red_does_not_change_the_notice(district):
    case = make_case(district)
    before = notice_text(case)
    case.reds = 3

    assert notice_text(case) == before


def test_words_of_the_papers(district):
    case = make_case(district)
    assert moment_in_words(local("2026-12-08 14:05")) == "2026年12月8日14时5分"
    assert talked_to(case) == "马源村党支部书记"
    case.kind, case.organisation = "township", district.township
    assert talked_to(case) == "高坪镇党委书记"
    case.organisation.full_name = "中共抚州市临川区青云街道工作委员会"
    assert talked_to(case) == "高坪镇党工委书记"
