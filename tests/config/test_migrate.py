"""Our `migrate`, which renders fewer models than Django's: the database it makes is the one the models describe."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState

from config.management.commands.migrate import PatientState


def names(statement: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_constraint_index_and_trigger_of_the_models_is_in_the_database():
    # A unique constraint with a condition is an index in PostgreSQL; a trigger's name goes on with a number of its own.
    made = names("SELECT conname FROM pg_constraint") | names("SELECT indexname FROM pg_indexes")
    triggers = names("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    wanted, wanted_triggers = set(), set()
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            wanted |= {part.name for part in (*model._meta.constraints, *model._meta.indexes)}
            wanted_triggers |= {t.get_pgid(model) for t in getattr(model._meta, "triggers", ())}
    assert len(wanted) > 200 and len(wanted_triggers) > 150
    assert wanted - made == set()
    assert wanted_triggers - triggers == set()


def test_a_look_at_the_state_before_an_operation_sees_the_constraint_that_was_added_before():
    state = PatientState.of(MigrationLoader(None).project_state())
    model = state.apps.get_model("ledgers", "Meeting")
    constraint = model._meta.constraints[0]

    state.remove_constraint("ledgers", "meeting", constraint.name)

    assert state.apps.get_model("ledgers", "Meeting") is model  # nothing was rendered anew
    seen = state.clone().apps.get_model("ledgers", "Meeting")
    assert constraint.name not in {c.name for c in seen._meta.constraints}
    assert len(seen._meta.constraints) == len(model._meta.constraints) - 1


def test_a_new_model_is_rendered_by_itself_and_knows_its_relatives():
    state = PatientState.of(MigrationLoader(None).project_state())
    county = state.apps.get_model("branches", "Organisation")

    state.add_model(
        ModelState(
            "branches",
            "Parish",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("place", models.ForeignKey("branches.Organisation", models.PROTECT, related_name="parishes")),
            ],
        )
    )

    parish = state.apps.get_model("branches", "Parish")
    assert parish._meta.get_field("place").remote_field.model is county
    assert state.apps.get_model("branches", "Organisation") is county
    assert "parishes" in {relation.name for relation in county._meta.related_objects}
