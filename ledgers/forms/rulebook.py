"""Forms of the rules: a district's wording of one, its withdrawal, the days of the month."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.enums import RuleScope
from ledgers.models import DistrictParameters
from ledgers.rulebook.book import Kind, Rule, Value
from ledgers.rulebook.words import bounds_in_words, severity_label
from ledgers.services.rules import DAYS, Wording

DATE = {"type": "date"}


def _value_field(rule: Rule) -> forms.Field:
    """Return the field in which a rule's value is typed: money in yuan, a percent with its decimals."""
    hint = _("可以定在%(bounds)s之间") % {"bounds": bounds_in_words(rule)}
    if rule.kind == Kind.FLAG:
        choices = [("yes", _("是")), ("no", _("否"))]
        return forms.ChoiceField(label=rule.name, choices=choices, widget=forms.RadioSelect)
    if rule.kind == Kind.COUNT:
        return forms.IntegerField(
            label=_("改为几%(unit)s") % {"unit": rule.unit},
            help_text=hint,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": _("请写一个整数。"), "required": _("请写一个数。")},
        )
    label = _("改为多少元") if rule.kind == Kind.CENTS else _("改为百分之几")
    return forms.DecimalField(
        label=label,
        decimal_places=2,
        max_digits=10,
        help_text=hint,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        error_messages={
            "invalid": _("请写一个数，例如 0.50。"),
            "required": _("请写一个数。"),
            "max_decimal_places": _("最多写两位小数。"),
        },
    )


def typed(rule: Rule) -> object:
    """Return the rule's value as it is typed: 0.20 for 20 cents."""
    if rule.kind == Kind.CENTS:
        return Decimal(int(rule.value)).scaleb(-2)
    if rule.kind == Kind.FLAG:
        return "yes" if rule.value else "no"
    return rule.value


class RuleForm(forms.Form):
    """A district's wording of `rule` as it holds now. The bounds are the service's to hold; its sentence comes here."""

    source = forms.CharField(label=_("依据文件"), max_length=120, error_messages={"required": _("请写明依据的文件。")})
    article = forms.CharField(label=_("条款"), max_length=60, required=False, help_text=_("例如“第三十条”，没有就不写"))
    scope = forms.ChoiceField(label=_("这个文件是哪一级的"), choices=RuleScope.choices)
    valid_from = forms.DateField(
        label=_("生效日期"),
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text=_("从这一天起的记录按新规定算，以前的不变"),
        error_messages={"required": _("请选生效日期。"), "invalid": _("请选一个日期。")},
    )
    reason = forms.CharField(
        label=_("修改原因"), max_length=200, error_messages={"required": _("请写明为什么改，一句话就行。")}
    )

    def __init__(self, *args, rule: Rule, severities: list[str], proposed: dt.date, **kwargs) -> None:
        initial = {
            "source": rule.source,
            "article": rule.article,
            "scope": rule.scope,
            "valid_from": proposed,
            "severity": rule.severity,
            "value": typed(rule),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.rule = rule
        first: dict[str, forms.Field] = {}
        if rule.is_check and len(severities) > 1:
            labels = [(code, severity_label(rule.code, code)) for code in severities]
            first["severity"] = forms.ChoiceField(label=_("预审发现后"), choices=labels, widget=forms.RadioSelect)
        elif not rule.is_check and rule.is_local:
            first["value"] = _value_field(rule)
        self.fields = first | self.fields
        # What belongs to the law stays the law's; a district that fixes its own value names its own paper.
        if rule.is_local and rule.scope == RuleScope.CENTRAL:
            self.initial["scope"] = RuleScope.DISTRICT

    def value(self) -> Value | None:
        """Return what was typed in the rule's own unit."""
        if "value" not in self.fields:
            return self.rule.value
        value = self.cleaned_data["value"]
        if self.rule.kind == Kind.CENTS:
            return int(value.scaleb(2))
        return value == "yes" if self.rule.kind == Kind.FLAG else value

    def wording(self) -> Wording:
        words = {name: self.cleaned_data[name] for name in ("source", "article", "scope", "valid_from", "reason")}
        return Wording(value=self.value(), severity=self.cleaned_data.get("severity", self.rule.severity), **words)


class WithdrawForm(forms.Form):
    valid_from = forms.DateField(
        label=_("从哪一天起恢复"),
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        error_messages={"required": _("请选生效日期。"), "invalid": _("请选一个日期。")},
    )
    reason = forms.CharField(
        label=_("原因"), max_length=200, error_messages={"required": _("请写明为什么改，一句话就行。")}
    )


class DaysForm(forms.Form):
    """The days of the following month, each with what the officer saw when the page was opened."""

    def __init__(self, *args, parameters: DistrictParameters, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in DAYS:
            self.fields[name] = forms.IntegerField(
                label=DistrictParameters._meta.get_field(name).verbose_name,
                initial=getattr(parameters, name),
                help_text=_("次月几日，现在是%(n)d日") % {"n": getattr(parameters, name)},
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": _("请写一个整数。"), "required": _("请写一个数。")},
            )
            self.fields[f"seen_{name}"] = forms.IntegerField(
                initial=getattr(parameters, name), widget=forms.HiddenInput(attrs={"autocomplete": "off"})
            )

    def days(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in DAYS}

    def seen(self) -> dict[str, int]:
        return {name: self.cleaned_data[f"seen_{name}"] for name in DAYS}
