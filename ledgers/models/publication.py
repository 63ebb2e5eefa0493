"""Publishing affairs (三务公开): what was put up, when, where, who had checked it, and what villagers asked."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.enums.publication import AffairsKind, PhotoMoment, PublicationAction, PublicationPlace, PublicationStatus
from ledgers.models.ledger import APPEND_ONLY

S = PublicationStatus


class PublicationQuerySet(ScopedQuerySet):
    scope_path = "branch__path"


@track()
class Publication(models.Model):
    """One notice of a branch. `ledgers.services.publication.publication_move` alone changes its status.

    `item` is a code of the catalogue, or empty for a matter of one's own. The days are those on paper: who checked and
    approved are people of the village, who may have no account here; who moved it when in the software is in the
    steps. `version` counts the saves of the draft; `key` comes from the page, so that a repeated request starts
    nothing twice.
    """

    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="publications")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("类别"), max_length=8, choices=AffairsKind.choices)
    item = models.CharField(_("公开事项"), max_length=40, blank=True)
    title = models.CharField(_("标题"), max_length=80)
    period_start = models.DateField(_("哪一段时间的：从"))
    period_end = models.DateField(_("到"))
    content = models.TextField(_("公开内容"), max_length=20000, blank=True)
    places = models.JSONField(_("公开地点"), default=list)
    meeting_on = models.DateField(_("成员大会日期"), null=True, blank=True)
    status = models.CharField(_("状态"), max_length=8, choices=S.choices, default=S.DRAFT)

    checked_on = models.DateField(_("审核日期"), null=True, blank=True)
    checker = models.CharField(_("审核人"), max_length=20, blank=True)
    secrecy_checker = models.CharField(_("保密审查人"), max_length=20, blank=True)
    approved_on = models.DateField(_("审批日期"), null=True, blank=True)
    approver = models.CharField(_("审批人"), max_length=20, blank=True)
    put_up_on = models.DateField(_("贴出日期"), null=True, blank=True)
    planned_until = models.DateField(_("公示到"), null=True, blank=True)
    taken_down_on = models.DateField(_("撤下日期"), null=True, blank=True)

    version = models.PositiveIntegerField(default=1)
    drafted_on = models.DateField(_("起草日期"))
    created_at = models.DateTimeField(_("开始时间"))
    created_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("保存时间"))
    saved_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开事项")
        verbose_name_plural = _("三务公开")
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "key"], name="publication_started_once"),
            models.CheckConstraint(name="publication_kind_known", condition=Q(kind__in=AffairsKind.values)),
            models.CheckConstraint(name="publication_has_title", condition=~Q(title="")),
            models.CheckConstraint(name="publication_period_in_order", condition=Q(period_end__gte=F("period_start"))),
            models.CheckConstraint(
                name="publication_places_known", condition=Q(places__contained_by=list(PublicationPlace.values))
            ),
            models.CheckConstraint(
                name="publication_checked_pair",
                condition=Q(checked_on=None, checker="", secrecy_checker="")
                | (Q(checked_on__isnull=False) & ~Q(checker="") & ~Q(secrecy_checker="")),
            ),
            models.CheckConstraint(
                name="publication_approved_pair",
                condition=Q(approved_on=None, approver="") | (Q(approved_on__isnull=False) & ~Q(approver="")),
            ),
            models.CheckConstraint(
                name="publication_put_up_pair",
                condition=Q(put_up_on=None, planned_until=None)
                | Q(put_up_on__isnull=False, planned_until__isnull=False, planned_until__gt=F("put_up_on")),
            ),
            models.CheckConstraint(
                name="publication_days_in_order",
                condition=(Q(checked_on=None) | Q(checked_on__gte=F("drafted_on")))
                & (Q(approved_on=None) | Q(checked_on__isnull=False, approved_on__gte=F("checked_on")))
                & (Q(put_up_on=None) | Q(approved_on__isnull=False, put_up_on__gte=F("approved_on")))
                & (Q(taken_down_on=None) | Q(put_up_on__isnull=False, taken_down_on__gte=F("put_up_on"))),
            ),
            models.CheckConstraint(
                name="publication_status_has_its_days",
                condition=Q(status=S.DRAFT, checked_on=None, approved_on=None, put_up_on=None, taken_down_on=None)
                | Q(
                    status=S.CHECKED,
                    checked_on__isnull=False,
                    approved_on=None,
                    put_up_on=None,
                    taken_down_on=None,
                )
                | Q(
                    status=S.APPROVED,
                    checked_on__isnull=False,
                    approved_on__isnull=False,
                    put_up_on=None,
                    taken_down_on=None,
                )
                | Q(status=S.UP, approved_on__isnull=False, put_up_on__isnull=False, taken_down_on=None)
                | Q(status=S.DOWN, put_up_on__isnull=False, taken_down_on__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_shown_says_what_and_where",
                condition=~Q(status__in=[S.UP, S.DOWN]) | (~Q(content="") & ~Q(places=[])),
            ),
            models.CheckConstraint(name="publication_saved_after_created", condition=Q(saved_at__gte=F("created_at"))),
        ]
        indexes = [
            models.Index(fields=["branch", "status"], name="publication_branch_status"),
            models.Index(fields=["branch", "period_end"], name="publication_branch_period"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def places_label(self) -> str:
        return "、".join(str(PublicationPlace(place).label) for place in self.places)

    @property
    def is_public(self) -> bool:
        """Whether villagers could read it, now or once."""
        return self.status in (S.UP, S.DOWN)


class PublicationStepQuerySet(ScopedQuerySet):
    scope_path = "publication__branch__path"


class PublicationStep(models.Model):
    """One move of a publication, append-only: who, when, from, to, why."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=10, choices=PublicationAction.choices)
    from_status = models.CharField(_("原状态"), max_length=8, choices=S.choices)
    to_status = models.CharField(_("新状态"), max_length=8, choices=S.choices)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    note = models.CharField(_("说明"), max_length=200, blank=True)

    objects = PublicationStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开办理记录")
        verbose_name_plural = _("公开办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="publication_return_says_why",
                condition=~Q(action=PublicationAction.RETURN) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


class PublicationFileQuerySet(ScopedQuerySet):
    scope_path = "publication__branch__path"


@track()
class PublicationFile(models.Model):
    """A photo of the notice on the board, or the signed draft."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("evidence.StoredFile", on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(_("是什么"), max_length=6, choices=PhotoMoment.choices)
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = PublicationFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开附件")
        verbose_name_plural = _("公开附件")
        ordering = ["pk"]
        constraints = [
            # The photo of the first day does not prove the last one.
            models.UniqueConstraint(fields=["publication", "file"], name="publication_file_once"),
            models.CheckConstraint(name="publication_file_moment_known", condition=Q(moment__in=PhotoMoment.values)),
        ]

    def __str__(self) -> str:
        return str(self.file)


class ObjectionQuerySet(ScopedQuerySet):
    scope_path = "publication__branch__path"


@track()
class Objection(models.Model):
    """What a villager asked or objected (异议), and the answer. `due_on` is frozen when it comes in.

    `from_whom` is empty for someone who gave no name.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="objections")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    received_on = models.DateField(_("收到日期"))
    from_whom = models.CharField(_("谁提的"), max_length=20, blank=True)
    text = models.TextField(_("异议内容"), max_length=2000)
    due_on = models.DateField(_("答复期限"))
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("答复登记时间"), null=True, blank=True)
    answered_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开异议")
        verbose_name_plural = _("公开异议")
        ordering = ["received_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "key"], name="objection_recorded_once"),
            models.CheckConstraint(name="objection_says_what", condition=~Q(text="")),
            models.CheckConstraint(name="objection_due_after_received", condition=Q(due_on__gte=F("received_on"))),
            models.CheckConstraint(
                name="objection_answered_pair",
                condition=Q(answered_on=None, answer="", answered_at=None, answered_by=None)
                | (
                    Q(
                        answered_on__isnull=False,
                        answered_on__gte=F("received_on"),
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                    )
                    & ~Q(answer="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:20]


class PublicationProfileQuerySet(ScopedQuerySet):
    scope_path = "branch__path"


@track()
class PublicationProfile(models.Model):
    """How often a village publishes its accounts: monthly where money moves often (村组法 第三十条)."""

    branch = models.OneToOneField("branches.Organisation", on_delete=models.PROTECT, related_name="publication_profile")
    has_busy_finance = models.BooleanField(_("集体财务往来较多"), default=False)
    set_at = models.DateTimeField(_("设定时间"))
    set_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")

    objects = PublicationProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开频次")
        verbose_name_plural = _("公开频次")

    def __str__(self) -> str:
        return str(self.branch)
