"""What the services of the facilities say when something may not be done."""

from config.lib.verdict import Answer


class FacilityRefused(Exception):
    """It may not be written so; the message says why, `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def refuse_unless(answer: Answer, field: str | None = None) -> None:
    """Raise FacilityRefused with the reason of a refusal."""
    if not answer:
        raise FacilityRefused(answer.reason, field)
