"""Forms of appointments (任免备案): the township's decision, one short form for each move, the department's answer."""

from collections.abc import Sequence
from itertools import groupby

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.enums import PostKind
from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import CaseKind, OpinionAnswer
from cadres.models import Appointment, Cadre
from evidence.forms import DOCUMENTS, PICTURES
from ledgers.enums import Severity
from ledgers.forms.development import tagless
from ledgers.forms.meetings import DayField, LinesField
from ledgers.rulebook.book import Rule

CHOOSE = [("", _("请选择"))]


class PlainForm(forms.Form):
    """A form drawn in the order of its fields."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()


class DecisionForm(PlainForm):
    """What the township's Party committee decided."""

    decided_on = DayField(label=_("乡镇党委研究日期"), error_messages={"required": _("写上日期。")})
    meeting = forms.CharField(
        label=_("会议名称"),
        max_length=80,
        help_text=_("例如“镇党委2026年第18次会议”。"),
        error_messages={"required": _("请写会议名称。")},
    )
    decision_number = forms.CharField(label=_("会议纪要或者文号（可以后补）"), max_length=60, required=False)
    reasons = LinesField(
        label=_("任免理由"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("请写任免理由。")},
    )
    file = forms.FileField(
        label=_("会议纪要、考察材料（照片、PDF 或者 Word，可以后补）"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": f"{PICTURES},{DOCUMENTS}"}),
    )


class CaseForm(DecisionForm):
    """A new case: what it asks for, who, which post, and the decision."""

    kind = forms.ChoiceField(
        label=_("事由"), choices=CHOOSE + CaseKind.choices, error_messages={"required": _("请选事由。")}
    )
    cadre = forms.TypedChoiceField(
        label=_("人选"),
        coerce=int,
        help_text=_("还没有建档的，先到“档案”里建档。"),
        error_messages={"required": _("请选人选。"), "invalid_choice": _("这个人不在您管理的村里。")},
    )
    post = forms.ChoiceField(
        label=_("岗位"), choices=CHOOSE + PostKind.choices, error_messages={"required": _("请选岗位。")}
    )
    from_post = forms.ChoiceField(
        label=_("原来的岗位"),
        choices=CHOOSE + PostKind.choices,
        required=False,
        help_text=_("只有“届中调整”要选：任新岗位的同时不再担任的岗位。"),
    )
    field_order = ("kind", "cadre", "post", "from_post")

    def __init__(self, *args, cadres: Sequence[Cadre], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (village.village_name, [(person.pk, person.name) for person in persons])
            for village, persons in groupby(cadres, key=lambda person: person.organisation)
        ]
        self.fields["cadre"].choices = CHOOSE + groups

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == CaseKind.ADJUST and not cleaned.get("from_post"):
            self.add_error("from_post", _("请选原来的岗位。"))
        return cleaned


# --- Moves --------------------------------------------------------------------------------------------------------
class ReasonForm(PlainForm):
    reason = LinesField(
        label=_("原因"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("请写明原因。")},
    )


class WantedForm(ReasonForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("要补什么")


class FilingForm(PlainForm):
    """Where there are cautions, the township says why the person is proposed all the same."""

    caution_note = LinesField(
        label=_("对“不宜”情形的说明"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("区委组织部会看到。"),
    )

    def __init__(self, *args, cautions: Sequence[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not cautions:
            del self.fields["caution_note"]
        else:
            missing = _("有“%(what)s”的情形，请说明为什么仍然提名。") % {"what": "”“".join(cautions)}
            self.fields["caution_note"].error_messages["required"] = missing


class PaperForm(PlainForm):
    """The paper that the township issues (任免文件)."""

    paper_number = forms.CharField(
        label=_("任免文号"),
        max_length=60,
        help_text=_("写成“高委干〔2026〕3号”这样。"),
        error_messages={"required": _("请写文号。")},
    )
    paper_on = DayField(label=_("发文日期"), initial=timezone.localdate, error_messages={"required": _("写上日期。")})
    since = DayField(label=_("任免时间"), initial=timezone.localdate, error_messages={"required": _("写上日期。")})


FORMS: dict[str, type[PlainForm]] = {
    A.SEND: PlainForm,
    A.RENEW: ReasonForm,
    A.FILE: FilingForm,
    A.RETURN: WantedForm,
    A.AGREE: PlainForm,
    A.DISAGREE: ReasonForm,
    A.APPOINT: PaperForm,
    A.DEPOSIT: PlainForm,
    A.WITHDRAW: ReasonForm,
}


def move_form(case: Appointment, action: str, data=None, *, cautions: Sequence[str] = ()) -> PlainForm:
    """Return the form of a move; its ids are its own, because several stand on one page."""
    options = {"auto_id": f"id_{action}_%s"}
    if action == A.FILE:
        options |= {"cautions": cautions, "initial": {"caution_note": case.caution_note}}
    return FORMS[action](data, **options)


# --- The department -----------------------------------------------------------------------------------------------
class AnswerForm(PlainForm):
    answer = forms.ChoiceField(
        label=_("联审意见"),
        choices=OpinionAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选联审意见。")},
    )
    items = forms.MultipleChoiceField(
        label=_("是哪一种情形（“无问题”不勾）"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = LinesField(
        label=_("具体情况（“无问题”可以不写）"), max_length=1000, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args, rules: Sequence[Rule], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        marks = {Severity.BLOCK: _("不能"), Severity.WARN: _("不宜")}
        self.fields["items"].choices = [(rule.code, f"{rule.name}（{marks[rule.severity]}）") for rule in rules]
