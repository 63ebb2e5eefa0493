"""The figures, lists and numbers of a circular on the screen: each leads to the ledgers behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.circular_attachments import problem_in_words, problems_of
from audits.circular_text import COLOURS
from audits.enums import CircularKind
from audits.models import Circular
from branches.models import User
from config.lib.official import Block, body_to_blocks
from ledgers.models import Ledger

# (figure, word, filter of the queue, whether any at all is bad)
CELLS = (
    ("expected", gettext_lazy("应报"), "all", False),
    ("on_time", gettext_lazy("按时"), "on_time", False),
    ("late", gettext_lazy("逾期"), "late", True),
    ("by_exception", gettext_lazy("补报"), "by_exception", True),
    ("not_received", gettext_lazy("未报"), "missing", True),
    ("passed", gettext_lazy("通过"), "passed", False),
    ("returned_now", gettext_lazy("未改好"), "returned", True),
)


def figure_columns() -> list[str]:
    return [label for _key, label, _state, _is_bad in CELLS]


def figure_rows(circular: Circular, *, with_links: bool) -> list[dict]:
    """Return the frozen figures by township and in total; each number leads to its list when `with_links`.

    Those of a quarter add up over three months and lead nowhere: the months' rows do. A correction has figures only
    when it carries tables.
    """
    if not circular.figures.get("with_tables", True):
        return []
    queue = reverse("audits:queue", args=[circular.month.key])
    with_links = with_links and not circular.is_on_quarter
    total = circular.figures["total"] | {"name": _("合计"), "is_total": True}
    rows = []
    for row in [*circular.figures["townships"], total]:
        township = f"&township={row['id']}" if "id" in row else ""
        cells = [
            {
                "label": label,
                # Circulars of before counted no exceptions.
                "value": row.get(key, 0),
                "url": f"{queue}?state={state}{township}" if with_links and row.get(key) else "",
                "is_bad": is_bad,
            }
            for key, label, state, is_bad in CELLS
        ]
        rows.append({key: row.get(key) for key in ("name", "is_total", "score", "agreement_rate")} | {"cells": cells})
    return rows


def month_rows(circular: Circular, *, with_links: bool) -> list[dict]:
    """Return the months of a quarter with their figures; each number leads to the month's list when `with_links`."""
    rows = []
    for month in circular.figures.get("months", ()):
        queue = reverse("audits:queue", args=[month["key"]])
        cells = [
            {
                "label": label,
                "value": month[key],
                "url": f"{queue}?state={state}" if with_links and month[key] else "",
                "is_bad": is_bad,
            }
            for key, label, state, is_bad in CELLS
        ]
        rows.append({"name": month["label"], "score": month["score"], "cells": cells})
    return rows


# --- The text ------------------------------------------------------------------------------------------------------
# (what the text says, figure, filter of the queue)
NUMBERS = (
    (r"应报台账(\d+)份", "expected", "all"),  # i18n: data
    (r"实际报送(\d+)份", "received", "received"),  # i18n: data
    (r"按时报送(\d+)份", "on_time", "on_time"),  # i18n: data
    (r"逾期报送(\d+)份", "late", "late"),  # i18n: data
    (r"经批准补报(\d+)份", "by_exception", "by_exception"),  # i18n: data
    (r"未报送(\d+)份", "not_received", "missing"),  # i18n: data
    (r"审查通过(\d+)份", "passed", "passed"),  # i18n: data
    (r"(\d+)份未改好", "returned_now", "returned"),  # i18n: data
)


@dataclass(frozen=True, slots=True)
class ScreenBlock:
    """A paragraph of the text as (words, address) pairs; the address is empty for plain words."""

    kind: str
    parts: list[tuple[str, str]]


def screen_blocks(circular: Circular, *, with_links: bool) -> list[ScreenBlock]:
    """Return the paragraphs; a number of the month's total that stands in the text leads to its list.

    A number that a person changed is no figure of the month any more and leads nowhere.
    """
    blocks = body_to_blocks(circular.body)
    if not with_links or circular.kind != CircularKind.MONTH:
        return [ScreenBlock(block.kind, [(block.text, "")]) for block in blocks]
    figures = [*_month_figures(circular), *_colour_figures(circular)]
    return [ScreenBlock(block.kind, _linked(block, figures)) for block in blocks]


# (what the text says with the figure as its group, the figure, where it leads)
Figure = tuple[str, int, str]


def _month_figures(circular: Circular) -> Iterator[Figure]:
    queue, total = reverse("audits:queue", args=[circular.month.key]), circular.figures["total"]
    # Circulars of before counted no exceptions.
    return ((pattern, total.get(key, 0), f"{queue}?state={state}") for pattern, key, state in NUMBERS)


def _colour_figures(circular: Circular) -> Iterator[Figure]:
    """Yield the townships of each colour, and of a red one for how many months: they lead to the table of colours."""
    colours, table = circular.figures.get("colours"), reverse("audits:colour-table")
    if not colours:
        return
    for key, word in COLOURS:
        pattern = rf"为{word}的(\d+)个"  # i18n: data
        yield pattern, colours["counts"][key], f"{table}?month={circular.month.key}&colour={key}"
    for row in colours["red"]:
        pattern = rf"{re.escape(row['name'])}连续(\d+)个月为红"  # i18n: data
        yield pattern, row["months"], f"{table}?township={row['id']}"


def _linked(block: Block, figures: list[Figure]) -> list[tuple[str, str]]:
    found = sorted(
        (match.start(1), match.end(1), url)
        for pattern, number, url in figures
        for match in re.finditer(pattern, block.text)
        if number and match[1] == str(number)
    )
    parts, at = [], 0
    for start, end, url in found:
        parts += [(block.text[at:start], ""), (block.text[start:end], url)]
        at = end
    return [part for part in [*parts, (block.text[at:], "")] if part[0]]


# --- Who is named --------------------------------------------------------------------------------------------------
def named_rows(circular: Circular, user: User, *, with_links: bool) -> list[dict]:
    """Return who has something to mend, with the ledger where it is open to `user`; 1 query."""
    if not circular.figures.get("with_tables", True):
        return []
    problems = problems_of(circular.figures)
    ledgers = [row["ledger"] for row in problems if with_links and row.get("ledger")]
    open_to_user = set(Ledger.objects.visible_to(user).filter(pk__in=ledgers).values_list("pk", flat=True))
    return [
        {
            "township": row["township"],
            "village": row["village"],
            "words": problem_in_words(row, circular.figures),
            "url": reverse("audits:ledger-review", args=[row["ledger"]]) if row.get("ledger") in open_to_user else "",
        }
        for row in problems
    ]
