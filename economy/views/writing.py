"""What the pages of the economy do with a form: write, or show again what was typed with the reason at its field."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from branches.models import Organisation
from config.lib.verdict import Answer
from economy.refusals import EconomyRefused
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store


def refused(form: BaseForm, refusal: EconomyRefused) -> None:
    """Show a refusal at its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def deny_unless(answer: Answer) -> None:
    """Answer 403 with the reason when the answer is no."""
    if not answer:
        raise PermissionDenied(answer.reason)


def wrote(form: BaseForm, write: Callable[[], object]) -> bool:
    """Write what a valid form says and tell whether that was done; what is wrong stands in the form then."""
    if not form.is_valid():
        return False
    try:
        write()
    except EconomyRefused as refusal:
        refused(form, refusal)
        return False
    return True


def file_kept(request: HttpRequest, field: str, organisation: Organisation) -> StoredFile | None:
    """Keep the file that came with the form; raises EconomyRefused with what is wrong with it."""
    if (upload := request.FILES.get(field)) is None:
        return None
    try:
        return file_store(organisation=organisation, upload=upload, by=request.user, at=timezone.now())
    except UploadRefused as refusal:
        raise EconomyRefused(str(refusal), field) from None
