"""Forms of the roll."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledgers.models import Member
from ledgers.roll_sheet import FIELDS, CellError, SheetRow, check_row, read_id_number
from ledgers.services.roll_standing import STANDING_FIELDS


def half(*names: str) -> Row:
    return Row(*(Column(name, css_class="col-12 col-md-6") for name in names))


class MemberForm(forms.ModelForm):
    """One member. The ID number is never shown again in full: an empty field keeps the stored one.

    State, place and lost contact are asked of somebody new only; later they change on the page of his standing.
    """

    id_number = forms.CharField(label=_("公民身份号码"), required=False, max_length=18)

    class Meta:
        model = Member
        fields = FIELDS
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("birth_date", "joined_on", "full_on", "lost_since")
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if not is_new:
            for name in STANDING_FIELDS:
                self.fields.pop(name, None)
        if self.instance.id_number_cipher:
            self.fields["id_number"].help_text = _("已登记：%(masked)s。不改就留空。") % {
                "masked": self.instance.id_number_masked
            }
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset(
                _("基本情况"),
                half("name", "id_number"),
                half("gender", "ethnicity"),
                half("birth_date", "education"),
                half("phone", "occupation"),
                "address",
            ),
            Fieldset(
                _("党员信息"),
                half("category", "state") if is_new else half("category"),
                half("joined_on", "full_on"),
                half("post", "group"),
                *([half("away_to", "lost_since")] if is_new else []),
            ),
        )

    def clean_id_number(self) -> str:
        try:
            return read_id_number(self.cleaned_data["id_number"])
        except CellError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict:
        """Hold the fields against each other by the same rules as a row of the spreadsheet."""
        cleaned = super().clean()
        row = SheetRow(0, dict(cleaned), {})
        check_row(row, timezone.localdate())
        for name, message in row.errors.items():
            if name not in self.errors:
                self.add_error(name, message)
        if cleaned.get("id_number"):
            cleaned.update({name: row.values[name] for name in ("birth_date", "gender")})
        return cleaned
