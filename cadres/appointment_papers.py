"""The papers of a case: the township's document (任免文件), the forms of joint review and filing (联审表、备案表)."""

# The words of an official document are fixed by custom.
# i18n: data file

import datetime as dt

from django.template.loader import render_to_string
from django.utils import timezone

from branches.models import Organisation
from cadres.enums.appointments import CaseKind
from cadres.models import Appointment, Opinion
from cadres.selectors.appointments import township_of
from config.lib.official import OfficialDocument, body_to_blocks, chinese_date, official_pdf
from config.lib.pdf import html_to_pdf

TITLES = {
    CaseKind.NEW: "关于{name}同志任职的通知",
    CaseKind.BYELECTION: "关于{name}同志任职的通知",
    CaseKind.ADJUST: "关于{name}同志职务调整的通知",
    CaseKind.REMOVE: "关于{name}同志免职的通知",
    CaseKind.RESIGN: "关于同意{name}同志辞职的通知",
    CaseKind.SUSPEND: "关于{name}同志停职的通知",
}
DECISIONS = {
    CaseKind.NEW: "{name}同志任{post}",
    CaseKind.BYELECTION: "{name}同志任{post}",
    CaseKind.ADJUST: "{name}同志任{post}，不再担任{before}职务",
    CaseKind.REMOVE: "免去{name}同志{post}职务",
    CaseKind.RESIGN: "同意{name}同志辞去{post}职务",
    CaseKind.SUSPEND: "{name}同志停止履行{post}职务",
}


def party_name(township: Organisation) -> str:
    return township.full_name or f"中共{township.name}委员会"


def paper_document(case: Appointment) -> OfficialDocument:
    """Return the document of a case whose paper is issued, laid out by GB/T 9704."""
    township = township_of(case.organisation)
    issuer = party_name(township)
    words = {
        "name": case.cadre.name,
        "post": case.post_in_words,
        "before": case.tenure.get_kind_display() if case.tenure else "",
    }
    text = "\n".join(
        (
            f"经{chinese_date(case.decided_on)}{case.meeting}研究，报区委组织部备案同意，决定：",
            f"{DECISIONS[case.kind].format(**words)}。",
            f"任免时间自{chinese_date(case.since)}起计算。",
        )
    )
    return OfficialDocument(
        issuer_mark=f"{issuer}文件",
        number=case.paper_number,
        title=TITLES[case.kind].format(**words),
        addressees=f"各村党组织，{township.name}各办（站、所）",
        blocks=body_to_blocks(text),
        signatory=issuer,
        signed_on=case.paper_on,
        copies_to="区委组织部",
        printed_by=f"{township.name}党政办公室",
        printed_on=case.paper_on,
    )


def paper_pdf(case: Appointment) -> bytes:
    """Return the document as a file for keeping; the same case gives the same bytes. Raises PdfFailed."""
    stamp = timezone.make_aware(dt.datetime.combine(case.paper_on, dt.time(9)))
    return official_pdf(paper_document(case), stamp=stamp)


def sheet_pdf(case: Appointment, opinions: list[Opinion], hits: list, *, is_filing: bool, at: dt.datetime) -> bytes:
    """Return the form of the joint review, or of the filing, with what stands in the case. Raises PdfFailed."""
    context = {
        "case": case,
        "township": township_of(case.organisation),
        "opinions": opinions,
        "hits": hits,
        "is_filing": is_filing,
        "day": timezone.localtime(at).date(),
    }
    html = render_to_string("cadres/appointment_sheet_pdf.html", context)
    return html_to_pdf(html, stamp=timezone.localtime(at))
