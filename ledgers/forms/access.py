"""What the auditor looks for in the log of accesses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from ledgers.forms.meetings import DayField


class AccessFilterForm(forms.Form):
    """All optional; a date that cannot be read narrows nothing and says so."""

    q = forms.CharField(label=_("姓名"), max_length=40, required=False, widget=forms.TextInput({"type": "search"}))
    branch = forms.ModelChoiceField(
        label=_("单位"), queryset=Organisation.objects.none(), required=False, empty_label=_("全部")
    )
    since = DayField(label=_("从哪天"), required=False)
    until = DayField(label=_("到哪天"), required=False)

    def __init__(self, data, *, places) -> None:
        super().__init__(data)
        self.fields["branch"].queryset = places
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ModelChoiceField) else "form-control"

    def clean(self) -> dict:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束日期早于开始日期。"))
        return cleaned
