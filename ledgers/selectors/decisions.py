"""Read decisions (四议两公开): their gates in a constant number of queries, and the two answers other parts ask for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.enums import Level, Permission
from branches.models import Organisation, User
from branches.tree import lineage
from config.lib.verdict import Answer
from ledgers.decision_gate import (
    DecisionFacts,
    Exemption,
    Gate,
    StepFacts,
    approval_answer,
    judge_decision,
    payment_answer,
)
from ledgers.enums import Presence, VoteMethod
from ledgers.enums.decisions import IN_MEETINGS, DecisionState, ExemptionState, FilePurpose
from ledgers.models import (
    Decision,
    DecisionExemption,
    DecisionFile,
    DecisionObjection,
    DecisionStep,
    DecisionVersion,
    Meeting,
)
from ledgers.prechecks.decisions import DecisionRecord
from ledgers.rulebook.book import RuleHistory
from ledgers.rulebook.national import NATIONAL
from ledgers.selectors.rules import rule_history

FIGURES = {
    "day": gettext_lazy("日期"),
    "called": gettext_lazy("应到"),
    "came": gettext_lazy("实到"),
    "voters": gettext_lazy("应到有表决权"),
    "voters_came": gettext_lazy("实到有表决权"),
    "votes_for": gettext_lazy("赞成"),
    "votes_against": gettext_lazy("反对"),
    "votes_abstain": gettext_lazy("弃权"),
}


# --- Figures of a meeting ------------------------------------------------------------------------------------------
def meeting_figures(meetings: Iterable[int]) -> dict[int, dict]:
    """Return the figures of each meeting by its id, as they are frozen with a step: JSON values only."""
    called = ~Q(attendances__presence=Presence.INVITED) & Q(attendances__pk__isnull=False)
    came = Q(attendances__presence=Presence.PRESENT)
    votes = Q(attendances__votes=True)
    rows = (
        Meeting.objects.filter(pk__in=set(meetings))
        .annotate(
            n_called=Count("attendances", filter=called),
            n_came=Count("attendances", filter=came),
            n_voters=Count("attendances", filter=called & votes),
            n_voters_came=Count("attendances", filter=came & votes),
        )
        .order_by()
    )
    return {meeting.pk: _figures(meeting) for meeting in rows}


def _figures(meeting: Meeting) -> dict:
    voted = meeting.vote_method != VoteMethod.NONE and meeting.votes_for is not None
    return {
        "label": meeting.label,
        "day": f"{timezone.localtime(meeting.starts_at).date()}" if meeting.starts_at else "",
        "called": meeting.n_called,
        "came": meeting.n_came,
        "voters": meeting.n_voters,
        "voters_came": meeting.n_voters_came,
        "votes_for": meeting.votes_for if voted else None,
        "votes_against": (meeting.votes_against or 0) if voted else 0,
        "votes_abstain": (meeting.votes_abstain or 0) if voted else 0,
    }


def _drift(frozen: dict, now: dict | None) -> tuple[str, ...]:
    """Return in words where a meeting's record differs from what was confirmed."""
    then = frozen.get("meeting")
    if not then or now is None:
        return ()
    changed = [
        _("%(what)s %(then)s→%(now)s") % {"what": label, "then": _shown(then.get(name)), "now": _shown(now[name])}
        for name, label in FIGURES.items()
        if then.get(name) != now[name]
    ]
    return ("，".join(changed),) if changed else ()


def _shown(value) -> str:
    return _("未写") if value in (None, "") else str(value)


# --- Gates ---------------------------------------------------------------------------------------------------------
def histories_of(branches: Iterable[Organisation]) -> dict[int, RuleHistory]:
    """Return the rules that hold for each branch, by its id: one query for the districts, one for each district."""
    branches = list(branches)
    wanted = Q(pk=None)
    for path in {path for branch in branches for path in lineage(branch.parent_path)}:
        wanted |= Q(path=path)
    districts = list(Organisation.objects.filter(wanted, level=Level.COUNTY).only("path", "depth"))
    histories = {district.path: rule_history(district.pk) for district in districts}
    found = {}
    for branch in branches:
        path = next((path for path in histories if branch.path.startswith(path)), None)
        found[branch.pk] = histories[path] if path else RuleHistory(NATIONAL)
    return found


def decision_facts(decisions: Iterable[Decision], day: dt.date, version: int | None = None) -> dict[int, DecisionFacts]:
    """Return the facts of each decision's present version, or of the earlier one `version`, by id.

    A constant number of queries however many decisions there are.
    """
    decisions = list(decisions)
    ids = [decision.pk for decision in decisions]
    of_version = Q(version=version) if version else Q(version=F("decision__version"))
    steps = list(DecisionStep.objects.filter(of_version, decision__in=ids).current())
    live = meeting_figures(step.meeting_id for step in steps if step.meeting_id)
    files: dict[int, set[str]] = {}
    shown = DecisionFile.objects.filter(step__in=[step.pk for step in steps]).exclude(purpose=FilePurpose.RECORD)
    for step_id, purpose in shown.values_list("step", "purpose"):
        files.setdefault(step_id, set()).add(purpose)
    objections = _open_objections(ids, of_version, day)
    exemptions = {
        row.decision_id: Exemption(timezone.localtime(row.decided_at).date(), row.due_on)
        for row in DecisionExemption.objects.filter(of_version, decision__in=ids, state=ExemptionState.GRANTED)
    }
    by_decision: dict[int, dict[int, StepFacts]] = {}
    for step in steps:
        by_decision.setdefault(step.decision_id, {})[step.number] = _step_facts(
            step,
            files.get(step.pk, set()),
            live.get(step.meeting_id),
            objections.get((step.decision_id, step.number), 0),
        )
    earlier = _earlier(ids, version)
    return {
        decision.pk: _facts(decision, earlier.get(decision.pk, decision), by_decision, exemptions)
        for decision in decisions
    }


def _open_objections(ids: list[int], of_version: Q, day: dt.date) -> dict[tuple[int, int], int]:
    rows = DecisionObjection.objects.filter(of_version, decision__in=ids, raised_on__lte=day)
    rows = rows.filter(Q(answered_on=None) | Q(answered_on__gt=day)).order_by()
    counted = rows.values("decision", "number").annotate(n=Count("pk"))
    return {(row["decision"], row["number"]): row["n"] for row in counted}


def _earlier(ids: list[int], version: int | None) -> dict[int, DecisionVersion]:
    if version is None:
        return {}
    return {row.decision_id: row for row in DecisionVersion.objects.filter(decision__in=ids, version=version)}


def _facts(decision: Decision, wording, steps: dict, exemptions: dict) -> DecisionFacts:
    return DecisionFacts(
        title=wording.title,
        matter=wording.matter,
        amount_cents=wording.amount_cents,
        steps=steps.get(decision.pk, {}),
        exemption=exemptions.get(decision.pk),
        is_stopped=decision.state == DecisionState.STOPPED,
    )


# What the gate reads of a step as it stands.
SAME = (
    *("number", "held_on", "until", "profile"),
    *("called", "came", "body_called", "body_came", "votes_for", "votes_against", "votes_abstain"),
    *("notice_on", "attendee", "supervision", "supervision_agrees"),
    *("matter", "amount_cents", "settlement_cents", "accepted_on"),
)


def _step_facts(step: DecisionStep, purposes: set[str], live: dict | None, objections: int) -> StepFacts:
    return StepFacts(
        **{name: getattr(step, name) for name in SAME},
        meeting=step.meeting_id,
        has_first_day=FilePurpose.FIRST_DAY in purposes,
        has_last_day=FilePurpose.LAST_DAY in purposes,
        drift=_drift(step.frozen, live) if step.number in IN_MEETINGS else (),
        objections=objections,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision's gate with the rules it was judged by."""

    gate: Gate
    rules: RuleHistory


def gates_of(decisions: Iterable[Decision], day: dt.date, version: int | None = None) -> dict[int, Judged]:
    """Return each decision's gate as of `day` by its id; `branch` should be fetched with the decisions."""
    decisions = list(decisions)
    histories = histories_of({decision.branch_id: decision.branch for decision in decisions}.values())
    facts = decision_facts(decisions, day, version)
    return {
        decision.pk: Judged(
            judge_decision(facts[decision.pk], histories[decision.branch_id], day), histories[decision.branch_id]
        )
        for decision in decisions
    }


def may_be_approved(decision: Decision, day: dt.date, amount_cents: int | None = None) -> Answer:
    """Tell whether works that rest on `decision` may be approved on `day`: steps 1 to 5 count (domain.md §0.16).

    `amount_cents` is what the works cost; too much above what was decided needs a new round. The reason of a refusal
    names the missing step; a yes that rests on the district's exemption for disaster relief says so.
    """
    return may_be_approved_bulk([decision], day, {decision.pk: amount_cents})[decision.pk]


def may_be_approved_bulk(
    decisions: Iterable[Decision], day: dt.date, amounts: dict[int, int | None] | None = None
) -> dict[int, Answer]:
    """Return `may_be_approved` of many decisions by id, in a constant number of queries."""
    return {
        pk: approval_answer(judged.gate, day, percent=_over_percent(judged, day), amount_cents=(amounts or {}).get(pk))
        for pk, judged in gates_of(decisions, day).items()
    }


def may_be_paid(decision: Decision, day: dt.date, final: bool = False, amount_cents: int | None = None) -> Answer:
    """Tell whether money may be paid on `day` for `decision`; the `final` payment needs step 6 as well.

    `amount_cents` is the sum of what was and would be paid.
    """
    return may_be_paid_bulk([decision], day, final, {decision.pk: amount_cents})[decision.pk]


def may_be_paid_bulk(
    decisions: Iterable[Decision], day: dt.date, final: bool = False, amounts: dict[int, int | None] | None = None
) -> dict[int, Answer]:
    """Return `may_be_paid` of many decisions by id, in a constant number of queries."""
    return {
        pk: payment_answer(
            judged.gate, day, final=final, percent=_over_percent(judged, day), amount_cents=(amounts or {}).get(pk)
        )
        for pk, judged in gates_of(decisions, day).items()
    }


def _over_percent(judged: Judged, day: dt.date):
    return judged.rules.on(day).value("decisions.over_percent")


# --- Lists ---------------------------------------------------------------------------------------------------------
def meetings_for(decision: Decision, kinds: Iterable[str]):
    """Return the branch's meetings of the given kinds that a step may rest on, the newest first."""
    meetings = Meeting.objects.filter(ledger__branch=decision.branch_id, kind__in=list(kinds))
    return meetings.exclude(starts_at=None).order_by("-starts_at", "-pk")


def decision_branches(decisions) -> list[tuple[int, str]]:
    """Return id and name of the branches that have one of `decisions`, in the order of the tree."""
    found = Organisation.objects.filter(pk__in=decisions.order_by().values("branch"))
    return [(branch.pk, branch.short_name) for branch in found]


# --- Disaster relief -----------------------------------------------------------------------------------------------
def urgent_requests(user: User):
    """Return the requests to let disaster relief go first that the user sees."""
    rows = DecisionExemption.objects.visible_to(user)
    return rows.select_related("decision__branch", "asked_by", "decided_by")


def still_to_decide() -> Q:
    """Return the condition of requests that wait for the district: the matter is neither changed nor over since."""
    return Q(state=ExemptionState.ASKED, version=F("decision__version"), decision__state=DecisionState.OPEN)


def urgent_waiting(user: User) -> int:
    """Return how many requests wait for the user's decision; 0, without asking, for who does not decide them."""
    if not user.may(Permission.REVIEW_DISTRICT):
        return 0
    return DecisionExemption.objects.visible_to(user).filter(still_to_decide()).count()


# --- For the pre-review and the reminders --------------------------------------------------------------------------
def decision_records(decisions, day: dt.date) -> list[DecisionRecord]:
    """Return the unfinished ones of `decisions` as of `day`, in a constant number of queries."""
    alive = decisions.filter(state__in=[DecisionState.OPEN, DecisionState.APPROVED]).select_related("branch")
    found = [each for each in alive.order_by("pk") if timezone.localtime(each.created_at).date() <= day]
    if not found:
        return []
    judged = gates_of(found, day)
    raised: dict[int, list[dt.date]] = {}
    rows = DecisionObjection.objects.filter(
        decision__in=[each.pk for each in found], version=F("decision__version"), raised_on__lte=day
    ).filter(Q(answered_on=None) | Q(answered_on__gt=day))
    for pk, raised_on in rows.values_list("decision", "raised_on"):
        raised.setdefault(pk, []).append(raised_on)
    begun = _version_begun(found)
    return [
        DecisionRecord(
            pk=each.pk,
            branch=each.branch_id,
            number=each.number,
            version=each.version,
            title=each.title,
            url=reverse("ledgers:decision-detail", args=[each.pk]),
            begun_on=begun.get((each.pk, each.version), timezone.localtime(each.created_at).date()),
            approved_on=timezone.localtime(each.approved_at).date() if each.approved_at else None,
            gate=judged[each.pk].gate,
            rules=judged[each.pk].rules,
            objections=tuple(raised.get(each.pk, ())),
        )
        for each in found
    ]


def _version_begun(decisions: list[Decision]) -> dict[tuple[int, int], dt.date]:
    """Return the day on which each later version began: the one before it was closed then."""
    rows = DecisionVersion.objects.filter(decision__in=[each.pk for each in decisions])
    return {
        (pk, version + 1): timezone.localtime(closed_at).date()
        for pk, version, closed_at in rows.values_list("decision", "version", "closed_at")
    }


def branch_decision_records(branch: Organisation, day: dt.date) -> list[DecisionRecord]:
    """Return what the pre-review of a branch's ledger looks at (`prechecks.decisions.check_decisions`)."""
    return decision_records(Decision.objects.filter(branch=branch), day)
