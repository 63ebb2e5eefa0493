"""A district to look at: every state that a page can show stands somewhere in it."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from audits.enums import CircularAction, Outcome, Reason
from audits.models import Circular
from audits.selectors.choice import Choice
from audits.services.circulars import circular_draft, circular_issue, circular_move, circular_receive
from audits.services.reviews import month_report, verdict_give
from audits.services.saved_filters import filter_save
from branches.enums import Role
from branches.models import Organisation, User
from cadres.enums import PostKind
from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import OpinionAnswer
from cadres.models import Opinion
from cadres.rules.appointments import DISTRICT_ACTIONS
from config.lib.months import first_day, previous_month
from evidence.services import file_store
from ledgers.chain import ledgers_move
from ledgers.development_steps import ARCHIVE, INTERVIEW, OATH
from ledgers.enums import Action, MeetingKind, Presence
from ledgers.enums.transfers import TransferAction
from ledgers.models import Ledger, Member, Month, Transfer
from ledgers.roll_sheet import FEW_ROWS
from ledgers.services.imports import import_choose
from ledgers.services.ledgers import ledger_submit
from ledgers.services.meetings import RollLine, meeting_attach, meeting_save
from ledgers.services.months import end_of_day
from ledgers.services.transfers import transfer_apply, transfer_move
from ledgers.transfer_rules import is_overdue
from notices.models import Channel
from tests.audits.remark_samples import make_remark
from tests.browser.supervision import LONGEST_NAME, supervise
from tests.cadres.appointment_samples import NUMBER, answer, move, open_case
from tests.cadres.cadre_samples import make_cadre
from tests.evidence.samples import jpeg
from tests.factories import (
    District,
    fill_ledger,
    grant,
    make_branch,
    make_member,
    make_month,
    make_roll,
    make_user,
    record_meeting,
    submit_ledger,
)
from tests.ledgers.development_samples import make_candidate, walk
from tests.ledgers.imports_samples import good, number_for, receive, sheet
from tests.ledgers.transfer_samples import LETTER, arriving
from tests.notices.samples import make_channel

# How far the circulars of the months before have come, the latest month first.
CIRCULARS = (
    (),
    (CircularAction.SEND_TO_CHECK,),
    (CircularAction.SEND_TO_CHECK, CircularAction.APPROVE_CHECK),
    (CircularAction.SEND_TO_CHECK, CircularAction.APPROVE_CHECK, CircularAction.SIGN),
    (CircularAction.SEND_TO_CHECK, CircularAction.APPROVE_CHECK, CircularAction.SIGN, CircularAction.ISSUE),
)
# The moves that transfers have made.
TRANSFERS = (
    (),
    (TransferAction.CHECK,),
    (TransferAction.CHECK, TransferAction.ISSUE),
    (TransferAction.CHECK, TransferAction.ISSUE, TransferAction.RECEIVE),
    (TransferAction.CHECK, TransferAction.ISSUE, TransferAction.RECEIVE, TransferAction.COMPLETE),
    (TransferAction.CHECK, TransferAction.RETURN),
    (TransferAction.WITHDRAW,),
)

# The moves that cases of appointment have made.
APPOINTMENTS = (
    (),
    (A.WITHDRAW,),
    (A.SEND,),
    (A.SEND, A.FILE),
    (A.SEND, A.FILE, A.RETURN),
    (A.SEND, A.FILE, A.DISAGREE),
    (A.SEND, A.FILE, A.AGREE),
    (A.SEND, A.FILE, A.AGREE, A.APPOINT),
    (A.SEND, A.FILE, A.AGREE, A.APPOINT, A.DEPOSIT),
)


def last_month(at: dt.datetime) -> dt.date:
    """Return the first day of the month before `at`: the one whose ledgers are being reviewed now."""
    return previous_month(first_day(timezone.localtime(at).date()))


# Until when a ledger is on time, when it locks and so on, in days from today.
DAYS = {"on_time_until": 2, "locks_at": 5, "review_by": 5, "report_by": 7, "rereview_by": 10, "circular_by": 15}


def limits_around(at: dt.datetime) -> dict[str, dt.datetime]:
    """Return limits of a month in which `at` lies shortly before the first: server and browsers know only today."""
    today = timezone.localtime(at).date()
    return {name: end_of_day(today + dt.timedelta(days=days)) for name, days in DAYS.items()}


class MixedDistrict(District):
    """Last month in every state, and a circular in every state for the months before.

    In `township`, which has not reported: `branch` handed in again after a return, `sibling` returned, `waiting`
    handed in, `passed` passed, `begun` open with a record half written. In `other_township`, which has reported:
    `other_branch` re-reviewed with another score, `other_sibling` and the two of `reported` waiting for it, `locked`
    never handed in. `long` in `township` has a long name. What supervision makes of them: tests.browser.supervision.
    """

    def __init__(self) -> None:
        self.now = timezone.now().replace(second=0, microsecond=0)
        self.then = self.now - dt.timedelta(days=2)
        mixed = last_month(self.now)
        super().__init__(month=previous_month(mixed))
        grant(self.leader, Role.DISTRICT_CHECKER, self.root)
        self.begun, self.begun_secretary = self._branch(self.township, "店前村委会")
        self.waiting, _secretary = self._branch(self.township, "下聂村委会")
        self.passed, _secretary = self._branch(self.township, "坪上村委会")
        self.locked, self.locked_secretary = self._branch(self.other_township, "松溪村委会")
        self.long, _secretary = self._branch(self.township, LONGEST_NAME)
        self.reported = [self._branch(self.other_township, name)[0] for name in ("荣溪村委会", "青溪村委会")]
        group = Member.objects.filter(branch=self.begun).order_by("pk").values("pk")[:4]
        Member.objects.filter(pk__in=group).update(group="第一党小组")
        self._circulars()
        self._imports()
        Month.objects.filter(pk=make_month(self.root, mixed).pk).update(**limits_around(self.now))
        self.month = Month.objects.get(district=self.root, month=mixed)
        self._remarks()
        self._township_at_work()
        self._township_done()
        self._on_the_way()
        self._moving()
        self._channels()
        supervise(self)
        self._appointments()

    def _branch(self, township: Organisation, name: str) -> tuple[Organisation, User]:
        branch = make_branch(township, name)
        make_roll(branch)
        return branch, make_user(Role.SECRETARY, branch, name=f"{name[0]}书记")

    def _on_the_way(self) -> None:
        """People on their way to full membership: two in `branch`, on probation and at the end of it in `locked`."""
        make_candidate(self.branch, self.secretary, "赵申请")
        walk(make_candidate(self.branch, self.secretary, "孙发展"), self.secretary, INTERVIEW)
        for name, until in (("欧阳上官预备", OATH), ("郑转正", ARCHIVE)):
            walk(make_candidate(self.locked, self.locked_secretary, name), self.locked_secretary, until)

    def _moving(self) -> None:
        """Members between `begun` and its neighbours, one in each state; one from outside, one whose letter ran out."""
        there = (self.branch, self.other_branch, self.sibling, self.branch, self.waiting, self.branch, self.passed)
        for number, (target, moves) in enumerate(zip(there, TRANSFERS, strict=True)):
            name = f"司徒转接{number}" if number else "欧阳上官示例转接"
            self._move(make_member(self.begun, name), target, moves)
        self._move(make_member(self.branch, "周转来"), self.begun, TRANSFERS[2])
        late = self._move(make_member(self.begun, "郑超期"), None, TRANSFERS[2], ago=50)
        assert is_overdue(late, timezone.localdate(self.now))
        issued_on = timezone.localdate(self.then)
        arriving(self, self.begun, at=self.then, issued_on=issued_on, paid_until=first_day(issued_on))

    def _move(self, member: Member, target: Organisation | None, moves: tuple[str, ...], ago: int = 2) -> Transfer:
        """Let a member apply `ago` days before today, and make the moves on that day."""
        at = self.now - dt.timedelta(days=ago)
        day, by = timezone.localdate(at), self.secretary_of(member.branch)
        outside = "" if target else "中共南昌市青云谱区三家店街道示例社区支部委员会"
        transfer = transfer_apply(
            member=member, target=target, outside=outside, note="随子女居住", applied_on=day, by=by, at=at
        )
        values = LETTER | {"issued_on": day, "paid_until": first_day(day), "received_on": day, "ended_on": day}
        values |= {"reason": "党费没有交清", "within_city": target is not None}
        for action in moves:
            person = by
            if action in (TransferAction.ISSUE, TransferAction.RETURN):
                person = self.reviewer
            elif action == TransferAction.RECEIVE and target:
                person = self.secretary_of(target)
            transfer = transfer_move(transfer=transfer, action=action, values=values, by=person, at=at)
        return transfer

    def _appointments(self) -> None:
        """A cadre in every state of an appointment, one of them with a caution, one with a late department."""
        paper = {"paper_number": "高委干〔2026〕3号", "paper_on": timezone.localdate(self.now)}
        paper["since"] = paper["paper_on"]
        for number, moves in enumerate(APPOINTMENTS):
            cadre = make_cadre(self, self.waiting, f"司徒任免{number}", id_number=NUMBER if number == 2 else "")
            posts = [PostKind.DIRECTOR, PostKind.COMMITTEE_MEMBER, PostKind.PARTY_MEMBER]
            values = {"decided_on": timezone.localdate(self.then)}
            case = open_case(self, cadre, post=posts[number % 3], values=values, at=self.then)
            for action in moves:
                by = self.district_reviewer if action in DISTRICT_ACTIONS else self.reviewer
                values = paper if action == A.APPOINT else {"reason": "请补上会议纪要", "caution_note": "已经返乡"}
                if action == A.FILE and number != 3:
                    found = (OpinionAnswer.UNFIT, "常年在外", ["vetting.away"]) if number == 4 else ()
                    answer(case.opinions.get(), self.officer, *found, at=self.now)
                case = move(case, action, by, self.now, **values)
        late = timezone.localdate(self.now) - dt.timedelta(days=30)
        Opinion.objects.pending().filter(case__state="filed").update(asked_on=late, due_on=late)

    def _channels(self) -> None:
        """Ways for messages: one that leads nowhere, one that waits for its code, the robot of a group."""
        failing = make_channel(self, self.township_leader)
        Channel.objects.filter(pk=failing.pk).update(failed_at=self.then, error="发信服务器没有接受这个邮箱地址")
        waiting = make_channel(self, self.secretary)
        Channel.objects.filter(pk=waiting.pk).update(verified_at=None, check_state="sent")
        make_channel(self, office=self.township, kind="wecom", digest=True)

    def _imports(self) -> None:
        """A roll that waits for a decision, one of which the wrong rows wait to be mended, one the worker reads."""
        bad = good(姓名="李示例", 入党日期="不记得")
        receive(self, good(公民身份号码=number_for(1), 性别=None), bad, at=self.now)
        import_choose(
            roll_import=receive(self, good(姓名="赵示例"), bad, at=self.now),
            good_only=True,
            by=self.secretary,
            at=self.now,
        )
        receive(self, content=sheet(*[good(姓名=f"张{index}") for index in range(FEW_ROWS + 1)]), at=self.now)

    def _circulars(self) -> None:
        month = self.month
        for moves in CIRCULARS:
            ledgers = Ledger.objects.filter(month=month).values_list("pk", flat=True)
            ledgers_move(ledgers=list(ledgers), action=Action.LOCK, by=None, at=self.then, reason="过了锁定时间")
            self._circular(month, moves)
            month = make_month(self.root, previous_month(month.month))

    def _circular(self, month, moves) -> Circular:
        circular = circular_draft(month=month, by=self.district_reviewer, at=self.then)
        people = {
            CircularAction.SEND_TO_CHECK: self.district_reviewer,
            CircularAction.APPROVE_CHECK: self.checker,
            CircularAction.SIGN: self.lead,
        }
        for action in moves:
            if action in people:
                circular_move(circular=circular, action=action, by=people[action], at=self.then)
            else:
                circular = circular_issue(circular_id=circular.pk, at=self.then)
                circular_receive(circular=circular, by=self.township_leader, at=self.now)
        return circular

    def _remarks(self) -> None:
        """The district's remark that the returns use, one of the township, and a filter that the reviewer keeps."""
        make_remark(self.root, self.district_reviewer, "签到表照片看不清，请重新拍。")
        make_remark(self.township, self.reviewer, "讨论情况写得太短，请写清谁说了什么、定了什么。", Reason.INCOMPLETE)
        filter_save(
            choice=Choice("waiting", waited=1), level="township", name="等得久的", by=self.reviewer, at=self.now
        )

    def _township_at_work(self) -> None:
        for branch in (self.branch, self.sibling, self.waiting, self.passed):
            self._hand_in(branch)
        for branch in (self.branch, self.sibling):
            self._judge(branch, self.reviewer, Outcome.RETURN, comment="签到表照片看不清，请重新拍。")
        self._mended(self.branch)
        self._judge(self.passed, self.reviewer, Outcome.PASS)
        record_meeting(self.ledger(self.begun), self.begun_secretary, day=5, place="", host=None)

    def _township_done(self) -> None:
        late = {"dues_paid": {"points": 2, "reason": Reason.DUES, "note": "两人晚交"}}
        for branch in (self.other_branch, self.other_sibling, *self.reported):
            self.submitted(branch, at=self.then)
            self._judge(branch, self.other_reviewer, Outcome.PASS, lost=late)
        ledgers_move(ledgers=[self.ledger(self.locked).pk], action=Action.LOCK, by=None, at=self.then, reason="锁定")
        month_report(month=self.month, township=self.other_township, by=self.other_reviewer, at=self.now)
        self._judge(self.other_branch, self.district_reviewer, Outcome.PASS, comment="情况属实，不扣分。")

    def _judge(self, branch: Organisation, by: User, outcome: str, *, lost: dict | None = None, comment: str = ""):
        ledger = self.ledger(branch)
        return verdict_give(
            ledger=ledger,
            outcome=outcome,
            lost=lost or {},
            comment=comment,
            revision=ledger.revision,
            by=by,
            at=self.now,
        )

    def _hand_in(self, branch: Organisation) -> None:
        """Hand in a ledger whose theme day has a photo."""
        ledger, secretary = self.ledger(branch), self.secretary_of(branch)
        fill_ledger(ledger, secretary)
        file = file_store(organisation=branch, upload=ContentFile(jpeg(), "签到表.jpg"), by=secretary, at=self.then)
        meeting = ledger.meetings.get(kind=MeetingKind.THEME_DAY)
        meeting_attach(meeting=meeting, file=file, by=secretary, at=self.then, limit=20)
        submit_ledger(ledger, secretary, at=self.then)

    def _mended(self, branch: Organisation) -> None:
        """Write another place and an absence into the theme day, and hand the ledger in again."""
        secretary = self.secretary_of(branch)
        meeting = self.ledger(branch).meetings.get(kind=MeetingKind.THEME_DAY)
        absent = RollLine(meeting.attendances.order_by("-pk").first().member_id, Presence.ABSENT, "生病")
        meeting_save(
            meeting=meeting,
            values={"place": "村文化广场"},
            roll=[absent],
            version=meeting.version,
            by=secretary,
            at=self.now,
        )
        ledger_submit(ledger=self.ledger(branch), by=secretary, at=self.now, note="照片已重拍，地点已更正。")
