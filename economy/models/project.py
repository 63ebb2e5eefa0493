"""Projects (项目) from the idea to the distribution of returns: money, steps, progress, payments, returns.

What the district's rule forbids is forbidden here for whoever writes the row: no approval and no payment before the
decision by four steps and two publications stands (未经“四议两公开”，不予审批工程、拨付资金).
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from economy.enums.project import (
    APPROVED_STATES,
    MOVES,
    NEEDS_REASON,
    OPEN_STATES,
    PAIRS,
    PUBLIC_FUNDS,
    FundKind,
    OperationMode,
    ProjectAction,
    ProjectKind,
    ProjectState,
    ReleaseState,
)
from ledgers.models.ledger import APPEND_ONLY

S, R = ProjectState, ReleaseState
MOST_CENTS = 500_000_000_00  # nobody's village builds for more than 500 million yuan; a slip of the finger does
OUTER_PERCENT = 30  # the most that a district may let a budget exceed what was decided (rule decisions.over_percent)
WITH_APPROVAL = (*APPROVED_STATES, S.ENDED)
WITH_COMPLETION = (S.COMPLETED, S.OPERATING, S.SHARING, S.ENDED)
WITH_OPERATION = (S.OPERATING, S.SHARING, S.ENDED)
WITH_DECISION = (S.APPROVING, *WITH_APPROVAL)
BEFORE_DECISION = (S.IDEA, S.CHECKING)
COUNTING = (R.ASKED, R.PAID)
# `approved_version` of a project that rests on another decision since its own was stopped: the district saw none yet.
NO_VERSION = 0


def _sql(values) -> str:
    return ", ".join(f"'{value}'" for value in values)


def decided_sql(decision: str, day: str = "") -> str:
    """Return the condition that steps 1 to 5 of the present version of `decision` are done, on `day` if it is given.

    Both are SQL expressions.
    """
    published = f"s.until <= {day}" if day else "s.until IS NOT NULL"
    return f"""EXISTS (
        SELECT FROM ledgers_decision d
        WHERE d.id = {decision} AND d.state IN ('approved', 'done') AND (
            SELECT count(*) FROM ledgers_decisionstep s
            WHERE s.decision_id = d.id AND s.version = d.version AND s.superseded_at IS NULL
                AND s.number <= 5 AND (s.number < 5 OR {published})
        ) = 5 AND NOT EXISTS (
            SELECT FROM ledgers_decisionobjection o
            WHERE o.decision_id = d.id AND o.version = d.version AND o.number = 5 AND o.answered_on IS NULL
        )
    )"""


def exempt_sql(decision: str, day: str) -> str:
    """Return the condition that the district's exemption for disaster relief holds on `day` (an SQL expression)."""
    return f"""EXISTS (
        SELECT FROM ledgers_decisionexemption e
        JOIN ledgers_decision d ON d.id = e.decision_id AND d.version = e.version
        WHERE d.id = {decision} AND d.state <> 'stopped' AND e.state = 'granted' AND e.due_on >= {day}
    )"""


# The day of the latest step that rests on the decision; GREATEST passes over what is empty.
PROJECT_DAY = "GREATEST(NEW.completed_on, NEW.confirmed_on, NEW.approved_on, NEW.applied_on)"
PROJECT_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    declare=[("village", "branches_organisation"), ("agreed", "ledgers_decision"), ("counted", "bigint")],
    func=f"""
        SELECT * INTO village FROM branches_organisation WHERE id = NEW.organisation_id;
        IF village.level <> 'village' THEN
            RAISE EXCEPTION 'project: belongs to a village';
        END IF;
        IF NEW.planned_from < village.active_from
            OR (NEW.created_at AT TIME ZONE 'Asia/Shanghai')::date < village.active_from THEN
            RAISE EXCEPTION 'project: before the village existed';
        END IF;
        IF TG_OP = 'INSERT' THEN
            IF NEW.state <> '{S.IDEA}' THEN
                RAISE EXCEPTION 'project: begins as an idea';
            END IF;
            RETURN NEW;
        END IF;
        IF OLD.state <> NEW.state
            AND (OLD.state, NEW.state) NOT IN ({", ".join(f"('{before}', '{after}')" for before, after in PAIRS)}) THEN
            RAISE EXCEPTION 'project: no move leads from % to %', OLD.state, NEW.state;
        END IF;
        IF OLD.organisation_id <> NEW.organisation_id THEN
            RAISE EXCEPTION 'project: stays in its village';
        END IF;
        IF OLD.state <> '{S.IDEA}' AND (OLD.name, OLD.kind) IS DISTINCT FROM (NEW.name, NEW.kind) THEN
            RAISE EXCEPTION 'project: what was sent stays the same project';
        END IF;
        IF OLD.decision_id IS DISTINCT FROM NEW.decision_id AND OLD.state <> '{S.DECIDING}' AND NOT (
            OLD.state IN ({_sql(APPROVED_STATES)}) AND OLD.state = NEW.state AND NEW.approved_version = {NO_VERSION}
            AND EXISTS (SELECT FROM ledgers_decision WHERE id = OLD.decision_id AND state = 'stopped')
        ) THEN
            RAISE EXCEPTION 'project: its decision is chosen while it is being decided, or was stopped';
        END IF;
        IF NEW.decision_id IS NOT NULL THEN
            SELECT * INTO agreed FROM ledgers_decision WHERE id = NEW.decision_id;
            IF agreed.branch_id <> NEW.organisation_id THEN
                RAISE EXCEPTION 'project: the decision is of another village';
            END IF;
        END IF;
        IF NEW.decision_id IS NOT NULL AND OLD.decision_id IS DISTINCT FROM NEW.decision_id THEN
            -- Two works at once: the second waits for the first, and finds the decision spent.
            SELECT * INTO agreed FROM ledgers_decision WHERE id = NEW.decision_id FOR UPDATE;
            IF agreed.state IN ('done', 'stopped') THEN
                RAISE EXCEPTION 'project: the decision is over';
            END IF;
            IF EXISTS (SELECT FROM facilities_upgradeproject WHERE decision_id = NEW.decision_id) THEN
                RAISE EXCEPTION 'project: the decision is spent on premises';
            END IF;
        END IF;
        IF NEW.state IN ({_sql((S.APPROVING, *APPROVED_STATES))})
            AND (OLD.state = '{S.DECIDING}' OR OLD.state <> NEW.state AND NEW.state IN ('{S.BUILDING}', '{S.COMPLETED}')
                OR OLD.approved_version IS DISTINCT FROM NEW.approved_version AND NEW.approved_version <> {NO_VERSION})
            AND NOT {decided_sql("NEW.decision_id")}
            AND NOT {exempt_sql("NEW.decision_id", PROJECT_DAY)} THEN
            RAISE EXCEPTION 'project: not approved before its decision stands';
        END IF;
        IF NEW.state IN ({_sql(APPROVED_STATES)}) THEN
            IF OLD.approved_version IS DISTINCT FROM NEW.approved_version
                AND NEW.approved_version <> (
                    CASE WHEN OLD.decision_id = NEW.decision_id THEN agreed.version ELSE {NO_VERSION} END
                ) THEN
                RAISE EXCEPTION 'project: approved for a version that is not the present one';
            END IF;
            -- What the village changes in its decision afterwards is for the district to confirm, not for each step.
            IF (OLD.budget_cents <> NEW.budget_cents
                    OR OLD.state <> NEW.state AND NEW.state IN ('{S.BUILDING}', '{S.COMPLETED}')
                    OR OLD.approved_version IS DISTINCT FROM NEW.approved_version
                        AND NEW.approved_version <> {NO_VERSION})
                AND NEW.budget_cents * 100 > COALESCE(agreed.amount_cents, 0) * {100 + OUTER_PERCENT} THEN
                RAISE EXCEPTION 'project: the budget exceeds what was decided';
            END IF;
            IF OLD.state <> NEW.state AND NEW.budget_cents <> (
                SELECT COALESCE(sum(amount_cents), 0) FROM economy_projectfund WHERE project_id = NEW.id
            ) THEN
                RAISE EXCEPTION 'project: the sources of money do not add up to the budget';
            END IF;
        END IF;
        IF (OLD.budget_cents, OLD.settlement_cents) IS DISTINCT FROM (NEW.budget_cents, NEW.settlement_cents)
            OR OLD.state <> NEW.state AND NEW.state = '{S.STOPPED}' THEN
            SELECT COALESCE(sum(amount_cents), 0) INTO counted FROM economy_projectrelease
                WHERE project_id = NEW.id AND state IN ({_sql(COUNTING)});
            IF NEW.budget_cents < counted THEN
                RAISE EXCEPTION 'project: more was paid than the budget has';
            END IF;
            IF NEW.settlement_cents < counted THEN
                RAISE EXCEPTION 'project: more was paid than the settlement';
            END IF;
            IF NEW.state = '{S.STOPPED}' AND counted > 0 THEN
                RAISE EXCEPTION 'project: not stopped while its money is out';
            END IF;
        END IF;
        IF OLD.settlement_cents <> NEW.settlement_cents AND EXISTS (
            SELECT FROM economy_projectrelease
            WHERE project_id = NEW.id AND is_final AND state IN ({_sql(COUNTING)})
        ) THEN
            RAISE EXCEPTION 'project: the settlement stays once the final payment is asked for';
        END IF;
        RETURN NEW;
    """,
)


class ProjectQuerySet(ScopedQuerySet):
    def open(self) -> "ProjectQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def urgent(self) -> "ProjectQuerySet":
        """Return those that were approved on the district's exemption for disaster relief, counted by themselves."""
        return self.exclude(exemption=None)


def _pair(states, **filled) -> Q:
    """Return the condition that columns are filled in exactly these states: `name=True` not null, `name=""` text."""
    full, empty = Q(), Q()
    for name, value in filled.items():
        if value == "":
            full, empty = full & ~Q(**{name: ""}), empty & Q(**{name: ""})
        else:
            full, empty = full & Q(**{f"{name}__isnull": False}), empty & Q(**{name: None})
    return (Q(state__in=states) & full) | (~Q(state__in=states) & empty)


@track()
class Project(models.Model):
    """One project of a village; `economy.services.project` alone changes `state`.

    Amounts are in cents (分). `approved_version` is the version of the decision that the district approved: when the
    decision is changed afterwards, no money flows until the district has confirmed the new one; it is NO_VERSION while
    another decision takes the place of one that was stopped. `exemption` is set when the approval rests on the
    district's exemption for disaster relief.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="projects")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("项目名称"), max_length=60)
    kind = models.CharField(_("项目类型"), max_length=12, choices=ProjectKind.choices)
    place = models.CharField(_("建设地点"), max_length=100, blank=True)
    plan = models.TextField(_("建设内容"), max_length=3000)
    budget_cents = models.PositiveBigIntegerField(_("总投资（分）"))
    expected_cents = models.PositiveBigIntegerField(_("预计年收益（分）"), default=0)
    planned_from = models.DateField(_("计划开工"))
    planned_until = models.DateField(_("计划完工"))
    state = models.CharField(_("阶段"), max_length=10, choices=S.choices, default=S.IDEA)
    decision = models.OneToOneField(
        "ledgers.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="project"
    )
    applied_on = models.DateField(_("报区审批日期"), null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approved_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_number = models.CharField(_("批复文号"), max_length=60, blank=True)
    approved_version = models.PositiveSmallIntegerField(_("批准时的决策版次"), null=True, blank=True)
    confirmed_on = models.DateField(_("确认变更后决策的日期"), null=True, blank=True)
    exemption = models.ForeignKey(
        "ledgers.DecisionExemption", null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    completed_on = models.DateField(_("验收日期"), null=True, blank=True)
    settlement_cents = models.PositiveBigIntegerField(_("决算金额（分）"), null=True, blank=True)
    operated_from = models.DateField(_("运营开始"), null=True, blank=True)
    operation = models.CharField(_("经营方式"), max_length=10, choices=OperationMode.choices, blank=True)
    operator = models.CharField(_("经营主体"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("提出时间"))
    created_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("集体经济项目")
        verbose_name_plural = _("集体经济项目")
        ordering = ["-pk"]
        triggers = [PROJECT_IN_ORDER, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="project_begun_once"),
            models.UniqueConstraint(
                fields=["organisation", "name"], name="project_name_once", condition=Q(state__in=OPEN_STATES)
            ),
            models.CheckConstraint(name="project_known", condition=Q(kind__in=ProjectKind.values, state__in=S.values)),
            models.CheckConstraint(name="project_says_what", condition=~Q(name="") & ~Q(plan="")),
            models.CheckConstraint(
                name="project_amounts_believable",
                condition=Q(budget_cents__gte=1, budget_cents__lte=MOST_CENTS, expected_cents__lte=MOST_CENTS),
            ),
            models.CheckConstraint(name="project_plan_in_order", condition=Q(planned_until__gte=F("planned_from"))),
            models.CheckConstraint(
                name="project_decision_where_it_belongs",
                condition=Q(state__in=BEFORE_DECISION, decision=None)
                | Q(state__in=[S.DECIDING, S.STOPPED])
                | Q(state__in=WITH_DECISION, decision__isnull=False),
            ),
            models.CheckConstraint(
                name="project_approved_whole",
                condition=_pair(WITH_APPROVAL, approved_on=True, approved_by=True, approved_version=True)
                & (Q(state__in=WITH_APPROVAL) | Q(approved_number="", exemption=None, confirmed_on=None)),
            ),
            models.CheckConstraint(name="project_applied_whole", condition=_pair(WITH_DECISION, applied_on=True)),
            models.CheckConstraint(
                name="project_completed_whole",
                condition=_pair(WITH_COMPLETION, completed_on=True, settlement_cents=True),
            ),
            models.CheckConstraint(
                name="project_operated_whole",
                condition=_pair(WITH_OPERATION, operated_from=True, operation="")
                & (Q(operation="") | Q(operation__in=OperationMode.values))
                & (Q(state__in=WITH_OPERATION) | Q(operator="")),
            ),
            models.CheckConstraint(
                name="project_settled_within_budget",
                condition=Q(settlement_cents=None)
                | Q(settlement_cents__isnull=False, settlement_cents__lte=F("budget_cents")),
            ),
            models.CheckConstraint(
                name="project_days_in_order",
                condition=(
                    Q(approved_on=None)
                    | Q(approved_on__isnull=False, applied_on__isnull=False, approved_on__gte=F("applied_on"))
                )
                & (
                    Q(completed_on=None)
                    | Q(completed_on__isnull=False, approved_on__isnull=False, completed_on__gte=F("approved_on"))
                )
                & (
                    Q(operated_from=None)
                    | Q(operated_from__isnull=False, completed_on__isnull=False, operated_from__gte=F("completed_on"))
                ),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="project_organisation_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def limit_cents(self) -> int:
        """What may be paid in all: the settlement once there is one, before it the budget."""
        return self.budget_cents if self.settlement_cents is None else self.settlement_cents


class OfProjectQuerySet(ScopedQuerySet):
    scope_path = "project__organisation__path"


class ProjectStep(models.Model):
    """One move of a project, append-only: who, when, from, to, why."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=ProjectAction.choices)
    from_state = models.CharField(_("原阶段"), max_length=10, choices=S.choices, blank=True)
    to_state = models.CharField(_("新阶段"), max_length=10, choices=S.choices)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目办理记录")
        verbose_name_plural = _("项目办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="project_step_of_the_table",
                condition=Q(action=ProjectAction.OPEN, from_state="", to_state=S.IDEA)
                | Q(
                    *(
                        Q(action=action, from_state__in=move.sources, to_state=move.to)
                        for action, move in MOVES.items()
                        if move.to
                    ),
                    _connector=Q.OR,
                )
                | Q(
                    *(
                        Q(action=action, from_state__in=move.sources, to_state=F("from_state"))
                        for action, move in MOVES.items()
                        if not move.to
                    ),
                    _connector=Q.OR,
                ),
            ),
            models.CheckConstraint(name="project_step_says_why", condition=~Q(action__in=NEEDS_REASON) | ~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


FUND_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'UPDATE' AND OLD.project_id <> NEW.project_id THEN
            RAISE EXCEPTION 'fund: stays with its project';
        END IF;
        IF NEW.kind IN ({_sql(PUBLIC_FUNDS)})
            AND (TG_OP = 'INSERT' OR OLD.kind <> NEW.kind OR OLD.amount_cents < NEW.amount_cents)
            AND EXISTS (
                SELECT FROM economy_project WHERE id = NEW.project_id AND state IN ({_sql(WITH_APPROVAL)})
            ) THEN
            RAISE EXCEPTION 'fund: more money from above is for the district to approve';
        END IF;
        RETURN NEW;
    """,
)


@track()
class ProjectFund(models.Model):
    """Where the money of a project comes from; together they are its budget."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="funds")
    kind = models.CharField(_("资金来源"), max_length=10, choices=FundKind.choices)
    amount_cents = models.PositiveBigIntegerField(_("金额（分）"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目资金来源")
        verbose_name_plural = _("项目资金来源")
        ordering = ["pk"]
        triggers = [FUND_IN_ORDER]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="project_fund_once"),
            models.CheckConstraint(
                name="project_fund_believable",
                condition=Q(kind__in=FundKind.values, amount_cents__gte=1, amount_cents__lte=MOST_CENTS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount_cents}"


@track()
class ProjectProgress(models.Model):
    """How far the works have come, with a photo."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="progress")
    on = models.DateField(_("日期"))
    percent = models.PositiveSmallIntegerField(_("完成百分之几"))
    text = models.CharField(_("进展"), max_length=500)
    file = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("照片")
    )
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目进展")
        verbose_name_plural = _("项目进展")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "on"], name="project_progress_once_a_day"),
            models.CheckConstraint(
                name="project_progress_whole", condition=Q(percent__gte=0, percent__lte=100) & ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.percent}%"


RELEASE_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    declare=[
        ("owner", "economy_project"),
        ("agreed", "ledgers_decision"),
        ("source", "economy_projectfund"),
        ("already", "bigint"),
        ("of_source", "bigint"),
    ],
    func=f"""
        IF TG_OP = 'UPDATE' THEN
            IF (OLD.project_id, OLD.fund_id, OLD.amount_cents, OLD.is_final, OLD.payee)
                IS DISTINCT FROM (NEW.project_id, NEW.fund_id, NEW.amount_cents, NEW.is_final, NEW.payee) THEN
                RAISE EXCEPTION 'release: what was asked for stays as it is';
            END IF;
            IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
                ('{R.ASKED}', '{R.PAID}'), ('{R.ASKED}', '{R.REFUSED}'), ('{R.PAID}', '{R.RETURNED}')
            ) THEN
                RAISE EXCEPTION 'release: no move leads from % to %', OLD.state, NEW.state;
            END IF;
            IF OLD.state = NEW.state OR NEW.state IN ('{R.REFUSED}', '{R.RETURNED}') THEN
                RETURN NEW;
            END IF;
        ELSIF NEW.state <> '{R.ASKED}' THEN
            RAISE EXCEPTION 'release: begins as a request';
        END IF;
        -- Two payments at once add up: the second waits for the first.
        SELECT * INTO owner FROM economy_project WHERE id = NEW.project_id FOR NO KEY UPDATE;
        SELECT * INTO agreed FROM ledgers_decision WHERE id = owner.decision_id;
        SELECT * INTO source FROM economy_projectfund WHERE id = NEW.fund_id;
        IF owner.state NOT IN ({_sql(APPROVED_STATES)}) THEN
            RAISE EXCEPTION 'release: the project is not approved';
        END IF;
        IF owner.approved_version <> agreed.version THEN
            RAISE EXCEPTION 'release: the decision was changed after the approval';
        END IF;
        IF NOT {decided_sql("owner.decision_id")}
            AND NOT {exempt_sql("owner.decision_id", "COALESCE(NEW.paid_on, NEW.asked_on)")} THEN
            RAISE EXCEPTION 'release: the decision does not stand';
        END IF;
        IF source.project_id <> NEW.project_id THEN
            RAISE EXCEPTION 'release: the money is of another project';
        END IF;
        SELECT COALESCE(sum(amount_cents), 0), COALESCE(sum(amount_cents) FILTER (WHERE fund_id = NEW.fund_id), 0)
            INTO already, of_source FROM economy_projectrelease
            WHERE project_id = NEW.project_id AND id <> NEW.id AND state IN ({_sql(COUNTING)});
        IF already + NEW.amount_cents > owner.budget_cents THEN
            RAISE EXCEPTION 'release: more than the budget';
        END IF;
        IF owner.settlement_cents IS NOT NULL AND already + NEW.amount_cents > owner.settlement_cents THEN
            RAISE EXCEPTION 'release: more than the settlement';
        END IF;
        IF of_source + NEW.amount_cents > source.amount_cents THEN
            RAISE EXCEPTION 'release: more than its source has';
        END IF;
        IF EXISTS (
            SELECT FROM economy_projectrelease
            WHERE project_id = NEW.project_id AND id <> NEW.id AND is_final AND state IN ({_sql(COUNTING)})
        ) THEN
            RAISE EXCEPTION 'release: nothing follows the final payment';
        END IF;
        IF NEW.is_final AND (agreed.state <> 'done' OR owner.settlement_cents IS NULL) THEN
            RAISE EXCEPTION 'release: no final payment before the results are published';
        END IF;
        IF NEW.is_final AND EXISTS (
            SELECT FROM ledgers_decisionstep s
            WHERE s.decision_id = agreed.id AND s.version = agreed.version AND s.superseded_at IS NULL
                AND s.number = 6 AND s.settlement_cents <> owner.settlement_cents
        ) THEN
            RAISE EXCEPTION 'release: the settlement is not the one that was published';
        END IF;
        IF NEW.is_final AND EXISTS (
            SELECT FROM economy_projectrelease
            WHERE project_id = NEW.project_id AND id <> NEW.id AND state = '{R.ASKED}'
        ) THEN
            RAISE EXCEPTION 'release: the final payment comes after all others';
        END IF;
        RETURN NEW;
    """,
)


class ReleaseQuerySet(OfProjectQuerySet):
    def counting(self) -> "ReleaseQuerySet":
        """Return what takes from the budget: asked for, or paid."""
        return self.filter(state__in=COUNTING)

    def paid(self) -> "ReleaseQuerySet":
        return self.filter(state=R.PAID)


@track()
class ProjectRelease(models.Model):
    """A payment of a project (资金拨付): asked for by the village, made or refused by the township.

    `exemption` is set when it rests on the district's exemption for disaster relief. Collective money never goes to a
    private account (农村集体经济组织法 第三十五、四十四条).
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="releases")
    fund = models.ForeignKey(ProjectFund, on_delete=models.PROTECT, related_name="releases")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    purpose = models.CharField(_("用途"), max_length=100)
    payee = models.CharField(_("收款单位"), max_length=80)
    public_account = models.BooleanField(_("对公账户"), default=True)
    amount_cents = models.PositiveBigIntegerField(_("金额（分）"))
    is_final = models.BooleanField(_("尾款"), default=False)
    file = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("凭据")
    )
    state = models.CharField(_("状态"), max_length=10, choices=R.choices, default=R.ASKED)
    asked_on = models.DateField(_("申请日期"))
    asked_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(_("拨付日期"), null=True, blank=True)
    voucher = models.CharField(_("凭证号"), max_length=40, blank=True)
    settled_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("原因"), max_length=300, blank=True)
    exemption = models.ForeignKey(
        "ledgers.DecisionExemption", null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目资金拨付")
        verbose_name_plural = _("项目资金拨付")
        ordering = ["pk"]
        triggers = [RELEASE_IN_ORDER, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="project_release_asked_once"),
            models.UniqueConstraint(
                fields=["project"], name="project_release_final_once", condition=Q(is_final=True, state__in=COUNTING)
            ),
            models.CheckConstraint(
                name="project_release_believable",
                condition=Q(amount_cents__gte=1, amount_cents__lte=MOST_CENTS, state__in=R.values)
                & ~Q(purpose="")
                & ~Q(payee=""),
            ),
            models.CheckConstraint(name="project_release_to_public_account", condition=Q(public_account=True)),
            models.CheckConstraint(
                name="project_release_settled_whole",
                condition=Q(state=R.ASKED, paid_on=None, voucher="", settled_by=None, reason="")
                | (Q(state=R.PAID, paid_on__isnull=False, settled_by__isnull=False, reason="") & ~Q(voucher=""))
                | (Q(state=R.REFUSED, paid_on=None, voucher="", settled_by__isnull=False) & ~Q(reason=""))
                | (
                    Q(state=R.RETURNED, paid_on__isnull=False, settled_by__isnull=False)
                    & ~Q(reason="")
                    & ~Q(voucher="")
                ),
            ),
            models.CheckConstraint(
                name="project_release_days_in_order",
                condition=Q(paid_on=None) | Q(paid_on__isnull=False, paid_on__gte=F("asked_on")),
            ),
            # Who asks for money does not pay it.
            models.CheckConstraint(
                name="project_release_two_people",
                condition=Q(settled_by=None) | (Q(settled_by__isnull=False) & ~Q(settled_by=F("asked_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.amount_cents}"


RETURN_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("owner", "economy_project"), ("agreed", "ledgers_decision")],
    func=f"""
        SELECT * INTO owner FROM economy_project WHERE id = NEW.project_id FOR NO KEY UPDATE;
        SELECT * INTO agreed FROM ledgers_decision WHERE id = NEW.decision_id;
        IF owner.state NOT IN ('{S.OPERATING}', '{S.SHARING}') THEN
            RAISE EXCEPTION 'return: the project is not in operation';
        END IF;
        IF NEW.year < EXTRACT(YEAR FROM owner.operated_from) OR NEW.year > EXTRACT(YEAR FROM NEW.shared_on) THEN
            RAISE EXCEPTION 'return: the project was not in operation in that year';
        END IF;
        IF NEW.shared_on < owner.operated_from THEN
            RAISE EXCEPTION 'return: distributed before the project was in operation';
        END IF;
        IF agreed.branch_id <> owner.organisation_id OR agreed.id = owner.decision_id THEN
            RAISE EXCEPTION 'return: needs a decision of its own in the village';
        END IF;
        IF NOT {decided_sql("NEW.decision_id", "NEW.shared_on")} THEN
            RAISE EXCEPTION 'return: the decision does not stand';
        END IF;
        IF (NEW.members_cents + NEW.reserve_cents) * 100 > COALESCE(agreed.amount_cents, 0) * {100 + OUTER_PERCENT} THEN
            RAISE EXCEPTION 'return: more than was decided';
        END IF;
        RETURN NEW;
    """,
)


class ProjectReturn(models.Model):
    """The returns of a project in a year and how they were distributed (收益分配), append-only, in exact cents.

    The reserve (公积公益金) goes first, the members' part follows, the rest is kept (农村集体经济组织法 第四十二条);
    the plan is decided by itself (第二十六条).
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="returns")
    year = models.PositiveSmallIntegerField(_("年度"))
    income_cents = models.PositiveBigIntegerField(_("收入（分）"))
    cost_cents = models.PositiveBigIntegerField(_("成本费用（分）"))
    reserve_cents = models.PositiveBigIntegerField(_("公积公益金（分）"))
    members_cents = models.PositiveBigIntegerField(_("成员分配（分）"))
    kept_cents = models.PositiveBigIntegerField(_("留存（分）"))
    decision = models.OneToOneField("ledgers.Decision", on_delete=models.PROTECT, related_name="project_return")
    shared_on = models.DateField(_("分配日期"))
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目收益分配")
        verbose_name_plural = _("项目收益分配")
        ordering = ["year"]
        triggers = [RETURN_IN_ORDER, *APPEND_ONLY]
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="project_return_once_a_year"),
            models.CheckConstraint(
                name="project_return_adds_up",
                condition=Q(
                    income_cents=F("cost_cents") + F("reserve_cents") + F("members_cents") + F("kept_cents"),
                    income_cents__gt=F("cost_cents"),
                    income_cents__lte=MOST_CENTS,
                ),
            ),
            models.CheckConstraint(name="project_return_year_known", condition=Q(year__gte=2000, year__lte=2999)),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year}"

    @property
    def profit_cents(self) -> int:
        return self.income_cents - self.cost_cents
