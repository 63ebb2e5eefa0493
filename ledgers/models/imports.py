"""A roll that was uploaded as a spreadsheet: the job, its steps, and the file for as long as it is needed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from config.lib.history import track
from ledgers.enums.imports import COUNTED_STAGES, OPEN_STAGES, ImportStage
from ledgers.models.ledger import APPEND_ONLY


class RollImportQuerySet(ScopedQuerySet):
    scope_path = "branch__path"

    def open(self) -> "RollImportQuerySet":
        return self.filter(stage__in=OPEN_STAGES)

    def unsettled(self) -> "RollImportQuerySet":
        """Return those that are open, and those whose wrong rows can still be fetched."""
        return self.filter(Q(stage__in=OPEN_STAGES) | Q(content__isnull=False))


@track(exclude=["done"])
class RollImport(models.Model):
    """One upload of a branch's roll. `ledgers.services.imports` moves it, by one function.

    `done` of `total` rows have been read. `digest` is a keyed hash of the file: the same file sent twice is one
    import as long as that is open. `new`, `changed`, `unchanged` and `bad` add up to `total` once it is checked;
    after it is done they say what was written. `notes` are sentences about the file, without personal data.
    """

    branch = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="roll_imports")
    filename = models.CharField(_("文件名"), max_length=120)
    digest = models.CharField(_("文件校验码"), max_length=64)
    stage = models.CharField(_("进度"), max_length=10, choices=ImportStage.choices)
    total = models.PositiveIntegerField(_("总行数"), default=0)
    done = models.PositiveIntegerField(_("已读行数"), default=0)
    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("修改"), default=0)
    unchanged = models.PositiveIntegerField(_("没有变化"), default=0)
    bad = models.PositiveIntegerField(_("有错"), default=0)
    notes = models.JSONField(_("说明"), default=list)
    error = models.CharField(_("原因"), max_length=300, blank=True)
    good_only = models.BooleanField(_("只导入正确的行"), default=False)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("上传时间"))
    chosen_by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    objects = RollImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("名册导入")
        verbose_name_plural = _("名册导入")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="roll_import_stage_known", condition=Q(stage__in=ImportStage.values)),
            models.CheckConstraint(
                name="roll_import_counts_add_up",
                condition=~Q(stage__in=COUNTED_STAGES)
                | Q(total=F("new") + F("changed") + F("unchanged") + F("bad"), total__gt=0),
            ),
            models.CheckConstraint(
                name="roll_import_chosen_pair",
                condition=Q(chosen_by=None, chosen_at=None) | Q(chosen_by__isnull=False, chosen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="roll_import_writing_was_chosen",
                condition=~Q(stage__in=[ImportStage.QUEUED, ImportStage.DONE]) | Q(chosen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="roll_import_finished_when_over",
                condition=Q(stage__in=OPEN_STAGES, finished_at=None)
                | (~Q(stage__in=OPEN_STAGES) & Q(finished_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="roll_import_open_once", fields=["branch", "digest"], condition=Q(stage__in=OPEN_STAGES)
            ),
        ]
        indexes = [models.Index(fields=["branch", "stage"], name="roll_import_branch_stage")]

    def __str__(self) -> str:
        return f"{self.filename} {self.get_stage_display()}"

    @property
    def good(self) -> int:
        return self.new + self.changed + self.unchanged

    @property
    def to_write(self) -> int:
        return self.new + self.changed

    @property
    def is_running(self) -> bool:
        return self.stage in (ImportStage.RECEIVED, ImportStage.QUEUED)


class RollImportStepQuerySet(ScopedQuerySet):
    scope_path = "roll_import__branch__path"


class RollImportStep(models.Model):
    """One move of an import, append-only: who, when, from, to, why. `by` is empty for the worker and the clock."""

    roll_import = models.ForeignKey(RollImport, on_delete=models.PROTECT, related_name="steps")
    from_stage = models.CharField(_("原进度"), max_length=10, choices=ImportStage.choices, blank=True)
    to_stage = models.CharField(_("新进度"), max_length=10, choices=ImportStage.choices)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.CharField(_("原因"), max_length=300, blank=True)

    objects = RollImportStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("名册导入步骤")
        verbose_name_plural = _("名册导入步骤")
        ordering = ["pk"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.get_to_stage_display()} {self.at}"


class RollImportContentQuerySet(ScopedQuerySet):
    scope_path = "roll_import__branch__path"


class RollImportContent(models.Model):
    """The personal data of an import, encrypted: the upload, what the preview says of it, the file with the errors.

    A table of its own without a history, so that what is deleted is gone: when the rows are written, when the
    person drops it, or after a day (个人信息保护法 第十九条: kept no longer than needed).
    """

    roll_import = models.OneToOneField(RollImport, on_delete=models.PROTECT, related_name="content")
    upload = models.BinaryField(_("上传的表格（密文）"), default=b"")
    report = models.BinaryField(_("检查结果（密文）"), default=b"")
    errors = models.BinaryField(_("错误表格（密文）"), default=b"")

    objects = RollImportContentQuerySet.as_manager()

    class Meta:
        verbose_name = _("名册导入内容")
        verbose_name_plural = _("名册导入内容")

    def __str__(self) -> str:
        return str(self.roll_import_id)
