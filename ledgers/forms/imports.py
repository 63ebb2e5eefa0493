"""Forms of the roll as a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.enums import Level
from branches.models import Organisation
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


class SummaryForm(FullExportForm):
    """Why the rolls of many branches are taken out, and of which place; who has one place is not asked for it."""

    place = forms.ModelChoiceField(label=_("范围"), queryset=Organisation.objects.none(), empty_label=None)
    field_order = ("place", "reason")

    def __init__(self, data=None, *, own: Organisation, townships) -> None:
        super().__init__(data, initial={"place": own.pk})
        self.own = own
        if own.level == Level.TOWNSHIP:
            del self.fields["place"]
        else:
            self.fields["place"].queryset = townships | Organisation.objects.filter(pk=own.pk)

    @property
    def chosen(self) -> Organisation:
        return self.cleaned_data.get("place") or self.own
