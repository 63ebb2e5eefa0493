"""Forms of projects: the idea, one short form for each move, the budget, progress, payments, returns."""

import uuid
from collections.abc import Iterable

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.forms.growth import certificate, choice, day, text
from economy.enums.project import FundKind, OperationMode, ProjectKind
from economy.enums.project import ProjectAction as A
from economy.models import Project, ProjectFund
from evidence.forms import PICTURES
from ledgers.decision_gate import yuan
from ledgers.forms.decisions import YuanField, yuan_typed
from ledgers.forms.development import tagless
from ledgers.forms.meetings import LinesField
from ledgers.models import Decision

CHOOSE = [("", _("请选择"))]


class PlainForm(forms.Form):
    """A form drawn in the order of its fields."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()


class AmountField(YuanField):
    """An amount of money that has to be written; zero is an amount where `may_be_zero`."""

    default_error_messages = {"required": _("请写金额。"), "zero": _("金额要大于 0。")}

    def __init__(self, *, may_be_zero: bool = False, **kwargs) -> None:
        self.may_be_zero = may_be_zero
        super().__init__(**kwargs)
        self.required = self.widget.is_required = True

    def clean(self, value) -> int:
        cents = super().clean(value)
        if cents == 0 and not self.may_be_zero:
            raise forms.ValidationError(self.error_messages["zero"], code="zero")
        return cents


def note(label, *, required: bool, length: int = 500) -> LinesField:
    return LinesField(
        label=label,
        max_length=length,
        required=required,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("请写明原因。")},
    )


# --- The idea ------------------------------------------------------------------------------------------------------
class FundsForm(PlainForm):
    """Where the money comes from: a field for each kind, together the budget."""

    def __init__(self, *args, funds: dict[str, int] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for kind in FundKind:
            self.fields[f"fund_{kind}"] = YuanField(
                label=_("%(kind)s（元）") % {"kind": kind.label}, initial=yuan_typed((funds or {}).get(kind))
            )

    @property
    def funds(self) -> dict[str, int]:
        """The kinds of money that were written, in cents."""
        return {str(kind): cents for kind in FundKind if (cents := self.cleaned_data.get(f"fund_{kind}"))}

    @property
    def fund_fields(self) -> list:
        return [self[f"fund_{kind}"] for kind in FundKind]


class ProjectForm(FundsForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = text(_("项目名称"), 60, help_text=_("一句话说清做什么，比如“50亩大棚蔬菜基地”。"))
    kind = choice(_("项目类型"), [*CHOOSE, *ProjectKind.choices])
    place = text(_("建设地点"), 100, required=False)
    plan = LinesField(
        label=_("建设内容"),
        max_length=3000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("做什么、规模多大、怎么经营、收益怎么来。"),
        error_messages={"required": _("请写建设内容。")},
    )
    planned_from = day(_("计划开工"))
    planned_until = day(_("计划完工"))
    expected = YuanField(label=_("预计年收益（元，可以不填）"))
    budget = AmountField(label=_("总投资（元）"), help_text=_("等于下面各项资金来源合计。"))
    main = ("name", "kind", "place", "plan", "planned_from", "planned_until", "expected", "budget")

    def __init__(self, data=None, *, project: Project | None = None) -> None:
        initial: dict = {"key": uuid.uuid4()}
        funds = None
        if project is not None:
            initial = {name: getattr(project, name) for name in self.main if name not in ("expected", "budget")}
            initial |= {
                "budget": yuan_typed(project.budget_cents),
                "expected": yuan_typed(project.expected_cents or None),
            }
            funds = dict(project.funds.values_list("kind", "amount_cents"))
        super().__init__(data, initial=initial, funds=funds)

    @property
    def main_fields(self) -> list:
        return [self[name] for name in self.main]

    @property
    def values(self) -> dict:
        """The columns of a valid form."""
        cleaned = self.cleaned_data
        plain = {name: cleaned[name] for name in self.main if name not in ("expected", "budget")}
        return plain | {"budget_cents": cleaned["budget"], "expected_cents": cleaned["expected"] or 0}


class ChangeForm(FundsForm):
    reason = note(_("为什么调整"), required=True)


# --- Moves ---------------------------------------------------------------------------------------------------------
class NoteForm(PlainForm):
    note = note(_("意见（可以不写）"), required=False)


class ReasonForm(PlainForm):
    note = note(_("原因"), required=True)


class ApproveForm(PlainForm):
    approved_number = text(_("批复文号（可以不填）"), 60, required=False)
    note = note(_("意见（可以不写）"), required=False)


class SettlementForm(PlainForm):
    settlement = AmountField(label=_("决算金额（元）"))

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["settlement_cents"] = cleaned.get("settlement")
        return cleaned


class CompleteForm(SettlementForm):
    completed_on = day(_("验收日期"))
    note = note(_("验收意见（可以不写）"), required=False)
    field_order = ("completed_on", "settlement", "note")


class CorrectForm(SettlementForm):
    note = note(_("为什么更正"), required=True)


class OperateForm(PlainForm):
    operated_from = day(_("从哪天开始运营"))
    operation = choice(_("经营方式"), [*CHOOSE, *OperationMode.choices])
    operator = text(_("经营主体"), 80, required=False, help_text=_("自营的不填；发包、出租、合作的写给谁。"))


FORMS: dict[str, type[PlainForm]] = {
    A.SUBMIT: PlainForm,
    A.RETURN: ReasonForm,
    A.AGREE: NoteForm,
    A.APPLY: PlainForm,
    A.REFUSE: ReasonForm,
    A.APPROVE: ApproveForm,
    A.CONFIRM: NoteForm,
    A.COMPLETE: CompleteForm,
    A.CORRECT: CorrectForm,
    A.OPERATE: OperateForm,
    A.END: ReasonForm,
    A.STOP: ReasonForm,
}


def move_form(action: str, data=None) -> PlainForm:
    """Return the form of a move; its ids are its own, because several stand on one page."""
    return FORMS[action](data, auto_id=f"id_{action}_%s")


class DecisionChoiceForm(PlainForm):
    decision = forms.ModelChoiceField(
        label=_("本村已经提出的事项"),
        queryset=Decision.objects.none(),
        error_messages={"required": _("请选一件。"), "invalid_choice": _("请选一件。")},
    )

    def __init__(self, data=None, *, decisions) -> None:
        super().__init__(data, auto_id="decide-%s")
        self.fields["decision"].queryset = decisions


# --- Works ---------------------------------------------------------------------------------------------------------
class ProgressForm(PlainForm):
    on = day(_("日期"))
    percent = forms.IntegerField(
        label=_("完成百分之几"),
        min_value=0,
        max_value=100,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("请填0到100。")),
    )
    text = text(_("进展"), 500)
    file = forms.FileField(
        label=_("现场照片（可以不传）"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": PICTURES}),
    )

    def __init__(self, data=None, files=None) -> None:
        super().__init__(data, files, auto_id="progress-%s", initial={"on": timezone.localdate()})


# --- Payments ------------------------------------------------------------------------------------------------------
class FundChoice(forms.ModelChoiceField):
    def label_from_instance(self, fund: ProjectFund) -> str:
        return f"{fund.get_kind_display()}（{yuan(fund.amount_cents)}）"  # i18n: data


class ReleaseForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    fund = FundChoice(
        label=_("用哪项资金"),
        queryset=ProjectFund.objects.none(),
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    purpose = text(_("用途"), 100, help_text=_("比如“大棚骨架材料款”。"))
    payee = text(_("收款单位"), 80)
    amount = AmountField(label=_("金额（元）"))
    is_final = forms.BooleanField(label=_("这是尾款，付完不再付"), required=False)
    public_account = forms.BooleanField(
        label=_("收款账户是单位的对公账户，不是个人账户"),
        error_messages={"required": _("集体资金不得存入、转入个人账户，请填单位的对公账户。")},
    )
    file = certificate(_("合同、发票或者进度证明（可以不传）"))

    def __init__(self, data=None, files=None, *, project: Project) -> None:
        super().__init__(data, files, auto_id="release-%s", initial={"key": uuid.uuid4()})
        self.fields["fund"].queryset = project.funds.all()

    @property
    def values(self) -> dict:
        return self.cleaned_data | {"amount_cents": self.cleaned_data["amount"]}


class SettleForm(PlainForm):
    """The township's answer to a request; its ids are its own, because several stand on one page."""

    voucher = text(_("凭证号（拨付时填）"), 40, required=False)
    reason = note(_("原因（不拨付、退回时填）"), required=False, length=300)

    def __init__(self, data=None, *, release: int) -> None:
        super().__init__(data, auto_id=f"settle-{release}-%s")


# --- Returns -------------------------------------------------------------------------------------------------------
class ShareForm(PlainForm):
    year = forms.TypedChoiceField(
        label=_("年度"), coerce=int, error_messages={"required": _("请选年度。"), "invalid_choice": _("请选年度。")}
    )
    income = AmountField(label=_("收入（元）"))
    cost = AmountField(label=_("成本费用（元）"), may_be_zero=True)
    reserve = AmountField(label=_("提取公积公益金（元）"), may_be_zero=True)
    members = AmountField(label=_("成员分配（元）"), may_be_zero=True, help_text=_("余下的自动留在村集体。"))
    decision = forms.ModelChoiceField(
        label=_("分配方案的四议两公开事项"),
        queryset=Decision.objects.none(),
        error_messages={"required": _("请选一件。"), "invalid_choice": _("请选一件。")},
    )
    shared_on = day(_("分配日期"))

    def __init__(self, data=None, *, years: Iterable[int], decisions) -> None:
        super().__init__(data, initial={"shared_on": timezone.localdate()})
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["decision"].queryset = decisions

    @property
    def values(self) -> dict:
        money = {f"{name}_cents": self.cleaned_data[name] for name in ("income", "cost", "reserve", "members")}
        return self.cleaned_data | money
