"""Hand out stored files, to those who may see the organisation they belong to."""

from __future__ import annotations

import logging
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evidence.models import StoredFile

logger = logging.getLogger(__name__)

# Whatever a reader makes of the bytes: no script, no form, no address of ours.
SANDBOX = "default-src 'none'; sandbox"
# Pictures of a page that is paged back and forth; the row never changes, only the right to see it may.
PICTURE_CACHE_SECONDS = 600


@require_safe
def file_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the file itself, always as a download: a document is opened by the program made for it."""
    stored = _visible(request, pk)
    return _respond(
        request,
        stored,
        stored.file,
        content_type=stored.content_type,
        etag=stored.sha256,
        cache_control="private, no-cache",
        as_attachment=True,
        filename=stored.name,
    )


@require_safe
def file_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the picture in the size of a screen."""
    return _picture(request, pk, "preview")


@require_safe
def file_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the picture in the size of a thumbnail."""
    return _picture(request, pk, "thumbnail")


def _picture(request: HttpRequest, pk: UUID, field: str) -> HttpResponse:
    stored = _visible(request, pk)
    if not getattr(stored, field):
        raise Http404(_("这份文件没有预览图。"))
    return _respond(
        request,
        stored,
        getattr(stored, field),
        content_type="image/jpeg",
        etag=f"{stored.sha256}-{field}",
        cache_control=f"private, max-age={PICTURE_CACHE_SECONDS}",
    )


def _visible(request: HttpRequest, pk: UUID) -> StoredFile:
    return get_object_or_404(StoredFile.objects.visible_to(request.user), pk=pk)


def _respond(
    request: HttpRequest,
    stored: StoredFile,
    field,
    *,
    content_type: str,
    etag: str,
    cache_control: str,
    **options,
) -> HttpResponse:
    """Answer with the bytes in `field`, or with 304 when the browser has them."""
    etag = f'"{etag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(field.open("rb"), content_type=content_type, **options)
        except OSError as error:
            logger.error("Bytes of stored file %s are missing: %s", stored.pk, field.name)
            raise Http404(_("这份文件的内容找不到了，请告诉系统管理员。")) from error
    response["ETag"] = etag
    response["Cache-Control"] = cache_control
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
