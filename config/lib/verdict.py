"""Yes, or no with a reason: what every rule answers.

The same rule guards the service and draws the button, so the sentence a person reads is the same in both places.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Truthy when allowed; `reason` says in the reader's words why not."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def No(reason: str) -> Answer:  # noqa: N802 -- reads as a value beside YES
    """Return a refusal with its reason."""
    return Answer(False, reason)


def first_no(*answers: Answer) -> Answer:
    """Return the first refusal among `answers`, or YES."""
    return next((answer for answer in answers if not answer), YES)
