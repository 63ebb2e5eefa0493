"""A long roll goes by the worker: all or nothing, once, and nothing of it is kept longer than a day."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audits.services.deadlines import deadlines_run
from ledgers import tasks
from ledgers.enums.imports import ImportStage
from ledgers.models import Member, RollImport, RollImportContent, RollImportStep
from ledgers.roll_sheet import errors_workbook, read_workbook
from ledgers.selectors.imports import roll_plan
from ledgers.services import imports as service
from ledgers.services.imports import (
    ImportRefused,
    import_apply,
    import_check,
    import_choose,
    import_drop,
    imports_expire,
    imports_resume,
    roll_write,
)
from ledgers.services.members import RollRefused
from notices.models import Notice
from tests.factories import NOW, District, make_member
from tests.ledgers.imports_samples import TODAY, VALID, good, number_for, receive, sheet, table
from tests.together import at_once

LONG = 620


def long_roll(count: int = LONG, bad: int = 0) -> bytes:
    return sheet(
        *[good(姓名=f"张{index}", 公民身份号码=number_for(index), 性别=None) for index in range(count - bad)],
        *[good(姓名=f"李{index}", 入党日期="不记得") for index in range(bad)],
    )


def checked(district, **options) -> RollImport:
    return import_check(import_id=receive(district, content=long_roll(**options)).pk, at=NOW)


def chosen(district, *, good_only=False, **options) -> RollImport:
    return import_choose(roll_import=checked(district, **options), good_only=good_only, by=district.secretary, at=NOW)


def imported(district) -> int:
    return Member.objects.filter(branch=district.branch, name__startswith="张").count()


def test_a_long_roll_is_checked_and_written_by_the_worker(district, django_capture_on_commit_callbacks, monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.roll_import_check, "delay", lambda **job: queued.append(("check", job)))
    monkeypatch.setattr(tasks.roll_import_apply, "delay", lambda **job: queued.append(("apply", job)))

    with django_capture_on_commit_callbacks(execute=True):
        received = receive(district, content=long_roll(bad=20))
    assert received.stage == ImportStage.RECEIVED
    tasks.roll_import_check(**queued[0][1])
    received.refresh_from_db()
    assert (received.stage, received.total, received.new, received.bad) == (ImportStage.CHECKED, LONG, 600, 20)
    with django_capture_on_commit_callbacks(execute=True):
        import_choose(roll_import=received, good_only=True, by=district.secretary, at=NOW)
    assert imported(district) == 0
    tasks.roll_import_apply(**queued[1][1])

    received.refresh_from_db()
    assert (received.stage, received.new, received.bad, imported(district)) == (ImportStage.DONE, 600, 20, 600)
    assert [job for job, _values in queued] == ["check", "apply"]
    assert [step.to_stage for step in received.steps.all()] == ["received", "checked", "queued", "done"]
    assert list(Notice.objects.filter(recipient=district.secretary).values_list("title", flat=True).order_by("pk")) == [
        "名册表格检查完了，请看结果并确认",
        "名册导入完成",
    ]


def test_the_history_names_the_person_who_confirmed(district):
    import_apply(import_id=chosen(district).pk, at=NOW)

    event = Member.pgh_event_model.objects.filter(pgh_obj__name="张1").latest("pk")
    assert event.pgh_context.metadata["user"] == district.secretary.pk


def test_a_kill_in_the_middle_leaves_nothing_and_the_next_run_does_it(district, monkeypatch):
    waiting = chosen(district)
    write = service._update

    class Killed(BaseException):
        pass

    def die(**_values):
        write_first(**_values)
        raise Killed

    write_first = service.roll_write
    monkeypatch.setattr(service, "roll_write", die)
    with pytest.raises(Killed):
        import_apply(import_id=waiting.pk, at=NOW)
    waiting.refresh_from_db()
    assert (waiting.stage, imported(district)) == (ImportStage.QUEUED, 0)

    monkeypatch.setattr(service, "roll_write", write_first)
    assert import_apply(import_id=waiting.pk, at=NOW).stage == ImportStage.DONE
    assert imported(district) == LONG
    assert write is service._update


def test_running_again_does_nothing(district):
    waiting = chosen(district)
    for _time in range(3):
        import_apply(import_id=waiting.pk, at=NOW)
        import_check(import_id=waiting.pk, at=NOW)

    assert imported(district) == LONG
    assert [step.to_stage for step in waiting.steps.all()] == ["received", "checked", "queued", "done"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_once():
    district = District()
    waiting = chosen(district)

    results = at_once(*[partial(import_apply, import_id=waiting.pk, at=NOW)] * 3)

    assert [result.stage for result in results] == [ImportStage.DONE] * 3
    assert imported(district) == LONG
    assert RollImportStep.objects.filter(to_stage=ImportStage.DONE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_decide_once():
    district = District()
    ready = receive(district, good(), good(姓名="李示例"))

    choose = partial(import_choose, roll_import=ready, good_only=False, by=district.secretary, at=NOW)
    results = at_once(*[choose] * 4)

    assert sorted(type(result).__name__ for result in results) == ["ImportRefused"] * 3 + ["RollImport"]
    assert Member.objects.filter(branch=district.branch, name="张示例").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_number_for_two_branches_at_once_goes_to_one():
    district = District()
    row = good(公民身份号码=VALID, 性别="女", 入党日期="1980-07-01")
    here = receive(district, row)
    there = service.import_receive(
        branch=district.sibling, filename="a.xlsx", content=sheet(row), by=district.sibling_secretary, at=NOW
    )

    results = at_once(
        partial(import_choose, roll_import=here, good_only=False, by=district.secretary, at=NOW),
        partial(import_choose, roll_import=there, good_only=False, by=district.sibling_secretary, at=NOW),
    )

    assert sorted(result.stage for result in results) == [ImportStage.CHECKED, ImportStage.DONE]
    assert Member.objects.filter(name="张示例").count() == 1
    (loser,) = RollImport.objects.filter(stage=ImportStage.CHECKED)
    assert loser.bad == 1
    assert "没有导入" in loser.error


def test_when_the_roll_has_changed_the_decision_comes_back(district):
    waiting = chosen(district)
    taken = make_member(district.other_branch, "王别村")
    taken.set_id_number(number_for(5))
    taken.save()

    back = import_apply(import_id=waiting.pk, at=NOW)

    assert (back.stage, back.bad, back.error) == (
        ImportStage.CHECKED,
        1,
        "名册有变动，表里现在有 1 行和名册冲突，没有导入。",
    )
    assert imported(district) == 0
    again = import_choose(roll_import=back, good_only=True, by=district.secretary, at=NOW)
    assert import_apply(import_id=again.pk, at=NOW).new == LONG - 1


def test_who_has_lost_the_office_in_the_meantime_writes_nothing(district):
    waiting = chosen(district)
    district.secretary.memberships.update(until=dt.date(2020, 2, 1), since=dt.date(2020, 1, 1))

    back = import_apply(import_id=waiting.pk, at=NOW)

    assert (back.stage, imported(district)) == (ImportStage.CHECKED, 0)
    assert "不能修改这个支部的名册" in back.error


def test_fifty_thousand_rows_are_refused_and_the_reason_is_kept(district, monkeypatch):
    monkeypatch.setattr("ledgers.roll_sheet.reading.MAX_ROWS", 600)
    monkeypatch.setattr(service, "read_workbook", partial(read_workbook))
    received = receive(district, content=long_roll())
    monkeypatch.setattr(service, "read_workbook", partial(read_workbook, most=600))

    refused = import_check(import_id=received.pk, at=NOW)

    assert refused.stage == ImportStage.REFUSED
    assert "一次最多导入 600 行" in refused.error
    assert not RollImportContent.objects.exists()


# --- What is kept ----------------------------------------------------------------------------------------------
def test_the_upload_is_gone_once_it_is_written(district):
    done = import_choose(roll_import=receive(district, good()), good_only=False, by=district.secretary, at=NOW)

    assert done.stage == ImportStage.DONE
    assert not RollImportContent.objects.exists()


def test_of_a_roll_with_errors_only_the_wrong_rows_are_kept_for_a_day(district):
    received = receive(district, good(), good(姓名="李示例", 入党日期="不记得"))
    import_choose(roll_import=received, good_only=True, by=district.secretary, at=NOW)

    kept = RollImportContent.objects.get()
    assert (bytes(kept.upload), bytes(kept.report)) == (b"", b"")
    assert [line[0] for line in table(service.decrypt_bytes(kept.errors))] == ["姓名", "李示例"]
    imports_expire(at=NOW + dt.timedelta(hours=23))
    assert RollImportContent.objects.exists()
    imports_expire(at=NOW + dt.timedelta(hours=24))
    assert not RollImportContent.objects.exists()


def test_what_nobody_decides_upon_ends_after_a_day_once(district):
    received = receive(district, good())

    assert imports_expire(at=NOW + dt.timedelta(hours=23)) == 0
    assert [imports_expire(at=NOW + dt.timedelta(hours=24)) for _time in range(2)] == [1, 0]

    received.refresh_from_db()
    assert (received.stage, RollImportContent.objects.count()) == (ImportStage.EXPIRED, 0)
    with pytest.raises(ImportRefused, match="已过期"):
        import_choose(roll_import=received, good_only=False, by=district.secretary, at=NOW)


def test_the_clock_goes_on_with_what_a_lost_worker_left(district):
    received = receive(district, content=long_roll())

    deadlines_run(at=NOW + dt.timedelta(minutes=1))
    received.refresh_from_db()
    assert received.stage == ImportStage.RECEIVED
    report = deadlines_run(at=NOW + dt.timedelta(minutes=10))
    received.refresh_from_db()
    assert received.stage == ImportStage.CHECKED
    assert "went on with 1 imports of rolls" in report.done
    import_choose(roll_import=received, good_only=False, by=district.secretary, at=NOW)
    assert imports_resume(at=NOW + dt.timedelta(minutes=10)) == 1
    assert imported(district) == LONG


def test_a_job_whose_file_is_gone_stops(district):
    received = receive(district, content=long_roll())
    import_drop(roll_import=received, by=district.secretary, at=NOW)

    assert import_check(import_id=received.pk, at=NOW).stage == ImportStage.DROPPED


# --- Rules, numbers --------------------------------------------------------------------------------------------
def test_a_reviewer_may_neither_receive_nor_choose_nor_drop(district):
    received = receive(district, good())

    with pytest.raises(RollRefused, match="书记、文书"):
        service.import_receive(branch=district.branch, filename="a", content=b"", by=district.reviewer, at=NOW)
    with pytest.raises(RollRefused, match="书记、文书"):
        import_choose(roll_import=received, good_only=True, by=district.reviewer, at=NOW)
    with pytest.raises(RollRefused, match="不在您的管理范围内"):
        import_drop(roll_import=received, by=district.sibling_secretary, at=NOW)


def test_counts_that_do_not_add_up_are_refused_by_the_database(district):
    received = receive(district, good())

    with pytest.raises(IntegrityError, match="roll_import_counts_add_up"), transaction.atomic():
        RollImport.objects.filter(pk=received.pk).update(new=5)
    with pytest.raises(IntegrityError, match="roll_import_finished_when_over"), transaction.atomic():
        RollImport.objects.filter(pk=received.pk).update(stage=ImportStage.DROPPED)
    with pytest.raises(IntegrityError, match="roll_import_writing_was_chosen"), transaction.atomic():
        RollImport.objects.filter(pk=received.pk).update(stage=ImportStage.QUEUED)


def queries_for(district, rows: int) -> int:
    """How many queries it takes to look up and write so many changed and so many new rows."""
    for index in range(rows):
        member = make_member(district.branch, f"老{index}")
        member.joined_on = dt.date(1995, 7, 1)
        member.full_on = dt.date(1996, 7, 1)
        member.save()
    content = sheet(
        *[
            good(姓名=f"老{index}", 家庭住址="新地址", 公民身份号码=number_for(index), 性别=None)
            for index in range(rows)
        ],
        *[good(姓名=f"新{index}") for index in range(rows)],
    )
    read = read_workbook(content, today=TODAY)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        plan = roll_plan(district.branch, read)
        roll_write(branch=district.branch, plans=plan.plans, by=district.secretary, at=NOW)
    assert (plan.counts()["changed"], plan.counts()["new"]) == (rows, rows)
    return len(captured)


def test_the_number_of_queries_does_not_depend_on_the_rows(district):
    few = queries_for(district, 2)
    Member.objects.filter(branch=district.branch).update(state="moved", name="搬走")

    assert queries_for(district, 40) == few


def test_the_file_with_errors_of_a_long_roll_keeps_its_lines(district):
    content = long_roll(count=700, bad=3)
    read = read_workbook(content, today=TODAY)
    problems = {row.number: row.errors for row in read.rows if row.errors}

    lines = table(errors_workbook(content, read.title, read.header, problems))

    assert len(lines) == 701
    assert [number for number, line in enumerate(lines, start=1) if line[-1] and number > 1] == sorted(problems)
