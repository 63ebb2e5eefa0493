"""Forms of policy bottlenecks: what stops a village, and one short form for each move."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import Department
from cadres.forms.growth import choice, text
from economy.enums.bottleneck import BottleneckKind, Outcome, Satisfaction
from economy.enums.bottleneck import TicketAction as A
from economy.forms.project import CHOOSE, PlainForm
from economy.models import Bottleneck, Project
from economy.models.bottleneck import LONGEST_NOTE
from ledgers.forms.meetings import LinesField


def lines(label, length: int, *, required: bool = True, rows: int = 4) -> LinesField:
    return LinesField(
        label=label,
        max_length=length,
        required=required,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": _("请写明情况。")},
    )


class RaiseForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = choice(_("类别"), [*CHOOSE, *BottleneckKind.choices])
    title = text(_("卡在哪里"), 60, help_text=_("一句话，比如“大棚管理房没有用地指标”。"))
    text = lines(_("具体情况"), 2000)
    project = forms.ModelChoiceField(
        label=_("关系到哪个项目（可以不选）"), queryset=Project.objects.none(), required=False
    )

    def __init__(self, data=None, *, projects) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
        self.fields["project"].queryset = projects


class NoteForm(PlainForm):
    note = lines(_("情况"), LONGEST_NOTE, rows=3)


class OptionalForm(PlainForm):
    note = lines(_("意见（可以不写）"), LONGEST_NOTE, required=False, rows=3)


class ResendForm(PlainForm):
    text = lines(_("具体情况"), 2000)


class DepartmentForm(PlainForm):
    department = forms.ModelChoiceField(
        label=_("牵头部门"),
        queryset=Department.objects.none(),
        error_messages={"required": _("请选牵头部门。"), "invalid_choice": _("请选本区的牵头部门。")},
    )
    note = lines(_("要求（可以不写）"), LONGEST_NOTE, required=False, rows=3)


class PassOnForm(DepartmentForm):
    note = lines(_("为什么改交"), LONGEST_NOTE, rows=3)


class AnswerForm(PlainForm):
    outcome = choice(_("办理结果"), Outcome.choices, widget=forms.RadioSelect)
    note = lines(_("答复"), LONGEST_NOTE)


class RateForm(PlainForm):
    satisfaction = forms.TypedChoiceField(
        label=_("满意度"),
        coerce=int,
        choices=Satisfaction.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选满意度。"), "invalid_choice": _("请选满意度。")},
    )
    note = lines(_("说明（不满意的要写）"), LONGEST_NOTE, required=False, rows=3)


FORMS: dict[str, type[PlainForm]] = {
    A.RETURN: NoteForm,
    A.RESEND: ResendForm,
    A.REPORT: OptionalForm,
    A.ASSIGN: DepartmentForm,
    A.CONSULT: NoteForm,
    A.PASS_ON: PassOnForm,
    A.ANSWER: AnswerForm,
    A.RATE: RateForm,
    A.REOPEN: NoteForm,
    A.WITHDRAW: NoteForm,
}


def move_form(ticket: Bottleneck, action: str, data=None, *, departments=None) -> PlainForm:
    """Return the form of a move; its ids are its own, because several stand on one page."""
    initial = {"text": ticket.text} if action == A.RESEND else {}
    form = FORMS[action](data, auto_id=f"id_{action}_%s", initial=initial)
    if departments is not None and "department" in form.fields:
        form.fields["department"].queryset = departments
    return form
