"""What a district had fixed as columns becomes versions of rules, its history included; months get the new names."""

import datetime as dt

from django.db import migrations
from django.utils import timezone

# column → code of the rule, the value it had when nobody had fixed one, where it came from
MOVED = {
    "mend_workdays": ("chain.mend_workdays", 3, "区委组织部月审月报工作安排", ""),
    "late_entry_days": ("meetings.late_entry_days", 3, "区委组织部月审月报工作安排", ""),
    "farmer_dues_cents": (
        "dues.farmer_cents",
        20,
        "《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）",
        "第六条",
    ),
}
FROZEN = {
    "committee_from": "meetings.committee_from",
    **{column: code for column, (code, *_rest) in MOVED.items()},
}


def forwards(apps, schema_editor):
    event = apps.get_model("ledgers", "DistrictParametersEvent")
    rule = apps.get_model("ledgers", "LocalRule")
    for column, (code, default, source, article) in MOVED.items():
        known = {}
        rows = event.objects.exclude(pgh_label="delete_delete").order_by("pgh_id")
        for district, value, at in rows.values_list("district_id", column, "pgh_created_at"):
            if value != known.get(district, default):
                rule.objects.create(
                    district_id=district,
                    code=code,
                    value=value,
                    severity="warn",
                    scope="district",
                    source=source,
                    article=article,
                    valid_from=timezone.localtime(at).date() + dt.timedelta(days=1),
                    reason="由区级参数转入",
                    at=at,
                )
            known[district] = value
    month = apps.get_model("ledgers", "Month")
    for row in month.objects.all():
        row.rules = {
            FROZEN.get(code, code): value if isinstance(value, list) else [value, "warn"]
            for code, value in row.rules.items()
        }
        row.save(update_fields=["rules"])


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0002_local_rules"),
    ]

    operations = [
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
