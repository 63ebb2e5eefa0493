"""The yearly appraisal (民主评议党员) in numbers: who may be 优秀, what is still missing. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledgers.enums.organised_life import Grade, Part


@dataclass(frozen=True, slots=True)
class LineFact:
    """A member of an appraisal: how he took part, whether his ballots were counted, his grade ("" for none)."""

    name: str
    is_full: bool
    part: str = Part.HERE
    counted: bool = False
    grade: str = ""

    @property
    def is_appraised(self) -> bool:
        """Whether the member counts among the 参评正式党员 of the branch."""
        return self.is_full and self.part == Part.HERE


def most_excellent(appraised: int, one_in: int) -> int:
    """Return how many may be 优秀: no more than one in `one_in` of the full members who are appraised, rounded down."""
    return max(appraised, 0) // one_in


def excellent_over(lines: Sequence[LineFact], one_in: int) -> str:
    """Return a sentence when too many are 优秀, else ""."""
    appraised = sum(line.is_appraised for line in lines)
    chosen = sum(line.is_appraised and line.grade == Grade.EXCELLENT for line in lines)
    most = most_excellent(appraised, one_in)
    if chosen <= most:
        return ""
    return _("参评正式党员 %(n)d 人，优秀最多 %(most)d 人（不超过1/%(one_in)d），现在选了 %(chosen)d 人。") % {
        "n": appraised,
        "most": most,
        "one_in": one_in,
        "chosen": chosen,
    }


def missing_of(
    lines: Sequence[LineFact], steps: Sequence[tuple[str, dt.date | None]], ballots_cast: int | None, one_in: int
) -> list[str]:
    """Return in sentences what an appraisal still lacks before it can be reported; `steps` are labels with dates."""
    found = [_("还没有写%(step)s的日期。") % {"step": label} for label, day in steps if day is None]
    if ballots_cast is None:
        found.append(_("还没有写收回的测评票数。"))
    here = sum(line.part == Part.HERE for line in lines)
    if ballots_cast is not None and ballots_cast > here:
        found.append(_("收回测评票 %(n)d 张，比参评的 %(here)d 人还多。") % {"n": ballots_cast, "here": here})
    if uncounted := [line.name for line in lines if line.is_appraised and not line.counted]:
        found.append(_("还没有写测评票数：%(names)s。") % {"names": _names(uncounted)})
    if ungraded := [line.name for line in lines if line.is_appraised and not line.grade]:
        found.append(_("还没有评定等次：%(names)s。") % {"names": _names(ungraded)})
    if over := excellent_over(lines, one_in):
        found.append(over)
    return found


def _names(names: Sequence[str]) -> str:
    text = "、".join(names[:5])
    return _("%(names)s等 %(n)d 人") % {"names": text, "n": len(names)} if len(names) > 5 else text
