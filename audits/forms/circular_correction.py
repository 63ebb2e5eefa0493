"""What is wrong in an issued circular, as a form."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from audits.forms.circulars import clean_text


class CorrectionForm(forms.Form):
    """What is right, one paragraph a line, and whether the tables are attached anew."""

    what_is_right = forms.CharField(
        label=_("哪里错了，应当是什么"),
        max_length=5000,
        widget=forms.Textarea({"rows": 6, "class": "circular-body"}),
        help_text=_("一处写一行，例如：第二部分“按时报送398份”更正为“按时报送396份”。"),
    )
    with_tables = forms.BooleanField(
        label=_("附上重新统计的附件"),
        required=False,
        help_text=_("附件里的数字有错时勾选，系统按现在的数据重新生成。"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template writes it
        self.helper.layout = Layout(Field("what_is_right"), Field("with_tables"))

    def clean_what_is_right(self) -> str:
        return clean_text(self.cleaned_data["what_is_right"])
