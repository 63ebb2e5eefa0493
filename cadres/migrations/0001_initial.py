"""Posts, files, appointments, pay, assessment, growth, talent and duty of village cadres."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import ledgers.models.identity
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


# A published roster without a confirmed person on any calendar day of its month never commits, whichever way its rows
# were deleted or updated. The roster's row is locked before its days are counted: of two transactions that each look
# harmless alone, the second sees what the first did.
REFUSE_HOLE = """
CREATE FUNCTION cadres_roster_refuse_hole(roster bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    kept cadres_roster%ROWTYPE;
    hole date;
BEGIN
    SELECT * INTO kept FROM cadres_roster WHERE id = roster FOR NO KEY UPDATE;
    IF NOT FOUND OR kept.status <> 'published' THEN
        RETURN;
    END IF;
    SELECT day::date INTO hole
    FROM generate_series(kept.month, kept.month + interval '1 month' - interval '1 day', interval '1 day') day
    LEFT JOIN cadres_duty duty
        ON duty.roster_id = roster AND duty.date = day::date AND duty.confirmed_at IS NOT NULL
    GROUP BY day
    HAVING NOT (
        coalesce(bool_or(duty.shift = 'day'), false)
        OR (coalesce(bool_or(duty.shift = 'am'), false) AND coalesce(bool_or(duty.shift = 'pm'), false))
    )
    ORDER BY day LIMIT 1;
    IF hole IS NOT NULL THEN
        RAISE EXCEPTION 'roster % is published and nobody is confirmed on %', roster, hole
            USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_without_hole', TABLE = 'cadres_roster';
    END IF;
END $$;

CREATE FUNCTION cadres_roster_without_hole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cadres_roster_refuse_hole(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION cadres_duty_without_hole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cadres_roster_refuse_hole(OLD.roster_id);
    RETURN NULL;
END $$;

CREATE FUNCTION cadres_duty_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cadres_roster WHERE status = 'published') THEN
        RAISE EXCEPTION 'there are published rosters, their duties may not be emptied'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_without_hole', TABLE = 'cadres_roster';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER roster_without_hole
    AFTER INSERT OR UPDATE ON cadres_roster DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION cadres_roster_without_hole();

CREATE CONSTRAINT TRIGGER roster_without_hole
    AFTER DELETE ON cadres_duty DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cadres_duty_without_hole();

CREATE CONSTRAINT TRIGGER roster_without_hole_update
    AFTER UPDATE ON cadres_duty DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (
        OLD.confirmed_at IS NOT NULL
        AND (
            NEW.confirmed_at IS NULL OR NEW.roster_id <> OLD.roster_id OR NEW.date <> OLD.date
            OR NEW.shift <> OLD.shift
        )
    ) EXECUTE FUNCTION cadres_duty_without_hole();

CREATE TRIGGER roster_without_hole_emptied
    AFTER TRUNCATE ON cadres_duty FOR EACH STATEMENT EXECUTE FUNCTION cadres_duty_emptied();
"""
ALLOW_HOLE = """
DROP TRIGGER IF EXISTS roster_without_hole_emptied ON cadres_duty;
DROP TRIGGER IF EXISTS roster_without_hole_update ON cadres_duty;
DROP TRIGGER IF EXISTS roster_without_hole ON cadres_duty;
DROP TRIGGER IF EXISTS roster_without_hole ON cadres_roster;
DROP FUNCTION IF EXISTS cadres_duty_emptied();
DROP FUNCTION IF EXISTS cadres_duty_without_hole();
DROP FUNCTION IF EXISTS cadres_roster_without_hole();
DROP FUNCTION IF EXISTS cadres_roster_refuse_hole(bigint);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("branches", "0001_squashed_0003_departments"),
        ("evidence", "0001_squashed_0002_no_check_passes_on_null"),
        ("ledgers", "0001_squashed_0030_access_has_a_base"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cadre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cadres", to="branches.organisation"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cadre",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.member",
                        verbose_name="党员名册",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "search_terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, editable=False, size=None
                    ),
                ),
                ("id_number_cipher", models.TextField(blank=True, verbose_name="公民身份号码（密文）")),
                ("id_number_hash", models.CharField(blank=True, max_length=64, verbose_name="公民身份号码（查重码）")),
                ("gender", models.CharField(choices=[("1", "男"), ("2", "女")], max_length=1, verbose_name="性别")),
                ("ethnicity", models.CharField(default="汉族", max_length=20, verbose_name="民族")),
                ("birth_date", models.DateField(verbose_name="出生日期")),
                ("native_place", models.CharField(blank=True, max_length=40, verbose_name="籍贯")),
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
                    "political_status",
                    models.CharField(
                        choices=[
                            ("01", "中共党员"),
                            ("02", "中共预备党员"),
                            ("03", "共青团员"),
                            ("04", "民主党派成员"),
                            ("12", "无党派人士"),
                            ("13", "群众"),
                        ],
                        max_length=2,
                        verbose_name="政治面貌",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="入党日期")),
                ("worked_from", models.DateField(blank=True, null=True, verbose_name="参加工作日期")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                ("address_cipher", models.TextField(blank=True, verbose_name="家庭住址（密文）")),
                ("health_cipher", models.TextField(blank=True, verbose_name="健康状况（密文）")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "村干部",
                "verbose_name_plural": "村干部",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["search_terms"], name="cadre_search"),
                    models.Index(fields=["organisation", "name"], name="cadre_organisation_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("id_number_hash", ""), _negated=True),
                        fields=("id_number_hash",),
                        name="cadre_one_file_per_person",
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
                        name="cadre_id_number_pair",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="cadre_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(("political_status__in", ["01", "02", "03", "04", "12", "13"])),
                        name="cadre_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_on", None),
                            models.Q(("joined_on__gt", models.F("birth_date")), ("political_status__in", ["01", "02"])),
                            _connector="OR",
                        ),
                        name="cadre_joined_as_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("worked_from", None), ("worked_from__gt", models.F("birth_date")), _connector="OR"
                        ),
                        name="cadre_worked_after_birth",
                    ),
                ],
            },
            bases=(ledgers.models.identity.KeepsIdNumber, models.Model),
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="branches.organisation"
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("party", "村党组织"),
                            ("committee", "村民委员会"),
                            ("supervision", "村务监督委员会"),
                            ("economy", "村集体经济组织"),
                            ("other", "其他配套组织"),
                        ],
                        max_length=12,
                        verbose_name="组织",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几届")),
                ("since", models.DateField(verbose_name="产生日期")),
                ("until", models.DateField(verbose_name="届满日期")),
                ("handed_over_on", models.DateField(blank=True, null=True, verbose_name="工作移交日期")),
            ],
            options={
                "verbose_name": "届次",
                "verbose_name_plural": "届次",
                "ordering": ["organisation", "body", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "body", "number"), name="term_number_once"),
                    models.UniqueConstraint(fields=("organisation", "body", "since"), name="term_begins_once"),
                    models.CheckConstraint(
                        condition=models.Q(("body__in", ["party", "committee", "supervision", "economy", "other"])),
                        name="term_body_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("until__gt", models.F("since"))),
                        name="term_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_over_on", None), ("handed_over_on__gte", models.F("since")), _connector="OR"
                        ),
                        name="term_handed_over_after_begin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermAudit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="term_audits",
                        to="branches.organisation",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="cadres.term"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("term", "任期经济责任审计"), ("leaving", "离任经济责任审计")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "organ",
                    models.CharField(
                        choices=[
                            ("agriculture", "区农业农村部门"),
                            ("finance", "区财政部门"),
                            ("township", "乡镇人民政府"),
                        ],
                        max_length=12,
                        verbose_name="组织单位",
                    ),
                ),
                ("begun_on", models.DateField(verbose_name="开始日期")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="出具结论日期")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="审计结论")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "经济责任审计",
                "verbose_name_plural": "经济责任审计",
                "ordering": ["-begun_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cadre", None), ("kind", "term")),
                            models.Q(("cadre__isnull", False), ("kind", "leaving")),
                            _connector="OR",
                        ),
                        name="term_audit_of_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organ__in", ["agriculture", "finance", "township"])),
                        name="term_audit_organ_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on", None), ("result", "")),
                            models.Q(
                                ("done_on__gte", models.F("begun_on")),
                                ("done_on__isnull", False),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="term_audit_done_with_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on", None),
                            models.Q(("done_on__isnull", False), ("published_on__gte", models.F("done_on"))),
                            _connector="OR",
                        ),
                        name="term_audit_published_when_done",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "term")), fields=("term",), name="term_audit_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "leaving")), fields=("term", "cadre"), name="leaving_audit_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="cadres.termaudit"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("accounts", "财务收支"),
                            ("debts", "债权债务"),
                            ("grants", "政府拨付和接受社会捐赠的资金、物资"),
                            ("contracts", "生产经营和建设项目的发包管理、公益事业招标投标"),
                            ("assets", "集体资金资产资源的管理使用"),
                            ("land", "征收征用补偿费的使用、分配"),
                        ],
                        max_length=10,
                        verbose_name="审计事项",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="审计情况")),
                ("has_problem", models.BooleanField(default=False, verbose_name="有问题")),
            ],
            options={
                "verbose_name": "审计事项",
                "verbose_name_plural": "审计事项",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("audit", "subject"), name="audit_finding_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject__in", ["accounts", "debts", "grants", "contracts", "assets", "land"]),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="audit_finding_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CadreAccess",
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
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("reveal", "查看"), ("export", "导出")], max_length=10, verbose_name="方式"
                    ),
                ),
            ],
            options={
                "verbose_name": "村干部档案查看记录",
                "verbose_name_plural": "村干部档案查看记录",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["organisation", "at"], name="cadre_access_organisation_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="cadre_access_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cadre__isnull", False), ("kind", "reveal"), ("rows", 1)),
                            models.Q(("cadre", None), ("kind", "export")),
                            _connector="OR",
                        ),
                        name="cadre_access_one_or_several",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CadreEvent",
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
                        to="cadres.cadre",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
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
                        verbose_name="党员名册",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("id_number_cipher", models.TextField(blank=True, verbose_name="公民身份号码（密文）")),
                ("id_number_hash", models.CharField(blank=True, max_length=64, verbose_name="公民身份号码（查重码）")),
                ("gender", models.CharField(choices=[("1", "男"), ("2", "女")], max_length=1, verbose_name="性别")),
                ("ethnicity", models.CharField(default="汉族", max_length=20, verbose_name="民族")),
                ("birth_date", models.DateField(verbose_name="出生日期")),
                ("native_place", models.CharField(blank=True, max_length=40, verbose_name="籍贯")),
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
                    "political_status",
                    models.CharField(
                        choices=[
                            ("01", "中共党员"),
                            ("02", "中共预备党员"),
                            ("03", "共青团员"),
                            ("04", "民主党派成员"),
                            ("12", "无党派人士"),
                            ("13", "群众"),
                        ],
                        max_length=2,
                        verbose_name="政治面貌",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="入党日期")),
                ("worked_from", models.DateField(blank=True, null=True, verbose_name="参加工作日期")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                ("address_cipher", models.TextField(blank=True, verbose_name="家庭住址（密文）")),
                ("health_cipher", models.TextField(blank=True, verbose_name="健康状况（密文）")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FileEntry",
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
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="cadres.cadre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("career", "简历"),
                            ("education", "学历"),
                            ("training", "培训"),
                            ("honour", "表彰奖励"),
                            ("assessment", "考核评议"),
                            ("paper", "任免文件"),
                            ("discipline", "处分处理"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("since", models.DateField(verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="内容")),
                ("organ", models.CharField(blank=True, max_length=80, verbose_name="单位")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                ("secret_cipher", models.TextField(blank=True, verbose_name="内容（密文）")),
                ("effect_until", models.DateField(blank=True, null=True, verbose_name="影响期到")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                        verbose_name="附件",
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "档案记录",
                "verbose_name_plural": "档案记录",
                "ordering": ["since", "pk"],
                "indexes": [models.Index(fields=["cadre", "kind"], name="entry_cadre_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["career", "education", "training", "honour", "assessment", "paper", "discipline"],
                            )
                        ),
                        name="entry_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="entry_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file", None),
                                ("kind__in", ("discipline",)),
                                ("note", ""),
                                ("title", ""),
                                models.Q(("secret_cipher", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind__in", ("discipline",)), _negated=True),
                                models.Q(("title", ""), _negated=True),
                                ("effect_until", None),
                                ("secret_cipher", ""),
                            ),
                            _connector="OR",
                        ),
                        name="entry_secret_where_protected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effect_until", None), ("effect_until__gte", models.F("since")), _connector="OR"
                        ),
                        name="entry_effect_after_decision",
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
                        name="entry_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="courses", to="cadres.cadre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("degree", "学历提升"), ("skill", "致富能手能力提升")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("studying", "在读"), ("done", "已完成"), ("broken", "中断"), ("void", "登记有误")],
                        default="studying",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="专业或内容")),
                ("organ", models.CharField(max_length=80, verbose_name="院校或主办单位")),
                (
                    "level",
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
                        verbose_name="学历层次",
                    ),
                ),
                ("since", models.DateField(verbose_name="开始日期")),
                ("expected_on", models.DateField(verbose_name="预计结束日期")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="天数")),
                ("hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="学时")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("broken_why", models.CharField(blank=True, max_length=200, verbose_name="中断或撤销原因")),
                (
                    "certificate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                        verbose_name="证书",
                    ),
                ),
                ("certificate_number", models.CharField(blank=True, max_length=60, verbose_name="证书编号")),
                ("is_raise", models.BooleanField(default=False, verbose_name="提升了学历")),
                (
                    "raised_from",
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
                        verbose_name="原学历",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.fileentry",
                        verbose_name="档案记录",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "双提升学习",
                "verbose_name_plural": "双提升学习",
                "ordering": ["-since", "-pk"],
                "indexes": [models.Index(fields=["cadre", "kind", "state"], name="course_cadre_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["studying", "done", "broken", "void"])),
                        name="course_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("organ", ""), _negated=True)
                        ),
                        name="course_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expected_on__gte", models.F("since"))), name="course_dates_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("days", None),
                                ("hours", None),
                                ("kind", "degree"),
                                ("level__in", ("10", "20", "30", "40", "60")),
                            ),
                            models.Q(
                                ("days__gte", 1),
                                ("days__isnull", False),
                                ("hours__gte", 1),
                                ("hours__isnull", False),
                                ("is_raise", False),
                                ("kind", "skill"),
                                ("level", ""),
                            ),
                            _connector="OR",
                        ),
                        name="course_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("state", "studying")),
                            models.Q(
                                models.Q(("state", "studying"), _negated=True),
                                ("ended_on__gte", models.F("since")),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="course_ended_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["broken", "void"]), models.Q(("broken_why", ""), _negated=True)),
                            models.Q(("broken_why", ""), ("state__in", ["studying", "done"])),
                            _connector="OR",
                        ),
                        name="course_stop_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entry__isnull", False), ("state", "done")),
                            models.Q(("entry", None), ("is_raise", False), ("state__in", ["studying", "broken"])),
                            models.Q(("is_raise", False), ("state", "void")),
                            _connector="OR",
                        ),
                        name="course_done_in_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_raise", True), ("raised_from", ""), _connector="OR"),
                        name="course_raise_pair",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "degree"), ("state", "studying")),
                        fields=("cadre",),
                        name="course_one_degree_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseEvent",
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
                        to="cadres.course",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("degree", "学历提升"), ("skill", "致富能手能力提升")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("studying", "在读"), ("done", "已完成"), ("broken", "中断"), ("void", "登记有误")],
                        default="studying",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="专业或内容")),
                ("organ", models.CharField(max_length=80, verbose_name="院校或主办单位")),
                (
                    "level",
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
                        verbose_name="学历层次",
                    ),
                ),
                ("since", models.DateField(verbose_name="开始日期")),
                ("expected_on", models.DateField(verbose_name="预计结束日期")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="天数")),
                ("hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="学时")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("broken_why", models.CharField(blank=True, max_length=200, verbose_name="中断或撤销原因")),
                (
                    "certificate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                        verbose_name="证书",
                    ),
                ),
                ("certificate_number", models.CharField(blank=True, max_length=60, verbose_name="证书编号")),
                ("is_raise", models.BooleanField(default=False, verbose_name="提升了学历")),
                (
                    "raised_from",
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
                        verbose_name="原学历",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.fileentry",
                        verbose_name="档案记录",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CourseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cadres.course"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("enter", "登记"),
                            ("complete", "登记完成"),
                            ("break", "登记中断"),
                            ("void", "登记有误，撤销"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[("studying", "在读"), ("done", "已完成"), ("broken", "中断"), ("void", "登记有误")],
                        max_length=8,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[("studying", "在读"), ("done", "已完成"), ("broken", "中断"), ("void", "登记有误")],
                        max_length=8,
                        verbose_name="新状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
            ],
            options={
                "verbose_name": "双提升学习办理记录",
                "verbose_name_plural": "双提升学习办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ["break", "void"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="course_step_stop_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Roster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rosters", to="branches.organisation"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("month", models.DateField(verbose_name="月份")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已公布")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("shifts", models.PositiveSmallIntegerField(default=1, verbose_name="每天几班")),
                ("seed", models.CharField(max_length=32, verbose_name="排班种子")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="排班时间")),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
            ],
            options={
                "verbose_name": "值班表",
                "verbose_name_plural": "值班表",
                "ordering": ["-month", "organisation__path"],
                "indexes": [models.Index(fields=["township", "month"], name="roster_township_month")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "month"), name="roster_once_per_month"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="roster_month_begins"),
                    models.CheckConstraint(condition=models.Q(("shifts__in", [1, 2])), name="roster_shifts_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("published_by", None), ("status", "draft")),
                            models.Q(
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                                ("status", "published"),
                            ),
                            _connector="OR",
                        ),
                        name="roster_published_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="cadres.roster"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("date", models.DateField(verbose_name="日期")),
                (
                    "shift",
                    models.CharField(
                        choices=[("day", "全天"), ("am", "上午"), ("pm", "下午")],
                        default="day",
                        max_length=4,
                        verbose_name="班次",
                    ),
                ),
                (
                    "main",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="cadres.cadre",
                        verbose_name="A岗",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.cadre",
                        verbose_name="B岗",
                    ),
                ),
                ("is_rest", models.BooleanField(default=False, verbose_name="休息日")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                (
                    "confirmed_by",
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
                "verbose_name": "值班",
                "verbose_name_plural": "值班",
                "ordering": ["date", "shift", "pk"],
                "indexes": [models.Index(fields=["organisation", "date"], name="duty_organisation_date")],
                "constraints": [
                    models.UniqueConstraint(fields=("roster", "date", "shift"), name="duty_one_main_per_shift"),
                    models.UniqueConstraint(fields=("main", "date", "shift"), name="duty_no_double_booking"),
                    models.CheckConstraint(
                        condition=models.Q(("shift__in", ["day", "am", "pm"])), name="duty_shift_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second", None),
                            models.Q(("second__isnull", False), models.Q(("main", models.F("second")), _negated=True)),
                            _connector="OR",
                        ),
                        name="duty_second_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="duty_confirmed_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpotCheck",
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
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="cadres.duty"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.cadre"),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("phone", "电话"), ("video", "视频"), ("visit", "实地")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("on_duty", "在岗"), ("away", "脱岗"), ("unreachable", "联系不上")],
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="情况")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="抽查时间")),
            ],
            options={
                "verbose_name": "值班抽查",
                "verbose_name_plural": "值班抽查",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["cadre", "at"], name="spotcheck_cadre_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["phone", "video", "visit"])), name="spotcheck_way_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("result__in", ["on_duty", "away", "unreachable"])),
                        name="spotcheck_result_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "away"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="spotcheck_away_says_how",
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
                        name="spotcheck_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyAbsence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "check_made",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absence", to="cadres.spotcheck"
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="cadres.duty"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duty_absences", to="cadres.cadre"
                    ),
                ),
                ("date", models.DateField(verbose_name="日期")),
            ],
            options={
                "verbose_name": "脱岗",
                "verbose_name_plural": "脱岗",
                "ordering": ["-date", "-pk"],
                "indexes": [models.Index(fields=["cadre", "date"], name="dutyabsence_cadre_date")],
            },
        ),
        migrations.CreateModel(
            name="DutyAbsenceEvent",
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
                        to="cadres.dutyabsence",
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
                    "check_made",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.spotcheck",
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.duty",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                ("date", models.DateField(verbose_name="日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DutyEvent",
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
                        to="cadres.duty",
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
                    "roster",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.roster",
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
                ("date", models.DateField(verbose_name="日期")),
                (
                    "shift",
                    models.CharField(
                        choices=[("day", "全天"), ("am", "上午"), ("pm", "下午")],
                        default="day",
                        max_length=4,
                        verbose_name="班次",
                    ),
                ),
                (
                    "main",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                        verbose_name="A岗",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                        verbose_name="B岗",
                    ),
                ),
                ("is_rest", models.BooleanField(default=False, verbose_name="休息日")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                (
                    "confirmed_by",
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
            name="DutyLeave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="cadres.cadre",
                        verbose_name="请假人",
                    ),
                ),
                ("since", models.DateField(verbose_name="从哪天")),
                ("until", models.DateField(verbose_name="到哪天")),
                ("reason", models.CharField(max_length=100, verbose_name="事由")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("secretary", "村党组织书记"),
                            ("liaison", "包村干部（乡镇审查小组）"),
                            ("committee", "乡镇党委书记"),
                        ],
                        max_length=10,
                        verbose_name="谁审批",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待审批"),
                            ("granted", "已批准"),
                            ("refused", "没有批准"),
                            ("dropped", "已撤回"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="审批意见")),
            ],
            options={
                "verbose_name": "请假",
                "verbose_name_plural": "请假",
                "ordering": ["-since", "-pk"],
                "indexes": [models.Index(fields=["cadre", "since"], name="dutyleave_cadre_since")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="dutyleave_days_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="dutyleave_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["secretary", "liaison", "committee"])),
                        name="dutyleave_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("state", "asked")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["granted", "refused", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="dutyleave_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dutyleave_refusal_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyLeaveEvent",
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
                        to="cadres.dutyleave",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                        verbose_name="请假人",
                    ),
                ),
                ("since", models.DateField(verbose_name="从哪天")),
                ("until", models.DateField(verbose_name="到哪天")),
                ("reason", models.CharField(max_length=100, verbose_name="事由")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("secretary", "村党组织书记"),
                            ("liaison", "包村干部（乡镇审查小组）"),
                            ("committee", "乡镇党委书记"),
                        ],
                        max_length=10,
                        verbose_name="谁审批",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待审批"),
                            ("granted", "已批准"),
                            ("refused", "没有批准"),
                            ("dropped", "已撤回"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
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
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="审批意见")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DutyLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "duty",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log", to="cadres.duty"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="值班情况")),
                ("handover", models.CharField(blank=True, max_length=300, verbose_name="交接事项")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "值班日志",
                "verbose_name_plural": "值班日志",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="dutylog_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyLogEvent",
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
                        to="cadres.dutylog",
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
                    "duty",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.duty",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="值班情况")),
                ("handover", models.CharField(blank=True, max_length=300, verbose_name="交接事项")),
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
            name="DutySwap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="swaps", to="cadres.duty"
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.cadre"),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.cadre",
                        verbose_name="和谁调",
                    ),
                ),
                (
                    "in_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.duty",
                        verbose_name="换哪一天",
                    ),
                ),
                ("reason", models.CharField(max_length=100, verbose_name="原因")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "等对方答复"),
                            ("agreed", "已同意"),
                            ("refused", "没有同意"),
                            ("dropped", "已撤回"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
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
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
            ],
            options={
                "verbose_name": "调班",
                "verbose_name_plural": "调班",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")), fields=("duty",), name="dutyswap_one_open"
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="dutyswap_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("asker", models.F("other")), _negated=True), name="dutyswap_between_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None), ("state", "asked")),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("state__in", ["agreed", "refused", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="dutyswap_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutySwapEvent",
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
                        to="cadres.dutyswap",
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
                    "duty",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.duty",
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                        verbose_name="和谁调",
                    ),
                ),
                (
                    "in_return",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.duty",
                        verbose_name="换哪一天",
                    ),
                ),
                ("reason", models.CharField(max_length=100, verbose_name="原因")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "等对方答复"),
                            ("agreed", "已同意"),
                            ("refused", "没有同意"),
                            ("dropped", "已撤回"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
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
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
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
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FileEntryEvent",
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
                        to="cadres.fileentry",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("career", "简历"),
                            ("education", "学历"),
                            ("training", "培训"),
                            ("honour", "表彰奖励"),
                            ("assessment", "考核评议"),
                            ("paper", "任免文件"),
                            ("discipline", "处分处理"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("since", models.DateField(verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="内容")),
                ("organ", models.CharField(blank=True, max_length=80, verbose_name="单位")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                ("secret_cipher", models.TextField(blank=True, verbose_name="内容（密文）")),
                ("effect_until", models.DateField(blank=True, null=True, verbose_name="影响期到")),
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
                        verbose_name="附件",
                    ),
                ),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GrowthTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="growth_targets",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                (
                    "goal",
                    models.CharField(
                        choices=[("degree", "大专以上学历"), ("training", "当年能力培训"), ("leader", "致富能手")],
                        max_length=10,
                        verbose_name="指标",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(verbose_name="目标（%）")),
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
                ("at", models.DateTimeField(verbose_name="下达时间")),
            ],
            options={
                "verbose_name": "双提升目标",
                "verbose_name_plural": "双提升目标",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year", "goal"), name="growth_target_once"),
                    models.CheckConstraint(
                        condition=models.Q(("goal__in", ["degree", "training", "leader"])), name="growth_goal_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("percent__lte", 100)), name="growth_target_is_share"),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2015, 2099))), name="growth_target_year_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrowthTargetEvent",
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
                        to="cadres.growthtarget",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                (
                    "goal",
                    models.CharField(
                        choices=[("degree", "大专以上学历"), ("training", "当年能力培训"), ("leader", "致富能手")],
                        max_length=10,
                        verbose_name="指标",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(verbose_name="目标（%）")),
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
                ("at", models.DateTimeField(verbose_name="下达时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tenure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="branches.organisation"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="cadres.cadre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("since", models.DateField(verbose_name="任职日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="离任日期")),
                (
                    "basis",
                    models.CharField(
                        choices=[("census", "建档前已在任"), ("filing", "备案后任职"), ("election", "选举产生")],
                        max_length=10,
                        verbose_name="任职依据",
                    ),
                ),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="任职文号")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term", "任期届满"),
                            ("resigned", "辞职"),
                            ("removed", "免职"),
                            ("recalled", "罢免"),
                            ("moved", "调整职务"),
                            ("unfit", "连续两次评议不称职，职务终止"),
                            ("sentenced", "被判处刑罚，职务终止"),
                            ("incapable", "丧失行为能力，职务终止"),
                            ("died", "去世"),
                            ("mistake", "登记有误"),
                        ],
                        max_length=10,
                        verbose_name="离任原因",
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=200, verbose_name="离任说明")),
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
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "ordering": ["since", "pk"],
                "indexes": [
                    models.Index(fields=["organisation", "kind", "until"], name="tenure_organisation_kind"),
                    models.Index(fields=["cadre", "since"], name="tenure_cadre"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "party_secretary",
                                    "party_deputy",
                                    "party_member",
                                    "director",
                                    "deputy_director",
                                    "committee_member",
                                    "supervision_head",
                                    "supervision_member",
                                    "economy_head",
                                    "clerk",
                                    "women",
                                    "youth",
                                    "militia",
                                ],
                            )
                        ),
                        name="tenure_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["census", "filing", "election"])), name="tenure_basis_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("until", None)),
                            models.Q(("until__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="tenure_ended_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            models.Q(("end_reason", "mistake"), ("until", models.F("since"))),
                            _connector="OR",
                        ),
                        name="tenure_dates_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("cadre", "organisation", "kind"),
                        name="tenure_once_per_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "party_secretary",
                                    "director",
                                    "supervision_head",
                                    "economy_head",
                                    "clerk",
                                    "women",
                                    "youth",
                                    "militia",
                                ),
                            ),
                            ("until", None),
                        ),
                        fields=("organisation", "kind"),
                        name="tenure_one_holder_of_single_post",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="branches.organisation",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="cadres.cadre",
                        verbose_name="人选",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "新任"),
                            ("adjust", "届中调整"),
                            ("byelection", "届中补选"),
                            ("remove", "免职"),
                            ("resign", "辞职"),
                            ("suspend", "停职"),
                        ],
                        max_length=12,
                        verbose_name="事由",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="cadres.tenure",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="乡镇党委研究日期")),
                ("meeting", models.CharField(max_length=80, verbose_name="会议名称")),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="会议纪要或者文号")),
                (
                    "decision_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                        verbose_name="附件",
                    ),
                ),
                ("reasons", models.TextField(max_length=1000, verbose_name="任免理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "乡镇拟稿"),
                            ("vetting", "联审中"),
                            ("filed", "待备案审核"),
                            ("returned", "退回补正"),
                            ("agreed", "同意备案"),
                            ("disagreed", "不同意备案"),
                            ("appointed", "已发文"),
                            ("deposited", "文件已报备"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="送联审日期")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="联审答复期限")),
                ("caution_note", models.TextField(blank=True, max_length=1000, verbose_name="对“不宜”情形的说明")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="报备案日期")),
                ("file_by", models.DateField(blank=True, null=True, verbose_name="备案答复期限")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="备案答复日期")),
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
                ("paper_number", models.CharField(blank=True, max_length=60, verbose_name="任免文号")),
                ("paper_on", models.DateField(blank=True, null=True, verbose_name="发文日期")),
                ("since", models.DateField(blank=True, null=True, verbose_name="任免时间")),
                ("deposited_on", models.DateField(blank=True, null=True, verbose_name="文件报备日期")),
            ],
            options={
                "verbose_name": "任免备案",
                "verbose_name_plural": "任免备案",
                "indexes": [
                    models.Index(fields=["organisation", "state"], name="appointment_organisation_state"),
                    models.Index(fields=["state", "file_by"], name="appointment_state_file_by"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("draft", "vetting", "filed", "returned", "agreed"))),
                        fields=("cadre", "post"),
                        name="appointment_one_open_per_post",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["new", "adjust", "byelection", "remove", "resign", "suspend"]),
                            (
                                "post__in",
                                [
                                    "party_secretary",
                                    "party_deputy",
                                    "party_member",
                                    "director",
                                    "deputy_director",
                                    "committee_member",
                                    "supervision_head",
                                    "supervision_member",
                                    "economy_head",
                                    "clerk",
                                    "women",
                                    "youth",
                                    "militia",
                                ],
                            ),
                            (
                                "state__in",
                                [
                                    "draft",
                                    "vetting",
                                    "filed",
                                    "returned",
                                    "agreed",
                                    "disagreed",
                                    "appointed",
                                    "deposited",
                                    "withdrawn",
                                ],
                            ),
                        ),
                        name="appointment_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("meeting", ""), _negated=True), models.Q(("reasons", ""), _negated=True)
                        ),
                        name="appointment_decision_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["new", "byelection"]), ("tenure", None)),
                            models.Q(
                                ("kind__in", ["adjust", "remove", "resign", "suspend"]), ("tenure__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="appointment_tenure_where_one_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer_by", None),
                                ("kind__in", ("remove", "resign", "suspend")),
                                ("sent_on", None),
                                models.Q(("state", "vetting"), _negated=True),
                            ),
                            models.Q(
                                ("answer_by", None),
                                ("kind__in", ("new", "adjust", "byelection")),
                                ("sent_on", None),
                                ("state__in", ["draft", "withdrawn"]),
                            ),
                            models.Q(
                                ("answer_by__gte", models.F("sent_on")),
                                ("answer_by__isnull", False),
                                ("kind__in", ("new", "adjust", "byelection")),
                                ("sent_on__isnull", False),
                                models.Q(("state", "draft"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_sent_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("draft", "vetting")), ("file_by", None), ("filed_on", None)),
                            models.Q(
                                models.Q(("state__in", ["draft", "vetting", "withdrawn"]), _negated=True),
                                ("file_by__gte", models.F("filed_on")),
                                ("file_by__isnull", False),
                                ("filed_on__isnull", False),
                            ),
                            models.Q(
                                ("state", "withdrawn"),
                                models.Q(
                                    models.Q(("file_by", None), ("filed_on", None)),
                                    models.Q(
                                        ("file_by__gte", models.F("filed_on")),
                                        ("file_by__isnull", False),
                                        ("filed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_filed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                                ("state__in", ("agreed", "appointed", "deposited", "disagreed")),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ("agreed", "appointed", "deposited", "disagreed")), _negated=True
                                ),
                                ("settled_by", None),
                                ("settled_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_settled_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paper_on__isnull", False),
                                ("since__isnull", False),
                                ("state__in", ("appointed", "deposited")),
                                models.Q(("paper_number", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ("appointed", "deposited")), _negated=True),
                                ("paper_number", ""),
                                ("paper_on", None),
                                ("since", None),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_paper_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deposited_on__isnull", False), ("state", "deposited")),
                            models.Q(models.Q(("state", "deposited"), _negated=True), ("deposited_on", None)),
                            _connector="OR",
                        ),
                        name="appointment_deposited_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_on", None),
                                models.Q(("sent_on__gte", models.F("decided_on")), ("sent_on__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("filed_on", None),
                                models.Q(("filed_on__gte", models.F("decided_on")), ("filed_on__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("filed_on", None),
                                ("sent_on", None),
                                ("filed_on__gte", models.F("sent_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("settled_on", None),
                                models.Q(("filed_on__isnull", False), ("settled_on__gte", models.F("filed_on"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("paper_on", None),
                                models.Q(("paper_on__gte", models.F("settled_on")), ("settled_on__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("since", None),
                                models.Q(("settled_on__isnull", False), ("since__gte", models.F("settled_on"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("deposited_on", None),
                                models.Q(("deposited_on__gte", models.F("paper_on")), ("paper_on__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        name="appointment_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="cadres.appointment"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="branches.department"
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="送联审日期")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("none", "无问题"), ("problem", "有问题"), ("unfit", "建议不宜")],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("text_cipher", models.TextField(blank=True, verbose_name="说明（密文）")),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            ],
            options={
                "verbose_name": "联审意见",
                "verbose_name_plural": "联审意见",
                "ordering": ["department__position", "pk"],
                "indexes": [models.Index(fields=["department", "answer", "due_on"], name="opinion_department_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "department"), name="opinion_once_per_department"),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("asked_on"))), name="opinion_due_after_asked"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at", None),
                                ("officer", None),
                                ("text_cipher", ""),
                                ("valid_until", None),
                            ),
                            models.Q(
                                ("answer", "none"),
                                ("answered_at__isnull", False),
                                ("officer__isnull", False),
                                ("valid_until__isnull", False),
                            ),
                            models.Q(
                                ("answer__in", ["problem", "unfit"]),
                                ("answered_at__isnull", False),
                                ("officer__isnull", False),
                                ("valid_until__isnull", False),
                                models.Q(("text_cipher", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="opinion_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hits", to="cadres.appointment"
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hits",
                        to="cadres.opinion",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="负面清单项目")),
                ("name", models.CharField(max_length=120, verbose_name="内容")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "必须改"), ("warn", "请核对"), ("off", "不检查")],
                        max_length=5,
                        verbose_name="处理",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("found_on", models.DateField(verbose_name="发现日期")),
            ],
            options={
                "verbose_name": "负面清单情形",
                "verbose_name_plural": "负面清单情形",
                "ordering": ["severity", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "opinion", "code"), name="hit_once", nulls_distinct=False),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["block", "warn"])), name="hit_blocks_or_warns"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="hit_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HitEvent",
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
                        to="cadres.hit",
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
                        to="cadres.appointment",
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.opinion",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="负面清单项目")),
                ("name", models.CharField(max_length=120, verbose_name="内容")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "必须改"), ("warn", "请核对"), ("off", "不检查")],
                        max_length=5,
                        verbose_name="处理",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("found_on", models.DateField(verbose_name="发现日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kinship",
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
                    "first",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.cadre"),
                ),
                (
                    "second",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.cadre"),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "夫妻"),
                            ("lineal", "直系血亲"),
                            ("collateral", "三代以内旁系血亲"),
                            ("in_law", "近姻亲"),
                        ],
                        max_length=10,
                        verbose_name="关系",
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "近亲属关系",
                "verbose_name_plural": "近亲属关系",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="kinship_pair_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("relation__in", ["spouse", "lineal", "collateral", "in_law"])),
                        name="kinship_relation_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)), fields=("first", "second"), name="kinship_once"
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
                        name="kinship_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KinshipEvent",
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
                        to="cadres.kinship",
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
                    "first",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "夫妻"),
                            ("lineal", "直系血亲"),
                            ("collateral", "三代以内旁系血亲"),
                            ("in_law", "近姻亲"),
                        ],
                        max_length=10,
                        verbose_name="关系",
                    ),
                ),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpinionEvent",
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
                        to="cadres.opinion",
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
                        to="cadres.appointment",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="branches.department",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="送联审日期")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("none", "无问题"), ("problem", "有问题"), ("unfit", "建议不宜")],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("text_cipher", models.TextField(blank=True, verbose_name="说明（密文）")),
                (
                    "officer",
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
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PayAllowance",
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
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allowances", to="cadres.cadre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seniority", "工龄补贴"),
                            ("education", "学历补贴"),
                            ("lost_work", "误工补贴"),
                            ("other", "其他补贴"),
                            ("leaving", "离任补助"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("monthly_cents", models.PositiveIntegerField(verbose_name="每月（分）")),
                ("since", models.DateField(verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="最后一天")),
                ("years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="任职年限")),
                ("paper", models.CharField(max_length=100, verbose_name="依据")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "补贴",
                "verbose_name_plural": "补贴",
                "ordering": ["-since", "pk"],
                "indexes": [models.Index(fields=["cadre", "since"], name="allowance_cadre")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["seniority", "education", "lost_work", "other", "leaving"])),
                        name="allowance_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monthly_cents__gt", 0), models.Q(("paper", ""), _negated=True)),
                        name="allowance_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="allowance_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "leaving"), ("years__isnull", False)),
                            models.Q(models.Q(("kind", "leaving"), _negated=True), ("years", None)),
                            _connector="OR",
                        ),
                        name="allowance_years_for_leaving_only",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("cadre", "kind", "since"),
                        name="allowance_begins_once",
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
                        name="allowance_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayAllowanceEvent",
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
                        to="cadres.payallowance",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seniority", "工龄补贴"),
                            ("education", "学历补贴"),
                            ("lost_work", "误工补贴"),
                            ("other", "其他补贴"),
                            ("leaving", "离任补助"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("monthly_cents", models.PositiveIntegerField(verbose_name="每月（分）")),
                ("since", models.DateField(verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="最后一天")),
                ("years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="任职年限")),
                ("paper", models.CharField(max_length=100, verbose_name="依据")),
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
            name="PayBase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pay_bases",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("income_cents", models.PositiveBigIntegerField(verbose_name="上年度农村居民人均可支配收入（分）")),
                ("source", models.CharField(max_length=100, verbose_name="数据来源")),
                ("chief_percent", models.PositiveSmallIntegerField(verbose_name="主职不低于收入的（%）")),
                ("deputy_percent", models.PositiveSmallIntegerField(verbose_name="副职不低于主职的（%）")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "报酬基数",
                "verbose_name_plural": "报酬基数",
                "ordering": ["-year", "organisation"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year"), name="pay_base_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("income_cents__gt", 0), models.Q(("source", ""), _negated=True)),
                        name="pay_base_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="pay_base_year_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayBaseEvent",
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
                        to="cadres.paybase",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("income_cents", models.PositiveBigIntegerField(verbose_name="上年度农村居民人均可支配收入（分）")),
                ("source", models.CharField(max_length=100, verbose_name="数据来源")),
                ("chief_percent", models.PositiveSmallIntegerField(verbose_name="主职不低于收入的（%）")),
                ("deputy_percent", models.PositiveSmallIntegerField(verbose_name="副职不低于主职的（%）")),
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
            name="PayBonus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pay_bonuses",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("profit_cents", models.PositiveBigIntegerField(verbose_name="当年净利润（分）")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="不超过净利润的（%）")),
                ("pool_cents", models.PositiveBigIntegerField(verbose_name="奖励总额（分）")),
                ("paper", models.CharField(max_length=100, verbose_name="依据")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "集体收入奖励",
                "verbose_name_plural": "集体收入奖励",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year"), name="pay_bonus_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent__lte", 20),
                            ("pool_cents__gt", 0),
                            (
                                "pool_cents__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("profit_cents"), "*", models.F("percent")
                                    ),
                                    "/",
                                    models.Value(100),
                                ),
                            ),
                            models.Q(("paper", ""), _negated=True),
                        ),
                        name="pay_bonus_within_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="pay_bonus_year_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayBonusEvent",
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
                        to="cadres.paybonus",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("profit_cents", models.PositiveBigIntegerField(verbose_name="当年净利润（分）")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="不超过净利润的（%）")),
                ("pool_cents", models.PositiveBigIntegerField(verbose_name="奖励总额（分）")),
                ("paper", models.CharField(max_length=100, verbose_name="依据")),
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
            name="PayBonusShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "bonus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="cadres.paybonus"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.cadre"),
                ),
                ("cents", models.PositiveBigIntegerField(verbose_name="金额（分）")),
            ],
            options={
                "verbose_name": "集体收入奖励明细",
                "verbose_name_plural": "集体收入奖励明细",
                "constraints": [models.UniqueConstraint(fields=("bonus", "cadre"), name="pay_bonus_share_once")],
            },
        ),
        migrations.CreateModel(
            name="PayBonusShareEvent",
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
                        to="cadres.paybonusshare",
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
                    "bonus",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.paybonus",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                ("cents", models.PositiveBigIntegerField(verbose_name="金额（分）")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaySheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pay_sheets",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("through", models.DateField(verbose_name="算到哪天")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待村里核对"),
                            ("village", "村里已确认"),
                            ("township", "乡镇已确认"),
                            ("district", "区里已确认"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "verbose_name": "报酬表",
                "verbose_name_plural": "报酬表",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year"), name="pay_sheet_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "village", "township", "district"]),
                            ("through__year", models.F("year")),
                        ),
                        name="pay_sheet_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), models.Q(("through__day", 31), ("through__month", 12)), _connector="OR"
                        ),
                        name="pay_sheet_confirmed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="pay_sheet_year_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="cadres.paysheet"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="更正号")),
                (
                    "cadre",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.cadre"),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("basic", "基本报酬"),
                            ("shoulder", "一肩挑补贴"),
                            ("performance", "绩效报酬"),
                            ("allowance", "补贴"),
                            ("leaving", "离任补助"),
                            ("bonus", "集体收入奖励"),
                        ],
                        max_length=12,
                        verbose_name="项目",
                    ),
                ),
                ("cents", models.BigIntegerField(verbose_name="增减（分）")),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="更正时间")),
            ],
            options={
                "verbose_name": "报酬更正",
                "verbose_name_plural": "报酬更正",
                "ordering": ["sheet", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "number"), name="pay_correction_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("item__in", ["basic", "shoulder", "performance", "allowance", "leaving", "bonus"]),
                            ("number__gte", 1),
                            models.Q(("cents", 0), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="pay_correction_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pay_exports",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
                ("content", models.BinaryField(default=b"", verbose_name="表格（密文）")),
            ],
            options={
                "verbose_name": "报酬表导出",
                "verbose_name_plural": "报酬表导出",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="pay_export_year_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayExportEvent",
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
                        to="cadres.payexport",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
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
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PayLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="cadres.paysheet"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pay_lines", to="cadres.cadre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="在任天数")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="考核等次",
                    ),
                ),
                ("basic_cents", models.PositiveBigIntegerField(verbose_name="基本报酬")),
                ("shoulder_cents", models.PositiveBigIntegerField(verbose_name="一肩挑补贴")),
                ("performance_cents", models.PositiveBigIntegerField(verbose_name="绩效报酬")),
                ("allowance_cents", models.PositiveBigIntegerField(verbose_name="补贴")),
                ("leaving_cents", models.PositiveBigIntegerField(verbose_name="离任补助")),
                ("bonus_cents", models.PositiveBigIntegerField(verbose_name="集体收入奖励")),
                ("total_cents", models.PositiveBigIntegerField(verbose_name="合计（分）")),
            ],
            options={
                "verbose_name": "报酬明细",
                "verbose_name_plural": "报酬明细",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "cadre"), name="pay_line_once_per_person"),
                    models.CheckConstraint(condition=models.Q(("days__lte", 366)), name="pay_line_days_of_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_cents",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("basic_cents"), "+", models.F("shoulder_cents")
                                                ),
                                                "+",
                                                models.F("performance_cents"),
                                            ),
                                            "+",
                                            models.F("allowance_cents"),
                                        ),
                                        "+",
                                        models.F("leaving_cents"),
                                    ),
                                    "+",
                                    models.F("bonus_cents"),
                                ),
                            )
                        ),
                        name="pay_line_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grade", ""), _negated=True), ("performance_cents", 0), _connector="OR"
                        ),
                        name="pay_line_performance_by_grade",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayLineEvent",
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
                        to="cadres.payline",
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
                    "sheet",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.paysheet",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="在任天数")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="考核等次",
                    ),
                ),
                ("basic_cents", models.PositiveBigIntegerField(verbose_name="基本报酬")),
                ("shoulder_cents", models.PositiveBigIntegerField(verbose_name="一肩挑补贴")),
                ("performance_cents", models.PositiveBigIntegerField(verbose_name="绩效报酬")),
                ("allowance_cents", models.PositiveBigIntegerField(verbose_name="补贴")),
                ("leaving_cents", models.PositiveBigIntegerField(verbose_name="离任补助")),
                ("bonus_cents", models.PositiveBigIntegerField(verbose_name="集体收入奖励")),
                ("total_cents", models.PositiveBigIntegerField(verbose_name="合计（分）")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaySheetEvent",
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
                        to="cadres.paysheet",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("through", models.DateField(verbose_name="算到哪天")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待村里核对"),
                            ("village", "村里已确认"),
                            ("township", "乡镇已确认"),
                            ("district", "区里已确认"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaySheetStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cadres.paysheet"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("draw", "生成"),
                            ("village", "村确认"),
                            ("township", "乡镇确认"),
                            ("district", "区确认"),
                            ("return", "退回"),
                        ],
                        max_length=8,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "待村里核对"),
                            ("village", "村里已确认"),
                            ("township", "乡镇已确认"),
                            ("district", "区里已确认"),
                        ],
                        max_length=8,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "待村里核对"),
                            ("village", "村里已确认"),
                            ("township", "乡镇已确认"),
                            ("district", "区里已确认"),
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
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
            ],
            options={
                "verbose_name": "报酬表办理记录",
                "verbose_name_plural": "报酬表办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "return"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pay_step_return_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="standards", to="cadres.paybase"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("monthly_cents", models.PositiveIntegerField(verbose_name="每月基本报酬（分）")),
                ("floor_cents", models.PositiveIntegerField(verbose_name="最低每月（分）")),
                ("previous_cents", models.PositiveIntegerField(blank=True, null=True, verbose_name="上年每月（分）")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="降低的原因")),
            ],
            options={
                "verbose_name": "报酬标准",
                "verbose_name_plural": "报酬标准",
                "constraints": [
                    models.UniqueConstraint(fields=("base", "kind"), name="pay_standard_once_per_post"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "party_secretary",
                                    "party_deputy",
                                    "party_member",
                                    "director",
                                    "deputy_director",
                                    "committee_member",
                                    "supervision_head",
                                    "supervision_member",
                                    "economy_head",
                                    "clerk",
                                    "women",
                                    "youth",
                                    "militia",
                                ],
                            )
                        ),
                        name="pay_standard_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monthly_cents__gt", 0), ("monthly_cents__gte", models.F("floor_cents"))),
                        name="pay_standard_keeps_floor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("previous_cents", None),
                            ("monthly_cents__gte", models.F("previous_cents")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pay_standard_falls_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayStandardEvent",
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
                        to="cadres.paystandard",
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
                    "base",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.paybase",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("monthly_cents", models.PositiveIntegerField(verbose_name="每月基本报酬（分）")),
                ("floor_cents", models.PositiveIntegerField(verbose_name="最低每月（分）")),
                ("previous_cents", models.PositiveIntegerField(blank=True, null=True, verbose_name="上年每月（分）")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="降低的原因")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recognition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recognitions", to="cadres.cadre"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("holds", "认定有效"), ("ended", "已取消"), ("void", "登记有误")],
                        default="holds",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("project", models.CharField(max_length=80, verbose_name="产业项目")),
                ("organ", models.CharField(max_length=80, verbose_name="认定单位")),
                ("recognised_on", models.DateField(verbose_name="认定日期")),
                ("households", models.PositiveSmallIntegerField(verbose_name="带动户数")),
                ("recheck_year", models.PositiveSmallIntegerField(verbose_name="哪年复核")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="取消日期")),
                ("end_why", models.CharField(blank=True, max_length=200, verbose_name="取消或撤销原因")),
                (
                    "certificate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                        verbose_name="证书",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.fileentry",
                        verbose_name="档案记录",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "致富能手认定",
                "verbose_name_plural": "致富能手认定",
                "ordering": ["-recognised_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "holds")), fields=("cadre",), name="recognition_one_that_holds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("project", ""), _negated=True), models.Q(("organ", ""), _negated=True)
                        ),
                        name="recognition_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_why", ""), ("ended_on", None), ("state", "holds")),
                            models.Q(
                                ("ended_on__isnull", False),
                                ("state__in", ["ended", "void"]),
                                models.Q(("end_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="recognition_ended_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("recognised_on")), _connector="OR"
                        ),
                        name="recognition_ended_after_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recheck_year__gt", models.F("recognised_on__year"))),
                        name="recognition_recheck_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecognitionEvent",
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
                        to="cadres.recognition",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("holds", "认定有效"), ("ended", "已取消"), ("void", "登记有误")],
                        default="holds",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("project", models.CharField(max_length=80, verbose_name="产业项目")),
                ("organ", models.CharField(max_length=80, verbose_name="认定单位")),
                ("recognised_on", models.DateField(verbose_name="认定日期")),
                ("households", models.PositiveSmallIntegerField(verbose_name="带动户数")),
                ("recheck_year", models.PositiveSmallIntegerField(verbose_name="哪年复核")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="取消日期")),
                ("end_why", models.CharField(blank=True, max_length=200, verbose_name="取消或撤销原因")),
                (
                    "certificate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                        verbose_name="证书",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.fileentry",
                        verbose_name="档案记录",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecognitionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recognition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cadres.recognition"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("recognise", "认定"),
                            ("recheck", "复核合格"),
                            ("end", "取消认定"),
                            ("void", "登记有误，撤销"),
                        ],
                        max_length=10,
                        verbose_name="动作",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[("holds", "认定有效"), ("ended", "已取消"), ("void", "登记有误")],
                        max_length=8,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[("holds", "认定有效"), ("ended", "已取消"), ("void", "登记有误")],
                        max_length=8,
                        verbose_name="新状态",
                    ),
                ),
                ("households", models.PositiveSmallIntegerField(verbose_name="带动户数")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
            ],
            options={
                "verbose_name": "致富能手办理记录",
                "verbose_name_plural": "致富能手办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ["end", "void"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="recognition_step_end_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterEvent",
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
                        to="cadres.roster",
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
                    "township",
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
                    "status",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已公布")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("shifts", models.PositiveSmallIntegerField(default=1, verbose_name="每天几班")),
                ("seed", models.CharField(max_length=32, verbose_name="排班种子")),
                (
                    "made_by",
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
                ("made_at", models.DateTimeField(verbose_name="排班时间")),
                (
                    "published_by",
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
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SelectionRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="selection_rounds",
                        to="branches.organisation",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "报名中"),
                            ("closed", "考试考察"),
                            ("published", "公示中"),
                            ("finished", "已结束"),
                            ("cancelled", "已取消"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("places", models.PositiveSmallIntegerField(verbose_name="名额")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("staff", "乡镇事业编制人员"),
                                ("secretary", "优秀村党组织书记"),
                                ("graduate", "到村任职过的选调生"),
                                ("first_secretary", "第一书记"),
                                ("task_force", "驻村工作队员"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                        verbose_name="面向",
                    ),
                ),
                ("apply_until", models.DateField(verbose_name="报名截止")),
                ("years_running", models.PositiveSmallIntegerField(verbose_name="连续任书记满几年")),
                ("years_total", models.PositiveSmallIntegerField(verbose_name="或者累计满几年")),
                ("age_most", models.PositiveSmallIntegerField(verbose_name="不超过几周岁")),
                (
                    "education_least",
                    models.CharField(
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
                        verbose_name="最低学历",
                    ),
                ),
                (
                    "honour_least",
                    models.CharField(
                        choices=[
                            ("township", "乡镇级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("nation", "国家级"),
                        ],
                        max_length=10,
                        verbose_name="最低表彰级别",
                    ),
                ),
                ("notice_workdays", models.PositiveSmallIntegerField(verbose_name="公示几个工作日")),
                ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                ("notice_until", models.DateField(blank=True, null=True, verbose_name="公示最后一天")),
                ("cancel_why", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "选拔",
                "verbose_name_plural": "选拔",
                "ordering": ["-year", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year", "title"), name="round_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed", "published", "finished", "cancelled"])),
                        name="round_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "categories__contained_by",
                                ["staff", "secretary", "graduate", "first_secretary", "task_force"],
                            ),
                            ("places__gte", 1),
                            models.Q(("categories", []), _negated=True),
                            models.Q(("title", ""), _negated=True),
                        ),
                        name="round_asks_for_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_most__range", (30, 60)),
                            ("education_least__in", ("10", "20", "30", "40", "60")),
                            ("honour_least__in", ["township", "county", "city", "province", "nation"]),
                            ("notice_workdays__range", (1, 30)),
                            ("years_running__range", (1, 30)),
                            ("years_total__range", (1, 40)),
                        ),
                        name="round_conditions_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("notice_from__isnull", False),
                                ("notice_until__gt", models.F("notice_from")),
                                ("notice_until__isnull", False),
                                ("state__in", ["published", "finished"]),
                            ),
                            models.Q(("notice_from", None), ("notice_until", None), ("state__in", ["open", "closed"])),
                            ("state", "cancelled"),
                            _connector="OR",
                        ),
                        name="round_notice_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), models.Q(("cancel_why", ""), _negated=True)),
                            models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancel_why", "")),
                            _connector="OR",
                        ),
                        name="round_cancelled_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cadres.selectionround"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("open", "发布"),
                            ("close", "截止报名"),
                            ("publish", "开始公示"),
                            ("finish", "结束这一轮"),
                            ("cancel", "取消这一轮"),
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
                            ("open", "报名中"),
                            ("closed", "考试考察"),
                            ("published", "公示中"),
                            ("finished", "已结束"),
                            ("cancelled", "已取消"),
                        ],
                        max_length=10,
                        verbose_name="原进度",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("open", "报名中"),
                            ("closed", "考试考察"),
                            ("published", "公示中"),
                            ("finished", "已结束"),
                            ("cancelled", "已取消"),
                        ],
                        max_length=10,
                        verbose_name="新进度",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
            ],
            options={
                "verbose_name": "选拔办理记录",
                "verbose_name_plural": "选拔办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "cancel"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="round_step_cancel_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seats",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_seats",
                        to="branches.organisation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="职数")),
            ],
            options={
                "verbose_name": "职数",
                "verbose_name_plural": "职数",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "kind"), name="seats_once_per_post"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "party_secretary"), ("seats__lte", 1)),
                            models.Q(("kind", "party_deputy"), ("seats__lte", 2)),
                            models.Q(("kind", "party_member"), ("seats__lte", 5)),
                            models.Q(("kind", "director"), ("seats__lte", 1)),
                            models.Q(("kind", "deputy_director"), ("seats__lte", 2)),
                            models.Q(("kind", "committee_member"), ("seats__lte", 5)),
                            models.Q(("kind", "supervision_head"), ("seats__lte", 1)),
                            models.Q(("kind", "supervision_member"), ("seats__lte", 4)),
                            models.Q(("kind", "economy_head"), ("seats__lte", 1)),
                            models.Q(("kind", "clerk"), ("seats__lte", 1)),
                            models.Q(("kind", "women"), ("seats__lte", 1)),
                            models.Q(("kind", "youth"), ("seats__lte", 1)),
                            models.Q(("kind", "militia"), ("seats__lte", 1)),
                            _connector="OR",
                        ),
                        name="seats_within_law",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatsEvent",
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
                        to="cadres.seats",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="职数")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SecretaryHonour",
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
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="secretary_honours", to="cadres.cadre"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("township", "乡镇级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("nation", "国家级"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=80, verbose_name="荣誉名称")),
                ("organ", models.CharField(max_length=80, verbose_name="表彰单位")),
                ("honoured_on", models.DateField(verbose_name="表彰日期")),
                (
                    "certificate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                        verbose_name="证书",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.fileentry",
                        verbose_name="档案记录",
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "优秀村党组织书记",
                "verbose_name_plural": "优秀村党组织书记",
                "ordering": ["-year", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("cadre", "level", "year", "title"),
                        name="secretary_honour_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["township", "county", "city", "province", "nation"])),
                        name="secretary_honour_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("organ", ""), _negated=True),
                            ("year__gte", 1950),
                        ),
                        name="secretary_honour_says_what",
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
                        name="secretary_honour_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecretaryHonourEvent",
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
                        to="cadres.secretaryhonour",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("township", "乡镇级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("nation", "国家级"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=80, verbose_name="荣誉名称")),
                ("organ", models.CharField(max_length=80, verbose_name="表彰单位")),
                ("honoured_on", models.DateField(verbose_name="表彰日期")),
                (
                    "certificate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                        verbose_name="证书",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.fileentry",
                        verbose_name="档案记录",
                    ),
                ),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Talent",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talents", to="branches.organisation"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("staff", "乡镇事业编制人员"),
                            ("secretary", "优秀村党组织书记"),
                            ("graduate", "到村任职过的选调生"),
                            ("first_secretary", "第一书记"),
                            ("task_force", "驻村工作队员"),
                        ],
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talents",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.secretaryhonour",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("birth_date", models.DateField(verbose_name="出生日期")),
                (
                    "education",
                    models.CharField(
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
                ("unit", models.CharField(max_length=80, verbose_name="现单位和职务")),
                ("since", models.DateField(verbose_name="从哪天起")),
                ("evidence", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.storedfile",
                        verbose_name="证书",
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "五方面人员",
                "verbose_name_plural": "五方面人员",
                "ordering": ["category", "name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cadre__isnull", False), ("category", "secretary"), ("honour__isnull", False)),
                            models.Q(models.Q(("category", "secretary"), _negated=True), ("honour", None)),
                            _connector="OR",
                        ),
                        name="talent_secretary_is_honoured_cadre",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category__in", ["staff", "secretary", "graduate", "first_secretary", "task_force"])
                        ),
                        name="talent_category_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            models.Q(("unit", ""), _negated=True),
                            models.Q(("education", ""), _negated=True),
                        ),
                        name="talent_says_who_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__gt", models.F("birth_date"))), name="talent_since_after_birth"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("organisation", "category", "name", "birth_date"),
                        name="talent_once",
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
                        name="talent_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionApplication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="cadres.selectionround",
                    ),
                ),
                (
                    "talent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="cadres.talent"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "乡镇已推荐"),
                            ("accepted", "资格审查通过"),
                            ("rejected", "资格审查未通过"),
                            ("examined", "已考试"),
                            ("inspected", "已考察"),
                            ("proposed", "拟选拔"),
                            ("selected", "已选拔"),
                            ("not_selected", "未入选"),
                            ("withdrawn", "已退出"),
                        ],
                        default="applied",
                        max_length=14,
                        verbose_name="进度",
                    ),
                ),
                ("statement", models.CharField(max_length=500, verbose_name="推荐意见")),
                ("conditions", models.JSONField(default=list, verbose_name="资格条件")),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="考试成绩"),
                ),
                ("inspected_on", models.DateField(blank=True, null=True, verbose_name="考察日期")),
                ("inspection", models.CharField(blank=True, max_length=500, verbose_name="考察情况")),
                (
                    "to_township",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="branches.organisation",
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="任职日期")),
                ("outcome_why", models.CharField(blank=True, max_length=200, verbose_name="未入选原因")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "verbose_name": "选拔报名",
                "verbose_name_plural": "选拔报名",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["round", "state"], name="application_round_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("round", "talent"),
                        name="application_once_per_round",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "applied",
                                    "accepted",
                                    "rejected",
                                    "examined",
                                    "inspected",
                                    "proposed",
                                    "selected",
                                    "not_selected",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="application_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statement", ""), _negated=True), name="application_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None),
                            models.Q(("score__gte", 0), ("score__isnull", False), ("score__lte", 100)),
                            _connector="OR",
                        ),
                        name="application_score_of_hundred",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("examined", "inspected", "proposed", "selected")), _negated=True),
                            ("score__isnull", False),
                            _connector="OR",
                        ),
                        name="application_examined_has_score",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("inspected", "proposed", "selected")), _negated=True),
                            models.Q(("inspected_on__isnull", False), models.Q(("inspection", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="application_inspected_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_on__isnull", False), ("state", "selected"), ("to_township__isnull", False)),
                            models.Q(
                                models.Q(("state", "selected"), _negated=True), ("from_on", None), ("to_township", None)
                            ),
                            _connector="OR",
                        ),
                        name="application_selected_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["rejected", "not_selected", "withdrawn"]),
                                models.Q(("outcome_why", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ["rejected", "not_selected", "withdrawn"]), _negated=True),
                                ("outcome_why", ""),
                            ),
                            _connector="OR",
                        ),
                        name="application_outcome_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionApplicationEvent",
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
                        to="cadres.selectionapplication",
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
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.selectionround",
                    ),
                ),
                (
                    "talent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.talent",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "乡镇已推荐"),
                            ("accepted", "资格审查通过"),
                            ("rejected", "资格审查未通过"),
                            ("examined", "已考试"),
                            ("inspected", "已考察"),
                            ("proposed", "拟选拔"),
                            ("selected", "已选拔"),
                            ("not_selected", "未入选"),
                            ("withdrawn", "已退出"),
                        ],
                        default="applied",
                        max_length=14,
                        verbose_name="进度",
                    ),
                ),
                ("statement", models.CharField(max_length=500, verbose_name="推荐意见")),
                ("conditions", models.JSONField(default=list, verbose_name="资格条件")),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="考试成绩"),
                ),
                ("inspected_on", models.DateField(blank=True, null=True, verbose_name="考察日期")),
                ("inspection", models.CharField(blank=True, max_length=500, verbose_name="考察情况")),
                (
                    "to_township",
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
                ("from_on", models.DateField(blank=True, null=True, verbose_name="任职日期")),
                ("outcome_why", models.CharField(blank=True, max_length=200, verbose_name="未入选原因")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SelectionObjection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="cadres.selectionapplication",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("who", models.CharField(blank=True, max_length=40, verbose_name="反映人")),
                ("text", models.CharField(max_length=500, verbose_name="反映的问题")),
                ("is_upheld", models.BooleanField(blank=True, null=True, verbose_name="是否属实")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="核查结论")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
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
            ],
            options={
                "verbose_name": "公示异议",
                "verbose_name_plural": "公示异议",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="selection_objection_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None), ("is_upheld", None)),
                            models.Q(
                                ("answered_on__gte", models.F("received_on")),
                                ("answered_on__isnull", False),
                                ("is_upheld__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="selection_objection_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionObjectionEvent",
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
                        to="cadres.selectionobjection",
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
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.selectionapplication",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("who", models.CharField(blank=True, max_length=40, verbose_name="反映人")),
                ("text", models.CharField(max_length=500, verbose_name="反映的问题")),
                ("is_upheld", models.BooleanField(blank=True, null=True, verbose_name="是否属实")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="核查结论")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SelectionRoundEvent",
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
                        to="cadres.selectionround",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "报名中"),
                            ("closed", "考试考察"),
                            ("published", "公示中"),
                            ("finished", "已结束"),
                            ("cancelled", "已取消"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("places", models.PositiveSmallIntegerField(verbose_name="名额")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("staff", "乡镇事业编制人员"),
                                ("secretary", "优秀村党组织书记"),
                                ("graduate", "到村任职过的选调生"),
                                ("first_secretary", "第一书记"),
                                ("task_force", "驻村工作队员"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                        verbose_name="面向",
                    ),
                ),
                ("apply_until", models.DateField(verbose_name="报名截止")),
                ("years_running", models.PositiveSmallIntegerField(verbose_name="连续任书记满几年")),
                ("years_total", models.PositiveSmallIntegerField(verbose_name="或者累计满几年")),
                ("age_most", models.PositiveSmallIntegerField(verbose_name="不超过几周岁")),
                (
                    "education_least",
                    models.CharField(
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
                        verbose_name="最低学历",
                    ),
                ),
                (
                    "honour_least",
                    models.CharField(
                        choices=[
                            ("township", "乡镇级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("nation", "国家级"),
                        ],
                        max_length=10,
                        verbose_name="最低表彰级别",
                    ),
                ),
                ("notice_workdays", models.PositiveSmallIntegerField(verbose_name="公示几个工作日")),
                ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                ("notice_until", models.DateField(blank=True, null=True, verbose_name="公示最后一天")),
                ("cancel_why", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SpotCheckEvent",
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
                        to="cadres.spotcheck",
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
                    "duty",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.duty",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("phone", "电话"), ("video", "视频"), ("visit", "实地")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("on_duty", "在岗"), ("away", "脱岗"), ("unreachable", "联系不上")],
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="情况")),
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
                ("at", models.DateTimeField(verbose_name="抽查时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Subsidy",
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
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subsidies", to="cadres.course"
                    ),
                ),
                ("cents", models.PositiveIntegerField(verbose_name="补助金额（分）")),
                ("paid_on", models.DateField(verbose_name="发放日期")),
                ("voucher", models.CharField(blank=True, max_length=60, verbose_name="凭证号")),
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
            ],
            options={
                "verbose_name": "学习补助",
                "verbose_name_plural": "学习补助",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)), fields=("course",), name="subsidy_once_per_course"
                    ),
                    models.CheckConstraint(condition=models.Q(("cents__gt", 0)), name="subsidy_is_money"),
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
                        name="subsidy_withdrawn_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubsidyEvent",
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
                        to="cadres.subsidy",
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
                    "course",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.course",
                    ),
                ),
                ("cents", models.PositiveIntegerField(verbose_name="补助金额（分）")),
                ("paid_on", models.DateField(verbose_name="发放日期")),
                ("voucher", models.CharField(blank=True, max_length=60, verbose_name="凭证号")),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalentEvent",
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
                        to="cadres.talent",
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
                    "category",
                    models.CharField(
                        choices=[
                            ("staff", "乡镇事业编制人员"),
                            ("secretary", "优秀村党组织书记"),
                            ("graduate", "到村任职过的选调生"),
                            ("first_secretary", "第一书记"),
                            ("task_force", "驻村工作队员"),
                        ],
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.secretaryhonour",
                    ),
                ),
                (
                    "user",
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
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("birth_date", models.DateField(verbose_name="出生日期")),
                (
                    "education",
                    models.CharField(
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
                ("unit", models.CharField(max_length=80, verbose_name="现单位和职务")),
                ("since", models.DateField(verbose_name="从哪天起")),
                ("evidence", models.CharField(max_length=200, verbose_name="依据")),
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
                        verbose_name="证书",
                    ),
                ),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示数据")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TenureEvent",
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
                        to="cadres.tenure",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("since", models.DateField(verbose_name="任职日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="离任日期")),
                (
                    "basis",
                    models.CharField(
                        choices=[("census", "建档前已在任"), ("filing", "备案后任职"), ("election", "选举产生")],
                        max_length=10,
                        verbose_name="任职依据",
                    ),
                ),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="任职文号")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term", "任期届满"),
                            ("resigned", "辞职"),
                            ("removed", "免职"),
                            ("recalled", "罢免"),
                            ("moved", "调整职务"),
                            ("unfit", "连续两次评议不称职，职务终止"),
                            ("sentenced", "被判处刑罚，职务终止"),
                            ("incapable", "丧失行为能力，职务终止"),
                            ("died", "去世"),
                            ("mistake", "登记有误"),
                        ],
                        max_length=10,
                        verbose_name="离任原因",
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=200, verbose_name="离任说明")),
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermAuditEvent",
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
                        to="cadres.termaudit",
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
                    "term",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.term",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("term", "任期经济责任审计"), ("leaving", "离任经济责任审计")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "organ",
                    models.CharField(
                        choices=[
                            ("agriculture", "区农业农村部门"),
                            ("finance", "区财政部门"),
                            ("township", "乡镇人民政府"),
                        ],
                        max_length=12,
                        verbose_name="组织单位",
                    ),
                ),
                ("begun_on", models.DateField(verbose_name="开始日期")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="出具结论日期")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="审计结论")),
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
            name="TermEvent",
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
                        to="cadres.term",
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
                    "body",
                    models.CharField(
                        choices=[
                            ("party", "村党组织"),
                            ("committee", "村民委员会"),
                            ("supervision", "村务监督委员会"),
                            ("economy", "村集体经济组织"),
                            ("other", "其他配套组织"),
                        ],
                        max_length=12,
                        verbose_name="组织",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几届")),
                ("since", models.DateField(verbose_name="产生日期")),
                ("until", models.DateField(verbose_name="届满日期")),
                ("handed_over_on", models.DateField(blank=True, null=True, verbose_name="工作移交日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitorMatter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="branches.organisation"
                    ),
                ),
                ("came_on", models.DateField(verbose_name="来访日期")),
                ("visitor", models.CharField(max_length=40, verbose_name="来访人")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                ("matter", models.CharField(max_length=300, verbose_name="来访事项")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.cadre",
                        verbose_name="首问负责人",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="办理期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "办理中"), ("closed", "已办结")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "群众来访",
                "verbose_name_plural": "群众来访",
                "ordering": ["state", "due_on", "pk"],
                "indexes": [models.Index(fields=["organisation", "state", "due_on"], name="matter_organisation_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("visitor", ""), _negated=True), models.Q(("matter", ""), _negated=True)
                        ),
                        name="matter_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("came_on"))), name="matter_due_after_coming"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None), ("result", ""), ("state", "open")),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("came_on")),
                                ("closed_on__isnull", False),
                                ("state", "closed"),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matter_closed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitorMatterEvent",
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
                        to="cadres.visitormatter",
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
                ("came_on", models.DateField(verbose_name="来访日期")),
                ("visitor", models.CharField(max_length=40, verbose_name="来访人")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                ("matter", models.CharField(max_length=300, verbose_name="来访事项")),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                        verbose_name="首问负责人",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="办理期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "办理中"), ("closed", "已办结")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
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
            name="ApplicationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="cadres.selectionapplication",
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("apply", "推荐报名"),
                            ("accept", "资格审查通过"),
                            ("reject", "资格审查不通过"),
                            ("score", "登记考试成绩"),
                            ("inspect", "登记考察情况"),
                            ("propose", "列为拟选拔人选"),
                            ("select", "确定选拔"),
                            ("drop", "不再列入"),
                            ("withdraw", "退出"),
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
                            ("applied", "乡镇已推荐"),
                            ("accepted", "资格审查通过"),
                            ("rejected", "资格审查未通过"),
                            ("examined", "已考试"),
                            ("inspected", "已考察"),
                            ("proposed", "拟选拔"),
                            ("selected", "已选拔"),
                            ("not_selected", "未入选"),
                            ("withdrawn", "已退出"),
                        ],
                        max_length=14,
                        verbose_name="原进度",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("applied", "乡镇已推荐"),
                            ("accepted", "资格审查通过"),
                            ("rejected", "资格审查未通过"),
                            ("examined", "已考试"),
                            ("inspected", "已考察"),
                            ("proposed", "拟选拔"),
                            ("selected", "已选拔"),
                            ("not_selected", "未入选"),
                            ("withdrawn", "已退出"),
                        ],
                        max_length=14,
                        verbose_name="新进度",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
            ],
            options={
                "verbose_name": "选拔报名办理记录",
                "verbose_name_plural": "选拔报名办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ["reject", "drop", "withdraw"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_step_stop_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AppointmentEvent",
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
                        to="cadres.appointment",
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
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                        verbose_name="人选",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "新任"),
                            ("adjust", "届中调整"),
                            ("byelection", "届中补选"),
                            ("remove", "免职"),
                            ("resign", "辞职"),
                            ("suspend", "停职"),
                        ],
                        max_length=12,
                        verbose_name="事由",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.tenure",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="乡镇党委研究日期")),
                ("meeting", models.CharField(max_length=80, verbose_name="会议名称")),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="会议纪要或者文号")),
                (
                    "decision_file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evidence.storedfile",
                        verbose_name="附件",
                    ),
                ),
                ("reasons", models.TextField(max_length=1000, verbose_name="任免理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "乡镇拟稿"),
                            ("vetting", "联审中"),
                            ("filed", "待备案审核"),
                            ("returned", "退回补正"),
                            ("agreed", "同意备案"),
                            ("disagreed", "不同意备案"),
                            ("appointed", "已发文"),
                            ("deposited", "文件已报备"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="送联审日期")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="联审答复期限")),
                ("caution_note", models.TextField(blank=True, max_length=1000, verbose_name="对“不宜”情形的说明")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="报备案日期")),
                ("file_by", models.DateField(blank=True, null=True, verbose_name="备案答复期限")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="备案答复日期")),
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
                ("paper_number", models.CharField(blank=True, max_length=60, verbose_name="任免文号")),
                ("paper_on", models.DateField(blank=True, null=True, verbose_name="发文日期")),
                ("since", models.DateField(blank=True, null=True, verbose_name="任免时间")),
                ("deposited_on", models.DateField(blank=True, null=True, verbose_name="文件报备日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AppointmentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cadres.appointment"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("open", "建立"),
                            ("send", "送联审"),
                            ("renew", "重新联审"),
                            ("file", "报区委组织部备案"),
                            ("return", "退回补正"),
                            ("agree", "同意备案"),
                            ("disagree", "不同意备案"),
                            ("appoint", "发任免文件"),
                            ("deposit", "文件报备"),
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
                            ("draft", "乡镇拟稿"),
                            ("vetting", "联审中"),
                            ("filed", "待备案审核"),
                            ("returned", "退回补正"),
                            ("agreed", "同意备案"),
                            ("disagreed", "不同意备案"),
                            ("appointed", "已发文"),
                            ("deposited", "文件已报备"),
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
                            ("draft", "乡镇拟稿"),
                            ("vetting", "联审中"),
                            ("filed", "待备案审核"),
                            ("returned", "退回补正"),
                            ("agreed", "同意备案"),
                            ("disagreed", "不同意备案"),
                            ("appointed", "已发文"),
                            ("deposited", "文件已报备"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=10,
                        verbose_name="新进度",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "任免备案办理记录",
                "verbose_name_plural": "任免备案办理记录",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "open"), ("from_state", ""), ("to_state", "draft")),
                            models.Q(("action", "send"), ("from_state__in", ("draft",)), ("to_state", "vetting")),
                            models.Q(
                                ("action", "renew"),
                                ("from_state__in", ("vetting", "returned")),
                                ("to_state", "vetting"),
                            ),
                            models.Q(
                                ("action", "file"),
                                ("from_state__in", ("draft", "vetting", "returned")),
                                ("to_state", "filed"),
                            ),
                            models.Q(("action", "return"), ("from_state__in", ("filed",)), ("to_state", "returned")),
                            models.Q(("action", "agree"), ("from_state__in", ("filed",)), ("to_state", "agreed")),
                            models.Q(("action", "disagree"), ("from_state__in", ("filed",)), ("to_state", "disagreed")),
                            models.Q(("action", "appoint"), ("from_state__in", ("agreed",)), ("to_state", "appointed")),
                            models.Q(
                                ("action", "deposit"), ("from_state__in", ("appointed",)), ("to_state", "deposited")
                            ),
                            models.Q(
                                ("action", "withdraw"),
                                ("from_state__in", ("draft", "vetting", "filed", "returned")),
                                ("to_state", "withdrawn"),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_step_of_the_table",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ("renew", "return", "disagree", "withdraw")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="appointment_step_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="branches.organisation",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("held_on", models.DateField(verbose_name="评议日期")),
                ("host", models.CharField(max_length=40, verbose_name="村务监督机构主持人")),
                ("entitled", models.PositiveSmallIntegerField(verbose_name="应到代表")),
                ("present", models.PositiveSmallIntegerField(verbose_name="实到代表")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "登记中"), ("confirmed", "已确认")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "年度考核",
                "verbose_name_plural": "年度考核",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year"), name="assessment_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "confirmed"])), name="assessment_state_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("host", ""), _negated=True), name="assessment_is_led"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "entitled__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("present"), "*", models.Value(3)
                                    ),
                                    "/",
                                    models.Value(2),
                                ),
                            ),
                            ("present__gt", 0),
                            ("present__lte", models.F("entitled")),
                        ),
                        name="assessment_two_thirds_present",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on__year__gte", models.F("year")),
                            (
                                "held_on__year__lte",
                                django.db.models.expressions.CombinedExpression(models.F("year"), "+", models.Value(1)),
                            ),
                        ),
                        name="assessment_held_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="assessment_year_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentEvent",
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
                        to="cadres.assessment",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("held_on", models.DateField(verbose_name="评议日期")),
                ("host", models.CharField(max_length=40, verbose_name="村务监督机构主持人")),
                ("entitled", models.PositiveSmallIntegerField(verbose_name="应到代表")),
                ("present", models.PositiveSmallIntegerField(verbose_name="实到代表")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "登记中"), ("confirmed", "已确认")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
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
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssessmentLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="cadres.assessment"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessment_lines", to="cadres.cadre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("is_new", models.BooleanField(default=False, verbose_name="任职时间短，不定等次")),
                ("excellent", models.PositiveSmallIntegerField(default=0, verbose_name="优秀票")),
                ("competent", models.PositiveSmallIntegerField(default=0, verbose_name="称职票")),
                ("basic", models.PositiveSmallIntegerField(default=0, verbose_name="基本称职票")),
                ("unfit", models.PositiveSmallIntegerField(default=0, verbose_name="不称职票")),
                (
                    "township_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="乡镇意见",
                    ),
                ),
                (
                    "ballot_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="评议等次",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="考核等次",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度考核明细",
                "verbose_name_plural": "年度考核明细",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "cadre"), name="assessment_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ballot_grade__in", ["", "excellent", "competent", "basic", "unfit"]),
                            ("township_grade__in", ["", "excellent", "competent", "basic", "unfit"]),
                        ),
                        name="assessment_line_grades_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade", ""),
                            models.Q(("grade", "ungraded"), ("is_new", True)),
                            models.Q(
                                ("ballot_grade__in", ("excellent", "competent", "basic", "unfit")),
                                ("grade__in", ("excellent", "competent", "basic", "unfit")),
                                ("is_new", False),
                                ("township_grade__in", ("excellent", "competent", "basic", "unfit")),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_line_new_without_grade",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentLineEvent",
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
                        to="cadres.assessmentline",
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
                    "assessment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.assessment",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_secretary", "村党组织书记"),
                            ("party_deputy", "村党组织副书记"),
                            ("party_member", "村党组织委员"),
                            ("director", "村委会主任"),
                            ("deputy_director", "村委会副主任"),
                            ("committee_member", "村委会委员"),
                            ("supervision_head", "村务监督委员会主任"),
                            ("supervision_member", "村务监督委员会委员"),
                            ("economy_head", "村集体经济组织负责人"),
                            ("clerk", "村文书"),
                            ("women", "村妇联主席"),
                            ("youth", "村团支部书记"),
                            ("militia", "村民兵连连长"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("is_new", models.BooleanField(default=False, verbose_name="任职时间短，不定等次")),
                ("excellent", models.PositiveSmallIntegerField(default=0, verbose_name="优秀票")),
                ("competent", models.PositiveSmallIntegerField(default=0, verbose_name="称职票")),
                ("basic", models.PositiveSmallIntegerField(default=0, verbose_name="基本称职票")),
                ("unfit", models.PositiveSmallIntegerField(default=0, verbose_name="不称职票")),
                (
                    "township_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="乡镇意见",
                    ),
                ),
                (
                    "ballot_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="评议等次",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "优秀"),
                            ("competent", "称职"),
                            ("basic", "基本称职"),
                            ("unfit", "不称职"),
                            ("ungraded", "不定等次"),
                        ],
                        max_length=10,
                        verbose_name="考核等次",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssessmentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cadres.assessment"
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[("draft", "登记中"), ("confirmed", "已确认")],
                        max_length=10,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[("draft", "登记中"), ("confirmed", "已确认")], max_length=10, verbose_name="新状态"
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
                "verbose_name": "年度考核办理记录",
                "verbose_name_plural": "年度考核办理记录",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AuditFindingEvent",
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
                        to="cadres.auditfinding",
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
                    "audit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.termaudit",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("accounts", "财务收支"),
                            ("debts", "债权债务"),
                            ("grants", "政府拨付和接受社会捐赠的资金、物资"),
                            ("contracts", "生产经营和建设项目的发包管理、公益事业招标投标"),
                            ("assets", "集体资金资产资源的管理使用"),
                            ("land", "征收征用补偿费的使用、分配"),
                        ],
                        max_length=10,
                        verbose_name="审计事项",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="审计情况")),
                ("has_problem", models.BooleanField(default=False, verbose_name="有问题")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointmentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dcccd981b20ef140d2d5813e04060ad3594da60b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1307e",
                    table="cadres_appointmentstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'confirmed')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="9fbf33521675d26fa985e3ab08e1b0823d2b0e0a",
                    operation="UPDATE",
                    pgid="pgtrigger_confirmed_stays_a9d31",
                    table="cadres_assessment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_assessmentevent" ("at", "by_id", "entitled", "held_on", "host", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "state", "year") SELECT new_values."at", new_values."by_id", new_values."entitled", new_values."held_on", new_values."host", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."present", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="48db64496a90136bcac74b5c4cfeb121b4b4c820",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c4009",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_assessmentevent" ("at", "by_id", "entitled", "held_on", "host", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "state", "year") SELECT new_values."at", new_values."by_id", new_values."entitled", new_values."held_on", new_values."host", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."present", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f5b347bf77315138c7276a2fdefa415b6090e28",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_304ac",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_assessmentevent" ("at", "by_id", "entitled", "held_on", "host", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "state", "year") SELECT old_values."at", old_values."by_id", old_values."entitled", old_values."held_on", old_values."host", old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."present", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1acab666f39ef0096f3cd121d2bd08e0d35f23fc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a107",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0b09db5a9d3e846864f65d2b3a95a58349eea6f8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7ba9e",
                    table="cadres_assessmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="901527b7ae67b7eb4a474273036fd85d4fd4e9e9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a272",
                    table="cadres_assessmentstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cadre",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_cadreevent" ("address_cipher", "birth_date", "education", "ethnicity", "gender", "health_cipher", "id", "id_number_cipher", "id_number_hash", "is_demo", "joined_on", "member_id", "name", "native_place", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "political_status", "user_id", "worked_from") SELECT new_values."address_cipher", new_values."birth_date", new_values."education", new_values."ethnicity", new_values."gender", new_values."health_cipher", new_values."id", new_values."id_number_cipher", new_values."id_number_hash", new_values."is_demo", new_values."joined_on", new_values."member_id", new_values."name", new_values."native_place", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."political_status", new_values."user_id", new_values."worked_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5641102b209d14de71f2f99f37acb6ce00fc73ea",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ba58",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_cadre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cadre",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_cadreevent" ("address_cipher", "birth_date", "education", "ethnicity", "gender", "health_cipher", "id", "id_number_cipher", "id_number_hash", "is_demo", "joined_on", "member_id", "name", "native_place", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "political_status", "user_id", "worked_from") SELECT new_values."address_cipher", new_values."birth_date", new_values."education", new_values."ethnicity", new_values."gender", new_values."health_cipher", new_values."id", new_values."id_number_cipher", new_values."id_number_hash", new_values."is_demo", new_values."joined_on", new_values."member_id", new_values."name", new_values."native_place", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."political_status", new_values."user_id", new_values."worked_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address_cipher" IS DISTINCT FROM (new_values."address_cipher") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."education" IS DISTINCT FROM (new_values."education") OR old_values."ethnicity" IS DISTINCT FROM (new_values."ethnicity") OR old_values."gender" IS DISTINCT FROM (new_values."gender") OR old_values."health_cipher" IS DISTINCT FROM (new_values."health_cipher") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."id_number_cipher" IS DISTINCT FROM (new_values."id_number_cipher") OR old_values."id_number_hash" IS DISTINCT FROM (new_values."id_number_hash") OR old_values."is_demo" IS DISTINCT FROM (new_values."is_demo") OR old_values."joined_on" IS DISTINCT FROM (new_values."joined_on") OR old_values."member_id" IS DISTINCT FROM (new_values."member_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."native_place" IS DISTINCT FROM (new_values."native_place") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."political_status" IS DISTINCT FROM (new_values."political_status") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."worked_from" IS DISTINCT FROM (new_values."worked_from")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="64461d2c3aa76bd811219bc287eddfb0d3d7ca32",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a175c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_cadre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cadre",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_cadreevent" ("address_cipher", "birth_date", "education", "ethnicity", "gender", "health_cipher", "id", "id_number_cipher", "id_number_hash", "is_demo", "joined_on", "member_id", "name", "native_place", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "political_status", "user_id", "worked_from") SELECT old_values."address_cipher", old_values."birth_date", old_values."education", old_values."ethnicity", old_values."gender", old_values."health_cipher", old_values."id", old_values."id_number_cipher", old_values."id_number_hash", old_values."is_demo", old_values."joined_on", old_values."member_id", old_values."name", old_values."native_place", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."political_status", old_values."user_id", old_values."worked_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="010db7f8891aa358c7f3937c57d80aa59aa59bec",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1cdea",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_cadre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentlineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3dae983938188eb7055f51ac7a101f3dfc990e99",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e9a25",
                    table="cadres_assessmentlineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentline",
            trigger=pgtrigger.compiler.Trigger(
                name="added_in_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM cadres_assessment WHERE state <> 'draft' AND id IN (SELECT assessment_id FROM new_values)) THEN\n        RAISE EXCEPTION 'pgtrigger: these rows are written only while their % is draft', 'cadres_assessment';\n    END IF;\n    RETURN NULL;\n",
                    hash="6fb24b3ab47b967d08e26b38b47585a97d91da66",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_added_in_draft_6b4f8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_assessmentline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentline",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_in_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM cadres_assessment WHERE state <> 'draft' AND id IN (SELECT assessment_id FROM old_values)) THEN\n        RAISE EXCEPTION 'pgtrigger: these rows are written only while their % is draft', 'cadres_assessment';\n    END IF;\n    RETURN NULL;\n",
                    hash="bd6a6aab71ee4d9da8f80d37bfa7be6ab7950263",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_in_draft_2a08a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_assessmentline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentline",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_in_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM cadres_assessment WHERE state <> 'draft' AND id IN (SELECT assessment_id FROM old_values)) THEN\n        RAISE EXCEPTION 'pgtrigger: these rows are written only while their % is draft', 'cadres_assessment';\n    END IF;\n    RETURN NULL;\n",
                    hash="157d93c948ef124cd7e381c0e7d335b6c8e0a786",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_removed_in_draft_d3c15",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_assessmentline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_assessmentlineevent" ("assessment_id", "ballot_grade", "basic", "cadre_id", "competent", "excellent", "grade", "id", "is_new", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_grade", "unfit") SELECT new_values."assessment_id", new_values."ballot_grade", new_values."basic", new_values."cadre_id", new_values."competent", new_values."excellent", new_values."grade", new_values."id", new_values."is_new", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."township_grade", new_values."unfit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bbe325df54aff668418a059d0235344c30677ea9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2ab1e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_assessmentline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_assessmentlineevent" ("assessment_id", "ballot_grade", "basic", "cadre_id", "competent", "excellent", "grade", "id", "is_new", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_grade", "unfit") SELECT new_values."assessment_id", new_values."ballot_grade", new_values."basic", new_values."cadre_id", new_values."competent", new_values."excellent", new_values."grade", new_values."id", new_values."is_new", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."township_grade", new_values."unfit" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4b71b63a88f1b414c13c1de422d0dae62f760763",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6c3ac",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_assessmentline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_assessmentlineevent" ("assessment_id", "ballot_grade", "basic", "cadre_id", "competent", "excellent", "grade", "id", "is_new", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_grade", "unfit") SELECT old_values."assessment_id", old_values."ballot_grade", old_values."basic", old_values."cadre_id", old_values."competent", old_values."excellent", old_values."grade", old_values."id", old_values."is_new", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."township_grade", old_values."unfit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9a9f20c2ff9397b3d55427d9969533e32675c025",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a1a8c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_assessmentline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cadreaccess",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9a76b58ae2e9c92a8ad07e6bb363015351f01189",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_85dca",
                    table="cadres_cadreaccess",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cadreevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b19764253d2d38a15e73cdb8c935d01129b55941",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1fa1e",
                    table="cadres_cadreevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coursestep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="25e3ba91f0cddaaa6ed17194401d52198685cbf3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_968c3",
                    table="cadres_coursestep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyleave",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyleaveevent" ("asked_at", "asked_by_id", "cadre_id", "decided_at", "decided_by_id", "id", "level", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "state", "until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."cadre_id", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."level", new_values."note", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."since", new_values."state", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c162ca3b74c8a455971c65fed403974e70b5d247",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d7afa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_dutyleave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyleave",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyleaveevent" ("asked_at", "asked_by_id", "cadre_id", "decided_at", "decided_by_id", "id", "level", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "state", "until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."cadre_id", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."level", new_values."note", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."since", new_values."state", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fb2cf9aa3f4d186bee308dc734e24649eb78262d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_537ce",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_dutyleave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyleave",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyleaveevent" ("asked_at", "asked_by_id", "cadre_id", "decided_at", "decided_by_id", "id", "level", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "state", "until") SELECT old_values."asked_at", old_values."asked_by_id", old_values."cadre_id", old_values."decided_at", old_values."decided_by_id", old_values."id", old_values."level", old_values."note", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."since", old_values."state", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="530c90e74d7aff2aac9dae3bf1b42dde45fae7af",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f35f0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_dutyleave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyleaveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="310cf3ed0d913631b5eb638a330b25fcecb14781",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a3821",
                    table="cadres_dutyleaveevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutylog",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutylogevent" ("at", "by_id", "duty_id", "handover", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."at", new_values."by_id", new_values."duty_id", new_values."handover", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9c1e78d50a351e04c02518a5ed90c073171346d4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_42da7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_dutylog",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutylog",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutylogevent" ("at", "by_id", "duty_id", "handover", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."at", new_values."by_id", new_values."duty_id", new_values."handover", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6cdc63194b93c14b293a3236d10e249807a8e687",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5aec8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_dutylog",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutylog",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutylogevent" ("at", "by_id", "duty_id", "handover", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."at", old_values."by_id", old_values."duty_id", old_values."handover", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="89205fc1bc8472bfe227cf722da693611cedd79e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a2c55",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_dutylog",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutylogevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c5c5304cda55a7b15921fc8786ea37616fd325ab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1c149",
                    table="cadres_dutylogevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyswap",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyswapevent" ("answered_at", "answered_by_id", "asked_at", "asked_by_id", "asker_id", "duty_id", "id", "in_return_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state") SELECT new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."asker_id", new_values."duty_id", new_values."id", new_values."in_return_id", new_values."other_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="984707dd130dc8a7540823c843826487cc47548d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_140ae",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_dutyswap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyswap",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyswapevent" ("answered_at", "answered_by_id", "asked_at", "asked_by_id", "asker_id", "duty_id", "id", "in_return_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state") SELECT new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."asker_id", new_values."duty_id", new_values."id", new_values."in_return_id", new_values."other_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0b8c864aeb1f8e8c4474e1a26cefbd0b4fe929d7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e2282",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_dutyswap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyswap",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyswapevent" ("answered_at", "answered_by_id", "asked_at", "asked_by_id", "asker_id", "duty_id", "id", "in_return_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state") SELECT old_values."answered_at", old_values."answered_by_id", old_values."asked_at", old_values."asked_by_id", old_values."asker_id", old_values."duty_id", old_values."id", old_values."in_return_id", old_values."other_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cb208c20d42ab9f5b6be73a15fb31cb627ab8906",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1a35",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_dutyswap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyswapevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c996d4fb13b0fdebf0ea5d551330d0312656e3a8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ba3d0",
                    table="cadres_dutyswapevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fileentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_fileentryevent" ("at", "by_id", "cadre_id", "effect_until", "file_id", "id", "kind", "note", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secret_cipher", "since", "title", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."effect_until", new_values."file_id", new_values."id", new_values."kind", new_values."note", new_values."organ", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."secret_cipher", new_values."since", new_values."title", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="226d05ee9df1ccc1ae955e8d27944f15ddd0874b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3f8fd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_fileentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fileentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_fileentryevent" ("at", "by_id", "cadre_id", "effect_until", "file_id", "id", "kind", "note", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secret_cipher", "since", "title", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."effect_until", new_values."file_id", new_values."id", new_values."kind", new_values."note", new_values."organ", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."secret_cipher", new_values."since", new_values."title", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c8eddfa13906e4c66a8ad6d3335f2e73015f91be",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_86a3d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_fileentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fileentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_fileentryevent" ("at", "by_id", "cadre_id", "effect_until", "file_id", "id", "kind", "note", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secret_cipher", "since", "title", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."by_id", old_values."cadre_id", old_values."effect_until", old_values."file_id", old_values."id", old_values."kind", old_values."note", old_values."organ", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."secret_cipher", old_values."since", old_values."title", old_values."until", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d8229e2cc1a57533e52244d6ee60e3a4d27f1509",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1d59e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_fileentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5b37eec882586396553dea64acf68116ed67e548",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c001e",
                    table="cadres_courseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_courseevent" ("broken_why", "cadre_id", "certificate_id", "certificate_number", "days", "ended_on", "entry_id", "expected_on", "hours", "id", "is_demo", "is_raise", "key", "kind", "level", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_from", "since", "state", "title") SELECT new_values."broken_why", new_values."cadre_id", new_values."certificate_id", new_values."certificate_number", new_values."days", new_values."ended_on", new_values."entry_id", new_values."expected_on", new_values."hours", new_values."id", new_values."is_demo", new_values."is_raise", new_values."key", new_values."kind", new_values."level", new_values."organ", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_from", new_values."since", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1aa297bb65260493e6ebe195d48f5d3ec6915145",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb53b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_course",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_courseevent" ("broken_why", "cadre_id", "certificate_id", "certificate_number", "days", "ended_on", "entry_id", "expected_on", "hours", "id", "is_demo", "is_raise", "key", "kind", "level", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_from", "since", "state", "title") SELECT new_values."broken_why", new_values."cadre_id", new_values."certificate_id", new_values."certificate_number", new_values."days", new_values."ended_on", new_values."entry_id", new_values."expected_on", new_values."hours", new_values."id", new_values."is_demo", new_values."is_raise", new_values."key", new_values."kind", new_values."level", new_values."organ", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_from", new_values."since", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3e5261cf0ffb3d4bd2736c0f803e562adab5bbb9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8aa44",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_course",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_courseevent" ("broken_why", "cadre_id", "certificate_id", "certificate_number", "days", "ended_on", "entry_id", "expected_on", "hours", "id", "is_demo", "is_raise", "key", "kind", "level", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_from", "since", "state", "title") SELECT old_values."broken_why", old_values."cadre_id", old_values."certificate_id", old_values."certificate_number", old_values."days", old_values."ended_on", old_values."entry_id", old_values."expected_on", old_values."hours", old_values."id", old_values."is_demo", old_values."is_raise", old_values."key", old_values."kind", old_values."level", old_values."organ", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raised_from", old_values."since", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="040fa3e81896cd997eb748aea32f4b0c221d505c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f683d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_course",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fileentryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="94781a10313b9bc217732d6600a67204c795b6ca",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_57a80",
                    table="cadres_fileentryevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="growthtarget",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_growthtargetevent" ("at", "by_id", "goal", "id", "organisation_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."at", new_values."by_id", new_values."goal", new_values."id", new_values."organisation_id", new_values."percent", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3c672fca83754fb229a25f16679a0e1ee79e6685",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd5dc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_growthtarget",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="growthtarget",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_growthtargetevent" ("at", "by_id", "goal", "id", "organisation_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."at", new_values."by_id", new_values."goal", new_values."id", new_values."organisation_id", new_values."percent", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d87cc7c7d7a43f9e02e786a7565f6f81e01c4800",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cc739",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_growthtarget",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="growthtarget",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_growthtargetevent" ("at", "by_id", "goal", "id", "organisation_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT old_values."at", old_values."by_id", old_values."goal", old_values."id", old_values."organisation_id", old_values."percent", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="de0275624cd5662967e628b7b4a4cb0d33903d60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c901",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_growthtarget",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="growthtargetevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ca0704335a1eabd4bce15ec8c86fc4364ef66299",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ad8bc",
                    table="cadres_growthtargetevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinship",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_kinshipevent" ("at", "by_id", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "second_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."first_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."relation", new_values."second_id", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d904a882b77a8ed66f95cb7ea71f43c2f10dcea",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_918ca",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_kinship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinship",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_kinshipevent" ("at", "by_id", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "second_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."first_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."relation", new_values."second_id", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e37dc4ee69b086180db3dd42a04ef35f50065f74",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3efd2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_kinship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinship",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_kinshipevent" ("at", "by_id", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "second_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."by_id", old_values."first_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."relation", old_values."second_id", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="04b1eab6e256d1c4a28a8e2b70787ae99abafb37",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a4ce2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_kinship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinshipevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aaee6d93abecca9d15a9d0b8033871458c457328",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bc8b3",
                    table="cadres_kinshipevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_when_settled",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (\n            SELECT FROM cadres_appointment WHERE state IN ('agreed', 'appointed', 'deposited', 'disagreed', 'withdrawn')\n            AND id IN (OLD.case_id, NEW.case_id) -- the one that an operation does not know is null\n        ) THEN\n            RAISE EXCEPTION 'appointment: the review of a settled case does not change';\n        END IF;\n        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n    ",
                    hash="2470dd92d467b919318967a7fea5f40ff3afb99c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_when_settled_47dab",
                    table="cadres_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="4d9d5fe3e6b8532d348230839a50bcf5269b3721",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_ba93e",
                    table="cadres_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_opinionevent" ("answer", "answered_at", "asked_on", "case_id", "department_id", "due_on", "id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_cipher", "valid_until") SELECT new_values."answer", new_values."answered_at", new_values."asked_on", new_values."case_id", new_values."department_id", new_values."due_on", new_values."id", new_values."officer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text_cipher", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="41a5cc66a71956497753ce506f367c23b7d98689",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c52c2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_opinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_opinionevent" ("answer", "answered_at", "asked_on", "case_id", "department_id", "due_on", "id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_cipher", "valid_until") SELECT new_values."answer", new_values."answered_at", new_values."asked_on", new_values."case_id", new_values."department_id", new_values."due_on", new_values."id", new_values."officer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text_cipher", new_values."valid_until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5464fd96573d945fe205623ac453d1bc8c18afd4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e4b9a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_opinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_opinionevent" ("answer", "answered_at", "asked_on", "case_id", "department_id", "due_on", "id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_cipher", "valid_until") SELECT old_values."answer", old_values."answered_at", old_values."asked_on", old_values."case_id", old_values."department_id", old_values."due_on", old_values."id", old_values."officer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text_cipher", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="604fd01a139663a9c5545ac23b97d838025b20a4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_128f7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_opinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="64df4c6ee769b1f0efee7503734f53f7ea61f853",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4109a",
                    table="cadres_hitevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hit",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_when_settled",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (\n            SELECT FROM cadres_appointment WHERE state IN ('agreed', 'appointed', 'deposited', 'disagreed', 'withdrawn')\n            AND id IN (OLD.case_id, NEW.case_id) -- the one that an operation does not know is null\n        ) THEN\n            RAISE EXCEPTION 'appointment: the review of a settled case does not change';\n        END IF;\n        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n    ",
                    hash="54a20f904973e2acc486d3894c6fa54988d6a1d4",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_when_settled_a3108",
                    table="cadres_hit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_hitevent" ("case_id", "code", "found_on", "id", "name", "note", "opinion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "source") SELECT new_values."case_id", new_values."code", new_values."found_on", new_values."id", new_values."name", new_values."note", new_values."opinion_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."severity", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ea5d55fa50e00273beed6def88b37fdb5e251a2a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0f39c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_hit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_hitevent" ("case_id", "code", "found_on", "id", "name", "note", "opinion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "source") SELECT new_values."case_id", new_values."code", new_values."found_on", new_values."id", new_values."name", new_values."note", new_values."opinion_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."severity", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="15caa2d0a87352da696ea32a4248faf42ae5be92",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3df34",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_hit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_hitevent" ("case_id", "code", "found_on", "id", "name", "note", "opinion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "source") SELECT old_values."case_id", old_values."code", old_values."found_on", old_values."id", old_values."name", old_values."note", old_values."opinion_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."severity", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4fcd75fa4d42e444b7b16a339f7b949d42240ded",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6bafd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_hit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aa822a4ee654e86379a5a36f0a7e432eea57a4ce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86986",
                    table="cadres_opinionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payallowance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_payallowanceevent" ("at", "by_id", "cadre_id", "id", "kind", "monthly_cents", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "years") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."id", new_values."kind", new_values."monthly_cents", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why", new_values."years" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="72fcb9612a23019aa7b8ba4b1b9e0301fe224ce5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3e7a1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_payallowance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payallowance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_payallowanceevent" ("at", "by_id", "cadre_id", "id", "kind", "monthly_cents", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "years") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."id", new_values."kind", new_values."monthly_cents", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why", new_values."years" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b99e0f0f2a9541709f17c2b4d7a0c42195ab7062",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5f7a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_payallowance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payallowance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_payallowanceevent" ("at", "by_id", "cadre_id", "id", "kind", "monthly_cents", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "years") SELECT old_values."at", old_values."by_id", old_values."cadre_id", old_values."id", old_values."kind", old_values."monthly_cents", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."until", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why", old_values."years" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="acd0aee45d0ff0761069372b2e6f672b457ea29a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_abaf6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_payallowance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payallowanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d40800de569c0a0177664fbaa099fa12f9462eed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c4cad",
                    table="cadres_payallowanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybaseevent" ("at", "by_id", "chief_percent", "deputy_percent", "id", "income_cents", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") SELECT new_values."at", new_values."by_id", new_values."chief_percent", new_values."deputy_percent", new_values."id", new_values."income_cents", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4074b441fb5ababde9b2993507116796af7ad653",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_23f01",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_paybase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybaseevent" ("at", "by_id", "chief_percent", "deputy_percent", "id", "income_cents", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") SELECT new_values."at", new_values."by_id", new_values."chief_percent", new_values."deputy_percent", new_values."id", new_values."income_cents", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0ff51e57c1dca31b438aacbc0e7722b37c089e5e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1aa8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_paybase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybaseevent" ("at", "by_id", "chief_percent", "deputy_percent", "id", "income_cents", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") SELECT old_values."at", old_values."by_id", old_values."chief_percent", old_values."deputy_percent", old_values."id", old_values."income_cents", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce76af6335a47f2d3ab5924183034e645aa17b14",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_82e2c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_paybase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9c995b34047eb2bd70ce7d9d689b16cc097a0e3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_460d4",
                    table="cadres_paybaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonus",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybonusevent" ("at", "by_id", "id", "organisation_id", "paper", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_cents", "profit_cents", "year") SELECT new_values."at", new_values."by_id", new_values."id", new_values."organisation_id", new_values."paper", new_values."percent", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pool_cents", new_values."profit_cents", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2a0b79a4d05dff97552bb3211bb0fe7a57cf606b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2c653",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_paybonus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonus",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybonusevent" ("at", "by_id", "id", "organisation_id", "paper", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_cents", "profit_cents", "year") SELECT new_values."at", new_values."by_id", new_values."id", new_values."organisation_id", new_values."paper", new_values."percent", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pool_cents", new_values."profit_cents", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd0c7eddf4a23b82fd457bf41576bd96a7df445b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_01ffe",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_paybonus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonus",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybonusevent" ("at", "by_id", "id", "organisation_id", "paper", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_cents", "profit_cents", "year") SELECT old_values."at", old_values."by_id", old_values."id", old_values."organisation_id", old_values."paper", old_values."percent", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pool_cents", old_values."profit_cents", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a758c78c3f17a0fdc306f6f0fd00c7dfe12d2828",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_df238",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_paybonus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonusevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8af8b39455311de4c8138324f844fd8e434fdb6f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0a61e",
                    table="cadres_paybonusevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonusshare",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybonusshareevent" ("bonus_id", "cadre_id", "cents", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."bonus_id", new_values."cadre_id", new_values."cents", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="502eadaf8aa40dfd70a58242c8b6eed58e3b576f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_29407",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_paybonusshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonusshare",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybonusshareevent" ("bonus_id", "cadre_id", "cents", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."bonus_id", new_values."cadre_id", new_values."cents", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4c22fb50ede9a3a6d4d22493f4e8158a217204b2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_29869",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_paybonusshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonusshare",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paybonusshareevent" ("bonus_id", "cadre_id", "cents", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."bonus_id", old_values."cadre_id", old_values."cents", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d1cc258b760a4110da2e1d85c93e79d7ec05b44",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6d2d9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_paybonusshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paybonusshareevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f259c9cad05f60ee8430f4f70fc28c457609cfbd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b9312",
                    table="cadres_paybonusshareevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payexport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_payexportevent" ("at", "by_id", "finished_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."at", new_values."by_id", new_values."finished_at", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b08872f6bd60a95d2f3d6978a5ddfc513d7e8128",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a9794",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_payexport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payexport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_payexportevent" ("at", "by_id", "finished_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."at", new_values."by_id", new_values."finished_at", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."at" IS DISTINCT FROM (new_values."at") OR old_values."by_id" IS DISTINCT FROM (new_values."by_id") OR old_values."finished_at" IS DISTINCT FROM (new_values."finished_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="073bbfd63403031fe26c45b2cbcfd988e7faa05c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47ebd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_payexport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payexport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_payexportevent" ("at", "by_id", "finished_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT old_values."at", old_values."by_id", old_values."finished_at", old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f21727e187435bcd4c74968191f1ecbaa79a81b2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62d59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_payexport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payexportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba4fa9331d27b33251a56e2c332745866955190a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_65cbd",
                    table="cadres_payexportevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paysheet",
            trigger=pgtrigger.compiler.Trigger(
                name="confirmed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'district')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="42bd88c90d9ef5779dcba2b8bfefe6d9a2b19adc",
                    operation="UPDATE",
                    pgid="pgtrigger_confirmed_stays_637a6",
                    table="cadres_paysheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paysheet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paysheetevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "through", "year") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."through", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2bc794135752c6f5244e0023c5bc620a2603b576",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_92ba3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_paysheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paysheet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paysheetevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "through", "year") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."through", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3eb40f70e440a79158f61380c3ee1ca3c913f62f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1892e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_paysheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paysheet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paysheetevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "through", "year") SELECT old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."through", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a9dd40ce0d856ca9a326e10981c4450785de2779",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_96e60",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_paysheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paylineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a382d2e3330bb33a4c93edb45744b21c23ffd78f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2f12d",
                    table="cadres_paylineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="drawn_in_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM cadres_paysheet WHERE state <> 'draft' AND id IN (SELECT sheet_id FROM new_values)) THEN\n        RAISE EXCEPTION 'pgtrigger: these rows are written only while their % is draft', 'cadres_paysheet';\n    END IF;\n    RETURN NULL;\n",
                    hash="dfb2b0b1e965a7b42e643a184858ae8d73784690",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_drawn_in_draft_35812",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_payline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_in_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM cadres_paysheet WHERE state <> 'draft' AND id IN (SELECT sheet_id FROM old_values)) THEN\n        RAISE EXCEPTION 'pgtrigger: these rows are written only while their % is draft', 'cadres_paysheet';\n    END IF;\n    RETURN NULL;\n",
                    hash="d6e80c7e197284f92adaf43aa3c3b667f9497a0d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_removed_in_draft_18da4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_payline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="drawn_anew",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="de7036e449b20d6a9c2ff082fe9bab0553581fe5",
                    operation="UPDATE",
                    pgid="pgtrigger_drawn_anew_272bc",
                    table="cadres_payline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paylineevent" ("allowance_cents", "basic_cents", "bonus_cents", "cadre_id", "days", "grade", "id", "kind", "leaving_cents", "performance_cents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id", "shoulder_cents", "total_cents") SELECT new_values."allowance_cents", new_values."basic_cents", new_values."bonus_cents", new_values."cadre_id", new_values."days", new_values."grade", new_values."id", new_values."kind", new_values."leaving_cents", new_values."performance_cents", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sheet_id", new_values."shoulder_cents", new_values."total_cents" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ffa76beda571ff88a90335f7ae814e6c801c7b83",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_06525",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_payline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paylineevent" ("allowance_cents", "basic_cents", "bonus_cents", "cadre_id", "days", "grade", "id", "kind", "leaving_cents", "performance_cents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id", "shoulder_cents", "total_cents") SELECT new_values."allowance_cents", new_values."basic_cents", new_values."bonus_cents", new_values."cadre_id", new_values."days", new_values."grade", new_values."id", new_values."kind", new_values."leaving_cents", new_values."performance_cents", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sheet_id", new_values."shoulder_cents", new_values."total_cents" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fc578ed1b8e3bee0bc46e46d5e07308588e042a9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_75d7d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_payline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paylineevent" ("allowance_cents", "basic_cents", "bonus_cents", "cadre_id", "days", "grade", "id", "kind", "leaving_cents", "performance_cents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id", "shoulder_cents", "total_cents") SELECT old_values."allowance_cents", old_values."basic_cents", old_values."bonus_cents", old_values."cadre_id", old_values."days", old_values."grade", old_values."id", old_values."kind", old_values."leaving_cents", old_values."performance_cents", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sheet_id", old_values."shoulder_cents", old_values."total_cents" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="11cd3b8aa939e937d36c44485ee853075c922ff4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13977",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_payline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paycorrection",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cc31d95a610aaacef0afa3890bb8a6dc8e13e037",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e763b",
                    table="cadres_paycorrection",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paycorrection",
            trigger=pgtrigger.compiler.Trigger(
                name="after_confirmation",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM cadres_paysheet WHERE state <> 'district' AND id IN (SELECT sheet_id FROM new_values)) THEN\n        RAISE EXCEPTION 'pgtrigger: these rows are written only while their % is district', 'cadres_paysheet';\n    END IF;\n    RETURN NULL;\n",
                    hash="b702a5edd657868959c31618c3abfbcfc65e09fa",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_after_confirmation_e11d4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_paycorrection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paysheetevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0d0e6c313629f802196be965e4018fc049dffa88",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_13dc2",
                    table="cadres_paysheetevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paysheetstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="285c8bddc37ae5c5dd3de6e6dd9eae960e2b74d1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_580da",
                    table="cadres_paysheetstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paystandard",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paystandardevent" ("base_id", "floor_cents", "id", "kind", "monthly_cents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_cents", "reason") SELECT new_values."base_id", new_values."floor_cents", new_values."id", new_values."kind", new_values."monthly_cents", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."previous_cents", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="21860668edaa8ff9cb6af98bb3430c6217e30478",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_82249",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_paystandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paystandard",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paystandardevent" ("base_id", "floor_cents", "id", "kind", "monthly_cents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_cents", "reason") SELECT new_values."base_id", new_values."floor_cents", new_values."id", new_values."kind", new_values."monthly_cents", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."previous_cents", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad1d0110eba5458aa69ed1a9c9b9ffe54f0c7534",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_80430",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_paystandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paystandard",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_paystandardevent" ("base_id", "floor_cents", "id", "kind", "monthly_cents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_cents", "reason") SELECT old_values."base_id", old_values."floor_cents", old_values."id", old_values."kind", old_values."monthly_cents", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."previous_cents", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f0c199130c9c4bdfdbea522da7de5fcd00a9e026",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1158e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_paystandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paystandardevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="535c7eedb490f5e9272129a2eb46fe838488b7a8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_54073",
                    table="cadres_paystandardevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_recognitionevent" ("cadre_id", "certificate_id", "end_why", "ended_on", "entry_id", "households", "id", "is_demo", "key", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project", "recheck_year", "recognised_on", "state") SELECT new_values."cadre_id", new_values."certificate_id", new_values."end_why", new_values."ended_on", new_values."entry_id", new_values."households", new_values."id", new_values."is_demo", new_values."key", new_values."organ", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project", new_values."recheck_year", new_values."recognised_on", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7a9663b0e7ad950bebc99f93f3c70f0c13d0c120",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_161a8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_recognitionevent" ("cadre_id", "certificate_id", "end_why", "ended_on", "entry_id", "households", "id", "is_demo", "key", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project", "recheck_year", "recognised_on", "state") SELECT new_values."cadre_id", new_values."certificate_id", new_values."end_why", new_values."ended_on", new_values."entry_id", new_values."households", new_values."id", new_values."is_demo", new_values."key", new_values."organ", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project", new_values."recheck_year", new_values."recognised_on", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="125d01bade779fcb6d748ac07b81d6c1ae9697dd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c2d7d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_recognitionevent" ("cadre_id", "certificate_id", "end_why", "ended_on", "entry_id", "households", "id", "is_demo", "key", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project", "recheck_year", "recognised_on", "state") SELECT old_values."cadre_id", old_values."certificate_id", old_values."end_why", old_values."ended_on", old_values."entry_id", old_values."households", old_values."id", old_values."is_demo", old_values."key", old_values."organ", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project", old_values."recheck_year", old_values."recognised_on", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="85b90ad8f73d2f4f1b8a5f9f338c4e708487711d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89be3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognitionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3b19a5eb6ef3206cb596f4517f550c9427c40caf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5a9ce",
                    table="cadres_recognitionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognitionstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="784cba53aa10cc5907b060b2b33e5ed7c1a1b8d8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df86d",
                    table="cadres_recognitionstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roster",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_rosterevent" ("id", "made_at", "made_by_id", "month", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "seed", "shifts", "status", "township_id") SELECT new_values."id", new_values."made_at", new_values."made_by_id", new_values."month", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_at", new_values."published_by_id", new_values."seed", new_values."shifts", new_values."status", new_values."township_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f0017431d8585bed48e3a93451fcb13e4a868013",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e571e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_roster",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roster",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_rosterevent" ("id", "made_at", "made_by_id", "month", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "seed", "shifts", "status", "township_id") SELECT new_values."id", new_values."made_at", new_values."made_by_id", new_values."month", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_at", new_values."published_by_id", new_values."seed", new_values."shifts", new_values."status", new_values."township_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="db27c87dccf6ebc00a86f1ae162d48e0bc8890c9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6a138",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_roster",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roster",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_rosterevent" ("id", "made_at", "made_by_id", "month", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "seed", "shifts", "status", "township_id") SELECT old_values."id", old_values."made_at", old_values."made_by_id", old_values."month", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_at", old_values."published_by_id", old_values."seed", old_values."shifts", old_values."status", old_values."township_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="36d34c0913b96e7c2b3e2b0b409c97740c950910",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_68fe3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_roster",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="63d7eaf91388b435b68fe196a9f43abdd1f1f69c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9102c",
                    table="cadres_dutyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyevent" ("confirmed_at", "confirmed_by_id", "date", "id", "is_rest", "main_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roster_id", "second_id", "shift") SELECT new_values."confirmed_at", new_values."confirmed_by_id", new_values."date", new_values."id", new_values."is_rest", new_values."main_id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."roster_id", new_values."second_id", new_values."shift" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7cc76fb8103f59a1c3e5ca29768fb537beee81a8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0aaa4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_duty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyevent" ("confirmed_at", "confirmed_by_id", "date", "id", "is_rest", "main_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roster_id", "second_id", "shift") SELECT new_values."confirmed_at", new_values."confirmed_by_id", new_values."date", new_values."id", new_values."is_rest", new_values."main_id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."roster_id", new_values."second_id", new_values."shift" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d11ffb0a9528b1470668cd3c1271a0a6d59d3c5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd337",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_duty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyevent" ("confirmed_at", "confirmed_by_id", "date", "id", "is_rest", "main_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roster_id", "second_id", "shift") SELECT old_values."confirmed_at", old_values."confirmed_by_id", old_values."date", old_values."id", old_values."is_rest", old_values."main_id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."roster_id", old_values."second_id", old_values."shift" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4e5c109f8cae402c3152fe8b84ae98fa733f8edb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_242af",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_duty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5133a558e2328d3944d02a78cd560802ede016c9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ed115",
                    table="cadres_rosterevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seats",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_seatsevent" ("id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") SELECT new_values."id", new_values."kind", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."seats" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="11a270fe6c27378fb961e86d94819dfbdd52db24",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c8b0a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_seats",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seats",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_seatsevent" ("id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") SELECT new_values."id", new_values."kind", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."seats" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8e55ea39fc3c8c89321c1c683ef1aa87ba6136e1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9eb36",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_seats",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seats",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_seatsevent" ("id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") SELECT old_values."id", old_values."kind", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."seats" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0a3cae2c80d929433d303265791ebeec1f4c7e5c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3062b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_seats",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatsevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b624f0f517abdf92086eba335d05fc75c5f9ff36",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59b8b",
                    table="cadres_seatsevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="secretaryhonour",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_secretaryhonourevent" ("at", "by_id", "cadre_id", "certificate_id", "entry_id", "honoured_on", "id", "level", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."certificate_id", new_values."entry_id", new_values."honoured_on", new_values."id", new_values."level", new_values."organ", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e376bdd939ff68a3ad92590008f4404d835c59b7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4adb1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_secretaryhonour",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="secretaryhonour",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_secretaryhonourevent" ("at", "by_id", "cadre_id", "certificate_id", "entry_id", "honoured_on", "id", "level", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."certificate_id", new_values."entry_id", new_values."honoured_on", new_values."id", new_values."level", new_values."organ", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f1d302a748a1ee6a4e6281f1de1abcebbc684d1f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c122",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_secretaryhonour",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="secretaryhonour",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_secretaryhonourevent" ("at", "by_id", "cadre_id", "certificate_id", "entry_id", "honoured_on", "id", "level", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") SELECT old_values."at", old_values."by_id", old_values."cadre_id", old_values."certificate_id", old_values."entry_id", old_values."honoured_on", old_values."id", old_values."level", old_values."organ", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1e34c4272c9dd036995760b06a1c79282ab9ae57",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e9cd8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_secretaryhonour",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="secretaryhonourevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="07529a83956a3ea043c1d39558cd00672627144a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8292a",
                    table="cadres_secretaryhonourevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="applicationstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ed941d780fae5e4697b73d26877accd34db39900",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_16706",
                    table="cadres_applicationstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionobjectionevent" ("answer", "answered_on", "application_id", "at", "by_id", "id", "is_upheld", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "who") SELECT new_values."answer", new_values."answered_on", new_values."application_id", new_values."at", new_values."by_id", new_values."id", new_values."is_upheld", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."text", new_values."who" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cafd5ba2f0832846399a7d4bcae9d3417797d61f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_21a06",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_selectionobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionobjectionevent" ("answer", "answered_on", "application_id", "at", "by_id", "id", "is_upheld", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "who") SELECT new_values."answer", new_values."answered_on", new_values."application_id", new_values."at", new_values."by_id", new_values."id", new_values."is_upheld", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."text", new_values."who" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6f917d4dc35a61da94fcae02a8ab8563380b552c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5caf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_selectionobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionobjectionevent" ("answer", "answered_on", "application_id", "at", "by_id", "id", "is_upheld", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "who") SELECT old_values."answer", old_values."answered_on", old_values."application_id", old_values."at", old_values."by_id", old_values."id", old_values."is_upheld", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."text", old_values."who" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="897155fb26fae73f10dce43ba03b6bd2900f5047",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fffed",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_selectionobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionobjectionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dcb13123e17db8950420f64a804cdbd50f5a02cc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_973d1",
                    table="cadres_selectionobjectionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionroundevent" ("age_most", "apply_until", "cancel_why", "categories", "education_least", "honour_least", "id", "is_demo", "key", "notice_from", "notice_until", "notice_workdays", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "state", "title", "year", "years_running", "years_total") SELECT new_values."age_most", new_values."apply_until", new_values."cancel_why", new_values."categories", new_values."education_least", new_values."honour_least", new_values."id", new_values."is_demo", new_values."key", new_values."notice_from", new_values."notice_until", new_values."notice_workdays", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."state", new_values."title", new_values."year", new_values."years_running", new_values."years_total" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="12c4f5aae6f38ba7da8b264dd01e5bbd4634397f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a031",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_selectionround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionroundevent" ("age_most", "apply_until", "cancel_why", "categories", "education_least", "honour_least", "id", "is_demo", "key", "notice_from", "notice_until", "notice_workdays", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "state", "title", "year", "years_running", "years_total") SELECT new_values."age_most", new_values."apply_until", new_values."cancel_why", new_values."categories", new_values."education_least", new_values."honour_least", new_values."id", new_values."is_demo", new_values."key", new_values."notice_from", new_values."notice_until", new_values."notice_workdays", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."state", new_values."title", new_values."year", new_values."years_running", new_values."years_total" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="990702cfb3dfbd926d64572e08258b3305fb4531",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35e31",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_selectionround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionroundevent" ("age_most", "apply_until", "cancel_why", "categories", "education_least", "honour_least", "id", "is_demo", "key", "notice_from", "notice_until", "notice_workdays", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "state", "title", "year", "years_running", "years_total") SELECT old_values."age_most", old_values."apply_until", old_values."cancel_why", old_values."categories", old_values."education_least", old_values."honour_least", old_values."id", old_values."is_demo", old_values."key", old_values."notice_from", old_values."notice_until", old_values."notice_workdays", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."state", old_values."title", old_values."year", old_values."years_running", old_values."years_total" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="acac03a867f45f6f851e48c075c2de24ed0db09f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b49a0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_selectionround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roundstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f8798a6c8fc6eb241afbf6388c5f2db119001635",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9709",
                    table="cadres_roundstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionroundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7c593f7a13dfc576e331eb4fe6df7107d3aa7b61",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_08a00",
                    table="cadres_selectionroundevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spotcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_spotcheckevent" ("at", "by_id", "cadre_id", "duty_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "way", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."duty_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result", new_values."way", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a6696bebf5c2c6f7126e0b7818b5931d171b2c84",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a3d5e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_spotcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spotcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_spotcheckevent" ("at", "by_id", "cadre_id", "duty_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "way", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."cadre_id", new_values."duty_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result", new_values."way", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9a91faa3f864fcce81f7e82dda51b683f60d8d84",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6b338",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_spotcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spotcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_spotcheckevent" ("at", "by_id", "cadre_id", "duty_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "way", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."by_id", old_values."cadre_id", old_values."duty_id", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result", old_values."way", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2cba34cb2b0306ac20f1991dce62ad7ced900119",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_629b6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_spotcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyabsenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d88050236f5fd90e5d0929fbf8c98fad4ea5a126",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_664d7",
                    table="cadres_dutyabsenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyabsence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyabsenceevent" ("cadre_id", "check_made_id", "date", "duty_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."cadre_id", new_values."check_made_id", new_values."date", new_values."duty_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="80ca3bd48871a9c6dc3be2f103ea61ed7a760608",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9d54a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_dutyabsence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyabsence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyabsenceevent" ("cadre_id", "check_made_id", "date", "duty_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."cadre_id", new_values."check_made_id", new_values."date", new_values."duty_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c993e4625202a9d717d314e69a2246c617052021",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e0e3d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_dutyabsence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyabsence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_dutyabsenceevent" ("cadre_id", "check_made_id", "date", "duty_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."cadre_id", old_values."check_made_id", old_values."date", old_values."duty_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d627ddbfcf68211e0c8fce3f6d97efde217b3736",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6c36",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_dutyabsence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spotcheckevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="afda2ee3be9cad3305eae76012bbacd3416950dd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1be79",
                    table="cadres_spotcheckevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subsidy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_subsidyevent" ("at", "by_id", "cents", "course_id", "id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "voucher", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."cents", new_values."course_id", new_values."id", new_values."paid_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."voucher", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c8c7eddee63719caff608dc02ca64192a4566b75",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9fcc4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_subsidy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subsidy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_subsidyevent" ("at", "by_id", "cents", "course_id", "id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "voucher", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."by_id", new_values."cents", new_values."course_id", new_values."id", new_values."paid_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."voucher", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="07701ef9c4a8361c1f46551dd12ce0d5d13f5e68",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_68125",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_subsidy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subsidy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_subsidyevent" ("at", "by_id", "cents", "course_id", "id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "voucher", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."by_id", old_values."cents", old_values."course_id", old_values."id", old_values."paid_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."voucher", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0d7b0f70f7408b93640cf896831e90b0d0e8703c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8081b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_subsidy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subsidyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="17190b1698d352f8e228019bcac8f84dc18077a4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6953a",
                    table="cadres_subsidyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_talentevent" ("at", "birth_date", "by_id", "cadre_id", "category", "education", "evidence", "file_id", "honour_id", "id", "is_demo", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "unit", "user_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."birth_date", new_values."by_id", new_values."cadre_id", new_values."category", new_values."education", new_values."evidence", new_values."file_id", new_values."honour_id", new_values."id", new_values."is_demo", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."unit", new_values."user_id", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e8cc2abd4e35856c4725575fa92171184083b759",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7b96e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_talent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_talentevent" ("at", "birth_date", "by_id", "cadre_id", "category", "education", "evidence", "file_id", "honour_id", "id", "is_demo", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "unit", "user_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT new_values."at", new_values."birth_date", new_values."by_id", new_values."cadre_id", new_values."category", new_values."education", new_values."evidence", new_values."file_id", new_values."honour_id", new_values."id", new_values."is_demo", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."unit", new_values."user_id", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="536af016fd029be2104575d922bb6aef8518585d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_be913",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_talent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_talentevent" ("at", "birth_date", "by_id", "cadre_id", "category", "education", "evidence", "file_id", "honour_id", "id", "is_demo", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "unit", "user_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") SELECT old_values."at", old_values."birth_date", old_values."by_id", old_values."cadre_id", old_values."category", old_values."education", old_values."evidence", old_values."file_id", old_values."honour_id", old_values."id", old_values."is_demo", old_values."name", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."unit", old_values."user_id", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="821d13ac4c5a5342514aa6e999a91a6b895def9c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e70b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_talent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionapplicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8ec67360f2563d1b905c231378775b1e36746c2e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b0d2a",
                    table="cadres_selectionapplicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionapplicationevent" ("conditions", "from_on", "id", "inspected_on", "inspection", "is_demo", "outcome_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "score", "state", "statement", "talent_id", "to_township_id") SELECT new_values."conditions", new_values."from_on", new_values."id", new_values."inspected_on", new_values."inspection", new_values."is_demo", new_values."outcome_why", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."round_id", new_values."score", new_values."state", new_values."statement", new_values."talent_id", new_values."to_township_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="25c0aeddcd6e23123ed19ae80c82ca8b5672e38f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76f7d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_selectionapplication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionapplicationevent" ("conditions", "from_on", "id", "inspected_on", "inspection", "is_demo", "outcome_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "score", "state", "statement", "talent_id", "to_township_id") SELECT new_values."conditions", new_values."from_on", new_values."id", new_values."inspected_on", new_values."inspection", new_values."is_demo", new_values."outcome_why", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."round_id", new_values."score", new_values."state", new_values."statement", new_values."talent_id", new_values."to_township_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d009f9f0c00f287d7488b512a3144f3413343a51",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5e5e5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_selectionapplication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selectionapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_selectionapplicationevent" ("conditions", "from_on", "id", "inspected_on", "inspection", "is_demo", "outcome_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "score", "state", "statement", "talent_id", "to_township_id") SELECT old_values."conditions", old_values."from_on", old_values."id", old_values."inspected_on", old_values."inspection", old_values."is_demo", old_values."outcome_why", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."round_id", old_values."score", old_values."state", old_values."statement", old_values."talent_id", old_values."to_township_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a4dc71fc1e29788a7d1ae4443f585e41e64ad84",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c756f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_selectionapplication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fb9ac0ed6d078fe42659daed3f8048351f441689",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1047a",
                    table="cadres_talentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_tenureevent" ("at", "basis", "by_id", "cadre_id", "end_note", "end_reason", "id", "kind", "organisation_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."at", new_values."basis", new_values."by_id", new_values."cadre_id", new_values."end_note", new_values."end_reason", new_values."id", new_values."kind", new_values."organisation_id", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2ef8da6bee9fd916bba1e35e9e74f97ffe48ce32",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_04a4b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_tenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_tenureevent" ("at", "basis", "by_id", "cadre_id", "end_note", "end_reason", "id", "kind", "organisation_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."at", new_values."basis", new_values."by_id", new_values."cadre_id", new_values."end_note", new_values."end_reason", new_values."id", new_values."kind", new_values."organisation_id", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8693c649d7337899d01da46a3dca93fc0997dd13",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5bd67",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_tenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_tenureevent" ("at", "basis", "by_id", "cadre_id", "end_note", "end_reason", "id", "kind", "organisation_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT old_values."at", old_values."basis", old_values."by_id", old_values."cadre_id", old_values."end_note", old_values."end_reason", old_values."id", old_values."kind", old_values."organisation_id", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4f7211a43042b6f306c285b28010c1b17e032669",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ef7da",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_tenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7184004abaa27e9777892a095eab8705edcf69b5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6760c",
                    table="cadres_appointmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="kept_in_order",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'INSERT' AND NEW.state <> 'draft' THEN\n            RAISE EXCEPTION 'appointment: a case begins as a draft';\n        END IF;\n        IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state\n            AND (OLD.state, NEW.state) NOT IN (('agreed', 'appointed'), ('appointed', 'deposited'), ('draft', 'filed'), ('draft', 'vetting'), ('draft', 'withdrawn'), ('filed', 'agreed'), ('filed', 'disagreed'), ('filed', 'returned'), ('filed', 'withdrawn'), ('returned', 'filed'), ('returned', 'vetting'), ('returned', 'withdrawn'), ('vetting', 'filed'), ('vetting', 'withdrawn')) THEN\n            RAISE EXCEPTION 'appointment: no move leads from % to %', OLD.state, NEW.state;\n        END IF;\n        IF TG_OP = 'UPDATE' AND (OLD.state <> 'draft' OR NEW.state <> 'draft')\n            AND (OLD.kind, OLD.post, OLD.cadre_id, OLD.organisation_id, OLD.tenure_id)\n                IS DISTINCT FROM (NEW.kind, NEW.post, NEW.cadre_id, NEW.organisation_id, NEW.tenure_id) THEN\n            RAISE EXCEPTION 'appointment: what was sent stays about the same person and post';\n        END IF;\n        IF NEW.state IN ('agreed', 'appointed', 'deposited') AND NEW.kind IN ('new', 'adjust', 'byelection') THEN\n            IF NOT EXISTS (SELECT FROM cadres_opinion WHERE case_id = NEW.id) OR EXISTS (\n                SELECT FROM cadres_opinion WHERE case_id = NEW.id\n                AND (answer = '' OR valid_until IS NULL OR valid_until < NEW.settled_on)\n            ) THEN\n                RAISE EXCEPTION 'appointment: not agreed while an opinion is pending';\n            END IF;\n            IF EXISTS (SELECT FROM cadres_hit WHERE case_id = NEW.id AND severity = 'block') THEN\n                RAISE EXCEPTION 'appointment: not agreed while a hard block stands';\n            END IF;\n            IF NEW.caution_note = '' AND EXISTS (SELECT FROM cadres_hit WHERE case_id = NEW.id) THEN\n                RAISE EXCEPTION 'appointment: not agreed before the township has explained the cautions';\n            END IF;\n        END IF;\n        RETURN NEW;\n    ",
                    hash="601251a08cd2c409439067f9a9a7a6d3706ca706",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_kept_in_order_1c6cc",
                    table="cadres_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="621f15a86c3b7bf90e4c368df16250aa4a6ddf50",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_dc398",
                    table="cadres_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_appointmentevent" ("answer_by", "cadre_id", "caution_note", "decided_on", "decision_file_id", "decision_number", "deposited_on", "file_by", "filed_on", "id", "kind", "meeting", "organisation_id", "paper_number", "paper_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reasons", "sent_on", "settled_by_id", "settled_on", "since", "state", "tenure_id") SELECT new_values."answer_by", new_values."cadre_id", new_values."caution_note", new_values."decided_on", new_values."decision_file_id", new_values."decision_number", new_values."deposited_on", new_values."file_by", new_values."filed_on", new_values."id", new_values."kind", new_values."meeting", new_values."organisation_id", new_values."paper_number", new_values."paper_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post", new_values."reasons", new_values."sent_on", new_values."settled_by_id", new_values."settled_on", new_values."since", new_values."state", new_values."tenure_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1e0d9d24907a5798be2d9a359c10d56b84818a21",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7b045",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_appointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_appointmentevent" ("answer_by", "cadre_id", "caution_note", "decided_on", "decision_file_id", "decision_number", "deposited_on", "file_by", "filed_on", "id", "kind", "meeting", "organisation_id", "paper_number", "paper_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reasons", "sent_on", "settled_by_id", "settled_on", "since", "state", "tenure_id") SELECT new_values."answer_by", new_values."cadre_id", new_values."caution_note", new_values."decided_on", new_values."decision_file_id", new_values."decision_number", new_values."deposited_on", new_values."file_by", new_values."filed_on", new_values."id", new_values."kind", new_values."meeting", new_values."organisation_id", new_values."paper_number", new_values."paper_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."post", new_values."reasons", new_values."sent_on", new_values."settled_by_id", new_values."settled_on", new_values."since", new_values."state", new_values."tenure_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1ba6c44bff54f4505564c24849757ffbcf9a7f99",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf1c3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_appointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_appointmentevent" ("answer_by", "cadre_id", "caution_note", "decided_on", "decision_file_id", "decision_number", "deposited_on", "file_by", "filed_on", "id", "kind", "meeting", "organisation_id", "paper_number", "paper_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reasons", "sent_on", "settled_by_id", "settled_on", "since", "state", "tenure_id") SELECT old_values."answer_by", old_values."cadre_id", old_values."caution_note", old_values."decided_on", old_values."decision_file_id", old_values."decision_number", old_values."deposited_on", old_values."file_by", old_values."filed_on", old_values."id", old_values."kind", old_values."meeting", old_values."organisation_id", old_values."paper_number", old_values."paper_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."post", old_values."reasons", old_values."sent_on", old_values."settled_by_id", old_values."settled_on", old_values."since", old_values."state", old_values."tenure_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="47dbca032083a985748bd46b0455bb882af19b35",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_60bc8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_appointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="60d12bfcbfdb1abf78358388491c38caf0822574",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_11085",
                    table="cadres_tenureevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_termevent" ("body", "handed_over_on", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."body", new_values."handed_over_on", new_values."id", new_values."number", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7fa579c2998c8ffed5cf63e87d45d022b2b6293f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ca38b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_termevent" ("body", "handed_over_on", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."body", new_values."handed_over_on", new_values."id", new_values."number", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5db0472d471ec38f1ac88da83ba703f9a38d73b7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aef8b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_termevent" ("body", "handed_over_on", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT old_values."body", old_values."handed_over_on", old_values."id", old_values."number", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a68e95852ce5ba4c580499d0cc61d5cc21ede515",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_24a29",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termaudit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_termauditevent" ("at", "begun_on", "by_id", "cadre_id", "done_on", "id", "kind", "organ", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "result", "term_id") SELECT new_values."at", new_values."begun_on", new_values."by_id", new_values."cadre_id", new_values."done_on", new_values."id", new_values."kind", new_values."organ", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."result", new_values."term_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9fb806e2d6c631fe1c642c738b0817bb422ba732",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dcb1e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_termaudit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termaudit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_termauditevent" ("at", "begun_on", "by_id", "cadre_id", "done_on", "id", "kind", "organ", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "result", "term_id") SELECT new_values."at", new_values."begun_on", new_values."by_id", new_values."cadre_id", new_values."done_on", new_values."id", new_values."kind", new_values."organ", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_on", new_values."result", new_values."term_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a610480771456668245e4965cf53816663e0302d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_66483",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_termaudit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termaudit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_termauditevent" ("at", "begun_on", "by_id", "cadre_id", "done_on", "id", "kind", "organ", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "result", "term_id") SELECT old_values."at", old_values."begun_on", old_values."by_id", old_values."cadre_id", old_values."done_on", old_values."id", old_values."kind", old_values."organ", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_on", old_values."result", old_values."term_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a83aeb2997af1ff6d8410198b8662d6b7bcef917",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_913f4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_termaudit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditfindingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5829232e6258df87910cf3201a3a832088787a55",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_383a8",
                    table="cadres_auditfindingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_auditfindingevent" ("audit_id", "has_problem", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") SELECT new_values."audit_id", new_values."has_problem", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."subject", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ffc8733755711ccdda5505e44dc437a673cb8efd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_49a34",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_auditfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_auditfindingevent" ("audit_id", "has_problem", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") SELECT new_values."audit_id", new_values."has_problem", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."subject", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="36f38d5254d941fd91db902a9c9338454256ce27",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8cd1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_auditfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_auditfindingevent" ("audit_id", "has_problem", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") SELECT old_values."audit_id", old_values."has_problem", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."subject", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cde7de9c0a3cddf3f89e962aede19154372d4b4d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e0248",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_auditfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termauditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8da251cd3dd0bde4eebd14c43c81d8a9fedbda34",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c8dc2",
                    table="cadres_termauditevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="389929b3bc1a54e3d133d17f9879b107866b2f2e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_665ba",
                    table="cadres_termevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitormatter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_visitormatterevent" ("at", "by_id", "came_on", "closed_by_id", "closed_on", "due_on", "id", "matter", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "result", "state", "taken_by_id", "visitor") SELECT new_values."at", new_values."by_id", new_values."came_on", new_values."closed_by_id", new_values."closed_on", new_values."due_on", new_values."id", new_values."matter", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."result", new_values."state", new_values."taken_by_id", new_values."visitor" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4fd33ad11707cbc08909ca1e111d7e9a3e76bdfb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9c7f8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_visitormatter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitormatter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_visitormatterevent" ("at", "by_id", "came_on", "closed_by_id", "closed_on", "due_on", "id", "matter", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "result", "state", "taken_by_id", "visitor") SELECT new_values."at", new_values."by_id", new_values."came_on", new_values."closed_by_id", new_values."closed_on", new_values."due_on", new_values."id", new_values."matter", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."result", new_values."state", new_values."taken_by_id", new_values."visitor" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7b0725a79336c0671a672b067fa27b04240e0f06",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e51cf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_visitormatter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitormatter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_visitormatterevent" ("at", "by_id", "came_on", "closed_by_id", "closed_on", "due_on", "id", "matter", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "result", "state", "taken_by_id", "visitor") SELECT old_values."at", old_values."by_id", old_values."came_on", old_values."closed_by_id", old_values."closed_on", old_values."due_on", old_values."id", old_values."matter", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."result", old_values."state", old_values."taken_by_id", old_values."visitor" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b13e2463d765f797d288acd738a35bae4fd7064a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e4745",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_visitormatter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitormatterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e7536f80ed6d31b1a7db58565484b363515c423e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_16be4",
                    table="cadres_visitormatterevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(REFUSE_HOLE, ALLOW_HOLE),
    ]
