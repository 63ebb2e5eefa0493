"""Clearing below-standard villages (不达标村清零): the census, one project each, its money, milestones and months.

No works and no money before the decision allows it (四议两公开): the services ask the gate of the ledgers, and triggers
keep it in the database too, whatever wrote the row.
"""

import pgtrigger
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from config.lib.history import track
from facilities.enums.projects import (
    APPROVED_STATES,
    MATTERS,
    MOVES,
    OPEN_STATES,
    RUNNING,
    Cause,
    ProjectAction,
    ProjectState,
    Source,
    Stage,
    Way,
)
from facilities.models.checks import FacilityCheck
from facilities.models.scope import FacilityQuerySet
from facilities.models.standing import stays
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import Withdrawable, by_whom, withdrawn_in_full

S = ProjectState


def _sql(values) -> str:
    return ", ".join(f"'{value}'" for value in values)


# Whether the decision of a project lets works begin: in the version that the district approved it is decided, or it is
# disaster relief that the district let go first.
DECIDED = """
    SELECT FROM ledgers_decision decision
    WHERE decision.id = {project}.decision_id AND decision.version = {project}.approved_version AND (
        decision.state IN ('approved', 'done')
        OR decision.state = 'open' AND EXISTS (
            SELECT FROM ledgers_decisionexemption leave
            WHERE leave.decision_id = decision.id AND leave.version = decision.version AND leave.state = 'granted'
        )
    )
"""
PAIRS = [(before, to) for sources, to in MOVES.values() for before in sources]
KEPT_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'INSERT' AND NEW.state <> '{S.DRAFT}' THEN
            RAISE EXCEPTION 'upgrade project: a project begins as a draft';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state THEN
            IF (OLD.state, NEW.state) NOT IN ({", ".join(f"('{before}', '{to}')" for before, to in PAIRS)}) THEN
                RAISE EXCEPTION 'upgrade project: no move leads from % to %', OLD.state, NEW.state;
            END IF;
            IF NEW.state IN ('{S.APPROVED}', '{S.STARTED}') AND NOT EXISTS (
                {DECIDED.format(project="NEW")}
            ) THEN
                RAISE EXCEPTION 'upgrade project: no works before the decision allows them';
            END IF;
            IF NEW.state = '{S.APPROVED}' AND NOT EXISTS (
                SELECT FROM ledgers_decision WHERE id = NEW.decision_id AND matter IN ({_sql(MATTERS)})
            ) THEN
                RAISE EXCEPTION 'upgrade project: approved is what was decided as works';
            END IF;
            IF NEW.state = '{S.APPROVED}' AND NEW.budget_cents < (
                SELECT coalesce(sum(cents), 0) FROM facilities_projectpayment
                WHERE project_id = NEW.id AND withdrawn_at IS NULL
            ) THEN
                RAISE EXCEPTION 'upgrade project: the budget is below what was paid';
            END IF;
            IF NEW.state = '{S.APPROVED}' AND NEW.budget_cents <> (
                SELECT coalesce(sum(cents), 0) FROM facilities_funding WHERE project_id = NEW.id
            ) THEN
                RAISE EXCEPTION 'upgrade project: the sources do not add up to the budget';
            END IF;
            IF NEW.state = '{S.CLOSED}' AND NOT EXISTS (
                SELECT FROM ledgers_decision
                WHERE id = NEW.decision_id AND version = NEW.approved_version AND state = 'done'
            ) THEN
                RAISE EXCEPTION 'upgrade project: not closed before the result was published';
            END IF;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state <> '{S.DRAFT}' AND (OLD.budget_cents, OLD.decision_id, OLD.census_id)
            IS DISTINCT FROM (NEW.budget_cents, NEW.decision_id, NEW.census_id) THEN
            RAISE EXCEPTION 'upgrade project: what was approved stays';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state = NEW.state AND OLD.approved_version IS DISTINCT FROM NEW.approved_version
            AND NOT EXISTS ({DECIDED.format(project="NEW")}) THEN
            RAISE EXCEPTION 'upgrade project: confirmed is what was decided';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.due_on <> NEW.due_on AND NOT EXISTS (
            SELECT FROM facilities_projectstep step
            WHERE step.project_id = NEW.id AND step.old_due = OLD.due_on AND step.new_due = NEW.due_on
        ) THEN
            RAISE EXCEPTION 'upgrade project: the promised day moves by a postponement';
        END IF;
        IF (TG_OP = 'INSERT' OR OLD.due_on <> NEW.due_on) AND NEW.due_on > (
            SELECT clear_by FROM facilities_censusentry WHERE id = NEW.census_id
        ) THEN
            RAISE EXCEPTION 'upgrade project: the promised day lies within the limit of the census';
        END IF;
        RETURN NEW;
    """,
)
FUNDING_OF_DRAFTS = pgtrigger.Trigger(
    name="funding_of_drafts",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF EXISTS (
            SELECT FROM facilities_upgradeproject
            WHERE state <> '{S.DRAFT}' AND id IN (OLD.project_id, NEW.project_id)
        ) THEN
            RAISE EXCEPTION 'upgrade project: the sources of an approved budget stay';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)
# Money that leaves: only for approved works that are not closed, while the decision stands as it was approved, never
# more than the budget; the final payment needs the works accepted and the result published.
PAID_AFTER_DECIDING = pgtrigger.Trigger(
    name="paid_after_deciding",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=f"""
        IF NOT EXISTS (
            SELECT FROM facilities_upgradeproject project
            WHERE project.id = NEW.project_id AND project.state IN ({_sql(OPEN_STATES)})
                AND project.approved_on <= NEW.paid_on
                AND EXISTS ({DECIDED.format(project="project")})
        ) THEN
            RAISE EXCEPTION 'upgrade project: no money before the decision allows it';
        END IF;
        IF NEW.is_final AND NOT EXISTS (
            SELECT FROM facilities_upgradeproject project
            JOIN ledgers_decision decision ON decision.id = project.decision_id
            WHERE project.id = NEW.project_id AND decision.state = 'done'
                AND project.state = '{S.ACCEPTED}' AND project.accepted_on <= NEW.paid_on
        ) THEN
            RAISE EXCEPTION 'upgrade project: no final payment before the works are accepted and the result published';
        END IF;
        IF NEW.cents + (
            SELECT coalesce(sum(cents), 0) FROM facilities_projectpayment
            WHERE project_id = NEW.project_id AND withdrawn_at IS NULL
        ) > (SELECT budget_cents FROM facilities_upgradeproject WHERE id = NEW.project_id) THEN
            RAISE EXCEPTION 'upgrade project: more paid than the budget';
        END IF;
        RETURN NEW;
    """,
)
# What was paid is taken back whole or stays as it is.
PAYMENT_STAYS = stays("upgrade project", "project_id", "cents", "paid_on", "is_final", "purpose", "voucher")
# A point of the way lies within the promised day and is reached while the works are approved.
WITHIN_THE_PROJECT = pgtrigger.Trigger(
    name="within_the_project",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func="""
        IF TG_OP = 'INSERT' AND NOT EXISTS (
            SELECT FROM facilities_upgradeproject project
            WHERE project.id = NEW.project_id AND project.due_on >= NEW.due_on
                AND (project.approved_on IS NULL OR project.approved_on <= NEW.due_on)
        ) THEN
            RAISE EXCEPTION 'upgrade project: a milestone lies between the approval and the promised day';
        END IF;
        IF NEW.reached_on IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.reached_on IS DISTINCT FROM NEW.reached_on)
            AND NOT EXISTS (
                SELECT FROM facilities_upgradeproject project
                WHERE project.id = NEW.project_id AND project.approved_on <= NEW.reached_on
            ) THEN
            RAISE EXCEPTION 'upgrade project: a milestone is not reached before the approval';
        END IF;
        RETURN NEW;
    """,
)


class CensusEntryQuerySet(FacilityQuerySet):
    def open(self) -> "CensusEntryQuerySet":
        return self.filter(cleared_on=None)

    def overdue(self, day) -> "CensusEntryQuerySet":
        """Return the villages whose project is past its promised day, or that have none and are past their limit."""
        idle = Q(project=None, cleared_on=None, clear_by__lt=day)
        return self.filter(idle | Q(project__state__in=RUNNING, project__due_on__lt=day))


@track()
class CensusEntry(models.Model):
    """A village that falls short (不达标村建账), with the cause and the check that found it; cleared once (销号)."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="census_entries")
    cause = models.CharField(_("原因类别"), max_length=10, choices=Cause.choices)
    note = models.CharField(_("具体情况"), max_length=300)
    found_in = models.ForeignKey(FacilityCheck, on_delete=models.PROTECT, related_name="+", verbose_name=_("检查"))
    listed_on = models.DateField(_("建账日期"))
    clear_by = models.DateField(_("清零期限"))
    listed_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(_("登记时间"))
    cleared_on = models.DateField(_("销号日期"), null=True, blank=True)
    cleared_by = by_whom()

    objects = CensusEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("不达标村台账")
        verbose_name_plural = _("不达标村台账")
        ordering = ["clear_by", "pk"]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], name="census_one_open_per_village", condition=Q(cleared_on=None)
            ),
            models.CheckConstraint(name="census_cause_known", condition=Q(cause__in=Cause.values) & ~Q(note="")),
            models.CheckConstraint(name="census_limit_after_listing", condition=Q(clear_by__gt=F("listed_on"))),
            models.CheckConstraint(
                name="census_cleared_pair",
                condition=Q(cleared_on=None, cleared_by=None)
                | Q(cleared_on__isnull=False, cleared_by__isnull=False, cleared_on__gte=F("listed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.get_cause_display()}"

    @property
    def is_cleared(self) -> bool:
        return self.cleared_on is not None

    def is_overdue(self, day) -> bool:
        """Say of one what `overdue` says of many."""
        if project := getattr(self, "project", None):
            return project.is_overdue(day)
        return not self.is_cleared and self.clear_by < day


class UpgradeProjectQuerySet(FacilityQuerySet):
    def overdue(self, day) -> "UpgradeProjectQuerySet":
        """Return the projects past their promised day that are not finished."""
        return self.filter(state__in=RUNNING, due_on__lt=day)


@track()
class UpgradeProject(models.Model):
    """The one project that brings a listed village up to standard. `due_on` is the day that was promised (承诺完成日):
    a step of its own moves it. `approved_version` is the version of the decision that the district approved.

    `facilities.services.projects.project_move` alone changes `state`. Money is in cents.
    """

    census = models.OneToOneField(CensusEntry, on_delete=models.PROTECT, related_name="project")
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="upgrades")
    township = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(
        "ledgers.Decision",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("四议两公开"),
    )
    title = models.CharField(_("项目名称"), max_length=80)
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices)
    plan = models.TextField(_("建设内容"), max_length=2000)
    budget_cents = models.PositiveBigIntegerField(_("预算（分）"))
    due_on = models.DateField(_("承诺完成日"))
    state = models.CharField(_("进度"), max_length=10, choices=S.choices, default=S.DRAFT)
    opened_at = models.DateTimeField(_("建立时间"))
    opened_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(_("立项日期"), null=True, blank=True)
    approved_version = models.PositiveSmallIntegerField(_("立项时的决议版次"), null=True, blank=True)
    started_on = models.DateField(_("开工日期"), null=True, blank=True)
    finished_on = models.DateField(_("完工日期"), null=True, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    accepted_by = by_whom()
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    closed_by = by_whom()

    objects = UpgradeProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("提升项目")
        verbose_name_plural = _("提升项目")
        ordering = ["due_on", "pk"]
        triggers = [KEPT_IN_ORDER, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(name="upgrade_known", condition=Q(way__in=Way.values, state__in=S.values)),
            models.CheckConstraint(
                name="upgrade_says_what", condition=~Q(title="") & ~Q(plan="") & Q(budget_cents__gte=1)
            ),
            models.CheckConstraint(
                name="upgrade_approved_whole",
                condition=Q(state=S.DRAFT, approved_on=None, approved_version=None)
                | Q(
                    state__in=APPROVED_STATES,
                    approved_on__isnull=False,
                    approved_version__isnull=False,
                    decision__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="upgrade_started_whole",
                condition=Q(state__in=[S.DRAFT, S.APPROVED], started_on=None, finished_on=None)
                | Q(
                    state__in=[S.STARTED, S.DONE, S.ACCEPTED, S.CLOSED],
                    approved_on__isnull=False,
                    started_on__isnull=False,
                    started_on__gte=F("approved_on"),
                ),
            ),
            models.CheckConstraint(
                name="upgrade_finished_whole",
                condition=Q(state__in=[S.DRAFT, S.APPROVED, S.STARTED], finished_on=None)
                | Q(
                    state__in=[S.DONE, S.ACCEPTED, S.CLOSED],
                    started_on__isnull=False,
                    finished_on__isnull=False,
                    finished_on__gte=F("started_on"),
                ),
            ),
            models.CheckConstraint(
                name="upgrade_accepted_whole",
                condition=~Q(state__in=[S.ACCEPTED, S.CLOSED]) & Q(accepted_on=None, accepted_by=None)
                | Q(
                    state__in=[S.ACCEPTED, S.CLOSED],
                    finished_on__isnull=False,
                    accepted_on__isnull=False,
                    accepted_on__gte=F("finished_on"),
                    accepted_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="upgrade_closed_whole",
                condition=~Q(state=S.CLOSED) & Q(closed_on=None, closed_by=None)
                | Q(
                    state=S.CLOSED,
                    accepted_on__isnull=False,
                    closed_on__isnull=False,
                    closed_on__gte=F("accepted_on"),
                    closed_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="upgrade_closed_by_another",
                condition=Q(closed_by=None)
                | Q(closed_by__isnull=False, accepted_by__isnull=False) & ~Q(closed_by=F("accepted_by")),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="upgrade_state_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state != S.CLOSED

    def is_overdue(self, day) -> bool:
        """Say of one what `overdue` says of many."""
        return self.state in RUNNING and self.due_on < day


class OfProjectQuerySet(FacilityQuerySet):
    scope_path = "project__organisation__path"


@track()
class Funding(models.Model):
    """A source of a project's budget; together they are exactly the budget when it is approved."""

    project = models.ForeignKey(UpgradeProject, on_delete=models.PROTECT, related_name="funding")
    source = models.CharField(_("资金来源"), max_length=10, choices=Source.choices)
    cents = models.PositiveBigIntegerField(_("金额（分）"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("资金来源")
        verbose_name_plural = _("资金来源")
        ordering = ["pk"]
        triggers = [FUNDING_OF_DRAFTS]
        constraints = [
            models.UniqueConstraint(fields=["project", "source"], name="funding_source_once"),
            models.CheckConstraint(name="funding_known", condition=Q(source__in=Source.values, cents__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.cents}"


class ProjectStep(models.Model):
    """One move of a project, append-only. A postponement says from which day to which; `ground` is the district's leave
    for disaster relief where the move rests on it and not on a decision."""

    project = models.ForeignKey(UpgradeProject, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=ProjectAction.choices)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    old_due = models.DateField(_("原期限"), null=True, blank=True)
    new_due = models.DateField(_("新期限"), null=True, blank=True)
    ground = models.CharField(_("依据"), max_length=200, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目办理记录")
        verbose_name_plural = _("项目办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="projectstep_known", condition=Q(action__in=ProjectAction.values)),
            models.CheckConstraint(
                name="projectstep_postponed_whole",
                condition=~Q(action=ProjectAction.POSTPONE) & Q(old_due=None, new_due=None)
                | Q(
                    action=ProjectAction.POSTPONE,
                    old_due__isnull=False,
                    new_due__isnull=False,
                    new_due__gt=F("old_due"),
                )
                & ~Q(note=""),
            ),
            models.CheckConstraint(
                name="projectstep_failure_says_why", condition=~Q(action=ProjectAction.FAIL) | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


@track()
class Milestone(models.Model):
    """A point of the way (节点) with its day."""

    project = models.ForeignKey(UpgradeProject, on_delete=models.PROTECT, related_name="milestones")
    name = models.CharField(_("节点"), max_length=60)
    due_on = models.DateField(_("计划日期"))
    who = models.CharField(_("责任人（岗位）"), max_length=40)
    reached_on = models.DateField(_("完成日期"), null=True, blank=True)
    reached_by = by_whom()

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目节点")
        verbose_name_plural = _("项目节点")
        ordering = ["due_on", "pk"]
        triggers = [WITHIN_THE_PROJECT]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="milestone_once"),
            models.CheckConstraint(name="milestone_says_what", condition=~Q(name="") & ~Q(who="")),
            models.CheckConstraint(
                name="milestone_reached_pair",
                condition=Q(reached_on=None, reached_by=None) | Q(reached_on__isnull=False, reached_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgressReportQuerySet(OfProjectQuerySet):
    def of_round(self) -> "ProgressReportQuerySet":
        """Return the reports since the project was last returned to be approved anew: these count for its plan."""
        revised = ProjectStep.objects.filter(project=OuterRef("project"), action=ProjectAction.REVISE)
        revised = revised.order_by("-pk").values("at")[:1]
        return self.annotate(revised_at=Subquery(revised)).filter(Q(revised_at=None) | Q(at__gte=F("revised_at")))


@track()
class ProgressReport(models.Model):
    """How far the works were at the end of a month (每月进度), in percent and words; one for each month."""

    project = models.ForeignKey(UpgradeProject, on_delete=models.PROTECT, related_name="reports")
    month = models.DateField(_("月份"))
    percent = models.PositiveSmallIntegerField(_("形象进度（%）"))
    text = models.CharField(_("进展情况"), max_length=500)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("报告时间"))

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目进度")
        verbose_name_plural = _("项目进度")
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["project", "month"], name="progress_once_per_month"),
            models.CheckConstraint(name="progress_whole", condition=Q(month__day=1, percent__lte=100) & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.percent}%"


@track()
class ProjectPhoto(models.Model):
    """A photo of the premises before, during or after the works; never taken off again once they are accepted."""

    project = models.ForeignKey(UpgradeProject, on_delete=models.PROTECT, related_name="photos")
    stage = models.CharField(_("阶段"), max_length=6, choices=Stage.choices)
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("上传时间"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目照片")
        verbose_name_plural = _("项目照片")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "stage", "file"], name="projectphoto_once"),
            models.CheckConstraint(name="projectphoto_stage_known", condition=Q(stage__in=Stage.values)),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.get_stage_display()}"


class ProjectPaymentQuerySet(OfProjectQuerySet):
    def valid(self) -> "ProjectPaymentQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class ProjectPayment(Withdrawable):
    """Money released for a project (拨付), in cents; `ground` as with a step."""

    project = models.ForeignKey(UpgradeProject, on_delete=models.PROTECT, related_name="payments")
    cents = models.PositiveBigIntegerField(_("金额（分）"))
    paid_on = models.DateField(_("拨付日期"))
    is_final = models.BooleanField(_("尾款"), default=False)
    purpose = models.CharField(_("用途"), max_length=100)
    voucher = models.CharField(_("凭证号"), max_length=60)
    ground = models.CharField(_("依据"), max_length=200, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = ProjectPaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("资金拨付")
        verbose_name_plural = _("资金拨付")
        ordering = ["paid_on", "pk"]
        triggers = [PAID_AFTER_DECIDING, PAYMENT_STAYS]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], name="projectpayment_one_final", condition=Q(is_final=True, withdrawn_at=None)
            ),
            models.UniqueConstraint(
                fields=["project", "voucher"], name="projectpayment_voucher_once", condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="projectpayment_whole", condition=Q(cents__gte=1) & ~Q(purpose="") & ~Q(voucher="")
            ),
            withdrawn_in_full("projectpayment_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.cents}"


@track()
class Acceptance(models.Model):
    """A group's look at finished works (验收): who was in it by posts, score of a hundred, good enough or not."""

    project = models.ForeignKey(UpgradeProject, on_delete=models.PROTECT, related_name="acceptances")
    held_on = models.DateField(_("验收日期"))
    team = models.CharField(_("验收组（单位和职务）"), max_length=200)
    score = models.PositiveSmallIntegerField(_("验收得分"))
    is_passed = models.BooleanField(_("合格"))
    text = models.CharField(_("验收意见"), max_length=500)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目验收")
        verbose_name_plural = _("项目验收")
        ordering = ["-held_on", "-pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="acceptance_whole", condition=Q(score__lte=100) & ~Q(team="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.held_on}"
