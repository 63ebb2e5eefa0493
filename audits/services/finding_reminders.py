"""Remind of the limits of findings (问题整改): the day before, once when it has passed, and the township with it."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.finding_enums import AT_BRANCH
from audits.models import Effect, Finding
from branches.enums import Role
from branches.models import Membership, User
from ledgers.chain import secretaries_of
from notices.services import Letter, notices_deliver

# People are told at nine in the morning, never at night.
MORNING = dt.time(9, 0)
# After an outage an overdue finding is still worth a word for so many days.
LOOK_BACK_DAYS = 30


def findings_remind(*, at: dt.datetime) -> int:
    """Send what is due on the local day of `at`, from nine o'clock, and return how many messages are new.

    A message's key carries the finding and its limit: each is sent once, also when the clock stood still for days; a
    finding that was opened again has another limit and is told of again.
    """
    local = timezone.localtime(at)
    if local.time() < MORNING:
        return 0
    with transaction.atomic():
        _row, is_new = Effect.objects.get_or_create(key=f"findings:{local.date()}", defaults={"at": at})
        return notices_deliver(letters=_letters(local.date()), at=at) if is_new else 0


def _letters(today: dt.date) -> list[Letter]:
    tomorrow = today + dt.timedelta(days=1)
    earliest = today - dt.timedelta(days=LOOK_BACK_DAYS)
    due = list(
        Finding.objects.filter(status__in=AT_BRANCH, due_on__gte=earliest, due_on__lte=tomorrow)
        .exclude(due_on=today)
        .select_related("branch")
        .order_by("pk")
    )
    secretaries = secretaries_of({finding.branch_id for finding in due})
    townships = _reviewers({finding.township_id for finding in due if finding.due_on < today})
    letters = []
    for finding in due:
        url = reverse("audits:finding-detail", args=[finding.pk])
        names = {"branch": finding.branch.village_name, "reason": finding.get_reason_display()}
        key = f"finding-due:{finding.pk}:{finding.due_on}"
        if finding.due_on == tomorrow:
            title = _("有一个问题明天到整改期限：%(reason)s") % names
            letters += [Letter(person, key, title, "", url) for person in secretaries[finding.branch_id]]
            continue
        title = _("%(branch)s的问题超过整改期限：%(reason)s") % names
        people = [*secretaries[finding.branch_id], *townships.get(finding.township_id, [])]
        letters += [Letter(person, f"{key}:late", title, "", url) for person in people]
    return letters


def _reviewers(townships: set[int]) -> dict[int, list[User]]:
    held = Membership.objects.current().filter(
        role__in=[Role.TOWNSHIP_REVIEWER, Role.TOWNSHIP_LEADER], organisation__in=townships
    )
    found: dict[int, dict[int, User]] = {}
    for membership in held.select_related("user"):
        found.setdefault(membership.organisation_id, {})[membership.user_id] = membership.user
    return {township: list(people.values()) for township, people in found.items()}
