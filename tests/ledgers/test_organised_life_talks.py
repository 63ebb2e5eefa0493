"""谈心谈话: who talked with whom, and whom nobody has talked to."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ledgers.enums import Post
from ledgers.enums.organised_life import TalkPair
from ledgers.models import Member, Talk
from ledgers.selectors.organised_life import talk_year
from ledgers.talk_pairs import pair_of, pairs_that_apply
from tests.factories import District
from tests.ledgers.organised_life_samples import make_talk

URL = "/ledgers/talks/"


def typed(one: Member, other: Member, **changes) -> dict:
    ordinary = {"one": one.pk, "other": other.pk, "talked_on": "2026-10-20", "topic": "", "key": str(uuid.uuid4())}
    return ordinary | changes


@pytest.fixture
def members(district) -> list[Member]:
    return list(Member.objects.filter(branch=district.branch).order_by("pk"))


def test_three_taps_note_a_talk(district, members, sign_in, freeze):
    freeze("2026-10-22 09:00")
    client = sign_in(district.secretary)
    shown = client.get(URL)
    # The secretary and today stand there already: choose the other one, tap.
    assert f'<option value="{members[0].pk}" selected>' in shown.content.decode()
    assert 'value="2026-10-22"' in shown.content.decode()

    client.post(URL, typed(members[0], members[5]))

    talk = Talk.objects.get()
    assert (talk.one, talk.other, talk.pair, talk.topic) == (members[0], members[5], TalkPair.COMMITTEE_MEMBER, "")
    assert members[5].name not in [m.name for m, _times in talk_year(district.branch, 2026).waiting]


def test_a_repeated_request_notes_one_talk(district, members, sign_in, freeze):
    freeze("2026-10-22 09:00")
    client, data = sign_in(district.secretary), typed(members[0], members[5])

    client.post(URL, data)
    client.post(URL, data)
    client.post(URL, typed(members[0], members[5]))

    assert Talk.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"talked_on": "2026-10-23"}, "日期还没有到"),
        ({"talked_on": "2020-10-23"}, "只能登记今年和去年的谈话"),
        ({"other": ""}, "请选一个人"),
        ({"topic": "话" * 61}, "话" * 61),
    ],
)
def test_what_is_wrong_is_named_and_kept(district, members, sign_in, freeze, changes, sentence):
    freeze("2026-10-22 09:00")

    response = sign_in(district.secretary).post(URL, typed(members[0], members[5]) | changes)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Talk.objects.exists()


def test_nobody_talks_with_himself(district, members, sign_in, freeze):
    freeze("2026-10-22 09:00")

    assert "请选两个不同的人" in sign_in(district.secretary).post(URL, typed(members[0], members[0])).content.decode()
    talk = make_talk(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=talk.pk).update(other=talk.one)


def test_members_of_another_branch_are_not_offered(district, members, sign_in, freeze):
    freeze("2026-10-22 09:00")
    stranger = Member.objects.filter(branch=district.sibling).first()

    response = sign_in(district.secretary).post(URL, typed(members[0], stranger))

    assert response.status_code == 422
    assert "不在本支部名册里" in response.content.decode()


def test_a_talk_noted_by_mistake_goes_away(district, sign_in):
    talk = make_talk(district)
    address = reverse("ledgers:talk-delete", args=[talk.pk])

    assert sign_in(district.reviewer).post(address).status_code == 403
    assert sign_in(district.sibling_secretary).post(address).status_code == 404
    sign_in(district.secretary).post(address)

    assert not Talk.objects.exists()


def test_the_township_reads_the_branch_it_names(district, sign_in, freeze):
    freeze("2026-10-22 09:00")
    make_talk(district)

    shown = sign_in(district.reviewer).get(URL, {"branch": district.branch.pk}).content.decode()

    assert "谈过 1 次" in shown
    assert "登记一次谈话" not in shown


def test_the_number_of_queries_does_not_depend_on_the_talks(sign_in, db, freeze, django_assert_num_queries):
    freeze("2026-10-22 09:00")
    few, many = District(members=4), District(members=40, code="361003", name="东乡区")
    for number in range(3, 30):
        make_talk(many, 0, number)
    for world in (few, many):
        client = sign_in(world.secretary)
        with django_assert_num_queries(QUERIES):
            client.get(URL)


QUERIES = 6


@given(st.lists(st.sampled_from(["", *Post.values]), max_size=12))
def test_the_pairs_that_apply_are_those_two_members_can_form(posts):
    possible = {pair_of(one, other) for i, one in enumerate(posts) for other in posts[i + 1 :]}
    # Two secretaries are no pair that is owed.
    if posts.count(Post.SECRETARY) > 1 and all(post in ("", Post.SECRETARY) for post in posts):
        possible.discard(TalkPair.SECRETARY_COMMITTEE)

    assert set(pairs_that_apply(posts)) == possible


def test_a_year_has_its_own_talks(district, members):
    make_talk(district, on=dt.date(2025, 12, 30))

    assert len(talk_year(district.branch, 2026).waiting) == len(members)
    assert len(talk_year(district.branch, 2025).waiting) == len(members) - 2
