"""One village in one page: the four pillars as cards, and the days to come."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from audits.finding_enums import UNFINISHED
from audits.models import Finding
from branches.enums import Permission
from branches.models import Organisation, User
from cadres.enums import PostKind
from cadres.selectors.duty import plate_of
from cadres.selectors.villages import boards
from economy.selectors.income import Bounds, months_over, years_of
from economy.words import wan
from facilities.checklist import item_named
from facilities.selectors.checks import standings
from ledgers import limits
from ledgers.enums.decisions import DecisionState
from ledgers.models import Decision, Ledger, Member
from ledgers.rulebook.book import RuleBook

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card; `tone` is bad for what needs somebody."""

    label: str
    value: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A pillar of the village: its state as a pill (code, word), some lines, and the page with all of it."""

    title: str
    icon: str
    url: str
    pill: tuple[str, str] | None
    lines: Sequence[Line]


def cards_of(user: User, village: Organisation, book: RuleBook, today: dt.date) -> Iterator[Card]:
    """Yield the cards that the user's role may see, each in a few queries."""
    if user.may(Permission.LEDGER_VIEW):
        yield _ledgers(user, village, today)
    if user.may(Permission.FACILITY_VIEW):
        yield _premises(village, book, today)
    if user.may(Permission.ECONOMY_VIEW):
        yield _economy(village, book, today)
    if user.may(Permission.CADRE_VIEW):
        yield _cadres(user, village, book, today)


def _ledgers(user: User, village: Organisation, today: dt.date) -> Card:
    own = Ledger.objects.visible_to(user).filter(branch=village).select_related("month").order_by("-month__month")
    newest = own.first()
    due = own.filter(month__on_time_until__date__lte=today)
    counted = Ledger.objects.filter(pk__in=due.values("pk")[:MONTHS]).aggregate(
        months=Count("pk"), on_time=Count("pk", filter=limits.ON_TIME)
    )
    found = Finding.objects.visible_to(user).filter(branch=village, status__in=UNFINISHED).count()
    findings = f"{reverse('audits:finding-list')}?branch={village.pk}"
    running = Decision.objects.filter(branch=village, state=DecisionState.OPEN).count()
    lines = [
        Line(
            _("近%(n)d个月按时") % {"n": counted["months"]},
            _("%(n)d 个月") % {"n": counted["on_time"]},
            tone="" if counted["on_time"] == counted["months"] else "bad",
        ),
        Line(_("没有销号的问题"), _("%(n)d 个") % {"n": found}, findings if found else "", "bad" if found else ""),
        Line(_("办理中的四议两公开"), _("%(n)d 件") % {"n": running}),
    ]
    if user.may(Permission.MEMBER_VIEW):
        roll = Member.objects.visible_to(user).on_roll().filter(branch=village).count()
        lines.append(Line(_("党员"), _("%(n)d 名") % {"n": roll}))
    if newest is None:
        return Card(_("台账规范"), "clipboard-check", "", None, lines)
    if user.may(Permission.LEDGER_EDIT):
        url = reverse("ledgers:month-detail", args=[newest.month.key])
    else:
        url = reverse("audits:ledger-review", args=[newest.pk])
    words = {"month": newest.month.month.month, "state": newest.get_status_display()}
    return Card(_("台账规范"), "clipboard-check", url, (newest.status, _("%(month)d月%(state)s") % words), lines)


def _premises(village: Organisation, book: RuleBook, today: dt.date) -> Card:
    standing = standings([village], book, today)[0]
    lines = []
    if standing.judged:
        lines.append(Line(_("得分"), str(standing.judged.score)))
        for code, gaps in standing.gaps.items():
            lines.append(Line(str(item_named(standing.judged.version, code).label), "；".join(gaps), tone="bad"))
    if standing.verified:
        until = _("有效到%(day)s") % {"day": standing.verified.valid_until}
        lines.append(Line(_("指导站核验"), until, tone="bad" if standing.is_expired else ""))
    if standing.claim_due:
        lines.append(Line(_("自查"), _("该做了"), tone="bad"))
    url = reverse("facilities:check-village", args=[village.pk])
    return Card(_("阵地达标"), "building-community", url, standing.pill, lines)


def _economy(village: Organisation, book: RuleBook, today: dt.date) -> Card:
    bounds = Bounds.of(book)
    line = years_of(Organisation.objects.filter(pk=village.pk), today.year, today, bounds, with_hints=False)[0]
    lines = [
        Line(_("今年经营性收入"), _("%(n)s 万元") % {"n": wan(line.operating)}),
        Line(_("目标线"), _("%(n)s 万元") % {"n": wan(bounds.line)}),
    ]
    if months_over(today.year, today) and not line.is_over:
        lines.append(
            Line(
                _("按现在的进度，年底"),
                _("%(n)s 万元") % {"n": wan(line.projected)},
                tone="" if line.will_be_over else "bad",
            )
        )
    if line.before is not None:
        lines.append(Line(_("上年"), _("%(n)s 万元") % {"n": wan(line.before)}))
    pill = ("passed", _("已超过")) if line.is_over else ("returned", _("没有超过"))
    return Card(_("集体增收"), "coin-yuan", reverse("economy:village-detail", args=[village.pk]), pill, lines)


def _cadres(user: User, village: Organisation, book: RuleBook, today: dt.date) -> Card:
    board = boards([village], book, today)[0]
    secretary = board.secretary
    lines = [Line(_("书记"), secretary.cadre.name if secretary else _("空缺"), tone="" if secretary else "bad")]
    vacant = [vacancy for vacancy in board.long_vacancies if vacancy.kind != PostKind.PARTY_SECRETARY]
    lines += [Line(_("空缺"), vacancy.label, tone="bad") for vacancy in vacant]
    if board.next_end:
        lines.append(Line(_("届满"), str(board.next_end.term.until), tone="bad" if board.next_end.is_near else ""))
    if user.may(Permission.DUTY_VIEW):
        people = "、".join(dict.fromkeys(line.name for line in plate_of(village, today) if line.role == "A"))
        lines.append(Line(_("今天值班"), people or _("没有排班"), tone="" if people else "bad"))
    url = reverse("cadres:village-detail", args=[village.pk])
    return Card(_("干部管理"), "user-star", url, None, lines)
