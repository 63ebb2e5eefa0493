"""What makes a verdict whole, and when a township may report its month. No writes here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.enums import Outcome, Reason
from audits.models import ChecklistItem, TownshipReport, Verdict
from branches.enums import Level, Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No
from ledgers.enums import Status
from ledgers.exception_rules import may_judge
from ledgers.models import Ledger, LockException, Month
from ledgers.rules import is_owed_after_lock

FULL_SCORE = 100
NAMES_SHOWN = 5


def score_of(lost: Mapping[str, Mapping]) -> int:
    """Return 100 less the points in `lost` (item code → {"points": int, "reason": code, "note": text})."""
    return FULL_SCORE - sum(line["points"] for line in lost.values())


def lost_errors(items: Sequence[ChecklistItem], lost: Mapping[str, Mapping]) -> dict[str, str]:
    """Return what is wrong with the points taken off: item code → sentence."""
    known = {item.code: item for item in items}
    errors = {}
    for code, line in lost.items():
        item, points = known.get(code), line.get("points")
        if item is None:
            errors[code] = _("这个月的审查表里没有这一项。")
        elif not isinstance(points, int) or not 1 <= points <= item.weight:
            errors[code] = _("扣分要在 1 到 %(weight)d 分之间。") % {"weight": item.weight}
        elif line.get("reason") not in Reason.values:
            errors[code] = _("请选择扣分原因。")
        elif line["reason"] == Reason.OTHER and not line.get("note"):
            errors[code] = _("原因选了“其他”，请写明是什么问题。")
    return errors


def is_explained(lost: Mapping[str, Mapping], comment: str) -> bool:
    """Tell whether somebody wrote a word: in the comment, or beside one of the lines."""
    return bool(comment) or any(line.get("note") for line in lost.values())


def agrees_with(township: Verdict | None, outcome: str, score: int) -> bool:
    """Tell whether the district's verdict is the township's: same outcome and same score."""
    return township is not None and (township.outcome, township.score) == (outcome, score)


def verdict_errors(
    *,
    items: Sequence[ChecklistItem],
    outcome: str,
    lost: Mapping[str, Mapping],
    comment: str,
    is_district: bool,
    is_blind: bool = False,
    township: Verdict | None,
) -> dict[str, str]:
    """Return what is missing from a verdict: item code, "outcome" or "comment" → sentence.

    A return says what is to be mended, and a district that judges otherwise than the township says why: both are
    read by the people they are about. `township` is the township's verdict on the revision, if there is one; who
    judges without having seen it (`is_blind`) cannot say why he differs.
    """
    errors = lost_errors(items, lost)
    if outcome not in Outcome.values:
        errors["outcome"] = _("请选择通过或者退回。")
    elif errors or is_explained(lost, comment):
        pass
    elif outcome == Outcome.RETURN:
        errors["comment"] = _("退回要写明哪里需要改，支部才知道怎么办。")
    elif is_district and not is_blind and not agrees_with(township, outcome, score_of(lost)):
        errors["comment"] = _("结论与乡镇不同，请写明改判理由。")
    return errors


class Way(NamedTuple):
    """Whether a person may bring a ledger back to its branch now; the reason says which way it goes, `url` where."""

    answer: Answer
    url: str = ""


def may_reopen(by: User, ledger: Ledger, asked: LockException | None) -> Way:
    """Before the lock a ledger comes back by a return, after it by a lock exception alone: `asked` is the running one.

    Never by a reviewer alone: township and district each have their word, and the branch asks first.
    """
    if not (by.may(Permission.REVIEW_TOWNSHIP) or by.may(Permission.REVIEW_DISTRICT)):
        return Way(No(_("您现在的角色不审查台账。")))
    if asked is not None:
        return Way(may_judge(by, asked), reverse("audits:exception-detail", args=[asked.pk]))
    at_county = ledger.desk.level == Level.COUNTY
    if ledger.status == Status.LOCKED:
        if not (owed := is_owed_after_lock(ledger)):
            return Way(owed)
        reason = _("已经锁定，不能再审。要重开，由支部申请补报，乡镇同意，报区委组织部批准。")
        return Way(No(reason), reverse("audits:exception-list"))
    reasons = {
        Status.SUBMITTED: _("还没有锁定，要支部再改，由%(desk)s退回，不用补报。")
        % {"desk": _("区委组织部") if at_county else ledger.desk.name},
        Status.PASSED: _("区里已经复审通过，不再退回。")
        if at_county
        else _("乡镇已经通过。要支部再改，报送以后由区委组织部退回，不用补报。"),
    }
    return Way(No(reasons.get(ledger.status, _("这份台账在支部手上，支部可以直接改，不用补报。"))))


def may_keep_remarks(by: User, organisation: Organisation | None) -> Answer:
    """The library of a desk is kept by its own reviewers: a township's by the township, the district's by it."""
    if organisation is None or not (by.may(Permission.REVIEW_TOWNSHIP) or by.may(Permission.REVIEW_DISTRICT)):
        return No(_("常用语由乡镇审查小组和区委组织部复审员维护。"))
    if by.hat.organisation_id != organisation.pk:
        return No(_("这条常用语是%(name)s的，只能由它停用。") % {"name": organisation.name})
    return YES


@dataclass(frozen=True, slots=True)
class TownshipMonth:
    """How far a township is with its month.

    `unreviewed` and `owing` are names of branches: handed in and not judged, and neither handed in nor locked.
    The numbers are ledgers: passed by the township, gone back to be mended, and not received before the lock.
    """

    unreviewed: tuple[str, ...]
    owing: tuple[str, ...]
    passed: int
    returned: int
    not_received: int
    report: TownshipReport | None

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of ledgers by the codes of the queue's tabs; each ledger is in one of the first four."""
        numbers = {
            "waiting": len(self.unreviewed),
            "returned": self.returned,
            "passed": self.passed,
            "missing": self.not_received,
        }
        return numbers | {"all": sum(numbers.values())}


def may_report_month(by: User, month: Month, township: Organisation, state: TownshipMonth) -> Answer:
    """The township's own review group reports, once, and only when no branch is left without a verdict."""
    if not by.may(Permission.REVIEW_TOWNSHIP):
        return No(_("只有乡镇审查小组可以统一报送。"))
    if not (by.party_scope.covers(township.path) and township.parent_path == month.district.path):
        return No(_("这个乡镇不在您的管理范围内。"))
    if report := state.report:
        return No(
            _("本月已在%(when)s由%(who)s报送。")
            % {"when": f"{timezone.localtime(report.at):%m-%d %H:%M}", "who": report.by}
        )
    reasons = []
    if state.unreviewed:
        reasons.append(
            _("还有 %(n)d 个支部没有审：%(names)s。") % {"n": len(state.unreviewed), "names": some(state.unreviewed)}
        )
    if state.owing:
        reasons.append(
            _("还有 %(n)d 个支部没有报，也没有到锁定时间：%(names)s。")
            % {"n": len(state.owing), "names": some(state.owing)}
        )
    return No("".join(reasons)) if reasons else YES


def some(names: Sequence[str]) -> str:
    """Return the first few of `names`; the whole list is in the queue."""
    shown = "、".join(names[:NAMES_SHOWN])
    return shown if len(names) <= NAMES_SHOWN else _("%(names)s等") % {"names": shown}
