"""What the pre-review (预审) found, each sentence with the rule it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ledgers.enums import Severity
from ledgers.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class Warning:
    """A sentence for the secretary and the reviewer, with the source of the rule.

    `code` is the rule's, without "check."; `meeting` and `url` lead to what is to be mended. `subject` tells apart two
    findings of one rule. `reason` is the branch's word why it stays as it is; what blocks can have none.
    """

    code: str
    severity: str
    text: str
    meeting: int | None = None
    basis: str = ""
    subject: str = ""
    url: str = ""
    reason: str = ""

    @property
    def key(self) -> str:
        """The name under which a reason is kept: the same finding has the same key at every look."""
        return ":".join(str(part) for part in (self.code, self.meeting or "", self.subject))

    @property
    def blocks(self) -> bool:
        return self.severity == Severity.BLOCK

    def explained(self, reason: str) -> "Warning":
        return self if self.blocks else replace(self, reason=reason.strip())

    def as_json(self) -> dict:
        return {
            "code": self.code,
            "key": self.key,
            "severity": str(self.severity),
            "text": self.text,
            "meeting": self.meeting,
            "basis": self.basis,
            "reason": self.reason,
        }


class Findings:
    """Collects warnings; a rule that the district has switched off is passed over.

    Every check names its rule, so that no sentence goes out without a source: `add` raises KeyError for a code that
    stands in no rule book.
    """

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._found: list[Warning] = []

    def add(self, code: str, text: str, *, meeting: int | None = None, subject: object = "", url: str = "") -> None:
        """Note that the rule "check.<code>" is not kept."""
        rule = self.book[f"check.{code}"]
        if rule.severity != Severity.OFF:
            self._found.append(Warning(code, rule.severity, text, meeting, rule.citation, str(subject), url))

    def __iter__(self) -> Iterator[Warning]:
        """Yield what was found, what blocks first, else in the order of finding."""
        return iter(sorted(self._found, key=lambda warning: not warning.blocks))

    def __len__(self) -> int:
        return len(self._found)
