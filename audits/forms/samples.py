"""The plan of a sample as a form: what is to be reached, and from which townships."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.sample_rules import REASON_MOST, SEED_MOST
from audits.selectors.samples import HALF, Wishes, plain

LAST = "last"


class PlanForm(forms.Form):
    """Confidence, margin, expected share, the least number, the townships, and from the second round on a reason.

    `townships` are (id, name, ledgers) of what can be drawn from; `last` is last time's share of disagreement, if any.
    """

    confidence = forms.DecimalField(
        label=_("把握程度（%）"),
        min_value=Decimal(80),
        max_value=Decimal("99.9"),
        max_digits=4,
        decimal_places=2,
        help_text=_("抽到的结果有多大把握代表全部，一般 95%。"),
    )
    margin = forms.DecimalField(
        label=_("允许误差（±%）"),
        min_value=Decimal(1),
        max_value=Decimal(25),
        max_digits=4,
        decimal_places=2,
        help_text=_("误差越小，要抽的越多。"),
    )
    share = forms.ChoiceField(label=_("预计不一致率"), widget=forms.RadioSelect)
    least = forms.IntegerField(
        label=_("每个乡镇至少抽几个"),
        min_value=1,
        max_value=100,
        help_text=_("不足这个数的乡镇全部抽。"),
    )
    townships = forms.MultipleChoiceField(
        label=_("从哪些乡镇抽"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选一个乡镇。")},
    )
    reason = forms.CharField(
        label=_("再抽一轮的原因"),
        required=False,
        max_length=REASON_MOST,
        help_text=_("例如：第一轮抽样以后又有乡镇报送。"),
    )

    def __init__(
        self,
        data=None,
        *,
        wishes: Wishes,
        townships: Sequence[tuple[int, str, int]],
        last: Decimal | None,
        is_further: bool,
    ) -> None:
        chosen = [str(pk) for pk, _name, _ledgers in townships]
        first = {"confidence": plain(wishes.confidence), "margin": plain(wishes.margin), "least": wishes.least}
        super().__init__(data, initial=first | {"share": "half", "townships": chosen})
        self.last = last
        self.fields["share"].choices = [("half", _("按 50% 算（最稳妥，抽得最多）"))]
        if last is not None:
            self.fields["share"].choices += [(LAST, _("按上次抽样的 %(share)s%% 算") % {"share": plain(last)})]
        self.fields["townships"].choices = [
            (str(pk), _("%(name)s（%(n)d 个）") % {"name": name, "n": ledgers}) for pk, name, ledgers in townships
        ]
        if is_further:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("这个月已经有过抽样，再抽一轮请写明原因。")
        else:
            del self.fields["reason"]

    @property
    def wishes(self) -> Wishes:
        """What the person asks for; the form must be valid."""
        values = self.cleaned_data
        share = self.last if values["share"] == LAST else HALF
        return Wishes(values["confidence"], values["margin"], share, values["least"])

    @property
    def chosen(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["townships"]]


class SeedForm(forms.Form):
    """The public text that decides the draw."""

    seed = forms.CharField(
        label=_("种子"),
        max_length=SEED_MOST,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_(
            "用名单冻结以后才公布、谁都能查到的号码，例如“双色球2026135期 03 08 11 19 26 31 + 07”。"
            "输入后不能改，请与公布的核对。"
        ),
        error_messages={"required": _("请填写种子。")},
    )


class CancelForm(forms.Form):
    """Why a plan is given up."""

    cancel_reason = forms.CharField(
        label=_("撤销原因"), max_length=REASON_MOST, error_messages={"required": _("请写明为什么撤销。")}
    )
