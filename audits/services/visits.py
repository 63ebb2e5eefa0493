"""Record a visit: arrive, write, photograph, sign, finish; afterwards only a correction beside it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from audits.finding_enums import FindingSource
from audits.inspection_items import items_of
from audits.inspection_rules import ANSWERS, finish_errors, may_arrive, may_correct, may_write
from audits.models import Visit, VisitCorrection, VisitFile
from audits.selectors.inspections import visit_problems
from audits.services.findings import FindingRow, findings_open
from branches.models import User
from config.lib.verdict import Answer
from evidence.models import StoredFile
from ledgers.models import Ledger

FIELDS = ("summary", "met_name", "met_post")


class VisitRefused(Exception):
    """Nothing was changed; the message says why."""


class VisitConflict(Exception):
    """The visit was saved elsewhere since the page was opened; `version` is the one there now."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(_("您在另一个页面上保存过。下面是您刚写的，再保存一次就以这里为准。"))


class VisitIncomplete(Exception):
    """The visit is saved but not finished: `errors` maps what is missing to a sentence."""

    def __init__(self, errors: dict[str, str], version: int) -> None:
        self.errors, self.version = errors, version
        super().__init__(_("已保存，还差几处没有填。"))


def _refuse(answer: Answer) -> None:
    if not answer:
        raise VisitRefused(answer.reason)


def _locked(pk: int) -> Visit:
    return Visit.objects.select_for_update(of=("self",)).select_related("branch", "inspector").get(pk=pk)


@transaction.atomic
def visit_arrive(*, visit: Visit, by: User, at: dt.datetime) -> Visit:
    """Note the arrival and link the latest ledger that the branch has handed in; a second tap changes nothing.

    Raises VisitRefused.
    """
    current = _locked(visit.pk)
    _refuse(may_arrive(by, current, at))
    if current.arrived_at is None:
        current.arrived_at = at
        current.ledger = Ledger.objects.filter(branch=current.branch).received().order_by("-month__month").first()
        current.save(update_fields=["arrived_at", "ledger"])
    return current


@transaction.atomic
def visit_save(
    *, visit: Visit, answers: Mapping[str, Mapping], values: Mapping[str, str], version: int, by: User, at: dt.datetime
) -> Visit:
    """Keep what was written; a draft may have gaps. Saving what is there already makes no new version.

    `answers` maps an item's code to {"answer", "note"}; codes and answers that the list does not know are left out.
    Raises VisitRefused, and VisitConflict when `version` is not the current one.
    """
    current = _locked(visit.pk)
    _refuse(may_write(by, current))
    known = {item.code for item in items_of(current.items_version)}
    kept = {
        code: {"answer": line.get("answer", ""), "note": line.get("note", "")}
        for code, line in answers.items()
        if code in known and (line.get("answer") in ANSWERS or line.get("note"))
    }
    written = {name: values.get(name, getattr(current, name)) for name in FIELDS}
    if kept == current.answers and all(getattr(current, name) == text for name, text in written.items()):
        return current
    if version != current.version:
        raise VisitConflict(current.version)
    current.answers, current.version = kept, current.version + 1
    for name, text in written.items():
        setattr(current, name, text)
    current.save(update_fields=["answers", "version", *FIELDS])
    return current


@transaction.atomic
def visit_finish(*, visit: Visit, by: User, at: dt.datetime) -> Visit:
    """Finish: from now on nothing changes, and what was found wrong stands in the branch's list of problems.

    Raises VisitRefused, and VisitIncomplete with what is missing.
    """
    current = _locked(visit.pk)
    _refuse(may_write(by, current))
    if errors := finish_errors(current):
        raise VisitIncomplete(errors, current.version)
    current.finished_at = at
    current.save(update_fields=["finished_at"])
    rows = [
        FindingRow(
            reason=problem.reason,
            description=f"{problem.text}：{_('否')}。{problem.note}",
            basis=_("抽查清单：%(item)s") % {"item": problem.text},
            origin=f"visit:{current.pk}:{problem.code}",
        )
        for problem in visit_problems(current)
    ]
    if rows:
        findings_open(
            source=FindingSource.STATION, branch=current.branch, rows=rows, by=by, at=at, ledger=current.ledger
        )
    return current


@transaction.atomic
def visit_attach(*, visit: Visit, file: StoredFile, by: User, at: dt.datetime, limit: int) -> VisitFile:
    """Add a stored photo; adding it twice is once. Raises VisitRefused."""
    current = _locked(visit.pk)
    _refuse(may_write(by, current))
    if existing := VisitFile.objects.filter(visit=current, file=file).first():
        return existing
    if current.files.count() >= limit:
        raise VisitRefused(_("一次抽查最多放 %(n)d 个附件，请先移除不需要的。") % {"n": limit})
    return VisitFile.objects.create(visit=current, file=file, added_at=at, added_by=by)


@transaction.atomic
def visit_detach(*, link: VisitFile, by: User) -> None:
    """Take a photo off a visit that is not finished; the stored file stays. Raises VisitRefused."""
    _refuse(may_write(by, _locked(link.visit_id)))
    link.delete()


@transaction.atomic
def visit_sign(*, visit: Visit, file: StoredFile, by: User, at: dt.datetime) -> Visit:
    """Keep the drawn signature of the person who was there; a new one takes its place. Raises VisitRefused."""
    current = _locked(visit.pk)
    _refuse(may_write(by, current))
    if not file.is_picture:
        raise VisitRefused(_("签名要是图片。"))
    current.signature = file
    current.save(update_fields=["signature"])
    return current


@transaction.atomic
def visit_correct(*, visit: Visit, text: str, by: User, at: dt.datetime) -> VisitCorrection:
    """Write a correction beside a finished visit. Raises VisitRefused."""
    current = _locked(visit.pk)
    _refuse(may_correct(by, current))
    if not text.strip():
        raise VisitRefused(_("请写明更正什么、为什么。"))
    return VisitCorrection.objects.create(visit=current, text=text.strip(), by=by, at=at)
