"""Every payment so far was for the month of the ledger it stands in; its history gets the month too."""

from django.db import migrations

# The history's triggers rest meanwhile: nobody changed a payment, and rows of the history cannot be updated otherwise.
FILL = """
ALTER TABLE {table} DISABLE TRIGGER USER;
UPDATE {table} payment
SET month = coalesce(
    (SELECT month.month FROM ledgers_ledger ledger JOIN ledgers_month month ON month.id = ledger.month_id
     WHERE ledger.id = payment.ledger_id),
    date_trunc('month', payment.paid_on)::date
)
WHERE month IS NULL;
ALTER TABLE {table} ENABLE TRIGGER USER;
"""
# A member who changed the branch within a month could stand in two ledgers of that month: the money becomes one row.
MERGE = """
WITH twice AS (
    SELECT member_id, month, min(id) AS kept, sum(paid_cents) AS cents
    FROM ledgers_duespayment GROUP BY member_id, month HAVING count(*) > 1
), gone AS (
    DELETE FROM ledgers_duespayment payment USING twice
    WHERE payment.member_id = twice.member_id AND payment.month = twice.month AND payment.id <> twice.kept
)
UPDATE ledgers_duespayment payment SET paid_cents = twice.cents FROM twice WHERE payment.id = twice.kept
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0011_dues_standards_and_months"),
    ]

    operations = [
        migrations.RunSQL(FILL.format(table="ledgers_duespayment"), migrations.RunSQL.noop),
        migrations.RunSQL(FILL.format(table="ledgers_duespaymentevent"), migrations.RunSQL.noop),
        migrations.RunSQL(MERGE, migrations.RunSQL.noop),
    ]
