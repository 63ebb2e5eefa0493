"""The page of the working-day calendar: what is known of each year, and the days written down here."""

import datetime as dt

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from branches.enums import Permission
from branches.models import Holiday
from branches.services.holidays import HolidayRefused, holidays_save
from branches.services.holidays import holiday_delete as delete
from branches.views import require
from config.lib.workdays import is_published

REST, WORK = "rest", "work"


def day_field(label) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
        error_messages={
            "invalid": gettext_lazy("看不懂这个日期，请写成 2026-11-05 这样。"),
            "required": gettext_lazy("请填日期。"),
        },
    )


class HolidayForm(forms.Form):
    """Some days in a row, as a notice names them."""

    first = day_field(gettext_lazy("从哪天"))
    last = day_field(gettext_lazy("到哪天"))
    kind = forms.ChoiceField(
        label=gettext_lazy("这几天"),
        choices=[(REST, gettext_lazy("放假")), (WORK, gettext_lazy("上班（调休）"))],
        initial=REST,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=40,
        help_text=gettext_lazy("例如“春节”。"),
        error_messages={"required": gettext_lazy("请写是什么假。"), "max_length": gettext_lazy("最多 40 个字。")},
    )
    source = forms.CharField(
        label=gettext_lazy("通知文号"),
        max_length=80,
        help_text=gettext_lazy("国务院办公厅节假日安排通知的文号，例如“国办发明电〔2025〕7号”。"),
        error_messages={"required": gettext_lazy("请填通知文号。"), "max_length": gettext_lazy("最多 80 个字。")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


@require_http_methods(["GET", "POST"])
def holiday_list(request: HttpRequest) -> HttpResponse:
    """Show a year's corrections and whether its notice is known; write down further days."""
    require(request.user, Permission.CALENDAR_EDIT)
    today = timezone.localdate()
    year = request.GET.get("year", "")
    year = int(year) if year.isascii() and year.isdigit() and 2000 <= int(year[:4]) == int(year) else today.year
    form = HolidayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            days = holidays_save(
                first=values["first"],
                last=values["last"],
                is_workday=values["kind"] == WORK,
                name=values["name"],
                source=values["source"],
                by=request.user,
                at=timezone.now(),
            )
        except HolidayRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("已写下%(n)d天。以后开启的月份按新的安排推算截止时间。") % {"n": days})
            return redirect(f"{reverse('branches:holiday-list')}?year={values['first'].year}")
    rows = list(Holiday.objects.filter(date__range=(dt.date(year, 1, 1), dt.date(year, 12, 31))).order_by("date"))
    context = {
        "form": form,
        "rows": rows,
        "year": year,
        "years": range(today.year, today.year + 2) if year in (today.year, today.year + 1) else [year, today.year],
        "is_published": is_published(year),
        "is_missing": not is_published(year) and not rows,
    }
    return render(request, "branches/holiday_list.html", context, status=422 if form.errors else 200)


@require_POST
def holiday_delete(request: HttpRequest) -> HttpResponse:
    """Take one day back."""
    require(request.user, Permission.CALENDAR_EDIT)
    pk = request.POST.get("holiday", "")
    holiday = get_object_or_404(Holiday, pk=pk if pk.isascii() and pk.isdigit() and len(pk) < 18 else 0)
    year = holiday.date.year
    delete(holiday=holiday, by=request.user, at=timezone.now())
    messages.success(request, _("已删除。"))
    return redirect(f"{reverse('branches:holiday-list')}?year={year}")
