"""The duty roster: a village's month, one shift, the villages side by side, the public plate."""

import datetime as dt
import secrets
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from branches.enums import Permission
from branches.models import Organisation
from branches.views import back_to, require
from cadres.forms.duty import AssignForm, CheckForm, LogForm, SwapForm
from cadres.models import Cadre, Duty, DutySwap, Roster
from cadres.rules import duty as rules
from cadres.selectors import duty as selectors
from cadres.services import duty as services
from cadres.services import duty_checks
from cadres.services.files import CadreRefused
from cadres.views.writing import refused
from config.lib.months import months_after, next_month, parse_month, previous_month

AHEAD, BACK = 2, 24  # months that can be leafed to


def own_village(user) -> Organisation | None:
    """Return the village of the account's own cadre file."""
    cadre = Cadre.objects.filter(user=user).select_related("organisation").first()
    return cadre.organisation if cadre else None


def village_meant(request: HttpRequest) -> Organisation:
    """Return the village of `?village=<id>` within the user's scope, else the user's own.

    Raises PermissionDenied for whoever has nothing to do with duty, Http404 for a village out of scope or none.
    """
    user, wanted = request.user, request.GET.get("village", "")
    own = own_village(user)
    if own is None:
        require(user, Permission.DUTY_VIEW)
    elif not user.may(Permission.DUTY_VIEW):
        if wanted not in ("", str(own.pk)):
            raise Http404
        return own
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10:
        return get_object_or_404(Organisation.objects.visible_to(user).answering(), pk=int(wanted))
    place = user.hat.organisation
    if place.answers_monthly and not wanted:
        return place
    raise Http404


def month_meant(text: str, today: dt.date) -> dt.date:
    try:
        month = parse_month(text)
    except ValueError:
        raise Http404 from None
    if not months_after(today, -BACK) <= month <= months_after(today, AHEAD):
        raise Http404
    return month


def _today() -> dt.date:
    return timezone.localdate()


@require_GET
def duty_current(request: HttpRequest) -> HttpResponse:
    """Lead to the month of one's own village, or to the villages of one's scope."""
    key = f"{_today():%Y-%m}"
    own = own_village(request.user)
    if own is None:
        require(request.user, Permission.DUTY_VIEW)
    if request.user.hat is not None and not request.user.hat.organisation.answers_monthly:
        if request.user.may(Permission.DUTY_VIEW):
            return redirect("cadres:duty-villages", key)
    return redirect("cadres:duty-month", key)


# --- A village's month ---------------------------------------------------------------------------------------------
@require_GET
def duty_month(request: HttpRequest, month: str) -> HttpResponse:
    """Show the month as a list of days, with what waits for an answer on top."""
    village, today, user = village_meant(request), _today(), request.user
    first = month_meant(month, today)
    roster = selectors.roster_of(village, first)
    may_edit = rules.may_edit_roster(user, village)
    duties = selectors.duties_of(roster) if roster else []
    if roster and not roster.is_published and not may_edit and not rules.is_of_village(user, village):
        duties = []  # a draft is the village's own
    for duty in duties:
        duty.may_confirm = bool(rules.may_confirm(user, duty))
        duty.is_mine = duty.main.user_id == user.pk
    swaps = selectors.swaps_open(village) if roster else []
    for swap in swaps:
        swap.may_answer = bool(rules.may_answer_swap(user, swap))
        swap.may_drop = bool(rules.may_drop_swap(user, swap))
    return render(
        request,
        "cadres/duty_month.html",
        {
            "village": village,
            "month": first,
            "key": month,
            "today": today,
            "roster": roster,
            "days": [(day, list(rows)) for day, rows in groupby(duties, key=lambda duty: duty.date)],
            "now_on_duty": [duty for duty in duties if duty.date == today and roster.is_published],
            "missing": [duty for duty in duties if duty.needs_substitute and duty.date >= today],
            "unconfirmed": sum(not duty.is_confirmed for duty in duties),
            "mine": any(duty.may_confirm and duty.is_mine for duty in duties),
            "shares": selectors.shares_of(duties),
            "swaps": [swap for swap in swaps if swap.may_answer or swap.may_drop],
            "may_edit": may_edit,
            "may_make": may_edit and first >= today.replace(day=1) and not (roster and roster.is_published),
            "is_own": user.hat is not None and user.hat.organisation_id == village.pk or not user.hat,
            "before": _leaf(previous_month(first), today),
            "after": _leaf(next_month(first), today),
        },
    )


def _leaf(month: dt.date, today: dt.date) -> str:
    return f"{month:%Y-%m}" if months_after(today, -BACK) <= month <= months_after(today, AHEAD) else ""


@require_POST
def roster_make(request: HttpRequest, month: str) -> HttpResponse:
    """Draw the draft of the user's own village, or draw it anew."""
    village = village_meant(request)
    if not (answer := rules.may_edit_roster(request.user, village)):
        raise PermissionDenied(answer.reason)
    first = month_meant(month, _today())
    try:
        services.roster_make(
            village=village, month=first, seed=secrets.token_hex(8), by=request.user, at=timezone.now()
        )
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已排好草稿。核对后请本人或书记确认，再公布。"))
    return redirect("cadres:duty-month", month)


def _roster(request: HttpRequest, pk: int) -> Roster:
    return get_object_or_404(Roster.objects.visible_to(request.user).select_related("organisation"), pk=pk)


def _back(roster: Roster, anchor: str = "") -> HttpResponse:
    return redirect(services.month_url(roster.organisation, roster.month) + anchor)


@require_POST
def roster_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm all that is still open: the secretary for everybody, a cadre his own."""
    roster = _roster(request, pk)
    try:
        count = services.duties_confirm(roster=roster, by=request.user, at=timezone.now())
    except CadreRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("已确认 %(n)d 个班。") % {"n": count})
    return _back(roster)


@require_POST
def roster_publish(request: HttpRequest, pk: int) -> HttpResponse:
    roster = _roster(request, pk)
    if not (answer := rules.may_edit_roster(request.user, roster.organisation)):
        raise PermissionDenied(answer.reason)
    try:
        services.roster_publish(roster=roster, by=request.user, at=timezone.now())
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("值班表已公布，并报乡镇备案。"))
    return _back(roster)


# --- One shift -----------------------------------------------------------------------------------------------------
def _duty(request: HttpRequest, pk: int) -> Duty:
    rows = Duty.objects.visible_to(request.user).select_related("roster", "organisation", "main", "second")
    duty = get_object_or_404(rows, pk=pk)
    village = duty.organisation
    is_ours = rules.may_edit_roster(request.user, village) or rules.is_of_village(request.user, village)
    if not (duty.roster.is_published or is_ours):
        raise PermissionDenied(_("这个月的值班表还没有公布。"))
    return duty


@require_GET
def duty_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a shift with what may be done with it."""
    return _detail(request, _duty(request, pk))


def _detail(request: HttpRequest, duty: Duty, typed=None) -> HttpResponse:
    user, today = request.user, _today()
    log = getattr(duty, "log", None)
    forms = {}
    if rules.may_log(user, duty, today):
        initial = {"text": log.text, "handover": log.handover} if log else {}
        forms["log"] = LogForm(initial=initial)
    if rules.may_ask_swap(user, duty, today) and not duty.swaps.filter(state="asked").exists():
        forms["swap"] = _swap_form(None, duty, today)
    if rules.may_assign(user, duty, today):
        forms["assign"] = AssignForm(cadres=_others(duty))
    if rules.may_check(user, duty, today):
        forms["check"] = CheckForm()
    if typed is not None:
        forms[typed.name] = typed
    checks = list(duty.checks.select_related("by", "cadre", "withdrawn_by"))
    for check in checks:
        check.may_withdraw = check.is_valid and bool(rules.may_withdraw_check(user, check))
    context = {
        "duty": duty,
        "village": duty.organisation,
        "back": services.month_url(duty.organisation, duty.roster.month),
        "needs_substitute": selectors.unheld(Duty.objects.filter(pk=duty.pk)).exists(),
        "may_confirm": rules.may_confirm(user, duty),
        "forms": forms,
        "log": log,
        "checks": checks,
        "swaps": duty.swaps.select_related("asker", "other", "in_return"),
        "last_handover": _handover_before(duty),
    }
    return render(request, "cadres/duty_detail.html", context, status=200 if typed is None else 422)


def _others(duty: Duty) -> list[Cadre]:
    return [cadre for cadre in selectors.cadres_on(duty.organisation, duty.date) if cadre.pk != duty.main_id]


def _swap_form(data, duty: Duty, today: dt.date) -> SwapForm:
    coming = Duty.objects.filter(organisation=duty.organisation_id, date__gte=today, roster__status="published")
    others = coming.exclude(main=duty.main_id).select_related("main")[:62]
    return SwapForm(data, cadres=_others(duty), duties=list(others))


def _handover_before(duty: Duty):
    """Return the log before this shift, where it hands something over."""
    rows = Duty.objects.filter(organisation=duty.organisation_id, date__lt=duty.date, log__isnull=False)
    before = rows.select_related("log", "main").order_by("-date", "-shift").first()
    return before if before and before.log.handover else None


@require_POST
def duty_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    duty = _duty(request, pk)
    if not (answer := rules.answers_for(request.user, duty.main, duty.organisation)):
        raise PermissionDenied(answer.reason)
    try:
        services.duty_confirm(duty=duty, by=request.user, at=timezone.now())
    except CadreRefused as refusal:
        messages.info(request, str(refusal))
    return _back(duty.roster, f"#d{duty.date.day}")


def _written(request: HttpRequest, duty: Duty, answer, form, write, done: str) -> HttpResponse:
    """Refuse with the reason, or read the form, write, and go back to the shift; what is wrong is shown there."""
    if not answer:
        raise PermissionDenied(answer.reason)
    if form.is_valid():
        try:
            write(by=request.user, at=timezone.now(), **form.cleaned_data)
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, done)
            return redirect("cadres:duty-detail", duty.pk)
    return _detail(request, duty, form)


@require_POST
def duty_assign(request: HttpRequest, pk: int) -> HttpResponse:
    duty = _duty(request, pk)
    form = AssignForm(request.POST, cadres=_others(duty))

    def write(**values):
        services.duty_assign(duty=duty, **values)

    return _written(request, duty, rules.may_assign(request.user, duty, _today()), form, write, _("已经换人。"))


@require_POST
def duty_swap(request: HttpRequest, pk: int) -> HttpResponse:
    duty, today = _duty(request, pk), _today()

    def write(**values):
        services.swap_ask(duty=duty, **values)

    answer = rules.may_ask_swap(request.user, duty, today)
    return _written(request, duty, answer, _swap_form(request.POST, duty, today), write, _("已经提出，等对方答复。"))


@require_POST
def duty_log(request: HttpRequest, pk: int) -> HttpResponse:
    duty = _duty(request, pk)

    def write(**values):
        services.log_save(duty=duty, **values)

    return _written(
        request, duty, rules.may_log(request.user, duty, _today()), LogForm(request.POST), write, _("已保存。")
    )


@require_POST
def duty_check(request: HttpRequest, pk: int) -> HttpResponse:
    duty = _duty(request, pk)

    def write(**values):
        duty_checks.duty_check(duty=duty, **values)

    answer = rules.may_check(request.user, duty, _today())
    return _written(request, duty, answer, CheckForm(request.POST), write, _("已登记抽查结果。"))


@require_POST
def dutyswap_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, refuse, or take the question back."""
    rows = DutySwap.objects.visible_to(request.user)
    swap = get_object_or_404(
        rows.select_related("duty__roster__organisation", "duty__organisation", "other", "asker"), pk=pk
    )
    user, at = request.user, timezone.now()
    drops = request.POST.get("answer") == "drop"
    answer = rules.may_drop_swap(user, swap) if drops else rules.may_answer_swap(user, swap)
    if not answer:
        raise PermissionDenied(answer.reason)
    try:
        if drops:
            services.swap_drop(swap=swap, by=user, at=at)
        else:
            services.swap_answer(swap=swap, agrees=request.POST.get("answer") == "agree", by=user, at=at)
    except CadreRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已登记。"))
    return back_to(request, services.month_url(swap.duty.organisation, swap.duty.roster.month))


# --- Above the villages, and the plate ------------------------------------------------------------------------------
@require_GET
def duty_villages(request: HttpRequest, month: str) -> HttpResponse:
    """Show how far the villages are: the townships of the scope, or the villages of one of them."""
    require(request.user, Permission.DUTY_VIEW)
    today = _today()
    first = month_meant(month, today)
    townships = selectors.coverage(request.user, first, today)
    wanted = request.GET.get("township", "")
    shown = next((each for each in townships if str(each.township.pk) == wanted), None)
    if wanted and shown is None:
        raise Http404
    if shown is None and len(townships) == 1:
        shown = townships[0]
    every = [village for each in townships for village in each.villages]
    return render(
        request,
        "cadres/duty_villages.html",
        {
            "month": first,
            "key": month,
            "townships": townships,
            "shown": shown,
            "single": len(townships) == 1,
            "total": len(every),
            "published": sum(each.is_published for each in every),
            "may_check": request.user.may(Permission.DUTY_CHECK),
            "before": _leaf(previous_month(first), today),
            "after": _leaf(next_month(first), today),
        },
    )


@require_GET
def duty_plate(request: HttpRequest) -> HttpResponse:
    """Show who is on duty today: name, post, telephone (去向牌); for the screen in the hall or the printer."""
    village, today = village_meant(request), _today()
    lines = selectors.plate_of(village, today)
    back = reverse("cadres:duty-month", args=[f"{today:%Y-%m}"]) + f"?village={village.pk}"
    return render(request, "cadres/duty_plate.html", {"village": village, "today": today, "lines": lines, "back": back})
