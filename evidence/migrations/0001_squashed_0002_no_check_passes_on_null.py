"""All of 0001 to 0002 at once: every table as it ends up, then the triggers.

What those moved or filled in has nothing to work on in an empty database.
"""

import django.db.models.deletion
import evidence.models
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("evidence", "0001_initial"),
        ("evidence", "0002_no_check_passes_on_null"),
    ]

    initial = True

    dependencies = [
        ("branches", "0001_squashed_0003_departments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stored_files",
                        to="branches.organisation",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="文件名")),
                (
                    "kind",
                    models.CharField(
                        choices=[("jpeg", "照片"), ("png", "图片"), ("pdf", "PDF 文件"), ("docx", "Word 文档")],
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                ("converted_from", models.CharField(blank=True, max_length=8, verbose_name="原格式")),
                ("size", models.PositiveIntegerField(verbose_name="大小（字节）")),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="宽（像素）")),
                ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="高（像素）")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("original_sha256", models.CharField(max_length=64, verbose_name="上传时的校验值")),
                ("file", models.FileField(upload_to=evidence.models.file_path, verbose_name="文件")),
                (
                    "preview",
                    models.FileField(blank=True, upload_to=evidence.models.preview_path, verbose_name="预览图"),
                ),
                (
                    "thumbnail",
                    models.FileField(blank=True, upload_to=evidence.models.thumbnail_path, verbose_name="缩略图"),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="拍摄时间")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
            ],
            options={
                "verbose_name": "佐证材料",
                "verbose_name_plural": "佐证材料",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="stored_file_sha256_is_hex"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("original_sha256__regex", "^[0-9a-f]{64}$")),
                        name="stored_file_original_sha256_is_hex",
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="stored_file_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["jpeg", "png", "pdf", "docx"])), name="stored_file_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="stored_file_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("height__gt", 0),
                                ("height__isnull", False),
                                ("kind__in", ["jpeg", "png"]),
                                ("width__gt", 0),
                                ("width__isnull", False),
                                models.Q(("preview", ""), _negated=True),
                                models.Q(("thumbnail", ""), _negated=True),
                            ),
                            models.Q(
                                ("height", None),
                                ("kind__in", ["pdf", "docx"]),
                                ("preview", ""),
                                ("thumbnail", ""),
                                ("width", None),
                            ),
                            _connector="OR",
                        ),
                        name="stored_file_pictures_have_pixels",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "original_sha256"), name="stored_file_once_per_organisation"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="storedfile",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="331656b26717dd57afce744237db11b1f8ebd084",
                    operation="UPDATE",
                    pgid="pgtrigger_never_changed_43481",
                    table="evidence_storedfile",
                    when="BEFORE",
                ),
            ),
        ),
    ]
