"""The morning of a visit: the inspector hears once where to go, and nobody else does."""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone

from audits.inspection_rules import opens_at
from audits.models import Visit
from audits.services.deadlines import deadlines_run
from branches.enums import Role
from branches.models import Membership
from notices.models import Notice
from tests.audits.inspection_samples import coming_workday, make_plan
from tests.factories import make_user

MINUTE = dt.timedelta(minutes=1)


def told(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user, key__startswith="visits:").values_list("body", flat=True))


def test_the_inspector_hears_once_when_the_list_is_unsealed(district):
    plan = make_plan(district, count=2)
    day = plan.first_day
    names = [visit.branch.village_name for visit in Visit.objects.filter(plan=plan).order_by("branch__path")]

    deadlines_run(at=opens_at(day) - MINUTE)
    assert told(district.inspector) == []
    for later in (0, 10, 300):
        deadlines_run(at=opens_at(day) + later * MINUTE)

    (body,) = told(district.inspector)
    assert "、".join(names) in body
    notice = Notice.objects.get(key=f"visits:{day}")
    assert (notice.title, notice.outside) == ("今天有2个村要去抽查",) * 2
    assert notice.created_at == opens_at(day)
    # The village and the township hear nothing, nor does the district.
    assert not Notice.objects.filter(key__startswith="visits:").exclude(recipient=district.inspector).exists()


def test_the_tick_dates_it_from_outside_and_a_late_one_still_tells_the_same_day(district):
    day = make_plan(district).first_day

    call_command("tick", "--at", f"{day}T11:20")

    notice = Notice.objects.get(recipient=district.inspector, key=f"visits:{day}")
    assert timezone.localtime(notice.created_at).hour == 11


def test_on_the_next_day_nothing_is_told_any_more(district):
    day = make_plan(district).first_day

    deadlines_run(at=opens_at(day) + dt.timedelta(days=1))

    assert told(district.inspector) == []


def test_each_inspector_hears_of_his_own_villages_alone(district):
    second = make_user(Role.STATION_INSPECTOR, district.root, station=district.station, name="第二督查员")
    plan = make_plan(district, count=2)
    own = {visit.inspector: visit.branch.village_name for visit in Visit.objects.filter(plan=plan)}
    assert own.keys() == {district.inspector, second}

    deadlines_run(at=opens_at(plan.first_day))

    for inspector, name in own.items():
        (body,) = told(inspector)
        assert name in body
        assert not any(other in body for who, other in own.items() if who != inspector)


def test_who_has_left_the_station_hears_nothing(district):
    day = make_plan(district, day=coming_workday()).first_day
    Membership.objects.filter(user=district.inspector).update(until=timezone.localdate() - dt.timedelta(days=1))

    deadlines_run(at=opens_at(day))

    assert told(district.inspector) == []
