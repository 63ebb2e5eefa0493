"""What is asked before a list with persons is handed out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.services.access import REASON_LENGTH


class ExportForm(forms.Form):
    reason = forms.CharField(
        label=_("用途"),
        max_length=REASON_LENGTH,
        error_messages={"required": _("请写明用途，例如“核对换届名单”。")},
        help_text=_("例如“核对换届名单”。谁导出、导出什么、做什么用，都会记下来。"),
    )
