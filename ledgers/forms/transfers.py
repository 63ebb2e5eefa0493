"""Forms of transfers (组织关系转接): the beginning and one short form for each move."""

import datetime as dt
import uuid

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.months import first_day, months_after
from ledgers.enums.transfers import TransferAction, TransferKind
from ledgers.forms.development import NumberField, tagless
from ledgers.forms.meetings import DayField
from ledgers.forms.members import MemberForm, half
from ledgers.models import Member, Transfer
from ledgers.selectors.receiving_branches import BranchesFound
from ledgers.words import month_in_words

MONTHS_BACK = 24
MONTHS_AHEAD = 12
BRANCHES = [(TransferKind.INSIDE, TransferKind.INSIDE.label), (TransferKind.OUT, TransferKind.OUT.label)]


def today_field(label: str, **kwargs) -> DayField:
    return DayField(label=label, initial=timezone.localdate, **kwargs)


def reason_field(label: str = _("原因"), *, required: bool = True, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        required=required,
        error_messages={"required": _("请写明原因。"), "max_length": _("太长了，最多 200 个字。")},
        **kwargs,
    )


class PlainForm(forms.Form):
    """A form drawn in the order of its fields."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()


class ApplyForm(PlainForm):
    """Where somebody goes: a branch out of those that were `found`, or words for a place outside."""

    kind = forms.ChoiceField(
        label=_("转到哪里"), choices=BRANCHES, initial=TransferKind.INSIDE, widget=forms.RadioSelect
    )
    target = forms.IntegerField(
        label=_("接收支部"), required=False, error_messages={"invalid": _("请从列表里选接收支部。")}
    )
    outside = forms.CharField(
        label=_("外地党组织"),
        max_length=80,
        required=False,
        help_text=_("写到乡镇党委和支部，例如“南昌市青云谱区三家店街道党工委”。"),
    )
    note = forms.CharField(label=_("转接原因（可以不填）"), max_length=200, required=False)
    applied_on = today_field(_("申请日期"))

    def __init__(self, *args, found: BranchesFound, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.found = found

    @property
    def chosen(self) -> int | None:
        """The branch that is ticked, as far as it is one that was found."""
        value = str(self["target"].value() or "")
        return int(value) if value.isdecimal() and int(value) in self.found.keys else None

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == TransferKind.INSIDE:
            cleaned["outside"] = ""
            if "target" not in self.errors and cleaned.get("target") not in self.found.keys:
                self.add_error("target", _("请选接收支部。"))
        else:
            cleaned["target"] = None
            if not cleaned.get("outside") and "outside" not in self.errors:
                self.add_error("outside", _("请写明转到哪个党组织。"))
        return cleaned


class LetterForm(PlainForm):
    """What stands on a letter of introduction (介绍信)."""

    letter_number = forms.CharField(
        label=_("介绍信编号"), max_length=60, error_messages={"required": _("请填介绍信编号。")}
    )
    issued_on = today_field(_("开具日期"))
    paid_until = forms.TypedChoiceField(label=_("党费交至"), coerce=dt.date.fromisoformat)
    within_city = forms.TypedChoiceField(
        label=_("转接范围"),
        choices=[("1", _("市内")), ("0", _("市外"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    valid_days = NumberField(label=_("有效天数"), help_text=_("不填就按规定的天数，最长 90 天。"))

    def __init__(self, *args, paid_until: dt.date | None = None, is_near: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        month = first_day(timezone.localdate())
        months = [months_after(month, -back) for back in range(-MONTHS_AHEAD, MONTHS_BACK + 1)]
        if paid_until and paid_until not in months:
            months.append(paid_until)
        self.fields["paid_until"].choices = [(each.isoformat(), month_in_words(each)) for each in months]
        self.fields["paid_until"].initial = (paid_until or month).isoformat()
        self.fields["within_city"].initial = "1" if is_near else "0"


class RegisterForm(LetterForm):
    """A letter that somebody brings from outside."""

    name = forms.CharField(label=_("姓名"), max_length=40, error_messages={"required": _("请填姓名。")})
    outside = forms.CharField(
        label=_("从哪个党组织转来"), max_length=80, error_messages={"required": _("请写明从哪个党组织转来。")}
    )
    note = forms.CharField(label=_("转接原因（可以不填）"), max_length=200, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ("name", "outside", "letter_number", "issued_on", "paid_until", "within_city", "valid_days", "note")


class ReceiveForm(PlainForm):
    received_on = today_field(_("接收日期"))
    reason = reason_field(_("说明（介绍信超期的写明原因）"), required=False)


class CompleteForm(PlainForm):
    ended_on = today_field(_("收到回执日期"))


class ArrivalForm(MemberForm):
    """The person who comes from outside, as far as the roll needs it at once."""

    ended_on = today_field(_("寄出回执日期"))

    class Meta(MemberForm.Meta):
        fields = ("name", "gender", "category", "joined_on", "full_on", "phone")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gender"].required = False
        self.helper.layout = Layout(
            half("name", "id_number"),
            half("gender", "category"),
            half("joined_on", "full_on"),
            half("phone", "ended_on"),
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("gender") and not {"gender", "id_number"} & set(self.errors):
            self.add_error("gender", _("必须填写（或者填身份证号）"))
        return cleaned

    def _post_clean(self) -> None:
        """The service writes the row; the form only reads what was typed."""


class ReasonForm(PlainForm):
    reason = reason_field()


def move_form(
    transfer: Transfer, action: str, data=None, *, paid_until: dt.date | None = None, is_near: bool = True
) -> forms.BaseForm:
    """Return the form of a move; `paid_until` and `is_near` fill in the letter."""
    prefix = f"{action}-" if action in (TransferAction.RETURN, TransferAction.WITHDRAW) else ""
    auto_id = f"id_{prefix}%s"
    if action == TransferAction.ISSUE:
        return LetterForm(data, auto_id=auto_id, paid_until=paid_until, is_near=is_near)
    if action == TransferAction.RECEIVE:
        return ReceiveForm(data, auto_id=auto_id)
    if action == TransferAction.COMPLETE and transfer.kind == TransferKind.IN:
        return ArrivalForm(data, auto_id=auto_id, instance=Member(branch=transfer.target, name=transfer.name))
    if action == TransferAction.COMPLETE:
        return CompleteForm(data, auto_id=auto_id)
    if action in (TransferAction.RETURN, TransferAction.WITHDRAW):
        return ReasonForm(data, auto_id=auto_id)
    return PlainForm(data, auto_id=auto_id)
