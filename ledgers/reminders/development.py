"""What falls due on the way to full membership (发展党员), and what is overdue."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from branches.models import Organisation
from ledgers.development_standing import CandidateFacts, StepStanding, day_words, standing
from ledgers.models import Candidate
from ledgers.reminders.reminder import Reminder
from ledgers.selectors.development import facts_of
from ledgers.selectors.rules import rule_history


def development_reminders(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """Yield what falls due within the district's days of notice, once, and what is overdue, once a month."""
    candidates = list(Candidate.objects.open().filter(branch__path__startswith=district.path).order_by("pk"))
    if not candidates:
        return
    rules = rule_history(district)
    notice = dt.timedelta(days=rules.on(day).value("development.remind_days"))
    facts = facts_of(candidates)
    for candidate in candidates:
        for each in standing(facts[candidate.pk], rules, day):
            if each.due and each.due - notice <= day and each.is_owed and not each.is_echo:
                yield _reminder(candidate.branch_id, facts[candidate.pk], each, day)


def _reminder(branch: int, person: CandidateFacts, each: StepStanding, day: dt.date) -> Reminder:
    words = {"name": person.name, "title": each.step.title, "day": day_words(each.due)}
    event = f"development:{person.pk}:{each.code}:{each.due:%Y-%m-%d}"
    if each.overdue:
        key = f"{event}:overdue:{day:%Y-%m}"
        title = _("%(name)s：“%(title)s”已经过期") % words
        body = _("应在%(day)s前办，已经过了%(n)d天。") % (words | {"n": each.overdue})
    else:
        key = f"{event}:due"
        title = _("%(name)s：“%(title)s”快到期了") % words
        body = _("%(day)s前要办。") % words
    if each.why:
        body += _("%(why)s。") % {"why": each.why}
    if each.step.by_township:
        body += _("这一步由乡镇党委办，请催一催，办了把日期和文号记进来。")
    return Reminder(branch, key, title, f"{body}（{each.basis}）", person.url)
