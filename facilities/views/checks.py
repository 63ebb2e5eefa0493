"""Premises (六有): townships and villages side by side, a village's board, one check item by item."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from branches.enums import Level, Permission
from branches.views import require
from facilities.checklist import VERSION, item_named, items_of
from facilities.enums.checks import CheckLevel
from facilities.forms.checks import FinishForm, ItemForm
from facilities.models import CheckLine, FacilityCheck
from facilities.refusal import FacilityRefused
from facilities.rules import checks as rules
from facilities.sections import tabs_for
from facilities.selectors import checks as selectors
from facilities.services import checks as services
from facilities.views.writing import allowed, kept_file, place_chosen, village_named, wrote
from ledgers.selectors.rulebook import district_of
from ledgers.selectors.rules import rule_history

CURRENT = "facilities:check-overview"


@require_GET
def check_overview(request: HttpRequest) -> HttpResponse:
    """Show the townships, or the villages of one; a village is led to its own board."""
    user = request.user
    require(user, Permission.FACILITY_VIEW)
    if user.hat.organisation.level == Level.VILLAGE:
        return redirect("facilities:check-village", user.hat.organisation_id)
    place, today = place_chosen(request), timezone.localdate()
    book = rule_history(district_of(user)).on(today)
    rows = selectors.township_rows(user, book, today, place)
    shown = rows[0] if place and rows else None
    every = [each for row in rows for each in row.villages]
    return render(
        request,
        "facilities/check_overview.html",
        {
            "tabs": tabs_for(user, CURRENT),
            "rows": rows,
            "shown": shown,
            "is_chosen": bool(request.GET.get("township")),
            "items": items_of(VERSION),
            "total": len(every),
            "standard": sum(each.is_standard for each in every),
            "below": sum(each.is_below for each in every),
            "unseen": sum(each.judged is None for each in every),
            "waiting": sum(each.waits_for_township for each in every),
            "expired": sum(each.is_expired for each in every),
            "pass_score": book.value("facilities.pass_score"),
        },
    )


@require_GET
def check_village(request: HttpRequest, village: int) -> HttpResponse:
    """Show one village: how each item stands, who last verified it until when, and what is to be done."""
    user, today = request.user, timezone.localdate()
    place = village_named(request, village)
    book = services.book_of(place, today)
    standing = selectors.standings([place], book, today)[0]
    level = rules.level_of(user)
    checks = FacilityCheck.objects.visible_to(user).done().filter(organisation=place)
    return render(
        request,
        "facilities/check_village.html",
        {
            "tabs": tabs_for(user, CURRENT),
            "village": place,
            "standing": standing,
            "shown": standing.judged or standing.claim,
            "items": selectors.item_rows(standing.judged or standing.claim, book, today),
            "level": CheckLevel(level).label if level else "",
            "may_begin": level is not None and bool(rules.may_check(user, place, level)),
            "draft": selectors.draft_of(place, level),
            "is_own": level == CheckLevel.SELF,
            "history": checks.select_related("done_by")[:12],
        },
    )


@require_POST
def check_begin(request: HttpRequest, village: int) -> HttpResponse:
    """Begin the check of the user's level, or go on with it."""
    place = village_named(request, village)
    level = rules.level_of(request.user)
    if level is None:
        raise PermissionDenied(_("检查由村、乡镇和指导站登记。"))
    try:
        check = services.check_begin(village=place, level=level, by=request.user, at=timezone.now())
    except FacilityRefused as refusal:
        raise PermissionDenied(str(refusal)) from None
    return redirect("facilities:check-detail", check.pk)


def _check(request: HttpRequest, pk: int) -> FacilityCheck:
    """Return a check the user may read; strangers 404, colleagues 403 while it is not finished."""
    rows = FacilityCheck.objects.visible_to(request.user).select_related("organisation", "rests_on", "done_by")
    check = get_object_or_404(rows, pk=pk)
    allowed(rules.may_read(request.user, check))
    return check


def _writable(request: HttpRequest, pk: int) -> FacilityCheck:
    check = _check(request, pk)
    allowed(rules.may_write(request.user, check))
    return check


@require_GET
def check_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a check: what is still to be filled in, or what came of it."""
    return _detail(request, _check(request, pk))


def _detail(request: HttpRequest, check: FacilityCheck, form: FinishForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    book = services.book_of(check.organisation, check.done_on or today)
    rows = selectors.item_rows(check, book, today)
    left = [row for row in rows if row.line is None]
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "check": check,
        "village": check.organisation,
        "rows": rows,
        "left": left,
        "done": len(rows) - len(left),
        "may_write": rules.may_write(request.user, check),
        "may_take_over": left and rules.may_take_over(request.user, check),
        "form": form or FinishForm(initial={"done_on": today}),
        "is_own": check.level == CheckLevel.SELF,
    }
    return render(request, "facilities/check_detail.html", context, status=422 if form else 200)


@require_http_methods(["GET", "POST"])
def checkline_edit(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """Fill in one item, with what the check before says about it already there."""
    check = _writable(request, pk)
    found = item_named(check.version, item)
    if found is None:
        raise Http404
    before = CheckLine.objects.filter(made_in=check.rests_on_id, item=item).select_related("photo").first()
    line = check.lines.filter(item=item).select_related("photo").first()
    book = services.book_of(check.organisation, timezone.localdate())
    if request.method == "POST":
        form = ItemForm(request.POST, request.FILES, item=found, book=book)

        def write(_values: dict) -> None:
            photo = kept_file(request, "photo", check.organisation)
            services.line_save(
                check=check, item=item, measures=form.measures, photo=photo, by=request.user, at=timezone.now()
            )

        if wrote(request, form, write, _("“%(item)s”已保存。") % {"item": found.label}):
            return redirect(_next(check, item))
    else:
        kept = line or before
        form = ItemForm(item=found, book=book, measures=kept.measures if kept else None)
    context = {
        "tabs": tabs_for(request.user, CURRENT),
        "check": check,
        "item": found,
        "form": form,
        "line": line,
        "before": before,
        "photo": (line and line.photo) or (before and before.photo),
    }
    return render(request, "facilities/check_item.html", context, status=422 if form.errors else 200)


def _next(check: FacilityCheck, item: str) -> str:
    """Return the address of the next item that is not filled in, or of the check when all are."""
    filled = set(check.lines.values_list("item", flat=True))
    left = [each.code for each in items_of(check.version) if each.code not in filled]
    codes = [each.code for each in items_of(check.version)]
    later = [code for code in left if codes.index(code) > codes.index(item)]
    follow = (later or left or [""])[0]
    if follow:
        return reverse("facilities:checkline-edit", args=[check.pk, follow])
    return reverse("facilities:check-detail", args=[check.pk])


@require_POST
def check_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the items that are left as the check before says."""
    check = _writable(request, pk)
    try:
        count = services.lines_take_over(check=check, by=request.user, at=timezone.now())
    except FacilityRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(n)d 项已按核对一致登记，可以逐项修改。") % {"n": count})
    return redirect("facilities:check-detail", pk)


@require_POST
def check_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the check in; afterwards it does not change."""
    check = _writable(request, pk)
    form = FinishForm(request.POST)

    def write(values: dict) -> None:
        services.check_finish(check=check, **values, by=request.user, at=timezone.now())

    if wrote(request, form, write, _("%(level)s已完成。") % {"level": check.get_level_display()}):
        return redirect("facilities:check-detail", pk)
    return _detail(request, check, form)


@require_POST
def check_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an unfinished check."""
    check = _writable(request, pk)
    services.check_drop(check=check, by=request.user)
    messages.success(request, _("没有完成的检查已删掉。"))
    return redirect("facilities:check-village", check.organisation_id)
