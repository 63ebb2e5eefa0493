"""Where a member may be transferred to: the own district by township, others by looking for them."""

import pytest
from django.urls import reverse

from branches.enums import OrganisationKind
from branches.models import Organisation
from ledgers.models import Transfer
from ledgers.selectors.receiving_branches import MOST_FOUND, branches_found
from tests.factories import NOW, District, make_branch, make_member, make_township

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def monday(freeze):
    freeze("2026-11-02 09:00")


@pytest.fixture
def neighbours(district) -> District:
    """Another county of the same installation."""
    return District(code="361003", name="东乡区")


@pytest.fixture
def page(district, sign_in):
    """Return a function that posts the page of somebody of the first branch, and the address."""
    member = make_member(district.branch, "周转接")
    client, url = sign_in(district.secretary), reverse("ledgers:transfer-new", args=[member.pk])

    def post(**typed):
        return client.post(url, {"kind": "inside", "applied_on": "2026-11-02"} | typed)

    post.client, post.url = client, url
    return post


def shown(found) -> list[tuple[str, list[str]]]:
    return [(group.name, [name for _pk, name in group.branches]) for group in found.groups]


def looked_for(district, words: str, **options):
    return shown(branches_found(district.branch, words=words, day=TODAY, **options))


def test_the_own_district_is_listed_by_township_the_own_one_unfolded(district, neighbours):
    make_branch(district.township, "旧村委会")
    Organisation.objects.filter(name="旧村委会").update(active_until="2026-10-01")
    make_branch(district.township, "林场")
    Organisation.objects.filter(name="林场").update(kind=OrganisationKind.DIVISION)

    found = branches_found(district.branch, day=TODAY)

    assert shown(found) == [("高坪镇", ["上聂村党支部"]), ("龙溪镇", ["竹溪村党支部", "梅溪村党支部"])]
    assert [group.is_open for group in found.groups] == [True, False]


@pytest.mark.parametrize("words", ["竹溪", "竹溪村党支部", "龙溪镇 竹溪", "竹溪村 临川区"])
def test_a_branch_is_found_by_its_name_and_what_it_lies_in(district, words):
    assert looked_for(district, words) == [("龙溪镇", ["竹溪村党支部"])]


def test_a_township_is_looked_for_as_well(district):
    assert looked_for(district, "龙溪") == [("龙溪镇", ["竹溪村党支部", "梅溪村党支部"])]


def test_branches_of_other_counties_are_found_behind_the_own_ones(district, neighbours):
    assert looked_for(district, "竹溪") == [("龙溪镇", ["竹溪村党支部"]), ("东乡区龙溪镇", ["竹溪村党支部"])]
    assert looked_for(district, "东乡区 竹溪") == [("东乡区龙溪镇", ["竹溪村党支部"])]
    assert looked_for(district, "没有这个村") == []


def test_too_many_are_cut_and_the_chosen_one_stays(district):
    wide = make_township(district.root, "广昌镇")
    for number in range(MOST_FOUND + 5):
        make_branch(wide, f"示例{number}村委会")

    found = branches_found(district.branch, words="示例", chosen=district.sibling.pk, day=TODAY)

    assert found.is_cut
    assert district.sibling.pk in found.keys
    assert found.count == MOST_FOUND + 1 or found.count == MOST_FOUND


@pytest.mark.parametrize("extra", [0, 20])
@pytest.mark.parametrize("words", ["", "溪"])
def test_as_many_queries_for_few_as_for_many(district, words, extra, django_assert_num_queries):
    for number in range(extra):
        make_branch(make_township(district.root, f"桥溪{number}镇"), f"溪口{number}村委会")

    with django_assert_num_queries(2):
        branches_found(district.branch, words=words, day=TODAY)


def test_looking_keeps_what_was_typed_and_writes_nothing(page, district):
    typed = {"q": "竹溪", "find": "1", "note": "随子女居住", "outside": "南昌", "applied_on": "2026-10-30"}

    response = page(**typed, target=district.sibling.pk)

    html = response.content.decode()
    assert response.status_code == 200
    assert "找到 2 个支部" in html, "the one that was ticked before stays in sight"
    for words in ("随子女居住", 'value="南昌"', 'value="2026-10-30"', 'value="竹溪"'):
        assert words in html, words
    assert f'value="{district.sibling.pk}" id="id_target_{district.sibling.pk}" checked' in html
    assert not Transfer.objects.exists()


def test_with_a_script_only_the_list_comes_back(page):
    data = {"kind": "inside", "q": "竹溪", "find": "1"}
    html = page.client.post(page.url, data, headers={"HX-Request": "true"}).content.decode()

    assert html.lstrip().startswith('<div id="branches"')
    assert "竹溪村党支部" in html


def test_a_branch_of_another_county_that_was_found_is_taken(page, neighbours):
    response = page(q="东乡区 竹溪", target=neighbours.other_branch.pk)

    assert response.status_code == 302
    assert Transfer.objects.get().target == neighbours.other_branch


@pytest.mark.parametrize("target", ["", "abc", "0", "99999999999999999999"])
def test_nothing_chosen_is_said_at_the_list(page, target):
    response = page(target=target, note="随子女居住")

    assert response.status_code == 422
    html = response.content.decode()
    assert '<a href="#id_target">接收支部</a>：请' in html
    assert "随子女居住" in html


def test_neither_the_own_branch_nor_a_township_is_taken(page, district):
    for place in (district.branch, district.township):
        assert page(target=place.pk).status_code == 422
    assert not Transfer.objects.exists()
