"""A word to the reviewer when a ledger is handed in, and a word on the month's changes of the roll."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.forms.meetings import LinesField


class SubmitForm(forms.Form):
    note = LinesField(
        label=_("情况说明"),
        max_length=1000,
        required=False,
        help_text=_("审查小组会看到这段话。没有要说明的可以不写。"),
    )

    def __init__(self, *args, must_explain: bool, **kwargs) -> None:
        """`must_explain` when the pre-checks found something that the branch does not mend."""
        super().__init__(*args, **kwargs)
        field = self.fields["note"]
        field.widget.attrs["rows"] = 3
        if must_explain:
            field.required = True
            field.error_messages["required"] = _("上面有“请核对”的地方，不改就要写明情况。")
            field.help_text = _("上面“请核对”的地方如果不用改，在这里写明原因，审查小组会看到。")


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
