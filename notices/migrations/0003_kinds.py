"""Tell what the messages that are already there are about, by the event they were sent for."""

from django.db import migrations
from django.db.models import Q

STARTS = {
    "returned": ["returned:", "mend:"],
    "reminder": ["remind:"],
    "overdue": ["late:", "unreviewed:", "unreported:", "rereview:"],
    "circular": ["circular:", "circular-remind:"],
    "desk": ["circular-step:", "circular-failed:"],
    "records": [
        "dues-",
        "standing",
        "transfer",
        "publication",
        "objection",
        "decision",
        "development",
        "candidate",
    ],
}


def sort(apps, schema_editor):
    notices = apps.get_model("notices", "Notice").objects.filter(kind="other")
    for kind, starts in STARTS.items():
        condition = Q()
        for start in starts:
            condition |= Q(key__startswith=start)
        notices.filter(condition).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_channels")]

    operations = [migrations.RunPython(sort, migrations.RunPython.noop)]
