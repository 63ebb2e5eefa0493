"""The floors: what Django itself takes for a page of as many bytes, and for a form that writes one row."""

import uuid

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

CREATE_TABLE = """
CREATE TABLE IF NOT EXISTS bench_entry (
    id bigserial PRIMARY KEY, key uuid NOT NULL UNIQUE, text text NOT NULL, at timestamptz NOT NULL,
    person_id bigint NOT NULL REFERENCES branches_user DEFERRABLE INITIALLY DEFERRED
)
"""
INSERT = "INSERT INTO bench_entry (key, text, at, person_id) VALUES (%s, %s, %s, %s)"


@require_GET
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Render a fixed template, behind the middleware of every page and for the person of the session."""
    return render(request, name)


@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """Write one row of a form's text and lead on."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [uuid.UUID(request.POST["key"]), request.POST["text"], timezone.now(), request.user.pk])
    return HttpResponseRedirect("/")


def like(content: bytes) -> str:
    """Return the name of a floor template that prints exactly `content`."""
    name = f"floor-{uuid.uuid4()}.html"
    settings.FLOOR_TEMPLATES[name] = f"{{% verbatim floor %}}{content.decode()}{{% endverbatim floor %}}"
    return name
