"""Write the yearly pay of a place as a workbook: a short one at once, a long one by the worker."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from cadres.models import PayExport, PaySheet
from cadres.pay_workbook import pay_workbook
from cadres.rules.pay import within
from cadres.selectors.pay import row_count, rows_of, summed, sums_of
from cadres.services.files import CadreRefused, refuse_unless
from config.lib.crypto import decrypt_bytes, encrypt_bytes

FEW_ROWS = 500
KEPT_FOR = dt.timedelta(hours=24)
LOST_AFTER = dt.timedelta(minutes=5)


def _villages(place: Organisation) -> list[Organisation]:
    return list(Organisation.objects.filter(path__startswith=place.path).answering())


def workbook_of(place: Organisation, year: int) -> bytes:
    """Return the workbook of all sheets of a place."""
    lines = [line for line in sums_of(_villages(place), year) if line.sheet]
    rows = rows_of([line.sheet for line in lines])
    title = _("%(year)d年村干部报酬") % {"year": year}
    return pay_workbook(title, ((line, rows[line.sheet.pk]) for line in lines), summed(_("合计"), lines))


@transaction.atomic
def pay_export(*, place: Organisation, year: int, by: User, at: dt.datetime) -> bytes | PayExport:
    """Return the workbook, or the export that the worker writes where it has more than FEW_ROWS persons.

    Raises CadreRefused for who may not see cadres there, or where no sheet was drawn.
    """
    if not by.may(Permission.CADRE_VIEW):
        raise CadreRefused(_("您现在的角色不能导出报酬表。"))
    refuse_unless(within(by, place))
    villages = _villages(place)
    if not PaySheet.objects.filter(organisation__in=[village.pk for village in villages], year=year).exists():
        raise CadreRefused(_("%(year)d年还没有生成报酬表。") % {"year": year})
    if row_count(villages, year) <= FEW_ROWS:
        return workbook_of(place, year)
    export = PayExport.objects.create(organisation=place, year=year, by=by, at=at)
    transaction.on_commit(partial(_enqueue, export.pk), robust=True)
    return export


def _enqueue(export_id: int) -> None:
    from cadres import tasks  # the tasks call this module

    tasks.pay_export_task.delay(export_id=export_id)


@transaction.atomic
def pay_export_write(*, export_id: int, at: dt.datetime) -> PayExport:
    """Write a long workbook: the worker's part of `pay_export`. Twice is once."""
    export = PayExport.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=export_id)
    if export.finished_at is None:
        export.content = encrypt_bytes(workbook_of(export.organisation, export.year))
        export.finished_at = at
        export.save(update_fields=["content", "finished_at"])
    return export


def content_of(export: PayExport) -> bytes:
    """Return the file of a finished export; empty once it has expired."""
    return decrypt_bytes(bytes(export.content)) if export.content else b""


def pay_exports_settle(*, at: dt.datetime) -> int:
    """Write what the worker lost, take away the files that are older than a day; return how many of both."""
    waiting = PayExport.objects.filter(finished_at=None, at__lt=at - LOST_AFTER).order_by("pk")
    lost = list(waiting.values_list("pk", flat=True))
    for export_id in lost:
        pay_export_write(export_id=export_id, at=at)
    expired = PayExport.objects.filter(finished_at__lt=at - KEPT_FOR).exclude(content=b"").update(content=b"")
    return len(lost) + expired
