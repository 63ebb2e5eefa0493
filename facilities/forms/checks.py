"""Forms of a check of premises: one item, and the end."""

import datetime as dt

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from evidence.forms import PICTURES
from facilities.checklist import Criterion, Item, Measure
from facilities.six_haves import wanted_in_words
from ledgers.forms.meetings import DayField, plain
from ledgers.rulebook.book import RuleBook

YES_NO = [("1", _("是")), ("0", _("否"))]


class NumberField(forms.IntegerField):
    """A whole number, not below nought; full-width digits are read too."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("请填整数，没有就填 0。"),
        "required": _("请填数字，没有就填 0。"),
        "min_value": _("不能小于 0。"),
        "max_value": _("数字太大了，请核对。"),
    }

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


def picture_field(label, *, required: bool = False, help_text="") -> forms.FileField:
    """A field that takes one photo; what is in it is looked at when it is stored."""
    size = _("照片，不超过 %(n)d MB。") % {"n": settings.EVIDENCE_MAX_BYTES // 1024 // 1024}
    return forms.FileField(
        label=label,
        required=required,
        widget=forms.FileInput({"accept": PICTURES}),
        help_text=help_text or size,
        error_messages={"required": _("请拍一张照片。")},
    )


def choice_field(label, choices, *, required: bool = True, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
        **kwargs,
    )


def text_field(label, length: int, *, required: bool = True, rows: int = 0, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput(),
        error_messages={"required": _("请填写。"), "max_length": _("写得太长了，请简短一些。")},
    )


def day_field(label, *, required: bool = True, help_text="") -> DayField:
    return DayField(label=label, required=required, help_text=help_text, error_messages={"required": _("写上日期。")})


def _field(criterion: Criterion, book: RuleBook) -> forms.Field:
    wanted = wanted_in_words(criterion, book)
    if criterion.measure in (Measure.YES, Measure.NO):
        return choice_field(criterion.label, YES_NO, widget=forms.RadioSelect())
    if criterion.measure == Measure.FRESH:
        return day_field(criterion.label, help_text=wanted)
    if criterion.choices:
        options = [("", _("请选择")), *((str(number), label) for number, label in criterion.choices)]
        return choice_field(criterion.label, options, help_text=wanted)
    label = _("%(what)s（%(unit)s）") % {"what": criterion.label, "unit": criterion.unit}
    return NumberField(label=label, min_value=0, max_value=criterion.most, help_text=wanted)


class ItemForm(forms.Form):
    """The criteria of one item, each with how much is enough, and its standard photo."""

    def __init__(self, data=None, files=None, *, item: Item, book: RuleBook, measures: dict | None = None) -> None:
        super().__init__(data, files, initial=self._typed(item, measures or {}))
        self.item = item
        for criterion in item.criteria:
            self.fields[criterion.code] = _field(criterion, book)
        self.fields["photo"] = picture_field(_("照片"), help_text=item.photo)

    @staticmethod
    def _typed(item: Item, measures: dict[str, int]) -> dict:
        days = {each.code for each in item.criteria if each.measure == Measure.FRESH}
        return {code: dt.date.fromordinal(value) if code in days else value for code, value in measures.items()}

    @property
    def measures(self) -> dict[str, int]:
        """The measures of a valid form as the service wants them."""
        found = {}
        for criterion in self.item.criteria:
            value = self.cleaned_data[criterion.code]
            found[criterion.code] = value.toordinal() if isinstance(value, dt.date) else int(value)
        return found


class FinishForm(forms.Form):
    done_on = day_field(_("检查日期"))
    note = text_field(_("说明（可以不填）"), 300, required=False, rows=2)
