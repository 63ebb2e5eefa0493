"""The floors: what Django itself takes for a page of as many bytes, and for a form that writes one row."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from audits.models import Effect


@require_GET
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Render a fixed template, behind the middleware of every page and for the person of the session."""
    return render(request, name)


@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """Write one row and lead on."""
    Effect.objects.create(key=request.POST["key"], at=timezone.now())
    return redirect("home")


def like(content: bytes) -> str:
    """Return the name of a floor template that prints exactly `content`."""
    name = f"floor-{uuid.uuid4()}.html"
    settings.FLOOR_TEMPLATES[name] = f"{{% verbatim floor %}}{content.decode()}{{% endverbatim floor %}}"
    return name
