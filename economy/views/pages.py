"""What the pages of the economy share: which village and place, what is refused, which rules hold."""

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from config.lib.verdict import Answer
from economy.refusal import EconomyRefused
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.organised_life import district_of
from ledgers.selectors.rules import rule_history


def village_meant(request: HttpRequest, pk: int) -> Organisation:
    """Return a village of the user's scope; strangers get 404, colleagues without the right 403."""
    village = get_object_or_404(Organisation.objects.visible_to(request.user).answering(), pk=pk)
    require(request.user, Permission.ECONOMY_VIEW)
    return village


def row_meant(request: HttpRequest, rows, pk: int):
    """Return a row of `rows` in the user's scope; strangers get 404, colleagues without the right 403."""
    row = get_object_or_404(rows.visible_to(request.user), pk=pk)
    require(request.user, Permission.ECONOMY_VIEW)
    return row


def stop_unless(answer: Answer) -> None:
    """Raise PermissionDenied with the reason of a refusal."""
    if not answer:
        raise PermissionDenied(answer.reason)


def refused(form: BaseForm, refusal: EconomyRefused) -> None:
    """Show a refusal at its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def stored(request: HttpRequest, form: BaseForm, owner: Organisation, field: str = "file") -> StoredFile | None:
    """Keep the form's upload for `owner` and return it; None without one, or with the reason at the form's field."""
    upload = form.cleaned_data.get(field)
    if not upload:
        return None
    try:
        return file_store(organisation=owner, upload=upload, by=request.user, at=timezone.now())
    except UploadRefused as refusal:
        form.add_error(field, _("%(why)s 请重新选文件。") % {"why": refusal})
        return None


def rules_today(place: Organisation) -> RuleBook:
    """Return the rules of today in the district of `place`."""
    return rule_history(district_of(place)).on(timezone.localdate())
