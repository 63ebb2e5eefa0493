"""Invented enterprises, agreements and specialities of the whole district."""

# i18n: data file

import datetime as dt
import random
from decimal import Decimal

from branches.models import Organisation
from config.lib.creditcode import check_character
from dashboards.demo.people import Cast
from dashboards.demo.timeline import at_time
from economy.enums.enterprise import AgreementMode, EnterpriseLevel, Performance
from economy.models import AgreementReview, AgreementVillage, Enterprise, EnterpriseAgreement, Speciality

FIRMS = (
    ("示例蔬菜产业有限公司", EnterpriseLevel.CITY, "蔬菜种植、加工"),
    ("演示米业有限公司", EnterpriseLevel.PROVINCE, "优质稻收购、加工"),
    ("示例生态养殖公司", EnterpriseLevel.COUNTY, "蛋鸭养殖、加工"),
    ("演示中药材合作社联合社", EnterpriseLevel.ORDINARY, "黄栀子种植、烘干"),
    ("示例光伏科技公司", EnterpriseLevel.ORDINARY, "光伏电站建设、运维"),
    ("演示果业有限公司", EnterpriseLevel.COUNTY, "蜜橘、脐橙种植、销售"),
)
WAYS = (AgreementMode.ORDERS, AgreementMode.FLOOR, AgreementMode.LEASE, AgreementMode.JOINT, AgreementMode.SERVICE)
PRODUCTS = ("辣椒", "优质稻", "蛋鸭", "黄栀子", "蜜橘", "油茶", "西瓜", "莲子", "食用菌", "红薯粉")
BRANDS = ("", "", "示例山", "演示田园")
CERTIFICATES = ("", "", "", "green", "origin")


def economy_enterprises_fill(cast: Cast, today: dt.date, draw: random.Random) -> int:
    """Give each township an enterprise or two with agreements, each village a product; return how many agreements."""
    keeper = cast.named["fushen"]
    firms = Enterprise.objects.bulk_create(
        Enterprise(
            organisation=cast.district,
            registered_at=cast.district,
            code=_code(number),
            name=f"临川{name}",
            level=level,
            industry=industry,
            created_at=at_time(today - dt.timedelta(days=300), 9),
            created_by=keeper,
        )
        for number, (name, level, industry) in enumerate(FIRMS, 1)
    )
    agreements, covered = [], []
    for place, township in enumerate(cast.townships):
        by = cast.reviewers[township.pk][0]
        for turn in range(1 + place % 2):
            firm = firms[(place + turn) % len(firms)]
            since = today - dt.timedelta(days=(380, 330, 200)[(place + turn) % 3])
            years = 1 if (place + turn) % 3 == 1 else 3
            agreement = EnterpriseAgreement(
                enterprise=firm,
                organisation=township,
                title=f"{firm.industry.split('、')[0]}合作",
                mode=WAYS[(place + turn) % len(WAYS)],
                floor_cents=draw.randint(2, 9) * 10_000_00,
                dividend_percent=Decimal(draw.choice((0, 10, 15, 20))),
                area_mu=Decimal(draw.randint(3, 40) * 10),
                signed_on=since,
                since=since,
                until=since + dt.timedelta(days=365 * years),
                created_at=at_time(today - dt.timedelta(days=190), 9),
                created_by=by,
            )
            agreements.append(agreement)
            covered += [(agreement, village) for village in _some(cast.branches_of(township), draw)]
    EnterpriseAgreement.objects.bulk_create(agreements)
    AgreementVillage.objects.bulk_create(
        AgreementVillage(agreement=agreement, organisation=village, households=draw.randint(5, 60))
        for agreement, village in covered
    )
    _judge(cast, [each for each in agreements if each.since.year < today.year], today, draw)
    _specialities(cast, firms, today, draw)
    return len(agreements)


def _code(number: int) -> str:
    """Return an invented credit code: its body begins with MA and zeros."""
    first = f"91361002MA0000{number:03d}"
    return first + check_character(first)


def _some(villages: list[Organisation], draw: random.Random) -> list[Organisation]:
    return draw.sample(villages, min(len(villages), draw.randint(2, 6)))


def _judge(cast: Cast, agreements: list[EnterpriseAgreement], today: dt.date, draw: random.Random) -> None:
    rows = []
    for number, agreement in enumerate(agreements):
        is_whole = number % 4 != 3
        rows.append(
            AgreementReview(
                agreement=agreement,
                year=today.year - 1,
                grade=Performance.KEPT if is_whole else Performance.PARTLY,
                due_cents=agreement.floor_cents,
                paid_cents=agreement.floor_cents if is_whole else agreement.floor_cents * 3 // 4,
                text="" if is_whole else "因灾减产，余款约定下年补齐。",
                by=agreement.created_by,
                at=at_time(today - dt.timedelta(days=100), 10),
            )
        )
    AgreementReview.objects.bulk_create(rows)


def _specialities(cast: Cast, firms: list[Enterprise], today: dt.date, draw: random.Random) -> None:
    rows = []
    for number, village in enumerate(cast.branches):
        if draw.random() < 0.2:
            continue
        rows.append(
            Speciality(
                organisation=village,
                year=today.year,
                product=PRODUCTS[number % len(PRODUCTS)],
                brand=draw.choice(BRANDS),
                certificate=draw.choice(CERTIFICATES),
                output_cents=draw.randint(20, 600) * 10_000_00,
                households=draw.randint(10, 180),
                written_at=at_time(today - dt.timedelta(days=40), 9),
                written_by=cast.secretaries[village.pk],
            )
        )
    for number, township in enumerate(cast.townships):
        rows.append(
            Speciality(
                organisation=township,
                year=today.year,
                product=PRODUCTS[number % len(PRODUCTS)],
                output_cents=draw.randint(2000, 9000) * 10_000_00,
                households=draw.randint(300, 2000),
                enterprise=firms[number % len(firms)],
                written_at=at_time(today - dt.timedelta(days=38), 9),
                written_by=cast.reviewers[township.pk][0],
            )
        )
    Speciality.objects.bulk_create(rows)
