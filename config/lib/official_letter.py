"""An official letter (信函格式, GB/T 9704-2012 10.1) on one page, and the sentence its parts are put together from."""

# The words of an official document are fixed by custom.
# i18n: data file

import datetime as dt

from django.template.loader import render_to_string

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


def letter_sentence(text: str) -> str:
    """Return what somebody typed as one line that ends as a sentence does."""
    text = " ".join(text.split())
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def letter_html(*, title: str, issuer: str, addressee: str, body: str, on: dt.date) -> str:
    """Return the letter as one HTML page for config.lib.pdf.html_to_pdf.

    Args:
        body: one paragraph a line, headings as in a circular. on: the day it bears (成文日期).
    """
    return render_to_string(
        "circulars/letter.html",
        {
            "stylesheets": [STYLESHEET.as_uri(), LETTER_STYLESHEET.as_uri()],
            "plain_title": title,
            "mark": mark_geometry(issuer),
            "title": [Line(0, 0, "", line) for line in title_lines(title)],
            "addressees": fit_lines(f"{addressee}："),
            "blocks": [
                (block.kind, fit_lines(block.text, first=2, lead=heading_length(block)))
                for block in body_to_blocks(body)
            ],
            "signatory": issuer,
            "date": chinese_date(on),
        },
    )
