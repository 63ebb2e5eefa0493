"""Forms of admitting members (发展党员)."""

import datetime as dt
import uuid
from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from config.lib import idnumber
from evidence.forms import PICTURES
from ledgers.development_steps import ACTIVIST, ADMIT, BEGINNINGS, PROSPECT, Facts, Step
from ledgers.enums import Gender
from ledgers.enums.development import Stage
from ledgers.forms.meetings import CountField, DayField, LinesField, RollField
from ledgers.forms.members import half
from ledgers.models import Candidate, DevelopmentStep, Member
from ledgers.roll_sheet import CellError, read_id_number
from ledgers.rulebook.book import RuleBook

# The days that are asked for when a way began before the record, each once.
EARLIER = sorted({code for _begun, codes in BEGINNINGS.values() for code in codes})
EARLIER_LABELS = {
    ACTIVIST: _("确定为积极分子的日期（积极分子、发展对象填）"),
    PROSPECT: _("确定为发展对象的日期（发展对象填）"),
    ADMIT: _("接收预备党员的支部大会日期（预备党员填）"),
}


def tagless() -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    return helper


class NumberField(CountField):
    """A small number of days, hours or people."""

    default_error_messages = {
        "invalid": _("请填数字。"),
        "min_value": _("不能小于 0。"),
        "max_value": _("数字太大了，请核对。"),
    }


class PersonForm(forms.ModelForm):
    """The person. The ID number is never shown again in full: an empty field keeps the stored one."""

    id_number = forms.CharField(
        label=_("公民身份号码"), required=False, max_length=18, help_text=_("填了身份证号，性别和出生日期可以不填。")
    )
    birth_date = DayField(label=_("出生日期"), required=False)
    applied_on = DayField(label=_("递交申请书日期"), help_text=_("收到书面申请的那一天。申请人要年满18周岁。"))

    class Meta:
        model = Candidate
        fields = ("name", "gender", "birth_date", "education", "phone", "occupation", "applied_on")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gender"].required = False
        if self.instance.id_number_cipher:
            self.fields["id_number"].help_text = _("已登记：%(masked)s。不改就留空。") % {
                "masked": self.instance.id_number_masked
            }
        self.helper = tagless()
        self.helper.layout = Layout(*self.person_layout())

    def person_layout(self) -> list:
        return [
            Fieldset(
                _("本人信息"),
                half("name", "id_number"),
                half("gender", "birth_date"),
                half("education", "occupation"),
                "phone",
            ),
            Fieldset(_("入党申请"), "applied_on"),
        ]

    def clean_id_number(self) -> str:
        try:
            return read_id_number(self.cleaned_data["id_number"])
        except CellError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict:
        cleaned = super().clean()
        if number := cleaned.get("id_number"):
            born = idnumber.birth_date(number)
            gender = Gender.MALE if idnumber.is_male(number) else Gender.FEMALE
            if cleaned.get("birth_date") not in (None, born):
                self.add_error("birth_date", _("与身份证号里的出生日期不一致"))
            if cleaned.get("gender") not in ("", None, gender):
                self.add_error("gender", _("与身份证号不一致"))
            cleaned["birth_date"], cleaned["gender"] = born, gender
        for name in ("birth_date", "gender"):
            if not cleaned.get(name) and name not in self.errors and "id_number" not in self.errors:
                self.add_error(name, _("必须填写（或者填身份证号）"))
        return cleaned

    def _post_clean(self) -> None:
        """The service writes the row; the form only reads what was typed."""


class NewCandidateForm(PersonForm):
    """A person whose record begins: a fresh applicant, or someone who has been on the way for long."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    stage = forms.ChoiceField(
        label=_("现在是"),
        choices=[(stage.value, stage.label) for stage in Stage if stage in BEGINNINGS],
        initial=Stage.APPLICANT,
        help_text=_("选现在的身份，填下面对应的日期。前面的步骤不用一步步补，看纸质档案就行。"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code in EARLIER:
            self.fields[f"day_{code}"] = DayField(label=EARLIER_LABELS[code], required=False)

    def person_layout(self) -> list:
        return [
            "key",
            *super().person_layout(),
            Fieldset(_("以前就在办的，补填这些（新申请的跳过）"), "stage", *(f"day_{code}" for code in EARLIER)),
        ]

    @property
    def days(self) -> dict[int, dt.date]:
        """The days of the earlier steps that were filled in, by code."""
        found = {code: self.cleaned_data.get(f"day_{code}") for code in EARLIER}
        return {code: day for code, day in found.items() if day}


class StepForm(forms.Form):
    """The day of a step, the one or two facts that it needs, a word and a picture if there is one.

    `voters`: how many may vote in the branch now, filled in beforehand. `book`: the rules of today, for the hints.
    """

    def __init__(
        self,
        *args,
        step: Step,
        members: Sequence[Member],
        book: RuleBook,
        row: DevelopmentStep | None = None,
        voters: int = 0,
        **kwargs,
    ) -> None:
        names = ("done_on", *FIELD_NAMES) if row else ()
        kwargs["initial"] = {"voters": voters} | {name: getattr(row, name) for name in names}
        super().__init__(*args, **kwargs)
        self.book = book
        self.fields["done_on"] = DayField(label=_("日期"))
        for fact in step.facts:
            self.fields.update(self.fact_fields(fact, members))
        self.fields["note"] = LinesField(
            label=_("结论或说明"),
            required=False,
            max_length=500,
            widget=forms.Textarea({"rows": 2}),
        )
        self.fields["upload"] = forms.FileField(
            label=_("材料照片（不强求）"),
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput({"accept": PICTURES}),
        )
        if row:
            self.fields["reason"] = forms.CharField(label=_("为什么改"), required=False, max_length=200)
            for name in ("first_member", "second_member"):
                self.initial[name] = getattr(row, f"{name}_id")
        self.helper = tagless()
        self.helper.layout = Layout(*self.rows())

    def fact_fields(self, fact: Facts, members: Sequence[Member]) -> dict[str, forms.Field]:
        """Return the fields of one kind of fact."""
        if fact in (Facts.CONTACTS, Facts.INTRODUCERS):
            words = (
                (_("培养联系人"), _("第二名联系人（可以不填）"))
                if fact == Facts.CONTACTS
                else (_("第一名介绍人"), _("第二名介绍人"))
            )
            people = {"first_member": RollField(label=words[0]), "second_member": RollField(label=words[1])}
            for each in people.values():
                each.offer(members)
            return people

        def number(code: str) -> int:
            return self.book.value(f"development.{code}")

        return {
            Facts.TRAINING: lambda: {
                "training_days": NumberField(
                    label=_("培训几天"), help_text=_("一般不少于%(n)d天") % {"n": number("training_days")}
                ),
                "training_hours": NumberField(
                    label=_("或者多少学时"), help_text=_("一般不少于%(n)d学时") % {"n": number("training_hours")}
                ),
            },
            Facts.VOTES: lambda: {
                "voters": NumberField(
                    label=_("应到会有表决权的正式党员"), help_text=_("预备党员没有表决权，不算在内。")
                ),
                "voters_present": NumberField(label=_("到会的正式党员")),
                "votes_for": NumberField(
                    label=_("赞成票"), help_text=_("无记名投票；不能到会的人会前交来的书面意见也算。")
                ),
            },
            Facts.DOCUMENT: lambda: {
                "document": forms.CharField(
                    label=_("乡镇党委文号"), required=False, max_length=60, help_text=_("没有文号就不填。")
                )
            },
            Facts.PUBLICITY: lambda: {
                "notice_from": DayField(label=_("公示开始"), required=False),
                "notice_until": DayField(
                    label=_("公示结束"),
                    required=False,
                    help_text=_("不少于%(n)d个工作日，贴出来的那天不算。") % {"n": number("notice_workdays")},
                ),
            },
        }[fact]()

    def rows(self) -> list:
        """Return the fields in the order of the form, those that belong together side by side."""
        pairs = (("first_member", "second_member"), ("training_days", "training_hours"))
        pairs += (("voters_present", "votes_for"), ("notice_from", "notice_until"))
        shown, rows = set(), []
        for name in self.fields:
            if name in shown:
                continue
            pair = next((pair for pair in pairs if pair[0] == name), (name,))
            rows.append(half(*pair) if len(pair) > 1 else name)
            shown |= set(pair)
        return rows

    @property
    def values(self) -> dict:
        """The facts by column."""
        return {name: self.cleaned_data.get(name) for name in FIELD_NAMES if name in self.fields}


FIELD_NAMES = (
    "first_member",
    "second_member",
    "training_days",
    "training_hours",
    "voters",
    "voters_present",
    "votes_for",
    "notice_from",
    "notice_until",
    "document",
    "note",
)


class CloseForm(forms.Form):
    """How the way of a person ends."""

    action = forms.ChoiceField(label=_("怎么办理"), widget=forms.RadioSelect)
    day = DayField(label=_("日期"))
    reason = LinesField(label=_("原因"), max_length=400, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, endings: Sequence, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [(each.action, f"{each.label}：{each.text}") for each in endings]
        if len(endings) == 1:
            self.fields["action"].initial = endings[0].action
        self.helper = tagless()


class ReopenForm(forms.Form):
    reason = LinesField(label=_("为什么恢复"), max_length=400, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()


class ProlongForm(forms.Form):
    """A prolonged probation: decided when, for how long, why."""

    decided_on = DayField(label=_("支部大会决定的日期"))
    months = NumberField(label=_("延长几个月"))
    document = forms.CharField(label=_("乡镇党委批复文号"), required=False, max_length=60)
    reason = LinesField(label=_("原因"), max_length=400, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, least: int, most: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        words = {"least": least, "most": most}
        self.fields["months"].required = True
        self.fields["months"].help_text = _("不少于%(least)d个月，不超过%(most)d个月，只能延长一次。") % words
        self.helper = tagless()
