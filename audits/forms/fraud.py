"""The lead's word about a doubt of truth (真实性认定)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.forms.development import tagless
from ledgers.forms.meetings import LinesField


class FraudForm(forms.Form):
    """Why a ledger is found to be made up, or why that is taken back (`is_withdrawal`)."""

    reason = LinesField(max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, is_withdrawal: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()
        reason = self.fields["reason"]
        reason.label = _("撤销理由") if is_withdrawal else _("认定理由")
        reason.help_text = _("支部和乡镇都会看到。")
        required = _("请写明撤销的理由。") if is_withdrawal else _("请写明认定的理由。")
        reason.error_messages |= {"required": required, "max_length": _("太长了，最多 500 个字。")}
