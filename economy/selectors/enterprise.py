"""Read enterprises, agreements and specialities."""

import datetime as dt

from django.db.models import Count, Q, QuerySet, Sum

from branches.enums import Level
from branches.models import Organisation, User
from economy.models import AgreementVillage, Enterprise, EnterpriseAgreement, Speciality
from ledgers.selectors.development import district_of
from ledgers.selectors.rules import rule_history


def remind_days(place: Organisation, day: dt.date) -> int:
    """Return how many days before its end an agreement is called up, by the rules of the district of `place`."""
    return int(rule_history(district_of(place)).on(day).value("economy.agreement_remind_days"))


def enterprises_seen(user: User) -> QuerySet[Enterprise]:
    """Return the enterprises with how many agreements of theirs run that the user sees."""
    running = EnterpriseAgreement.objects.visible_to(user).filter(ended_on=None).order_by().values("pk")
    counted = Count("agreements", filter=Q(agreements__in=running), distinct=True)
    found = Enterprise.objects.visible_to(user).select_related("registered_at").annotate(running=counted)
    return found.order_by("name", "pk")


def agreements_seen(user: User) -> QuerySet[EnterpriseAgreement]:
    return EnterpriseAgreement.objects.visible_to(user).select_related("enterprise", "organisation", "file")


def villages_of(user: User, agreement: EnterpriseAgreement) -> list[AgreementVillage]:
    """Return the villages of an agreement that the user sees; a village sees itself among them."""
    found = AgreementVillage.objects.visible_to(user).filter(agreement=agreement)
    return list(found.select_related("organisation"))


def villages_offered(user: User) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(user).answering().order_by("path")


def coverage(user: User, day: dt.date) -> tuple[int, int]:
    """Return how many villages of the user's place a running agreement covers, and how many there are."""
    villages = villages_offered(user)
    running = Q(covered_by__agreement__ended_on=None, covered_by__agreement__until__gte=day)
    return villages.filter(running, covered_by__isnull=False).distinct().count(), villages.count()


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
