"""Who came by a transfer pays dues at the new branch from a month on; what lies before it is the old branch's."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0022_contacts_are_notes")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="member",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="member",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="member",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="member",
            name="dues_from",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="党费从哪个月起在本支部交"),
        ),
        migrations.AddField(
            model_name="memberevent",
            name="dues_from",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="党费从哪个月起在本支部交"),
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
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("dues_from", None), ("dues_from__day", 1), _connector="OR"),
                name="member_dues_from_first_day",
            ),
        ),
    ]
