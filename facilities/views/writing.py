"""What the pages of the facilities have in common: the place they are about, a form that is written or shown again."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from branches.enums import Level, Permission
from branches.models import Organisation
from branches.views import require
from config.lib.verdict import Answer
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store
from facilities.refusal import FacilityRefused


def allowed(answer: Answer) -> None:
    """Raise PermissionDenied with the reason of a refusal."""
    if not answer:
        raise PermissionDenied(answer.reason)


def form_among(typed: BaseForm | None) -> Callable[..., BaseForm]:
    """Return what makes the forms of a page by their slots; the one that was `typed` with errors keeps its place."""

    def form_of(slot: str, form_class: Callable[..., BaseForm], **more) -> BaseForm:
        return typed if typed is not None and typed.slot == slot else form_class(slot=slot, **more)

    return form_of


def wrote(request: HttpRequest, form: BaseForm, write: Callable[[dict], object], done: str) -> bool:
    """Read the form and write; tell whether that was done. What is wrong stands in the form then."""
    if not form.is_valid():
        return False
    try:
        write(form.cleaned_data)
    except FacilityRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, done)
    return True


def kept_file(request: HttpRequest, field: str, organisation: Organisation) -> StoredFile | None:
    """Keep the file that came with the form; raises FacilityRefused with what is wrong with it."""
    upload = request.FILES.get(field)
    if upload is None:
        return None
    try:
        return file_store(organisation=organisation, upload=upload, by=request.user, at=timezone.now())
    except UploadRefused as refusal:
        raise FacilityRefused(str(refusal), field) from None


def village_named(request: HttpRequest, pk: int) -> Organisation:
    """Return a village of the user's scope; raises PermissionDenied with a reason, Http404 for a stranger's."""
    require(request.user, Permission.FACILITY_VIEW)
    return get_object_or_404(Organisation.objects.visible_to(request.user).answering(), pk=pk)


def place_chosen(request: HttpRequest) -> Organisation | None:
    """Return the township that `?township=<id>` names within the scope, or the user's own one, or None for all."""
    require(request.user, Permission.FACILITY_VIEW)
    wanted = request.GET.get("township", "")
    if wanted:
        pk = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10 else 0
        return get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk, level=Level.TOWNSHIP)
    here = request.user.hat.organisation
    return here if here.level == Level.TOWNSHIP else None


def own_village(request: HttpRequest) -> Organisation:
    """Return the village whose secretary the user is; raises Http404 for everybody else."""
    here = request.user.hat.organisation if request.user.hat else None
    if here is None or not here.answers_monthly:
        raise Http404
    return here
