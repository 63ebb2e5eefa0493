"""Write the way of a person from applicant to full member (发展党员).

Every write locks the candidate, checks the step against `ledgers.development_standing`, and lets `_settle` draw the
consequences: the stage, the row on the roll, the end of the way.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.crypto import lookup_hash
from config.lib.months import same_day_later
from config.lib.verdict import YES, Answer, No
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_copy, file_store
from ledgers.development_standing import (
    CandidateFacts,
    StepState,
    day_words,
    probation_end,
    standing,
)
from ledgers.development_steps import (
    ADMIT,
    APPLY,
    APPROVAL,
    APPROVE_FULL,
    ARCHIVE,
    BEGINNINGS,
    BY_CODE,
    STEPS,
    Facts,
    Step,
)
from ledgers.enums import MemberCategory, MembershipState
from ledgers.enums.development import CandidateAction, CandidateState, Stage
from ledgers.enums.standing import MembershipMove
from ledgers.models import Candidate, DevelopmentStep, Member
from ledgers.rulebook.book import RuleHistory
from ledgers.selectors.development import facts_of
from ledgers.selectors.rules import rule_history
from ledgers.selectors.standing import watched
from ledgers.services.members import RollRefused, may_edit_roll, member_save
from ledgers.services.membership import membership_move
from ledgers.services.standing import StandingRefused
from ledgers.vote_profiles import PROFILES

# Secret ballot; more than half of those called must come, and as many agree, written opinions included.
ADMISSION = PROFILES["P4"]
PERSON = ("name", "gender", "birth_date", "phone", "education", "occupation", "applied_on")
STEP_FACTS = (
    "first_member",
    "second_member",
    "training_days",
    "training_hours",
    "voters",
    "voters_present",
    "votes_for",
    "notice_from",
    "notice_until",
    "document",
    "note",
)
# What each move needs and leads to; a move that is not here does not exist.
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    CandidateAction.FINISH: ((CandidateState.OPEN,), CandidateState.ADMITTED),
    CandidateAction.WITHDRAW: ((CandidateState.OPEN,), CandidateState.WITHDRAWN),
    CandidateAction.REJECT: ((CandidateState.OPEN,), CandidateState.REJECTED),
    CandidateAction.CANCEL: ((CandidateState.OPEN,), CandidateState.CANCELLED),
    CandidateAction.LEAVE: ((CandidateState.OPEN,), CandidateState.MOVED),
    CandidateAction.REOPEN: ((CandidateState.WITHDRAWN, CandidateState.REJECTED), CandidateState.OPEN),
}


class DevelopmentRefused(Exception):
    """The record may not be written so; `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


# --- Who may ------------------------------------------------------------------------------------------------------
def may_write(by: User, candidate: Candidate) -> Answer:
    """Only the branch's own secretary writes, and only while the way goes on."""
    if not (answer := may_edit_roll(by, candidate.branch)):
        return answer
    if not candidate.is_open:
        return No(
            _("%(name)s的档案已经结束（%(state)s），不能再改。")
            % {"name": candidate.name, "state": candidate.get_state_display()}
        )
    return YES


def may_reopen(by: User, candidate: Candidate) -> Answer:
    if not (answer := may_edit_roll(by, candidate.branch)):
        return answer
    if candidate.state not in MOVES[CandidateAction.REOPEN][0]:
        return No(_("这份档案不能恢复办理。"))
    return YES


def _locked(pk: int, by: User) -> Candidate:
    candidate = Candidate.objects.select_for_update(of=("self",)).select_related("branch", "member").get(pk=pk)
    if not (answer := may_write(by, candidate)):
        raise DevelopmentRefused(answer.reason)
    return candidate


# --- The person ---------------------------------------------------------------------------------------------------
@transaction.atomic
def candidate_add(
    *,
    branch: Organisation,
    values: Mapping,
    id_number: str = "",
    stage: str = Stage.APPLICANT,
    days: Mapping[int, dt.date] | None = None,
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> Candidate:
    """Begin the record of a person and return it; the same `key` again returns the one there is.

    Args:
        values: the fields of PERSON. stage: what the person is by now, for ways that began before this record.
        days: the days of the earlier steps that the limits need (`BEGINNINGS`), by code.

    A probationary member is put onto the roll, or found there. Raises DevelopmentRefused.
    """
    if not (answer := may_edit_roll(by, branch)):
        raise DevelopmentRefused(answer.reason)
    # Two taps on a slow network arrive together: the second waits here and finds the row of the first.
    Organisation.objects.select_for_update(no_key=True).get(pk=branch.pk)
    if (known := Candidate.objects.filter(branch=branch, key=key).first()) is not None:
        return known
    begun_at, needed = BEGINNINGS[stage]
    candidate = Candidate(branch=branch, key=key, begun_at=begun_at)
    rules = rule_history(district_above(branch))
    _take_person(candidate, values, id_number, rules, at)
    days = _earlier_days(candidate, needed, days or {}, rules, at)
    candidate.save()
    _log(candidate, CandidateAction.ADD, candidate.state, "", by, at)
    for code, day in days.items():
        candidate.steps.create(code=code, done_on=day, is_earlier=True, by=by, at=at)
    _settle(candidate, rules, by, at)
    return candidate


def _earlier_days(
    candidate: Candidate, needed: tuple[int, ...], days: Mapping[int, dt.date], rules: RuleHistory, at: dt.datetime
) -> dict[int, dt.date]:
    """Return the days of the earlier steps in order; raises DevelopmentRefused for one that is missing or wrong."""
    found, before, name = {}, candidate.applied_on, _("递交申请书")
    for code in needed:
        field, title = f"day_{code}", BY_CODE[code].title
        if not (day := days.get(code)):
            raise DevelopmentRefused(_("请填“%(title)s”的日期，期限从这一天算起。") % {"title": title}, field)
        if day > _today(at):
            raise DevelopmentRefused(_("日期还没有到，办了以后再记。"), field)
        if day < before:
            words = {"title": title, "name": name, "day": day_words(before)}
            raise DevelopmentRefused(_("“%(title)s”不能早于%(name)s的日期（%(day)s）。") % words, field)
        found[code], before, name = day, day, title
    return found


@transaction.atomic
def candidate_edit(
    *, candidate: Candidate, values: Mapping, id_number: str = "", by: User, at: dt.datetime
) -> Candidate:
    """Write a person's fields; an empty `id_number` leaves the stored number alone. Raises DevelopmentRefused."""
    candidate = _locked(candidate.pk, by)
    _take_person(candidate, values, id_number, rule_history(district_above(candidate.branch)), at)
    first = candidate.steps.order_by("done_on").first()
    if first and first.done_on < candidate.applied_on:
        words = {"title": BY_CODE[first.code].title, "day": day_words(first.done_on)}
        raise DevelopmentRefused(_("申请书日期不能晚于“%(title)s”（%(day)s）。") % words, "applied_on")
    candidate.save()
    return candidate


def _take_person(candidate: Candidate, values: Mapping, id_number: str, rules: RuleHistory, at: dt.datetime) -> None:
    for name in PERSON:
        if name in values:
            setattr(candidate, name, values[name])
    if candidate.applied_on > _today(at):
        raise DevelopmentRefused(_("日期还没有到，收到申请书以后再记。"), "applied_on")
    age = rules.on(candidate.applied_on).value("development.age")
    if candidate.applied_on < same_day_later(candidate.birth_date, age * 12):
        words = {"age": age, "day": day_words(same_day_later(candidate.birth_date, age * 12))}
        raise DevelopmentRefused(_("递交申请书时不满%(age)d周岁（%(day)s才满），不能接收申请。") % words, "applied_on")
    if not id_number:
        return
    candidate.set_id_number(id_number)
    others = Candidate.objects.open().filter(id_number_hash=candidate.id_number_hash).exclude(pk=candidate.pk)
    if others.exists():
        raise DevelopmentRefused(_("这个身份证号已经有一份在办的发展档案，不能再建。"), "id_number")
    on_roll = Member.objects.filter(id_number_hash=candidate.id_number_hash, state=MembershipState.NORMAL)
    if on_roll.filter(category=MemberCategory.FULL).exclude(pk=candidate.member_id).exists():
        raise DevelopmentRefused(_("这个身份证号在名册上已经是正式党员。"), "id_number")


@transaction.atomic
def candidate_follow(*, member: Member, arrived: Member, by: User, at: dt.datetime) -> Candidate | None:
    """Give the open record of `member` to the branch on whose roll the person stands now as `arrived`.

    The receiving branch goes on with the probation and sees all that was done before, the papers included
    (中国共产党发展党员工作细则 第五章); the time of the probation runs on. Returns the record, or None without one.
    """
    candidate = _open_of(member)
    if candidate is None:
        return None
    words = {"source": candidate.branch.short_name, "target": arrived.branch.short_name}
    candidate.branch, candidate.member = arrived.branch, arrived
    candidate.save(update_fields=["branch", "member"])
    for step in candidate.steps.select_related("evidence").exclude(evidence=None):
        step.evidence = file_copy(file=step.evidence, organisation=arrived.branch, by=by, at=at)
        step.save(update_fields=["evidence"])
    said = _("从%(source)s转到%(target)s，预备期接着算") % words
    _log(candidate, CandidateAction.FOLLOW, candidate.state, said, by, at)
    return candidate


@transaction.atomic
def candidate_leave(*, member: Member, to: str, day: dt.date, by: User, at: dt.datetime) -> Candidate | None:
    """Close the open record of `member`, who left on `day` for `to`, a branch without an account here.

    That branch goes on with the probation; what was done stays to be read. Returns the record, or None without one.
    """
    candidate = _open_of(member)
    if candidate is not None:
        _move(candidate, CandidateAction.LEAVE, day, _("组织关系转到%(to)s") % {"to": to}, by, at)
    return candidate


def _open_of(member: Member) -> Candidate | None:
    found = Candidate.objects.select_for_update(of=("self",)).select_related("branch")
    return found.filter(member=member, state=CandidateState.OPEN).first()


# --- Steps --------------------------------------------------------------------------------------------------------
@transaction.atomic
def step_record(
    *,
    candidate: Candidate,
    code: int,
    done_on: dt.date,
    values: Mapping | None = None,
    upload: File | None = None,
    by: User,
    at: dt.datetime,
) -> DevelopmentStep:
    """Record that a step was done, and draw its consequences; the same again changes nothing.

    Args:
        code: 2 to 25. done_on: the day it was done. values: the step's facts by column (STEP_FACTS).
        upload: a picture of the paper, if any.

    Raises DevelopmentRefused when the step can't be done on that day or a fact is not as the rules want it.
    """
    candidate = _locked(candidate.pk, by)
    step, values = BY_CODE[code], dict(values or {})
    known = candidate.steps.filter(code=code)
    if same := known.filter(done_on=done_on).first():
        return same
    if not step.repeats and (there := known.first()):
        words = {"title": step.title, "day": day_words(there.done_on)}
        raise DevelopmentRefused(_("“%(title)s”已经记过了（%(day)s）。记错了请点“更正”。") % words, "done_on")
    rules = rule_history(district_above(candidate.branch))
    _refuse_day(candidate, step, done_on, rules, at)
    last = known.aggregate(Max("number"))["number__max"] or 0
    row = DevelopmentStep(candidate=candidate, code=code, number=last + 1)
    _take_facts(row, step, done_on, values)
    row.evidence, row.by, row.at = _stored(candidate, upload, by, at), by, at
    row.save()
    _settle(candidate, rules, by, at)
    return row


@transaction.atomic
def step_correct(
    *,
    step: DevelopmentStep,
    done_on: dt.date,
    values: Mapping | None = None,
    upload: File | None = None,
    reason: str = "",
    by: User,
    at: dt.datetime,
) -> DevelopmentStep:
    """Mend what was recorded of a step. The earlier version stays in the row's history and, said shortly, in the log.

    Without `upload` the file there is stays. Raises DevelopmentRefused.
    """
    candidate = _locked(step.candidate_id, by)
    row = DevelopmentStep.objects.select_for_update().get(pk=step.pk)
    kind, before = BY_CODE[row.code], row.done_on
    rules = rule_history(district_above(candidate.branch))
    _refuse_day(candidate, kind, done_on, rules, at, corrected=row)
    row.is_earlier = row.is_earlier and not _is_told(kind, values or {})
    _take_facts(row, kind, done_on, dict(values or {}))
    row.evidence = _stored(candidate, upload, by, at) or row.evidence
    row.by, row.at = by, at
    row.save()
    changed = _("第%(n)d步“%(title)s”") % {"n": kind.code, "title": kind.title}
    if before != done_on:
        changed += _("：%(before)s改为%(after)s") % {"before": day_words(before), "after": day_words(done_on)}
    _log(candidate, CandidateAction.CORRECT, candidate.state, f"{changed}。{reason}".removesuffix("。"), by, at)
    _settle(candidate, rules, by, at)
    return row


@transaction.atomic
def step_remove(*, step: DevelopmentStep, reason: str, by: User, at: dt.datetime) -> Candidate:
    """Take away a step that was recorded by mistake; its history stays. Raises DevelopmentRefused.

    What put someone onto the roll can't be taken away, nor what a later step rests upon.
    """
    candidate = _locked(step.candidate_id, by)
    kind = BY_CODE[step.code]
    if step.is_earlier or step.code in (APPROVAL, APPROVE_FULL):
        raise DevelopmentRefused(_("“%(title)s”已经写进名册，不能撤掉，只能更正。") % {"title": kind.title})
    codes = set(candidate.steps.exclude(pk=step.pk).values_list("code", flat=True))
    if later := [each for each in STEPS if each.code in codes and step.code in each.after]:
        raise DevelopmentRefused(
            _("“%(later)s”已经记了，要先撤掉它。") % {"later": f"{later[0].code}. {later[0].title}"}
        )
    candidate.steps.filter(pk=step.pk).delete()
    words = {"n": kind.code, "title": kind.title, "day": day_words(step.done_on)}
    removed = _("第%(n)d步“%(title)s”（%(day)s）") % words
    _log(candidate, CandidateAction.REMOVE, candidate.state, f"{removed}。{reason}".removesuffix("。"), by, at)
    _settle(candidate, rule_history(district_above(candidate.branch)), by, at)
    return candidate


def _stored(candidate: Candidate, upload: File | None, by: User, at: dt.datetime) -> StoredFile | None:
    if upload is None:
        return None
    try:
        return file_store(organisation=candidate.branch, upload=upload, by=by, at=at)
    except UploadRefused as refusal:
        raise DevelopmentRefused(str(refusal), "upload") from None


def _is_told(step: Step, values: Mapping) -> bool:
    """Whether the facts that the step must have are there now."""
    wanted = {Facts.CONTACTS: "first_member", Facts.INTRODUCERS: "second_member", Facts.VOTES: "voters"}
    return all(values.get(wanted[fact]) for fact in step.facts if fact in wanted)


def _today(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def _refuse_day(
    candidate: Candidate,
    step: Step,
    day: dt.date,
    rules: RuleHistory,
    at: dt.datetime,
    corrected: DevelopmentStep | None = None,
) -> None:
    """Raise DevelopmentRefused when the step can't have been done on `day`."""
    if step.code == APPLY:
        raise DevelopmentRefused(_("申请书日期在“本人信息”里改。"))
    if day > _today(at):
        raise DevelopmentRefused(_("日期还没有到，办了以后再记。"), "done_on")
    if day < candidate.applied_on:
        words = {"day": day_words(candidate.applied_on)}
        raise DevelopmentRefused(_("不能早于递交申请书的日期（%(day)s）。") % words, "done_on")
    facts = facts_of([candidate], without=corrected)[candidate.pk]
    _refuse_disorder(facts, step, day)
    found = next(each for each in standing(facts, rules, day) if each.code == step.code)
    is_paper = corrected is not None and corrected.is_earlier
    if found.state in (StepState.WAITING, StepState.BLOCKED) and not is_paper:
        basis = f"（{found.basis}）" if found.basis else ""
        raise DevelopmentRefused(f"{found.why}。{basis}", "done_on")


def _refuse_disorder(facts: CandidateFacts, step: Step, day: dt.date) -> None:
    """Refuse a day before a step that comes first, or after one that comes later."""
    for code in step.after:
        before = facts.day_of(code)
        if before and day < before:
            words = {"title": BY_CODE[code].title, "n": code, "day": day_words(before)}
            raise DevelopmentRefused(_("不能早于第%(n)d步“%(title)s”（%(day)s）。") % words, "done_on")
    later = [each for each in STEPS if step.code in each.after or each.code == step.until]
    for each in later:
        if each.repeats and not facts.observed.get(each.code):
            continue
        days = facts.observed.get(each.code, ()) if each.repeats else [facts.day_of(each.code)]
        after = min((found for found in days if found), default=None)
        if after and day > after:
            words = {"title": each.title, "n": each.code, "day": day_words(after)}
            raise DevelopmentRefused(_("不能晚于第%(n)d步“%(title)s”（%(day)s）。") % words, "done_on")


def _take_facts(row: DevelopmentStep, step: Step, done_on: dt.date, values: dict) -> None:
    """Write the facts that the step has into the row; raises DevelopmentRefused for one that can't be."""
    row.done_on = done_on
    # Who was chosen stays chosen, also when he has left the branch since.
    chosen = {row.first_member_id, row.second_member_id}
    for name in STEP_FACTS:
        default = "" if name in ("document", "note") else None
        setattr(row, name, values.get(name) or default)
    if row.is_earlier:
        return
    if Facts.CONTACTS in step.facts or Facts.INTRODUCERS in step.facts:
        _refuse_people(row, are_introducers=Facts.INTRODUCERS in step.facts, chosen=chosen)
    else:
        row.first_member = row.second_member = None
    if Facts.TRAINING not in step.facts:
        row.training_days = row.training_hours = None
    elif not (row.training_days or row.training_hours):
        raise DevelopmentRefused(_("请填培训了几天，或者多少学时。"), "training_days")
    if Facts.VOTES in step.facts:
        _refuse_votes(row)
    else:
        row.voters = row.voters_present = row.votes_for = None
    if Facts.PUBLICITY in step.facts:
        _refuse_notice(row)
    else:
        row.notice_from = row.notice_until = None


def _refuse_people(row: DevelopmentStep, *, are_introducers: bool, chosen: set[int | None]) -> None:
    """Contacts and introducers are full members of the branch's roll, two different ones, never the person.

    Nobody who is under 留党察看 on the day is an introducer (细则 第十四条).
    """
    if row.first_member is None and row.second_member is not None:
        row.first_member, row.second_member = row.second_member, None
    if row.first_member is None:
        raise DevelopmentRefused(_("请选一名正式党员。"), "first_member")
    if are_introducers and row.second_member is None:
        raise DevelopmentRefused(_("入党介绍人要两名正式党员，请再选一名。"), "second_member")
    if row.first_member == row.second_member:
        raise DevelopmentRefused(_("两个人不能是同一个人。"), "second_member")
    for field in ("first_member", "second_member"):
        member = getattr(row, field)
        if member is None or member.pk in chosen:
            continue
        if member.pk == row.candidate.member_id:
            raise DevelopmentRefused(_("不能是本人。"), field)
        if not member.votes:
            raise DevelopmentRefused(_("%(name)s不是在册的正式党员。") % {"name": member.name}, field)
        if member.branch_id != row.candidate.branch_id:
            raise DevelopmentRefused(_("%(name)s不在本支部名册上。") % {"name": member.name}, field)
        if are_introducers and member.pk in watched(member.branch_id, row.done_on):
            raise DevelopmentRefused(_("%(name)s在留党察看期间，不能作入党介绍人。") % {"name": member.name}, field)


def _refuse_votes(row: DevelopmentStep) -> None:
    """Refuse a meeting that could not decide, or did not agree (细则 第二十至二十二条)."""
    for name in ("voters", "voters_present", "votes_for"):
        if getattr(row, name) is None:
            raise DevelopmentRefused(_("请填人数。"), name)
    voters = row.voters
    if row.voters_present > voters:
        raise DevelopmentRefused(_("到会的人比应到会的还多，请核对。"), "voters_present")
    if not ADMISSION.quorum.reached_by(row.voters_present, voters):
        words = {"voters": voters, "present": row.voters_present}
        raise DevelopmentRefused(
            _("应到会 %(voters)d 人，到会 %(present)d 人，没有超过半数，会议不算数。") % words, "voters_present"
        )
    if row.votes_for > voters:
        raise DevelopmentRefused(_("赞成票比应到会的人还多，请核对。"), "votes_for")
    if not ADMISSION.majority.reached_by(row.votes_for, voters):
        words = {"voters": voters, "n": row.votes_for}
        raise DevelopmentRefused(
            _("赞成 %(n)d 票，没有超过应到会 %(voters)d 人的半数，不能算通过。") % words,
            "votes_for",
        )


def _refuse_notice(row: DevelopmentStep) -> None:
    if bool(row.notice_from) != bool(row.notice_until):
        missing = "notice_until" if row.notice_from else "notice_from"
        raise DevelopmentRefused(_("公示的开始和结束日期要一起填。"), missing)
    if row.notice_from and row.notice_from > row.notice_until:
        raise DevelopmentRefused(_("公示结束早于开始。"), "notice_until")
    if row.notice_until and row.notice_until > row.done_on:
        raise DevelopmentRefused(_("公示要在审批以前结束。"), "notice_until")


# --- What follows from the steps ------------------------------------------------------------------------------------
def _settle(candidate: Candidate, rules: RuleHistory, by: User, at: dt.datetime) -> None:
    """Bring stage, roll and state in line with the steps, in this order:

    1. the stage (`development_steps.stage_of`); 2. approved: the person is on the roll as a probationary member since
    the day of the general meeting; approved as full: a full member since the end of the probation; 3. the papers are
    in the archive: the way is finished.
    """
    facts = facts_of([candidate])[candidate.pk]
    candidate.stage = facts.stage
    if candidate.stage in (Stage.PROBATIONARY, Stage.FULL):
        candidate.member = _onto_roll(candidate, facts, rules, by, at)
    candidate.save(update_fields=["stage", "member"])
    if candidate.is_open and facts.is_done(ARCHIVE):
        _move(candidate, CandidateAction.FINISH, facts.day_of(ARCHIVE), "", by, at)


def _onto_roll(candidate: Candidate, facts: CandidateFacts, rules: RuleHistory, by: User, at: dt.datetime) -> Member:
    """Write the member's row: found by ID number or by name on the branch's roll, else made new.

    党章 第七条: the time in the Party counts from the day on which the probation ended, also when the meeting on it
    was held later.
    """
    joined_on = facts.day_of(ADMIT)
    values = {"category": MemberCategory.PROBATIONARY, "joined_on": joined_on, "full_on": None}
    if candidate.stage == Stage.FULL:
        values |= {"category": MemberCategory.FULL, "full_on": probation_end(facts, rules)}
    member = candidate.member or _on_roll_already(candidate)
    number = ""
    if member is None:
        member, number = Member(branch=candidate.branch, is_demo=candidate.is_demo), candidate.id_number
        same = ("name", "gender", "birth_date", "phone", "education", "occupation")
        values |= {name: getattr(candidate, name) for name in same}
    elif all(getattr(member, name) == value for name, value in values.items()):
        return member
    try:
        return member_save(member=member, values=values, id_number=number, by=by, at=at)
    except RollRefused as refusal:
        raise DevelopmentRefused(str(refusal), refusal.field) from None


def _on_roll_already(candidate: Candidate) -> Member | None:
    """Return the branch's probationary member that this person is, when the roll has one."""
    roll = Member.objects.on_roll().filter(branch=candidate.branch, category=MemberCategory.PROBATIONARY)
    if candidate.id_number_hash:
        by_number = Member.objects.on_roll().filter(id_number_hash=lookup_hash(candidate.id_number)).first()
        if by_number is not None:
            if by_number.branch_id != candidate.branch_id:
                raise DevelopmentRefused(_("这个身份证号已经在别的支部的名册上，请先办理组织关系转接。"), "id_number")
            return by_number
        roll = roll.filter(id_number_hash="")
    same = list(roll.filter(name=candidate.name, candidate=None)[:2])
    return same[0] if len(same) == 1 else None


# --- How the way ends -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Ending:
    """A way of ending that is open to a candidate now."""

    action: str
    label: str
    text: str


def endings_for(candidate: Candidate) -> list[Ending]:
    """Return how the way of this person may end by a decision of the branch."""
    if not candidate.is_open or candidate.stage == Stage.FULL:
        return []
    if candidate.stage == Stage.PROBATIONARY:
        text = _("支部大会讨论通过、乡镇党委批准取消预备党员资格以后再办。办了以后，名册上记为已出党。")
        return [Ending(CandidateAction.CANCEL, _("取消预备党员资格"), text)]
    return [
        Ending(CandidateAction.WITHDRAW, _("本人撤回申请"), _("本人书面提出不再申请入党。")),
        Ending(CandidateAction.REJECT, _("没有通过"), _("支委会、支部大会或乡镇党委没有同意，停止办理。")),
    ]


@transaction.atomic
def candidate_close(
    *, candidate: Candidate, action: str, day: dt.date, reason: str, by: User, at: dt.datetime
) -> Candidate:
    """End the way by WITHDRAW, REJECT or CANCEL on `day`. CANCEL takes the person off the roll.

    Raises DevelopmentRefused; the reason is required.
    """
    candidate = _locked(candidate.pk, by)
    if action not in {ending.action for ending in endings_for(candidate)}:
        raise DevelopmentRefused(_("这个阶段不能这样办理。"))
    if not reason.strip():
        raise DevelopmentRefused(_("请写明原因。"), "reason")
    latest = facts_of([candidate])[candidate.pk]
    days = [candidate.applied_on, *(done.day for done in latest.done.values())]
    if day > _today(at) or day < max(days):
        raise DevelopmentRefused(_("日期要在最后一步以后、今天以前。"), "day")
    if action == CandidateAction.CANCEL:
        try:
            membership_move(
                member=candidate.member,
                action=MembershipMove.CANCEL,
                on=day,
                reason=reason.strip()[:200],
                by=by,
                at=at,
            )
        except StandingRefused as refusal:
            raise DevelopmentRefused(str(refusal)) from None
    _move(candidate, action, day, reason.strip(), by, at)
    return candidate


@transaction.atomic
def candidate_reopen(*, candidate: Candidate, reason: str, by: User, at: dt.datetime) -> Candidate:
    """Take up again a way that was ended by mistake. Raises DevelopmentRefused."""
    candidate = Candidate.objects.select_for_update(of=("self",)).select_related("branch").get(pk=candidate.pk)
    if not (answer := may_reopen(by, candidate)):
        raise DevelopmentRefused(answer.reason)
    if not reason.strip():
        raise DevelopmentRefused(_("请写明原因。"), "reason")
    others = Candidate.objects.open().filter(id_number_hash=candidate.id_number_hash).exclude(id_number_hash="")
    if others.exists():
        raise DevelopmentRefused(_("这个身份证号已经有一份在办的发展档案，不能再建。"))
    _move(candidate, CandidateAction.REOPEN, None, reason.strip(), by, at)
    return candidate


@transaction.atomic
def probation_prolong(
    *,
    candidate: Candidate,
    decided_on: dt.date,
    months: int,
    document: str = "",
    reason: str,
    by: User,
    at: dt.datetime,
) -> Candidate:
    """Prolong the probation once, by the months decided at the general meeting on `decided_on`.

    细则 第五章: not less than half a year, not more than one; counted from the end of the first probation.
    Raises DevelopmentRefused.
    """
    candidate = _locked(candidate.pk, by)
    if not (answer := may_prolong(candidate)):
        raise DevelopmentRefused(answer.reason)
    rules = rule_history(district_above(candidate.branch))
    facts = facts_of([candidate])[candidate.pk]
    end = probation_end(facts, rules)
    book = rules.on(end)
    least, most = book.value("development.prolong_least_months"), book.value("development.prolong_most_months")
    if not least <= months <= most:
        raise DevelopmentRefused(_("只能延长%(least)d到%(most)d个月。") % {"least": least, "most": most}, "months")
    if decided_on > _today(at) or decided_on < facts.day_of(ADMIT):
        raise DevelopmentRefused(_("日期要在接收大会以后、今天以前。"), "decided_on")
    if decided_on >= same_day_later(end, months):
        raise DevelopmentRefused(_("日期太晚，延长的时间已经过了。"), "decided_on")
    if not reason.strip():
        raise DevelopmentRefused(_("请写明原因。"), "reason")
    candidate.prolonged_on, candidate.prolonged_until = decided_on, same_day_later(end, months)
    candidate.prolonged_document = document.strip()
    candidate.save(update_fields=["prolonged_on", "prolonged_until", "prolonged_document"])
    words = {"n": months, "day": day_words(candidate.prolonged_until), "why": reason.strip()}
    said = _("延长%(n)d个月，到%(day)s。%(why)s") % words
    _log(candidate, CandidateAction.PROLONG, candidate.state, said, by, at)
    return candidate


def may_prolong(candidate: Candidate) -> Answer:
    if candidate.stage != Stage.PROBATIONARY:
        return No(_("只有预备党员可以延长预备期。"))
    if candidate.prolonged_on:
        return No(_("预备期只能延长一次，已经延长过了。"))
    if candidate.steps.filter(code__in=(APPROVE_FULL, APPROVE_FULL - 1)).exists():
        return No(_("支部大会已经通过转正，不能再延长预备期。"))
    return YES


def _move(candidate: Candidate, action: str, day: dt.date | None, reason: str, by: User, at: dt.datetime) -> None:
    """Perform a move of MOVES: claim the state it starts from, write the log. The only place that changes `state`."""
    start, end = MOVES[action]
    before = candidate.state
    claimed = Candidate.objects.filter(pk=candidate.pk, state__in=start).update(state=end, closed_on=day)
    if claimed != 1:
        raise DevelopmentRefused(_("这份档案刚刚被别人改过，请刷新页面再办。"))
    candidate.state, candidate.closed_on = end, day
    _log(candidate, action, before, reason, by, at)


def _log(candidate: Candidate, action: str, before: str, reason: str, by: User, at: dt.datetime) -> None:
    candidate.moves.create(
        action=action, from_state=before, to_state=candidate.state, reason=reason[:500], by=by, at=at
    )
