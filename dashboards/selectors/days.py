"""The days that matter to a person: limits of the month, rest days, terms, contracts, what is to be mended."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.finding_enums import AT_BRANCH
from audits.models import Finding
from branches.calendar import holiday_overrides
from branches.enums import Permission
from branches.models import Holiday, User
from branches.names import village_name
from cadres.enums import Body
from cadres.models import Term
from config.lib.months import months_after
from config.lib.workdays import day_off_named
from economy.models import Contract
from facilities.enums.projects import ProjectState
from facilities.models import UpgradeProject
from ledgers import limits
from ledgers.models import DistrictParameters, Ledger, Month
from ledgers.models.month import last_day_before
from ledgers.selectors.rulebook import district_of
from ledgers.services.months import limits_of
from ledgers.words import month_in_words

# The limits of a month, and who works up to each; None: everybody who sees ledgers.
LIMITS: tuple[tuple[str, str, Permission | None], ...] = (
    ("on_time_until", gettext_lazy("%(month)s台账按时提交截止"), None),
    ("locks_at", gettext_lazy("%(month)s台账锁定"), None),
    ("review_by", gettext_lazy("%(month)s乡镇审查截止"), Permission.OVERVIEW_VIEW),
    ("report_by", gettext_lazy("%(month)s乡镇报送截止"), Permission.OVERVIEW_VIEW),
    ("rereview_by", gettext_lazy("%(month)s区级复审截止"), Permission.REVIEW_DISTRICT),
    ("circular_by", gettext_lazy("%(month)s通报截止"), Permission.CIRCULAR_DRAFT),
)
AHEAD = 3  # months whose limits are shown before they open
BEHIND = 3  # and how long before its limits a month has opened, at most


@dataclass(frozen=True, slots=True)
class Day:
    """Something on a day. `key` stays the same as long as it is the same thing, also when its day moves."""

    date: dt.date
    kind: str
    key: str
    text: str
    url: str = ""


def days_of(user: User, first: dt.date, last: dt.date) -> list[Day]:
    """Return what there is for the user from `first` to `last`, both included, in the order of the days."""
    found = [*_limits(user, first), *_rest_days(first, last)]
    for source in (_terms, _contracts, _projects, _findings):
        found += source(user, first, last)
    inside = (day for day in found if first <= day.date <= last)
    return sorted(inside, key=lambda day: (day.date, day.kind, day.text))


# --- Limits --------------------------------------------------------------------------------------------------------
def _limits(user: User, first: dt.date) -> Iterator[Day]:
    """Yield the limits of the months that have opened, a branch's as they were put off, then of those to come."""
    if not user.may(Permission.LEDGER_VIEW):
        return
    this = first.replace(day=1)
    opened = Month.objects.visible_to(user).filter(month__gte=months_after(this, -BEHIND)).order_by("month")
    put_off = _put_off(user, this)
    newest = this
    for month in opened:
        instants = {name: getattr(month, name) for name, _text, _who in LIMITS}
        yield from _limits_of(user, month.month, instants | put_off.get(month.pk, {}), _month_url(user, month))
        newest = month.month
    parameters = DistrictParameters.objects.filter(district=district_of(user)).first()
    overrides = holiday_overrides()
    for number in range(1, AHEAD + 1) if parameters else ():
        month = months_after(newest, number)
        yield from _limits_of(user, month, limits_of(month, parameters, overrides), "")


def _put_off(user: User, this: dt.date) -> dict[int, dict[str, dt.datetime]]:
    """Return month → the branch's own limits, for whoever writes a ledger."""
    if not user.may(Permission.LEDGER_EDIT):
        return {}
    own = Ledger.objects.visible_to(user).filter(
        branch=user.hat.organisation_id, month__month__gte=months_after(this, -BEHIND)
    )
    return {
        ledger.month_id: {"on_time_until": limits.on_time_until(ledger), "locks_at": limits.locks_at(ledger)}
        for ledger in own.select_related("month")
    }


def _limits_of(user: User, month: dt.date, instants: dict[str, dt.datetime], url: str) -> Iterator[Day]:
    for name, text, permission in LIMITS:
        if permission is None or user.may(permission):
            said = str(text) % {"month": month_in_words(month)}
            yield Day(last_day_before(instants[name]), "limit", f"{name}-{month:%Y-%m}", said, url)


def _month_url(user: User, month: Month) -> str:
    name = "ledgers:month-detail" if user.may(Permission.LEDGER_EDIT) else "dashboards:overview"
    return reverse(name, args=[month.key])


# --- Rest days -----------------------------------------------------------------------------------------------------
def _rest_days(first: dt.date, last: dt.date) -> Iterator[Day]:
    """Yield holidays by name, and the weekend days on which people work for them (调休)."""
    known = {row.date: (row.name, row.is_workday) for row in Holiday.objects.filter(date__range=(first, last))}
    for number in range((last - first).days + 1):
        date = first + dt.timedelta(days=number)
        name, is_workday = known.get(date) or day_off_named(date) or ("", None)
        if is_workday is None:
            continue
        text = _("%(name)s调休上班") % {"name": name} if is_workday else name
        yield Day(date, "work" if is_workday else "rest", f"day-{date}", text)


# --- The pillars ---------------------------------------------------------------------------------------------------
def _terms(user: User, first: dt.date, last: dt.date) -> list[Day]:
    """Terms that run out, the villages of a day together."""
    if not user.may(Permission.CADRE_VIEW):
        return []
    ending = Term.objects.visible_to(user).filter(until__range=(first, last)).order_by("until")
    url = reverse("cadres:village-list")
    return [
        Day(
            date,
            "term",
            f"term-{body}-{date}",
            _("%(count)d 个%(body)s届满") % {"count": count, "body": Body(body).label},
            url,
        )
        for date, body, count in ending.values_list("until", "body").annotate(count=Count("pk"))
    ]


def _contracts(user: User, first: dt.date, last: dt.date) -> list[Day]:
    if not user.may(Permission.ECONOMY_VIEW):
        return []
    ending = Contract.objects.visible_to(user).alive().filter(until__range=(first, last)).order_by("until")
    url = reverse("economy:contract-list")
    return [
        Day(date, "contract", f"contract-{date}", _("%(count)d 份集体资产合同到期") % {"count": count}, url)
        for date, count in ending.values_list("until").annotate(count=Count("pk"))
    ]


def _projects(user: User, first: dt.date, last: dt.date) -> list[Day]:
    """Days on which a village's premises were promised to be up to the standard."""
    if not user.may(Permission.FACILITY_VIEW):
        return []
    due = UpgradeProject.objects.visible_to(user).filter(due_on__range=(first, last))
    rows = due.exclude(state=ProjectState.CLOSED).values_list("pk", "due_on", "organisation__name")
    return [
        Day(
            due_on,
            "project",
            f"project-{pk}",
            _("%(village)s阵地项目承诺完成") % {"village": village_name(name)},
            reverse("facilities:project-detail", args=[pk]),
        )
        for pk, due_on, name in rows
    ]


def _findings(user: User, first: dt.date, last: dt.date) -> list[Day]:
    """Limits of findings at the branches; those of a day together, where they are of several branches."""
    if not user.may(Permission.LEDGER_VIEW):
        return []
    due = Finding.objects.visible_to(user).filter(status__in=AT_BRANCH, due_on__range=(first, last)).order_by("due_on")
    url = f"{reverse('audits:finding-list')}?state=branch"
    return [
        Day(date, "finding", f"finding-{date}", _("%(count)d 个问题整改到期") % {"count": count}, url)
        for date, count in due.values_list("due_on").annotate(count=Count("pk"))
    ]
