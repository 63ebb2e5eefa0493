"""Take a policy bottleneck from the village over township and district to the department and back."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.calendar import holiday_overrides
from branches.models import Organisation, User
from branches.tree import lineage
from cadres.services.appointments import officers_of
from config.lib.workdays import add_workdays
from economy.enums.bottleneck import MOVES, NEEDS_NOTE, Desk, Outcome, Satisfaction, TicketState
from economy.enums.bottleneck import TicketAction as A
from economy.models import Bottleneck, BottleneckStep
from economy.models.bottleneck import LONGEST_NOTE
from economy.refusal import EconomyRefused, refuse_unless
from economy.rules.bottleneck import PERMISSIONS, may_move, may_raise
from economy.selectors.bottleneck import departments_for
from economy.selectors.people import holders_by_path
from economy.selectors.project import rules_of
from economy.services.locks import place_lock
from notices.services import Letter, notices_deliver

REMIND_FROM = dt.time(9, 0)  # never at night
RECENT = dt.timedelta(days=60)  # what the clock finds only long afterwards is no news


def _today(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def _locked(ticket: Bottleneck) -> Bottleneck:
    found = Bottleneck.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("organisation", "department").get(pk=ticket.pk)


def _log(ticket: Bottleneck, action: str, before: str, note: str, by: User, at: dt.datetime) -> BottleneckStep:
    step = BottleneckStep.objects.create(
        bottleneck=ticket, action=action, from_state=before, to_state=ticket.state, note=note, by=by, at=at
    )
    _tell(ticket, step)
    return step


@transaction.atomic
def bottleneck_raise(
    *, village: Organisation, values: Mapping, key: uuid.UUID, by: User, at: dt.datetime
) -> Bottleneck:
    """Write down what stops a village; the same `key` again returns it.

    `values` are kind, title, text and perhaps project, one of the village's own. Raises EconomyRefused.
    """
    refuse_unless(may_raise(by, village))
    place_lock(village)
    if existing := Bottleneck.objects.filter(organisation=village, key=key).first():
        return existing
    project = values.get("project")
    if project is not None and project.organisation_id != village.pk:
        raise EconomyRefused(_("请选本村的项目。"), "project")
    if not values["title"].strip():
        raise EconomyRefused(_("写一句卡在哪里。"), "title")
    if not values["text"].strip():
        raise EconomyRefused(_("请写具体情况。"), "text")
    ticket = Bottleneck.objects.create(
        organisation=village,
        key=key,
        project=project,
        kind=values["kind"],
        title=values["title"].strip(),
        text=values["text"].strip(),
        raised_on=_today(at),
        raised_by=by,
    )
    _log(ticket, A.RAISE, "", "", by, at)
    return ticket


@transaction.atomic
def bottleneck_move(*, ticket: Bottleneck, action: str, values: Mapping, by: User, at: dt.datetime) -> Bottleneck:
    """Make one move of the table `MOVES`, leave a step, and tell whose turn it is.

    `values` by action: RESEND takes text; ASSIGN and PASS_ON department; ANSWER outcome; RATE satisfaction; all may
    have `note`, those of NEEDS_NOTE must. Raises EconomyRefused naming the field; of two people who make the same move
    at once the second is refused.
    """
    ticket = _locked(ticket)
    refuse_unless(may_move(by, ticket, action))
    note = (values.get("note") or "").strip()
    if action in NEEDS_NOTE and not note:
        raise EconomyRefused(_("请写明情况。"), "note")
    if len(note) > LONGEST_NOTE:
        raise EconomyRefused(_("太长了，最多 %(n)d 个字。") % {"n": LONGEST_NOTE}, "note")
    before, ticket.state = ticket.state, MOVES[action].to
    if action in _TAKE:
        note = _TAKE[action](ticket, values, note, by, at)
    ticket.save()
    _log(ticket, action, before, note, by, at)
    return ticket


def _resend(ticket: Bottleneck, values: Mapping, note: str, by: User, at: dt.datetime) -> str:
    if not (text := (values.get("text") or "").strip()):
        raise EconomyRefused(_("请写具体情况。"), "text")
    ticket.text = text
    return note


def _send(ticket: Bottleneck, values: Mapping, note: str, by: User, at: dt.datetime) -> str:
    """Start the department's clock."""
    day, department = _today(at), values.get("department")
    if department is None or not departments_for(ticket.organisation, day).filter(pk=department.pk).exists():
        raise EconomyRefused(_("请选本区的牵头部门。"), "department")
    if department.pk == ticket.department_id:
        raise EconomyRefused(_("现在就是这个部门牵头，请选别的部门。"), "department")
    ticket.department, ticket.rounds = department, ticket.rounds + 1
    _clock(ticket, day)
    return _("牵头：%(name)s。%(note)s") % {"name": department.name, "note": note}


def _clock(ticket: Bottleneck, day: dt.date) -> None:
    days = int(rules_of(ticket.organisation, day).value("economy.bottleneck_workdays"))
    ticket.assigned_on, ticket.due_on = day, add_workdays(day, days, holiday_overrides())


def _answer(ticket: Bottleneck, values: Mapping, note: str, by: User, at: dt.datetime) -> str:
    if values.get("outcome") not in Outcome.values:
        raise EconomyRefused(_("请选办理结果。"), "outcome")
    ticket.outcome, ticket.answer = values["outcome"], note
    ticket.answered_on, ticket.answered_by = _today(at), by
    return f"{Outcome(ticket.outcome).label}：{note}"  # i18n: data


def _rate(ticket: Bottleneck, values: Mapping, note: str, by: User, at: dt.datetime) -> str:
    if values.get("satisfaction") not in Satisfaction.values:
        raise EconomyRefused(_("请选满意度。"), "satisfaction")
    if values["satisfaction"] == Satisfaction.BAD and not note:
        raise EconomyRefused(_("不满意的，写明为什么。"), "note")
    ticket.satisfaction = values["satisfaction"]
    return f"{Satisfaction(ticket.satisfaction).label}。{note}".removesuffix("。" if not note else "")  # i18n: data


def _reopen(ticket: Bottleneck, values: Mapping, note: str, by: User, at: dt.datetime) -> str:
    ticket.outcome = ticket.answer = ""
    ticket.answered_on = ticket.answered_by = ticket.satisfaction = None
    ticket.rounds += 1
    _clock(ticket, _today(at))
    return note


_TAKE: dict[str, Callable[[Bottleneck, Mapping, str, User, dt.datetime], str]] = {
    A.RESEND: _resend,
    A.ASSIGN: _send,
    A.PASS_ON: _send,
    A.ANSWER: _answer,
    A.RATE: _rate,
    A.REOPEN: _reopen,
}


# --- Messages ------------------------------------------------------------------------------------------------------
# action → the desk that hears of it, and the title.
TELL: dict[str, tuple[str, str]] = {
    A.RAISE: (Desk.TOWNSHIP, gettext_lazy("%(village)s提出政策瓶颈，请核实")),
    A.RESEND: (Desk.TOWNSHIP, gettext_lazy("%(village)s补充了政策瓶颈，请核实")),
    A.RETURN: (Desk.VILLAGE, gettext_lazy("%(village)s的政策瓶颈退回补充")),
    A.REPORT: (Desk.DISTRICT, gettext_lazy("%(village)s的政策瓶颈请交办")),
    A.ASSIGN: (Desk.DEPARTMENT, gettext_lazy("请办理%(village)s的政策瓶颈")),
    A.PASS_ON: (Desk.DEPARTMENT, gettext_lazy("请办理%(village)s的政策瓶颈")),
    A.REOPEN: (Desk.DEPARTMENT, gettext_lazy("%(village)s对答复不满意，请重新办理")),
    A.ANSWER: (Desk.VILLAGE, gettext_lazy("%(village)s的政策瓶颈已答复，请评价")),
}
# Of the village's judgements only this one asks for something: the district may send the ticket out again.
TELL_OF_BAD = (Desk.DISTRICT, gettext_lazy("%(village)s对政策瓶颈的答复不满意，请看是否重新交办"))


class _Desks:
    """Who sits at the desks of some tickets; each desk is asked once for all of them."""

    def __init__(self, tickets: Iterable[Bottleneck]) -> None:
        self.tickets = list(tickets)
        self._held: dict[str, dict[str, list[User]]] = {}

    @cached_property
    def _officers(self) -> dict[int, list[User]]:
        return officers_of({ticket.department_id for ticket in self.tickets if ticket.department_id})

    def _holders(self, desk: str) -> dict[str, list[User]]:
        if desk not in self._held:
            paths = {path for ticket in self.tickets for path in lineage(ticket.organisation.path)}
            self._held[desk] = holders_by_path([PERMISSIONS[desk]], paths)
        return self._held[desk]

    def people(self, ticket: Bottleneck, desk: str) -> list[User]:
        if desk == Desk.DEPARTMENT:
            return self._officers.get(ticket.department_id, [])
        held = self._holders(desk)
        return list(dict.fromkeys(user for path in lineage(ticket.organisation.path) for user in held.get(path, ())))

    def letters(self, ticket: Bottleneck, desk: str, title: str, key: str, body: str = "") -> list[Letter]:
        text = title % {"village": ticket.organisation.village_name}
        url = reverse("economy:bottleneck-detail", args=[ticket.pk])
        place = None if desk == Desk.DEPARTMENT else ticket.organisation_id
        return [
            Letter(recipient=person, key=key, title=text, body=body, url=url, outside=text, place=place)
            for person in self.people(ticket, desk)
        ]


def _tell(ticket: Bottleneck, step: BottleneckStep) -> None:
    told = TELL.get(step.action)
    if step.action == A.RATE and ticket.satisfaction == Satisfaction.BAD:
        told = TELL_OF_BAD
    if told:
        desk, title = told
        body = f"{ticket.title} {step.note}".strip()
        letters = _Desks([ticket]).letters(ticket, desk, str(title), f"bottleneck:{step.pk}", body)
        notices_deliver(letters=letters, at=step.at)


def bottlenecks_remind(*, at: dt.datetime) -> int:
    """Remind the department one working day ahead, and say to it and to the district when it is late; each once."""
    if timezone.localtime(at).time() < REMIND_FROM:
        return 0
    today = _today(at)
    soon = add_workdays(today, 1, holiday_overrides())
    waiting = Bottleneck.objects.filter(
        state=TicketState.ASSIGNED, due_on__lte=soon, due_on__gte=today - RECENT
    ).select_related("organisation", "department")
    tickets = list(waiting.order_by("pk"))
    desks, letters = _Desks(tickets), []
    for ticket in tickets:
        name = f"{ticket.pk}:{ticket.due_on}"
        if ticket.due_on >= today:
            title = _("%(village)s的政策瓶颈快到答复期限了")
            letters += desks.letters(ticket, Desk.DEPARTMENT, title, f"bottleneck-due:{name}", ticket.title)
            continue
        title = _("%(village)s的政策瓶颈超期没有答复")
        for desk in (Desk.DEPARTMENT, Desk.DISTRICT):
            body = f"{ticket.title} {ticket.department.name}"
            letters += desks.letters(ticket, desk, title, f"bottleneck-late:{name}:{desk}", body)
    return notices_deliver(letters=letters, at=at) if letters else 0
