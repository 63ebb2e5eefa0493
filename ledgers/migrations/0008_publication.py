"""Publishing affairs (三务公开): notices, their steps, photos and questions."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("branches", "0001_initial"),
        ("evidence", "0001_initial"),
        ("ledgers", "0007_organised_life"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("from_whom", models.CharField(blank=True, max_length=20, verbose_name="谁提的")),
                ("text", models.TextField(max_length=2000, verbose_name="异议内容")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复登记时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "公开异议",
                "verbose_name_plural": "公开异议",
                "ordering": ["received_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("party", "党务"), ("village", "村务"), ("finance", "财务")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("item", models.CharField(blank=True, max_length=40, verbose_name="公开事项")),
                ("title", models.CharField(max_length=80, verbose_name="标题")),
                ("period_start", models.DateField(verbose_name="哪一段时间的：从")),
                ("period_end", models.DateField(verbose_name="到")),
                ("content", models.TextField(blank=True, max_length=20000, verbose_name="公开内容")),
                ("places", models.JSONField(default=list, verbose_name="公开地点")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="成员大会日期")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "起草中"),
                            ("checked", "已审核"),
                            ("approved", "已审批"),
                            ("up", "公示中"),
                            ("down", "已撤下"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="审核日期")),
                ("checker", models.CharField(blank=True, max_length=20, verbose_name="审核人")),
                ("secrecy_checker", models.CharField(blank=True, max_length=20, verbose_name="保密审查人")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                ("approver", models.CharField(blank=True, max_length=20, verbose_name="审批人")),
                ("put_up_on", models.DateField(blank=True, null=True, verbose_name="贴出日期")),
                ("planned_until", models.DateField(blank=True, null=True, verbose_name="公示到")),
                ("taken_down_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                ("version", models.PositiveIntegerField(default=1)),
                ("drafted_on", models.DateField(verbose_name="起草日期")),
                ("created_at", models.DateTimeField(verbose_name="开始时间")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="branches.organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "公开事项",
                "verbose_name_plural": "三务公开",
                "ordering": ["-period_end", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ObjectionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("from_whom", models.CharField(blank=True, max_length=20, verbose_name="谁提的")),
                ("text", models.TextField(max_length=2000, verbose_name="异议内容")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复登记时间")),
                (
                    "answered_by",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="ledgers.objection",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.publication",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="objection",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="ledgers.publication"
            ),
        ),
        migrations.CreateModel(
            name="PublicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("party", "党务"), ("village", "村务"), ("finance", "财务")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("item", models.CharField(blank=True, max_length=40, verbose_name="公开事项")),
                ("title", models.CharField(max_length=80, verbose_name="标题")),
                ("period_start", models.DateField(verbose_name="哪一段时间的：从")),
                ("period_end", models.DateField(verbose_name="到")),
                ("content", models.TextField(blank=True, max_length=20000, verbose_name="公开内容")),
                ("places", models.JSONField(default=list, verbose_name="公开地点")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="成员大会日期")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "起草中"),
                            ("checked", "已审核"),
                            ("approved", "已审批"),
                            ("up", "公示中"),
                            ("down", "已撤下"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="审核日期")),
                ("checker", models.CharField(blank=True, max_length=20, verbose_name="审核人")),
                ("secrecy_checker", models.CharField(blank=True, max_length=20, verbose_name="保密审查人")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                ("approver", models.CharField(blank=True, max_length=20, verbose_name="审批人")),
                ("put_up_on", models.DateField(blank=True, null=True, verbose_name="贴出日期")),
                ("planned_until", models.DateField(blank=True, null=True, verbose_name="公示到")),
                ("taken_down_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                ("version", models.PositiveIntegerField(default=1)),
                ("drafted_on", models.DateField(verbose_name="起草日期")),
                ("created_at", models.DateTimeField(verbose_name="开始时间")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
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
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="ledgers.publication",
                    ),
                ),
                (
                    "saved_by",
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
            name="PublicationFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "moment",
                    models.CharField(
                        choices=[("first", "首日照片"), ("last", "末日照片"), ("draft", "底稿")],
                        max_length=6,
                        verbose_name="是什么",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.storedfile"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="ledgers.publication"
                    ),
                ),
            ],
            options={
                "verbose_name": "公开附件",
                "verbose_name_plural": "公开附件",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PublicationFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "moment",
                    models.CharField(
                        choices=[("first", "首日照片"), ("last", "末日照片"), ("draft", "底稿")],
                        max_length=6,
                        verbose_name="是什么",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="ledgers.publicationfile",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.publication",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicationProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("has_busy_finance", models.BooleanField(default=False, verbose_name="集体财务往来较多")),
                ("set_at", models.DateTimeField(verbose_name="设定时间")),
                (
                    "branch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_profile",
                        to="branches.organisation",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "公开频次",
                "verbose_name_plural": "公开频次",
            },
        ),
        migrations.CreateModel(
            name="PublicationProfileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("has_busy_finance", models.BooleanField(default=False, verbose_name="集体财务往来较多")),
                ("set_at", models.DateTimeField(verbose_name="设定时间")),
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
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="ledgers.publicationprofile",
                    ),
                ),
                (
                    "set_by",
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
            name="PublicationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("check", "审核（含保密审查）"),
                            ("approve", "审批同意"),
                            ("put_up", "贴出公布"),
                            ("take_down", "撤下存档"),
                            ("return", "退回修改"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_status",
                    models.CharField(
                        choices=[
                            ("draft", "起草中"),
                            ("checked", "已审核"),
                            ("approved", "已审批"),
                            ("up", "公示中"),
                            ("down", "已撤下"),
                        ],
                        max_length=8,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("draft", "起草中"),
                            ("checked", "已审核"),
                            ("approved", "已审批"),
                            ("up", "公示中"),
                            ("down", "已撤下"),
                        ],
                        max_length=8,
                        verbose_name="新状态",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.publication"
                    ),
                ),
            ],
            options={
                "verbose_name": "公开办理记录",
                "verbose_name_plural": "公开办理记录",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["branch", "status"], name="publication_branch_status"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["branch", "period_end"], name="publication_branch_period"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(fields=("branch", "key"), name="publication_started_once"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["party", "village", "finance"])), name="publication_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="publication_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_end__gte", models.F("period_start"))), name="publication_period_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__contained_by", ["board", "group", "meeting", "online"])),
                name="publication_places_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_on", None), ("checker", ""), ("secrecy_checker", "")),
                    models.Q(
                        ("checked_on__isnull", False),
                        models.Q(("checker", ""), _negated=True),
                        models.Q(("secrecy_checker", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="publication_checked_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_on", None), ("approver", "")),
                    models.Q(("approved_on__isnull", False), models.Q(("approver", ""), _negated=True)),
                    _connector="OR",
                ),
                name="publication_approved_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("planned_until", None), ("put_up_on", None)),
                    models.Q(
                        ("planned_until__gt", models.F("put_up_on")),
                        ("planned_until__isnull", False),
                        ("put_up_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="publication_put_up_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_on", None), ("checked_on__gte", models.F("drafted_on")), _connector="OR"),
                    models.Q(("approved_on", None), ("approved_on__gte", models.F("checked_on")), _connector="OR"),
                    models.Q(("put_up_on", None), ("put_up_on__gte", models.F("approved_on")), _connector="OR"),
                    models.Q(("taken_down_on", None), ("taken_down_on__gte", models.F("put_up_on")), _connector="OR"),
                ),
                name="publication_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_on", None),
                        ("checked_on", None),
                        ("put_up_on", None),
                        ("status", "draft"),
                        ("taken_down_on", None),
                    ),
                    models.Q(
                        ("approved_on", None),
                        ("checked_on__isnull", False),
                        ("put_up_on", None),
                        ("status", "checked"),
                        ("taken_down_on", None),
                    ),
                    models.Q(
                        ("approved_on__isnull", False),
                        ("checked_on__isnull", False),
                        ("put_up_on", None),
                        ("status", "approved"),
                        ("taken_down_on", None),
                    ),
                    models.Q(
                        ("approved_on__isnull", False),
                        ("put_up_on__isnull", False),
                        ("status", "up"),
                        ("taken_down_on", None),
                    ),
                    models.Q(("put_up_on__isnull", False), ("status", "down"), ("taken_down_on__isnull", False)),
                    _connector="OR",
                ),
                name="publication_status_has_its_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["up", "down"]), _negated=True),
                    models.Q(models.Q(("content", ""), _negated=True), models.Q(("places", []), _negated=True)),
                    _connector="OR",
                ),
                name="publication_shown_says_what_and_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("saved_at__gte", models.F("created_at"))), name="publication_saved_after_created"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationevent" ("approved_on", "approver", "branch_id", "checked_on", "checker", "content", "created_at", "created_by_id", "drafted_on", "id", "item", "key", "kind", "meeting_on", "period_end", "period_start", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "planned_until", "put_up_on", "saved_at", "saved_by_id", "secrecy_checker", "status", "taken_down_on", "title", "version") SELECT new_values."approved_on", new_values."approver", new_values."branch_id", new_values."checked_on", new_values."checker", new_values."content", new_values."created_at", new_values."created_by_id", new_values."drafted_on", new_values."id", new_values."item", new_values."key", new_values."kind", new_values."meeting_on", new_values."period_end", new_values."period_start", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."planned_until", new_values."put_up_on", new_values."saved_at", new_values."saved_by_id", new_values."secrecy_checker", new_values."status", new_values."taken_down_on", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1757abbd34f6bf4faa0fa805778e1301b846d66",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d6b0a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationevent" ("approved_on", "approver", "branch_id", "checked_on", "checker", "content", "created_at", "created_by_id", "drafted_on", "id", "item", "key", "kind", "meeting_on", "period_end", "period_start", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "planned_until", "put_up_on", "saved_at", "saved_by_id", "secrecy_checker", "status", "taken_down_on", "title", "version") SELECT new_values."approved_on", new_values."approver", new_values."branch_id", new_values."checked_on", new_values."checker", new_values."content", new_values."created_at", new_values."created_by_id", new_values."drafted_on", new_values."id", new_values."item", new_values."key", new_values."kind", new_values."meeting_on", new_values."period_end", new_values."period_start", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."planned_until", new_values."put_up_on", new_values."saved_at", new_values."saved_by_id", new_values."secrecy_checker", new_values."status", new_values."taken_down_on", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="160043ad0308864da1f6dcaccb44ffc3dfe9c6b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3c302",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationevent" ("approved_on", "approver", "branch_id", "checked_on", "checker", "content", "created_at", "created_by_id", "drafted_on", "id", "item", "key", "kind", "meeting_on", "period_end", "period_start", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "planned_until", "put_up_on", "saved_at", "saved_by_id", "secrecy_checker", "status", "taken_down_on", "title", "version") SELECT old_values."approved_on", old_values."approver", old_values."branch_id", old_values."checked_on", old_values."checker", old_values."content", old_values."created_at", old_values."created_by_id", old_values."drafted_on", old_values."id", old_values."item", old_values."key", old_values."kind", old_values."meeting_on", old_values."period_end", old_values."period_start", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."planned_until", old_values."put_up_on", old_values."saved_at", old_values."saved_by_id", old_values."secrecy_checker", old_values."status", old_values."taken_down_on", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="39a90673e24c472e3e79445906179f8907f3e66f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cbe93",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dcb9e939dad401cddaff6f8accaaf3cef3df3fa9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3f9fa",
                    table="ledgers_objectionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(fields=("publication", "key"), name="objection_recorded_once"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="objection_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("received_on"))), name="objection_due_after_received"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None), ("answered_on", None)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("answered_on__gte", models.F("received_on")),
                        ("answered_on__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="objection_answered_pair",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_objectionevent" ("answer", "answered_at", "answered_by_id", "answered_on", "due_on", "from_whom", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "received_on", "recorded_at", "recorded_by_id", "text") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."answered_on", new_values."due_on", new_values."from_whom", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."publication_id", new_values."received_on", new_values."recorded_at", new_values."recorded_by_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c76a52e6858cf20adbb8ccd2dff1231886319d37",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad993",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_objectionevent" ("answer", "answered_at", "answered_by_id", "answered_on", "due_on", "from_whom", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "received_on", "recorded_at", "recorded_by_id", "text") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."answered_on", new_values."due_on", new_values."from_whom", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."publication_id", new_values."received_on", new_values."recorded_at", new_values."recorded_by_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="edbee1693179fe26e55a6b233d72793f5c0df169",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7369",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_objectionevent" ("answer", "answered_at", "answered_by_id", "answered_on", "due_on", "from_whom", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "received_on", "recorded_at", "recorded_by_id", "text") SELECT old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."answered_on", old_values."due_on", old_values."from_whom", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."publication_id", old_values."received_on", old_values."recorded_at", old_values."recorded_by_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b90ae8f625762a2b1c2258202212d0db759e9e32",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f15bd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3036705468dba3246702e36fea0c358840ebdb2b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a475",
                    table="ledgers_publicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationfile",
            constraint=models.UniqueConstraint(fields=("publication", "file"), name="publication_file_once"),
        ),
        migrations.AddConstraint(
            model_name="publicationfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("moment__in", ["first", "last", "draft"])), name="publication_file_moment_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationfileevent" ("added_at", "added_by_id", "file_id", "id", "moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", new_values."moment", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."publication_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a4f3480dff38cc02d0c52e53fd8c53d9c31ea671",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51a27",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_publicationfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationfileevent" ("added_at", "added_by_id", "file_id", "id", "moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", new_values."moment", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."publication_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4896a0f8b2b7958958b499bcb9522848783473ff",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c29ab",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_publicationfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationfileevent" ("added_at", "added_by_id", "file_id", "id", "moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id") SELECT old_values."added_at", old_values."added_by_id", old_values."file_id", old_values."id", old_values."moment", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."publication_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="137587c108501319cd6e9964738321b4a0904809",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_57f10",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_publicationfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5b5dadb35a8d8fa013f0936bb5f97613c0653d03",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3fe80",
                    table="ledgers_publicationfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationprofile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationprofileevent" ("branch_id", "has_busy_finance", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id") SELECT new_values."branch_id", new_values."has_busy_finance", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."set_at", new_values."set_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a7df193ddec446980bec285680f18e8eca1d5a8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d078e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_publicationprofile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationprofile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationprofileevent" ("branch_id", "has_busy_finance", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id") SELECT new_values."branch_id", new_values."has_busy_finance", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."set_at", new_values."set_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d90b293c7efdb52d41838a2730c97d3362e660e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_73473",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_publicationprofile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationprofile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_publicationprofileevent" ("branch_id", "has_busy_finance", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id") SELECT old_values."branch_id", old_values."has_busy_finance", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."set_at", old_values."set_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="213756e26e621a4c410a527c65d43ba6091e376d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_30991",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_publicationprofile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationprofileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a0fb4bc1c3d62f994cdb93e7382f945360e8a188",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_30f45",
                    table="ledgers_publicationprofileevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action", "return"), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="publication_return_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2fb808b7e08168eab4ee4a3aa754adb1b968c8d0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9eac",
                    table="ledgers_publicationstep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
