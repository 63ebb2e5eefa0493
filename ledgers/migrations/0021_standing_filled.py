"""What the roll said of states and places before they had a log gets one; the last contact becomes a note."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone

BATCH = 2000
FROM_THE_ROLL = "名册原来的记载"  # i18n: data


def fill_steps(apps, _schema_editor):
    """Write a step for each member whose state no step explains; transfers keep their own log."""
    step = apps.get_model("ledgers", "MembershipStep")
    last = step.objects.filter(member=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    members = apps.get_model("ledgers", "Member").objects.annotate(last=Subquery(last)).exclude(state="moved")
    now = timezone.now()
    rows = [
        step(
            member_id=member.pk,
            action="enter",
            from_state=member.last or "",
            to_state=member.state,
            on=member.suspended_on or timezone.localtime(now).date(),
            at=now,
            reason=FROM_THE_ROLL,
        )
        for member in members.only("pk", "state", "suspended_on").order_by("pk")
        if member.state != (member.last or "normal")
    ]
    step.objects.bulk_create(rows, batch_size=BATCH)


def fill_absences(apps, _schema_editor):
    """Give each member whose roll names a place an absence from today on, and the other way about."""
    absence, member = apps.get_model("ledgers", "Absence"), apps.get_model("ledgers", "Member")
    now = timezone.now()
    today = timezone.localtime(now).date()
    away = dict(absence.objects.filter(until=None).values_list("member", "place"))
    begun_today = set(absence.objects.filter(since=today).values_list("member", flat=True))
    rows = []
    for pk, place in member.objects.exclude(away_to="").order_by("pk").values_list("pk", "away_to"):
        if pk in away:
            if away[pk] != place:
                absence.objects.filter(member=pk, until=None).update(place=place)
        elif pk in begun_today:
            absence.objects.filter(member=pk, since=today).update(place=place, until=None)
        else:
            rows.append(absence(member_id=pk, since=today, place=place, at=now))
    absence.objects.bulk_create(rows, batch_size=BATCH)
    for pk, place in away.items():
        member.objects.filter(pk=pk, away_to="").update(away_to=place)


def fill_notes(apps, _schema_editor):
    note = apps.get_model("ledgers", "ContactNote")
    told = apps.get_model("ledgers", "Absence").objects.exclude(last_contact_on=None).order_by("pk")
    note.objects.bulk_create(
        [
            note(absence_id=row.pk, on=row.last_contact_on, contact_id=row.contact_id, at=row.at, by_id=row.by_id)
            for row in told
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    # A table with changed rows can't be altered in the same transaction.
    atomic = False

    dependencies = [("ledgers", "0020_organisational_measures")]

    operations = [
        migrations.RunPython(fill_steps, migrations.RunPython.noop),
        migrations.RunPython(fill_absences, migrations.RunPython.noop),
        migrations.RunPython(fill_notes, migrations.RunPython.noop),
    ]
