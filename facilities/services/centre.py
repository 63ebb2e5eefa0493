"""Keep a village's service centre (党群服务中心): hours, services, satisfaction."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from config.lib.months import first_day, parse_month
from facilities.enums.centre import ServiceKind
from facilities.models import Satisfaction, ServiceCentre, ServiceItem
from facilities.refusal import FacilityRefused, refuse_unless
from facilities.rules.centre import may_keep

MOST_PEOPLE = 9999
MOST_DAYS = 90


@transaction.atomic
def centre_save(*, village: Organisation, values: Mapping, by: User, at: dt.datetime) -> ServiceCentre:
    """Write when the centre is open and where; `values` are place, phone, weekdays (digits, 1 is Monday), opens_at,
    closes_at, on_holidays, note. Raises FacilityRefused naming the field."""
    refuse_unless(may_keep(by, village))
    if not values["place"].strip():
        raise FacilityRefused(_("请写地点。"), "place")
    days = "".join(sorted(set(values["weekdays"])))
    if not days or set(days) - set("1234567"):
        raise FacilityRefused(_("请选开放日。"), "weekdays")
    if values["closes_at"] <= values["opens_at"]:
        raise FacilityRefused(_("关门时间要晚于开门时间。"), "closes_at")
    columns = {name: values[name] for name in ("opens_at", "closes_at", "on_holidays")}
    columns |= {name: values[name].strip() for name in ("place", "phone", "note")}
    centre, _is_new = ServiceCentre.objects.update_or_create(
        organisation=village, defaults=columns | {"weekdays": days, "by": by, "at": at}
    )
    return centre


@transaction.atomic
def service_add(
    *, centre: ServiceCentre, kind: str, name: str, days: int, by_proxy: bool, by: User, at: dt.datetime
) -> ServiceItem:
    """Offer a service, promised within `days` days (0: at once). Raises FacilityRefused naming the field."""
    refuse_unless(may_keep(by, centre.organisation))
    if kind not in ServiceKind.values:
        raise FacilityRefused(_("请选类别。"), "kind")
    if not name.strip():
        raise FacilityRefused(_("请写服务事项。"), "name")
    if not 0 <= days <= MOST_DAYS:
        raise FacilityRefused(_("承诺办结在0到90天之间。"), "days")
    ServiceCentre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    if centre.services.offered().filter(name=name.strip()).exists():
        raise FacilityRefused(_("已经有这一项。"), "name")
    return ServiceItem.objects.create(
        centre=centre, kind=kind, name=name.strip(), days=days, by_proxy=by_proxy, since=timezone.localdate(at)
    )


@transaction.atomic
def service_retire(*, service: ServiceItem, by: User, at: dt.datetime) -> ServiceItem:
    """Offer a service no more from today. Raises FacilityRefused."""
    rows = ServiceItem.objects.select_for_update(of=("self",)).select_related("centre__organisation")
    current = rows.get(pk=service.pk)
    refuse_unless(may_keep(by, current.centre.organisation))
    if current.retired_on is not None:
        raise FacilityRefused(_("这一项已经停止提供。"))
    current.retired_on = timezone.localdate(at)
    current.save(update_fields=["retired_on"])
    return current


@transaction.atomic
def satisfaction_save(
    *, village: Organisation, month: str, counts: Mapping[str, int], text: str, by: User, at: dt.datetime
) -> Satisfaction:
    """Write how many were very, good, fair, poor satisfied in a month (YYYY-MM); the same month again corrects it.

    Who is not satisfied needs a word on what is done about it. Raises FacilityRefused naming the field.
    """
    refuse_unless(may_keep(by, village))
    try:
        first = parse_month(month)
    except ValueError:
        raise FacilityRefused(_("月份要写成 2026-11 这样。"), "month") from None
    if not first_day(village.active_from) <= first <= timezone.localdate(at):
        raise FacilityRefused(_("月份不对，不能晚于本月，也不能早于建村。"), "month")
    for name, count in counts.items():
        if not 0 <= count <= MOST_PEOPLE:
            raise FacilityRefused(_("这个数不可能，请核对。"), name)
    if not sum(counts.values()):
        raise FacilityRefused(_("至少要有一个人评价。"), "very")
    if counts["poor"] and not text.strip():
        raise FacilityRefused(_("有人不满意，请写意见和怎么改进。"), "text")
    row, _is_new = Satisfaction.objects.update_or_create(
        organisation=village, month=first, defaults={**counts, "text": text.strip(), "by": by, "at": at}
    )
    return row
