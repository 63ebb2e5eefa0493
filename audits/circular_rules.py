"""Who may do what to a circular (通报), with the reason when not. No writes here.

拟稿, 核稿 and 签发 are three people (党政机关公文处理工作条例 第五章); a constraint of the database says so too.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from audits.enums import CircularAction, CircularKind, CircularStatus
from audits.models import Circular, CircularReceipt
from branches.enums import Permission
from branches.models import User
from config.lib.months import ends_quarter
from config.lib.official import chinese_date
from config.lib.verdict import YES, Answer, No
from ledgers.models import Month
from ledgers.models.month import last_day_before

OFFICERS = (Permission.CIRCULAR_DRAFT, Permission.CIRCULAR_CHECK, Permission.CIRCULAR_SIGN)


def is_own_district(by: User, month: Month) -> Answer:
    return YES if by.party_scope.covers(month.district.path) else No(_("这份通报不在您的管理范围内。"))


def is_officer(by: User) -> bool:
    """Tell whether the active role takes part in drafting, checking or signing."""
    return any(by.may(permission) for permission in OFFICERS)


def may_draft(by: User, month: Month, at: dt.datetime) -> Answer:
    """A circular is drafted once the branches' ledgers are locked: before, its figures would still change."""
    if not by.may(Permission.CIRCULAR_DRAFT):
        return No(_("只有区委组织部复审员可以起草通报。"))
    if not (own := is_own_district(by, month)):
        return own
    if not month.expected:
        return No(_("%(month)s没有应报台账的支部，不用通报。") % {"month": month.label})
    if at < month.locks_at:
        last = last_day_before(month.locks_at)
        return No(
            _("%(month)s台账到%(day)s24:00才锁定，锁定以后才能起草通报。")
            % {"month": month.label, "day": chinese_date(last)}
        )
    return YES


def may_draft_quarter(by: User, month: Month, at: dt.datetime) -> Answer:
    """A quarter's circular is drafted once its last month is locked; the months before it are locked by then."""
    if not (answer := may_draft(by, month, at)):
        return answer
    if not ends_quarter(month.month):
        return No(_("%(month)s不是一个季度的最后一个月。") % {"month": month.label})
    return YES


def may_correct(by: User, circular: Circular) -> Answer:
    """Who drafts circulars corrects an issued one; a mistake in a correction asks for another of the first."""
    if not by.may(Permission.CIRCULAR_DRAFT):
        return No(_("只有区委组织部复审员可以起草更正。"))
    if not (own := is_own_district(by, circular.month)):
        return own
    if circular.status != CircularStatus.ISSUED:
        return No(_("通报还没有印发，直接在文稿上改就行。"))
    if circular.kind == CircularKind.CORRECTION:
        return No(_("更正有错时，请对原通报%(number)s再发一份更正。") % {"number": circular.corrects.number})
    return YES


def may_edit(by: User, circular: Circular) -> Answer:
    """The drafter writes the draft, the checker mends what is on his desk; afterwards the text stands."""
    if not (own := is_own_district(by, circular.month)):
        return own
    if circular.status == CircularStatus.DRAFT:
        if circular.drafted_by_id == by.pk and by.may(Permission.CIRCULAR_DRAFT):
            return YES
        return No(_("通报正在拟稿，由拟稿人%(name)s修改。") % {"name": circular.drafted_by})
    if circular.status == CircularStatus.CHECKING:
        return may_check(by, circular)
    return No(
        _("通报现在是“%(state)s”，文稿不能再改。需要改时请退回修改。") % {"state": circular.get_status_display()}
        if circular.status == CircularStatus.SIGNING
        else _("通报已经签发，文稿不能再改。")
    )


def may_send_to_check(by: User, circular: Circular) -> Answer:
    if not by.may(Permission.CIRCULAR_DRAFT):
        return No(_("由拟稿人%(name)s送核稿。") % {"name": circular.drafted_by})
    if circular.drafted_by_id != by.pk:
        return No(_("这份通报由%(name)s拟稿，请由本人送核稿。") % {"name": circular.drafted_by})
    return YES


def may_check(by: User, circular: Circular) -> Answer:
    if not by.may(Permission.CIRCULAR_CHECK):
        return No(_("通报正在核稿，由核稿人办理。"))
    if circular.drafted_by_id == by.pk:
        return No(_("您是这份通报的拟稿人，不能自己核稿，请由其他人核稿。"))
    return YES


def may_sign(by: User, circular: Circular) -> Answer:
    if not by.may(Permission.CIRCULAR_SIGN):
        return No(_("通报等待签发，由签发人办理。"))
    if circular.drafted_by_id == by.pk:
        return No(_("您是这份通报的拟稿人，不能自己签发，请由其他人签发。"))
    if circular.checked_by_id == by.pk:
        return No(_("您是这份通报的核稿人，不能自己签发，请由其他人签发。"))
    return YES


def may_send_back(by: User, circular: Circular) -> Answer:
    """Whoever's turn it is may send the text back to the drafter."""
    return may_sign(by, circular) if circular.status == CircularStatus.SIGNING else may_check(by, circular)


def may_issue(by: User | None, circular: Circular) -> Answer:
    return YES if by is None else No(_("通报签发以后由系统自动印发。"))


# action: (from, to, rule). The one table of moves; `audits.services.circulars.circular_move` performs them.
MOVES = {
    CircularAction.SEND_TO_CHECK: ((CircularStatus.DRAFT,), CircularStatus.CHECKING, may_send_to_check),
    CircularAction.APPROVE_CHECK: ((CircularStatus.CHECKING,), CircularStatus.SIGNING, may_check),
    CircularAction.SEND_BACK: (
        (CircularStatus.CHECKING, CircularStatus.SIGNING),
        CircularStatus.DRAFT,
        may_send_back,
    ),
    CircularAction.SIGN: ((CircularStatus.SIGNING,), CircularStatus.SIGNED, may_sign),
    CircularAction.ISSUE: ((CircularStatus.SIGNED,), CircularStatus.ISSUED, may_issue),
}


def may_move(by: User | None, circular: Circular, action: str) -> Answer:
    """Tell whether `by` may perform `action` now; the same answer draws the button and guards the service."""
    sources, _to, rule = MOVES[action]
    if circular.status not in sources:
        return No(_("通报现在是“%(state)s”，这一步已经办过了。") % {"state": circular.get_status_display()})
    if by is not None and not (own := is_own_district(by, circular.month)):
        return own
    return rule(by, circular)


def may_receive(by: User, receipt: CircularReceipt | None) -> Answer:
    """One signs for one's own organisation, once."""
    if not by.may(Permission.CIRCULAR_RECEIVE):
        return No(_("通报由收文单位的人员签收，您现在的角色不用签收。"))
    if receipt is None:
        return No(_("这份通报没有发给%(name)s，不用签收。") % {"name": by.hat.organisation.short_name})
    if receipt.signed_at:
        return No(
            _("%(who)s已在%(when)s代表%(name)s签收。")
            % {
                "who": receipt.signed_by,
                "when": f"{timezone.localtime(receipt.signed_at):%m-%d %H:%M}",
                "name": by.hat.organisation.short_name,
            }
        )
    return YES


def may_remind(by: User, circular: Circular) -> Answer:
    """The district's officers remind by hand."""
    if not is_officer(by):
        return No(_("由区委组织部提醒签收。"))
    if not (own := is_own_district(by, circular.month)):
        return own
    if circular.status != CircularStatus.ISSUED:
        return No(_("通报还没有印发，没有要签收的。"))
    return YES
