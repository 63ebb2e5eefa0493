"""A refusal of the collective economy's services, in words for the person."""

from config.lib.verdict import Answer


class EconomyRefused(Exception):
    """It may not be done so; the message says why, `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def refuse_unless(answer: Answer, field: str | None = None) -> None:
    """Raise EconomyRefused with the answer's reason when it is no."""
    if not answer:
        raise EconomyRefused(answer.reason, field)
