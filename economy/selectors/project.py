"""Read projects: the gates of approval and payment in words, lists, figures of places."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Left
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.verdict import YES, Answer, No
from economy.enums.project import APPROVED_STATES, OPEN_STATES, PROJECT_MATTERS, ReleaseState
from economy.enums.project import ProjectState as S
from economy.models import Project, ProjectRelease
from economy.models.project import NO_VERSION
from economy.rules.project import is_approved
from ledgers.decision_gate import Gate, approval_answer, payment_answer, yuan
from ledgers.enums.decisions import DecisionState, ExemptionState, Matter, Step
from ledgers.models import Decision, DecisionExemption
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.decisions import Judged, gates_of
from ledgers.selectors.rules import rule_history

RETURN_MATTERS = (Matter.INCOME,)


def rules_of(village: Organisation, day: dt.date) -> RuleBook:
    """Return the rules of the village's district on `day`."""
    return rule_history(district_above(village)).on(day)


# --- Gates ---------------------------------------------------------------------------------------------------------
class ProjectGate:
    """What stands in the way of a project's approval and of its money on a day; its decision is judged once."""

    def __init__(self, project: Project, day: dt.date) -> None:
        self.project, self.day = project, day
        found = gates_of([project.decision], day) if project.decision else {}
        self.judged: Judged | None = found.get(project.decision_id)

    @property
    def gate(self) -> Gate | None:
        """The verdict of each step of the decision, None before there is one."""
        return self.judged.gate if self.judged else None

    @cached_property
    def counted(self) -> int:
        return counted_cents(self.project)

    @property
    def _percent(self):
        return self.judged.rules.on(self.day).value("decisions.over_percent")

    def approval(self) -> Answer:
        """Tell whether the project may be approved: its decision stands for its budget (domain §0.16).

        A yes with a reason rests on the district's exemption for disaster relief.
        """
        if self.judged is None:
            return No(
                _("“%(name)s”还没有提出四议两公开事项，依据区规定，不予审批工程、拨付资金。")
                % {"name": self.project.name}
            )
        budget = self.project.budget_cents
        return approval_answer(self.judged.gate, self.day, percent=self._percent, amount_cents=budget)

    def payment(self, *, final: bool = False, amount_cents: int = 0) -> Answer:
        """Tell whether money may be paid: an approved project whose decision stands; step 6 for the last payment.

        `amount_cents` is what would be paid, besides what was. The reason of a refusal names the missing step.
        """
        if not (approved := is_approved(self.project)):
            approval = self.approval()
            # Who asks too early hears the missing step as well, not only that the district has not approved.
            return approved if approval else No(f"{approved.reason}{approval.reason}")  # i18n: data
        total = self.counted + amount_cents
        answer = payment_answer(self.judged.gate, self.day, final=final, percent=self._percent, amount_cents=total)
        changed = version_answer(self.project)
        if not answer:
            return answer if changed else No(f"{changed.reason}{answer.reason}")  # i18n: data
        if not changed:
            return changed
        return answer if not final or (settled := self._settlement()) else settled

    def _settlement(self) -> Answer:
        """Tell whether the works were accepted for what the village has published of them."""
        accepted, result = self.project.settlement_cents, self.judged.gate.steps[Step.RESULT - 1].facts
        if accepted is None:
            return No(_("项目还没有验收，不能付尾款。"))
        if result.settlement_cents not in (None, accepted):
            words = {"published": yuan(result.settlement_cents), "accepted": yuan(accepted)}
            return No(
                _("实施结果公开的决算是 %(published)s，验收的决算是 %(accepted)s，不一致，不能付尾款，请乡镇核对更正。")
                % words
            )
        return YES


def approval_gate(project: Project, day: dt.date) -> Answer:
    return ProjectGate(project, day).approval()


def payment_gate(project: Project, day: dt.date, *, final: bool = False, amount_cents: int = 0) -> Answer:
    return ProjectGate(project, day).payment(final=final, amount_cents=amount_cents)


def version_answer(project: Project) -> Answer:
    """Tell whether the district approved the decision as it stands now."""
    if project.decision is None or project.approved_version in (None, project.decision.version):
        return YES
    if project.approved_version == NO_VERSION:
        return No(_("原来的四议两公开事项已经停办，换了一件，要办完程序、由区里确认以后才能拨付资金。"))
    return No(
        _("四议两公开事项在批准以后变更过（现在是第%(now)d版），要按新的决策办完程序、由区里确认以后才能拨付资金。")
        % {"now": project.decision.version}
    )


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


# --- Choices -------------------------------------------------------------------------------------------------------
def decisions_free(project: Project) -> QuerySet[Decision]:
    """Return the village's decisions that a project may rest on: not over yet, and nothing else rests on them."""
    found = Decision.objects.filter(branch=project.organisation, matter__in=PROJECT_MATTERS)
    found = found.exclude(state__in=[DecisionState.STOPPED, DecisionState.DONE])
    for spent in _spent_elsewhere():
        found = found.exclude(pk__in=spent)
    return found.filter(Q(project=None) | Q(project=project))


def _spent_elsewhere() -> Iterator[QuerySet]:
    """Yield the decisions on which something else rests alone, of whatever app: premises stand beside the economy."""
    for relation in Decision._meta.get_fields(include_hidden=True):
        if relation.one_to_one and relation.auto_created and relation.related_model is not Project:
            name = relation.field.name
            rows = relation.related_model._base_manager.exclude(**{name: None}).order_by()
            yield rows.values(name)


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
    """Return a row for each township that the user sees, the silent ones too; what was stopped does not count.

    A constant number of queries, summed up by the database.
    """
    townships = list(Organisation.objects.visible_to(user).filter(level=Level.TOWNSHIP).order_by("path"))
    found: dict[str, dict] = {place.path: _empty(place) for place in townships}
    if not found:
        return []
    width = len(townships[0].path)
    alive = Project.objects.visible_to(user).exclude(state=S.STOPPED).order_by()
    alive = alive.annotate(township=Left("organisation__path", width)).filter(township__in=list(found))
    is_changed = Q(approved_version__isnull=False) & ~Q(approved_version=F("decision__version"))
    for row in alive.values("township", "state").annotate(
        projects=Count("pk"),
        budget=Sum("budget_cents"),
        urgent=Count("exemption"),
        changed=Count("pk", filter=is_changed),
    ):
        figures = found[row["township"]]
        figures["states"][row["state"]] = row["projects"]
        for name in ("projects", "budget", "urgent", "changed"):
            figures[name] += int(row[name])
    for row in alive.values("township").annotate(villages=Count("organisation", distinct=True)):
        found[row["township"]]["villages"] = row["villages"]
    paid = ProjectRelease.objects.visible_to(user).paid().exclude(project__state=S.STOPPED).order_by()
    paid = paid.annotate(township=Left("project__organisation__path", width)).filter(township__in=list(found))
    for row in paid.values("township").annotate(paid=Sum("amount_cents")):
        found[row["township"]]["paid"] = int(row["paid"])
    return [PlaceFigures(**figures) for figures in found.values()]


def _empty(place: Organisation) -> dict:
    keys = dict.fromkeys(("projects", "budget", "paid", "urgent", "changed", "villages"), 0)
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
