"""The words in which the queue says where a ledger stands."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from ledgers.enums import Status
from ledgers.models.month import last_day_before
from ledgers.words import limit_in_words


class QueueWords:
    """The words of the queue, translated once for all rows."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        # Asked for once: looking the zone up for each moment of 404 rows takes longer than converting them.
        self.zone = timezone.get_current_timezone()
        self.township = (
            (_("待审"), "state-submitted", "dot-submitted"),
            (_("已通过"), "state-passed", "dot-passed"),
            (_("已报区委组织部"), "state-passed", "dot-passed"),
        )
        self.district = (
            (_("乡镇待审"), "state-open", ""),
            (_("乡镇已通过，待报送"), "state-open", ""),
            (_("待复审"), "state-submitted", "dot-submitted"),
        )
        self.rereviewed = (_("复审通过"), "state-passed", "dot-passed")
        self.returned = (_("退回在改"), "state-returned", "dot-returned")
        self.open, self.overdue = (_("未报"), "state-open", ""), (_("未报，已过按时时间"), "state-late", "")
        self.excepted = (_("未报，准予补报"), "state-late", "")
        self.never = (_("未报，已锁定"), "state-locked", "dot-locked")
        self.not_mended = (_("退回未改，已锁定"), "state-locked", "dot-locked")
        self.kept = (_("已锁定"), "state-locked", "dot-locked")
        self.today, self.days = _("今天报"), _("等 %d 天")
        self.hints, self.no_hint, self.points = _("提示 %d 条"), _("无提示"), _("%d 分")
        self.until, self.clock = _("%d月%d日前改好"), _("%s前改好")
        self.later = _("顺延到%s")
        self.put_off_to: dict[dt.datetime, str] = {}

    def state(self, status, at_county, received, township_passed, district_passed, for_district):
        """Return the word, the class of its pill and of its dot."""
        own = self.district if for_district else self.township
        if status == Status.SUBMITTED:
            return own[2] if at_county else own[0]
        if status == Status.PASSED:
            return self.rereviewed if at_county else own[1]
        if status == Status.RETURNED:
            return self.returned
        if received is None:
            return self.never
        return self.kept if township_passed or district_passed else self.not_mended

    def owing(self, on_time_until: dt.datetime, exception_until: dt.datetime | None) -> tuple[str, str, str]:
        """Return the same for a ledger that has not come in."""
        if exception_until is not None:
            return self.excepted
        return self.overdue if self.at >= on_time_until else self.open

    def waited(self, today: dt.date, since: dt.datetime) -> str:
        days = (today - since.astimezone(self.zone).date()).days
        return self.days % days if days > 0 else self.today

    def note(self, status, state, waited, warnings, score, mend_by) -> str:
        if waited:
            return f"{waited} · {self.hints % warnings if warnings else self.no_hint}"
        if status == Status.RETURNED and mend_by:
            return f"{state} · {self.mend(mend_by)}"
        return f"{self.points % score} · {state}" if score is not None else state

    def mend(self, limit: dt.datetime) -> str:
        if limit.astimezone(self.zone).time() != dt.time():
            return self.clock % limit_in_words(limit)
        day = last_day_before(limit)
        return self.until % (day.month, day.day)

    def put_off(self, limit: dt.datetime) -> str:
        """Return until when a limit was put off: the same few instants for all the branches."""
        if limit not in self.put_off_to:
            self.put_off_to[limit] = self.later % limit_in_words(limit)
        return self.put_off_to[limit]

    def score(self, township: int | None, district: int | None) -> str:
        if township is None or district is None:
            return "" if township is None else self.points % township
        return f"{township} → {self.points % district}"

    def day(self, value: dt.datetime | None) -> str:
        if value is None:
            return ""
        local = value.astimezone(self.zone)
        return f"{local.month}-{local.day:02d} {local.hour:02d}:{local.minute:02d}"
