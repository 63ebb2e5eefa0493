"""Service centres in the demo: hours and services in nearly every village, satisfaction of the last two months."""

# i18n: data file

import datetime as dt
import random

from django.utils import timezone

from config.lib.months import first_day, months_after
from dashboards.demo.people import Cast
from facilities.enums.centre import ServiceKind as K
from facilities.models import Satisfaction, ServiceCentre, ServiceItem

SERVICES = (
    (K.PARTY, "党组织关系咨询、党费收缴", 0, False),
    (K.CIVIL, "低保、临时救助申请受理", 5, True),
    (K.SOCIAL, "养老保险资格认证", 0, True),
    (K.HEALTH, "代办医保缴费", 1, True),
    (K.FARM, "种粮补贴核对", 3, False),
    (K.LEGAL, "邻里纠纷调解", 7, False),
    (K.PAPERS, "居住、婚育情况证明", 0, False),
)


def facilities_centre_fill(cast: Cast, draw: random.Random, at: dt.datetime) -> int:
    """Write centres, services and satisfaction in bulk; one village in twelve has not said anything yet."""
    today = timezone.localdate(at)
    villages = [each for number, each in enumerate(cast.branches) if number % 12 != 11]
    centres = ServiceCentre.objects.bulk_create(
        ServiceCentre(
            organisation=village,
            place=f"{village.village_name}党群服务中心一楼",
            weekdays="1234567",
            opens_at=dt.time(8, 0),
            closes_at=dt.time(18, 0) if draw.random() < 0.7 else dt.time(17, 30),
            by=cast.secretaries[village.pk],
            at=at,
        )
        for village in villages
    )
    since = today - dt.timedelta(days=200)
    ServiceItem.objects.bulk_create(
        [
            ServiceItem(centre=centre, kind=kind, name=name, days=days, by_proxy=by_proxy, since=since)
            for centre in centres
            for kind, name, days, by_proxy in SERVICES
            if draw.random() < 0.85
        ],
        batch_size=2000,
    )
    Satisfaction.objects.bulk_create(
        [_month(cast, village, month, draw, at) for village in villages for month in _months(today)], batch_size=2000
    )
    return len(centres)


def _months(today: dt.date) -> list[dt.date]:
    return [months_after(first_day(today), -count) for count in (1, 2)]


def _month(cast: Cast, village, month: dt.date, draw: random.Random, at: dt.datetime) -> Satisfaction:
    poor = int(draw.random() < 0.1)
    return Satisfaction(
        organisation=village,
        month=month,
        very=draw.randint(6, 20),
        good=draw.randint(3, 12),
        fair=draw.randint(0, 3),
        poor=poor,
        text="反映等候时间长，已安排两人值班。" if poor else "",
        by=cast.secretaries[village.pk],
        at=at,
    )
