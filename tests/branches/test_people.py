"""Accounts and roles: who may hold what where, and what is refused with which words."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate

from branches.enums import OrganisationKind, Role
from branches.models import Membership, User
from branches.services.people import PeopleRefused, membership_end, membership_grant, user_create
from tests.factories import NOW, PASSWORD, make_district, make_station, make_user

TODAY = dt.date(2026, 11, 2)


def grant(user, organisation, role, by=None, **more) -> Membership:
    return membership_grant(user=user, organisation=organisation, role=role, since=TODAY, by=by, at=NOW, **more)


def test_a_new_account_signs_in(db):
    user = user_create(username="wang", display_name="王书记", password="秋收冬藏-春耕-2026", by=None)

    assert authenticate(username="wang", password="秋收冬藏-春耕-2026") == user
    assert user.memberships_now == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"username": "wang li"}, "合法的用户名"),
        ({"username": ""}, "此字段不能为空"),
        ({"display_name": "  "}, "请填写姓名"),
        ({"display_name": "长" * 41}, "40"),
        ({"password": "12345"}, "密码"),
        ({"password": "wang-2026-wang", "username": "wang-2026-wang"}, "相似"),
    ],
)
def test_an_unfit_account_is_refused(db, values, words):
    with pytest.raises(PeopleRefused, match=words):
        user_create(**({"username": "wang", "display_name": "王书记", "password": PASSWORD, "by": None} | values))
    assert not User.objects.exists()


def test_a_username_is_given_once(db):
    user_create(username="wang", display_name="王书记", password=PASSWORD, by=None)
    with pytest.raises(PeopleRefused, match="已经有人用了"):
        user_create(username="wang", display_name="王文书", password=PASSWORD, by=None)
    assert User.objects.count() == 1


def test_demo_accounts_exist_only_where_debug_is_on(db, settings):
    settings.DEBUG = False
    with pytest.raises(PeopleRefused, match="正式环境"):
        user_create(username="shuji", display_name="示例", password="demo", is_demo=True, by=None)
    settings.DEBUG = True
    assert user_create(username="shuji", display_name="示例", password="demo", is_demo=True, by=None).is_demo


def test_only_the_system_administrator_makes_accounts(district):
    with pytest.raises(PeopleRefused, match="只有系统管理员"):
        user_create(username="wang", display_name="王书记", password=PASSWORD, by=district.leader)
    assert user_create(username="wang", display_name="王书记", password=PASSWORD, by=district.system_admin).pk


def test_a_role_holds_from_its_first_to_its_last_day(district):
    user = make_user()
    held = grant(user, district.branch, Role.SECRETARY, by=district.system_admin, until=dt.date(2031, 1, 1))

    assert (held.since, held.until, held.granted_by) == (TODAY, dt.date(2031, 1, 1), district.system_admin)
    assert held.label == "马源村党支部 · 村党支部书记"


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.SECRETARY, "township"),
        (Role.TOWNSHIP_REVIEWER, "branch"),
        (Role.TOWNSHIP_LEADER, "root"),
        (Role.DISTRICT_REVIEWER, "township"),
        (Role.LEADER, "branch"),
        (Role.SYSTEM_ADMIN, "township"),
    ],
)
def test_a_role_is_held_at_its_own_level(district, role, place):
    with pytest.raises(PeopleRefused, match="一级"):
        grant(make_user(), getattr(district, place), role)


def test_residents_committees_have_no_branch_secretary(district):
    district.branch.kind = OrganisationKind.RESIDENTS
    district.branch.save()
    with pytest.raises(PeopleRefused, match="没有村党组织"):
        grant(make_user(), district.branch, Role.SECRETARY)


def test_an_inspector_needs_a_station_of_the_district(district):
    user = make_user()
    elsewhere = make_station(make_district("东乡区", "361003"), name="东乡站")
    with pytest.raises(PeopleRefused, match="要选所在的指导站"):
        grant(user, district.root, Role.STATION_INSPECTOR)
    with pytest.raises(PeopleRefused, match="东乡站不属于临川区"):
        grant(user, district.root, Role.STATION_INSPECTOR, station=elsewhere)
    with pytest.raises(PeopleRefused, match="只有指导站督查员"):
        grant(user, district.branch, Role.SECRETARY, station=district.station)
    assert grant(user, district.root, Role.STATION_INSPECTOR, station=district.station).station == district.station


def test_nobody_holds_two_of_the_three_administrators(district):
    with pytest.raises(PeopleRefused, match="系统管理员已经是系统管理员"):
        grant(district.system_admin, district.root, Role.AUDIT_ADMIN)
    with pytest.raises(PeopleRefused, match="不同的人"):
        grant(district.audit_admin, make_district("东乡区", "361003"), Role.SECURITY_ADMIN)
    # Any other role beside one of the three is no business of this rule.
    assert grant(district.system_admin, district.branch, Role.SECRETARY).pk


def test_an_administrator_may_take_another_of_the_three_offices_later(district):
    held = district.system_admin.memberships.get()
    membership_end(membership=held, until=dt.date(2026, 12, 1), by=None, at=NOW)
    with pytest.raises(PeopleRefused, match="不同的人"):
        grant(district.system_admin, district.root, Role.AUDIT_ADMIN)
    later = membership_grant(
        user=district.system_admin,
        organisation=district.root,
        role=Role.AUDIT_ADMIN,
        since=dt.date(2026, 12, 1),
        by=None,
        at=NOW,
    )
    assert later.role == Role.AUDIT_ADMIN


def test_a_role_is_held_once(district):
    with pytest.raises(PeopleRefused, match="已经担任"):
        grant(district.secretary, district.branch, Role.SECRETARY)
    assert grant(district.secretary, district.sibling, Role.SECRETARY).pk


def test_only_the_administrator_of_the_place_gives_roles(district):
    stranger = make_user(Role.SYSTEM_ADMIN, make_district("东乡区", "361003"))
    with pytest.raises(PeopleRefused, match="不在您的管理范围内"):
        grant(make_user(), district.branch, Role.SECRETARY, by=stranger)
    with pytest.raises(PeopleRefused, match="只有系统管理员"):
        grant(make_user(), district.branch, Role.SECRETARY, by=district.lead)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"role": "pope"}, "没有“pope”这个角色"),
        ({"until": TODAY}, "晚于开始日期"),
    ],
)
def test_an_impossible_role_is_refused(district, values, words):
    with pytest.raises(PeopleRefused, match=words):
        membership_grant(
            **(
                {
                    "user": make_user(),
                    "organisation": district.branch,
                    "role": Role.SECRETARY,
                    "since": TODAY,
                    "by": None,
                    "at": NOW,
                }
                | values
            )
        )


def test_a_disabled_account_gets_no_role(district):
    user = make_user()
    user.is_active = False
    user.save()
    with pytest.raises(PeopleRefused, match="已停用"):
        grant(user, district.branch, Role.SECRETARY)


def test_a_role_ends_and_is_not_taken_back_for_the_past(district):
    held = district.secretary.memberships.get()
    with pytest.raises(PeopleRefused, match="不能早于今天"):
        membership_end(membership=held, until=dt.date(2026, 11, 1), by=None, at=NOW)
    with pytest.raises(PeopleRefused, match="晚于开始日期"):
        membership_end(membership=held, until=held.since, by=None, at=NOW)
    membership_end(membership=held, until=TODAY, by=district.system_admin, at=NOW)

    held.refresh_from_db()
    assert held.until == TODAY
    with pytest.raises(PeopleRefused, match="已经结束"):
        membership_end(membership=held, until=dt.date(2026, 12, 1), by=None, at=NOW)
