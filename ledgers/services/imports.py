"""Take a roll as a spreadsheet, check it, write it: all or nothing, once, and the file is gone afterwards.

A few hundred rows are done while the person waits; more is the worker's (`ledgers.tasks`), with the same functions.
"""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from functools import partial

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from config.lib.crypto import decrypt_bytes, encrypt, encrypt_bytes, lookup_hash
from config.lib.search_terms import terms_of
from ledgers.enums.access import AccessKind
from ledgers.enums.imports import OPEN_STAGES, ImportStage, RowKind
from ledgers.models import Member, RollImport, RollImportContent, RollImportStep
from ledgers.roll_sheet import (
    FEW_ROWS,
    FIELDS,
    Sheet,
    SheetRefused,
    TooLong,
    errors_workbook,
    export_workbook,
    key_of,
    read_workbook,
)
from ledgers.selectors.imports import RollPlan, RowPlan, export_rows, report_of, roll_plan
from ledgers.services.access import access_log
from ledgers.services.members import RollRefused, may_edit_roll
from ledgers.services.roll_standing import absences_follow, standing_begin
from notices.services import notices_send

# Rows in one statement: some 2 MB of values.
BATCH = 5000
KEPT_FOR = dt.timedelta(hours=24)
# A job that has not moved for so long was lost with its worker; doing it twice does it once.
LOST_AFTER = dt.timedelta(minutes=5)
FULL_FIELDS = ("id_number", "phone")


class ImportRefused(Exception):
    """The import may not go on so; the message says why and what to do."""


# --- The moves -------------------------------------------------------------------------------------------------
# to: from
MOVES: dict[str, tuple[str, ...]] = {
    ImportStage.CHECKED: (ImportStage.RECEIVED, ImportStage.QUEUED),
    ImportStage.REFUSED: (ImportStage.RECEIVED,),
    ImportStage.QUEUED: (ImportStage.CHECKED,),
    ImportStage.DONE: (ImportStage.QUEUED,),
    ImportStage.DROPPED: (ImportStage.RECEIVED, ImportStage.CHECKED),
    ImportStage.EXPIRED: OPEN_STAGES,
}


@transaction.atomic
def import_move(
    *, roll_import: RollImport, to: ImportStage, by: User | None, at: dt.datetime, reason: str = "", **values
) -> RollImport:
    """Move an import on, the only place where its stage changes, and return it fresh.

    In this order: claims the row by its present stage, sets `values` with it, writes the step. Raises ImportRefused
    when the import is no longer in a stage from which that move leads, as after a second press of a button.
    """
    present = RollImport.objects.select_for_update().get(pk=roll_import.pk)
    if present.stage not in MOVES[to]:
        raise ImportRefused(_("这次导入现在是“%(stage)s”，不能再这样办。") % {"stage": present.get_stage_display()})
    if to not in OPEN_STAGES:
        values["finished_at"] = at
    RollImport.objects.filter(pk=present.pk).update(stage=to, error=reason[:300], **values)
    RollImportStep.objects.create(
        roll_import=present, from_stage=present.stage, to_stage=to, by=by, at=at, reason=reason[:300]
    )
    present.refresh_from_db()
    return present


# --- Receiving and checking ------------------------------------------------------------------------------------
def import_receive(*, branch: Organisation, filename: str, content: bytes, by: User, at: dt.datetime) -> RollImport:
    """Take an uploaded roll. Up to FEW_ROWS rows it is checked at once; more is handed to the worker.

    The same file sent again while its import is open gives that import. Raises RollRefused for who may not write the
    roll, SheetRefused for a file that cannot be read: then nothing is kept.
    """
    if not (answer := may_edit_roll(by, branch)):
        raise RollRefused(answer.reason)
    digest = lookup_hash(content.hex())
    if known := RollImport.objects.open().filter(branch=branch, digest=digest).first():
        return known
    try:
        sheet = read_workbook(content, today=timezone.localdate(at), most=FEW_ROWS)
    except TooLong:
        sheet = None
    try:
        with transaction.atomic():
            received = RollImport.objects.create(
                branch=branch, filename=filename[-120:], digest=digest, stage=ImportStage.RECEIVED, by=by, at=at
            )
            RollImportStep.objects.create(roll_import=received, to_stage=ImportStage.RECEIVED, by=by, at=at)
            RollImportContent.objects.create(roll_import=received, upload=encrypt_bytes(content))
            if sheet is not None:
                return _keep_check(received, sheet, content, at)
            transaction.on_commit(partial(_enqueue, "roll_import_check", received.pk), robust=True)
    except IntegrityError:
        # The other of two presses of the button was faster.
        return RollImport.objects.open().get(branch=branch, digest=digest)
    return received


def import_check(*, import_id: int, at: dt.datetime) -> RollImport:
    """Check a long roll: the worker's part of `import_receive`. Twice is once."""
    roll_import = RollImport.objects.select_related("branch", "by").get(pk=import_id)
    content = _upload_of(roll_import)
    if roll_import.stage != ImportStage.RECEIVED or content is None:
        return roll_import
    try:
        sheet = read_workbook(content, today=timezone.localdate(at), progress=_progress_of(roll_import))
    except SheetRefused as refusal:
        return _over_unless_moved(roll_import, partial(_refuse, roll_import, str(refusal), at))
    checked = _over_unless_moved(roll_import, partial(_keep_check, roll_import, sheet, content, at))
    _tell(checked, _("名册表格检查完了，请看结果并确认"), at)
    return checked


@transaction.atomic
def _keep_check(roll_import: RollImport, sheet: Sheet, content: bytes, at: dt.datetime, reason: str = "") -> RollImport:
    """Write down what the check found: counts on the import, the words of the preview beside the upload."""
    plan = roll_plan(roll_import.branch, sheet)
    counts = plan.counts()
    notes = [*sheet.notes]
    if plan.left_alone:
        notes.append(_("名册上有 %(n)d 人不在表里，不会改动。") % {"n": plan.left_alone})
    moved = import_move(
        roll_import=roll_import,
        to=ImportStage.CHECKED,
        by=None,
        at=at,
        reason=reason,
        total=len(plan.plans),
        done=len(plan.plans),
        notes=notes,
        chosen_by=None,
        chosen_at=None,
        **counts,
    )
    report = json.dumps(report_of(plan), cls=DjangoJSONEncoder, ensure_ascii=False).encode()
    RollImportContent.objects.filter(roll_import=roll_import).update(
        report=encrypt_bytes(report), errors=_errors_file(plan, sheet, content)
    )
    return moved


def _errors_file(plan: RollPlan, sheet: Sheet, content: bytes, *, only_bad: bool = False) -> bytes:
    problems = {p.row.number: p.row.errors for p in plan.plans if p.row.errors}
    if not problems:
        return b""
    return encrypt_bytes(errors_workbook(content, sheet.title, sheet.header, problems, only_bad=only_bad))


@transaction.atomic
def _refuse(roll_import: RollImport, reason: str, at: dt.datetime) -> RollImport:
    moved = import_move(roll_import=roll_import, to=ImportStage.REFUSED, by=None, at=at, reason=reason)
    RollImportContent.objects.filter(roll_import=roll_import).delete()
    _tell(moved, _("名册表格读不了，请看原因"), at)
    return moved


# --- Choosing and writing --------------------------------------------------------------------------------------
@transaction.atomic
def import_choose(*, roll_import: RollImport, good_only: bool, by: User, at: dt.datetime) -> RollImport:
    """Decide to write the good rows, or all of them, and write them: at once when they are few, else by the worker.

    Raises RollRefused for who may not write the roll, ImportRefused when it was decided before, when there is
    nothing to write, and when rows are wrong and `good_only` was not chosen.
    """
    if not (answer := may_edit_roll(by, roll_import.branch)):
        raise RollRefused(answer.reason)
    if roll_import.bad and not good_only:
        raise ImportRefused(_("表里有错误，一行也没有导入。请改好后重新上传，或者选择只导入正确的行。"))
    if roll_import.stage == ImportStage.CHECKED and not roll_import.to_write:
        raise ImportRefused(_("没有要写入的内容。"))
    moved = import_move(
        roll_import=roll_import,
        to=ImportStage.QUEUED,
        by=by,
        at=at,
        good_only=good_only,
        chosen_by=by,
        chosen_at=at,
        done=0,
    )
    if moved.total > FEW_ROWS:
        transaction.on_commit(partial(_enqueue, "roll_import_apply", moved.pk), robust=True)
        return moved
    return import_apply(import_id=moved.pk, at=at)


def import_apply(*, import_id: int, at: dt.datetime) -> RollImport:
    """Write the rows that were decided upon, in one transaction. Twice, or on two workers, is once.

    When the roll has changed in the meantime so that the decision no longer fits, nothing is written and the import
    goes back to the person with the reason.
    """
    roll_import = RollImport.objects.select_related("branch", "chosen_by").get(pk=import_id)
    content = _upload_of(roll_import)
    if roll_import.stage != ImportStage.QUEUED or content is None:
        return roll_import
    progress = _progress_of(roll_import) if roll_import.total > FEW_ROWS else None
    sheet = read_workbook(content, today=timezone.localdate(at), progress=progress)
    try:
        return _over_unless_moved(roll_import, partial(_write, roll_import, sheet, content, at))
    except RollRefused as refusal:
        reason = str(refusal)
    except IntegrityError:
        reason = _("名册刚刚有变动，和表里的号码冲突，没有导入。请看过结果再确认。")
    sheet = read_workbook(content, today=timezone.localdate(at))
    return _over_unless_moved(roll_import, partial(_keep_check, roll_import, sheet, content, at, reason))


@transaction.atomic
def _write(roll_import: RollImport, sheet: Sheet, content: bytes, at: dt.datetime) -> RollImport:
    """Claim the import, lock the branch's roll, look again what the rows would do, write that. Raises RollRefused."""
    by, branch = roll_import.chosen_by, roll_import.branch
    if not _has_right(by, branch):
        raise RollRefused(_("确认导入的人现在不能修改这个支部的名册，没有导入。"))
    list(Member.objects.select_for_update().filter(branch=branch).order_by("pk").values_list("pk"))
    plan = roll_plan(branch, sheet)
    counts = plan.counts()
    if counts["bad"] and not roll_import.good_only:
        raise RollRefused(_("名册有变动，表里现在有 %(n)d 行和名册冲突，没有导入。") % {"n": counts["bad"]})
    moved = import_move(
        roll_import=roll_import,
        to=ImportStage.DONE,
        by=None,
        at=at,
        done=len(plan.plans),
        total=len(plan.plans),
        **counts,
    )
    with pghistory.context(user=by.pk, hat=by.hat.pk, roll_import=roll_import.pk):
        roll_write(branch=branch, plans=plan.plans, by=by, at=at)
    errors = _errors_file(plan, sheet, content, only_bad=True)
    kept = RollImportContent.objects.filter(roll_import=roll_import)
    if errors:
        kept.update(upload=b"", report=b"", errors=errors)
    else:
        kept.delete()
    _tell(moved, _("名册导入完成"), at)
    return moved


def roll_write(*, branch: Organisation, plans: Sequence[RowPlan], by: User, at: dt.datetime) -> None:
    """Write new and changed rows in a constant number of statements per BATCH rows; unchanged rows are not touched.

    States and absences get the log that belongs to them (`roll_standing`).
    """
    new = [_new_member(branch, plan) for plan in plans if plan.kind == RowKind.NEW]
    Member.objects.bulk_create(new, batch_size=BATCH)
    standing_begin(members=new, by=by, at=at)
    changed = [plan for plan in plans if plan.kind == RowKind.CHANGED]
    for start in range(0, len(changed), BATCH):
        _update(branch, changed[start : start + BATCH])
    places = {plan.member["pk"]: plan.changes["away_to"] for plan in changed if "away_to" in plan.changes}
    absences_follow(places=places, by=by, at=at)


def _new_member(branch: Organisation, plan: RowPlan) -> Member:
    values = dict(plan.changes)
    number = values.pop("id_number", "")
    member = Member(branch=branch, is_demo=branch.is_demo, **values)
    if number:
        member.set_id_number(number)
    return member


def _update(branch: Organisation, plans: Sequence[RowPlan]) -> None:
    """Set the changed fields of all `plans` in one UPDATE; a row keeps what it does not change."""
    names = [name for name in FIELDS if any(name in plan.changes for plan in plans)]
    if any("id_number" in plan.changes for plan in plans):
        names += ["id_number_cipher", "id_number_hash"]
    if "name" in names:
        names.append("search_terms")
    rows = [_stored_row(plan, names) for plan in plans]
    fields = [Member._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    assigned = ", ".join(f"{quote(f.column)} = sent.{quote(f.column)}" for f in fields)
    typed = ", ".join(f"{quote(f.column)} {f.db_type(connection)}" for f in fields)
    table = quote(Member._meta.db_table)
    statement = f"""
        UPDATE {table} SET {assigned} FROM jsonb_to_recordset(%s::jsonb) AS sent(id bigint, {typed})
        WHERE {table}.id = sent.id AND {table}.branch_id = %s
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows, cls=DjangoJSONEncoder), branch.pk])
        if cursor.rowcount != len(plans):
            raise RollRefused(_("名册刚刚有变动，没有导入。请看过结果再确认。"))


def _stored_row(plan: RowPlan, names: Sequence[str]) -> dict:
    values = {**plan.member, **plan.changes}
    if "id_number" in plan.changes:
        number = plan.changes["id_number"]
        values |= {"id_number_cipher": encrypt(number), "id_number_hash": lookup_hash(number)}
    if "search_terms" in names:
        values["search_terms"] = terms_of(values["name"])
    return {"id": plan.member["pk"], **{name: values[name] for name in names}}


# --- Giving up, clearing away ----------------------------------------------------------------------------------
@transaction.atomic
def import_drop(*, roll_import: RollImport, by: User, at: dt.datetime) -> RollImport:
    """Give an import up and delete its file. Raises RollRefused, ImportRefused."""
    if not (answer := may_edit_roll(by, roll_import.branch)):
        raise RollRefused(answer.reason)
    moved = import_move(roll_import=roll_import, to=ImportStage.DROPPED, by=by, at=at)
    RollImportContent.objects.filter(roll_import=roll_import).delete()
    return moved


def imports_expire(*, at: dt.datetime) -> int:
    """End what nobody has decided upon within a day and delete every file older than that; return how many ended.

    Idempotent: the clock may call it whenever it likes.
    """
    limit = at - KEPT_FOR
    ended = 0
    for roll_import in RollImport.objects.open().filter(at__lte=limit).order_by("pk"):
        with transaction.atomic():
            try:
                import_move(
                    roll_import=roll_import, to=ImportStage.EXPIRED, by=None, at=at, reason=_("超过24小时没有确认")
                )
            except ImportRefused:
                continue  # decided upon or done a moment ago
            RollImportContent.objects.filter(roll_import=roll_import).delete()
            ended += 1
    RollImportContent.objects.filter(roll_import__finished_at__lte=limit).delete()
    return ended


def imports_resume(*, at: dt.datetime) -> int:
    """Do the checking and writing that was lost with its worker; return how many imports went on."""
    limit = at - LOST_AFTER
    waiting = RollImport.objects.filter(stage=ImportStage.RECEIVED, at__lte=limit).order_by("pk")
    writing = RollImport.objects.filter(stage=ImportStage.QUEUED, chosen_at__lte=limit).order_by("pk")
    jobs: list[tuple[Callable, int]] = [(import_check, pk) for pk in waiting.values_list("pk", flat=True)]
    jobs += [(import_apply, pk) for pk in writing.values_list("pk", flat=True)]
    for job, pk in jobs:
        job(import_id=pk, at=at)
    return len(jobs)


# --- Export ----------------------------------------------------------------------------------------------------
@transaction.atomic
def roll_export(*, branch: Organisation, is_full: bool, reason: str, by: User, at: dt.datetime) -> bytes:
    """Return the branch's roll as a workbook that can be imported again; full numbers only for a reason, logged.

    Raises RollRefused for who may not write the roll, AccessRefused without a reason in words.
    """
    if not (answer := may_edit_roll(by, branch)):
        raise RollRefused(answer.reason)
    rows = export_rows(branch, is_full=is_full, key=key_of)
    if is_full:
        access_log(
            organisation=branch,
            kind=AccessKind.EXPORT,
            fields=FULL_FIELDS,
            rows=len(rows),
            reason=reason,
            by=by,
            at=at,
        )
    return export_workbook(rows)


# --- Small parts -----------------------------------------------------------------------------------------------
def _upload_of(roll_import: RollImport) -> bytes | None:
    kept = RollImportContent.objects.filter(roll_import=roll_import).values_list("upload", flat=True).first()
    return decrypt_bytes(kept) if kept else None


def _progress_of(roll_import: RollImport) -> Callable[[int, int], None]:
    """Return the function that tells the page how far the reading is; history leaves it out."""

    def tell(done: int, total: int) -> None:
        rows = RollImport.objects.filter(pk=roll_import.pk, stage=roll_import.stage)
        if roll_import.stage == ImportStage.RECEIVED:
            rows.update(done=done, total=total)
        else:
            rows.update(done=min(done, roll_import.total))

    return tell


def _over_unless_moved(roll_import: RollImport, work: Callable[[], RollImport]) -> RollImport:
    """Do `work`; when someone else was faster, return the import as that left it."""
    try:
        return work()
    except ImportRefused:
        roll_import.refresh_from_db()
        return roll_import


def _has_right(by: User, branch: Organisation) -> bool:
    """Tell whether the person may write the roll under one of the hats held now, and put that one on."""
    for held in [by.hat, *by.memberships_now]:
        if held is not None:
            by.hat = held
            if may_edit_roll(by, branch):
                return True
    return False


def _tell(roll_import: RollImport, title: str, at: dt.datetime) -> None:
    """Send whoever uploaded a long roll a message: the page may be closed by now."""
    if roll_import.total > FEW_ROWS or roll_import.stage == ImportStage.REFUSED:
        notices_send(
            recipients=[roll_import.by],
            key=f"roll-import:{roll_import.pk}:{roll_import.stage}",
            title=title,
            url=f"/ledgers/members/imports/{roll_import.pk}/",
            at=at,
        )


def _enqueue(name: str, import_id: int) -> None:
    from ledgers import tasks  # the tasks call this module

    getattr(tasks, name).delay(import_id=import_id)
