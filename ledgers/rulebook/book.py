"""Rules as data (规则): what a number or a check is, where it comes from, from when until when it holds.

Pure: versions in, the rules of a day out. The nation's rules stand in `ledgers.rulebook.national`, a district's own in
`ledgers.LocalRule`; `ledgers.selectors.rules` brings the two together. A record is judged by the version valid on the
record's own date, so a change never reaches back.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ledgers.enums import RuleScope, Severity

Value = int | Decimal | bool


class Kind(StrEnum):
    """How a rule's value is read and written."""

    COUNT = "count"  # a whole number of what `unit` says
    CENTS = "cents"  # money in 分, shown and typed in yuan
    PERCENT = "percent"  # a Decimal between 0 and 100
    FLAG = "flag"  # yes or no
    CHECK = "check"  # no value: the pre-review looks for it, with `severity`


ALWAYS = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule.

    `name` is the rule in a plain sentence; `least` and `most` bound what a district may fix for itself (both None: the
    value is the law's and only its citation may be edited). `severity` says what the pre-review does about it.
    """

    code: str
    name: str
    kind: Kind
    value: Value = True
    unit: str = ""
    source: str = ""
    article: str = ""
    scope: str = RuleScope.CENTRAL
    severity: str = Severity.WARN
    least: Value | None = None
    most: Value | None = None
    valid_from: dt.date = ALWAYS
    valid_until: dt.date | None = None

    @property
    def citation(self) -> str:
        return f"{self.source}{self.article}"

    @property
    def is_local(self) -> bool:
        """Whether a district fixes the value for itself."""
        return self.least is not None

    @property
    def is_check(self) -> bool:
        return self.kind == Kind.CHECK


class RuleBook:
    """The rules valid on one day, by code. A page asks for a few of a hundred: each is found when asked for."""

    def __init__(self, history: "RuleHistory", day: dt.date) -> None:
        self.day = day
        self._history = history
        self._rules: dict[str, Rule] = {}

    def __getitem__(self, code: str) -> Rule:
        if code not in self._rules:
            self._rules[code] = self._history.rule(code, self.day)
        return self._rules[code]

    def __iter__(self) -> Iterator[Rule]:
        return (self[code] for code in self._history.codes)

    def __contains__(self, code: str) -> bool:
        return code in self._history.codes

    def value(self, code: str) -> Value:
        """Return the value of the rule `code`; raises KeyError for a code that nobody wrote down."""
        return self[code].value

    def frozen(self) -> dict[str, list]:
        """Return code → [value, severity], ready for JSON: what a month keeps of the day it opened."""
        return {rule.code: [plain_of(rule.value), str(rule.severity)] for rule in self}


def plain_of(value: Value):
    """Return a value as JSON keeps it: a percent as text."""
    return str(value) if isinstance(value, Decimal) else value


def value_of(kind: Kind, plain) -> Value:
    """Return a value that was kept as JSON in the type of its kind."""
    return Decimal(plain) if kind == Kind.PERCENT else bool(plain) if kind in (Kind.FLAG, Kind.CHECK) else int(plain)


class RuleHistory:
    """All versions of all rules of a district; `on` picks the ones of a day.

    `frozen` is what a month kept when it opened (see `RuleBook.frozen`) and `frozen_on` its first day: it goes before
    every version that was valid then, so that a past month stays what it was also when the national file is corrected.
    """

    def __init__(self, versions: Iterable[Rule], *, frozen: dict | None = None, frozen_on: dt.date = ALWAYS) -> None:
        self._versions: dict[str, list[Rule]] = {}
        # Stable: of two versions of the same day the later one in `versions` wins.
        for rule in sorted(versions, key=lambda rule: rule.valid_from):
            self._versions.setdefault(rule.code, []).append(rule)
        self._frozen, self._frozen_on = {} if frozen is None else frozen, frozen_on
        self._books: dict[dt.date, RuleBook] = {}

    def versions_of(self, code: str) -> list[Rule]:
        """Return the versions of a rule, the oldest first."""
        return self._versions.get(code, [])

    @property
    def codes(self) -> Collection[str]:
        return self._versions.keys()

    def on(self, day: dt.date) -> RuleBook:
        """Return the rules valid on `day`."""
        if day not in self._books:
            self._books[day] = RuleBook(self, day)
        return self._books[day]

    def rule(self, code: str, day: dt.date) -> Rule:
        """Return the rule `code` as it is valid on `day`; one that was not yet or is no longer valid keeps its nearest
        version, because what a check asks for must always be there. Raises KeyError for an unknown code."""
        versions = self._versions[code]
        began = [rule for rule in versions if rule.valid_from <= day]
        rule = began[-1] if began else versions[0]
        if code in self._frozen and rule.valid_from <= self._frozen_on:
            plain, severity = self._frozen[code]
            return replace(rule, value=value_of(rule.kind, plain), severity=severity)
        return rule
