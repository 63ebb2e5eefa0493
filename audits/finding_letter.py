"""整改通知书: a branch's open findings as an official letter (信函格式, GB/T 9704-2012 10.1)."""

# The words of an official document are fixed by custom.
# i18n: data file

import datetime as dt
from collections.abc import Sequence

from django.template.loader import render_to_string

from audits.finding_enums import FindingClock
from audits.models import Finding
from config.lib.official import (
    STYLESHEET,
    Line,
    body_to_blocks,
    chinese_date,
    fit_lines,
    heading_length,
    mark_geometry,
    title_lines,
)

LETTER_STYLESHEET = STYLESHEET.with_name("letter.css")
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
            f"{number}.{finding.number} {_sentence(finding.description)}{basis}"
            f"责任单位：{finding.unit}，责任岗位：{finding.post}。"
            f"{FindingClock(finding.clock).label}，{chinese_date(finding.due_on)}前改好。"
        )
    return "\n".join([*lines, CLOSING])


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def letter_html(*, issuer: str, addressee: str, findings: Sequence[Finding], on: dt.date) -> str:
    """Return the letter as one HTML page for config.lib.pdf.html_to_pdf; `on` is the day it bears (成文日期)."""
    return render_to_string(
        "circulars/letter.html",
        {
            "stylesheets": [STYLESHEET.as_uri(), LETTER_STYLESHEET.as_uri()],
            "plain_title": TITLE,
            "mark": mark_geometry(issuer),
            "title": [Line(0, 0, "", line) for line in title_lines(TITLE)],
            "addressees": fit_lines(f"{addressee}："),
            "blocks": [
                (block.kind, fit_lines(block.text, first=2, lead=heading_length(block)))
                for block in body_to_blocks(letter_text(findings))
            ],
            "signatory": issuer,
            "date": chinese_date(on),
        },
    )
