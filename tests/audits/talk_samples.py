"""Red months and talks for tests."""

import datetime as dt

from audits.models import TalkCase
from audits.services.deadlines import deadlines_run
from audits.services.talks import Held, Notice, talk_move, talk_raise
from audits.talk_enums import TalkAction, TalkKind
from branches.models import Organisation
from tests.factories import OCTOBER, District, local, make_month

NOVEMBER = dt.date(2026, 11, 1)
SECOND_RED = local("2026-12-24 10:00")  # after the day of November's circular
TALK = local("2026-12-28 09:00")
AFTER = local("2026-12-28 15:00")
DUE = dt.date(2027, 1, 15)


def red_twice(district: District) -> None:
    """Let October and November end without any ledger handed in."""
    make_month(district.root, NOVEMBER)
    deadlines_run(at=SECOND_RED)


def township_case(district: District) -> TalkCase:
    return TalkCase.objects.get(organisation=district.township)


def branch_case(district: District) -> TalkCase:
    return TalkCase.objects.get(organisation=district.branch)


def notice(**values) -> Notice:
    return Notice(
        **{
            "talk_at": TALK,
            "place": "区委组织部三楼会议室",
            "talker": "区委组织部副部长",
            "summoned": "乡镇党委书记、组织委员",
            "why": "月审连续两个月为红。",
        }
        | values
    )


def held(**values) -> Held:
    return Held(
        **{
            "held_at": TALK,
            "place": "区委组织部三楼会议室",
            "present": "高书记",
            "said": "逐村说明没有报台账的原因。",
            "promises": (("补齐两个村的台账", DUE), ("每周到村一次", DUE)),
        }
        | values
    )


def hold(district: District, case: TalkCase) -> TalkCase:
    """Notify and hold a township's talk with two promises."""
    by = district.district_reviewer
    talk_move(case=case, action=TalkAction.NOTIFY, by=by, at=SECOND_RED, values=notice())
    return talk_move(case=case, action=TalkAction.HOLD, by=by, at=AFTER, values=held())


def make_case(district: District, branch: Organisation | None = None) -> TalkCase:
    """A branch's talk that was held, with two promises."""
    branch = branch or district.branch
    case = talk_raise(
        kind=TalkKind.BRANCH,
        organisation=branch,
        host=district.township,
        run_from=OCTOBER,
        reds=2,
        hold_by=DUE,
        at=SECOND_RED,
    )
    talk_move(case=case, action=TalkAction.NOTIFY, by=district.reviewer, at=SECOND_RED, values=notice())
    return talk_move(case=case, action=TalkAction.HOLD, by=district.reviewer, at=AFTER, values=held())
