"""Read assessments and what is missing of the audits at the end of terms."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max

from branches.models import Organisation, User
from cadres.enums import Body
from cadres.enums.assessment import AssessmentState, AuditKind, Grade
from cadres.models import Assessment, AssessmentLine, Tenure, Term, TermAudit

# The bodies whose members handle the village's money (村民委员会组织法 第三十五条).
AUDITED = (Body.COMMITTEE, Body.ECONOMY)


def ballot_history(cadres: Collection[int], before_year: int) -> dict[int, list[str]]:
    """Return cadre → grades by ballots of the confirmed years before, the latest last; years without one left out."""
    found: dict[int, list[str]] = defaultdict(list)
    lines = AssessmentLine.objects.filter(
        cadre__in=cadres,
        is_new=False,
        assessment__year__lt=before_year,
        assessment__state=AssessmentState.CONFIRMED,
    )
    for cadre, grade in lines.order_by("assessment__year").values_list("cadre_id", "ballot_grade"):
        found[cadre].append(grade)
    return dict(found)


def assessed_in_township(township: Organisation, day: dt.date) -> int:
    """Return how many cadres of a township were in office on `day`."""
    held = Tenure.objects.on(day).filter(organisation__path__startswith=township.path)
    return held.values("cadre").distinct().count()


def excellent_in_township(township: Organisation, year: int) -> int:
    """Return how many cadres of a township have been confirmed as excellent."""
    return AssessmentLine.objects.filter(
        assessment__organisation__path__startswith=township.path,
        assessment__year=year,
        assessment__state=AssessmentState.CONFIRMED,
        grade=Grade.EXCELLENT,
    ).count()


@dataclass(slots=True)
class VillageYear:
    """A village in the list of a year's assessments; `grades` are numbers by grade once it is confirmed."""

    village: Organisation
    assessment: Assessment | None
    grades: dict[str, int]

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(grade.label, self.grades.get(grade, 0)) for grade in Grade]


def year_assessed(villages: Collection[Organisation], until: int) -> int:
    """Return the last year up to `until` in which one of the villages was assessed; `until` when none was."""
    found = Assessment.objects.filter(organisation__in=[village.pk for village in villages], year__lte=until)
    return found.aggregate(last=Max("year"))["last"] or until


def assessments_of(user: User, villages: Collection[Organisation], year: int) -> list[VillageYear]:
    """Return a line a village, in two queries."""
    found = {
        row.organisation_id: row
        for row in Assessment.objects.visible_to(user).filter(organisation__in=[v.pk for v in villages], year=year)
    }
    grades: dict[int, dict[str, int]] = defaultdict(dict)
    lines = AssessmentLine.objects.filter(assessment__in=[row.pk for row in found.values() if row.is_confirmed])
    for village, grade, number in (
        lines.order_by().values_list("assessment__organisation", "grade").annotate(number=Count("pk"))
    ):
        grades[village][grade] = number
    return [VillageYear(village, found.get(village.pk), grades.get(village.pk, {})) for village in villages]


@dataclass(frozen=True, slots=True)
class AuditDue:
    """A term whose audit is not published: `is_over` once the term has run out."""

    term: Term
    audit: TermAudit | None
    is_over: bool


def audits_due(villages: Collection[Organisation], today: dt.date, notice_days: int) -> list[AuditDue]:
    """Return the terms that run out within `notice_days`, or have, without a published audit; in two queries.

    A term that has been followed by another is asked about for a year: older ones were before these records.
    """
    terms = Term.objects.filter(
        organisation__in=[v.pk for v in villages], body__in=AUDITED, until__lte=today + dt.timedelta(days=notice_days)
    )
    newest: dict[tuple[int, str], int] = {}
    found = list(terms.select_related("organisation").order_by("organisation__path", "body", "number"))
    for term in found:
        newest[term.organisation_id, term.body] = term.number
    asked = [
        term
        for term in found
        if newest[term.organisation_id, term.body] == term.number or term.until > today - dt.timedelta(days=365)
    ]
    audits = {
        audit.term_id: audit
        for audit in TermAudit.objects.filter(kind=AuditKind.TERM, term__in=[term.pk for term in asked])
    }
    return [
        AuditDue(term, audits.get(term.pk), term.until <= today)
        for term in asked
        if not (term.pk in audits and audits[term.pk].published_on)
    ]
