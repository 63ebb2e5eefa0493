"""The roll of a branch: list, one member, import from a spreadsheet."""

import json
import secrets

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Organisation
from config.lib.crypto import decrypt, encrypt
from ledgers.forms.members import MemberForm, SheetForm
from ledgers.models import Member
from ledgers.roll_sheet import COLUMNS, SheetRefused, SheetRow, read_workbook, template_workbook
from ledgers.services.members import RollRefused, import_plan, may_edit_roll, member_save, members_import
from ledgers.views.branch import branch_meant

PREVIEW_SECONDS = 30 * 60
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _own_branch(request: HttpRequest) -> Organisation:
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
    return _member_form(request, Member(branch=_own_branch(request)))


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


@require_GET
def member_template(request: HttpRequest) -> HttpResponse:
    _own_branch(request)
    response = HttpResponse(template_workbook(), content_type=SPREADSHEET)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E5%85%9A%E5%91%98%E5%90%8D%E5%86%8C.xlsx"
    return response


@require_http_methods(["GET", "POST"])
def member_import(request: HttpRequest) -> HttpResponse:
    """Take the filled spreadsheet and show what it would do, cell by cell, before anything is written."""
    branch = _own_branch(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_workbook(form.cleaned_data["sheet"].read())
        except SheetRefused as refusal:
            form.add_error("sheet", str(refusal))
        else:
            plans = import_plan(branch, rows)
            token = _keep(request, rows)
            return render(
                request,
                "ledgers/member_import_preview.html",
                {"token": token, "columns": COLUMNS, **preview_of(plans)},
            )
    return render(request, "ledgers/member_import.html", {"form": form})


def preview_of(plans) -> dict:
    """Return the preview's rows with a text and an error for each cell, and the counts of its buttons."""
    lines = [
        {
            "number": plan.row.number,
            "action": _("新增") if plan.is_new else _("更新"),
            "cells": [(plan.row.typed.get(c.field, ""), plan.row.errors.get(c.field, ""), c.heading) for c in COLUMNS],
            "is_good": plan.row.is_good,
        }
        for plan in plans
    ]
    good = sum(line["is_good"] for line in lines)
    return {"lines": lines, "good": good, "bad": len(lines) - good}


def _keep(request: HttpRequest, rows: list[SheetRow]) -> str:
    """Keep the read rows, encrypted, for the half hour in which they may be confirmed; return their token."""
    token = secrets.token_urlsafe(16)
    kept = json.dumps([[row.number, row.values, row.errors] for row in rows], cls=DjangoJSONEncoder)
    cache.set(f"roll:{request.user.pk}:{token}", encrypt(kept), PREVIEW_SECONDS)
    return token


DATES = ("birth_date", "joined_on", "full_on", "lost_since")


def _kept(request: HttpRequest, token: str) -> list[SheetRow] | None:
    kept = cache.get(f"roll:{request.user.pk}:{token}")
    if kept is None:
        return None
    rows = [SheetRow(number, values, errors) for number, values, errors in json.loads(decrypt(kept))]
    for row in rows:
        row.values.update({name: parse_date(row.values[name]) for name in DATES if row.values.get(name)})
    return rows


@require_POST
def member_import_apply(request: HttpRequest) -> HttpResponse:
    """Write the rows of the preview: all of them, or the good ones when the person chose so."""
    branch = _own_branch(request)
    rows = _kept(request, request.POST.get("token", ""))
    if rows is None:
        messages.error(request, _("预览已过期，请重新上传表格。"))
        return redirect("ledgers:member-import")
    if any(not row.is_good for row in rows) and request.POST.get("good_only") != "1":
        messages.error(request, _("表里有错误，没有导入。请改好后重新上传，或者选择只导入正确的行。"))
        return redirect("ledgers:member-import")
    new, changed = members_import(branch=branch, rows=rows, by=request.user)
    messages.success(
        request, _("名册已更新：新增 %(new)d 人，修改 %(changed)d 人。") % {"new": new, "changed": changed}
    )
    return redirect("ledgers:member-list")
