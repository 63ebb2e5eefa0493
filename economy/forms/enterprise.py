"""Forms of enterprises, agreements with villages, how they were kept, and specialities."""

import uuid
from collections.abc import Iterable

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from cadres.forms.growth import certificate, choice, day, text
from economy.enums.enterprise import AgreementMode, Certificate, EnterpriseLevel, Performance
from economy.forms.project import CHOOSE, AmountField, PlainForm
from economy.models import Enterprise, Speciality
from economy.models.enterprise import MOST_HOUSEHOLDS, MOST_HOUSEHOLDS_OF_PRODUCT, MOST_MU
from economy.refusal import EconomyRefused
from economy.services.enterprise import code_checked
from ledgers.forms.decisions import PeopleField, YuanField, yuan_typed
from ledgers.forms.meetings import plain


class CodeField(forms.CharField):
    """A unified social credit code, cleaned to its 18 characters; full-width ones are read too."""

    widget = forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"})

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("统一社会信用代码"))
        super().__init__(max_length=40, error_messages={"required": _("请写统一社会信用代码。")}, **kwargs)

    def clean(self, value) -> str:
        try:
            return code_checked(plain(super().clean(value)))
        except EconomyRefused as refusal:
            raise forms.ValidationError(str(refusal), code="code") from None


class EnterpriseForm(PlainForm):
    code = CodeField(help_text=_("营业执照上的 18 位代码。"))
    name = text(_("企业名称"), 80)
    level = choice(_("级别"), [*CHOOSE, *EnterpriseLevel.choices])
    industry = text(_("主营"), 80, help_text=_("比如：蔬菜种植、加工。"))
    address = text(_("地址（可以不填）"), 100, required=False)

    def __init__(self, data=None, *, enterprise: Enterprise | None = None) -> None:
        names = ("code", "name", "level", "industry", "address")
        super().__init__(data, initial={name: getattr(enterprise, name) for name in names} if enterprise else {})


class HouseholdsField(PeopleField):
    """A number of households, nothing meaning none."""

    def __init__(self, *, most: int, **kwargs) -> None:
        super().__init__(**kwargs)
        self.max_value = most
        self.validators.append(MaxValueValidator(most, self.error_messages["max_value"]))

    def clean(self, value) -> int:
        return super().clean(value) or 0


class VillagesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, village: Organisation) -> str:
        return village.village_name


class AgreementForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    code = CodeField(label=_("企业的统一社会信用代码"))
    title = text(_("合作内容"), 100, help_text=_("比如：辣椒订单种植。"))
    mode = choice(_("合作方式"), [*CHOOSE, *AgreementMode.choices])
    signed_on = day(_("签订日期"))
    since = day(_("开始"))
    until = day(_("到期"))
    floor = YuanField(label=_("每年保底（元，没有不填）"))
    dividend_percent = forms.DecimalField(
        label=_("分红比例（%，没有不填）"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("请填 0 到 100 的数。")),
    )
    area_mu = forms.DecimalField(
        label=_("面积（亩，没有不填）"),
        required=False,
        min_value=0,
        max_value=MOST_MU,
        decimal_places=1,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("请填亩数，最多一位小数。")),
    )
    villages = VillagesField(
        label=_("覆盖的村"),
        queryset=Organisation.objects.none(),
        error_messages={
            "required": _("请选协议覆盖的村，至少一个。"),
            "invalid_choice": _("这个村不在您的管理范围内。"),
        },
    )
    households = HouseholdsField(label=_("平均每村带动多少户（没有不填）"), most=MOST_HOUSEHOLDS)
    file = certificate(_("协议照片或 PDF（可以后补）"))

    def __init__(self, data=None, files=None, *, villages, code: str = "") -> None:
        super().__init__(data, files, initial={"key": uuid.uuid4(), "code": code, "signed_on": timezone.localdate()})
        self.fields["villages"].queryset = villages

    @property
    def values(self) -> dict:
        cleaned = self.cleaned_data
        return cleaned | {
            "floor_cents": cleaned["floor"] or 0,
            "dividend_percent": cleaned["dividend_percent"] or 0,
            "area_mu": cleaned["area_mu"] or 0,
        }

    @property
    def covered(self) -> dict[Organisation, int]:
        return dict.fromkeys(self.cleaned_data["villages"], self.cleaned_data["households"])


class ReviewForm(PlainForm):
    year = forms.TypedChoiceField(
        label=_("年度"), coerce=int, error_messages={"required": _("请选年度。"), "invalid_choice": _("请选年度。")}
    )
    grade = choice(_("履约评价"), Performance.choices, widget=forms.RadioSelect)
    due = AmountField(label=_("应兑现（元）"), may_be_zero=True)
    paid = AmountField(label=_("已兑现（元）"), may_be_zero=True)
    text = text(_("情况"), 300, required=False)

    def __init__(self, data=None, *, years: Iterable[int]) -> None:
        super().__init__(data, auto_id="review-%s")
        self.fields["year"].choices = [(year, str(year)) for year in years]


class EndForm(PlainForm):
    ended_on = day(_("终止日期"))
    reason = text(_("终止原因"), 200)

    def __init__(self, data=None) -> None:
        super().__init__(data, auto_id="end-%s")


class SpecialityForm(PlainForm):
    product = text(_("主导产品"), 60)
    brand = text(_("品牌（没有不填）"), 60, required=False)
    certificate = choice(_("认证"), Certificate.choices, required=False)
    output = AmountField(label=_("年产值（元）"))
    households = HouseholdsField(label=_("带动户数"), most=MOST_HOUSEHOLDS_OF_PRODUCT)
    enterprise = forms.ModelChoiceField(
        label=_("带动企业（没有不选）"), queryset=Enterprise.objects.none(), required=False
    )

    def __init__(self, data=None, *, row: Speciality | None = None, enterprises) -> None:
        initial = {}
        if row is not None:
            initial = {
                name: getattr(row, name) for name in ("product", "brand", "certificate", "households", "enterprise")
            }
            initial["output"] = yuan_typed(row.output_cents)
        super().__init__(data, initial=initial)
        self.fields["enterprise"].queryset = enterprises

    @property
    def values(self) -> dict:
        return self.cleaned_data | {"output_cents": self.cleaned_data["output"]}
