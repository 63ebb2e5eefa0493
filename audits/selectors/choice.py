"""What the queue is narrowed to: read from an address, written back into one, turned into a condition."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.enums import Reason
from audits.models import Remark, RemarkUse, Verdict
from branches.models import User
from ledgers import limits
from ledgers.enums import Status

AT_COUNTY = Q(desk=F("month__district"))
WAITED_DAYS = (1, 3, 5, 7)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the queue is narrowed to: a filter's code, a township's id, a part of a village's name, and so on.

    `waited` is a number of days at least; `warned`, `late` and `changed` keep only ledgers with doubts of the
    pre-review, handed in late, handed in again after a verdict. `reason` is what a verdict took points off for,
    `remark` the id of one of the library that a verdict uses.
    """

    state: str = ""
    township: int | None = None
    words: str = ""
    waited: int | None = None
    warned: bool = False
    late: bool = False
    changed: bool = False
    reason: str = ""
    remark: int | None = None

    @property
    def query(self) -> dict:
        """The choice as it stands in an address."""
        parts = {
            "state": self.state,
            "township": self.township,
            "q": self.words,
            "days": self.waited,
            "hints": int(self.warned),
            "late": int(self.late),
            "changed": int(self.changed),
            "reason": self.reason,
            "remark": self.remark,
        }
        return {key: value for key, value in parts.items() if value}

    def as_query(self) -> str:
        """The choice as the end of an address, with its question mark; empty when nothing is chosen."""
        return f"?{urlencode(self.query)}" if self.query else ""

    def in_state(self, code: str) -> "Choice":
        return replace(self, state=code)

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing but the state and a township narrows the queue."""
        return self == Choice(self.state, self.township)

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything but the state narrows the queue."""
        return self != Choice(self.state)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def choice_from(params: Mapping[str, str]) -> Choice:
    """Return the choice that an address asks for; what makes no sense in it is left out."""
    days, reason = _number(params.get("days", "")), params.get("reason", "")
    return Choice(
        state=params.get("state", "")[:20],
        township=_number(params.get("township", "")),
        words=params.get("q", "").strip()[:40],
        waited=min(days, 99) if days else None,
        warned=params.get("hints") == "1",
        late=params.get("late") == "1",
        changed=params.get("changed") == "1",
        reason=reason if reason in Reason.values else "",
        remark=_number(params.get("remark", "")),
    )


class Active(NamedTuple):
    """A condition that is in force, in words, and the address's query without it."""

    label: str
    without: str


def active_filters(choice: Choice, townships: Sequence[tuple[int, str]], user: User) -> list[Active]:
    """Return the conditions in force besides the state; `townships` are (id, name) of those in the user's scope."""
    names = dict(townships)
    why = dict(Reason.choices).get(choice.reason, "")
    remark = Remark.objects.visible_to(user).filter(pk=choice.remark).first() if choice.remark else None
    found = []
    for is_set, label, cleared in (
        (choice.township, names.get(choice.township, _("别的乡镇")), {"township": None}),
        (choice.words, _("村名含“%(words)s”") % {"words": choice.words}, {"words": ""}),
        (choice.waited, _("等了 %(n)d 天以上") % {"n": choice.waited or 0}, {"waited": None}),
        (choice.warned, _("有预审提示"), {"warned": False}),
        (choice.late, _("迟报"), {"late": False}),
        (choice.changed, _("退回后改过"), {"changed": False}),
        (
            choice.reason,
            _("扣分原因：%(reason)s") % {"reason": why},
            {"reason": ""},
        ),
        (choice.remark, _("常用语：%(text)s") % {"text": remark or _("（看不到）")}, {"remark": None}),
    ):
        if is_set:
            found.append(Active(str(label), replace(choice, **cleared).as_query() or "?"))
    return found


def loses_for(reason: str) -> Func:
    """Return the condition on a verdict that it takes points off for `reason`."""
    return Func(
        F("lost"),
        Value('$.*.reason ? (@ == "%s")' % Reason(reason).value),  # noqa: UP031 -- braces would need escaping
        function="jsonb_path_exists",
        template="%(function)s(%(expressions)s::jsonpath)",
        output_field=BooleanField(),
    )


def condition_of(choice: Choice, *, is_district: bool, at: dt.datetime) -> Q:
    """Return the condition on ledgers for all of the choice but its state.

    A ledger waits for the level whose desk it lies on, in whole days of the calendar, as the rows say it.
    """
    condition = Q()
    if choice.township:
        condition &= Q(township=choice.township)
    if choice.words:
        condition &= Q(branch__name__icontains=choice.words)
    if choice.waited:
        last = timezone.localtime(at).date() - dt.timedelta(days=choice.waited - 1)
        midnight = timezone.make_aware(dt.datetime.combine(last, dt.time()))
        here = AT_COUNTY if is_district else ~AT_COUNTY
        condition &= Q(status=Status.SUBMITTED) & here
        # With the district a ledger waits since the report, in the township since it was handed in.
        condition &= Q(waits_since__lt=midnight)
    if choice.warned:
        condition &= Q(warnings__gt=0)
    if choice.late:
        condition &= limits.LATE
    if choice.changed:
        earlier = Verdict.objects.filter(ledger=OuterRef("pk"), revision__lt=OuterRef("revision"))
        condition &= Q(status=Status.SUBMITTED) & Q(Exists(earlier))
    if choice.reason:
        judged = Verdict.objects.filter(loses_for(choice.reason), ledger=OuterRef("pk"))
        condition &= Q(Exists(judged))
    if choice.remark:
        used = RemarkUse.objects.filter(verdict__ledger=OuterRef("pk"), remark=choice.remark)
        condition &= Q(Exists(used))
    return condition


def waits_since(*, is_district: bool) -> Coalesce | F:
    """Return since when a ledger lies on the level's desk."""
    return Coalesce("reported_at", "submitted_at") if is_district else F("submitted_at")
