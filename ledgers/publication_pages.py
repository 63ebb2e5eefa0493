"""What the pages of publishing affairs (三务公开) show, in words; templates only print."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Organisation
from ledgers.enums.publication import AffairsKind, PublicationAction, PublicationStatus
from ledgers.models import Publication
from ledgers.obligations import ItemState
from ledgers.publication_catalogue import BY_CODE, CatalogueItem
from ledgers.publication_owed import Owed, period_in_words, period_of
from ledgers.rulebook.book import RuleBook
from ledgers.rulebook.words import sentence_of
from ledgers.words import day_in_words

S, A = PublicationStatus, PublicationAction

# status → colour of its pill (see components/state_pill.html)
PILLS = {S.DRAFT: "draft", S.CHECKED: "checking", S.APPROVED: "signed", S.UP: "submitted", S.DOWN: "locked"}


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A line of what is to be published."""

    tone: str
    icon: str
    title: str
    detail: str
    url: str
    action: str
    quiet: bool


def owed_row(owed: Owed, today: dt.date, *, may_write: bool) -> OwedRow:
    """Return the line with the one thing to do about it: begin, go on, or look."""
    by = _("%(day)s前公布") % {"day": day_in_words(owed.due_on)}
    if owed.publication:
        url = reverse("ledgers:publication-detail", args=[owed.publication.pk])
    elif may_write:
        query = urlencode({"item": owed.item.code, "from": owed.period_start, "to": owed.period_end})
        url = f"{reverse('ledgers:publication-new')}?{query}"
    else:
        url = ""
    if owed.is_done:
        detail = _("%(day)s已公布") % {"day": day_in_words(owed.publication.put_up_on)}
        return OwedRow("done", "check", owed.title, detail, url, "", quiet=False)
    begun = _("写了一半，") if owed.publication else ""
    action = "" if not may_write else _("接着办") if owed.publication else _("去公布")
    if owed.is_overdue(today):
        late = (today - owed.due_on).days
        detail = begun + _("应在%(by)s，晚了%(n)d天") % {"by": by, "n": late}
        return OwedRow("warn", "alert-triangle", owed.title, detail, url, action, quiet=False)
    if owed.state == ItemState.LATER:
        detail = begun + _("%(by)s，可以先不办") % {"by": by}
        return OwedRow("", "clock", owed.title, detail, url, action, quiet=True)
    left = (owed.due_on - today).days
    detail = begun + (_("今天是最后一天") if left == 0 else _("%(by)s，还有%(n)d天") % {"by": by, "n": left})
    return OwedRow("due", "pencil", owed.title, detail, url, action, quiet=False)


def hanging_in_words(publication: Publication, today: dt.date) -> str:
    """Return until when a notice hangs and how many days that are from today."""
    left = (publication.planned_until - today).days
    until = _("公示到%(day)s") % {"day": day_in_words(publication.planned_until)}
    if left > 0:
        return _("%(until)s，还有%(n)d天") % {"until": until, "n": left}
    if left == 0:
        return _("%(until)s，今天最后一天，记得拍照") % {"until": until}
    return _("%(until)s，过了%(n)d天，可以撤下了") % {"until": until, "n": -left}


@dataclass(frozen=True, slots=True)
class Line:
    """A publication in a list."""

    url: str
    title: str
    kind: str
    detail: str
    pill: str
    state: str
    tone: str


def line_of(publication: Publication, today: dt.date) -> Line:
    """Return the line of a publication; its objections are loaded."""
    open_ones = [line for line in publication.objections.all() if line.answered_on is None]
    late = any(line.due_on < today for line in open_ones)
    if publication.status == S.UP:
        detail = hanging_in_words(publication, today)
    elif publication.status == S.DOWN:
        detail = _("%(up)s贴出，%(down)s撤下") % {
            "up": day_in_words(publication.put_up_on),
            "down": day_in_words(publication.taken_down_on),
        }
    else:
        detail = _("%(day)s起草") % {"day": day_in_words(publication.drafted_on)}
    if open_ones:
        detail += " · " + _("%(n)d 条异议等答复") % {"n": len(open_ones)}
        if late:
            detail += _("（已超期）")
    ended = publication.status == S.UP and publication.planned_until <= today
    return Line(
        url=reverse("ledgers:publication-detail", args=[publication.pk]),
        title=publication.title,
        kind=str(AffairsKind(publication.kind).label),
        detail=detail,
        pill=PILLS[publication.status],
        state=str(S(publication.status).label),
        tone="warn" if late or ended else "",
    )


def prefilled(
    branch: Organisation, item: CatalogueItem | None, start: dt.date | None, end: dt.date | None, today: dt.date
) -> dict:
    """Return a draft to begin from: title, period and outline of the item, and the places of the last time."""
    if start is None or end is None or end < start:
        start, end = period_of(3, today)
    last = Publication.objects.filter(branch=branch).exclude(places=[])
    same = item and last.filter(item=item.code).order_by("-pk").first()
    last = same or last.order_by("-pk").first()
    owed_title = f"{period_in_words(start, end)}{item.name}" if item and item.is_owed else item.name if item else ""
    return {
        "kind": item.kind if item else AffairsKind.VILLAGE,
        "title": owed_title,
        "period_start": start,
        "period_end": end,
        "content": item.outline if item else "",
        "places": last.places if last else ["board"],
        "key": uuid.uuid4(),
    }


def step_initial(publication: Publication, action: str, book: RuleBook, today: dt.date) -> dict:
    """Return what a step's form begins with: today, the people who signed last time, and the least number of days."""
    last = (
        Publication.objects.filter(branch=publication.branch_id)
        .exclude(checker="")
        .order_by("-checked_on", "-pk")
        .first()
    )
    found = {"on": today}
    if last:
        found |= {"checker": last.checker, "secrecy_checker": last.secrecy_checker, "approver": last.approver}
    if action == A.APPROVE and not found.get("approver"):
        signed = Publication.objects.filter(branch=publication.branch_id).exclude(approver="").order_by("-pk").first()
        found["approver"] = signed.approver if signed else ""
    if action == A.PUT_UP:
        found["until"] = today + dt.timedelta(days=int(book.value("publication.shown_days")))
        found["places"] = publication.places or ["board"]
    return found


BUTTONS = {
    A.CHECK: (gettext_lazy("审核过了"), "shield-check"),
    A.APPROVE: (gettext_lazy("审批同意了"), "writing-sign"),
    A.PUT_UP: (gettext_lazy("贴出来了"), "pin"),
    A.TAKE_DOWN: (gettext_lazy("撤下存档"), "archive"),
}


def stepper(publication: Publication) -> list[dict]:
    """Return the way from the draft to the archive for components/stepper.html."""
    days = (
        (_("起草"), publication.drafted_on),
        (_("审核"), publication.checked_on),
        (_("审批"), publication.approved_on),
        (_("公布"), publication.put_up_on),
        (_("撤下"), publication.taken_down_on),
    )
    done = [bool(day) for _label, day in days]
    now = done.index(False) if False in done else len(done)
    return [
        {
            "label": label,
            "note": day_in_words(day) if day else "",
            "state": "done" if index < now else "now" if index == now else "",
        }
        for index, (label, day) in enumerate(days)
    ]


def basis_of(item: CatalogueItem | None, book: RuleBook, *, has_busy_finance: bool) -> str:
    """Return how often an item is owed and where that stands; "" for what is published when it arises."""
    if item is None or not item.is_owed:
        return ""
    code = item.months_rule or item.month_rule
    rule = book[item.busy_rule if has_busy_finance and item.busy_rule else code]
    return _("%(sentence)s（%(citation)s）") % {"sentence": sentence_of(rule), "citation": rule.citation}


def item_label(code: str) -> str:
    return BY_CODE[code].name if code in BY_CODE else _("自定事项")


def trail(publication: Publication) -> list[dict]:
    """Return the steps of a publication for components/timeline.html, the newest first."""
    tones = {A.CHECK: "submitted", A.APPROVE: "passed", A.PUT_UP: "good", A.TAKE_DOWN: "", A.RETURN: "returned"}
    return [
        {
            "what": str(A(step.action).label),
            "who": str(step.by),
            "when": step.at,
            "why": step.note,
            "tone": tones[step.action],
        }
        for step in sorted(publication.steps.all(), key=lambda step: -step.pk)
    ]
