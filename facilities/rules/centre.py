"""Who keeps a service centre's page (党群服务中心), with the reason when not."""

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No


def may_keep(by: User, village: Organisation) -> Answer:
    """The village says itself when its centre is open and what it does."""
    if not by.may(Permission.FACILITY_EDIT):
        return No(_("党群服务中心由村党支部书记登记。"))
    if not village.answers_monthly or not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES
