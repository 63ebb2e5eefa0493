"""Read the register of talent, the rounds of selection and what their conditions are reckoned from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from branches.models import Organisation, User
from cadres.enums import PostKind
from cadres.enums.talent import ApplicationState, RoundState
from cadres.models import SecretaryHonour, SelectionApplication, SelectionRound, Talent, Tenure
from cadres.rules.talent import Condition, TalentFacts, conditions_of, may_run

# Before the notice nobody below the district learns more than about the own people.
PUBLIC_STATES = (RoundState.PUBLISHED, RoundState.FINISHED)


def facts_of(talents: Sequence[Talent]) -> dict[int, TalentFacts]:
    """Return what the conditions are reckoned from, by the talent's id, in two queries.

    What the person's file says goes before what was typed into the register.
    """
    cadres = {talent.cadre_id for talent in talents if talent.cadre_id}
    spells: dict[int, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    secretaries = Tenure.objects.valid().filter(cadre__in=cadres, kind=PostKind.PARTY_SECRETARY)
    for cadre, since, until in secretaries.values_list("cadre", "since", "until"):
        spells[cadre].append((since, until))
    honours: dict[int, list[str]] = defaultdict(list)
    for cadre, level in SecretaryHonour.objects.valid().filter(cadre__in=cadres).values_list("cadre", "level"):
        honours[cadre].append(level)
    return {
        talent.pk: TalentFacts(
            talent.category,
            talent.cadre.birth_date if talent.cadre else talent.birth_date,
            (talent.cadre.education if talent.cadre else "") or talent.education,
            spells[talent.cadre_id] if talent.cadre_id else (),
            honours[talent.cadre_id] if talent.cadre_id else (),
        )
        for talent in talents
    }


def conditions_for(talent: Talent, round_: SelectionRound) -> list[Condition]:
    return conditions_of(facts_of([talent])[talent.pk], round_)


def conditions_shown(application: SelectionApplication) -> list[Condition]:
    """Return the conditions as the review found them; before the review, as they stand now."""
    if application.conditions:
        return [Condition(*line) for line in application.conditions]
    return conditions_for(application.talent, application.round)


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """A line of a round's list. `place` is the place by score, told to the district only."""

    application: SelectionApplication
    place: int | None
    is_qualified: bool | None


def applications_of(round_: SelectionRound, user: User) -> list[ApplicationLine]:
    """Return the applications of a round in the user's sight; the district sees them by score, others by name."""
    found = list(
        SelectionApplication.objects.visible_to(user)
        .filter(round=round_)
        .select_related("talent__cadre", "talent__organisation", "to_township", "round")
        .order_by("talent__name", "pk")
    )
    facts = facts_of([each.talent for each in found])
    qualified = {
        each.pk: all(condition.is_met for condition in conditions_of(facts[each.talent_id], round_))
        if not each.conditions
        else all(line[2] for line in each.conditions)
        for each in found
    }
    if not runs(user, round_):
        return [ApplicationLine(each, None, qualified[each.pk]) for each in found]
    found.sort(key=lambda each: (each.score is None, -(each.score or 0)))
    scores = [each.score for each in found]
    return [
        ApplicationLine(each, None if each.score is None else scores.index(each.score) + 1, qualified[each.pk])
        for each in found
    ]


def runs(user: User, round_: SelectionRound) -> bool:
    return bool(may_run(user, round_.organisation))


def named_in_notice(round_: SelectionRound) -> list[SelectionApplication]:
    """Return who stands in the public notice, or was selected; nobody before the notice is up."""
    if round_.state not in PUBLIC_STATES:
        return []
    states = (ApplicationState.PROPOSED, ApplicationState.SELECTED)
    found = SelectionApplication.objects.filter(round=round_, state__in=states)
    return list(found.select_related("talent__organisation", "to_township").order_by("talent__name", "pk"))


def rounds_of(user: User):
    """Return the rounds in the user's sight with how many applied and how many were selected.

    The numbers are those of the whole round, whoever looks.
    """
    gone = Q(applications__state=ApplicationState.WITHDRAWN)
    return SelectionRound.objects.visible_to(user).annotate(
        applied=Count("applications", filter=~gone),
        selected=Count("applications", filter=Q(applications__state=ApplicationState.SELECTED)),
    )


def posts_to_end(application: SelectionApplication) -> list[Tenure]:
    """Return the posts that somebody selected still holds: their end is proposed to the township, never made here."""
    if application.state != ApplicationState.SELECTED or application.talent.cadre_id is None:
        return []
    return list(
        Tenure.objects.valid()
        .filter(cadre=application.talent.cadre_id, until=None)
        .select_related("organisation")
        .order_by("since")
    )


def candidates_for(round_: SelectionRound, township: Organisation) -> list[Talent]:
    """Return whom a township may recommend: its people of the round's categories who have not been recommended yet."""
    taken = round_.applications.exclude(state=ApplicationState.WITHDRAWN).values("talent")
    return list(
        Talent.objects.valid()
        .filter(organisation__path__startswith=township.path, category__in=round_.categories)
        .exclude(pk__in=taken)
        .select_related("cadre", "organisation")
        .order_by("category", "name")
    )
