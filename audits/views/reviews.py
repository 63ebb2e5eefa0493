"""The review queue, one ledger beside its audit form, the bulk pass and the township's report."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audits.enums import Outcome
from audits.forms.reviews import VerdictForm
from audits.rules import FULL_SCORE, may_report_month
from audits.selectors.queue import (
    Choice,
    QueueRow,
    bulk_check,
    desk_id_of,
    filters_for,
    is_district_view,
    place_in_queue,
    queue_counts,
    queue_rows,
    townships_for,
    waiting_month,
)
from audits.selectors.record import TRAIL_CLASSES
from audits.selectors.record import ledger_review as read_review
from audits.selectors.township import checklist_items, checklist_of, township_month
from audits.services import reviews as services
from branches.enums import Permission
from branches.models import User
from branches.views import require
from ledgers import chain
from ledgers.chain import MoveRefused, desk_of
from ledgers.enums import Action, Status
from ledgers.models import Ledger, Month
from ledgers.selectors.lookup import latest_month, month_among_others, month_named
from ledgers.words import limit_in_words, time_left

AGREE = "agree"
BULK_RESULT = "bulk_result"


def _choice(request: HttpRequest) -> Choice:
    """Return what the queue is narrowed to, as the address says; what makes no sense is left out."""
    township = request.GET.get("township", "")
    return Choice(
        state=request.GET.get("state", ""),
        township=int(township) if township.isascii() and township.isdigit() and len(township) < 10 else None,
        words=request.GET.get("q", "").strip()[:40],
    )


def _require_reviewer(user: User) -> None:
    if not (user.may(Permission.REVIEW_TOWNSHIP) or user.may(Permission.REVIEW_DISTRICT)):
        raise PermissionDenied(_("您现在的角色只能查看，不能审查。如果您还有别的角色，请先在右上角切换。"))


def _queue_url(month: Month, choice: Choice) -> str:
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
    month, months = month_among_others(request.user, month)
    now = timezone.now()
    choice = _choice(request)
    report = _report_panel(request.user, month)
    counts = _counts(request.user, month, choice, report)
    filters = filters_for(request.user)
    if choice.state not in counts:
        mine = desk_id_of(request.user) is not None and counts["waiting"]
        choice = Choice("waiting" if mine else "all", choice.township, choice.words)
    rows = queue_rows(request.user, month, choice, at=now)
    return render(
        request,
        "audits/queue.html",
        {
            "month": month,
            "months": [(each.key, each.label) for each in months],
            "tabs": _tabs(filters, counts, month, choice),
            "choice": choice,
            "rows": rows,
            "counts": counts,
            "is_district": is_district_view(request.user),
            "townships": townships_for(request.user, month) if is_district_view(request.user) else [],
            "can_pass": any(row.box for row in rows),
            "all_chosen": request.GET.get("select") == "all",
            "select_all_url": _queue_url(month, Choice("waiting", choice.township, choice.words)) + "&select=all",
            "deadline": _deadline(month, now, is_district=is_district_view(request.user)),
            "report": report,
            "result": request.session.pop(BULK_RESULT, None),
        },
    )


def _counts(user: User, month: Month, choice: Choice, report: dict | None) -> dict[str, int]:
    """Return the numbers on the tabs: for a whole township they are those of its report."""
    is_whole = report and not choice.words and choice.township in (None, report["township"].pk)
    if is_whole and (choice.state or "all") in (counts := report["state"].counts):
        return counts
    return queue_counts(user, month, choice)


def _tabs(filters, counts: dict[str, int], month: Month, choice: Choice) -> list[tuple[str, str, int, bool]]:
    """Return (label, address, count, is current) of the filters; one without a tab shows while it is chosen."""
    return [
        (
            f.label,
            _queue_url(month, Choice(f.code, choice.township, choice.words)),
            counts[f.code],
            f.code == choice.state,
        )
        for f in filters
        if f.is_tab or f.code == choice.state
    ]


def _deadline(month: Month, now: dt.datetime, *, is_district: bool) -> dict[str, str]:
    """Return in words until when the month is to be reported or re-reviewed, and how long that is."""
    limit = month.rereview_by if is_district else month.report_by
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
    chosen = _chosen(request, month)
    back = _queue_url(month, _choice(request))
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
                "query": _choice(request).as_query(),
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


def _ledger(request: HttpRequest, pk: int) -> Ledger:
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


def _review_choice(request: HttpRequest) -> Choice:
    choice = _choice(request)
    known = {filter_.code for filter_ in filters_for(request.user)}
    return choice if choice.state in known else Choice("all", choice.township, choice.words)


@require_safe
def ledger_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the branch handed in beside the audit form; without the form to those who only look."""
    return _review_page(request, _ledger(request, pk))


def _review_page(
    request: HttpRequest, ledger: Ledger, *, form: VerdictForm | None = None, refused: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the review page. `form` is one that was sent and has errors or came too late (`refused`)."""
    now = timezone.now()
    user, choice = request.user, _review_choice(request)
    items = checklist_items(ledger.month)
    review = read_review(ledger, items)
    answer = chain.allowed(user, ledger, Action.PASS, chain.hands_of([ledger])[ledger.pk])
    township = review.township_verdict if ledger.status == Status.SUBMITTED else None
    at_district = ledger.desk_id == ledger.month.district_id
    if answer and form is None:
        form = VerdictForm(
            items=items,
            lost=township.verdict.lost if at_district and township else None,
            initial={"revision": ledger.revision},
        )
    rows = _rows(request, ledger, choice, now)
    counts = queue_counts(user, ledger.month, choice) if user.may(Permission.OVERVIEW_VIEW) else {}
    return render(
        request,
        "audits/review.html",
        {
            "ledger": ledger,
            "month": ledger.month,
            "review": review,
            "warnings": review.submission.warnings if review.submission else [],
            "only_changes": bool(request.GET.get("changes")) and review.compared_with is not None,
            "desk": desk_of(ledger),
            "is_late": ledger.first_submitted_at and ledger.first_submitted_at >= ledger.month.on_time_until,
            "checklist": checklist_of(ledger.month),
            "full_score": FULL_SCORE,
            "answer": answer,
            "is_reviewer": desk_id_of(user) is not None,
            "form": form if answer or refused else None,
            "refused": refused,
            "is_rereview": at_district and township is not None,
            "trail": [(TRAIL_CLASSES.get(step.action, ""), step) for step in review.steps],
            "rows": rows,
            "place": place_in_queue(rows, ledger.pk),
            "choice": choice,
            "counts": counts,
            "reviewed": counts.get("passed", 0) + counts.get("returned", 0),
            "is_district": is_district_view(user),
            "deadline": _deadline(ledger.month, now, is_district=is_district_view(user)),
            "queue_url": _queue_url(ledger.month, choice),
            "tabs": [
                (
                    f.label,
                    reverse("audits:ledger-review", args=[ledger.pk])
                    + Choice(f.code, choice.township, choice.words).as_query(),
                    counts[f.code],
                    f.code == choice.state,
                )
                for f in filters_for(user)
                if f.code in ("waiting", "all", choice.state)
            ]
            if counts
            else [],
        },
        status=status,
    )


@require_POST
def verdict_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass or return the ledger and lead to the next one that waits; what was typed survives every refusal."""
    ledger = _ledger(request, pk)
    _require_reviewer(request.user)
    now = timezone.now()
    items = checklist_items(ledger.month)
    form = VerdictForm(request.POST, items=items)
    # The queue before the verdict: afterwards the ledger may have left the filter and with it its place.
    place = place_in_queue(_rows(request, ledger, _review_choice(request), now), ledger.pk)
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
        ledger = _ledger(request, pk)
        return _review_page(request, ledger, form=form, refused=str(refused), status=409)
    said = _("已通过：%(name)s") if verdict.outcome == Outcome.PASS else _("已退回：%(name)s")
    said %= {"name": ledger.branch.village_name}
    following = place.next_waiting
    if following is None:
        messages.success(request, said + _("。这一批已经审完。"))
        return redirect(_queue_url(ledger.month, _choice(request)))
    messages.success(request, said + _("（下一个：%(name)s）") % {"name": following.name})
    return redirect(following.url)
