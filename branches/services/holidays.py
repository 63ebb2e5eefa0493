"""Keep the corrections to the working-day calendar (节假日调整), as the State Council's notices give them."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Holiday, User

# The longest holiday with its bridges has nine days; a longer entry is a slip of the year.
MOST_DAYS = 15


class HolidayRefused(Exception):
    """The days can't be written so; `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def holidays_save(
    *, first: dt.date, last: dt.date, is_workday: bool, name: str, source: str, by: User, at: dt.datetime
) -> int:
    """Write the days from `first` to `last` as working days or days of rest and return how many they are.

    A day that is there already is written over. `source` is the number of the notice (国办发明电…). Limits of months
    that have opened stay as they were frozen. Raises HolidayRefused.
    """
    _refuse_others(by)
    if last < first:
        raise HolidayRefused(_("结束日期不能早于开始日期。"), "last")
    days = (last - first).days + 1
    if days > MOST_DAYS:
        raise HolidayRefused(_("一次最多写%(n)d天，请核对日期。") % {"n": MOST_DAYS}, "last")
    if not source.strip():
        raise HolidayRefused(_("请填通知文号。"), "source")
    for number in range(days):
        Holiday.objects.update_or_create(
            date=first + dt.timedelta(days=number),
            defaults={"is_workday": is_workday, "name": name.strip(), "source": source.strip()},
        )
    return days


def holiday_delete(*, holiday: Holiday, by: User, at: dt.datetime) -> None:
    """Take one day back; its history stays. Raises HolidayRefused."""
    _refuse_others(by)
    holiday.delete()


def _refuse_others(by: User) -> None:
    if not by.may(Permission.CALENDAR_EDIT):
        raise HolidayRefused(_("只有系统管理员可以修改节假日安排。"))
