"""What falls due with decisions (四议两公开): a publication to end, a result to publish, steps to catch up."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from branches.models import Organisation
from ledgers.enums.decisions import Step
from ledgers.models import Decision
from ledgers.prechecks.decisions import DecisionRecord
from ledgers.reminders.reminder import Reminder
from ledgers.selectors.decisions import decision_records
from ledgers.words import day_in_words

# So many days before the last one a branch is told that the district's exemption runs out.
CATCH_UP_NOTICE = 7


def decision_reminders(district: Organisation, day: dt.date) -> Iterator[Reminder]:
    """Yield what is due on `day`, each event once."""
    decisions = Decision.objects.filter(branch__path__startswith=district.path)
    for record in decision_records(decisions, day):
        yield from _publication(record, day)
        yield from _objections(record, day)
        yield from _result(record, day)
        yield from _catch_up(record, day)


def _reminder(record: DecisionRecord, event: str, title: str, body: str) -> Reminder:
    key = f"decision:{record.pk}:{record.version}:{event}"
    return Reminder(record.branch, key, f"{record.label}：{title}", body, record.url)


def _publication(record: DecisionRecord, day: dt.date) -> Iterator[Reminder]:
    hanging = record.publication_over
    if hanging is None or day < hanging[1]:
        return
    step, last = hanging
    if day == last:
        body = _("今天是公示最后一天，请拍一张末日照片，写上村务监督委员会意见，结束公示。")
    else:
        body = _("%(day)s公示已满，请拍一张末日照片，写上村务监督委员会意见，结束公示。") % {"day": day_in_words(last)}
    yield _reminder(record, f"end-{int(step)}:{last}", _("公示满期"), body)


def _objections(record: DecisionRecord, day: dt.date) -> Iterator[Reminder]:
    for due in record.objections_due:
        if due - dt.timedelta(days=3) <= day:
            body = _("请在%(day)s前答复并登记。答复以前，不予审批工程、拨付资金。") % {"day": day_in_words(due)}
            yield _reminder(record, f"objection:{due}", _("有异议要答复"), body)


def _result(record: DecisionRecord, day: dt.date) -> Iterator[Reminder]:
    if record.approved_on is None or Step.RESULT in record.gate.facts.steps:
        return
    wait = record.rules.on(record.approved_on).value("decisions.result_reminder_days")
    if day >= record.approved_on + dt.timedelta(days=wait):
        body = _("决议公开已经 %(n)d 天。实施完、验收了，就公开实施结果；尾款要等公开以后才能付。") % {"n": wait}
        yield _reminder(record, "result", _("实施结果还没有公开"), body)


def _catch_up(record: DecisionRecord, day: dt.date) -> Iterator[Reminder]:
    exemption = record.exemption
    if exemption is None or record.gate.is_decided:
        return
    words = {"day": day_in_words(exemption.due_on)}
    if day > exemption.due_on:
        body = _("补办期限%(day)s已过，程序还没有补完，不予审批工程、拨付资金。") % words
        yield _reminder(record, f"catch-up-late:{exemption.due_on}", _("补办期限已过"), body)
    elif day >= exemption.due_on - dt.timedelta(days=CATCH_UP_NOTICE):
        body = _("抢险救灾先办的，要在%(day)s前把四议两公开程序补办完。") % words
        yield _reminder(record, f"catch-up:{exemption.due_on}", _("程序要补办"), body)
