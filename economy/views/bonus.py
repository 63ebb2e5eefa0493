"""Bonuses of village cadres: the years of a place, one village's year, a plan and its steps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation
from cadres.models import PayBonus
from cadres.views.places import place_meant, today, year_meant, years_offered
from config.lib.listing import page_of
from economy.enums.bonus import BonusAction, BonusState
from economy.enums.income import BookState
from economy.forms import bonus as forms
from economy.models import BonusPlan, IncomeBook
from economy.refusal import EconomyRefused
from economy.rules import bonus as rules
from economy.sections import tabs_for
from economy.selectors import bonus as selectors
from economy.services import bonus as services
from economy.views.pages import refused, row_meant, stop_unless, stored, village_meant
from ledgers.enums.decisions import DecisionState, Matter
from ledgers.models import Decision

CURRENT = "economy:bonus-list"
PAGE_SIZE = 40
# What a step asks for besides the press of the button.
WANTS_DAY = (BonusAction.POST, BonusAction.UNPOST, BonusAction.PAY)
WANTS_REASON = (BonusAction.RETURN, BonusAction.DROP)


def _year_meant(request: HttpRequest) -> int:
    """Return the year asked for, by default the one before: that is the one whose books are audited."""
    return year_meant(request, default=today().year - 1)


@require_GET
def bonus_list(request: HttpRequest) -> HttpResponse:
    """List the villages whose year is audited, with what they may give and how far their plans are."""
    place = place_meant(request, Permission.ECONOMY_VIEW)
    if place.level == Level.VILLAGE:
        return redirect("economy:bonus-village", place.pk)
    year = _year_meant(request)
    books = (
        IncomeBook.objects.visible_to(request.user)
        .filter(organisation__path__startswith=place.path, year=year, state=BookState.AUDITED)
        .select_related("organisation")
        .order_by("organisation__path")
    )
    page = page_of(request, books, PAGE_SIZE)
    page.object_list = selectors.bonus_years(page.object_list)
    return render(
        request,
        "economy/bonus_list.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "place": place,
            "year": year,
            "years": years_offered(),
            "page": page,
            "waiting": _waiting(request),
        },
    )


def _waiting(request: HttpRequest) -> list[BonusPlan]:
    """Return the plans that wait for the user's own step."""
    if not request.user.may(Permission.ECONOMY_REVIEW):
        return []
    level = request.user.hat.organisation.level
    states = [BonusState.SENT, BonusState.READY] if level == Level.TOWNSHIP else [BonusState.TOWNSHIP]
    rows = BonusPlan.objects.visible_to(request.user).filter(state__in=states)
    return list(rows.select_related("book__organisation").order_by("pk")[:20])


@require_GET
def bonus_village(request: HttpRequest, pk: int) -> HttpResponse:
    return _village(request, village_meant(request, pk), _year_meant(request))


def _village(request: HttpRequest, village: Organisation, year: int, refusal: str = "") -> HttpResponse:
    book = IncomeBook.objects.filter(organisation=village, year=year).first()
    audited = rules.is_audited(book, year)
    plans = book.bonus_plans.prefetch_related("lines__cadre") if book else BonusPlan.objects.none()
    handed = PayBonus.objects.filter(organisation=village, year=year).first()
    return render(
        request,
        "economy/bonus_village.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "village": village,
            "year": year,
            "years": years_offered(),
            "book": book,
            "audited": audited,
            "room": selectors.room_of(book) if audited else None,
            "plans": [(plan, sum(line.cents for line in plan.lines.all())) for plan in plans],
            "candidates": selectors.candidates_of(village, year),
            "handed": handed,
            "refusal": refusal,
            "may_start": audited and not handed and rules.may_draw_up(request.user, village),
            "may_hand_over": audited
            and not handed
            and rules.may_hand_over(request.user, village)
            and any(plan.state == BonusState.PAID for plan in plans),
        },
        status=422 if refusal else 200,
    )


def _decisions(village: Organisation):
    found = Decision.objects.filter(branch=village, matter=Matter.BONUS)
    return found.exclude(state=DecisionState.STOPPED)


@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, pk: int) -> HttpResponse:
    village, year = village_meant(request, pk), _year_meant(request)
    stop_unless(rules.may_draw_up(request.user, village))
    book = IncomeBook.objects.filter(organisation=village, year=year).select_related("organisation").first()
    if not (answer := rules.is_audited(book, year)):
        messages.warning(request, answer.reason)
        return redirect(f"{reverse('economy:bonus-village', args=[village.pk])}?year={year}")
    return _form_page(request, book, None)


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    stop_unless(rules.may_draw_up(request.user, plan.book.organisation))
    if plan.state != BonusState.DRAFT:
        messages.warning(request, _("方案已经报出，退回以后才能改。"))
        return redirect("economy:bonusplan-detail", plan.pk)
    return _form_page(request, plan.book, plan)


def _form_page(request: HttpRequest, book: IncomeBook, plan: BonusPlan | None) -> HttpResponse:
    village = book.organisation
    present = {line.cadre_id: (line.cents, line.merit) for line in plan.lines.all()} if plan else {}
    rows = forms.share_rows(selectors.candidates_of(village, book.year), present)
    initial = {"reason": plan.reason, "decision": plan.decision_id} if plan else None
    form = forms.BonusForm(request.POST or None, decisions=_decisions(village), initial=initial)
    if request.method == "POST":
        shares, is_good = forms.read_shares(rows, request.POST)
        if form.is_valid() and is_good:
            values = form.cleaned_data | {"shares": shares, "by": request.user, "at": timezone.now()}
            try:
                if plan:
                    made = services.plan_save(plan=plan, **values)
                else:
                    made = services.plan_start(book=book, **values)
            except EconomyRefused as refusal:
                if row := next((row for row in rows if str(row.pk) == refusal.field), None):
                    row.error = str(refusal)
                else:
                    refused(form, refusal)
            else:
                messages.success(request, _("方案已保存。"))
                return redirect("economy:bonusplan-detail", made.pk)
    is_bad = bool(form.errors) or any(row.error for row in rows)
    return render(
        request,
        "economy/bonusplan_form.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "village": village,
            "year": book.year,
            "plan": plan,
            "room": selectors.room_of(book, without=plan),
            "rows": rows,
            "form": form,
            "back": reverse("economy:bonusplan-detail", args=[plan.pk])
            if plan
            else f"{reverse('economy:bonus-village', args=[village.pk])}?year={book.year}",
        },
        status=422 if is_bad else 200,
    )


# --- A plan ----------------------------------------------------------------------------------------------------
def _plan(request: HttpRequest, pk: int) -> BonusPlan:
    rows = BonusPlan.objects.select_related("book__organisation", "decision__branch", "posted_file", "made_by")
    return row_meant(request, rows, pk)


@require_GET
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _plan(request, pk))


def _detail(request: HttpRequest, plan: BonusPlan, form: forms.MoveForm | None = None) -> HttpResponse:
    before = services.done_by(plan)
    lines = list(plan.lines.select_related("cadre"))
    actions = []
    for action in BonusAction:
        if rules.may_move(request.user, plan, action, before):
            is_bound = form is not None and form.data.get("action") == action
            actions.append(
                {
                    "code": action.value,
                    "label": action.label,
                    "form": form if is_bound else None,
                    "wants_day": action in WANTS_DAY,
                    "wants_reason": action in WANTS_REASON,
                    "wants_file": action == BonusAction.POST,
                    "day": form.data.get("day", "") if is_bound else today().isoformat(),
                    "reason": form.data.get("reason", "") if is_bound else "",
                }
            )
    return render(
        request,
        "economy/bonusplan_detail.html",
        {
            "tabs": tabs_for(request.user, CURRENT),
            "plan": plan,
            "village": plan.book.organisation,
            "lines": lines,
            "total": sum(line.cents for line in lines),
            "room": selectors.room_of(plan.book, without=plan),
            "actions": actions,
            "may_edit": plan.state == BonusState.DRAFT
            and bool(rules.may_draw_up(request.user, plan.book.organisation)),
            "steps": [
                {
                    "what": step.get_action_display(),
                    "who": step.by,
                    "when": step.at,
                    "why": step.reason,
                    "tone": "returned" if step.action in WANTS_REASON else "passed",
                }
                for step in plan.steps.select_related("by")
            ],
            "stages": _stages(plan),
        },
        status=422 if form is not None else 200,
    )


def _stages(plan: BonusPlan) -> list[dict]:
    """Return the steps of a plan for the bar above it."""
    order = [
        BonusState.DRAFT,
        BonusState.SENT,
        BonusState.TOWNSHIP,
        BonusState.FILED,
        BonusState.POSTED,
        BonusState.READY,
        BonusState.PAID,
    ]
    if plan.state == BonusState.DROPPED:
        return []
    place = order.index(plan.state)
    last = plan.state == BonusState.PAID
    return [
        {"label": state.label, "state": "done" if number < place or last else "now" if number == place else ""}
        for number, state in enumerate(order)
    ]


@require_POST
def plan_move(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    form = forms.MoveForm(request.POST, request.FILES or None)
    action = request.POST.get("action", "")
    if action not in BonusAction.values:
        stop_unless(rules.may_review(request.user, plan.book.organisation))
    if form.is_valid():
        stop_unless(_may_ever(request, plan, action))
        file = stored(request, form, plan.book.organisation)
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("action", "reason", "day")}
            try:
                moved = services.plan_move(plan=plan, file=file, by=request.user, at=timezone.now(), **values)
            except EconomyRefused as refusal:
                refused(form, refusal)
            else:
                messages.success(request, _("方案现在是“%(state)s”。") % {"state": moved.get_state_display()})
                return redirect("economy:bonusplan-detail", plan.pk)
    return _detail(request, plan, form)


def _may_ever(request: HttpRequest, plan: BonusPlan, action: str):
    """Tell whether the step is the user's at all; that it is too early or too late is said on the page."""
    village = plan.book.organisation
    if action in (BonusAction.SEND, BonusAction.POST, BonusAction.UNPOST, BonusAction.DROP):
        return rules.may_draw_up(request.user, village)
    return rules.may_review(request.user, village)


@require_POST
def bonus_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    book = row_meant(request, IncomeBook.objects.select_related("organisation"), pk)
    stop_unless(rules.may_hand_over(request.user, book.organisation))
    try:
        bonus = services.bonuses_hand_over(book=book, by=request.user, at=timezone.now())
    except EconomyRefused as refusal:
        return _village(request, book.organisation, book.year, str(refusal))
    messages.success(request, _("%(yuan)s 元已计入村干部报酬。") % {"yuan": rules.yuan(bonus.pool_cents)})
    return redirect(f"{reverse('economy:bonus-village', args=[book.organisation_id])}?year={book.year}")
