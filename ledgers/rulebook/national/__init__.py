"""The nation's rules and the starting values of what a district fixes for itself, each with its source.

One module for each part of the ledger. A changed law is a further version with its own `valid_from`; the old one stays.
"""

from ledgers.rulebook.national import chain, dues, ledger, meetings, roll

NATIONAL = (*ledger.RULES, *meetings.RULES, *roll.RULES, *dues.RULES, *chain.RULES)
