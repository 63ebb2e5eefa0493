"""The working-day calendar with the district's corrections from the database."""

import datetime as dt

from branches.models import Holiday


def holiday_overrides() -> dict[dt.date, bool]:
    """Return the corrections as config.lib.workdays wants them: date → is a working day."""
    return dict(Holiday.objects.values_list("date", "is_workday"))
