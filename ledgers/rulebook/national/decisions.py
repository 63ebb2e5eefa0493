"""Rules of decisions by four steps and two publications (四议两公开)."""

# i18n: data file

from ledgers.rulebook.book import Rule

RULES: tuple[Rule, ...] = ()
