"""Forms of the yearly assessment and of the audits at the end of a term."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.enums.assessment import GRADES, AuditKind, AuditOrgan, AuditSubject
from cadres.models import AssessmentLine, AuditFinding, Cadre
from cadres.services.assessment import Votes
from ledgers.forms.meetings import CountField, DayField, plain


def _day(label) -> DayField:
    return DayField(label=label, error_messages={"required": gettext_lazy("写上日期。")})


def _count(label) -> CountField:
    field = CountField(label=label)
    field.required = True
    return field


class AssessmentForm(forms.Form):
    """When the representatives met, led by whom, and how many."""

    held_on = _day(gettext_lazy("评议日期"))
    host = forms.CharField(
        label=gettext_lazy("村务监督机构主持人"),
        max_length=40,
        error_messages={"required": gettext_lazy("评议由村务监督机构主持，请写主持人。")},
    )
    entitled = _count(gettext_lazy("应到代表"))
    present = _count(gettext_lazy("实到代表"))


# --- Ballots ---------------------------------------------------------------------------------------------------
COUNTS = ("excellent", "competent", "basic", "unfit")


@dataclass(slots=True)
class VoteRow:
    """A cadre on the page: what is typed and what is wrong with it."""

    line: AssessmentLine
    typed: dict[str, str]
    grade: str
    error: str = ""

    @property
    def counts(self) -> list[tuple[str, str, str]]:
        """Return (name of the field, label, what is typed) of each count."""
        return [
            (f"{name}-{self.line.pk}", str(grade.label), self.typed[name])
            for name, grade in zip(COUNTS, GRADES, strict=True)
        ]


def vote_rows(lines: Sequence[AssessmentLine]) -> list[VoteRow]:
    return [VoteRow(line, {name: str(getattr(line, name)) for name in COUNTS}, line.township_grade) for line in lines]


def read_votes(rows: Sequence[VoteRow], data: Mapping) -> dict[int, Votes]:
    """Put what was typed into `rows` and return the votes by line; a row says what is wrong with it."""
    found = {}
    for row in rows:
        row.typed = {name: plain(data.get(f"{name}-{row.line.pk}", "")) for name in COUNTS}
        row.grade = data.get(f"grade-{row.line.pk}", "")
        numbers = {name: text or "0" for name, text in row.typed.items()}
        if not all(text.isascii() and text.isdecimal() and len(text) < 4 for text in numbers.values()):
            row.error = _("票数请填数字，没有就填 0。")
            continue
        found[row.line.pk] = Votes(**{name: int(text) for name, text in numbers.items()}, township_grade=row.grade)
    return found


def ending_ticked(values: Sequence[str]) -> set[int]:
    """Return the ids of the cadres that were ticked; anything else is nobody."""
    return {int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 12}


# --- Audits ----------------------------------------------------------------------------------------------------
class AuditForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=AuditKind.choices)
    cadre = forms.ModelChoiceField(
        queryset=Cadre.objects.none(), label=gettext_lazy("离任的村干部（任期审计不选）"), required=False
    )
    organ = forms.ChoiceField(label=gettext_lazy("组织单位"), choices=AuditOrgan.choices)
    begun_on = _day(gettext_lazy("开始日期"))

    def __init__(self, data=None, *, cadres) -> None:
        super().__init__(data)
        self.fields["cadre"].queryset = cadres


class AuditEndForm(forms.Form):
    on = _day(gettext_lazy("日期"))
    result = forms.CharField(
        label=gettext_lazy("审计结论"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )


@dataclass(slots=True)
class FindingRow:
    subject: str
    label: str
    text: str = ""
    has_problem: bool = False


def finding_rows(findings: Sequence[AuditFinding]) -> list[FindingRow]:
    """Return a row for each matter of the law, with what has been written."""
    known = {finding.subject: finding for finding in findings}
    return [
        FindingRow(subject.value, str(subject.label), found.text if found else "", bool(found and found.has_problem))
        for subject in AuditSubject
        for found in (known.get(subject),)
    ]


def read_findings(data: Mapping) -> dict[str, tuple[str, bool]]:
    return {
        subject: (plain(data.get(f"text-{subject}", ""))[:300], data.get(f"problem-{subject}") == "1")
        for subject in AuditSubject.values
    }
