"""Policy bottlenecks: the list of a place or of a department, one ticket with its next step."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.calendar import holiday_overrides
from branches.enums import Level, Permission
from branches.models import User
from branches.views import require
from config.lib.listing import page_of
from economy.enums.bottleneck import MOVES
from economy.enums.bottleneck import TicketAction as A
from economy.enums.bottleneck import TicketState as S
from economy.forms.bottleneck import RaiseForm, move_form
from economy.models import Bottleneck, Project
from economy.models.bottleneck import department_of
from economy.rules.bottleneck import FORWARD, clock_in_words, is_late, may_move, may_raise
from economy.sections import tabs_for
from economy.selectors import bottleneck as selectors
from economy.services import bottleneck as services
from economy.views.pages import Sent, form_page, sent_or, stop_unless, trail, wrote

PAGE_SIZE = 50
LIST = "economy:bottleneck-list"
PILLS = {
    S.RAISED: "submitted",
    S.RETURNED: "returned",
    S.REPORTED: "submitted",
    S.ASSIGNED: "warn",
    S.ANSWERED: "passed",
    S.CLOSED: "done",
    S.WITHDRAWN: "locked",
}
TONES = {A.RETURN: "returned", A.ANSWER: "good", A.REOPEN: "warn", A.RATE: "passed"}


def _require_seeing(user: User) -> None:
    if not user.may(Permission.BOTTLENECK_ANSWER):
        require(user, Permission.ECONOMY_VIEW)


@require_GET
def bottleneck_list(request: HttpRequest) -> HttpResponse:
    """The tickets of the place; an officer sees those that were sent to the own department."""
    user, day = request.user, timezone.localdate()
    _require_seeing(user)
    shown = request.GET.get("show", "")
    shown = shown if shown in ("open", "late", "done", "all") else "open"
    page = page_of(request, selectors.shown(selectors.tickets_seen(user), shown, day), PAGE_SIZE)
    overrides = holiday_overrides()
    rows = [
        {
            "ticket": ticket,
            "pill": PILLS[ticket.state],
            "clock": clock_in_words(ticket, day, overrides),
            "is_late": is_late(ticket, day),
            "mine": bool(may_move(user, ticket, FORWARD.get(ticket.state, ""))),
        }
        for ticket in page.object_list
    ]
    place = user.hat.organisation
    is_village = place.level == Level.VILLAGE
    is_officer = department_of(user) is not None
    context = {
        "page": page,
        "rows": rows,
        "tabs": [] if is_officer else tabs_for(user, LIST),
        "choices": [
            (word, label, word == shown)
            for word, label in (("open", _("在办")), ("late", _("超期")), ("done", _("办结")), ("all", _("全部")))
        ],
        "title_above": user.hat.department or place.short_name,
        "may_raise": is_village and bool(may_raise(user, place)),
        "is_village": is_village,
        "is_officer": is_officer,
        "by_kind": [] if is_village or is_officer else selectors.figures_by_kind(user, day),
        "by_department": [] if is_village or is_officer else selectors.figures_by_department(user, day),
    }
    return render(request, "economy/bottleneck_list.html", context)


@require_http_methods(["GET", "POST"])
def bottleneck_new(request: HttpRequest) -> HttpResponse:
    """Write down what stops the village."""
    user = request.user
    require(user, Permission.ECONOMY_EDIT)
    village = user.hat.organisation
    stop_unless(may_raise(user, village))
    form = RaiseForm(request.POST or None, projects=Project.objects.filter(organisation=village).open())
    made: list[Bottleneck] = []
    if request.method == "POST" and wrote(
        form,
        lambda: made.append(
            services.bottleneck_raise(
                village=village,
                values=form.cleaned_data,
                key=form.cleaned_data["key"] or uuid.uuid4(),
                by=user,
                at=timezone.now(),
            )
        ),
    ):
        messages.success(request, _("已提出，等乡镇核实。"))
        return redirect("economy:bottleneck-detail", made[0].pk)
    hint = _("用地、林地、环保、税收、融资上卡住的，写下来；乡镇核实、区里交办，部门限期答复。")
    return form_page(request, form, title=_("提出政策瓶颈"), word=_("提出"), back=LIST, hint=hint)


def _ticket(request: HttpRequest, pk: int) -> Bottleneck:
    ticket = get_object_or_404(selectors.tickets_seen(request.user), pk=pk)
    _require_seeing(request.user)
    return ticket


@require_GET
def bottleneck_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _ticket(request, pk))


def _detail(request: HttpRequest, ticket: Bottleneck, sent: Sent = None) -> HttpResponse:
    """One ticket with what is next; `sent` is a form that came back with errors."""
    user, day = request.user, timezone.localdate()
    main = FORWARD.get(ticket.state)
    acts = []
    for action in sorted(MOVES, key=lambda each: each != main):
        if not may_move(user, ticket, action):
            continue
        form = sent_or(sent, action, partial(_form, ticket, action))
        acts.append({"action": action, "label": A(action).label, "form": form, "is_main": action == main})
    steps = ticket.steps.select_related("by").order_by("-pk")
    context = {
        "ticket": ticket,
        "tabs": [] if department_of(user) is not None else tabs_for(user, LIST),
        "pill": PILLS[ticket.state],
        "clock": clock_in_words(ticket, day, holiday_overrides()),
        "is_late": is_late(ticket, day),
        "acts": acts,
        "waits": not any(act["is_main"] for act in acts),
        "sees_project": ticket.project and user.may(Permission.ECONOMY_VIEW),
        "trail": trail(steps, TONES),
    }
    return render(request, "economy/bottleneck_detail.html", context, status=422 if sent else 200)


def _form(ticket: Bottleneck, action: str, data=None) -> BaseForm:
    departments = selectors.departments_for(ticket.organisation, timezone.localdate())
    if ticket.department_id:
        departments = departments.exclude(pk=ticket.department_id)
    return move_form(ticket, action, data, departments=departments)


@require_POST
def bottleneck_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one move. A move that was made already, or that has not come up, leads back to the ticket."""
    ticket, action = _ticket(request, pk), request.POST.get("action", "")
    if not (answer := may_move(request.user, ticket, action)):
        if action in MOVES and ticket.state in MOVES[action].sources:
            raise PermissionDenied(answer.reason)
        messages.warning(request, answer.reason)
        return redirect("economy:bottleneck-detail", pk)
    form = _form(ticket, action, request.POST)
    if not wrote(
        form,
        lambda: services.bottleneck_move(
            ticket=ticket, action=action, values=form.cleaned_data, by=request.user, at=timezone.now()
        ),
    ):
        return _detail(request, ticket, (action, form))
    messages.success(request, _("%(step)s，已记下。") % {"step": A(action).label})
    return redirect("economy:bottleneck-detail", pk)
