"""Read enterprises, agreements and specialities."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from branches.enums import Level
from branches.models import Organisation, User
from branches.tree import district_above
from economy.models import AgreementVillage, Enterprise, EnterpriseAgreement, Speciality
from evidence.models import StoredFile
from ledgers.selectors.rules import rule_history


def remind_days(place: Organisation, day: dt.date) -> int:
    """Return how many days before its end an agreement is called up, by the rules of the district of `place`."""
    return int(rule_history(district_above(place)).on(day).value("economy.agreement_remind_days"))


def enterprises_seen(user: User, day: dt.date) -> QuerySet[Enterprise]:
    """Return the enterprises with how many agreements of theirs that the user sees run on `day`."""
    running = EnterpriseAgreement.objects.visible_to(user).running(day).order_by().values("pk")
    counted = Count("agreements", filter=Q(agreements__in=running), distinct=True)
    found = Enterprise.objects.visible_to(user).select_related("registered_at").annotate(running=counted)
    return found.order_by("name", "pk")


def agreements_seen(user: User) -> QuerySet[EnterpriseAgreement]:
    found = EnterpriseAgreement.objects.visible_to(user)
    return found.select_related("enterprise", "organisation")


def file_of(user: User, agreement: EnterpriseAgreement) -> StoredFile | None:
    """Return the agreement's scan if the user may open it: it is kept where the agreement is."""
    return StoredFile.objects.visible_to(user).filter(pk=agreement.file_id).first()


def villages_of(user: User, agreement: EnterpriseAgreement) -> list[AgreementVillage]:
    """Return the villages of an agreement that the user sees; a village sees itself among them."""
    found = AgreementVillage.objects.visible_to(user).filter(agreement=agreement)
    return list(found.select_related("organisation"))


def villages_offered(user: User) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(user).answering().order_by("path")


def coverage(user: User, day: dt.date) -> tuple[int, int]:
    """Return how many villages of the user's place a running agreement covers, and how many there are."""
    villages = villages_offered(user)
    covered = AgreementVillage.objects.filter(agreement__in=EnterpriseAgreement.objects.running(day).values("pk"))
    return villages.filter(pk__in=covered.order_by().values("organisation")).count(), villages.count()


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """The agreements that a user sees on a day: how many run, how many are over, and which end soon."""

    running: int
    over: int
    ending: list[EnterpriseAgreement]


def agreement_figures(user: User, day: dt.date, days: int, most: int = 10) -> AgreementFigures:
    """Return the figures; `days` is how long before its end an agreement is called up."""
    seen = agreements_seen(user).not_ended(day)
    ending = seen.filter(until__gte=day, until__lte=day + dt.timedelta(days=days))
    return AgreementFigures(seen.running(day).count(), seen.filter(until__lt=day).count(), list(ending[:most]))


def specialities_of(user: User, year: int) -> QuerySet[Speciality]:
    """Return what is written for `year`, a township before its villages."""
    found = Speciality.objects.visible_to(user).filter(year=year)
    return found.select_related("organisation", "enterprise").order_by("organisation__path")


def speciality_figures(user: User, year: int) -> dict[str, int]:
    """Return how many villages and townships have written for `year`, of how many, with the output in cents."""
    rows = Speciality.objects.visible_to(user).filter(year=year).order_by()
    villages = rows.filter(organisation__level=Level.VILLAGE)
    return {
        "villages": villages.count(),
        "townships": rows.filter(organisation__level=Level.TOWNSHIP).count(),
        "all": villages_offered(user).count(),
        "output": villages.aggregate(n=Sum("output_cents"))["n"] or 0,
        "households": villages.aggregate(n=Sum("households"))["n"] or 0,
    }
