"""Fix a district's hours."""

import datetime as dt

from django.utils.translation import gettext as _

from branches.models import Organisation, User
from notices.hours import LOCAL, Hours
from notices.models import DeliveryHours


class HoursRefused(Exception):
    """Hours that contradict each other; `field` names the one to mend."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def hours_fix(*, district: Organisation, hours: Hours, by: User, at: dt.datetime) -> DeliveryHours:
    """Fix when nothing leaves and when collected messages do; what waits already keeps its time, but never leaves in
    the quiet hours. Raises HoursRefused."""
    day = at.astimezone(LOCAL).date()
    if hours.is_quiet(dt.datetime.combine(day, hours.digest_at, LOCAL)):
        raise HoursRefused(_("汇总的时间落在不发消息的时间里，请改一个。"), "digest_at")
    values = {"quiet_from": hours.quiet_from, "quiet_until": hours.quiet_until, "digest_at": hours.digest_at}
    fixed, _new = DeliveryHours.objects.update_or_create(district=district, defaults=values)
    return fixed
