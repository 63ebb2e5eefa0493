"""The review queue, one ledger beside its audit form, the bulk pass and the township's report."""

import datetime as dt

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audits import presence
from audits.enums import Outcome
from audits.forms.reviews import VerdictForm
from audits.forms.saved_filters import SavedFilterForm
from audits.models import SavedFilter
from audits.rules import FULL_SCORE, may_report_month
from audits.selectors.choice import WAITED_DAYS, Choice, active_filters, choice_from
from audits.selectors.fraud import standing_finding
from audits.selectors.permissions import ledger_permissions
from audits.selectors.queue import (
    QueueRow,
    bulk_check,
    desk_id_of,
    filters_for,
    is_district_view,
    level_of_view,
    place_in_queue,
    queue_counts,
    queue_rows,
    townships_for,
    waiting_month,
)
from audits.selectors.record import TRAIL_CLASSES, comparison_of, without_township
from audits.selectors.record import ledger_review as read_review
from audits.selectors.remarks import remarks_for
from audits.selectors.samples import is_blind
from audits.selectors.township import checklist_items, checklist_of, township_month
from audits.services import reviews as services
from branches.enums import Permission
from branches.models import User
from branches.views import require
from ledgers.chain import MoveRefused, desk_of
from ledgers.enums import Status
from ledgers.models import Ledger, Month
from ledgers.selectors.limits import month_limits, usual_limits
from ledgers.selectors.lock_exceptions import waiting_for
from ledgers.selectors.lookup import latest_month, month_among_others, month_named
from ledgers.words import limit_in_words, time_left, timeliness

AGREE = "agree"
BULK_RESULT = "bulk_result"
# What static/js/ahead.js sends: a page is only fetched for later; the address of the page that it holds ready.
AHEAD, NEXT = "X-Review-Ahead", "X-Review-Next"


def _require_reviewer(user: User) -> None:
    if not (user.may(Permission.REVIEW_TOWNSHIP) or user.may(Permission.REVIEW_DISTRICT)):
        raise PermissionDenied(_("您现在的角色只能查看，不能审查。如果您还有别的角色，请先在右上角切换。"))


def queue_url(month: Month, choice: Choice) -> str:
    return reverse("audits:queue", args=[month.key]) + choice.as_query()


# --- The queue -------------------------------------------------------------------------------------------------


@require_safe
def queue_current(request: HttpRequest) -> HttpResponse:
    """Lead to the oldest month that waits for this person, else to the newest."""
    require(request.user, Permission.OVERVIEW_VIEW)
    month = waiting_month(request.user) or latest_month(request.user)
    if month is None:
        return render(request, "audits/queue_none.html")
    return redirect("audits:queue", month=month.key)


@require_safe
def queue(request: HttpRequest, month: str) -> HttpResponse:
    """Show the month's branches with their state, for reviewers with checkboxes and the report."""
    require(request.user, Permission.OVERVIEW_VIEW)
    return queue_page(request, month)


def queue_page(
    request: HttpRequest, month: str, *, filter_form: SavedFilterForm | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the queue. `filter_form` is the name for a filter that was sent and has errors."""
    month, months = month_among_others(request.user, month)
    user, now = request.user, timezone.now()
    choice = choice_from(request.GET)
    report = _report_panel(user, month)
    counts = _counts(user, month, choice, report, now)
    if choice.state not in counts:
        choice = choice.in_state("waiting" if desk_id_of(user) is not None and counts["waiting"] else "all")
    rows = queue_rows(user, month, choice, at=now)
    townships = townships_for(user, month) if is_district_view(user) else []
    active = active_filters(choice, townships, user)
    return render(
        request,
        "audits/queue.html",
        {
            "month": month,
            "months": [(each.key, each.label) for each in months],
            "tabs": _tabs(filters_for(user), counts, month, choice),
            "choice": choice,
            "active": active,
            "waited_days": WAITED_DAYS,
            "saved": _saved_filters(user, choice),
            "filter_form": filter_form or (SavedFilterForm() if active else None),
            "rows": rows,
            "counts": counts,
            "is_district": is_district_view(user),
            "townships": townships,
            "can_pass": sum(bool(row.box) for row in rows),
            "start_url": next((row.url for row in rows if row.box), ""),
            "all_chosen": request.GET.get("select") == "all",
            "select_all_url": queue_url(month, choice.in_state("waiting")) + "&select=all",
            "deadline": _deadline(user, month, now),
            "exceptions": waiting_for(user).count(),
            "report": report,
            "result": request.session.pop(BULK_RESULT, None),
        },
        status=status,
    )


def _saved_filters(user: User, choice: Choice) -> list[tuple[SavedFilter, bool]]:
    """Return the person's own filters for this level, each with whether it is the one in force."""
    here = choice.as_query().removeprefix("?")
    found = SavedFilter.objects.visible_to(user).filter(level=level_of_view(user)).only("name", "query")
    return [(saved, saved.query == here) for saved in found]


def _counts(user: User, month: Month, choice: Choice, report: dict | None, now: dt.datetime) -> dict[str, int]:
    """Return the numbers on the tabs: for a whole township they are those of its report."""
    is_whole = report and choice.is_whole and choice.township in (None, report["township"].pk)
    if is_whole and (choice.state or "all") in (counts := report["state"].counts):
        return counts
    return queue_counts(user, month, choice, at=now)


def _tabs(filters, counts: dict[str, int], month: Month, choice: Choice) -> list[tuple[str, str, int, bool]]:
    """Return (label, address, count, is current) of the filters; one without a tab shows while it is chosen."""
    return [
        (
            f.label,
            queue_url(month, choice.in_state(f.code)),
            counts[f.code],
            f.code == choice.state,
        )
        for f in filters
        if f.is_tab or f.code == choice.state
    ]


def _deadline(user: User, month: Month, now: dt.datetime) -> dict[str, str]:
    """Return in words until when the month is to be reported or re-reviewed, and how long that is."""
    if is_district_view(user):
        limit = usual_limits(month).rereview_by
    else:
        limit = month_limits(month).of(user.hat.organisation_id).report_by
    return {"limit": limit_in_words(limit), "left": time_left(limit, now)}


def _report_panel(user: User, month: Month) -> dict | None:
    """Return the township's progress and whether it may be reported now; None away from a township's desk."""
    if user.hat is None or user.may(Permission.REVIEW_DISTRICT) or is_district_view(user):
        return None
    township = user.hat.organisation
    state = township_month(month, township)
    return {"state": state, "answer": may_report_month(user, month, township, state), "township": township}


@require_POST
def bulk_pass(request: HttpRequest, month: str) -> HttpResponse:
    """Count what would pass and ask; with `confirm`, pass the chosen ledgers and say which were refused."""
    _require_reviewer(request.user)
    month = month_named(request.user, month)
    chosen = _chosen(request, month) if "all" not in request.POST else _all_results(request, month)
    back = queue_url(month, choice_from(request.GET))
    if not chosen:
        messages.warning(request, _("还没有选中台账，请先勾选。"))
        return redirect(back)
    if "confirm" not in request.POST:
        check = bulk_check(chosen, request.user)
        return render(
            request,
            "audits/queue_confirm.html",
            {
                "month": month,
                "passing": check.done,
                "refused": check.refused,
                "boxes": [f"{ledger.pk}:{chosen[ledger.pk]}" for ledger in check.done],
                "back": back,
                "query": choice_from(request.GET).as_query(),
                "is_district": is_district_view(request.user),
            },
        )
    moved = services.verdicts_pass(revisions=chosen, by=request.user, at=timezone.now())
    request.session[BULK_RESULT] = {
        "passed": len(moved.done),
        "refused": [(refusal.ledger.branch.village_name, refusal.reason) for refusal in moved.refused],
    }
    return redirect(back)


def _chosen(request: HttpRequest, month: Month) -> dict[int, int]:
    """Return the ticked ledgers with the revision that was on the page, those of other months and scopes left out."""
    ticked = {}
    for box in request.POST.getlist("ledger"):
        pk, _colon, revision = box.partition(":")
        if pk.isascii() and pk.isdigit() and revision.isascii() and revision.isdigit() and len(pk) < 18:
            ticked[int(pk)] = int(revision)
    visible = Ledger.objects.visible_to(request.user).filter(month=month, pk__in=list(ticked))
    return {pk: ticked[pk] for pk in visible.values_list("pk", flat=True)}


def _all_results(request: HttpRequest, month: Month) -> dict[int, int]:
    """Return all that the person may pass of what the address narrows the queue to, each with its revision now."""
    rows = queue_rows(request.user, month, choice_from(request.GET), at=timezone.now())
    boxes = (row.box.split(":") for row in rows if row.box)
    return {int(pk): int(revision) for pk, revision in boxes}


@require_POST
def month_report(request: HttpRequest, month: str) -> HttpResponse:
    """Report the township's month to the district."""
    require(request.user, Permission.REVIEW_TOWNSHIP)
    month = month_named(request.user, month)
    try:
        report = services.month_report(
            month=month,
            township=request.user.hat.organisation,
            by=request.user,
            at=timezone.now(),
            note=request.POST.get("note", "")[:500],
        )
    except services.ReportRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            _("已把%(month)s的 %(n)d 个支部台账报送区委组织部。") % {"month": month.label, "n": report.passed},
        )
    return redirect("audits:queue", month=month.key)


# --- One ledger ------------------------------------------------------------------------------------------------


def visible_ledger(request: HttpRequest, pk: int) -> Ledger:
    """Return the ledger from the user's scope: strangers get 404, colleagues without the right 403."""
    ledger = get_object_or_404(
        Ledger.objects.visible_to(request.user).select_related(
            "branch", "township", "desk", "month__district", "submitted_by"
        ),
        pk=pk,
    )
    require(request.user, Permission.LEDGER_VIEW)
    return ledger


def _rows(request: HttpRequest, ledger: Ledger, choice: Choice, at: dt.datetime) -> list[QueueRow]:
    """Return the queue beside the ledger; none for the branch itself, which has but one."""
    if not request.user.may(Permission.OVERVIEW_VIEW):
        return []
    return queue_rows(request.user, ledger.month, choice, at=at)


def review_choice(request: HttpRequest) -> Choice:
    """Return what the queue beside a ledger is narrowed to: all, when the address names no state."""
    choice = choice_from(request.GET)
    known = {filter_.code for filter_ in filters_for(request.user)}
    return choice if choice.state in known else choice.in_state("all")


@require_safe
def ledger_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the branch handed in beside the audit form; without the form to those who only look."""
    return _review_page(request, visible_ledger(request, pk))


def _review_page(
    request: HttpRequest, ledger: Ledger, *, form: VerdictForm | None = None, refused: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the review page. `form` is one that was sent and has errors or came too late (`refused`)."""
    now = timezone.now()
    user, choice = request.user, review_choice(request)
    items = checklist_items(ledger.month)
    review = read_review(ledger, items)
    may = ledger_permissions(user, ledger)
    # Only who is about to judge: to everyone else both levels' verdicts are open.
    blind = bool(may.judging) and is_blind(ledger)
    if blind:
        review = without_township(review)
    township = review.township_verdict if ledger.status == Status.SUBMITTED else None
    at_district = ledger.desk_id == ledger.month.district_id
    if may.judging and form is None:
        form = VerdictForm(
            items=items,
            lost=township.verdict.lost if at_district and township else None,
            initial={"revision": ledger.revision},
        )
    # Fetched ahead, the page is not looked at yet, and what there is to say belongs to the page that is.
    is_ahead = AHEAD in request.headers
    if may.judging and not refused and not is_ahead:
        presence.enter(ledger=ledger, by=user, at=now)
    return render(
        request,
        "audits/review.html",
        {
            "ledger": ledger,
            "review": review,
            "warnings": review.submission.warnings if review.submission else [],
            "only_changes": bool(request.GET.get("changes")) and review.compared_with is not None,
            "desk": desk_of(ledger),
            "timely": timeliness(ledger),
            "checklist": checklist_of(ledger.month),
            "full_score": FULL_SCORE,
            "may": may,
            "is_reviewer": desk_id_of(user) is not None,
            "form": form if may.judging or refused else None,
            "refused": refused,
            "remarks": remarks_for(ledger) if may.judging else [],
            "is_rereview": at_district and township is not None,
            "is_blind": blind,
            "comparison": comparison_of(review, items),
            # The page that is judged by is the one that must be quick.
            "fraud": None if may.judging else standing_finding(ledger),
            "sees_fraud": user.may(Permission.OVERVIEW_VIEW),
            "trail": [(TRAIL_CLASSES.get(step.action, ""), step) for step in review.steps],
            "others": presence.watchers(ledger.month, by=user, at=now).get(ledger.pk, []) if may.judging else [],
        }
        | list_context(request, ledger, choice, now)
        | ({"messages": []} if is_ahead else {}),
        status=status,
    )


def list_context(request: HttpRequest, ledger: Ledger, choice: Choice, now: dt.datetime) -> dict:
    """Return what the queue beside a ledger shows."""
    user, month = request.user, ledger.month
    rows = _rows(request, ledger, choice, now)
    counts = queue_counts(user, month, choice, at=now) if user.may(Permission.OVERVIEW_VIEW) else {}
    address = reverse("audits:ledger-review", args=[ledger.pk])
    return {
        "month": month,
        "rows": rows,
        "place": place_in_queue(rows, ledger.pk),
        "choice": choice,
        "counts": counts,
        "reviewed": counts.get("passed", 0) + counts.get("returned", 0),
        "is_district": is_district_view(user),
        "deadline": _deadline(user, month, now),
        "queue_url": queue_url(month, choice),
        "tabs": [
            (f.label, address + choice.in_state(f.code).as_query(), counts[f.code], f.code == choice.state)
            for f in filters_for(user)
            if counts and f.code in ("waiting", "all", choice.state)
        ],
    }


@require_POST
def verdict_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass or return the ledger and lead to the next one that waits; what was typed survives every refusal."""
    ledger = visible_ledger(request, pk)
    _require_reviewer(request.user)
    now = timezone.now()
    items = checklist_items(ledger.month)
    form = VerdictForm(request.POST, items=items)
    # The queue before the verdict: afterwards the ledger may have left the filter and with it its place.
    place = place_in_queue(_rows(request, ledger, review_choice(request), now), ledger.pk)
    was_blind = is_blind(ledger)
    if not form.is_valid():
        return _review_page(request, ledger, form=form, status=422)
    try:
        if form.cleaned_data["outcome"] == AGREE:
            verdict = services.verdict_agree(
                ledger=ledger, revision=form.cleaned_data["revision"], by=request.user, at=now
            )
        else:
            verdict = services.verdict_give(
                ledger=ledger,
                outcome=form.cleaned_data["outcome"],
                lost=form.lost,
                comment=form.cleaned_data["comment"],
                revision=form.cleaned_data["revision"],
                listed=form.listed(form.cleaned_data["outcome"]),
                by=request.user,
                at=now,
            )
    except services.VerdictInvalid as invalid:
        form.show_errors(invalid.errors)
        return _review_page(request, ledger, form=form, status=422)
    except MoveRefused as refused:
        ledger = visible_ledger(request, pk)
        return _review_page(request, ledger, form=form, refused=str(refused), status=409)
    presence.leave(month_id=ledger.month_id, by=request.user)
    said = _("已通过：%(name)s") if verdict.outcome == Outcome.PASS else _("已退回：%(name)s")
    said %= {"name": ledger.branch.village_name}
    following = place.next_waiting
    if was_blind:
        # Back to the same ledger, where both verdicts now stand side by side.
        comparison = comparison_of(read_review(visible_ledger(request, pk), items), items)
        text = said + (_("。%(how)s") % {"how": comparison.in_words} if comparison else "")
        target = reverse("audits:ledger-review", args=[pk]) + review_choice(request).as_query()
        return _go_on(request, text, target)
    if following is None:
        text, target = said + _("。这一批已经审完。"), queue_url(ledger.month, choice_from(request.GET))
    else:
        text, target = said + _("（下一个：%(name)s）") % {"name": following.name}, following.url
    return _go_on(request, text, target)


def _go_on(request: HttpRequest, text: str, target: str) -> HttpResponse:
    """Lead to `target` and say `text` there; a page that holds the target ready is only told what to say."""
    is_ready = request.headers.get(NEXT) == target
    if is_ready:
        said = [Message(messages.SUCCESS, text)]
        html = render_to_string("_messages.html", {"messages": said}, request)
        return JsonResponse({"url": target, "said": html})
    messages.success(request, text)
    return JsonResponse({"url": target, "said": ""}) if NEXT in request.headers else redirect(target)
