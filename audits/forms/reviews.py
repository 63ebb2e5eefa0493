"""The audit form (审查表): a row of choices for each line of the month's checklist, and a comment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from audits.checklists import USUAL_REASON
from audits.enums import Outcome, Reason
from audits.models import ChecklistItem

LOST = "lost"
# Whether a lost line goes onto the list of problems (问题清单): with a return unless the reviewer says otherwise.
LISTING = (("", _("退回时列入问题清单")), ("yes", _("列入问题清单")), ("no", _("不列入问题清单")))
COMMENT_LENGTH = 2000
NOTE_LENGTH = 100


@lru_cache(maxsize=1024)
def options(chosen: str, choices: tuple[tuple[str, str], ...]) -> SafeString:
    """Return the <option>s with `chosen` selected. Remembered: the form prints 30 such lists of 15."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((v, SafeString(" selected") if v == chosen else "", t) for v, t in choices),
    )


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form as it is to be printed, with what was typed and what is wrong with it."""

    item: ChecklistItem
    is_lost: bool
    points: SafeString
    reasons: SafeString
    note: str
    error: str
    is_first: bool
    listing: SafeString


class VerdictForm(forms.Form):
    """What the reviewer filled in. Rows are printed by hand: 15 lines of four fields would be slow through widgets.

    `items` are the lines of the month's form, `lost` the points that it starts with (item code → points, reason,
    note), for the district those that the township took off.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.CharField(max_length=8)
    comment = forms.CharField(
        label=_("审查意见"),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("退回时必填，会发给支部书记。"),
    )

    def __init__(self, data=None, *, items: Sequence[ChecklistItem], lost: Mapping[str, Mapping] | None = None, **more):
        super().__init__(data, **more)
        self.items = items
        self.lost = dict(lost or {}) if data is None else self._typed()
        self.line_errors: dict[str, str] = {}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def _typed(self) -> dict[str, dict]:
        """Return the lines marked as lost; points that are no number stay None and are refused by the rule."""
        typed = {}
        for item in self.items:
            if self.data.get(f"item-{item.code}") == LOST:
                points = self.data.get(f"points-{item.code}", "")
                typed[item.code] = {
                    "points": int(points) if points.isascii() and points.isdigit() else None,
                    "reason": self.data.get(f"reason-{item.code}", ""),
                    "note": self.data.get(f"note-{item.code}", "")[:NOTE_LENGTH].strip(),
                }
        return typed

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Put what the service found beside the fields: under the item's code, "comment" or "outcome"."""
        for name, text in errors.items():
            if name in self.fields:
                self.add_error(name, text)
            else:
                self.line_errors[name] = text

    def lines(self) -> list[FormLine]:
        """Return the lines in order; the first of each category carries its heading."""
        reasons = tuple((str(code), str(label)) for code, label in Reason.choices)
        listing = tuple((code, str(label)) for code, label in LISTING)
        lines, category = [], None
        for item in self.items:
            line = self.lost.get(item.code)
            points = line["points"] if line else min(item.weight, 2)
            reason = line["reason"] if line else str(USUAL_REASON.get(item.code, Reason.OTHER))
            lines.append(
                FormLine(
                    item=item,
                    is_lost=line is not None,
                    points=options(str(points), tuple((str(n), f"−{n}") for n in range(1, item.weight + 1))),
                    reasons=options(reason, reasons),
                    note=line["note"] if line and line.get("note") else "",
                    error=self.line_errors.get(item.code, ""),
                    is_first=item.category != category,
                    listing=options(self.data.get(f"finding-{item.code}", ""), listing),
                )
            )
            category = item.category
        return lines

    def listed(self, outcome: str) -> set[str]:
        """Return the codes of the lost lines that become findings with this outcome."""
        chosen = {code: self.data.get(f"finding-{code}", "") for code in self.lost}
        return {code for code, word in chosen.items() if word == "yes" or (word == "" and outcome == Outcome.RETURN)}

    @property
    def score(self) -> int:
        """The score as the form stands, before it is checked."""
        return 100 - sum(line["points"] or 0 for line in self.lost.values())
