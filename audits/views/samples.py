"""The strict re-check: plan a sample, draw it, follow it, repeat the draw (抽样复审)."""

import csv
from io import StringIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits.forms.samples import CancelForm, PlanForm, SeedForm
from audits.models import Sample
from audits.sample_rules import may_draw, may_plan, may_sample
from audits.selectors import samples as read
from audits.selectors.agreement import last_disagreement, sample_result
from audits.selectors.agreement_words import estimate_words, figure_cells
from audits.selectors.queue import Choice
from audits.services import samples as services
from branches.enums import Permission
from branches.views import require
from ledgers.models import Month
from ledgers.selectors.lookup import month_among_others

BOM = "\ufeff"  # so that spreadsheets read the Chinese


@require_http_methods(["GET", "POST"])
def sample_month(request: HttpRequest, month: str) -> HttpResponse:
    """Show the month's rounds, and to the district's reviewer the plan of the next; POST reckons it or fixes it."""
    require(request.user, Permission.OVERVIEW_VIEW)
    month, months = month_among_others(request.user, month)
    rows = read.sample_rows(request.user, month)
    townships = read.drawable_townships(month)
    answer = may_plan(
        request.user,
        month,
        has_open_plan=any(row.sample.is_open for row in rows),
        waiting=sum(ledgers for *_township, ledgers in townships),
    )
    form = plan = None
    status = 200
    if request.method == "POST" and not answer:
        return _refused(request, month, answer.reason)
    if answer:
        form = PlanForm(
            request.POST or None,
            wishes=read.Wishes.of_rules(month),
            townships=townships,
            last=last_disagreement(month),
            is_further=bool(rows),
        )
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif "fix" in request.POST:
            return _fix(request, month, form)
        else:
            plan = read.plan_of(month, form.wishes, form.chosen)
    return render(
        request,
        "audits/sample_month.html",
        {
            "month": month,
            "months": [(each.key, each.label) for each in months],
            "rows": rows,
            "answer": answer,
            "may_sample": bool(may_sample(request.user, month)),
            "form": form,
            "plan": plan,
            "judged_before": read.judged_before(month) if answer else 0,
        },
        status=status,
    )


def _refused(request: HttpRequest, month: Month, reason: str) -> HttpResponse:
    """Answer a plan that may not be made: 403 for those who never may, else the page with the reason."""
    if not (may := may_sample(request.user, month)):
        raise PermissionDenied(may.reason)
    messages.error(request, reason)
    return redirect("audits:sample-month", month=month.key)


def _fix(request: HttpRequest, month: Month, form: PlanForm) -> HttpResponse:
    try:
        sample = services.sample_plan(
            month=month,
            wishes=form.wishes,
            townships=form.chosen,
            reason=form.cleaned_data.get("reason", ""),
            by=request.user,
            at=timezone.now(),
        )
    except (services.SampleRefused, services.SampleInvalid) as refused:
        messages.error(request, str(refused))
        return redirect("audits:sample-month", month=month.key)
    messages.success(request, _("名单已经冻结：%(n)d 个台账，要抽 %(size)d 个。") % _numbers(sample))
    return redirect("audits:sample-detail", pk=sample.pk)


def _numbers(sample: Sample) -> dict[str, int]:
    return {"n": sample.population, "size": sample.size}


def _sample(request: HttpRequest, pk: int) -> Sample:
    """Return the sample from the user's district: strangers get 404, colleagues without the right 403."""
    sample = get_object_or_404(
        Sample.objects.visible_to(request.user).select_related(
            "month__district", "planned_by", "drawn_by", "cancelled_by"
        ),
        pk=pk,
    )
    require(request.user, Permission.OVERVIEW_VIEW)
    return sample


@require_safe
def sample_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan, the draw, how far the re-review is, and what it found."""
    return _detail(request, _sample(request, pk))


def _detail(
    request: HttpRequest,
    sample: Sample,
    *,
    seed_form: SeedForm | None = None,
    cancel_form: CancelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = request.user
    progress = read.progress_by_township(sample) if sample.drawn_at else {}
    done = sum(each.done for each in progress.values())
    result = sample_result(user, sample) if done else None
    return render(
        request,
        "audits/sample_detail.html",
        {
            "sample": sample,
            "month": sample.month,
            "words": read.words_of(read.wishes_of(sample), sample.population, sample.size),
            "stepper": _stepper(sample, done),
            "townships": _townships(sample, progress, result),
            "progress": read.Progress(done, sample.size),
            "drawn": read.drawn_rows(user, sample) if sample.drawn_at else [],
            "result": result,
            "cells": figure_cells(result.figures) if result else [],
            "disagreement": estimate_words(result.disagreement) if result else "",
            "may_draw": may_draw(user, sample),
            "seed_form": seed_form or SeedForm(),
            "cancel_form": cancel_form or CancelForm(),
            "queue_url": _queue(sample, None),
        },
        status=status,
    )


def _queue(sample: Sample, township: int | None) -> str:
    return reverse("audits:queue", args=[sample.month.key]) + Choice("drawn", township).as_query()


def _townships(sample: Sample, progress: dict, result) -> list[dict]:
    """Return the shares by township, after the draw with what is done and how many agree."""
    found = result.by_township if result else {}
    return [
        stratum
        | {
            "progress": progress.get(stratum["township"]),
            "agreed": found[stratum["township"]].agreed if stratum["township"] in found else None,
            "url": _queue(sample, stratum["township"]) if sample.drawn_at else "",
        }
        for stratum in sample.strata
    ]


def _stepper(sample: Sample, done: int) -> list[dict]:
    """Return 计划 → 抽取 → 复审 → 结果 for components/stepper.html."""
    is_whole = sample.drawn_at is not None and done == sample.size
    states = ("done", "done", "done", "now") if is_whole else ("done", "done", "now", "")
    if not sample.drawn_at:
        states = ("done", "" if sample.cancelled_at else "now", "", "")
    notes = (
        f"{timezone.localtime(sample.planned_at):%m-%d %H:%M}",
        f"{timezone.localtime(sample.drawn_at):%m-%d %H:%M}" if sample.drawn_at else "",
        f"{done} / {sample.size}" if sample.drawn_at else "",
        "",
    )
    labels = (_("冻结名单"), _("抽取"), _("逐个复审"), _("结果"))
    return [
        {"label": label, "note": note, "state": state} for label, note, state in zip(labels, notes, states, strict=True)
    ]


@require_POST
def sample_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw with the seed that was typed."""
    sample = _sample(request, pk)
    require(request.user, Permission.REVIEW_DISTRICT)
    form = SeedForm(request.POST)
    if not form.is_valid():
        return _detail(request, sample, seed_form=form, status=422)
    try:
        services.sample_draw(sample=sample, seed=form.cleaned_data["seed"], by=request.user, at=timezone.now())
    except services.SampleInvalid as invalid:
        form.add_error("seed", invalid.errors["seed"])
        return _detail(request, sample, seed_form=form, status=422)
    except services.SampleRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已从 %(n)d 个台账中抽出 %(size)d 个，请逐个复审。") % _numbers(sample))
    return redirect("audits:sample-detail", pk=sample.pk)


@require_POST
def sample_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the plan up."""
    sample = _sample(request, pk)
    require(request.user, Permission.REVIEW_DISTRICT)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _detail(request, sample, cancel_form=form, status=422)
    try:
        services.sample_cancel(
            sample=sample, reason=form.cleaned_data["cancel_reason"], by=request.user, at=timezone.now()
        )
    except (services.SampleRefused, services.SampleInvalid) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("这一轮已经撤销，可以重新计划。"))
    return redirect("audits:sample-month", month=sample.month.key)


@require_safe
def sample_repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw again from the stored list with the published seed, and say whether it comes out the same."""
    sample = _sample(request, pk)
    repeated = read.repeat(sample) if sample.drawn_at else None
    return render(request, "audits/sample_repeat.html", {"sample": sample, "month": sample.month, "repeated": repeated})


@require_safe
def sample_keys(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the whole list with each name's hash and rank as a table."""
    sample = _sample(request, pk)
    text = StringIO()
    table = csv.writer(text)
    table.writerow(read.KEY_COLUMNS)
    table.writerows(read.key_rows(sample))
    name = f"sample-{sample.month.key}-{sample.round}.csv"
    return HttpResponse(
        BOM + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
