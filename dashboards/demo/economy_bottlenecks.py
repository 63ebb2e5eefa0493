"""Invented policy bottlenecks of the showcase in every state, played through the service."""

# i18n: data file

import datetime as dt
import uuid

from branches.enums import Role
from branches.models import Department, Membership, Organisation, User
from dashboards.demo import minutes
from dashboards.demo.people import SINCE, Cast
from dashboards.demo.timeline import at_time
from economy.enums.bottleneck import BottleneckKind, Outcome, Satisfaction
from economy.enums.bottleneck import TicketAction as A
from economy.models import Bottleneck, Project
from economy.services.bottleneck import bottleneck_move, bottleneck_raise

K = BottleneckKind
LAND, FOREST, ENVIRONMENT, TAX, BANK = "区自然资源局", "区林业局", "生态环境分局", "区税务局", "区金融服务中心"
BUREAUS = (LAND, FOREST, ENVIRONMENT, TAX, BANK)
# village by number, kind, title, text, department, and the moves with how many days ago and what they carry.
PLAYS = (
    (0, K.LAND, "大棚管理房没有用地指标", "基地要建管理房80平方米，设施农业用地备案没有办下来。", LAND, ("rate", 3)),
    (
        1,
        K.FOREST,
        "油茶低改要占用林地",
        "低改要修作业道1.2公里，林地占用指标没有落实。",
        FOREST,
        ("answer", Outcome.PARTLY),
    ),
    (2, K.ENVIRONMENT, "鸭棚环评迟迟不批", "养殖场粪污处理方案改了三次，环评还没有批。", ENVIRONMENT, ("late", 0)),
    (3, K.FINANCE, "冷库抵押贷不到款", "冷库没有不动产证，银行不予抵押。", BANK, ("consult", 0)),
    (4, K.TAX, "光伏发电收入怎样开票", "村集体没有开过电费发票，收入进不了账。", TAX, ("bad", 1)),
    (5, K.LAND, "校舍出租涉及土地性质", "校舍用地是教育用地，出租办不了手续。", "", ("report", 0)),
    (6, K.OTHER, "农机跨区作业没有通行证", "农机过境常被拦下。", "", ("raise", 0)),
    (7, K.FOREST, "黄栀子基地在公益林边上", "能不能间伐，没有人说得清。", "", ("return", 0)),
    (0, K.FINANCE, "二期想办贴息贷款", "一期效益好，二期差30万元。", BANK, ("assign", 0)),
)


def economy_bottlenecks_fill(cast: Cast, today: dt.date) -> int:
    """Make the departments that lead, play the tickets in the showcase, and return how many there are."""
    villages = cast.branches_of(cast.showcase)
    officers = _officers(cast)
    for number, kind, title, text, bureau, (upto, extra) in PLAYS:
        _play(cast, villages[number % len(villages)], (kind, title, text), officers.get(bureau), (upto, extra), today)
    return Bottleneck.objects.count()


def _officers(cast: Cast) -> dict[str, tuple[Department, User]]:
    """Return the departments that lead, each with an officer; those that are not asked about cadres are made here."""
    known = set(Department.objects.filter(county=cast.district).values_list("name", flat=True))
    departments = Department.objects.bulk_create(
        Department(county=cast.district, name=name, position=50 + place, vets=False)
        for place, name in enumerate(BUREAUS)
        if name not in known
    )
    password = cast.named["fushen"].password  # the demo's own, hashed once
    people = User.objects.bulk_create(
        User(
            username=f"bumen{place}",
            display_name=minutes.OFFICER_NAME.format(20 + place) + minutes.DEMO_MARK,
            password=password,
            is_demo=True,
        )
        for place, _department in enumerate(departments, 1)
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation=cast.district,
            role=Role.DEPARTMENT_OFFICER,
            department=department,
            since=SINCE,
        )
        for user, department in zip(people, departments, strict=True)
    )
    held = Membership.objects.current().filter(department__county=cast.district, department__name__in=BUREAUS)
    return {each.department.name: (each.department, each.user) for each in held.select_related("department", "user")}


def _play(cast: Cast, village: Organisation, what: tuple, lead, goal: tuple, today: dt.date) -> None:
    kind, title, text = what
    upto, extra = goal
    township, district = cast.reviewers[cast.showcase.pk][0], cast.named["fushen"]
    by = cast.secretaries[village.pk]
    # So long ago that a clock of fifteen working days has run out, or not.
    start = 40 if upto in ("late", "rate", "answer", "bad") else 8

    def at(ago: int) -> dt.datetime:
        return at_time(today - dt.timedelta(days=ago), 10)

    ticket = bottleneck_raise(
        village=village,
        values={
            "kind": kind,
            "title": title,
            "text": text,
            "project": Project.objects.filter(organisation=village).open().first(),
        },
        key=uuid.uuid4(),
        by=by,
        at=at(start),
    )

    def move(action: str, who: User, ago: int, **values) -> None:
        bottleneck_move(ticket=ticket, action=action, values=values, by=who, at=at(ago))

    if upto == "raise":
        return None
    if upto == "return":
        return move(A.RETURN, township, start - 1, note="请写明在哪个山头、多大面积。")
    move(A.REPORT, township, start - 1, note="情况属实。")
    if upto == "report":
        return None
    department, officer = lead
    move(A.ASSIGN, district, start - 2, department=department)
    if upto in ("assign", "late"):
        return None
    move(A.CONSULT, officer, start - 4, note="已会同乡镇现场踏勘。")
    if upto == "consult":
        return None
    outcome = extra if upto == "answer" else Outcome.SOLVED
    move(A.ANSWER, officer, start - 15, outcome=outcome, note="已按规定办理，具体手续由乡镇代办。")
    if upto == "answer":
        return None
    content = Satisfaction.BAD if upto == "bad" else Satisfaction.GOOD
    return move(A.RATE, by, start - 17, satisfaction=content, note="还是不会开票。" if upto == "bad" else "")
