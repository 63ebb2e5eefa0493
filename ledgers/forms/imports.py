"""Forms of the roll as a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.services.access import REASON_LENGTH


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("填好的名册表（.xlsx）"),
        # No `accept`: WeChat's browser on Android offers no files at all for endings it does not know.
        widget=forms.FileInput(),
        allow_empty_file=True,
        error_messages={"required": _("请先选择表格文件")},
    )


class FullExportForm(forms.Form):
    reason = forms.CharField(
        label=_("用途"),
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("例如：核对换届名单。您的姓名、时间和用途会记录下来，不能删改。"),
        error_messages={"required": _("请写明用途，例如“核对换届名单”。")},
    )
