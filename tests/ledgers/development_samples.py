"""People on their way to full membership, for tests."""

import datetime as dt
import uuid

from branches.models import Organisation, User
from ledgers.development_steps import (
    ACTIVIST,
    ACTIVIST_FILED,
    ADMIT,
    APPLY_FULL,
    APPROVAL,
    APPROVE_FULL,
    ARCHIVE,
    CONTACTS,
    DISCUSS_FULL,
    FILED,
    FORM,
    GROUP,
    INTERVIEW,
    INTRODUCERS,
    OATH,
    OBSERVE,
    POLITICAL,
    PREAPPROVAL,
    PROSPECT,
    PROSPECT_FILED,
    REVIEW,
    TALK,
    TRAINING,
)
from ledgers.models import Candidate, Member
from ledgers.services.development import candidate_add, step_record
from tests.factories import local

VALID = "11010519491231002X"
APPLIED = dt.date(2024, 3, 1)
# A way that keeps every limit: step, day, in the order in which it was gone.
WAY: tuple[tuple[int, str], ...] = (
    (TALK, "2024-03-20"),
    (ACTIVIST, "2024-05-10"),
    (ACTIVIST_FILED, "2024-05-20"),
    (CONTACTS, "2024-05-20"),
    (OBSERVE, "2024-11-08"),
    (OBSERVE, "2025-05-06"),
    (PROSPECT, "2025-05-12"),
    (PROSPECT_FILED, "2025-05-20"),
    (INTRODUCERS, "2025-05-22"),
    (POLITICAL, "2025-05-28"),
    (TRAINING, "2025-06-05"),
    (REVIEW, "2025-06-10"),
    (PREAPPROVAL, "2025-06-16"),
    (FORM, "2025-06-18"),
    (ADMIT, "2025-07-01"),
    (INTERVIEW, "2025-07-15"),
    (APPROVAL, "2025-08-01"),
    (FILED, "2025-08-10"),
    (GROUP, "2025-08-10"),
    (OATH, "2025-08-15"),
    (APPLY_FULL, "2026-06-25"),
    (DISCUSS_FULL, "2026-07-03"),
    (APPROVE_FULL, "2026-08-20"),
    (ARCHIVE, "2026-09-01"),
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def make_candidate(branch: Organisation, by: User, name: str = "赵申请", **options) -> Candidate:
    """Someone of age who applied on 1 March 2024; `options` go to the service."""
    values = {"name": name, "gender": "1", "birth_date": day("1995-06-15"), "applied_on": APPLIED}
    values |= options.pop("values", {})
    options = {"key": uuid.uuid4(), "at": local("2026-11-02 09:00")} | options
    return candidate_add(branch=branch, values=values, by=by, **options)


def facts_for(code: int, branch: Organisation) -> dict:
    """What the step asks for beside its day."""
    roll = list(Member.objects.voting().filter(branch=branch).order_by("pk")[:2])
    voters = Member.objects.voting().filter(branch=branch).count()
    votes = {"voters": voters, "voters_present": voters, "votes_for": voters - 1}
    return {
        CONTACTS: {"first_member": roll[0]},
        INTRODUCERS: {"first_member": roll[0], "second_member": roll[1]},
        TRAINING: {"training_days": 3},
        ADMIT: votes,
        DISCUSS_FULL: votes,
        APPROVAL: {"document": "高发〔2025〕12号", "notice_from": day("2025-07-18"), "notice_until": day("2025-07-28")},
        APPROVE_FULL: {
            "document": "高发〔2026〕9号",
            "notice_from": day("2026-07-06"),
            "notice_until": day("2026-07-16"),
        },
    }.get(code, {})


def walk(candidate: Candidate, by: User, until: int, *, without: tuple[int, ...] = ()) -> Candidate:
    """Record the steps of WAY up to and including `until`, and return the person fresh."""
    for code, text in WAY:
        if code <= until and code not in without:
            step_record(
                candidate=candidate,
                code=code,
                done_on=day(text),
                values=facts_for(code, candidate.branch),
                by=by,
                at=local("2026-11-02 09:00"),
            )
    return Candidate.objects.select_related("branch", "member").get(pk=candidate.pk)
