"""Rules of publishing affairs (三务公开)."""

# i18n: data file

from ledgers.rulebook.book import Rule

RULES: tuple[Rule, ...] = ()
