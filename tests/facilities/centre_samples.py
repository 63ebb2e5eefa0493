"""Invented service centres for tests."""

import datetime as dt

from branches.models import Organisation
from facilities.models import Satisfaction, ServiceCentre, ServiceItem
from facilities.services import centre as services
from tests.factories import NOW, District

HOURS = {
    "place": "村党群服务中心一楼",
    "phone": "07941234567",
    "weekdays": "1234567",
    "opens_at": dt.time(8, 0),
    "closes_at": dt.time(18, 0),
    "on_holidays": True,
    "note": "",
}
COUNTS = {"very": 10, "good": 8, "fair": 2, "poor": 0}


def opened(district: District, village: Organisation | None = None) -> ServiceCentre:
    village = village or district.branch
    return services.centre_save(village=village, values=HOURS, by=district.secretary_of(village), at=NOW)


def offered(district: District, name: str = "代办医保缴费") -> ServiceItem:
    centre = opened(district)
    return services.service_add(
        centre=centre, kind="health", name=name, days=3, by_proxy=True, by=district.secretary, at=NOW
    )


def satisfied(district: District, village: Organisation | None = None, month: str = "2026-11") -> Satisfaction:
    village = village or district.branch
    by = district.secretary_of(village)
    return services.satisfaction_save(village=village, month=month, counts=COUNTS, text="", by=by, at=NOW)
