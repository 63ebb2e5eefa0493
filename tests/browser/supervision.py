"""What a district does about what it saw: problems, talks, inspections, samples, exceptions and extensions.

Every state that a page shows in another way stands once in `district.branch`, whose secretary and township see it, or
in `district.long`, whose village has the longest name that is likely.
"""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from audits.enums import Reason
from audits.finding_enums import FindingAction, FindingClock, FindingSource
from audits.models import Finding, TalkCase, Visit
from audits.selectors.samples import Wishes
from audits.services.extensions import extension_grant
from audits.services.findings import FindingRow, finding_attach, finding_move, findings_open
from audits.services.samples import sample_cancel
from audits.services.talks import commitment_settle, talk_move, talk_raise
from audits.services.visits import visit_arrive, visit_correct, visit_finish, visit_save
from audits.talk_enums import TalkAction, TalkKind
from branches.models import Organisation
from config.lib.months import first_day, months_after
from evidence.services import file_store
from ledgers.chain import ledgers_move
from ledgers.enums import Action
from ledgers.enums.lock_exceptions import ExceptionState
from ledgers.models import Ledger, LockException
from ledgers.services.ledgers import ledger_submit
from ledgers.services.lock_exceptions import exception_ask, exception_judge, exceptions_expire
from tests.audits.finding_samples import open_one, walk
from tests.audits.inspection_samples import answers, coming_workday, make_plan, past_workday
from tests.audits.sample_samples import drawn, planned
from tests.audits.talk_samples import held, notice
from tests.evidence.samples import jpeg
from tests.factories import District, fill_ledger

LONGEST_NAME = "上顿渡街道金山岭示范中心社区老街第一联合村委会"
A, T, E = FindingAction, TalkAction, ExceptionState
DAY = dt.timedelta(days=1)
# From three reported ledgers two are drawn, one is left for another round.
TWO_OF_THREE = Wishes(80, 40, 50, 1)
# How far a problem has come, and how many days ago it was found; found ten days ago it is over time.
FINDINGS = (
    (Reason.QUORUM, A.ISSUE, FindingClock.LIMITED, 1),
    (Reason.VOTE, A.ISSUE, FindingClock.AT_ONCE, 10),
    (Reason.INCOMPLETE, A.MEASURE, FindingClock.AT_ONCE, 3),
    (Reason.SIMILAR, A.APPLY, FindingClock.LIMITED, 2),
    (Reason.SIGNATURE, A.CHECK, FindingClock.LIMITED, 2),
    (Reason.LATE_ENTRY, A.CLOSE, FindingClock.LIMITED, 9),
    (Reason.THEME, A.LOOK_BACK, FindingClock.LIMITED, 9),
)
# The moves that talks have made.
TALKS = (
    (),
    (T.NOTIFY,),
    (T.NOTIFY, T.HOLD),
    (T.NOTIFY, T.HOLD, T.ANSWER),
    (T.NOTIFY, T.HOLD, T.ANSWER, T.DEMAND),
    (T.NOTIFY, T.HOLD, T.ANSWER, T.CLOSE),
    (T.CALL_OFF,),
)
MUCH = "现场逐份核对原始记录、签到表和照片，问了三名党员，都说当天没有开会，会议记录是后来补写的。" * 3


def supervise(district: District) -> None:
    """Fill the pages of supervision; the district's months, ledgers and reports stand already."""
    exceptions(district)
    extension(district)
    samples(district)
    visits(district)
    talks(district)
    findings(district)


# --- Problems ------------------------------------------------------------------------------------------------------
def findings(district: District) -> None:
    for reason, upto, clock, ago in FINDINGS:
        at = district.now - ago * DAY
        walk(district, open_one(district, at=at, reason=reason, clock=clock), upto, at=at)
    late = open_one(district, at=district.now - 10 * DAY, reason=Reason.ROLL, clock=FindingClock.AT_ONCE)
    walk(district, late, A.ISSUE, at=district.now - 10 * DAY)
    walk(district, late, A.APPLY, at=district.now)
    again(district)
    rejected(district)
    until = timezone.localdate(district.now) + 200 * DAY
    by_hand(district, FindingSource.SELF, Reason.MOBILE, district.secretary)
    by_hand(
        district, FindingSource.PATROL, Reason.OTHER, district.district_reviewer, clock=FindingClock.LONG, until=until
    )
    for branch in (district.branch, district.sibling, district.long):  # three alike suggest a training
        by_hand(district, FindingSource.TOWNSHIP, Reason.PUBLICITY, district.reviewer, branch)


def by_hand(district, source: str, reason: str, by, branch: Organisation | None = None, **more) -> Finding:
    row = FindingRow(reason, MUCH, "《中国共产党支部工作条例（试行）》第十二条", **more)
    branch = branch or district.branch
    return findings_open(source=source, branch=branch, rows=[row], by=by, at=district.now)[0]


def again(district: District) -> None:
    """A problem that came back after its closing, now with a photo."""
    values = {"at": district.now - 20 * DAY, "reason": Reason.DUES}
    walk(district, open_one(district, **values), A.CLOSE, at=values["at"])
    finding = open_one(district, at=district.now - DAY, reason=Reason.DUES, description="又有两人没有按月交")
    by, branch = district.secretary, district.branch
    file = file_store(organisation=branch, upload=ContentFile(jpeg(), "整改照片.jpg"), by=by, at=district.now)
    finding_attach(finding=finding, file=file, by=by, at=district.now, limit=20)


def rejected(district: District) -> None:
    at = district.now - 2 * DAY
    finding = walk(district, open_one(district, at=at, reason=Reason.EVIDENCE), A.APPLY, at=at)
    finding_move(finding=finding, action=A.REJECT, by=district.reviewer, at=district.now, note="照片里看不出是哪一天。")


# --- Talks ---------------------------------------------------------------------------------------------------------
def talks(district: District) -> None:
    """A talk of both kinds in each state."""
    first = first_day(timezone.localdate(district.now))
    for number, moves in enumerate(TALKS):
        run_from = months_after(first, -2 - number)
        talk(district, TalkKind.BRANCH, district.branch, run_from, moves)
        talk(district, TalkKind.TOWNSHIP, district.township, run_from, moves)


def talk(district: District, kind: str, organisation: Organisation, run_from: dt.date, moves) -> TalkCase:
    is_branch = kind == TalkKind.BRANCH
    host = district.township if is_branch else district.root
    runs = district.reviewer if is_branch else district.district_reviewer
    people = {
        T.ANSWER: district.secretary if is_branch else district.township_leader,
        T.DEMAND: None,
        T.CALL_OFF: district.township_leader if is_branch else district.lead,
    }
    raised, talked = district.now - 12 * DAY, district.now - 6 * DAY
    day = timezone.localdate(district.now)
    values = {
        T.NOTIFY: notice(talk_at=talked),
        T.HOLD: held(
            held_at=talked,
            promises=(("补齐两个村的台账", day), (MUCH[:60], day - DAY), ("每周到村一次", day + 20 * DAY)),
        ),
        T.DEMAND: 3,
    }
    case = talk_raise(
        kind=kind, organisation=organisation, host=host, run_from=run_from, reds=2, hold_by=day - 2 * DAY, at=raised
    )
    for action in moves:
        at = raised if action == T.NOTIFY else district.now
        if action in (T.DEMAND, T.CLOSE):
            kept = list(case.commitments.order_by("pk"))[: 2 if action == T.DEMAND else 3]
            for number, one in enumerate(kept):
                commitment_settle(commitment=one, is_done=number != 1, note="到村看过。", by=runs, at=at)
        reason = "汛情紧张，改到月底一并办理。" if action != T.ANSWER else "纪要属实，本周内补齐。"
        by = people.get(action, runs)
        case = talk_move(case=case, action=action, by=by, at=at, reason=reason, values=values.get(action))
    return case


# --- Inspections ---------------------------------------------------------------------------------------------------
def visits(district: District) -> None:
    """A finished visit with problems and a correction, one half written, the others not begun; a plan still sealed."""
    plan = make_plan(district, day=past_workday(), count=9)
    first = Visit.objects.get(plan=plan, branch=district.branch)
    wrong = {"minutes_match": MUCH, "board": "公示栏是空的"}
    visit_correct(
        visit=written(district, first, wrong, finish=True),
        text="人数应为六人。",
        by=district.inspector,
        at=district.now,
    )
    written(district, Visit.objects.get(plan=plan, branch=district.long), {"duty_person": "没有人"}, finish=False)
    make_plan(district, day=coming_workday(), count=2)


def written(district: District, visit: Visit, wrong: dict[str, str], *, finish: bool) -> Visit:
    at, by = visit.opens_at + dt.timedelta(hours=3), district.inspector
    visit = visit_arrive(visit=visit, by=by, at=at)
    values = {"met_name": "马书记", "met_post": "村书记", "summary": MUCH}
    visit = visit_save(visit=visit, answers=answers(**wrong), values=values, version=visit.version, by=by, at=at)
    return visit_finish(visit=visit, by=by, at=at) if finish else visit


# --- Samples -------------------------------------------------------------------------------------------------------
def samples(district: District) -> None:
    """Of the reported ledgers: a plan that was given up, a sample that was drawn, a plan that waits for its seed."""
    by, at = district.district_reviewer, district.now
    sample_cancel(sample=planned(district, TWO_OF_THREE, at=at), reason="名单冻结早了", by=by, at=at)
    drawn(district, TWO_OF_THREE, at=at - 2 * DAY, reason="第一轮撤销了")
    planned(district, TWO_OF_THREE, at=at, reason="再抽一轮")


# --- Limits put off ------------------------------------------------------------------------------------------------
def exceptions(district: District) -> None:
    """Requests to hand in after the lock, one in each state, over the ledgers of the months before."""
    old = Ledger.objects.filter(month__district=district.root).exclude(month=district.month)
    ledgers = list(old.filter(branch=district.branch).order_by("-month__month"))
    asked, declined, supported, refused, expired = ledgers[:5]
    late, used = old.filter(branch__in=(district.long, district.sibling)).order_by("-month__month", "branch__path")[:2]
    ask(district, asked)
    judge(district, ask(district, declined), False)
    judge(district, ask(district, supported), True)
    judge(district, judge(district, ask(district, refused), True), False)
    for ledger in (expired, late, used):
        judge(district, judge(district, ask(district, ledger), True), True, until=district.now - DAY / 2)
    by = district.secretary_of(used.branch)
    fill_ledger(used, by)
    ledger_submit(ledger=used, by=by, at=district.now - DAY, note="补报")
    exceptions_expire(at=district.now)
    late_ones = [expired.pk, late.pk]
    ledgers_move(ledgers=late_ones, action=Action.LOCK, by=None, at=district.now, reason="过了补报时间")
    granted = ask(district, Ledger.objects.get(pk=late.pk), at=district.now)
    granted = judge(district, granted, True, at=district.now)
    judge(district, granted, True, until=district.now + 2 * DAY, at=district.now)


def ask(district: District, ledger: Ledger, at: dt.datetime | None = None) -> LockException:
    by = district.secretary_of(ledger.branch)
    return exception_ask(ledger=ledger, reason="全村停电断网三天，" + MUCH[:80], by=by, at=at or district.then)


def judge(district: District, request: LockException, agrees: bool, *, until=None, at=None) -> LockException:
    township = district.reviewer
    by = township if request.state == E.ASKED else district.district_reviewer
    word = "情况属实，同意补报。" if agrees else "当天邻村都已提交，不属于不可抗力。"
    return exception_judge(request=request, agrees=agrees, word=word, until=until, by=by, at=at or district.then)


def extension(district: District) -> None:
    until = timezone.localdate(district.month.on_time_until) + 4 * DAY
    extension_grant(
        month=district.month,
        townships=[district.township],
        until=until,
        reason="洪涝灾害，五个村转移群众",
        document="临组发〔2026〕12号",
        by=district.district_reviewer,
        at=district.now,
    )
