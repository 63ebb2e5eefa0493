"""Read the library of remarks: what is offered beside a comment, what a desk keeps."""

from django.db.models import Count, Q

from audits.models import Remark
from branches.models import User
from ledgers.models import Ledger, Month


def remarks_for(ledger: Ledger) -> list[Remark]:
    """Return what is offered to the desk that judges `ledger`: the district's, then at a township its own.

    The most used of the ledger's month come first.
    """
    return list(
        Remark.objects.in_use()
        .filter(organisation__in={ledger.month.district_id, ledger.desk_id})
        .annotate(times=uses_in(ledger.month))
        .order_by("-times", "pk")
    )


def uses_in(month: Month) -> Count:
    """Return how many verdicts on ledgers of `month` use a remark."""
    return Count("uses", filter=Q(uses__verdict__ledger__month=month))


def library(user: User, month: Month | None) -> list[Remark]:
    """Return all remarks in use that `user` sees, by reason, the district's before the townships'."""
    found = Remark.objects.visible_to(user).in_use().select_related("organisation")
    if month:
        found = found.annotate(times=uses_in(month))
    return list(found.order_by("reason", "organisation__path", "pk"))
