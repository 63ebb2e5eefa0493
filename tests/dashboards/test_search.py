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
from dashboards.selectors.search import search_everything
from ledgers.models import Member
from tests.cadres.cadre_samples import make_cadre
from tests.factories import make_circular, make_member
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
