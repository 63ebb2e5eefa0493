"""Forms for putting limits off (因灾顺延) and for taking that back."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.forms.development import tagless
from ledgers.forms.meetings import DayField


class ExtensionForm(forms.Form):
    """Townships, a date, why, and the paper behind it."""

    townships = forms.TypedMultipleChoiceField(
        label=_("哪些乡镇"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选乡镇。"), "invalid_choice": _("请从列表里选乡镇。")},
    )
    until = DayField(
        label=_("按时截止顺延到"),
        help_text=_("到这一天24:00；遇休息日再往后移。锁定、审查和报送的时间一起顺延。"),
        error_messages={"required": _("请填顺延到哪一天。")},
    )
    reason = forms.CharField(
        label=_("原因"),
        max_length=200,
        help_text=_("支部会看到，例如“洪涝灾害”。"),
        error_messages={"required": _("请写明原因。"), "max_length": _("太长了，最多 200 个字。")},
    )
    document = forms.CharField(
        label=_("文号"),
        max_length=80,
        help_text=_("同意顺延的文件，例如“临组发〔2026〕12号”。"),
        error_messages={"required": _("请填文号。"), "max_length": _("太长了，最多 80 个字。")},
    )

    def __init__(self, *args, townships: Sequence[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()
        self.fields["townships"].choices = townships


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("为什么撤销"),
        max_length=200,
        error_messages={"required": _("请写明为什么撤销。"), "max_length": _("太长了，最多 200 个字。")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()
