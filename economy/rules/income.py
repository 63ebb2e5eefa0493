"""Who writes, closes, audits a village's year, and which months and amounts it takes."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No, first_no
from economy.enums.income import EXPENSE, ONCE, BookState, Item, Origin
from economy.models import IncomeBook, IncomeEntry
from economy.models.income import MOST_CENTS
from economy.regimes import regime_of
from economy.words import yuan


def within(by: User, place: Organisation) -> Answer:
    return YES if by.party_scope.covers(place.path) else No(_("这个地方不在您的管理范围内。"))


def may_record(by: User, village: Organisation) -> Answer:
    """The village's own people keep its books."""
    if not by.may(Permission.ECONOMY_EDIT):
        return No(_("集体收支由村里登记。"))
    return within(by, village)


def may_review(by: User, place: Organisation) -> Answer:
    """Township and district audit, import and keep plans; the village does not judge itself."""
    if not by.may(Permission.ECONOMY_REVIEW):
        return No(_("这一步由乡镇或区里办理。"))
    return within(by, place)


def is_open(book: IncomeBook | None, year: int) -> Answer:
    if book is not None and not book.is_open:
        return No(_("%(year)d年已经结账，不能再登记或者修改。要改请联系乡镇退回重登。") % {"year": year})
    return YES


def is_year_of(village: Organisation, year: int, today: dt.date) -> Answer:
    """A year has income from the day on which the village is there, and not before it has begun."""
    if year > today.year:
        return No(_("%(year)d年还没有到。") % {"year": year})
    if year < village.active_from.year:
        return No(
            _("%(village)s从%(since)d年起设立，不能登记%(year)d年。")
            % {"village": village.village_name, "since": village.active_from.year, "year": year}
        )
    # `active_until` is the first day on which it is not there any more.
    if village.active_until and village.active_until <= dt.date(year, 1, 1):
        return No(_("%(village)s在%(year)d年以前已经撤销。") % {"village": village.village_name, "year": year})
    return YES


def is_month_of(month: dt.date, year: int, today: dt.date) -> Answer:
    if month.year != year:
        return No(_("月份不在%(year)d年里。") % {"year": year})
    if month > today:
        return No(_("%(n)d月还没有到，收到或者付出以后再登记。") % {"n": month.month})
    return YES


def is_item_of(item: str, year: int, *, is_once: bool = False) -> Answer:
    regime = regime_of(year)
    if item not in regime.items:
        return No(_("%(year)d年的账按%(regime)s，没有这个科目。") % {"year": year, "regime": regime.name})
    if is_once and item not in ONCE:
        return No(_("支出不用区分一次性收入。") if item in EXPENSE else _("补助收入已经单列，不用再勾一次性。"))
    return YES


def is_amount(cents: int) -> Answer:
    if cents <= 0:
        return No(_("金额要大于 0。登记错了请撤销原来那一笔，不用写负数。"))
    if cents > MOST_CENTS:
        return No(_("金额超过10亿元，请核对是不是多写了零。"))
    return YES


def is_not_imported(item: str, year: int, cents: int) -> Answer:
    """An item of which the whole year was imported, `cents` of it beyond what was typed, takes nothing by the month."""
    if not cents:
        return YES
    words = _(
        "%(year)d年的“%(item)s”已经导入全年数（导入 %(yuan)s 元），再登记就算了两遍。"
        "要自己按月登记，请乡镇先撤销导入的这一笔。"
    )
    return No(words % {"year": year, "item": Item(item).label, "yuan": yuan(cents)})


def may_withdraw(by: User, entry: IncomeEntry) -> Answer:
    """Whoever wrote it takes it back: the village what it booked, township and district what they imported."""
    return (may_review if entry.origin == Origin.IMPORT else may_record)(by, entry.book.organisation)


def may_close(by: User, book: IncomeBook | None, village: Organisation, year: int, today: dt.date) -> Answer:
    """The village closes a year that is over."""
    if today.year <= year:
        return first_no(may_record(by, village), No(_("%(year)d年还没有过完，过完才能结账。") % {"year": year}))
    return first_no(may_record(by, village), is_open(book, year), is_year_of(village, year, today))


def may_audit(by: User, book: IncomeBook) -> Answer:
    if not (answer := may_review(by, book.organisation)):
        return answer
    if book.state != BookState.CLOSED:
        return No(_("这一年现在是“%(state)s”，不能审定。") % {"state": book.get_state_display()})
    if book.closed_by_id == by.pk:
        return No(_("结账的人不能审定，请由其他人员办理。"))
    return YES


def may_reopen(by: User, book: IncomeBook, living_plans: int) -> Answer:
    """A closed year goes back to the village; an audited one only as long as no bonus rests on it."""
    if not (answer := may_review(by, book.organisation)):
        return answer
    if book.is_open:
        return No(_("这一年还没有结账。"))
    if living_plans:
        return No(_("这一年已经有 %(n)d 个奖励方案，方案作废以后才能退回重登。") % {"n": living_plans})
    return YES
