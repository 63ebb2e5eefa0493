"""Forms of the contract register."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from economy.enums.contract import ContractEnd, ContractKind
from economy.forms.fields import FileField, MoneyField, text_field
from ledgers.forms.meetings import DayField
from ledgers.models import Decision


class DecisionField(forms.ModelChoiceField):
    """One of the village's decisions (四议两公开事项)."""

    def __init__(self, **options) -> None:
        super().__init__(
            queryset=Decision.objects.none(),
            error_messages={
                "invalid_choice": gettext_lazy("请选本村的四议两公开事项。"),
                "required": gettext_lazy("请选四议两公开事项。"),
            },
            **options,
        )

    def label_from_instance(self, decision: Decision) -> str:
        return f"{decision.number} {decision.title}"


class ContractForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=ContractKind.choices)
    number = text_field(gettext_lazy("合同编号"), 40, gettext_lazy("请写合同编号。"))
    asset = text_field(gettext_lazy("资产资源"), 80, gettext_lazy("请写出租、发包或入股的是什么，例如“原小学校舍”。"))
    party = text_field(gettext_lazy("对方"), 60, gettext_lazy("请写承租、承包或合作的单位、个人。"))
    signed_on = DayField(label=gettext_lazy("签订日期"), error_messages={"required": gettext_lazy("请写签订日期。")})
    since = DayField(label=gettext_lazy("起始日期"), error_messages={"required": gettext_lazy("请写起始日期。")})
    until = DayField(label=gettext_lazy("最后一天"), error_messages={"required": gettext_lazy("请写最后一天。")})
    yearly_cents = MoneyField(label=gettext_lazy("每年应收（元）"))
    pays_by = forms.TypedChoiceField(
        label=gettext_lazy("每年交款在"),
        coerce=int,
        initial=12,
        choices=[(month, "") for month in range(1, 13)],
        error_messages={"invalid_choice": gettext_lazy("请选月份。"), "required": gettext_lazy("请选月份。")},
    )
    decision = DecisionField(
        label=gettext_lazy("四议两公开事项"),
        required=False,
        empty_label=gettext_lazy("没有登记"),
        help_text=gettext_lazy("出租、发包集体资产要经四议两公开。"),
    )
    file = FileField(label=gettext_lazy("合同扫描件"))

    def __init__(self, data=None, files=None, *, decisions) -> None:
        super().__init__(data, files)
        self.fields["decision"].queryset = decisions
        self.fields["pays_by"].choices = [(month, _("%(n)d月前") % {"n": month}) for month in range(1, 13)]


class ContractEndForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("怎样了结"), choices=ContractEnd.choices)
    ended_on = DayField(label=gettext_lazy("了结日期"), error_messages={"required": gettext_lazy("请写了结日期。")})
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=200, required=False, help_text=gettext_lazy("提前解除要写原因。")
    )
