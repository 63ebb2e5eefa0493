"""Forms of a village's books."""

import datetime as dt

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from economy.enums.income import BookState, IncomeClass
from economy.forms.fields import FileField, MoneyField, text_field
from economy.models import Contract
from economy.regimes import regime_of


class ContractField(forms.ModelChoiceField):
    def label_from_instance(self, contract: Contract) -> str:
        return f"{contract.number} {contract.asset}（{contract.party}）"  # i18n: data


class EntryForm(forms.Form):
    """An amount of a month. The items are those of the year's regime, in its groups."""

    month = forms.TypedChoiceField(
        label=gettext_lazy("月份"), coerce=int, error_messages={"invalid_choice": gettext_lazy("请选月份。")}
    )
    item = forms.ChoiceField(
        label=gettext_lazy("科目"),
        error_messages={"required": gettext_lazy("请选科目。"), "invalid_choice": gettext_lazy("请选科目。")},
    )
    cents = MoneyField(label=gettext_lazy("金额（元）"))
    is_once = forms.BooleanField(
        label=gettext_lazy("一次性收入"),
        required=False,
        help_text=gettext_lazy("以后不会再有的，例如卖掉旧设备、补交多年租金。"),
    )
    party = forms.CharField(label=gettext_lazy("对方单位或个人"), max_length=60, required=False)
    note = forms.CharField(label=gettext_lazy("摘要"), max_length=100, required=False)
    contract = ContractField(
        queryset=Contract.objects.none(),
        label=gettext_lazy("按哪份合同收的"),
        required=False,
        empty_label=gettext_lazy("不是合同收款"),
        error_messages={"invalid_choice": gettext_lazy("请选本村的合同。")},
    )
    file = FileField(label=gettext_lazy("凭证"))

    def __init__(self, data=None, files=None, *, year: int, today: dt.date, contracts) -> None:
        last = today.month if year == today.year else 12
        super().__init__(data, files, initial={"month": last})
        self.year = year
        self.fields["month"].choices = [(n, _("%(n)d月") % {"n": n}) for n in range(last, 0, -1)]
        groups = [
            (str(label), [(item.value, str(item.label)) for item in items]) for label, items in regime_of(year).groups
        ]
        self.fields["item"].choices = [("", _("请选")), *groups]
        self.fields["contract"].queryset = contracts
        if not contracts.exists():
            del self.fields["contract"]

    def clean_month(self) -> dt.date:
        return dt.date(self.year, self.cleaned_data["month"], 1)


class AuditForm(forms.Form):
    note = text_field(gettext_lazy("审定意见"), 200, gettext_lazy("请写审定意见，例如审计报告的文号。"))
    file = FileField(label=gettext_lazy("审计报告"))


class VoucherForm(forms.Form):
    file = FileField(label=gettext_lazy("凭证"), required=True)


class VillageFilterForm(forms.Form):
    """What narrows the list of villages; anything that is not offered is left out."""

    income_class = forms.ChoiceField(
        label=gettext_lazy("收入档次"),
        required=False,
        choices=[
            ("", gettext_lazy("全部")),
            ("under", gettext_lazy("没有超过目标线")),
            ("over", gettext_lazy("已超过目标线")),
            *IncomeClass.choices,
        ],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("年度账"),
        required=False,
        choices=[
            ("", gettext_lazy("全部")),
            ("none", gettext_lazy("还没有登记")),
            ("hints", gettext_lazy("要核对的")),
            *BookState.choices,
        ],
    )
