"""Read how fairly townships judge (审查质量): their verdicts held against the district's on the same revision."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.agreement import Estimate, Stratum, kappa, mean_interval, stratified_rate, wilson
from audits.enums import Outcome, Reason, ReviewLevel
from audits.models import Sample, Verdict
from audits.rules import FULL_SCORE
from audits.selectors.samples import drawn_in
from branches.models import Organisation, User
from branches.names import village_name
from ledgers.models import Ledger, Month
from ledgers.selectors.rules import rule_history

REASONS_SHOWN = 5
GRADES = (gettext_lazy("通过不扣分"), gettext_lazy("通过有扣分"), gettext_lazy("退回"))


def grade_of(outcome: str, score: int) -> int:
    """Return the place in GRADES: passed whole, passed with points off, returned."""
    if outcome == Outcome.RETURN:
        return 2
    return 0 if score == FULL_SCORE else 1


# --- Pairs -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Judged:
    """One level's verdict in a pair."""

    outcome: str
    score: int
    lost: dict
    comment: str

    @property
    def grade(self) -> int:
        return grade_of(self.outcome, self.score)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two verdicts on one revision of a ledger."""

    ledger: int
    township_id: int
    reviewer_id: int
    township: Judged
    district: Judged

    @property
    def agrees(self) -> bool:
        """Same outcome and same score, as `Verdict.agrees` has it."""
        return (self.township.outcome, self.township.score) == (self.district.outcome, self.district.score)


def pair_verdicts(verdicts, *, drawn_only: bool):
    """Narrow `verdicts` to the district's with the township's on the same revision joined to each.

    `drawn_only` leaves those that a sample had drawn; what was passed in bulk is a copy and no second look.
    """
    pairs = verdicts.filter(
        level=ReviewLevel.DISTRICT,
        ledger__verdicts__level=ReviewLevel.TOWNSHIP,
        ledger__verdicts__revision=F("revision"),
    )
    return pairs.filter(ledger__sampled__revision=F("revision")) if drawn_only else pairs


PAIR_COLUMNS = (
    *("ledger_id", "ledger__township_id", "ledger__verdicts__by_id"),
    *("ledger__verdicts__outcome", "ledger__verdicts__score", "ledger__verdicts__lost", "ledger__verdicts__comment"),
    *("outcome", "score", "lost", "comment"),
)


def pairs_of(verdicts, *, drawn_only: bool) -> list[Pair]:
    """Return the pairs among `verdicts`, a scoped set of them, in one query."""
    rows = pair_verdicts(verdicts, drawn_only=drawn_only).order_by("pk").values_list(*PAIR_COLUMNS)
    return [
        Pair(ledger, township, reviewer, Judged(*verdicts[:4]), Judged(*verdicts[4:]))
        for ledger, township, reviewer, *verdicts in rows
    ]


# --- Figures ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a township, or one of its reviewers, and the district agree. Figures without a base are None.

    `kappa` is of the three GRADES: on pass or return alone it would always be 0 or undefined, because what a township
    returns never reaches the district. `lenient` is the township's score less the district's: above 0 the township is
    the milder one. `missed` are problems that only the district saw, `extra` those that only the township saw, each a
    reason's label with the number of ledgers.
    """

    count: int
    agreed: int
    rate: Estimate | None
    returned: int
    table: list[list[int]]
    kappa: Estimate | None
    outcome_kappa: Estimate | None
    lenient: Estimate | None
    missed: list[tuple[str, int]]
    extra: list[tuple[str, int]]
    is_small: bool


# (township's outcome, its score, the district's outcome, its score)
Marks = tuple[str, int, str, int]


@dataclass(slots=True)
class Tally:
    """Pairs counted: how often each combination of marks occurs, and what was lost where the two differ in that."""

    marks: Counter[Marks] = field(default_factory=Counter)
    lost: list[tuple[dict, dict]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.marks += other.marks
        self.lost += other.lost


def tally_of(pairs: Iterable[Pair]) -> Tally:
    tally = Tally()
    for pair in pairs:
        theirs, ours = pair.township, pair.district
        tally.marks[theirs.outcome, theirs.score, ours.outcome, ours.score] += 1
        if theirs.lost != ours.lost:
            tally.lost.append((theirs.lost, ours.lost))
    return tally


def agreement_of(tally: Tally, small: int) -> Agreement:
    """Return the figures of what was counted; fewer than `small` pairs are flagged."""
    table = [[0] * len(GRADES) for _grade in GRADES]
    differences: Counter[int] = Counter()
    count = agreed = 0
    for (outcome, score, our_outcome, our_score), times in tally.marks.items():
        table[grade_of(outcome, score)][grade_of(our_outcome, our_score)] += times
        differences[score - our_score] += times
        count += times
        agreed += times * ((outcome, score) == (our_outcome, our_score))
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    for theirs, ours in tally.lost:
        seen, found = ({loss["reason"] for loss in lost.values()} for lost in (theirs, ours))
        missed.update(found - seen)
        extra.update(seen - found)
    return Agreement(
        count=count,
        agreed=agreed,
        rate=wilson(agreed, count),
        returned=sum(row[2] for row in table),
        table=table,
        kappa=kappa(table),
        outcome_kappa=kappa(pass_or_return(table)),
        lenient=mean_interval(differences),
        missed=commonest(missed),
        extra=commonest(extra),
        is_small=count < small,
    )


def pass_or_return(table: list[list[int]]) -> list[list[int]]:
    """Return the table of grades with both kinds of passing taken together."""
    passed = [table[0][column] + table[1][column] for column in range(3)]
    return [[passed[0] + passed[1], passed[2]], [table[2][0] + table[2][1], table[2][2]]]


def commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    order = {reason: position for position, reason in enumerate(Reason.values)}
    known = [(reason, number) for reason, number in counts.items() if reason in order]
    known.sort(key=lambda pair: (-pair[1], order[pair[0]]))
    return [(str(Reason(reason).label), number) for reason, number in known[:REASONS_SHOWN]]


def grouped(pairs: Iterable[Pair], key: Callable[[Pair], object]) -> dict:
    groups = defaultdict(list)
    for pair in pairs:
        groups[key(pair)].append(pair)
    return groups


def small_number(month: Month) -> int:
    """Return below how many pairs the district flags a figure as resting on too few."""
    return rule_history(month.district_id, month).on(month.month).value("sampling.small_number")


# --- A period --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Period:
    """The months that are looked at, the oldest first, and whether only drawn ledgers count."""

    months: list[Month]
    drawn_only: bool

    @property
    def label(self) -> str:
        first, last = self.months[0], self.months[-1]
        return first.label if first == last else f"{first.label}—{last.label}"


def verdicts_in(user: User, period: Period):
    """Return the verdicts in the user's scope on ledgers of the period."""
    return Verdict.objects.visible_to(user).filter(ledger__month__in=period.months)


@dataclass(frozen=True, slots=True)
class TownshipAgreement:
    """A line of the table."""

    pk: int
    name: str
    figures: Agreement


def by_township(user: User, period: Period) -> tuple[list[TownshipAgreement], Agreement]:
    """Return the figures of each township in the user's scope, in the order of the tree, and of all; 4 queries.

    Counted by the database: the pairs of a large district over years are many, their combinations of marks few.
    """
    small = small_number(period.months[-1])
    pairs = pair_verdicts(verdicts_in(user, period), drawn_only=period.drawn_only)
    tallies: dict[int, Tally] = defaultdict(Tally)
    marks = ("ledger__verdicts__outcome", "ledger__verdicts__score", "outcome", "score")
    counted = pairs.order_by().values_list("ledger__township_id", *marks).annotate(times=Count("pk"))
    for township, *combination, times in counted:
        tallies[township].marks[tuple(combination)] = times
    differing = pairs.annotate(theirs=F("ledger__verdicts__lost")).exclude(lost=F("theirs")).order_by("pk")
    for township, theirs, ours in differing.values_list("ledger__township_id", "theirs", "lost"):
        tallies[township].lost.append((theirs, ours))
    names = Organisation.objects.filter(pk__in=tallies).order_by("path").values_list("pk", "name")
    rows = [TownshipAgreement(pk, name, agreement_of(tallies[pk], small)) for pk, name in names]
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    return rows, agreement_of(total, small)


@dataclass(frozen=True, slots=True)
class ReviewerAgreement:
    name: str
    figures: Agreement


@dataclass(frozen=True, slots=True)
class Difference:
    """A ledger on which the two levels differ, both verdicts ready to be printed side by side."""

    pair: Pair
    village: str
    month: str


@dataclass(frozen=True, slots=True)
class TownshipDetail:
    figures: Agreement
    reviewers: list[ReviewerAgreement]
    differences: list[Difference]


def township_detail(user: User, township: int, period: Period) -> TownshipDetail:
    """Return a township's figures, those of its reviewers, and the ledgers they differ on; 4 queries."""
    small = small_number(period.months[-1])
    verdicts = verdicts_in(user, period).filter(ledger__township=township)
    pairs = pairs_of(verdicts, drawn_only=period.drawn_only)
    reviewers = grouped(pairs, lambda pair: pair.reviewer_id)
    people = dict(User.objects.filter(pk__in=reviewers).order_by("display_name").values_list("pk", "display_name"))
    labels = {month.pk: month.label for month in period.months}
    ledgers = Ledger.objects.filter(pk__in=[pair.ledger for pair in pairs if not pair.agrees])
    places = {
        pk: (village_name(branch), labels[month])
        for pk, branch, month in ledgers.order_by("-month__month", "branch__path").values_list(
            "pk", "branch__name", "month_id"
        )
    }
    order = {pk: number for number, pk in enumerate(places)}
    differing = sorted((pair for pair in pairs if not pair.agrees), key=lambda pair: order[pair.ledger])
    return TownshipDetail(
        agreement_of(tally_of(pairs), small),
        [ReviewerAgreement(name, agreement_of(tally_of(reviewers[pk]), small)) for pk, name in people.items()],
        [Difference(pair, *places[pair.ledger]) for pair in differing],
    )


# --- A sample --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SampleResult:
    """What the re-review of a sample has found so far.

    `disagreement` is the rate among all ledgers of the list, each township counted by its size.
    """

    figures: Agreement
    by_township: dict[int, Agreement]
    disagreement: Estimate | None


def sample_result(user: User, sample: Sample) -> SampleResult:
    """Return what the sample found in the user's scope; 2 queries."""
    small = small_number(sample.month)
    verdicts = Verdict.objects.visible_to(user).filter(ledger__sampled__sample=sample)
    pairs = pairs_of(verdicts, drawn_only=True)
    groups = grouped(pairs, lambda pair: pair.township_id)
    strata = [
        Stratum(
            stratum["population"],
            len(groups[stratum["township"]]),
            sum(not pair.agrees for pair in groups[stratum["township"]]),
        )
        for stratum in sample.strata
        if stratum["township"] in groups
    ]
    return SampleResult(
        agreement_of(tally_of(pairs), small),
        {township: agreement_of(tally_of(group), small) for township, group in groups.items()},
        stratified_rate(strata),
    )


def last_disagreement(month: Month) -> Decimal | None:
    """Return in percent how often the district differed in the latest month before that has a sample.

    None when nothing was drawn and judged before, or when nobody ever differed: a rate of nothing plans no sample.
    """
    verdicts = Verdict.objects.filter(ledger__month__district=month.district_id, ledger__month__month__lt=month.month)
    months = pair_verdicts(verdicts, drawn_only=True).values_list("ledger__month__month")
    counted = months.annotate(total=Count("pk"), differing=Count("pk", filter=Q(agrees=False)))
    latest = counted.order_by("-ledger__month__month").first()
    if latest is None or not latest[2]:
        return None
    share = (Decimal(latest[2]) * 100 / latest[1]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return min(max(share, Decimal(1)), Decimal(99))


# --- For the circular ------------------------------------------------------------------------------------------
def review_quality(month: Month) -> dict:
    """Return how fairly the townships judged in `month`, as JSON-ready values for the circular (审查质量).

    Over the drawn ledgers when there was a sample, else over all that were re-reviewed: `is_drawn` tells which. Rates
    are percent and scores points, texts with one decimal; None where there is no base. No names of people.
    """
    is_drawn = drawn_in([month])
    pairs = pairs_of(Verdict.objects.filter(ledger__month=month), drawn_only=is_drawn)
    figures = agreement_of(tally_of(pairs), small_number(month))
    return {
        "is_drawn": is_drawn,
        "count": figures.count,
        "agreed": figures.agreed,
        "returned": figures.returned,
        "rate": in_percent(figures.rate and figures.rate.value),
        "rate_low": in_percent(figures.rate and figures.rate.low),
        "rate_high": in_percent(figures.rate and figures.rate.high),
        "kappa": None if figures.kappa is None else decimal_text(figures.kappa.value, "0.01"),
        "lenient": None if figures.lenient is None else decimal_text(figures.lenient.value, "0.1"),
        "missed": [{"label": label, "count": number} for label, number in figures.missed],
        "is_small": figures.is_small,
    }


def review_quality_sentence(figures: dict) -> str:
    """Return `review_quality` as a sentence for the circular's text; empty when nothing was re-reviewed."""
    if not figures["count"]:
        return ""
    values = {name: figures[name] for name in ("count", "agreed", "rate", "rate_low", "rate_high")}
    opening = (
        _("区委组织部随机抽取 %(count)d 个支部台账复审，与乡镇审查结论一致的 %(agreed)d 个，一致率 %(rate)s%%")
        if figures["is_drawn"]
        else _("区委组织部复审 %(count)d 个支部台账，与乡镇审查结论一致的 %(agreed)d 个，一致率 %(rate)s%%")
    )
    parts = [opening % values]
    if figures["is_drawn"]:
        parts[0] += _("（95%%置信区间 %(rate_low)s%%—%(rate_high)s%%）") % values
    if (lenient := Decimal(figures["lenient"])) > 0:
        parts.append(_("乡镇评分平均偏高 %(points)s 分") % {"points": lenient})
    elif lenient < 0:
        parts.append(_("乡镇评分平均偏低 %(points)s 分") % {"points": -lenient})
    if figures["missed"]:
        labels = "、".join(f"“{each['label']}”" for each in figures["missed"][:2])
        parts.append(_("乡镇漏掉较多的问题是%(labels)s") % {"labels": labels})
    return "；".join(parts) + "。"


def in_percent(value: float | None) -> str | None:
    return None if value is None else decimal_text(100 * value, "0.1")


def decimal_text(value: float, step: str) -> str:
    """Return `value` rounded half up to `step`, without the sign of a zero."""
    number = Decimal(repr(value)).quantize(Decimal(step), ROUND_HALF_UP)
    return str(number if number else abs(number))
