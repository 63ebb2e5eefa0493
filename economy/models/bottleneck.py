"""Policy bottlenecks (政策瓶颈工单): what stops a village, who leads, until when, with which outcome."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission
from branches.scope import ScopedQuerySet
from config.lib.history import track
from economy.enums.bottleneck import (
    MOVES,
    NEEDS_NOTE,
    OPEN_STATES,
    PAIRS,
    WITH_DEPARTMENT,
    BottleneckKind,
    Outcome,
    Satisfaction,
    TicketAction,
    TicketState,
)
from ledgers.models.ledger import APPEND_ONLY

S = TicketState
WITH_ANSWER = (S.ANSWERED, S.CLOSED)
LONGEST_NOTE = 500  # as a person writes it; what the move itself says stands before it
LONGEST_STEP = 700

KEPT_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'INSERT' AND NEW.state <> '{S.RAISED}' THEN
            RAISE EXCEPTION 'bottleneck: begins with the village';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state
            AND (OLD.state, NEW.state) NOT IN ({", ".join(f"('{before}', '{after}')" for before, after in PAIRS)}) THEN
            RAISE EXCEPTION 'bottleneck: no move leads from % to %', OLD.state, NEW.state;
        END IF;
        IF NEW.department_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM branches_department department
            JOIN branches_organisation county ON county.id = department.county_id
            JOIN branches_organisation village ON village.id = NEW.organisation_id
            WHERE department.id = NEW.department_id AND starts_with(village.path, county.path)
        ) THEN
            RAISE EXCEPTION 'bottleneck: the department is of another district';
        END IF;
        RETURN NEW;
    """,
)


def department_of(user) -> int | None:
    """Return the id of the department for which the user's active role answers."""
    return user.hat.department_id if user.may(Permission.BOTTLENECK_ANSWER) else None


class BottleneckQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "BottleneckQuerySet":
        """Return to an officer what was sent to the own department, to all others those of their places."""
        if (department := department_of(user)) is not None:
            return self.filter(department=department)
        return super().visible_to(user)


@track()
class Bottleneck(models.Model):
    """One ticket of a village; `economy.services.bottleneck` alone changes `state`.

    `due_on` is the last day for the department's answer; `rounds` counts how often it was sent to one.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="bottlenecks")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    project = models.ForeignKey(
        "economy.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="bottlenecks"
    )
    kind = models.CharField(_("类别"), max_length=12, choices=BottleneckKind.choices)
    title = models.CharField(_("卡在哪里"), max_length=60)
    text = models.TextField(_("具体情况"), max_length=2000)
    raised_on = models.DateField(_("提出日期"))
    raised_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("进度"), max_length=10, choices=S.choices, default=S.RAISED)
    department = models.ForeignKey(
        "branches.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="bottlenecks"
    )
    assigned_on = models.DateField(_("交办日期"), null=True, blank=True)
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    rounds = models.PositiveSmallIntegerField(_("交办次数"), default=0)
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    satisfaction = models.PositiveSmallIntegerField(_("满意度"), choices=Satisfaction.choices, null=True, blank=True)

    objects = BottleneckQuerySet.as_manager()

    class Meta:
        verbose_name = _("政策瓶颈")
        verbose_name_plural = _("政策瓶颈")
        ordering = ["-pk"]
        triggers = [KEPT_IN_ORDER, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="bottleneck_raised_once"),
            models.CheckConstraint(
                name="bottleneck_known",
                condition=Q(kind__in=BottleneckKind.values, state__in=S.values) & ~Q(title="") & ~Q(text=""),
            ),
            models.CheckConstraint(
                name="bottleneck_assigned_whole",
                condition=Q(
                    state__in=WITH_DEPARTMENT,
                    department__isnull=False,
                    assigned_on__isnull=False,
                    due_on__isnull=False,
                    due_on__gte=F("assigned_on"),
                    assigned_on__gte=F("raised_on"),
                    rounds__gte=1,
                )
                | (~Q(state__in=WITH_DEPARTMENT) & Q(department=None, assigned_on=None, due_on=None, rounds=0)),
            ),
            models.CheckConstraint(
                name="bottleneck_answered_whole",
                condition=(
                    Q(
                        state__in=WITH_ANSWER,
                        outcome__in=Outcome.values,
                        answered_by__isnull=False,
                        answered_on__isnull=False,
                        assigned_on__isnull=False,
                        answered_on__gte=F("assigned_on"),
                    )
                    & ~Q(answer="")
                )
                | (~Q(state__in=WITH_ANSWER) & Q(outcome="", answer="", answered_by=None, answered_on=None)),
            ),
            models.CheckConstraint(
                name="bottleneck_rated_whole",
                condition=Q(state=S.CLOSED, satisfaction__isnull=False, satisfaction__gte=1, satisfaction__lte=3)
                | (~Q(state=S.CLOSED) & Q(satisfaction=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="bottleneck_place_state"),
            models.Index(fields=["department", "state", "due_on"], name="bottleneck_department_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class OfBottleneckQuerySet(ScopedQuerySet):
    scope_path = "bottleneck__organisation__path"

    def visible_to(self, user) -> "OfBottleneckQuerySet":
        if (department := department_of(user)) is not None:
            return self.filter(bottleneck__department=department)
        return super().visible_to(user)


class BottleneckStep(models.Model):
    """One move of a ticket, append-only: who, when, from, to, what (会办记录)."""

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=TicketAction.choices)
    from_state = models.CharField(_("原进度"), max_length=10, choices=S.choices, blank=True)
    to_state = models.CharField(_("新进度"), max_length=10, choices=S.choices)
    note = models.CharField(_("说明"), max_length=LONGEST_STEP, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = OfBottleneckQuerySet.as_manager()

    class Meta:
        verbose_name = _("政策瓶颈办理记录")
        verbose_name_plural = _("政策瓶颈办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="bottleneck_step_of_the_table",
                condition=Q(action=TicketAction.RAISE, from_state="", to_state=S.RAISED)
                | Q(
                    *(
                        Q(action=action, from_state__in=move.sources, to_state=move.to)
                        for action, move in MOVES.items()
                    ),
                    _connector=Q.OR,
                ),
            ),
            models.CheckConstraint(name="bottleneck_step_says_why", condition=~Q(action__in=NEEDS_NOTE) | ~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"
