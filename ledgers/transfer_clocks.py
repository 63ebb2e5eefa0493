"""The clock of a letter of introduction (介绍信) that is under way. Pure."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TransferFact:
    """A letter that was on its way on the day asked about."""

    pk: int
    name: str
    valid_until: dt.date

    def has_run_out(self, day: dt.date) -> bool:
        return self.valid_until < day
