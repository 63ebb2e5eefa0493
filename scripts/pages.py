"""Every page that a person can open: one list for whoever looks at all of them (tests, screenshots).

`pages_of(user)` names the pages with rows that are there, one row for each state in which a page looks different.
An address that is in neither table below is an error: whoever adds a page decides here how it is looked at.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from audits.models import Circular, Finding, InspectionPlan, Sample, TalkCase, Visit
from audits.selectors.fraud import fraud_rows
from audits.selectors.queue import waiting_month
from branches.enums import Level, Permission
from branches.models import Organisation, User
from cadres.models import Appointment, Duty, Opinion
from config.lib.months import next_month
from dashboards.models import Export
from dashboards.panels import PANELS as COCKPIT_PANELS
from ledgers.enums import MeetingKind
from ledgers.models import (
    Appraisal,
    AppraisalLine,
    Candidate,
    Decision,
    DecisionObjection,
    DevelopmentStep,
    DuesPayment,
    Ledger,
    LimitExtension,
    LockException,
    Meeting,
    Member,
    Month,
    Publication,
    RollImport,
    Transfer,
)
from ledgers.rules import EDITABLE
from ledgers.selectors.lookup import latest_month
from notices.models import Channel
from notices.services.channels import may_set_robot
from scripts import pages_cadres, pages_economy, pages_facilities, pages_projects
from scripts.browsing import client_of


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the name of its address, the path with query, and a word that tells it from others of the name."""

    name: str
    path: str
    state: str = ""

    @property
    def slug(self) -> str:
        """The page as part of a file name: ledgers-month-detail-open."""
        return "-".join(filter(None, [self.name.replace(":", "-").replace("_", "-"), self.state]))


# (arguments of the address, query, a word on the state)
Row = tuple[list, str, str]


def _own_ledgers(user: User) -> list[Ledger]:
    """The branch's ledgers, the newest of each state; the ones of other people's branches are not for editing."""
    if not user.may(Permission.LEDGER_EDIT):
        return []
    found = Ledger.objects.visible_to(user).select_related("month").order_by("status", "-month__month")
    return list(found.distinct("status"))


def _own_months(user: User) -> list[Row]:
    return [([ledger.month.key], "", ledger.status) for ledger in _own_ledgers(user)]


def _own_meetings(user: User) -> list[Row]:
    """A record of each kind in a ledger of each state: those handed in are shown to read."""
    found = Meeting.objects.filter(ledger__in=_own_ledgers(user)).order_by("ledger__status", "kind", "pk")
    return [
        ([meeting.pk], "", f"{meeting.ledger.status}-{meeting.kind}")
        for meeting in found.distinct("ledger__status", "kind").select_related("ledger")
    ]


def _members(user: User) -> list[Row]:
    member = Member.objects.visible_to(user).order_by("pk").first()
    return [([member.pk], "", "")] if member and user.may(Permission.MEMBER_VIEW) else []


def _transfers(user: User) -> list[Row]:
    """A transfer of each kind in each state."""
    if not user.may(Permission.MEMBER_VIEW):
        return []
    found = Transfer.objects.visible_to(user).order_by("kind", "state", "pk").distinct("kind", "state")
    return [([transfer.pk], "", f"{transfer.kind}-{transfer.state}") for transfer in found]


def _letters(user: User) -> list[Row]:
    """A letter that goes to another branch of ours, and one to outside."""
    return [row for row in _transfers(user) if row[2] in ("inside-issued", "out-issued")]


def _works(user: User) -> list[Row]:
    """One's own branch, or for those who read along the first in their scope."""
    if user.may(Permission.LEDGER_EDIT):
        return [([], "", "")]
    branch = Organisation.objects.visible_to(user).answering().first()
    return [([], f"branch={branch.pk}", "read")] if branch and user.may(Permission.LEDGER_VIEW) else []


def _candidates(user: User) -> list[Row]:
    """A person of each stage, and one whose way has ended."""
    if not user.may(Permission.MEMBER_VIEW):
        return []
    found = Candidate.objects.visible_to(user).order_by("state", "stage", "pk").distinct("state", "stage")
    return [([each.pk], "", f"{each.state}-{each.stage}") for each in found]


def _candidate_steps(user: User) -> list[Row]:
    """The forms that differ: a plain day, people, training, votes, a paper of the township with publicity."""
    found = Candidate.objects.visible_to(user).open().order_by("-stage", "pk").first()
    return [([found.pk, code], "", str(code)) for code in (2, 9, 11, 15, 17)] if found else []


def _recorded_steps(user: User) -> list[Row]:
    found = DevelopmentStep.objects.visible_to(user).filter(candidate__state="open").order_by("code", "pk")
    return [([step.pk], "", str(step.code)) for step in found.distinct("code") if step.code in (2, 5, 15)]


def _decisions(user: User) -> list[Row]:
    """A decision of each state, and one that was changed."""
    found = Decision.objects.visible_to(user).order_by("state", "-version", "pk")
    return [([decision.pk], "", decision.state) for decision in found.distinct("state")]


def _decision_steps(user: User) -> list[Row]:
    """Each step as it is read and, where it may be held again, as a form."""
    rows = []
    for (pk,), _query, state in _decisions(user):
        for number in range(1, 7):
            rows += [([pk, number], "", f"{state}-{number}"), ([pk, number], "again=1", f"{state}-{number}-again")]
    return rows


def _objections(user: User) -> list[Row]:
    objection = DecisionObjection.objects.visible_to(user).filter(answered_on=None).first()
    return [([objection.pk], "", "")] if objection else []


def _imports(user: User) -> list[Row]:
    """An upload of a roll in each stage."""
    if not user.may(Permission.MEMBER_EDIT):
        return []
    found = RollImport.objects.visible_to(user).order_by("stage", "-pk").distinct("stage")
    return [([one.pk], "", one.stage) for one in found]


def _months(user: User) -> list[Row]:
    return [([month.key], "", month.key) for month in Month.objects.visible_to(user).order_by("-month")[:2]]


def _compared(user: User) -> list[Row]:
    """The cockpit of the newest month beside an earlier one, where there is one."""
    months = [month.key for month in Month.objects.visible_to(user).order_by("-month")[:2]]
    return [([], f"month={months[0]}&with={months[1]}", "compared")] if len(months) > 1 else []


def _villages_shown(user: User) -> list[Row]:
    village = Organisation.objects.visible_to(user).answering().first()
    return [([village.pk], "", "")] if village else []


def _to_export(user: User) -> list[Row]:
    """The page before a list with persons is handed out."""
    return [([], f"of={reverse('cadres:village-list')}", "")] if user.may(Permission.CADRE_VIEW) else []


def _exports(user: User) -> list[Row]:
    return [([pk], "", "") for pk in Export.objects.visible_to(user).values_list("pk", flat=True)[:1]]


def _of_branch(user: User, query: str = "", word: str = "") -> list[Row]:
    """A page of a branch: the user's own, or the first of those in the user's scope."""
    ledger = Ledger.objects.visible_to(user).order_by("branch__path").first()
    branch = f"branch={ledger.branch_id}" if ledger else ""
    return [([], "&".join(filter(None, (branch, query))), word)]


def _months_of_branch(user: User) -> list[Row]:
    ledger = Ledger.objects.visible_to(user).select_related("month").order_by("branch__path", "-month__month").first()
    return [([ledger.month.key], f"branch={ledger.branch_id}", "")] if ledger else []


def _payments(user: User) -> list[Row]:
    payment = DuesPayment.objects.visible_to(user).order_by("pk").first()
    return [([payment.pk], "", "")] if payment else []


def _this_year(user: User) -> int:
    month = latest_month(user)
    return month.month.year if month else 2026


def _queues(user: User) -> list[Row]:
    """The queues as they open; the one that waits with everything chosen and with filters that look different."""
    waiting = waiting_month(user) or latest_month(user)
    queries = {
        "select=all": "chosen",
        "state=all": "all",
        "state=missing": "missing",
        "q=村": "search",
        "state=all&days=1&late=1&changed=1": "narrow",
    }
    return _months(user) + [([waiting.key], query, word) for query, word in queries.items() if waiting]


def _reviews(user: User) -> list[Row]:
    found = Ledger.objects.visible_to(user).order_by("desk__level", "status", "-revision", "pk")
    rows = found.distinct("desk__level", "status").select_related("desk")
    shown = [([ledger.pk], "", f"{ledger.desk.level}-{ledger.status}") for ledger in rows]
    again = Ledger.objects.visible_to(user).filter(revision__gt=1).order_by("pk").first()
    if again:
        shown += [([again.pk], "changes=1", "changes"), ([again.pk], "", "again")]
    return shown


def _circulars(user: User) -> list[Row]:
    found = Circular.objects.visible_to(user).order_by("status", "-pk").distinct("status")
    return [([circular.pk], "", circular.status) for circular in found]


def _exceptions(user: User) -> list[Row]:
    """A request for handing in after the lock in each state."""
    found = LockException.objects.visible_to(user).order_by("state", "-pk").distinct("state")
    return [([one.pk], "", one.state) for one in found] if user.may(Permission.OVERVIEW_VIEW) else []


def _doubted(user: User) -> list[Row]:
    """A ledger whose truth was doubted in a review, of the newest month that has one."""
    months = Month.objects.visible_to(user).order_by("-month") if user.may(Permission.OVERVIEW_VIEW) else []
    return [([row.pk], "", "") for row in next(filter(None, (fraud_rows(user, month) for month in months)), [])[:1]]


def _extensions(user: User) -> list[Row]:
    extension = LimitExtension.objects.visible_to(user).in_force().order_by("-until").first()
    return [([extension.pk], "", "")] if extension and user.may(Permission.REVIEW_DISTRICT) else []


def _verify(user: User) -> list[Row]:
    """The page for a code: empty, with an issued circular's, with one that nobody drew."""
    issued = Circular.objects.visible_to(user).filter(status="issued").exclude(code="")[:1]
    return [([], "", ""), ([], "code=NOBODYDREWIT", "unknown")] + [
        ([], f"code={circular.code}", "genuine") for circular in issued
    ]


def _findings(user: User) -> list[Row]:
    """A problem of each state."""
    found = Finding.objects.visible_to(user).order_by("status", "pk").distinct("status")
    return [([finding.pk], "", finding.status) for finding in found]


def _plans(user: User) -> list[Row]:
    """A plan that is sealed and one that has opened."""
    found = InspectionPlan.objects.visible_to(user).order_by("opens_at")
    return [([plan.pk], "", word) for plan, word in ((found.first(), "opened"), (found.last(), "sealed")) if plan]


def _visits(user: User) -> list[Row]:
    """A visit that is finished and one that is not."""
    found = Visit.objects.visible_to(user)
    visits = ((found.finished().first(), "finished"), (found.filter(finished_at=None).first(), "begun"))
    return [([visit.pk], "", word) for visit, word in visits if visit]


def _receipts(user: User) -> list[Row]:
    """Who has signed; before the issue the page is the same in every state."""
    circulars = _circulars(user)
    issued = [row for row in circulars if row[2] == "issued"]
    return issued + [(args, "state=waiting", "waiting") for args, _query, _state in issued] + circulars[:1]


def _samples(user: User) -> list[Row]:
    """A sample in each state: planned, drawn, given up."""
    found = {}
    for sample in Sample.objects.visible_to(user).order_by("-month__month", "round"):
        found.setdefault("planned" if sample.is_open else "drawn" if sample.drawn_at else "cancelled", sample)
    return [([sample.pk], "", state) for state, sample in found.items()]


def _townships(user: User) -> list[Row]:
    """The first township in the user's scope, over what was drawn and over all re-reviews."""
    township = Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).order_by("path").first()
    return [([township.pk], f"which={which}", which) for which in ("drawn", "all")] if township else []


def _colours(user: User) -> list[Row]:
    """The table, and the townships of one month as a figure of the circular leads to them."""
    rows: list[Row] = [([], "", "")]
    return rows + [([], f"month={args[0]}", "month") for args, *_rest in _months(user)[:1]]


def _talks(user: User) -> list[Row]:
    """A talk in each state."""
    found = TalkCase.objects.visible_to(user).order_by("status", "pk").distinct("status")
    return [([case.pk], "", case.status) for case in found]


def _lists(user: User) -> list[Row]:
    return _months(user) + [(args, "stage=received", "received") for args, _query, _state in _months(user)[:1]]


def _rules(user: User) -> list[Row]:
    """A number that districts fix, money, a check, a check that always blocks, and a number of the law."""
    codes = ("meetings.late_entry_days", "dues.farmer_cents", "check.overlap", "check.order", "meetings.committee_from")
    return [([code], "", code.replace(".", "-")) for code in codes]


def _deciding(user: User) -> list[Row]:
    """A general meeting that may be written."""
    open_ones = Meeting.objects.filter(ledger__in=_own_ledgers(user), ledger__status__in=EDITABLE)
    meeting = open_ones.filter(kind=MeetingKind.GENERAL).order_by("pk").first()
    return [([meeting.pk], "", "")] if meeting else []


def _appraisals(user: User) -> list[Row]:
    found = Appraisal.objects.visible_to(user).order_by("status", "pk").distinct("status")
    return [([appraisal.pk], "", appraisal.status) for appraisal in found]


def _appraised(user: User) -> list[Row]:
    line = AppraisalLine.objects.visible_to(user).filter(appraisal__status="open").order_by("pk").first()
    return [([line.pk], "", "")] if line else []


def _branch_pages(user: User) -> list[Row]:
    """One's own branch, or the first one below."""
    if user.may(Permission.LEDGER_EDIT) or not user.may(Permission.MEMBER_VIEW):
        return [([], "", "")]
    branch = Organisation.objects.visible_to(user).answering().first()
    return [([], f"branch={branch.pk}", "read")] if branch else []


def _publications(user: User, *statuses: str) -> list[Row]:
    """A publication of each status; whoever does not write them sees the same pages to read."""
    found = Publication.objects.visible_to(user).order_by("status", "pk").distinct("status")
    return [([row.pk], "", row.status) for row in found if not statuses or row.status in statuses]


def _branch_publications(user: User) -> list[Row]:
    if user.may(Permission.LEDGER_EDIT):
        return _once(user)
    shown = Publication.objects.visible_to(user).order_by("branch__path").first()
    return [([], f"branch={shown.branch_id}", "branch")] if shown else []


def _drafts(user: User) -> list[Row]:
    """A draft of an owed item, of one that hangs on a meeting, and of one's own."""
    queries = {
        "": "own",
        "item=village.affairs&from=2026-07-01&to=2026-09-30": "owed",
        "item=finance.collective": "yearly",
    }
    return [([], query, word) for query, word in queries.items()] if user.may(Permission.LEDGER_EDIT) else []


def _duty_months(user: User) -> list[Row]:
    """This month of one's own village or the first below, with what waits; and next month, not drawn yet."""
    today = timezone.localdate()
    if not user.may(Permission.DUTY_VIEW):
        return []
    village = Organisation.objects.visible_to(user).answering().first()
    months = ((today.replace(day=1), "current"), (next_month(today.replace(day=1)), "next"))
    return [([f"{month:%Y-%m}"], f"village={village.pk}", word) for month, word in months] if village else []


def _duty_villages(user: User) -> list[Row]:
    """The townships, and the villages of one of them."""
    key = f"{timezone.localdate():%Y-%m}"
    if not user.may(Permission.DUTY_VIEW):
        return []
    township = Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).first()
    return [([key], "", ""), *(([key], f"township={each.pk}", "one") for each in [township] if each)]


def _duties(user: User) -> list[Row]:
    """Today's shift and the one of next week."""
    today = timezone.localdate()
    found = Duty.objects.visible_to(user).filter(roster__status="published").order_by("organisation__path", "date")
    rows = ((found.filter(date=today).first(), "today"), (found.filter(date__gt=today).first(), "coming"))
    return [([duty.pk], "", word) for duty, word in rows if duty]


def _appointments(user: User, *states: str) -> list[Row]:
    """A case in each state."""
    found = Appointment.objects.visible_to(user).order_by("state", "pk").distinct("state")
    return [([case.pk], "", case.state) for case in found if not states or case.state in states]


def _opinions(user: User) -> list[Row]:
    """One opinion for each answer."""
    if not user.may(Permission.VETTING_ANSWER):
        return []
    found = Opinion.objects.visible_to(user).order_by("answer", "pk").distinct("answer")
    return [([opinion.pk], "", opinion.answer or "pending") for opinion in found]


def _once(user: User) -> list[Row]:
    return [([], "", "")]


def _channel_forms(user: User) -> list[Row]:
    office = [([], "for=office", "office")] if may_set_robot(user) else []
    return [([], "", "")] + office if user.hat else []


def _channels(user: User) -> list[Row]:
    found = Channel.objects.visible_to(user).order_by("kind", "pk").distinct("kind")
    return [([channel.pk], "", channel.kind) for channel in found]


PAGES: dict[str, Callable[[User], list[Row]]] = {
    **pages_cadres.PAGES,
    **pages_economy.PAGES,
    **pages_projects.PAGES,
    **pages_facilities.PAGES,
    "branches:me": _once,
    "branches:account-list": _once,
    "branches:holiday-list": _once,
    "branches:security": _once,
    "branches:history": _once,
    "notices:notice-list": lambda user: [([], "", ""), ([], "show=unread", "unread")],
    "notices:channel-list": _once,
    "notices:channel-new": _channel_forms,
    "notices:channel-detail": _channels,
    "notices:unreachable": _once,
    "notices:hours": _once,
    "ledgers:month-current": _once,
    "ledgers:work": _works,
    "ledgers:owed-current": _once,
    "ledgers:owed": lambda user: _months(user) if user.may(Permission.OVERVIEW_VIEW) else [],
    "ledgers:month-detail": _own_months,
    "ledgers:meeting-start": _own_months,
    "ledgers:meeting-edit": _own_meetings,
    "ledgers:meeting-delete": lambda user: _own_meetings(user)[:2],
    "ledgers:roll-confirm": _own_months,
    "ledgers:dues-edit": _own_months,
    "ledgers:dues-standards": _of_branch,
    "ledgers:dues-sheet": lambda user: _of_branch(user) + _of_branch(user, "names=1", "names"),
    "ledgers:dues-sums": lambda user: [([], "", ""), ([], f"year={_this_year(user)}", "year")],
    "ledgers:dues-member": _members,
    "ledgers:dues-member-receipt": _members,
    "ledgers:dues-payment-receipt": _payments,
    "ledgers:dues-month": _months_of_branch,
    "ledgers:ledger-submit": _own_months,
    "ledgers:ledger-receipt": _own_months,
    "ledgers:exception-ask": _own_months,
    "ledgers:member-list": _once,
    "ledgers:member-new": _once,
    "ledgers:member-import": _once,
    "ledgers:member-export": _once,
    "ledgers:member-summary": _once,
    "ledgers:access-list": _once,
    "ledgers:import-detail": _imports,
    "ledgers:member-detail": _members,
    "ledgers:member-edit": _members,
    "ledgers:transfer-list": _once,
    "ledgers:transfer-in": _once,
    "ledgers:transfer-new": _members,
    "ledgers:transfer-detail": _transfers,
    "ledgers:transfer-print": _letters,
    "ledgers:candidate-list": _once,
    "ledgers:candidate-new": _once,
    "ledgers:candidate-detail": _candidates,
    "ledgers:candidate-edit": lambda user: _candidates(user)[:1],
    "ledgers:candidate-close": _candidates,
    "ledgers:candidate-reopen": _candidates,
    "ledgers:candidate-prolong": _candidates,
    "ledgers:candidate-step": _candidate_steps,
    "ledgers:development-step-edit": _recorded_steps,
    "ledgers:publication-list": _branch_publications,
    "ledgers:publication-branches": _once,
    "ledgers:publication-new": _drafts,
    "ledgers:publication-detail": _publications,
    "ledgers:publication-edit": lambda user: _publications(user, "draft"),
    "ledgers:publication-delete": lambda user: _publications(user, "draft"),
    "ledgers:publication-print": lambda user: _publications(user)[:1],
    "ledgers:rule-list": _once,
    "ledgers:rule-days": _once,
    "ledgers:rule-detail": _rules,
    "ledgers:rule-edit": lambda user: _rules(user) if user.may(Permission.RULE_EDIT) else [],
    "ledgers:rule-withdraw": lambda user: _rules(user)[:1] if user.may(Permission.RULE_EDIT) else [],
    "ledgers:talk-list": _branch_pages,
    "ledgers:study-list": _branch_pages,
    "ledgers:member-standing": _members,
    "ledgers:appraisal-list": _branch_pages,
    "ledgers:appraisal-detail": _appraisals,
    "ledgers:appraisal-line": _appraised,
    "ledgers:suggestion-list": _once,
    "ledgers:meeting-ballots": _deciding,
    "ledgers:meeting-exclusions": _deciding,
    "ledgers:decision-list": _once,
    "ledgers:decision-new": _once,
    "ledgers:decision-urgent-list": _once,
    "ledgers:decision-detail": _decisions,
    "ledgers:decision-change": _decisions,
    "ledgers:decision-step": _decision_steps,
    "ledgers:decision-forms": lambda user: _decisions(user)[:1],
    "ledgers:decision-objection": lambda user: _decisions(user)[:1],
    "ledgers:decision-urgent": _decisions,
    "ledgers:decisionobjection-answer": _objections,
    "audits:queue-current": _once,
    "audits:queue": _queues,
    "audits:ledger-review": _reviews,
    "audits:remark-list": _once,
    "audits:problem-current": _once,
    "audits:problem-list": _months,
    "audits:exception-list": lambda user: [([], "", ""), ([], "state=all", "all")],
    "audits:exception-detail": _exceptions,
    "audits:extension-list": _once,
    "audits:extension-new": lambda user: _months(user) if user.may(Permission.REVIEW_DISTRICT) else [],
    "audits:extension-revoke": _extensions,
    "audits:circular-list": _once,
    "audits:circular-detail": _circulars,
    "audits:circular-edit": _circulars,
    "audits:circular-preview": lambda user: _circulars(user)[:1],
    "audits:circular-receipts": _receipts,
    "audits:sample-month": _months,
    "audits:sample-detail": _samples,
    "audits:sample-repeat": _samples,
    "audits:agreement": lambda user: [([], "which=drawn", "drawn"), ([], "which=all", "all")],
    "audits:agreement-township": _townships,
    "audits:circular-verify": _verify,
    "audits:circular-correct": lambda user: [row for row in _circulars(user) if row[2] == "issued"],
    "audits:colour-table": _colours,
    "audits:fraud-current": _once,
    "audits:fraud-list": lambda user: _months(user) if user.may(Permission.OVERVIEW_VIEW) else [],
    "audits:ledger-fraud": _doubted,
    "audits:case-list": _once,
    "audits:case-detail": _talks,
    "audits:finding-list": lambda user: [([], "", ""), ([], "state=all", "all")],
    "audits:finding-new": _once,
    "audits:finding-rates": _once,
    "audits:finding-detail": _findings,
    "audits:inspection-list": _once,
    "audits:inspection-plan-new": _once,
    "audits:inspection-plan": _plans,
    "audits:inspection-compare": _months,
    "audits:visit-detail": _visits,
    "audits:visit-edit": _visits,
    "audits:dutyabsence-list": _once,
    "cadres:duty-current": _once,
    "cadres:duty-month": _duty_months,
    "cadres:duty-villages": _duty_villages,
    "cadres:duty-plate": lambda user: [([], *row[1:]) for row in _duty_months(user)[:1]],
    "cadres:duty-detail": _duties,
    "cadres:dutyleave-list": _once,
    "cadres:matter-list": lambda user: [([], *row[1:]) for row in _duty_months(user)[:1]],
    "cadres:spotcheck-list": _once,
    "cadres:appointment-list": lambda user: [([], f"show={word}", word) for word in ("filed", "open", "done")],
    "cadres:appointment-new": _once,
    "cadres:appointment-detail": _appointments,
    "cadres:appointment-edit": lambda user: _appointments(user, "draft", "returned"),
    "cadres:opinion-list": _once,
    "cadres:opinion-detail": _opinions,
    "dashboards:overview-current": _once,
    "dashboards:cockpit": lambda user: [([], "", ""), *_compared(user)],
    "dashboards:screen": _once,
    "dashboards:panel": lambda user: [([code], "", code) for code in COCKPIT_PANELS],
    "dashboards:calendar": _once,
    "dashboards:export-list": _once,
    "dashboards:export-new": _to_export,
    "dashboards:export-detail": _exports,
    "dashboards:manual": _once,
    "dashboards:search": lambda user: [([], "", ""), ([], "q=村", "found"), ([], "q=zzzz", "nothing")],
    "dashboards:village": _villages_shown,
    "dashboards:overview": _months,
    "dashboards:ledger-list": _lists,
    "dashboards:summary-table": _months,
    "account_change_password": _once,
    "account_logout": _once,
    "account_reauthenticate": _once,
    "mfa_index": _once,
    "mfa_activate_totp": _once,
}

# Pages of people who have not signed in.
ENTRANCE: dict[str, list] = {
    "account_login": [],
    "account_inactive": [],
    "account_signup": [],
    "account_reset_password": [],
}

NOT_LOOKED_AT: dict[str, str] = {
    **pages_cadres.NOT_LOOKED_AT,
    **pages_economy.NOT_LOOKED_AT,
    **pages_projects.NOT_LOOKED_AT,
    **pages_facilities.NOT_LOOKED_AT,
    "audits:dutyabsence-finding": "POST",
    "cadres:roster-make": "POST",
    "cadres:roster-confirm": "POST",
    "cadres:roster-publish": "POST",
    "cadres:duty-confirm": "POST",
    "cadres:duty-assign": "POST",
    "cadres:duty-swap": "POST",
    "cadres:duty-log": "POST",
    "cadres:duty-check": "POST",
    "cadres:dutyswap-answer": "POST",
    "cadres:dutyleave-decide": "POST",
    "cadres:matter-close": "POST",
    "cadres:spotcheck-withdraw": "POST",
    "home": "leads on",
    "healthz": "for machines",
    "components": "for those who build; only with DEBUG",
    "cadres:appointment-paper": "PDF",
    "cadres:appointment-review": "PDF",
    "cadres:appointment-filing": "PDF",
    "cadres:appointment-move": "POST",
    "cadres:opinion-reveal": "POST",
    # Posted to, never opened
    "branches:hat-switch": "POST",
    "dashboards:export-file": "a workbook",
    "dashboards:village-own": "leads on",
    "dashboards:guide-move": "POST",
    "dashboards:feed-new": "POST",
    "dashboards:feed-stop": "POST",
    "dashboards:calendar-feed": "for calendar programs",
    "branches:holiday-delete": "POST",
    "branches:large-type-switch": "POST",
    "notices:notice-read-all": "POST",
    "notices:notice-open": "POST",
    "notices:channel-confirm": "POST",
    "notices:channel-check": "POST",
    "notices:channel-digest": "POST",
    "notices:channel-remove": "POST",
    "ledgers:development-step-remove": "POST",
    "ledgers:member-reveal": "POST",
    "ledgers:transfer-move": "POST",
    "ledgers:import-apply": "POST",
    "ledgers:import-drop": "POST",
    "ledgers:meeting-autosave": "POST",
    "ledgers:meeting-upload": "POST",
    "ledgers:file-remove": "POST",
    "ledgers:talk-delete": "POST",
    "ledgers:study-delete": "POST",
    "ledgers:meeting-study": "POST",
    "ledgers:member-absence": "POST",
    "ledgers:member-lost": "POST",
    "ledgers:member-membership": "POST",
    "ledgers:member-measure": "POST",
    "ledgers:member-organisational": "POST",
    "ledgers:rectification-judge": "POST",
    "ledgers:organisational-withdraw": "POST",
    "ledgers:measure-withdraw": "POST",
    "ledgers:absence-withdraw": "POST",
    "ledgers:member-exemption": "POST",
    "ledgers:absence-end": "POST",
    "ledgers:absence-contact": "POST",
    "ledgers:exemption-end": "POST",
    "ledgers:appraisal-move": "POST",
    "ledgers:meeting-together": "POST",
    "ledgers:meeting-outline": "POST",
    "ledgers:publication-frequency": "POST",
    "ledgers:publication-move": "POST",
    "ledgers:publication-upload": "POST",
    "ledgers:publication-object": "POST",
    "audits:case-move": "POST",
    "audits:commitment-settle": "POST",
    "audits:commitment-report": "POST",
    "audits:commitment-upload": "POST",
    "audits:commitmentfile-remove": "POST",
    "audits:case-notice": "file",
    "audits:case-minutes": "file",
    "ledgers:noticefile-remove": "POST",
    "audits:sample-draw": "POST",
    "audits:sample-cancel": "POST",
    "ledgers:objection-answer": "POST",
    "ledgers:decision-stop": "POST",
    "ledgers:decision-urgent-decide": "POST",
    "ledgers:decision-step-close": "POST",
    "ledgers:decision-step-files": "POST",
    "ledgers:decision-step-drafts": "POST",
    "ledgers:decisionfile-remove": "POST",
    "ledgers:decisiondraft-remove": "POST",
    "audits:bulk-pass": "POST",
    "audits:month-report": "POST",
    "audits:verdict-give": "POST",
    "audits:remark-retire": "POST",
    "audits:savedfilter-save": "POST",
    "audits:savedfilter-remove": "POST",
    "audits:ledger-presence": "POST",
    "audits:visit-arrive": "POST",
    "audits:visit-autosave": "POST",
    "audits:visit-upload": "POST",
    "audits:visit-correct": "POST",
    "audits:visitfile-remove": "POST",
    "audits:circular-draft": "POST",
    "audits:circular-draft-quarter": "POST",
    "audits:circular-refresh": "POST",
    "audits:circular-move": "POST",
    "audits:circular-receive": "POST",
    "audits:circular-remind": "POST",
    "audits:finding-issue": "POST",
    "audits:finding-move": "POST",
    "audits:finding-upload": "POST",
    "audits:findingfile-remove": "POST",
    "audits:finding-letter": "file",
    # Files and parts of pages
    "notices:notice-badge": "part of a page",
    "evidence:file-detail": "file",
    "evidence:file-preview": "picture",
    "evidence:file-thumbnail": "picture",
    "ledgers:member-template": "file",
    "ledgers:decision-pdf": "file",
    "ledgers:import-errors": "file",
    "audits:circular-file": "file",
    "audits:sample-keys": "file",
    "audits:circular-docx": "file",
    "mfa_download_recovery_codes": "file",
    # Ways of the sign-in library that this installation does not use: no address leads there
    "account_email": "unused",
    "account_email_verification_sent": "unused",
    "account_confirm_email": "unused",
    "account_set_password": "unused",
    "account_reset_password_done": "unused",
    "account_reset_password_from_key": "unused",
    "account_reset_password_from_key_done": "unused",
    "account_confirm_login_code": "unused",
    # Only after a first step with a second factor
    "mfa_authenticate": "needs a second factor",
    "mfa_reauthenticate": "needs a second factor",
    "mfa_deactivate_totp": "needs a second factor",
    "mfa_view_recovery_codes": "needs a second factor",
    "mfa_generate_recovery_codes": "needs a second factor",
}


def address_names(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """Yield the names of all addresses of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from address_names(pattern, inner)


def undecided_names() -> set[str]:
    """Return the addresses that stand in none of the tables, and the names in the tables that are no address."""
    return set(address_names()) ^ {*PAGES, *ENTRANCE, *NOT_LOOKED_AT}


def entrance_pages() -> list[Page]:
    return [Page(name, reverse(name, args=args)) for name, args in ENTRANCE.items()]


@contextmanager
def unlogged(name: str) -> Iterator[None]:
    """Keep a logger quiet: refusals are what is asked about here."""
    logger = logging.getLogger(name)
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def pages_of(user: User, client: Client | None = None) -> list[Page]:
    """Return the pages that answer `user` with a page: not with a redirect, a file or a refusal."""
    client = client or client_of(user)
    pages = []
    for name, rows in PAGES.items():
        for args, query, state in rows(user):
            path = reverse(name, args=args) + (f"?{query}" if query else "")
            with unlogged("django.request"):
                response = client.get(path)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                pages.append(Page(name, path, state))
    return pages
