"""Fill the demo district, find out whether it is there, and empty it."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage
from django.db import connection, transaction
from django.utils.translation import gettext as _

from audits.enums import CircularStatus
from audits.models import Checklist, ChecklistItem, Circular
from audits.services.deadlines import deadlines_run
from branches.enums import ANSWERING_KINDS, Level
from branches.imports import Row, read_divisions
from branches.models import Organisation, User
from branches.services.organisations import kind_of, organisations_import
from dashboards.demo.cadres import cadres_fill
from dashboards.demo.cadres_appointments import cadres_appointments_fill
from dashboards.demo.cadres_duty import cadres_duty_fill
from dashboards.demo.cadres_growth import cadres_growth_fill
from dashboards.demo.cadres_pay import cadres_pay_fill
from dashboards.demo.cadres_talent import cadres_talent_fill
from dashboards.demo.channels import channels_fill
from dashboards.demo.circulars import circulars_fill
from dashboards.demo.decisions import decisions_fill
from dashboards.demo.development import development_fill
from dashboards.demo.dues import standards_fill
from dashboards.demo.economy import economy_fill
from dashboards.demo.economy_bottlenecks import economy_bottlenecks_fill
from dashboards.demo.economy_enterprises import economy_enterprises_fill
from dashboards.demo.economy_projects import economy_projects_fill
from dashboards.demo.facilities import facilities_fill
from dashboards.demo.findings import findings_fill
from dashboards.demo.imports import imports_fill
from dashboards.demo.inspections import inspections_fill
from dashboards.demo.organised_life import organised_life_fill
from dashboards.demo.people import SHOWCASE, SINCE, Cast, accounts_fill, cast_of, rolls_fill, stations_fill
from dashboards.demo.pictures import Shelf
from dashboards.demo.play import MonthUnderReview, ReviewedMonth, notices_settle, running_month
from dashboards.demo.publication import publications_fill
from dashboards.demo.records import Clerk
from dashboards.demo.review import remarks_fill
from dashboards.demo.samples import samples_fill
from dashboards.demo.standing import standing_fill
from dashboards.demo.talks import silent_branches, talks_fill
from dashboards.demo.timeline import at_time, timeline
from dashboards.demo.transfers import transfers_fill
from evidence.models import StoredFile
from ledgers.models import Month

DIVISIONS = Path(apps.get_app_config("branches").path) / "data" / "linchuan_divisions.csv"
OURS = ("branches", "evidence", "notices", "ledgers", "cadres", "facilities", "economy", "audits", "dashboards")
# Filled by a migration: every installation has it, with or without a demo.
KEPT = (Checklist, ChecklistItem)
SEED = 20260701
SMALLEST = 8  # branches of a township that is taken besides the showcase when only some are wanted

T = TypeVar("T")
Progress = Callable[[str, int, int], None]


class DemoRefused(Exception):
    """The demo can't be filled or emptied here; the message says why."""


def refuse_in_production() -> None:
    """Raise DemoRefused where DEBUG is off: the demo accounts have a password that everybody knows."""
    if not settings.DEBUG:
        raise DemoRefused(_("正式环境（DEBUG 关闭）不能建立演示数据：演示账号的密码是公开的。"))


def demo_exists() -> bool:
    return User.objects.filter(is_demo=True).exists()


def database_is_empty() -> bool:
    return not (User.objects.exists() or Organisation.objects.exists())


def own_data() -> list[str]:
    """Return in words what stands in the database that no demo put there."""
    found = []
    if users := User.objects.filter(is_demo=False).count():
        found.append(_("%(n)d 个不是演示的账号") % {"n": users})
    if units := Organisation.objects.filter(is_demo=False).count():
        found.append(_("%(n)d 个不是演示的组织") % {"n": units})
    return found


# --- Filling ---------------------------------------------------------------------------------------------------
def demo_fill(*, at: dt.datetime, townships: int | None = None, progress: Progress | None = None) -> Cast:
    """Fill the empty database with the demo district as of `at` (aware) and return its people.

    `townships` takes only so many of them, the showcase first. All in one transaction: a run that is broken off
    leaves nothing. `progress` is told a label with how many of how many are done. The clock runs once at the end, so
    that the people find the messages of the day.

    Raises DemoRefused where DEBUG is off or the database isn't empty.
    """
    refuse_in_production()
    if not database_is_empty():
        raise DemoRefused(_("数据库里已经有数据，不填演示数据。"))
    tell = progress or (lambda label, done, total: None)

    def tracked(label: str, items: Iterable[T]) -> Iterator[T]:
        items = list(items)
        for number, item in enumerate(items):
            if number % 10 == 0:
                tell(label, number, len(items))
            yield item
        tell(label, len(items), len(items))

    def told(label: str, count: int) -> None:
        tell(label, count, count)

    draw = random.Random(SEED)
    with transaction.atomic():
        line = timeline(at)
        rows = chosen_rows(townships)
        told(_("组织"), organisations_import(rows=rows, by=None, at=at, active_from=SINCE, is_demo=True).created)
        cast = cast_of(Organisation.objects.get(level=Level.COUNTY))
        told(_("党员"), rolls_fill(cast, draw, line.today))
        told(_("账号"), accounts_fill(cast, stations_fill(cast), draw, at))
        told(_("党费标准"), standards_fill(cast, line.checking))
        shelf = shelf_of(cast, at)
        clerk = Clerk(cast, shelf, draw, at)
        played: list[ReviewedMonth | MonthUnderReview] = []
        wanted = (
            (line.checking, CircularStatus.CHECKING),
            (line.signing, CircularStatus.SIGNING),
            (line.answered, CircularStatus.ISSUED),
        )
        for number, (month, state) in enumerate(wanted):
            tell(_("会议记录和党费"), number, 5)
            silent = silent_branches(cast, month, line)
            played.append(ReviewedMonth(cast, clerk, draw, line, month, state, silent))
        tell(_("会议记录和党费"), 3, 5)
        played.append(MonthUnderReview(cast, clerk, draw, line))
        tell(_("会议记录和党费"), 4, 5)
        for month in line.running:
            running_month(cast, clerk, draw, line, month)
        tell(_("会议记录和党费"), 5, 5)
        told(_("民主评议"), organised_life_fill(cast, line))
        told(_("学时"), standing_fill(cast, line.today))
        told(_("发展党员"), development_fill(cast, line.today, at))
        told(_("三务公开"), publications_fill(cast, shelf, random.Random(SEED), line))
        told(_("四议两公开"), decisions_fill(cast, shelf, line.today))
        told(_("审查常用语"), remarks_fill(cast, at_time(SINCE, 9)))
        statistics_take()
        for month in played:
            month.play(tracked)
        told(_("抽样复审"), samples_fill(cast, random.Random(SEED), line))
        told(_("通报"), circulars_fill(cast, line))
        told(_("问题清单"), findings_fill(cast, line))
        told(_("约谈"), talks_fill(cast, line))
        notices_settle(line)
        # After the months are played: whoever has moved was on the old roll then.
        told(_("组织关系转接"), transfers_fill(cast, line.today))
        deadlines_run(at=at)
        told(_("消息接收方式"), channels_fill(cast, at))
        told(_("台账"), Month.objects.count() * len(cast.branches))
        told(_("名册导入"), imports_fill(cast, at))
        told(_("指导站抽查"), inspections_fill(cast, at))
        told(_("村干部"), cadres_fill(cast, random.Random(SEED), line.today))
        told(_("任免备案"), cadres_appointments_fill(cast, line.today))
        told(_("值班"), cadres_duty_fill(cast, at))
        told(_("村干部报酬和考核"), cadres_pay_fill(cast, line))
        told(_("集体经济"), economy_fill(cast, shelf, line, random.Random(SEED)))
        told(_("选拔"), cadres_talent_fill(cast, line.today, at, random.Random(SEED)))
        told(_("双提升"), cadres_growth_fill(cast, line.today, at, random.Random(SEED)))
        told(_("阵地"), facilities_fill(cast, shelf, random.Random(SEED), at))
        told(_("集体经济项目"), economy_projects_fill(cast, shelf, line, random.Random(SEED)))
        told(_("合作企业"), economy_enterprises_fill(cast, line.today, random.Random(SEED)))
        told(_("政策瓶颈"), economy_bottlenecks_fill(cast, line.today))
    statistics_take()
    return cast


def statistics_take() -> None:
    """Half a million new rows: without fresh statistics the next queries would be planned for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def chosen_rows(townships: int | None) -> list[Row]:
    """Return the rows of the whole district, or of so many townships with all that stands above them."""
    table = read_divisions(DIVISIONS)
    if table.problems:
        raise DemoRefused(str(table.problems[0]))
    if townships is None:
        return list(table.rows)
    units = [row for row in table.rows if row.level == Level.TOWNSHIP]
    branches = [row for row in table.rows if kind_of(row.code) in ANSWERING_KINDS]
    sizes = Counter(branch.parent_code for branch in branches)
    showcase = next(unit for unit in units if unit.name == SHOWCASE)
    others = sorted((u for u in units if u != showcase and sizes[u.code] >= SMALLEST), key=lambda u: sizes[u.code])
    taken = {unit.code for unit in [showcase, *others][:townships]}
    return [row for row in table.rows if len(row.code) < 9 or row.code[:9] in taken]


def shelf_of(cast: Cast, at: dt.datetime) -> Shelf:
    first = cast.branches_of(cast.showcase)[0]
    return Shelf(owner=first, by=cast.secretaries[first.pk], at=at - dt.timedelta(days=200))


# --- Emptying --------------------------------------------------------------------------------------------------
def demo_empty() -> None:
    """Take everything of the demo away, its files included.

    Steps and submissions are append-only for everyone; only emptying whole tables, which no page can do, goes past
    that. Raises DemoRefused where DEBUG is off, and when anything but demo data is there.
    """
    refuse_in_production()
    if mine := own_data():
        raise DemoRefused(_("数据库里有%(what)s，不能清空。") % {"what": "、".join(mine)})
    files = list(demo_files())
    kept = {model._meta.db_table for model in KEPT}
    kept |= {model.pgh_event_model._meta.db_table for model in KEPT}
    tables = sorted(
        {
            model._meta.db_table
            for label in OURS
            for model in apps.get_app_config(label).get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy
        }
        - kept
    )
    with connection.cursor() as cursor:
        # Foreign keys wait for the commit to be checked, and a table that still has checks to come is not emptied.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Tables of the libraries that point to people (second factors, e-mail addresses) go along.
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    transaction.on_commit(partial(_remove_files, files))


def _remove_files(files: list[tuple[Storage, str]]) -> None:
    """Delete files that no row points to any more; a circular with the same bytes has the same name again."""
    still_there = {name for _storage, name in demo_files()}
    for storage, name in files:
        if name not in still_there:
            storage.delete(name)


def demo_files() -> Iterator[tuple[Storage, str]]:
    """Yield storage and name of every file that the rows point to, each once."""
    found = {}
    for file in StoredFile.objects.all().iterator():
        for field in (file.file, file.preview, file.thumbnail):
            if field.name:
                found[field.name] = field.storage
    for circular in Circular.objects.exclude(pdf=""):
        found[circular.pdf.name] = circular.pdf.storage
    for name, storage in found.items():
        yield storage, name
