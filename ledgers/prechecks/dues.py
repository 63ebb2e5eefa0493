"""Pre-review of a month's dues (党费): what a careful reviewer would ask about. Pure: facts in, findings out."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledgers.dues_clock import alarm_text, alarms_of
from ledgers.prechecks.findings import Findings
from ledgers.words import in_yuan, month_in_words

NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that a member paid in this ledger: for which month, cents (分), when, and who brought it."""

    month: dt.date
    cents: int
    due_cents: int
    paid_on: dt.date
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class MemberDues:
    """A member as the checks see him.

    `owed_in_row` counts the months in a row up to and with the ledger's own that nothing was paid for; `gaps` are
    earlier months still owed by someone who paid for this one. `lacks_approval`: a reduction without its approval.
    """

    pk: int
    name: str
    is_farmer: bool
    entries: tuple[Entry, ...] = ()
    owed_in_row: int = 0
    gaps: tuple[dt.date, ...] = ()
    lacks_approval: bool = False


@dataclass(frozen=True, slots=True)
class DuesFacts:
    """The dues of a branch in the ledger of `month` (its first day). `url` leads to the list, `standards_url` to the
    standards."""

    month: dt.date
    members: Sequence[MemberDues]
    url: str = ""
    standards_url: str = ""


def check_dues(facts: DuesFacts, findings: Findings) -> None:
    """Note what is wrong or doubtful about a month's dues, by the rules of that month."""
    _check_gaps(facts, findings)
    _check_amounts(facts, findings)
    _check_ahead(facts, findings)
    _check_one_hand(facts, findings)
    _check_approvals(facts, findings)
    _check_alarms(facts, findings)


def _names(members: Iterable[MemberDues]) -> str:
    """Return the first few names, and how many there are when that is not all."""
    names = [member.name for member in members]
    if len(names) <= NAMES_SHOWN:
        return "、".join(names)
    return _("%(names)s等 %(n)d 人") % {"names": "、".join(names[:NAMES_SHOWN]), "n": len(names)}


def _check_gaps(facts: DuesFacts, findings: Findings) -> None:
    """One question for all who left out the same months: mostly the whole branch was not recorded then."""
    alike: dict[tuple[dt.date, ...], list[MemberDues]] = defaultdict(list)
    for member in facts.members:
        if member.gaps:
            alike[member.gaps].append(member)
    for gaps, members in alike.items():
        text = _("%(names)s本月交了，前面%(months)s的党费还没有交，请补交。") % {
            "names": _names(members),
            "months": "、".join(month_in_words(month) for month in gaps),
        }
        findings.add("dues_gap", text, subject=_whom(members), url=facts.url)


def _whom(members: Sequence[MemberDues]) -> str:
    """Return what tells a question apart from one about others: with somebody more it is asked anew."""
    return f"{members[0].pk}" if len(members) == 1 else f"{members[0].pk}-{members[-1].pk}:{len(members)}"


def _check_amounts(facts: DuesFacts, findings: Findings) -> None:
    """More than the standard is welcome (自愿多交); a farmer's amount outside the law's range is asked about, because
    it is mostly a slip of the finger or a category that was never set."""
    farmer = findings.book["dues.farmer_cents"]
    least, most = farmer.least, farmer.most
    short = [member for member in facts.members if any(entry.cents < entry.due_cents for entry in member.entries)]
    if short:
        text = _("%(names)s交的比标准少，请核对金额；确有困难的，先办少交手续。") % {"names": _names(short)}
        findings.add("dues_amount", text, subject="short", url=facts.url)
    outside = [
        member
        for member in facts.members
        if member.is_farmer
        and member not in short
        and any(not least <= entry.cents <= most for entry in member.entries)
    ]
    if outside:
        text = _(
            "%(names)s按农民党员算，每月应在 %(least)s–%(most)s 元之间。是自愿多交请写明；有工资或养老金的请改标准。"
        ) % {"names": _names(outside), "least": in_yuan(least), "most": in_yuan(most)}
        findings.add("dues_amount", text, subject="farmer", url=facts.standards_url)
    limit = findings.book.value("dues.central_cents")
    for member in facts.members:
        if any(cents >= limit for cents in _at_once(member).values()):
            text = _("%(name)s一次交了 %(limit)s 元以上，要全部上缴中央，由上级党委代收转交。") % {
                "name": member.name,
                "limit": in_yuan(limit),
            }
            findings.add("dues_central", text, subject=member.pk, url=facts.url)


def _at_once(member: MemberDues) -> Counter:
    """Return how many cents a member paid on each day."""
    paid: Counter = Counter()
    for entry in member.entries:
        paid[entry.paid_on] += entry.cents
    return paid


def _check_ahead(facts: DuesFacts, findings: Findings) -> None:
    most = findings.book.value("dues.ahead_months")
    early = [m for m in facts.members if sum(entry.month > facts.month for entry in m.entries) > most]
    if early:
        text = _("%(names)s一次预交了好几个月。党费按月交，最多一个季度交一次，不能一次交全年。")
        findings.add("dues_ahead", text % {"names": _names(early)}, url=facts.url)


def _check_one_hand(facts: DuesFacts, findings: Findings) -> None:
    """代交嫌疑: one hand may have paid for all (垫交、扣缴).

    That a whole branch is recorded in one second on one day says nothing here: the list is made to be ticked at once,
    and dues are collected on the theme day. What does say something is (a) one person who brings the money of many
    members on one day, and (b) every member of the branch paying several months on one and the same day, which nobody
    does by himself.
    """
    many = findings.book.value("dues.proxy_from")
    brought: dict[tuple[str, dt.date], set[int]] = defaultdict(set)
    for member in facts.members:
        for entry in member.entries:
            if entry.proxy:
                brought[entry.proxy, entry.paid_on].add(member.pk)
    for (proxy, day), members in sorted(brought.items()):
        if len(members) >= many:
            text = _("%(who)s在%(month)d月%(day)d日一个人替 %(n)d 名党员交党费，请核对是不是垫交、扣缴。") % {
                "who": proxy,
                "month": day.month,
                "day": day.day,
                "n": len(members),
            }
            findings.add("dues_one_hand", text, subject=f"{proxy}{day}", url=facts.url)
    payers = [member for member in facts.members if member.entries]
    days = {entry.paid_on for member in payers for entry in member.entries}
    if len(payers) >= many and len(days) == 1 and all(len(member.entries) > 1 for member in payers):
        text = _("全支部 %(n)d 人都在同一天交了好几个月的党费，请核对是不是有人代交、垫交。") % {"n": len(payers)}
        findings.add("dues_one_hand", text, subject="all", url=facts.url)


def _check_approvals(facts: DuesFacts, findings: Findings) -> None:
    if lacking := [member for member in facts.members if member.lacks_approval]:
        text = _("%(names)s少交或免交党费，还没有写上级党委的批准。") % {"names": _names(lacking)}
        findings.add("dues_approval", text, url=facts.standards_url)


def _check_alarms(facts: DuesFacts, findings: Findings) -> None:
    """One reminder for all who are as far behind; each who counts as having left by that (自行脱党) stands alone."""
    limits = alarms_of(findings.book)
    behind: dict[int, list[MemberDues]] = defaultdict(list)
    for member in facts.members:
        if alarm_text(member.owed_in_row, limits):
            behind[member.owed_in_row].append(member)
    for owed, members in behind.items():
        asked = [[member] for member in members] if owed >= limits.last else [members]
        for people in asked:
            text = f"{_names(people)}{alarm_text(owed, limits)}"
            findings.add("dues_alarm", text, subject=_whom(people), url=facts.url)
