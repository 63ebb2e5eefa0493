"""Rules of the roll of members (党员名册)."""

# i18n: data file

from ledgers.rulebook.book import Rule

RULES: tuple[Rule, ...] = ()
