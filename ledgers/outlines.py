"""The bones of an agenda: what comes again each month, without what was said last time (提纲). Pure."""

import re
from collections.abc import Iterable

from ledgers.enums import MeetingKind

# The district suggests themes for these kinds.
SUGGESTED_KINDS = (
    MeetingKind.THEME_DAY,
    MeetingKind.COMMITTEE,
    MeetingKind.GENERAL,
    MeetingKind.LECTURE,
    MeetingKind.GROUP,
    MeetingKind.LIFE,
)

# i18n: data file
CONTENT_AFTER = re.compile(r"[:：—–]|\s-|--")
DATES = re.compile(
    r"[\d０-９〇零一二三四五六七八九十]+年(?:度)?|[\d０-９一二三四五六七八九十]+月份?|[\d０-９一二三四五六七八九十]+[日号]"
    r"|第?[\d０-９一二三四五六七八九十]季度|[春夏秋冬]季"
)
QUOTED = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）|\([^)]*\)|〔[^〕]*〕")
NUMBERS = re.compile(r"[\d０-９]+(?:[.．%％][\d０-９]*)?")
PERSON = re.compile(r"[\u4e00-\u9fff]{1,3}同志")
TITLES = ("书记", "主任", "委员", "同志")
HEAD = re.compile(r"^\s*(?:[\d０-９]+[.．、)）]\s*|[（(]?[一二三四五六七八九十]+[)）、.．]\s*|[-*•·]\s*)")
CHAPTER = re.compile(r"第[一二三四五六七八九十]+[章节条讲课]")
EDGES = " \t，。；、,.;-《》的和与及"
SHORTEST = 2


def outline_of(agenda: str, names: Iterable[str] = ()) -> str:
    """Return the lines of an agenda without dates, numbers, names and quotations, and nothing after a colon or dash.

    `names` are the people of the branch. A line that says nothing without them is left out.
    """
    people = [name for name in names if len(name) >= 2]
    titled = {before + title for name in people for before in (name, name[0]) for title in TITLES}
    known = sorted({*people, *titled}, key=len, reverse=True)
    lines = (_bones(line, known) for line in agenda.splitlines())
    return "\n".join(dict.fromkeys(line for line in lines if len(line) >= SHORTEST))


def _bones(line: str, names: list[str]) -> str:
    line = HEAD.sub("", line)
    line = CONTENT_AFTER.split(line, maxsplit=1)[0]
    line = _without(line, names)
    for pattern in (QUOTED, PERSON, CHAPTER, DATES, NUMBERS):
        line = pattern.sub("", line)
    # What was taken out may have stood in the middle of a name.
    return _without(line, names).strip(EDGES)


def _without(line: str, names: list[str]) -> str:
    """Return the line when nobody is found in it any more."""
    for name in names:
        if name in line:
            return _without(line.replace(name, ""), names)
    return line
