"""Forms of service centres (党群服务中心)."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from config.lib.months import parse_month
from facilities.enums.centre import ServiceKind, Weekday
from facilities.forms.checks import NumberField, choice_field, text_field
from facilities.forms.projects import SlotForm
from ledgers.forms.meetings import ClockField
from ledgers.words import month_in_words

COUNTS = (
    ("very", _("很满意（人）")),
    ("good", _("满意（人）")),
    ("fair", _("基本满意（人）")),
    ("poor", _("不满意（人）")),
)


class CentreForm(SlotForm):
    place = text_field(_("地点"), 80)
    phone = text_field(_("联系电话（可以不填）"), 20, required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("开放日"),
        choices=[(str(number), label) for number, label in Weekday.choices],
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": _("请选开放日。"), "invalid_choice": _("请选开放日。")},
    )
    opens_at = ClockField(label=_("开门时间"), error_messages={"required": _("请填时间。")})
    closes_at = ClockField(label=_("关门时间"), error_messages={"required": _("请填时间。")})
    on_holidays = forms.BooleanField(label=_("节假日也有人值班"), required=False)
    note = text_field(_("说明（可以不填）"), 200, required=False)


class ServiceForm(SlotForm):
    kind = choice_field(_("类别"), [("", _("请选择")), *ServiceKind.choices])
    name = text_field(_("服务事项"), 60, help_text=_("比如：代办医保缴费、低保申请受理"))
    days = NumberField(label=_("承诺几天办结（当场办结填 0）"), min_value=0, max_value=90)
    by_proxy = forms.BooleanField(label=_("帮办代办"), required=False)


class SatisfactionForm(SlotForm):
    month = forms.ChoiceField(label=_("哪个月"), error_messages={"invalid_choice": _("请选月份。")})

    def __init__(self, data=None, *, slot: str, months: Sequence[str]) -> None:
        super().__init__(data, slot=slot)
        self.fields["month"].choices = [(month, month_in_words(parse_month(month))) for month in months]
        for name, label in COUNTS:
            self.fields[name] = NumberField(label=label, min_value=0, max_value=9999, initial=0)
        self.fields["text"] = text_field(_("意见和改进（有人不满意时要写）"), 300, required=False, rows=2)

    @property
    def counts(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name, _label in COUNTS}
