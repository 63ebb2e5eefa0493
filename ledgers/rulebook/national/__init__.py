"""The nation's rules and the starting values of what a district fixes for itself, each with its source.

One module for each part of the ledger. A changed law is a further version with its own `valid_from`; the old one stays.
"""

from ledgers.rulebook.national import (
    cadres,
    cadres_appointments,
    cadres_duty,
    cadres_growth,
    cadres_pay,
    cadres_talent,
    chain,
    circular,
    colours,
    decisions,
    development,
    dues,
    findings,
    inspections,
    ledger,
    meetings,
    organised_life,
    participation,
    publication,
    roll,
    sampling,
    standing,
)

NATIONAL = (
    *ledger.RULES,
    *meetings.RULES,
    *organised_life.RULES,
    *roll.RULES,
    *development.RULES,
    *standing.RULES,
    *participation.RULES,
    *dues.RULES,
    *publication.RULES,
    *decisions.RULES,
    *chain.RULES,
    *sampling.RULES,
    *circular.RULES,
    *colours.RULES,
    *findings.RULES,
    *inspections.RULES,
    *cadres.RULES,
    *cadres_appointments.RULES,
    *cadres_duty.RULES,
    *cadres_talent.RULES,
    *cadres_growth.RULES,
    *cadres_pay.RULES,
)
