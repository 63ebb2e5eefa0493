"""What the economy's services say when something may not be done so."""

from config.lib.verdict import Answer


class EconomyRefused(Exception):
    """It may not be done so; the message says why, `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def refuse_unless(answer: Answer, field: str | None = None) -> None:
    if not answer:
        raise EconomyRefused(answer.reason, field)
