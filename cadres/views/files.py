"""The files of cadres: search, one file, what the township writes, and who looked (一人一档)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from cadres.enums import PostKind, Protected
from cadres.forms import files as forms
from cadres.models import Cadre, CadreAccess, FileEntry, Kinship
from cadres.rules.files import is_own, may_edit, may_export, may_reveal
from cadres.sections import tabs_for
from cadres.selectors.files import accesses_of, entry_groups, items_in_words, kin_of, opening_rows
from cadres.selectors.search import cadres_found
from cadres.services import files as services
from cadres.services.access import cadre_reveal as reveal
from cadres.services.files import CadreRefused
from cadres.services.register import register_export
from cadres.views.writing import refused
from config.lib.listing import page_of
from config.lib.spreadsheet import spreadsheet_answer
from evidence.services import UploadRefused, file_store
from ledgers.forms.access import AccessFilterForm
from ledgers.selectors.access import access_places, openings_found
from ledgers.services.access import AccessRefused

ACCESSES = 20
AUDIT_PAGE_SIZE = 50


# --- The list --------------------------------------------------------------------------------------------------
@require_GET
def cadre_list(request: HttpRequest) -> HttpResponse:
    """Find cadres by name, pinyin, initials or post."""
    require(request.user, Permission.CADRE_VIEW)
    typed, post = request.GET.get("q", "").strip(), request.GET.get("post", "")
    found = cadres_found(request.user, q=typed, post=post, day=timezone.localdate(), page=request.GET.get("page"))
    return render(
        request,
        "cadres/cadre_list.html",
        {
            "page": found,
            "tabs": tabs_for(request.user, "cadres:cadre-list"),
            "typed": typed,
            "post": post,
            "posts": PostKind.choices,
            "may_export": may_export(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def cadre_export(request: HttpRequest) -> HttpResponse:
    """Hand out the register of the user's place, for a reason."""
    require(request.user, Permission.CADRE_VIEW)
    place = request.user.hat.organisation
    if not (answer := may_export(request.user)):
        raise PermissionDenied(answer.reason)
    form = forms.ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            content = register_export(place=place, by=request.user, at=at, **form.cleaned_data)
        except AccessRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            words = {"place": place.short_name, "day": timezone.localdate(at).isoformat()}
            return spreadsheet_answer(content, _("%(place)s村干部名册-%(day)s") % words)
    found = CadreAccess.objects.visible_to(request.user).filter(organisation=place, cadre=None)
    accesses = [(access, items_in_words(access)) for access in found.select_related("by").order_by("-pk")[:ACCESSES]]
    return render(
        request,
        "cadres/cadre_export.html",
        {"form": form, "place": place, "accesses": accesses, "tabs": tabs_for(request.user, "cadres:cadre-list")},
        status=422 if form.errors else 200,
    )


# --- One file --------------------------------------------------------------------------------------------------
def cadre_meant(request: HttpRequest, pk: int) -> Cadre:
    return get_object_or_404(
        Cadre.objects.visible_to(request.user).select_related("organisation", "member", "user"), pk=pk
    )


def _writable(request: HttpRequest, pk: int) -> Cadre:
    """Return a file that the user may write; strangers get 404, colleagues 403 with the reason."""
    cadre = cadre_meant(request, pk)
    if not (answer := may_edit(request.user, cadre.organisation)):
        raise PermissionDenied(answer.reason)
    return cadre


@require_GET
def cadre_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, cadre_meant(request, pk))


@require_GET
def cadre_own(request: HttpRequest) -> HttpResponse:
    """Lead to the own file of whoever is a cadre."""
    cadre = Cadre.objects.filter(user=request.user).first()
    if cadre is None:
        raise Http404
    return redirect("cadres:cadre-detail", cadre.pk)


def _detail(request: HttpRequest, cadre: Cadre, *, status: int = 200, **bound) -> HttpResponse:
    """One file: facts, posts, lines by kind, relatives, who looked; `bound` is a form that was refused."""
    may_write = may_edit(request.user, cadre.organisation)
    own = is_own(request.user, cadre)
    context = {
        "cadre": cadre,
        "age": cadre.age_on(timezone.localdate()),
        "tabs": tabs_for(request.user, "cadres:cadre-list"),
        "tenures": cadre.tenures.valid().select_related("organisation").order_by("-since"),
        "groups": entry_groups(cadre),
        "kin": kin_of(cadre),
        "accesses": accesses_of(request.user, cadre, limit=ACCESSES),
        "may_write": may_write,
        "may_reveal": own or may_reveal(request.user, cadre),
        "is_own": own,
        "reveal_form": forms.RevealForm(),
    }
    if may_write:
        context |= {"entry_form": forms.EntryForm(), "kin_form": forms.KinshipForm(cadre=cadre, user=request.user)}
    return render(request, "cadres/cadre_detail.html", context | bound, status=status)


@never_cache
@require_POST
def cadre_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show protected items in the answer to a typed reason; a reload asks for the reason again."""
    cadre = cadre_meant(request, pk)
    if not is_own(request.user, cadre) and not (answer := may_reveal(request.user, cadre)):
        raise PermissionDenied(answer.reason)
    form = forms.RevealForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            shown = reveal(cadre=cadre, by=request.user, at=timezone.now(), **data)
        except AccessRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            labels = dict(Protected.choices)
            texts = [
                (labels[item], "；".join(text) if isinstance(text, list) else text) for item, text in shown.items()
            ]
            return _detail(request, cadre, shown=texts)
    return _detail(request, cadre, status=422, reveal_form=form)


@require_http_methods(["GET", "POST"])
def cadre_new(request: HttpRequest, village: int) -> HttpResponse:
    """Begin a file in a village."""
    place = get_object_or_404(Organisation.objects.visible_to(request.user).answering(), pk=village)
    require(request.user, Permission.CADRE_VIEW)
    if not (answer := may_edit(request.user, place)):
        raise PermissionDenied(answer.reason)
    return _form(request, Cadre(organisation=place))


@require_http_methods(["GET", "POST"])
def cadre_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, _writable(request, pk))


def _form(request: HttpRequest, cadre: Cadre) -> HttpResponse:
    form = forms.CadreForm(request.POST or None, instance=cadre)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["id_number"]
        try:
            services.cadre_save(
                cadre=cadre, values=form.cleaned_data, id_number=number, by=request.user, at=timezone.now()
            )
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("%(name)s的档案已保存。") % {"name": cadre.name})
            return redirect("cadres:cadre-detail", cadre.pk)
    return render(
        request,
        "cadres/cadre_form.html",
        {"form": form, "cadre": cadre, "tabs": tabs_for(request.user, "cadres:cadre-list")},
        status=422 if form.errors else 200,
    )


# --- Lines and relatives -----------------------------------------------------------------------------------------
@require_POST
def cadre_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line, with a file where one was chosen."""
    cadre = _writable(request, pk)
    form, at = forms.EntryForm(request.POST), timezone.now()
    if form.is_valid():
        upload = request.FILES.get("file")
        try:
            file = (
                file_store(organisation=cadre.organisation, upload=upload, by=request.user, at=at) if upload else None
            )
            services.entry_add(cadre=cadre, file=file, by=request.user, at=at, **form.cleaned_data)
        except UploadRefused as refusal:
            form.add_error(None, str(refusal))
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已记入档案。"))
            return redirect("cadres:cadre-detail", cadre.pk)
    return _detail(request, cadre, status=422, entry_form=form)


@require_POST
def cadre_kin(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = _writable(request, pk)
    form = forms.KinshipForm(request.POST, cadre=cadre, user=request.user)
    if form.is_valid():
        try:
            services.kinship_add(cadre=cadre, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("近亲属关系已登记。"))
            return redirect("cadres:cadre-detail", cadre.pk)
    return _detail(request, cadre, status=422, kin_form=form)


@require_http_methods(["GET", "POST"])
def entry_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(
        FileEntry.objects.visible_to(request.user).valid().select_related("cadre__organisation"), pk=pk
    )
    cadre = _writable(request, entry.cadre_id)
    return _withdraw(request, cadre, str(entry), lambda **values: services.entry_withdraw(entry=entry, **values))


@require_http_methods(["GET", "POST"])
def kinship_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    kinship = get_object_or_404(
        Kinship.objects.visible_to(request.user).valid().select_related("first__organisation", "second"), pk=pk
    )
    cadre = _writable(request, kinship.first_id)
    what = f"{kinship.first} · {kinship.second} · {kinship.get_relation_display()}"
    return _withdraw(request, cadre, what, lambda **values: services.kinship_withdraw(kinship=kinship, **values))


def _withdraw(request: HttpRequest, cadre: Cadre, what: str, take_back) -> HttpResponse:
    """Ask why, then take back."""
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back(why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        except CadreRefused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("已撤销，原来的内容和撤销原因都留着。"))
            return redirect("cadres:cadre-detail", cadre.pk)
    return render(
        request,
        "cadres/withdraw.html",
        {"form": form, "what": what, "back": reverse("cadres:cadre-detail", args=[cadre.pk])},
        status=422 if form.errors else 200,
    )


# --- The auditor -------------------------------------------------------------------------------------------------
@require_GET
def access_list(request: HttpRequest) -> HttpResponse:
    """List who opened what of whose file, the newest first. There is nothing to change here."""
    require(request.user, Permission.HISTORY_VIEW)
    visible = CadreAccess.objects.visible_to(request.user)
    form = AccessFilterForm(request.GET, places=access_places(visible))
    form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    found = openings_found(
        visible.select_related("organisation", "cadre", "by").order_by("-at", "-pk"), whom="cadre__name", **wanted
    )
    page = page_of(request, found, AUDIT_PAGE_SIZE)
    page.object_list = opening_rows(page.object_list)
    context = {"page": page, "form": form, "is_filtered": bool(wanted), "kind": "cadres"}
    return render(request, "ledgers/access_list.html", context, status=422 if form.errors else 200)
