"""Cadres are found by name, pinyin, initials and post, by index and in a constant number of queries."""

import datetime as dt

import pytest
from django.db import connection

from cadres.enums import Basis, EndReason, PostKind
from cadres.models import Cadre, Tenure
from cadres.selectors.search import PAGE_SIZE, cadres_found, cadres_matching, posts_named
from cadres.services.tenures import tenure_end
from tests.cadres.cadre_samples import SINCE, hold, make_cadre
from tests.factories import NOW

DAY = NOW.date()
SURNAMES, GIVEN, LAST = "王李赵陈刘黄周吴徐孙", "建国志明文海春秋德永", "平安康宁强华林江山川"


def crowd(district, count: int) -> None:
    """`count` cadres spread over the villages, each with a post."""
    villages = district.branches
    cadres = Cadre.objects.bulk_create(
        Cadre(
            organisation=villages[number % len(villages)],
            name=SURNAMES[number % 10] + GIVEN[number // 10 % 10] + LAST[number // 100 % 10],
            gender="1",
            birth_date=dt.date(1980, 5, 4),
            education="30",
            political_status="13",
        )
        for number in range(count)
    )
    Tenure.objects.bulk_create(
        Tenure(
            organisation=cadre.organisation,
            cadre=cadre,
            kind=PostKind.COMMITTEE_MEMBER,
            since=SINCE,
            basis=Basis.CENSUS,
            at=NOW,
        )
        for cadre in cadres
    )


def found(user, **wanted) -> list[str]:
    return [row.name for row in cadres_found(user, day=DAY, **wanted)]


@pytest.fixture
def people(district):
    zhang = make_cadre(district, name="张小明")
    li = make_cadre(district, name="李建国")
    hold(district, zhang, PostKind.PARTY_SECRETARY)
    hold(district, zhang, PostKind.DIRECTOR)
    hold(district, li, PostKind.COMMITTEE_MEMBER)
    return zhang, li


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"q": "小明"}, ["张小明"]),
        ({"q": "zxm"}, ["张小明"]),
        ({"q": "lijian"}, ["李建国"]),
        ({"q": "书记"}, ["张小明"]),
        ({"post": "主任"}, ["张小明"]),
        ({"post": "村委会委员"}, ["李建国"]),
        ({"post": "committee_member"}, ["李建国"]),
        ({"q": "李", "post": "主任"}, []),
        ({"post": "没有的岗位"}, []),
        ({}, ["张小明", "李建国"]),
    ],
)
def test_name_pinyin_initials_and_post(people, district, wanted, names):
    assert sorted(found(district.reviewer, **wanted)) == sorted(names)


def test_the_posts_stand_beside_the_name(people, district):
    row = cadres_found(district.reviewer, q="zxm", day=DAY)[0]

    assert row.posts == ("村党组织书记", "村委会主任")
    assert row.village == "马源村"


def test_who_has_left_the_post_is_found_by_name_only(people, district):
    tenure = Tenure.objects.get(kind=PostKind.DIRECTOR)
    tenure_end(tenure=tenure, until=DAY, reason=EndReason.RESIGNED, by=district.reviewer, at=NOW)

    assert found(district.reviewer, post="主任") == []
    assert found(district.reviewer, q="小明") == ["张小明"]


def test_nobody_is_found_outside_of_the_scope(people, district):
    assert found(district.other_reviewer, q="小明") == []
    assert found(district.officer, q="小明") == []
    assert found(district.sibling_secretary, post="书记") == []


def test_every_post_has_a_name_that_finds_it():
    assert all(posts_named(kind.label) == (kind,) for kind in PostKind)
    assert posts_named("张小明") == ()


def test_the_number_of_queries_does_not_depend_on_the_rows(district, django_assert_num_queries):
    user = district.district_reviewer
    crowd(district, 3)
    user.party_scope  # noqa: B018 -- the hat is read once per request
    with django_assert_num_queries(3):
        cadres_found(user, q="王", day=DAY)
    crowd(district, 400)
    with django_assert_num_queries(3):
        page = cadres_found(user, q="王", day=DAY)

    assert len(page) == PAGE_SIZE and page.has_next()
    assert page.paginator.count == 41


@pytest.mark.parametrize("typed", ["建平", "wjp", "wangjian"])
def test_five_thousand_are_searched_by_index_and_not_one_by_one(district, typed):
    crowd(district, 5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cadres_cadre; ANALYZE cadres_tenure; ANALYZE branches_organisation")
        # Whether a few thousand rows are worth the index is the planner's business; that it can serve is ours.
        cursor.execute("SET LOCAL enable_seqscan = off")

    matching = cadres_matching(district.district_reviewer, q=typed, day=DAY)
    plan = matching.explain()

    assert matching.exists()
    assert "cadre_search" in plan
    assert "Seq Scan on cadres_cadre" not in plan
