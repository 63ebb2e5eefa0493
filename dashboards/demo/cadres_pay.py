"""Invented pay of the demo's cadres: standards of two years, last year's grades, the showcase's sheets."""

# i18n: data file

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from branches.models import Organisation
from cadres.enums import EntryKind, PostKind
from cadres.enums.assessment import AssessmentState, AuditKind, AuditOrgan, AuditSubject, Grade
from cadres.enums.pay import AllowanceKind, SheetAction
from cadres.models import (
    Assessment,
    AssessmentLine,
    AssessmentStep,
    FileEntry,
    PayAllowance,
    PayBonus,
    PaySheet,
    Tenure,
    Term,
)
from cadres.posts import BY_KIND, ORDER
from cadres.rules.pay import grown
from cadres.services.assessment import audit_open, audit_save
from cadres.services.pay import bonus_set, sheet_move, sheets_draw, standards_set
from dashboards.demo.people import Cast
from dashboards.demo.timeline import Timeline, at_time

INCOME = (19_640_00, 20_830_00)  # yuan a head in the countryside, of the year before each of the two years
GROWTH = 5
MONTHLY = {
    PostKind.PARTY_SECRETARY: 3_300_00,
    PostKind.DIRECTOR: 3_300_00,
    PostKind.PARTY_DEPUTY: 2_500_00,
    PostKind.DEPUTY_DIRECTOR: 2_500_00,
    PostKind.PARTY_MEMBER: 2_000_00,
    PostKind.COMMITTEE_MEMBER: 2_000_00,
    PostKind.SUPERVISION_HEAD: 1_200_00,
    PostKind.SUPERVISION_MEMBER: 600_00,
    PostKind.ECONOMY_HEAD: 1_200_00,
    PostKind.CLERK: 1_800_00,
    PostKind.WOMEN: 900_00,
    PostKind.YOUTH: 600_00,
    PostKind.MILITIA: 600_00,
}
PRESENT, ENTITLED = 30, 34
# Ballots by grade: excellent, competent, basic, unfit.
BALLOTS = {Grade.EXCELLENT: (24, 5, 1, 0), Grade.COMPETENT: (11, 17, 2, 0), Grade.BASIC: (3, 14, 11, 2)}
BATCH = 2000
SHARED = 3  # villages of the showcase whose cadres have a share of the income


def cadres_pay_fill(cast: Cast, line: Timeline) -> int:
    """Fix standards, assess last year, draw and confirm sheets; return how many lines of assessments that makes.

    Nothing without cadres in office.
    """
    if not Tenure.objects.exists():
        return 0
    year = line.today.year - 1
    district_by = cast.named["fushen"]
    for number, income in enumerate(INCOME):
        monthly = {kind: cents if number == 0 else grown(cents, GROWTH) for kind, cents in MONTHLY.items()}
        floor = -(-income * 2 // 12)
        for chief in (PostKind.PARTY_SECRETARY, PostKind.DIRECTOR):
            monthly[chief] = max(monthly[chief], floor)
        standards_set(
            place=cast.district,
            year=year + number,
            income_cents=income,
            source="区统计局统计公报",
            monthly=monthly,
            reasons={},
            by=district_by,
            at=line.at - dt.timedelta(days=20),
        )
    count = _assessments(cast, year)
    _allowances(cast, year)
    _sheets(cast, line, year)
    _audit(cast, line)
    return count


def _assessments(cast: Cast, year: int) -> int:
    """Assess all villages in bulk: a quarter of each township excellent, one in twenty barely fit."""
    held_on = dt.date(year, 12, 22)
    persons = _persons(Tenure.objects.on(held_on).filter(organisation__in=[b.pk for b in cast.branches]))
    township_of = {branch.pk: township for township in cast.townships for branch in cast.branches_of(township)}
    heads = Tenure.objects.on(held_on).filter(kind=PostKind.SUPERVISION_HEAD)
    hosts = dict(heads.values_list("organisation_id", "cadre__name"))
    meetings = Assessment.objects.bulk_create(
        [
            Assessment(
                organisation_id=village,
                year=year,
                held_on=held_on,
                host=hosts.get(village, "村务监督委员会主任"),
                entitled=ENTITLED,
                present=PRESENT,
                by=cast.reviewers[township_of[village].pk][0],
                at=at_time(held_on + dt.timedelta(days=4), 10),
            )
            for village in persons
        ],
        batch_size=BATCH,
    )
    size = defaultdict(int)
    for village, found in persons.items():
        size[township_of[village].pk] += len(found)
    seen: dict[int, int] = defaultdict(int)
    excellent: dict[int, int] = defaultdict(int)
    lines, entries, steps = [], [], []
    for meeting in meetings:
        township = township_of[meeting.organisation_id].pk
        for tenure in persons[meeting.organisation_id]:
            seen[township] += 1
            grade = Grade.COMPETENT
            if seen[township] % 4 == 1 and (excellent[township] + 1) * 4 <= size[township]:
                grade, excellent[township] = Grade.EXCELLENT, excellent[township] + 1
            elif seen[township] % 20 == 7:
                grade = Grade.BASIC
            ballots = dict(zip(("excellent", "competent", "basic", "unfit"), BALLOTS[grade], strict=True))
            lines.append(
                AssessmentLine(
                    assessment=meeting,
                    cadre_id=tenure.cadre_id,
                    kind=tenure.kind,
                    **ballots,
                    township_grade=grade,
                    ballot_grade=grade,
                    grade=grade,
                )
            )
            entries.append(
                FileEntry(
                    cadre_id=tenure.cadre_id,
                    kind=EntryKind.ASSESSMENT,
                    since=held_on,
                    title=f"{year}年度考核：{grade.label}",
                    organ="村民代表会议、乡镇党委",
                    by=meeting.by,
                    at=meeting.at,
                )
            )
        steps += [
            AssessmentStep(assessment=meeting, from_state=before, to_state=after, by=meeting.by, at=meeting.at)
            for before, after in (("", AssessmentState.DRAFT), (AssessmentState.DRAFT, AssessmentState.CONFIRMED))
        ]
    AssessmentLine.objects.bulk_create(lines, batch_size=BATCH)
    Assessment.objects.filter(pk__in=[meeting.pk for meeting in meetings]).update(state=AssessmentState.CONFIRMED)
    AssessmentStep.objects.bulk_create(steps, batch_size=BATCH)
    FileEntry.objects.bulk_create(entries, batch_size=BATCH)
    return len(lines)


def _persons(tenures: Iterable[Tenure]) -> dict[int, list[Tenure]]:
    """Return village → the first post of each person, in the order of the posts."""
    found: dict[int, dict[int, Tenure]] = defaultdict(dict)
    for tenure in sorted(tenures, key=lambda row: (row.organisation_id, ORDER[row.kind], row.pk)):
        found[tenure.organisation_id].setdefault(tenure.cadre_id, tenure)
    return {village: list(persons.values()) for village, persons in found.items()}


def _allowances(cast: Cast, year: int) -> None:
    """Give the heads of the showcase's villages their allowance for long service."""
    by = cast.reviewers[cast.showcase.pk][0]
    heads = [kind for kind, post in BY_KIND.items() if post.is_chief and post.is_core]
    tenures = Tenure.objects.filter(
        organisation__path__startswith=cast.showcase.path, until=None, kind__in=heads, since__lt=dt.date(year, 1, 1)
    )
    cadres = list(dict.fromkeys(tenures.order_by("organisation__path", "pk").values_list("cadre_id", flat=True)))
    since = dt.date(year, 1, 1)
    PayAllowance.objects.bulk_create(
        PayAllowance(
            cadre_id=cadre,
            kind=AllowanceKind.SENIORITY if number % 2 else AllowanceKind.EDUCATION,
            monthly_cents=100_00 + number % 3 * 20_00,
            since=since,
            paper=f"高党发〔{year}〕2号",
            by=by,
            at=at_time(since + dt.timedelta(days=8), 9),
        )
        for number, cadre in enumerate(cadres)
    )


def _sheets(cast: Cast, line: Timeline, year: int) -> None:
    """Draw the showcase's sheets of both years; last year's are confirmed up to different levels."""
    villages: list[Organisation] = cast.branches_of(cast.showcase)
    by, at = cast.reviewers[cast.showcase.pk][0], line.at - dt.timedelta(days=12)
    in_office = set(
        Tenure.objects.on(dt.date(year, 3, 1))
        .filter(organisation__in=[v.pk for v in villages])
        .values_list("organisation_id", flat=True)
    )
    for number, village in enumerate([v for v in villages if v.pk in in_office][:SHARED]):
        if PayBonus.objects.filter(organisation=village, year=year).exists():
            continue  # the books of the economy have shared it already
        bonus_set(
            village=village,
            year=year,
            profit_cents=86_420_15 + number * 31_007_90,
            paper="四议两公开决议",
            by=by,
            at=at,
        )
    sheets_draw(villages=villages, year=year, by=by, at=at)
    if timezone.localtime(at).year > year:  # in January the running year has no month behind it yet
        sheets_draw(villages=villages, year=year + 1, by=by, at=at)
    present = {sheet.organisation_id: sheet for sheet in PaySheet.objects.filter(organisation__in=villages, year=year)}
    hands = (
        (SheetAction.VILLAGE, None),
        (SheetAction.TOWNSHIP, by),
        (SheetAction.DISTRICT, cast.named["fushen"]),
    )
    for number, village in enumerate(villages):
        sheet = present[village.pk]
        if not sheet.lines.exists() or sheet.lines.filter(grade="", days__gt=0).exists():
            continue
        # A half went all the way, the others stopped at one of the levels.
        for level, (action, person) in enumerate(hands):
            if number % 2 and level > number // 2 % 3:
                break
            sheet = sheet_move(
                sheet=sheet,
                action=action,
                by=person or cast.secretaries[village.pk],
                at=at + dt.timedelta(days=level + 1, minutes=number),
            )


def _audit(cast: Cast, line: Timeline) -> None:
    """Begin the audit of a term in the showcase's first village that has one."""
    day = line.today - dt.timedelta(days=20)
    terms = Term.objects.filter(
        organisation__path__startswith=cast.showcase.path, body="committee", since__lt=day
    ).select_related("organisation")
    term = terms.order_by("organisation__path", "-number").first()
    if term is None:
        return
    by = cast.reviewers[cast.showcase.pk][0]
    audit = audit_open(
        term=term, kind=AuditKind.TERM, organ=AuditOrgan.TOWNSHIP, begun_on=day, by=by, at=at_time(day, 10)
    )
    findings = dict.fromkeys(AuditSubject.values[:4], ("账实相符，没有发现问题", False))
    audit_save(audit=audit, findings=findings, by=by, at=at_time(day, 16))
