"""Fix what the rules leave to the district (规则), and the days of its month (办理时限)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Organisation, User
from ledgers.enums import RuleScope, Severity
from ledgers.models import DistrictParameters, LocalRule
from ledgers.rulebook.book import Rule, Value, plain_of
from ledgers.rulebook.words import bounds_in_words
from ledgers.rules import may_edit_rules
from ledgers.selectors.rules import local_version, national_on, rule_history
from ledgers.services.months import parameters_of
from ledgers.words import day_in_words

# How much the pre-review minds, the mildest first.
STRICTNESS = (Severity.OFF, Severity.WARN, Severity.BLOCK)

DAYS = ("on_time_day", "lock_day", "review_day", "report_day", "rereview_day", "circular_day")
# (a day, the day it must not come before, what is wrong when it does)
DAYS_IN_ORDER = (
    ("lock_day", "on_time_day", gettext_lazy("锁定日不能早于按时提交截止日。")),
    ("report_day", "lock_day", gettext_lazy("乡镇报送截止日不能早于村级锁定日。")),
    ("report_day", "review_day", gettext_lazy("乡镇报送截止日不能早于乡镇审查截止日。")),
    ("rereview_day", "report_day", gettext_lazy("区级复审截止日不能早于乡镇报送截止日。")),
    ("circular_day", "rereview_day", gettext_lazy("通报日不能早于区级复审截止日。")),
)


class RuleRefused(Exception):
    """The rule may not be fixed so; `field` names the column that is wrong, when it is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wording:
    """How a district words a rule.

    `value` is in the rule's own unit (cents for money); for a check it is nothing and `severity` counts. `valid_from`
    is the local day from which it holds, the first after today at the earliest.
    """

    value: Value | None
    severity: str
    source: str
    article: str
    scope: str
    valid_from: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A version that a district writes: the row, the rule as it would stand without it, and with it."""

    row: LocalRule
    before: Rule
    after: Rule


def severities_open_to(code: str, day: dt.date) -> list[str]:
    """Return what a district may have the pre-review do about a check, the mildest first.

    What the nation's file blocks cannot be true (an end before the start, more votes than voters): a record that says
    so is wrong whatever a district thinks of it, so it is neither switched off nor softened. What only asks for a
    second look may be dropped, or made to block. No further column says so: the nation's severity is the bound.
    """
    base = national_on(code, day)
    return [Severity.BLOCK] if base.severity == Severity.BLOCK else [str(severity) for severity in STRICTNESS]


def _refuse_unless_whole(row: LocalRule, today: dt.date) -> None:
    if row.valid_from is None:
        raise RuleRefused(_("请选生效日期。"), "valid_from")
    if row.valid_from <= today:
        raise RuleRefused(
            _("生效日期要在今天（%(day)s）之后：以前的记录按当时的规定算。") % {"day": day_in_words(today)},
            "valid_from",
        )
    if not row.source:
        raise RuleRefused(_("请写明依据的文件。"), "source")
    if row.scope not in RuleScope.values:
        raise RuleRefused(_("请选来源层级。"), "scope")
    if not row.reason:
        raise RuleRefused(_("请写明为什么改，一句话就行。"), "reason")
    for name in ("source", "article", "reason"):
        limit = LocalRule._meta.get_field(name).max_length
        if len(getattr(row, name)) > limit:
            raise RuleRefused(_("最多写 %(n)d 个字。") % {"n": limit}, name)


def _refuse_out_of_bounds(row: LocalRule, value: Value | None) -> None:
    base = national_on(row.code, row.valid_from)
    if base.is_check:
        if row.severity not in severities_open_to(row.code, row.valid_from):
            raise RuleRefused(_("这一条查的是不可能属实的情况，必须改，不能放宽。"), "severity")
    elif not base.is_local:
        if value != base.value:
            raise RuleRefused(_("这个数是上级文件定的，区里不能改，只能改依据的写法。"), "value")
    elif value is None or not base.least <= value <= base.most:
        raise RuleRefused(_("要在%(bounds)s之间。") % {"bounds": bounds_in_words(base)}, "value")


def _draft(district: Organisation, code: str, wording: Wording, by: User, at: dt.datetime) -> LocalRule:
    """Return the row that `wording` makes; of a check only the severity counts, of all others only the value."""
    base = national_on(code, wording.valid_from or timezone.localdate(at))
    if base is None:
        raise RuleRefused(_("没有这条规则。"))
    return LocalRule(
        district=district,
        code=code,
        value=plain_of(base.value if base.is_check else wording.value),
        severity=wording.severity if base.is_check else base.severity,
        scope=wording.scope,
        source=wording.source.strip(),
        article=wording.article.strip(),
        valid_from=wording.valid_from,
        reason=wording.reason.strip(),
        by=by,
        at=at,
    )


def _judged(row: LocalRule, wording: Wording, at: dt.datetime) -> RuleChange:
    """Return the change that `row` makes; raises RuleRefused when it may not be made so."""
    _refuse_unless_whole(row, timezone.localdate(at))
    _refuse_out_of_bounds(row, wording.value)
    before = rule_history(row.district).on(row.valid_from)[row.code]
    after = local_version(row)
    if _content(before) == _content(after):
        raise RuleRefused(_("和那一天本来的规定一样，没有要改的。"))
    return RuleChange(row, before, after)


def rule_change(*, district: Organisation, code: str, wording: Wording, by: User, at: dt.datetime) -> RuleChange:
    """Return what `rule_fix` would write with the same arguments, without writing it. Raises RuleRefused."""
    if not (answer := may_edit_rules(by, district)):
        raise RuleRefused(answer.reason)
    return _judged(_draft(district, code, wording, by, at), wording, at)


def _content(rule: Rule) -> tuple:
    return rule.value, rule.severity, rule.source, rule.article, rule.scope


def _repeated(row: LocalRule) -> LocalRule | None:
    """Return the newest version of the rule when it already says what `row` says: the same request came twice."""
    newest = LocalRule.objects.filter(district=row.district, code=row.code).order_by("-pk").first()
    names = ("value", "severity", "scope", "source", "article", "valid_from", "is_withdrawn", "reason", "by_id")
    same = newest and all(getattr(newest, name) == getattr(row, name) for name in names)
    return newest if same else None


def _take_turns(district: Organisation) -> None:
    """Let two officers of a district write one after the other, so that each is judged by what the other wrote."""
    Organisation.objects.select_for_update().get(pk=district.pk)


@transaction.atomic
def rule_fix(*, district: Organisation, code: str, wording: Wording, by: User, at: dt.datetime) -> LocalRule:
    """Write a version of the rule `code` that holds in `district` from its day on, and return it.

    Nothing is overwritten: a version is a further row, and the same request again returns the row of the first.

    Raises:
        RuleRefused: with a sentence and the field's name: out of bounds, not after today, without source or reason,
            a check that may not be softened, or a value that belongs to the law.
    """
    if not (answer := may_edit_rules(by, district)):
        raise RuleRefused(answer.reason)
    _take_turns(district)
    row = _draft(district, code, wording, by, at)
    if existing := _repeated(row):
        return existing
    change = _judged(row, wording, at)
    change.row.save(force_insert=True)
    return change.row


@transaction.atomic
def rule_withdraw(
    *, district: Organisation, code: str, valid_from: dt.date | None, reason: str, by: User, at: dt.datetime
) -> LocalRule:
    """Give the rule back to the nation's version from `valid_from` on (恢复上级规定). Raises RuleRefused."""
    if not (answer := may_edit_rules(by, district)):
        raise RuleRefused(answer.reason)
    today = timezone.localdate(at)
    base = national_on(code, valid_from or today)
    if base is None:
        raise RuleRefused(_("没有这条规则。"))
    _take_turns(district)
    row = LocalRule(
        district=district,
        code=code,
        value=plain_of(base.value),
        severity=base.severity,
        scope=base.scope,
        source=base.source,
        article=base.article,
        valid_from=valid_from,
        is_withdrawn=True,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    if existing := _repeated(row):
        return existing
    _refuse_unless_whole(row, today)
    newest = (
        LocalRule.objects.filter(district=district, code=code, valid_from__lte=valid_from)
        .order_by("-valid_from", "-pk")
        .first()
    )
    if newest is None or newest.is_withdrawn:
        raise RuleRefused(_("那一天这条规则本来就按上级规定，不用恢复。"))
    row.save(force_insert=True)
    return row


# --- The days of the month --------------------------------------------------------------------------------------
@transaction.atomic
def days_fix(
    *, district: Organisation, values: Mapping[str, int], seen: Mapping[str, int], by: User, at: dt.datetime
) -> DistrictParameters:
    """Fix the days of the following month on which things are due (names of DAYS → day 1 to 28).

    Holds for months that are not open yet: an open month keeps its limits. `seen` is what the officer started from;
    who writes over another officer's change is shown it first. Raises RuleRefused.
    """
    if not (answer := may_edit_rules(by, district)):
        raise RuleRefused(answer.reason)
    parameters_of(district)
    parameters = DistrictParameters.objects.select_for_update().get(district=district)
    now = {name: getattr(parameters, name) for name in DAYS}
    wanted = {name: values[name] for name in DAYS}
    if now == wanted:
        return parameters
    if any(now[name] != seen.get(name, now[name]) for name in DAYS):
        raise RuleRefused(_("另一位同志刚刚改过这些日子，下面的“现在”已经更新。请核对后再保存一次。"))
    for name, day in wanted.items():
        if not 1 <= day <= 28:
            raise RuleRefused(_("要在1日到28日之间，每个月都有这一天。"), name)
    for later, earlier, sentence in DAYS_IN_ORDER:
        if wanted[later] < wanted[earlier]:
            raise RuleRefused(str(sentence), later)
    for name, day in wanted.items():
        setattr(parameters, name, day)
    parameters.save(update_fields=[*DAYS])
    return parameters
