"""One box finds what somebody sees, by parts, pinyin, initials or sound, and nothing else."""

import importlib

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Circular
from cadres.models import Cadre
from config.lib.found_by_name import stale_terms
from dashboards.selectors.search import Hit, search_everything
from ledgers.enums import MeetingKind
from ledgers.models import Meeting, Member
from ledgers.services.meetings import meeting_save
from tests.cadres.cadre_samples import make_cadre
from tests.factories import NOW, local, make_circular, make_member, record_meeting, submit_ledger
from tests.ledgers.decision_samples import decided

pytestmark = pytest.mark.django_db


def found(user, typed: str) -> dict[str, list[str]]:
    return {group.label: [hit.title for hit in group.hits] for group in search_everything(user, typed)}


@pytest.fixture
def people(district):
    make_member(district.branch, "张小明")
    make_member(district.other_branch, "张晓敏")
    make_cadre(district, name="张建国")
    return district


@pytest.mark.parametrize("typed", ["小明", "张小", "zxm", "xiaoming", " 张 小 明 "])
def test_a_member_is_found_by_part_initials_and_pinyin(people, typed):
    assert "张小明" in found(people.secretary, typed)["党员"]


def test_nobody_beyond_ones_sight_is_found(people):
    assert found(people.secretary, "zxm")["党员"] == ["张小明"]
    assert found(people.district_reviewer, "zxm")["党员"] == ["张小明", "张晓敏"]
    assert "党员" not in found(people.checker, "张小明")  # sees no roll
    assert found(people.system_admin, "张小明") == {}


def test_ones_own_file_is_found_outside_the_scope_as_well(people):
    assert "村干部" not in found(people.other_reviewer, "建国")
    Cadre.objects.filter(name="张建国").update(user=people.other_reviewer)
    assert found(people.other_reviewer, "建国")["村干部"] == ["张建国"]
    assert found(people.reviewer, "建国")["村干部"] == ["张建国"]


def test_a_name_written_wrongly_is_found_by_its_sound(people):
    groups = {group.label: group for group in search_everything(people.secretary, "章晓明")}
    assert [hit.title for hit in groups["党员"].hits] == ["张小明"]
    assert groups["党员"].by_sound
    assert not {group.label: group for group in search_everything(people.secretary, "小明")}["党员"].by_sound


def test_villages_and_townships_are_found_by_initials(district):
    assert found(district.leader, "myc")["乡镇和村"] == ["马源村"]
    assert found(district.leader, "高坪")["乡镇和村"] == ["高坪镇"]
    assert "乡镇和村" not in found(district.other_reviewer, "马源")


def test_matters_and_circulars_are_found(district):
    decision = decided(district, 5)
    make_circular(district)
    assert decision.title in found(district.secretary, decision.title[:3])["四议两公开事项"]
    title = Circular.objects.get().title.replace("\n", "")
    assert found(district.district_reviewer, "2026年10月")["通报"] == [title]


def test_every_hit_leads_to_its_page(sign_in, people):
    decided(people, 5)
    for user in (people.secretary, people.reviewer, people.district_reviewer, people.leader):
        client = sign_in(user)
        for typed in ("张", "村", "镇", "项目", "修"):
            page = client.get(reverse("dashboards:search"), {"q": typed})
            for group in page.context["groups"]:
                for hit in group.hits:
                    assert client.get(hit.url).status_code == 200, (user, hit)


def test_nothing_typed_finds_nothing_and_odd_signs_do_no_harm(sign_in, district):
    client = sign_in(district.district_reviewer)
    assert client.get(reverse("dashboards:search")).context["groups"] == []
    for typed in ("   ", "\x00", "%", "_", "'; --", "村" * 500, "😀"):
        assert client.get(reverse("dashboards:search"), {"q": typed}).status_code == 200


def test_who_is_renamed_is_found_by_the_new_name_alone(people):
    member = Member.objects.get(name="张小明")
    member.name = "李大海"
    member.save(update_fields=["name"])
    assert "党员" not in found(people.secretary, "张小明")
    assert found(people.secretary, "ldh")["党员"] == ["李大海"]


def test_a_name_changed_past_the_software_is_reported(people):
    Member.objects.filter(name="张小明").update(name="王五")
    assert list(stale_terms(Member)) == [
        f"member {Member.objects.get(name='王五').pk} is not found by the present name"
    ]
    with pytest.raises(SystemExit):
        call_command("check_data")


def test_rolls_of_before_are_found_after_the_migration(people):
    Member.objects.update(search_terms=[])
    events = Member.pgh_event_model.objects.count()
    importlib.import_module("ledgers.migrations.0031_member_search").fill(apps, None)
    assert list(stale_terms(Member)) == []
    assert Member.pgh_event_model.objects.count() == events  # nothing about a member has changed


def test_a_search_takes_as_many_queries_for_many_as_for_few(people):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            search_everything(people.district_reviewer, "张")
        return len(captured)

    asked()
    few = asked()
    for number in range(30):
        make_member(people.branch, f"张{number}三")
    assert asked() == few


def test_people_are_looked_up_by_index(people):
    with connection.cursor() as cursor:
        # Whether a handful of rows is worth the index is the planner's business; that it can serve is ours.
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "member_search" in Member.objects.search("zxm").explain()


# --- Meetings ------------------------------------------------------------------------------------------------------
FLOOD = "会上讨论了秋季防汛物资的存放，决定腾出村部东边的仓库，由两名党员轮流看管，每周点一次数。"


def meeting_hits(user, typed: str) -> list[Hit]:
    return [hit for group in search_everything(user, typed) if group.label == "会议记录" for hit in group.hits]


def record_flood(district, branch=None, **values) -> Meeting:
    branch = branch or district.branch
    by = district.secretary_of(branch)
    return record_meeting(district.ledger(branch), by, **({"discussion": FLOOD} | values))


@pytest.mark.parametrize("typed", ["防汛", "防汛物资", "仓库 防汛", "物资的存放，决定", "看 防汛"])
def test_a_meeting_is_found_by_words_of_its_minutes(district, typed):
    meeting = record_flood(district)
    assert [hit.url for hit in meeting_hits(district.secretary, typed)] == [
        reverse("ledgers:meeting-edit", args=[meeting.pk])
    ]


@pytest.mark.parametrize("typed", ["汛防", "防汛仓库", "防汛 抗旱", "防", "看 管", "防 汛"])
def test_what_does_not_stand_in_the_minutes_is_not_found(district, typed):
    record_flood(district)
    assert meeting_hits(district.secretary, typed) == []


def test_a_pair_of_characters_across_two_texts_or_a_line_is_no_word(district):
    record_flood(district, agenda="学习文件", discussion="大家说好\n水库要修", resolutions="同意")
    assert meeting_hits(district.secretary, "件大") == meeting_hits(district.secretary, "好水") == []
    assert len(meeting_hits(district.secretary, "水库")) == 1


@pytest.mark.parametrize("field", ["title", "agenda", "discussion", "resolutions"])
def test_title_topic_minutes_and_resolutions_are_searched(district, field):
    record_flood(district, kind=MeetingKind.OTHER, **{field: "看望PPT村老党员"})
    assert len(meeting_hits(district.secretary, "老党员")) == 1
    assert len(meeting_hits(district.secretary, "ppt村")) == 1


def test_meetings_come_newest_first_with_the_words_around_the_hit(district):
    record_flood(district, day=12, kind=MeetingKind.COMMITTEE)
    record_flood(district, day=20, kind=MeetingKind.OTHER, title="走访慰问")
    newer, older = meeting_hits(district.secretary, "轮流看管")
    assert (newer.title, newer.place) == ("走访慰问", "马源村 · 其他 · 2026-10-20")
    assert older.place == "马源村 · 2026-10-12"
    assert ("轮流看管", True) in newer.excerpt
    said = "".join(part for part, _is_hit in newer.excerpt)
    assert said.startswith("…") and "两名党员轮流看管，每周点一次数。" in said and len(said) < len(FLOOD) + 2


def test_a_neighbours_meetings_are_not_found(district):
    for branch in (district.branch, district.sibling, district.other_branch):
        record_flood(district, branch)
        submit_ledger(district.ledger(branch), district.secretary_of(branch), at=NOW)

    def places(user):
        return {hit.place.split(" · ")[0] for hit in meeting_hits(user, "防汛物资")}

    assert places(district.secretary) == {"马源村"}
    assert places(district.reviewer) == places(district.inspector) == {"马源村", "上聂村"}
    assert places(district.leader) == {"马源村", "上聂村", "竹溪村"}
    assert places(district.officer) == places(district.system_admin) == set()


def test_others_find_what_was_handed_in_and_never_a_draft(sign_in, district):
    meeting = record_flood(district)
    assert meeting_hits(district.reviewer, "防汛物资") == []
    submit_ledger(district.ledger(), district.secretary, at=NOW)
    (hit,) = meeting_hits(district.reviewer, "防汛物资")
    page = sign_in(district.reviewer).get(hit.url).content.decode()
    assert f'id="{hit.url.partition("#")[2]}"' in page  # the link ends at the very meeting
    Meeting.objects.filter(pk=meeting.pk).update(saved_at=local("2026-11-03 09:00"))  # it came back, and is mended
    assert meeting_hits(district.reviewer, "防汛物资") == []
    assert len(meeting_hits(district.secretary, "防汛物资")) == 1


def test_minutes_that_change_are_found_by_the_new_words_alone(district):
    meeting = record_flood(district)
    meeting_save(
        meeting=meeting,
        values={"discussion": "大家商量了清洁家园"},
        roll=[],
        version=meeting.version,
        by=district.secretary,
        at=local("2026-10-21 09:00"),
    )
    assert meeting_hits(district.secretary, "防汛物资") == []
    assert len(meeting_hits(district.secretary, "清洁家园")) == 1


def test_the_page_marks_the_words_and_lists_no_meeting_for_one_character(sign_in, district):
    record_flood(district)
    client = sign_in(district.secretary)
    assert "<mark>防汛</mark>" in client.get(reverse("dashboards:search"), {"q": "防汛"}).content.decode()
    assert "会议记录</h2>" not in client.get(reverse("dashboards:search"), {"q": "防"}).content.decode()


def test_meetings_are_looked_up_by_index(district):
    record_flood(district)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "meeting_words" in Meeting.objects.with_words("防汛物资 仓库").explain()


def test_a_search_for_meetings_takes_as_many_queries_for_many_as_for_few(district):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            search_everything(district.secretary, "防汛")
        return len(captured)

    record_flood(district)
    asked()
    few = asked()
    for day in range(1, 20):
        record_flood(district, day=day)
    assert asked() == few
