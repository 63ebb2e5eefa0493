"""All of 0001 to 0003 at once: every table as it ends up, then the triggers.

What those moved or filled in has nothing to work on in an empty database.
"""

import datetime
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0001_initial"),
        ("notices", "0002_channels"),
        ("notices", "0003_kinds"),
    ]

    initial = True

    dependencies = [
        ("branches", "0001_squashed_0003_departments"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("email", "邮箱"),
                            ("wecom", "企业微信群机器人"),
                            ("dingtalk", "钉钉群机器人"),
                            ("feishu", "飞书群机器人"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_channels",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_channels",
                        to="branches.organisation",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("address", models.TextField(verbose_name="地址（加密）")),
                ("digest", models.BooleanField(default=False, verbose_name="每天汇总成一条")),
                ("created_at", models.DateTimeField(verbose_name="添加时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("code", models.TextField(blank=True, verbose_name="验证码（加密）")),
                ("code_until", models.DateTimeField(blank=True, null=True, verbose_name="验证码有效至")),
                ("code_tries", models.PositiveSmallIntegerField(default=0, verbose_name="验证码试过几次")),
                (
                    "check_state",
                    models.CharField(
                        choices=[
                            ("none", "没有试过"),
                            ("asked", "等待发送"),
                            ("running", "正在发送"),
                            ("sent", "已发出"),
                            ("failed", "没有发出"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="测试",
                    ),
                ),
                ("check_at", models.DateTimeField(blank=True, null=True, verbose_name="测试时间")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="送不到起")),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="原因")),
            ],
            options={
                "verbose_name": "消息接收方式",
                "verbose_name_plural": "消息接收方式",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("owner__isnull", False)),
                            models.Q(("organisation__isnull", False), ("owner__isnull", True)),
                            _connector="OR",
                        ),
                        name="channel_of_person_or_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", True),
                            ("kind__in", ("wecom", "dingtalk", "feishu")),
                            _connector="OR",
                        ),
                        name="channel_office_has_robots_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["email", "wecom", "dingtalk", "feishu"])),
                        name="channel_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_state__in", ["none", "asked", "running", "sent", "failed"])),
                        name="channel_check_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True), name="channel_address_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failed_at__isnull", True), models.Q(("error", ""), _negated=True), _connector="OR"
                        ),
                        name="channel_failure_has_words",
                    ),
                    models.UniqueConstraint(fields=("owner", "kind"), name="channel_once_per_person"),
                    models.UniqueConstraint(fields=("organisation", "kind"), name="channel_once_per_office"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelEvent",
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
                        to="notices.channel",
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
                        choices=[
                            ("email", "邮箱"),
                            ("wecom", "企业微信群机器人"),
                            ("dingtalk", "钉钉群机器人"),
                            ("feishu", "飞书群机器人"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "owner",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
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
                ("digest", models.BooleanField(default=False, verbose_name="每天汇总成一条")),
                ("created_at", models.DateTimeField(verbose_name="添加时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("code_until", models.DateTimeField(blank=True, null=True, verbose_name="验证码有效至")),
                ("code_tries", models.PositiveSmallIntegerField(default=0, verbose_name="验证码试过几次")),
                (
                    "check_state",
                    models.CharField(
                        choices=[
                            ("none", "没有试过"),
                            ("asked", "等待发送"),
                            ("running", "正在发送"),
                            ("sent", "已发出"),
                            ("failed", "没有发出"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="测试",
                    ),
                ),
                ("check_at", models.DateTimeField(blank=True, null=True, verbose_name="测试时间")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="送不到起")),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="原因")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("key", models.CharField(max_length=120, verbose_name="事件")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("returned", "台账退回"),
                            ("reminder", "台账提交提醒"),
                            ("records", "支部工作提醒"),
                            ("overdue", "逾期情况"),
                            ("circular", "通报签收"),
                            ("desk", "通报办理"),
                            ("other", "其他消息"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("body", models.TextField(blank=True, verbose_name="内容")),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="去处")),
                ("outside", models.CharField(blank=True, max_length=120, verbose_name="站外的标题")),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="branches.organisation",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=160, verbose_name="所指的事")),
                ("created_at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="已读时间")),
            ],
            options={
                "verbose_name": "消息",
                "verbose_name_plural": "消息",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(condition=models.Q(("read_at", None)), fields=["recipient"], name="notice_unread")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "key"), name="notice_once_per_event"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["returned", "reminder", "records", "overdue", "circular", "desk", "other"])
                        ),
                        name="notice_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="notices.notice"
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="notices.channel"
                    ),
                ),
                ("event", models.CharField(max_length=120, verbose_name="事件")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "等待发送"),
                            ("sending", "正在发送"),
                            ("sent", "已发出"),
                            ("failed", "没有送到"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="几时发")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="试过几次")),
                ("claim", models.UUIDField(blank=True, null=True, verbose_name="经手")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="经手时间")),
                ("interrupted_at", models.DateTimeField(blank=True, null=True, verbose_name="中断后再发")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="发出时间")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
            options={
                "verbose_name": "站外发送",
                "verbose_name_plural": "站外发送",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "sending"])),
                        fields=["channel", "due_at"],
                        name="delivery_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "event"), name="delivery_once_per_event"),
                    models.UniqueConstraint(fields=("channel", "notice"), name="delivery_once_per_notice"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "sending", "sent", "failed", "withdrawn"])),
                        name="delivery_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="delivery_sent_is_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            models.Q(("claim__isnull", False), ("claimed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="delivery_sending_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["failed", "withdrawn"]), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="delivery_failure_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delivery_hours",
                        to="branches.organisation",
                    ),
                ),
                ("quiet_from", models.TimeField(default=datetime.time(21, 30), verbose_name="晚上几点起不发")),
                ("quiet_until", models.TimeField(default=datetime.time(7, 30), verbose_name="早上几点起可以发")),
                ("digest_at", models.TimeField(default=datetime.time(9, 30), verbose_name="每天几点发汇总")),
            ],
            options={
                "verbose_name": "消息发送时间",
                "verbose_name_plural": "消息发送时间",
            },
        ),
        migrations.CreateModel(
            name="DeliveryHoursEvent",
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
                        to="notices.deliveryhours",
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
                ("quiet_from", models.TimeField(default=datetime.time(21, 30), verbose_name="晚上几点起不发")),
                ("quiet_until", models.TimeField(default=datetime.time(7, 30), verbose_name="早上几点起可以发")),
                ("digest_at", models.TimeField(default=datetime.time(9, 30), verbose_name="每天几点发汇总")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeliveryEvent",
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
                        to="notices.delivery",
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
                    "notice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="notices.notice",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="notices.channel",
                    ),
                ),
                ("event", models.CharField(max_length=120, verbose_name="事件")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "等待发送"),
                            ("sending", "正在发送"),
                            ("sent", "已发出"),
                            ("failed", "没有送到"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="几时发")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="试过几次")),
                ("claim", models.UUIDField(blank=True, null=True, verbose_name="经手")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="经手时间")),
                ("interrupted_at", models.DateTimeField(blank=True, null=True, verbose_name="中断后再发")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="发出时间")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticeEvent",
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
                        to="notices.notice",
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
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("key", models.CharField(max_length=120, verbose_name="事件")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("returned", "台账退回"),
                            ("reminder", "台账提交提醒"),
                            ("records", "支部工作提醒"),
                            ("overdue", "逾期情况"),
                            ("circular", "通报签收"),
                            ("desk", "通报办理"),
                            ("other", "其他消息"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("body", models.TextField(blank=True, verbose_name="内容")),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="去处")),
                ("outside", models.CharField(blank=True, max_length=120, verbose_name="站外的标题")),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=160, verbose_name="所指的事")),
                ("created_at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="已读时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_channelevent" ("check_at", "check_state", "code_tries", "code_until", "created_at", "created_by_id", "digest", "district_id", "error", "failed_at", "id", "kind", "organisation_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verified_at") SELECT new_values."check_at", new_values."check_state", new_values."code_tries", new_values."code_until", new_values."created_at", new_values."created_by_id", new_values."digest", new_values."district_id", new_values."error", new_values."failed_at", new_values."id", new_values."kind", new_values."organisation_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."verified_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c54257f790d6a33601e945452efaf86fb6014de0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_665d4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="notices_channel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_channelevent" ("check_at", "check_state", "code_tries", "code_until", "created_at", "created_by_id", "digest", "district_id", "error", "failed_at", "id", "kind", "organisation_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verified_at") SELECT new_values."check_at", new_values."check_state", new_values."code_tries", new_values."code_until", new_values."created_at", new_values."created_by_id", new_values."digest", new_values."district_id", new_values."error", new_values."failed_at", new_values."id", new_values."kind", new_values."organisation_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."verified_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."check_at" IS DISTINCT FROM (new_values."check_at") OR old_values."check_state" IS DISTINCT FROM (new_values."check_state") OR old_values."code_tries" IS DISTINCT FROM (new_values."code_tries") OR old_values."code_until" IS DISTINCT FROM (new_values."code_until") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."digest" IS DISTINCT FROM (new_values."digest") OR old_values."district_id" IS DISTINCT FROM (new_values."district_id") OR old_values."error" IS DISTINCT FROM (new_values."error") OR old_values."failed_at" IS DISTINCT FROM (new_values."failed_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."verified_at" IS DISTINCT FROM (new_values."verified_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ac6d8bdb650f08fd25af466c1b63c37924969221",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b9951",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="notices_channel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_channelevent" ("check_at", "check_state", "code_tries", "code_until", "created_at", "created_by_id", "digest", "district_id", "error", "failed_at", "id", "kind", "organisation_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verified_at") SELECT old_values."check_at", old_values."check_state", old_values."code_tries", old_values."code_until", old_values."created_at", old_values."created_by_id", old_values."digest", old_values."district_id", old_values."error", old_values."failed_at", old_values."id", old_values."kind", old_values."organisation_id", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."verified_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b966771be8ffab03a485dde05c1434f413c4296",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d02c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="notices_channel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channelevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e5dc10f350e2010570cc06d3af91de8fcd77a0b2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a4090",
                    table="notices_channelevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deliveryhours",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_deliveryhoursevent" ("digest_at", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_from", "quiet_until") SELECT new_values."digest_at", new_values."district_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quiet_from", new_values."quiet_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dc250d891a0e821679b5d336f6f9dfad6f623e1d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2268",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="notices_deliveryhours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deliveryhours",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_deliveryhoursevent" ("digest_at", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_from", "quiet_until") SELECT new_values."digest_at", new_values."district_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quiet_from", new_values."quiet_until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec74a455ca0d2e5899a746ea028ed8865adc841b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_75418",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="notices_deliveryhours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deliveryhours",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_deliveryhoursevent" ("digest_at", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_from", "quiet_until") SELECT old_values."digest_at", old_values."district_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quiet_from", old_values."quiet_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="794a1e279773aaa1a8546c568146d58df9642ac5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6111f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="notices_deliveryhours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deliveryhoursevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9f16d95fbdf8fb7ad0243d1eba5c61b00c5fba03",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4c877",
                    table="notices_deliveryhoursevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_noticeevent" ("about", "body", "created_at", "id", "key", "kind", "outside", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "read_at", "recipient_id", "title", "url") SELECT new_values."about", new_values."body", new_values."created_at", new_values."id", new_values."key", new_values."kind", new_values."outside", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place_id", new_values."read_at", new_values."recipient_id", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3755244a317d63550ab75bdf3370370d064e97dc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44969",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="notices_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_noticeevent" ("about", "body", "created_at", "id", "key", "kind", "outside", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "read_at", "recipient_id", "title", "url") SELECT new_values."about", new_values."body", new_values."created_at", new_values."id", new_values."key", new_values."kind", new_values."outside", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place_id", new_values."read_at", new_values."recipient_id", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="70cd2a6629cf0fb565881dad21f67df6626dfb54",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0f9bc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="notices_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_noticeevent" ("about", "body", "created_at", "id", "key", "kind", "outside", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "read_at", "recipient_id", "title", "url") SELECT old_values."about", old_values."body", old_values."created_at", old_values."id", old_values."key", old_values."kind", old_values."outside", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place_id", old_values."read_at", old_values."recipient_id", old_values."title", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f7adbb3627e4dc2a0c16be19ab2281d5fc1c482f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e6f4d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="notices_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deliveryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="32cacb3def2e396d3c98fef12c8c0a494764adc3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_85e01",
                    table="notices_deliveryevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_deliveryevent" ("channel_id", "claim", "claimed_at", "due_at", "event", "id", "interrupted_at", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "state", "tries", "words") SELECT new_values."channel_id", new_values."claim", new_values."claimed_at", new_values."due_at", new_values."event", new_values."id", new_values."interrupted_at", new_values."notice_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sent_at", new_values."state", new_values."tries", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="04bdab8e413e22aa1d6640abbe3383f5203355e4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_59af8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="notices_delivery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_deliveryevent" ("channel_id", "claim", "claimed_at", "due_at", "event", "id", "interrupted_at", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "state", "tries", "words") SELECT new_values."channel_id", new_values."claim", new_values."claimed_at", new_values."due_at", new_values."event", new_values."id", new_values."interrupted_at", new_values."notice_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sent_at", new_values."state", new_values."tries", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6f4998dfdb7babf3253a5e9118a9303834ad78c3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_15625",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="notices_delivery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "notices_deliveryevent" ("channel_id", "claim", "claimed_at", "due_at", "event", "id", "interrupted_at", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "state", "tries", "words") SELECT old_values."channel_id", old_values."claim", old_values."claimed_at", old_values."due_at", old_values."event", old_values."id", old_values."interrupted_at", old_values."notice_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sent_at", old_values."state", old_values."tries", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="74afdd6f7cdf6c3cef6df7310e8292d9b5498ce7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_88526",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="notices_delivery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="979ca3a272aaa31bef5ec9b48e68ef6b64492f19",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0c05e",
                    table="notices_noticeevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
