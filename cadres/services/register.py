"""The register of cadres in office as a spreadsheet (村干部名册), for a reason that is kept."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from cadres.enums import Protected
from cadres.rules.files import may_export
from cadres.selectors.files import register_rows
from cadres.services.access import export_log
from cadres.services.files import refuse_unless
from config.lib.spreadsheet import table_workbook


@transaction.atomic
def register_export(*, place: Organisation, reason: str, by: User, at: dt.datetime) -> bytes:
    """Return the register of all below `place` as a workbook; who took it and why is logged first.

    Raises CadreRefused for who may not, AccessRefused without a reason in words.
    """
    refuse_unless(may_export(by))
    rows = register_rows(by, place, timezone.localtime(at).date())
    export_log(
        organisation=place,
        items=[Protected.ID_NUMBER, Protected.PHONE],
        rows=len(rows),
        reason=reason,
        by=by,
        at=at,
    )
    return table_workbook(_("村干部名册"), headings(), rows)


def headings() -> list[str]:
    return [
        _("乡镇"),
        _("村"),
        _("姓名"),
        _("职务"),
        _("性别"),
        _("出生日期"),
        _("民族"),
        _("学历"),
        _("政治面貌"),
        _("入党日期"),
        _("任职日期"),
        _("身份证号"),
        _("联系电话"),
    ]
