"""The name under which a filter of the queue is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.models import SavedFilter


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name"]
        labels = {"name": _("给这组筛选起个名字")}
        error_messages = {"name": {"required": _("请给这组筛选起个名字。"), "max_length": _("名字最多 20 个字。")}}
