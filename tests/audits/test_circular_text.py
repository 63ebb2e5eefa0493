"""The wording of a circular, for any month that can happen."""

import re
from dataclasses import asdict
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from audits import circular_attachments, circular_text
from audits.circular_lists import Thresholds, colours, praised, problems
from audits.colours import Colour
from audits.enums import Reason
from audits.selectors.figures import COUNTS, LedgerFigures, figures_of
from config.lib.official import OfficialDocument, body_to_blocks, official_document_html


@st.composite
def ledgers(draw) -> list[LedgerFigures]:
    found = []
    for township in range(draw(st.integers(1, 5))):
        for village in range(draw(st.integers(1, 8))):
            received = draw(st.booleans())
            rereviewed = draw(st.integers(0, 2)) if received else 0
            passed = rereviewed > 0 and draw(st.booleans())
            returned_now = received and not passed and draw(st.booleans())
            judged = rereviewed > 0 or returned_now
            on_time = received and draw(st.booleans())
            returns = draw(st.integers(int(returned_now), 2)) if received else 0
            found.append(
                LedgerFigures(
                    township=(township, f"第{township}镇"),
                    village=f"{township}{village}村",
                    received=received,
                    on_time=on_time,
                    on_time_extended=on_time and draw(st.booleans()),
                    by_exception=received and not on_time and draw(st.booleans()),
                    not_due=not received and draw(st.booleans()),
                    passed=passed,
                    returned_ever=returns > 0,
                    returns=returns,
                    returned_now=returned_now,
                    score=draw(st.integers(0, 100)) if judged else None,
                    rereviewed=rereviewed,
                    agreed=draw(st.integers(0, rereviewed)),
                    reasons=draw(st.sets(st.sampled_from(Reason.values), max_size=3)) if judged else set(),
                    branch=len(found) + 1,
                )
            )
    return found


THRESHOLDS = Thresholds(
    praise_full_months=1,
    praise_on_time_months=1,
    name_returned=1,
    name_score=75,
    name_late_months=2,
    name_red_months=1,
    praise_green_months=2,
)


def figures_with_lists(found: list[LedgerFigures]) -> dict:
    figures = figures_of(found)
    # Any colour for any township, and any length of its run.
    own = [(row, Colour.values[row["expected"] % 4], 1 + row["received"] % 3) for row in figures["townships"]]
    counts = {code: sum(colour == code for _row, colour, _months in own) for code in Colour.values}
    runs = {
        code: [{"id": row["id"], "name": row["name"], "months": n} for row, colour, n in own if colour == code]
        for code in ("red", "green")
    }
    return figures | {
        "colours": colours(counts, runs, THRESHOLDS) | {"label": "10月份"},
        "problems": problems(found, THRESHOLDS),
        "praised": praised([found], THRESHOLDS),
        "thresholds": asdict(THRESHOLDS),
    }


def with_names(figures: dict, previous: dict | None = None) -> dict:
    return figures | {
        "label": "2026年10月",
        "district": "临川区",
        "issuer": "中共抚州市临川区委组织部",
        "next_label": "11月",
        "next_on_time": "12月3日",
        "previous": previous,
    }


@settings(max_examples=200, deadline=None)
@given(ledgers())
def test_every_month_adds_up_and_reads_as_text(found):
    figures = figures_with_lists(found)

    for key in COUNTS:
        assert sum(row[key] for row in figures["townships"]) == figures["total"][key]
    for row in [figures["total"], *figures["townships"]]:
        rates = [value for key, value in row.items() if key.endswith("_rate") and value is not None]
        assert all(0 <= Decimal(value) <= 100 for value in rates)
    text = circular_text.body(with_names(figures, {"received_rate": "97.5", "score": None}))
    assert not re.search(r"None|nan|[，。；、：]{2}|%%|[，；]$", text)
    assert not re.search(r"(?<![\d.])0(份(?!次)|个)", text)
    attached = len(circular_attachments.attachments(with_names(figures)))
    assert [f"附件{number}" in text for number in range(2, 4)] == [number <= attached for number in range(2, 4)]


@settings(max_examples=25, deadline=None)
@given(ledgers())
def test_every_month_can_be_laid_out(found):
    figures = with_names(figures_with_lists(found))
    document = OfficialDocument(
        issuer_mark=figures["issuer"] + "文件",
        number="",
        title=circular_text.title(figures),
        addressees=circular_text.ADDRESSEES,
        blocks=body_to_blocks(circular_text.body(figures)),
        attachments=circular_attachments.attachments(figures),
        copies_to=circular_text.copies_to(figures),
    )

    assert official_document_html(document).count("<tr>") >= len(figures["townships"]) + 1


def test_headings_are_numbered_and_recognised():
    figures = with_names(figures_of([LedgerFigures((1, "高坪镇"), "马源村", False, False, False)]))

    blocks = body_to_blocks(circular_text.body(figures))

    assert [block.text for block in blocks if block.kind == "h1"] == [
        "一、总体情况", "二、主要成效", "三、存在问题", "四、工作要求",
    ]  # fmt: skip
    assert [block.text.split("。")[0] for block in blocks if block.kind == "h2"] == [
        "（一）报送情况",
        "（二）审查情况",
        "（一）部分村级党组织没有按时报送",
        "（一）抓好问题整改",
        "（二）严格审查把关",
        "（三）按时报送台账",
    ]


def test_trends_are_told_in_words():
    trend = circular_text.trend

    def rate(now, before):
        return trend(now, before, up="上升", down="下降", unit="个百分点")

    assert rate("98.5", "98.0") == "，比上月上升0.5个百分点"
    assert rate("97.0", "98.0") == "，比上月下降1个百分点"
    assert rate("98.0", "98.0") == "，与上月持平"
    assert rate("98.0", None) == rate(None, "98.0") == ""


# --- New figures in an edited text ---------------------------------------------------------------------------------
BEFORE = {"a": "一、甲", "b": "二月10份", "c": "三、丙"}


def test_untouched_paragraphs_take_the_new_figures():
    refreshed = circular_text.refresh("一、甲\n二月10份\n三、丙", BEFORE, BEFORE | {"b": "二月12份"})

    assert (refreshed.body, refreshed.own) == ("一、甲\n二月12份\n三、丙", [])


def test_edited_paragraphs_stay_and_are_named():
    refreshed = circular_text.refresh("一、甲\n二月约10份\n三、丙", BEFORE, BEFORE | {"b": "二月12份"})

    assert (refreshed.body, refreshed.own) == ("一、甲\n二月约10份\n三、丙", ["二月约10份"])


def test_a_paragraph_taken_out_stays_out_and_a_new_one_comes_after_its_predecessor():
    after = {"a": "一、甲", "b": "二月12份", "new": "新增一段", "c": "三、丙"}

    assert circular_text.refresh("一、甲\n三、丙", BEFORE, after).body == "一、甲\n新增一段\n三、丙"
    assert circular_text.refresh("一、甲\n二月10份\n三、丙", BEFORE, after).body == "一、甲\n二月12份\n新增一段\n三、丙"


def test_a_paragraph_whose_reason_is_gone_goes():
    refreshed = circular_text.refresh("一、甲\n\n二月10份\n三、丙", BEFORE, {"a": "一、甲", "c": "三、丙"})

    assert refreshed.body == "一、甲\n\n三、丙"
