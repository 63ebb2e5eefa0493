"""The guided first visit: go to a step, leave, come to the end. Plain buttons, without a script."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from branches.views import back_to
from dashboards.guide import GUIDE
from dashboards.services.guide import NoSuchStep, guide_end, guide_go

LEAVE, DONE = "leave", "done"


@require_POST
def guide_move(request: HttpRequest) -> HttpResponse:
    """Go where the button says: a step's number, so that pressing twice goes one step; the page is the step's own."""
    to, at = request.POST.get("to", ""), timezone.now()
    if to in (LEAVE, DONE):
        guide_end(is_done=to == DONE, by=request.user, at=at)
        if to == DONE:
            messages.success(request, _("走完了。以后忘了，“操作手册”里可以再走一遍。"))
            return redirect("home")
        messages.info(request, _("好的，不再提示。想看的时候，从“操作手册”里开始。"))
        return back_to(request, "home")
    try:
        guide_go(number=int(to) if to.isascii() and to.isdigit() else 0, by=request.user, at=at)
    except NoSuchStep:
        raise Http404 from None
    return redirect(GUIDE[request.user.hat.role][int(to) - 1].url)
