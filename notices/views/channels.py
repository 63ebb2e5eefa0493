"""The ways by which messages reach a person, or the chat group of an office, outside the site."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level
from notices.forms import ChannelForm, CodeForm
from notices.models import Channel
from notices.services import channels as services
from notices.services.channels import ChannelRefused, may_set_robot


def _channel(request: HttpRequest, pk: int) -> Channel:
    rows = Channel.objects.visible_to(request.user).select_related("owner", "organisation")
    return get_object_or_404(rows, pk=pk)


@require_GET
def channel_list(request: HttpRequest) -> HttpResponse:
    """Show one's own channels and, to who sets them, the robots of the office."""
    rows = list(Channel.objects.visible_to(request.user).order_by("kind"))
    context = {
        "own": [channel for channel in rows if channel.owner_id],
        "office": [channel for channel in rows if channel.organisation_id],
        "may_set_robot": may_set_robot(request.user),
    }
    return render(request, "notices/channel_list.html", context)


@require_http_methods(["GET", "POST"])
def channel_new(request: HttpRequest) -> HttpResponse:
    """Add a channel of one's own, or with ?for=office a robot of the office."""
    is_office = request.GET.get("for") == "office"
    hat = request.user.hat
    if hat is None or (is_office and not may_set_robot(request.user)):
        raise PermissionDenied(_("群机器人由本单位的负责人或管理员设置。"))
    collects = is_office or hat.organisation.level != Level.VILLAGE
    form = ChannelForm(request.POST or None, is_office=is_office, digest=collects)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            channel = services.channel_add(
                kind=data["kind"],
                address=data["stored"],
                digest=data["digest"] == "digest",
                organisation=hat.organisation if is_office else None,
                by=request.user,
                at=timezone.now(),
            )
        except ChannelRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("notices:channel-detail", channel.pk)
    context = {"form": form, "organisation": hat.organisation if is_office else None}
    return render(request, "notices/channel_form.html", context, status=422 if form.errors else 200)


def _detail(request: HttpRequest, channel: Channel, form: CodeForm | None = None) -> HttpResponse:
    wants_code = channel.verified_at is None and not channel.is_robot
    context = {"channel": channel, "form": form or CodeForm(), "wants_code": wants_code}
    return render(request, "notices/channel_detail.html", context, status=422 if form else 200)


@require_GET
def channel_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a channel; while the worker sends its test message, the page asks for itself again."""
    channel = _channel(request, pk)
    if request.htmx and channel.is_checking:
        return render(request, "notices/_checking.html", {"channel": channel})
    response = _detail(request, channel)
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def channel_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Prove an e-mail address with the code that was sent to it."""
    channel = _channel(request, pk)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            services.channel_confirm(
                channel=channel, code=form.cleaned_data["code"], by=request.user, at=timezone.now()
            )
        except ChannelRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("邮箱已确认，以后消息也会发到这里。"))
            return redirect("notices:channel-detail", channel.pk)
    return _detail(request, channel, form)


@require_POST
def channel_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test message, or the code again."""
    channel = _channel(request, pk)
    try:
        services.channel_check(channel=channel, by=request.user, at=timezone.now())
    except ChannelRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("notices:channel-detail", channel.pk)


@require_POST
def channel_digest(request: HttpRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    digest = request.POST.get("digest") == "digest"
    services.channel_set_digest(channel=channel, digest=digest, by=request.user, at=timezone.now())
    messages.success(request, _("已改好，从下一条消息起生效。"))
    return redirect("notices:channel-detail", channel.pk)


@require_POST
def channel_remove(request: HttpRequest, pk: int) -> HttpResponse:
    services.channel_remove(channel=_channel(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("已删除，地址也一起删掉了。"))
    return redirect("notices:channel-list")
