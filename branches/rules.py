"""Who may hold which role where, with the reason when not. No writes here."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from branches.enums import ADMINISTRATORS, ROLES, Level, Permission, Role
from branches.models import Department, GuidanceStation, Membership, Organisation, User
from config.lib.verdict import YES, Answer, No, first_no


def may_manage(by: User | None, organisation: Organisation) -> Answer:
    """Roles are given by the system administrator of the place, or by the installation itself (`by` is None)."""
    if by is None:
        return YES
    if not by.may(Permission.ACCOUNT_MANAGE):
        return No(_("只有系统管理员可以管理账号和角色。"))
    if not by.scope.covers(organisation.path):
        return No(_("%(name)s不在您的管理范围内。") % {"name": organisation.short_name})
    return YES


def fits_level(role: str, organisation: Organisation) -> Answer:
    """A role is held at its own level: a secretary at a village Party organisation, a reviewer at a township …"""
    wanted = ROLES[role].level
    if organisation.level != wanted:
        return No(
            _("“%(role)s”要任在%(wanted)s一级，%(name)s是%(level)s一级。")
            % {
                "role": Role(role).label,
                "wanted": Level(wanted).label,
                "name": organisation.short_name,
                "level": organisation.get_level_display(),
            }
        )
    if role == Role.SECRETARY and not organisation.answers_monthly:
        return No(_("%(name)s没有村党组织，不设村党支部书记。") % {"name": organisation.name})
    return YES


def fits_station(role: str, organisation: Organisation, station: GuidanceStation | None) -> Answer:
    """An inspector belongs to a station of his district, and nobody else does."""
    if role != Role.STATION_INSPECTOR:
        return YES if station is None else No(_("只有指导站督查员要选指导站。"))
    if station is None:
        return No(_("指导站督查员要选所在的指导站。"))
    if station.county_id != organisation.pk:
        return No(_("%(station)s不属于%(name)s。") % {"station": station.name, "name": organisation.name})
    return YES


def fits_department(role: str, organisation: Organisation, department: Department | None) -> Answer:
    """An officer of a department belongs to a department of the district, and nobody else does."""
    if role != Role.DEPARTMENT_OFFICER:
        return YES if department is None else No(_("只有联审部门经办人要选部门。"))
    if department is None:
        return No(_("联审部门经办人要选所在的部门。"))
    if department.county_id != organisation.pk:
        return No(_("%(name)s不属于%(place)s。") % {"name": department.name, "place": organisation.name})
    return YES


def overlaps(held: Membership, since: dt.date, until: dt.date | None) -> bool:
    """Tell whether a membership has a day in common with `since` to `until` (exclusive, None for open)."""
    return (held.until is None or since < held.until) and (until is None or held.since < until)


def administrators_apart(role: str, held: Iterable[Membership], since: dt.date, until: dt.date | None) -> Answer:
    """Nobody holds two of system, security and audit administrator at once (GB/T 22239-2019 8.1.7)."""
    if role not in ADMINISTRATORS:
        return YES
    for other in held:
        if other.role in ADMINISTRATORS and other.role != role and overlaps(other, since, until):
            return No(
                _("系统管理员、安全管理员、审计管理员要由不同的人担任，%(who)s已经是%(role)s。")
                % {"who": other.user, "role": other.get_role_display()}
            )
    return YES


def may_grant(
    *,
    by: User | None,
    user: User,
    organisation: Organisation,
    role: str,
    station: GuidanceStation | None,
    since: dt.date,
    until: dt.date | None,
    held: Iterable[Membership],
    department: Department | None = None,
) -> Answer:
    """Tell whether `user` may be given the role; `held` are the memberships the person has or had."""
    if not user.is_active:
        return No(_("%(who)s的账号已停用。") % {"who": user})
    if until is not None and until <= since:
        return No(_("任职结束日期要晚于开始日期。"))
    held = list(held)
    if any(
        (other.organisation_id, other.role, other.station_id, other.department_id)
        == (organisation.pk, role, station.pk if station else None, department.pk if department else None)
        and overlaps(other, since, until)
        for other in held
    ):
        return No(_("%(who)s在这段时间已经担任这个角色。") % {"who": user})
    return first_no(
        may_manage(by, organisation),
        fits_level(role, organisation),
        fits_station(role, organisation, station),
        fits_department(role, organisation, department),
        administrators_apart(role, held, since, until),
    )
