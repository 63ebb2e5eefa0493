"""Talks (约谈) in the demo: two branches of the showcase were silent for two months; one case is closed, one open."""

# i18n: data file

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from audits.models import TalkCase
from audits.services.talk_clock import talks_run
from audits.services.talks import (
    Held,
    Notice,
    commitment_attach,
    commitment_report,
    commitment_settle,
    talk_move,
)
from audits.talk_enums import TalkAction
from branches.calendar import holiday_overrides
from branches.models import Organisation
from config.lib.workdays import add_workdays
from dashboards.demo.people import CALLED_IN, TALKED_TO, Cast
from dashboards.demo.pictures import jpeg, room
from dashboards.demo.timeline import Timeline, at_time
from evidence.services import file_store
from ledgers.models import Month

A = TalkAction
FILES_AT_MOST = 20
PLACE, TALKER = "镇政府二楼会议室", "镇党委书记"
WHY = "连续两个月没有报台账，经提醒仍未补报。"
SAID = (
    "镇党委书记指出，连续两个月没有报台账，反映支部组织生活抓得不紧、责任没有落到人。\n"
    "支部书记说明，两个月里会议开了，但没有安排专人记录和上报，负主要责任，接受批评，马上整改。"
)
# (promised, days until it is due, how it was done, how the township made sure)
PROMISES = (
    (
        "明确一名支委专门负责记录和上报台账",
        7,
        "支委会已定由组织委员负责，会上拍的照片附后。",
        "看了照片，电话问过组织委员，属实。",
    ),
    (
        "补齐两个月的会议记录，交镇里查看",
        14,
        "两个月的会议记录已经补齐，送镇党建办看过。",
        "原始记录已看，日期和签到一致。",
    ),
)


def silent_branches(cast: Cast, month: dt.date, line: Timeline) -> set[int]:
    """Return who hands in nothing for `month`, so that the colours bring the talks about."""
    branches = cast.branches_of(cast.showcase)
    months = {TALKED_TO: (line.checking, line.signing), CALLED_IN: (line.signing, line.answered)}
    return {branches[place].pk for place, silent in months.items() if month in silent and place < len(branches)}


def talks_fill(cast: Cast, line: Timeline) -> int:
    """Let the clock write the colours and raise the talks on their days, and play two; return how many there are."""
    for month in (line.checking, line.signing, line.answered):
        row = Month.objects.get(district=cast.district, month=month)
        for _told in talks_run(at=row.circular_by + dt.timedelta(minutes=10)):
            pass
    branches = cast.branches_of(cast.showcase)
    _closed(cast, branches[TALKED_TO])
    _called_in(cast, branches[CALLED_IN], line)
    return TalkCase.objects.count()


def _case(branch: Organisation) -> tuple[TalkCase, dt.date]:
    case = TalkCase.objects.get(organisation=branch)
    return case, timezone.localtime(case.raised_at).date()


def _notice(case: TalkCase, talk_at: dt.datetime, why: str = WHY) -> Notice:
    return Notice(talk_at, PLACE, TALKER, f"{case.organisation.short_name}书记、支委会成员", why)


def _workday(day: dt.date, count: int) -> dt.date:
    return add_workdays(day, count, holiday_overrides())


def _closed(cast: Cast, branch: Organisation) -> None:
    """A talk from the notice to the end: minutes, an answer, a promise with a photo, both settled."""
    case, raised = _case(branch)
    host, secretary = cast.reviewers[cast.showcase.pk][0], cast.secretaries[branch.pk]
    held_on = _workday(raised, 4)
    values = _notice(case, at_time(held_on, 9))
    talk_move(case=case, action=A.NOTIFY, by=host, at=at_time(_workday(raised, 1), 10, 20), values=values)
    minutes = Held(
        held_at=at_time(held_on, 9),
        place=PLACE,
        present=f"{branch.short_name}书记、组织委员",
        said=SAID,
        absent="纪检委员（外出务工）",
        observers="镇党委组织委员、包村干部",
        promises=[(text, held_on + dt.timedelta(days=days)) for text, days, _how, _sure in PROMISES],
    )
    talk_move(case=case, action=A.HOLD, by=host, at=at_time(held_on, 15, 40), values=minutes)
    answer = "纪要属实，支部认账，按承诺的时间改好。"
    talk_move(case=case, action=A.ANSWER, by=secretary, at=at_time(held_on, 19, 5), reason=answer)
    photo = ContentFile(jpeg(room(0)), "支委会分工.jpg")
    for number, (promise, (_text, days, how, sure)) in enumerate(zip(case.commitments.all(), PROMISES, strict=True)):
        done_on = held_on + dt.timedelta(days=days - 1)
        at = at_time(done_on, 17, 30)
        if number == 0:
            file = file_store(organisation=branch, upload=photo, by=secretary, at=at)
            commitment_attach(commitment=promise, file=file, by=secretary, at=at, limit=FILES_AT_MOST)
        commitment_report(commitment=promise, result=how, by=secretary, at=at)
        settled_at = at_time(_workday(done_on, 1), 9, 15)
        commitment_settle(commitment=promise, is_done=True, note=sure, by=host, at=settled_at)
    talk_move(case=case, action=A.CLOSE, by=host, at=settled_at + dt.timedelta(hours=1))


def _called_in(cast: Cast, branch: Organisation, line: Timeline) -> None:
    """A talk that was put off once and stands before the door."""
    case, raised = _case(branch)
    host = cast.reviewers[cast.showcase.pk][0]
    first = _notice(case, at_time(_workday(raised, 4), 9))
    talk_move(case=case, action=A.NOTIFY, by=host, at=at_time(_workday(raised, 1), 10, 40), values=first)
    again = _notice(case, at_time(_workday(line.today, 2), 9), f"{WHY}原定的约谈因支部书记住院改期。")
    at = min(at_time(line.day(1), 16, 10), line.at - dt.timedelta(minutes=45))
    talk_move(case=case, action=A.NOTIFY, by=host, at=at, values=again)
