"""Take a list out as a workbook: a short one at once, a long one by the worker; what names persons is logged."""

import datetime as dt
from functools import partial

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import User
from config.lib.crypto import decrypt_bytes, encrypt_bytes
from config.lib.listing import TooLong
from config.lib.official_sheet import Heading, official_workbook
from dashboards.exports.lists import Kind
from dashboards.exports.reading import kind_of, read_first_page, read_list
from dashboards.exports.tables import PageRead
from dashboards.models import MOST_PATH, Export
from ledgers.enums.access import AccessKind
from ledgers.services.access import access_log, reason_kept

FEW_ROWS = 2_000  # written while one waits
MOST_ROWS = 50_000  # what a sheet is still opened with
KEPT_FOR = dt.timedelta(hours=24)
LOST_AFTER = dt.timedelta(minutes=5)
GIVEN_UP_AFTER = dt.timedelta(hours=1)
GIVEN_UP = gettext_lazy("后台没有写成。请回到名单再导出一次，再不行请告诉系统管理员。")
EMPTY = gettext_lazy("这份名单现在是空的，没有可以导出的内容。")


class ExportRefused(Exception):
    """The list is not handed out like this; the message says what to do instead."""


def read_or_count(user: User, path: str) -> tuple[PageRead, int]:
    """Return what the list says and how many rows it has; of a long one the first page only.

    Raises Http404 for what is no list, PermissionDenied as its page does, ExportRefused for nothing at all,
    for more than MOST_ROWS, and for filters longer than MOST_PATH.
    """
    if len(path) > MOST_PATH:
        raise ExportRefused(_("筛选的条件太长了，请去掉一些再导出。"))
    try:
        read = read_list(user, path, most=FEW_ROWS)
    except TooLong as long:
        if long.count > MOST_ROWS:
            raise ExportRefused(
                _("这份名单有 %(n)d 行，一次最多导出 %(most)d 行。请先筛选，再分几次导出。")
                % {"n": long.count, "most": MOST_ROWS}
            ) from None
        return read_first_page(user, path), long.count
    if not read.count:
        raise ExportRefused(str(EMPTY))
    return read, read.count


def plain_workbook(read: PageRead, *, by: User, day: dt.date) -> bytes:
    """Return a list without persons as a workbook."""
    return official_workbook(_heading(read, by, day), read.grids)


@transaction.atomic
def export_make(*, path: str, reason: str, by: User, at: dt.datetime) -> tuple[Export, bytes]:
    """Write down who takes out which list and what for; return the workbook too, empty where the worker writes it.

    Raises AccessRefused without a reason in words for a list with persons, ExportRefused, Http404, PermissionDenied.
    """
    is_personal = kind_of(path) is Kind.PERSONAL
    reason = reason_kept(reason) if is_personal else ""
    read, count = read_or_count(by, path)
    is_short = count <= FEW_ROWS
    export = Export.objects.create(
        membership=by.hat,
        path=path,
        title=read.title[:200],
        fields=_fields(read),
        reason=reason,
        is_personal=is_personal,
        rows=count,
        done=count if is_short else 0,
        at=at,
        finished_at=at if is_short else None,
    )
    # The three administrators see no Party data: what they take out is theirs alone, and is in the history.
    if is_personal and by.party_scope.covers(by.hat.organisation.path):
        access_log(
            organisation=by.hat.organisation,
            kind=AccessKind.LIST,
            fields=[export.title, *export.fields],
            rows=count,
            reason=reason,
            by=by,
            at=at,
        )
    if is_short:
        return export, official_workbook(_heading(read, by, timezone.localdate(at), export), read.grids)
    transaction.on_commit(partial(_enqueue, export.pk), robust=True)
    return export, b""


def _fields(read: PageRead) -> list[str]:
    return list(dict.fromkeys(text for grid in read.grids for line in grid.headings for text in line if text))


def _heading(read: PageRead, by: User, day: dt.date, export: Export | None = None) -> Heading:
    office = by.hat.organisation.name
    warning = watermark = ""
    if export is not None and export.is_personal:
        warning = _("含个人信息，仅用于“%(reason)s”，不得外传。导出人：%(who)s　编号：%(serial)s") % {
            "reason": export.reason,
            "who": by,
            "serial": export.serial,
        }
        watermark = _("%(who)s %(serial)s 不得外传") % {"who": by, "serial": export.serial}
    chosen = _("筛选：%(words)s") % {"words": "；".join(read.chosen)} if read.chosen else ""
    title = read.title if office in read.title else f"{office}{read.title}"
    return Heading(title, office, day, chosen, warning, watermark)


def _enqueue(export_id: int) -> None:
    from dashboards import tasks  # the tasks call this module

    tasks.export_task.delay(export_id=export_id)


def export_write(*, export_id: int, at: dt.datetime) -> Export:
    """Write a long workbook: the worker's part of `export_make`. Twice is once; how far it is can be seen meanwhile.

    The list is read anew under the role that asked for it: what was taken away since is not in it.
    """
    export = Export.objects.select_related("membership__user").get(pk=export_id)
    if export.finished_at or export.failure:
        return export
    user = export.membership.user
    with pghistory.context(user=user.pk, hat=export.membership_id):
        return _written(export, user, at)


def _written(export: Export, user: User, at: dt.datetime) -> Export:
    user.hat = next((held for held in user.memberships_now if held.pk == export.membership_id), None)
    if user.hat is None or not user.is_active:
        return _fail(export, _("导出人已经没有这个角色。"))
    try:
        read = read_list(user, export.path, most=MOST_ROWS)
    except (Http404, PermissionDenied, TooLong):
        return _fail(export, _("这份名单现在打不开，请回到名单再导出一次。"))
    if not read.count:
        return _fail(export, EMPTY)
    told = partial(_told, export.pk, export.rows)
    content = official_workbook(_heading(read, user, timezone.localdate(export.at), export), read.grids, on_rows=told)
    with transaction.atomic():
        export = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
        if export.finished_at is None:
            export.content, export.finished_at = encrypt_bytes(content), max(at, export.at)
            export.rows = export.done = read.count
            export.save(update_fields=["content", "finished_at", "rows", "done"])
    return export


def _told(export_id: int, rows: int, done: int) -> None:
    Export.objects.filter(pk=export_id, finished_at=None).update(done=min(done, rows))


def _fail(export: Export, why) -> Export:
    export.failure = str(why)
    export.save(update_fields=["failure"])
    return export


def content_of(export: Export) -> bytes:
    """Return the file of a long export; nothing before it is written and once it has expired."""
    return decrypt_bytes(bytes(export.content))


def exports_settle(*, at: dt.datetime) -> int:
    """Take away the files that are older than a day, give up what does not come about within an hour, write what the
    worker lost; return how many of all three."""
    old = Export.objects.exclude(content=b"").filter(finished_at__lt=at - KEPT_FOR).update(content=b"")
    given_up = Export.objects.waiting().filter(at__lt=at - GIVEN_UP_AFTER).update(failure=str(GIVEN_UP))
    lost = list(Export.objects.waiting().filter(at__lt=at - LOST_AFTER).order_by("pk").values_list("pk", flat=True))
    for export_id in lost:
        export_write(export_id=export_id, at=at)
    return old + given_up + len(lost)
