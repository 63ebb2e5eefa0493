"""Rules of admitting members (发展党员)."""

# i18n: data file

from ledgers.rulebook.book import Rule

RULES: tuple[Rule, ...] = ()
