# i18n: data file -- a circular is a Chinese official document in every language of the interface
"""The attachments of a circular (通报): the townships' table, what is to be mended, who is praised. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from config.lib.official import Attachment

BRANCHES = "村级党组织"
# More villages than this are named in an attachment only.
NAMED_IN_TEXT = 10


@dataclass(frozen=True, slots=True)
class Period:
    """How the text calls what it is on: 2026年10月份, 本月, 上月."""

    label: str
    this: str
    before: str


def period_of(figures: dict) -> Period:
    if "months" in figures:
        return Period(figures["label"], "本季度", "上季度")
    return Period(f"{figures['label']}份", "本月", "上月")


def in_percent(rate: str) -> str:
    """Write a rate as prose does: 98.5%, and 100% without a decimal."""
    return f"{rate.removesuffix('.0')}%"


def number_of(groups: list[dict]) -> int:
    return sum(len(group["villages"]) for group in groups)


def attachment_names(figures: dict) -> list[str]:
    """Return which attachments there are, in order: townships, problems, what is not closed, praise."""
    praised = figures.get("praised", {}).values()
    names = {
        "townships": True,
        "problems": bool(problem_rows(figures)),
        "open": bool(figures.get("findings") and figures["findings"]["open"]),
        "praise": any(number_of(found["groups"]) > NAMED_IN_TEXT for found in praised),
    }
    return [name for name, is_there in names.items() if is_there]


def attachments(figures: dict) -> list[Attachment]:
    makers = {"townships": township_table, "problems": problem_list, "open": open_list, "praise": praise_list}
    return [makers[name](figures) for name in attachment_names(figures)]


# --- Townships -----------------------------------------------------------------------------------------------------
COUNTS = (
    ("应报", "expected"),
    ("按时", "on_time"),
    ("逾期", "late"),
    ("补报", "by_exception"),
    ("未报", "not_received"),
    ("未到期", "not_due"),
    ("通过", "passed"),
    ("未改好", "returned_now"),
)
SELDOM = ("by_exception", "not_due")  # these have their column in the months in which there is one


def township_table(figures: dict) -> Attachment:
    """Return the townships in the order of the tree, or by average score where the district ranks them."""
    period, is_ranked = period_of(figures), figures.get("ranked", False)
    townships = figures["townships"]
    before = (figures["previous"] or {}).get("townships", {})
    if is_ranked:
        townships = sorted(townships, key=lambda row: -Decimal(row["score"] or -1))
    places = _places(townships) if is_ranked else []
    counts = [(heading, key) for heading, key in COUNTS if key not in SELDOM or figures["total"].get(key)]
    rows = []
    for index, row in enumerate([*townships, figures["total"] | {"name": "合计"}]):
        is_total = index == len(townships)
        earlier = (figures["previous"] or {}).get("score") if is_total else before.get(str(row.get("id")))
        cells = (
            row["name"],
            *(row[key] for _heading, key in counts),
            row["score"] or "—",
            change(row["score"], earlier),
        )
        if is_ranked:
            rows.append(("—" if is_total else places[index], *cells))
        else:
            rows.append((*cells, in_percent(row["agreement_rate"]) if row["agreement_rate"] else "—"))
    columns = ("乡镇（街道）", *(heading for heading, _key in counts), "平均分", f"较{period.before}")
    score = "平均分为已审查台账的平均得分"
    if is_ranked:
        title, note = "情况排名表", f"注：按平均分排列，同分同名次。{score}。"
        return Attachment(f"{period.label}各乡镇（街道）台账月审{title}", ("名次", *columns), rows, note)
    note = f"注：按行政区划顺序排列。{score}；一致率为复审与乡镇（街道）审查结论和评分一致的比例。"
    return Attachment(f"{period.label}各乡镇（街道）台账月审情况表", (*columns, "一致率"), rows, note)


def _places(townships: list[dict]) -> list[str]:
    """Return the place of each township, the same for the same score; none without a score."""
    scores = [row["score"] for row in townships]
    return [str(scores.index(score) + 1) if score else "—" for score in scores]


def change(now: str | None, before: str | None) -> str:
    """Write the change of a score with its sign: +1.2, -0.5, 0; a dash when there is nothing to compare."""
    if now is None or before is None:
        return "—"
    difference = Decimal(now) - Decimal(before)
    return f"{difference:+}".removesuffix(".0") if difference else "0"


# --- What is to be mended ------------------------------------------------------------------------------------------
def problem_list(figures: dict) -> Attachment:
    return Attachment(
        f"{period_of(figures).label}{BRANCHES}台账问题清单",
        ("序号", "乡镇（街道）", "村", "问题"),
        [(number, *row) for number, row in enumerate(problem_rows(figures), 1)],
    )


def problem_rows(figures: dict) -> list[tuple[str, str, str]]:
    """Return (township, village, what is the matter) in the order of the townships."""
    order = {row["name"]: position for position, row in enumerate(figures["townships"])}
    rows = sorted(problems_of(figures), key=lambda row: order.get(row["township"], len(order)))
    return [(row["township"], row["village"], problem_in_words(row, figures)) for row in rows]


def problems_of(figures: dict) -> list[dict]:
    """Return what is to be mended; figures that were frozen before there was such a list have the villages only."""
    if "problems" in figures:
        return figures["problems"]
    nothing = {"missing": 0, "late": 0, "excepted": 0, "unmended": 0, "returns": 0, "score": None, "reasons": []}
    return [
        nothing | {"township": group["township"], "village": village, found: 1}
        for found, key in (("missing", "not_received"), ("late", "late"), ("unmended", "returned_now"))
        for group in figures[key]
        for village in group["villages"]
    ]


def problem_in_words(row: dict, figures: dict) -> str:
    """Write what is the matter with a village: “逾期报送；退回2次；得分62分（记录要素不全）”."""
    by_months = "months" in figures
    parts = []
    for key, words in (("missing", "未报送"), ("late", "逾期报送"), ("excepted", "锁定后经批准补报")):
        if row.get(key):
            parts.append(f"{row[key]}个月{words}" if by_months else words)
    if row["unmended"]:
        parts.append("退回后未改好")
    if row["returns"]:
        parts.append(f"退回{row['returns']}次")
    if row["score"] is not None:
        parts.append(f"{'平均' if by_months else ''}得分{str(row['score']).removesuffix('.0')}分")
    reasons = f"（{'、'.join(row['reasons'])}）" if row["reasons"] else ""
    return "；".join(parts) + reasons


def open_list(figures: dict) -> Attachment:
    """Return the findings (问题清单) of the month that are not closed."""
    columns = ("编号", "乡镇（街道）", "村", "类别", "问题", "整改期限", "状态")
    return Attachment(f"{period_of(figures).label}未销号问题清单", columns, figures["findings"]["open"])


# --- Who is praised ------------------------------------------------------------------------------------------------
def praise_list(figures: dict) -> Attachment:
    rows = []
    for name, words in (("full", "审查满分"), ("on_time", "按时报送")):
        found = figures["praised"][name]
        months = f"连续{found['months']}个月" if found["months"] > 1 else ""
        rows += [(f"{months}{words}", group["township"], "、".join(group["villages"])) for group in found["groups"]]
    return Attachment("通报表扬名单", ("事由", "乡镇（街道）", "村"), rows)
