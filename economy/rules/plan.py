"""Who fixes targets, and who explains why one was missed."""

from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from config.lib.verdict import Answer, No, first_no
from economy.models import IncomeTarget
from economy.rules.income import may_record, may_review


def may_plan(by: User, district: Organisation) -> Answer:
    if district.level != Level.COUNTY:
        return No(_("三年规划由区里制定。"))
    return may_review(by, district)


def may_set_targets(by: User, place: Organisation) -> Answer:
    """The district fixes the targets of townships, a township those of its villages."""
    if place.level not in (Level.COUNTY, Level.TOWNSHIP):
        return No(_("目标由区里和乡镇确定。"))
    return may_review(by, place)


def may_explain(by: User, target: IncomeTarget) -> Answer:
    """Whoever was to reach it says why not: a village for itself, a township for its own target."""
    place = target.organisation
    if target.level == Level.VILLAGE:
        return may_record(by, place)
    if by.hat is None or by.hat.organisation_id != place.pk:
        return first_no(may_review(by, place), No(_("乡镇的目标由乡镇自己说明。")))
    return may_review(by, place)
