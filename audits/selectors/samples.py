"""Read what can be drawn, how a sample was planned, how far its re-review is, and whether its draw can be repeated."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from audits.enums import ReviewLevel
from audits.models import Sample, SampledLedger, SampleLine, Verdict
from audits.sampling import Placed, SampleSize, draw, list_digest, sample_size, shares_of
from branches.models import User
from branches.names import village_name
from ledgers.enums import Status
from ledgers.models import Ledger, Month
from ledgers.selectors.rules import rule_history

HALF = Decimal(50)
JUDGED = Exists(
    Verdict.objects.filter(ledger=OuterRef("ledger"), revision=OuterRef("revision"), level=ReviewLevel.DISTRICT)
)


# --- The plan --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Wishes:
    """What the sample has to reach, in percent, and the least number of each township."""

    confidence: Decimal
    margin: Decimal
    share: Decimal
    least: int

    @classmethod
    def of_rules(cls, month: Month) -> "Wishes":
        """Return what the district's rules ask for; a half is expected, for which the sample is largest."""
        rules = rule_history(month.district_id, month).on(month.month)
        return cls(
            rules.value("sampling.confidence_percent"),
            rules.value("sampling.margin_percent"),
            HALF,
            rules.value("sampling.least_per_township"),
        )


@dataclass(frozen=True, slots=True)
class PlannedTownship:
    """A township's part of the list and of the sample."""

    pk: int
    name: str
    population: int
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How many are drawn from the list, and from which townships."""

    wishes: Wishes
    size: SampleSize
    townships: list[PlannedTownship]

    @property
    def total(self) -> int:
        return sum(township.size for township in self.townships)

    def frozen(self) -> list[dict]:
        """Return the shares as the sample keeps them."""
        return [
            {"township": each.pk, "name": each.name, "population": each.population, "size": each.size}
            for each in self.townships
        ]

    def in_words(self) -> list[str]:
        """Return the formula with its numbers, a sentence a line."""
        return words_of(self.wishes, self.size.population, self.total)


def drawable(month: Month, townships: Collection[int] = ()):
    """Return the ledgers that a sample may be drawn from: reported, waiting for the district, not drawn before."""
    ledgers = Ledger.objects.filter(
        month=month,
        desk=month.district_id,
        status=Status.SUBMITTED,
        reported_at__isnull=False,
        township_passed_at__isnull=False,
        sampled=None,
    )
    return ledgers.filter(township__in=townships) if townships else ledgers


def drawable_townships(month: Month) -> list[tuple[int, str, int]]:
    """Return (id, name, ledgers) of the townships that have something to draw from, in the order of the tree."""
    rows = drawable(month).values_list("township_id", "township__name").annotate(ledgers=Count("pk"))
    return list(rows.order_by("township__path"))


def judged_before(month: Month) -> int:
    """Return how many ledgers of the month the district judged without having drawn them."""
    judged = Verdict.objects.filter(ledger=OuterRef("pk"), level=ReviewLevel.DISTRICT)
    return Ledger.objects.filter(Exists(judged), month=month, sampled=None).count()


def plan_of(month: Month, wishes: Wishes, townships: Collection[int] = ()) -> Plan:
    """Return how many `wishes` ask for over what can be drawn now; raises ValueError when there is nothing."""
    strata = [row for row in drawable_townships(month) if not townships or row[0] in townships]
    size = size_of(wishes, sum(count for *_township, count in strata))
    shares = shares_of({pk: count for pk, _name, count in strata}, size.size, wishes.least)
    return Plan(wishes, size, [PlannedTownship(pk, name, count, shares[pk]) for pk, name, count in strata])


def size_of(wishes: Wishes, population: int) -> SampleSize:
    hundredth = (float(value) / 100 for value in (wishes.confidence, wishes.margin, wishes.share))
    return sample_size(population, *hundredth)


def plain(value: Decimal) -> str:
    """Return a percent without needless zeros: 95, 2.5."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def words_of(wishes: Wishes, population: int, total: int) -> list[str]:
    """Return how the size came about, in sentences that a person can follow with a calculator."""
    size = size_of(wishes, population)
    p, e = size.share, size.margin
    return [
        _("把握程度 %(confidence)s%%（z = %(z).2f），允许误差 ±%(margin)s%%，预计不一致率 %(share)s%%。")
        % {
            "confidence": plain(wishes.confidence),
            "z": size.z,
            "margin": plain(wishes.margin),
            "share": plain(wishes.share),
        },
        _("n₀ = z² × p × (1 − p) ÷ e² = %(z).4f² × %(p)g × %(q)g ÷ %(e)g² = %(infinite).2f")
        % {"z": size.z, "p": p, "q": round(1 - p, 6), "e": e, "infinite": size.infinite},
        _(
            "名单共 %(population)d 个：n = n₀ ÷ (1 + (n₀ − 1) ÷ N) = %(infinite).2f ÷ (1 + %(less).2f ÷ %(population)d)"
            " = %(corrected).2f，进位得 %(size)d。"
        )
        % {
            "population": population,
            "infinite": size.infinite,
            "less": size.infinite - 1,
            "corrected": size.corrected,
            "size": size.size,
        },
        _("按各乡镇台账数分配，余数大的先进位，每个乡镇至少 %(least)d 个（不足的全抽），合计抽 %(total)d 个。")
        % {"least": wishes.least, "total": total},
    ]


def wishes_of(sample: Sample) -> Wishes:
    return Wishes(sample.confidence, sample.margin, sample.share, sample.least)


# --- Names -----------------------------------------------------------------------------------------------------
def name_of(month: Month, code: str) -> str:
    """Return the name under which a ledger is drawn: its month and the code of its branch."""
    return f"{month.key}|{code}"


def shares_in(sample: Sample) -> dict[int, int]:
    """Return how many are drawn from each township, by its id."""
    return {stratum["township"]: stratum["size"] for stratum in sample.strata}


# --- Progress --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the drawn ledgers have their verdict of the district."""

    done: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A round in the month's list."""

    sample: Sample
    progress: Progress


def sample_rows(user: User, month: Month) -> list[SampleRow]:
    """Return the rounds of the month, the newest first, with how far they are; 2 queries."""
    samples = list(Sample.objects.visible_to(user).filter(month=month).select_related("month").order_by("-round"))
    done = dict(
        SampledLedger.objects.filter(JUDGED, sample__in=samples)
        .values_list("sample")
        .annotate(done=Count("pk"))
        .order_by("sample")
    )
    return [SampleRow(each, Progress(done.get(each.pk, 0), each.size)) for each in samples]


def progress_by_township(sample: Sample) -> dict[int, Progress]:
    """Return how far the re-review of the drawn ledgers is, by township's id; 1 query."""
    rows = (
        SampledLedger.objects.filter(sample=sample)
        .values_list("line__township")
        .annotate(done=Count("pk", filter=Q(JUDGED)), total=Count("pk"))
        .order_by("line__township")
    )
    return {township: Progress(done, total) for township, done, total in rows}


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A drawn ledger on its sample's page."""

    ledger: int
    village: str
    township: str
    rank: int
    is_done: bool


def drawn_rows(user: User, sample: Sample) -> list[DrawnRow]:
    """Return the drawn ledgers in the user's scope, in the order of the tree; 1 query."""
    rows = (
        SampledLedger.objects.visible_to(user)
        .filter(sample=sample)
        .annotate(is_done=JUDGED)
        .order_by("ledger__branch__path")
        .values_list("ledger_id", "ledger__branch__name", "line__township__name", "rank", "is_done")
    )
    return [DrawnRow(pk, village_name(name), township, rank, done) for pk, name, township, rank, done in rows]


# --- Repeating the draw ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Repeated:
    """The draw done again from the stored list, held against what is stored."""

    list_sha256: str
    is_same_list: bool
    missing: list[str]  # drawn by the calculation, not in the stored sample
    extra: list[str]  # in the stored sample, not drawn by the calculation
    drawn: int

    @property
    def is_same(self) -> bool:
        return self.is_same_list and not self.missing and not self.extra


def repeat(sample: Sample) -> Repeated:
    """Draw again with the published seed and compare; 2 queries. The sample must be drawn."""
    names = dict(sample.lines.values_list("name", "township_id"))
    stored = dict(sample.drawn_ledgers.values_list("line__name", "rank"))
    placed = draw(names, shares_in(sample), sample.seed)
    again = {name: place.rank for name, place in placed.items() if place.is_drawn}
    digest = list_digest(names)
    return Repeated(
        digest,
        digest == sample.list_sha256,
        sorted(name for name, rank in again.items() if stored.get(name) != rank),
        sorted(name for name, rank in stored.items() if again.get(name) != rank),
        len(again),
    )


KEY_COLUMNS = ("编号", "乡镇", "支部", "排序校验码", "次序", "抽中")  # i18n: data


def key_rows(sample: Sample) -> Iterator[tuple]:
    """Yield a line of the table of names for each ledger of the list: by township, in the order of the draw.

    Before the draw there is no order and the last three columns are empty.
    """
    lines = list(
        sample.lines.order_by("township__path", "name").values_list(
            "name", "township_id", "township__name", "ledger__branch__name"
        )
    )
    placed: dict[str, Placed] = {}
    if sample.drawn_at:
        placed = draw({name: township for name, township, *_rest in lines}, shares_in(sample), sample.seed)
        order = {stratum["township"]: number for number, stratum in enumerate(sample.strata)}
        lines.sort(key=lambda line: (order[line[1]], placed[line[0]].rank))
    for name, _pk, township, branch in lines:
        place = placed.get(name)
        yield (
            name,
            township,
            village_name(branch),
            place.digest if place else "",
            place.rank if place else "",
            "是" if place and place.is_drawn else "",  # i18n: data
        )


# --- Kept from the bulk pass -----------------------------------------------------------------------------------
def kept_from_bulk(ledgers: Iterable[int]) -> dict[int, str]:
    """Return why some of the ledgers (ids) are not to be passed in bulk: id → reason; 1 query.

    A drawn ledger is opened and judged by itself, and on a list that is not drawn from yet any may be drawn.
    """
    lines = SampleLine.objects.filter(
        ledger__in=list(ledgers),
        ledger__revision=F("revision"),
        ledger__desk=F("sample__month__district"),
        sample__cancelled_at=None,
    ).filter(Q(sample__drawn_at=None) | Q(drawn__isnull=False))
    drawn, listed = _("抽中的台账要打开逐个复审，不能批量通过。"), _("抽样名单已经冻结，抽取以后再批量通过。")
    return {ledger: drawn if at else listed for ledger, at in lines.values_list("ledger_id", "sample__drawn_at")}


def is_blind(ledger: Ledger) -> bool:
    """Tell whether the district is to judge `ledger` without the township's verdict before its eyes (盲审).

    So it is for a drawn ledger, in the revision that was drawn, until its verdict is given: a score that one has seen
    draws one's own towards it, and the sample is to measure the township's.
    """
    if ledger.desk_id != ledger.month.district_id or ledger.status != Status.SUBMITTED:
        return False
    return SampledLedger.objects.filter(ledger=ledger, revision=ledger.revision).exists()


def drawn_in(months: Iterable[Month]) -> bool:
    """Tell whether a sample was drawn in one of the months."""
    return Sample.objects.drawn().filter(month__in=list(months)).exists()
