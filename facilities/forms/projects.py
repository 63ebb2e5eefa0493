"""Forms of clearing below-standard villages (清零): the census, the project, and what happens to it."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from config.lib.months import parse_month
from facilities.enums.projects import Cause, Source, Stage, Way
from facilities.forms.checks import NumberField, choice_field, day_field, picture_field, text_field
from facilities.models import UpgradeProject
from ledgers.forms.decisions import YuanField, yuan_typed
from ledgers.models import Decision
from ledgers.words import month_in_words


class AmountField(YuanField):
    """An amount that is not nought."""

    def clean(self, value) -> int:
        if not (cents := super().clean(value)):
            raise forms.ValidationError(_("请填金额。"))
        return cents


class SlotForm(forms.Form):
    """One of several forms of a page; its ids are its own."""

    def __init__(self, data=None, files=None, *, slot: str, initial: dict | None = None) -> None:
        self.slot = slot
        super().__init__(data, files, initial=initial, auto_id=f"{slot}-%s")


class CensusForm(forms.Form):
    cause = choice_field(_("原因类别"), [("", _("请选择")), *Cause.choices])
    note = text_field(_("具体情况"), 300, rows=3, help_text=_("缺什么、差多少，一两句话写清楚。"))


class ProjectForm(forms.Form):
    """What is built with whose money until when; the sources add up to the budget."""

    title = text_field(_("项目名称"), 80)
    way = choice_field(_("方式"), [("", _("请选择")), *Way.choices])
    plan = text_field(_("建设内容"), 2000, rows=4)
    decision = forms.ChoiceField(
        label=_("四议两公开事项"),
        required=False,
        help_text=_("没有走完前五步，不能立项、开工和拨付资金。可以以后再选。"),
        error_messages={"invalid_choice": _("请从列表里选一件。")},
    )
    budget = YuanField(label=_("预算（元）"))
    due_on = day_field(_("承诺完成日"))

    def __init__(self, data=None, *, decisions: Iterable[Decision], project: UpgradeProject | None = None) -> None:
        super().__init__(data, initial=self._typed(project) if project else None)
        if project:
            self.fields["due_on"].disabled = True
            self.fields["due_on"].help_text = _("已经承诺的完成日，改期限要由区委组织部办延期。")
        self.decisions = {str(decision.pk): decision for decision in decisions}
        self.fields["decision"].choices = [
            ("", _("还没有")),
            *((pk, f"{each.number} {each.title}（{each.get_state_display()}）") for pk, each in self.decisions.items()),
        ]
        for source in Source:
            self.fields[source.value] = YuanField(label=source.label)

    @staticmethod
    def _typed(project: UpgradeProject) -> dict:
        values = {name: getattr(project, name) for name in ("title", "way", "plan", "due_on")}
        values |= {"budget": yuan_typed(project.budget_cents), "decision": project.decision_id or ""}
        return values | {row.source: yuan_typed(row.cents) for row in project.funding.all()}

    def clean_budget(self) -> int:
        if not self.cleaned_data["budget"]:
            raise forms.ValidationError(_("请填预算。"))
        return self.cleaned_data["budget"]

    @property
    def money(self) -> list:
        """The fields of the sources, for the table."""
        return [self[source.value] for source in Source]

    @property
    def rest(self) -> list:
        return [field for field in self if field.name not in Source.values]

    @property
    def values(self) -> dict:
        """What the service wants to know of a valid form."""
        found = {name: self.cleaned_data[name] for name in ("title", "way", "plan", "due_on")}
        decision = self.decisions.get(self.cleaned_data["decision"])
        return found | {"budget_cents": self.cleaned_data["budget"], "decision": decision}

    @property
    def sources(self) -> dict[str, int]:
        return {source.value: self.cleaned_data[source.value] or 0 for source in Source}


class MoveForm(SlotForm):
    on = day_field(_("日期"))
    note = text_field(_("说明（可以不填）"), 500, required=False, rows=2)


class ReviseForm(SlotForm):
    note = text_field(_("为什么重新立项"), 500, rows=2)


class ConfirmForm(SlotForm):
    note = text_field(_("说明（可以不填）"), 500, required=False, rows=2)


class PostponeForm(SlotForm):
    due_on = day_field(_("新的承诺完成日"))
    note = text_field(_("延期原因"), 500, rows=2)


class AcceptanceForm(SlotForm):
    held_on = day_field(_("验收日期"))
    team = text_field(_("验收组（单位和职务）"), 200, help_text=_("写单位和职务，不写姓名。"))
    score = NumberField(label=_("得分"), min_value=0, max_value=100)
    text = text_field(_("验收意见"), 500, rows=3)


class MilestoneForm(SlotForm):
    name = text_field(_("节点"), 60, help_text=_("比如：主体封顶、室内装修"))
    due_on = day_field(_("计划日期"))
    who = text_field(_("责任人（岗位）"), 40, help_text=_("写岗位，不写姓名，比如：村党支部书记"))


class ReachForm(SlotForm):
    on = day_field(_("完成日期"))


class ReportForm(SlotForm):
    month = forms.ChoiceField(label=_("哪个月"), error_messages={"invalid_choice": _("请选月份。")})
    percent = NumberField(label=_("形象进度（%）"), min_value=0, max_value=100)
    text = text_field(_("进展情况"), 500, rows=3)
    photo = picture_field(_("现场照片（可以不传）"))

    def __init__(self, data=None, files=None, *, slot: str, months: Sequence[str]) -> None:
        super().__init__(data, files, slot=slot)
        self.fields["month"].choices = [(month, month_in_words(parse_month(month))) for month in months]


class PhotoForm(SlotForm):
    stage = choice_field(_("阶段"), Stage.choices)
    photo = picture_field(_("照片"), required=True)


class PaymentForm(SlotForm):
    amount = AmountField(label=_("金额（元）"))
    paid_on = day_field(_("拨付日期"))
    purpose = text_field(_("用途"), 100)
    voucher = text_field(_("凭证号"), 60)
    is_final = forms.BooleanField(label=_("这是尾款"), required=False)


class WhyForm(SlotForm):
    why = text_field(_("为什么撤销"), 200)
