"""Fields that the forms of the economy share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from economy.amounts import AmountRefused, cents_from
from ledgers.forms.meetings import plain


class MoneyField(forms.CharField):
    """An amount typed in yuan (or 万元, said so), in cents; `zero` lets 0 pass."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, zero: bool = False, **options) -> None:
        super().__init__(max_length=20, **({"error_messages": {"required": _("请写金额。")}} | options))
        self.zero = zero

    def clean(self, value):
        text = plain(super().clean(value))
        if not text:
            return None
        try:
            return cents_from(text, zero=self.zero)
        except AmountRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


def text_field(label, length: int, missing, **options) -> forms.CharField:
    """Return a field for a line of text that has to be written; `missing` is said when it is not."""
    return forms.CharField(label=label, max_length=length, error_messages={"required": missing}, **options)


class ReasonForm(forms.Form):
    reason = text_field(_("原因"), 200, _("请写明原因。"))


class WhyForm(forms.Form):
    why = text_field(_("撤销原因"), 200, _("请写明为什么撤销。"))


class FileField(forms.FileField):
    """A voucher or a scan; what it may be is for `evidence` to say."""

    def __init__(self, **options) -> None:
        super().__init__(
            **(
                {
                    "required": False,
                    "help_text": _("拍照或者选文件，图片、PDF、Word 都行。"),
                    "error_messages": {"empty": _("这个文件是空的，请重新选。"), "required": _("请选文件。")},
                }
                | options
            )
        )
