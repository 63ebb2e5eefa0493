"""A person's messages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from notices.models import Notice
from notices.services import notices_mark_read

PAGE_SIZE = 30


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(Notice.objects.visible_to(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notices/notice_list.html", {"page": page})


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message as read and go where it points."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    notices_mark_read(user=request.user, at=timezone.now(), pk=notice.pk)
    return redirect(notice.url or "notices:notice-list")


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    notices_mark_read(user=request.user, at=timezone.now())
    return redirect("notices:notice-list")


@require_GET
def notice_badge(request: HttpRequest) -> HttpResponse:
    """The number on the bell, fetched by itself so that no page waits for it."""
    return render(request, "notices/_badge.html", {"unread": Notice.objects.visible_to(request.user).unread().count()})
