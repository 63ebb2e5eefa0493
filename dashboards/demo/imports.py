"""A roll that was just uploaded at the showcase: what is new, what changes, what is wrong, waiting for a decision."""

# i18n: data file

import datetime as dt

from dashboards.demo.people import Cast
from ledgers.enums.access import AccessKind
from ledgers.roll_sheet import FIELDS, export_workbook, key_of
from ledgers.selectors.imports import export_rows
from ledgers.services.access import access_log
from ledgers.services.imports import import_receive

EMPTY = {**dict.fromkeys(FIELDS, ""), "id_number": "", "key": ""}
NEW = EMPTY | {
    "name": "演示新党员",
    "gender": "2",
    "ethnicity": "汉族",
    "category": "probationary",
    "education": "30",
    "occupation": "个体经营",
    "state": "normal",
}
WRONG = (
    NEW | {"name": "演示错例一", "joined_on": "不记得"},
    NEW | {"name": "演示错例二", "id_number": "3610021980010100", "category": "群众", "joined_on": "2003年7月"},
)


def imports_fill(cast: Cast, at: dt.datetime) -> int:
    """Upload a roll for the showcase's first branch and return its number of rows; log an export of last week."""
    branch = cast.branches_of(cast.showcase)[0]
    secretary = cast.secretaries[branch.pk]
    rows = export_rows(branch, is_full=False, key=key_of)
    for row in rows[1:4]:
        row["occupation"] = "村级公益岗位"
    joined = (at - dt.timedelta(days=40)).date()
    rows += [NEW | {"joined_on": joined}, *WRONG]
    received = import_receive(
        branch=branch, filename="镇里发的党员名册.xlsx", content=export_workbook(rows), by=secretary, at=at
    )
    access_log(
        organisation=branch,
        kind=AccessKind.EXPORT,
        fields=["id_number", "phone"],
        reason="年底党内统计核对",
        rows=len(rows) - len(WRONG) - 1,
        by=secretary,
        at=at - dt.timedelta(days=7),
    )
    return received.total
