"""Read publications of affairs (三务公开): facts for the month, and what the pages show."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet

from branches.models import Organisation
from branches.tree import district_above
from config.lib.months import first_day
from ledgers.enums.publication import PhotoMoment, PublicationStatus
from ledgers.models import Month, Objection, Publication, PublicationFile, PublicationProfile
from ledgers.publication_owed import ObjectionFact, PublicationFact, PublicationFacts, publications_owed
from ledgers.publication_privacy import personal_data_in
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history


def _publications_around(branches: Iterable[int], month: dt.date):
    """Return the publications that a month may have to do with: those not yet down, and those of this and last year."""
    last_photo = PublicationFile.objects.filter(publication=OuterRef("pk"), moment=PhotoMoment.LAST)
    return (
        Publication.objects.filter(branch__in=branches)
        .filter(~Q(status=PublicationStatus.DOWN) | Q(period_end__gte=dt.date(month.year - 1, 1, 1)))
        .annotate(has_last_photo=Exists(last_photo))
        .prefetch_related(Prefetch("objections", Objection.objects.order_by("pk")))
        .order_by("pk")
    )


def _fact(publication: Publication, day: dt.date) -> PublicationFact:
    """Return the fact as it stood on `day`: what was put up later was not yet up."""
    shown = publication.put_up_on is not None and publication.put_up_on <= day
    # Only what can still be mended is searched; what is down is on record as it hung.
    is_open = publication.status != PublicationStatus.DOWN
    return PublicationFact(
        pk=publication.pk,
        item=publication.item,
        title=publication.title,
        period_start=publication.period_start,
        period_end=publication.period_end,
        status=publication.status,
        drafted_on=publication.drafted_on,
        put_up_on=publication.put_up_on if shown else None,
        planned_until=publication.planned_until,
        taken_down_on=publication.taken_down_on,
        meeting_on=publication.meeting_on,
        has_last_photo=publication.has_last_photo,
        personal=tuple(personal_data_in(f"{publication.title}\n{publication.content}")) if is_open else (),
        objections=tuple(
            ObjectionFact(line.pk, line.due_on, line.answered_on) for line in publication.objections.all()
        ),
    )


def publication_facts(
    branches: Iterable[int], month: dt.date, today: dt.date, *, district: Organisation | int
) -> dict[int, PublicationFacts]:
    """Return branch id → its facts for `month` (first day) as seen on `today`, in four queries for any number.

    `branches` are ids of branches of `district`. Whoever looks at a month after its end sees what was public by then,
    and by `today`: a branch that publishes before it submits has done it.
    """
    branches = list(branches)
    since = Month.objects.filter(district=district).aggregate(since=Min("month"))["since"] or month
    busy = set(
        PublicationProfile.objects.filter(branch__in=branches, has_busy_finance=True).values_list("branch", flat=True)
    )
    found: dict[int, list[PublicationFact]] = {branch: [] for branch in branches}
    for publication in _publications_around(branches, month):
        found[publication.branch_id].append(_fact(publication, today))
    return {
        branch: PublicationFacts(month, today, since, branch in busy, tuple(publications))
        for branch, publications in found.items()
    }


@dataclass(frozen=True, slots=True)
class BranchLine:
    """A branch as townships and the district look at it: counts of its notices, and what is late, in words."""

    pk: int
    name: str
    township: str
    hanging: int
    last_put_up: dt.date | None
    overdue: tuple[str, ...]
    unanswered: int
    unphotographed: int

    @property
    def is_late(self) -> bool:
        return bool(self.overdue or self.unanswered)


def branch_lines(branches: QuerySet[Organisation], today: dt.date) -> list[BranchLine]:
    """Return a line for each of `branches`, in the order of the tree, in a constant number of queries.

    The branches are of one district, as every person's scope is.
    """
    rows = list(branches.order_by("path").only("pk", "path", "name", "kind", "level", "depth"))
    if not rows:
        return []
    parents = {row.parent_path for row in rows}
    townships = dict(Organisation.objects.filter(path__in=parents).values_list("path", "name"))
    district = district_above(rows[0])
    book, month = rule_history(district).on(today), first_day(today)
    facts = publication_facts([row.pk for row in rows], month, today, district=district)
    return [_branch_line(row, townships.get(row.parent_path, ""), facts[row.pk], book, today) for row in rows]


def _branch_line(
    branch: Organisation, township: str, facts: PublicationFacts, book: RuleBook, today: dt.date
) -> BranchLine:
    up = [p for p in facts.publications if p.status == PublicationStatus.UP]
    return BranchLine(
        pk=branch.pk,
        name=branch.short_name,
        township=township,
        hanging=len(up),
        last_put_up=max((p.put_up_on for p in facts.publications if p.put_up_on), default=None),
        overdue=tuple(o.title for o in publications_owed(facts, book, facts.month) if o.is_overdue(today)),
        unanswered=sum(o.answered_on is None and o.due_on < today for p in facts.publications for o in p.objections),
        unphotographed=sum(p.planned_until < today and not p.has_last_photo for p in up),
    )
