"""Move members between branches (组织关系转接): begin, and one function for every further move."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.months import next_month
from ledgers.enums import MembershipState
from ledgers.enums.transfers import TransferAction, TransferKind, TransferState
from ledgers.models import Member, StudyRecord, Transfer, TransferStep
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history
from ledgers.selectors.transfers import DuesBooks, dues_books
from ledgers.services.development import candidate_follow, candidate_leave
from ledgers.services.dues import standards_follow
from ledgers.services.members import RollRefused, may_edit_roll, member_save
from ledgers.transfer_rules import MOVES, keeper, may_move, validity_days
from ledgers.words import month_in_words

MOST_DAYS = 90
# What goes along to the new roll; the post and the group belong to the old branch.
TAKEN_ALONG = (
    "name",
    "id_number_cipher",
    "id_number_hash",
    "gender",
    "ethnicity",
    "birth_date",
    "education",
    "category",
    "joined_on",
    "full_on",
    "occupation",
    "phone",
    "address",
    "is_demo",
)


class TransferRefused(Exception):
    """The transfer can't be written so; `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


# --- Beginning ----------------------------------------------------------------------------------------------------
@transaction.atomic
def transfer_apply(
    *,
    member: Member,
    target: Organisation | None,
    outside: str = "",
    note: str = "",
    applied_on: dt.date,
    by: User,
    at: dt.datetime,
) -> Transfer:
    """Begin the transfer of `member` to the branch `target`, or to the Party organisation `outside`.

    A repeated request returns the transfer that is open. Raises TransferRefused.
    """
    member = Member.objects.select_for_update(of=("self",)).select_related("branch").get(pk=member.pk)
    if not (answer := may_edit_roll(by, member.branch)):
        raise TransferRefused(answer.reason)
    if (running := Transfer.objects.open().filter(member=member).first()) is not None:
        if (running.target_id, running.outside) == (target.pk if target else None, outside.strip()):
            return running
        raise TransferRefused(_("%(name)s已经有一件转接在办，办完或撤回以后再申请。") % {"name": member.name})
    if member.state != MembershipState.NORMAL:
        raise TransferRefused(_("%(name)s不在册，不能转出。") % {"name": member.name})
    if target is not None and (target.pk == member.branch_id or not target.answers_monthly):
        raise TransferRefused(_("请选另一个支部。"), "target")
    _refuse_day(applied_on, None, "applied_on", at)
    transfer = Transfer.objects.create(
        kind=TransferKind.INSIDE if target else TransferKind.OUT,
        state=TransferState.APPLIED,
        name=member.name,
        member=member,
        source=member.branch,
        target=target,
        outside="" if target else outside.strip(),
        note=note,
        applied_on=applied_on,
        is_demo=member.is_demo,
    )
    _log(transfer, TransferAction.APPLY, "", "", by, at)
    return transfer


@transaction.atomic
def transfer_register(
    *, branch: Organisation, name: str, outside: str, note: str, letter: dict, key: uuid.UUID, by: User, at: dt.datetime
) -> Transfer:
    """Write down a letter with which somebody comes from outside to `branch`.

    `letter` is as in `transfer_move` for ISSUE. A request repeated with the same `key` returns the first transfer.
    """
    if not (answer := may_edit_roll(by, branch)):
        raise TransferRefused(answer.reason)
    # Two taps on a slow network arrive together: the second waits here and finds the row of the first.
    Organisation.objects.select_for_update(no_key=True).get(pk=branch.pk)
    if (known := Transfer.objects.filter(key=key, target=branch).first()) is not None:
        return known
    transfer = Transfer(
        key=key,
        kind=TransferKind.IN,
        state=TransferState.ISSUED,
        name=name,
        target=branch,
        outside=outside,
        note=note,
        applied_on=timezone.localdate(at),
        is_demo=branch.is_demo,
    )
    _take_letter(transfer, letter, at)
    transfer.save()
    _log(transfer, TransferAction.REGISTER, "", "", by, at)
    return transfer


# --- Moving -------------------------------------------------------------------------------------------------------
@transaction.atomic
def transfer_move(*, transfer: Transfer, action: str, values: dict, by: User, at: dt.datetime) -> Transfer:
    """Make one move of the table `MOVES` and leave a step.

    `values` by action: ISSUE takes letter_number, issued_on, paid_until (first day of a month), within_city and
    valid_days (or None: the rule's); RECEIVE received_on and, when the letter has run out, reason; COMPLETE ended_on
    and for an arrival from outside `person` (fields of Member) and id_number; RETURN and WITHDRAW reason.
    Raises TransferRefused; of two people who make the same move at once the second is refused.
    """
    found = Transfer.objects.select_for_update(of=("self",)).select_related("source", "target")
    transfer = found.get(pk=transfer.pk)
    if not (answer := may_move(by, transfer, action)):
        raise TransferRefused(answer.reason)
    reason = " ".join((values.get("reason") or "").split())
    _TAKE.get(action, _take_nothing)(transfer, values, reason, by, at)
    before, transfer.state = transfer.state, MOVES[action].to
    if transfer.state in (TransferState.RETURNED, TransferState.WITHDRAWN):
        transfer.ended_on = max(timezone.localdate(at), transfer.applied_on)
    transfer.save()
    _log(transfer, action, before, reason, by, at)
    return transfer


def _take_nothing(transfer: Transfer, values: dict, reason: str, by: User, at: dt.datetime) -> None:
    """A move that adds nothing but the step."""


def _check(transfer: Transfer, values: dict, reason: str, by: User, at: dt.datetime) -> None:
    _refuse_gap(dues_books(transfer.member, timezone.localdate(at)), transfer.name)


def _issue(transfer: Transfer, values: dict, reason: str, by: User, at: dt.datetime) -> None:
    _take_letter(transfer, values, at)


def _take_letter(transfer: Transfer, letter: dict, at: dt.datetime) -> None:
    issued_on = letter["issued_on"]
    earliest = None if transfer.kind == TransferKind.IN else transfer.applied_on
    _refuse_day(issued_on, earliest, "issued_on", at)
    if not letter["letter_number"].strip():
        raise TransferRefused(_("请填介绍信编号。"), "letter_number")
    days = letter.get("valid_days") or validity_days(_book(transfer, issued_on), within_city=letter["within_city"])
    if not 1 <= days <= MOST_DAYS:
        raise TransferRefused(_("介绍信的有效期最长 %(n)d 天。") % {"n": MOST_DAYS}, "valid_days")
    transfer.letter_number = letter["letter_number"].strip()
    transfer.issued_on = issued_on
    transfer.paid_until = letter["paid_until"].replace(day=1)
    transfer.within_city = letter["within_city"]
    transfer.valid_days = days
    transfer.valid_until = issued_on + dt.timedelta(days=days)


def _receive(transfer: Transfer, values: dict, reason: str, by: User, at: dt.datetime) -> None:
    _refuse_day(values["received_on"], transfer.issued_on, "received_on", at)
    if values["received_on"] > transfer.valid_until and not reason:
        raise TransferRefused(_("介绍信已经超期，请写明原因，并附上支部证明。"), "reason")
    transfer.received_on = values["received_on"]


def _complete(transfer: Transfer, values: dict, reason: str, by: User, at: dt.datetime) -> None:
    """Change the rolls: off the old one first, because an ID number stands on one roll only."""
    _refuse_day(values["ended_on"], transfer.received_on, "ended_on", at)
    transfer.ended_on = values["ended_on"]
    if transfer.kind == TransferKind.IN:
        transfer.new_member = _arrive(transfer, values, by, at)
        return
    member = Member.objects.select_for_update().get(pk=transfer.member_id)
    if member.state != MembershipState.NORMAL:
        raise TransferRefused(_("%(name)s已经不在册，请先核对名册上的党籍状态。") % {"name": member.name})
    dues_from = _dues_from(transfer, member)
    member.state = MembershipState.MOVED
    member.save()
    if transfer.kind == TransferKind.INSIDE:
        transfer.new_member = _put_on_roll(member, transfer.target, dues_from, by, at)
    else:
        candidate_leave(member=member, to=transfer.outside, day=transfer.ended_on, by=by, at=at)


def _refuse_gap(books: DuesBooks, name: str) -> None:
    """Raise TransferRefused for a month that was left out: it could be asked for neither here nor there."""
    if gaps := books.gaps():
        words = {"name": name, "months": "、".join(month_in_words(month) for month in gaps)}
        raise TransferRefused(_("%(name)s%(months)s的党费没有交，后面的月份却交了。请先补交、登记。") % words)


def _dues_from(transfer: Transfer, member: Member) -> dt.date:
    """Return the first month of which the new branch collects the dues: the one after the last that was paid.

    What our own books show as owed goes before what the letter says, so that no month is lost between the two.
    """
    books = dues_books(member, transfer.ended_on)
    _refuse_gap(books, member.name)
    after_letter = next_month(max(transfer.paid_until, books.paid_until or transfer.paid_until))
    return min([after_letter, *books.arrears()])


def _put_on_roll(member: Member, branch: Organisation, dues_from: dt.date, by: User, at: dt.datetime) -> Member:
    taken = {name: getattr(member, name) for name in TAKEN_ALONG}
    arrived = Member.objects.create(branch=branch, dues_from=dues_from, **taken)
    _take_standing_along(member, arrived, at)
    standards_follow(member=member, arrived=arrived, by=by, at=at)
    candidate_follow(member=member, arrived=arrived, by=by, at=at)
    return arrived


def _take_standing_along(member: Member, arrived: Member, at: dt.datetime) -> None:
    """Copy what goes with the person and not with the branch: measures, exemptions, this year's study.

    Without them a member under 留党察看 would have a vote again at the new branch.
    """
    year = timezone.localdate(at).replace(month=1, day=1)
    for rows in (
        member.measures.valid(),
        member.organisational_measures.valid(),
        member.exemptions.all(),
        member.studies.filter(date__gte=year),
    ):
        copies = list(rows)
        for row in copies:
            row.pk, row.member = None, arrived
            if isinstance(row, StudyRecord):
                row.meeting = None  # the old branch's record stays with the old branch
        rows.model.objects.bulk_create(copies)


def _arrive(transfer: Transfer, values: dict, by: User, at: dt.datetime) -> Member:
    try:
        return member_save(
            member=Member(branch=transfer.target, is_demo=transfer.is_demo, dues_from=next_month(transfer.paid_until)),
            values=values["person"],
            id_number=values.get("id_number", ""),
            by=by,
            at=at,
        )
    except RollRefused as refusal:
        raise TransferRefused(str(refusal), refusal.field) from None


def _stop(transfer: Transfer, values: dict, reason: str, by: User, at: dt.datetime) -> None:
    if not reason:
        raise TransferRefused(_("请写明原因。"), "reason")


_TAKE = {
    TransferAction.CHECK: _check,
    TransferAction.ISSUE: _issue,
    TransferAction.RECEIVE: _receive,
    TransferAction.COMPLETE: _complete,
    TransferAction.RETURN: _stop,
    TransferAction.WITHDRAW: _stop,
}


def _book(transfer: Transfer, day: dt.date) -> RuleBook:
    return rule_history(district_above(keeper(transfer))).on(day)


def _refuse_day(day: dt.date, earliest: dt.date | None, field: str, at: dt.datetime) -> None:
    if day > timezone.localdate(at):
        raise TransferRefused(_("这一天还没有到，请核对。"), field)
    if earliest and day < earliest:
        raise TransferRefused(_("日期不能早于上一步（%(day)s）。") % {"day": earliest.isoformat()}, field)


def _log(transfer: Transfer, action: str, before: str, reason: str, by: User, at: dt.datetime) -> None:
    TransferStep.objects.create(
        transfer=transfer, action=action, from_state=before, to_state=transfer.state, reason=reason, by=by, at=at
    )
