"""Invented appraisals, talks and themes of the demo district (民主评议党员、谈心谈话、主题建议)."""

import datetime as dt
import random
import uuid

from django.utils.translation import gettext as _

from branches.models import Organisation
from dashboards.demo.people import Cast
from dashboards.demo.timeline import Timeline, at_time
from ledgers.appraisals import most_excellent
from ledgers.enums import MeetingKind, MemberCategory, MembershipState, Post
from ledgers.enums.organised_life import AppraisalAction, AppraisalStatus, Grade, Part
from ledgers.models import Appraisal, AppraisalLine, AppraisalStep, Member, Talk, ThemeSuggestion
from ledgers.models.organised_life import APPRAISAL_STEPS
from ledgers.talk_pairs import pair_of

SEED = 20260703
TOPICS = (_("听听对支部工作的意见"), _("外出务工和家里的情况"), _("责任区怎么分"), "", "", "")
THEMES = (
    (MeetingKind.THEME_DAY, _("学条例、清沟渠"), (_("集中学习"), _("志愿服务"), _("交流讨论"), _("交纳党费"))),
    (MeetingKind.COMMITTEE, _("本月重点工作"), (_("研究主题党日安排"), _("通报党费收缴情况"), _("研究村里的重点工作"))),
    (MeetingKind.LECTURE, _("书记讲党课"), (_("讲政策"), _("讲本村的事"), _("党员提问"))),
)


def organised_life_fill(cast: Cast, line: Timeline) -> int:
    """Give the showcase's branches last year's appraisal and a few talks, and the open months their themes.

    Where the demo shows a December that was reviewed, every branch has done by then what is owed once a year.
    """
    draw = random.Random(SEED)
    branches = cast.branches_of(cast.showcase)
    made = _appraise(cast, branches, line.today.year - 1, dt.date(line.today.year - 1, 12, 1), draw)
    _talk(cast, branches, line.today, 4, draw)
    for month in (line.checking, line.signing, line.answered, line.reviewed):
        if month.month == 12:
            done = set(Appraisal.objects.filter(year=month.year).values_list("branch_id", flat=True))
            made += _appraise(cast, [b for b in cast.branches if b.pk not in done], month.year, month, draw)
            _talk(cast, cast.branches, month.replace(day=10), None, draw)
    _suggest(cast, line)
    return made


def _appraise(cast: Cast, branches: list[Organisation], year: int, month: dt.date, draw: random.Random) -> int:
    """Appraise the members of `branches` in the first half of `month`; everything was reported by its 20th."""
    appraisals, lines, steps = [], [], []
    for branch in branches:
        by, roll = cast.secretaries[branch.pk], on_roll(cast, branch)
        here = [member for member in roll if not member.away_to]
        full = [member for member in here if member.category == MemberCategory.FULL]
        reported = at_time(month.replace(day=20), 9, draw.randrange(60))
        appraisal = Appraisal(
            branch=branch,
            year=year,
            status=AppraisalStatus.REPORTED,
            ballots_cast=len(here),
            started_at=at_time(month.replace(day=2), 9),
            started_by=by,
            reported_at=reported,
            reported_by=by,
            **{name: month.replace(day=3 + 2 * number) for number, name in enumerate(APPRAISAL_STEPS)},
        )
        excellent = set(draw.sample([member.pk for member in full], most_excellent(len(full), 3)))
        lines += [_line(appraisal, member, len(here), member.pk in excellent, draw) for member in roll]
        appraisals.append(appraisal)
        steps.append(
            AppraisalStep(
                appraisal=appraisal,
                action=AppraisalAction.REPORT,
                from_status=AppraisalStatus.OPEN,
                to_status=AppraisalStatus.REPORTED,
                by=by,
                at=reported,
            )
        )
    Appraisal.objects.bulk_create(appraisals)
    AppraisalLine.objects.bulk_create(lines, batch_size=2000)
    AppraisalStep.objects.bulk_create(steps)
    return len(appraisals)


def _line(appraisal: Appraisal, member: Member, cast: int, is_excellent: bool, draw: random.Random) -> AppraisalLine:
    is_full = member.category == MemberCategory.FULL
    line = AppraisalLine(
        appraisal=appraisal,
        member=member,
        is_full=is_full,
        part=Part.ELSEWHERE if member.away_to else Part.HERE,
        reason=member.away_to,
        saved_at=appraisal.reported_at,
        saved_by=appraisal.started_by,
    )
    if not is_full or member.away_to:
        return line
    good = round(cast * (draw.uniform(0.6, 0.9) if is_excellent else draw.uniform(0.05, 0.4)))
    basic = 1 if cast > good and draw.random() < 0.1 else 0
    line.ballots, line.excellent, line.qualified, line.basic, line.unqualified = (
        cast,
        good,
        cast - good - basic,
        basic,
        0,
    )
    line.grade = Grade.EXCELLENT if is_excellent else Grade.QUALIFIED
    return line


def _talk(cast: Cast, branches: list[Organisation], until: dt.date, few: int | None, draw: random.Random) -> None:
    """Let the secretary talk with `few` members, or with everyone, and the others among themselves, before `until`."""
    talks = []
    for branch in branches:
        by = cast.secretaries[branch.pk]
        roll = sorted(on_roll(cast, branch), key=lambda member: (member.post != Post.SECRETARY, not member.post))
        pairs = [(roll[0], other) for other in roll[1:]]
        if few is None:
            pairs += zip(roll[1:], roll[2:], strict=False)
        for one, other in pairs[:few]:
            day = until - dt.timedelta(days=draw.randint(1, 60) if few is None else draw.randint(1, until.day))
            day = max(day, until.replace(month=1, day=1))
            talks.append(
                Talk(
                    branch=branch,
                    key=uuid.UUID(int=draw.getrandbits(128)),
                    talked_on=day,
                    pair=pair_of(one.post, other.post),
                    one=one,
                    other=other,
                    topic=draw.choice(TOPICS),
                    at=at_time(day, 20, draw.randrange(60)),
                    by=by,
                )
            )
    Talk.objects.bulk_create(talks, batch_size=2000, ignore_conflicts=True)


def _suggest(cast: Cast, line: Timeline) -> None:
    ThemeSuggestion.objects.bulk_create(
        ThemeSuggestion(
            district=cast.district,
            month=month,
            kind=kind,
            title=title,
            outline="\n".join(outline),
            by=cast.named.get("fushen"),
            at=at_time(month, 9),
        )
        for month in (line.reviewed, *line.running)
        for kind, title, outline in THEMES
    )


def on_roll(cast: Cast, branch: Organisation) -> list[Member]:
    return [member for member in cast.rolls[branch.pk] if member.state == MembershipState.NORMAL]
