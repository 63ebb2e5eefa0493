"""Who writes enterprises, agreements and specialities, with the reason when not. No writes."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.enums import Level, Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No
from economy.models import Enterprise, EnterpriseAgreement
from ledgers.words import day_in_words


def may_register(by: User) -> Answer:
    """Township and district keep the register of enterprises and agreements."""
    if not (by.may(Permission.ECONOMY_CHECK) or by.may(Permission.ECONOMY_APPROVE)):
        return No(_("企业和协议由乡镇和区里登记。"))
    return YES


def may_mend(by: User, enterprise: Enterprise) -> Answer:
    """Who mends what is written of an enterprise is the place that registered it, or the one above."""
    if not (answer := may_register(by)):
        return answer
    if not by.party_scope.covers(enterprise.registered_at.path):
        return No(_("这家企业由别的单位登记，请由登记单位修改。"))
    return YES


def may_keep(by: User, agreement: EnterpriseAgreement) -> Answer:
    """Who keeps an agreement is the place that wrote it down, or the one above."""
    if not (answer := may_register(by)):
        return answer
    if not by.party_scope.covers(agreement.organisation.path):
        return No(_("这份协议由别的单位登记，请由登记单位办理。"))
    return YES


def may_write_speciality(by: User, place: Organisation) -> Answer:
    """A village writes its own product, a township its own trade."""
    needed = {Level.VILLAGE: Permission.ECONOMY_EDIT, Level.TOWNSHIP: Permission.ECONOMY_CHECK}.get(place.level)
    if needed is None or not by.may(needed):
        return No(_("一村一品由村里登记，一乡一业由乡镇登记。"))
    if not by.party_scope.covers(place.path):
        return No(_("这里不在您的管理范围内。"))
    return YES


def may_end(by: User, agreement: EnterpriseAgreement) -> Answer:
    if not (answer := may_keep(by, agreement)):
        return answer
    return No(_("这份协议已经终止。")) if agreement.ended_on else YES


def review_years(agreement: EnterpriseAgreement, day: dt.date) -> range:
    """Return the years for which an agreement may be judged on `day`, the latest first."""
    return range(min(day, agreement.last_day).year, agreement.since.year - 1, -1)


def standing(agreement: EnterpriseAgreement, day: dt.date, remind_days: int) -> tuple[str, str]:
    """Return the state of an agreement on `day` for its pill, and in words."""
    if agreement.ended_on and agreement.ended_on <= day:
        return "locked", _("已终止")
    if agreement.until < day:
        return "late", _("已到期")
    if (agreement.until - day).days <= remind_days:
        return "warn", _("%(day)s到期，还有 %(n)d 天") % {
            "day": day_in_words(agreement.until),
            "n": (agreement.until - day).days,
        }
    return ("done", _("履行中")) if agreement.since <= day else ("open", _("还没有开始"))
