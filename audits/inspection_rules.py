"""Who may draw, visit and correct, and when a visit is whole. No writes here."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from audits.inspection_items import items_of
from audits.models import Visit
from branches.enums import Permission
from branches.models import GuidanceStation, User
from config.lib.verdict import YES, Answer, No

YES_, NO_, NA_ = "yes", "no", "na"
ANSWERS = (YES_, NO_, NA_)
OPENS = dt.time(6, 0)
LONGEST_SPAN = 31


def opens_at(day: dt.date) -> dt.datetime:
    """Return when the village of `day` may be read: six in the morning, before anyone sets out."""
    return timezone.make_aware(dt.datetime.combine(day, OPENS))


def may_draw(by: User, station: GuidanceStation, first: dt.date, last: dt.date, at: dt.datetime) -> Answer:
    """The district's reviewers draw for stations of their own district, for days that are still sealed."""
    if not by.may(Permission.INSPECTION_PLAN) or by.hat.organisation_id != station.county_id:
        return No(_("只有本区委组织部复审员可以制定抽查计划。"))
    if last < first:
        return No(_("结束日期不能早于开始日期。"))
    if opens_at(first) <= at:
        return No(_("开始日期最早是明天：当天早上6点名单就要公开。"))
    if (last - first).days >= LONGEST_SPAN:
        return No(_("一个计划最长 %(n)d 天。") % {"n": LONGEST_SPAN})
    return YES


def is_own(by: User, visit: Visit) -> Answer:
    """Only the inspector to whom the visit fell by the draw writes it."""
    if not by.may(Permission.INSPECTION_VISIT):
        return No(_("只有指导站督查员可以记录抽查。"))
    if visit.inspector_id != by.pk:
        return No(_("这个村由%(who)s去查。") % {"who": visit.inspector})
    return YES


def may_arrive(by: User, visit: Visit, at: dt.datetime) -> Answer:
    """Arrive once, after the list of the day was opened."""
    if at < visit.opens_at:
        return No(_("还没有到公开的时间。"))
    return is_own(by, visit)


def may_write(by: User, visit: Visit) -> Answer:
    """Write between arrival and the end."""
    if not (answer := is_own(by, visit)):
        return answer
    if visit.arrived_at is None:
        return No(_("请先点“到了”。"))
    if visit.finished_at is not None:
        return No(_("这次抽查已经完成，不能再改。有错可以在下面写更正。"))
    return YES


def may_correct(by: User, visit: Visit) -> Answer:
    """Add a correction beside a finished visit."""
    if not (answer := is_own(by, visit)):
        return answer
    return YES if visit.finished_at else No(_("还没有完成，直接改就行。"))


def finish_errors(visit: Visit) -> dict[str, str]:
    """Return what is missing before a visit may be finished: an item's code or a column → sentence."""
    errors = {}
    for item in items_of(visit.items_version):
        line = visit.answers.get(item.code, {})
        if line.get("answer") not in ANSWERS:
            errors[item.code] = _("请选是、否或不适用。")
        elif line["answer"] == NO_ and not line.get("note"):
            errors[item.code] = _("选了“否”，请写明是什么问题。")
    if not visit.met_name:
        errors["met_name"] = _("请写村里在场的人的姓名。")
    if not visit.met_post:
        errors["met_post"] = _("请写在场人的职务。")
    return errors
