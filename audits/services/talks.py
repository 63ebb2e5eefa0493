"""Raise a talk, notify, hold, answer, follow up, close (约谈). Nothing else writes a case's state."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from audits.models import CommitmentFile, TalkCase, TalkCommitment, TalkMinutes, TalkStep
from audits.talk_enums import CommitmentState, TalkAction, TalkKind, TalkStatus
from audits.talk_rules import ANSWERERS, MOVES, RUNNERS, may_move, may_report, may_settle
from branches.enums import ROLES, Role
from branches.models import Membership, Organisation, User
from config.lib.verdict import Answer
from evidence.models import StoredFile
from facilities.models import UpgradeProject
from notices.services import notices_send

A = TalkAction


class TalkRefused(Exception):
    """An act on a talk that may not be done; the message says why, `field` where."""

    def __init__(self, reason: str, field: str = "") -> None:
        self.field = field
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of a talk (约谈通知): posts, never names."""

    talk_at: dt.datetime
    place: str
    talker: str
    summoned: str
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """The minutes of a talk, and what was promised: (text, due day)."""

    held_at: dt.datetime
    place: str
    present: str
    said: str
    absent: str = ""
    observers: str = ""
    promises: Sequence[tuple[str, dt.date]] = ()


@transaction.atomic
def talk_raise(
    *,
    kind: str,
    organisation: Organisation,
    host: Organisation,
    run_from: dt.date,
    reds: int,
    hold_by: dt.date,
    at: dt.datetime,
) -> TalkCase | None:
    """Raise a talk about a run of reds; None when there is one about that run already."""
    return _raise_once(
        {"organisation": organisation, "run_from": run_from},
        {"kind": kind, "host": host, "reds": reds, "raised_at": at, "hold_by": hold_by},
    )


@transaction.atomic
def talk_raise_for_project(
    *, project: UpgradeProject, host: Organisation, hold_by: dt.date, at: dt.datetime
) -> TalkCase | None:
    """Raise a talk with the township's secretary about a project that missed its promised day.

    None when there is one about that project and that day already (domain 15.11).
    """
    columns = {"kind": TalkKind.TOWNSHIP, "organisation": project.township, "host": host}
    return _raise_once(
        {"project": project, "deadline": project.due_on}, columns | {"raised_at": at, "hold_by": hold_by}
    )


def _raise_once(ground: dict, columns: dict) -> TalkCase | None:
    case, is_new = TalkCase.objects.get_or_create(**ground, defaults=columns)
    if not is_new:
        return None
    at = case.raised_at
    step = TalkStep.objects.create(case=case, action=A.RAISE, to_status=case.status, at=at)
    _tell(case, step)
    return case


@transaction.atomic
def talk_move(
    *, case: TalkCase, action: str, by: User | None, at: dt.datetime, reason: str = "", values=None
) -> TalkCase:
    """Perform a move of the table and return the case fresh from the database.

    `values` is a Notice to notify, Held to hold, the number of reds for the clock to demand; `reason` is the
    answer, the written review, or why the talk is called off. Raises TalkRefused.
    """
    current = TalkCase.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if not (answer := may_move(by, current, action)):
        raise TalkRefused(answer.reason)
    reason = reason.strip()
    if action in (A.ANSWER, A.REVIEW, A.CALL_OFF) and not reason:
        raise TalkRefused(_("请写明内容。"), "reason")
    before = current.status
    current.status = MOVES[action][1] or before
    _apply(current, action, by, at, reason, values)
    current.save()
    # A review and an answer stand in the case; the step says that they came.
    said = reason if action in (A.CALL_OFF, A.CLOSE) else ""
    step = TalkStep.objects.create(
        case=current, action=action, from_status=before, to_status=current.status, by=by, at=at, reason=said
    )
    _tell(current, step)
    return current


def _apply(case: TalkCase, action: str, by: User | None, at: dt.datetime, reason: str, values) -> None:
    """Write what an action brings besides the state."""
    if action == A.NOTIFY:
        if values.talk_at <= at:
            raise TalkRefused(_("约谈时间要在发通知以后。"), "talk_at")
        for name in Notice.__slots__:
            setattr(case, name, getattr(values, name))
        case.noticed_at = at
    elif action == A.HOLD:
        _minutes(case, values, by, at)
    elif action == A.ANSWER:
        case.answer = reason
    elif action == A.REVIEW:
        case.review, case.reviewed_at = reason, at
    elif action == A.DEMAND:
        case.needs_review, case.reds = True, values
        if case.status == TalkStatus.CLOSED:
            case.status, case.closed_at = TalkStatus.FOLLOWING, None
    elif action == A.CLOSE:
        case.closed_at = at


def _minutes(case: TalkCase, held: Held, by: User, at: dt.datetime) -> None:
    if held.held_at > at:
        raise TalkRefused(_("约谈时间不能晚于现在。"), "held_at")
    for _what, due_on in held.promises:
        if due_on < held.held_at.date():
            raise TalkRefused(_("完成期限不能早于约谈那天。"), "promises")
    columns = {name: getattr(held, name) for name in Held.__slots__ if name != "promises"}
    TalkMinutes.objects.create(case=case, by=by, at=at, **columns)
    TalkCommitment.objects.bulk_create(
        TalkCommitment(case=case, text=text, due_on=due_on) for text, due_on in held.promises
    )


@transaction.atomic
def commitment_settle(
    *, commitment: TalkCommitment, is_done: bool, note: str, by: User, at: dt.datetime
) -> TalkCommitment:
    """Say once whether a promise was kept, and how one knows. Raises TalkRefused."""
    current = _open_commitment(commitment, may_settle, by)
    if not note.strip():
        raise TalkRefused(_("请写明怎么核实的。"), "note")
    current.state = CommitmentState.DONE if is_done else CommitmentState.FAILED
    current.note, current.settled_by, current.settled_at = note.strip(), by, at
    current.save()
    return current


@transaction.atomic
def commitment_report(*, commitment: TalkCommitment, result: str, by: User, at: dt.datetime) -> TalkCommitment:
    """Report a promise done; until the host has settled it, another report takes its place. Raises TalkRefused."""
    current = _open_commitment(commitment, may_report, by)
    if not result.strip():
        raise TalkRefused(_("请写明怎么完成的。"), "result")
    current.result, current.reported_by, current.reported_at = result.strip(), by, at
    current.save()
    key, title = f"commitment-report:{current.pk}", _("%(name)s报告完成了一条整改承诺，请核实")
    talk_notice(current.case, people=hosts_of(current.case), key=key, title=title, at=at)
    return current


@transaction.atomic
def commitment_attach(
    *, commitment: TalkCommitment, file: StoredFile, by: User, at: dt.datetime, limit: int
) -> CommitmentFile:
    """Attach a stored file to a promise that is not settled; twice is once. Raises TalkRefused."""
    current = _open_commitment(commitment, may_report, by)
    if existing := current.files.filter(file=file).first():
        return existing
    if current.files.count() >= limit:
        raise TalkRefused(_("一条记录最多放 %(n)d 个附件，请先删掉不需要的。") % {"n": limit})
    return CommitmentFile.objects.create(commitment=current, file=file, added_at=at, added_by=by)


@transaction.atomic
def commitment_detach(*, link: CommitmentFile, by: User) -> None:
    """Take a file off a promise that is not settled; the stored file stays. Raises TalkRefused."""
    _open_commitment(link.commitment, may_report, by)
    link.delete()


def _open_commitment(commitment: TalkCommitment, rule: Callable[[User, TalkCase], Answer], by: User) -> TalkCommitment:
    """Return the promise fresh, its case locked; raises TalkRefused by `rule` or when it was settled."""
    case = TalkCase.objects.select_for_update(of=("self",), no_key=True).get(pk=commitment.case_id)
    if not (answer := rule(by, case)):
        raise TalkRefused(answer.reason)
    current = TalkCommitment.objects.select_related("case__organisation").get(pk=commitment.pk)
    if current.state != CommitmentState.OPEN:
        raise TalkRefused(_("这条承诺已经核实过。"))
    return current


# --- Messages ------------------------------------------------------------------------------------------------------
def hosts_of(case: TalkCase) -> list[User]:
    """Return the people who run the talk."""
    roles = [role for role, definition in ROLES.items() if RUNNERS[case.kind] in definition.permissions]
    return _people(case.host_id, roles)


def answerers_of(case: TalkCase) -> list[User]:
    return _people(case.organisation_id, ANSWERERS[case.kind])


def _people(organisation: int, roles: Sequence[Role | str]) -> list[User]:
    held = Membership.objects.current().filter(organisation=organisation, role__in=list(roles))
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def talk_notice(case: TalkCase, *, people: list[User], key: str, title: str, at: dt.datetime) -> int:
    """Put a message about the case into the lists of `people`, once for each key."""
    url = reverse("audits:case-detail", args=[case.pk])
    return notices_send(recipients=people, key=key, title=title % {"name": case.organisation.name}, url=url, at=at)


def _tell(case: TalkCase, step: TalkStep) -> None:
    """Tell the side whose turn it is."""
    to_host = {
        A.RAISE: _("%(name)s提升项目超期，请安排约谈") if case.project_id else _("%(name)s连续红，请安排约谈"),
        A.ANSWER: _("%(name)s对约谈纪要作了回应"),
        A.REVIEW: _("%(name)s提交了书面检讨"),
    }
    to_others = {
        A.NOTIFY: _("约谈通知：请按时参加"),
        A.HOLD: _("约谈纪要已登记，请确认并回应"),
        A.DEMAND: _("又是红，请提交书面检讨"),
        A.CLOSE: _("约谈已办结"),
        A.CALL_OFF: _("约谈已取消"),
    }
    people, title = (
        (hosts_of(case), to_host[step.action])
        if step.action in to_host
        else (answerers_of(case), to_others[step.action])
    )
    talk_notice(case, people=people, key=f"talk-step:{step.pk}", title=title, at=step.at)
