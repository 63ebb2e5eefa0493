"""Invented decisions (四议两公开) of the showcase: one whole, one stuck, one posted, one changed, one urgent."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from branches.models import Organisation
from dashboards.demo.people import DRAFTED, RETURNED, Cast
from dashboards.demo.pictures import Shelf
from dashboards.demo.timeline import at_time
from ledgers.enums import MeetingKind
from ledgers.enums.decisions import Body, FilePurpose, Matter, Origin
from ledgers.models import Decision, DecisionStep, Meeting
from ledgers.services.decisions import (
    decision_amend,
    decision_start,
    emergency_request,
    file_attach,
    publication_close,
    step_confirm,
)

ASSEMBLY = {
    "profile": Body.REPRESENTATIVES,
    "place": _("村党群服务中心二楼会议室"),
    "called": 32,
    "came": 28,
    "votes_for": 27,
    "votes_against": 0,
    "votes_abstain": 1,
    "attendee": _("周某某（镇组织干事，虚构）"),
    "content": _("村民代表逐条讨论方案，举手表决通过。"),
}


def decisions_fill(cast: Cast, shelf: Shelf, today: dt.date) -> int:
    """Give five decisions to branches of the showcase and return how many were made."""
    branches = cast.branches_of(cast.showcase)
    return sum(
        (
            _whole(Writer(cast, shelf, branches[0], today)),
            _stuck(Writer(cast, shelf, branches[RETURNED], today)),
            _posted(Writer(cast, shelf, branches[RETURNED], today)),
            _changed(Writer(cast, shelf, branches[DRAFTED], today)),
            _urgent(Writer(cast, shelf, branches[1], today)),
        )
    )


class Writer:
    """Writes one branch's decisions over meetings that its ledgers already hold, as its secretary would."""

    def __init__(self, cast: Cast, shelf: Shelf, branch: Organisation, today: dt.date) -> None:
        self.shelf, self.branch, self.today = shelf, branch, today
        self.by = cast.secretaries[branch.pk]
        named = [user for user in cast.named.values() if user.hat and user.hat.organisation_id == branch.pk]
        self.by = named[0] if named else self.by
        # From the general meeting to the end of both publications 21 days go by.
        held = Meeting.objects.filter(ledger__branch=branch, starts_at__lt=at_time(today - dt.timedelta(days=21), 0))
        self.general = held.filter(kind=MeetingKind.GENERAL, votes_for__isnull=False).order_by("starts_at").last()
        self.committee = None
        if self.general:
            before = held.filter(kind=MeetingKind.COMMITTEE, starts_at__lt=self.general.starts_at)
            self.committee = before.order_by("starts_at").last()

    @property
    def can(self) -> bool:
        return self.committee is not None

    def start(self, day: dt.date, title: str, matter: str, amount: int | None, proposal: str) -> Decision:
        values = {
            "title": title,
            "matter": matter,
            "origin": Origin.PEOPLE,
            "amount_cents": amount,
            "proposal": proposal,
        }
        return decision_start(branch=self.branch, values=values, key=uuid.uuid4(), by=self.by, at=at_time(day, 9))

    def confirm(self, decision: Decision, number: int, day: dt.date, **values) -> DecisionStep:
        return step_confirm(
            decision=decision, version=decision.version, number=number, values=values, by=self.by, at=at_time(day, 17)
        )

    def through(self, decision: Decision, notice: int = 5) -> dt.date:
        """Do steps 1 to 3 over the branch's meetings and return the day of the general meeting."""
        first, third = (meeting.starts_at.date() for meeting in (self.committee, self.general))
        self.confirm(decision, 1, first, meeting=self.committee, content=decision.proposal)
        called = {"called": 7, "came": 7, "content": _("村“两委”一致同意提交党员大会审议。")}
        self.confirm(decision, 2, first, meeting=self.committee, **called)
        self.confirm(
            decision,
            3,
            third,
            meeting=self.general,
            notice_on=third - dt.timedelta(days=notice),
            attendee=ASSEMBLY["attendee"],
            content=_("党员提出要留好排水口，已写进方案。"),
        )
        return third

    def post(self, decision: Decision, number: int, first: dt.date, *, is_over: bool = True, **values) -> None:
        place = _("村公示栏和各组公示点")
        step = self.confirm(decision, number, first, held_on=first, place=place, content=decision.title, **values)
        self.photograph(step, FilePurpose.FIRST_DAY, first)
        if is_over:
            last = first + dt.timedelta(days=6)
            self.photograph(step, FilePurpose.LAST_DAY, last)
            words = _("全程监督，程序合规，公示期间没有异议。")
            publication_close(step=step, until=last, supervision=words, agrees=True, by=self.by, at=at_time(last, 18))

    def photograph(self, step: DecisionStep, purpose: str, day: dt.date) -> None:
        file = self.shelf.file(self.branch, 1, by=self.by, at=at_time(day, 16))
        self.shelf.save()
        file_attach(step=step, file=file, purpose=purpose, by=self.by, at=at_time(day, 16))


def _begin(writer: Writer) -> dt.date:
    return writer.committee.starts_at.date() - dt.timedelta(days=2)


def _whole(writer: Writer) -> int:
    if not writer.can:
        return 0
    words = _("清淤衬砌灌溉水渠1.2公里，投资8.6万元，资金为上级补助和集体收入。")
    decision = writer.start(_begin(writer), _("修复上畈灌溉水渠"), Matter.WORKS, 86_000_00, words)
    third = writer.through(decision)
    fourth = third + dt.timedelta(days=2)
    writer.confirm(decision, 4, fourth, held_on=fourth, **ASSEMBLY)
    writer.post(decision, 5, fourth + dt.timedelta(days=1))
    done = fourth + dt.timedelta(days=12)
    writer.post(decision, 6, done, accepted_on=done - dt.timedelta(days=1), settlement_cents=85_200_00)
    return 1


def _stuck(writer: Writer) -> int:
    """The proposal went out a day before the general meeting: step 3 does not count."""
    if not writer.can:
        return 0
    words = _("村集体出租原小学校舍给食用菌合作社，租期五年，年租金2.4万元。")
    decision = writer.start(_begin(writer), _("出租原小学校舍"), Matter.ASSETS, 24_000_00, words)
    writer.through(decision, notice=1)
    return 1


def _posted(writer: Writer) -> int:
    if not writer.can:
        return 0
    words = _("给三组、五组装太阳能路灯40盏，投资11.8万元。")
    decision = writer.start(_begin(writer), _("安装太阳能路灯"), Matter.WORKS, 118_000_00, words)
    writer.through(decision)
    fourth = writer.today - dt.timedelta(days=5)
    writer.confirm(decision, 4, fourth, held_on=fourth, **ASSEMBLY)
    writer.post(decision, 5, writer.today - dt.timedelta(days=4), is_over=False)
    return 1


def _changed(writer: Writer) -> int:
    if not writer.can:
        return 0
    words = _("新建村级冷库200立方米，投资26万元，建成后对外承包。")
    decision = writer.start(_begin(writer), _("新建村级冷库"), Matter.PROJECT, 260_000_00, words)
    third = writer.through(decision)
    fourth = third + dt.timedelta(days=2)
    writer.confirm(decision, 4, fourth, held_on=fourth, **ASSEMBLY)
    writer.post(decision, 5, fourth + dt.timedelta(days=1))
    decision.refresh_from_db()
    more = {"amount_cents": 318_000_00, "proposal": words + _("加装制冷机组一套，投资增加到31.8万元。")}
    reason = _("制冷机组要加装一套，预算增加")
    at = at_time(writer.today - dt.timedelta(days=2), 10)
    decision_amend(decision=decision, version=1, values=more, reason=reason, by=writer.by, at=at)
    return 1


def _urgent(writer: Writer) -> int:
    day = writer.today - dt.timedelta(days=1)
    words = _("村口便桥桥台被洪水掏空，先抢修加固，概算3.5万元。")
    decision = writer.start(day, _("抢修村口便桥"), Matter.WORKS, 35_000_00, words)
    reason = _("便桥是两个组出村的唯一通道，随时可能垮塌，等不到开会。")
    due = writer.today + dt.timedelta(days=25)
    emergency_request(decision=decision, reason=reason, due_on=due, by=writer.by, at=at_time(day, 10))
    return 1
