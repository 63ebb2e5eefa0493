"""Publishing affairs (三务公开) in the demo: the last notices of every village, more in the showcase township."""

# i18n: data file

import datetime as dt
import random
from dataclasses import dataclass, field

from branches.models import Organisation, User
from dashboards.demo.people import Cast
from dashboards.demo.pictures import Shelf
from dashboards.demo.timeline import Timeline, at_time
from ledgers.enums import Post
from ledgers.enums.publication import PhotoMoment, PublicationAction, PublicationStatus
from ledgers.models import Objection, Publication, PublicationFile, PublicationStep
from ledgers.publication_catalogue import BY_CODE, CatalogueItem
from ledgers.publication_owed import period_in_words, period_of

A, S = PublicationAction, PublicationStatus

# item → months of its period, as the nation's rules have it
PERIODS = {"village.affairs": 3, "finance.accounts": 3, "party.work": 6}
# How many of a hundred villages forgot theirs: the township sees who is late.
FORGOTTEN = 4
SHOWN_DAYS = 8

TEXTS = {
    "village.affairs": (
        "一、村民代表会议决定的事项和落实情况：{month}月召开村民代表会议，决定硬化通组路{metres}米，已完工。\n"
        "二、政府拨付和社会捐赠资金、物资：收到高标准农田管护资金{thousands}000元，已用于沟渠清淤。\n"
        "三、协助政府开展工作：医保参保登记{people}人，养老保险认证{older}人。\n"
        "四、其他：秋季森林防火值班安排见公示栏右侧。"
    ),
    "finance.accounts": (
        "一、收入：山林发包收入{thousands}000元，光伏发电收入{solar}元。\n"
        "二、支出：路灯电费{light}元，保洁员工资{cleaner}元，办公用品{office}元。\n"
        "三、结余：以上收支相抵，账目由村务监督委员会审核。\n四、债权债务：无新增。"
    ),
    "party.work": (
        "一、支部班子分工：书记主持全面工作，组织委员负责党员教育管理，纪检委员负责监督。\n"
        "二、年度目标和完成情况：三会一课、主题党日按月开展，党费按月收齐。\n"
        "三、发展党员情况：培养入党积极分子{few}名。\n四、为群众办实事{people}件。"
    ),
    "village.relief": (
        "政策依据：上级民政部门关于低保动态管理的通知。\n对象：本村第三村小组刘某等{few}户。\n"
        "金额：按核定标准发放。\n公示期限和受理方式：公示七天，有异议请到村委会反映。"
    ),
}
QUESTIONS = (
    ("路灯电费比上个季度多，是怎么回事？", "今年新装了十二盏路灯，电费清单在村委会，可以来看。"),
    ("通组路为什么没有修到第五村小组？", "第五村小组排在明年上半年，已经列入计划。"),
)


@dataclass
class Board:
    """Rows on their way into the database."""

    publications: list[Publication] = field(default_factory=list)
    steps: list[PublicationStep] = field(default_factory=list)
    photos: list[PublicationFile] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)

    def save(self, shelf: Shelf) -> None:
        shelf.save()
        Publication.objects.bulk_create(self.publications, batch_size=2000)
        PublicationStep.objects.bulk_create(self.steps, batch_size=2000)
        PublicationFile.objects.bulk_create(self.photos, batch_size=2000)
        Objection.objects.bulk_create(self.objections, batch_size=2000)


class Notices:
    """Writes the notices of villages; names, texts and days are invented, with one random source."""

    def __init__(self, cast: Cast, shelf: Shelf, draw: random.Random, line: Timeline) -> None:
        self.cast, self.shelf, self.draw, self.line = cast, shelf, draw, line
        self.board = Board()

    def people(self, branch: Organisation) -> dict[str, str]:
        posts = {member.post: member.name for member in self.cast.rolls[branch.pk] if member.post}
        head = posts[Post.SECRETARY]
        return {
            "checker": posts.get(Post.DISCIPLINE, head),
            "secrecy_checker": posts.get(Post.ORGANISATION, head),
            "approver": head,
        }

    def text(self, code: str) -> str:
        draw = self.draw
        return TEXTS[code].format(
            month=draw.randint(1, 9),
            metres=draw.randint(2, 9) * 50,
            thousands=draw.randint(3, 18),
            people=draw.randint(12, 260),
            older=draw.randint(20, 90),
            solar=draw.randint(800, 2600),
            light=draw.randint(300, 900),
            cleaner=draw.randint(2, 5) * 900,
            office=draw.randint(80, 400),
            few=draw.randint(1, 4),
        )

    def notice(
        self,
        branch: Organisation,
        item: CatalogueItem,
        period: tuple[dt.date, dt.date],
        up: dt.date,
        status: str,
        *,
        days: int = SHOWN_DAYS,
    ) -> Publication:
        """Add a notice that was or is to be put up on `up`, with the steps that brought it to `status`."""
        by = self.cast.secretaries[branch.pk]
        drafted = up - dt.timedelta(days=3)
        until = up + dt.timedelta(days=days)
        reached = list(S.values).index(status)
        names = self.people(branch)
        title = f"{period_in_words(*period)}{item.name}" if item.is_owed else item.name
        made = Publication(
            branch=branch,
            kind=item.kind,
            item=item.code,
            title=title,
            period_start=period[0],
            period_end=period[1],
            content=self.text(item.code),
            places=["board", "group"] if self.draw.random() < 0.3 else ["board"],
            status=status,
            drafted_on=drafted,
            created_at=at_time(drafted, 9, self.draw.randrange(60)),
            created_by=by,
            saved_by=by,
        )
        made.saved_at = made.created_at
        dated = (
            (A.CHECK, up - dt.timedelta(days=2)),
            (A.APPROVE, up - dt.timedelta(days=1)),
            (A.PUT_UP, up),
            (A.TAKE_DOWN, until),
        )
        for number, (action, day) in enumerate(dated[:reached]):
            self.move(made, action, day, number, names, until, by)
        self.board.publications.append(made)
        return made

    def move(
        self,
        made: Publication,
        action: str,
        day: dt.date,
        number: int,
        names: dict[str, str],
        until: dt.date,
        by: User,
    ) -> None:
        at = min(at_time(day, 10, self.draw.randrange(60)), self.line.at - dt.timedelta(minutes=9 - number))
        changes = {
            A.CHECK: {
                "checked_on": day,
                "checker": names["checker"],
                "secrecy_checker": names["secrecy_checker"],
            },
            A.APPROVE: {"approved_on": day, "approver": names["approver"]},
            A.PUT_UP: {"put_up_on": day, "planned_until": until},
            A.TAKE_DOWN: {"taken_down_on": day},
        }[action]
        for name, value in changes.items():
            setattr(made, name, value)
        made.saved_at = at
        self.board.steps.append(
            PublicationStep(
                publication=made,
                action=action,
                from_status=S.values[number],
                to_status=S.values[number + 1],
                by=by,
                at=at,
            )
        )

    def photos(self, made: Publication) -> None:
        """Show the notice on its first day, and on its last when that has come."""
        by, days = made.created_by, [(PhotoMoment.FIRST, made.put_up_on, 1), (PhotoMoment.LAST, made.taken_down_on, 3)]
        for moment, day, number in days:
            if day is not None:
                at = min(at_time(day, 17, 5), self.line.at)
                file = self.shelf.file(made.branch, number, by=by, at=at)
                self.board.photos.append(
                    PublicationFile(publication=made, file=file, moment=moment, added_at=at, added_by=by)
                )

    def question(self, made: Publication, number: int, received: dt.date, *, answered: dt.date | None) -> None:
        asked, answer = QUESTIONS[number % len(QUESTIONS)]
        line = Objection(
            publication=made,
            received_on=received,
            text=asked,
            from_whom="" if number % 2 else "第五村小组村民代表",
            due_on=received + dt.timedelta(days=10),
            recorded_at=min(at_time(received, 16, 20), self.line.at),
            recorded_by=made.created_by,
        )
        if answered:
            line.answered_on, line.answer = answered, answer
            line.answered_at, line.answered_by = min(at_time(answered, 11, 0), self.line.at), made.created_by
        self.board.objections.append(line)


def publications_fill(cast: Cast, shelf: Shelf, draw: random.Random, line: Timeline) -> int:
    """Give every village its last notices, the showcase township more, and return how many that makes."""
    notices = Notices(cast, shelf, draw, line)
    showcase = {branch.pk for branch in cast.branches_of(cast.showcase)}
    for branch in cast.branches:
        for code, months in PERIODS.items():
            if draw.randrange(100) < FORGOTTEN:
                continue
            period = period_of(months, period_of(months, line.today)[0] - dt.timedelta(days=1))
            up = period[1] - dt.timedelta(days=draw.randint(1, 12))
            is_down = up + dt.timedelta(days=SHOWN_DAYS) <= line.today
            made = notices.notice(branch, BY_CODE[code], period, up, S.DOWN if is_down else S.UP)
            if branch.pk in showcase and code == "finance.accounts":
                notices.photos(made)
    for number, branch in enumerate(cast.branches_of(cast.showcase)):
        _showcase(notices, number, branch)
    notices.board.save(shelf)
    return len(notices.board.publications)


def _showcase(notices: Notices, number: int, branch: Organisation) -> None:
    """Let a village of the showcase have something hanging, something asked, and something half written."""
    line = notices.line
    quarter = period_of(3, line.today)
    hanging = notices.notice(branch, BY_CODE["village.relief"], quarter, line.day(2 + number % 5), S.UP)
    notices.photos(hanging)
    if number % 3 == 0:
        notices.question(hanging, number, line.day(1), answered=None)
    if number % 3 == 1:
        notices.question(hanging, number, line.day(2), answered=line.day(1))
    if number % 2 == 0:
        state = S.DRAFT if number % 4 == 0 else S.CHECKED
        notices.notice(branch, BY_CODE["finance.accounts"], quarter, line.today + dt.timedelta(days=1), state)
