"""All of 0001 to 0014 at once: every table as it ends up, then the triggers.

What those moved or filled in has nothing to work on in an empty database.
"""

from importlib import import_module

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


create = import_module("audits.migrations.0002_checklist_2026").create
remove = import_module("audits.migrations.0002_checklist_2026").remove


class Migration(migrations.Migration):
    replaces = [
        ("audits", "0001_initial"),
        ("audits", "0002_checklist_2026"),
        ("audits", "0003_no_check_passes_on_null"),
        ("audits", "0004_saved_filters"),
        ("audits", "0005_remarks"),
        ("audits", "0006_heartbeat"),
        ("audits", "0007_samples"),
        ("audits", "0008_circular_kinds"),
        ("audits", "0009_colours_and_talks"),
        ("audits", "0010_findings"),
        ("audits", "0011_inspections"),
        ("audits", "0012_fraud_withdrawn_and_finding_credits"),
        ("audits", "0013_commitment_reports"),
        ("audits", "0014_finding_absence"),
    ]

    initial = True

    dependencies = [
        ("branches", "0001_squashed_0003_departments"),
        ("cadres", "0001_initial"),
        ("evidence", "0001_squashed_0002_no_check_passes_on_null"),
        ("ledgers", "0001_squashed_0030_access_has_a_base"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="版本")),
                ("title", models.CharField(max_length=60, verbose_name="名称")),
                ("valid_from", models.DateField(unique=True, verbose_name="启用日期")),
            ],
            options={
                "verbose_name": "审查表",
                "verbose_name_plural": "审查表",
            },
        ),
        migrations.CreateModel(
            name="ChecklistEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.checklist",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                ("title", models.CharField(max_length=60, verbose_name="名称")),
                ("valid_from", models.DateField(verbose_name="启用日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="audits.checklist"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="编号")),
                ("category", models.CharField(max_length=30, verbose_name="类别")),
                ("text", models.CharField(max_length=120, verbose_name="内容")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="分值")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
            ],
            options={
                "verbose_name": "审查项目",
                "verbose_name_plural": "审查项目",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("checklist", "code"), name="checklist_item_code_once"),
                    models.UniqueConstraint(fields=("checklist", "position"), name="checklist_item_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 100)), name="checklist_item_weight"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.checklistitem",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "checklist",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.checklist",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="编号")),
                ("category", models.CharField(max_length=30, verbose_name="类别")),
                ("text", models.CharField(max_length=120, verbose_name="内容")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="分值")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Circular",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="circulars", to="ledgers.month"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("month", "月度通报"), ("quarter", "季度通报"), ("correction", "更正")],
                        default="month",
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="audits.circular",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("addressees", models.CharField(max_length=400, verbose_name="主送")),
                ("body", models.TextField(max_length=50000, verbose_name="正文")),
                ("copies_to", models.CharField(blank=True, max_length=400, verbose_name="抄送")),
                ("figures", models.JSONField(verbose_name="数据")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "拟稿中"),
                            ("checking", "待核稿"),
                            ("signing", "待签发"),
                            ("signed", "已签发"),
                            ("issued", "已印发"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="拟稿时间")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="核稿时间")),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签发时间")),
                ("prefix", models.CharField(max_length=20, verbose_name="代字")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年份")),
                ("serial", models.PositiveIntegerField(blank=True, null=True, verbose_name="编号")),
                ("pdf", models.FileField(blank=True, upload_to="circulars/%Y", verbose_name="印发件")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="印发件校验码")),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="印发时间")),
                ("code", models.CharField(blank=True, max_length=12, verbose_name="核验码")),
                ("verify_url", models.CharField(blank=True, max_length=200, verbose_name="核验地址")),
            ],
            options={
                "verbose_name": "通报",
                "verbose_name_plural": "通报",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "month")), fields=("month",), name="circular_once_per_month"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "quarter")), fields=("month",), name="circular_once_per_quarter"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "issued"), _negated=True),
                        fields=("corrects",),
                        name="circular_one_open_correction",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True), fields=("code",), name="circular_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects__isnull", False), ("kind", "correction")),
                            models.Q(models.Q(("kind", "correction"), _negated=True), ("corrects", None)),
                            _connector="OR",
                        ),
                        name="circular_correction_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), ("verify_url", "")),
                            models.Q(
                                models.Q(("code", ""), _negated=True),
                                models.Q(("verify_url", ""), _negated=True),
                                ("signed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="circular_code_with_signature",
                    ),
                    models.UniqueConstraint(
                        fields=("district", "prefix", "year", "serial"), name="circular_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("checked_by", None)),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="circular_checked_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("serial", None), ("signed_at", None), ("signed_by", None), ("year", None)),
                            models.Q(
                                ("checked_by__isnull", False),
                                ("serial__gte", 1),
                                ("serial__isnull", False),
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                                ("status__in", ("signed", "issued")),
                                ("year__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="circular_signed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_by", None),
                                models.Q(("checked_by", models.F("drafted_by")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("signed_by", None),
                                models.Q(
                                    models.Q(("signed_by", models.F("drafted_by")), _negated=True),
                                    models.Q(("signed_by", models.F("checked_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="circular_three_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_at__isnull", False),
                                ("status", "issued"),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("pdf", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "issued"), _negated=True),
                                ("issued_at", None),
                                ("pdf", ""),
                                ("sha256", ""),
                            ),
                            _connector="OR",
                        ),
                        name="circular_issued_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CircularEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.circular",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "month",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.month",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("month", "月度通报"), ("quarter", "季度通报"), ("correction", "更正")],
                        default="month",
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.circular",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("addressees", models.CharField(max_length=400, verbose_name="主送")),
                ("body", models.TextField(max_length=50000, verbose_name="正文")),
                ("copies_to", models.CharField(blank=True, max_length=400, verbose_name="抄送")),
                ("figures", models.JSONField(verbose_name="数据")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "拟稿中"),
                            ("checking", "待核稿"),
                            ("signing", "待签发"),
                            ("signed", "已签发"),
                            ("issued", "已印发"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="拟稿时间")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="核稿时间")),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签发时间")),
                ("prefix", models.CharField(max_length=20, verbose_name="代字")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年份")),
                ("serial", models.PositiveIntegerField(blank=True, null=True, verbose_name="编号")),
                ("pdf", models.FileField(blank=True, upload_to="circulars/%Y", verbose_name="印发件")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="印发件校验码")),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="印发时间")),
                ("code", models.CharField(blank=True, max_length=12, verbose_name="核验码")),
                ("verify_url", models.CharField(blank=True, max_length=200, verbose_name="核验地址")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CircularReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "circular",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="audits.circular"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签收时间")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="上次提醒时间")),
            ],
            options={
                "verbose_name": "通报签收",
                "verbose_name_plural": "通报签收",
                "constraints": [
                    models.UniqueConstraint(fields=("circular", "organisation"), name="receipt_once_per_organisation"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at", None), ("signed_by", None)),
                            models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="receipt_signed_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CircularReceiptEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.circularreceipt",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "circular",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.circular",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签收时间")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="上次提醒时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CircularStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "circular",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="audits.circular"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("send_to_check", "送核稿"),
                            ("approve_check", "核稿通过"),
                            ("send_back", "退回修改"),
                            ("sign", "签发"),
                            ("issue", "印发"),
                        ],
                        max_length=16,
                        verbose_name="动作",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("reason", models.TextField(blank=True, verbose_name="意见")),
            ],
            options={
                "verbose_name": "通报办理记录",
                "verbose_name_plural": "通报办理记录",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TalkCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("township", "约谈乡镇党委书记"), ("branch", "约谈支部书记")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talk_cases",
                        to="branches.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_talks",
                        to="branches.organisation",
                    ),
                ),
                ("run_from", models.DateField(verbose_name="连续红的第一个月")),
                ("reds", models.PositiveSmallIntegerField(verbose_name="连续红几个月")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("raised", "待发通知"),
                            ("noticed", "已通知"),
                            ("held", "已约谈"),
                            ("following", "整改中"),
                            ("closed", "已办结"),
                            ("called_off", "已取消"),
                        ],
                        default="raised",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                ("hold_by", models.DateField(verbose_name="约谈期限")),
                ("talk_at", models.DateTimeField(blank=True, null=True, verbose_name="约谈时间")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                ("talker", models.CharField(blank=True, max_length=60, verbose_name="约谈人")),
                ("summoned", models.CharField(blank=True, max_length=200, verbose_name="参加人员")),
                ("why", models.TextField(blank=True, max_length=1000, verbose_name="约谈事由")),
                ("noticed_at", models.DateTimeField(blank=True, null=True, verbose_name="通知时间")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="回应")),
                ("needs_review", models.BooleanField(default=False, verbose_name="要书面检讨")),
                ("review", models.TextField(blank=True, max_length=5000, verbose_name="书面检讨")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="检讨时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
            ],
            options={
                "verbose_name": "约谈",
                "verbose_name_plural": "约谈",
                "ordering": ["-raised_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "run_from"), name="talk_once_per_run"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["raised", "noticed", "held", "following", "closed", "called_off"])
                        ),
                        name="talk_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["township", "branch"])), name="talk_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reds__gte", 1), ("run_from__day", 1)), name="talk_run_is_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", models.F("host")), _negated=True),
                        name="talk_not_with_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("noticed_at", None),
                                ("place", ""),
                                ("status__in", ["raised", "called_off"]),
                                ("talk_at", None),
                                ("why", ""),
                            ),
                            models.Q(
                                ("noticed_at__isnull", False),
                                ("talk_at__isnull", False),
                                models.Q(("status", "raised"), _negated=True),
                                models.Q(("place", ""), _negated=True),
                                models.Q(("talker", ""), _negated=True),
                                models.Q(("summoned", ""), _negated=True),
                                models.Q(("why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="talk_notice_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("review", ""), ("reviewed_at", None)),
                            models.Q(
                                models.Q(("review", ""), _negated=True),
                                ("needs_review", True),
                                ("reviewed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="talk_review_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("status", "closed")),
                            models.Q(models.Q(("status", "closed"), _negated=True), ("closed_at", None)),
                            _connector="OR",
                        ),
                        name="talk_closed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            ("needs_review", False),
                            models.Q(("review", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="talk_closed_after_review",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkCommitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commitments", to="audits.talkcase"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="整改承诺")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "未到结果"), ("done", "已完成"), ("failed", "没有完成")],
                        default="open",
                        max_length=6,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="核实情况")),
                ("result", models.TextField(blank=True, max_length=1000, verbose_name="完成情况")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="核实时间")),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "整改承诺",
                "verbose_name_plural": "整改承诺",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="commitment_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_at", None), ("reported_by", None), ("result", "")),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                ("reported_at__isnull", False),
                                ("reported_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_reported_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", ""), ("settled_at", None), ("settled_by", None), ("state", "open")),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("state__in", ["done", "failed"]),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_settled_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="audits.talkcommitment"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.storedfile"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "承诺佐证",
                "verbose_name_plural": "承诺佐证",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("commitment", "file"), name="commitment_file_once")],
            },
        ),
        migrations.CreateModel(
            name="CommitmentFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.commitmentfile",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "commitment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.talkcommitment",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="事项")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "到期事项",
                "verbose_name_plural": "到期事项",
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("serial", models.PositiveIntegerField(verbose_name="编号")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="branches.organisation"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                (
                    "ledger",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="ledgers.ledger",
                    ),
                ),
                (
                    "absence",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding",
                        to="cadres.dutyabsence",
                        verbose_name="脱岗",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("township", "乡镇审查"),
                            ("district", "区级复审"),
                            ("station", "指导站督查"),
                            ("patrol", "巡察反馈"),
                            ("self", "支部自查"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "reason_class",
                    models.CharField(
                        choices=[("frequency", "频次"), ("form", "规范"), ("timeliness", "及时"), ("truth", "真实")],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("not_held", "该开的会没有开"),
                            ("quorum", "到会人数不够"),
                            ("vote", "表决情况不合规"),
                            ("incomplete", "记录要素不全"),
                            ("similar", "记录内容雷同"),
                            ("signature", "签到或签字有疑问"),
                            ("evidence", "佐证材料缺失或不清楚"),
                            ("late_entry", "会后补录不及时"),
                            ("theme", "主题党日不合要求"),
                            ("roll", "党员名册不准确"),
                            ("mobile", "流动党员联系不到位"),
                            ("dues", "党费收缴不规范"),
                            ("publicity", "公示更新不及时"),
                            ("rectification", "上月问题没有改好"),
                            ("other", "其他"),
                        ],
                        max_length=16,
                        verbose_name="问题",
                    ),
                ),
                ("description", models.TextField(max_length=1000, verbose_name="情况")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                (
                    "clock",
                    models.CharField(
                        choices=[("at_once", "立行立改"), ("limited", "限期整改"), ("long", "长期坚持")],
                        max_length=10,
                        verbose_name="时限",
                    ),
                ),
                ("unit", models.CharField(max_length=60, verbose_name="责任单位")),
                ("post", models.CharField(max_length=40, verbose_name="责任岗位")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "待下发"),
                            ("issued", "已下发"),
                            ("mending", "整改中"),
                            ("applied", "待乡镇初验"),
                            ("checked", "待区级核验"),
                            ("closed", "已销号"),
                            ("looked_back", "已回头看"),
                        ],
                        default="new",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("measure", models.TextField(blank=True, max_length=2000, verbose_name="整改措施")),
                ("result", models.TextField(blank=True, max_length=2000, verbose_name="整改情况")),
                ("found_on", models.DateField(verbose_name="发现日期")),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="下发日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="申请销号日期")),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="乡镇初验日期")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="销号日期")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("looked_back_on", models.DateField(blank=True, null=True, verbose_name="回头看日期")),
                ("relapses", models.PositiveSmallIntegerField(default=0, verbose_name="复发次数")),
            ],
            options={
                "verbose_name": "问题",
                "verbose_name_plural": "问题清单",
                "ordering": ["-year", "-serial"],
                "indexes": [
                    models.Index(fields=["branch", "reason"], name="finding_branch_reason"),
                    models.Index(fields=["status", "due_on"], name="finding_status_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "year", "serial"), name="finding_number_once"),
                    models.CheckConstraint(condition=models.Q(("serial__gte", 1)), name="finding_serial_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["township", "district", "station", "patrol", "self"])),
                        name="finding_source_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("clock__in", ["at_once", "limited", "long"])), name="finding_clock_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("description", ""), _negated=True), name="finding_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", ""), _negated=True), models.Q(("post", ""), _negated=True)
                        ),
                        name="finding_names_who_mends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "not_held"), ("reason_class", "frequency")),
                            models.Q(("reason", "quorum"), ("reason_class", "form")),
                            models.Q(("reason", "vote"), ("reason_class", "form")),
                            models.Q(("reason", "incomplete"), ("reason_class", "form")),
                            models.Q(("reason", "similar"), ("reason_class", "truth")),
                            models.Q(("reason", "signature"), ("reason_class", "truth")),
                            models.Q(("reason", "evidence"), ("reason_class", "form")),
                            models.Q(("reason", "late_entry"), ("reason_class", "timeliness")),
                            models.Q(("reason", "theme"), ("reason_class", "form")),
                            models.Q(("reason", "roll"), ("reason_class", "form")),
                            models.Q(("reason", "mobile"), ("reason_class", "form")),
                            models.Q(("reason", "dues"), ("reason_class", "form")),
                            models.Q(("reason", "publicity"), ("reason_class", "timeliness")),
                            models.Q(("reason", "rectification"), ("reason_class", "timeliness")),
                            models.Q(("reason", "other"), ("reason_class", "form")),
                            _connector="OR",
                        ),
                        name="finding_class_of_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clock", "long"), _negated=True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="finding_long_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_by", None), ("applied_on", None)),
                            models.Q(("applied_by__isnull", False), ("applied_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="finding_applied_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", None), ("checked_on", None)),
                            models.Q(("checked_by__isnull", False), ("checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="finding_checked_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(("closed_by__isnull", False), ("closed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="finding_closed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_on", None),
                                models.Q(("due_on__isnull", False), ("issued_on__gte", models.F("found_on"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("applied_on", None),
                                models.Q(("applied_on__gte", models.F("issued_on")), ("issued_on__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("checked_on", None),
                                models.Q(("applied_on__isnull", False), ("checked_on__gte", models.F("applied_on"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("closed_on", None),
                                models.Q(("checked_on__isnull", False), ("closed_on__gte", models.F("checked_on"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("looked_back_on", None),
                                models.Q(("closed_on__isnull", False), ("looked_back_on__gte", models.F("closed_on"))),
                                _connector="OR",
                            ),
                        ),
                        name="finding_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_on", None),
                            models.Q(("due_on__gte", models.F("issued_on")), ("due_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="finding_due_after_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_by", None),
                                models.Q(
                                    ("applied_by__isnull", False),
                                    models.Q(("checked_by", models.F("applied_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("closed_by", None),
                                models.Q(
                                    ("applied_by__isnull", False),
                                    ("checked_by__isnull", False),
                                    models.Q(("closed_by", models.F("applied_by")), _negated=True),
                                    models.Q(("closed_by", models.F("checked_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="finding_never_ones_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("applied_on", None),
                                ("checked_on", None),
                                ("closed_on", None),
                                ("issued_on", None),
                                ("status", "new"),
                            ),
                            models.Q(
                                ("checked_on", None),
                                ("closed_on", None),
                                ("issued_on__isnull", False),
                                ("status__in", ("issued", "mending")),
                            ),
                            models.Q(
                                ("applied_on__isnull", False),
                                ("checked_on", None),
                                ("closed_on", None),
                                ("status", "applied"),
                            ),
                            models.Q(("checked_on__isnull", False), ("closed_on", None), ("status", "checked")),
                            models.Q(("closed_on__isnull", False), ("looked_back_on", None), ("status", "closed")),
                            models.Q(("looked_back_on__isnull", False), ("status", "looked_back")),
                            _connector="OR",
                        ),
                        name="finding_status_has_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["new", "issued", "mending"]),
                            models.Q(models.Q(("measure", ""), _negated=True), models.Q(("result", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="finding_applied_says_what_was_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="credits", to="audits.finding"
                    ),
                ),
                ("moved_from", models.DateField(verbose_name="原期限")),
                ("moved_to", models.DateField(verbose_name="顺延到")),
                ("down_from", models.DateTimeField(verbose_name="停机开始")),
                ("down_until", models.DateTimeField(verbose_name="停机结束")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="停机小时数")),
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "问题整改停机顺延",
                "verbose_name_plural": "问题整改停机顺延",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("finding", "moved_from"), name="finding_credit_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("down_until__gt", models.F("down_from")),
                            ("hours__gt", 0),
                            ("moved_to__gt", models.F("moved_from")),
                        ),
                        name="finding_credit_never_shortens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingCreditEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.findingcredit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "finding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.finding",
                    ),
                ),
                ("moved_from", models.DateField(verbose_name="原期限")),
                ("moved_to", models.DateField(verbose_name="顺延到")),
                ("down_from", models.DateTimeField(verbose_name="停机开始")),
                ("down_until", models.DateTimeField(verbose_name="停机结束")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="停机小时数")),
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.finding",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("serial", models.PositiveIntegerField(verbose_name="编号")),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "ledger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.ledger",
                    ),
                ),
                (
                    "absence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.dutyabsence",
                        verbose_name="脱岗",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("township", "乡镇审查"),
                            ("district", "区级复审"),
                            ("station", "指导站督查"),
                            ("patrol", "巡察反馈"),
                            ("self", "支部自查"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "reason_class",
                    models.CharField(
                        choices=[("frequency", "频次"), ("form", "规范"), ("timeliness", "及时"), ("truth", "真实")],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("not_held", "该开的会没有开"),
                            ("quorum", "到会人数不够"),
                            ("vote", "表决情况不合规"),
                            ("incomplete", "记录要素不全"),
                            ("similar", "记录内容雷同"),
                            ("signature", "签到或签字有疑问"),
                            ("evidence", "佐证材料缺失或不清楚"),
                            ("late_entry", "会后补录不及时"),
                            ("theme", "主题党日不合要求"),
                            ("roll", "党员名册不准确"),
                            ("mobile", "流动党员联系不到位"),
                            ("dues", "党费收缴不规范"),
                            ("publicity", "公示更新不及时"),
                            ("rectification", "上月问题没有改好"),
                            ("other", "其他"),
                        ],
                        max_length=16,
                        verbose_name="问题",
                    ),
                ),
                ("description", models.TextField(max_length=1000, verbose_name="情况")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                (
                    "clock",
                    models.CharField(
                        choices=[("at_once", "立行立改"), ("limited", "限期整改"), ("long", "长期坚持")],
                        max_length=10,
                        verbose_name="时限",
                    ),
                ),
                ("unit", models.CharField(max_length=60, verbose_name="责任单位")),
                ("post", models.CharField(max_length=40, verbose_name="责任岗位")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "待下发"),
                            ("issued", "已下发"),
                            ("mending", "整改中"),
                            ("applied", "待乡镇初验"),
                            ("checked", "待区级核验"),
                            ("closed", "已销号"),
                            ("looked_back", "已回头看"),
                        ],
                        default="new",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("measure", models.TextField(blank=True, max_length=2000, verbose_name="整改措施")),
                ("result", models.TextField(blank=True, max_length=2000, verbose_name="整改情况")),
                ("found_on", models.DateField(verbose_name="发现日期")),
                (
                    "found_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="下发日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="申请销号日期")),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="乡镇初验日期")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="销号日期")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("looked_back_on", models.DateField(blank=True, null=True, verbose_name="回头看日期")),
                ("relapses", models.PositiveSmallIntegerField(default=0, verbose_name="复发次数")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FindingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="audits.finding"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.storedfile"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "整改佐证",
                "verbose_name_plural": "整改佐证",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("finding", "file"), name="finding_file_once")],
            },
        ),
        migrations.CreateModel(
            name="FindingFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.findingfile",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "finding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.finding",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FindingSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后编号")),
            ],
            options={
                "verbose_name": "问题编号",
                "verbose_name_plural": "问题编号",
                "constraints": [
                    models.UniqueConstraint(fields=("district", "year"), name="finding_series_once_per_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="audits.finding"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("open", "列入清单"),
                            ("again", "再次发现"),
                            ("issue", "下发"),
                            ("measure", "写整改措施"),
                            ("apply", "申请销号"),
                            ("check", "初验通过"),
                            ("reject", "驳回"),
                            ("close", "核验销号"),
                            ("look_back", "回头看"),
                            ("reopen", "复发重开"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "待下发"),
                            ("issued", "已下发"),
                            ("mending", "整改中"),
                            ("applied", "待乡镇初验"),
                            ("checked", "待区级核验"),
                            ("closed", "已销号"),
                            ("looked_back", "已回头看"),
                        ],
                        max_length=12,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("new", "待下发"),
                            ("issued", "已下发"),
                            ("mending", "整改中"),
                            ("applied", "待乡镇初验"),
                            ("checked", "待区级核验"),
                            ("closed", "已销号"),
                            ("looked_back", "已回头看"),
                        ],
                        max_length=12,
                        verbose_name="新状态",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="说明")),
                ("origin", models.CharField(blank=True, max_length=80, verbose_name="出处")),
            ],
            options={
                "verbose_name": "问题办理记录",
                "verbose_name_plural": "问题办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("origin", ""), _negated=True),
                        fields=("origin",),
                        name="finding_origin_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ["reject", "reopen"]), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_rejection_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FraudFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fraud_findings", to="ledgers.ledger"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="认定理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="认定时间")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500, verbose_name="撤销理由")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
            ],
            options={
                "verbose_name": "弄虚作假认定",
                "verbose_name_plural": "弄虚作假认定",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("ledger",),
                        name="fraud_found_once_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="fraud_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_reason", "")),
                            models.Q(
                                ("withdrawn_at__gte", models.F("at")),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fraud_withdrawn_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FraudFindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.fraudfinding",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "ledger",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.ledger",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="认定理由")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="认定时间")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500, verbose_name="撤销理由")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(verbose_name="开始")),
                ("last_at", models.DateTimeField(verbose_name="最后一次")),
            ],
            options={
                "verbose_name": "运行记录",
                "verbose_name_plural": "运行记录",
                "ordering": ["started_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_at__gte", models.F("started_at"))), name="heartbeat_in_order"
                    ),
                    models.UniqueConstraint(fields=("started_at",), name="heartbeat_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="branches.guidancestation"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("first_day", models.DateField(verbose_name="开始日期")),
                ("last_day", models.DateField(verbose_name="结束日期")),
                ("wanted", models.PositiveSmallIntegerField(verbose_name="计划抽几个村")),
                ("drawn", models.PositiveSmallIntegerField(verbose_name="抽到几个村")),
                ("candidates", models.PositiveSmallIntegerField(verbose_name="从几个村里抽")),
                ("longest_months", models.PositiveSmallIntegerField(verbose_name="超过几个月没抽查的先抽")),
                ("rule_version", models.PositiveSmallIntegerField(verbose_name="抽取规则版本")),
                ("seed_hash", models.CharField(max_length=64, verbose_name="种子的校验码")),
                ("list_hash", models.CharField(max_length=64, verbose_name="名单的校验码")),
                ("opens_at", models.DateTimeField(verbose_name="全部公开时间")),
                ("drawn_at", models.DateTimeField(verbose_name="抽取时间")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查计划",
                "verbose_name_plural": "抽查计划",
                "ordering": ["-first_day", "station__code", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("station", "key"), name="inspection_plan_drawn_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="inspection_plan_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drawn__gte", 1),
                            ("drawn__lte", models.F("wanted")),
                            ("drawn__lte", models.F("candidates")),
                        ),
                        name="inspection_plan_numbers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("list_hash__regex", "^[0-9a-f]{64}$"), ("seed_hash__regex", "^[0-9a-f]{64}$")
                        ),
                        name="inspection_plan_hashes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal", to="audits.inspectionplan"
                    ),
                ),
                ("seed", models.CharField(max_length=64, verbose_name="种子")),
                ("material", models.JSONField(verbose_name="抽取依据")),
            ],
            options={
                "verbose_name": "抽查封存",
                "verbose_name_plural": "抽查封存",
            },
        ),
        migrations.CreateModel(
            name="MonthColour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="colour", to="ledgers.ledger"
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        blank=True,
                        choices=[("green", "绿"), ("blue", "蓝"), ("yellow", "黄"), ("red", "红")],
                        max_length=6,
                        verbose_name="颜色",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("score", "按得分"),
                            ("missing", "没有报台账"),
                            ("fraud", "认定弄虚作假"),
                            ("unjudged", "报了没有审"),
                        ],
                        max_length=8,
                        verbose_name="依据",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="得分")),
                ("at", models.DateTimeField(verbose_name="确定时间")),
            ],
            options={
                "verbose_name": "支部月度颜色",
                "verbose_name_plural": "支部月度颜色",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", "score"),
                                ("colour__in", ["green", "blue", "yellow", "red"]),
                                ("score__isnull", False),
                            ),
                            models.Q(("basis", "missing"), ("colour", "red"), ("score", None)),
                            models.Q(("basis", "fraud"), ("colour", "red")),
                            models.Q(("basis", "unjudged"), ("colour", ""), ("score", None)),
                            _connector="OR",
                        ),
                        name="month_colour_follows_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score", None), ("score__lte", 100), _connector="OR"),
                        name="month_colour_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("prefix", models.CharField(max_length=20, verbose_name="发文机关代字")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后编号")),
            ],
            options={
                "verbose_name": "发文编号",
                "verbose_name_plural": "发文编号",
                "constraints": [
                    models.UniqueConstraint(fields=("district", "prefix", "year"), name="series_once_per_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="branches.organisation"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("not_held", "该开的会没有开"),
                            ("quorum", "到会人数不够"),
                            ("vote", "表决情况不合规"),
                            ("incomplete", "记录要素不全"),
                            ("similar", "记录内容雷同"),
                            ("signature", "签到或签字有疑问"),
                            ("evidence", "佐证材料缺失或不清楚"),
                            ("late_entry", "会后补录不及时"),
                            ("theme", "主题党日不合要求"),
                            ("roll", "党员名册不准确"),
                            ("mobile", "流动党员联系不到位"),
                            ("dues", "党费收缴不规范"),
                            ("publicity", "公示更新不及时"),
                            ("rectification", "上月问题没有改好"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="扣分原因",
                    ),
                ),
                ("text", models.CharField(max_length=100, verbose_name="常用语")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
            ],
            options={
                "verbose_name": "常用语",
                "verbose_name_plural": "常用语",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "reason", "text"), name="remark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="remark_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "not_held",
                                    "quorum",
                                    "vote",
                                    "incomplete",
                                    "similar",
                                    "signature",
                                    "evidence",
                                    "late_entry",
                                    "theme",
                                    "roll",
                                    "mobile",
                                    "dues",
                                    "publicity",
                                    "rectification",
                                    "other",
                                ],
                            )
                        ),
                        name="remark_reason_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemarkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.remark",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("not_held", "该开的会没有开"),
                            ("quorum", "到会人数不够"),
                            ("vote", "表决情况不合规"),
                            ("incomplete", "记录要素不全"),
                            ("similar", "记录内容雷同"),
                            ("signature", "签到或签字有疑问"),
                            ("evidence", "佐证材料缺失或不清楚"),
                            ("late_entry", "会后补录不及时"),
                            ("theme", "主题党日不合要求"),
                            ("roll", "党员名册不准确"),
                            ("mobile", "流动党员联系不到位"),
                            ("dues", "党费收缴不规范"),
                            ("publicity", "公示更新不及时"),
                            ("rectification", "上月问题没有改好"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="扣分原因",
                    ),
                ),
                ("text", models.CharField(max_length=100, verbose_name="常用语")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="ledgers.ledger"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("township", "乡镇审查"), ("district", "区级复审")], max_length=10, verbose_name="层级"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "outcome",
                    models.CharField(choices=[("pass", "通过"), ("return", "退回")], max_length=8, verbose_name="结论"),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="得分")),
                ("lost", models.JSONField(blank=True, default=dict, verbose_name="扣分")),
                ("comment", models.TextField(blank=True, verbose_name="说明")),
                ("agrees", models.BooleanField(null=True, verbose_name="与乡镇一致")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "审查结论",
                "verbose_name_plural": "审查结论",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("ledger", "level", "revision"), name="verdict_once_per_level"),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="verdict_score_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "pass"), models.Q(("comment", ""), _negated=True), _connector="OR"
                        ),
                        name="verdict_return_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agrees", None), ("level", "township")),
                            models.Q(("agrees__isnull", False), ("level", "district")),
                            _connector="OR",
                        ),
                        name="verdict_agreement_by_district_only",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemarkUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "remark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="audits.remark"
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remark_uses", to="audits.verdict"
                    ),
                ),
            ],
            options={
                "verbose_name": "常用语使用",
                "verbose_name_plural": "常用语使用",
                "constraints": [
                    models.UniqueConstraint(fields=("verdict", "remark"), name="remark_use_once_per_verdict")
                ],
            },
        ),
        migrations.CreateModel(
            name="RemarkUseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.remarkuse",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "remark",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.remark",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.verdict",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="samples", to="ledgers.month"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="加抽原因")),
                ("confidence", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="把握程度")),
                ("margin", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="允许误差")),
                ("share", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="预计不一致率")),
                ("least", models.PositiveSmallIntegerField(verbose_name="每个乡镇至少")),
                ("population", models.PositiveIntegerField(verbose_name="名单台账数")),
                ("size", models.PositiveIntegerField(verbose_name="抽取数")),
                ("strata", models.JSONField(verbose_name="分配")),
                ("list_sha256", models.CharField(max_length=64, verbose_name="名单校验码")),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="名单冻结时间")),
                ("seed", models.CharField(blank=True, max_length=200, verbose_name="种子")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                ("cancel_reason", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
            ],
            options={
                "verbose_name": "抽样",
                "verbose_name_plural": "抽样",
                "ordering": ["month", "round"],
                "constraints": [
                    models.UniqueConstraint(fields=("month", "round"), name="sample_once_per_round"),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None), ("drawn_at", None)),
                        fields=("month",),
                        name="sample_one_open_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("round", 1),
                            models.Q(("round__gt", 1), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sample_further_round_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("size__lte", models.F("population"))),
                        name="sample_size_within_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gt", 0), ("margin__gt", 0), ("share__gt", 0)),
                        name="sample_plan_makes_sense",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drawn_at", None), ("drawn_by", None), ("seed", "")),
                            models.Q(
                                ("cancelled_at", None),
                                ("drawn_at__gt", models.F("planned_at")),
                                ("drawn_at__isnull", False),
                                ("drawn_by__isnull", False),
                                models.Q(("seed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sample_drawn_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_at", None), ("cancelled_by", None)),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sample_cancelled_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SampleLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="audits.sample"
                    ),
                ),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sample_lines", to="ledgers.ledger"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("name", models.CharField(max_length=24, verbose_name="编号")),
            ],
            options={
                "verbose_name": "抽样名单",
                "verbose_name_plural": "抽样名单",
                "constraints": [
                    models.UniqueConstraint(fields=("sample", "ledger"), name="sample_line_once_per_ledger"),
                    models.UniqueConstraint(fields=("sample", "name"), name="sample_line_once_per_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SampledLedger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drawn", to="audits.sampleline"
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drawn_ledgers", to="audits.sample"
                    ),
                ),
                (
                    "ledger",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sampled", to="ledgers.ledger"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("rank", models.PositiveIntegerField(verbose_name="次序")),
            ],
            options={
                "verbose_name": "抽中的台账",
                "verbose_name_plural": "抽中的台账",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="sampled_rank_from_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="SampleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.sample",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "month",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.month",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="加抽原因")),
                ("confidence", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="把握程度")),
                ("margin", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="允许误差")),
                ("share", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="预计不一致率")),
                ("least", models.PositiveSmallIntegerField(verbose_name="每个乡镇至少")),
                ("population", models.PositiveIntegerField(verbose_name="名单台账数")),
                ("size", models.PositiveIntegerField(verbose_name="抽取数")),
                ("strata", models.JSONField(verbose_name="分配")),
                ("list_sha256", models.CharField(max_length=64, verbose_name="名单校验码")),
                (
                    "planned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="名单冻结时间")),
                ("seed", models.CharField(blank=True, max_length=200, verbose_name="种子")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                ("cancel_reason", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("township", "乡镇审查"), ("district", "区级复审")], max_length=10, verbose_name="层级"
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("query", models.CharField(max_length=400, verbose_name="条件")),
                ("position", models.PositiveSmallIntegerField(verbose_name="位置")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "常用筛选",
                "verbose_name_plural": "常用筛选",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "level", "name"), name="saved_filter_name_once"),
                    models.UniqueConstraint(fields=("user", "level", "position"), name="saved_filter_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 12)), name="saved_filter_twelve"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("query", ""), _negated=True), models.Q(("name", ""), _negated=True)
                        ),
                        name="saved_filter_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["township", "district"])), name="saved_filter_level_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.savedfilter",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("township", "乡镇审查"), ("district", "区级复审")], max_length=10, verbose_name="层级"
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("query", models.CharField(max_length=400, verbose_name="条件")),
                ("position", models.PositiveSmallIntegerField(verbose_name="位置")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalkCaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.talkcase",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("township", "约谈乡镇党委书记"), ("branch", "约谈支部书记")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("run_from", models.DateField(verbose_name="连续红的第一个月")),
                ("reds", models.PositiveSmallIntegerField(verbose_name="连续红几个月")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("raised", "待发通知"),
                            ("noticed", "已通知"),
                            ("held", "已约谈"),
                            ("following", "整改中"),
                            ("closed", "已办结"),
                            ("called_off", "已取消"),
                        ],
                        default="raised",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                ("hold_by", models.DateField(verbose_name="约谈期限")),
                ("talk_at", models.DateTimeField(blank=True, null=True, verbose_name="约谈时间")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                ("talker", models.CharField(blank=True, max_length=60, verbose_name="约谈人")),
                ("summoned", models.CharField(blank=True, max_length=200, verbose_name="参加人员")),
                ("why", models.TextField(blank=True, max_length=1000, verbose_name="约谈事由")),
                ("noticed_at", models.DateTimeField(blank=True, null=True, verbose_name="通知时间")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="回应")),
                ("needs_review", models.BooleanField(default=False, verbose_name="要书面检讨")),
                ("review", models.TextField(blank=True, max_length=5000, verbose_name="书面检讨")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="检讨时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalkCommitmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.talkcommitment",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.talkcase",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="整改承诺")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "未到结果"), ("done", "已完成"), ("failed", "没有完成")],
                        default="open",
                        max_length=6,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="核实情况")),
                ("result", models.TextField(blank=True, max_length=1000, verbose_name="完成情况")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="核实时间")),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalkMinutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="audits.talkcase"
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="约谈时间")),
                ("place", models.CharField(max_length=80, verbose_name="地点")),
                ("present", models.CharField(max_length=300, verbose_name="出席")),
                ("absent", models.CharField(blank=True, max_length=300, verbose_name="请假")),
                ("observers", models.CharField(blank=True, max_length=300, verbose_name="列席")),
                ("said", models.TextField(max_length=10000, verbose_name="谈话内容")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "约谈纪要",
                "verbose_name_plural": "约谈纪要",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", ""), _negated=True),
                            models.Q(("present", ""), _negated=True),
                            models.Q(("said", ""), _negated=True),
                        ),
                        name="talk_minutes_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at__gte", models.F("held_at"))), name="talk_minutes_after_talk"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkMinutesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.talkminutes",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.talkcase",
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="约谈时间")),
                ("place", models.CharField(max_length=80, verbose_name="地点")),
                ("present", models.CharField(max_length=300, verbose_name="出席")),
                ("absent", models.CharField(blank=True, max_length=300, verbose_name="请假")),
                ("observers", models.CharField(blank=True, max_length=300, verbose_name="列席")),
                ("said", models.TextField(max_length=10000, verbose_name="谈话内容")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalkStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="audits.talkcase"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("raise", "提出约谈"),
                            ("notify", "发约谈通知"),
                            ("hold", "登记约谈纪要"),
                            ("answer", "确认纪要并回应"),
                            ("demand", "要求书面检讨"),
                            ("review", "提交书面检讨"),
                            ("close", "办结"),
                            ("call_off", "取消约谈"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("raised", "待发通知"),
                            ("noticed", "已通知"),
                            ("held", "已约谈"),
                            ("following", "整改中"),
                            ("closed", "已办结"),
                            ("called_off", "已取消"),
                        ],
                        max_length=10,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("raised", "待发通知"),
                            ("noticed", "已通知"),
                            ("held", "已约谈"),
                            ("following", "整改中"),
                            ("closed", "已办结"),
                            ("called_off", "已取消"),
                        ],
                        max_length=10,
                        verbose_name="新状态",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("reason", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "约谈办理记录",
                "verbose_name_plural": "约谈办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "call_off"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="talk_step_calling_off_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TownshipColour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="township_colours", to="ledgers.month"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="month_colours",
                        to="branches.organisation",
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        blank=True,
                        choices=[("green", "绿"), ("blue", "蓝"), ("yellow", "黄"), ("red", "红")],
                        max_length=6,
                        verbose_name="颜色",
                    ),
                ),
                (
                    "average",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="平均分"),
                ),
                ("branches", models.PositiveIntegerField(verbose_name="支部数")),
                ("reds", models.PositiveIntegerField(verbose_name="红")),
                ("yellows", models.PositiveIntegerField(verbose_name="黄")),
                ("at", models.DateTimeField(verbose_name="确定时间")),
            ],
            options={
                "verbose_name": "乡镇月度颜色",
                "verbose_name_plural": "乡镇月度颜色",
                "constraints": [
                    models.UniqueConstraint(fields=("month", "township"), name="township_colour_once_per_month"),
                    models.CheckConstraint(
                        condition=models.Q(("colour__in", ["", "green", "blue", "yellow", "red"])),
                        name="township_colour_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "branches__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("reds"), "+", models.F("yellows")
                                ),
                            )
                        ),
                        name="township_colour_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TownshipReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="ledgers.month"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="branches.organisation"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="报送时间")),
                ("passed", models.PositiveIntegerField(verbose_name="通过")),
                ("returned", models.PositiveIntegerField(verbose_name="退回在改")),
                ("not_received", models.PositiveIntegerField(verbose_name="未报")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "乡镇报送",
                "verbose_name_plural": "乡镇报送",
                "constraints": [models.UniqueConstraint(fields=("month", "township"), name="report_once_per_township")],
            },
        ),
        migrations.CreateModel(
            name="TownshipReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.townshipreport",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "month",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.month",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="报送时间")),
                ("passed", models.PositiveIntegerField(verbose_name="通过")),
                ("returned", models.PositiveIntegerField(verbose_name="退回在改")),
                ("not_received", models.PositiveIntegerField(verbose_name="未报")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VerdictEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.verdict",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "ledger",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.ledger",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("township", "乡镇审查"), ("district", "区级复审")], max_length=10, verbose_name="层级"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "outcome",
                    models.CharField(choices=[("pass", "通过"), ("return", "退回")], max_length=8, verbose_name="结论"),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="得分")),
                ("lost", models.JSONField(blank=True, default=dict, verbose_name="扣分")),
                ("comment", models.TextField(blank=True, verbose_name="说明")),
                ("agrees", models.BooleanField(null=True, verbose_name="与乡镇一致")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="audits.inspectionplan"
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="branches.organisation"
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("opens_at", models.DateTimeField(verbose_name="公开时间")),
                ("items_version", models.PositiveSmallIntegerField(verbose_name="清单版本")),
                (
                    "ledger",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="ledgers.ledger",
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="核对情况")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="总的情况")),
                ("met_name", models.CharField(blank=True, max_length=20, verbose_name="在场人姓名")),
                ("met_post", models.CharField(blank=True, max_length=30, verbose_name="在场人职务")),
                (
                    "signature",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("arrived_at", models.DateTimeField(blank=True, null=True, verbose_name="到达时间")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="离开时间")),
            ],
            options={
                "verbose_name": "抽查",
                "verbose_name_plural": "抽查",
                "ordering": ["-day", "pk"],
                "indexes": [models.Index(fields=["branch", "finished_at"], name="visit_branch_finished")],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "branch"), name="visit_once_per_plan"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("arrived_at", None), ("arrived_at__gte", models.F("opens_at")), _connector="OR"
                        ),
                        name="visit_arrives_when_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None),
                            models.Q(
                                ("arrived_at__isnull", False),
                                ("finished_at__gte", models.F("arrived_at")),
                                models.Q(("met_name", ""), _negated=True),
                                models.Q(("met_post", ""), _negated=True),
                                models.Q(("answers", {}), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="visit_finished_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="audits.visit"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="更正和理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "抽查更正",
                "verbose_name_plural": "抽查更正",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="visit_correction_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.visit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.inspectionplan",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("opens_at", models.DateTimeField(verbose_name="公开时间")),
                ("items_version", models.PositiveSmallIntegerField(verbose_name="清单版本")),
                (
                    "ledger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.ledger",
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="核对情况")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="总的情况")),
                ("met_name", models.CharField(blank=True, max_length=20, verbose_name="在场人姓名")),
                ("met_post", models.CharField(blank=True, max_length=30, verbose_name="在场人职务")),
                (
                    "signature",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("arrived_at", models.DateTimeField(blank=True, null=True, verbose_name="到达时间")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="离开时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="audits.visit"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.storedfile"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查照片",
                "verbose_name_plural": "抽查照片",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("visit", "file"), name="visit_file_once")],
            },
        ),
        migrations.CreateModel(
            name="VisitFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="audits.visitfile",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "visit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="audits.visit",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklist",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_checklistevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "valid_from", "version") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title", new_values."valid_from", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ed9d814e9c6a4974a8a5f4651137688be6821c0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9fd64",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_checklist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklist",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_checklistevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "valid_from", "version") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title", new_values."valid_from", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="de56711c50d6a24db098de22a97f2a1857d03691",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1417e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_checklist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklist",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_checklistevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "valid_from", "version") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title", old_values."valid_from", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="50e51cca42b7582e16f9e385d47cffd06ecaffcd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78dd0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_checklist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6dddba7f5c4ff2476ce647a7a25b64531a7ad8dd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3f02e",
                    table="audits_checklistevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_checklistitemevent" ("category", "checklist_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "weight") SELECT new_values."category", new_values."checklist_id", new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."text", new_values."weight" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7ab536e1e70fa66262fc0faae0b2c60d54d898e5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bbcad",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_checklistitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_checklistitemevent" ("category", "checklist_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "weight") SELECT new_values."category", new_values."checklist_id", new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."text", new_values."weight" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="177213d4e9430af5709f661736b874609529fecd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f656",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_checklistitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_checklistitemevent" ("category", "checklist_id", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "weight") SELECT old_values."category", old_values."checklist_id", old_values."code", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."text", old_values."weight" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec4414977822f51d291b0d299e6342bf1290ce8c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b834c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_checklistitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4f033b34406769c4edbe75f36053e79826def4bf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b22b4",
                    table="audits_checklistitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circular",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_circularevent" ("addressees", "body", "checked_at", "checked_by_id", "code", "copies_to", "corrects_id", "district_id", "drafted_at", "drafted_by_id", "figures", "id", "issued_at", "kind", "month_id", "pdf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "serial", "sha256", "signed_at", "signed_by_id", "status", "title", "verify_url", "version", "year") SELECT new_values."addressees", new_values."body", new_values."checked_at", new_values."checked_by_id", new_values."code", new_values."copies_to", new_values."corrects_id", new_values."district_id", new_values."drafted_at", new_values."drafted_by_id", new_values."figures", new_values."id", new_values."issued_at", new_values."kind", new_values."month_id", new_values."pdf", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."serial", new_values."sha256", new_values."signed_at", new_values."signed_by_id", new_values."status", new_values."title", new_values."verify_url", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5444c7a92135fe3ac5091d4df339e4cc5ac6cb98",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_854cc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_circular",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circular",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_circularevent" ("addressees", "body", "checked_at", "checked_by_id", "code", "copies_to", "corrects_id", "district_id", "drafted_at", "drafted_by_id", "figures", "id", "issued_at", "kind", "month_id", "pdf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "serial", "sha256", "signed_at", "signed_by_id", "status", "title", "verify_url", "version", "year") SELECT new_values."addressees", new_values."body", new_values."checked_at", new_values."checked_by_id", new_values."code", new_values."copies_to", new_values."corrects_id", new_values."district_id", new_values."drafted_at", new_values."drafted_by_id", new_values."figures", new_values."id", new_values."issued_at", new_values."kind", new_values."month_id", new_values."pdf", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prefix", new_values."serial", new_values."sha256", new_values."signed_at", new_values."signed_by_id", new_values."status", new_values."title", new_values."verify_url", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="85cd652b32c323de1ed93f86f6db1d66e5a27dc6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1f977",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_circular",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circular",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_circularevent" ("addressees", "body", "checked_at", "checked_by_id", "code", "copies_to", "corrects_id", "district_id", "drafted_at", "drafted_by_id", "figures", "id", "issued_at", "kind", "month_id", "pdf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "serial", "sha256", "signed_at", "signed_by_id", "status", "title", "verify_url", "version", "year") SELECT old_values."addressees", old_values."body", old_values."checked_at", old_values."checked_by_id", old_values."code", old_values."copies_to", old_values."corrects_id", old_values."district_id", old_values."drafted_at", old_values."drafted_by_id", old_values."figures", old_values."id", old_values."issued_at", old_values."kind", old_values."month_id", old_values."pdf", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prefix", old_values."serial", old_values."sha256", old_values."signed_at", old_values."signed_by_id", old_values."status", old_values."title", old_values."verify_url", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bed3c0c3a471d40d9141c19f63eb055b9916c0ed",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_624cb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_circular",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circularevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c99df8ce1d171f06fe21b384bbc94af45d1c3cd4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7502b",
                    table="audits_circularevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circularreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_circularreceiptevent" ("circular_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "signed_at", "signed_by_id") SELECT new_values."circular_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reminded_at", new_values."signed_at", new_values."signed_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ae7becb3840224a087321e38005dc22cc635dc28",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40096",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_circularreceipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circularreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_circularreceiptevent" ("circular_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "signed_at", "signed_by_id") SELECT new_values."circular_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reminded_at", new_values."signed_at", new_values."signed_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="594467503525560c426872d13cbdea69dc6ca838",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae415",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_circularreceipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circularreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_circularreceiptevent" ("circular_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "signed_at", "signed_by_id") SELECT old_values."circular_id", old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reminded_at", old_values."signed_at", old_values."signed_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dd67a9c409d792ba42e18f01b72d7f7e606921ee",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52fb1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_circularreceipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circularreceiptevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c6c3d6c98c3bda3025e90a7090a98f2565f9454b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86539",
                    table="audits_circularreceiptevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circularstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="75efc91b2d74b817482b878b6c8bba731230ae31",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b3493",
                    table="audits_circularstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="b921bf225fe6a3e8e3b100006f8aed851cdb73f7",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_581c3",
                    table="audits_finding",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingevent" ("absence_id", "applied_by_id", "applied_on", "basis", "branch_id", "checked_by_id", "checked_on", "clock", "closed_by_id", "closed_on", "description", "district_id", "due_on", "found_by_id", "found_on", "id", "issued_on", "ledger_id", "looked_back_on", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reason", "reason_class", "relapses", "result", "serial", "source", "status", "township_id", "unit", "year") SELECT new_values."absence_id", new_values."applied_by_id", new_values."applied_on", new_values."basis", new_values."branch_id", new_values."checked_by_id", new_values."checked_on", new_values."clock", new_values."closed_by_id", new_values."closed_on", new_values."description", new_values."district_id", new_values."due_on", new_values."found_by_id", new_values."found_on", new_values."id", new_values."issued_on", new_values."ledger_id", new_values."looked_back_on", new_values."measure", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post", new_values."reason", new_values."reason_class", new_values."relapses", new_values."result", new_values."serial", new_values."source", new_values."status", new_values."township_id", new_values."unit", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="822e58786962003d3d6bf9798d2d608d5122d6c1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a7fc3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingevent" ("absence_id", "applied_by_id", "applied_on", "basis", "branch_id", "checked_by_id", "checked_on", "clock", "closed_by_id", "closed_on", "description", "district_id", "due_on", "found_by_id", "found_on", "id", "issued_on", "ledger_id", "looked_back_on", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reason", "reason_class", "relapses", "result", "serial", "source", "status", "township_id", "unit", "year") SELECT new_values."absence_id", new_values."applied_by_id", new_values."applied_on", new_values."basis", new_values."branch_id", new_values."checked_by_id", new_values."checked_on", new_values."clock", new_values."closed_by_id", new_values."closed_on", new_values."description", new_values."district_id", new_values."due_on", new_values."found_by_id", new_values."found_on", new_values."id", new_values."issued_on", new_values."ledger_id", new_values."looked_back_on", new_values."measure", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."post", new_values."reason", new_values."reason_class", new_values."relapses", new_values."result", new_values."serial", new_values."source", new_values."status", new_values."township_id", new_values."unit", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0a0bb0384de4961172f4ec3b3df1535177206d55",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79e16",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingevent" ("absence_id", "applied_by_id", "applied_on", "basis", "branch_id", "checked_by_id", "checked_on", "clock", "closed_by_id", "closed_on", "description", "district_id", "due_on", "found_by_id", "found_on", "id", "issued_on", "ledger_id", "looked_back_on", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reason", "reason_class", "relapses", "result", "serial", "source", "status", "township_id", "unit", "year") SELECT old_values."absence_id", old_values."applied_by_id", old_values."applied_on", old_values."basis", old_values."branch_id", old_values."checked_by_id", old_values."checked_on", old_values."clock", old_values."closed_by_id", old_values."closed_on", old_values."description", old_values."district_id", old_values."due_on", old_values."found_by_id", old_values."found_on", old_values."id", old_values."issued_on", old_values."ledger_id", old_values."looked_back_on", old_values."measure", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."post", old_values."reason", old_values."reason_class", old_values."relapses", old_values."result", old_values."serial", old_values."source", old_values."status", old_values."township_id", old_values."unit", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="112d0facd2b4654d1f28cf943f45b5e1e3fa9112",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_446fd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingcredit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingcreditevent" ("at", "down_from", "down_until", "finding_id", "hours", "id", "moved_from", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."down_from", new_values."down_until", new_values."finding_id", new_values."hours", new_values."id", new_values."moved_from", new_values."moved_to", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5f1870e053b4732695b6c3861a13f65356e39556",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cd0f8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_findingcredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingcredit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingcreditevent" ("at", "down_from", "down_until", "finding_id", "hours", "id", "moved_from", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."down_from", new_values."down_until", new_values."finding_id", new_values."hours", new_values."id", new_values."moved_from", new_values."moved_to", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fae3f3394550b29496b2313490bfa2ea77aff402",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b691d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_findingcredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingcredit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingcreditevent" ("at", "down_from", "down_until", "finding_id", "hours", "id", "moved_from", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."at", old_values."down_from", old_values."down_until", old_values."finding_id", old_values."hours", old_values."id", old_values."moved_from", old_values."moved_to", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7db88f504636d5e69d8d83053e7a15c040d47bcc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1dae6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_findingcredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingcreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="18fea1dc28edbc58b8d84b84ad0ad41afae33125",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_faebd",
                    table="audits_findingcreditevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="48806890dae44ec8084843653664e73eb60f4ac9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5f1cd",
                    table="audits_findingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingfileevent" ("added_at", "added_by_id", "file_id", "finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."finding_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4e8831347746d37166f83ad5be245964b4d91308",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_68f1d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_findingfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingfileevent" ("added_at", "added_by_id", "file_id", "finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."finding_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b19f47adb97539f38b8971e2c33e3d3ab4e5027",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_26841",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_findingfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_findingfileevent" ("added_at", "added_by_id", "file_id", "finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."added_at", old_values."added_by_id", old_values."file_id", old_values."finding_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="49aca6a76da1c7b5173f1295cc3b4c9897c6e9ef",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_66eba",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_findingfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9de40f63819298f3d24d5d9c0fe38f238ea31bb2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4a9f4",
                    table="audits_findingfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="604ff6896092dee1a50244c62198ee4748fd9073",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_32ab2",
                    table="audits_findingstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fraudfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_fraudfindingevent" ("at", "by_id", "id", "ledger_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."at", new_values."by_id", new_values."id", new_values."ledger_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7841bc5fe431746be12097e0b990b9f6056726cb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_68659",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_fraudfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fraudfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_fraudfindingevent" ("at", "by_id", "id", "ledger_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."at", new_values."by_id", new_values."id", new_values."ledger_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d667b53a13e3cb5114398ed689eec86af9fd8e33",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_01e79",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_fraudfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fraudfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_fraudfindingevent" ("at", "by_id", "id", "ledger_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."at", old_values."by_id", old_values."id", old_values."ledger_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4f41c5063ff003d01eb3ace952e480d918a777f4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d479d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_fraudfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fraudfindingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2c9c89bfcefad8acac52e59504a881c80a4f3a9f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e2dc2",
                    table="audits_fraudfindingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspectionplan",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d17d4fbf1778f6cc3145ce7c3b5b67b74b219a2b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_777bc",
                    table="audits_inspectionplan",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspectionseal",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="df39273ab7db7c2b880088676761022e3d5c311c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_69e3a",
                    table="audits_inspectionseal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthcolour",
            trigger=pgtrigger.compiler.Trigger(
                name="immutable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9f5d00df1e142005577ea99382d92b36dad23e16",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_immutable_48bea",
                    table="audits_monthcolour",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_remarkevent" ("at", "by_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "retired_at", "text") SELECT new_values."at", new_values."by_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."retired_at", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="30cb0e515816bbbb36ef7e835af1ff5c82dd66dc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_29fa2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_remark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_remarkevent" ("at", "by_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "retired_at", "text") SELECT new_values."at", new_values."by_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."retired_at", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7f930be20de709a887f1d558eef744fcfd904fe0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47238",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_remark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_remarkevent" ("at", "by_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "retired_at", "text") SELECT old_values."at", old_values."by_id", old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."retired_at", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="016094de9a86d328a1118ae3b11772e32ade248b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e6c5d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_remark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remarkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d68c7d7653414ff04e526a07b766b1d7c3327b6c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2c72c",
                    table="audits_remarkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sample",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="0fa96ac55108e8a954a9abf497c31a45667a8c05",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_dd8b2",
                    table="audits_sample",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sample",
            trigger=pgtrigger.compiler.Trigger(
                name="done_is_done",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."drawn_at" IS NOT NULL OR OLD."cancelled_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="99cddd32c29b2ccff813fd1a0be8b7af05d80b03",
                    operation="UPDATE",
                    pgid="pgtrigger_done_is_done_d380e",
                    table="audits_sample",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sample",
            trigger=pgtrigger.compiler.Trigger(
                name="plan_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."month_id" IS DISTINCT FROM (NEW."month_id") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."margin" IS DISTINCT FROM (NEW."margin") OR OLD."share" IS DISTINCT FROM (NEW."share") OR OLD."least" IS DISTINCT FROM (NEW."least") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."strata" IS DISTINCT FROM (NEW."strata") OR OLD."list_sha256" IS DISTINCT FROM (NEW."list_sha256") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."planned_at" IS DISTINCT FROM (NEW."planned_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a58384d4e42843629affd4483f3d110a67a5c58e",
                    operation="UPDATE",
                    pgid="pgtrigger_plan_is_fixed_bd83c",
                    table="audits_sample",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sample",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_sampleevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "confidence", "drawn_at", "drawn_by_id", "id", "least", "list_sha256", "margin", "month_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "population", "reason", "round", "seed", "share", "size", "strata") SELECT new_values."cancel_reason", new_values."cancelled_at", new_values."cancelled_by_id", new_values."confidence", new_values."drawn_at", new_values."drawn_by_id", new_values."id", new_values."least", new_values."list_sha256", new_values."margin", new_values."month_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_at", new_values."planned_by_id", new_values."population", new_values."reason", new_values."round", new_values."seed", new_values."share", new_values."size", new_values."strata" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f1f78a0db06099484b07815e6d7ec32934498f96",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3353a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_sample",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sample",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_sampleevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "confidence", "drawn_at", "drawn_by_id", "id", "least", "list_sha256", "margin", "month_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "population", "reason", "round", "seed", "share", "size", "strata") SELECT new_values."cancel_reason", new_values."cancelled_at", new_values."cancelled_by_id", new_values."confidence", new_values."drawn_at", new_values."drawn_by_id", new_values."id", new_values."least", new_values."list_sha256", new_values."margin", new_values."month_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned_at", new_values."planned_by_id", new_values."population", new_values."reason", new_values."round", new_values."seed", new_values."share", new_values."size", new_values."strata" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="99f416767bc5202648c1cb9a246875add92286d1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_955c5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_sample",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sample",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_sampleevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "confidence", "drawn_at", "drawn_by_id", "id", "least", "list_sha256", "margin", "month_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "population", "reason", "round", "seed", "share", "size", "strata") SELECT old_values."cancel_reason", old_values."cancelled_at", old_values."cancelled_by_id", old_values."confidence", old_values."drawn_at", old_values."drawn_by_id", old_values."id", old_values."least", old_values."list_sha256", old_values."margin", old_values."month_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned_at", old_values."planned_by_id", old_values."population", old_values."reason", old_values."round", old_values."seed", old_values."share", old_values."size", old_values."strata" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c67a72589ca3d07a9bcaef872e5440189f858851",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ca316",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_sample",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sampleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="66acc5b09a3d20057bf1dd09ac66261d619d372e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_198fa",
                    table="audits_sampleevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sampleline",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="742aa3ae38202509ee392a56cf40d351cbdd183e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_96069",
                    table="audits_sampleline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sampleline",
            trigger=pgtrigger.compiler.Trigger(
                name="only_before_the_draw",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (\n            SELECT FROM audits_sample\n            WHERE id IN (SELECT sample_id FROM new_values) AND (drawn_at IS NOT NULL OR cancelled_at IS NOT NULL)\n        ) THEN\n            RAISE EXCEPTION 'pgtrigger: Cannot insert rows into % table', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="61465a5471aeb54ed4a7b81cb180d80005025d7c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_only_before_the_draw_cb9c4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_sampleline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sampledledger",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="42fa52c5d059a7f307ecc876373fca0b96d4b4b4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_93b66",
                    table="audits_sampledledger",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sampledledger",
            trigger=pgtrigger.compiler.Trigger(
                name="only_before_the_draw",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (\n            SELECT FROM audits_sample\n            WHERE id IN (SELECT sample_id FROM new_values) AND (drawn_at IS NOT NULL OR cancelled_at IS NOT NULL)\n        ) THEN\n            RAISE EXCEPTION 'pgtrigger: Cannot insert rows into % table', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="52c8f5855e0009f26d5bc9f7911e8b39c452a1a3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_only_before_the_draw_71218",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_sampledledger",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedfilter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_savedfilterevent" ("at", "id", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "query", "user_id") SELECT new_values."at", new_values."id", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."query", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1c787a34ea4ea270a0677e475055ebaf82fb09f4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dea78",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_savedfilter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedfilter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_savedfilterevent" ("at", "id", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "query", "user_id") SELECT new_values."at", new_values."id", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."query", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ee236542d74eafa1557bc8a733532118f7f5a1b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc30a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_savedfilter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedfilter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_savedfilterevent" ("at", "id", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "query", "user_id") SELECT old_values."at", old_values."id", old_values."level", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."query", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b45ebee69ec6a7a56b6a917d8e193fc8e18bbb89",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fb217",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_savedfilter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedfilterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3683fb03746a644c46d4862d80a05ef1651511c2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_50802",
                    table="audits_savedfilterevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkcaseevent" ("answer", "closed_at", "hold_by", "host_id", "id", "kind", "needs_review", "noticed_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "raised_at", "reds", "review", "reviewed_at", "run_from", "status", "summoned", "talk_at", "talker", "why") SELECT new_values."answer", new_values."closed_at", new_values."hold_by", new_values."host_id", new_values."id", new_values."kind", new_values."needs_review", new_values."noticed_at", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."raised_at", new_values."reds", new_values."review", new_values."reviewed_at", new_values."run_from", new_values."status", new_values."summoned", new_values."talk_at", new_values."talker", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3bb2369ecff9379c6f32f21ac522c2679d6481ea",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f975d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_talkcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkcaseevent" ("answer", "closed_at", "hold_by", "host_id", "id", "kind", "needs_review", "noticed_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "raised_at", "reds", "review", "reviewed_at", "run_from", "status", "summoned", "talk_at", "talker", "why") SELECT new_values."answer", new_values."closed_at", new_values."hold_by", new_values."host_id", new_values."id", new_values."kind", new_values."needs_review", new_values."noticed_at", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."raised_at", new_values."reds", new_values."review", new_values."reviewed_at", new_values."run_from", new_values."status", new_values."summoned", new_values."talk_at", new_values."talker", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a66143880c298ec1c545b8f80016ddd2c8117f63",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_54a55",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_talkcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkcaseevent" ("answer", "closed_at", "hold_by", "host_id", "id", "kind", "needs_review", "noticed_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "raised_at", "reds", "review", "reviewed_at", "run_from", "status", "summoned", "talk_at", "talker", "why") SELECT old_values."answer", old_values."closed_at", old_values."hold_by", old_values."host_id", old_values."id", old_values."kind", old_values."needs_review", old_values."noticed_at", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."raised_at", old_values."reds", old_values."review", old_values."reviewed_at", old_values."run_from", old_values."status", old_values."summoned", old_values."talk_at", old_values."talker", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="60fb5af3f4a86d33b38cb939072087d78b7b13c1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_905b7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_talkcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ebe22eb5daa7d13d7b216674d6b2c1a08ddfe211",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_94752",
                    table="audits_talkcaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcommitment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkcommitmentevent" ("case_id", "due_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_at", "reported_by_id", "result", "settled_at", "settled_by_id", "state", "text") SELECT new_values."case_id", new_values."due_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reported_at", new_values."reported_by_id", new_values."result", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="83213dc603bbde800956e6872d6b7f0f295ab0ab",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a468",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_talkcommitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcommitment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkcommitmentevent" ("case_id", "due_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_at", "reported_by_id", "result", "settled_at", "settled_by_id", "state", "text") SELECT new_values."case_id", new_values."due_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reported_at", new_values."reported_by_id", new_values."result", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ba68c6a9d67db02fbafbef9426e1e790c527b1cf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2a85a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_talkcommitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcommitment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkcommitmentevent" ("case_id", "due_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_at", "reported_by_id", "result", "settled_at", "settled_by_id", "state", "text") SELECT old_values."case_id", old_values."due_on", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reported_at", old_values."reported_by_id", old_values."result", old_values."settled_at", old_values."settled_by_id", old_values."state", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ae16ab3a34ed3d30bde7f9d725784744de454e4a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b40b5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_talkcommitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f964837f7d8be6adedd7255b481738d191891dc3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_51550",
                    table="audits_commitmentfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_commitmentfileevent" ("added_at", "added_by_id", "commitment_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."commitment_id", new_values."file_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ba1af3e07cc6c5480a1231fa68874b836d06077a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a1575",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_commitmentfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_commitmentfileevent" ("added_at", "added_by_id", "commitment_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."commitment_id", new_values."file_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fd56adf4f3f3489fe50d51bd6647d2afa1776905",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bb987",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_commitmentfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_commitmentfileevent" ("added_at", "added_by_id", "commitment_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."added_at", old_values."added_by_id", old_values."commitment_id", old_values."file_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="952e51404bd82cf7a63021b4ea6241e06d30f344",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_268dd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_commitmentfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkcommitmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b4f48fb72931905c9f62181a7c52bcbdc4624528",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fe7f9",
                    table="audits_talkcommitmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkminutes",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkminutesevent" ("absent", "at", "by_id", "case_id", "held_at", "id", "observers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "said") SELECT new_values."absent", new_values."at", new_values."by_id", new_values."case_id", new_values."held_at", new_values."id", new_values."observers", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."present", new_values."said" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b01500bbee2f1a3c64040efcf3a89908aae396b2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_484cb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_talkminutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkminutes",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkminutesevent" ("absent", "at", "by_id", "case_id", "held_at", "id", "observers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "said") SELECT new_values."absent", new_values."at", new_values."by_id", new_values."case_id", new_values."held_at", new_values."id", new_values."observers", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."present", new_values."said" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5f676b8976cf1d017872a139bb7988f5835d5a0a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c85cc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_talkminutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkminutes",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_talkminutesevent" ("absent", "at", "by_id", "case_id", "held_at", "id", "observers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "said") SELECT old_values."absent", old_values."at", old_values."by_id", old_values."case_id", old_values."held_at", old_values."id", old_values."observers", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."present", old_values."said" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5cc5cb4b1268152a94a84c55c8d7387ac48720db",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d9d94",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_talkminutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkminutesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9e1bd89c4fd6fa205612bcc3171ee0f41e1553d0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_00306",
                    table="audits_talkminutesevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="934d74966b6fbbecd67f33c8ff16f37b7c9e29d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7dff9",
                    table="audits_talkstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="townshipcolour",
            trigger=pgtrigger.compiler.Trigger(
                name="immutable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4647713096ecd2932600511ca20e096d21402a02",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_immutable_241c4",
                    table="audits_townshipcolour",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="townshipreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_townshipreportevent" ("at", "by_id", "id", "month_id", "not_received", "note", "passed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "township_id") SELECT new_values."at", new_values."by_id", new_values."id", new_values."month_id", new_values."not_received", new_values."note", new_values."passed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned", new_values."township_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f0682b3673f002577b9b3ac6ee4945bdea81f44f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_110c0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_townshipreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="townshipreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_townshipreportevent" ("at", "by_id", "id", "month_id", "not_received", "note", "passed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "township_id") SELECT new_values."at", new_values."by_id", new_values."id", new_values."month_id", new_values."not_received", new_values."note", new_values."passed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned", new_values."township_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="18af68e59f7841cfab8b0ca68b8f7d12deceae3c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5819",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_townshipreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="townshipreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_townshipreportevent" ("at", "by_id", "id", "month_id", "not_received", "note", "passed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "township_id") SELECT old_values."at", old_values."by_id", old_values."id", old_values."month_id", old_values."not_received", old_values."note", old_values."passed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned", old_values."township_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="63a9b4dd724813cd9b2a534bc48a64afa0dae82f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bde7c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_townshipreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="townshipreportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="62aa689875002744bf779c2c0e160a29df66d874",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_086ee",
                    table="audits_townshipreportevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_verdictevent" ("agrees", "at", "by_id", "comment", "id", "ledger_id", "level", "lost", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "score") SELECT new_values."agrees", new_values."at", new_values."by_id", new_values."comment", new_values."id", new_values."ledger_id", new_values."level", new_values."lost", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."score" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b0f579366629eac8f074a9918610ed82bd35c2c3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4d623",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_verdict",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_verdictevent" ("agrees", "at", "by_id", "comment", "id", "ledger_id", "level", "lost", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "score") SELECT new_values."agrees", new_values."at", new_values."by_id", new_values."comment", new_values."id", new_values."ledger_id", new_values."level", new_values."lost", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."score" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cfcb1c05b71d60ace763e8aca2a7dc72b1f8d64e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_356a4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_verdict",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_verdictevent" ("agrees", "at", "by_id", "comment", "id", "ledger_id", "level", "lost", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "score") SELECT old_values."agrees", old_values."at", old_values."by_id", old_values."comment", old_values."id", old_values."ledger_id", old_values."level", old_values."lost", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."score" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="57a616c94b364921baf139da470b53551260a924",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_69e0e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_verdict",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remarkuseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="782e2cb1d783792bd2cc7deb3c535cf1a80344f5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5a917",
                    table="audits_remarkuseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remarkuse",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_remarkuseevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark_id", "verdict_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."remark_id", new_values."verdict_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f124560dd1c88ee47fb41ddfceb18add28b32cd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_edf67",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_remarkuse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remarkuse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_remarkuseevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark_id", "verdict_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."remark_id", new_values."verdict_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9a4e3d139e604967b4f0e29fe19245bba88e953b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c306",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_remarkuse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remarkuse",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_remarkuseevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark_id", "verdict_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."remark_id", old_values."verdict_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ba26d62fcd973bbbb33e8c9f0e8e6797f816575a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a28d9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_remarkuse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="da3ee617dbb92e7dabf5f5388270c4de669cb763",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_26d31",
                    table="audits_verdictevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="finished_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."finished_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="11435a9d27af0b718f8b463eecf35abb438a185e",
                    operation="UPDATE",
                    pgid="pgtrigger_finished_stays_2e3d0",
                    table="audits_visit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="dc24826e837ae9284114d200eb1b893bc6c44f31",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_48804",
                    table="audits_visit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_visitevent" ("answers", "arrived_at", "branch_id", "day", "finished_at", "id", "inspector_id", "items_version", "ledger_id", "met_name", "met_post", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "signature_id", "summary", "version") SELECT new_values."answers", new_values."arrived_at", new_values."branch_id", new_values."day", new_values."finished_at", new_values."id", new_values."inspector_id", new_values."items_version", new_values."ledger_id", new_values."met_name", new_values."met_post", new_values."opens_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."signature_id", new_values."summary", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="07cab716ea48bc5b03dadef2022b980f79b116e8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ea16",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_visitevent" ("answers", "arrived_at", "branch_id", "day", "finished_at", "id", "inspector_id", "items_version", "ledger_id", "met_name", "met_post", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "signature_id", "summary", "version") SELECT new_values."answers", new_values."arrived_at", new_values."branch_id", new_values."day", new_values."finished_at", new_values."id", new_values."inspector_id", new_values."items_version", new_values."ledger_id", new_values."met_name", new_values."met_post", new_values."opens_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."signature_id", new_values."summary", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1465dcea456c8af2ff4ded805abbdba3340deaec",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fc6be",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_visitevent" ("answers", "arrived_at", "branch_id", "day", "finished_at", "id", "inspector_id", "items_version", "ledger_id", "met_name", "met_post", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "signature_id", "summary", "version") SELECT old_values."answers", old_values."arrived_at", old_values."branch_id", old_values."day", old_values."finished_at", old_values."id", old_values."inspector_id", old_values."items_version", old_values."ledger_id", old_values."met_name", old_values."met_post", old_values."opens_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."signature_id", old_values."summary", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a9d47e5cf1fb8df8f19350363fe26384b7d8d3bb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6c78f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitcorrection",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6e8faa2e799843c7b5de1284d1293cf9b5836534",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_52ad8",
                    table="audits_visitcorrection",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="77994baad84d173c4ae1173b024247acc23acf40",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_97798",
                    table="audits_visitevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_visitfileevent" ("added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6ceb75e3f34b3f621cf1f27df61a6c27ce905dc2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ca42b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="audits_visitfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_visitfileevent" ("added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."visit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="36d257f57bb644c9c54d6df33b8601b51420aac9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a4c2d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="audits_visitfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "audits_visitfileevent" ("added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") SELECT old_values."added_at", old_values."added_by_id", old_values."file_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."visit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="34b1787519ec12b0e1a595c6f681e41c13a7e03c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b7e2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="audits_visitfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a69f033899f511a84c1bad88cf8c92e25817fdd7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_469fb",
                    table="audits_visitfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(create, remove),
    ]
