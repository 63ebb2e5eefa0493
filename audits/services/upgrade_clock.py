"""The clock of clearing below-standard villages (清零): talks about missed days, reminders of the month's progress."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.models import Effect, TalkCase
from audits.services.talks import talk_raise_for_project
from branches.calendar import holiday_overrides
from branches.models import Organisation
from branches.tree import district_above
from config.lib.months import previous_month
from config.lib.workdays import add_workdays
from facilities.models import UpgradeProject
from facilities.selectors.projects import overdue_projects, without_report
from ledgers.chain import secretaries_of
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history
from notices.services import Letter, notices_deliver

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
            district = district_above(project.township)
            books[path] = (district, rule_history(district).on(today))
        return books[path]

    if raised := _raise_talks(today, of, at):
        yield f"raised {raised} talks about overdue projects"
    if told := _remind(today, of, at):
        yield f"reminded of the month's progress of {told} projects"


def _raise_talks(today: dt.date, of, at: dt.datetime) -> int:
    """Raise a talk for each project past its promised day that has none about that day: the others are not fetched."""
    raised = 0
    talked = TalkCase.objects.filter(project=OuterRef("pk"), deadline=OuterRef("due_on"))
    for project in overdue_projects(today).filter(~Exists(talked)):
        district, book = of(project)
        hold_by = add_workdays(today, int(book.value("talks.hold_workdays")), holiday_overrides())
        raised += talk_raise_for_project(project=project, host=district, hold_by=hold_by, at=at) is not None
    return raised


def _remind(today: dt.date, of, at: dt.datetime) -> int:
    """Tell the villages, from the district's day of the month on, that last month's progress is not reported."""
    month = previous_month(today)
    late = {
        f"upgrade-report:{project.pk}:{month:%Y-%m}": project
        for project in without_report(month)
        if today.day >= int(of(project)[1].value("upgrade.report_day"))
    }
    return _remind_once(late, month, at)


@transaction.atomic
def _remind_once(late: dict[str, UpgradeProject], month: dt.date, at: dt.datetime) -> int:
    """Tell of the projects by the keys of their messages, of each once; in as many queries for few as for many."""
    known = set(Effect.objects.filter(key__in=late).values_list("key", flat=True))
    new = {key: project for key, project in late.items() if key not in known}
    if not new:
        return 0
    Effect.objects.bulk_create((Effect(key=key, at=at) for key in new), ignore_conflicts=True)
    secretaries = secretaries_of(project.organisation_id for project in new.values())
    notices_deliver(
        letters=[
            Letter(
                person,
                key,
                _("%(project)s还没有报%(month)d月的进度") % {"project": project.title, "month": month.month},
                url=reverse("facilities:project-detail", args=[project.pk]),
            )
            for key, project in new.items()
            for person in secretaries[project.organisation_id]
        ],
        at=at,
    )
    return len(new)
