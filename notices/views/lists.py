"""A person's messages."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.lib.listing import page_of
from notices.enums import NoticeKind
from notices.models import Notice
from notices.selectors import failing_of, unread_by_kind
from notices.services import notices_mark_read

PAGE_SIZE = 30


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show one's messages, all or the unread, of one kind or of every kind."""
    kind = request.GET.get("kind", "")
    only_unread = request.GET.get("show") == "unread"
    kinds = unread_by_kind(request.user)
    notices = Notice.objects.visible_to(request.user).select_related("place")
    if kind in NoticeKind.values:
        notices = notices.filter(kind=kind)
    else:
        kind = ""
    if only_unread:
        notices = notices.unread()
    shown = [row for row in kinds if not kind or row[0] == kind]
    context = {
        "page": page_of(request, notices, PAGE_SIZE),
        "kind": kind,
        "kind_label": NoticeKind(kind).label if kind else "",
        "kinds": kinds,
        "only_unread": only_unread,
        "total": sum(total for _kind, _label, total, _unread in shown),
        "unread": sum(unread for _kind, _label, _total, unread in shown),
        "failing": failing_of(request.user),
    }
    return render(request, "notices/notice_list.html", context)


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message as read and go where it points."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    notices_mark_read(user=request.user, at=timezone.now(), pk=notice.pk)
    return redirect(notice.url or "notices:notice-list")


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all messages, or those of the kind that was looked at, as read."""
    kind = request.POST.get("kind", "")
    kind = kind if kind in NoticeKind.values else ""
    notices_mark_read(user=request.user, at=timezone.now(), kind=kind)
    address = reverse("notices:notice-list")
    return redirect(f"{address}?{urlencode({'kind': kind})}" if kind else address)


@require_GET
def notice_badge(request: HttpRequest) -> HttpResponse:
    """The number on the bell, fetched by itself so that no page waits for it."""
    return render(request, "notices/_badge.html", {"unread": Notice.objects.visible_to(request.user).unread().count()})
