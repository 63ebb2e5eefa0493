"""Who may write and open a cadre's file, with the reason when not."""

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from cadres.models import Cadre
from config.lib.verdict import YES, Answer, No


def may_edit(by: User | None, village: Organisation) -> Answer:
    """The township's Party committee keeps the files of its village cadres (一人一档)."""
    if by is None or not by.may(Permission.CADRE_EDIT):
        return No(_("村干部档案由乡镇组织干事登记。"))
    if not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES


def is_own(by: User, cadre: Cadre) -> bool:
    return cadre.user_id is not None and cadre.user_id == by.pk


def _keeps_or_files(by: User) -> bool:
    """Tell whether `by` is of the township that keeps the files, or of the district that files appointments."""
    return by.may(Permission.CADRE_EDIT) or by.may(Permission.CADRE_FILE)


def may_export(by: User) -> Answer:
    """The register of a place goes out to those who may open its files."""
    if not _keeps_or_files(by):
        return No(_("村干部名册由乡镇组织干事和区委组织部导出。"))
    return YES


def may_reveal(by: User, cadre: Cadre) -> Answer:
    """Protected items are shown to the township that keeps the file and to the district that files the appointment."""
    if not _keeps_or_files(by):
        return No(_("受保护的内容只有乡镇组织干事和区委组织部可以查看。"))
    if not by.party_scope.covers(cadre.organisation.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES
