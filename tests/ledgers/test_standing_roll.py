"""State, place and lost contact have one way in: the roll's form and its spreadsheet leave them to it."""

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django.urls import reverse

from ledgers.enums import MembershipState
from ledgers.integrity import problems
from ledgers.models import Absence, Member
from ledgers.services.imports import import_choose
from ledgers.services.members import RollRefused, member_save
from ledgers.services.membership import membership_move
from ledgers.services.roll_standing import absences_follow
from tests.factories import NOW, make_member
from tests.ledgers.imports_samples import good, receive, sheet, upload
from tests.ledgers.standing_samples import given

TYPED = {
    "name": "钱新人",
    "gender": "2",
    "ethnicity": "汉族",
    "category": "full",
    "joined_on": "1980-07-01",
    "full_on": "1981-07-01",
}


@pytest.fixture
def old(district) -> Member:
    """A member whom the ordinary row of a spreadsheet means."""
    return make_member(district.branch, "张示例", joined_on=dt.date(1995, 7, 1), full_on=dt.date(1996, 7, 1))


def taken(district, **cells) -> None:
    import_choose(roll_import=receive(district, good(**cells)), good_only=False, by=district.secretary, at=NOW)


def test_the_form_of_a_member_shows_the_state_and_leads_to_where_it_changes(district, sign_in, old):
    client = sign_in(district.secretary)
    address = reverse("ledgers:member-edit", args=[old.pk])

    page = client.get(address).content.decode()
    assert 'name="state"' not in page
    assert 'name="away_to"' not in page
    assert reverse("ledgers:member-standing", args=[old.pk]) in page

    client.post(address, TYPED | {"state": "dead", "away_to": "义乌", "lost_since": "2026-01-01"})
    old.refresh_from_db()
    assert (old.name, old.state, old.away_to, old.lost_since) == ("钱新人", MembershipState.NORMAL, "", None)


def test_the_service_refuses_another_state_of_a_member(district, old):
    with pytest.raises(RollRefused, match="学时与流动"):
        member_save(member=old, values={"state": MembershipState.LEFT}, by=district.secretary, at=NOW)

    old.refresh_from_db()
    assert old.state == MembershipState.NORMAL


def test_somebody_new_brings_the_first_step_and_the_absence(district, sign_in, freeze):
    freeze("2026-11-02 09:00")
    sign_in(district.secretary).post(
        reverse("ledgers:member-new"), TYPED | {"state": "suspended", "away_to": "浙江义乌", "lost_since": "2026-02-01"}
    )

    member = Member.objects.get(name="钱新人")
    step, absence = member.membership_steps.get(), member.absences.get()
    assert (step.from_state, step.to_state, step.on) == ("", "suspended", dt.date(2026, 11, 2))
    assert (absence.place, absence.since, absence.until) == ("浙江义乌", dt.date(2026, 11, 2), None)
    assert list(problems()) == []


def test_an_import_of_somebody_new_does_the_same(district):
    taken(district, 党籍状态="停止党籍", 流动去向="浙江义乌")

    member = Member.objects.get(branch=district.branch, name="张示例")
    assert member.membership_steps.get().to_state == MembershipState.SUSPENDED
    assert member.absences.get().by == district.secretary
    assert list(problems()) == []


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"党籍状态": "停止党籍"}, "名册上是“正常”，表格不能改"),
        ({"失联日期": "2026-03-01"}, "名册上是“空”，表格不能改"),
    ],
)
def test_a_spreadsheet_does_not_decide_about_a_member(district, sign_in, old, cells, sentence):
    page = upload(sign_in(district.secretary), sheet(good(**cells))).content.decode()

    assert sentence in page
    old.refresh_from_db()
    assert (old.state, old.lost_since) == (MembershipState.NORMAL, None)


def test_who_was_moved_comes_back_by_a_transfer(district, sign_in, old):
    Member.objects.filter(pk=old.pk).update(state="moved")

    page = upload(sign_in(district.secretary), sheet(good(党籍状态="正常"))).content.decode()

    assert "回来的请办理组织关系转接" in page


def test_a_place_in_a_spreadsheet_begins_mends_and_ends_the_absence(district, old):
    taken(district, 流动去向="浙江义乌")
    assert (absence := Absence.objects.get()).since == NOW.date()

    taken(district, 流动去向="浙江宁波")
    absence.refresh_from_db()
    assert (absence.place, absence.until) == ("浙江宁波", None)
    assert list(problems()) == []


def test_the_preview_says_by_which_day_a_place_counts(district, sign_in, old):
    page = upload(sign_in(district.secretary), sheet(good(流动去向="浙江义乌"))).content.decode()

    assert "按导入当天登记" in page
    assert not Absence.objects.exists()


def test_many_places_cost_as_many_statements_as_few(district, django_assert_max_num_queries):
    members = [make_member(district.branch, f"老{index}") for index in range(20)]
    with django_assert_max_num_queries(6) as few:
        absences_follow(places={members[0].pk: "义乌"}, by=district.secretary, at=NOW)
    with django_assert_max_num_queries(len(few) + 1):  # the one who is away already is mended
        absences_follow(places={each.pk: "宁波" for each in members}, by=district.secretary, at=NOW)


def test_check_data_names_a_state_a_place_and_an_expulsion_that_the_log_does_not_know(district, old):
    other = make_member(district.branch, "吴示例", lost_since=dt.date(2026, 3, 1))
    given(district, other, "expulsion")
    Member.objects.filter(pk=old.pk).update(state="dead", away_to="义乌")
    Member.objects.filter(pk=other.pk).update(state="normal")

    found = " ".join(problems())

    assert f"member {old.pk} is dead and the last step of the membership says normal" in found
    assert f"member {old.pk} is away at '义乌' by the roll and at '' by the absences" in found
    assert f"member {other.pk} is normal and was expelled" in found


def test_the_log_is_filled_for_what_rolls_said_before_it_was_kept(district, old):
    fill = importlib.import_module("ledgers.migrations.0021_standing_filled")
    lost = make_member(district.branch, "吴示例", state="suspended", suspended_on=dt.date(2026, 5, 1))
    Member.objects.filter(pk=old.pk).update(away_to="浙江义乌")

    for _again in range(2):
        fill.fill_steps(apps, None)
        fill.fill_absences(apps, None)

    assert lost.membership_steps.get().on == dt.date(2026, 5, 1)
    assert old.absences.get().place == "浙江义乌"
    assert list(problems()) == []


def test_check_data_names_a_day_of_suspension_that_no_step_has(district, old):
    Member.objects.filter(pk=old.pk).update(lost_since=dt.date(2026, 1, 1))
    suspended = {"action": "suspend", "on": dt.date(2026, 8, 1), "reason": "高坪镇党委〔2026〕12号"}
    membership_move(member=old, by=district.secretary, at=NOW, **suspended)
    assert list(problems()) == []

    Member.objects.filter(pk=old.pk).update(suspended_on=dt.date(2026, 9, 1))

    assert f"member {old.pk} is suspended since 2026-09-01 and the step says 2026-08-01" in " ".join(problems())
