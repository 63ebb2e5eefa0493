# i18n: data file -- a circular is a Chinese official document in every language of the interface
"""The wording of a correction (更正) of an issued circular. Pure.

What was issued is never changed: the correction names it by date, title and number, says what is right, and goes the
same way through the hands under a number of its own.
"""

from audits.circular_attachments import attachments as attachments_of
from config.lib.official import Attachment


def title(figures: dict) -> str:
    return f"{figures['issuer']}关于更正{figures['corrects']['number']}文件有关内容的通报"


def paragraphs(figures: dict) -> dict[str, str]:
    """Return the paragraphs around what the drafter writes, by name."""
    first = figures["corrects"]
    written = {
        "opening": f"{first['issued_on']}印发的《{first['title']}》（{first['number']}）有关内容有误，现更正如下。",
    }
    if figures["with_tables"]:
        written["tables"] = "有关数据以本通报附件为准。"
    written["closing"] = "其余内容不变。"
    return written


def body(figures: dict, what_is_right: str) -> str:
    """Return the text: what is wrong in which document, `what_is_right` as the drafter wrote it, the rest stays."""
    opening, *rest = paragraphs(figures).values()
    return "\n".join([opening, what_is_right, *rest])


def attachments(figures: dict) -> list[Attachment]:
    """Return the tables made anew, when the correction carries them."""
    return attachments_of(figures) if figures["with_tables"] else []
