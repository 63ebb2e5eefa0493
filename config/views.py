"""The front door: where each role starts, the health of the parts, the gallery of components, error pages."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from kombu import Connection

from branches.navigation import entries_for
from config.gallery import gallery


def home(request: HttpRequest) -> HttpResponse:
    """Lead to the first page of the active role."""
    entries = entries_for(request.user, request.path)
    if not entries:
        return render(request, "no_role.html")
    return redirect(entries[0].url)


def _check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _check_broker() -> None:
    with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
    cache.set("healthz", "1", 10)


def _check_storage() -> None:
    name = default_storage.save(f"healthz/{uuid.uuid4().hex}", ContentFile(b"ok"))
    default_storage.delete(name)


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, broker and storage answer, else 503 with the parts that do not."""
    parts = {}
    for name, check in (
        ("database", _check_database),
        ("broker", _check_broker),
        ("storage", _check_storage),
    ):
        try:
            check()
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with a part is what this page reports
            parts[name] = type(error).__name__
        else:
            parts[name] = "ok"
    healthy = all(state == "ok" for state in parts.values())
    return JsonResponse(parts, status=200 if healthy else 503)


def components(request: HttpRequest) -> HttpResponse:
    """Show every component in its states; a page for those who build."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "components.html", gallery())


def bad_request(request, exception=None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", {"most": settings.EVIDENCE_MAX_BYTES // 2**20}, status=413)
    return render(request, "400.html", status=400)


def forbidden(request, exception=None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def not_found(request, exception=None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request) -> HttpResponse:
    """Answer without looking anything up: what failed may be the database that a page's frame reads."""
    return HttpResponse(render_to_string("500.html"), status=500)
