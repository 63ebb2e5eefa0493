"""Migrate as Django does, without rendering all models anew for every constraint, index and trigger."""

from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState

# Options of a model that no column, relation or table name hangs on.
OF_NO_COLUMN = ("constraints", "indexes", "triggers")


class PatientState(ProjectState):
    """The state of all models that renders them anew only when a column, a relation or a table changed.

    Django renders a model and all its relatives after each operation. Here almost every model is tied to a person, so
    that is a hundred classes for each of several hundred constraints and triggers, and a minute for an empty
    database. The statement for one of these reads it from the operation, never from the class it is put on. Whoever
    looks at the state before an operation (to alter a field, or in a RunPython) gets classes that are up to date.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[tuple[str, str], tuple] = {}
        self.is_stale = False

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        key = app_label, model_name.lower()
        before, now = self.known.get(key), _columns(self.models[key])
        self.known[key] = now
        if before == now:
            self.is_stale = True
        elif self.is_stale:
            self._forget()
        elif before is None:
            # Nothing refers to a new model yet: it is rendered by itself, and no relative of it anew.
            self.apps.render_multiple([self.models[key]])
        else:
            super().reload_model(app_label, model_name, delay)

    def clone(self) -> "PatientState":
        before = super().clone()
        patient = PatientState(models=before.models, real_apps=before.real_apps)
        patient.known = dict(self.known)
        if "apps" in before.__dict__ and not self.is_stale:
            patient.apps = before.apps  # otherwise rendered whole from the models when somebody asks
        return patient

    @classmethod
    def of(cls, state: ProjectState) -> "PatientState":
        """Return the models of `state`, none of them rendered yet."""
        patient = cls(models=state.models, real_apps=state.real_apps)
        patient.known = {key: _columns(model) for key, model in state.models.items()}
        return patient

    def _forget(self) -> None:
        self.__dict__.pop("apps", None)
        self.is_stale = False


def _columns(model: ModelState) -> tuple:
    """Return what the rendered class of a model gets its columns, relations and table from."""
    options = {name: value for name, value in model.options.items() if name not in OF_NO_COLUMN}
    return dict(model.fields), options, model.bases, list(model.managers)


class PatientExecutor(MigrationExecutor):
    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        return PatientState.of(super()._create_project_state(with_applied_migrations))


class Command(migrate.Command):
    def handle(self, *args, **options) -> None:
        migrate.MigrationExecutor = PatientExecutor
        try:
            super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = MigrationExecutor
