"""All of 0001 to 0030 at once: every table as it ends up, then the triggers.

What those moved or filled in has nothing to work on in an empty database.
"""

import config.lib.lazy_json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import ledgers.models.identity
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("ledgers", "0001_initial"),
        ("ledgers", "0002_local_rules"),
        ("ledgers", "0003_parameters_to_rules"),
        ("ledgers", "0004_parameters_are_rules"),
        ("ledgers", "0005_sensitive_access"),
        ("ledgers", "0006_development"),
        ("ledgers", "0007_organised_life"),
        ("ledgers", "0008_publication"),
        ("ledgers", "0009_decisions"),
        ("ledgers", "0010_roll_imports"),
        ("ledgers", "0011_dues_standards_and_months"),
        ("ledgers", "0012_dues_months_filled"),
        ("ledgers", "0013_dues_once_per_month"),
        ("ledgers", "0014_lazy_rules"),
        ("ledgers", "0015_transfers"),
        ("ledgers", "0016_standing"),
        ("ledgers", "0017_expulsion_ends_membership"),
        ("ledgers", "0018_texts_say_something"),
        ("ledgers", "0019_no_check_passes_on_null"),
        ("ledgers", "0020_organisational_measures"),
        ("ledgers", "0021_standing_filled"),
        ("ledgers", "0022_contacts_are_notes"),
        ("ledgers", "0023_dues_begin_after_arrival"),
        ("ledgers", "0024_dues_begin_filled"),
        ("ledgers", "0025_candidates_leave"),
        ("ledgers", "0026_decision_draft_files"),
        ("ledgers", "0027_access_summary"),
        ("ledgers", "0028_limits_and_lock_exceptions"),
        ("ledgers", "0029_exception_files_and_mend_credits"),
        ("ledgers", "0030_access_has_a_base"),
    ]

    initial = True

    dependencies = [
        ("branches", "0001_squashed_0003_departments"),
        ("evidence", "0001_squashed_0002_no_check_passes_on_null"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_members",
                        to="branches.organisation",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("id_number_cipher", models.TextField(blank=True, verbose_name="公民身份号码（密文）")),
                ("id_number_hash", models.CharField(blank=True, max_length=64, verbose_name="公民身份号码（查重码）")),
                ("gender", models.CharField(choices=[("1", "男"), ("2", "女")], max_length=1, verbose_name="性别")),
                ("ethnicity", models.CharField(default="汉族", max_length=20, verbose_name="民族")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("10", "研究生"),
                            ("20", "大学本科"),
                            ("30", "大学专科"),
                            ("40", "中等职业"),
                            ("60", "普通高中"),
                            ("70", "初中"),
                            ("80", "小学"),
                            ("90", "其他"),
                        ],
                        max_length=2,
                        verbose_name="学历",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[("full", "正式党员"), ("probationary", "预备党员")],
                        max_length=12,
                        verbose_name="人员类别",
                    ),
                ),
                ("joined_on", models.DateField(verbose_name="入党日期")),
                ("full_on", models.DateField(blank=True, null=True, verbose_name="转正日期")),
                ("occupation", models.CharField(blank=True, max_length=40, verbose_name="工作岗位")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="家庭住址")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("normal", "正常"),
                            ("suspended", "停止党籍"),
                            ("left", "已出党"),
                            ("moved", "已转出"),
                            ("dead", "去世"),
                        ],
                        default="normal",
                        max_length=10,
                        verbose_name="党籍状态",
                    ),
                ),
                ("lost_since", models.DateField(blank=True, null=True, verbose_name="失联日期")),
                (
                    "dues_from",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="党费从哪个月起在本支部交"),
                ),
                ("suspended_on", models.DateField(blank=True, null=True, verbose_name="停止党籍日期")),
                ("away_to", models.CharField(blank=True, max_length=60, verbose_name="流动去向")),
                ("group", models.CharField(blank=True, max_length=20, verbose_name="党小组")),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("secretary", "支部书记"),
                            ("deputy", "支部副书记"),
                            ("organisation", "组织委员"),
                            ("publicity", "宣传委员"),
                            ("discipline", "纪检委员"),
                        ],
                        max_length=12,
                        verbose_name="支部职务",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "党员",
                "verbose_name_plural": "党员",
                "indexes": [models.Index(fields=["branch", "state"], name="member_branch_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("id_number_hash", ""), _negated=True), ("state", "normal")),
                        fields=("id_number_hash",),
                        name="member_id_number_once_on_a_roll",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", "probationary"), ("full_on", None)),
                            models.Q(
                                ("category", "full"),
                                ("full_on__gte", models.F("joined_on")),
                                ("full_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="member_full_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("suspended_on", None), ("state", "suspended"), _connector="OR"),
                        name="member_suspended_on_of_suspended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dues_from", None), ("dues_from__day", 1), _connector="OR"),
                        name="member_dues_from_first_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("id_number_cipher", ""), ("id_number_hash", "")),
                            models.Q(
                                models.Q(("id_number_cipher", ""), _negated=True),
                                models.Q(("id_number_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="member_id_number_pair",
                    ),
                ],
            },
            bases=(ledgers.models.identity.KeepsIdNumber, models.Model),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
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
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="ledgers.member"
                    ),
                ),
                ("since", models.DateField(verbose_name="外出日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="返回日期")),
                ("place", models.CharField(max_length=60, verbose_name="外出地点")),
                ("is_fixed", models.BooleanField(default=False, verbose_name="地点相对固定")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                        verbose_name="联系人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "verbose_name": "外出",
                "verbose_name_plural": "外出",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None), ("withdrawn_at", None)),
                        fields=("member",),
                        name="absence_one_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("member", "since"),
                        name="absence_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="absence_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("place", ""), _negated=True), name="absence_has_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact", None), models.Q(("contact", models.F("member")), _negated=True), _connector="OR"
                        ),
                        name="absence_contact_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_why", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="absence_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "正在评议"), ("reported", "已报备")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("mobilised_on", models.DateField(blank=True, null=True, verbose_name="学习动员")),
                ("self_on", models.DateField(blank=True, null=True, verbose_name="个人自评")),
                ("peers_on", models.DateField(blank=True, null=True, verbose_name="党员互评")),
                ("balloted_on", models.DateField(blank=True, null=True, verbose_name="民主测评")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="组织评定")),
                ("feedback_on", models.DateField(blank=True, null=True, verbose_name="反馈本人")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公示")),
                ("ballots_cast", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="收回测评票")),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报备时间")),
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
            ],
            options={
                "verbose_name": "民主评议",
                "verbose_name_plural": "民主评议",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "year"), name="appraisal_once_per_branch_and_year"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "reported"])), name="appraisal_status_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_at", None), ("reported_by", None), ("status", "open")),
                            models.Q(
                                ("ballots_cast__isnull", False),
                                ("published_on__isnull", False),
                                ("reported_at__isnull", False),
                                ("reported_by__isnull", False),
                                ("status", "reported"),
                            ),
                            _connector="OR",
                        ),
                        name="appraisal_reported_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("self_on", None),
                            models.Q(("mobilised_on__isnull", False), ("self_on__gte", models.F("mobilised_on"))),
                            _connector="OR",
                        ),
                        name="appraisal_self_after_mobilised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("peers_on", None),
                            models.Q(("peers_on__gte", models.F("self_on")), ("self_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="appraisal_peers_after_self",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("balloted_on", None),
                            models.Q(("balloted_on__gte", models.F("peers_on")), ("peers_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="appraisal_balloted_after_peers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on", None),
                            models.Q(("balloted_on__isnull", False), ("decided_on__gte", models.F("balloted_on"))),
                            _connector="OR",
                        ),
                        name="appraisal_decided_after_balloted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("feedback_on", None),
                            models.Q(("decided_on__isnull", False), ("feedback_on__gte", models.F("decided_on"))),
                            _connector="OR",
                        ),
                        name="appraisal_feedback_after_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on", None),
                            models.Q(("feedback_on__isnull", False), ("published_on__gte", models.F("feedback_on"))),
                            _connector="OR",
                        ),
                        name="appraisal_published_after_feedback",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppraisalEvent",
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
                        to="ledgers.appraisal",
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
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "正在评议"), ("reported", "已报备")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("mobilised_on", models.DateField(blank=True, null=True, verbose_name="学习动员")),
                ("self_on", models.DateField(blank=True, null=True, verbose_name="个人自评")),
                ("peers_on", models.DateField(blank=True, null=True, verbose_name="党员互评")),
                ("balloted_on", models.DateField(blank=True, null=True, verbose_name="民主测评")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="组织评定")),
                ("feedback_on", models.DateField(blank=True, null=True, verbose_name="反馈本人")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公示")),
                ("ballots_cast", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="收回测评票")),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                (
                    "started_by",
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
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报备时间")),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AppraisalLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="ledgers.appraisal"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appraisal_lines", to="ledgers.member"
                    ),
                ),
                ("is_full", models.BooleanField(verbose_name="正式党员")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("here", "在本支部参评"),
                            ("elsewhere", "在流入地参评"),
                            ("exempt", "免予参评"),
                            ("absent", "没有参评"),
                        ],
                        default="here",
                        max_length=10,
                        verbose_name="参评情况",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("ballots", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="测评票数")),
                ("excellent", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="优秀票")),
                ("qualified", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="合格票")),
                ("basic", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="基本合格票")),
                ("unqualified", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="不合格票")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("qualified", "合格"),
                            ("basic", "基本合格"),
                            ("unqualified", "不合格"),
                        ],
                        max_length=12,
                        verbose_name="评定等次",
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "saved_by",
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
                "verbose_name": "参评党员",
                "verbose_name_plural": "参评党员",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("appraisal", "member"), name="appraisal_line_once_per_member"),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["here", "elsewhere", "exempt", "absent"])),
                        name="appraisal_part_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade", ""),
                            ("grade__in", ["excellent", "qualified", "basic", "unqualified"]),
                            _connector="OR",
                        ),
                        name="appraisal_grade_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ballots", None),
                                ("basic", None),
                                ("excellent", None),
                                ("qualified", None),
                                ("unqualified", None),
                            ),
                            models.Q(
                                (
                                    "ballots",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("excellent"), "+", models.F("qualified")
                                            ),
                                            "+",
                                            models.F("basic"),
                                        ),
                                        "+",
                                        models.F("unqualified"),
                                    ),
                                ),
                                ("ballots__isnull", False),
                                ("basic__isnull", False),
                                ("excellent__isnull", False),
                                ("qualified__isnull", False),
                                ("unqualified__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="appraisal_ballots_add_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_full", True), ("grade", ""), _connector="OR"),
                        name="appraisal_no_grade_on_probation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ("here", "elsewhere")),
                            models.Q(("ballots", None), ("grade", "")),
                            _connector="OR",
                        ),
                        name="appraisal_graded_took_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part", "here"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="appraisal_not_here_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Month",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="months", to="branches.organisation"
                    ),
                ),
                ("month", models.DateField(verbose_name="月份")),
                ("on_time_until", models.DateTimeField(verbose_name="按时提交截止")),
                ("locks_at", models.DateTimeField(verbose_name="锁定时间")),
                ("review_by", models.DateTimeField(verbose_name="乡镇审查截止")),
                ("report_by", models.DateTimeField(verbose_name="乡镇报送截止")),
                ("rereview_by", models.DateTimeField(verbose_name="区级复审截止")),
                ("circular_by", models.DateTimeField(verbose_name="通报截止")),
                ("rules", config.lib.lazy_json.LazyJSONField(verbose_name="当月规则")),
                ("checklist_version", models.PositiveIntegerField(verbose_name="审查表版本")),
                ("expected", models.PositiveIntegerField(verbose_name="应报支部数")),
                ("opened_at", models.DateTimeField(verbose_name="开启时间")),
                (
                    "opened_by",
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
                "verbose_name": "月份",
                "verbose_name_plural": "月份",
                "constraints": [
                    models.UniqueConstraint(fields=("district", "month"), name="month_once_per_district"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="month_is_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_time_until__lte", models.F("locks_at")),
                            ("locks_at__lte", models.F("report_by")),
                            ("review_by__lte", models.F("report_by")),
                            ("report_by__lte", models.F("rereview_by")),
                            ("rereview_by__lte", models.F("circular_by")),
                        ),
                        name="month_limits_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ledger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ledgers", to="ledgers.month"
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ledgers", to="branches.organisation"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="township_ledgers",
                        to="branches.organisation",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desk_ledgers",
                        to="branches.organisation",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "未报"),
                            ("submitted", "待审"),
                            ("passed", "通过"),
                            ("returned", "已退回"),
                            ("locked", "已锁定"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="版次")),
                ("members", models.PositiveSmallIntegerField(default=0, verbose_name="党员数")),
                ("full_members", models.PositiveSmallIntegerField(default=0, verbose_name="正式党员数")),
                ("committee", models.PositiveSmallIntegerField(default=0, verbose_name="支委数")),
                ("groups", models.JSONField(default=list, verbose_name="党小组")),
                ("owed", models.PositiveSmallIntegerField(default=0, verbose_name="应做项数")),
                ("missing", models.PositiveSmallIntegerField(default=0, verbose_name="缺项数")),
                ("warnings", models.PositiveSmallIntegerField(default=0, verbose_name="预审提示数")),
                ("receipt", models.CharField(blank=True, max_length=8, verbose_name="凭据")),
                ("first_submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="首次提交时间")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="本版提交时间")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("township_passed_at", models.DateTimeField(blank=True, null=True, verbose_name="乡镇通过时间")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                ("district_passed_at", models.DateTimeField(blank=True, null=True, verbose_name="区级通过时间")),
                ("mend_by", models.DateTimeField(blank=True, null=True, verbose_name="改好截止")),
                (
                    "extended_on_time_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="顺延后的按时截止"),
                ),
                ("extended_locks_at", models.DateTimeField(blank=True, null=True, verbose_name="顺延后的锁定时间")),
                ("exception_until", models.DateTimeField(blank=True, null=True, verbose_name="补报截止")),
                ("excepted_at", models.DateTimeField(blank=True, null=True, verbose_name="补报时间")),
                ("locked_at", models.DateTimeField(blank=True, null=True, verbose_name="锁定时间")),
                ("roll_confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="名册核对时间")),
                (
                    "roll_confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("roll_note", models.CharField(blank=True, max_length=500, verbose_name="党员变动说明")),
            ],
            options={
                "verbose_name": "台账",
                "verbose_name_plural": "台账",
                "indexes": [
                    models.Index(fields=["month", "township", "status"], name="ledger_month_township_status"),
                    models.Index(fields=["desk", "status"], name="ledger_desk_status"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("month", "branch"), name="ledger_once_per_branch_and_month"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "submitted", "passed", "returned", "locked"])),
                        name="ledger_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_submitted_at", None),
                                ("receipt", ""),
                                ("revision", 0),
                                ("submitted_at", None),
                                ("submitted_by", None),
                            ),
                            models.Q(
                                ("first_submitted_at__isnull", False),
                                ("revision__gt", 0),
                                ("submitted_at__gte", models.F("first_submitted_at")),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                                models.Q(("receipt", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_submission_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("locked_at__isnull", False), ("status", "locked")),
                            models.Q(models.Q(("status", "locked"), _negated=True), ("locked_at", None)),
                            _connector="OR",
                        ),
                        name="ledger_locked_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revision__gt", 0),
                            models.Q(("district_passed_at", None), ("reported_at", None), ("township_passed_at", None)),
                            _connector="OR",
                        ),
                        name="ledger_verdict_needs_submission",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("district_passed_at", None),
                            models.Q(
                                ("district_passed_at__gte", models.F("township_passed_at")),
                                ("township_passed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_district_after_township",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("roll_confirmed_at", None), ("roll_confirmed_by", None)),
                            models.Q(("roll_confirmed_at__isnull", False), ("roll_confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ledger_roll_confirmed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extended_locks_at", None), ("extended_on_time_until", None)),
                            models.Q(
                                ("extended_locks_at__gte", models.F("extended_on_time_until")),
                                ("extended_locks_at__isnull", False),
                                ("extended_on_time_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_extension_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exception_until", None), ("status__in", ("open", "returned")), _connector="OR"
                        ),
                        name="ledger_exception_is_for_hand_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("excepted_at", None),
                            models.Q(
                                ("excepted_at__gte", models.F("first_submitted_at")),
                                ("excepted_at__isnull", False),
                                ("first_submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_excepted_was_handed_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("missing__lte", models.F("owed"))), name="ledger_missing_within_owed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("full_members__lte", models.F("members"))),
                        name="ledger_full_within_members",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="ledgers.ledger"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("general", "支部党员大会"),
                            ("committee", "支部委员会"),
                            ("group", "党小组会"),
                            ("lecture", "党课"),
                            ("theme_day", "主题党日"),
                            ("life", "组织生活会"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="名称")),
                ("group", models.CharField(blank=True, max_length=20, verbose_name="党小组")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                        verbose_name="主持人",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                        verbose_name="记录人",
                    ),
                ),
                ("invited", models.CharField(blank=True, max_length=200, verbose_name="列席人员")),
                ("agenda", models.TextField(blank=True, max_length=2000, verbose_name="议题")),
                ("discussion", models.TextField(blank=True, max_length=20000, verbose_name="讨论情况")),
                (
                    "vote_method",
                    models.CharField(
                        choices=[("none", "没有表决"), ("oral", "口头"), ("hands", "举手"), ("secret", "无记名投票")],
                        default="none",
                        max_length=8,
                        verbose_name="表决方式",
                    ),
                ),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="赞成")),
                ("votes_against", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="反对")),
                ("votes_abstain", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="弃权")),
                ("resolutions", models.TextField(blank=True, max_length=5000, verbose_name="决议")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("ordinary", "一般事项"),
                            ("admission", "接收预备党员、预备党员转正"),
                            ("disposal", "对不合格党员的组织处置"),
                            ("election", "支部选举"),
                            ("four_steps", "四议两公开审议事项"),
                        ],
                        default="ordinary",
                        max_length=12,
                        verbose_name="表决事项",
                    ),
                ),
                (
                    "held_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="held_together",
                        to="ledgers.meeting",
                        verbose_name="同时召开",
                    ),
                ),
                ("exclusion_number", models.CharField(blank=True, max_length=60, verbose_name="批准文号")),
                ("exclusion_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(verbose_name="开始记录时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "会议记录",
                "verbose_name_plural": "会议记录",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("ledger", "key"), name="meeting_started_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["general", "committee", "group", "lecture", "theme_day", "life", "other"])
                        ),
                        name="meeting_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("place", ""),
                                (
                                    "place__regex",
                                    "[^\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]",
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("agenda", ""),
                                (
                                    "agenda__regex",
                                    "[^\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]",
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("discussion", ""),
                                (
                                    "discussion__regex",
                                    "[^\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]",
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("resolutions", ""),
                                (
                                    "resolutions__regex",
                                    "[^\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]",
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="meeting_texts_say_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("saved_at__gte", models.F("created_at"))),
                        name="meeting_saved_after_created",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("matter", "ordinary"),
                            models.Q(
                                ("kind", "general"),
                                ("matter__in", ["ordinary", "admission", "disposal", "election", "four_steps"]),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_matter_of_general_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_with", models.F("pk")), _negated=True),
                        name="meeting_not_held_with_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("exclusion_number", ""), ("exclusion_on", None)),
                            models.Q(
                                models.Q(("exclusion_number", ""), _negated=True), ("exclusion_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="meeting_exclusion_approval_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppraisalMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_links",
                        to="ledgers.appraisal",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledgers.meeting"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="关联时间")),
                (
                    "added_by",
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
                "verbose_name": "评议会议",
                "verbose_name_plural": "评议会议",
                "constraints": [
                    models.UniqueConstraint(fields=("appraisal", "meeting"), name="appraisal_meeting_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AppraisalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.appraisal"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[("report", "报备"), ("return", "退回修改")], max_length=10, verbose_name="动作"
                    ),
                ),
                (
                    "from_status",
                    models.CharField(
                        choices=[("open", "正在评议"), ("reported", "已报备")], max_length=10, verbose_name="原状态"
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[("open", "正在评议"), ("reported", "已报备")], max_length=10, verbose_name="新状态"
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
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
            ],
            options={
                "verbose_name": "民主评议办理记录",
                "verbose_name_plural": "民主评议办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "return"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="appraisal_return_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="branches.organisation",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("gender", models.CharField(choices=[("1", "男"), ("2", "女")], max_length=1, verbose_name="性别")),
                ("birth_date", models.DateField(verbose_name="出生日期")),
                ("id_number_cipher", models.TextField(blank=True, verbose_name="公民身份号码（密文）")),
                ("id_number_hash", models.CharField(blank=True, max_length=64, verbose_name="公民身份号码（查重码）")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("10", "研究生"),
                            ("20", "大学本科"),
                            ("30", "大学专科"),
                            ("40", "中等职业"),
                            ("60", "普通高中"),
                            ("70", "初中"),
                            ("80", "小学"),
                            ("90", "其他"),
                        ],
                        max_length=2,
                        verbose_name="学历",
                    ),
                ),
                ("occupation", models.CharField(blank=True, max_length=40, verbose_name="工作岗位")),
                ("applied_on", models.DateField(verbose_name="递交申请书日期")),
                ("begun_at", models.PositiveSmallIntegerField(default=1, verbose_name="建档时已办到第几步")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("applicant", "入党申请人"),
                            ("activist", "入党积极分子"),
                            ("prospect", "发展对象"),
                            ("probationary", "预备党员"),
                            ("full", "正式党员"),
                        ],
                        default="applicant",
                        max_length=12,
                        verbose_name="阶段",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "在办"),
                            ("admitted", "已转正归档"),
                            ("withdrawn", "本人撤回申请"),
                            ("rejected", "没有通过"),
                            ("cancelled", "取消预备党员资格"),
                            ("moved", "随组织关系转出"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="办理情况",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("prolonged_on", models.DateField(blank=True, null=True, verbose_name="决定延长预备期的日期")),
                ("prolonged_until", models.DateField(blank=True, null=True, verbose_name="预备期延长到")),
                (
                    "prolonged_document",
                    models.CharField(blank=True, max_length=60, verbose_name="延长预备期的批复文号"),
                ),
                (
                    "member",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidate",
                        to="ledgers.member",
                        verbose_name="党员",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "发展对象档案",
                "verbose_name_plural": "发展对象档案",
                "indexes": [models.Index(fields=["branch", "state"], name="candidate_branch_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "key"), name="candidate_added_once"),
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("id_number_hash", ""), _negated=True), ("state", "open")),
                        fields=("id_number_hash",),
                        name="candidate_id_number_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("id_number_cipher", ""), ("id_number_hash", "")),
                            models.Q(
                                models.Q(("id_number_cipher", ""), _negated=True),
                                models.Q(("id_number_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="candidate_id_number_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["applicant", "activist", "prospect", "probationary", "full"])
                        ),
                        name="candidate_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "admitted", "withdrawn", "rejected", "cancelled", "moved"])
                        ),
                        name="candidate_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "applied_on__gte",
                                models.Func(
                                    models.F("birth_date"),
                                    output_field=models.DateField(),
                                    template="(%(expressions)s + interval '18 years')::date",
                                ),
                            )
                        ),
                        name="candidate_is_of_age",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_on__gte", models.F("applied_on")),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="candidate_closed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member__isnull", False), ("stage__in", ("probationary", "full"))),
                            models.Q(
                                models.Q(("stage__in", ("probationary", "full")), _negated=True), ("member", None)
                            ),
                            _connector="OR",
                        ),
                        name="candidate_on_roll_once_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("stage", "full"), ("state", "admitted")),
                            models.Q(("stage", "probationary"), ("state", "cancelled")),
                            models.Q(("stage__in", ("probationary", "full")), ("state", "moved")),
                            models.Q(
                                ("state__in", ("withdrawn", "rejected")),
                                models.Q(("stage__in", ("probationary", "full")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="candidate_end_fits_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("prolonged_document", ""), ("prolonged_on", None), ("prolonged_until", None)),
                            models.Q(
                                ("prolonged_on__isnull", False),
                                ("prolonged_until__gt", models.F("prolonged_on")),
                                ("prolonged_until__isnull", False),
                                ("stage__in", ("probationary", "full")),
                            ),
                            _connector="OR",
                        ),
                        name="candidate_prolonged_whole",
                    ),
                ],
            },
            bases=(ledgers.models.identity.KeepsIdNumber, models.Model),
        ),
        migrations.CreateModel(
            name="CandidateMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="ledgers.candidate"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("add", "建立档案"),
                            ("finish", "材料归档，办完"),
                            ("withdraw", "本人撤回申请"),
                            ("reject", "没有通过，停止培养"),
                            ("cancel", "取消预备党员资格"),
                            ("leave", "随组织关系转出"),
                            ("follow", "随组织关系转到本支部"),
                            ("reopen", "恢复办理"),
                            ("prolong", "延长预备期"),
                            ("correct", "更正"),
                            ("remove", "撤掉记错的一步"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("open", "在办"),
                            ("admitted", "已转正归档"),
                            ("withdrawn", "本人撤回申请"),
                            ("rejected", "没有通过"),
                            ("cancelled", "取消预备党员资格"),
                            ("moved", "随组织关系转出"),
                        ],
                        max_length=10,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("open", "在办"),
                            ("admitted", "已转正归档"),
                            ("withdrawn", "本人撤回申请"),
                            ("rejected", "没有通过"),
                            ("cancelled", "取消预备党员资格"),
                            ("moved", "随组织关系转出"),
                        ],
                        max_length=10,
                        verbose_name="新状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "发展党员办理记录",
                "verbose_name_plural": "发展党员办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("action__in", ("withdraw", "reject", "cancel", "reopen", "prolong", "leave")),
                                _negated=True,
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="candidate_end_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80, verbose_name="事项名称")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("allowance", "误工补贴人员和标准"),
                            ("income", "集体收益使用"),
                            ("works", "公益事业兴办、筹资筹劳和建设承包"),
                            ("land", "土地承包经营方案"),
                            ("project", "集体经济项目立项、承包"),
                            ("homestead", "宅基地使用方案"),
                            ("compensation", "征地补偿费使用和分配"),
                            ("assets", "借贷、租赁等处分集体财产"),
                            ("plan", "发展规划和年度计划"),
                            ("village_rules", "村规民约"),
                            ("bonus", "干部奖励方案"),
                            ("charter", "集体经济组织章程、成员确认、合并分立"),
                            ("other", "其他重大事项"),
                        ],
                        max_length=16,
                        verbose_name="事项类型",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("people", "党员群众建议"), ("cadres", "村干部提议"), ("superior", "上级安排")],
                        max_length=10,
                        verbose_name="动议事由",
                    ),
                ),
                ("amount_cents", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="涉及金额（分）")),
                ("proposal", models.TextField(max_length=5000, verbose_name="方案")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="branches.organisation",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("serial", models.PositiveSmallIntegerField(verbose_name="编号")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "办理中"),
                            ("approved", "已决议公开"),
                            ("done", "已办结"),
                            ("stopped", "已停办"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="前五步完成时间")),
            ],
            options={
                "verbose_name": "四议两公开事项",
                "verbose_name_plural": "四议两公开事项",
                "ordering": ["-year", "-serial"],
                "indexes": [models.Index(fields=["branch", "state"], name="decision_branch_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "year", "serial"), name="decision_number_once"),
                    models.UniqueConstraint(fields=("branch", "key"), name="decision_started_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("serial__gte", 1), ("version__gte", 1), ("year__gte", 2000), ("year__lte", 2999)
                        ),
                        name="decision_counts_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "matter__in",
                                [
                                    "allowance",
                                    "income",
                                    "works",
                                    "land",
                                    "project",
                                    "homestead",
                                    "compensation",
                                    "assets",
                                    "plan",
                                    "village_rules",
                                    "bonus",
                                    "charter",
                                    "other",
                                ],
                            )
                        ),
                        name="decision_matter_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["people", "cadres", "superior"])),
                        name="decision_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("proposal", ""), _negated=True)
                        ),
                        name="decision_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", False), ("state__in", ["approved", "done"])),
                            models.Q(("approved_at", None), ("state__in", ["open", "stopped"])),
                            _connector="OR",
                        ),
                        name="decision_approved_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionDraftFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draft_files", to="ledgers.decision"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "村党组织提议"),
                            (2, "村“两委”会议商议"),
                            (3, "党员大会审议"),
                            (4, "村民会议或村民代表会议决议"),
                            (5, "决议公开"),
                            (6, "实施结果公开"),
                        ],
                        verbose_name="步骤",
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
                "verbose_name": "四议两公开待用附件",
                "verbose_name_plural": "四议两公开待用附件",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "version", "number", "file"), name="decision_draft_file_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__in", [1, 2, 3, 4, 5, 6])), name="decision_draft_file_step_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionDraftFileEvent",
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
                        to="ledgers.decisiondraftfile",
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
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.decision",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "村党组织提议"),
                            (2, "村“两委”会议商议"),
                            (3, "党员大会审议"),
                            (4, "村民会议或村民代表会议决议"),
                            (5, "决议公开"),
                            (6, "实施结果公开"),
                        ],
                        verbose_name="步骤",
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
            name="DecisionEvent",
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
                        to="ledgers.decision",
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
                ("title", models.CharField(max_length=80, verbose_name="事项名称")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("allowance", "误工补贴人员和标准"),
                            ("income", "集体收益使用"),
                            ("works", "公益事业兴办、筹资筹劳和建设承包"),
                            ("land", "土地承包经营方案"),
                            ("project", "集体经济项目立项、承包"),
                            ("homestead", "宅基地使用方案"),
                            ("compensation", "征地补偿费使用和分配"),
                            ("assets", "借贷、租赁等处分集体财产"),
                            ("plan", "发展规划和年度计划"),
                            ("village_rules", "村规民约"),
                            ("bonus", "干部奖励方案"),
                            ("charter", "集体经济组织章程、成员确认、合并分立"),
                            ("other", "其他重大事项"),
                        ],
                        max_length=16,
                        verbose_name="事项类型",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("people", "党员群众建议"), ("cadres", "村干部提议"), ("superior", "上级安排")],
                        max_length=10,
                        verbose_name="动议事由",
                    ),
                ),
                ("amount_cents", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="涉及金额（分）")),
                ("proposal", models.TextField(max_length=5000, verbose_name="方案")),
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
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("serial", models.PositiveSmallIntegerField(verbose_name="编号")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "办理中"),
                            ("approved", "已决议公开"),
                            ("done", "已办结"),
                            ("stopped", "已停办"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="提出时间")),
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
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="前五步完成时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionExemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exemptions", to="ledgers.decision"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "等区里批"), ("granted", "区里同意"), ("refused", "区里不同意")],
                        default="asked",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="为什么不能等")),
                ("due_on", models.DateField(verbose_name="补办到哪天")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_note", models.CharField(blank=True, max_length=500, verbose_name="审批意见")),
            ],
            options={
                "verbose_name": "抢险救灾先办",
                "verbose_name_plural": "抢险救灾先办",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "granted"])),
                        fields=("decision", "version"),
                        name="decision_exemption_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="decision_exemption_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("decided_note", ""), ("state", "asked")
                            ),
                            models.Q(
                                ("decided_at__gte", models.F("asked_at")),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["granted", "refused"]),
                            ),
                            _connector="OR",
                        ),
                        name="decision_exemption_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_exemption_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionExemptionEvent",
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
                        to="ledgers.decisionexemption",
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
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.decision",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "等区里批"), ("granted", "区里同意"), ("refused", "区里不同意")],
                        default="asked",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="为什么不能等")),
                ("due_on", models.DateField(verbose_name="补办到哪天")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
                (
                    "decided_by",
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
                ("decided_note", models.CharField(blank=True, max_length=500, verbose_name="审批意见")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.decision"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "村党组织提议"),
                            (2, "村“两委”会议商议"),
                            (3, "党员大会审议"),
                            (4, "村民会议或村民代表会议决议"),
                            (5, "决议公开"),
                            (6, "实施结果公开"),
                        ],
                        verbose_name="步骤",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.meeting",
                        verbose_name="会议记录",
                    ),
                ),
                ("profile", models.CharField(blank=True, max_length=3, verbose_name="表决规则")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="公示结束")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                ("called", models.PositiveIntegerField(blank=True, null=True, verbose_name="应到")),
                ("came", models.PositiveIntegerField(blank=True, null=True, verbose_name="实到")),
                ("body_called", models.PositiveIntegerField(blank=True, null=True, verbose_name="全体应到")),
                ("body_came", models.PositiveIntegerField(blank=True, null=True, verbose_name="全体实到")),
                ("votes_for", models.PositiveIntegerField(blank=True, null=True, verbose_name="赞成")),
                ("votes_against", models.PositiveIntegerField(default=0, verbose_name="反对")),
                ("votes_abstain", models.PositiveIntegerField(default=0, verbose_name="弃权")),
                ("notice_on", models.DateField(blank=True, null=True, verbose_name="送达或通知日期")),
                ("attendee", models.CharField(blank=True, max_length=80, verbose_name="乡镇参会人员（含职务）")),
                ("content", models.TextField(blank=True, max_length=5000, verbose_name="内容")),
                ("supervision", models.CharField(blank=True, max_length=500, verbose_name="村务监督委员会意见")),
                (
                    "supervision_agrees",
                    models.BooleanField(blank=True, null=True, verbose_name="监督委员会认为程序合规"),
                ),
                (
                    "settlement_cents",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="决算金额（分）"),
                ),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                (
                    "amount_cents",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="当时议的金额（分）"),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("allowance", "误工补贴人员和标准"),
                            ("income", "集体收益使用"),
                            ("works", "公益事业兴办、筹资筹劳和建设承包"),
                            ("land", "土地承包经营方案"),
                            ("project", "集体经济项目立项、承包"),
                            ("homestead", "宅基地使用方案"),
                            ("compensation", "征地补偿费使用和分配"),
                            ("assets", "借贷、租赁等处分集体财产"),
                            ("plan", "发展规划和年度计划"),
                            ("village_rules", "村规民约"),
                            ("bonus", "干部奖励方案"),
                            ("charter", "集体经济组织章程、成员确认、合并分立"),
                            ("other", "其他重大事项"),
                        ],
                        max_length=16,
                        verbose_name="当时的事项类型",
                    ),
                ),
                ("frozen", models.JSONField(blank=True, default=dict, verbose_name="确认时的会议记录")),
                ("faults", models.JSONField(blank=True, default=list, verbose_name="确认时不合规定的地方")),
                ("confirmed_at", models.DateTimeField(verbose_name="确认时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("superseded_at", models.DateTimeField(blank=True, null=True, verbose_name="重新办理时间")),
            ],
            options={
                "verbose_name": "四议两公开步骤",
                "verbose_name_plural": "四议两公开步骤",
                "ordering": ["version", "number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("decision", "version", "number"),
                        name="decision_step_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__in", [1, 2, 3, 4, 5, 6])), name="decision_step_number_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("meeting__isnull", False),
                                ("number__in", [1, 2]),
                                ("profile__in", ["P1", "P2"]),
                                ("until", None),
                            ),
                            models.Q(("meeting__isnull", False), ("number", 3), ("profile", "P6"), ("until", None)),
                            models.Q(
                                ("meeting", None),
                                ("number", 4),
                                ("profile__in", ["P7", "P8", "P10", "P11"]),
                                ("until", None),
                            ),
                            models.Q(("meeting", None), ("number__in", [5, 6]), ("profile", "")),
                            _connector="OR",
                        ),
                        name="decision_step_has_its_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 5),
                            models.Q(
                                ("called__gte", models.F("came")), ("called__isnull", False), ("came__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="decision_step_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body_called", None), ("body_came", None)),
                            models.Q(
                                ("body_called__gte", models.F("body_came")),
                                ("body_called__isnull", False),
                                ("body_came__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_step_body_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 5),
                            ("votes_for__isnull", True),
                            (
                                "came__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("votes_for"), "+", models.F("votes_against")
                                    ),
                                    "+",
                                    models.F("votes_abstain"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="decision_step_votes_of_present",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("until", None), ("until__gte", models.F("held_on")), _connector="OR"),
                            models.Q(("notice_on", None), ("notice_on__lte", models.F("held_on")), _connector="OR"),
                            models.Q(("accepted_on", None), ("number", 6), _connector="OR"),
                        ),
                        name="decision_step_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("supervision", ""), ("supervision_agrees", None)),
                            models.Q(
                                models.Q(("supervision", ""), _negated=True),
                                ("number__gte", 5),
                                ("supervision_agrees__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_step_supervision_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="ledgers.decisionstep"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.storedfile"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("record", "会议材料"), ("first_day", "公示首日照片"), ("last_day", "公示末日照片")],
                        default="record",
                        max_length=10,
                        verbose_name="用途",
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
                "verbose_name": "四议两公开附件",
                "verbose_name_plural": "四议两公开附件",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("step", "file", "purpose"), name="decision_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["record", "first_day", "last_day"])),
                        name="decision_file_purpose_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log", to="ledgers.decision"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("start", "提出事项"),
                            ("edit", "修改内容"),
                            ("confirm", "确认一步"),
                            ("close", "结束公示"),
                            ("object", "登记异议"),
                            ("answer", "答复异议"),
                            ("approve", "前五步完成"),
                            ("reopen", "变更，重新走程序"),
                            ("finish", "办结"),
                            ("stop", "停办"),
                            ("urgent", "申请抢险救灾先办"),
                            ("urgent_yes", "同意抢险救灾先办"),
                            ("urgent_no", "不同意抢险救灾先办"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("open", "办理中"),
                            ("approved", "已决议公开"),
                            ("done", "已办结"),
                            ("stopped", "已停办"),
                        ],
                        max_length=10,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("open", "办理中"),
                            ("approved", "已决议公开"),
                            ("done", "已办结"),
                            ("stopped", "已停办"),
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
                ("detail", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "四议两公开办理记录",
                "verbose_name_plural": "四议两公开办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ["reopen", "stop"]), _negated=True),
                            models.Q(("detail", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_log_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionObjection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="ledgers.decision"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "决议公开"), (6, "实施结果公开")], verbose_name="针对哪次公开"
                    ),
                ),
                ("who", models.CharField(max_length=20, verbose_name="谁提的")),
                ("raised_on", models.DateField(verbose_name="提出日期")),
                ("text", models.TextField(max_length=1000, verbose_name="异议内容")),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("created_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "公示异议",
                "verbose_name_plural": "公示异议",
                "ordering": ["raised_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_on__gte", models.F("raised_on")),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_objection_answer_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__in", [5, 6])), name="decision_objection_to_publication"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionObjectionEvent",
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
                        to="ledgers.decisionobjection",
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
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.decision",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "决议公开"), (6, "实施结果公开")], verbose_name="针对哪次公开"
                    ),
                ),
                ("who", models.CharField(max_length=20, verbose_name="谁提的")),
                ("raised_on", models.DateField(verbose_name="提出日期")),
                ("text", models.TextField(max_length=1000, verbose_name="异议内容")),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("created_at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionFileEvent",
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
                        to="ledgers.decisionfile",
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
                    "step",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.decisionstep",
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
                    "purpose",
                    models.CharField(
                        choices=[("record", "会议材料"), ("first_day", "公示首日照片"), ("last_day", "公示末日照片")],
                        default="record",
                        max_length=10,
                        verbose_name="用途",
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
            name="DecisionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80, verbose_name="事项名称")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("allowance", "误工补贴人员和标准"),
                            ("income", "集体收益使用"),
                            ("works", "公益事业兴办、筹资筹劳和建设承包"),
                            ("land", "土地承包经营方案"),
                            ("project", "集体经济项目立项、承包"),
                            ("homestead", "宅基地使用方案"),
                            ("compensation", "征地补偿费使用和分配"),
                            ("assets", "借贷、租赁等处分集体财产"),
                            ("plan", "发展规划和年度计划"),
                            ("village_rules", "村规民约"),
                            ("bonus", "干部奖励方案"),
                            ("charter", "集体经济组织章程、成员确认、合并分立"),
                            ("other", "其他重大事项"),
                        ],
                        max_length=16,
                        verbose_name="事项类型",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("people", "党员群众建议"), ("cadres", "村干部提议"), ("superior", "上级安排")],
                        max_length=10,
                        verbose_name="动议事由",
                    ),
                ),
                ("amount_cents", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="涉及金额（分）")),
                ("proposal", models.TextField(max_length=5000, verbose_name="方案")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_versions",
                        to="ledgers.decision",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("reason", models.CharField(max_length=500, verbose_name="变更原因")),
                ("closed_at", models.DateTimeField(verbose_name="变更时间")),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "四议两公开原版次",
                "verbose_name_plural": "四议两公开原版次",
                "ordering": ["version"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "version"), name="decision_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="decision_version_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DevelopmentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.candidate"
                    ),
                ),
                ("code", models.PositiveSmallIntegerField(verbose_name="步骤")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="次数")),
                ("done_on", models.DateField(verbose_name="日期")),
                (
                    "first_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "second_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                    ),
                ),
                ("training_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="培训天数")),
                ("training_hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="培训学时")),
                (
                    "voters",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="应到会有表决权的正式党员"),
                ),
                (
                    "voters_present",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="到会有表决权的正式党员"),
                ),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="赞成票")),
                ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                ("notice_until", models.DateField(blank=True, null=True, verbose_name="公示结束")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                    ),
                ),
                ("is_earlier", models.BooleanField(default=False, verbose_name="建档以前办的")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "发展党员步骤",
                "verbose_name_plural": "发展党员步骤",
                "ordering": ["code", "done_on", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("candidate", "code", "number"), name="development_step_once"),
                    models.UniqueConstraint(
                        fields=("candidate", "code", "done_on"), name="development_observed_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__range", (2, 25)),
                            models.Q(
                                ("number", 1), models.Q(("code__in", (6, 21)), ("number__gte", 1)), _connector="OR"
                            ),
                        ),
                        name="development_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_earlier", True),
                            models.Q(("code", 5), ("first_member__isnull", False)),
                            models.Q(("code", 9), ("first_member__isnull", False), ("second_member__isnull", False)),
                            models.Q(
                                models.Q(("code__in", (5, 9)), _negated=True),
                                ("first_member", None),
                                ("second_member", None),
                            ),
                            _connector="OR",
                        ),
                        name="development_step_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_member", None),
                            models.Q(("second_member", models.F("first_member")), _negated=True),
                            _connector="OR",
                        ),
                        name="development_step_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_earlier", True),
                            models.Q(
                                ("code", 11),
                                models.Q(
                                    models.Q(("training_days__gt", 0), ("training_days__isnull", False)),
                                    models.Q(("training_hours__gt", 0), ("training_hours__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("code", 11), _negated=True), ("training_days", None), ("training_hours", None)
                            ),
                            _connector="OR",
                        ),
                        name="development_step_training",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_earlier", True),
                            models.Q(
                                ("code__in", (15, 23)),
                                ("voters__gt", 0),
                                ("voters__isnull", False),
                                (
                                    "voters__lt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("voters_present"), "*", models.Value(2)
                                    ),
                                ),
                                ("voters_present__isnull", False),
                                ("voters_present__lte", models.F("voters")),
                                ("votes_for__isnull", False),
                                ("votes_for__lte", models.F("voters")),
                                (
                                    "voters__lt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("votes_for"), "*", models.Value(2)
                                    ),
                                ),
                            ),
                            models.Q(
                                models.Q(("code__in", (15, 23)), _negated=True),
                                ("voters", None),
                                ("voters_present", None),
                                ("votes_for", None),
                            ),
                            _connector="OR",
                        ),
                        name="development_step_votes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("notice_from", None), ("notice_until", None)),
                            models.Q(
                                ("code__in", (17, 24)),
                                ("notice_from__isnull", False),
                                ("notice_from__lte", models.F("notice_until")),
                                ("notice_until__isnull", False),
                                ("notice_until__lte", models.F("done_on")),
                            ),
                            _connector="OR",
                        ),
                        name="development_step_notice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisciplinaryMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
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
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="ledgers.member"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warning", "警告"),
                            ("severe", "严重警告"),
                            ("removal", "撤销党内职务"),
                            ("probation", "留党察看"),
                            ("expulsion", "开除党籍"),
                        ],
                        max_length=10,
                        verbose_name="处分",
                    ),
                ),
                ("since", models.DateField(verbose_name="处分日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="察看期满")),
                ("decided_by", models.CharField(max_length=60, verbose_name="决定机关")),
                ("document", models.CharField(max_length=60, verbose_name="文号")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "verbose_name": "党纪处分",
                "verbose_name_plural": "党纪处分",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("member", "kind", "since"),
                        name="measure_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["warning", "severe", "removal", "probation", "expulsion"])),
                        name="measure_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "probation"), ("until__gt", models.F("since")), ("until__isnull", False)),
                            models.Q(models.Q(("kind", "probation"), _negated=True), ("until", None)),
                            _connector="OR",
                        ),
                        name="measure_until_of_probation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", ""), _negated=True), models.Q(("document", ""), _negated=True)
                        ),
                        name="measure_is_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_why", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="measure_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistrictParameters",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parameters",
                        to="branches.organisation",
                    ),
                ),
                (
                    "on_time_day",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="村级按时提交截止日",
                    ),
                ),
                (
                    "lock_day",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="村级锁定日",
                    ),
                ),
                (
                    "review_day",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="乡镇审查截止日",
                    ),
                ),
                (
                    "report_day",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="乡镇报送截止日",
                    ),
                ),
                (
                    "rereview_day",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="区级复审截止日",
                    ),
                ),
                (
                    "circular_day",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="通报日",
                    ),
                ),
                ("circular_prefix", models.CharField(default="组通字", max_length=20, verbose_name="通报发文机关代字")),
                ("issuer", models.CharField(max_length=60, verbose_name="通报发文机关")),
            ],
            options={
                "verbose_name": "区级参数",
                "verbose_name_plural": "区级参数",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_time_day__lte", models.F("lock_day")),
                            ("lock_day__lte", models.F("report_day")),
                            ("review_day__lte", models.F("report_day")),
                            ("report_day__lte", models.F("rereview_day")),
                            ("rereview_day__lte", models.F("circular_day")),
                        ),
                        name="parameters_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DistrictParametersEvent",
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
                        to="ledgers.districtparameters",
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
                (
                    "on_time_day",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="村级按时提交截止日",
                    ),
                ),
                (
                    "lock_day",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="村级锁定日",
                    ),
                ),
                (
                    "review_day",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="乡镇审查截止日",
                    ),
                ),
                (
                    "report_day",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="乡镇报送截止日",
                    ),
                ),
                (
                    "rereview_day",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="区级复审截止日",
                    ),
                ),
                (
                    "circular_day",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="通报日",
                    ),
                ),
                ("circular_prefix", models.CharField(default="组通字", max_length=20, verbose_name="通报发文机关代字")),
                ("issuer", models.CharField(max_length=60, verbose_name="通报发文机关")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exemptions", to="ledgers.member"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("age", "年老体弱"), ("mobility", "行动不便"), ("illness", "重病失能")],
                        max_length=10,
                        verbose_name="原因",
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                ("details_cipher", models.TextField(blank=True, verbose_name="说明（密文）")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "verbose_name": "不作硬性要求",
                "verbose_name_plural": "不作硬性要求",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("member",), name="exemption_one_at_a_time"
                    ),
                    models.UniqueConstraint(fields=("member", "since"), name="exemption_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["age", "mobility", "illness"])), name="exemption_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="exemption_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DuesPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dues", to="ledgers.ledger"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dues", to="ledgers.member"
                    ),
                ),
                ("month", models.DateField(verbose_name="所属月份")),
                ("paid_cents", models.PositiveIntegerField(verbose_name="实交（分）")),
                ("paid_on", models.DateField(verbose_name="交纳日期")),
                ("proxy", models.CharField(blank=True, max_length=40, verbose_name="代交人")),
                ("taken_by", models.CharField(blank=True, max_length=40, verbose_name="收款人")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "党费",
                "verbose_name_plural": "党费",
                "indexes": [models.Index(fields=["month"], name="dues_of_month")],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "month"), name="dues_once_per_member_and_month"),
                    models.CheckConstraint(condition=models.Q(("paid_cents__gt", 0)), name="dues_positive"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="dues_month_is_first_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.ledger"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("submit", "提交"),
                            ("pass", "通过"),
                            ("return", "退回"),
                            ("report", "报送"),
                            ("lock", "锁定"),
                            ("reopen", "重新开放"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_status",
                    models.CharField(
                        choices=[
                            ("open", "未报"),
                            ("submitted", "待审"),
                            ("passed", "通过"),
                            ("returned", "已退回"),
                            ("locked", "已锁定"),
                        ],
                        max_length=10,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("open", "未报"),
                            ("submitted", "待审"),
                            ("passed", "通过"),
                            ("returned", "已退回"),
                            ("locked", "已锁定"),
                        ],
                        max_length=10,
                        verbose_name="新状态",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
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
                ("reason", models.TextField(blank=True, verbose_name="原因")),
            ],
            options={
                "verbose_name": "办理记录",
                "verbose_name_plural": "办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ("return", "reopen")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="step_return_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LimitExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="ledgers.month"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("until", models.DateField(verbose_name="按时截止顺延到")),
                ("on_time_until", models.DateTimeField(verbose_name="按时提交截止")),
                ("locks_at", models.DateTimeField(verbose_name="锁定时间")),
                ("review_by", models.DateTimeField(verbose_name="乡镇审查截止")),
                ("report_by", models.DateTimeField(verbose_name="乡镇报送截止")),
                ("rereview_by", models.DateTimeField(verbose_name="区级复审截止")),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                ("document", models.CharField(max_length=80, verbose_name="文号")),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("granted_at", models.DateTimeField(verbose_name="批准时间")),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                ("revoked_reason", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
            ],
            options={
                "verbose_name": "因灾顺延",
                "verbose_name_plural": "因灾顺延",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("month", "township", "until"),
                        name="limit_extension_once_per_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("document", ""), _negated=True)
                        ),
                        name="limit_extension_on_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_time_until__lte", models.F("locks_at")),
                            ("locks_at__lte", models.F("report_by")),
                            ("review_by__lte", models.F("report_by")),
                            ("report_by__lte", models.F("rereview_by")),
                        ),
                        name="limit_extension_limits_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None), ("revoked_reason", "")),
                            models.Q(
                                ("revoked_at__gte", models.F("granted_at")),
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                ("revoked_at__lt", models.F("on_time_until")),
                                models.Q(("revoked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="limit_extension_revoked_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_rules",
                        to="branches.organisation",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="规则编号")),
                ("value", models.JSONField(verbose_name="取值")),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "必须改"), ("warn", "请核对"), ("off", "不检查")],
                        max_length=5,
                        verbose_name="预审处理",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("central", "中央"),
                            ("province", "省"),
                            ("city", "市"),
                            ("district", "区"),
                            ("township", "镇"),
                        ],
                        default="district",
                        max_length=8,
                        verbose_name="来源层级",
                    ),
                ),
                ("source", models.CharField(max_length=120, verbose_name="依据文件")),
                ("article", models.CharField(blank=True, max_length=60, verbose_name="条款")),
                ("valid_from", models.DateField(verbose_name="生效日期")),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="恢复上级规定")),
                ("reason", models.CharField(max_length=200, verbose_name="修改原因")),
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
                ("at", models.DateTimeField(verbose_name="修改时间")),
            ],
            options={
                "verbose_name": "区级规则",
                "verbose_name_plural": "区级规则",
                "ordering": ["valid_from", "pk"],
                "indexes": [models.Index(fields=["district", "code"], name="local_rule_district_code")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="local_rule_names_its_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="local_rule_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "valid_from__gt",
                                models.Func(
                                    models.F("at"),
                                    output_field=models.DateField(),
                                    template="(%(expressions)s at time zone 'Asia/Shanghai')::date",
                                ),
                            )
                        ),
                        name="local_rule_never_reaches_back",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LockException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lock_exceptions", to="ledgers.ledger"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "等乡镇审核"),
                            ("declined", "乡镇不同意"),
                            ("supported", "等区里批准"),
                            ("refused", "区里没有批准"),
                            ("granted", "已批准，等补报"),
                            ("used", "已补报"),
                            ("expired", "过期没有补报"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="申请原因")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                    ),
                ),
                (
                    "township_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("township_at", models.DateTimeField(blank=True, null=True, verbose_name="乡镇审核时间")),
                ("township_word", models.CharField(blank=True, max_length=200, verbose_name="乡镇意见")),
                (
                    "district_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("district_at", models.DateTimeField(blank=True, null=True, verbose_name="区里审批时间")),
                ("district_word", models.CharField(blank=True, max_length=200, verbose_name="区里意见")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="补报截止")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="补报或过期时间")),
            ],
            options={
                "verbose_name": "补报申请",
                "verbose_name_plural": "补报申请",
                "indexes": [models.Index(fields=["state", "asked_at"], name="lock_exception_state_asked")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("asked", "supported", "granted"))),
                        fields=("ledger",),
                        name="lock_exception_one_open_per_ledger",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "declined", "supported", "refused", "granted", "used", "expired"])
                        ),
                        name="lock_exception_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="lock_exception_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "asked"), ("township_at", None), ("township_by", None), ("township_word", "")
                            ),
                            models.Q(
                                ("state__in", ("declined", "supported", "refused", "granted", "used", "expired")),
                                ("township_at__isnull", False),
                                ("township_by__isnull", False),
                                ("township_at__gte", models.F("asked_at")),
                                models.Q(("township_word", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lock_exception_township_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state__in", ("refused", "granted", "used", "expired")), _negated=True),
                                ("district_at", None),
                                ("district_by", None),
                                ("district_word", ""),
                            ),
                            models.Q(
                                ("district_at__isnull", False),
                                ("district_by__isnull", False),
                                ("state__in", ("refused", "granted", "used", "expired")),
                                ("district_at__gte", models.F("township_at")),
                                ("township_at__isnull", False),
                                models.Q(("district_word", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lock_exception_district_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state__in", ("granted", "used", "expired")), _negated=True), ("until", None)
                            ),
                            models.Q(
                                ("district_at__isnull", False),
                                ("state__in", ("granted", "used", "expired")),
                                ("until__gt", models.F("district_at")),
                                ("until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="lock_exception_limit_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("state__in", ("used", "expired")), _negated=True), ("ended_at", None)),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_at__lt", models.F("until")),
                                ("state", "used"),
                                ("until__isnull", False),
                            ),
                            models.Q(
                                ("ended_at__gte", models.F("until")),
                                ("ended_at__isnull", False),
                                ("state", "expired"),
                                ("until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="lock_exception_ended_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("township_by", None),
                                models.Q(("township_by", models.F("asked_by")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("district_by", None),
                                models.Q(
                                    models.Q(("district_by", models.F("asked_by")), _negated=True),
                                    models.Q(("district_by", models.F("township_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="lock_exception_by_others",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LockExceptionEvent",
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
                        to="ledgers.lockexception",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "等乡镇审核"),
                            ("declined", "乡镇不同意"),
                            ("supported", "等区里批准"),
                            ("refused", "区里没有批准"),
                            ("granted", "已批准，等补报"),
                            ("used", "已补报"),
                            ("expired", "过期没有补报"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="申请原因")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "file",
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
                (
                    "township_by",
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
                ("township_at", models.DateTimeField(blank=True, null=True, verbose_name="乡镇审核时间")),
                ("township_word", models.CharField(blank=True, max_length=200, verbose_name="乡镇意见")),
                (
                    "district_by",
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
                ("district_at", models.DateTimeField(blank=True, null=True, verbose_name="区里审批时间")),
                ("district_word", models.CharField(blank=True, max_length=200, verbose_name="区里意见")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="补报截止")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="补报或过期时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionStepEvent",
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
                        to="ledgers.decisionstep",
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
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.decision",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "村党组织提议"),
                            (2, "村“两委”会议商议"),
                            (3, "党员大会审议"),
                            (4, "村民会议或村民代表会议决议"),
                            (5, "决议公开"),
                            (6, "实施结果公开"),
                        ],
                        verbose_name="步骤",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.meeting",
                        verbose_name="会议记录",
                    ),
                ),
                ("profile", models.CharField(blank=True, max_length=3, verbose_name="表决规则")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="公示结束")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                ("called", models.PositiveIntegerField(blank=True, null=True, verbose_name="应到")),
                ("came", models.PositiveIntegerField(blank=True, null=True, verbose_name="实到")),
                ("body_called", models.PositiveIntegerField(blank=True, null=True, verbose_name="全体应到")),
                ("body_came", models.PositiveIntegerField(blank=True, null=True, verbose_name="全体实到")),
                ("votes_for", models.PositiveIntegerField(blank=True, null=True, verbose_name="赞成")),
                ("votes_against", models.PositiveIntegerField(default=0, verbose_name="反对")),
                ("votes_abstain", models.PositiveIntegerField(default=0, verbose_name="弃权")),
                ("notice_on", models.DateField(blank=True, null=True, verbose_name="送达或通知日期")),
                ("attendee", models.CharField(blank=True, max_length=80, verbose_name="乡镇参会人员（含职务）")),
                ("content", models.TextField(blank=True, max_length=5000, verbose_name="内容")),
                ("supervision", models.CharField(blank=True, max_length=500, verbose_name="村务监督委员会意见")),
                (
                    "supervision_agrees",
                    models.BooleanField(blank=True, null=True, verbose_name="监督委员会认为程序合规"),
                ),
                (
                    "settlement_cents",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="决算金额（分）"),
                ),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                (
                    "amount_cents",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="当时议的金额（分）"),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("allowance", "误工补贴人员和标准"),
                            ("income", "集体收益使用"),
                            ("works", "公益事业兴办、筹资筹劳和建设承包"),
                            ("land", "土地承包经营方案"),
                            ("project", "集体经济项目立项、承包"),
                            ("homestead", "宅基地使用方案"),
                            ("compensation", "征地补偿费使用和分配"),
                            ("assets", "借贷、租赁等处分集体财产"),
                            ("plan", "发展规划和年度计划"),
                            ("village_rules", "村规民约"),
                            ("bonus", "干部奖励方案"),
                            ("charter", "集体经济组织章程、成员确认、合并分立"),
                            ("other", "其他重大事项"),
                        ],
                        max_length=16,
                        verbose_name="当时的事项类型",
                    ),
                ),
                ("frozen", models.JSONField(blank=True, default=dict, verbose_name="确认时的会议记录")),
                ("faults", models.JSONField(blank=True, default=list, verbose_name="确认时不合规定的地方")),
                ("confirmed_at", models.DateTimeField(verbose_name="确认时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("superseded_at", models.DateTimeField(blank=True, null=True, verbose_name="重新办理时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="ledgers.meeting"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="ledgers.member"
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[("present", "到会"), ("absent", "缺席"), ("invited", "列席")],
                        default="present",
                        max_length=8,
                        verbose_name="到会情况",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=60, verbose_name="缺席原因")),
                ("votes", models.BooleanField(verbose_name="有表决权")),
                (
                    "exclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illness", "患精神病或者其他疾病，不能表达本人意志"),
                            ("abroad", "自费出国半年以上"),
                            ("prison", "没有受留党察看以上处分，但正在服刑"),
                            ("bedridden", "年老体弱卧床不起、长期生病，生活不能自理"),
                            ("moved", "外出半年以上，应当转走组织关系还没有转走"),
                        ],
                        max_length=10,
                        verbose_name="不计入应到会",
                    ),
                ),
            ],
            options={
                "verbose_name": "签到",
                "verbose_name_plural": "签到",
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once_per_member"),
                    models.CheckConstraint(
                        condition=models.Q(("presence", "absent"), ("reason", ""), _connector="OR"),
                        name="attendance_reason_for_absent_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exclusion", ""),
                            ("exclusion__in", ["illness", "abroad", "prison", "bedridden", "moved"]),
                            _connector="OR",
                        ),
                        name="attendance_exclusion_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exclusion", ""), ("presence", "absent"), _connector="OR"),
                        name="attendance_excluded_is_absent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppraisalMeetingEvent",
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
                        to="ledgers.appraisalmeeting",
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
                    "appraisal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.appraisal",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.meeting",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="关联时间")),
                (
                    "added_by",
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
            name="MeetingBallot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="ledgers.meeting"
                    ),
                ),
                ("subject", models.CharField(max_length=40, verbose_name="姓名")),
                ("votes_for", models.PositiveSmallIntegerField(default=0, verbose_name="赞成")),
                ("votes_against", models.PositiveSmallIntegerField(default=0, verbose_name="反对")),
                ("votes_abstain", models.PositiveSmallIntegerField(default=0, verbose_name="弃权")),
                ("written_for", models.PositiveSmallIntegerField(default=0, verbose_name="书面赞成")),
                ("written_against", models.PositiveSmallIntegerField(default=0, verbose_name="书面反对")),
                ("written_abstain", models.PositiveSmallIntegerField(default=0, verbose_name="书面弃权")),
            ],
            options={
                "verbose_name": "逐人表决",
                "verbose_name_plural": "逐人表决",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "subject"), name="ballot_once_per_subject"),
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True), name="ballot_has_subject"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingBallotEvent",
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
                        to="ledgers.meetingballot",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.meeting",
                    ),
                ),
                ("subject", models.CharField(max_length=40, verbose_name="姓名")),
                ("votes_for", models.PositiveSmallIntegerField(default=0, verbose_name="赞成")),
                ("votes_against", models.PositiveSmallIntegerField(default=0, verbose_name="反对")),
                ("votes_abstain", models.PositiveSmallIntegerField(default=0, verbose_name="弃权")),
                ("written_for", models.PositiveSmallIntegerField(default=0, verbose_name="书面赞成")),
                ("written_against", models.PositiveSmallIntegerField(default=0, verbose_name="书面反对")),
                ("written_abstain", models.PositiveSmallIntegerField(default=0, verbose_name="书面弃权")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="ledgers.meeting"
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
                "verbose_name": "会议附件",
                "verbose_name_plural": "会议附件",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "file"), name="meeting_file_once")],
            },
        ),
        migrations.CreateModel(
            name="MeetingFileEvent",
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
                        to="ledgers.meetingfile",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.meeting",
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
            name="MeetingEvent",
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
                        to="ledgers.meeting",
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
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("general", "支部党员大会"),
                            ("committee", "支部委员会"),
                            ("group", "党小组会"),
                            ("lecture", "党课"),
                            ("theme_day", "主题党日"),
                            ("life", "组织生活会"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="名称")),
                ("group", models.CharField(blank=True, max_length=20, verbose_name="党小组")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                        verbose_name="主持人",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                        verbose_name="记录人",
                    ),
                ),
                ("invited", models.CharField(blank=True, max_length=200, verbose_name="列席人员")),
                ("agenda", models.TextField(blank=True, max_length=2000, verbose_name="议题")),
                ("discussion", models.TextField(blank=True, max_length=20000, verbose_name="讨论情况")),
                (
                    "vote_method",
                    models.CharField(
                        choices=[("none", "没有表决"), ("oral", "口头"), ("hands", "举手"), ("secret", "无记名投票")],
                        default="none",
                        max_length=8,
                        verbose_name="表决方式",
                    ),
                ),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="赞成")),
                ("votes_against", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="反对")),
                ("votes_abstain", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="弃权")),
                ("resolutions", models.TextField(blank=True, max_length=5000, verbose_name="决议")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("ordinary", "一般事项"),
                            ("admission", "接收预备党员、预备党员转正"),
                            ("disposal", "对不合格党员的组织处置"),
                            ("election", "支部选举"),
                            ("four_steps", "四议两公开审议事项"),
                        ],
                        default="ordinary",
                        max_length=12,
                        verbose_name="表决事项",
                    ),
                ),
                (
                    "held_with",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.meeting",
                        verbose_name="同时召开",
                    ),
                ),
                ("exclusion_number", models.CharField(blank=True, max_length=60, verbose_name="批准文号")),
                ("exclusion_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(verbose_name="开始记录时间")),
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
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
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
            name="ExemptionEvent",
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
                        to="ledgers.exemption",
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("age", "年老体弱"), ("mobility", "行动不便"), ("illness", "重病失能")],
                        max_length=10,
                        verbose_name="原因",
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                ("details_cipher", models.TextField(blank=True, verbose_name="说明（密文）")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
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
            name="DuesStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dues_standards", to="ledgers.member"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("farmer", "农民"),
                            ("wage", "按月领工资"),
                            ("salary", "年薪制"),
                            ("self", "个体经营"),
                            ("retired", "离退休"),
                            ("relief", "学生、下岗、低保"),
                            ("reduced", "困难少交"),
                            ("exempt", "困难免交"),
                        ],
                        max_length=8,
                        verbose_name="交纳类别",
                    ),
                ),
                ("base_cents", models.PositiveIntegerField(blank=True, null=True, verbose_name="月收入基数（分）")),
                (
                    "fixed_cents",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="批准的月交数额（分）"),
                ),
                ("valid_from", models.DateField(verbose_name="从哪个月起")),
                ("approved_by", models.CharField(blank=True, max_length=60, verbose_name="批准单位")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                ("approval_document", models.CharField(blank=True, max_length=80, verbose_name="批准文件")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="设定时间")),
            ],
            options={
                "verbose_name": "党费标准",
                "verbose_name_plural": "党费标准",
                "ordering": ["valid_from", "pk"],
                "indexes": [models.Index(fields=["member", "-valid_from", "-id"], name="dues_standard_of_member")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                ["farmer", "wage", "salary", "self", "retired", "relief", "reduced", "exempt"],
                            )
                        ),
                        name="dues_standard_category_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_from__day", 1)), name="dues_standard_from_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("base_cents__gte", 100),
                                ("base_cents__isnull", False),
                                ("category__in", ("wage", "salary", "self", "retired")),
                            ),
                            models.Q(
                                models.Q(("category__in", ("wage", "salary", "self", "retired")), _negated=True),
                                ("base_cents", None),
                            ),
                            _connector="OR",
                        ),
                        name="dues_standard_base_for_income_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", "reduced"), ("fixed_cents__gt", 0), ("fixed_cents__isnull", False)),
                            models.Q(("category", "exempt"), ("fixed_cents", 0), ("fixed_cents__isnull", False)),
                            models.Q(
                                models.Q(("category__in", ("reduced", "exempt")), _negated=True), ("fixed_cents", None)
                            ),
                            _connector="OR",
                        ),
                        name="dues_standard_fixed_by_approval_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approval_document", ""), ("approved_by", ""), ("approved_on", None)),
                            models.Q(
                                ("approved_on__isnull", False),
                                ("category__in", ("reduced", "exempt")),
                                models.Q(("approved_by", ""), _negated=True),
                                models.Q(("approval_document", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dues_standard_approval_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DuesPaymentEvent",
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
                        to="ledgers.duespayment",
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                ("month", models.DateField(verbose_name="所属月份")),
                ("paid_cents", models.PositiveIntegerField(verbose_name="实交（分）")),
                ("paid_on", models.DateField(verbose_name="交纳日期")),
                ("proxy", models.CharField(blank=True, max_length=40, verbose_name="代交人")),
                ("taken_by", models.CharField(blank=True, max_length=40, verbose_name="收款人")),
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
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DisciplinaryMeasureEvent",
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
                        to="ledgers.disciplinarymeasure",
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
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
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
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warning", "警告"),
                            ("severe", "严重警告"),
                            ("removal", "撤销党内职务"),
                            ("probation", "留党察看"),
                            ("expulsion", "开除党籍"),
                        ],
                        max_length=10,
                        verbose_name="处分",
                    ),
                ),
                ("since", models.DateField(verbose_name="处分日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="察看期满")),
                ("decided_by", models.CharField(max_length=60, verbose_name="决定机关")),
                ("document", models.CharField(max_length=60, verbose_name="文号")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
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
            name="DevelopmentStepEvent",
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
                        to="ledgers.developmentstep",
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
                    "candidate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.candidate",
                    ),
                ),
                ("code", models.PositiveSmallIntegerField(verbose_name="步骤")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="次数")),
                ("done_on", models.DateField(verbose_name="日期")),
                (
                    "first_member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "second_member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                ("training_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="培训天数")),
                ("training_hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="培训学时")),
                (
                    "voters",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="应到会有表决权的正式党员"),
                ),
                (
                    "voters_present",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="到会有表决权的正式党员"),
                ),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="赞成票")),
                ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                ("notice_until", models.DateField(blank=True, null=True, verbose_name="公示结束")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                (
                    "evidence",
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
                ("is_earlier", models.BooleanField(default=False, verbose_name="建档以前办的")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "absence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_notes", to="ledgers.absence"
                    ),
                ),
                ("on", models.DateField(verbose_name="联系日期")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                        verbose_name="联系人",
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=100, verbose_name="联系情况")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "verbose_name": "联系记录",
                "verbose_name_plural": "联系记录",
                "ordering": ["-on", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("absence", "on", "what"), name="contact_noted_once")],
            },
        ),
        migrations.CreateModel(
            name="CandidateEvent",
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
                        to="ledgers.candidate",
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
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("gender", models.CharField(choices=[("1", "男"), ("2", "女")], max_length=1, verbose_name="性别")),
                ("birth_date", models.DateField(verbose_name="出生日期")),
                ("id_number_cipher", models.TextField(blank=True, verbose_name="公民身份号码（密文）")),
                ("id_number_hash", models.CharField(blank=True, max_length=64, verbose_name="公民身份号码（查重码）")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("10", "研究生"),
                            ("20", "大学本科"),
                            ("30", "大学专科"),
                            ("40", "中等职业"),
                            ("60", "普通高中"),
                            ("70", "初中"),
                            ("80", "小学"),
                            ("90", "其他"),
                        ],
                        max_length=2,
                        verbose_name="学历",
                    ),
                ),
                ("occupation", models.CharField(blank=True, max_length=40, verbose_name="工作岗位")),
                ("applied_on", models.DateField(verbose_name="递交申请书日期")),
                ("begun_at", models.PositiveSmallIntegerField(default=1, verbose_name="建档时已办到第几步")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("applicant", "入党申请人"),
                            ("activist", "入党积极分子"),
                            ("prospect", "发展对象"),
                            ("probationary", "预备党员"),
                            ("full", "正式党员"),
                        ],
                        default="applicant",
                        max_length=12,
                        verbose_name="阶段",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "在办"),
                            ("admitted", "已转正归档"),
                            ("withdrawn", "本人撤回申请"),
                            ("rejected", "没有通过"),
                            ("cancelled", "取消预备党员资格"),
                            ("moved", "随组织关系转出"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="办理情况",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("prolonged_on", models.DateField(blank=True, null=True, verbose_name="决定延长预备期的日期")),
                ("prolonged_until", models.DateField(blank=True, null=True, verbose_name="预备期延长到")),
                (
                    "prolonged_document",
                    models.CharField(blank=True, max_length=60, verbose_name="延长预备期的批复文号"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                        verbose_name="党员",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AttendanceEvent",
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
                        to="ledgers.attendance",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[("present", "到会"), ("absent", "缺席"), ("invited", "列席")],
                        default="present",
                        max_length=8,
                        verbose_name="到会情况",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=60, verbose_name="缺席原因")),
                ("votes", models.BooleanField(verbose_name="有表决权")),
                (
                    "exclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illness", "患精神病或者其他疾病，不能表达本人意志"),
                            ("abroad", "自费出国半年以上"),
                            ("prison", "没有受留党察看以上处分，但正在服刑"),
                            ("bedridden", "年老体弱卧床不起、长期生病，生活不能自理"),
                            ("moved", "外出半年以上，应当转走组织关系还没有转走"),
                        ],
                        max_length=10,
                        verbose_name="不计入应到会",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AppraisalLineEvent",
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
                        to="ledgers.appraisalline",
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
                    "appraisal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.appraisal",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                ("is_full", models.BooleanField(verbose_name="正式党员")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("here", "在本支部参评"),
                            ("elsewhere", "在流入地参评"),
                            ("exempt", "免予参评"),
                            ("absent", "没有参评"),
                        ],
                        default="here",
                        max_length=10,
                        verbose_name="参评情况",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("ballots", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="测评票数")),
                ("excellent", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="优秀票")),
                ("qualified", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="合格票")),
                ("basic", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="基本合格票")),
                ("unqualified", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="不合格票")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("qualified", "合格"),
                            ("basic", "基本合格"),
                            ("unqualified", "不合格"),
                        ],
                        max_length=12,
                        verbose_name="评定等次",
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "saved_by",
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
            name="AbsenceEvent",
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
                        to="ledgers.absence",
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
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
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
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                ("since", models.DateField(verbose_name="外出日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="返回日期")),
                ("place", models.CharField(max_length=60, verbose_name="外出地点")),
                ("is_fixed", models.BooleanField(default=False, verbose_name="地点相对固定")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                        verbose_name="联系人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
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
            name="MemberEvent",
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
                        to="ledgers.member",
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
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("id_number_cipher", models.TextField(blank=True, verbose_name="公民身份号码（密文）")),
                ("id_number_hash", models.CharField(blank=True, max_length=64, verbose_name="公民身份号码（查重码）")),
                ("gender", models.CharField(choices=[("1", "男"), ("2", "女")], max_length=1, verbose_name="性别")),
                ("ethnicity", models.CharField(default="汉族", max_length=20, verbose_name="民族")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("10", "研究生"),
                            ("20", "大学本科"),
                            ("30", "大学专科"),
                            ("40", "中等职业"),
                            ("60", "普通高中"),
                            ("70", "初中"),
                            ("80", "小学"),
                            ("90", "其他"),
                        ],
                        max_length=2,
                        verbose_name="学历",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[("full", "正式党员"), ("probationary", "预备党员")],
                        max_length=12,
                        verbose_name="人员类别",
                    ),
                ),
                ("joined_on", models.DateField(verbose_name="入党日期")),
                ("full_on", models.DateField(blank=True, null=True, verbose_name="转正日期")),
                ("occupation", models.CharField(blank=True, max_length=40, verbose_name="工作岗位")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="家庭住址")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("normal", "正常"),
                            ("suspended", "停止党籍"),
                            ("left", "已出党"),
                            ("moved", "已转出"),
                            ("dead", "去世"),
                        ],
                        default="normal",
                        max_length=10,
                        verbose_name="党籍状态",
                    ),
                ),
                ("lost_since", models.DateField(blank=True, null=True, verbose_name="失联日期")),
                (
                    "dues_from",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="党费从哪个月起在本支部交"),
                ),
                ("suspended_on", models.DateField(blank=True, null=True, verbose_name="停止党籍日期")),
                ("away_to", models.CharField(blank=True, max_length=60, verbose_name="流动去向")),
                ("group", models.CharField(blank=True, max_length=20, verbose_name="党小组")),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("secretary", "支部书记"),
                            ("deputy", "支部副书记"),
                            ("organisation", "组织委员"),
                            ("publicity", "宣传委员"),
                            ("discipline", "纪检委员"),
                        ],
                        max_length=12,
                        verbose_name="支部职务",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="membership_steps",
                        to="ledgers.member",
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("suspend", "停止党籍"),
                            ("resume", "恢复党籍"),
                            ("remove", "除名"),
                            ("quit", "退党"),
                            ("die", "去世"),
                            ("restore", "更正登记"),
                            ("expel", "开除党籍"),
                            ("advise", "劝其退党"),
                            ("strike", "组织处置除名"),
                            ("cancel", "取消预备党员资格"),
                            ("enter", "上名册"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("normal", "正常"),
                            ("suspended", "停止党籍"),
                            ("left", "已出党"),
                            ("moved", "已转出"),
                            ("dead", "去世"),
                        ],
                        max_length=10,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("normal", "正常"),
                            ("suspended", "停止党籍"),
                            ("left", "已出党"),
                            ("moved", "已转出"),
                            ("dead", "去世"),
                        ],
                        max_length=10,
                        verbose_name="新状态",
                    ),
                ),
                ("on", models.DateField(verbose_name="决定日期")),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("reason", models.CharField(max_length=200, verbose_name="依据")),
            ],
            options={
                "verbose_name": "党籍变动",
                "verbose_name_plural": "党籍变动",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="membership_step_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LimitExtensionEvent",
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
                        to="ledgers.limitextension",
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
                ("until", models.DateField(verbose_name="按时截止顺延到")),
                ("on_time_until", models.DateTimeField(verbose_name="按时提交截止")),
                ("locks_at", models.DateTimeField(verbose_name="锁定时间")),
                ("review_by", models.DateTimeField(verbose_name="乡镇审查截止")),
                ("report_by", models.DateTimeField(verbose_name="乡镇报送截止")),
                ("rereview_by", models.DateTimeField(verbose_name="区级复审截止")),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                ("document", models.CharField(max_length=80, verbose_name="文号")),
                (
                    "granted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("granted_at", models.DateTimeField(verbose_name="批准时间")),
                (
                    "revoked_by",
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
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                ("revoked_reason", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEvent",
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
                        to="ledgers.ledger",
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
                    "desk",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "未报"),
                            ("submitted", "待审"),
                            ("passed", "通过"),
                            ("returned", "已退回"),
                            ("locked", "已锁定"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="版次")),
                ("members", models.PositiveSmallIntegerField(default=0, verbose_name="党员数")),
                ("full_members", models.PositiveSmallIntegerField(default=0, verbose_name="正式党员数")),
                ("committee", models.PositiveSmallIntegerField(default=0, verbose_name="支委数")),
                ("groups", models.JSONField(default=list, verbose_name="党小组")),
                ("owed", models.PositiveSmallIntegerField(default=0, verbose_name="应做项数")),
                ("missing", models.PositiveSmallIntegerField(default=0, verbose_name="缺项数")),
                ("warnings", models.PositiveSmallIntegerField(default=0, verbose_name="预审提示数")),
                ("receipt", models.CharField(blank=True, max_length=8, verbose_name="凭据")),
                ("first_submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="首次提交时间")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="本版提交时间")),
                (
                    "submitted_by",
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
                ("township_passed_at", models.DateTimeField(blank=True, null=True, verbose_name="乡镇通过时间")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                ("district_passed_at", models.DateTimeField(blank=True, null=True, verbose_name="区级通过时间")),
                ("mend_by", models.DateTimeField(blank=True, null=True, verbose_name="改好截止")),
                (
                    "extended_on_time_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="顺延后的按时截止"),
                ),
                ("extended_locks_at", models.DateTimeField(blank=True, null=True, verbose_name="顺延后的锁定时间")),
                ("exception_until", models.DateTimeField(blank=True, null=True, verbose_name="补报截止")),
                ("excepted_at", models.DateTimeField(blank=True, null=True, verbose_name="补报时间")),
                ("locked_at", models.DateTimeField(blank=True, null=True, verbose_name="锁定时间")),
                ("roll_confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="名册核对时间")),
                (
                    "roll_confirmed_by",
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
                ("roll_note", models.CharField(blank=True, max_length=500, verbose_name="党员变动说明")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MonthEvent",
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
                        to="ledgers.month",
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
                ("month", models.DateField(verbose_name="月份")),
                ("on_time_until", models.DateTimeField(verbose_name="按时提交截止")),
                ("locks_at", models.DateTimeField(verbose_name="锁定时间")),
                ("review_by", models.DateTimeField(verbose_name="乡镇审查截止")),
                ("report_by", models.DateTimeField(verbose_name="乡镇报送截止")),
                ("rereview_by", models.DateTimeField(verbose_name="区级复审截止")),
                ("circular_by", models.DateTimeField(verbose_name="通报截止")),
                ("rules", config.lib.lazy_json.LazyJSONField(verbose_name="当月规则")),
                ("checklist_version", models.PositiveIntegerField(verbose_name="审查表版本")),
                ("expected", models.PositiveIntegerField(verbose_name="应报支部数")),
                ("opened_at", models.DateTimeField(verbose_name="开启时间")),
                (
                    "opened_by",
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
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="branches.organisation",
                    ),
                ),
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
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
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
                "indexes": [
                    models.Index(fields=["branch", "status"], name="publication_branch_status"),
                    models.Index(fields=["branch", "period_end"], name="publication_branch_period"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "key"), name="publication_started_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["party", "village", "finance"])), name="publication_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="publication_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="publication_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__contained_by", ["board", "group", "meeting", "online"])),
                        name="publication_places_known",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_on", None), ("approver", "")),
                            models.Q(("approved_on__isnull", False), models.Q(("approver", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="publication_approved_pair",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_on", None), ("checked_on__gte", models.F("drafted_on")), _connector="OR"
                            ),
                            models.Q(
                                ("approved_on", None),
                                models.Q(("approved_on__gte", models.F("checked_on")), ("checked_on__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("put_up_on", None),
                                models.Q(("approved_on__isnull", False), ("put_up_on__gte", models.F("approved_on"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("taken_down_on", None),
                                models.Q(("put_up_on__isnull", False), ("taken_down_on__gte", models.F("put_up_on"))),
                                _connector="OR",
                            ),
                        ),
                        name="publication_days_in_order",
                    ),
                    models.CheckConstraint(
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
                            models.Q(
                                ("put_up_on__isnull", False), ("status", "down"), ("taken_down_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="publication_status_has_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["up", "down"]), _negated=True),
                            models.Q(models.Q(("content", ""), _negated=True), models.Q(("places", []), _negated=True)),
                            _connector="OR",
                        ),
                        name="publication_shown_says_what_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("saved_at__gte", models.F("created_at"))),
                        name="publication_saved_after_created",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="ledgers.publication"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("from_whom", models.CharField(blank=True, max_length=20, verbose_name="谁提的")),
                ("text", models.TextField(max_length=2000, verbose_name="异议内容")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
            ],
            options={
                "verbose_name": "公开异议",
                "verbose_name_plural": "公开异议",
                "ordering": ["received_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "key"), name="objection_recorded_once"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="objection_says_what"),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("received_on"))),
                        name="objection_due_after_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("answered_at", None), ("answered_by", None), ("answered_on", None)
                            ),
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
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationalMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
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
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisational_measures",
                        to="ledgers.member",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("rectify", "限期改正"), ("advise", "劝其退党"), ("remove", "除名")],
                        max_length=10,
                        verbose_name="组织处置",
                    ),
                ),
                ("since", models.DateField(verbose_name="决定日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="改正期满")),
                ("decided_by", models.CharField(max_length=60, verbose_name="批准机关")),
                ("document", models.CharField(max_length=60, verbose_name="文号")),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("mended", "已经改正"), ("not_mended", "没有改正")],
                        max_length=10,
                        verbose_name="改正结果",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="评定日期")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "verbose_name": "组织处置",
                "verbose_name_plural": "组织处置",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("member", "kind", "since"),
                        name="organisational_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "rectify"), ("outcome", ""), ("withdrawn_at", None)),
                        fields=("member",),
                        name="organisational_one_rectification_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["rectify", "advise", "remove"])),
                        name="organisational_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rectify"), ("until__gt", models.F("since")), ("until__isnull", False)),
                            models.Q(models.Q(("kind", "rectify"), _negated=True), ("until", None)),
                            _connector="OR",
                        ),
                        name="organisational_until_of_rectification",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("outcome_on", None)),
                            models.Q(
                                ("kind", "rectify"),
                                ("outcome__in", ["mended", "not_mended"]),
                                ("outcome_on__gte", models.F("since")),
                                ("outcome_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="organisational_outcome_of_rectification",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", ""), _negated=True),
                            models.Q(("document", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="organisational_is_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_why", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="organisational_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationalMeasureEvent",
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
                        to="ledgers.organisationalmeasure",
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
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
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
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="撤销原因")),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("rectify", "限期改正"), ("advise", "劝其退党"), ("remove", "除名")],
                        max_length=10,
                        verbose_name="组织处置",
                    ),
                ),
                ("since", models.DateField(verbose_name="决定日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="改正期满")),
                ("decided_by", models.CharField(max_length=60, verbose_name="批准机关")),
                ("document", models.CharField(max_length=60, verbose_name="文号")),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("mended", "已经改正"), ("not_mended", "没有改正")],
                        max_length=10,
                        verbose_name="改正结果",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="评定日期")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
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
            name="OutageCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outage_credits", to="ledgers.month"
                    ),
                ),
                (
                    "limit",
                    models.CharField(
                        choices=[
                            ("on_time_until", "on_time_until"),
                            ("locks_at", "locks_at"),
                            ("review_by", "review_by"),
                            ("report_by", "report_by"),
                            ("rereview_by", "rereview_by"),
                            ("mend_by", "mend_by"),
                        ],
                        max_length=16,
                        verbose_name="时限",
                    ),
                ),
                ("moved_from", models.DateTimeField(verbose_name="原截止")),
                ("moved_to", models.DateTimeField(verbose_name="顺延到")),
                ("down_from", models.DateTimeField(verbose_name="停机开始")),
                ("down_until", models.DateTimeField(verbose_name="停机结束")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="顺延小时数")),
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "verbose_name": "系统停机顺延",
                "verbose_name_plural": "系统停机顺延",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("limit", "mend_by"), _negated=True),
                        fields=("month", "limit", "moved_from"),
                        name="outage_credit_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("limit", "mend_by")),
                        fields=("month", "limit", "moved_from", "down_from"),
                        name="outage_credit_once_for_mending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "limit__in",
                                ("on_time_until", "locks_at", "review_by", "report_by", "rereview_by", "mend_by"),
                            )
                        ),
                        name="outage_credit_limit_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("down_until__gt", models.F("down_from")),
                            ("hours__gt", 0),
                            ("moved_to__gt", models.F("moved_from")),
                            ("down_from__lt", models.F("moved_from")),
                        ),
                        name="outage_credit_never_shortens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutageCreditEvent",
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
                        to="ledgers.outagecredit",
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
                    "limit",
                    models.CharField(
                        choices=[
                            ("on_time_until", "on_time_until"),
                            ("locks_at", "locks_at"),
                            ("review_by", "review_by"),
                            ("report_by", "report_by"),
                            ("rereview_by", "rereview_by"),
                            ("mend_by", "mend_by"),
                        ],
                        max_length=16,
                        verbose_name="时限",
                    ),
                ),
                ("moved_from", models.DateTimeField(verbose_name="原截止")),
                ("moved_to", models.DateTimeField(verbose_name="顺延到")),
                ("down_from", models.DateTimeField(verbose_name="停机开始")),
                ("down_until", models.DateTimeField(verbose_name="停机结束")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="顺延小时数")),
                ("at", models.DateTimeField(verbose_name="记录时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ObjectionEvent",
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
                        to="ledgers.objection",
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
                    "publication",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.publication",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("from_whom", models.CharField(blank=True, max_length=20, verbose_name="谁提的")),
                ("text", models.TextField(max_length=2000, verbose_name="异议内容")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicationEvent",
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
                        to="ledgers.publication",
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
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
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
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
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
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="ledgers.publication"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.storedfile"
                    ),
                ),
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
            ],
            options={
                "verbose_name": "公开附件",
                "verbose_name_plural": "公开附件",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "file"), name="publication_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(("moment__in", ["first", "last", "draft"])),
                        name="publication_file_moment_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicationFileEvent",
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
                        to="ledgers.publicationfile",
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
                    "publication",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.publication",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicationProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_profile",
                        to="branches.organisation",
                    ),
                ),
                ("has_busy_finance", models.BooleanField(default=False, verbose_name="集体财务往来较多")),
                ("set_at", models.DateTimeField(verbose_name="设定时间")),
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
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("has_busy_finance", models.BooleanField(default=False, verbose_name="集体财务往来较多")),
                ("set_at", models.DateTimeField(verbose_name="设定时间")),
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
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.publication"
                    ),
                ),
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
            options={
                "verbose_name": "公开办理记录",
                "verbose_name_plural": "公开办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "return"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="publication_return_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll_imports",
                        to="branches.organisation",
                    ),
                ),
                ("filename", models.CharField(max_length=120, verbose_name="文件名")),
                ("digest", models.CharField(max_length=64, verbose_name="文件校验码")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("received", "正在检查"),
                            ("checked", "等您确认"),
                            ("queued", "正在写入"),
                            ("done", "已导入"),
                            ("refused", "表格读不了"),
                            ("dropped", "已放弃"),
                            ("expired", "已过期"),
                        ],
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="总行数")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已读行数")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="新增")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="修改")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="没有变化")),
                ("bad", models.PositiveIntegerField(default=0, verbose_name="有错")),
                ("notes", models.JSONField(default=list, verbose_name="说明")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                ("good_only", models.BooleanField(default=False, verbose_name="只导入正确的行")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "chosen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("chosen_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
            ],
            options={
                "verbose_name": "名册导入",
                "verbose_name_plural": "名册导入",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["branch", "stage"], name="roll_import_branch_stage")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["received", "checked", "queued", "done", "refused", "dropped", "expired"])
                        ),
                        name="roll_import_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage__in", ("checked", "queued", "done")), _negated=True),
                            models.Q(
                                (
                                    "total",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("new"), "+", models.F("changed")
                                            ),
                                            "+",
                                            models.F("unchanged"),
                                        ),
                                        "+",
                                        models.F("bad"),
                                    ),
                                ),
                                ("total__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="roll_import_counts_add_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("chosen_at", None), ("chosen_by", None)),
                            models.Q(("chosen_at__isnull", False), ("chosen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="roll_import_chosen_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage__in", ["queued", "done"]), _negated=True),
                            ("chosen_at__isnull", False),
                            _connector="OR",
                        ),
                        name="roll_import_writing_was_chosen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("stage__in", ("received", "checked", "queued"))),
                            models.Q(
                                models.Q(("stage__in", ("received", "checked", "queued")), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="roll_import_finished_when_over",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ("received", "checked", "queued"))),
                        fields=("branch", "digest"),
                        name="roll_import_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollImportContent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "roll_import",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="content", to="ledgers.rollimport"
                    ),
                ),
                ("upload", models.BinaryField(default=b"", verbose_name="上传的表格（密文）")),
                ("report", models.BinaryField(default=b"", verbose_name="检查结果（密文）")),
                ("errors", models.BinaryField(default=b"", verbose_name="错误表格（密文）")),
            ],
            options={
                "verbose_name": "名册导入内容",
                "verbose_name_plural": "名册导入内容",
            },
        ),
        migrations.CreateModel(
            name="RollImportEvent",
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
                        to="ledgers.rollimport",
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
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("filename", models.CharField(max_length=120, verbose_name="文件名")),
                ("digest", models.CharField(max_length=64, verbose_name="文件校验码")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("received", "正在检查"),
                            ("checked", "等您确认"),
                            ("queued", "正在写入"),
                            ("done", "已导入"),
                            ("refused", "表格读不了"),
                            ("dropped", "已放弃"),
                            ("expired", "已过期"),
                        ],
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="总行数")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="新增")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="修改")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="没有变化")),
                ("bad", models.PositiveIntegerField(default=0, verbose_name="有错")),
                ("notes", models.JSONField(default=list, verbose_name="说明")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                ("good_only", models.BooleanField(default=False, verbose_name="只导入正确的行")),
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
                ("at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "chosen_by",
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
                ("chosen_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RollImportStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "roll_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.rollimport"
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "正在检查"),
                            ("checked", "等您确认"),
                            ("queued", "正在写入"),
                            ("done", "已导入"),
                            ("refused", "表格读不了"),
                            ("dropped", "已放弃"),
                            ("expired", "已过期"),
                        ],
                        max_length=10,
                        verbose_name="原进度",
                    ),
                ),
                (
                    "to_stage",
                    models.CharField(
                        choices=[
                            ("received", "正在检查"),
                            ("checked", "等您确认"),
                            ("queued", "正在写入"),
                            ("done", "已导入"),
                            ("refused", "表格读不了"),
                            ("dropped", "已放弃"),
                            ("expired", "已过期"),
                        ],
                        max_length=10,
                        verbose_name="新进度",
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
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="原因")),
            ],
            options={
                "verbose_name": "名册导入步骤",
                "verbose_name_plural": "名册导入步骤",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SensitiveAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("fields", models.JSONField(default=list, verbose_name="查看的项目")),
                ("rows", models.PositiveIntegerField(verbose_name="人数")),
                ("reason", models.CharField(max_length=200, verbose_name="用途")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reveal", "查看完整信息"),
                            ("export", "导出完整名册"),
                            ("summary", "导出汇总名册（号码打星号）"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
            ],
            options={
                "verbose_name": "敏感信息查看记录",
                "verbose_name_plural": "敏感信息查看记录",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["organisation", "at"], name="access_organisation_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["reveal", "export", "summary"])), name="access_kind_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="access_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reveal"), ("member__isnull", False), ("rows", 1)),
                            models.Q(("kind__in", ["export", "summary"]), ("member", None)),
                            _connector="OR",
                        ),
                        name="access_one_member_or_a_roll",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudyRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="studies", to="ledgers.member"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("date", models.DateField(verbose_name="日期")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="时长（分钟）")),
                ("what", models.CharField(max_length=80, verbose_name="学习内容")),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="studies",
                        to="ledgers.meeting",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "verbose_name": "学习记录",
                "verbose_name_plural": "学习记录",
                "ordering": ["-date", "-pk"],
                "indexes": [models.Index(fields=["member", "date"], name="study_member_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "member"), name="study_once_per_meeting"),
                    models.UniqueConstraint(fields=("key", "member"), name="study_recorded_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gt", 0), ("minutes__lte", 6000), models.Q(("what", ""), _negated=True)
                        ),
                        name="study_lasts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudyRecordEvent",
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
                        to="ledgers.studyrecord",
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("date", models.DateField(verbose_name="日期")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="时长（分钟）")),
                ("what", models.CharField(max_length=80, verbose_name="学习内容")),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.meeting",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
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
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="ledgers.ledger"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("receipt", models.CharField(max_length=8, unique=True, verbose_name="凭据")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="提交时间")),
                ("snapshot", models.JSONField(verbose_name="内容")),
                ("warnings", models.JSONField(default=list, verbose_name="预审提示")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "提交",
                "verbose_name_plural": "提交",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("ledger", "revision"), name="submission_once_per_revision")
                ],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="branches.organisation"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("talked_on", models.DateField(verbose_name="日期")),
                (
                    "pair",
                    models.CharField(
                        choices=[
                            ("secretary", "书记和委员"),
                            ("committee", "委员之间"),
                            ("member", "委员和党员"),
                            ("members", "党员之间"),
                        ],
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                        verbose_name="谈话人",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                        verbose_name="谈话对象",
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=60, verbose_name="话题")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
            ],
            options={
                "verbose_name": "谈心谈话",
                "verbose_name_plural": "谈心谈话",
                "ordering": ["-talked_on", "-pk"],
                "indexes": [models.Index(fields=["branch", "talked_on"], name="talk_branch_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "key"), name="talk_recorded_once"),
                    models.UniqueConstraint(fields=("talked_on", "one", "other"), name="talk_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("pair__in", ["secretary", "committee", "member", "members"])),
                        name="talk_pair_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True), name="talk_of_two_people"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkEvent",
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
                        to="ledgers.talk",
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
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("talked_on", models.DateField(verbose_name="日期")),
                (
                    "pair",
                    models.CharField(
                        choices=[
                            ("secretary", "书记和委员"),
                            ("committee", "委员之间"),
                            ("member", "委员和党员"),
                            ("members", "党员之间"),
                        ],
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                        verbose_name="谈话人",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                        verbose_name="谈话对象",
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=60, verbose_name="话题")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
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
            name="ThemeSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="theme_suggestions",
                        to="branches.organisation",
                    ),
                ),
                ("month", models.DateField(verbose_name="月份")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("general", "支部党员大会"),
                            ("committee", "支部委员会"),
                            ("group", "党小组会"),
                            ("lecture", "党课"),
                            ("theme_day", "主题党日"),
                            ("life", "组织生活会"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="会议类型",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="主题")),
                ("outline", models.TextField(max_length=1000, verbose_name="提纲")),
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
                ("at", models.DateTimeField(verbose_name="保存时间")),
            ],
            options={
                "verbose_name": "主题建议",
                "verbose_name_plural": "主题建议",
                "ordering": ["-month", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "month", "kind"), name="suggestion_once_per_month_and_kind"
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="suggestion_month_is_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["general", "committee", "group", "lecture", "theme_day", "life", "other"])
                        ),
                        name="suggestion_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("outline", ""), _negated=True)
                        ),
                        name="suggestion_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeSuggestionEvent",
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
                        to="ledgers.themesuggestion",
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
                ("month", models.DateField(verbose_name="月份")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("general", "支部党员大会"),
                            ("committee", "支部委员会"),
                            ("group", "党小组会"),
                            ("lecture", "党课"),
                            ("theme_day", "主题党日"),
                            ("life", "组织生活会"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="会议类型",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="主题")),
                ("outline", models.TextField(max_length=1000, verbose_name="提纲")),
                (
                    "by",
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
                ("at", models.DateTimeField(verbose_name="保存时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("inside", "转到本区其他支部"), ("out", "转到外地"), ("in", "从外地转入")],
                        max_length=10,
                        verbose_name="去向",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "已申请"),
                            ("checked", "支部审核通过"),
                            ("issued", "已开介绍信"),
                            ("received", "接收方已接收"),
                            ("completed", "回执已到，办完"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="ledgers.member",
                    ),
                ),
                (
                    "new_member",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrived_by",
                        to="ledgers.member",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="branches.organisation",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("outside", models.CharField(blank=True, max_length=80, verbose_name="外地党组织")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="转接原因")),
                ("applied_on", models.DateField(verbose_name="申请日期")),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="介绍信编号")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="开具日期")),
                ("paid_until", models.DateField(blank=True, null=True, verbose_name="党费交至")),
                ("within_city", models.BooleanField(blank=True, null=True, verbose_name="市内转接")),
                ("valid_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="有效天数")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="接收日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "组织关系转接",
                "verbose_name_plural": "组织关系转接",
                "indexes": [
                    models.Index(fields=["source", "state"], name="transfer_source_state"),
                    models.Index(fields=["target", "state"], name="transfer_target_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("applied", "checked", "issued", "received"))),
                        fields=("member",),
                        name="transfer_one_open_per_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["applied", "checked", "issued", "received", "completed", "returned", "withdrawn"],
                            )
                        ),
                        name="transfer_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "inside"),
                                ("member__isnull", False),
                                ("outside", ""),
                                ("source__isnull", False),
                                ("target__isnull", False),
                                models.Q(("source", models.F("target")), _negated=True),
                            ),
                            models.Q(
                                ("kind", "out"),
                                ("member__isnull", False),
                                ("source__isnull", False),
                                ("target", None),
                                models.Q(("outside", ""), _negated=True),
                            ),
                            models.Q(
                                ("kind", "in"),
                                ("member", None),
                                ("source", None),
                                ("target__isnull", False),
                                models.Q(("outside", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_two_sides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("applied", "checked")),
                                ("issued_on", None),
                                ("letter_number", ""),
                                ("paid_until", None),
                                ("valid_days", None),
                                ("valid_until", None),
                                ("within_city", None),
                            ),
                            models.Q(
                                ("state__in", ("issued", "received", "completed")),
                                models.Q(("letter_number", ""), _negated=True),
                                ("issued_on__isnull", False),
                                ("paid_until__isnull", False),
                                ("valid_days__isnull", False),
                                ("valid_days__range", (1, 90)),
                                ("valid_until__gt", models.F("issued_on")),
                                ("valid_until__isnull", False),
                                (
                                    "valid_until__lte",
                                    models.Func(
                                        models.F("issued_on"),
                                        output_field=models.DateField(),
                                        template="(%(expressions)s + 90)",
                                    ),
                                ),
                                ("within_city__isnull", False),
                            ),
                            models.Q(
                                ("state__in", ("returned", "withdrawn")),
                                models.Q(
                                    models.Q(
                                        ("issued_on", None),
                                        ("letter_number", ""),
                                        ("paid_until", None),
                                        ("valid_days", None),
                                        ("valid_until", None),
                                        ("within_city", None),
                                    ),
                                    models.Q(
                                        models.Q(("letter_number", ""), _negated=True),
                                        ("issued_on__isnull", False),
                                        ("paid_until__isnull", False),
                                        ("valid_days__isnull", False),
                                        ("valid_days__range", (1, 90)),
                                        ("valid_until__gt", models.F("issued_on")),
                                        ("valid_until__isnull", False),
                                        (
                                            "valid_until__lte",
                                            models.Func(
                                                models.F("issued_on"),
                                                output_field=models.DateField(),
                                                template="(%(expressions)s + 90)",
                                            ),
                                        ),
                                        ("within_city__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_letter_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on__isnull", False), ("state__in", ("received", "completed"))),
                            models.Q(
                                models.Q(("state__in", ("received", "completed")), _negated=True), ("received_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="transfer_received_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False), ("state__in", ("completed", "returned", "withdrawn"))
                            ),
                            models.Q(
                                models.Q(("state__in", ("completed", "returned", "withdrawn")), _negated=True),
                                ("ended_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_ended_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("inside", "in")), ("new_member__isnull", False), ("state", "completed")
                            ),
                            models.Q(
                                models.Q(("state", "completed"), ("kind__in", ("inside", "in")), _negated=True),
                                ("new_member", None),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_new_member_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_on", None),
                                ("kind", "in"),
                                ("issued_on__gte", models.F("applied_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("received_on", None),
                                models.Q(("issued_on__isnull", False), ("received_on__gte", models.F("issued_on"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("ended_on", None),
                                ("received_on", None),
                                ("ended_on__gte", models.F("received_on")),
                                _connector="OR",
                            ),
                            models.Q(("ended_on", None), ("ended_on__gte", models.F("applied_on")), _connector="OR"),
                        ),
                        name="transfer_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferEvent",
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
                        to="ledgers.transfer",
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
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("inside", "转到本区其他支部"), ("out", "转到外地"), ("in", "从外地转入")],
                        max_length=10,
                        verbose_name="去向",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "已申请"),
                            ("checked", "支部审核通过"),
                            ("issued", "已开介绍信"),
                            ("received", "接收方已接收"),
                            ("completed", "回执已到，办完"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "new_member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ledgers.member",
                    ),
                ),
                (
                    "source",
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
                    "target",
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
                ("outside", models.CharField(blank=True, max_length=80, verbose_name="外地党组织")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="转接原因")),
                ("applied_on", models.DateField(verbose_name="申请日期")),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="介绍信编号")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="开具日期")),
                ("paid_until", models.DateField(blank=True, null=True, verbose_name="党费交至")),
                ("within_city", models.BooleanField(blank=True, null=True, verbose_name="市内转接")),
                ("valid_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="有效天数")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="接收日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransferStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledgers.transfer"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("apply", "申请转接"),
                            ("register", "登记外来介绍信"),
                            ("check", "支部审核通过"),
                            ("issue", "开介绍信"),
                            ("receive", "接收"),
                            ("complete", "回执已到"),
                            ("return", "退回"),
                            ("withdraw", "撤回"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("applied", "已申请"),
                            ("checked", "支部审核通过"),
                            ("issued", "已开介绍信"),
                            ("received", "接收方已接收"),
                            ("completed", "回执已到，办完"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=10,
                        verbose_name="原进度",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("applied", "已申请"),
                            ("checked", "支部审核通过"),
                            ("issued", "已开介绍信"),
                            ("received", "接收方已接收"),
                            ("completed", "回执已到，办完"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=10,
                        verbose_name="新进度",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "组织关系转接办理记录",
                "verbose_name_plural": "组织关系转接办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ("return", "withdraw")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="transfer_stop_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ("apply", "register")), ("from_state", "")),
                            models.Q(
                                models.Q(("action__in", ("apply", "register")), _negated=True),
                                models.Q(("from_state", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_begins_from_nothing",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisalevent" ("balloted_on", "ballots_cast", "branch_id", "decided_on", "feedback_on", "id", "mobilised_on", "peers_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reported_at", "reported_by_id", "self_on", "started_at", "started_by_id", "status", "year") SELECT new_values."balloted_on", new_values."ballots_cast", new_values."branch_id", new_values."decided_on", new_values."feedback_on", new_values."id", new_values."mobilised_on", new_values."peers_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."reported_at", new_values."reported_by_id", new_values."self_on", new_values."started_at", new_values."started_by_id", new_values."status", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8861d081041dc2f4200e2becd6d6a46d8ec2e28a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b02af",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_appraisal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisalevent" ("balloted_on", "ballots_cast", "branch_id", "decided_on", "feedback_on", "id", "mobilised_on", "peers_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reported_at", "reported_by_id", "self_on", "started_at", "started_by_id", "status", "year") SELECT new_values."balloted_on", new_values."ballots_cast", new_values."branch_id", new_values."decided_on", new_values."feedback_on", new_values."id", new_values."mobilised_on", new_values."peers_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_on", new_values."reported_at", new_values."reported_by_id", new_values."self_on", new_values."started_at", new_values."started_by_id", new_values."status", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="43e93b4110caa3fc2d4d1b241c40a39b4d86d130",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c59d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_appraisal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisalevent" ("balloted_on", "ballots_cast", "branch_id", "decided_on", "feedback_on", "id", "mobilised_on", "peers_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reported_at", "reported_by_id", "self_on", "started_at", "started_by_id", "status", "year") SELECT old_values."balloted_on", old_values."ballots_cast", old_values."branch_id", old_values."decided_on", old_values."feedback_on", old_values."id", old_values."mobilised_on", old_values."peers_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_on", old_values."reported_at", old_values."reported_by_id", old_values."self_on", old_values."started_at", old_values."started_by_id", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e53b6c3cc5b1fc6fe3240c15817d0726c46019be",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc90b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_appraisal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bb3cd0fabf95d1d5097b6a32d127ff2669726fa1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f0432",
                    table="ledgers_appraisalevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8271ed347f0b6d65bf51e1a077c8b06c494e907a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ec851",
                    table="ledgers_appraisalstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="candidatemove",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4224809add2d76045c809eb5afff04da97f6dcda",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_363b5",
                    table="ledgers_candidatemove",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="da7a14aebfe439f5b4dac8649406508df41ebf07",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_32252",
                    table="ledgers_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionevent" ("amount_cents", "approved_at", "branch_id", "created_at", "created_by_id", "id", "key", "matter", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "serial", "state", "title", "version", "year") SELECT new_values."amount_cents", new_values."approved_at", new_values."branch_id", new_values."created_at", new_values."created_by_id", new_values."id", new_values."key", new_values."matter", new_values."origin", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposal", new_values."serial", new_values."state", new_values."title", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad6ff8f9abdd976df213388567b1aba910000f72",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_735fe",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionevent" ("amount_cents", "approved_at", "branch_id", "created_at", "created_by_id", "id", "key", "matter", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "serial", "state", "title", "version", "year") SELECT new_values."amount_cents", new_values."approved_at", new_values."branch_id", new_values."created_at", new_values."created_by_id", new_values."id", new_values."key", new_values."matter", new_values."origin", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposal", new_values."serial", new_values."state", new_values."title", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce54cad6fa0500dfdc14a5f7dfd47e6584cd6e8e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1809",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionevent" ("amount_cents", "approved_at", "branch_id", "created_at", "created_by_id", "id", "key", "matter", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "serial", "state", "title", "version", "year") SELECT old_values."amount_cents", old_values."approved_at", old_values."branch_id", old_values."created_at", old_values."created_by_id", old_values."id", old_values."key", old_values."matter", old_values."origin", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposal", old_values."serial", old_values."state", old_values."title", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="be88a010838160e46763de274a4deff9e58cd0ab",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e05ed",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisiondraftfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisiondraftfileevent" ("added_at", "added_by_id", "decision_id", "file_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."added_at", new_values."added_by_id", new_values."decision_id", new_values."file_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6f81f9314c68fa38d56a1fc4c2d469a402473a2a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cc168",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_decisiondraftfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisiondraftfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisiondraftfileevent" ("added_at", "added_by_id", "decision_id", "file_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."added_at", new_values."added_by_id", new_values."decision_id", new_values."file_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="185a1bcedde0433762751be6bf8b8136d65bb8ea",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5573b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_decisiondraftfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisiondraftfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisiondraftfileevent" ("added_at", "added_by_id", "decision_id", "file_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."added_at", old_values."added_by_id", old_values."decision_id", old_values."file_id", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="890e6076472b51f59c6135bd815d1d5807c67fd8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_df349",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_decisiondraftfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisiondraftfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="11774974067902587c150f26e4d66d427dc7d8c4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1e06d",
                    table="ledgers_decisiondraftfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="919c0b4139147fc6b9a17c70a4a140905b6d28d8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_181e2",
                    table="ledgers_decisionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionexemption",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionexemptionevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "decided_note", "decision_id", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "version") SELECT new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."decided_note", new_values."decision_id", new_values."due_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="270a489454ab4ba26f9ba3bc7c3304e7bfb3e6ab",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_37d4f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_decisionexemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionexemption",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionexemptionevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "decided_note", "decision_id", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "version") SELECT new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."decided_note", new_values."decision_id", new_values."due_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3b29f7b108a0c07af56b6be3b7059b928184bcf8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_441f4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_decisionexemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionexemption",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionexemptionevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "decided_note", "decision_id", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "version") SELECT old_values."asked_at", old_values."asked_by_id", old_values."decided_at", old_values."decided_by_id", old_values."decided_note", old_values."decision_id", old_values."due_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4dee58a74f8f4aac963ff0021e021c9b6ac4a6bd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0e351",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_decisionexemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionexemptionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9d2b2afe5749cfabb047e28959278f087520e7ad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8ea1f",
                    table="ledgers_decisionexemptionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionlog",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="68ff9cb704c227b40ab8e252e0f2ef173c36da47",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_60d99",
                    table="ledgers_decisionlog",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionobjectionevent" ("answer", "answered_on", "created_at", "created_by_id", "decision_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "text", "version", "who") SELECT new_values."answer", new_values."answered_on", new_values."created_at", new_values."created_by_id", new_values."decision_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_on", new_values."text", new_values."version", new_values."who" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1dcc0ee63ef355992bb48bf60c6d24c9b09ccad2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4e261",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_decisionobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionobjectionevent" ("answer", "answered_on", "created_at", "created_by_id", "decision_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "text", "version", "who") SELECT new_values."answer", new_values."answered_on", new_values."created_at", new_values."created_by_id", new_values."decision_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_on", new_values."text", new_values."version", new_values."who" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fa4d247aab525c27ee8bf6b84ad7d1a14bb9e3fa",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2b9b0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_decisionobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionobjectionevent" ("answer", "answered_on", "created_at", "created_by_id", "decision_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "text", "version", "who") SELECT old_values."answer", old_values."answered_on", old_values."created_at", old_values."created_by_id", old_values."decision_id", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raised_on", old_values."text", old_values."version", old_values."who" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6230c8975a6d39d6cd86e0913c47d2c5c81d9030",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b1d8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_decisionobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionobjectionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ad9a3bb7f651ce18cbea47e1585b458fb8089357",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a27cc",
                    table="ledgers_decisionobjectionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3f82274013fa1595b075a155af50333f5cbaedcc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_729c2",
                    table="ledgers_decisionfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionfileevent" ("added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "step_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."step_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce016d5d810fe33b1d24feb289dd82d3c18a56d9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d3bf6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_decisionfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionfileevent" ("added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "step_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."step_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9350cff828f8077d0b3c5fad10cbb83f8317fc00",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20269",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_decisionfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionfileevent" ("added_at", "added_by_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "step_id") SELECT old_values."added_at", old_values."added_by_id", old_values."file_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."step_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4a29b87ccbb399fce79f41aabbf9a09e70773639",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_064ee",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_decisionfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="294bd0e0102ffddf709efdf12db1312f41ceb712",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4c6e5",
                    table="ledgers_decisionversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtparameters",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_districtparametersevent" ("circular_day", "circular_prefix", "district_id", "id", "issuer", "lock_day", "on_time_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_day", "rereview_day", "review_day") SELECT new_values."circular_day", new_values."circular_prefix", new_values."district_id", new_values."id", new_values."issuer", new_values."lock_day", new_values."on_time_day", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_day", new_values."rereview_day", new_values."review_day" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0bce55cca1863dc70a542d3b6ed762ac859e3e9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_72af6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_districtparameters",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtparameters",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_districtparametersevent" ("circular_day", "circular_prefix", "district_id", "id", "issuer", "lock_day", "on_time_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_day", "rereview_day", "review_day") SELECT new_values."circular_day", new_values."circular_prefix", new_values."district_id", new_values."id", new_values."issuer", new_values."lock_day", new_values."on_time_day", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."report_day", new_values."rereview_day", new_values."review_day" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f1230a8a18224da5d416b58a690428146f91844c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_171e1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_districtparameters",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtparameters",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_districtparametersevent" ("circular_day", "circular_prefix", "district_id", "id", "issuer", "lock_day", "on_time_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_day", "rereview_day", "review_day") SELECT old_values."circular_day", old_values."circular_prefix", old_values."district_id", old_values."id", old_values."issuer", old_values."lock_day", old_values."on_time_day", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report_day", old_values."rereview_day", old_values."review_day" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f643c410774df256c3c1324bcccc94af3d60fa29",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0dcce",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_districtparameters",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtparametersevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3e439c7a1620aa7c624b609cdfc6b1183cee355c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9f2fc",
                    table="ledgers_districtparametersevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgerstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="899b3446d5e29687d37d96bd82a1959b6148678d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_26a82",
                    table="ledgers_ledgerstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localrule",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="db800910eff9bb343c9bd91b8fe5a4f9025c9f36",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_40673",
                    table="ledgers_localrule",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lockexception",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_lockexceptionevent" ("asked_at", "asked_by_id", "district_at", "district_by_id", "district_word", "ended_at", "file_id", "id", "ledger_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "township_at", "township_by_id", "township_word", "until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."district_at", new_values."district_by_id", new_values."district_word", new_values."ended_at", new_values."file_id", new_values."id", new_values."ledger_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state", new_values."township_at", new_values."township_by_id", new_values."township_word", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="768ded918feec1383c600b0e1f9fa6ce17317fd5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_81b92",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_lockexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lockexception",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_lockexceptionevent" ("asked_at", "asked_by_id", "district_at", "district_by_id", "district_word", "ended_at", "file_id", "id", "ledger_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "township_at", "township_by_id", "township_word", "until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."district_at", new_values."district_by_id", new_values."district_word", new_values."ended_at", new_values."file_id", new_values."id", new_values."ledger_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."state", new_values."township_at", new_values."township_by_id", new_values."township_word", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2c25a043bb4eceacc769f195acbb8d53d6b3ef7d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a2233",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_lockexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lockexception",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_lockexceptionevent" ("asked_at", "asked_by_id", "district_at", "district_by_id", "district_word", "ended_at", "file_id", "id", "ledger_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "township_at", "township_by_id", "township_word", "until") SELECT old_values."asked_at", old_values."asked_by_id", old_values."district_at", old_values."district_by_id", old_values."district_word", old_values."ended_at", old_values."file_id", old_values."id", old_values."ledger_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."state", old_values."township_at", old_values."township_by_id", old_values."township_word", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="99108c1ff7943438c993527572e14fb240896cb5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_61358",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_lockexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lockexceptionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6b9ab033f48aff34c2ef08f19969353d8109df98",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4b5a8",
                    table="ledgers_lockexceptionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionstepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c050ade65992758417c4b51e7f8e9d8998db7a03",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4af96",
                    table="ledgers_decisionstepevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionstepevent" ("accepted_on", "amount_cents", "attendee", "body_called", "body_came", "called", "came", "confirmed_at", "confirmed_by_id", "content", "decision_id", "faults", "frozen", "held_on", "id", "matter", "meeting_id", "notice_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "profile", "settlement_cents", "superseded_at", "supervision", "supervision_agrees", "until", "version", "votes_abstain", "votes_against", "votes_for") SELECT new_values."accepted_on", new_values."amount_cents", new_values."attendee", new_values."body_called", new_values."body_came", new_values."called", new_values."came", new_values."confirmed_at", new_values."confirmed_by_id", new_values."content", new_values."decision_id", new_values."faults", new_values."frozen", new_values."held_on", new_values."id", new_values."matter", new_values."meeting_id", new_values."notice_on", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."profile", new_values."settlement_cents", new_values."superseded_at", new_values."supervision", new_values."supervision_agrees", new_values."until", new_values."version", new_values."votes_abstain", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d799edb5ba7010aaa4056d199e1904eddc67e29",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0a73",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_decisionstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionstepevent" ("accepted_on", "amount_cents", "attendee", "body_called", "body_came", "called", "came", "confirmed_at", "confirmed_by_id", "content", "decision_id", "faults", "frozen", "held_on", "id", "matter", "meeting_id", "notice_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "profile", "settlement_cents", "superseded_at", "supervision", "supervision_agrees", "until", "version", "votes_abstain", "votes_against", "votes_for") SELECT new_values."accepted_on", new_values."amount_cents", new_values."attendee", new_values."body_called", new_values."body_came", new_values."called", new_values."came", new_values."confirmed_at", new_values."confirmed_by_id", new_values."content", new_values."decision_id", new_values."faults", new_values."frozen", new_values."held_on", new_values."id", new_values."matter", new_values."meeting_id", new_values."notice_on", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."profile", new_values."settlement_cents", new_values."superseded_at", new_values."supervision", new_values."supervision_agrees", new_values."until", new_values."version", new_values."votes_abstain", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="22186e96fc553fef9c6e9557b7635f266130cced",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1520",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_decisionstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_decisionstepevent" ("accepted_on", "amount_cents", "attendee", "body_called", "body_came", "called", "came", "confirmed_at", "confirmed_by_id", "content", "decision_id", "faults", "frozen", "held_on", "id", "matter", "meeting_id", "notice_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "profile", "settlement_cents", "superseded_at", "supervision", "supervision_agrees", "until", "version", "votes_abstain", "votes_against", "votes_for") SELECT old_values."accepted_on", old_values."amount_cents", old_values."attendee", old_values."body_called", old_values."body_came", old_values."called", old_values."came", old_values."confirmed_at", old_values."confirmed_by_id", old_values."content", old_values."decision_id", old_values."faults", old_values."frozen", old_values."held_on", old_values."id", old_values."matter", old_values."meeting_id", old_values."notice_on", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."profile", old_values."settlement_cents", old_values."superseded_at", old_values."supervision", old_values."supervision_agrees", old_values."until", old_values."version", old_values."votes_abstain", old_values."votes_against", old_values."votes_for" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1691403f0b9e6db3d817bfbb1aebf521cee4c305",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e6bb6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_decisionstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalmeetingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0dbd709b5eb3ad150d1f84df8d335d3e4cf085ce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_612fc",
                    table="ledgers_appraisalmeetingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisalmeetingevent" ("added_at", "added_by_id", "appraisal_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."appraisal_id", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="17ec9e1ebd80d4fed084eaeb7e90eeb070fa1ce6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ab0d8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_appraisalmeeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisalmeetingevent" ("added_at", "added_by_id", "appraisal_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."appraisal_id", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="84ec613942dba65a0ac260e86b9f659596e3cae5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a4b2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_appraisalmeeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisalmeetingevent" ("added_at", "added_by_id", "appraisal_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."added_at", old_values."added_by_id", old_values."appraisal_id", old_values."id", old_values."meeting_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3882efa7f688c6fddd8292fbe3cbb42b3b799f5a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_49384",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_appraisalmeeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingballot",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingballotevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "votes_abstain", "votes_against", "votes_for", "written_abstain", "written_against", "written_for") SELECT new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."subject", new_values."votes_abstain", new_values."votes_against", new_values."votes_for", new_values."written_abstain", new_values."written_against", new_values."written_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cb88cbd4673dde399ab514049cc2553fb45f9fd5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c4e81",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_meetingballot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingballot",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingballotevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "votes_abstain", "votes_against", "votes_for", "written_abstain", "written_against", "written_for") SELECT new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."subject", new_values."votes_abstain", new_values."votes_against", new_values."votes_for", new_values."written_abstain", new_values."written_against", new_values."written_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ab55e692c851d58c8e12221cc1044b921bc97404",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_44ab3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_meetingballot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingballot",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingballotevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "votes_abstain", "votes_against", "votes_for", "written_abstain", "written_against", "written_for") SELECT old_values."id", old_values."meeting_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."subject", old_values."votes_abstain", old_values."votes_against", old_values."votes_for", old_values."written_abstain", old_values."written_against", old_values."written_for" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2016b99e95d2b26398a62b61fb8f61c51ecb0a61",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e3104",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_meetingballot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingballotevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9fa58a5103af4b9f89820ff9f44e13c560191ae6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fba61",
                    table="ledgers_meetingballotevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingfileevent" ("added_at", "added_by_id", "file_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3fc4e68e3740287b99fb5033a5e2cba980c5bf09",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6385f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_meetingfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingfileevent" ("added_at", "added_by_id", "file_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."added_at", new_values."added_by_id", new_values."file_id", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="acffccb71a0f8a7556a1a94ab0265d74c4e70139",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1df4d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_meetingfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingfileevent" ("added_at", "added_by_id", "file_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."added_at", old_values."added_by_id", old_values."file_id", old_values."id", old_values."meeting_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a343e96f16e1da35b43adc17ae5ef50723b52e00",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_baf02",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_meetingfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="82330cff79337e1efc40ab90e384bb19ce9c3216",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fdd34",
                    table="ledgers_meetingfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_memberevent" ("address", "away_to", "birth_date", "branch_id", "category", "dues_from", "education", "ethnicity", "full_on", "gender", "group", "id", "id_number_cipher", "id_number_hash", "is_demo", "joined_on", "lost_since", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "state", "suspended_on") SELECT new_values."address", new_values."away_to", new_values."birth_date", new_values."branch_id", new_values."category", new_values."dues_from", new_values."education", new_values."ethnicity", new_values."full_on", new_values."gender", new_values."group", new_values."id", new_values."id_number_cipher", new_values."id_number_hash", new_values."is_demo", new_values."joined_on", new_values."lost_since", new_values."name", new_values."occupation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."post", new_values."state", new_values."suspended_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="925447b269b54f21f006ceb2db7efc47d226ad82",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bf774",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_memberevent" ("address", "away_to", "birth_date", "branch_id", "category", "dues_from", "education", "ethnicity", "full_on", "gender", "group", "id", "id_number_cipher", "id_number_hash", "is_demo", "joined_on", "lost_since", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "state", "suspended_on") SELECT new_values."address", new_values."away_to", new_values."birth_date", new_values."branch_id", new_values."category", new_values."dues_from", new_values."education", new_values."ethnicity", new_values."full_on", new_values."gender", new_values."group", new_values."id", new_values."id_number_cipher", new_values."id_number_hash", new_values."is_demo", new_values."joined_on", new_values."lost_since", new_values."name", new_values."occupation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."post", new_values."state", new_values."suspended_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9abccfd3c7b9389beae72c6bbf1789432ed2b9d5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f47e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_memberevent" ("address", "away_to", "birth_date", "branch_id", "category", "dues_from", "education", "ethnicity", "full_on", "gender", "group", "id", "id_number_cipher", "id_number_hash", "is_demo", "joined_on", "lost_since", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "state", "suspended_on") SELECT old_values."address", old_values."away_to", old_values."birth_date", old_values."branch_id", old_values."category", old_values."dues_from", old_values."education", old_values."ethnicity", old_values."full_on", old_values."gender", old_values."group", old_values."id", old_values."id_number_cipher", old_values."id_number_hash", old_values."is_demo", old_values."joined_on", old_values."lost_since", old_values."name", old_values."occupation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."post", old_values."state", old_values."suspended_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9556b6803f52789f828e33835906bbb7e7b22f2a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6c1e4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f2f9973afebe76cfa49237bd6ca77de9f37bbd0d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d2d8a",
                    table="ledgers_meetingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingevent" ("agenda", "created_at", "created_by_id", "discussion", "ends_at", "exclusion_number", "exclusion_on", "group", "held_with_id", "host_id", "id", "invited", "key", "kind", "ledger_id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorder_id", "resolutions", "saved_at", "saved_by_id", "starts_at", "title", "version", "vote_method", "votes_abstain", "votes_against", "votes_for") SELECT new_values."agenda", new_values."created_at", new_values."created_by_id", new_values."discussion", new_values."ends_at", new_values."exclusion_number", new_values."exclusion_on", new_values."group", new_values."held_with_id", new_values."host_id", new_values."id", new_values."invited", new_values."key", new_values."kind", new_values."ledger_id", new_values."matter", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."recorder_id", new_values."resolutions", new_values."saved_at", new_values."saved_by_id", new_values."starts_at", new_values."title", new_values."version", new_values."vote_method", new_values."votes_abstain", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="14ae2a686271db805741d23639d0eebd9631e477",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_625b7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingevent" ("agenda", "created_at", "created_by_id", "discussion", "ends_at", "exclusion_number", "exclusion_on", "group", "held_with_id", "host_id", "id", "invited", "key", "kind", "ledger_id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorder_id", "resolutions", "saved_at", "saved_by_id", "starts_at", "title", "version", "vote_method", "votes_abstain", "votes_against", "votes_for") SELECT new_values."agenda", new_values."created_at", new_values."created_by_id", new_values."discussion", new_values."ends_at", new_values."exclusion_number", new_values."exclusion_on", new_values."group", new_values."held_with_id", new_values."host_id", new_values."id", new_values."invited", new_values."key", new_values."kind", new_values."ledger_id", new_values."matter", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."recorder_id", new_values."resolutions", new_values."saved_at", new_values."saved_by_id", new_values."starts_at", new_values."title", new_values."version", new_values."vote_method", new_values."votes_abstain", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ddd1853df836784f67ba13386af817e4f6a39345",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1753f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_meetingevent" ("agenda", "created_at", "created_by_id", "discussion", "ends_at", "exclusion_number", "exclusion_on", "group", "held_with_id", "host_id", "id", "invited", "key", "kind", "ledger_id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorder_id", "resolutions", "saved_at", "saved_by_id", "starts_at", "title", "version", "vote_method", "votes_abstain", "votes_against", "votes_for") SELECT old_values."agenda", old_values."created_at", old_values."created_by_id", old_values."discussion", old_values."ends_at", old_values."exclusion_number", old_values."exclusion_on", old_values."group", old_values."held_with_id", old_values."host_id", old_values."id", old_values."invited", old_values."key", old_values."kind", old_values."ledger_id", old_values."matter", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."recorder_id", old_values."resolutions", old_values."saved_at", old_values."saved_by_id", old_values."starts_at", old_values."title", old_values."version", old_values."vote_method", old_values."votes_abstain", old_values."votes_against", old_values."votes_for" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5beec61027a225ceb9f010876ad52c9d9938003d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d49db",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exemptionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b8da06f4a1473d5d5e4591925c64911aabad328b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_963e4",
                    table="ledgers_exemptionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exemption",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_exemptionevent" ("at", "by_id", "details_cipher", "id", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."at", new_values."by_id", new_values."details_cipher", new_values."id", new_values."kind", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="095af2ab66f6d5c17a1f82f9df6782df0378fb72",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a445",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_exemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exemption",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_exemptionevent" ("at", "by_id", "details_cipher", "id", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."at", new_values."by_id", new_values."details_cipher", new_values."id", new_values."kind", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="edcc1e5ea9b062e01a45a48686d7e2481bc17f01",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c7fb7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_exemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exemption",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_exemptionevent" ("at", "by_id", "details_cipher", "id", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT old_values."at", old_values."by_id", old_values."details_cipher", old_values."id", old_values."kind", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d0806dc5e6121f0b50a900d82f242db048a7c693",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dfcfc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_exemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duesstandard",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a0f4478ad54aa2cc21f14621f126c9fa5927d26f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b4661",
                    table="ledgers_duesstandard",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duespaymentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d1f19d747448c30e035eaeae45f5c35be3c0dfdf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ac812",
                    table="ledgers_duespaymentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duespayment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_duespaymentevent" ("id", "ledger_id", "member_id", "month", "paid_cents", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "recorded_at", "recorded_by_id", "taken_by") SELECT new_values."id", new_values."ledger_id", new_values."member_id", new_values."month", new_values."paid_cents", new_values."paid_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proxy", new_values."recorded_at", new_values."recorded_by_id", new_values."taken_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="11bbf9d1752a59744053645d1a8089124c25f1e8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2f485",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_duespayment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duespayment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_duespaymentevent" ("id", "ledger_id", "member_id", "month", "paid_cents", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "recorded_at", "recorded_by_id", "taken_by") SELECT new_values."id", new_values."ledger_id", new_values."member_id", new_values."month", new_values."paid_cents", new_values."paid_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proxy", new_values."recorded_at", new_values."recorded_by_id", new_values."taken_by" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9172cad375bd3379515eb90eaffa694ab94824e2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6a524",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_duespayment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duespayment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_duespaymentevent" ("id", "ledger_id", "member_id", "month", "paid_cents", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "recorded_at", "recorded_by_id", "taken_by") SELECT old_values."id", old_values."ledger_id", old_values."member_id", old_values."month", old_values."paid_cents", old_values."paid_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proxy", old_values."recorded_at", old_values."recorded_by_id", old_values."taken_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f5a035f368c2f05a876655067a3246d0888ea9b8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6be3c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_duespayment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disciplinarymeasureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="772f9076a12634933199bcc58d081b2232a3b58b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_84d6e",
                    table="ledgers_disciplinarymeasureevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disciplinarymeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_disciplinarymeasureevent" ("at", "by_id", "decided_by", "document", "id", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."decided_by", new_values."document", new_values."id", new_values."kind", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1b625bdce33a791ae7c9f09a25afeda6439e8e9d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e1b15",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_disciplinarymeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disciplinarymeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_disciplinarymeasureevent" ("at", "by_id", "decided_by", "document", "id", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."decided_by", new_values."document", new_values."id", new_values."kind", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="67c86f3d09b92ab11a4d1fdffc5ee11b11a8b8a5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14f72",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_disciplinarymeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disciplinarymeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_disciplinarymeasureevent" ("at", "by_id", "decided_by", "document", "id", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."by_id", old_values."decided_by", old_values."document", old_values."id", old_values."kind", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."until", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b90b1065802ef0abf2eaea5c52c5f35b9439d656",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3e8cf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_disciplinarymeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="developmentstepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ccd1a19451804194300b09a807817bc63377d6c5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_65f13",
                    table="ledgers_developmentstepevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="developmentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_developmentstepevent" ("at", "by_id", "candidate_id", "code", "document", "done_on", "evidence_id", "first_member_id", "id", "is_earlier", "note", "notice_from", "notice_until", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_member_id", "training_days", "training_hours", "voters", "voters_present", "votes_for") SELECT new_values."at", new_values."by_id", new_values."candidate_id", new_values."code", new_values."document", new_values."done_on", new_values."evidence_id", new_values."first_member_id", new_values."id", new_values."is_earlier", new_values."note", new_values."notice_from", new_values."notice_until", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."second_member_id", new_values."training_days", new_values."training_hours", new_values."voters", new_values."voters_present", new_values."votes_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="02818cd697fb60d2947e7d45d50e77ae613cc29d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0ba8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_developmentstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="developmentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_developmentstepevent" ("at", "by_id", "candidate_id", "code", "document", "done_on", "evidence_id", "first_member_id", "id", "is_earlier", "note", "notice_from", "notice_until", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_member_id", "training_days", "training_hours", "voters", "voters_present", "votes_for") SELECT new_values."at", new_values."by_id", new_values."candidate_id", new_values."code", new_values."document", new_values."done_on", new_values."evidence_id", new_values."first_member_id", new_values."id", new_values."is_earlier", new_values."note", new_values."notice_from", new_values."notice_until", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."second_member_id", new_values."training_days", new_values."training_hours", new_values."voters", new_values."voters_present", new_values."votes_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0bd6e0cc2cff441d37600d35f017a97254e894e1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f534a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_developmentstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="developmentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_developmentstepevent" ("at", "by_id", "candidate_id", "code", "document", "done_on", "evidence_id", "first_member_id", "id", "is_earlier", "note", "notice_from", "notice_until", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_member_id", "training_days", "training_hours", "voters", "voters_present", "votes_for") SELECT old_values."at", old_values."by_id", old_values."candidate_id", old_values."code", old_values."document", old_values."done_on", old_values."evidence_id", old_values."first_member_id", old_values."id", old_values."is_earlier", old_values."note", old_values."notice_from", old_values."notice_until", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."second_member_id", old_values."training_days", old_values."training_hours", old_values."voters", old_values."voters_present", old_values."votes_for" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b374790a67a6ed207a0517b966445789742f340e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d956d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_developmentstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactnote",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c687c9788fa8b050cb241123dacf17bc6fda991c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_11a96",
                    table="ledgers_contactnote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="candidateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3bd6829e3082a93adf52ba1672c7107de208bf50",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c8c33",
                    table="ledgers_candidateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="candidate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_candidateevent" ("applied_on", "begun_at", "birth_date", "branch_id", "closed_on", "education", "gender", "id", "id_number_cipher", "id_number_hash", "is_demo", "key", "member_id", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prolonged_document", "prolonged_on", "prolonged_until", "stage", "state") SELECT new_values."applied_on", new_values."begun_at", new_values."birth_date", new_values."branch_id", new_values."closed_on", new_values."education", new_values."gender", new_values."id", new_values."id_number_cipher", new_values."id_number_hash", new_values."is_demo", new_values."key", new_values."member_id", new_values."name", new_values."occupation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."prolonged_document", new_values."prolonged_on", new_values."prolonged_until", new_values."stage", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="71570dc006a6b73f4f4e72cf59646acd1f591e65",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76c60",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_candidate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="candidate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_candidateevent" ("applied_on", "begun_at", "birth_date", "branch_id", "closed_on", "education", "gender", "id", "id_number_cipher", "id_number_hash", "is_demo", "key", "member_id", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prolonged_document", "prolonged_on", "prolonged_until", "stage", "state") SELECT new_values."applied_on", new_values."begun_at", new_values."birth_date", new_values."branch_id", new_values."closed_on", new_values."education", new_values."gender", new_values."id", new_values."id_number_cipher", new_values."id_number_hash", new_values."is_demo", new_values."key", new_values."member_id", new_values."name", new_values."occupation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."prolonged_document", new_values."prolonged_on", new_values."prolonged_until", new_values."stage", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d3c8b1f2d8d09dadc551498f516e30f962b5b72e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_64291",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_candidate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="candidate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_candidateevent" ("applied_on", "begun_at", "birth_date", "branch_id", "closed_on", "education", "gender", "id", "id_number_cipher", "id_number_hash", "is_demo", "key", "member_id", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prolonged_document", "prolonged_on", "prolonged_until", "stage", "state") SELECT old_values."applied_on", old_values."begun_at", old_values."birth_date", old_values."branch_id", old_values."closed_on", old_values."education", old_values."gender", old_values."id", old_values."id_number_cipher", old_values."id_number_hash", old_values."is_demo", old_values."key", old_values."member_id", old_values."name", old_values."occupation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."prolonged_document", old_values."prolonged_on", old_values."prolonged_until", old_values."stage", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b6702e74fe7b6627321c2a4ee119efe086cb9412",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f671a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_candidate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fead965adc382dc401bec1b69c1f48295cd60aa1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4e61c",
                    table="ledgers_attendanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_attendanceevent" ("exclusion", "id", "meeting_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "reason", "votes") SELECT new_values."exclusion", new_values."id", new_values."meeting_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."presence", new_values."reason", new_values."votes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="131c107291cd21e5ae24e3b22eea6ac0601df79f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cc50a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_attendanceevent" ("exclusion", "id", "meeting_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "reason", "votes") SELECT new_values."exclusion", new_values."id", new_values."meeting_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."presence", new_values."reason", new_values."votes" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e1bc0cc4dd1b4c8ef6532a91f44239dc02f5e272",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7dc8a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_attendanceevent" ("exclusion", "id", "meeting_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "reason", "votes") SELECT old_values."exclusion", old_values."id", old_values."meeting_id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."presence", old_values."reason", old_values."votes" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b40ceda4a355254743f10119c7f531c5d9558d1d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_038f3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisallineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8bdc27a05722a8604c38e48bafe1ea83d26ceb4f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_43aee",
                    table="ledgers_appraisallineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisallineevent" ("appraisal_id", "ballots", "basic", "excellent", "grade", "id", "is_full", "member_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualified", "reason", "saved_at", "saved_by_id", "unqualified") SELECT new_values."appraisal_id", new_values."ballots", new_values."basic", new_values."excellent", new_values."grade", new_values."id", new_values."is_full", new_values."member_id", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."qualified", new_values."reason", new_values."saved_at", new_values."saved_by_id", new_values."unqualified" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4d028a8fb2f89f871637f91a8065d30757fe5c56",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3a897",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_appraisalline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisallineevent" ("appraisal_id", "ballots", "basic", "excellent", "grade", "id", "is_full", "member_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualified", "reason", "saved_at", "saved_by_id", "unqualified") SELECT new_values."appraisal_id", new_values."ballots", new_values."basic", new_values."excellent", new_values."grade", new_values."id", new_values."is_full", new_values."member_id", new_values."part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."qualified", new_values."reason", new_values."saved_at", new_values."saved_by_id", new_values."unqualified" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7b50d5894f99e3d1a27a3230449637ef9d34d882",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ce130",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_appraisalline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisalline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_appraisallineevent" ("appraisal_id", "ballots", "basic", "excellent", "grade", "id", "is_full", "member_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualified", "reason", "saved_at", "saved_by_id", "unqualified") SELECT old_values."appraisal_id", old_values."ballots", old_values."basic", old_values."excellent", old_values."grade", old_values."id", old_values."is_full", old_values."member_id", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."qualified", old_values."reason", old_values."saved_at", old_values."saved_by_id", old_values."unqualified" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6f8165f15897a4bf326ad67889afe930dcedfd4a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c0a4b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_appraisalline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4152bf1e9364873916cbe085a9f03ce01e6a66f7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a73a",
                    table="ledgers_absenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_absenceevent" ("at", "by_id", "contact_id", "id", "is_fixed", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."contact_id", new_values."id", new_values."is_fixed", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a133dc157833d3c43652297804bf10b38f4bedbf",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_26b61",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_absenceevent" ("at", "by_id", "contact_id", "id", "is_fixed", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."contact_id", new_values."id", new_values."is_fixed", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd8d1755acabdd46fde626f54fc442706d9a2ffc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a2806",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_absenceevent" ("at", "by_id", "contact_id", "id", "is_fixed", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."by_id", old_values."contact_id", old_values."id", old_values."is_fixed", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."since", old_values."until", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cef20785e274468797836d15b5cfd931953696ea",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b5764",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="memberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="21a11f12f765ffd218eb6f876ae104835bca0fa0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9f186",
                    table="ledgers_memberevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membershipstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="705c22e10f0c408ac61a8645e5cf6ca4e16af26c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ef0c1",
                    table="ledgers_membershipstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="month",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_monthevent" ("checklist_version", "circular_by", "district_id", "expected", "id", "locks_at", "month", "on_time_until", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_by", "rereview_by", "review_by", "rules") SELECT new_values."checklist_version", new_values."circular_by", new_values."district_id", new_values."expected", new_values."id", new_values."locks_at", new_values."month", new_values."on_time_until", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_by", new_values."rereview_by", new_values."review_by", new_values."rules" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ac636c83d84691f66905b15046cd6f60558a9b57",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d5814",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_month",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="month",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_monthevent" ("checklist_version", "circular_by", "district_id", "expected", "id", "locks_at", "month", "on_time_until", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_by", "rereview_by", "review_by", "rules") SELECT new_values."checklist_version", new_values."circular_by", new_values."district_id", new_values."expected", new_values."id", new_values."locks_at", new_values."month", new_values."on_time_until", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."report_by", new_values."rereview_by", new_values."review_by", new_values."rules" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="91f84757e386742f7bf66cf38eb26169738da390",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46d6e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_month",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="month",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_monthevent" ("checklist_version", "circular_by", "district_id", "expected", "id", "locks_at", "month", "on_time_until", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_by", "rereview_by", "review_by", "rules") SELECT old_values."checklist_version", old_values."circular_by", old_values."district_id", old_values."expected", old_values."id", old_values."locks_at", old_values."month", old_values."on_time_until", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report_by", old_values."rereview_by", old_values."review_by", old_values."rules" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="01f48b212f4aad2e1e6002fec92a4377c222b7fd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6dd6b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_month",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="limitextensionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="389ae9b117dda77d56eb7215249efcbe424e4af4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1ead4",
                    table="ledgers_limitextensionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="limitextension",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_limitextensionevent" ("document", "granted_at", "granted_by_id", "id", "locks_at", "month_id", "on_time_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_by", "rereview_by", "review_by", "revoked_at", "revoked_by_id", "revoked_reason", "township_id", "until") SELECT new_values."document", new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."locks_at", new_values."month_id", new_values."on_time_until", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."report_by", new_values."rereview_by", new_values."review_by", new_values."revoked_at", new_values."revoked_by_id", new_values."revoked_reason", new_values."township_id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3622fa32d2c4fa85dd549a39fab04f538a371177",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_34060",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_limitextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="limitextension",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_limitextensionevent" ("document", "granted_at", "granted_by_id", "id", "locks_at", "month_id", "on_time_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_by", "rereview_by", "review_by", "revoked_at", "revoked_by_id", "revoked_reason", "township_id", "until") SELECT new_values."document", new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."locks_at", new_values."month_id", new_values."on_time_until", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."report_by", new_values."rereview_by", new_values."review_by", new_values."revoked_at", new_values."revoked_by_id", new_values."revoked_reason", new_values."township_id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="918b79a5c132c08dc0846ab5869cb66edeca6268",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ec508",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_limitextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="limitextension",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_limitextensionevent" ("document", "granted_at", "granted_by_id", "id", "locks_at", "month_id", "on_time_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_by", "rereview_by", "review_by", "revoked_at", "revoked_by_id", "revoked_reason", "township_id", "until") SELECT old_values."document", old_values."granted_at", old_values."granted_by_id", old_values."id", old_values."locks_at", old_values."month_id", old_values."on_time_until", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."report_by", old_values."rereview_by", old_values."review_by", old_values."revoked_at", old_values."revoked_by_id", old_values."revoked_reason", old_values."township_id", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="67d1743ad96cefe27d88bbd7ead2ec5c0b3c77d5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_db336",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_limitextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledgerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aadde290efd7ace3c608f3ad6a5a940711d67141",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d020e",
                    table="ledgers_ledgerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledger",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_ledgerevent" ("branch_id", "committee", "desk_id", "district_passed_at", "excepted_at", "exception_until", "extended_locks_at", "extended_on_time_until", "first_submitted_at", "full_members", "groups", "id", "locked_at", "members", "mend_by", "missing", "month_id", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "reported_at", "revision", "roll_confirmed_at", "roll_confirmed_by_id", "roll_note", "status", "submitted_at", "submitted_by_id", "township_id", "township_passed_at", "warnings") SELECT new_values."branch_id", new_values."committee", new_values."desk_id", new_values."district_passed_at", new_values."excepted_at", new_values."exception_until", new_values."extended_locks_at", new_values."extended_on_time_until", new_values."first_submitted_at", new_values."full_members", new_values."groups", new_values."id", new_values."locked_at", new_values."members", new_values."mend_by", new_values."missing", new_values."month_id", new_values."owed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receipt", new_values."reported_at", new_values."revision", new_values."roll_confirmed_at", new_values."roll_confirmed_by_id", new_values."roll_note", new_values."status", new_values."submitted_at", new_values."submitted_by_id", new_values."township_id", new_values."township_passed_at", new_values."warnings" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4e7959501cb044eff67a8d904ab1d1b640a28458",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54252",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_ledger",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledger",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_ledgerevent" ("branch_id", "committee", "desk_id", "district_passed_at", "excepted_at", "exception_until", "extended_locks_at", "extended_on_time_until", "first_submitted_at", "full_members", "groups", "id", "locked_at", "members", "mend_by", "missing", "month_id", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "reported_at", "revision", "roll_confirmed_at", "roll_confirmed_by_id", "roll_note", "status", "submitted_at", "submitted_by_id", "township_id", "township_passed_at", "warnings") SELECT new_values."branch_id", new_values."committee", new_values."desk_id", new_values."district_passed_at", new_values."excepted_at", new_values."exception_until", new_values."extended_locks_at", new_values."extended_on_time_until", new_values."first_submitted_at", new_values."full_members", new_values."groups", new_values."id", new_values."locked_at", new_values."members", new_values."mend_by", new_values."missing", new_values."month_id", new_values."owed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receipt", new_values."reported_at", new_values."revision", new_values."roll_confirmed_at", new_values."roll_confirmed_by_id", new_values."roll_note", new_values."status", new_values."submitted_at", new_values."submitted_by_id", new_values."township_id", new_values."township_passed_at", new_values."warnings" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="96b05422b6a0f0c60390824efe6bde9389028bd8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eaa51",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_ledger",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ledger",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_ledgerevent" ("branch_id", "committee", "desk_id", "district_passed_at", "excepted_at", "exception_until", "extended_locks_at", "extended_on_time_until", "first_submitted_at", "full_members", "groups", "id", "locked_at", "members", "mend_by", "missing", "month_id", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "reported_at", "revision", "roll_confirmed_at", "roll_confirmed_by_id", "roll_note", "status", "submitted_at", "submitted_by_id", "township_id", "township_passed_at", "warnings") SELECT old_values."branch_id", old_values."committee", old_values."desk_id", old_values."district_passed_at", old_values."excepted_at", old_values."exception_until", old_values."extended_locks_at", old_values."extended_on_time_until", old_values."first_submitted_at", old_values."full_members", old_values."groups", old_values."id", old_values."locked_at", old_values."members", old_values."mend_by", old_values."missing", old_values."month_id", old_values."owed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receipt", old_values."reported_at", old_values."revision", old_values."roll_confirmed_at", old_values."roll_confirmed_by_id", old_values."roll_note", old_values."status", old_values."submitted_at", old_values."submitted_by_id", old_values."township_id", old_values."township_passed_at", old_values."warnings" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cda02e16cabc7ce48e3b0558da7612c179bc1ac5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_41059",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_ledger",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8d40b78e609ee91b9e4695928f39c60784413071",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_344a6",
                    table="ledgers_monthevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationalmeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_organisationalmeasureevent" ("at", "by_id", "decided_by", "document", "id", "kind", "member_id", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."decided_by", new_values."document", new_values."id", new_values."kind", new_values."member_id", new_values."outcome", new_values."outcome_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="eea2585f8f07feef26781bc5455ea5f9db50668c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ca75",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_organisationalmeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationalmeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_organisationalmeasureevent" ("at", "by_id", "decided_by", "document", "id", "kind", "member_id", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."decided_by", new_values."document", new_values."id", new_values."kind", new_values."member_id", new_values."outcome", new_values."outcome_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="73592a61a631c78db9b1e640978abf390aeda46f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bbbc5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_organisationalmeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationalmeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_organisationalmeasureevent" ("at", "by_id", "decided_by", "document", "id", "kind", "member_id", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."by_id", old_values."decided_by", old_values."document", old_values."id", old_values."kind", old_values."member_id", old_values."outcome", old_values."outcome_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."since", old_values."until", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8c1cab4349c27229e18608c36fd044eb329e56d2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_eaa5b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_organisationalmeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationalmeasureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fccd3fbedeb3213137f157cd8ad6f599710e7672",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5ddcf",
                    table="ledgers_organisationalmeasureevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outagecredit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_outagecreditevent" ("at", "down_from", "down_until", "hours", "id", "limit", "month_id", "moved_from", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."down_from", new_values."down_until", new_values."hours", new_values."id", new_values."limit", new_values."month_id", new_values."moved_from", new_values."moved_to", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="42eb04f7213df6a80c9902dd729a71d555190d49",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_00123",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_outagecredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outagecredit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_outagecreditevent" ("at", "down_from", "down_until", "hours", "id", "limit", "month_id", "moved_from", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."down_from", new_values."down_until", new_values."hours", new_values."id", new_values."limit", new_values."month_id", new_values."moved_from", new_values."moved_to", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f45f6156e8c978b5f6b18c4e589eea95e4c880f8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a83e9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_outagecredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outagecredit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_outagecreditevent" ("at", "down_from", "down_until", "hours", "id", "limit", "month_id", "moved_from", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."at", old_values."down_from", old_values."down_until", old_values."hours", old_values."id", old_values."limit", old_values."month_id", old_values."moved_from", old_values."moved_to", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="637bc58673611749d30e559a1829740fe693df92",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_04239",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_outagecredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outagecreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5ec11768905d832de62cbd9907673bccfae96db7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f58e5",
                    table="ledgers_outagecreditevent",
                    when="BEFORE",
                ),
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
        pgtrigger.migrations.AddTrigger(
            model_name="rollimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_rollimportevent" ("at", "bad", "branch_id", "by_id", "changed", "chosen_at", "chosen_by_id", "digest", "error", "filename", "finished_at", "good_only", "id", "new", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "total", "unchanged") SELECT new_values."at", new_values."bad", new_values."branch_id", new_values."by_id", new_values."changed", new_values."chosen_at", new_values."chosen_by_id", new_values."digest", new_values."error", new_values."filename", new_values."finished_at", new_values."good_only", new_values."id", new_values."new", new_values."notes", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stage", new_values."total", new_values."unchanged" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="14fa9ac0367330119b0f9e1ae93abfb2a80f1e19",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_89395",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_rollimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rollimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_rollimportevent" ("at", "bad", "branch_id", "by_id", "changed", "chosen_at", "chosen_by_id", "digest", "error", "filename", "finished_at", "good_only", "id", "new", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "total", "unchanged") SELECT new_values."at", new_values."bad", new_values."branch_id", new_values."by_id", new_values."changed", new_values."chosen_at", new_values."chosen_by_id", new_values."digest", new_values."error", new_values."filename", new_values."finished_at", new_values."good_only", new_values."id", new_values."new", new_values."notes", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."stage", new_values."total", new_values."unchanged" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."at" IS DISTINCT FROM (new_values."at") OR old_values."bad" IS DISTINCT FROM (new_values."bad") OR old_values."branch_id" IS DISTINCT FROM (new_values."branch_id") OR old_values."by_id" IS DISTINCT FROM (new_values."by_id") OR old_values."changed" IS DISTINCT FROM (new_values."changed") OR old_values."chosen_at" IS DISTINCT FROM (new_values."chosen_at") OR old_values."chosen_by_id" IS DISTINCT FROM (new_values."chosen_by_id") OR old_values."digest" IS DISTINCT FROM (new_values."digest") OR old_values."error" IS DISTINCT FROM (new_values."error") OR old_values."filename" IS DISTINCT FROM (new_values."filename") OR old_values."finished_at" IS DISTINCT FROM (new_values."finished_at") OR old_values."good_only" IS DISTINCT FROM (new_values."good_only") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."new" IS DISTINCT FROM (new_values."new") OR old_values."notes" IS DISTINCT FROM (new_values."notes") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."total" IS DISTINCT FROM (new_values."total") OR old_values."unchanged" IS DISTINCT FROM (new_values."unchanged")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="41f1f2710cbf5785d8dd05d98b4e963d59b3c1e4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13ecb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_rollimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rollimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_rollimportevent" ("at", "bad", "branch_id", "by_id", "changed", "chosen_at", "chosen_by_id", "digest", "error", "filename", "finished_at", "good_only", "id", "new", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "total", "unchanged") SELECT old_values."at", old_values."bad", old_values."branch_id", old_values."by_id", old_values."changed", old_values."chosen_at", old_values."chosen_by_id", old_values."digest", old_values."error", old_values."filename", old_values."finished_at", old_values."good_only", old_values."id", old_values."new", old_values."notes", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."stage", old_values."total", old_values."unchanged" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c4f223e3ee57049de4ab0493ca2c1ae0fbb39b07",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6ee9b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_rollimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rollimportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e1b0199c62463112e1af5da0e3fc4339c30995c9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6ae42",
                    table="ledgers_rollimportevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rollimportstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c573fdc29d1da6feb8869a45d9d38e36d4474091",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3683e",
                    table="ledgers_rollimportstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sensitiveaccess",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bf7cd0278894e17040ee0e0782d299c8212e300a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1d73b",
                    table="ledgers_sensitiveaccess",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="studyrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_studyrecordevent" ("at", "by_id", "date", "id", "key", "meeting_id", "member_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT new_values."at", new_values."by_id", new_values."date", new_values."id", new_values."key", new_values."meeting_id", new_values."member_id", new_values."minutes", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4a90aac416073301baa4216be619c9a3d296db6e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64239",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_studyrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="studyrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_studyrecordevent" ("at", "by_id", "date", "id", "key", "meeting_id", "member_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT new_values."at", new_values."by_id", new_values."date", new_values."id", new_values."key", new_values."meeting_id", new_values."member_id", new_values."minutes", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2ef8495c64fbd3a399a67cc5f108412338826834",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3a23c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_studyrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="studyrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_studyrecordevent" ("at", "by_id", "date", "id", "key", "meeting_id", "member_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT old_values."at", old_values."by_id", old_values."date", old_values."id", old_values."key", old_values."meeting_id", old_values."member_id", old_values."minutes", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c3658bc0bbba45ea5c92b0e97195ad3fc65bb3c3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b3fd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_studyrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="studyrecordevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6a37ac9827e67e1287d292387567cd2bc8080411",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2c570",
                    table="ledgers_studyrecordevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6c7b71f6e995a536f53ab0db913b095d110de0dd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_92989",
                    table="ledgers_submission",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talk",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_talkevent" ("at", "branch_id", "by_id", "id", "key", "one_id", "other_id", "pair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "talked_on", "topic") SELECT new_values."at", new_values."branch_id", new_values."by_id", new_values."id", new_values."key", new_values."one_id", new_values."other_id", new_values."pair", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."talked_on", new_values."topic" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d377df52ced2058794e60161f24239b74e89ab84",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1b21a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_talk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_talkevent" ("at", "branch_id", "by_id", "id", "key", "one_id", "other_id", "pair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "talked_on", "topic") SELECT new_values."at", new_values."branch_id", new_values."by_id", new_values."id", new_values."key", new_values."one_id", new_values."other_id", new_values."pair", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."talked_on", new_values."topic" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a8dc11229dbf53c18e075e6e6221039b9562a78b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eead1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_talk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talk",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_talkevent" ("at", "branch_id", "by_id", "id", "key", "one_id", "other_id", "pair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "talked_on", "topic") SELECT old_values."at", old_values."branch_id", old_values."by_id", old_values."id", old_values."key", old_values."one_id", old_values."other_id", old_values."pair", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."talked_on", old_values."topic" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="939f50ad6e21c2056783f5e761ae39531a1ecb52",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ec76f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_talk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e67c4fd085b235bd918c71979b30c5cb023665df",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_92b85",
                    table="ledgers_talkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themesuggestion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_themesuggestionevent" ("at", "by_id", "district_id", "id", "kind", "month", "outline", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."at", new_values."by_id", new_values."district_id", new_values."id", new_values."kind", new_values."month", new_values."outline", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1d6e87a8db87fa702db6b87ca69259c6a52de58",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_670b2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_themesuggestion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themesuggestion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_themesuggestionevent" ("at", "by_id", "district_id", "id", "kind", "month", "outline", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."at", new_values."by_id", new_values."district_id", new_values."id", new_values."kind", new_values."month", new_values."outline", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3ad865ee3c91a62fe39551265ad83c94215871be",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d80bd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_themesuggestion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themesuggestion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_themesuggestionevent" ("at", "by_id", "district_id", "id", "kind", "month", "outline", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT old_values."at", old_values."by_id", old_values."district_id", old_values."id", old_values."kind", old_values."month", old_values."outline", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="aa2b33bb96cbbad6ac369c37e479f30797221bf3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc892",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_themesuggestion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themesuggestionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7e9373d7a14a473fada7e57ff543b46feeb3a160",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_acfad",
                    table="ledgers_themesuggestionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_transferevent" ("applied_on", "ended_on", "id", "is_demo", "issued_on", "key", "kind", "letter_number", "member_id", "name", "new_member_id", "note", "outside", "paid_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "source_id", "state", "target_id", "valid_days", "valid_until", "within_city") SELECT new_values."applied_on", new_values."ended_on", new_values."id", new_values."is_demo", new_values."issued_on", new_values."key", new_values."kind", new_values."letter_number", new_values."member_id", new_values."name", new_values."new_member_id", new_values."note", new_values."outside", new_values."paid_until", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."source_id", new_values."state", new_values."target_id", new_values."valid_days", new_values."valid_until", new_values."within_city" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a32117dce0eeef81fae6e4ddb7c7af1f7156718c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9ee5f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="ledgers_transfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_transferevent" ("applied_on", "ended_on", "id", "is_demo", "issued_on", "key", "kind", "letter_number", "member_id", "name", "new_member_id", "note", "outside", "paid_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "source_id", "state", "target_id", "valid_days", "valid_until", "within_city") SELECT new_values."applied_on", new_values."ended_on", new_values."id", new_values."is_demo", new_values."issued_on", new_values."key", new_values."kind", new_values."letter_number", new_values."member_id", new_values."name", new_values."new_member_id", new_values."note", new_values."outside", new_values."paid_until", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."source_id", new_values."state", new_values."target_id", new_values."valid_days", new_values."valid_until", new_values."within_city" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="98e2b45c805a6ddb0c00bb9434f5d8709d9d9379",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0bbe5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="ledgers_transfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ledgers_transferevent" ("applied_on", "ended_on", "id", "is_demo", "issued_on", "key", "kind", "letter_number", "member_id", "name", "new_member_id", "note", "outside", "paid_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "source_id", "state", "target_id", "valid_days", "valid_until", "within_city") SELECT old_values."applied_on", old_values."ended_on", old_values."id", old_values."is_demo", old_values."issued_on", old_values."key", old_values."kind", old_values."letter_number", old_values."member_id", old_values."name", old_values."new_member_id", old_values."note", old_values."outside", old_values."paid_until", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."source_id", old_values."state", old_values."target_id", old_values."valid_days", old_values."valid_until", old_values."within_city" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="66c0ac261be360754c60a4797364510163a5f48c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a0e74",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="ledgers_transfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="797a40f78368a26d9582d804653fbc6904e80ae7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9c00",
                    table="ledgers_transferevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bd26149b80d879c66c54da59ec64fb3be0c87905",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_930bd",
                    table="ledgers_transferstep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
