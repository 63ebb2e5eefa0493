"""The monthly summary table (月审月报汇总表): a sheet a township, a row a branch, as townships sign and file it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.enums import Outcome, Reason, ReviewLevel
from audits.models import TownshipReport, Verdict
from branches.models import Organisation, User
from branches.names import village_name
from dashboards.selectors.overview import STATUS_LABELS, TIMELY, timely, visible_ledgers
from ledgers.enums import MeetingKind
from ledgers.models import DuesPayment, Meeting, Month
from ledgers.words import in_yuan

# The columns of meetings, in the order of the paper.
KINDS = (
    MeetingKind.GENERAL,
    MeetingKind.COMMITTEE,
    MeetingKind.GROUP,
    MeetingKind.LECTURE,
    MeetingKind.THEME_DAY,
    MeetingKind.LIFE,
)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A branch's month, ready to print. `meetings` follow KINDS; scores are empty where nobody judged."""

    number: int
    branch: str
    members: int
    meetings: tuple[int, ...]
    dues: str
    submitted: str
    timely: str
    township: str
    district: str
    status: str
    remarks: str

    def cells(self) -> list[object]:
        return [
            self.number, self.branch, self.members, *self.meetings, self.dues, self.submitted, self.timely,
            self.township, self.district, self.status, self.remarks,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """The sheet of a township (`pk`) with its last line; `reported` is who reported when, empty before."""

    pk: int
    title: str
    township: str
    rows: Sequence[SummaryRow]
    total: Sequence[object]
    reported: str


def headings() -> list[str]:
    return [
        _("序号"),
        _("党支部"),
        _("党员"),
        *(str(kind.label) for kind in KINDS),
        _("收党费（元）"),
        _("提交时间"),
        _("是否按时"),
        _("乡镇审查"),
        _("区级复审"),
        _("状态"),
        _("扣分和退回原因"),
    ]


def summary_sheets(user: User, month: Month, township: int | None = None) -> list[SummarySheet]:
    """Return the sheets of the townships in the user's scope, or of one, in five queries however many branches."""
    ledgers = visible_ledgers(user, month)
    if township:
        ledgers = ledgers.filter(township=township)
    rows = list(
        ledgers.order_by("branch__path").values_list(
            "pk", "township_id", "branch__name", "members", "status", "first_submitted_at",
            "extended_on_time_until", "excepted_at",
        )
    )  # fmt: skip
    pks = [row[0] for row in rows]
    held: Counter[tuple[int, str]] = Counter()
    for ledger, kind, count in (
        Meeting.objects.filter(ledger__in=pks).order_by().values_list("ledger", "kind").annotate(count=Count("pk"))
    ):
        held[ledger, kind] = count
    paid = dict(
        DuesPayment.objects.filter(ledger__in=pks).order_by().values_list("ledger").annotate(cents=Sum("paid_cents"))
    )
    verdicts: dict[tuple[int, str], tuple[str, int, dict]] = {}
    judged = Verdict.objects.filter(ledger__in=pks, revision=F("ledger__revision"))
    for ledger, level, outcome, score, lost in judged.values_list("ledger", "level", "outcome", "score", "lost"):
        verdicts[ledger, level] = (outcome, score, lost)
    words = [str(word) for word in TIMELY]
    by_township: dict[int, list[SummaryRow]] = defaultdict(list)
    cents: Counter[int] = Counter()
    for pk, place, name, members, status, submitted, extended, excepted in rows:
        lines = by_township[place]
        dues = int(paid.get(pk) or 0)
        cents[place] += dues
        lines.append(
            SummaryRow(
                len(lines) + 1,
                village_name(name),
                members,
                tuple(held[pk, kind] for kind in KINDS),
                in_yuan(dues),
                f"{timezone.localtime(submitted):%m-%d %H:%M}" if submitted else "",
                words[timely(month.on_time_until, submitted, extended, excepted)],
                _verdict(verdicts.get((pk, ReviewLevel.TOWNSHIP))),
                _verdict(verdicts.get((pk, ReviewLevel.DISTRICT))),
                STATUS_LABELS[status],
                _reasons(verdicts.get((pk, ReviewLevel.DISTRICT)) or verdicts.get((pk, ReviewLevel.TOWNSHIP))),
            )
        )
    reports = {
        report.township_id: _("%(name)s %(at)s 报送") % {"name": report.by, "at": _moment(report.at)}
        for report in TownshipReport.objects.filter(month=month, township__in=by_township).select_related("by")
    }
    names = dict(Organisation.objects.filter(pk__in=by_township).values_list("pk", "name"))
    return [
        SummarySheet(
            pk,
            _("%(township)s%(month)s村级党组织月审月报汇总表") % {"township": names[pk], "month": month.label},
            names[pk],
            lines,
            _total(lines, cents[pk]),
            reports.get(pk, ""),
        )
        for pk, lines in by_township.items()
    ]


def _moment(at) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _verdict(found: tuple | None) -> str:
    if found is None:
        return ""
    outcome, score, _lost = found
    return _("通过 %(score)d分") % {"score": score} if outcome == Outcome.PASS else _("退回")


def _reasons(found: tuple | None) -> str:
    if found is None:
        return ""
    reasons = dict.fromkeys(item["reason"] for item in found[2].values())
    return "；".join(str(Reason(reason).label) for reason in reasons)


def _total(rows: Sequence[SummaryRow], cents: int) -> list[object]:
    meetings = [sum(row.meetings[place] for row in rows) for place in range(len(KINDS))]
    submitted = _("已报 %(n)d") % {"n": sum(bool(row.submitted) for row in rows)}
    return ["", _("合计"), sum(row.members for row in rows), *meetings, in_yuan(cents), submitted, "", "", "", "", ""]
