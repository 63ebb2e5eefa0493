"""The record of a probationary member who leaves for another place is closed with that reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0024_dues_begin_filled")]

    operations = [
        migrations.RemoveConstraint(
            model_name="candidate",
            name="candidate_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="candidate",
            name="candidate_end_fits_stage",
        ),
        migrations.RemoveConstraint(
            model_name="candidatemove",
            name="candidate_end_says_why",
        ),
        migrations.AlterField(
            model_name="candidate",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="candidateevent",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="candidatemove",
            name="action",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="candidatemove",
            name="from_state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="candidatemove",
            name="to_state",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "admitted", "withdrawn", "rejected", "cancelled", "moved"])),
                name="candidate_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="candidatemove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action__in", ("withdraw", "reject", "cancel", "reopen", "prolong", "leave")), _negated=True
                    ),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="candidate_end_says_why",
            ),
        ),
    ]
