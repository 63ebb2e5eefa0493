"""The arithmetic of bonuses, exact to the cent, who qualifies, and who may do what with a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from branches.enums import Level, Permission
from branches.models import Organisation, User
from cadres.enums.assessment import Grade
from cadres.rules.files import may_edit as may_keep_pay
from cadres.rules.pay import bonus_most, is_half_a_year
from config.lib.verdict import YES, Answer, No, first_no
from economy.enums.bonus import BonusAction, BonusState
from economy.enums.income import BookState
from economy.models import BonusPlan, IncomeBook
from economy.rules.income import may_record, may_review, within
from economy.words import yuan

# 为突出贡献的村“两委”干部: who did the year's work, and did it well.
QUALIFYING = (Grade.EXCELLENT, Grade.COMPETENT)
A, S = BonusAction, BonusState
FROM: dict[str, tuple[str, ...]] = {
    A.SEND: (S.DRAFT,),
    A.PASS: (S.SENT,),
    A.FILE: (S.TOWNSHIP,),
    A.POST: (S.FILED,),
    A.UNPOST: (S.POSTED,),
    A.PAY: (S.READY,),
    A.RETURN: (S.SENT, S.TOWNSHIP, S.FILED, S.POSTED, S.READY),
    A.DROP: (S.DRAFT,),
}
LEADS_TO: dict[str, str] = {
    A.SEND: S.SENT,
    A.PASS: S.TOWNSHIP,
    A.FILE: S.FILED,
    A.POST: S.POSTED,
    A.UNPOST: S.READY,
    A.PAY: S.PAID,
    A.RETURN: S.DRAFT,
    A.DROP: S.DROPPED,
}


# --- Money -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Room:
    """What a year has for bonuses, in cents: `percent` of the audited `base`, less what other plans take."""

    net: int
    base: int
    percent: int
    others: int

    @property
    def most(self) -> int:
        return bonus_most(self.base, self.percent)

    @property
    def left(self) -> int:
        return max(0, self.most - self.others)

    @property
    def in_words(self) -> str:
        """The arithmetic as a person checks it."""
        base = (
            _("净收益 %(net)s 元") % {"net": yuan(self.net)}
            if self.net == self.base
            else _("净收益 %(net)s 元，不含补助收入是 %(base)s 元") % {"net": yuan(self.net), "base": yuan(self.base)}
        )
        return _("%(base)s，%(percent)d%% 最多 %(most)s 元；其他方案已用 %(others)s 元，还可以用 %(left)s 元") % {
            "base": base,
            "percent": self.percent,
            "most": yuan(self.most),
            "others": yuan(self.others),
            "left": yuan(self.left),
        }


def fits(room: Room, cents: int) -> Answer:
    """Tell whether a plan of `cents` in all stays within the share; the refusal shows the arithmetic."""
    if room.base <= 0:
        return No(_("%(words)s。当年没有净收益，不能发奖励。") % {"words": room.in_words})
    if cents > room.left:
        return No(
            _("%(words)s。本方案 %(sum)s 元，超出 %(over)s 元。")
            % {"words": room.in_words, "sum": yuan(cents), "over": yuan(cents - room.left)}
        )
    return YES


def qualifies(*, is_core: bool, days: int, grade: str, year: int, is_disciplined: bool) -> Answer:
    """Tell whether a cadre may share: of the two committees, half the year in office, assessed as competent, and not
    disciplined. That somebody was is said; for what and until when is not."""
    if not is_core:
        return No(_("不是村“两委”干部"))
    if not is_half_a_year(days, year):
        return No(_("当年任职 %(n)d 天，不满半年") % {"n": days})
    if is_disciplined:
        return No(_("当年受处分，或者在处分影响期内"))
    if not grade:
        return No(_("还没有当年的考核结果"))
    if grade not in QUALIFYING:
        return No(_("当年考核是“%(grade)s”") % {"grade": Grade(grade).label})
    return YES


# --- Who may ---------------------------------------------------------------------------------------------------
def is_audited(book: IncomeBook | None, year: int) -> Answer:
    if book is None or book.state != BookState.AUDITED:
        return No(_("%(year)d年的账还没有审定，不能定奖励方案。") % {"year": year})
    return YES


def may_draw_up(by: User, village: Organisation) -> Answer:
    if not by.may(Permission.ECONOMY_EDIT):
        return No(_("奖励方案由村里拟定。"))
    return may_record(by, village)


def may_hand_over(by: User, village: Organisation) -> Answer:
    """The sum goes into the cadres' pay: who hands it over keeps that too."""
    return first_no(may_review(by, village), may_keep_pay(by, village))


def _of_level(by: User, level: str, words: str) -> Answer:
    return YES if by.hat is not None and by.hat.organisation.level == level else No(words)


def may_move(by: User, plan: BonusPlan, action: str, before: Mapping[str, int]) -> Answer:
    """Village, township and district each do their own step; `before` maps what was done since the plan was last a
    draft to the person, so that nobody judges twice."""
    village = plan.book.organisation
    if not (answer := within(by, village)):
        return answer
    if plan.state not in FROM[action]:
        return No(
            _("方案现在是“%(state)s”，不能“%(action)s”。")
            % {"state": plan.get_state_display(), "action": A(action).label}
        )
    if action in (A.SEND, A.POST, A.UNPOST, A.DROP):
        return may_draw_up(by, village)
    if action in (A.PASS, A.PAY):
        answer = first_no(may_review(by, village), _of_level(by, Level.TOWNSHIP, _("这一步由乡镇办理。")))
    elif action == A.FILE:
        answer = first_no(may_review(by, village), _of_level(by, Level.COUNTY, _("这一步由区里办理。")))
    else:
        answer = first_no(may_review(by, village), _may_return(by, plan))
    if answer and action in (A.PASS, A.FILE) and by.pk in before.values():
        return No(_("您已经在另一级办过这个方案，请由其他人员办理。"))
    return answer


def _may_return(by: User, plan: BonusPlan) -> Answer:
    """The township returns what is before it, the district what has gone further."""
    if plan.state == S.SENT:
        return _of_level(by, Level.TOWNSHIP, _("方案在乡镇，由乡镇退回。"))
    return _of_level(by, Level.COUNTY, _("乡镇已经审核，由区里退回。"))
