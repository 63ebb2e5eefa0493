"""The rules of a district: the list, one rule with its versions, and how the district's officer fixes it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from branches.enums import Permission
from branches.models import Organisation
from branches.views import require
from ledgers.forms.rulebook import DaysForm, RuleForm, WithdrawForm
from ledgers.rulebook.book import Rule
from ledgers.rulebook.words import change_in_words, day_with_year, part_label, part_of, value_in_words
from ledgers.rules import may_edit_rules
from ledgers.selectors import rulebook
from ledgers.selectors.rules import rule_history
from ledgers.services import rules as rule_services
from ledgers.services.months import parameters_of
from ledgers.services.rules import DAYS, RuleRefused, severities_open_to


def _district(request: HttpRequest) -> Organisation:
    require(request.user, Permission.LEDGER_VIEW)
    return rulebook.district_of(request.user)


def _rule(district: Organisation, code: str) -> Rule:
    book = rule_history(district).on(timezone.localdate())
    if code not in book:
        raise Http404
    return book[code]


def _own_district(request: HttpRequest) -> Organisation:
    """Return the district whose rules the user may write; everyone else is refused with the reason."""
    district = _district(request)
    if not (answer := may_edit_rules(request.user, district)):
        raise PermissionDenied(answer.reason)
    return district


@require_GET
def rule_list(request: HttpRequest) -> HttpResponse:
    """Show every rule of the user's own district, part by part, with what the district changed marked."""
    district = _district(request)
    lines = rulebook.rule_lines(district, timezone.localdate())
    parts = [(part, label) for part, label, _members in rulebook.parts_of(lines)]
    wanted, part = request.GET.get("q", "").strip(), request.GET.get("part", "")
    changed = request.GET.get("changed") == "1"
    shown = [
        line
        for line in lines
        if line.says(wanted) and (not part or line.part == part) and (not changed or line.is_changed or line.coming)
    ]
    context = {
        "district": district,
        "groups": rulebook.parts_of(shown),
        "parts": parts,
        "wanted": wanted,
        "part": part,
        "changed": changed,
        "changes": sum(bool(line.is_changed or line.coming) for line in lines),
        "total": len(lines),
        "may_edit": may_edit_rules(request.user, district),
    }
    return render(request, "ledgers/rule_list.html", context)


@require_GET
def rule_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one rule and all its versions: who changed it, when, why, and from when it holds."""
    district = _district(request)
    rule = _rule(district, code)
    versions = rulebook.versions_of(district, code, timezone.localdate())
    may_edit = may_edit_rules(request.user, district)
    context = {
        "district": district,
        "rule": rule,
        "part": part_label(part_of(code)),
        "value": value_in_words(rule),
        "versions": versions,
        "now": next(version for version in versions if version.state == "now"),
        "coming": [version for version in versions if version.state == "coming"],
        "may_edit": may_edit,
        "may_withdraw": may_edit and rulebook.may_be_withdrawn(district, code),
    }
    return render(request, "ledgers/rule_detail.html", context)


@require_http_methods(["GET", "POST"])
def rule_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Take the district's wording, say in a sentence what it changes, and write it when that is confirmed."""
    district = _own_district(request)
    rule = _rule(district, code)
    at = timezone.now()
    today = timezone.localdate(at)
    proposed = rulebook.proposed_day(district, code, today)
    form = RuleForm(
        request.POST or None,
        rule=rule_history(district).on(proposed)[code],
        severities=severities_open_to(code, today),
        proposed=proposed,
    )
    preview, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            ask = {"district": district, "code": code, "wording": form.wording(), "by": request.user, "at": at}
            try:
                if request.POST.get("then") == "save":
                    rule_services.rule_fix(**ask)
                    messages.success(request, _("“%(name)s”已改，到生效日期自动执行。") % {"name": rule.name})
                    return redirect("ledgers:rule-detail", code)
                change = rule_services.rule_change(**ask)
                preview, status = change_in_words(change.before, change.after), 200
            except RuleRefused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {
        "rule": rule,
        "form": form,
        "preview": preview,
        "value": value_in_words(rule),
        "is_fixed_check": rule.is_check and "severity" not in form.fields,
        "is_law": not rule.is_check and not rule.is_local,
    }
    return render(request, "ledgers/rule_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def rule_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask from when and why, then give the rule back to the nation's version."""
    district = _own_district(request)
    rule = _rule(district, code)
    at = timezone.now()
    proposed = rulebook.proposed_day(district, code, timezone.localdate(at))
    form = WithdrawForm(request.POST or None, initial={"valid_from": proposed})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                rule_services.rule_withdraw(district=district, code=code, by=request.user, at=at, **form.cleaned_data)
            except RuleRefused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            else:
                messages.success(
                    request,
                    _("从%(day)s起按上级规定。") % {"day": day_with_year(form.cleaned_data["valid_from"])},
                )
                return redirect("ledgers:rule-detail", code)
    context = {"rule": rule, "form": form, "value": value_in_words(rule)}
    return render(request, "ledgers/rule_withdraw.html", context, status=status)


@require_http_methods(["GET", "POST"])
def rule_days(request: HttpRequest) -> HttpResponse:
    """Show the days on which things are due in the following month; the district's officer fixes them here."""
    district = _district(request)
    may_edit = may_edit_rules(request.user, district)
    at = timezone.now()
    parameters = parameters_of(district)
    status = 200
    if request.method == "POST" and not may_edit:
        raise PermissionDenied(may_edit.reason)
    form = DaysForm(request.POST or None, parameters=parameters)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                rule_services.days_fix(district=district, values=form.days(), seen=form.seen(), by=request.user, at=at)
            except RuleRefused as refusal:
                parameters.refresh_from_db()
                typed = request.POST.copy()
                typed.update({f"seen_{name}": getattr(parameters, name) for name in DAYS})
                form = DaysForm(typed, parameters=parameters)
                form.is_valid()
                form.add_error(refusal.field, str(refusal))
            else:
                messages.success(request, _("办理时限已保存，从下一个还没有开启的月份起生效。"))
                return redirect("ledgers:rule-days")
    following = rulebook.next_unopened(district, timezone.localdate(at))
    context = {
        "district": district,
        "form": form,
        "may_edit": may_edit,
        "days": [(parameters._meta.get_field(name).verbose_name, getattr(parameters, name)) for name in DAYS],
        "following": f"{following.year}年{following.month}月",  # i18n: data
        "history": rulebook.days_history(parameters, DAYS),
    }
    return render(request, "ledgers/rule_days.html", context, status=status)
