"""Forms of study, absence, contact, membership, measures and exemption."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ledgers.enums.standing import ExemptionKind, MeasureKind, MembershipMove, OrganisationalKind, Outcome
from ledgers.forms.meetings import DayField, RollField, plain
from ledgers.models import Member


class HoursField(forms.DecimalField):
    """A number of 学时; full-width digits are read too."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


WRONG_HOURS = _("请填学时数，比如 4 或 1.5。")


class StudyForm(forms.Form):
    """One training for many members."""

    what = forms.CharField(
        label=_("学了什么"), max_length=80, error_messages={"required": _("写上学习内容，比如“村干部培训班”。")}
    )
    date = DayField(label=_("日期"), error_messages={"required": _("写上日期。")})
    hours = HoursField(
        label=_("学时"),
        min_value=Decimal("0.1"),
        max_value=100,
        decimal_places=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places"), WRONG_HOURS
        ),
    )
    members = forms.MultipleChoiceField(
        label=_("哪些人参加"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少勾一个人。"), "invalid_choice": _("有人不在本支部名册里，请重新选。")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, members: Sequence[Member], initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["members"].choices = [(str(member.pk), member.name) for member in members]


class _Small(forms.Form):
    """One of the forms of the member's page; its ids are its own."""

    name = ""

    def __init__(self, data=None, *, others: Sequence[Member] = (), initial: dict | None = None) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.name}-%s")
        if "contact" in self.fields:
            self.fields["contact"].offer(others)


def _day(label, required=True) -> DayField:
    return DayField(label=label, required=required, error_messages={"required": _("写上日期。")})


def _text(label, length: int, missing, required=True) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, error_messages={"required": missing})


class AbsenceForm(_Small):
    name = "absence"
    since = _day(_("哪天外出的"))
    place = _text(_("在哪里"), 60, _("写上在哪里。"))
    is_fixed = forms.BooleanField(label=_("地点相对固定"), required=False)
    contact = RollField(label=_("谁来联系"))


class AbsenceEndForm(_Small):
    name = "end"
    until = _day(_("在外最后一天"))


class ContactForm(_Small):
    name = "contact"
    on = _day(_("哪天联系上的"))
    what = _text(_("怎么联系的，说了什么（可以不填）"), 100, "", required=False)
    contact = RollField(label=_("以后谁来联系（不变就不选）"))


class LostForm(_Small):
    name = "lost"
    lost_since = _day(_("从哪天起联系不上（找到了就清空）"), required=False)


# The others are written down as the measures that they are, and end the membership by themselves.
BY_HAND = {
    MembershipMove.SUSPEND: MembershipMove.SUSPEND.label,
    MembershipMove.RESUME: MembershipMove.RESUME.label,
    MembershipMove.REMOVE: _("除名（停止党籍期满仍联系不上）"),
    MembershipMove.QUIT: _("退党（本人要求）"),
    MembershipMove.DIE: MembershipMove.DIE.label,
    MembershipMove.RESTORE: _("更正（上一次登记错了）"),
}


class MembershipForm(_Small):
    name = "membership"
    action = forms.ChoiceField(label=_("办什么"), choices=list(BY_HAND.items()))
    on = _day(_("批准日期（去世写去世日期）"))
    reason = _text(_("批准机关和文号，或者原因"), 200, _("写上批准机关和文号，或者原因。"))


class _MeasureForm(_Small):
    """A measure; whether it is another matter is asked only once a measure of the other sort stands."""

    is_other_matter = forms.BooleanField(label=_("不是同一个问题"), required=False, widget=forms.HiddenInput)

    def add_error(self, field, error) -> None:
        super().add_error(field, error)
        if field == "is_other_matter":
            self.fields[field].widget = forms.CheckboxInput()


class MeasureForm(_MeasureForm):
    name = "measure"
    kind = forms.ChoiceField(label=_("处分"), choices=MeasureKind.choices)
    since = _day(_("处分日期"))
    until = _day(_("察看期满（只有留党察看要填）"), required=False)
    decided_by = _text(_("决定机关"), 60, _("写上决定机关。"))
    document = _text(_("文号"), 60, _("写上文号。"))


class OrganisationalForm(_MeasureForm):
    name = "organisational"
    kind = forms.ChoiceField(label=_("组织处置"), choices=OrganisationalKind.choices)
    since = _day(_("决定日期"))
    until = _day(_("改正期满（只有限期改正要填）"), required=False)
    decided_by = _text(_("批准机关"), 60, _("写上批准机关。"))
    document = _text(_("文号"), 60, _("写上文号。"))
    reason = _text(_("原因，比如“连续6个月不参加组织生活，自行脱党”"), 200, _("写上原因。"))


class OutcomeForm(_Small):
    name = "outcome"
    outcome = forms.ChoiceField(label=_("有没有改正"), choices=Outcome.choices)
    on = _day(_("评定日期"))


class WithdrawForm(_Small):
    """Takes back one of many rows on the page: its ids carry the row's name."""

    why = _text(_("为什么撤销"), 200, _("写上为什么撤销。"))

    def __init__(self, data=None, *, name: str, **rest) -> None:
        self.name = name
        super().__init__(data, **rest)


class ExemptionForm(_Small):
    name = "exemption"
    kind = forms.ChoiceField(label=_("原因"), choices=ExemptionKind.choices)
    since = _day(_("从哪天起"))
    until = _day(_("到哪天（不知道就空着）"), required=False)
    details = _text(_("说明（可以不填，加密保存）"), 200, "", required=False)


class ExemptionEndForm(_Small):
    name = "exempt-end"
    until = _day(_("到哪天为止"))
