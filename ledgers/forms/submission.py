"""Words to the reviewer when a ledger is handed in, and a word on the month's changes of the roll."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.forms.meetings import LinesField
from ledgers.prechecks.findings import Warning

REASON_LENGTH = 200


class SubmitForm(forms.Form):
    """A reason for each doubt that the branch leaves as it is, and a general note that may stand for all of them."""

    note = LinesField(
        label=_("情况说明"),
        max_length=1000,
        required=False,
        help_text=_("审查小组会看到这段话。没有要说明的可以不写。"),
    )

    def __init__(self, *args, doubts: Sequence[Warning], earlier: Mapping[str, str] | None = None, **kwargs) -> None:
        """`doubts` may be explained; `earlier` are the reasons given last time, by the key of their doubt."""
        super().__init__(*args, **kwargs)
        self.doubts = doubts
        for doubt in doubts:
            self.fields[_name(doubt)] = forms.CharField(
                label=_("为什么不改"),
                max_length=REASON_LENGTH,
                required=False,
                initial=(earlier or {}).get(doubt.key, ""),
                widget=forms.TextInput({"autocomplete": "off", "class": "form-control"}),
            )
        self.fields["note"].widget.attrs["rows"] = 3

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("note", "").strip():
            return cleaned
        for doubt in self.doubts:
            if not cleaned.get(_name(doubt)) and _name(doubt) not in self.errors:
                self.add_error(_name(doubt), _("改好它，或者写一句原因。"))
        return cleaned

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons of a valid form by the key of their doubt."""
        return {doubt.key: self.cleaned_data[_name(doubt)] for doubt in self.doubts}

    @property
    def rows(self) -> list[tuple[Warning, forms.BoundField]]:
        """Each doubt with the field for its reason."""
        return [(doubt, self[_name(doubt)]) for doubt in self.doubts]


def _name(doubt: Warning) -> str:
    return f"reason-{doubt.key}"


class RollForm(forms.Form):
    note = LinesField(
        label=_("本月变动"),
        max_length=500,
        required=False,
        help_text=_("转入、转出、去世、外出等，写明是谁；没有变动就不写。"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["rows"] = 3
