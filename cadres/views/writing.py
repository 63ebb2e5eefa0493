"""What the pages of the cadres do with a form: write, or show again what was typed with the reason at its field."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from cadres.services.files import CadreRefused


def refused(form: BaseForm, refusal: CadreRefused) -> None:
    """Show a refusal at its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def wrote(request: HttpRequest, form: BaseForm, write: Callable[[dict], object], done: str) -> bool:
    """Read the form and write; tell whether that was done. What is wrong stands in the form then."""
    if not form.is_valid():
        return False
    try:
        write(form.cleaned_data)
    except CadreRefused as refusal:
        refused(form, refusal)
        return False
    messages.success(request, done)
    return True
