"""Remarks of the library for tests."""

from audits.enums import Reason
from audits.models import Remark
from audits.services.remarks import remark_add
from branches.models import Organisation, User
from tests.factories import NOW


def make_remark(
    organisation: Organisation, by: User, text: str = "签到表照片看不清，请重新拍。", reason: str = Reason.EVIDENCE
) -> Remark:
    return remark_add(organisation=organisation, reason=reason, text=text, by=by, at=NOW)
