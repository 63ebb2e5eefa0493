"""Who checks premises (六有), with the reason when not. No writes here."""

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No
from evidence.models import StoredFile
from facilities.enums.checks import CheckLevel
from facilities.models import FacilityCheck

PERMISSIONS = {
    CheckLevel.SELF: Permission.FACILITY_EDIT,
    CheckLevel.TOWNSHIP: Permission.FACILITY_CHECK,
    CheckLevel.STATION: Permission.FACILITY_VERIFY,
}


def level_of(by: User) -> str | None:
    """Return at which level the user's active role checks; None for one that only looks on."""
    return next((level for level, permission in PERMISSIONS.items() if by.may(permission)), None)


def may_check(by: User, village: Organisation, level: str) -> Answer:
    """The village checks itself, the township checks it, the guidance station verifies."""
    if not by.may(PERMISSIONS[level]):
        return No(
            {
                CheckLevel.SELF: _("自查由村党支部书记填写。"),
                CheckLevel.TOWNSHIP: _("检查由乡镇审查小组登记。"),
                CheckLevel.STATION: _("核验由指导站督查员登记。"),
            }[level]
        )
    if not village.answers_monthly or not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def may_write(by: User, check: FacilityCheck) -> Answer:
    """A check is written by its own level until it is finished, never by who made the claim it looks at."""
    if not (answer := may_check(by, check.organisation, check.level)):
        return answer
    if check.is_done:
        return No(_("这次检查已经完成，不能再改。有变化请重新检查一次。"))
    if check.level != CheckLevel.SELF and check.rests_on_id and check.rests_on.done_by_id == by.pk:
        return No(_("自查和检查不能是同一个人。"))
    return YES


def may_take_over(by: User, check: FacilityCheck) -> Answer:
    """Township and station find true what was said before; a village looks at each item itself."""
    if not (answer := may_write(by, check)):
        return answer
    if check.level == CheckLevel.SELF:
        return No(_("自查要逐项填写，不能照抄上次。"))
    return YES if check.rests_on_id else No(_("没有可以参照的检查，请逐项填写。"))


def is_photo_of(file: StoredFile, village: Organisation) -> Answer:
    if file.organisation_id != village.pk or not file.is_picture:
        return No(_("请选一张这个村的照片。"))
    return YES


def may_read(by: User, check: FacilityCheck) -> Answer:
    """A finished check is read by all in scope, an unfinished one by the level that writes it."""
    if check.is_done:
        return YES
    if not may_check(by, check.organisation, check.level):
        return No(_("这次检查还没有完成。"))
    return YES
