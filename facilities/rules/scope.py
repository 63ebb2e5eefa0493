"""What the rules of all facilities ask first: may this role do it, and here."""

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No


def holds(by: User, village: Organisation, permissions: tuple[Permission, ...], refusal: str) -> Answer:
    """Say whether the active role has one of the permissions, and the village lies within its scope."""
    if not any(by.may(permission) for permission in permissions):
        return No(refusal)
    if not by.party_scope.covers(village.path):
        return No(_("这个村不在您的管理范围内。"))
    return YES
