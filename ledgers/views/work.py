"""One page that leads to all that a branch keeps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from branches.enums import Permission
from ledgers.selectors.decisions import urgent_waiting
from ledgers.views.branch import branch_meant
from ledgers.work import sections_for


@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """List the parts of the branch's work, for its secretary and for those who read along."""
    branch = branch_meant(request, Permission.LEDGER_VIEW)
    context = {
        "branch": branch,
        "sections": sections_for(request.user, branch),
        "urgent": urgent_waiting(request.user),
    }
    return render(request, "ledgers/work.html", context)
