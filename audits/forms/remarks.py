"""A new remark for the library."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.enums import Reason
from audits.models.remark import LENGTH


class RemarkForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("扣分原因"), choices=Reason.choices, error_messages={"required": _("请选择原因。")}
    )
    text = forms.CharField(
        label=_("常用语"),
        max_length=LENGTH,
        help_text=_("最多 100 个字，写清哪里不对、怎么改。"),
        error_messages={"required": _("请写常用语。"), "max_length": _("最多 100 个字。")},
    )
