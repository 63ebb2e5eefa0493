"""Who may do what about a red-flag branch (红旗党支部), with the reason when not. No writes here."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No, first_no
from facilities.enums.redflag import MOVES, FlagLevel
from facilities.enums.redflag import FlagAction as A
from facilities.enums.redflag import FlagState as S
from facilities.models import CensusEntry, FacilityCheck, RedFlag, RedFlagVeto
from facilities.rules.scope import holds
from ledgers.words import day_in_words

P = Permission


def may_nominate(by: User, village: Organisation) -> Answer:
    """A branch nominates itself."""
    return holds(by, village, (P.FACILITY_EDIT,), _("红旗党支部由村党支部自己申报。"))


def may_decide(by: User, village: Organisation) -> Answer:
    return holds(by, village, (P.FACILITY_DECIDE,), _("这一步由区委组织部办理。"))


def may_veto(by: User, village: Organisation) -> Answer:
    """Township and district enter what rules a branch out."""
    return holds(by, village, (P.FACILITY_CHECK, P.FACILITY_DECIDE), _("一票否决由乡镇和区委组织部登记。"))


def may_use(by: User, flag: RedFlag) -> Answer:
    return holds(by, flag.organisation, (P.FACILITY_EDIT,), _("奖补使用由村党支部登记。"))


def may_recheck(by: User, flag: RedFlag) -> Answer:
    """District and guidance stations look again at a branch that has the name."""
    if flag.state != S.NAMED:
        return No(_("只有已命名的才复核。"))
    return holds(by, flag.organisation, (P.FACILITY_DECIDE, P.FACILITY_VERIFY), _("复核由区委组织部和指导站办理。"))


def may_move(by: User, flag: RedFlag, action: str) -> Answer:
    """Say whether it is `by` who makes the move, and whether it has come up."""
    if action not in MOVES or flag.state not in MOVES[action][0]:
        return No(_("这一步已经办过，或者还没有轮到。请看最新的进度。"))
    if flag.level == FlagLevel.CITY and action == A.PUBLISH:
        return No(_("市级由市里公示和命名。"))
    if flag.level == FlagLevel.DISTRICT and action == A.NAME and flag.state != S.NOTICE:
        return No(_("公示期满以后才能命名。"))
    if action == A.RECOMMEND or (action == A.REJECT and flag.state == S.NOMINATED):
        return holds(by, flag.organisation, (P.FACILITY_CHECK,), _("这一步由乡镇办理。"))
    if not (answer := may_decide(by, flag.organisation)):
        return answer
    if action == A.NAME:
        if not by.may(P.CIRCULAR_SIGN):
            return No(_("命名由区委组织部签发人决定。"))
        if flag.reviewed_by_id == by.pk:
            return No(_("复核和命名不能是同一个人。"))
    return YES


def may_object(by: User, flag: RedFlag) -> Answer:
    """Township and district write down what is objected while the notice hangs out, and after it until the naming."""
    if flag.state != S.NOTICE:
        return No(_("公示期间的异议才登记。"))
    return holds(by, flag.organisation, (P.FACILITY_CHECK, P.FACILITY_DECIDE), _("异议由乡镇和区委组织部登记。"))


def may_answer(by: User, flag: RedFlag) -> Answer:
    return holds(by, flag.organisation, (P.FACILITY_DECIDE,), _("异议由区委组织部答复。"))


# --- What stands against it ----------------------------------------------------------------------------------------
def no_veto(village: Organisation, day: dt.date) -> Answer:
    """No name while something rules the branch out (一票否决)."""
    veto = RedFlagVeto.objects.on(day).filter(organisation=village).first()
    if veto is None:
        return YES
    words = {"kind": veto.get_kind_display(), "text": veto.text, "day": veto.until.isoformat()}
    return No(_("一票否决：%(kind)s（%(text)s），到 %(day)s 为止。") % words)


def is_fit(village: Organisation) -> Answer:
    """The premises reach the standard and the village is not on the list of those that fall short."""
    if CensusEntry.objects.open().filter(organisation=village).exists():
        return No(_("这个村还在不达标村台账里。"))
    newest = FacilityCheck.objects.newest_of(village)
    if newest is None:
        return No(_("乡镇或指导站还没有按六有清单检查。"))
    return YES if newest.is_standard else No(_("最近一次六有检查没有达标。"))


def may_stand(village: Organisation, day: dt.date) -> Answer:
    """Nothing rules the branch out on `day`, and its premises are fit: so at its nomination and at every step on."""
    return first_no(no_veto(village, day), is_fit(village))


def may_propose(flag: RedFlag, day: dt.date) -> Answer:
    """A branch goes on to the city while the district's name holds and it may stand."""
    if flag.level != FlagLevel.DISTRICT or flag.state != S.NAMED:
        return No(_("区级命名以后才能推荐市级。"))
    return first_no(_holds_the_name(flag, day), may_stand(flag.organisation, day))


def _holds_the_name(flag: RedFlag, day: dt.date) -> Answer:
    if flag.state != S.NAMED:
        return No(_("区级命名已经撤销。"))
    if not flag.is_in_force(day):
        return No(_("区级命名的有效期（%(day)s）已过。") % {"day": flag.valid_until.isoformat()})
    return YES


def is_ready(flag: RedFlag, action: str, day: dt.date) -> Answer:
    """Tell whether a move lacks nothing on `day`, besides whoever makes it; the reason says what it lacks."""
    if action in (A.RECOMMEND, A.REVIEW, A.PUBLISH):
        return may_stand(flag.organisation, day)
    if action == A.NAME:
        basis = _holds_the_name(flag.rests_on, day) if flag.level == FlagLevel.CITY else _notice_is_over(flag, day)
        return first_no(basis, may_stand(flag.organisation, day))
    if action == A.WITHDRAW:
        return _bears_no_name(flag, day)
    return YES


def _bears_no_name(flag: RedFlag, day: dt.date) -> Answer:
    """The city's name rests on the district's and goes first."""
    above = RedFlag.objects.filter(rests_on=flag).in_force(day).first()
    if above is None:
        return YES
    return No(_("市级命名（%(paper)s）还在有效期内。请先登记市级撤销，再撤销区级命名。") % {"paper": above.paper})


def _notice_is_over(flag: RedFlag, day: dt.date) -> Answer:
    if day <= flag.notice_until:
        return No(_("公示到%(day)s，期满以后才能命名。") % {"day": day_in_words(flag.notice_until)})
    if waiting := flag.objections.exclude(answered_on__lte=day).count():
        return No(_("公示期间有 %(n)d 条异议还没有答复，答复以后才能命名。") % {"n": waiting})
    return YES
