# i18n: data file -- a circular is a Chinese official document in every language of the interface
"""The wording of a circular (通报) on a month or a quarter: from the figures to title and paragraphs.

Pure functions: the same figures give the same words. The four parts follow the customary form of a circular (总体情况,
主要成效, 存在问题, 工作要求); townships stand in the order of the tree. The attachments are in
`audits.circular_attachments`, the words of a correction in `audits.circular_correction`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from audits.circular_attachments import BRANCHES, NAMED_IN_TEXT, attachment_names, in_percent, number_of, period_of
from config.lib.official import chinese_numeral

REASONS_IN_TEXT = 5
FEW_TOWNSHIPS = 3
# 限期整改: at most 15 working days for problems that cannot be mended on the spot.
MEND_WORKDAYS = 15
ADDRESSEES = "各乡镇（街道）党委（党工委）"


def department(figures: dict) -> str:
    """Return how the text calls the issuer: 区委组织部, 县委组织部, 市委组织部."""
    return f"{figures['district'][-1]}委组织部"


def title(figures: dict) -> str:
    return f"{figures['issuer']}关于{period_of(figures).label}{BRANCHES}台账月审月报情况的通报"


def copies_to(figures: dict) -> str:
    return f"{figures['district'][-1]}委办公室，各基层党建工作指导站"


# --- Words ---------------------------------------------------------------------------------------------------------
def trend(now: str | None, before: str | None, *, up: str, down: str, unit: str, than: str = "上月") -> str:
    """Compare with the month or quarter before; an empty text when there is nothing to compare."""
    if now is None or before is None:
        return ""
    difference = Decimal(now) - Decimal(before)
    if not difference:
        return f"，与{than}持平"
    return f"，比{than}{up if difference > 0 else down}{str(abs(difference)).removesuffix('.0')}{unit}"


def named(names: Iterable[str], counted: str) -> str:
    """Name some townships and count them: “高坪镇、龙溪镇2个乡镇”."""
    names = list(names)
    return f"{'、'.join(names)}{len(names) if len(names) > 1 else ''}{'个' + counted if len(names) > 1 else ''}"


def villages_named(groups: list[dict]) -> str:
    """Name the villages by township, or count them when they are many, and the townships too."""
    total = number_of(groups)
    if total <= NAMED_IN_TEXT:
        places = "，".join(group["township"] + "、".join(group["villages"]) for group in groups)
        return places if total == 1 else f"{places}等{total}个{BRANCHES}"
    if len(groups) > NAMED_IN_TEXT:
        return f"{len(groups)}个乡镇（街道）的{total}个{BRANCHES}"
    return f"{'、'.join(group['township'] for group in groups)}的{total}个{BRANCHES}"


def some(number: int, whole: int) -> str:
    """个别 up to one in twenty, 部分 beyond."""
    return "个别" if number * 20 <= whole else "部分"


# --- Paragraphs ----------------------------------------------------------------------------------------------------
def paragraphs(figures: dict) -> dict[str, str]:
    """Return the body's paragraphs by name, in order. The names let new figures be put into an edited text."""
    parts = (
        ("overall", "总体情况", overall(figures)),
        ("results", "主要成效", results(figures)),
        ("problems", "存在问题", problems(figures)),
        ("demands", "工作要求", demands(figures)),
    )
    written = {
        "opening": (
            f"根据{BRANCHES}台账月审月报工作安排，各乡镇（街道）对所辖{BRANCHES}{period_of(figures).label}台账进行了审查，"
            f"{department(figures)}进行了复审。现将有关情况通报如下。"
        )
    }
    for number, (part, heading, items) in enumerate(parts, 1):
        written[part] = f"{chinese_numeral(number)}、{heading}"
        for index, (name, lead, text) in enumerate(items, 1):
            written[f"{part}_{name}"] = f"（{chinese_numeral(index)}）{lead}。{text}" if lead else text
    return written


def body(figures: dict) -> str:
    return "\n".join(paragraphs(figures).values())


Items = list[tuple[str, str, str]]


def overall(figures: dict) -> Items:
    total, before, than = figures["total"], figures["previous"] or {}, period_of(figures).before
    whole = f"全{figures['district'][-1]}"
    if not total["received"]:
        reports = f"{whole}应报台账{total['expected']}份，均未报送。"
    else:
        reports = f"{whole}应报台账{total['expected']}份，实际报送{total['received']}份，"
        reports += f"报送率{in_percent(total['received_rate'])}"
        rate = total["received_rate"], before.get("received_rate")
        reports += trend(*rate, up="上升", down="下降", unit="个百分点", than=than)
        if total["on_time"] == total["expected"]:
            reports += "，全部按时报送。"
        else:
            reports += f"。其中{'；'.join(timeliness(total))}。"
    if not total["judged"]:
        reviews = "截至目前，没有完成审查的台账。"
    else:
        passed = f"审查通过{total['passed']}份，占应报台账的{in_percent(total['passed_rate'])}"
        reviews = (
            f"经乡镇（街道）审查和{department(figures)}复审，{passed if total['passed'] else '尚无台账审查通过'}；"
            f"{returns(total)}。"
            f"已审查台账平均得分{total['score'].removesuffix('.0')}分"
            f"{trend(total['score'], before.get('score'), up='提高', down='降低', unit='分', than=than)}。"
        )
        if total["rereviewed"]:
            reviews += (
                f"{department(figures)}共复审{total['rereviewed']}份次，与乡镇（街道）结论和评分一致{total['agreed']}份次，"
                f"一致率{in_percent(total['agreement_rate'])}。"
            )
    items = [("reports", "报送情况", reports), ("reviews", "审查情况", reviews)]
    if colours := figures.get("colours"):
        items.append(("colours", "红黄蓝绿情况", colours_in_words(figures, colours)))
    if quality := figures.get("quality"):
        items.append(("review_quality", "审查质量", quality["sentence"]))
    if months := figures.get("months"):
        items.append(("months", "分月情况", "；".join(month_in_words(month) for month in months) + "。"))
    return items


COLOURS = (("green", "绿"), ("blue", "蓝"), ("yellow", "黄"), ("red", "红"))


def month_of_colours(figures: dict, colours: dict) -> str:
    """Name the month whose colours are told: 本月, and in a quarter its last, “12月份”."""
    return colours["label"] if "months" in figures else period_of(figures).this


def colours_in_words(figures: dict, colours: dict) -> str:
    counted = [f"为{word}的{number}个" for key, word in COLOURS if (number := colours["counts"][key])]
    return f"按月审得分和报送情况，{month_of_colours(figures, colours)}乡镇（街道）{'，'.join(counted)}。"


def month_in_words(month: dict) -> str:
    """Write a month of a quarter: “10月份应报4份，按时报送率50%，平均得分91分”."""
    words = f"{month['label']}份应报{month['expected']}份，按时报送率{in_percent(month['on_time_rate'])}"
    return words + (f"，平均得分{month['score'].removesuffix('.0')}分" if month["score"] else "")


def timeliness(total: dict) -> list[str]:
    """Say how many came in how; circulars of before had neither extensions nor exceptions."""
    within = f"（其中顺延期内{total['on_time_extended']}份）" if total.get("on_time_extended") else ""
    counted = (
        (
            total["on_time"],
            f"按时报送{total['on_time']}份{within}，按时报送率{in_percent(total['on_time_rate'])}",
        ),
        (total["late"], f"逾期报送{total['late']}份"),
        (total.get("by_exception"), f"锁定后经批准补报{total.get('by_exception')}份"),
        (total["not_received"], f"未报送{total['not_received']}份"),
        (total.get("not_due"), f"顺延期内尚未到期{total.get('not_due')}份"),
    )
    return [words for number, words in counted if number]


def returns(total: dict) -> str:
    """Say how many went back and what became of them."""
    back, still = total["returned_ever"], total["returned_now"]
    if not back:
        return "没有退回修改的台账"
    if not still:
        return f"退回修改{back}份，均已修改并重新报送"
    if still == back:
        return f"退回修改{back}份，均未改好"
    return f"退回修改{back}份，其中{back - still}份已修改并重新报送，{still}份未改好"


def results(figures: dict) -> Items:
    townships, total = figures["townships"], figures["total"]

    def praise(chosen: list[str], words: str) -> str:
        if len(chosen) == len(townships):
            return f"全{figures['district'][-1]}{len(chosen)}个乡镇（街道）{words}。"
        return f"{named(chosen, '乡镇（街道）')}{words}。"

    items = []
    if punctual := [row["name"] for row in townships if row["on_time"] == row["expected"]]:
        items.append(("punctual", "报送及时", praise(punctual, f"所辖{BRANCHES}台账全部按时报送")))
    elif total["on_time"]:
        items.append(("punctual", "报送有序", f"{total['on_time']}个{BRANCHES}按时报送了台账。"))
    clean = [row["name"] for row in townships if row["passed"] == row["expected"] and not row["returned_ever"]]
    if clean:
        items.append(("clean", "记录规范", praise(clean, f"所辖{BRANCHES}台账全部一次通过审查")))
    elif total["passed"]:
        items.append(("clean", "台账逐步规范", f"{total['passed']}个{BRANCHES}台账通过审查。"))
    agreed = [row["name"] for row in townships if row["rereviewed"] and row["agreed"] == row["rereviewed"]]
    if agreed:
        items.append(("agreed", "审查认真", praise(agreed, f"的审查结论和评分与{department(figures)}复审全部一致")))
    items += streaks(figures)
    return items or [("none", "", f"{period_of(figures).this}没有通报表扬的事项。")]


def streaks(figures: dict) -> Items:
    """Praise the villages that were good for as many months as the district asks for (see rules circular.praise_*)."""
    items = []
    for name, lead, words in (("full", "质量过硬", "审查满分"), ("on_time", "持续按时", "按时报送")):
        found = figures.get("praised", {}).get(name)
        if found and found["groups"]:
            listed = number_of(found["groups"]) > NAMED_IN_TEXT
            where = f"名单见附件{attachment_names(figures).index('praise') + 1}。" if listed else ""
            months = f"连续{found['months']}个月" if found["months"] > 1 else ""
            items.append(
                (
                    f"streak_{name}",
                    lead,
                    f"{villages_named(found['groups'])}台账{months}{words}，予以通报表扬。{where}",
                )
            )
    colours = figures.get("colours")
    if colours and (green := [row["name"] for row in colours["green"]]):
        least = figures["thresholds"]["praise_green_months"]
        for_months = f"连续{least}个月以上" if least > 1 else month_of_colours(figures, colours)
        items.append(("streak_green", "持续向好", f"{named(green, '乡镇（街道）')}{for_months}为绿，予以通报表扬。"))
    return items


def reds(figures: dict) -> Items:
    """Name the townships that are red (see the rule circular.name_red_months)."""
    colours = figures.get("colours")
    if not colours or not colours["red"]:
        return []
    when = month_of_colours(figures, colours)
    named_ones = [
        f"{row['name']}连续{row['months']}个月为红" if row["months"] > 1 else f"{row['name']}{when}为红"
        for row in colours["red"]
    ]
    word = "个别" if len(named_ones) <= FEW_TOWNSHIPS else "部分"
    return [("red", f"{word}乡镇（街道）月审为红", f"{'，'.join(named_ones)}，予以通报批评。")]


def problems(figures: dict) -> Items:
    total, items = figures["total"], []
    whole = figures.get("branches", total["expected"])
    late, missing, still = figures["late"], figures["not_received"], figures["returned_now"]
    excepted = figures.get("by_exception", [])
    if "months" in figures:
        items += often_late(figures)
    elif late or missing or excepted:
        parts = [f"{villages_named(missing)}没有报送"] if missing else []
        parts += [f"{villages_named(late)}逾期报送"] if late else []
        parts += [f"{villages_named(excepted)}锁定后经批准补报"] if excepted else []
        some_branches = some(number_of(late) + number_of(missing) + number_of(excepted), total["expected"])
        items.append(("unpunctual", f"{some_branches}{BRANCHES}没有按时报送", f"{'；'.join(parts)}。名单见附件2。"))
    if figures["reasons"]:
        listed = "、".join(
            f"{each['label']}（{each['branches']}个{BRANCHES}）" for each in figures["reasons"][:REASONS_IN_TEXT]
        )
        most = max(each["branches"] for each in figures["reasons"])
        only = "主要有" if len(figures["reasons"]) > 1 else "是"
        items.append(("quality", f"{some(most, whole)}台账质量不高", f"审查发现的问题{only}：{listed}。"))
    if still:
        items.append(
            (
                "unmended",
                f"{some(number_of(still), whole)}问题没有改好",
                f"{villages_named(still)}台账退回后没有改好。名单见附件2。",
            )
        )
    items += crossed(figures)
    items += unclosed(figures)
    if figures["disagreed"]:
        places = [group["township"] for group in figures["disagreed"]]
        differing = total["rereviewed"] - total["agreed"]
        word = "个别" if len(places) <= FEW_TOWNSHIPS else "部分"
        items.append(
            (
                "lenient",
                f"{word}乡镇（街道）审查不够准确",
                f"{department(figures)}复审与乡镇（街道）结论或评分不一致{differing}份次，涉及{'、'.join(places)}。",
            )
        )
    items += reds(figures)
    return items or [("none", "", f"{period_of(figures).this}审查没有发现突出问题。")]


def unclosed(figures: dict) -> Items:
    """Say how many of the month's findings (问题清单) are not closed."""
    found = figures.get("findings")
    if not found or not found["open"]:
        return []
    where = attachment_names(figures).index("open") + 1
    closed = f"已销号{found['closed']}个，" if found["closed"] else ""
    text = f"本月列入清单的问题{found['total']}个，{closed}未销号{len(found['open'])}个。名单见附件{where}。"
    return [("unclosed", "整改还没有到位", text)]


def often_late(figures: dict) -> Items:
    """Name who was late or silent in as many months of the quarter as the district minds."""
    named_rows = [row for row in figures["problems"] if row["missing"] or row["late"] or row.get("excepted")]
    if not named_rows:
        return []
    months = figures["thresholds"]["name_late_months"]
    often = f"{months}个月以上" if months < len(figures["months"]) else f"{months}个月"
    lead = f"{some(len(named_rows), figures['branches'])}{BRANCHES}多次没有按时报送"
    return [("unpunctual", lead, f"{villages_named(groups_of(named_rows))}有{often}没有按时报送。名单见附件2。")]


def crossed(figures: dict) -> Items:
    """Name whose ledgers went back too often or scored too low (see rules circular.name_*)."""
    items, whole = [], figures.get("branches", figures["total"]["expected"])
    rows = figures.get("problems", [])
    if repeated := [row for row in rows if row["returns"]]:
        times = figures["thresholds"]["name_returned"]
        text = f"{villages_named(groups_of(repeated))}同一份台账退回{times}次以上。名单见附件2。"
        items.append(("repeated", f"{some(len(repeated), whole)}台账反复退回", text))
    if low := [row for row in rows if row["score"] is not None]:
        below = figures["thresholds"]["name_score"]
        text = f"{villages_named(groups_of(low))}台账得分低于{below}分。名单见附件2。"
        items.append(("low", f"{some(len(low), whole)}台账得分偏低", text))
    return items


def groups_of(rows: Iterable[dict]) -> list[dict]:
    """Return the villages of `rows` by township, as the text names them."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["township"], []).append(row["village"])
    return [{"township": township, "villages": names} for township, names in found.items()]


def demands(figures: dict) -> Items:
    if problems(figures)[0][0] == "none":
        mend = (
            "keep",
            "保持良好态势",
            f"各乡镇（街道）党委（党工委）要总结好做法，指导所辖{BRANCHES}继续严格组织生活、如实记录。",
        )
    else:
        mend = (
            "mend",
            "抓好问题整改",
            (
                f"各乡镇（街道）党委（党工委）要对照通报指出的问题，指导有关{BRANCHES}逐项整改，"
                f"自本通报印发之日起{MEND_WORKDAYS}个工作日内改好，并适时“回头看”。"
            ),
        )
    return [
        mend,
        (
            "strict",
            "严格审查把关",
            "乡镇（街道）审查小组要逐份审查、如实评判，发现问题一次说清、及时退回，防止走过场。",
        ),
        (
            "next",
            "按时报送台账",
            (
                f"各{BRANCHES}要随时记录、按时报送，{figures['next_label']}份台账最迟于{figures['next_on_time']}提交。"
                "各乡镇（街道）不得要求重复报送纸质材料，切实减轻基层负担。"
            ),
        ),
    ]


# --- New figures in an edited text ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Refreshed:
    """The body with the new figures, and the paragraphs a person wrote or changed, which were left as they are."""

    body: str
    own: list[str]


def refresh(text: str, before: dict[str, str], after: dict[str, str]) -> Refreshed:
    """Put the paragraphs `after` where those of `before` stand unchanged in `text`.

    A paragraph that was edited stays; one that was taken out stays out; one that is new follows its predecessor.
    """
    names = {paragraph: name for name, paragraph in before.items()}
    lines: list[tuple[str, str]] = []
    own = []
    for line in text.splitlines():
        name = names.get(line.strip(), "")
        if not name:
            own += [line] if line.strip() else []
            lines.append(("", line))
        elif name in after:
            lines.append((name, after[name]))
        else:
            lines.append((name, ""))
    order = list(after)
    for position, name in enumerate(order):
        if name in before:
            continue
        earlier = set(order[:position])
        place = max((i for i, (known, _text) in enumerate(lines) if known in earlier), default=len(lines) - 1)
        lines.insert(place + 1, (name, after[name]))
    return Refreshed("\n".join(line for name, line in lines if line or not name), own)
