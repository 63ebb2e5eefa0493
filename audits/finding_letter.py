"""整改通知书: a branch's open findings as an official letter (信函格式, GB/T 9704-2012 10.1)."""

# The words of an official document are fixed by custom.
# i18n: data file

from collections.abc import Sequence

from audits.finding_enums import FindingClock
from audits.models import Finding
from config.lib.official import chinese_date
from config.lib.official_letter import letter_sentence

TITLE = "关于限期整改基层党建问题的通知"
OPENING = "经检查，你支部存在以下问题，请对照整改，按期改好后在系统中申请销号。"
CLOSING = (
    "请明确责任人和整改措施，按时限逐项整改；改好后先由乡镇初验，再由区委组织部核验销号。"
    "销号后将适时“回头看”，同样的问题再次出现的，重新整改。"
)


def letter_text(findings: Sequence[Finding]) -> str:
    """Return the body, one paragraph a line: each finding with basis, unit, post and limit. No person's name."""
    lines = [OPENING]
    for number, finding in enumerate(findings, 1):
        basis = f"依据：{finding.basis}。" if finding.basis else ""
        lines.append(
            f"{number}.{finding.number} {letter_sentence(finding.description)}{basis}"
            f"责任单位：{finding.unit}，责任岗位：{finding.post}。"
            f"{FindingClock(finding.clock).label}，{chinese_date(finding.due_on)}前改好。"
        )
    return "\n".join([*lines, CLOSING])
