"""The text of a circular as a form."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from audits.models import Circular
from audits.services.circulars import FIELDS

# 18 characters of an ID number, or 11 of a mobile phone's: a circular names villages and posts, never persons.
PERSONAL_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
LEFT_OVER = re.compile(r"××|XX+|xx+")


def clean_text(text: str) -> str:
    """Return the text of a circular without outer blanks; refuses personal numbers and what is left to fill in."""
    text = text.replace("\r\n", "\n").strip()
    if PERSONAL_NUMBER.search(text):
        raise forms.ValidationError(_("正文里有身份证号或手机号样的数字。通报只写村、支部和岗位，请去掉。"))
    if left := LEFT_OVER.search(text):
        raise forms.ValidationError(_("正文里还有没填的“%(text)s”，请填好或者删掉。"), params={"text": left[0]})
    return text


class CircularForm(forms.ModelForm):
    """Title, addressees, text and copies; `version` is the one the person opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Circular
        fields = FIELDS
        widgets = {
            "title": forms.TextInput({"autocomplete": "off"}),
            "addressees": forms.TextInput({"autocomplete": "off"}),
            "body": forms.Textarea({"rows": 24, "class": "circular-body", "spellcheck": "false"}),
            "copies_to": forms.TextInput({"autocomplete": "off"}),
        }
        help_texts = {
            "body": _("一段写一行。“一、”“（一）”开头的行是标题。附件由数据自动生成，不用写在这里。"),
            "copies_to": _("不写句号，印发时自动加上。"),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template writes it
        self.helper.layout = Layout("version", Field("title"), Field("addressees"), Field("body"), Field("copies_to"))

    def clean_body(self) -> str:
        return clean_text(self.cleaned_data["body"])
