"""Read people on their way to full membership (发展党员)."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse

from ledgers.development_standing import CandidateFacts, Done
from ledgers.development_steps import BY_CODE
from ledgers.models import Candidate, DevelopmentStep, Member
from ledgers.selectors.standing import voting_standing, watched


def facts_of(
    candidates: Sequence[Candidate], *, until: dt.date | None = None, without: DevelopmentStep | None = None
) -> dict[int, CandidateFacts]:
    """Return the facts of each candidate by id, in one query.

    `until` leaves out what happened after that day, `without` a row that is about to be mended.
    """
    done: dict[int, dict[int, Done]] = {candidate.pk: {} for candidate in candidates}
    observed: dict[int, dict[int, list[dt.date]]] = {candidate.pk: {} for candidate in candidates}
    rows = DevelopmentStep.objects.filter(candidate__in=done)
    if until is not None:
        rows = rows.filter(done_on__lte=until)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    for row in rows.only(
        "candidate_id",
        "code",
        "done_on",
        "training_days",
        "training_hours",
        "notice_from",
        "notice_until",
        "is_earlier",
    ):
        if BY_CODE[row.code].repeats:
            observed[row.candidate_id].setdefault(row.code, []).append(row.done_on)
        else:
            done[row.candidate_id][row.code] = Done(
                row.done_on,
                row.training_days,
                row.training_hours,
                row.notice_from,
                row.notice_until,
                row.is_earlier,
            )
    return {
        candidate.pk: CandidateFacts(
            applied_on=candidate.applied_on,
            done=done[candidate.pk],
            observed=observed[candidate.pk],
            begun_at=candidate.begun_at,
            prolonged_until=_prolonged(candidate, until),
            is_open=candidate.is_open or bool(until and candidate.closed_on > until),
            pk=candidate.pk,
            name=candidate.name,
            url=reverse("ledgers:candidate-detail", args=[candidate.pk]),
        )
        for candidate in candidates
    }


def _prolonged(candidate: Candidate, until: dt.date | None) -> dt.date | None:
    if until and candidate.prolonged_on and candidate.prolonged_on > until:
        return None
    return candidate.prolonged_until


def development_facts(branch_ids: Iterable[int], day: dt.date) -> dict[int, list[CandidateFacts]]:
    """Return the facts of everyone who was on the way on `day`, by the branch's id, in two queries.

    What happened after `day` is left out, so that a past month is judged as it stood.
    """
    found: dict[int, list[CandidateFacts]] = {pk: [] for pk in branch_ids}
    candidates = list(
        Candidate.objects.filter(
            Q(closed_on=None) | Q(closed_on__gt=day), branch__in=found, applied_on__lte=day
        ).order_by("pk")
    )
    facts = facts_of(candidates, until=day)
    for candidate in candidates:
        found[candidate.branch_id].append(facts[candidate.pk])
    return found


def full_members(candidate: Candidate, row: DevelopmentStep | None = None) -> list[Member]:
    """Return who may be chosen as contact: the branch's full members, and those chosen in `row`."""
    chosen = [member.pk for member in (row.first_member, row.second_member) if member] if row else []
    voting = Q(pk__in=Member.objects.voting().filter(branch=candidate.branch_id).values("pk"))
    members = Member.objects.filter(voting | Q(pk__in=chosen)).exclude(pk=candidate.member_id)
    return list(members.order_by("pk"))


def introducers(candidate: Candidate, day: dt.date, row: DevelopmentStep | None = None) -> list[Member]:
    """Return who may introduce the person on `day`: a contact, but nobody under 留党察看 (细则 第十四条)."""
    barred = watched(candidate.branch_id, day)
    chosen = (row.first_member_id, row.second_member_id) if row else ()
    return [member for member in full_members(candidate, row) if member.pk not in barred or member.pk in chosen]


def voters_of(branch: int, day: dt.date) -> int:
    """Return how many members of the branch may vote on `day`."""
    return sum(votes for votes, _why in voting_standing(branch, day).values())
