"""Forms of a plan of bonuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from economy.amounts import AmountRefused, cents_from
from economy.enums.bonus import BonusAction
from economy.forms.contract import DecisionField
from economy.forms.fields import FileField, text_field
from economy.selectors.bonus import Candidate
from ledgers.forms.meetings import DayField, plain
from ledgers.words import in_yuan


class BonusForm(forms.Form):
    """What a plan says as a whole; the shares are rows of their own."""

    reason = text_field(
        gettext_lazy("贡献情况"),
        300,
        gettext_lazy("请写贡献情况。"),
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("这一年集体增收做了什么、谁出了力。"),
    )
    decision = DecisionField(
        label=gettext_lazy("四议两公开事项"),
        required=False,
        empty_label=gettext_lazy("还没有"),
        help_text=gettext_lazy("奖励方案要单独议定；报乡镇以前选好。"),
    )

    def __init__(self, data=None, *, decisions, initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["decision"].queryset = decisions


@dataclass(slots=True)
class ShareRow:
    """A cadre on the page: what is typed, what is wrong."""

    candidate: Candidate
    amount: str = ""
    merit: str = ""
    error: str = ""

    @property
    def pk(self) -> int:
        return self.candidate.cadre.pk


def share_rows(candidates: Sequence[Candidate], shares: Mapping[int, tuple[int, str]]) -> list[ShareRow]:
    """Return a row for each who qualifies, and for whoever stands in the plan already."""
    rows = []
    for candidate in candidates:
        cents, merit = shares.get(candidate.cadre.pk, (0, ""))
        if candidate.answer or cents:
            rows.append(ShareRow(candidate, in_yuan(cents) if cents else "", merit))
    return rows


def read_shares(rows: Sequence[ShareRow], data: Mapping) -> tuple[dict[int, tuple[int, str]], bool]:
    """Put what was typed into `rows` and return cadre → (cents, merit), and whether all of it could be read."""
    shares = {}
    for row in rows:
        row.amount = plain(data.get(f"amount-{row.pk}", ""))[:20]
        row.merit = plain(data.get(f"merit-{row.pk}", ""))[:100]
        if not row.amount:
            continue
        try:
            shares[row.pk] = (cents_from(row.amount), row.merit)
        except AmountRefused as refusal:
            row.error = str(refusal)
        if not row.merit and not row.error:
            row.error = _("请写突出贡献。")
    return shares, not any(row.error for row in rows)


class MoveForm(forms.Form):
    """A step of a plan; which of the fields it needs is for the service to say."""

    action = forms.ChoiceField(choices=BonusAction.choices, widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200, required=False)
    day = DayField(label=gettext_lazy("日期"), required=False)
    file = FileField(label=gettext_lazy("公示照片"))
