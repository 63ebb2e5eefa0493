"""What a branch is to be reminded of, as the parts of the ledger hand it to the clock."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message to the secretaries of a branch; `key` names the event, so that it goes out once.

    `branch` is the id of the organisation, `url` leads to what is to be done.
    """

    branch: int
    key: str
    title: str
    body: str
    url: str
