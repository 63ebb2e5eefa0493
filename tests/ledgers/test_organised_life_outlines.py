"""What an agenda may begin with: the bones of the last one, and the district's theme of the month."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ledgers.enums import MeetingKind
from ledgers.models import Meeting, ThemeSuggestion
from ledgers.outlines import outline_of
from ledgers.selectors.organised_life import outlines_for
from ledgers.services.meetings import meeting_save
from tests.factories import NOW, ledger_of, local, make_month, record_meeting

NOVEMBER = dt.date(2026, 11, 1)
URL = "/ledgers/suggestions/"


@pytest.mark.parametrize(
    ("agenda", "bones"),
    [
        ("一、学习《支部工作条例》第三章\n二、研究环境整治：清理西头三处垃圾池", "学习\n研究环境整治"),
        ("1. 通报10月党费收缴情况\n2. 讨论2026年计划——油茶改造30亩", "通报党费收缴情况\n讨论计划"),
        ("张大明同志汇报工作\n10月20日", "汇报工作"),
        ("听取张书记讲话\n听取张书记讲话", "听取讲话"),
        ("", ""),
    ],
)
def test_the_bones_of_an_agenda_carry_no_content(agenda, bones):
    assert outline_of(agenda, ["张大明", "李"]) == bones


@given(st.lists(st.text("学习研究张大明0123456789年月日：《》、。- ", max_size=20), max_size=6))
def test_no_digit_no_name_and_nothing_after_a_colon_is_left(lines):
    text = outline_of("\n".join(lines), ["张大明"])

    assert not set(text) & set("0123456789：")
    assert "张大明" not in text


@pytest.fixture
def november(district) -> Meeting:
    """A theme day of November without an agenda, after one in October."""
    record_meeting(district.ledger(), district.secretary, agenda="一、学习文件：《条例》\n二、清理沟渠30米")
    month = make_month(district.root, NOVEMBER)
    ledger = ledger_of(district.branch, month)
    return record_meeting(ledger, district.secretary, agenda="", at=local("2026-11-20 19:00"))


def edit(meeting: Meeting, name: str = "edit") -> str:
    return reverse(f"ledgers:meeting-{name}", args=[meeting.pk])


def test_last_months_bones_are_offered_and_taken_over_with_one_tap(district, november, sign_in):
    client = sign_in(district.secretary)
    shown = client.get(edit(november)).content.decode()
    assert "用上次的提纲" in shown
    assert Meeting.objects.get(pk=november.pk).agenda == ""  # offered, not filled in by itself

    client.post(edit(november, "outline"), {"source": "last"})

    assert Meeting.objects.get(pk=november.pk).agenda == "学习文件\n清理沟渠米"


def test_what_is_written_is_never_written_over(district, november, sign_in):
    meeting_save(
        meeting=november,
        values={"agenda": "自己写的"},
        roll=[],
        version=november.version,
        by=district.secretary,
        at=local("2026-11-20 20:00"),
    )
    client = sign_in(district.secretary)

    client.post(edit(november, "outline"), {"source": "last"})

    assert Meeting.objects.get(pk=november.pk).agenda == "自己写的"
    assert "用上次的提纲" not in client.get(edit(november)).content.decode()


def suggest(client, **changes):
    typed = {
        "month": "2026-11",
        "kind": "theme_day",
        "theme_day-title": "冬训",
        "theme_day-outline": "学习文件\n\n入户走访",
    }
    return client.post(URL, typed | changes)


def test_the_district_suggests_and_every_branch_is_offered_it(district, november, sign_in):
    suggest(sign_in(district.district_reviewer))

    assert outlines_for(november)[0] == ("district", "冬训", "学习文件\n入户走访")
    client = sign_in(district.secretary)
    assert "用区里的主题：冬训" in client.get(edit(november)).content.decode()
    client.post(edit(november, "outline"), {"source": "district"})
    assert Meeting.objects.get(pk=november.pk).agenda == "学习文件\n入户走访"


def test_a_suggestion_is_one_per_month_and_kind_and_can_be_taken_back(district, sign_in):
    client = sign_in(district.district_reviewer)

    suggest(client)
    suggest(client, **{"theme_day-title": "冬训动员"})
    assert [each.title for each in ThemeSuggestion.objects.all()] == ["冬训动员"]
    suggest(client, **{"theme_day-title": "", "theme_day-outline": ""})
    assert not ThemeSuggestion.objects.exists()


def test_half_a_suggestion_is_kept_on_the_page(district, sign_in):
    response = suggest(sign_in(district.district_reviewer), **{"theme_day-outline": ""})

    assert response.status_code == 422
    assert "写几行提纲" in response.content.decode()
    assert 'value="冬训"' in response.content.decode()


def test_the_page_shows_what_is_written_and_opens_what_is_not(district, sign_in):
    client = sign_in(district.district_reviewer)
    suggest(client)
    text = client.get(URL, {"month": "2026-11"}).content.decode()
    cards = {kind: text.split(f'id="{kind}"')[1].split("</section>")[0] for kind in ("theme_day", "committee", "group")}
    assert "冬训" in cards["theme_day"].split("</summary>")[0]
    assert "已写" in cards["theme_day"]
    assert [kind for kind, card in cards.items() if '<details class="fold" open>' in card] == ["committee"]

    failed = suggest(client, **{"theme_day-outline": ""}).content.decode()
    assert '<details class="fold" open>' in failed.split('id="theme_day"')[1].split("</section>")[0]


def test_only_the_district_suggests(district, sign_in):
    assert sign_in(district.reviewer).get(URL).status_code == 403
    assert suggest(sign_in(district.secretary)).status_code == 403


def test_suggestions_of_another_kind_or_month_are_not_offered(district, november, sign_in):
    suggest(sign_in(district.district_reviewer), month="2026-10")
    ThemeSuggestion.objects.create(
        district=district.root, month=NOVEMBER, kind=MeetingKind.LECTURE, title="党课", outline="一", at=NOW
    )

    assert [source for source, _title, _text in outlines_for(november)] == ["last"]
