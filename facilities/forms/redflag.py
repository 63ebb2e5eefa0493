"""Forms of red-flag branches (红旗党支部)."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from facilities.enums.redflag import RecheckResult, UseKind, VetoKind
from facilities.forms.checks import NumberField, choice_field, day_field, text_field
from facilities.forms.projects import AmountField, SlotForm


class ClaimForm(SlotForm):
    claim = text_field(_("理由"), 2000, rows=5, help_text=_("写突出的做法和成效，数据系统会自动带出。"))


class NoteForm(SlotForm):
    note = text_field(_("意见（可以不填）"), 500, required=False, rows=2)


class ReasonForm(SlotForm):
    note = text_field(_("原因"), 500, rows=2)


class ReviewForm(SlotForm):
    score = NumberField(label=_("复核得分"), min_value=0, max_value=100)
    note = text_field(_("复核情况（查台账、实地看、民主测评）"), 500, rows=3)


class NameForm(SlotForm):
    on = day_field(_("命名日期"))
    paper = text_field(_("命名文号"), 60)


class VetoForm(SlotForm):
    """`village` offers the villages of the scope."""

    village = forms.ChoiceField(
        label=_("村"), error_messages={"required": _("请选村。"), "invalid_choice": _("请从列表里选一个村。")}
    )
    kind = choice_field(_("情形"), [("", _("请选择")), *VetoKind.choices])
    since = day_field(_("发生日期"))
    text = text_field(_("说明"), 200, help_text=_("写事由和依据，不写姓名。"))

    def __init__(self, data=None, *, slot: str, villages: Iterable[Organisation], initial: dict | None = None) -> None:
        super().__init__(data, slot=slot, initial=initial)
        self.villages = {str(village.pk): village for village in villages}
        self.fields["village"].choices = [
            ("", _("请选择")),
            *((pk, village.village_name) for pk, village in self.villages.items()),
        ]

    def clean_village(self) -> Organisation:
        return self.villages[self.cleaned_data["village"]]


class ObjectionForm(SlotForm):
    raised_on = day_field(_("提出日期"))
    who = text_field(_("谁提的"), 20, help_text=_("写身份，不写姓名，比如：一组村民"))
    text = text_field(_("异议内容"), 500, rows=3)


class AnswerForm(SlotForm):
    answered_on = day_field(_("答复日期"))
    answer = text_field(_("怎么答复的"), 500, rows=3)


class PayForm(SlotForm):
    paid_on = day_field(_("拨付日期"))
    voucher = text_field(_("凭证号"), 60)


class UseForm(SlotForm):
    kind = choice_field(_("用途"), [("", _("请选择")), *UseKind.choices], help_text=_("不得发给个人。"))
    amount = AmountField(label=_("金额（元）"))
    used_on = day_field(_("日期"))
    text = text_field(_("说明"), 200)


class RecheckForm(SlotForm):
    held_on = day_field(_("复核日期"))
    result = choice_field(_("结果"), [("", _("请选择")), *RecheckResult.choices])
    text = text_field(_("情况"), 300, rows=3)


class DayForm(SlotForm):
    on = day_field(_("日期"))
