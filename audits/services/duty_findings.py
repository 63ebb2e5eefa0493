"""Put a shift that somebody had left (脱岗) on the village's list of problems."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audits.enums import Reason
from audits.finding_enums import FindingClock, FindingSource
from audits.models import Finding
from audits.services.findings import FindingRefused, FindingRow, findings_open
from branches.enums import Permission, Role
from branches.models import User
from cadres.models import DutyAbsence
from cadres.selectors.duty import runs_of
from ledgers.words import day_in_words


def source_of(by: User) -> str | None:
    """Return under which source a person lists absences; None for who lists none."""
    if by.hat is not None and by.hat.role == Role.STATION_INSPECTOR:
        return FindingSource.STATION
    return FindingSource.TOWNSHIP if by.may(Permission.REVIEW_TOWNSHIP) else None


@transaction.atomic
def absence_finding(*, absence: DutyAbsence, by: User, at: dt.datetime) -> Finding:
    """List an absence as a problem of its village, once; it stays linked to the shift of the roster.

    Raises FindingRefused: not his to list, or the check was taken back.
    """
    rows = DutyAbsence.objects.select_for_update(of=("self",))
    current = rows.select_related("check_made", "cadre", "duty__organisation").get(pk=absence.pk)
    if (source := source_of(by)) is None:
        raise FindingRefused(_("脱岗由乡镇审查小组或指导站列入问题清单。"))
    if not current.check_made.is_valid:
        raise FindingRefused(_("这次抽查已经撤销。"))
    run = runs_of([current])[current.pk]
    words = {"day": day_in_words(current.date), "who": current.cadre, "note": current.check_made.note}
    description = _("%(day)s值班，%(who)s脱岗：%(note)s") % words
    if run > 1:
        description += _("（连续第%(n)d次）") % {"n": run}
    row = FindingRow(
        reason=Reason.OTHER,
        description=description,
        basis=_("值班抽查（%(way)s）") % {"way": current.check_made.get_way_display()},
        clock=FindingClock.AT_ONCE,
        origin=f"duty-absence:{current.pk}",
        absence=current,
    )
    return findings_open(source=source, branch=current.duty.organisation, rows=[row], by=by, at=at)[0]
