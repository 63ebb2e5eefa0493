"""Read one ledger as the reviewer sees it: the record, what changed, the verdicts so far."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from audits.enums import REASON_CLASSES, Outcome, Reason, ReasonClass, ReviewLevel
from audits.models import ChecklistItem, Verdict
from ledgers.enums import Action
from ledgers.models import Ledger, LedgerStep, Submission
from ledgers.selectors.snapshots import Change, snapshot_changes


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A line of the record as it was handed in; `change` holds what stood there in the version judged before."""

    label: str
    value: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A meeting, the roll or the dues, with its evidence. `mark` is a word for what happened to the whole of it."""

    anchor: str
    title: str
    rows: list[RecordRow]
    files: list[dict] = field(default_factory=list)
    mark: str = ""

    @property
    def is_changed(self) -> bool:
        return bool(self.mark) or any(row.change for row in self.rows)

    @property
    def what_changed(self) -> str:
        """What happened to the section, in a word or by the names of its changed lines."""
        return self.mark or "、".join(row.label for row in self.rows if row.change)


@dataclass(frozen=True, slots=True)
class LostLine:
    text: str
    points: int
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A verdict with its lines in words."""

    verdict: Verdict
    lines: list[LostLine]

    @property
    def is_pass(self) -> bool:
        return self.verdict.outcome == Outcome.PASS


@dataclass(frozen=True, slots=True)
class Review:
    """All that the review page shows of one ledger."""

    ledger: Ledger
    submission: Submission | None
    compared_with: int | None
    sections: list[Section]
    verdicts: list[VerdictShown]
    steps: list[LedgerStep]
    township_verdict: VerdictShown | None

    @property
    def has_doubts(self) -> bool:
        """Whether a reviewer doubted the truth of a record."""
        lines = (line for shown in self.verdicts for line in shown.verdict.lost.values())
        return any(REASON_CLASSES.get(line["reason"]) == ReasonClass.TRUTH for line in lines)

    @property
    def changed(self) -> list[Section]:
        return [section for section in self.sections if section.is_changed]

    @property
    def in_order(self) -> list[Section]:
        """The sections as the reviewer reads them: after a return what changed comes first."""
        return (
            sorted(self.sections, key=lambda section: not section.is_changed) if self.compared_with else self.sections
        )


def ledger_review(ledger: Ledger, items: list[ChecklistItem]) -> Review:
    """Return the latest submission of `ledger` held against the version judged before it, with all verdicts.

    Four queries. `ledger` comes with its month, branch and township loaded; `items` is the month's form.
    """
    texts = {item.code: item.text for item in items}
    verdicts = [
        VerdictShown(verdict, lost_lines(verdict.lost, texts))
        for verdict in Verdict.objects.filter(ledger=ledger).select_related("by").order_by("pk")
    ]
    judged = max((v.verdict.revision for v in verdicts if v.verdict.revision < ledger.revision), default=None)
    submissions = {
        submission.revision: submission
        for submission in Submission.objects.filter(
            ledger=ledger, revision__in=[ledger.revision, judged or 0]
        ).select_related("by")
    }
    current, before = submissions.get(ledger.revision), submissions.get(judged)
    steps = list(LedgerStep.objects.filter(ledger=ledger).select_related("by", "desk").order_by("pk"))
    return Review(
        ledger=ledger,
        submission=current,
        compared_with=judged if before and current else None,
        sections=_sections(current.snapshot, before.snapshot if before else None) if current else [],
        verdicts=verdicts,
        steps=steps,
        township_verdict=next(
            (v for v in verdicts if (v.verdict.level, v.verdict.revision) == (ReviewLevel.TOWNSHIP, ledger.revision)),
            None,
        ),
    )


def without_township(review: Review) -> Review:
    """Return `review` without what the township said of this revision, for whoever is to judge it blind (盲审)."""
    revision = review.ledger.revision
    for step in review.steps:
        if step.revision == revision and step.action in (Action.PASS, Action.RETURN):
            step.reason = _("给出您的结论以后显示。") if step.reason else ""
    shown = [v for v in review.verdicts if (v.verdict.level, v.verdict.revision) != (ReviewLevel.TOWNSHIP, revision)]
    return replace(review, verdicts=shown, township_verdict=None)


class ComparedLine(NamedTuple):
    """An item of the form with the points that each level took off."""

    text: str
    township: int
    district: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both levels' verdicts on the revision, and the items on which they differ."""

    township: Verdict
    district: Verdict
    lines: list[ComparedLine]

    @property
    def in_words(self) -> str:
        names = {"township": self.township.score, "district": self.district.score}
        if self.district.agrees and not self.lines:
            return _("与乡镇结论一致：都是 %(district)d 分。") % names
        if self.district.agrees:
            return _("结论与乡镇一致，都是 %(district)d 分，扣分的地方不同。") % names
        names |= {"first": self.township.get_outcome_display(), "second": self.district.get_outcome_display()}
        return _("与乡镇结论不一致：乡镇%(first)s、%(township)d 分，区里%(second)s、%(district)d 分。") % names


def comparison_of(review: Review, items: list[ChecklistItem]) -> Comparison | None:
    """Hold the two levels' verdicts on the revision against each other; None before both are given."""
    given = {v.verdict.level: v.verdict for v in review.verdicts if v.verdict.revision == review.ledger.revision}
    township, district = given.get(ReviewLevel.TOWNSHIP), given.get(ReviewLevel.DISTRICT)
    if township is None or district is None:
        return None
    texts = {item.code: item.text for item in items}
    lines = [
        ComparedLine(texts.get(code, code), _points(township, code), _points(district, code))
        for code in dict.fromkeys([*township.lost, *district.lost])
        if township.lost.get(code) != district.lost.get(code)
    ]
    return Comparison(township, district, lines)


def _points(verdict: Verdict, code: str) -> int:
    return verdict.lost.get(code, {}).get("points", 0)


def lost_lines(lost: dict[str, dict], texts: dict[str, str]) -> list[LostLine]:
    """Return the points taken off in words; `texts` maps an item's code to its text."""
    return [
        LostLine(texts.get(code, code), line["points"], str(Reason(line["reason"]).label), line.get("note", ""))
        for code, line in lost.items()
    ]


def _sections(snapshot: dict, before: dict | None) -> list[Section]:
    changes = snapshot_changes(before, snapshot) if before else {}
    old_meetings = {meeting["id"] for meeting in before["meetings"]} if before else set()
    sections = []
    for meeting in snapshot["meetings"]:
        key = f"meeting:{meeting['id']}"
        is_new = before is not None and meeting["id"] not in old_meetings
        changed = {} if is_new else changes.get(key, {})
        rows = _rows(meeting["rows"], changed)
        if "files" in changed:
            rows.append(RecordRow(changed["files"].label, changed["files"].new, changed["files"]))
        sections.append(
            Section(key.replace(":", "-"), meeting["label"], rows, meeting["files"], _("本次新增") if is_new else "")
        )
    for key, title in (("roll", _("党员管理")), ("dues", _("党费收缴"))):
        sections.append(Section(key, title, _rows(snapshot[key]["rows"], changes.get(key, {}))))
    kept = {meeting["id"] for meeting in snapshot["meetings"]}
    for meeting in before["meetings"] if before else []:
        if meeting["id"] not in kept:
            rows = _rows(meeting["rows"], {})
            sections.append(
                Section(f"meeting-{meeting['id']}", meeting["label"], rows, meeting["files"], _("本次删去"))
            )
    return sections


# The order of the minutes: the stored snapshot is JSONB, which does not keep the order of its keys.
ROW_ORDER = (
    *("time", "entry", "place", "host", "recorder", "attendance", "excluded", "invited", "agenda", "discussion"),
    *("matter", "votes", "ballots", "resolutions"),
    *("members", "confirmed", "note", "paid", "sum", "unpaid"),
)


def _rows(rows: dict[str, list[str]], changed: dict[str, Change]) -> list[RecordRow]:
    """Return the lines that say something, and those that did so before."""
    known = [code for code in ROW_ORDER if code in rows]
    return [
        RecordRow(*rows[code], changed.get(code))
        for code in [*known, *(rows.keys() - set(known))]
        if rows[code][1] or code in changed
    ]


TRAIL_CLASSES = {
    Action.SUBMIT: "trail-submitted",
    Action.PASS: "trail-passed",
    Action.REPORT: "trail-passed",
    Action.RETURN: "trail-returned",
}
