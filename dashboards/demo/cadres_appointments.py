"""Invented appointments of village cadres (任免备案), in every state, played through the services."""

# i18n: data file

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from branches.models import Membership, Organisation, User
from cadres.enums import Body, PostKind
from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import CaseKind, OpinionAnswer
from cadres.models import Appointment, Cadre, Tenure
from cadres.posts import BY_KIND
from cadres.services.appointments import appointment_move, appointment_open, opinion_answer
from cadres.services.files import CadreRefused
from cadres.services.tenures import seats_of
from dashboards.demo.people import OFFICER_OF, Cast
from dashboards.demo.timeline import at_time

N, P, U = OpinionAnswer.NONE, OpinionAnswer.PROBLEM, OpinionAnswer.UNFIT
K = PostKind
COURT, JUSTICE = "区人民法院", "区司法局"
POSTS = (K.DEPUTY_DIRECTOR, K.PARTY_DEPUTY, K.PARTY_MEMBER, K.COMMITTEE_MEMBER, K.SUPERVISION_HEAD, K.ECONOMY_HEAD)
NOTE = "本人已作书面说明，群众公认，村里工作需要。"


@dataclass(frozen=True, slots=True)
class Play:
    """A case: how many days ago each move was made, in their order, and what departments said otherwise than 无问题.

    `silent` have not answered. The village is one of the showcase, by number, or the next that has somebody to propose.
    """

    village: int
    days: dict[str, int]
    kind: str = CaseKind.NEW
    said: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    reason: str = ""


PLAYS = (
    Play(0, {A.OPEN: 1}),
    Play(1, {A.OPEN: 2, A.SEND: 1}, CaseKind.BYELECTION, silent=("*",)),
    Play(2, {A.OPEN: 4, A.SEND: 3}, silent=(OFFICER_OF, COURT, JUSTICE)),
    Play(
        3,
        {A.OPEN: 16, A.SEND: 14},
        silent=(OFFICER_OF, JUSTICE),
        said={COURT: (U, "vetting.dishonest", "有一件执行案件没有履行完毕。")},
    ),
    Play(4, {A.OPEN: 14, A.SEND: 13, A.FILE: 4}),
    Play(
        5,
        {A.OPEN: 25, A.SEND: 24, A.FILE: 17},
        said={OFFICER_OF: (P, "vetting.criminal", "有故意伤害罪的判决记录。")},
    ),
    Play(
        6,
        {A.OPEN: 20, A.SEND: 19, A.FILE: 9, A.RETURN: 2},
        said={COURT: (U, "vetting.other", "有民事纠纷正在审理。")},
        reason="请补上镇党委会议纪要和考察材料。",
    ),
    Play(0, {A.OPEN: 24, A.SEND: 23, A.FILE: 12, A.AGREE: 2}),
    Play(1, {A.OPEN: 40, A.SEND: 39, A.FILE: 28, A.AGREE: 15, A.APPOINT: 3}),
    Play(2, {A.OPEN: 70, A.SEND: 69, A.FILE: 58, A.AGREE: 47, A.APPOINT: 40, A.DEPOSIT: 38}),
    Play(
        3,
        {A.OPEN: 50, A.SEND: 49, A.FILE: 40, A.DISAGREE: 30},
        said={OFFICER_OF: (P, "vetting.gang", "曾经参与欺压群众，受过处理。")},
        reason="公安部门指出的情形属于不能任职，请另行提名。",
    ),
    Play(4, {A.OPEN: 33, A.SEND: 32, A.WITHDRAW: 30}, silent=("*",), reason="本人因家庭原因放弃。"),
    Play(5, {A.OPEN: 6, A.FILE: 3}, CaseKind.RESIGN),
)


def cadres_appointments_fill(cast: Cast, today: dt.date) -> int:
    """Play the cases in the showcase's villages that have cadres, and return how many there are."""
    villages = cast.branches_of(cast.showcase)
    officers = {
        held.department_id: held.user
        for held in Membership.objects.current().exclude(department=None).select_related("user")
    }
    taken: set[int] = set()
    for number, play in enumerate(PLAYS, 1):
        first = play.village % len(villages)
        for village in villages[first:] + villages[:first]:
            if (found := _person(village, play.kind, taken)) is None:
                continue
            try:
                with transaction.atomic():
                    _play(cast, play, number, *found, officers, today)
                break
            except CadreRefused:
                continue  # the village has nobody who could be proposed so
    return Appointment.objects.count()


def _person(village: Organisation, kind: str, taken: set[int]) -> tuple[Cadre, str] | None:
    """Return a person of the village and the post: one that is held for a resignation, else one with a free seat.

    Nobody is proposed from among the supervisors, who may not be in the village committee.
    """
    here = list(Tenure.objects.filter(organisation=village, until=None).select_related("cadre").order_by("pk"))
    leaves = kind == CaseKind.RESIGN
    supervisors = {tenure.cadre_id for tenure in here if BY_KIND[tenure.kind].body == Body.SUPERVISION}
    for tenure in reversed(here):
        if tenure.cadre_id in taken or BY_KIND[tenure.kind].is_chief or tenure.cadre_id in supervisors:
            continue
        post = tenure.kind if leaves else next(_free(village, tenure.cadre, here), None)
        if post is not None:
            taken.add(tenure.cadre_id)
            return tenure.cadre, post
    return None


def _free(village: Organisation, cadre: Cadre, here: list[Tenure]) -> Iterator[str]:
    seats = seats_of(village)
    proposed = Appointment.objects.open().filter(organisation=village).values_list("post", flat=True)
    used = [tenure.kind for tenure in here] + list(proposed)
    own = {tenure.kind for tenure in here if tenure.cadre_id == cadre.pk}
    for post in POSTS:
        if (
            used.count(post) < seats[post]
            and post not in own
            and (cadre.is_party_member or not BY_KIND[post].needs_party)
        ):
            yield post


def _play(
    cast: Cast, play: Play, number: int, cadre: Cadre, post: str, officers: dict[int, User], today: dt.date
) -> None:
    township, district = cast.reviewers[cast.showcase.pk][0], cast.named["fushen"]
    days = iter(play.days.items())
    _open, ago = next(days)
    day = today - dt.timedelta(days=ago)
    case = appointment_open(
        kind=play.kind,
        cadre=cadre,
        post=post,
        values={
            "decided_on": day,
            "meeting": f"镇党委{day.year}年第{20 + number}次会议",
            "decision_number": f"高委纪要〔{day.year}〕{20 + number}号",
            "reasons": "政治可靠，作风正派，熟悉村里情况，党员群众认可。"
            if play.kind != CaseKind.RESIGN
            else "本人提出书面辞职，理由属实。",
        },
        by=township,
        at=at_time(day, 9),
    )
    for action, ago in days:
        day = today - dt.timedelta(days=ago)
        by = district if action in (A.RETURN, A.AGREE, A.DISAGREE) else township
        values = {"reason": play.reason if action in (A.RETURN, A.DISAGREE, A.WITHDRAW) else ""}
        if action == A.FILE and play.kind != CaseKind.RESIGN:
            values["caution_note"] = NOTE
        elif action == A.APPOINT:
            values |= {"paper_number": f"高委干〔{day.year}〕{number}号", "paper_on": day, "since": day}
        case = appointment_move(case=case, action=action, values=values, by=by, at=at_time(day, 15))
        if action == A.SEND:
            _answers(case, play, officers, day)


def _answers(case: Appointment, play: Play, officers: dict[int, User], day: dt.date) -> None:
    """Let the departments answer on the day after they were asked."""
    if "*" in play.silent:
        return
    at = at_time(day + dt.timedelta(days=1), 10)
    for opinion in case.opinions.select_related("department"):
        if opinion.department.name in play.silent:
            continue
        said, item, text = play.said.get(opinion.department.name, (N, "", ""))
        items = [item] if item else []
        opinion_answer(opinion=opinion, answer=said, text=text, items=items, by=officers[opinion.department_id], at=at)
