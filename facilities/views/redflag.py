"""Red-flag branches (红旗党支部): who has the name, the way to it, vetoes, the award and its use, re-checks."""

import datetime as dt

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.views import require
from cadres.selectors.villages import villages_of
from config.lib.listing import page_of
from config.lib.verdict import Answer
from facilities.enums.redflag import FlagAction as A
from facilities.enums.redflag import FlagLevel, FlagState
from facilities.forms import redflag as forms
from facilities.forms.projects import WhyForm
from facilities.models import AwardUse, RedFlag, RedFlagAward, RedFlagObjection, RedFlagVeto
from facilities.rules import redflag as rules
from facilities.sections import tabs_for
from facilities.selectors import redflag as selectors
from facilities.services import redflag as services
from facilities.services.checks import book_of
from facilities.views.writing import allowed, form_among, own_village, place_chosen, wrote

CURRENT = "facilities:redflag-overview"
PAGE_SIZE = 50
PILLS = {
    FlagState.NOMINATED: "open",
    FlagState.RECOMMENDED: "submitted",
    FlagState.REVIEWED: "checking",
    FlagState.NOTICE: "signing",
    FlagState.NAMED: "done",
    FlagState.REJECTED: "returned",
    FlagState.WITHDRAWN: "bad",
}
MOVE_FORMS = {
    A.RECOMMEND: forms.NoteForm,
    A.REVIEW: forms.ReviewForm,
    A.PUBLISH: forms.NoteForm,
    A.NAME: forms.NameForm,
    A.REJECT: forms.ReasonForm,
    A.WITHDRAW: forms.ReasonForm,
}


def _pill(flag: RedFlag, today: dt.date) -> tuple[str, str]:
    """The state as a pill: (code, word)."""
    if flag.state == FlagState.NAMED and not flag.is_in_force(today):
        return ("missing", _("有效期已过"))
    return (PILLS[flag.state], flag.get_state_display())


def _year(request: HttpRequest) -> int | None:
    wanted = request.GET.get("year", "")
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) == 4 else None


# --- Lists ---------------------------------------------------------------------------------------------------------
@require_GET
def redflag_overview(request: HttpRequest) -> HttpResponse:
    """List who has the name or is on the way to it, and what was awarded this year."""
    user = request.user
    require(user, Permission.FACILITY_VIEW)
    place, today, show = place_chosen(request), timezone.localdate(), request.GET.get("show", "")
    found = selectors.flags_listed(user, place, _year(request), show, today)
    page = page_of(request, found, PAGE_SIZE)
    is_village = user.hat.organisation.level == Level.VILLAGE
    may_nominate = rules.may_nominate(user, user.hat.organisation) if is_village else None
    lacks = rules.may_stand(user.hat.organisation, today) if may_nominate else None
    return render(
        request,
        "facilities/redflag_overview.html",
        {
            "tabs": tabs_for(user, CURRENT),
            "page": page,
            "rows": [(flag, *_pill(flag, today)) for flag in page.object_list],
            "choices": [(code, label, code == show) for code, label in _shown()],
            "year": today.year,
            "awards": selectors.awards_total(user, today.year),
            "named": RedFlag.objects.visible_to(user).in_force(today).count(),
            "is_village": is_village,
            "may_nominate": may_nominate,
            "lacks": lacks,
            "sees_vetoes": not is_village,
        },
    )


def _shown() -> list[tuple[str, str]]:
    return [
        ("", _("全部")),
        (FlagLevel.CITY.value, _("市级")),
        (FlagLevel.DISTRICT.value, _("区级")),
        (FlagState.NOMINATED.value, _("待推荐")),
        (FlagState.RECOMMENDED.value, _("待复核")),
        (FlagState.NOTICE.value, _("公示中")),
        (FlagState.WITHDRAWN.value, _("已撤销")),
    ]


@require_http_methods(["GET", "POST"])
def redflag_new(request: HttpRequest) -> HttpResponse:
    """Nominate one's own branch: the facts are there, only the reasons are written."""
    require(request.user, Permission.FACILITY_EDIT)
    village, today = own_village(request), timezone.localdate()
    form = forms.ClaimForm(request.POST or None, slot="claim")

    def write(values: dict) -> None:
        services.flag_nominate(village=village, **values, by=request.user, at=timezone.now())

    if request.method == "POST" and wrote(request, form, write, _("已申报，等乡镇推荐。")):
        return redirect("facilities:redflag-overview")
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "form": form,
        "village": village,
        "facts": selectors.facts_of(village, today),
        "lacks": rules.may_stand(village, today),
    }
    return render(request, "facilities/redflag_new.html", context, status=422 if form.errors else 200)


# --- One case ------------------------------------------------------------------------------------------------------
def _flag(request: HttpRequest, pk: int) -> RedFlag:
    rows = RedFlag.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("organisation", "rests_on", "award", "named_by"), pk=pk)


@require_GET
def redflag_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case: what is next and what stands against it, facts, award and its use, re-checks, the log."""
    return _detail(request, _flag(request, pk))


def _detail(request: HttpRequest, flag: RedFlag, typed: BaseForm | None = None) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    award = getattr(flag, "award", None)
    book = book_of(flag.organisation, today)
    form_for = form_among(typed)

    def form_of(slot: str, form_class, **initial):
        return form_for(slot, form_class, initial=initial)

    acts = []
    for action, form_class in MOVE_FORMS.items():
        if rules.may_move(user, flag, action):
            acts.append(
                {
                    "action": action,
                    "label": A(action).label,
                    "lacks": rules.is_ready(flag, action, today),
                    "form": form_of(action, form_class, on=today),
                    "is_aside": action in (A.REJECT, A.WITHDRAW),
                }
            )
    decides = bool(rules.may_decide(user, flag.organisation))
    may_answer = rules.may_answer(user, flag)
    objections = list(flag.objections.select_related("by", "answered_by"))
    for objection in objections:
        if may_answer and objection.answered_on is None:
            objection.form = form_of(f"answer-{objection.pk}", forms.AnswerForm, answered_on=today)
    uses = list(award.uses.select_related("withdrawn_by")) if award else []
    for use in uses:
        if use.is_valid and rules.may_use(user, flag):
            use.form = form_of(f"withdraw-{use.pk}", WhyForm)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "flag": flag,
        "village": flag.organisation,
        "pill": _pill(flag, today),
        "acts": acts,
        "award": award,
        "used": selectors.used_cents(award) if award else 0,
        "uses": uses,
        "objections": objections,
        "objection_form": form_of("objection", forms.ObjectionForm, raised_on=min(flag.notice_until, today))
        if rules.may_object(user, flag)
        else None,
        "pay_form": form_of("pay", forms.PayForm, paid_on=today)
        if award and award.cents and award.paid_on is None and flag.state == FlagState.NAMED and decides
        else None,
        "use_form": form_of("use", forms.UseForm, used_on=today)
        if award and award.paid_on and rules.may_use(user, flag)
        else None,
        "propose_form": form_of("propose", forms.ClaimForm)
        if decides and rules.may_propose(flag, today) and not selectors.is_proposed(flag, today.year)
        else None,
        "rechecks": flag.rechecks.select_related("by"),
        "recheck_due": selectors.recheck_due(flag, int(book.value("redflag.recheck_months")), today),
        "recheck_form": form_of("recheck", forms.RecheckForm, held_on=today) if rules.may_recheck(user, flag) else None,
        "plaque_form": form_of("plaque", forms.DayForm, on=today)
        if decides and flag.state == FlagState.WITHDRAWN and flag.plaque_returned_on is None
        else None,
        "today": today,
        "steps": [
            {"what": step.get_action_display(), "who": step.by, "when": step.at, "why": step.note}
            for step in flag.steps.select_related("by").order_by("-pk")
        ],
    }
    return render(request, "facilities/redflag_detail.html", context, status=422 if typed is not None else 200)


def _written(request: HttpRequest, flag: RedFlag, answer: Answer, form, write, done: str) -> HttpResponse:
    """Refuse with the reason, or read the form and write; what is wrong is shown on the page of the case."""
    allowed(answer)
    if wrote(request, form, write, done):
        return redirect("facilities:redflag-detail", flag.pk)
    return _detail(request, flag, form)


@require_POST
def redflag_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Recommend, review, publish, name, reject or withdraw."""
    flag, action = _flag(request, pk), request.POST.get("action", "")
    if action not in MOVE_FORMS:
        allowed(rules.may_veto(request.user, flag.organisation))
        raise Http404
    form = MOVE_FORMS[action](request.POST, slot=action)

    def write(values: dict) -> None:
        services.flag_move(flag=flag, action=action, **values, by=request.user, at=timezone.now())

    answer = rules.may_move(request.user, flag, action)
    return _written(request, flag, answer, form, write, _("%(what)s：已登记。") % {"what": A(action).label})


@require_POST
def redflag_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a branch with the district's name to the city."""
    flag = _flag(request, pk)
    form = forms.ClaimForm(request.POST, slot="propose")

    def write(values: dict) -> None:
        services.flag_propose(flag=flag, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_decide(request.user, flag.organisation), form, write, _("已推荐市级。"))


@require_POST
def redflag_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that the award was paid."""
    flag = _flag(request, pk)
    allowed(rules.may_decide(request.user, flag.organisation))
    award = get_object_or_404(RedFlagAward.objects.visible_to(request.user), flag=flag)
    form = forms.PayForm(request.POST, slot="pay")

    def write(values: dict) -> None:
        services.award_pay(award=award, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_decide(request.user, flag.organisation), form, write, _("拨付已登记。"))


@require_POST
def redflag_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a part of the award went for."""
    flag = _flag(request, pk)
    allowed(rules.may_use(request.user, flag))
    award = get_object_or_404(RedFlagAward.objects.visible_to(request.user).select_related("flag"), flag=flag)
    form = forms.UseForm(request.POST, slot="use")

    def write(values: dict) -> None:
        cents = values.pop("amount")
        services.award_use(award=award, cents=cents, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_use(request.user, flag), form, write, _("使用已登记。"))


@require_POST
def use_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a use that was written down by mistake."""
    use = get_object_or_404(AwardUse.objects.visible_to(request.user).select_related("award"), pk=pk)
    flag = _flag(request, use.award.flag_id)
    form = WhyForm(request.POST, slot=f"withdraw-{pk}")

    def write(values: dict) -> None:
        services.award_use_withdraw(use=use, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_use(request.user, flag), form, write, _("已撤销。"))


@require_POST
def redflag_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down an objection to the notice."""
    flag = _flag(request, pk)
    form = forms.ObjectionForm(request.POST, slot="objection")

    def write(values: dict) -> None:
        services.objection_add(flag=flag, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_object(request.user, flag), form, write, _("异议已登记。"))


@require_POST
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection."""
    objection = get_object_or_404(RedFlagObjection.objects.visible_to(request.user).select_related("flag"), pk=pk)
    flag = _flag(request, objection.flag_id)
    form = forms.AnswerForm(request.POST, slot=f"answer-{pk}")

    def write(values: dict) -> None:
        services.objection_answer(objection=objection, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_answer(request.user, flag), form, write, _("答复已登记。"))


@require_POST
def redflag_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a later look at a branch with the name."""
    flag = _flag(request, pk)
    form = forms.RecheckForm(request.POST, slot="recheck")

    def write(values: dict) -> None:
        services.flag_recheck(flag=flag, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_recheck(request.user, flag), form, write, _("复核已登记。"))


@require_POST
def redflag_plaque(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that the plaque came home."""
    flag = _flag(request, pk)
    form = forms.DayForm(request.POST, slot="plaque")

    def write(values: dict) -> None:
        services.plaque_return(flag=flag, **values, by=request.user, at=timezone.now())

    return _written(request, flag, rules.may_decide(request.user, flag.organisation), form, write, _("已登记收回。"))


# --- Vetoes --------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def veto_list(request: HttpRequest) -> HttpResponse:
    """List what rules branches out, and enter it."""
    user, today = request.user, timezone.localdate()
    require(user, Permission.FACILITY_VIEW)
    form = None
    if user.may(Permission.FACILITY_CHECK) or user.may(Permission.FACILITY_DECIDE):
        form = forms.VetoForm(request.POST or None, slot="veto", villages=villages_of(user), initial={"since": today})
    if request.method == "POST":
        allowed(rules.may_veto(user, user.hat.organisation))

        def write(values: dict) -> None:
            services.veto_add(**values, by=user, at=timezone.now())

        if wrote(request, form, write, _("一票否决已登记。")):
            return redirect("facilities:veto-list")
    found = RedFlagVeto.objects.visible_to(user).select_related("organisation", "by", "withdrawn_by")
    page = page_of(request, found, PAGE_SIZE)
    context = {
        "tabs": tabs_for(user, CURRENT),
        "page": page,
        "form": form,
        "may_withdraw": user.may(Permission.FACILITY_DECIDE),
        "today": today,
    }
    return render(request, "facilities/veto_list.html", context, status=422 if form and form.errors else 200)


@require_POST
def veto_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a veto that was entered by mistake."""
    veto = get_object_or_404(RedFlagVeto.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    allowed(rules.may_decide(request.user, veto.organisation))
    form = WhyForm(request.POST, slot=f"withdraw-{pk}")

    def write(values: dict) -> None:
        services.veto_withdraw(veto=veto, **values, by=request.user, at=timezone.now())

    if wrote(request, form, write, _("已撤销。")):
        return redirect("facilities:veto-list")
    context = {"tabs": tabs_for(request.user, CURRENT), "form": form, "veto": veto}
    return render(request, "facilities/veto_withdraw.html", context, status=422)
