"""Forms of the duty roster: who takes a shift, leave, the log, visitors, spot checks."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.enums.duty import CheckResult, CheckWay
from cadres.models import Cadre, Duty
from ledgers.forms.meetings import DayField, LinesField
from ledgers.words import day_in_words


class CadreField(forms.ChoiceField):
    """One of the cadres that are handed over; the value is the cadre."""

    def __init__(self, *, label, missing) -> None:
        super().__init__(
            label=label,
            error_messages={"required": missing, "invalid_choice": _("选的人现在不能选，请重新选。")},
        )
        self.known: dict[str, Cadre] = {}

    def offer(self, cadres: Sequence[Cadre]) -> None:
        self.known = {str(cadre.pk): cadre for cadre in cadres}
        self.choices = [("", _("请选择")), *((pk, cadre.name) for pk, cadre in self.known.items())]

    def clean(self, value) -> Cadre | None:
        return self.known.get(super().clean(value))


def _text(label, length: int, missing: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        error_messages={"required": missing, "max_length": _("写得太长了，请简短一些。")},
    )


class _Offering(forms.Form):
    """A form with a field that offers cadres; its ids are its own, several stand on one page."""

    name = ""
    offering = ""

    def __init__(self, data=None, *, cadres: Sequence[Cadre] = (), initial: dict | None = None) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.name}-%s")
        if self.offering:
            self.fields[self.offering].offer(cadres)


class AssignForm(_Offering):
    name, offering = "assign", "other"
    other = CadreField(label=_("换成谁"), missing=_("请选换成谁。"))
    why = _text(_("为什么换"), 100, required=False)


class SwapForm(_Offering):
    """`in_return` offers the shifts of the others that may be taken in exchange."""

    name, offering = "swap", "other"
    other = CadreField(label=_("请谁来代"), missing=_("请选请谁来代。"))
    in_return = forms.ChoiceField(label=_("换哪一天（可以不换）"), required=False)
    reason = _text(_("原因"), 100, _("请写明为什么调班。"))

    def __init__(self, data=None, *, cadres=(), duties: Sequence[Duty] = (), initial=None) -> None:
        super().__init__(data, cadres=cadres, initial=initial)
        self.duties = {str(duty.pk): duty for duty in duties}
        self.fields["in_return"].choices = [
            ("", _("不换，请他代")),
            *((pk, f"{day_in_words(duty.date)} {duty.main}") for pk, duty in self.duties.items()),
        ]

    def clean_in_return(self) -> Duty | None:
        return self.duties.get(self.cleaned_data["in_return"])


class LogForm(_Offering):
    name = "log"
    text = LinesField(
        label=_("值班情况"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("请写值班情况，没有事也写“正常”。"), "max_length": _("最多写 500 个字。")},
    )
    handover = _text(_("要交接的事（没有就不填）"), 300, required=False)


class CheckForm(_Offering):
    name = "check"
    way = forms.ChoiceField(
        label=_("怎么查的"),
        choices=CheckWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选抽查方式。")},
    )
    result = forms.ChoiceField(
        label=_("结果"),
        choices=CheckResult.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选抽查结果。")},
    )
    note = _text(_("情况（脱岗必须写）"), 200, required=False)


class LeaveForm(_Offering):
    name, offering = "leave", "cadre"
    cadre = CadreField(label=_("谁请假"), missing=_("请选谁请假。"))
    since = DayField(label=_("从哪天"), error_messages={"required": _("请写从哪天。")})
    until = DayField(label=_("到哪天（当天算）"), error_messages={"required": _("请写到哪天。")})
    reason = _text(_("事由"), 100, _("请写明事由。"))


class MatterForm(_Offering):
    name, offering = "matter", "taken_by"
    visitor = _text(_("来访人"), 40, _("请写来访人。"))
    phone = _text(_("联系电话（可以不填）"), 20, required=False)
    matter = LinesField(
        label=_("什么事"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("请写来访事项。"), "max_length": _("最多写 300 个字。")},
    )
    taken_by = CadreField(label=_("谁接待的（首问负责）"), missing=_("请选谁接待的。"))


class CloseForm(forms.Form):
    result = _text(_("办理结果"), 300, _("请写办理结果。"))


class NoteForm(forms.Form):
    note = _text(_("审批意见（不批必须写）"), 100, required=False)
