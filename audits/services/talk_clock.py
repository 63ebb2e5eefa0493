"""What the clock does about colours and talks: writes the colours, raises talks, reminds once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.colours import Colour, Run, escalates, red_run
from audits.models import Effect, MonthColour, TalkCase, TalkCommitment, TownshipColour
from audits.models.talk import OPEN_STATES
from audits.services.colours import month_colours_write, months_due
from audits.services.talks import answerers_of, hosts_of, talk_move, talk_notice, talk_raise
from audits.talk_enums import CommitmentState, TalkAction, TalkKind, TalkStatus
from audits.talk_rules import may_move
from branches.calendar import holiday_overrides
from branches.models import Organisation
from config.lib.workdays import add_workdays
from ledgers.models import Month
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history

# A month that the clock finds only long after its end, as on the day the software was updated, raises no talk.
RECENT = dt.timedelta(days=90)
REMIND_FROM = dt.time(9, 0)  # never at night


def talks_run(*, at: dt.datetime) -> Iterator[str]:
    """Do what is due about colours and talks at `at` and yield it in words; running again changes nothing."""
    for month in months_due(at):
        with transaction.atomic():
            if not month_colours_write(month=month, at=at):
                continue
            raised = _raise(month, at) if month.circular_by >= at - RECENT else 0
        yield f"wrote the colours of {month.key}, raised {raised} talks"
    if reminded := _remind(at):
        yield f"reminded of talks: {reminded}"


def _raise(month: Month, at: dt.datetime) -> int:
    """Raise the talks of the runs of reds that `month` has made long enough; return how many."""
    rules = rule_history(month.district_id, month).on(month.month)
    days = int(rules.value("talks.hold_workdays"))
    hold_by = add_workdays(timezone.localtime(at).date(), days, holiday_overrides())
    raised = 0
    townships = TownshipColour.objects.filter(colour=Colour.RED).values_list("township", "month__month")
    now = TownshipColour.objects.filter(month=month, colour=Colour.RED).values("township")
    for township, run in _runs(townships.filter(township__in=now), month.month):
        if escalates(run, int(rules.value("talks.township_reds"))):
            raised += _case(TalkKind.TOWNSHIP, township, month.district, run, hold_by, at)
            _demand(township, run, rules, at)
    branches = MonthColour.objects.filter(colour=Colour.RED).values_list("ledger__branch", "ledger__month__month")
    found = MonthColour.objects.filter(ledger__month=month, colour=Colour.RED)
    hosts = dict(found.values_list("ledger__branch", "ledger__township"))
    townships_by_pk = Organisation.objects.in_bulk(set(hosts.values()))
    for branch, run in _runs(branches.filter(ledger__branch__in=hosts), month.month):
        if escalates(run, int(rules.value("talks.branch_reds"))):
            raised += _case(TalkKind.BRANCH, branch, townships_by_pk[hosts[branch.pk]], run, hold_by, at)
    return raised


def _runs(reds: Iterable[tuple[int, dt.date]], month: dt.date) -> Iterator[tuple[Organisation, Run]]:
    """Yield each organisation with the run of reds that `month` ends; `reds` are pairs of id and red month."""
    months = defaultdict(set)
    for organisation, red in reds:
        months[organisation].add(red)
    for organisation in Organisation.objects.filter(pk__in=months):
        if run := red_run(months[organisation.pk], month):
            yield organisation, run


def _case(kind: str, organisation, host, run: Run, hold_by: dt.date, at: dt.datetime) -> bool:
    case = talk_raise(
        kind=kind,
        organisation=organisation,
        host=host,
        run_from=run.first,
        reds=run.length,
        hold_by=hold_by,
        at=at,
    )
    return case is not None


def _demand(township: Organisation, run: Run, rules: RuleBook, at: dt.datetime) -> None:
    """Ask for a written review (书面检讨) when the run has grown so long."""
    if not escalates(run, int(rules.value("talks.review_reds"))):
        return
    case = TalkCase.objects.get(organisation=township, run_from=run.first)
    if may_move(None, case, TalkAction.DEMAND):
        talk_move(case=case, action=TalkAction.DEMAND, by=None, at=at, values=run.length)


def _remind(at: dt.datetime) -> int:
    """Remind hosts of talks past their day, and both sides of promises that are due; each person once.

    Who has reported a promise done owes nothing any more: only the host hears of it.
    """
    today = timezone.localtime(at).date()
    if timezone.localtime(at).time() < REMIND_FROM:
        return 0
    late = TalkCase.objects.filter(status__in=[TalkStatus.RAISED, TalkStatus.NOTICED], hold_by__lt=today)
    due = TalkCommitment.objects.filter(state=CommitmentState.OPEN, due_on__lte=today, case__status__in=OPEN_STATES)
    wanted = {f"talk-late:{case.pk}": (case, False) for case in late.select_related("organisation")}
    wanted |= {
        f"commitment-due:{promise.pk}": (promise.case, promise.reported_at is None)
        for promise in due.select_related("case__organisation")
    }
    told = set(Effect.objects.filter(key__in=wanted).values_list("key", flat=True))
    return sum(_remind_once(key, *wanted[key], at) for key in sorted(wanted.keys() - told))


@transaction.atomic
def _remind_once(key: str, case: TalkCase, is_owed: bool, at: dt.datetime) -> int:
    """Claim the reminder and send it: to the host, of a promise that is still owed to the other side too."""
    _row, is_new = Effect.objects.get_or_create(key=key, defaults={"at": at})
    if not is_new:
        return 0
    if key.startswith("talk-late:"):
        people, title = hosts_of(case), _("还没有约谈%(name)s，已过期限")
    else:
        people, title = [*hosts_of(case), *(answerers_of(case) if is_owed else ())], _("%(name)s的一条整改承诺到期了")
    return talk_notice(case, people=people, key=key, title=title, at=at)
