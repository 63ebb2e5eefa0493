"""A text of a meeting is empty or says something, so that what is missing is found without reading the minutes."""

from django.db import migrations, models
from django.db.models import Q

# As in models.meeting on the day of this migration.
NO_SPACE = r"[^\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
TEXTS = ("place", "agenda", "discussion", "resolutions")


def empty(apps, _schema_editor):
    """Make texts of nothing but spaces empty: they counted as missing before, too."""
    meetings = apps.get_model("ledgers", "Meeting").objects
    for name in TEXTS:
        meetings.exclude(**{name: ""}).exclude(**{f"{name}__regex": NO_SPACE}).update(**{name: ""})


class Migration(migrations.Migration):
    # A table with changed rows can't be altered in the same transaction.
    atomic = False

    dependencies = [("ledgers", "0017_expulsion_ends_membership")]

    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                name="meeting_texts_say_something",
                condition=(Q(place="") | Q(place__regex=NO_SPACE))
                & (Q(agenda="") | Q(agenda__regex=NO_SPACE))
                & (Q(discussion="") | Q(discussion__regex=NO_SPACE))
                & (Q(resolutions="") | Q(resolutions__regex=NO_SPACE)),
            ),
        ),
        migrations.AddIndex(
            model_name="duespayment",
            index=models.Index(fields=["month"], name="dues_of_month"),
        ),
    ]
