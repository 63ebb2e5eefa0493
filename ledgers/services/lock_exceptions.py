"""Hand in after the lock (补报): ask, agree, grant, use up, run out. Nothing else writes a request's state."""

import datetime as dt
from collections.abc import Iterable

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.enums import Role
from branches.models import Membership, User
from evidence.models import StoredFile
from evidence.services import UploadRefused, file_store
from ledgers.chain import ledger_lock, ledger_move, ledgers_lock, secretaries_of
from ledgers.enums import Action
from ledgers.enums.lock_exceptions import ExceptionState
from ledgers.exception_rules import is_within, may_ask, may_judge
from ledgers.models import Ledger, LockException
from ledgers.selectors.rules import rule_history
from ledgers.words import limit_in_words
from notices.services import notices_send

S = ExceptionState


class ExceptionRefused(Exception):
    """The request can't be made or decided so; `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def most_days(ledger: Ledger) -> int:
    """Return how many days after the decision an exception may last: the rule `chain.exception_days`."""
    return rule_history(ledger.month.district_id, ledger.month).on(ledger.month.month).value("chain.exception_days")


@transaction.atomic
def exception_ask(
    *, ledger: Ledger, reason: str, upload: File | None = None, by: User, at: dt.datetime
) -> LockException:
    """Ask that a locked ledger be opened again; raises ExceptionRefused with the reason when it may not.

    `upload` shows what happened: a photo or a paper, if there is one.
    """
    ledger = ledger_lock(ledger.pk)
    running = LockException.objects.open().filter(ledger=ledger).first()
    if not (answer := may_ask(by, ledger, running)):
        raise ExceptionRefused(answer.reason)
    if not (reason := reason.strip()):
        raise ExceptionRefused(_("请写明为什么没有按时提交。"), "reason")
    file = _stored(ledger, upload, by, at)
    asked = LockException.objects.create(ledger=ledger, reason=reason, file=file, asked_by=by, asked_at=at)
    _tell_desk(asked, ledger.township_id, Role.TOWNSHIP_REVIEWER, at)
    return asked


def _stored(ledger: Ledger, upload: File | None, by: User, at: dt.datetime) -> StoredFile | None:
    if upload is None:
        return None
    try:
        return file_store(organisation=ledger.branch, upload=upload, by=by, at=at)
    except UploadRefused as refusal:
        raise ExceptionRefused(str(refusal), "upload") from None


@transaction.atomic
def exception_judge(
    *, request: LockException, agrees: bool, word: str, until: dt.datetime | None = None, by: User, at: dt.datetime
) -> LockException:
    """Give the township's word, or after it the district's; the district's yes opens the ledger until `until`.

    `word` says why. Raises ExceptionRefused; of two officers who decide at once the second hears who was first.
    """
    ledger = ledger_lock(request.ledger_id)
    request = LockException.objects.select_related(
        "ledger__branch", "ledger__month", "ledger__township", "asked_by", "township_by", "district_by"
    ).get(pk=request.pk)
    if not (answer := may_judge(by, request)):
        raise ExceptionRefused(answer.reason)
    if not (word := word.strip()):
        raise ExceptionRefused(_("请写一句意见。"), "word")
    if request.state == S.ASKED:
        request.state = S.SUPPORTED if agrees else S.DECLINED
        request.township_by, request.township_at, request.township_word = by, at, word
    else:
        request.state = S.GRANTED if agrees else S.REFUSED
        request.district_by, request.district_at, request.district_word = by, at, word
    if request.state == S.GRANTED:
        _open(request, ledger, until, by, at)
    request.save()
    _tell_asker(request, word, at)
    if request.state == S.SUPPORTED:
        _tell_desk(request, ledger.month.district_id, Role.DISTRICT_REVIEWER, at)
    return request


def _open(request: LockException, ledger: Ledger, until: dt.datetime | None, by: User, at: dt.datetime) -> None:
    """Open exactly this ledger, by the chain's own move."""
    if until is None:
        raise ExceptionRefused(_("请填补报截止时间。"), "until")
    if not (answer := is_within(until, at, most_days(ledger))):
        raise ExceptionRefused(answer.reason, "until")
    request.until = until
    reason = _("批准补报，%(limit)s前提交：%(word)s") % {
        "limit": limit_in_words(until),
        "word": request.district_word,
    }
    ledger_move(ledger=ledger, action=Action.REOPEN, by=by, at=at, reason=reason, until=until)


def exception_use_up(*, ledger: Ledger, at: dt.datetime) -> None:
    """Close the exception under which `ledger` was just handed in, if there is one."""
    if ledger.excepted_at == at:
        LockException.objects.filter(ledger=ledger, state=S.GRANTED).update(state=S.USED, ended_at=at)


@transaction.atomic
def exceptions_expire(*, at: dt.datetime) -> int:
    """Close the exceptions whose time has passed unused, tell the branches, and return how many there were.

    The ledgers themselves are locked by the clock like all others.
    """
    granted = LockException.objects.filter(state=S.GRANTED, until__lte=at)
    # A branch that hands in at the last second holds its ledger: wait for it, and look again.
    ledgers_lock(granted.values_list("ledger", flat=True))
    expired = list(granted.select_related("ledger__month").order_by("ledger"))
    LockException.objects.filter(pk__in=[row.pk for row in expired]).update(state=S.EXPIRED, ended_at=at)
    for row in expired:
        row.state = S.EXPIRED
        _tell_asker(row, "", at)
    return len(expired)


# --- Telling -------------------------------------------------------------------------------------------------------
def _tell_desk(request: LockException, organisation: int, role: str, at: dt.datetime) -> None:
    """Tell the next desk that a request waits for it."""
    held = Membership.objects.current().filter(role=role, organisation=organisation).select_related("user")
    ledger = request.ledger
    _send(
        request,
        (membership.user for membership in held),
        _("%(branch)s申请补报%(month)s台账") % {"branch": ledger.branch.short_name, "month": ledger.month.label},
        request.reason,
        reverse("audits:exception-detail", args=[request.pk]),
        at,
    )


def _tell_asker(request: LockException, word: str, at: dt.datetime) -> None:
    """Tell the branch's secretaries how its request stands."""
    month = request.ledger.month
    title = {
        S.DECLINED: _("%(month)s补报申请，乡镇没有同意"),
        S.SUPPORTED: _("%(month)s补报申请，乡镇已同意，等区里批准"),
        S.REFUSED: _("%(month)s补报申请，区里没有批准"),
        S.GRANTED: _("%(month)s补报申请已批准，请按时提交"),
        S.EXPIRED: _("%(month)s补报时间已过，没有收到台账"),
    }[request.state]
    if request.state == S.GRANTED:
        word = _("%(limit)s前提交。") % {"limit": limit_in_words(request.until)} + word
    _send(
        request,
        secretaries_of([request.ledger.branch_id])[request.ledger.branch_id],
        title % {"month": month.label},
        word,
        reverse("ledgers:month-detail", args=[month.key]),
        at,
    )


def _send(request: LockException, people: Iterable[User], title: str, body: str, url: str, at: dt.datetime) -> None:
    notices_send(
        recipients=people,
        key=f"exception:{request.pk}:{request.state}",
        title=title,
        body=body,
        url=url,
        at=at,
    )
