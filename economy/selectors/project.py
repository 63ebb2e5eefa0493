"""Read projects: the gates of approval and payment in words, lists, figures of places."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from config.lib.verdict import Answer, No
from economy.enums.project import APPROVED_STATES, OPEN_STATES, PROJECT_MATTERS, ReleaseState
from economy.enums.project import ProjectState as S
from economy.models import Project, ProjectRelease
from economy.rules.project import is_approved
from ledgers.decision_gate import Gate, yuan
from ledgers.enums.decisions import DecisionState, ExemptionState, Matter
from ledgers.models import Decision, DecisionExemption
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.decisions import gates_of, may_be_approved, may_be_paid
from ledgers.selectors.development import district_of
from ledgers.selectors.rules import rule_history

RETURN_MATTERS = (Matter.INCOME,)


def rules_of(village: Organisation, day: dt.date) -> RuleBook:
    """Return the rules of the village's district on `day`."""
    return rule_history(district_of(village)).on(day)


# --- Gates ---------------------------------------------------------------------------------------------------------
def approval_gate(project: Project, day: dt.date) -> Answer:
    """Tell whether the project may be approved on `day`: its decision stands for its budget (domain §0.16).

    A yes with a reason rests on the district's exemption for disaster relief.
    """
    if project.decision is None:
        return No(
            _("“%(name)s”还没有提出四议两公开事项，依据区规定，不予审批工程、拨付资金。") % {"name": project.name}
        )
    return may_be_approved(project.decision, day, project.budget_cents)


def version_answer(project: Project) -> Answer:
    """Tell whether the district approved the decision as it stands now."""
    if project.decision is not None and project.approved_version not in (None, project.decision.version):
        return No(
            _("四议两公开事项在批准以后变更过（现在是第%(now)d版），要按新的决策办完程序、由区里确认以后才能拨付资金。")
            % {"now": project.decision.version}
        )
    return Answer(True)


def payment_gate(project: Project, day: dt.date, *, final: bool = False, amount_cents: int = 0) -> Answer:
    """Tell whether money may be paid on `day`: an approved project whose decision stands; step 6 for the last payment.

    `amount_cents` is what would be paid, besides what was. The reason of a refusal names the missing step.
    """
    if not (approved := is_approved(project)):
        gate = approval_gate(project, day)
        # Who asks too early hears the missing step as well, not only that the district has not approved.
        return approved if gate else No(f"{approved.reason}{gate.reason}")  # i18n: data
    already = counted_cents(project)
    answer = may_be_paid(project.decision, day, final=final, amount_cents=already + amount_cents)
    if not answer:
        changed = version_answer(project)
        return answer if changed else No(f"{changed.reason}{answer.reason}")  # i18n: data
    if not (changed := version_answer(project)):
        return changed
    if final and project.settlement_cents is None:
        return No(_("项目还没有验收，不能付尾款。"))
    return answer


def exemption_of(decision: Decision) -> DecisionExemption | None:
    """Return the exemption for disaster relief that the district granted to the present version."""
    granted = decision.exemptions.filter(version=decision.version, state=ExemptionState.GRANTED)
    return granted.first()


def counted_cents(project: Project) -> int:
    """Return what was paid or is asked for, in cents."""
    return ProjectRelease.objects.counting().filter(project=project).aggregate(n=Sum("amount_cents"))["n"] or 0


def paid_cents(project: Project) -> int:
    return ProjectRelease.objects.paid().filter(project=project).aggregate(n=Sum("amount_cents"))["n"] or 0


def counted_of_fund(fund: int) -> int:
    return ProjectRelease.objects.counting().filter(fund=fund).aggregate(n=Sum("amount_cents"))["n"] or 0


def gate_of(project: Project, day: dt.date) -> Gate | None:
    """Return the verdict of each step of the project's decision, None before there is one."""
    if project.decision is None:
        return None
    return gates_of([project.decision], day)[project.decision_id].gate


# --- Choices -------------------------------------------------------------------------------------------------------
def decisions_free(project: Project) -> QuerySet[Decision]:
    """Return the village's decisions that a project may rest on and none does yet."""
    found = Decision.objects.filter(branch=project.organisation, matter__in=PROJECT_MATTERS)
    return found.exclude(state=DecisionState.STOPPED).filter(Q(project=None) | Q(project=project))


def return_decisions(project: Project) -> QuerySet[Decision]:
    """Return the village's decisions on the use of income that no distribution rests on yet."""
    found = Decision.objects.filter(branch=project.organisation, matter__in=RETURN_MATTERS, project_return=None)
    return found.filter(state__in=[DecisionState.APPROVED, DecisionState.DONE])


# --- Lists ---------------------------------------------------------------------------------------------------------
def projects_seen(user: User) -> QuerySet[Project]:
    return Project.objects.visible_to(user).select_related("organisation", "decision", "approved_by")


def with_money(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Annotate each project with what was paid, how far the works are and how many requests wait."""
    paid = Sum("releases__amount_cents", filter=Q(releases__state=ReleaseState.PAID))
    asked = Count("releases", filter=Q(releases__state=ReleaseState.ASKED))
    return projects.annotate(paid=paid, asked=asked)


def progress_of(projects: Iterable[Project]) -> dict[int, int]:
    """Return project → the furthest progress in percent."""
    rows = Project.objects.filter(pk__in=[each.pk for each in projects]).order_by()
    return dict(rows.exclude(progress=None).annotate(far=Max("progress__percent")).values_list("pk", "far"))


def waiting_for_money(user: User) -> QuerySet[ProjectRelease]:
    """Return the requests for payment that wait, the oldest first."""
    found = ProjectRelease.objects.visible_to(user).filter(state=ReleaseState.ASKED)
    return found.select_related("project__organisation", "asked_by").order_by("asked_on", "pk")


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """The projects of a place: how many in each stage, their money in cents, those by exemption by themselves."""

    key: int
    name: str
    states: dict[str, int]
    projects: int
    budget: int
    paid: int
    urgent: int
    changed: int
    villages: int

    @property
    def money(self) -> tuple[str, str]:
        """What the projects cost and what was paid, in words."""
        return yuan(self.budget), yuan(self.paid)

    @property
    def in_operation(self) -> int:
        return self.states.get(S.OPERATING, 0) + self.states.get(S.SHARING, 0)


def figures_of(user: User) -> list[PlaceFigures]:
    """Return a row for each township that the user sees, the silent ones too; three queries."""
    townships = list(Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).order_by("path"))
    width = len(townships[0].path) if townships else 0
    found: dict[str, dict] = {place.path: _empty(place) for place in townships}
    rows = Project.objects.visible_to(user).exclude(state=S.STOPPED).order_by()
    columns = ("organisation__path", "organisation_id", "state", "budget_cents", "exemption_id")
    villages: dict[str, set[int]] = {path: set() for path in found}
    changed = Q(approved_version__isnull=False) & ~Q(approved_version=F("decision__version"))
    for path, village, state, budget, exemption, is_changed in rows.annotate(
        is_changed=Count("pk", filter=changed)
    ).values_list(*columns, "is_changed"):
        if (row := found.get(path[:width])) is None:
            continue
        row["projects"] += 1
        row["budget"] += budget
        row["states"][state] = row["states"].get(state, 0) + 1
        row["urgent"] += exemption is not None
        row["changed"] += bool(is_changed)
        villages[path[:width]].add(village)
    paid = ProjectRelease.objects.visible_to(user).paid().order_by()
    for path, cents in paid.values_list("project__organisation__path", "amount_cents"):
        if path[:width] in found:
            found[path[:width]]["paid"] += cents
    return [PlaceFigures(**row, villages=len(villages[path])) for path, row in found.items()]


def _empty(place: Organisation) -> dict:
    keys = dict.fromkeys(("projects", "budget", "paid", "urgent", "changed"), 0)
    return {"key": place.pk, "name": place.short_name, "states": {}, **keys}


def shown(projects: QuerySet[Project], word: str) -> QuerySet[Project]:
    """Return the projects that a word of the list's address means."""
    if word == "urgent":
        return projects.urgent()
    if word == "done":
        return projects.exclude(state__in=OPEN_STATES)
    if word == "running":
        return projects.filter(state__in=APPROVED_STATES)
    if word == "before":
        return projects.filter(state__in=[S.IDEA, S.CHECKING, S.DECIDING, S.APPROVING])
    return projects
