"""Selection (选拔): the conditions of a round as met / not met with words, and who may make which move. No writes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from branches.enums import Level, Permission
from branches.models import Organisation, User
from cadres.enums.growth import LADDER
from cadres.enums.talent import (
    HONOUR_LADDER,
    ApplicationAction,
    ApplicationState,
    HonourLevel,
    RoundAction,
    RoundState,
    TalentCategory,
)
from cadres.models import SelectionApplication, SelectionRound, Talent
from cadres.rules.files import may_edit
from config.lib.months import years_later
from config.lib.verdict import YES, Answer, No
from ledgers.enums import Education

A = ApplicationAction
S = ApplicationState
R = RoundState

# Action → (the states it starts from, the state it leads to, the states of the round in which it is made).
APPLICATION_MOVES: Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    A.ACCEPT: ((S.APPLIED,), S.ACCEPTED, (R.OPEN, R.CLOSED)),
    A.REJECT: ((S.APPLIED,), S.REJECTED, (R.OPEN, R.CLOSED)),
    A.SCORE: ((S.ACCEPTED,), S.EXAMINED, (R.CLOSED,)),
    A.INSPECT: ((S.EXAMINED,), S.INSPECTED, (R.CLOSED,)),
    A.PROPOSE: ((S.INSPECTED,), S.PROPOSED, (R.CLOSED,)),
    A.SELECT: ((S.PROPOSED,), S.SELECTED, (R.PUBLISHED,)),
    A.DROP: ((S.ACCEPTED, S.EXAMINED, S.INSPECTED, S.PROPOSED), S.NOT_SELECTED, (R.CLOSED, R.PUBLISHED)),
    A.WITHDRAW: ((S.APPLIED, S.ACCEPTED, S.EXAMINED, S.INSPECTED), S.WITHDRAWN, (R.OPEN, R.CLOSED)),
}
ROUND_MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    RoundAction.CLOSE: ((R.OPEN,), R.CLOSED),
    RoundAction.PUBLISH: ((R.CLOSED,), R.PUBLISHED),
    RoundAction.FINISH: ((R.PUBLISHED,), R.FINISHED),
    RoundAction.CANCEL: ((R.OPEN, R.CLOSED, R.PUBLISHED), R.CANCELLED),
}


# --- Conditions ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class TalentFacts:
    """What the conditions are reckoned from; `spells` are the times as village secretary, `until` None while he is."""

    category: str
    birth_date: dt.date
    education: str
    spells: Sequence[tuple[dt.date, dt.date | None]] = ()
    honours: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    code: str
    name: str
    is_met: bool
    words: str


def conditions_of(facts: TalentFacts, round_: SelectionRound) -> list[Condition]:
    """Return the conditions of the round for a person, as they stand on the last day of applying.

    Years in office and honours are asked of village secretaries only; age and education of all.
    """
    day = round_.apply_until
    found = [_category(facts, round_)]
    if facts.category == TalentCategory.SECRETARY:
        found.append(_years(facts, round_, day))
        found.append(_honour(facts, round_))
    return [*found, _age(facts, round_, day), _education(facts, round_)]


def _category(facts: TalentFacts, round_: SelectionRound) -> Condition:
    label = TalentCategory(facts.category).label
    wanted = "、".join(str(each) for each in round_.category_labels)
    is_met = facts.category in round_.categories
    words = _("是%(label)s") if is_met else _("是%(label)s，这一轮面向%(wanted)s")
    return Condition("category", _("人员类别"), is_met, words % {"label": label, "wanted": wanted})


def _years(facts: TalentFacts, round_: SelectionRound, day: dt.date) -> Condition:
    spells = merged_spells(facts.spells, day)
    running_from = next((since for since, until in spells if until >= day), None)
    running = running_from is not None and years_later(running_from, round_.years_running) <= day
    in_sum = days_of(spells) >= (day - years_later(day, -round_.years_total)).days
    name = _("连续任村党组织书记满%(running)d年，或者累计满%(total)d年") % {
        "running": round_.years_running,
        "total": round_.years_total,
    }
    words = _("连续%(running)s，累计%(total)s") % {
        "running": span_in_words((day - running_from).days) if running_from else _("0个月（当时不在任）"),
        "total": span_in_words(days_of(spells)),
    }
    return Condition("years", name, running or in_sum, words)


def merged_spells(spells: Sequence[tuple[dt.date, dt.date | None]], day: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Return the times up to `day` in order, without overlaps; one that begins where another ends continues it."""
    found: list[tuple[dt.date, dt.date]] = []
    for since, end in sorted((since, min(until or day, day)) for since, until in spells if since < day):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((since, end))
    return found


def days_of(spells: Sequence[tuple[dt.date, dt.date]]) -> int:
    return sum((until - since).days for since, until in spells)


def span_in_words(days: int) -> str:
    """Return a span as years and months: 1900 → 5年2个月. An average year has 365.2425 days."""
    months = int(days / 30.436875)
    years, months = divmod(months, 12)
    if not years:
        return _("%(n)d个月") % {"n": months}
    return (
        _("%(years)d年%(months)d个月") % {"years": years, "months": months} if months else _("%(n)d年") % {"n": years}
    )


def _honour(facts: TalentFacts, round_: SelectionRound) -> Condition:
    name = _("受过%(level)s以上表彰") % {"level": HonourLevel(round_.honour_least).label}
    if not facts.honours:
        return Condition("honour", name, False, _("没有登记过表彰"))
    best = max(facts.honours, key=HONOUR_LADDER.index)
    is_met = HONOUR_LADDER.index(best) >= HONOUR_LADDER.index(round_.honour_least)
    return Condition("honour", name, is_met, _("最高是%(level)s") % {"level": HonourLevel(best).label})


def _age(facts: TalentFacts, round_: SelectionRound, day: dt.date) -> Condition:
    birth = facts.birth_date
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    name = _("不超过%(n)d周岁") % {"n": round_.age_most}
    return Condition("age", name, age <= round_.age_most, _("报名截止那天%(n)d周岁") % {"n": age})


def _education(facts: TalentFacts, round_: SelectionRound) -> Condition:
    name = _("%(level)s以上学历") % {"level": Education(round_.education_least).label}
    if facts.education not in LADDER:
        return Condition("education", name, False, _("没有登记学历"))
    is_met = LADDER.index(facts.education) <= LADDER.index(round_.education_least)
    return Condition("education", name, is_met, Education(facts.education).label)


# --- Who may ---------------------------------------------------------------------------------------------------
def may_run(by: User | None, district: Organisation) -> Answer:
    """The district's organisation department runs the rounds."""
    if by is None or not by.may(Permission.CADRE_FILE):
        return No(_("选拔由区委组织部组织。"))
    if district.level != Level.COUNTY or not by.party_scope.covers(district.path):
        return No(_("这个地方不在您的管理范围内。"))
    return YES


def may_move_round(by: User | None, round_: SelectionRound, action: str) -> Answer:
    if not (answer := may_run(by, round_.organisation)):
        return answer
    if action not in ROUND_MOVES or round_.state not in ROUND_MOVES[action][0]:
        return No(_("这一轮现在是“%(state)s”，不能再这样办。") % {"state": round_.get_state_display()})
    return YES


def may_apply(by: User | None, round_: SelectionRound, today: dt.date) -> Answer:
    """The township recommends, as long as the round takes applications."""
    if by is None or not by.may(Permission.CADRE_EDIT):
        return No(_("报名由乡镇组织干事推荐。"))
    if round_.state != R.OPEN or today > round_.apply_until:
        return No(_("这一轮已经截止报名。"))
    return YES


def may_keep(by: User | None, talent: Talent) -> Answer:
    return may_edit(by, talent.organisation)


def may_move_application(by: User | None, application: SelectionApplication, action: str) -> Answer:
    """The township that recommended withdraws; everything else is the district's."""
    answer = may_keep(by, application.talent) if action == A.WITHDRAW else may_run(by, application.round.organisation)
    if not answer:
        return answer
    if action not in APPLICATION_MOVES or application.state not in APPLICATION_MOVES[action][0]:
        return No(_("这份报名的进度是“%(state)s”，不能再这样办。") % {"state": application.get_state_display()})
    if application.round.state not in APPLICATION_MOVES[action][2]:
        return No(
            _("这一轮现在是“%(state)s”，这一步还不能办或者已经过了。")
            % {"state": application.round.get_state_display()}
        )
    return YES


def may_object(by: User | None, application: SelectionApplication) -> Answer:
    """Objections are taken down by the district while the notice is up, and for somebody who stands in it."""
    if not (answer := may_run(by, application.round.organisation)):
        return answer
    if application.round.state != R.PUBLISHED or application.state != S.PROPOSED:
        return No(_("只有公示中的拟选拔人选可以登记异议。"))
    return YES
