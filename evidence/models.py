"""Files that prove what a record says (佐证材料): photos of minutes, sign-in sheets, documents."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from evidence.enums import FileKind


def _path(stored: StoredFile, ending: str) -> str:
    """Return where bytes of `stored` lie: spread by checksum, named by the row, which alone owns them."""
    return f"evidence/{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.pk}{ending}"


def file_path(stored: StoredFile, filename: str) -> str:
    return _path(stored, FileKind(stored.kind).extension)


def preview_path(stored: StoredFile, filename: str) -> str:
    return _path(stored, "-preview.jpg")


def thumbnail_path(stored: StoredFile, filename: str) -> str:
    return _path(stored, "-thumbnail.jpg")


class StoredFileQuerySet(ScopedQuerySet):
    scope_path = "organisation__path"


class StoredFile(models.Model):
    """A file that belongs to an organisation. Never changed: what was reviewed is what stays on record.

    `sha256` is the checksum of the bytes kept, `original_sha256` of the bytes that arrived: a picture is
    encoded anew, so the two differ. The second is how a repeated upload (a weak network, a double tap) is
    recognised.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="stored_files")
    name = models.CharField(_("文件名"), max_length=255)
    kind = models.CharField(_("类型"), max_length=8, choices=FileKind.choices)
    converted_from = models.CharField(_("原格式"), max_length=8, blank=True)
    size = models.PositiveIntegerField(_("大小（字节）"))
    width = models.PositiveIntegerField(_("宽（像素）"), null=True, blank=True)
    height = models.PositiveIntegerField(_("高（像素）"), null=True, blank=True)
    sha256 = models.CharField(_("校验值"), max_length=64)
    original_sha256 = models.CharField(_("上传时的校验值"), max_length=64)
    file = models.FileField(_("文件"), upload_to=file_path)
    preview = models.FileField(_("预览图"), upload_to=preview_path, blank=True)
    thumbnail = models.FileField(_("缩略图"), upload_to=thumbnail_path, blank=True)
    taken_at = models.DateTimeField(_("拍摄时间"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("上传时间"))

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        constraints = [
            models.CheckConstraint(name="stored_file_sha256_is_hex", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="stored_file_original_sha256_is_hex",
                condition=Q(original_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(name="stored_file_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="stored_file_kind_known", condition=Q(kind__in=FileKind.values)),
            models.CheckConstraint(name="stored_file_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="stored_file_pictures_have_pixels",
                condition=Q(
                    kind__in=["jpeg", "png"], width__isnull=False, width__gt=0, height__isnull=False, height__gt=0
                )
                & ~Q(preview="")
                & ~Q(thumbnail="")
                | Q(kind__in=["pdf", "docx"], width=None, height=None, preview="", thumbnail=""),
            ),
            # The same bytes sent twice to one organisation are one file.
            models.UniqueConstraint(
                fields=["organisation", "original_sha256"], name="stored_file_once_per_organisation"
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evidence:file-detail", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return FileKind(self.kind).is_picture

    @property
    def icon(self) -> str:
        return FileKind(self.kind).icon

    @property
    def content_type(self) -> str:
        return FileKind(self.kind).content_type

    @property
    def stem(self) -> str:
        """The name without its ending, which the interface shows beside the kind."""
        return PurePosixPath(self.name).stem
