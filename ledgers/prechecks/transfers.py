"""Pre-review (预审) of transfers: letters that ran out before the member was received. Pure: facts in, findings out."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from ledgers.prechecks.findings import Findings
from ledgers.transfer_clocks import TransferFact
from ledgers.words import day_in_words


def check_transfers(facts: Iterable[TransferFact], findings: Findings, *, day: dt.date) -> None:
    """Note each letter whose last day lies before `day`; until the reception the old branch stays responsible."""
    for fact in facts:
        if fact.has_run_out(day):
            text = _("%(name)s的组织关系介绍信%(day)s到期，还没有接收，请联系对方或撤回重办。")
            words = {"name": fact.name, "day": day_in_words(fact.valid_until)}
            url = reverse("ledgers:transfer-detail", args=[fact.pk])
            findings.add("transfer_overdue", text % words, subject=fact.pk, url=url)
