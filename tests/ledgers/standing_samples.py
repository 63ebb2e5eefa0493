"""Study, absence and exemption for tests."""

import datetime as dt
import uuid

from ledgers.models import Absence, DisciplinaryMeasure, Exemption, Member, OrganisationalMeasure, StudyRecord
from ledgers.services.membership import measure_add, organisational_add
from ledgers.services.standing import absence_begin, exemption_add, study_add
from tests.factories import NOW, District


def make_standing(district: District, member: Member) -> tuple[StudyRecord, Absence, Exemption]:
    """A record of each kind for a member of the district's branch."""
    write = {"by": district.secretary, "at": NOW}
    study_add(
        branch=district.branch,
        members=[member.pk],
        date=dt.date(2026, 10, 12),
        minutes=180,
        what="村干部培训班",
        key=uuid.uuid4(),
        **write,
    )
    absence = absence_begin(
        member=member, since=dt.date(2026, 9, 1), place="浙江义乌", is_fixed=False, contact=None, **write
    )
    exemption = exemption_add(
        member=member, kind="age", since=dt.date(2026, 9, 1), until=None, details="腿脚不便", **write
    )
    return member.studies.get(), absence, exemption


def given(district: District, member: Member, kind: str, **changes) -> DisciplinaryMeasure:
    """A disciplinary measure that the branch's secretary writes down."""
    values = {
        "since": dt.date(2026, 5, 1),
        "until": None,
        "decided_by": "高坪镇纪委",
        "document": "高纪〔2026〕3号",
        "by": district.secretary,
        "at": NOW,
    }
    return measure_add(member=member, kind=kind, **values | changes)


def handled(district: District, member: Member, kind: str, **changes) -> OrganisationalMeasure:
    """An organisational measure that the branch's secretary writes down."""
    values = {
        "since": dt.date(2026, 6, 1),
        "until": dt.date(2026, 10, 1) if kind == "rectify" else None,
        "decided_by": "中共高坪镇委",
        "document": "高党〔2026〕9号",
        "reason": "不合格党员，长期不参加组织生活",
        "by": district.secretary,
        "at": NOW,
    }
    return organisational_add(member=member, kind=kind, **values | changes)


def make_measures(district: District, member: Member) -> tuple[DisciplinaryMeasure, OrganisationalMeasure]:
    """A measure of each sort, on two matters."""
    return given(district, member, "warning"), handled(district, member, "rectify", is_other_matter=True)
