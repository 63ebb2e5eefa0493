"""Read doubts about truth (真实性) that reviewers wrote down, and what the lead found about them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from audits.enums import REASON_CLASSES, Reason, ReasonClass
from audits.models import FraudFinding, Verdict
from audits.selectors.township import checklist_items
from branches.models import User
from branches.names import village_name
from ledgers.models import Ledger, Month
from ledgers.words import moment_in_words


class Doubt(NamedTuple):
    """A line of a verdict that doubts the truth of a record."""

    level: str
    item: str
    reason: str
    note: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class FraudRow:
    """A ledger of the month that was doubted, or about which something was found."""

    pk: int
    url: str
    branch: str
    township: str
    doubts: str
    state: str
    is_standing: bool


class Word(NamedTuple):
    """What the lead said, and when: found, or took back."""

    what: str
    who: str
    when: str
    why: str


def _is_doubt(line: dict) -> bool:
    return REASON_CLASSES.get(line["reason"]) == ReasonClass.TRUTH


def doubts_of(ledger: Ledger) -> list[Doubt]:
    """Return the doubts in the verdicts of both levels, all revisions, in order."""
    texts = {item.code: item.text for item in checklist_items(ledger.month)}
    return [
        Doubt(
            verdict.get_level_display(),
            texts.get(code, code),
            str(Reason(line["reason"]).label),
            line.get("note", ""),
            str(verdict.by),
            moment_in_words(verdict.at),
        )
        for verdict in Verdict.objects.filter(ledger=ledger).select_related("by").order_by("pk")
        for code, line in verdict.lost.items()
        if _is_doubt(line)
    ]


def words_about(ledger: Ledger) -> list[Word]:
    """Return what was found and taken back about `ledger`, in order; one query."""
    words = []
    for found in FraudFinding.objects.filter(ledger=ledger).select_related("by", "withdrawn_by").order_by("pk"):
        words.append(Word(_("认定弄虚作假"), str(found.by), moment_in_words(found.at), found.reason))
        if found.withdrawn_at:
            withdrawn = moment_in_words(found.withdrawn_at)
            words.append(Word(_("撤销认定"), str(found.withdrawn_by), withdrawn, found.withdrawn_reason))
    return words


def standing_finding(ledger: Ledger) -> FraudFinding | None:
    found = FraudFinding.objects.standing().filter(ledger=ledger).select_related("by", "ledger__branch")
    return found.first()


def fraud_rows(user: User, month: Month) -> list[FraudRow]:
    """Return the ledgers of `month` in the user's scope with a doubt or a finding, in the order of the tree; 3 queries.

    The verdicts without any line are left out by the database.
    """
    reasons: dict[int, dict[str, None]] = defaultdict(dict)
    verdicts = Verdict.objects.visible_to(user).filter(ledger__month=month).exclude(lost={}).order_by("pk")
    for ledger, lost in verdicts.values_list("ledger_id", "lost"):
        for line in lost.values():
            if _is_doubt(line):
                reasons[ledger][str(Reason(line["reason"]).label)] = None
    found: dict[int, FraudFinding] = {
        row.ledger_id: row
        for row in FraudFinding.objects.visible_to(user).filter(ledger__month=month).order_by("pk").select_related("by")
    }
    ledgers = Ledger.objects.visible_to(user).filter(pk__in=reasons.keys() | found.keys())
    columns = ledgers.order_by("township__path", "branch__path").values_list("pk", "branch__name", "township__name")
    return [
        FraudRow(
            pk,
            reverse("audits:ledger-fraud", args=[pk]),
            village_name(branch),
            township,
            "、".join(reasons.get(pk, ())),
            _state(found.get(pk)),
            pk in found and found[pk].withdrawn_at is None,
        )
        for pk, branch, township in columns
    ]


def _state(found: FraudFinding | None) -> str:
    if found is None:
        return _("还没有认定")
    if found.withdrawn_at:
        return _("%(when)s撤销认定") % {"when": moment_in_words(found.withdrawn_at)}
    return _("%(when)s由%(who)s认定弄虚作假") % {"when": moment_in_words(found.at), "who": found.by}
