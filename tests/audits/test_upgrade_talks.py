"""A project that misses its promised day: one talk with the township's secretary for each project and deadline."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audits import integrity
from audits.models import TalkCase
from audits.services.deadlines import deadlines_run
from audits.services.talks import talk_move, talk_raise_for_project
from audits.services.upgrade_clock import upgrades_run
from audits.talk_enums import TalkAction, TalkKind, TalkStatus
from audits.talk_papers import notice_text
from branches.enums import Role
from branches.models import Organisation
from facilities.enums.projects import ProjectAction, Stage
from facilities.services.projects import progress_report, project_postpone
from notices.models import Notice
from tests.audits.talk_samples import notice
from tests.facilities.project_samples import DUE, move, opened, photograph, relief, walked
from tests.factories import local, make_branch, make_user

pytestmark = pytest.mark.django_db
AFTER = local("2027-01-02 10:00")  # two days after the promised one
A = ProjectAction


def run(at) -> list[str]:
    return list(upgrades_run(at=at))


def test_a_missed_day_raises_one_talk_however_often_the_clock_runs(district):
    project = opened(district)
    assert run(local("2026-12-31 10:00")) == []  # the day itself still counts
    assert run(local("2027-01-01 08:59")) == []  # nobody is told at night
    assert "raised 1 talks about overdue projects" in run(AFTER)
    assert run(AFTER) == [] and run(AFTER + dt.timedelta(days=9)) == []

    case = TalkCase.objects.get()
    assert (case.kind, case.organisation, case.host) == (TalkKind.TOWNSHIP, district.township, district.root)
    assert (case.project, case.deadline, case.hold_by) == (project, DUE, dt.date(2027, 1, 15))
    told = Notice.objects.get(recipient=district.district_reviewer, key__startswith="talk-step")
    assert told.title == "高坪镇提升项目超期，请安排约谈"
    assert not [*integrity.problems()]


def test_the_database_keeps_one_talk_for_each_project_and_deadline(district):
    project = opened(district)
    run(AFTER)
    case = TalkCase.objects.get()
    assert talk_raise_for_project(project=project, host=district.root, hold_by=DUE, at=AFTER) is None
    twin = {"project": project, "deadline": DUE, "organisation": district.township, "host": district.root}
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkCase.objects.create(kind=TalkKind.TOWNSHIP, raised_at=AFTER, hold_by=DUE, **twin)
    for change in ({"deadline": None}, {"kind": TalkKind.BRANCH}, {"run_from": dt.date(2026, 10, 1)}, {"reds": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TalkCase.objects.filter(pk=case.pk).update(**change)


def test_a_new_day_that_is_missed_again_is_a_talk_of_its_own(district):
    project = opened(district)
    run(AFTER)
    later = dt.date(2027, 1, 31)
    project_postpone(project=project, due_on=later, note="雨季", by=district.district_reviewer, at=AFTER)
    assert run(local("2027-01-31 10:00")) == []
    run(local("2027-02-01 10:00"))
    assert [*TalkCase.objects.order_by("deadline").values_list("deadline", flat=True)] == [DUE, later]
    assert not [*integrity.problems()]


def test_what_is_finished_in_time_waits_for_the_district_not_for_the_township(district):
    project = walked(district, A.START)
    photograph(district, project, Stage.AFTER)
    move(district, project, A.FINISH)
    assert "raised" not in "".join(run(AFTER))
    assert not TalkCase.objects.exists()


def test_the_notice_names_the_project_and_its_day(district):
    opened(district)
    deadlines_run(at=AFTER)
    case = TalkCase.objects.get(project__isnull=False)
    words = notice(why="马源村项目没有按期完成。", talk_at=local("2027-01-05 09:00"))
    case = talk_move(case=case, action=TalkAction.NOTIFY, by=district.district_reviewer, at=AFTER, values=words)
    assert case.status == TalkStatus.NOTICED
    first = notice_text(case).splitlines()[0]
    assert first == "马源村“改建党群服务中心”没有在承诺的2026年12月31日完成，决定约谈高坪镇党委书记。有关事项通知如下。"


def test_the_village_is_reminded_of_a_month_once(district):
    project = walked(district, A.START)
    assert run(local("2026-12-04 10:00")) == []
    assert run(local("2026-12-05 10:00")) == ["reminded of the month's progress of 1 projects"]
    assert run(local("2026-12-06 10:00")) == []
    assert Notice.objects.get(recipient=district.secretary, key__startswith="upgrade-report").title == (
        "改建党群服务中心还没有报11月的进度"
    )
    progress_report(
        project=project, month="2026-12", percent=50, text="装修", by=district.secretary, at=local("2026-12-28 10:00")
    )
    assert "reminded" not in "".join(run(local("2027-01-05 10:00")))


@pytest.mark.parametrize("villages", [1, 4])
def test_the_reminders_ask_as_often_for_few_as_for_many(district, villages):
    for number in range(villages):
        village = make_branch(Organisation.objects.get(pk=district.township.pk), f"新{number}村委会")
        make_user(Role.SECRETARY, village)
        walked(district, A.START, village, decision=relief(district, village))
    with CaptureQueriesContext(connection) as asked:
        assert run(local("2026-12-05 10:00")) == [f"reminded of the month's progress of {villages} projects"]
    assert len(asked) <= 20, [each["sql"][:90] for each in asked]
    assert Notice.objects.filter(key__startswith="upgrade-report").count() == villages
