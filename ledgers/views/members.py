"""The roll of a branch: list and one member."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from branches.enums import Permission
from branches.models import Organisation
from ledgers.forms.members import MemberForm
from ledgers.models import Member
from ledgers.services.members import RollRefused, may_edit_roll, member_save
from ledgers.views.branch import branch_meant


def own_branch(request: HttpRequest) -> Organisation:
    """Return the branch that the user may write the roll of; everyone else is refused with the reason."""
    branch = request.user.hat.organisation if request.user.hat else None
    if branch is None or not (answer := may_edit_roll(request.user, branch)):
        raise PermissionDenied(answer.reason if branch else "")
    return branch


@require_GET
def member_list(request: HttpRequest) -> HttpResponse:
    branch = branch_meant(request, Permission.MEMBER_VIEW)
    members = Member.objects.visible_to(request.user).filter(branch=branch).order_by("pk")
    wanted = request.GET.get("q", "").strip()
    if wanted:
        members = members.filter(name__icontains=wanted)
    return render(
        request,
        "ledgers/member_list.html",
        {
            "branch": branch,
            "members": members,
            "wanted": wanted,
            "on_roll": sum(member.state == "normal" for member in members),
            "may_edit": may_edit_roll(request.user, branch),
        },
    )


@require_http_methods(["GET", "POST"])
def member_new(request: HttpRequest) -> HttpResponse:
    return _member_form(request, Member(branch=own_branch(request)))


@require_http_methods(["GET", "POST"])
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.visible_to(request.user).select_related("branch"), pk=pk)
    if not (answer := may_edit_roll(request.user, member.branch)):
        raise PermissionDenied(answer.reason)
    return _member_form(request, member)


def _member_form(request: HttpRequest, member: Member) -> HttpResponse:
    form = MemberForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        try:
            member_save(
                member=member,
                values=form.cleaned_data,
                id_number=form.cleaned_data["id_number"],
                by=request.user,
            )
        except RollRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("%(name)s的信息已保存。") % {"name": member.name})
            return redirect("ledgers:member-list")
    return render(request, "ledgers/member_form.html", {"form": form, "member": member})
