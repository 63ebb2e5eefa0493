"""Study, absence and exemption for tests."""

import datetime as dt
import uuid

from ledgers.models import Absence, Exemption, Member, StudyRecord
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
