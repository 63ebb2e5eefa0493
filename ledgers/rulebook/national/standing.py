"""Rules of transfers, absence, study and discipline of members."""

# i18n: data file

from ledgers.rulebook.book import Rule

RULES: tuple[Rule, ...] = ()
