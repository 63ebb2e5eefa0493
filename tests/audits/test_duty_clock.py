"""The clock of the duty roster: drafts, reminders, escalation; each once, and dated from outside."""

import datetime as dt

import pytest

from audits.services.duty_clock import duty_run
from cadres.models import Roster
from cadres.services.duty import duties_confirm, roster_publish
from ledgers.models import DistrictParameters
from notices.models import Notice
from tests.cadres.duty_samples import make_matter, make_roster, make_team
from tests.factories import NOW, local

pytestmark = pytest.mark.django_db
DECEMBER = dt.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def parameters(district):
    DistrictParameters.objects.get_or_create(district=district.root)


def told(prefix: str) -> set[tuple[str, str]]:
    return {(n.recipient.display_name, n.title) for n in Notice.objects.filter(key__startswith=prefix)}


def run(text: str) -> list[str]:
    return list(duty_run(at=local(text)))


def test_drafts_are_drawn_from_the_20th_once_for_villages_with_cadres(district):
    make_team(district)
    assert not run("2026-11-19 09:10") and not run("2026-11-20 08:50")

    assert run("2026-11-20 09:10") == ["drew 1 drafts of duty rosters for 临川区"]

    roster = Roster.objects.get()
    assert (roster.organisation, roster.month, roster.made_by) == (district.branch, DECEMBER, None)
    assert not run("2026-11-20 09:20") and not run("2026-11-21 09:10")


def test_the_secretary_is_reminded_before_the_month_ends_and_the_township_after(district):
    make_team(district)
    make_team(district, district.other_branch)
    make_roster(district, district.other_branch, month=DECEMBER, at=local("2026-11-18 09:00"))

    run("2026-11-26 09:10")
    assert told("roster-due") == set()
    run("2026-11-27 09:10")
    run("2026-11-28 09:10")
    assert told("roster-due") == {("马书记", "2026年12月值班表要在11月30日前公布")}
    run("2026-11-30 09:10")
    assert Notice.objects.filter(key__startswith="roster-due").count() == 2
    run("2026-12-02 09:10")
    run("2026-12-03 09:10")

    title = "2026年12月还有1个村没有公布值班表"
    assert told("roster-late") == {("高干事", title), ("高书记", title)}
    assert Notice.objects.filter(key__startswith="roster-late").count() == 2


def test_whoever_has_published_hears_nothing(district):
    make_team(district)
    run("2026-11-20 09:10")
    roster, at = Roster.objects.get(), local("2026-11-22 09:00")
    duties_confirm(roster=roster, by=district.secretary, at=at)
    roster_publish(roster=roster, by=district.secretary, at=at)

    run("2026-11-30 09:10")
    run("2026-12-01 09:10")

    assert told("roster-due") == told("roster-late") == set()


def test_who_is_on_duty_tomorrow_reads_it_in_the_morning(district):
    roster = make_roster(district)
    duty = roster.duties.filter(main__user__isnull=False, date__gt=NOW.date()).first()
    day = duty.date - dt.timedelta(days=1)

    run(f"{day} 09:10")
    run(f"{day} 09:20")

    assert Notice.objects.get(key__startswith=f"duty:{duty.pk}:").recipient == duty.main.user


def test_a_visitors_matter_is_recalled_the_day_before_and_once_when_late(district):
    matter = make_matter(district, make_team(district)[1])

    for day in ("2026-11-07", "2026-11-08", "2026-11-09", "2026-11-10", "2026-11-11"):
        run(f"{day} 09:10")

    keys = list(Notice.objects.filter(key__startswith="matter:").order_by("pk").values_list("key", flat=True))
    assert keys == [f"matter:{matter.pk}:soon"] * 2 + [f"matter:{matter.pk}:late"] * 2


def test_a_district_without_cadres_is_left_in_peace(district):
    assert not run("2026-11-30 09:10") and not run("2026-12-01 09:10")
