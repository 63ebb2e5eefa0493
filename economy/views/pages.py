"""What the pages of the economy share: which village and place, what a form writes or is refused, which rules hold."""

from collections.abc import Callable, Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation
from branches.tree import district_above
from branches.views import require
from config.lib.verdict import Answer
from economy.refusal import EconomyRefused
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store
from ledgers.rulebook.book import RuleBook
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


def file_kept(request: HttpRequest, field: str, owner: Organisation) -> StoredFile | None:
    """Keep the file that came in a field for `owner`; raises EconomyRefused with what is wrong with it."""
    if (upload := request.FILES.get(field)) is None:
        return None
    try:
        return file_store(organisation=owner, upload=upload, by=request.user, at=timezone.now())
    except UploadRefused as refusal:
        raise EconomyRefused(_("%(why)s 请重新选文件。") % {"why": refusal}, field) from None


def stored(request: HttpRequest, form: BaseForm, owner: Organisation, field: str = "file") -> StoredFile | None:
    """Keep the form's upload for `owner` and return it; None without one, or with the reason at the form's field."""
    try:
        return file_kept(request, field, owner) if form.cleaned_data.get(field) else None
    except EconomyRefused as refusal:
        refused(form, refusal)
        return None


# A form that came back with errors, by the name of its place on a page with several.
Sent = tuple[str, BaseForm] | None


def sent_or(sent: Sent, name: str, make: Callable[[], BaseForm]) -> BaseForm:
    """Return the form that came back, or make it anew."""
    return sent[1] if sent and sent[0] == name else make()


def form_page(
    request: HttpRequest, form: BaseForm, *, title: str, word: str, back: str, hint: str = ""
) -> HttpResponse:
    """Answer with a page that has one form; `word` is on its button, `back` names the address that it leads back to."""
    context = {"form": form, "title": title, "word": word, "back": back, "hint": hint}
    return render(request, "economy/form.html", context, status=422 if form.errors else 200)


def trail(steps: Iterable, tones: Mapping[str, str]) -> list[dict]:
    """Return what happened, in the order of `steps`, as the timeline wants it; `tones` by action."""
    return [
        {
            "what": str(step.get_action_display()),
            "who": str(step.by),
            "when": step.at,
            "why": step.note,
            "tone": tones.get(step.action, ""),
        }
        for step in steps
    ]


def rules_today(place: Organisation) -> RuleBook:
    """Return the rules of today in the district of `place`."""
    return rule_history(district_above(place)).on(timezone.localdate())
