"""Forms of standards, allowances, and the yearly sheet; amounts are typed in yuan and read to the cent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.enums import PostKind
from cadres.enums.pay import AllowanceKind, PayItem, SheetAction
from cadres.models import Cadre, PayBase, PayStandard
from cadres.posts import POSTS
from ledgers.forms.dues import AmountRefused, cents_from
from ledgers.forms.meetings import DayField, plain
from ledgers.words import in_yuan


class YuanField(forms.CharField):
    """An amount typed in yuan, in cents; `signed` takes a minus."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, signed: bool = False, **options) -> None:
        super().__init__(max_length=16, **options)
        self.signed = signed

    def clean(self, value):
        text = plain(super().clean(value))
        if not text:
            return None
        sign = -1 if self.signed and text[0] in "-－−" else 1
        try:
            return sign * cents_from(text.lstrip("+-－−") if self.signed else text)
        except AmountRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


def _text(label, length: int, missing) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, error_messages={"required": missing})


# --- Standards -------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class StandardRow:
    """A post on the page: what is typed, the least, the year before, and what is wrong."""

    kind: str
    label: str
    amount: str = ""
    reason: str = ""
    floor: int = 0
    previous: int | None = None
    suggested: int = 0
    error: str = ""


@dataclass(slots=True)
class StandardsForm:
    """What was typed, kept as typed; `errors` is by field, each row has its own."""

    rows: list[StandardRow]
    income: str = ""
    source: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.errors and not any(row.error for row in self.rows)

    def say(self, name: str | None, text: str) -> None:
        """Put a refusal at its post or field."""
        row = next((row for row in self.rows if row.kind == name), None)
        if row is not None:
            row.error = text
        else:
            self.errors[name or "form"] = text


def standards_form(base: PayBase | None, standards: Sequence[PayStandard]) -> StandardsForm:
    """Return the form as it stands."""
    by_kind = {row.kind: row for row in standards}
    rows = []
    for post in POSTS:
        row = StandardRow(post.kind, str(PostKind(post.kind).label))
        if found := by_kind.get(post.kind):
            row.amount, row.reason = in_yuan(found.monthly_cents), found.reason
        rows.append(row)
    return StandardsForm(rows, in_yuan(base.income_cents) if base else "", base.source if base else "")


def read_standards(form: StandardsForm, data: Mapping) -> tuple[int, dict[str, int], dict[str, str]]:
    """Put what was typed into `form` and return income, amounts and reasons; posts left empty get no standard."""
    form.income, form.source = plain(data.get("income", "")), plain(data.get("source", ""))[:100]
    income = 0
    try:
        income = cents_from(form.income)
    except AmountRefused as refusal:
        form.errors["income"] = str(refusal) if form.income else _("请写上年度农村居民人均可支配收入。")
    amounts, reasons = {}, {}
    for row in form.rows:
        row.amount = plain(data.get(f"amount-{row.kind}", ""))
        row.reason = plain(data.get(f"reason-{row.kind}", ""))[:200]
        if not row.amount:
            continue
        try:
            amounts[row.kind] = cents_from(row.amount)
        except AmountRefused as refusal:
            row.error = str(refusal)
        reasons[row.kind] = row.reason
    if not amounts and form.is_good:
        form.errors["form"] = _("请至少写一个岗位的标准。")
    return income, amounts, reasons


# --- Allowances ------------------------------------------------------------------------------------------------
class CadreField(forms.ModelChoiceField):
    def label_from_instance(self, cadre: Cadre) -> str:
        return f"{cadre.organisation.village_name} {cadre.name}"


class AllowanceForm(forms.Form):
    """An allowance, or the leaving subsidy, whose amount follows from the years in office."""

    cadre = CadreField(
        queryset=Cadre.objects.none(),
        label=gettext_lazy("村干部"),
        error_messages={"required": gettext_lazy("请选村干部。"), "invalid_choice": gettext_lazy("请选村干部。")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=AllowanceKind.choices)
    amount = YuanField(
        label=gettext_lazy("每月多少元"), required=False, help_text=gettext_lazy("离任补助不用填，按任职年限算。")
    )
    since = DayField(label=gettext_lazy("从哪天起"), error_messages={"required": gettext_lazy("写上从哪天起。")})
    until = DayField(label=gettext_lazy("最后一天（一直发就空着）"), required=False)
    paper = _text(gettext_lazy("依据"), 100, gettext_lazy("请写依据，例如文件的文号。"))

    def __init__(self, data=None, *, cadres, initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["cadre"].queryset = cadres

    def clean(self):
        values = super().clean()
        if values.get("kind") != AllowanceKind.LEAVING and not values.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("请写每月多少元。"))
        return values


class DayForm(forms.Form):
    until = DayField(label=gettext_lazy("最后一天"), error_messages={"required": gettext_lazy("写上最后一天。")})


class WhyForm(forms.Form):
    why = _text(gettext_lazy("撤销原因"), 200, gettext_lazy("请写明为什么撤销。"))


# --- Sheets ----------------------------------------------------------------------------------------------------
class MoveForm(forms.Form):
    action = forms.ChoiceField(choices=SheetAction.choices)
    reason = forms.CharField(max_length=200, required=False)


class CorrectionForm(forms.Form):
    """A change after the district's confirmation."""

    cadre = forms.ModelChoiceField(
        queryset=Cadre.objects.none(),
        label=gettext_lazy("村干部"),
        error_messages={"required": gettext_lazy("请选村干部。"), "invalid_choice": gettext_lazy("请选村干部。")},
    )
    item = forms.ChoiceField(label=gettext_lazy("项目"), choices=PayItem.choices)
    cents = YuanField(
        label=gettext_lazy("增减多少元"),
        signed=True,
        help_text=gettext_lazy("减少写负数，例如 -120.50"),
        error_messages={"required": gettext_lazy("请写增加或减少多少元。")},
    )
    reason = _text(gettext_lazy("原因"), 200, gettext_lazy("请写明为什么更正。"))

    def __init__(self, data=None, *, cadres) -> None:
        super().__init__(data)
        self.fields["cadre"].queryset = cadres


def year_typed(text: str, today: dt.date, *, default: int) -> int:
    """Return a year of the last ten or the next; `default` for anything else."""
    if text.isascii() and text.isdecimal() and len(text) == 4 and today.year - 10 <= int(text) <= today.year + 1:
        return int(text)
    return default
