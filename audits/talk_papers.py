"""What a talk (约谈) puts on paper: the notice as a letter (信函格式, GB/T 9704-2012 10.1), the minutes as 纪要 (10.3).

Both are made from rows that do not change afterwards, so that the same paper can be printed again at any time.
"""

# The words of an official document are fixed by custom.
# i18n: data file

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from audits.models import TalkCase, TalkCommitment, TalkMinutes
from audits.talk_enums import TalkKind
from config.lib.official import OfficialDocument, body_to_blocks, chinese_date, official_pdf
from config.lib.official_letter import letter_html, letter_sentence
from config.lib.pdf import ARCHIVED, html_to_pdf

NOTICE_TITLE = "关于约谈的通知"
WORKING_COMMITTEE = "工作委员会"  # of streets and zones


def moment_in_words(moment: dt.datetime) -> str:
    """Write a moment as a notice does: “2026年12月28日9时”, “…9时30分”."""
    moment = timezone.localtime(moment)
    minutes = f"{moment.minute}分" if moment.minute else ""
    return f"{chinese_date(moment.date())}{moment.hour}时{minutes}"


def talked_to(case: TalkCase) -> str:
    """Name the post that is talked to: 高坪镇党委书记, 青云街道党工委书记, 马源村党支部书记."""
    place = case.organisation
    if case.kind == TalkKind.BRANCH:
        return f"{place.short_name}书记"
    return f"{place.name}{'党工委' if place.full_name.endswith(WORKING_COMMITTEE) else '党委'}书记"


# --- The notice ----------------------------------------------------------------------------------------------------
def notice_text(case: TalkCase) -> str:
    """Return the body of the notice, one paragraph a line. How many months were red stays out: it may still grow."""
    if case.project_id:
        project = case.project
        ground = f"{project.organisation.village_name}“{project.title}”没有在承诺的{chinese_date(case.deadline)}完成"
    else:
        month = f"{case.run_from.year}年{case.run_from.month}月"
        ground = f"自{month}起，{case.organisation.short_name}台账月审连续为红"
    return "\n".join(
        (
            f"{ground}，决定约谈{talked_to(case)}。有关事项通知如下。",
            f"一、约谈事由。{letter_sentence(case.why)}",
            f"二、约谈时间。{moment_in_words(case.talk_at)}。",
            f"三、约谈地点。{letter_sentence(case.place)}",
            f"四、约谈人。{letter_sentence(case.talker)}",
            f"五、参加人员。{letter_sentence(case.summoned)}",
            "请按时参加，准备好情况说明和整改打算；确有特殊情况不能参加的，请提前说明。",
        )
    )


def notice_pdf(case: TalkCase, *, issuer: str, addressee: str) -> bytes:
    """Return the notice (约谈通知书) of a case that was notified; the same case gives the same bytes."""
    html = letter_html(
        title=NOTICE_TITLE,
        issuer=issuer,
        addressee=addressee,
        body=notice_text(case),
        on=timezone.localtime(case.noticed_at).date(),
    )
    return html_to_pdf(html, stamp=case.noticed_at, variant=ARCHIVED)


# --- The minutes ---------------------------------------------------------------------------------------------------
def minutes_text(case: TalkCase, minutes: TalkMinutes, promises: Sequence[TalkCommitment]) -> str:
    """Return the body of the minutes, one paragraph a line: what was said, and what was promised by when."""
    lines = [
        f"{moment_in_words(minutes.held_at)}，{case.talker}在{minutes.place}约谈了{talked_to(case)}。现将约谈情况纪要如下。",
        "一、谈话内容",
        minutes.said,
    ]
    if promises:
        lines.append("二、整改承诺")
        lines += [
            f"{number}.{promise.text.strip().rstrip('。')}，{chinese_date(promise.due_on)}前完成。"
            for number, promise in enumerate(promises, 1)
        ]
    return "\n".join(lines)


def minutes_document(case: TalkCase, minutes: TalkMinutes, *, issuer: str, copies_to: str) -> OfficialDocument:
    """Return the minutes (约谈纪要) as an official document: no addressees, no seal, who was there below the text."""
    present = (("出席", minutes.present), ("请假", minutes.absent), ("列席", minutes.observers))
    written_on = timezone.localtime(minutes.at).date()
    return OfficialDocument(
        issuer_mark=f"{issuer}约谈纪要",
        number=chinese_date(timezone.localtime(minutes.held_at).date()),
        title=f"关于约谈{talked_to(case)}的纪要",
        addressees="",
        blocks=body_to_blocks(minutes_text(case, minutes, list(case.commitments.order_by("due_on", "pk")))),
        attendance=[(word, people) for word, people in present if people],
        signed_on=written_on,
        copies_to=copies_to,
        printed_by=issuer,
        printed_on=written_on,
    )


def minutes_pdf(case: TalkCase, minutes: TalkMinutes, *, issuer: str, copies_to: str) -> bytes:
    """Return the minutes as a file for keeping; the same minutes give the same bytes."""
    return official_pdf(minutes_document(case, minutes, issuer=issuer, copies_to=copies_to), stamp=minutes.at)
