"""Keep the yearly assessment and the audits at the end of a term; end the post of who was found unfit twice."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from cadres.enums import Body, EndReason, EntryKind, PostKind
from cadres.enums.assessment import GRADES, AssessmentState, AuditKind, AuditSubject, Grade
from cadres.models import (
    Assessment,
    AssessmentLine,
    AssessmentStep,
    AuditFinding,
    Cadre,
    Tenure,
    Term,
    TermAudit,
)
from cadres.posts import ORDER, POSTS
from cadres.rules import assessment as rules
from cadres.selectors.assessment import assessed_in_township, ballot_history, excellent_in_township
from cadres.services.files import CadreRefused, entry_add, refuse_unless
from cadres.services.pay import book_of
from cadres.services.tenures import tenure_end
from config.lib.months import same_day_later

COMMITTEE_POSTS = tuple(post.kind for post in POSTS if post.body == Body.COMMITTEE)


# --- Assessment ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Votes:
    """What was counted for a cadre, and the township's grade ("" when it has none yet)."""

    excellent: int = 0
    competent: int = 0
    basic: int = 0
    unfit: int = 0
    township_grade: str = ""

    @property
    def ballots(self) -> int:
        return self.excellent + self.competent + self.basic + self.unfit


@transaction.atomic
def assessment_open(
    *,
    village: Organisation,
    year: int,
    held_on: dt.date,
    host: str,
    entitled: int,
    present: int,
    by: User,
    at: dt.datetime,
) -> Assessment:
    """Begin a village's assessment of a year, with a line for each cadre in office on the day. Raises CadreRefused."""
    refuse_unless(rules.may_assess(by, village))
    host = _checked(village, year, held_on, host, entitled, present, at)
    lines = _who(village, year, held_on)
    if not lines:
        raise CadreRefused(_("这一天没有在任的村干部，请先登记任职。"), "held_on")
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                organisation=village,
                year=year,
                held_on=held_on,
                host=host,
                entitled=entitled,
                present=present,
                by=by,
                at=at,
            )
    except IntegrityError:
        raise CadreRefused(_("这个村%(year)d年的考核已经登记。") % {"year": year}, "year") from None
    for line in lines:
        line.assessment = assessment
    AssessmentLine.objects.bulk_create(lines)
    AssessmentStep.objects.create(assessment=assessment, to_state=AssessmentState.DRAFT, by=by, at=at)
    return assessment


def _checked(
    village: Organisation, year: int, held_on: dt.date, host: str, entitled: int, present: int, at: dt.datetime
) -> str:
    """Return the host's name as it is kept. Raises CadreRefused naming the field."""
    if held_on > timezone.localtime(at).date():
        raise CadreRefused(_("评议日期还没有到。"), "held_on")
    if held_on.year not in (year, year + 1):
        raise CadreRefused(_("评议在当年或者第二年进行。"), "held_on")
    host = " ".join(host.split())
    if not host:
        raise CadreRefused(_("评议由村务监督机构主持，请写主持人。"), "host")
    supervisors = _supervisors(village, held_on)
    if supervisors and host not in supervisors:
        raise CadreRefused(
            _("评议由村务监督机构主持，当天在任的是%(names)s。") % {"names": "、".join(supervisors)}, "host"
        )
    if not 0 < present <= entitled:
        raise CadreRefused(_("实到代表要大于0，不能多于应到代表。"), "present")
    if present * 3 < entitled * 2:
        raise CadreRefused(_("村民代表会议有三分之二以上的组成人员参加才能召开。"), "present")
    return host


def _supervisors(village: Organisation, day: dt.date) -> list[str]:
    kinds = [post.kind for post in POSTS if post.body == Body.SUPERVISION]
    held = Tenure.objects.on(day).filter(organisation=village, kind__in=kinds)
    return list(held.order_by("pk").values_list("cadre__name", flat=True))


def _who(village: Organisation, year: int, held_on: dt.date) -> list[AssessmentLine]:
    """Return a new line for each cadre in office, in the order of the posts; the person's first post names it."""
    months = book_of(village, year).value("assessment.least_months")
    begun_by = min(held_on, dt.date(year, 12, 31))
    first: dict[int, Tenure] = {}
    since: dict[int, dt.date] = {}
    for tenure in sorted(
        Tenure.objects.on(held_on).filter(organisation=village), key=lambda row: (ORDER[row.kind], row.pk)
    ):
        first.setdefault(tenure.cadre_id, tenure)
        since[tenure.cadre_id] = min(since.get(tenure.cadre_id, tenure.since), tenure.since)
    return [
        AssessmentLine(
            cadre_id=cadre,
            kind=tenure.kind,
            is_new=same_day_later(since[cadre], months) > begun_by + dt.timedelta(days=1),
        )
        for cadre, tenure in first.items()
    ]


@transaction.atomic
def assessment_save(*, assessment: Assessment, votes: Mapping[int, Votes], by: User, at: dt.datetime) -> Assessment:
    """Write the ballots and the township's grades, by line. Raises CadreRefused; `field` is the line's id.

    Nobody has more ballots than representatives were present.
    """
    refuse_unless(rules.may_assess(by, assessment.organisation))
    present = _locked(assessment)
    lines = [line for line in present.lines.select_related("cadre") if line.pk in votes]
    for line in lines:
        counted = votes[line.pk]
        if min(counted.excellent, counted.competent, counted.basic, counted.unfit) < 0:
            raise CadreRefused(_("票数不能小于0。"), str(line.pk))
        if counted.ballots > present.present:
            raise CadreRefused(
                _("%(who)s共%(n)d票，比实到代表%(present)d人多。")
                % {"who": line.cadre, "n": counted.ballots, "present": present.present},
                str(line.pk),
            )
        if counted.township_grade not in ("", *GRADES):
            raise CadreRefused(_("请选乡镇意见。"), str(line.pk))
        line.excellent, line.competent = counted.excellent, counted.competent
        line.basic, line.unfit = counted.basic, counted.unfit
        line.township_grade = counted.township_grade
    AssessmentLine.objects.bulk_update(lines, ["excellent", "competent", "basic", "unfit", "township_grade"])
    return present


def _locked(assessment: Assessment) -> Assessment:
    present = Assessment.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=assessment.pk)
    if present.is_confirmed:
        raise CadreRefused(_("这次考核已经确认，不能再改。"))
    return present


@dataclass(frozen=True, slots=True)
class Outcome:
    """What confirming would bring: lines with their grades, and the tenures that would end, by cadre."""

    lines: list[AssessmentLine]
    ending: dict[int, list[Tenure]]


def outcome_of(assessment: Assessment) -> Outcome:
    """Return what confirming would bring; nothing is written. Lines without ballots or township's grade have none."""
    book = book_of(assessment.organisation, assessment.year)
    lines = list(assessment.lines.select_related("cadre"))
    history = ballot_history([line.cadre_id for line in lines], assessment.year)
    held: dict[int, list[Tenure]] = {}
    for tenure in Tenure.objects.filter(organisation=assessment.organisation_id, until=None, kind__in=COMMITTEE_POSTS):
        held.setdefault(tenure.cadre_id, []).append(tenure)
    ending = {}
    for line in lines:
        line.ballot_grade = ""
        if line.ballots:
            line.ballot_grade = rules.ballot_grade(line.excellent, line.competent, line.basic, line.unfit, book)
        if line.is_new:
            line.grade = Grade.UNGRADED
        elif line.ballot_grade and line.township_grade:
            line.grade = rules.result(line.ballot_grade, line.township_grade)
        if line.ballot_grade and line.cadre_id in held:
            grades = [*history.get(line.cadre_id, []), line.ballot_grade]
            if not line.is_new and rules.ends_post(grades, book):
                ending[line.cadre_id] = held[line.cadre_id]
    return Outcome(lines, ending)


@transaction.atomic
def assessment_confirm(*, assessment: Assessment, ending: Collection[int], by: User, at: dt.datetime) -> Assessment:
    """Confirm a year's assessment: grades into the files, posts of those who were found unfit twice in a row end.

    `ending` are the ids of the cadres whose posts end, as the person who confirms was shown them: a post never ends
    silently (村民委员会组织法 第三十三条). Raises CadreRefused.
    """
    village = assessment.organisation
    refuse_unless(rules.may_assess(by, village))
    present = _locked(assessment)
    _refuse_order(present)
    found = outcome_of(present)
    for line in found.lines:
        if not line.ballots or not (line.township_grade or line.is_new):
            raise CadreRefused(_("%(who)s还没有评议票数或者乡镇意见。") % {"who": line.cadre}, str(line.pk))
    _refuse_too_many(present, found)
    if set(ending) != set(found.ending):
        names = "、".join(str(line.cadre) for line in found.lines if line.cadre_id in found.ending)
        raise CadreRefused(
            _("%(names)s连续两次被评议不称职，村委会职务终止，请逐人勾选后再确认。") % {"names": names}
            if names
            else _("没有人连续两次被评议不称职，请刷新页面后再确认。"),
            "ending",
        )
    AssessmentLine.objects.bulk_update(found.lines, ["ballot_grade", "grade"])
    ended = []
    for line in found.lines:
        _into_file(present, line, by, at)
        for tenure in found.ending.get(line.cadre_id, ()):
            note = _("%(year)d年度民主评议不称职，与上一次合计连续两次（村民委员会组织法第三十三条）") % {
                "year": present.year
            }
            tenure_end(
                tenure=tenure, until=timezone.localtime(at).date(), reason=EndReason.UNFIT, by=by, at=at, note=note
            )
            ended.append(f"{line.cadre}{tenure.get_kind_display()}")
    return _move(
        present, AssessmentState.CONFIRMED, by, at, _("职务终止：%(who)s") % {"who": "、".join(ended)} if ended else ""
    )


def _move(assessment: Assessment, to: AssessmentState, by: User, at: dt.datetime, note: str) -> Assessment:
    """Move an assessment on, the only place where its state changes."""
    before = assessment.state
    Assessment.objects.filter(pk=assessment.pk).update(state=to)
    AssessmentStep.objects.create(assessment=assessment, from_state=before, to_state=to, by=by, at=at, note=note[:200])
    assessment.refresh_from_db()
    return assessment


def _refuse_order(assessment: Assessment) -> None:
    """Years are confirmed in their order: whether one is the second in a row depends on the one before."""
    others = Assessment.objects.filter(organisation=assessment.organisation_id)
    if others.filter(year__lt=assessment.year, state=AssessmentState.DRAFT).exists():
        raise CadreRefused(_("以前年度的考核还没有确认，请先确认。"))
    if others.filter(year__gt=assessment.year, state=AssessmentState.CONFIRMED).exists():
        raise CadreRefused(_("以后年度的考核已经确认，这一年的不能再确认。"))


def _refuse_too_many(assessment: Assessment, found: Outcome) -> None:
    """Keep the share of excellent cadres within what the district has fixed, over the whole township."""
    own = sum(line.grade == Grade.EXCELLENT for line in found.lines)
    if not own:
        return
    township = Organisation.objects.select_for_update(of=("self",)).get(path=assessment.organisation.parent_path)
    book = book_of(assessment.organisation, assessment.year)
    most = rules.excellent_most(assessed_in_township(township, assessment.held_on), book)
    others = excellent_in_township(township, assessment.year)
    if own + others > most:
        raise CadreRefused(
            _("全乡镇优秀最多%(most)d人，已经确认%(others)d人，这个村还有%(own)d人，超过了。")
            % {"most": most, "others": others, "own": own}
        )


def _into_file(assessment: Assessment, line: AssessmentLine, by: User, at: dt.datetime) -> None:
    entry_add(
        cadre=line.cadre,
        kind=EntryKind.ASSESSMENT,
        since=assessment.held_on,
        text=_("%(year)d年度考核：%(grade)s") % {"year": assessment.year, "grade": line.get_grade_display()},
        organ=_("村民代表会议、乡镇党委"),
        note=_("%(post)s；优秀%(a)d票，称职%(b)d票，基本称职%(c)d票，不称职%(d)d票")
        % {
            "post": PostKind(line.kind).label,
            "a": line.excellent,
            "b": line.competent,
            "c": line.basic,
            "d": line.unfit,
        },
        by=by,
        at=at,
    )


# --- Audits ----------------------------------------------------------------------------------------------------
@transaction.atomic
def audit_open(
    *, term: Term, kind: str, organ: str, begun_on: dt.date, by: User, at: dt.datetime, cadre: Cadre | None = None
) -> TermAudit:
    """Begin the audit of a term, or of a cadre who leaves within it. Raises CadreRefused naming the field."""
    refuse_unless(rules.may_assess(by, term.organisation))
    if begun_on > timezone.localtime(at).date():
        raise CadreRefused(_("开始日期还没有到。"), "begun_on")
    if begun_on < term.since:
        raise CadreRefused(_("开始日期不能早于这一届产生的日期。"), "begun_on")
    if kind == AuditKind.LEAVING and (cadre is None or cadre.organisation_id != term.organisation_id):
        raise CadreRefused(_("请选离任的村干部。"), "cadre")
    try:
        with transaction.atomic():
            return TermAudit.objects.create(
                organisation=term.organisation,
                term=term,
                kind=kind,
                cadre=cadre if kind == AuditKind.LEAVING else None,
                organ=organ,
                begun_on=begun_on,
                by=by,
                at=at,
            )
    except IntegrityError:
        raise CadreRefused(_("这一届的这项审计已经登记。"), "term") from None


@transaction.atomic
def audit_save(*, audit: TermAudit, findings: Mapping[str, tuple[str, bool]], by: User, at: dt.datetime) -> TermAudit:
    """Write what was found: subject → (text, whether there is a problem); an empty text takes the line away."""
    present = _open_audit(audit, by)
    for subject, (text, has_problem) in findings.items():
        if text.strip():
            AuditFinding.objects.update_or_create(
                audit=present, subject=subject, defaults={"text": text.strip(), "has_problem": has_problem}
            )
        else:
            AuditFinding.objects.filter(audit=present, subject=subject).delete()
    return present


@transaction.atomic
def audit_finish(*, audit: TermAudit, on: dt.date, result: str, by: User, at: dt.datetime) -> TermAudit:
    """Write the conclusion, once each matter of the law has been looked at. Raises CadreRefused."""
    present = _open_audit(audit, by)
    missing = set(AuditSubject.values) - set(present.findings.values_list("subject", flat=True))
    if missing:
        names = "、".join(str(subject.label) for subject in AuditSubject if subject in missing)
        raise CadreRefused(_("还没有写：%(names)s。") % {"names": names})
    _refuse_day(on, present.begun_on, at)
    if not result.strip():
        raise CadreRefused(_("请写审计结论。"), "result")
    present.done_on, present.result = on, result.strip()
    present.save(update_fields=["done_on", "result"])
    return present


@transaction.atomic
def audit_publish(*, audit: TermAudit, on: dt.date, by: User, at: dt.datetime) -> TermAudit:
    """Write when the result was published; after the term it counts as late. Raises CadreRefused."""
    refuse_unless(rules.may_assess(by, audit.organisation))
    present = TermAudit.objects.select_for_update(of=("self",)).get(pk=audit.pk)
    if present.done_on is None:
        raise CadreRefused(_("审计还没有结论，不能公布。"))
    if present.published_on is not None:
        raise CadreRefused(_("审计结果已经公布。"))
    _refuse_day(on, present.done_on, at)
    present.published_on = on
    present.save(update_fields=["published_on"])
    return present


def _open_audit(audit: TermAudit, by: User) -> TermAudit:
    refuse_unless(rules.may_assess(by, audit.organisation))
    present = TermAudit.objects.select_for_update(of=("self",)).get(pk=audit.pk)
    if present.done_on is not None:
        raise CadreRefused(_("审计已经出具结论，不能再改。"))
    return present


def _refuse_day(on: dt.date, earliest: dt.date, at: dt.datetime) -> None:
    if on < earliest:
        raise CadreRefused(_("日期不能早于%(day)s。") % {"day": f"{earliest:%Y-%m-%d}"}, "on")
    if on > timezone.localtime(at).date():
        raise CadreRefused(_("日期还没有到。"), "on")
