"""Draft, check, sign, issue and circulate a circular (通报).

Nothing else writes a circular's state. The table of moves and its rules are in audits.circular_rules.
"""

import datetime as dt
import hashlib
import logging
import secrets
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits import circular_text, circular_wording
from audits.circular_rules import MOVES, may_draft, may_edit, may_move, may_receive, may_remind
from audits.enums import CircularAction, CircularKind, CircularStatus
from audits.models import Circular, CircularReceipt, CircularStep, NumberSeries
from audits.selectors.circular_figures import figures_anew, month_circular_figures, quarter_of
from audits.selectors.overdue import receipt_about
from branches.calendar import holiday_overrides
from branches.enums import Role
from branches.models import Membership, User
from config.lib.official import OfficialDocument, body_to_blocks, official_pdf
from config.lib.pdf import PdfFailed
from config.lib.workdays import add_workdays, is_workday
from ledgers.chain import ledgers_move
from ledgers.enums import Action, Status
from ledgers.models import Ledger, Month
from ledgers.services.months import parameters_of
from notices.enums import NoticeKind
from notices.services import Letter, notices_deliver, notices_send

logger = logging.getLogger(__name__)

FIELDS = ("title", "addressees", "body", "copies_to")
# Who holds the organisations' post boxes.
RECEIVING_ROLES = (Role.SECRETARY, Role.TOWNSHIP_REVIEWER, Role.TOWNSHIP_LEADER)
REMIND_AFTER_WORKDAYS = 3
# Sixty bits that nobody guesses, without the letters and figures that look alike.
CODE_LETTERS, CODE_LENGTH = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 12
# People are reminded at nine in the morning, never at night.
REMIND_FROM = dt.time(9, 0)


class CircularRefused(Exception):
    """An act on a circular that may not be done; the message says why in the reader's words."""


class CircularExists(CircularRefused):
    """The month, the quarter or the correction has its circular already; `circular` is it."""

    def __init__(self, circular: Circular) -> None:
        self.circular = circular
        super().__init__(_("%(period)s通报已经起草，请在原稿上办理。") % {"period": circular.period})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that someone else changed meanwhile; of the body, only the paragraphs that differ."""

    name: str
    label: str
    theirs: str
    yours: str


class CircularConflict(Exception):
    """Someone saved the text since it was opened. Carries the circular as it stands and what differs."""

    def __init__(self, current: Circular, differences: list[Difference]) -> None:
        self.current = current
        self.differences = differences
        super().__init__(_("您打开以后，别人保存过这份通报。请看清不同的地方，再决定怎样保存。"))


def _locked(pk: int) -> Circular:
    """Return the circular with its row locked against every other writer."""
    return (
        Circular.objects.select_for_update(of=("self",), no_key=True)
        .select_related("month__district", "corrects", "drafted_by", "checked_by", "signed_by")
        .get(pk=pk)
    )


# --- The text ------------------------------------------------------------------------------------------------------
@transaction.atomic
def circular_draft(*, month: Month, by: User, at: dt.datetime) -> Circular:
    """Draft the month's circular from its figures and return it; `by` is its drafter (拟稿人).

    Raises CircularRefused before the month is locked, CircularExists when there is one.
    """
    if not (answer := may_draft(by, month, at)):
        raise CircularRefused(answer.reason)
    if existing := Circular.objects.filter(month=month, kind=CircularKind.MONTH).select_related("month").first():
        raise CircularExists(existing)
    return draft_on(month, CircularKind.MONTH, month_circular_figures(month, at=at), by=by, at=at)


def draft_on(month: Month, kind: str, figures: dict, *, by: User, at: dt.datetime) -> Circular:
    """Write the draft of a month's or quarter's circular; raises CircularExists when there is one."""
    circular, is_new = Circular.objects.get_or_create(
        month=month,
        kind=kind,
        defaults={
            "title": circular_text.title(figures),
            "addressees": circular_text.ADDRESSEES,
            "body": circular_text.body(figures),
            "copies_to": circular_text.copies_to(figures),
            "figures": figures,
            "drafted_by": by,
            "drafted_at": at,
            "district": month.district,
            "prefix": parameters_of(month.district).circular_prefix,
        },
    )
    if not is_new:
        raise CircularExists(circular)
    return circular


@transaction.atomic
def circular_edit(*, circular: Circular, values: dict, version: int, by: User, at: dt.datetime) -> Circular:
    """Save `values` (names of FIELDS) over the version the person opened.

    Raises CircularRefused when it is not the person's turn, CircularConflict when someone saved meanwhile.
    """
    current = _locked(circular.pk)
    if not (answer := may_edit(by, current)):
        raise CircularRefused(answer.reason)
    if current.version != version:
        raise CircularConflict(current, differences_between(current, values))
    for name in FIELDS:
        if name in values:
            setattr(current, name, values[name])
    current.version += 1
    current.save(update_fields=[*FIELDS, "version"])
    return current


def differences_between(current: Circular, values: dict) -> list[Difference]:
    """Return the fields in which the circular as it stands differs from what was typed."""
    found = []
    for name in FIELDS:
        theirs, yours = getattr(current, name), values.get(name, getattr(current, name))
        if theirs != yours:
            label = str(Circular._meta.get_field(name).verbose_name)
            their_lines, your_lines = theirs.splitlines(), yours.splitlines()
            found.append(
                Difference(
                    name,
                    label,
                    "\n".join(line for line in their_lines if line not in your_lines) or _("（没有这些内容）"),
                    "\n".join(line for line in your_lines if line not in their_lines) or _("（没有这些内容）"),
                )
            )
    return found


@transaction.atomic
def circular_refresh_figures(*, circular: Circular, version: int, by: User, at: dt.datetime) -> list[str]:
    """Take the month's figures anew and put them where the text still reads as it was made from the old ones.

    Returns the paragraphs that a person wrote or changed: they were left alone and have to be checked by eye. Raises
    CircularRefused, and CircularConflict when someone saved meanwhile.
    """
    current = _locked(circular.pk)
    if not (answer := may_edit(by, current)):
        raise CircularRefused(answer.reason)
    if current.version != version:
        raise CircularConflict(current, [])
    figures = figures_anew(current, at=at)
    refreshed = circular_text.refresh(
        current.body, circular_wording.paragraphs_of(current.figures), circular_wording.paragraphs_of(figures)
    )
    current.body, current.figures = refreshed.body, figures
    current.version += 1
    current.save(update_fields=["body", "figures", "version"])
    return refreshed.own


def circular_document(circular: Circular) -> OfficialDocument:
    """Return the circular as an official document, from the row alone; marked 送审稿 until it is signed."""
    issuer = circular.figures["issuer"]
    signed_on = timezone.localtime(circular.signed_at).date() if circular.signed_at else None
    return OfficialDocument(
        issuer_mark=f"{issuer}文件",  # i18n: data
        number=circular.number,
        title=circular.title,
        addressees=circular.addressees,
        blocks=body_to_blocks(circular.body),
        attachments=circular_wording.attachments_of(circular.figures),
        signatory=issuer,
        signed_on=signed_on,
        copies_to=circular.copies_to,
        printed_by=f"{issuer}办公室",  # i18n: data
        # The day of the signature, not of the printing: a file made by the next run has the same bytes.
        printed_on=signed_on,
        watermark="送审稿",  # i18n: data
        verify_code=circular.spelled_code,
        verify_url=circular.verify_url,
    )


# --- The moves -----------------------------------------------------------------------------------------------------
@transaction.atomic
def circular_move(
    *, circular: Circular, action: str, by: User | None, at: dt.datetime, reason: str = "", issued: dict | None = None
) -> Circular:
    """Perform a move of the table and return the circular fresh from the database.

    In this order: lock the row; ask the table and the rule; write the state with who and when; on signing, take the
    next number of the series, whose row stays locked until this transaction ends, so that none is skipped or given
    twice; append a step; tell whoever's turn it is; on signing, hand the printing to the worker after the commit.

    `reason` is required to send a text back; `issued` are the columns of the printed file. Raises CircularRefused.
    """
    current = _locked(circular.pk)
    if not (answer := may_move(by, current, action)):
        raise CircularRefused(answer.reason)
    reason = reason.strip()
    if action == CircularAction.SEND_BACK and not reason:
        raise CircularRefused(_("请写明退回的原因，拟稿人才知道改哪里。"))
    _sources, status, _rule = MOVES[action]
    changes = {"status": status} | (issued or {})
    if action == CircularAction.APPROVE_CHECK:
        changes |= {"checked_by": by, "checked_at": at}
    elif action == CircularAction.SEND_BACK:
        changes |= {"checked_by": None, "checked_at": None}
    elif action == CircularAction.SIGN:
        changes |= {"signed_by": by, "signed_at": at} | _take_number(current, timezone.localtime(at).year) | _new_code()
    elif action == CircularAction.ISSUE:
        changes |= {"issued_at": at}
    for name, value in changes.items():
        setattr(current, name, value)
    current.save(update_fields=list(changes))
    step = CircularStep.objects.create(circular=current, action=action, by=by, at=at, reason=reason)
    _tell_next(current, step)
    if action == CircularAction.SIGN:
        # A broker that is down must not undo a signature: the clock's next run prints what is signed.
        transaction.on_commit(partial(_enqueue_issue, current.pk), robust=True)
    return current


def _take_number(circular: Circular, year: int) -> dict[str, int]:
    """Take the next number of the series; its row stays locked until the surrounding transaction ends."""
    series, _new = NumberSeries.objects.get_or_create(
        district_id=circular.district_id, prefix=circular.prefix, year=year
    )
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return {"year": year, "serial": series.last}


def _new_code() -> dict[str, str]:
    """Draw the code that is printed on the issued file, and the address that its QR code leads to."""
    code = "".join(secrets.choice(CODE_LETTERS) for _position in range(CODE_LENGTH))
    return {"code": code, "verify_url": f"{settings.SITE_URL}{reverse('audits:circular-verify')}?code={code}"}


def _enqueue_issue(circular_id: int) -> None:
    from audits.tasks import circular_issue_task  # the task calls this module

    circular_issue_task.delay(circular_id=circular_id)


NEXT_ROLE = {CircularStatus.CHECKING: Role.DISTRICT_CHECKER, CircularStatus.SIGNING: Role.DISTRICT_LEAD}


def _tell_next(circular: Circular, step: CircularStep) -> None:
    """Put a message into the lists of those whose turn it is now: the next role, or the drafter."""
    if circular.status in NEXT_ROLE:
        held = Membership.objects.current().filter(
            role=NEXT_ROLE[circular.status], organisation=circular.month.district_id
        )
        recipients = list(User.objects.filter(pk__in=held.values("user")))
        title = {
            CircularStatus.CHECKING: _("%(period)s通报请您核稿"),
            CircularStatus.SIGNING: _("%(period)s通报请您签发"),
        }[circular.status]
    elif circular.status == CircularStatus.DRAFT:
        recipients, title = [circular.drafted_by], _("%(period)s通报被退回，请修改")
    else:
        return
    notices_send(
        recipients=recipients,
        key=f"circular-step:{step.pk}",
        title=title % {"period": circular.period},
        kind=NoticeKind.DESK,
        outside=title % {"period": circular.period},
        body=step.reason,
        url=reverse("audits:circular-detail", args=[circular.pk]),
        at=step.at,
    )


# --- Issuing -------------------------------------------------------------------------------------------------------
def circular_pdf(circular: Circular) -> bytes:
    """Return the printed circular; the same circular gives the same bytes. Raises PdfFailed."""
    return official_pdf(circular_document(circular), stamp=timezone.localtime(circular.signed_at))


@transaction.atomic
def circular_issue(*, circular_id: int, at: dt.datetime) -> Circular | None:
    """Print, store and circulate a signed circular; return it, or None when that is done or being done elsewhere.

    Whoever locks the row does it, all in one transaction: print from the frozen text; store the file under the name
    of its content; write the hash and the state; make the receipts; put a message into the addressees' lists; lock
    the ledgers that the circular reports as passed. A worker that dies on the way leaves at most the file, and the
    next run finds the same bytes under the same name. Raises PdfFailed when the document cannot be printed whole.
    """
    circular = (
        Circular.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("month__district", "corrects")
        .filter(pk=circular_id, status=CircularStatus.SIGNED)
        .first()
    )
    if circular is None:
        return None
    content = circular_pdf(circular)
    digest = hashlib.sha256(content).hexdigest()
    name = _store(Circular._meta.get_field("pdf").storage, f"circulars/{circular.year}/{digest}.pdf", content)
    circular = circular_move(
        circular=circular, action=CircularAction.ISSUE, by=None, at=at, issued={"pdf": name, "sha256": digest}
    )
    _address(circular)
    _tell_addressees(circular, at=at)
    passed = Ledger.objects.filter(month__in=_months_on(circular), status=Status.PASSED).values_list("pk", flat=True)
    ledgers_move(ledgers=list(passed), action=Action.LOCK, by=None, at=at, reason=circular.number)
    return circular


def _store(storage: Storage, name: str, content: bytes) -> str:
    """Store `content` under `name`, which names its bytes, and return the name; a file cut short is written anew."""
    if storage.exists(name):
        with storage.open(name) as file:
            if file.read() == content:
                return name
        storage.delete(name)
    return storage.save(name, ContentFile(content))


def _months_on(circular: Circular) -> list[Month]:
    """Return the months that the circular reports on; a correction reports on none."""
    return {
        CircularKind.MONTH: lambda: [circular.month],
        CircularKind.QUARTER: lambda: quarter_of(circular.month),
        CircularKind.CORRECTION: list,
    }[circular.kind]()


def _address(circular: Circular) -> None:
    """Make the receipts of the townships and branches; those that are there stay.

    A correction goes to those who got what it corrects.
    """
    ledgers = Ledger.objects.filter(month__in=_months_on(circular))
    organisations = {*ledgers.values_list("township", flat=True), *ledgers.values_list("branch", flat=True)}
    if circular.corrects is not None:
        organisations = set(circular.corrects.receipts.values_list("organisation", flat=True))
    CircularReceipt.objects.bulk_create(
        (CircularReceipt(circular=circular, organisation_id=pk) for pk in sorted(organisations)),
        ignore_conflicts=True,
    )


def _letters(circular: Circular, organisations, key: str, title: str) -> list[Letter]:
    """Return a letter to each person who holds the post box of one of `organisations` (ids or a query) now."""
    held = Membership.objects.current().filter(role__in=RECEIVING_ROLES, organisation__in=organisations)
    return [
        Letter(
            recipient=membership.user,
            key=key,
            title=title,
            body=f"{circular.number}　{circular.title}",
            url=reverse("audits:circular-detail", args=[circular.pk]),
            kind=NoticeKind.CIRCULAR,
            outside=title,
            place=membership.organisation_id,
            about=receipt_about(circular.pk, membership.organisation_id),
        )
        for membership in held.select_related("user").order_by("user", "pk")
    ]


def _tell_addressees(circular: Circular, *, at: dt.datetime) -> None:
    title = _("请签收%(period)s通报") % {"period": circular.period}
    organisations = circular.receipts.values("organisation")
    notices_deliver(letters=_letters(circular, organisations, f"circular:{circular.pk}", title), at=at)


def circulars_issue_pending(*, at: dt.datetime) -> list[Circular]:
    """Issue what is signed and not issued yet, and return it; one that cannot be printed does not hold up the rest.

    The lead and the drafter hear of a failure once.
    """
    done = []
    for circular in (
        Circular.objects.filter(status=CircularStatus.SIGNED).select_related("month", "corrects").order_by("pk")
    ):
        try:
            issued = circular_issue(circular_id=circular.pk, at=at)
        except (PdfFailed, OSError) as error:
            logger.exception("Circular %s could not be issued", circular.pk)
            notices_send(
                recipients=User.objects.filter(pk__in=[circular.drafted_by_id, circular.signed_by_id]),
                key=f"circular-failed:{circular.pk}",
                title=_("%(period)s通报没有印发成功，请联系系统管理员") % {"period": circular.period},
                kind=NoticeKind.DESK,
                body=str(error),
                url=reverse("audits:circular-detail", args=[circular.pk]),
                at=at,
            )
        else:
            if issued:
                done.append(issued)
    return done


# --- Receipts ------------------------------------------------------------------------------------------------------
@transaction.atomic
def circular_receive(*, circular: Circular, by: User, at: dt.datetime) -> CircularReceipt:
    """Sign for the circular on behalf of one's own organisation. Raises CircularRefused, naming who has signed."""
    receipt = (
        CircularReceipt.objects.select_for_update(of=("self",))
        .select_related("signed_by")
        .filter(circular=circular, organisation=by.hat.organisation_id if by.hat else None)
        .first()
    )
    if not (answer := may_receive(by, receipt)):
        raise CircularRefused(answer.reason)
    receipt.signed_by, receipt.signed_at = by, at
    receipt.save(update_fields=["signed_by", "signed_at"])
    return receipt


@transaction.atomic
def circular_remind(*, circular: Circular, by: User, at: dt.datetime) -> int:
    """Remind everyone who has not signed and was not reminded today; return how many organisations that is.

    Raises CircularRefused.
    """
    if not (answer := may_remind(by, circular)):
        raise CircularRefused(answer.reason)
    reminded = _remind(Q(circular=circular), at=at)
    if not reminded:
        raise CircularRefused(
            _("没有签收的单位今天都已经提醒过，请明天再提醒。")
            if circular.receipts.unsigned().exists()
            else _("所有单位都已经签收，不用提醒。")
        )
    return reminded


def receipts_remind(*, at: dt.datetime) -> int:
    """Remind who has not signed three working days after the issue, on working mornings, once a day at most.

    Returns how many organisations were reminded: only those that owe a signature.
    """
    today, overrides = timezone.localtime(at).date(), holiday_overrides()
    if timezone.localtime(at).time() < REMIND_FROM or not is_workday(today, overrides):
        return 0
    waiting = CircularReceipt.objects.unsigned().values("circular")
    due = [
        pk
        for pk, issued_at in Circular.objects.filter(pk__in=waiting).values_list("pk", "issued_at")
        if add_workdays(timezone.localtime(issued_at).date(), REMIND_AFTER_WORKDAYS, overrides) <= today
    ]
    return _remind(Q(circular__in=due), at=at) if due else 0


@transaction.atomic
def _remind(which: Q, *, at: dt.datetime) -> int:
    """Claim the unsigned receipts among `which` that were not reminded today, and tell their people."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    claimed = list(
        CircularReceipt.objects.select_for_update(of=("self",), skip_locked=True)
        .unsigned()
        .filter(which, Q(reminded_at=None) | Q(reminded_at__lt=midnight))
        .select_related("circular__month", "circular__corrects")
    )
    CircularReceipt.objects.filter(pk__in=[receipt.pk for receipt in claimed]).update(reminded_at=at)
    owing: dict[Circular, list[int]] = defaultdict(list)
    for receipt in claimed:
        owing[receipt.circular].append(receipt.organisation_id)
    for circular, organisations in owing.items():
        _tell_owing(circular, organisations, at=at)
    return len(claimed)


def _tell_owing(circular: Circular, organisations: Collection[int], *, at: dt.datetime) -> None:
    title = _("%(period)s通报还没有签收，请签收") % {"period": circular.period}
    key = f"circular-remind:{circular.pk}:{timezone.localtime(at):%Y-%m-%d}"
    notices_deliver(letters=_letters(circular, organisations, key, title), at=at)
