"""Red-flag branches in the demo: one named and paid, one of the city, others on their way."""

# i18n: data file

import datetime as dt

from django.utils import timezone

from branches.models import Organisation, User
from dashboards.demo.people import Cast
from dashboards.demo.timeline import at_time
from facilities.enums.redflag import FlagAction as A
from facilities.enums.redflag import RecheckResult, UseKind, VetoKind
from facilities.models import RedFlag
from facilities.rules.redflag import may_stand
from facilities.services import redflag as services

CLAIMS = (
    "党支部领办白莲合作社，带动一百二十户增收；党员包片联户，矛盾不出村。",
    "主题党日和村庄整治结合，四议两公开件件留痕，群众满意度高。",
    "支部班子年轻化，代办服务进组入户。",
    "留守老人助餐点由党员志愿队轮值，全年不断档。",
)
PATHS = (
    (A.RECOMMEND, A.REVIEW, A.PUBLISH, A.NAME),
    (A.RECOMMEND, A.REVIEW, A.PUBLISH),
    (A.RECOMMEND,),
    (),
)
DAYS_AGO = {A.RECOMMEND: 38, A.REVIEW: 30, A.PUBLISH: 28, A.NAME: 20}


def facilities_redflag_fill(cast: Cast, at: dt.datetime) -> int:
    """Let branches of the showcase stand at every step, and rule one out. Returns how many stand."""
    today = timezone.localdate(at)
    fit = [each for each in cast.branches_of(cast.showcase) if may_stand(each, today)]
    flags = [_walk(cast, village, claim, path, today) for village, claim, path in zip(fit, CLAIMS, PATHS, strict=False)]
    if flags and PATHS[0]:
        _award(cast, flags[0], today)
    if len(fit) > len(PATHS):
        services.veto_add(
            village=fit[-1],
            kind=VetoKind.PETITION,
            text="一件集体上访处理不及时",
            since=today - dt.timedelta(days=50),
            by=cast.named["fushen"],
            at=at,
        )
    return len(flags)


def _walk(cast: Cast, village: Organisation, claim: str, path: tuple, today: dt.date) -> RedFlag:
    begun = at_time(today - dt.timedelta(days=40), 10)
    flag = services.flag_nominate(village=village, claim=claim, by=cast.secretaries[village.pk], at=begun)
    # Of what is still hung out the days run now.
    late = 26 if path and path[-1] == A.PUBLISH else 0
    for action in path:
        day = at_time(today - dt.timedelta(days=DAYS_AGO[action] - late), 10)
        values = {A.REVIEW: {"score": 91, "note": "台账齐全，实地和民主测评都好。"}}.get(action, {})
        if action == A.NAME:
            values = {"paper": f"临组通字〔{day.year}〕26号"}
        flag = services.flag_move(flag=flag, action=action, by=_person(cast, village, action), at=day, **values)
        if action == A.PUBLISH:
            _object(cast, flag, is_answered=path[-1] == A.NAME)
    return flag


def _object(cast: Cast, flag: RedFlag, *, is_answered: bool) -> None:
    """Let somebody object on the day after the notice was put up; where it has run out there is an answer."""
    by, raised = cast.named["fushen"], flag.notice_from + dt.timedelta(days=1)
    text = "反映村务公开栏去年有两个季度没有更换。" if is_answered else "反映八月的主题党日到会的人不多。"
    objection = services.objection_add(
        flag=flag, who="本村党员群众", raised_on=raised, text=text, by=by, at=at_time(raised, 9)
    )
    if is_answered:
        day = raised + dt.timedelta(days=2)
        services.objection_answer(
            objection=objection,
            answered_on=day,
            answer="查了去年的公开照片和存档，四个季度都按时换过，已当面说明。",
            by=by,
            at=at_time(day, 15),
        )


def _person(cast: Cast, village: Organisation, action: str) -> User:
    if action == A.RECOMMEND:
        return cast.reviewers[cast.showcase.pk][0]
    return cast.named["qianfa" if action == A.NAME else "fushen"]


def _award(cast: Cast, flag: RedFlag, today: dt.date) -> None:
    """Pay and use the award, look at the branch again, propose it to the city."""
    paid, used = today - dt.timedelta(days=12), today - dt.timedelta(days=6)
    district = cast.named["fushen"]
    award = services.award_pay(award=flag.award, paid_on=paid, voucher="记-11-15", by=district, at=at_time(paid, 10))
    services.award_use(
        award=award,
        kind=UseKind.PREMISES,
        cents=18_600_00,
        used_on=used,
        text="活动室更换桌椅和投影。",
        by=cast.secretaries[flag.organisation_id],
        at=at_time(used, 10),
    )
    services.flag_recheck(
        flag=flag,
        held_on=used,
        result=RecheckResult.KEEP,
        text="奖补用于阵地，活动正常。",
        by=district,
        at=at_time(used, 11),
    )
    services.flag_propose(flag=flag, claim="区内示范带动作用突出，推荐参评市级。", by=district, at=at_time(used, 12))
