"""The roll of a branch: list and one member."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from ledgers.enums import MembershipState
from ledgers.forms.members import MemberForm
from ledgers.models import Candidate, Member
from ledgers.selectors.access import accesses_of_member
from ledgers.selectors.transfers import transfers_of_member
from ledgers.services.access import REASON_LENGTH, AccessRefused
from ledgers.services.members import RollRefused, may_edit_roll, member_save
from ledgers.services.reveal import member_reveal as reveal
from ledgers.views.branch import branch_meant

ACCESSES = 10


def own_branch(request: HttpRequest) -> Organisation:
    """Return the branch that the user may write the roll of; everyone else is refused with the reason."""
    branch = request.user.hat.organisation if request.user.hat else None
    if branch is None or not (answer := may_edit_roll(request.user, branch)):
        raise PermissionDenied(answer.reason if branch else "")
    return branch


@require_GET
def member_list(request: HttpRequest) -> HttpResponse:
    branch = branch_meant(request, Permission.MEMBER_VIEW)
    wanted = request.GET.get("q", "").strip()
    members = Member.objects.visible_to(request.user).filter(branch=branch).search(wanted).order_by("pk")
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


def _member(request: HttpRequest, pk: int) -> Member:
    member = get_object_or_404(Member.objects.visible_to(request.user).select_related("branch"), pk=pk)
    require(request.user, Permission.MEMBER_VIEW)
    return member


@require_GET
def member_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _member(request, pk))


@never_cache
@require_POST
def member_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the full ID number in the answer to a typed reason; a reload asks for the reason again."""
    member = _member(request, pk)
    reason = request.POST.get("reason", "")
    try:
        number = reveal(member=member, reason=reason, by=request.user, at=timezone.now())
    except AccessRefused as refusal:
        return _detail(request, member, reason=reason, error=str(refusal))
    return _detail(request, member, number=number)


def _detail(
    request: HttpRequest, member: Member, *, number: str = "", reason: str = "", error: str = ""
) -> HttpResponse:
    """One member: what the roll says, the transfers, who opened the full number and why."""
    transfers = transfers_of_member(request.user, member)
    may_edit = may_edit_roll(request.user, member.branch)
    is_moving = any(transfer.is_open for transfer in transfers)
    context = {
        "member": member,
        "candidate": Candidate.objects.visible_to(request.user).filter(member=member).first(),
        "transfers": transfers,
        "accesses": accesses_of_member(request.user, member, limit=ACCESSES),
        "may_edit": may_edit,
        "may_transfer": may_edit and member.state == MembershipState.NORMAL and not is_moving,
        "is_own": member.branch_id == request.user.hat.organisation_id,
        "number": number,
        "reason": reason,
        "reason_length": REASON_LENGTH,
        "error": error,
    }
    return render(request, "ledgers/member_detail.html", context, status=422 if error else 200)


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
                at=timezone.now(),
            )
        except RollRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("%(name)s的信息已保存。") % {"name": member.name})
            return redirect("ledgers:member-detail", member.pk)
    return render(
        request, "ledgers/member_form.html", {"form": form, "member": member}, status=422 if form.errors else 200
    )
