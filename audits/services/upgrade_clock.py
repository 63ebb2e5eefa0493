"""The clock of clearing below-standard villages (清零): talks about missed days, reminders of the month's progress."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.models import Effect, TalkCase
from audits.services.talks import talk_raise_for_project
from branches.calendar import holiday_overrides
from branches.models import Organisation
from config.lib.months import previous_month
from config.lib.workdays import add_workdays
from facilities.models import UpgradeProject
from facilities.selectors.projects import overdue_projects, without_report
from ledgers.chain import secretaries_of
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.organised_life import district_of
from ledgers.selectors.rules import rule_history
from notices.services import notices_send

MORNING = dt.time(9, 0)  # nobody is told of anything at night


def upgrades_run(*, at: dt.datetime) -> Iterator[str]:
    """Do what is due on the local day of `at` and yield it in words; running again changes nothing."""
    local = timezone.localtime(at)
    if local.time() < MORNING:
        return
    today = local.date()
    books: dict[str, tuple[Organisation, RuleBook]] = {}

    def of(project: UpgradeProject) -> tuple[Organisation, RuleBook]:
        """Return the project's district and its rules of today, asked for once in each township."""
        path = project.township.path
        if path not in books:
            district = district_of(project.township)
            books[path] = (district, rule_history(district).on(today))
        return books[path]

    if raised := _raise_talks(today, of, at):
        yield f"raised {raised} talks about overdue projects"
    if told := _remind(today, of, at):
        yield f"reminded of the month's progress of {told} projects"


def _raise_talks(today: dt.date, of, at: dt.datetime) -> int:
    """Raise a talk for each project past its promised day that has none about that day."""
    raised = 0
    talked = set(TalkCase.objects.filter(project__isnull=False).values_list("project", "deadline"))
    for project in overdue_projects(today):
        if (project.pk, project.due_on) in talked:
            continue
        district, book = of(project)
        hold_by = add_workdays(today, int(book.value("talks.hold_workdays")), holiday_overrides())
        raised += talk_raise_for_project(project=project, host=district, hold_by=hold_by, at=at) is not None
    return raised


def _remind(today: dt.date, of, at: dt.datetime) -> int:
    """Tell the villages, from the district's day of the month on, that last month's progress is not reported."""
    month, told = previous_month(today), 0
    for project in without_report(month):
        _district, book = of(project)
        if today.day >= int(book.value("upgrade.report_day")):
            told += _remind_once(project, month, at)
    return told


@transaction.atomic
def _remind_once(project: UpgradeProject, month: dt.date, at: dt.datetime) -> bool:
    key = f"upgrade-report:{project.pk}:{month:%Y-%m}"
    _row, is_new = Effect.objects.get_or_create(key=key, defaults={"at": at})
    if is_new:
        notices_send(
            recipients=secretaries_of([project.organisation_id])[project.organisation_id],
            key=key,
            title=_("%(project)s还没有报%(month)d月的进度") % {"project": project.title, "month": month.month},
            url=reverse("facilities:project-detail", args=[project.pk]),
            at=at,
        )
    return is_new
