"""Standards, sheets and assessments of invented villages."""

import datetime as dt

from cadres.enums import PostKind
from cadres.enums.assessment import AuditKind, AuditOrgan, AuditSubject, Grade
from cadres.enums.pay import AllowanceKind, PayItem, SheetAction
from cadres.models import Assessment, AssessmentLine, Cadre, PayAllowance, PayExport, PaySheet, Tenure, Term, TermAudit
from cadres.services.assessment import (
    Votes,
    assessment_confirm,
    assessment_open,
    assessment_save,
    audit_open,
    audit_save,
)
from cadres.services.pay import allowance_add, bonus_set, correction_add, sheet_move, sheets_draw, standards_set
from cadres.services.tenures import term_open
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW, District, local

YEAR = 2025  # the last whole year before NOW
LATER = local("2026-11-03 09:00")
INCOME = 20_000_00
MONTHLY = {
    PostKind.PARTY_SECRETARY: 3400_00,
    PostKind.DIRECTOR: 3400_00,
    PostKind.DEPUTY_DIRECTOR: 2500_00,
    PostKind.COMMITTEE_MEMBER: 2000_00,
    PostKind.SUPERVISION_HEAD: 1000_00,
}


def make_standards(district: District, year: int = YEAR, monthly=None, **values):
    columns = {"income_cents": INCOME, "source": "区统计局", "reasons": {}, "by": district.district_reviewer, "at": NOW}
    return standards_set(place=district.root, year=year, monthly=monthly or MONTHLY, **(columns | values))


def make_team(district: District) -> list[Cadre]:
    """Secretary, director and a member of the committee of the district's first village, since 2023."""
    team = []
    for kind in (PostKind.PARTY_SECRETARY, PostKind.DIRECTOR, PostKind.COMMITTEE_MEMBER):
        cadre = make_cadre(district)
        hold(district, cadre, kind)
        team.append(cadre)
    return team


def make_assessment(district: District, year: int = YEAR, **values) -> Assessment:
    columns = {
        "held_on": min(dt.date(year, 12, 20), NOW.date()),
        "host": "监示例",
        "entitled": 30,
        "present": 24,
        "by": district.reviewer,
        "at": NOW,
    }
    return assessment_open(village=district.branch, year=year, **(columns | values))


def vote(
    assessment: Assessment, by, unfit: tuple[Cadre, ...] = (), excellent: tuple[Cadre, ...] = (), at: dt.datetime = NOW
) -> Assessment:
    """Everybody competent, but those named."""

    def votes(line: AssessmentLine) -> Votes:
        if line.cadre in unfit:
            return Votes(0, 4, 2, 18, Grade.UNFIT)
        if line.cadre in excellent:
            return Votes(20, 4, 0, 0, Grade.EXCELLENT)
        return Votes(4, 18, 2, 0, Grade.COMPETENT)

    lines = {line.pk: votes(line) for line in assessment.lines.select_related("cadre")}
    return assessment_save(assessment=assessment, votes=lines, by=by, at=at)


def assess(district: District, year: int = YEAR, *, ending=(), at: dt.datetime = NOW, **who) -> Assessment:
    """A whole assessment of the district's first village, confirmed."""
    assessment = vote(make_assessment(district, year, at=at), district.reviewer, at=at, **who)
    return assessment_confirm(assessment=assessment, ending=ending, by=district.reviewer, at=at)


def draw(district: District, year: int = YEAR) -> PaySheet:
    sheets_draw(villages=[district.branch], year=year, by=district.reviewer, at=NOW)
    return PaySheet.objects.get(organisation=district.branch, year=year)


def confirmed(district: District) -> PaySheet:
    """A sheet that village, township and district have confirmed."""
    sheet = draw(district)
    for action, by in (
        (SheetAction.VILLAGE, district.secretary),
        (SheetAction.TOWNSHIP, district.reviewer),
        (SheetAction.DISTRICT, district.district_reviewer),
    ):
        sheet = sheet_move(sheet=sheet, action=action, by=by, at=NOW)
    return sheet


def make_allowance(district: District, cadre: Cadre, **values) -> PayAllowance:
    columns = {
        "kind": AllowanceKind.SENIORITY,
        "monthly_cents": 100_00,
        "since": dt.date(2025, 1, 1),
        "until": None,
        "paper": "高党发〔2025〕1号",
    }
    return allowance_add(cadre=cadre, **(columns | values), by=district.reviewer, at=NOW)


def make_term(district: District, since: dt.date = dt.date(2021, 12, 10)) -> Term:
    return term_open(
        village=district.branch, body="committee", number=11, since=since, years=5, by=district.reviewer, at=NOW
    )


def make_audit(district: District, term: Term | None = None) -> TermAudit:
    """An audit with all six matters written."""
    audit = audit_open(
        term=term or make_term(district),
        kind=AuditKind.TERM,
        organ=AuditOrgan.TOWNSHIP,
        begun_on=dt.date(2026, 10, 1),
        by=district.reviewer,
        at=NOW,
    )
    findings = dict.fromkeys(AuditSubject.values, ("没有发现问题", False))
    return audit_save(audit=audit, findings=findings, by=district.reviewer, at=NOW)


def open_posts(cadre: Cadre) -> list[str]:
    return list(Tenure.objects.filter(cadre=cadre, until=None).values_list("kind", flat=True))


def fill(district: District) -> dict[str, object]:
    """A row of everything about pay and assessment, for the sweeps; by the beginning of the addresses' names."""
    make_standards(district)
    team = make_team(district)
    allowance = make_allowance(district, team[0])
    bonus_set(village=district.branch, year=YEAR, profit_cents=90_000_00, paper="决议", by=district.reviewer, at=NOW)
    assessment = assess(district)
    sheet = confirmed(district)
    correction_add(
        sheet=sheet,
        cadre=team[0],
        item=PayItem.BASIC,
        cents=-1,
        reason="多算一分",
        by=district.district_reviewer,
        at=NOW,
    )
    audit = make_audit(district)
    export = PayExport.objects.create(organisation=district.township, year=YEAR, by=district.reviewer, at=NOW)
    return {
        "payexport": export,
        "paysheet": sheet,
        "allowance": allowance,
        "assessment-new": district.branch,
        "assessment": assessment,
        "termaudit-new": audit.term,
        "termaudit": audit,
    }
