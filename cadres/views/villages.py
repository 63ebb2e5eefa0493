"""Posts of the villages: the board of all, one village, and what the township writes there."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.models import Organisation, User
from branches.tree import district_above
from branches.views import require
from cadres.enums import Basis
from cadres.forms import files as forms
from cadres.models import Tenure, Term
from cadres.rules.files import may_edit
from cadres.sections import tabs_for
from cadres.selectors.villages import Village, boards, bodies_of, villages_of
from cadres.services import tenures as services
from cadres.services.files import CadreRefused
from cadres.views.writing import refused
from config.lib.listing import page_of
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history

PAGE_SIZE = 40


def book_of(place: Organisation) -> RuleBook:
    """Return the rules of today in the district of `place`."""
    return rule_history(district_above(place)).on(timezone.localdate())


@require_GET
def village_list(request: HttpRequest) -> HttpResponse:
    """Show the villages with their secretary, vacancies, terms and what wants care; a village's own people see one."""
    require(request.user, Permission.CADRE_VIEW)
    own = request.user.hat.organisation
    if own.answers_monthly:
        return redirect("cadres:village-detail", own.pk)
    townships = list(Organisation.objects.visible_to(request.user).filter(level=Level.TOWNSHIP))
    named = request.GET.get("township", "")
    township = next((unit for unit in townships if str(unit.pk) == named), None)
    everything = boards(villages_of(request.user, township), book_of(own), timezone.localdate())
    wanted = [board for board in everything if board.needs_care] if request.GET.get("care") else everything
    page = page_of(request, wanted, PAGE_SIZE)
    return render(
        request,
        "cadres/village_list.html",
        {
            "page": page,
            "tabs": tabs_for(request.user, "cadres:village-list"),
            "townships": townships if len(townships) > 1 else [],
            "township": township,
            "is_care": bool(request.GET.get("care")),
            "totals": _totals(everything),
        },
    )


def _totals(found: list[Village]) -> dict[str, int]:
    return {
        "villages": len(found),
        "people": sum(board.people for board in found),
        "without_secretary": sum(board.secretary is None for board in found),
        "carry_all": sum(board.carries_all for board in found),
        "long_vacancies": sum(bool(board.long_vacancies) for board in found),
        "conflicts": sum(bool(board.conflicts) for board in found),
        "terms": sum(any(line.is_near or line.is_late for line in board.terms) for board in found),
    }


def village_meant(user: User, pk: int) -> Organisation:
    """Return a village of the user's scope; strangers get 404, colleagues without the right 403."""
    village = get_object_or_404(Organisation.objects.visible_to(user).answering(), pk=pk)
    require(user, Permission.CADRE_VIEW)
    return village


@require_GET
def village_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, village_meant(request.user, pk))


def _detail(request: HttpRequest, village: Organisation, *, status: int = 200, **bound) -> HttpResponse:
    """One village: posts, terms, relatives; with the township's forms, `bound` when one was refused."""
    book = book_of(village)
    (board,) = boards([village], book, timezone.localdate())
    may_write = may_edit(request.user, village)
    context = {
        "village": village,
        "board": board,
        "bodies": bodies_of(board),
        "tabs": tabs_for(request.user, "cadres:village-list"),
        "may_write": may_write,
        "past": Tenure.objects.visible_to(request.user)
        .valid()
        .filter(organisation=village, until__isnull=False)
        .select_related("cadre")
        .order_by("-until")[:20],
        "limits": book,
    }
    if may_write:
        context |= {
            "tenure_form": forms.TenureForm(village=village, user=request.user),
            "term_form": forms.TermForm(),
            "seats_form": forms.SeatsForm(initial=board.seats),
            "day_form": forms.HandOverForm(),
        }
    return render(request, "cadres/village_detail.html", context | bound, status=status)


def _written(request: HttpRequest, village: Organisation, form, name: str, write: Callable, said: str) -> HttpResponse:
    """Write what the township typed, or show the page again with what was typed and why not."""
    if not (answer := may_edit(request.user, village)):
        raise PermissionDenied(answer.reason)
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, said)
            return redirect("cadres:village-detail", village.pk)
    return _detail(request, village, status=422, **{name: form})


@require_POST
def village_tenure(request: HttpRequest, pk: int) -> HttpResponse:
    village = village_meant(request.user, pk)
    form = forms.TenureForm(request.POST, village=village, user=request.user)

    def write(data: dict) -> None:
        services.tenure_begin(village=village, basis=Basis.CENSUS, by=request.user, at=timezone.now(), **data)

    return _written(request, village, form, "tenure_form", write, _("任职已登记。"))


@require_POST
def village_term(request: HttpRequest, pk: int) -> HttpResponse:
    village = village_meant(request.user, pk)

    def write(data: dict) -> None:
        years = int(book_of(village).value("cadres.term_years"))
        services.term_open(village=village, years=years, by=request.user, at=timezone.now(), **data)

    return _written(request, village, forms.TermForm(request.POST), "term_form", write, _("届次已登记。"))


@require_POST
def village_seats(request: HttpRequest, pk: int) -> HttpResponse:
    village = village_meant(request.user, pk)

    def write(data: dict) -> None:
        services.seats_set(village=village, seats=data, by=request.user, at=timezone.now())

    return _written(request, village, forms.SeatsForm(request.POST), "seats_form", write, _("职数已保存。"))


@require_POST
def term_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    term = get_object_or_404(Term.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    village = village_meant(request.user, term.organisation_id)

    def write(data: dict) -> None:
        services.term_hand_over(term=term, by=request.user, at=timezone.now(), **data)

    form = forms.HandOverForm(request.POST)
    return _written(request, village, form, "day_form", write, _("工作移交已登记。"))


@require_http_methods(["GET", "POST"])
def tenure_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the day and the reason, and end the tenure."""
    tenure = get_object_or_404(Tenure.objects.visible_to(request.user).select_related("organisation", "cadre"), pk=pk)
    village = village_meant(request.user, tenure.organisation_id)
    if not (answer := may_edit(request.user, village)):
        raise PermissionDenied(answer.reason)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.tenure_end(tenure=tenure, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("离任已登记。"))
            return redirect("cadres:village-detail", village.pk)
    return render(
        request,
        "cadres/tenure_end.html",
        {"form": form, "tenure": tenure, "village": village, "tabs": tabs_for(request.user, "cadres:village-list")},
        status=422 if form.errors else 200,
    )
