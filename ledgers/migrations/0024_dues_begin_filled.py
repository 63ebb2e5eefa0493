"""Fill the first month of those who arrived before it was kept: the one after the last that their letter calls paid."""

from django.db import migrations

FILL = """
UPDATE ledgers_member SET dues_from = (transfer.paid_until + interval '1 month')::date
FROM ledgers_transfer transfer
WHERE transfer.new_member_id = ledgers_member.id AND ledgers_member.dues_from IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0023_dues_begin_after_arrival")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
