"""The clock of the month: opens, reminds, escalates, locks, circulates.

`deadlines_run(at)` does whatever is due at an instant. Each effect is claimed by a unique row in the transaction that
performs it, so running twice, late, or on two workers changes nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.models import Checklist, Effect
from audits.selectors.overdue import is_signed, overdue_about, overdue_ledgers
from audits.services.circulars import circulars_issue_pending, receipts_remind
from audits.services.duty_clock import duty_run
from audits.services.finding_reminders import findings_remind
from audits.services.redflag_vetoes import vetoes_run
from audits.services.talk_clock import talks_run
from audits.services.upgrade_clock import upgrades_run
from audits.services.uptime import credits_give
from audits.services.visit_notices import visits_announce
from branches.calendar import holiday_overrides
from branches.enums import Level, Role
from branches.models import Membership, Organisation, User
from cadres.services.appointments import appointments_remind
from cadres.services.pay_exports import pay_exports_settle
from config.lib.months import first_day, previous_month
from config.lib.workdays import is_published
from economy.services.agreement_reminders import agreements_remind
from economy.services.bottleneck import bottlenecks_remind
from economy.services.contract_reminders import contracts_remind
from ledgers.chain import ledgers_move, secretaries_of
from ledgers.enums import Action, Status
from ledgers.limits import LOCKS_AT, ON_TIME_UNTIL
from ledgers.models import DistrictParameters, Ledger, Month
from ledgers.models.month import last_day_before
from ledgers.reminders.sources import reminders_on
from ledgers.reminders.still_due import records_about
from ledgers.selectors.limits import month_limits
from ledgers.services.imports import imports_expire, imports_resume
from ledgers.services.lock_exceptions import exceptions_expire
from ledgers.services.months import Opened, month_open
from ledgers.still_due import ledger_about
from ledgers.words import limit_in_words
from notices.enums import NoticeKind
from notices.services import Letter, notices_deliver, notices_send

# People are told at nine in the morning, never at night.
MORNING = dt.time(9, 0)
# Reminders to those who owe: three days and one day before the limit, and the day after.
REMINDER_DAYS = (-3, -1, 1)
LOCK_BATCH = 2000


@dataclass
class Report:
    """What one run did, in words, for the command and the log."""

    done: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.done.append(text)


class NoChecklist(Exception):
    """No audit form is in force on the day; the message names the day."""


def checklist_version_on(day: dt.date) -> int:
    """Return the version of the audit form that is in force on `day`; raises NoChecklist."""
    version = (
        Checklist.objects.filter(valid_from__lte=day).order_by("-valid_from").values_list("version", flat=True).first()
    )
    if version is None:
        raise NoChecklist(_("%(day)s没有可用的审查表。") % {"day": day})
    return version


def district_open_month(*, district: Organisation, month: dt.date, by: User | None, at: dt.datetime) -> Opened:
    """Open `month` for `district` with the audit form in force on its first day; twice is once."""
    return month_open(district=district, month=month, checklist_version=checklist_version_on(month), by=by, at=at)


def once(key: str, at: dt.datetime, effect: Callable[[], None]) -> bool:
    """Run `effect` in one transaction with its claim, unless someone has; return whether it ran here."""
    with transaction.atomic():
        _row, is_new = _claim(key, at)
        if is_new:
            effect()
    return is_new


def _claim(key: str, at: dt.datetime) -> tuple[Effect, bool]:
    # Two claims at once: the second waits on the unique index until the first commits, and then finds it taken.
    return Effect.objects.get_or_create(key=key, defaults={"at": at})


def deadlines_run(*, at: dt.datetime) -> Report:
    """Do everything that is due at `at` (aware) and return what was done."""
    report = Report()
    _open_months(at, report)
    if credited := credits_give(at=at):
        report.add(f"put off {credited} limits after standing still")
    if expired := exceptions_expire(at=at):
        report.add(f"ended {expired} exceptions")
    _lock(at, report)
    for month in Month.objects.filter(opened_at__lte=at, circular_by__gte=at - dt.timedelta(days=90)).select_related(
        "district"
    ):
        _remind_branches(month, at, report)
        _escalate(month, at, report)
    for circular in circulars_issue_pending(at=at):
        report.add(f"issued circular {circular}")
    for done in talks_run(at=at):
        report.add(done)
    for done in upgrades_run(at=at):
        report.add(done)
    for done in vetoes_run(at=at):
        report.add(done)
    if told := visits_announce(at=at):
        report.add(f"told inspectors of today's visits: {told}")
    if reminded := receipts_remind(at=at):
        report.add(f"reminded of receipts: {reminded}")
    if reminded := findings_remind(at=at):
        report.add(f"reminded of findings: {reminded}")
    for done in duty_run(at=at):
        report.add(done)
    if reminded := appointments_remind(at=at):
        report.add(f"reminded of appointments: {reminded}")
    if reminded := contracts_remind(at=at):
        report.add(f"reminded of contracts: {reminded}")
    if reminded := agreements_remind(at=at):
        report.add(f"reminded of agreements: {reminded}")
    if reminded := bottlenecks_remind(at=at):
        report.add(f"reminded of policy bottlenecks: {reminded}")
    if resumed := imports_resume(at=at):
        report.add(f"went on with {resumed} imports of rolls")
    if expired := imports_expire(at=at):
        report.add(f"ended {expired} imports of rolls")
    if settled := pay_exports_settle(at=at):
        report.add(f"wrote or took away {settled} pay sheets")
    _watch_calendar(at, report)
    _remind_of_records(at, report)
    return report


# --- Opening ---------------------------------------------------------------------------------------------------
def _open_months(at: dt.datetime, report: Report) -> None:
    """Open the current month and, after an outage, the one before, for every district that takes part."""
    current = first_day(timezone.localtime(at).date())
    wanted = (previous_month(current), current)
    have = set(Month.objects.filter(month__in=wanted).values_list("district_id", "month"))
    first = dict(Month.objects.order_by("-month").values_list("district_id", "month"))
    for parameters in DistrictParameters.objects.select_related("district").order_by("pk"):
        district = parameters.district
        for month in wanted:
            # A district that joined this month has no month before to catch up with.
            if (district.pk, month) in have or month < first.get(district.pk, current):
                continue
            if district_open_month(district=district, month=month, by=None, at=at).is_new:
                report.add(f"opened {month:%Y-%m} for {district}")


# --- Locking ---------------------------------------------------------------------------------------------------
def _lock(at: dt.datetime, report: Report) -> None:
    """Lock what is past its limit: never handed in, or returned and not mended in time, and under no exception."""
    due = list(
        Ledger.objects.alias(limit=LOCKS_AT)
        # No limit comes before the month's own: that one finds the few months concerned.
        .filter(month__locks_at__lte=at, limit__lte=at)
        .filter(Q(status=Status.OPEN) | Q(status=Status.RETURNED, mend_by__lte=at))
        .exclude(exception_until__gt=at)
        .values_list("pk", flat=True)[:LOCK_BATCH]
    )
    if due:
        moved = ledgers_move(ledgers=due, action=Action.LOCK, by=None, at=at, reason=_("过了锁定时间"))
        report.add(f"locked {len(moved.done)} ledgers")


# --- Reminding -------------------------------------------------------------------------------------------------
def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, MORNING))


def _holders(roles: Iterable[str], **place) -> list[User]:
    """Return the people who hold one of `roles` now at the place, each once."""
    held = Membership.objects.current().filter(role__in=list(roles), **place).select_related("user")
    return list({membership.user_id: membership.user for membership in held}.values())


def _remind_branches(month: Month, at: dt.datetime, report: Report) -> None:
    """Remind the secretaries of branches that owe; the ones who are done hear nothing."""
    for last_day, limits in _last_days(month).items():
        for offset in REMINDER_DAYS:
            due = _morning(last_day + dt.timedelta(days=offset))
            if offset > 0:
                # After hours of credit the limit may lie later that very day.
                due = max(due, max(map(_after, limits)))
            # A reminder that an outage delayed past the next one is no longer worth sending.
            if due <= at < due + dt.timedelta(days=1, hours=12):
                _remind_owing(month, last_day, limits, offset, at, report)
    _remind_menders(month, at, report)


def _last_days(month: Month) -> dict[dt.date, set[dt.datetime]]:
    """Return the on-time limits of the ledgers that are still owed, by the last day that people were told.

    A limit that some hours of credit moved keeps its day, so that nobody is told twice.
    """
    found: dict[dt.date, set[dt.datetime]] = defaultdict(set)
    found[last_day_before(month.on_time_until)].add(month.on_time_until)
    owed = Ledger.objects.filter(month=month, status=Status.OPEN).exclude(extended_on_time_until=None)
    for limit in owed.values_list("extended_on_time_until", flat=True).distinct():
        is_near = limit - month.on_time_until < dt.timedelta(days=1)
        found[last_day_before(month.on_time_until if is_near else limit)].add(limit)
    return found


def _remind_owing(month: Month, last_day: dt.date, limits: set, offset: int, at: dt.datetime, report: Report) -> None:
    is_usual = month.on_time_until in limits
    key = f"remind:{month.pk}:{offset}" if is_usual else f"remind:{month.pk}:{offset}:{last_day}"

    def effect() -> None:
        open_ledgers = Ledger.objects.alias(limit=ON_TIME_UNTIL).filter(month=month, status=Status.OPEN)
        owing = open_ledgers.filter(limit__in=limits, exception_until=None)
        found = {branch: (pk, lock) for branch, pk, lock in owing.values_list("branch", "pk", "extended_locks_at")}
        letters = []
        for branch, people in secretaries_of(found).items():
            ledger, lock = found[branch]
            name = f"{ledger}:{offset}" if is_usual else f"{ledger}:{offset}:{last_day}"
            body = _reminder_body(max(limits), lock or month.locks_at)
            letters += [_reminder(month, offset, person, branch, ledger, name, body) for person in people]
        report.add(f"reminded {notices_deliver(letters=letters, at=at)} secretaries of {month.key}")

    once(key, at, effect)


def _reminder(month: Month, offset: int, person: User, branch: int, ledger: int, name: str, body: str) -> Letter:
    title = _reminder_title(month, offset)
    return Letter(
        recipient=person,
        key=f"remind:{name}",
        title=title,
        body=body,
        url=f"/ledgers/{month.key}/",
        kind=NoticeKind.REMINDER,
        outside=title,
        place=branch,
        about=ledger_about(ledger, Status.OPEN),
    )


def _reminder_title(month: Month, offset: int) -> str:
    if offset > 0:
        return _("%(month)s台账已过按时截止时间，请尽快提交") % {"month": month.label}
    return _("%(month)s台账还没有提交，离按时截止还有%(days)d天") % {"month": month.label, "days": -offset}


def _reminder_body(on_time_until: dt.datetime, locks_at: dt.datetime) -> str:
    return _("%(on_time)s前提交算按时；%(lock)s后锁定，不能再提交。") % {
        "on_time": limit_in_words(on_time_until),
        "lock": limit_in_words(locks_at),
    }


def _remind_menders(month: Month, at: dt.datetime, report: Report) -> None:
    """Remind the branches whose returned ledger is due within a day."""
    if timezone.localtime(at).time() < MORNING:
        return
    soon = {
        f"mend:{pk}:{revision}": (branch, ledger_about(pk, Status.RETURNED, revision))
        for pk, revision, branch in Ledger.objects.filter(
            month=month, status=Status.RETURNED, mend_by__gt=at, mend_by__lte=at + dt.timedelta(hours=24)
        ).values_list("pk", "revision", "branch")
    }
    told = set(Effect.objects.filter(key__in=soon).values_list("key", flat=True))
    secretaries = secretaries_of(branch for branch, _about in soon.values()) if soon.keys() - told else {}
    for key in soon.keys() - told:

        def effect(key=key) -> None:
            title = _("%(month)s台账退回后还没有改好，今天到期") % {"month": month.label}
            url = f"/ledgers/{month.key}/"
            branch, about = soon[key]
            letter = {"kind": NoticeKind.RETURNED, "outside": title, "place": branch, "about": about}
            notices_send(recipients=secretaries[branch], key=key, title=title, url=url, at=at, **letter)
            report.add(f"reminded branch {branch} to mend")

        once(key, at, effect)


def _remind_of_records(at: dt.datetime, report: Report) -> None:
    """Once a morning, remind the branches of what is due by their records: letters, probations, notices."""
    today = timezone.localtime(at).date()
    if timezone.localtime(at).time() < MORNING:
        return
    for parameters in DistrictParameters.objects.select_related("district").order_by("pk"):

        def effect(district=parameters.district) -> None:
            due = list(reminders_on(district, today))
            secretaries = secretaries_of({reminder.branch for reminder in due})
            letters = [
                # Without a title for outside: many of these name a person.
                Letter(
                    recipient=person,
                    key=reminder.key,
                    title=reminder.title,
                    body=reminder.body,
                    url=reminder.url,
                    kind=NoticeKind.RECORDS,
                    place=reminder.branch,
                    about=records_about(district.pk, reminder),
                )
                for reminder in due
                for person in secretaries[reminder.branch]
            ]
            if letters and (sent := notices_deliver(letters=letters, at=at)):
                report.add(f"reminded secretaries of {district} of their records: {sent}")

        once(f"records:{parameters.district_id}:{today}", at, effect)


# --- Escalating ------------------------------------------------------------------------------------------------
def _escalate(month: Month, at: dt.datetime, report: Report) -> None:
    """Tell the next level what is overdue on the morning after a limit, each township by the limit it has."""
    if at < _after(min(month.on_time_until, month.review_by)):
        return
    limits = month_limits(month)
    overdue = (
        ("late", "on_time_until", _("%(month)s有%(n)d个支部没有按时提交台账")),
        ("unreviewed", "review_by", _("%(month)s还有%(n)d份台账没有审查，已过期限")),
        ("unreported", "report_by", _("%(month)s台账还没有报送区委组织部，已过期限（共%(n)d个支部）")),
    )
    for name, limit_name, title in overdue:
        for limit, townships in limits.groups(limit_name):
            if at >= _after(limit):
                key = _claim_of(name, month, limit, getattr(month, limit_name))
                _per_township(month, at, report, name=name, key=key, townships=townships, title=title)
    for limit, townships in limits.groups("rereview_by"):
        if at >= _after(limit):
            key = _claim_of("rereview", month, limit, month.rereview_by)
            waiting = overdue_ledgers("rereview", month).filter(townships).count()
            _tell_district(month, at, report, "rereview", key, waiting, _("%(month)s还有%(n)d份台账没有复审，已过期限"))
    if at >= _after(month.circular_by):
        missing = 0 if is_signed(month) else 1
        _tell_district(
            month, at, report, "circular", f"circular:{month.pk}", missing, _("%(month)s的通报还没有签发，已过期限")
        )


def _claim_of(name: str, month: Month, limit: dt.datetime, usual: dt.datetime) -> str:
    """Name what is told once: the month's own limit and each one that was put off apart."""
    return f"{name}:{month.pk}" if limit == usual else f"{name}:{month.pk}:{limit:%Y%m%dT%H%MZ}"


def _after(limit: dt.datetime) -> dt.datetime:
    """Return the morning after an exclusive limit (24:00 is 0:00 of that morning)."""
    return _morning(timezone.localtime(limit).date())


def _per_township(
    month: Month, at: dt.datetime, report: Report, *, name: str, key: str, townships: Q, title: str
) -> None:
    """Tell each township once how many of its ledgers are overdue."""

    def effect() -> None:
        counts: dict[int, int] = {}
        for township in overdue_ledgers(name, month).filter(townships).values_list("township_id", flat=True):
            counts[township] = counts.get(township, 0) + 1
        people: dict[int, list[User]] = {}
        roles = [Role.TOWNSHIP_REVIEWER, Role.TOWNSHIP_LEADER]
        for held in Membership.objects.current().filter(role__in=roles, organisation__in=counts).select_related("user"):
            people.setdefault(held.organisation_id, []).append(held.user)
        for township, count in counts.items():
            notices_send(
                recipients=people.get(township, []),
                key=f"{key}:{township}",
                title=title % {"month": month.label, "n": count},
                url=reverse("audits:queue", args=[month.key]),
                kind=NoticeKind.OVERDUE,
                outside=title % {"month": month.label, "n": count},
                place=township,
                about=overdue_about(name, month, township),
                at=at,
            )
        report.add(f"escalated {key} to {len(counts)} townships")

    once(key, at, effect)


def _tell_district(month: Month, at: dt.datetime, report: Report, name: str, key: str, count: int, title: str) -> None:
    def effect() -> None:
        if count:
            notices_send(
                recipients=_holders([Role.DISTRICT_REVIEWER, Role.DISTRICT_LEAD], organisation=month.district_id),
                key=key,
                title=title % {"month": month.label, "n": count},
                url=reverse("dashboards:overview", args=[month.key]),
                kind=NoticeKind.OVERDUE,
                outside=title % {"month": month.label, "n": count},
                place=month.district_id,
                about=overdue_about(name, month),
                at=at,
            )
            report.add(f"escalated {key} to the district")

    once(key, at, effect)


# --- The calendar ----------------------------------------------------------------------------------------------
def _watch_calendar(at: dt.datetime, report: Report) -> None:
    """In November and December, ask the administrators for next year's holidays when no notice is known yet."""
    today = timezone.localtime(at).date()
    year = today.year + 1
    if today.month < 11 or is_published(year):
        return
    if any(day.year == year for day in holiday_overrides()):
        return

    def effect() -> None:
        notices_send(
            recipients=_holders([Role.SYSTEM_ADMIN], organisation__level=Level.COUNTY),
            key=f"calendar:{year}",
            title=_("%(year)d年的节假日安排还没有录入，截止日期会按周一至周五推算") % {"year": year},
            url=f"{reverse('branches:holiday-list')}?year={year}",
            at=at,
        )
        report.add(f"asked for the holidays of {year}")

    once(f"calendar:{year}", at, effect)
