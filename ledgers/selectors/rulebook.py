"""Read the rules as people look at them: a line each, and the versions of one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from branches.tree import lineage
from config.lib.months import first_day, next_month
from ledgers.enums import RuleScope, Severity
from ledgers.models import DistrictParameters, LocalRule, Month
from ledgers.rulebook.book import ALWAYS, Rule, RuleHistory
from ledgers.rulebook.words import PARTS, change_in_words, day_with_year, part_label, part_of, value_in_words
from ledgers.selectors.rules import local_version, national_versions, rule_history


def district_of(user: User) -> Organisation:
    """Return the district that the user belongs to, seen from any place in it; raises Http404 for none."""
    if user.hat is None:
        raise Http404
    here = user.hat.organisation
    district = Organisation.objects.filter(path__in=lineage(here.path), level=Level.COUNTY).first()
    if district is None:
        raise Http404
    return district


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as the list shows it, all in words. `coming` is a change that is written and does not hold yet."""

    code: str
    part: str
    name: str
    value: str
    severity: str
    source: str
    article: str
    scope: str
    since: str
    until: str
    is_changed: bool
    coming: str

    def says(self, wanted: str) -> bool:
        """Tell whether `wanted` stands in the line."""
        return any(wanted in text for text in (self.name, self.value, self.source, self.article, self.code))


def _line(history: RuleHistory, code: str, today: dt.date) -> RuleLine:
    rule = history.on(today)[code]
    later = next((version for version in history.versions_of(code) if version.valid_from > today), None)
    ends = min(filter(None, (rule.valid_until, later and later.valid_from - dt.timedelta(days=1))), default=None)
    # A withdrawn version is a copy of the nation's that equals it in all but the day.
    own = not any(_same_but_day(rule, national) for national in national_versions(code))
    return RuleLine(
        code=code,
        part=part_of(code),
        name=rule.name,
        value=value_in_words(rule),
        severity="" if rule.is_check else str(Severity(rule.severity).label),
        source=rule.source,
        article=rule.article,
        scope=str(RuleScope(rule.scope).label),
        since="" if rule.valid_from <= ALWAYS else day_with_year(rule.valid_from),
        until=day_with_year(ends) if ends else "",
        is_changed=own,
        coming=change_in_words(rule, later) if later else "",
    )


def _same_but_day(rule: Rule, other: Rule) -> bool:
    names = ("value", "severity", "source", "article", "scope")
    return all(getattr(rule, name) == getattr(other, name) for name in names)


def rule_lines(district: Organisation, today: dt.date) -> list[RuleLine]:
    """Return all rules that hold in `district` today, part by part, in one query."""
    history = rule_history(district)
    order = {part: number for number, part in enumerate(PARTS)}
    lines = [_line(history, rule.code, today) for rule in history.on(today)]
    return sorted(lines, key=lambda line: order.get(line.part, len(order)))


def parts_of(lines: Iterable[RuleLine]) -> list[tuple[str, str, list[RuleLine]]]:
    """Return the lines by part: code of the part, its label, its lines."""
    found: dict[str, list[RuleLine]] = {}
    for line in lines:
        found.setdefault(line.part, []).append(line)
    return [(part, part_label(part), members) for part, members in found.items()]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rule as its page tells it: what, from when, who wrote it and why."""

    value: str
    citation: str
    scope: str
    valid_from: dt.date
    since: str
    who: str
    when: dt.datetime | None
    why: str
    is_withdrawal: bool
    state: str  # "now", "coming", "past", or "replaced" by a later row of the same day

    @property
    def label(self) -> str:
        return {
            "now": _("现在有效"),
            "coming": _("还没到日子"),
            "past": _("以前的"),
            "replaced": _("同一天后来又改了"),
        }[self.state]


def versions_of(district: Organisation, code: str, today: dt.date) -> list[Version]:
    """Return all versions of a rule in a district, the nation's and its own, the newest first, in one query."""
    rows = LocalRule.objects.filter(district=district, code=code).select_related("by").order_by("valid_from", "pk")
    entries: list[tuple[Rule, LocalRule | None]] = [(rule, None) for rule in national_versions(code)]
    entries += [(rule, row) for row in rows if (rule := local_version(row))]
    entries.sort(key=lambda entry: entry[0].valid_from)
    began = [number for number, (rule, _row) in enumerate(entries) if rule.valid_from <= today]
    now = began[-1] if began else 0
    found = []
    for number, (rule, row) in enumerate(entries):
        following = entries[number + 1][0].valid_from if number + 1 < len(entries) else None
        state = "now" if number == now else "coming" if rule.valid_from > today else "past"
        if following == rule.valid_from:
            state = "replaced"
        found.append(
            Version(
                value=value_in_words(rule),
                citation=rule.citation,
                scope=str(RuleScope(rule.scope).label),
                valid_from=rule.valid_from,
                since=_("一直有效") if rule.valid_from <= ALWAYS else day_with_year(rule.valid_from),
                who=str(row.by or "") if row else "",
                when=row.at if row else None,
                why=row.reason if row else "",
                is_withdrawal=bool(row and row.is_withdrawn),
                state=state,
            )
        )
    return found[::-1]


def proposed_day(district: Organisation, code: str, today: dt.date) -> dt.date:
    """Return from when a change would best hold: the first of next month, or the day of a change still to come."""
    newest = LocalRule.objects.filter(district=district, code=code).order_by("-valid_from").first()
    return max(next_month(first_day(today)), newest.valid_from if newest else ALWAYS)


def may_be_withdrawn(district: Organisation, code: str) -> bool:
    """Tell whether the last word on the rule is the district's."""
    last = LocalRule.objects.filter(district=district, code=code).order_by("-valid_from", "-pk").first()
    return last is not None and not last.is_withdrawn


# --- The days of the month --------------------------------------------------------------------------------------
def next_unopened(district: Organisation, today: dt.date) -> dt.date:
    """Return the first day of the first month that the district has not opened yet."""
    newest = Month.objects.filter(district=district).order_by("-month").values_list("month", flat=True).first()
    return next_month(newest) if newest else first_day(today)


@dataclass(frozen=True, slots=True)
class DaysChange:
    """A change of a district's days: who, when, and what changed in words; `who` is "" for the installation."""

    who: str
    when: dt.datetime
    what: str


def days_history(parameters: DistrictParameters, names: Iterable[str]) -> list[DaysChange]:
    """Return how the days of a district changed, the newest first, in two queries."""
    names = list(names)
    events = DistrictParameters.pgh_event_model.objects.filter(pgh_obj=parameters.pk).order_by("pgh_id")
    rows = list(events.values("pgh_created_at", "pgh_context__metadata__user", *names))
    ids = {row["pgh_context__metadata__user"] for row in rows}
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=ids - {None})}
    found: list[DaysChange] = []
    for before, row in zip([None, *rows], rows, strict=False):
        changes = [
            _("%(label)s%(old)d日→%(new)d日")
            % {
                "label": DistrictParameters._meta.get_field(name).verbose_name,
                "old": before[name],
                "new": row[name],
            }
            for name in names
            if before and before[name] != row[name]
        ]
        if changes:
            who = people.get(row["pgh_context__metadata__user"], "")
            found.append(DaysChange(who, timezone.localtime(row["pgh_created_at"]), "，".join(changes)))
    return found[::-1]
