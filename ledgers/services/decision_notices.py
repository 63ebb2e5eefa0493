"""Tell people of an objection to a decision (四议两公开) and of disaster relief that asks to go first.

Called inside the transaction that writes the fact: who is told and what is on record are one. Each event reaches a
person once (`notices`), whatever is done twice.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.enums import ROLES, Level, Permission, Role
from branches.models import Membership, Organisation, User
from branches.tree import lineage
from ledgers.enums.decisions import ExemptionState, Step
from ledgers.models import Decision, DecisionExemption, DecisionObjection
from ledgers.words import day_in_words
from notices.services import notices_send

TOWNSHIP_ROLES = (Role.TOWNSHIP_REVIEWER, Role.TOWNSHIP_LEADER)
# Those who may let disaster relief go first (`decision_rules.may_decide_urgent`).
DECIDING_ROLES = tuple(code for code, role in ROLES.items() if Permission.REVIEW_DISTRICT in role.permissions)


def _holders(condition: Q) -> list[User]:
    held = Membership.objects.current().filter(condition).select_related("user")
    return list({membership.user_id: membership.user for membership in held}.values())


def _above(branch: Organisation, level: Level, roles: Iterable[str]) -> Q:
    """Return the condition of memberships at the organisation of `level` above the branch."""
    return Q(role__in=list(roles), organisation__level=level, organisation__path__in=lineage(branch.path))


def _send(decision: Decision, condition: Q, key: str, title: str, body: str, at: dt.datetime) -> None:
    notices_send(
        recipients=_holders(condition),
        key=key,
        title=title,
        body=body,
        url=reverse("ledgers:decision-detail", args=[decision.pk]),
        at=at,
    )


def objection_tell(*, objection: DecisionObjection, decision: Decision, due: dt.date, at: dt.datetime) -> None:
    """Tell the branch's secretaries and the township of an objection; `due` is the last day to answer it."""
    words = {
        "branch": decision.branch.short_name,
        "number": decision.number,
        "title": decision.title,
        "step": Step(objection.number).label,
        "who": objection.who,
        "text": objection.text,
        "due": day_in_words(due),
    }
    secretaries = Q(role=Role.SECRETARY, organisation=decision.branch_id)
    _send(
        decision,
        secretaries | _above(decision.branch, Level.TOWNSHIP, TOWNSHIP_ROLES),
        f"decision-objection:{objection.pk}",
        _("%(branch)s %(number)s 公示有异议") % words,
        _("“%(title)s”%(step)s，%(who)s提出：%(text)s\n请在%(due)s前答复并登记。答复以前，不予审批工程、拨付资金。")
        % words,
        at,
    )


def emergency_tell_district(*, exemption: DecisionExemption, decision: Decision, at: dt.datetime) -> None:
    """Tell the district's officers who decide that disaster relief asks to go first."""
    words = {
        "branch": decision.branch.short_name,
        "title": decision.title,
        "reason": exemption.reason,
        "due": day_in_words(exemption.due_on),
    }
    _send(
        decision,
        _above(decision.branch, Level.COUNTY, DECIDING_ROLES),
        f"decision-urgent:{exemption.pk}",
        _("%(branch)s申请抢险救灾先办，请审批") % words,
        _("“%(title)s”：%(reason)s\n程序补办到%(due)s。") % words,
        at,
    )


def emergency_tell_asker(*, exemption: DecisionExemption, decision: Decision, at: dt.datetime) -> None:
    """Tell who asked what the district decided."""
    words = {"title": decision.title, "note": exemption.decided_note, "due": day_in_words(exemption.due_on)}
    if exemption.state == ExemptionState.GRANTED:
        title = _("区里同意抢险救灾先办：%(title)s") % words
        body = _("可以先审批工程、拨付资金，要在%(due)s前把四议两公开程序补办完。") % words
    else:
        title = _("区里不同意抢险救灾先办：%(title)s") % words
        body = _("请按四议两公开程序一步一步办。")
    notices_send(
        recipients=[exemption.asked_by],
        key=f"decision-urgent:{exemption.pk}:{exemption.state}",
        title=title,
        body="\n".join(line for line in (exemption.decided_note, body) if line),
        url=reverse("ledgers:decision-detail", args=[decision.pk]),
        at=at,
    )
