"""Publishing affairs (三务公开): what is owed, what hangs, one notice with its steps, photos and questions."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Organisation, User
from branches.tree import district_above
from branches.views import require
from config.lib.listing import page_of
from config.lib.months import first_day
from evidence.services import UploadRefused, file_store
from ledgers import publication_pages as pages
from ledgers.enums.publication import PhotoMoment, PublicationAction, PublicationStatus
from ledgers.forms.publication import (
    AnswerForm,
    DraftFileForm,
    ObjectionForm,
    PhotoForm,
    PublicationForm,
    StepForm,
)
from ledgers.models import Objection, Publication, PublicationFile, PublicationProfile
from ledgers.publication_catalogue import BY_CODE, CATALOGUE
from ledgers.publication_owed import publications_owed
from ledgers.publication_privacy import personal_data_in
from ledgers.publication_rules import may_detach, may_move, may_object, may_publish, may_write, next_action
from ledgers.selectors.publication import branch_lines, publication_facts
from ledgers.selectors.rules import rule_history
from ledgers.services import publication as services
from ledgers.services.meetings import TooManyFiles
from ledgers.services.publication import PublicationConflict, PublicationRefused
from ledgers.views.branch import branch_meant

PAGE_SIZE = 20
BRANCHES_A_PAGE = 50
PHOTO_FORMS = {PhotoMoment.FIRST: PhotoForm, PhotoMoment.LAST: PhotoForm, PhotoMoment.DRAFT: DraftFileForm}


def _own_branch(request: HttpRequest) -> Organisation:
    """Return the branch that the user may publish for; everyone else is refused with the reason."""
    branch = request.user.hat.organisation if request.user.hat else None
    if branch is None or not (answer := may_publish(request.user, branch)):
        raise PermissionDenied(answer.reason if branch else "")
    return branch


def _publication(user: User, pk: int) -> Publication:
    publications = Publication.objects.visible_to(user).select_related("branch", "saved_by", "created_by")
    found = get_object_or_404(publications, pk=pk)
    require(user, Permission.LEDGER_VIEW)
    return found


def _own_publication(user: User, pk: int) -> Publication:
    """Return the publication; strangers get 404, colleagues without the right to write 403 with a reason."""
    found = _publication(user, pk)
    if not (answer := may_publish(user, found.branch)):
        raise PermissionDenied(answer.reason)
    return found


# --- Lists -------------------------------------------------------------------------------------------------------
@require_GET
def publication_list(request: HttpRequest) -> HttpResponse:
    """Show a branch's publications: what is owed on top, what is under way and hangs, what is filed."""
    require(request.user, Permission.LEDGER_VIEW)
    if "branch" not in request.GET and not request.user.hat.organisation.answers_monthly:
        return redirect("ledgers:publication-branches")
    branch = branch_meant(request, Permission.LEDGER_VIEW)
    today = timezone.localdate()
    month = first_day(today)
    district = district_above(branch)
    book = rule_history(district).on(today)
    facts = publication_facts([branch.pk], month, today, district=district)[branch.pk]
    may_write = may_publish(request.user, branch)
    mine = Publication.objects.visible_to(request.user).filter(branch=branch).prefetch_related("objections")
    down = mine.filter(status=PublicationStatus.DOWN).order_by("-taken_down_on", "-pk")
    page = page_of(request, down, PAGE_SIZE)
    running = mine.exclude(status=PublicationStatus.DOWN).order_by("planned_until", "pk")
    context = {
        "branch": branch,
        "owed": [
            pages.owed_row(owed, today, may_write=bool(may_write)) for owed in publications_owed(facts, book, month)
        ],
        "running": [pages.line_of(publication, today) for publication in running],
        "archive": [pages.line_of(publication, today) for publication in page],
        "page": page,
        "may_write": may_write,
        "has_busy_finance": facts.has_busy_finance,
        "items": [item for item in CATALOGUE if not item.is_owed],
    }
    return render(request, "ledgers/publication_list.html", context)


@require_GET
def publication_branches(request: HttpRequest) -> HttpResponse:
    """List the branches of a township or district with what hangs, what is overdue and what waits for an answer."""
    require(request.user, Permission.OVERVIEW_VIEW)
    today = timezone.localdate()
    wanted, only = request.GET.get("q", "").strip(), request.GET.get("only", "")
    branches = Organisation.objects.visible_to(request.user).answering().active_on(today)
    if wanted:
        branches = branches.filter(name__icontains=wanted)
    lines = branch_lines(branches, today)
    late = sum(line.is_late for line in lines)
    if only == "late":
        lines = [line for line in lines if line.is_late]
    page = page_of(request, lines, BRANCHES_A_PAGE)
    context = {"page": page, "wanted": wanted, "only": only, "late": late}
    return render(request, "ledgers/publication_branches.html", context)


# --- Drafts ------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def publication_new(request: HttpRequest) -> HttpResponse:
    """Begin a draft; from an owed item its title, period, outline and places are filled in."""
    branch = _own_branch(request)
    at = timezone.now()
    item = BY_CODE.get(request.GET.get("item", ""))
    if request.method == "GET":
        start, end = (_day(request.GET.get(name, "")) for name in ("from", "to"))
        initial = pages.prefilled(branch, item, start, end, timezone.localdate(at))
        return _draft_page(request, PublicationForm(item=item, initial=initial), branch)
    form = PublicationForm(request.POST, item=item)
    if form.is_valid():
        if form.cleaned_data["key"] is None:
            form.add_error(None, _("页面不完整，请返回再打开一次。"))
        else:
            try:
                started = services.publication_start(
                    branch=branch,
                    item=item.code if item else "",
                    values=form.values(),
                    key=form.cleaned_data["key"],
                    by=request.user,
                    at=at,
                )
            except PublicationRefused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            else:
                _say_what_is_personal(request, started)
                return redirect("ledgers:publication-detail", started.pk)
    return _draft_page(request, form, branch, status=422)


def _day(text: str):
    try:
        return parse_date(text)
    except ValueError:
        return None


def _say_what_is_personal(request: HttpRequest, publication: Publication) -> None:
    if found := personal_data_in(f"{publication.title}\n{publication.content}"):
        messages.warning(
            request,
            _("草稿已保存。内容里有%(what)s，不删掉就不能公布。") % {"what": "、".join(found)},
        )
    else:
        messages.success(request, _("草稿已保存。"))


def _draft_page(request: HttpRequest, form: PublicationForm, branch: Organisation, status=200, **more) -> HttpResponse:
    book = rule_history(district_above(branch)).on(timezone.localdate())
    busy = PublicationProfile.objects.filter(branch=branch, has_busy_finance=True).exists()
    basis = pages.basis_of(form.item, book, has_busy_finance=busy)
    context = {"form": form, "branch": branch, "item": form.item, "basis": basis} | more
    return render(request, "ledgers/publication_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def publication_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; who saves over a colleague's changes is shown them first."""
    publication = _own_publication(request.user, pk)
    if not (answer := may_write(request.user, publication)):
        raise PermissionDenied(answer.reason)
    item = BY_CODE.get(publication.item)
    if request.method == "GET":
        names = (*services.FIELDS, "version", "key")
        initial = {name: getattr(publication, name) for name in names}
        form = PublicationForm(item=item, initial=initial)
        return _draft_page(request, form, publication.branch, publication=publication)
    form, theirs = PublicationForm(request.POST, item=item), None
    if form.is_valid():
        try:
            saved = services.publication_save(
                publication=publication,
                values=form.values(),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except PublicationConflict as conflict:
            theirs = conflict.current
            typed = request.POST.copy()
            typed["version"] = str(theirs.version)  # what they wrote has been shown now
            form = PublicationForm(typed, item=item)
            form.is_valid()
            form.add_error(None, str(conflict))
        except PublicationRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            _say_what_is_personal(request, saved)
            return redirect("ledgers:publication-detail", saved.pk)
    return _draft_page(request, form, publication.branch, status=422, publication=publication, theirs=theirs)


@require_http_methods(["GET", "POST"])
def publication_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a draft that was started by mistake."""
    publication = _own_publication(request.user, pk)
    if not (answer := may_write(request.user, publication)):
        raise PermissionDenied(answer.reason)
    if request.method == "GET":
        return render(request, "ledgers/publication_delete.html", {"publication": publication})
    try:
        services.publication_delete(publication=publication, by=request.user)
    except PublicationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("ledgers:publication-detail", pk)
    messages.success(request, _("“%(title)s”已删除。") % {"title": publication.title})
    return redirect("ledgers:publication-list")


# --- One publication -----------------------------------------------------------------------------------------------
@require_GET
def publication_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _publication(request.user, pk))


def _detail(
    request: HttpRequest, publication: Publication, *, step=None, objection=None, answer=None, upload=None, status=200
) -> HttpResponse:
    """Show a publication; a form that was not accepted comes back as it was typed, with what is wrong."""
    user, today = request.user, timezone.localdate()
    writes = may_publish(user, publication.branch)
    action = next_action(publication)
    book = rule_history(district_above(publication.branch)).on(today)
    objections = list(publication.objections.all())
    files = list(publication.files.select_related("file"))
    returns = may_move(user, publication, PublicationAction.RETURN)
    if writes and step is None and action:
        step = StepForm(action=action, initial=pages.step_initial(publication, action, book, today))
    failed_return = step if step and step.prefix == PublicationAction.RETURN else None
    if failed_return and action:
        step = StepForm(action=action, initial=pages.step_initial(publication, action, book, today))
    context = {
        "publication": publication,
        "branch": publication.branch,
        "item": pages.item_label(publication.item),
        "period": pages.period_in_words(publication.period_start, publication.period_end),
        "steps": pages.stepper(publication),
        "hanging": pages.hanging_in_words(publication, today) if publication.status == PublicationStatus.UP else "",
        "is_early": publication.status == PublicationStatus.UP and publication.planned_until > today,
        "writes": writes,
        "may_write": may_write(user, publication),
        "action": action,
        "button": pages.BUTTONS.get(action),
        "step": step if writes else None,
        "blocked": may_move(user, publication, action) if action and writes else None,
        "return_form": failed_return or StepForm(action=PublicationAction.RETURN) if returns else None,
        "uploads": _uploads(publication, files, upload) if writes else [],
        "files": files,
        "objections": [
            {
                "row": line,
                "is_late": line.answered_on is None and line.due_on < today,
                "form": answer
                if answer and answer.prefix == f"answer-{line.pk}"
                else AnswerForm(objection=line.pk, today=today),
            }
            for line in objections
        ],
        "objection_form": (objection or ObjectionForm(today=today)) if may_object(user, publication) else None,
        "trail": pages.trail(publication),
    }
    return render(request, "ledgers/publication_detail.html", context, status=status)


def _uploads(publication: Publication, files: list[PublicationFile], failed=None) -> list[dict]:
    """Return the places for photos: of the first and last day once it hangs, of the signed draft at any time."""
    moments = [PhotoMoment.DRAFT]
    if publication.is_public:
        moments = [PhotoMoment.FIRST, PhotoMoment.LAST, PhotoMoment.DRAFT]
    removable = publication.status != PublicationStatus.DOWN
    return [
        {
            "moment": str(moment),
            "label": moment.label,
            "url": f"{reverse('ledgers:publication-upload', args=[publication.pk])}?moment={moment}",
            "form": failed
            if failed and failed.prefix == moment
            else PHOTO_FORMS[moment](already=len(files), prefix=str(moment)),
            "rows": [_file_row(link, removable=removable) for link in files if link.moment == moment],
        }
        for moment in moments
    ]


def _file_row(link: PublicationFile, *, removable: bool = True) -> dict:
    url = reverse("ledgers:noticefile-remove", args=[link.pk]) if removable else ""
    return {"file": link.file, "remove_url": url}


@require_POST
def publication_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one step: checked, approved, put up, taken down, or back to the draft."""
    publication = _own_publication(request.user, pk)
    action = request.POST.get("action", "")
    if action not in PublicationAction.values:
        raise Http404
    form = StepForm(request.POST, action=action)
    if form.is_valid():
        try:
            services.publication_move(
                publication=publication, action=action, paper=form.paper(), by=request.user, at=timezone.now()
            )
        except PublicationRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(
                request, _("“%(title)s”：%(step)s。") % {"title": publication.title, "step": _done_words(action)}
            )
            return redirect("ledgers:publication-detail", pk)
    return _detail(request, _publication(request.user, pk), step=form, status=422)


def _done_words(action: str) -> str:
    return {
        PublicationAction.CHECK: _("审核已记下"),
        PublicationAction.APPROVE: _("审批已记下，可以贴出去了"),
        PublicationAction.PUT_UP: _("已公布，记得拍一张首日照片"),
        PublicationAction.TAKE_DOWN: _("已撤下存档"),
        PublicationAction.RETURN: _("已退回修改"),
    }[PublicationAction(action)]


@require_GET
def publication_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the notice as it is pinned on the board: A4, large type, nothing but its text."""
    publication = _publication(request.user, pk)
    context = {
        "publication": publication,
        "period": pages.period_in_words(publication.period_start, publication.period_end),
        "is_clean": not personal_data_in(f"{publication.title}\n{publication.content}"),
    }
    return render(request, "ledgers/publication_print.html", context)


# --- Photos ------------------------------------------------------------------------------------------------------
@require_POST
def publication_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one file from the script (201 with its row, 422 with a sentence), or a form's files without it."""
    publication = _own_publication(request.user, pk)
    moment = request.GET.get("moment", "")
    if moment not in PhotoMoment.values:
        raise Http404
    if "file" in request.FILES:
        try:
            link = _attach(request, publication, moment, request.FILES["file"])
        except (UploadRefused, TooManyFiles, PublicationRefused) as refusal:
            return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
        return render(request, "evidence/_file.html", _file_row(link), status=201)
    already = publication.files.count()
    form = PHOTO_FORMS[PhotoMoment(moment)](request.POST, request.FILES, already=already, prefix=moment)
    if form.is_valid():
        for upload in form.files_chosen:
            try:
                _attach(request, publication, moment, upload)
            except (UploadRefused, TooManyFiles, PublicationRefused) as refusal:
                form.add_error(None, _("“%(name)s”没有收下：%(why)s") % {"name": upload.name, "why": refusal})
        if not form.files_chosen:
            form.add_error(None, _("没有收到文件，请再选一次。"))
    if form.errors:
        return _detail(request, publication, upload=form, status=422)
    return redirect("ledgers:publication-detail", pk)


def _attach(request: HttpRequest, publication: Publication, moment: str, upload) -> PublicationFile:
    at = timezone.now()
    stored = file_store(organisation=publication.branch, upload=upload, by=request.user, at=at)
    return services.publication_attach(
        publication=publication,
        file=stored,
        moment=moment,
        by=request.user,
        at=at,
        limit=settings.EVIDENCE_MAX_FILES,
    )


@require_POST
def noticefile_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photo off a publication that still hangs."""
    links = PublicationFile.objects.visible_to(request.user).select_related("publication__branch", "file")
    link = get_object_or_404(links, pk=pk)
    if not (answer := may_detach(request.user, link.publication)):
        raise PermissionDenied(answer.reason)
    try:
        services.publication_detach(link=link, by=request.user)
    except PublicationRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    if request.htmx:
        return HttpResponse()  # htmx takes the row away
    messages.success(request, _("“%(name)s”已移除。") % {"name": link.file.name})
    return redirect("ledgers:publication-detail", link.publication_id)


# --- Questions and answers -----------------------------------------------------------------------------------------
@require_POST
def publication_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a villager asked."""
    publication = _own_publication(request.user, pk)
    if not (answer := may_object(request.user, publication)):
        raise PermissionDenied(answer.reason)
    at = timezone.now()
    form = ObjectionForm(request.POST, today=timezone.localdate(at))
    if form.is_valid():
        try:
            line = services.objection_record(publication=publication, by=request.user, at=at, **form.cleaned_data)
        except PublicationRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("已登记，要在%(day)s前答复。") % {"day": services.day_in_words(line.due_on)})
            return redirect("ledgers:publication-detail", pk)
    return _detail(request, publication, objection=form, status=422)


@require_POST
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how a question was answered."""
    objections = Objection.objects.visible_to(request.user).select_related("publication__branch")
    objection = get_object_or_404(objections, pk=pk)
    publication = _own_publication(request.user, objection.publication_id)
    at = timezone.now()
    form = AnswerForm(request.POST, objection=pk, today=timezone.localdate(at))
    if form.is_valid():
        try:
            services.objection_answer(objection=objection, by=request.user, at=at, **form.cleaned_data)
        except PublicationRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("答复已记下。"))
            return redirect("ledgers:publication-detail", publication.pk)
    return _detail(request, publication, answer=form, status=422)


@require_POST
def publication_frequency(request: HttpRequest) -> HttpResponse:
    """Say whether money moves often in the village: then its accounts are published every month."""
    branch = _own_branch(request)
    busy = request.POST.get("busy") == "1"
    services.publication_profile_set(branch=branch, has_busy_finance=busy, by=request.user, at=timezone.now())
    messages.success(request, _("财务改为每月公布。") if busy else _("财务改回按季度公布。"))
    return redirect("ledgers:publication-list")
