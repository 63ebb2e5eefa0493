"""Forms of the three-year plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext_lazy as _

from economy.amounts import AmountRefused, cents_from
from economy.forms.fields import text_field
from economy.selectors.plan import PlanRow
from ledgers.forms.meetings import plain
from ledgers.words import in_yuan


class PlanForm(forms.Form):
    first_year = forms.TypedChoiceField(
        label=_("第一年"),
        coerce=int,
        error_messages={"invalid_choice": _("请选第一年。"), "required": _("请选第一年。")},
    )
    paper = text_field(_("依据"), 100, _("请写依据，例如规划文件的文号。"))

    def __init__(self, data=None, *, this_year: int) -> None:
        super().__init__(data, initial={"first_year": this_year})
        self.fields["first_year"].choices = [(year, str(year)) for year in range(this_year - 2, this_year + 2)]


class ExplainForm(forms.Form):
    text = text_field(_("没有达到的原因"), 300, _("请写没有达到的原因。"), widget=forms.Textarea({"rows": 3}))
    measures = forms.CharField(
        label=_("下一步措施"), max_length=300, required=False, widget=forms.Textarea({"rows": 3})
    )


@dataclass(slots=True)
class TargetCell:
    """A target on the page: what is typed, whether it may still be, what is wrong."""

    name: str
    year: int
    text: str
    is_fixed: bool
    error: str = ""


@dataclass(slots=True)
class TargetRow:
    pk: int
    name: str
    industry: str = ""
    cells: list[TargetCell] = field(default_factory=list)


def target_rows(rows: Sequence[PlanRow], this_year: int) -> list[TargetRow]:
    """Return the form as it stands; a target of a year that is over is shown and not typed."""
    return [
        TargetRow(
            row.pk,
            row.name,
            row.industry,
            [
                TargetCell(
                    f"t-{row.pk}-{cell.year}",
                    cell.year,
                    in_yuan(cell.cents).removesuffix(".00") if cell.cents else "",
                    bool(cell.cents) and cell.year < this_year,
                )
                for cell in row.cells
            ],
        )
        for row in rows
    ]


def read_targets(rows: Sequence[TargetRow], data: Mapping) -> tuple[dict[int, dict[int, int]], bool]:
    """Put what was typed into `rows` and return place → year → cents, and whether all of it could be read."""
    wanted: dict[int, dict[int, int]] = {}
    is_good = True
    for row in rows:
        row.industry = plain(data.get(f"industry-{row.pk}", ""))[:60]
        for cell in row.cells:
            if cell.is_fixed:
                continue
            cell.text = plain(data.get(cell.name, ""))[:20]
            if not cell.text:
                continue
            try:
                wanted.setdefault(row.pk, {})[cell.year] = cents_from(cell.text)
            except AmountRefused as refusal:
                cell.error, is_good = str(refusal), False
    return wanted, is_good
