"""Talent: outstanding secretaries, the register of the five categories (五方面人员), rounds of selection (选拔)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Level, Permission
from branches.scope import ScopedQuerySet
from cadres.enums.growth import DEGREES
from cadres.enums.talent import (
    ApplicationAction,
    ApplicationState,
    HonourLevel,
    RoundAction,
    RoundState,
    TalentCategory,
)
from cadres.models.cadre import Cadre, FileEntry, OfCadreQuerySet
from cadres.models.growth import by_field, certificate_field
from config.lib.history import track
from ledgers.enums import Education
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import Withdrawable, withdrawn_in_full

A = ApplicationState
T = RoundState


def sees_talent(user) -> bool:
    """Tell whether the active role reads the register: townships and the district do, villages don't.

    A secretary would read there what is said about his colleagues, and his rivals.
    """
    return (
        user.may(Permission.CADRE_VIEW)
        and bool(user.party_scope.prefixes)
        and user.hat.organisation.level != Level.VILLAGE
    )


@track()
class SecretaryHonour(Withdrawable):
    """A village secretary was honoured as outstanding (优秀村党组织书记)."""

    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="secretary_honours")
    level = models.CharField(_("级别"), max_length=10, choices=HonourLevel.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("荣誉名称"), max_length=80)
    organ = models.CharField(_("表彰单位"), max_length=80)
    honoured_on = models.DateField(_("表彰日期"))
    certificate = certificate_field()
    entry = models.OneToOneField(FileEntry, on_delete=models.PROTECT, related_name="+", verbose_name=_("档案记录"))
    by = by_field()
    at = models.DateTimeField(_("登记时间"))

    objects = OfCadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("优秀村党组织书记")
        verbose_name_plural = _("优秀村党组织书记")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "level", "year", "title"],
                name="secretary_honour_once",
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(name="secretary_honour_level_known", condition=Q(level__in=HonourLevel.values)),
            models.CheckConstraint(
                name="secretary_honour_says_what", condition=~Q(title="") & ~Q(organ="") & Q(year__gte=1950)
            ),
            withdrawn_in_full("secretary_honour_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"


class TalentQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "TalentQuerySet":
        """Return the register of the user's scope to those who read it, and to everybody the own line."""
        own = Q(user=user) | Q(cadre__user=user) if user.is_authenticated else Q(pk__in=[])
        if sees_talent(user):
            return self.filter(user.party_scope.predicate(self.scope_path) | own)
        return self.filter(own)

    def valid(self) -> "TalentQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class Talent(Withdrawable):
    """Somebody of one of the five categories (五方面人员); `organisation` is the township or the village that keeps it.

    An outstanding secretary is one of our cadres, with the honour that proves it; the others need not be. `evidence`
    says by what one knows the category: the paper's name and number, and `file` when it was added.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="talents")
    category = models.CharField(_("类别"), max_length=16, choices=TalentCategory.choices)
    cadre = models.ForeignKey(Cadre, null=True, blank=True, on_delete=models.PROTECT, related_name="talents")
    honour = models.ForeignKey(SecretaryHonour, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("姓名"), max_length=40)
    birth_date = models.DateField(_("出生日期"))
    education = models.CharField(_("学历"), max_length=2, choices=Education.choices)
    unit = models.CharField(_("现单位和职务"), max_length=80)
    since = models.DateField(_("从哪天起"))
    evidence = models.CharField(_("依据"), max_length=200)
    file = certificate_field()
    by = by_field()
    at = models.DateTimeField(_("登记时间"))
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = TalentQuerySet.as_manager()

    class Meta:
        verbose_name = _("五方面人员")
        verbose_name_plural = _("五方面人员")
        ordering = ["category", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="talent_secretary_is_honoured_cadre",
                condition=Q(category=TalentCategory.SECRETARY, cadre__isnull=False, honour__isnull=False)
                | (~Q(category=TalentCategory.SECRETARY) & Q(honour=None)),
            ),
            models.CheckConstraint(name="talent_category_known", condition=Q(category__in=TalentCategory.values)),
            models.CheckConstraint(
                name="talent_says_who_and_why", condition=~Q(name="") & ~Q(evidence="") & ~Q(unit="") & ~Q(education="")
            ),
            models.CheckConstraint(name="talent_since_after_birth", condition=Q(since__gt=F("birth_date"))),
            models.UniqueConstraint(
                fields=["organisation", "category", "name", "birth_date"],
                name="talent_once",
                condition=Q(withdrawn_at=None),
            ),
            withdrawn_in_full("talent_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return self.name


class SelectionRoundQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "SelectionRoundQuerySet":
        """Return the rounds of the districts in the scope, and of the district above the user's place.

        Only those who see cadres: townships recommend, villages read what it takes.
        """
        scope = user.party_scope
        if not scope.prefixes or not user.may(Permission.CADRE_VIEW):
            return self.none()
        here = user.hat.organisation.path
        step = len(here) // user.hat.organisation.depth
        above = [here[:length] for length in range(step, len(here) + 1, step)]
        return self.filter(scope.predicate(self.scope_path) | Q(organisation__path__in=above))


@track()
class SelectionRound(models.Model):
    """One round in which the district selects people into the leading groups of townships (乡镇领导班子).

    The conditions are taken from the rules when the round is opened and stay as they were then. `notice_until` is the
    last day of the public notice (公示). `cadres.services.talent.round_move` changes its state.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="selection_rounds")
    state = models.CharField(_("进度"), max_length=10, choices=T.choices, default=T.OPEN)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("名称"), max_length=80)
    places = models.PositiveSmallIntegerField(_("名额"))
    categories = ArrayField(models.CharField(max_length=16, choices=TalentCategory.choices), verbose_name=_("面向"))
    apply_until = models.DateField(_("报名截止"))
    years_running = models.PositiveSmallIntegerField(_("连续任书记满几年"))
    years_total = models.PositiveSmallIntegerField(_("或者累计满几年"))
    age_most = models.PositiveSmallIntegerField(_("不超过几周岁"))
    education_least = models.CharField(_("最低学历"), max_length=2, choices=Education.choices)
    honour_least = models.CharField(_("最低表彰级别"), max_length=10, choices=HonourLevel.choices)
    notice_workdays = models.PositiveSmallIntegerField(_("公示几个工作日"))
    notice_from = models.DateField(_("公示开始"), null=True, blank=True)
    notice_until = models.DateField(_("公示最后一天"), null=True, blank=True)
    cancel_why = models.CharField(_("取消原因"), max_length=200, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = SelectionRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("选拔")
        verbose_name_plural = _("选拔")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "title"], name="round_once"),
            models.CheckConstraint(name="round_state_known", condition=Q(state__in=T.values)),
            models.CheckConstraint(
                name="round_asks_for_somebody",
                condition=Q(places__gte=1, categories__contained_by=TalentCategory.values)
                & ~Q(categories=[])
                & ~Q(title=""),
            ),
            models.CheckConstraint(
                name="round_conditions_whole",
                condition=Q(
                    years_running__range=(1, 30),
                    years_total__range=(1, 40),
                    age_most__range=(30, 60),
                    education_least__in=DEGREES,
                    honour_least__in=HonourLevel.values,
                    notice_workdays__range=(1, 30),
                ),
            ),
            models.CheckConstraint(
                name="round_notice_whole",
                condition=Q(
                    state__in=[T.PUBLISHED, T.FINISHED],
                    notice_from__isnull=False,
                    notice_until__isnull=False,
                    notice_until__gt=F("notice_from"),
                )
                | Q(state__in=[T.OPEN, T.CLOSED], notice_from=None, notice_until=None)
                | Q(state=T.CANCELLED),
            ),
            models.CheckConstraint(
                name="round_cancelled_says_why",
                condition=(Q(state=T.CANCELLED) & ~Q(cancel_why="")) | (~Q(state=T.CANCELLED) & Q(cancel_why="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def category_labels(self) -> list[str]:
        return [TalentCategory(category).label for category in self.categories]


class OfRoundQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OfRoundQuerySet":
        return self.filter(round__in=SelectionRound.objects.visible_to(user))


class RoundStep(models.Model):
    """One move of a round, append-only."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=RoundAction.choices)
    from_state = models.CharField(_("原进度"), max_length=10, choices=T.choices, blank=True)
    to_state = models.CharField(_("新进度"), max_length=10, choices=T.choices)
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    by = by_field()
    at = models.DateTimeField(_("时间"))

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("选拔办理记录")
        verbose_name_plural = _("选拔办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="round_step_cancel_says_why", condition=~Q(action=RoundAction.CANCEL) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class SelectionApplicationQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "SelectionApplicationQuerySet":
        return self.filter(talent__in=Talent.objects.visible_to(user))

    def own(self, user) -> "SelectionApplicationQuerySet":
        """Return those about the person."""
        return self.filter(Q(talent__user=user) | Q(talent__cadre__user=user))


SCORED = (A.EXAMINED, A.INSPECTED, A.PROPOSED, A.SELECTED)
INSPECTED = (A.INSPECTED, A.PROPOSED, A.SELECTED)


@track()
class SelectionApplication(models.Model):
    """A township recommends somebody in a round. `cadres.services.talent.application_move` changes its state.

    `conditions` is what the review of the qualification found: [code, name, is met, words], empty until then.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="applications")
    talent = models.ForeignKey(Talent, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(_("进度"), max_length=14, choices=A.choices, default=A.APPLIED)
    statement = models.CharField(_("推荐意见"), max_length=500)
    conditions = models.JSONField(_("资格条件"), default=list)
    score = models.DecimalField(_("考试成绩"), max_digits=5, decimal_places=2, null=True, blank=True)
    inspected_on = models.DateField(_("考察日期"), null=True, blank=True)
    inspection = models.CharField(_("考察情况"), max_length=500, blank=True)
    to_township = models.ForeignKey(
        "branches.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField(_("任职日期"), null=True, blank=True)
    outcome_why = models.CharField(_("未入选原因"), max_length=200, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = SelectionApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("选拔报名")
        verbose_name_plural = _("选拔报名")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "talent"], name="application_once_per_round", condition=~Q(state=A.WITHDRAWN)
            ),
            models.CheckConstraint(name="application_state_known", condition=Q(state__in=A.values)),
            models.CheckConstraint(name="application_says_why", condition=~Q(statement="")),
            models.CheckConstraint(
                name="application_score_of_hundred",
                condition=Q(score=None) | Q(score__isnull=False, score__gte=0, score__lte=100),
            ),
            models.CheckConstraint(
                name="application_examined_has_score", condition=~Q(state__in=SCORED) | Q(score__isnull=False)
            ),
            models.CheckConstraint(
                name="application_inspected_whole",
                condition=~Q(state__in=INSPECTED) | (Q(inspected_on__isnull=False) & ~Q(inspection="")),
            ),
            models.CheckConstraint(
                name="application_selected_whole",
                condition=Q(state=A.SELECTED, to_township__isnull=False, from_on__isnull=False)
                | (~Q(state=A.SELECTED) & Q(to_township=None, from_on=None)),
            ),
            models.CheckConstraint(
                name="application_outcome_says_why",
                condition=Q(state__in=[A.REJECTED, A.NOT_SELECTED, A.WITHDRAWN]) & ~Q(outcome_why="")
                | (~Q(state__in=[A.REJECTED, A.NOT_SELECTED, A.WITHDRAWN]) & Q(outcome_why="")),
            ),
        ]
        indexes = [models.Index(fields=["round", "state"], name="application_round_state")]

    def __str__(self) -> str:
        return f"{self.talent_id} {self.get_state_display()}"


class ApplicationStepQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ApplicationStepQuerySet":
        return self.filter(application__in=SelectionApplication.objects.visible_to(user))


class ApplicationStep(models.Model):
    """One move of an application, append-only."""

    application = models.ForeignKey(SelectionApplication, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=ApplicationAction.choices)
    from_state = models.CharField(_("原进度"), max_length=14, choices=A.choices, blank=True)
    to_state = models.CharField(_("新进度"), max_length=14, choices=A.choices)
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    by = by_field()
    at = models.DateTimeField(_("时间"))

    objects = ApplicationStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("选拔报名办理记录")
        verbose_name_plural = _("选拔报名办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="application_step_stop_says_why",
                condition=~Q(action__in=[ApplicationAction.REJECT, ApplicationAction.DROP, ApplicationAction.WITHDRAW])
                | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class SelectionObjectionQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "SelectionObjectionQuerySet":
        """Return them to the district only: whoever objects must not be known to the person or to the township."""
        if not user.may(Permission.CADRE_FILE):
            return self.none()
        return self.filter(application__round__in=SelectionRound.objects.visible_to(user))


@track()
class SelectionObjection(models.Model):
    """An objection to somebody under public notice; answered once, with what was found."""

    application = models.ForeignKey(SelectionApplication, on_delete=models.PROTECT, related_name="objections")
    received_on = models.DateField(_("收到日期"))
    who = models.CharField(_("反映人"), max_length=40, blank=True)
    text = models.CharField(_("反映的问题"), max_length=500)
    is_upheld = models.BooleanField(_("是否属实"), null=True, blank=True)
    answer = models.CharField(_("核查结论"), max_length=500, blank=True)
    answered_on = models.DateField(_("核查日期"), null=True, blank=True)
    by = by_field()
    at = models.DateTimeField(_("登记时间"))

    objects = SelectionObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("公示异议")
        verbose_name_plural = _("公示异议")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="selection_objection_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="selection_objection_answered_whole",
                condition=Q(is_upheld=None, answered_on=None, answer="")
                | (
                    Q(is_upheld__isnull=False, answered_on__isnull=False, answered_on__gte=F("received_on"))
                    & ~Q(answer="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.received_on}"
