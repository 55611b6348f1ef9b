"""Many migrations in a row (đi qua nhiều migration), with the models of each moment drawn as far as a step needs them.

Django draws anew, at every step, all models that are linked to the one that changes, which is every model of the site:
an archive of the first release took 35 seconds of a core to bring up to date, nearly all of it for this.
"""

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class LeanState(ProjectState):
    """The models of a moment, of which just the one that changes is drawn anew.

    What is done to a table needs its own model; before a step in Python Django draws all of them, as this says that
    some lag. What comes of it is what a new site has, table by table (tests/schema, tests/backup/test_restore.py).
    """

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:  # noqa: ARG002
        """Called where a model came or changed."""
        if "apps" not in self.__dict__:  # nothing was drawn yet
            return
        self.is_delayed = True
        with self.apps.bulk_update():
            self.apps.unregister_model(app_label, model_name)
        self.apps.render_multiple([self.models[app_label, model_name]])

    def clone(self) -> "LeanState":
        """As Django's own, of this class."""
        found: ProjectState = super().clone()
        return lean(found)


def lean(state: ProjectState) -> LeanState:
    """The same state, which draws no more than it must from now on."""
    state.__class__ = LeanState
    assert isinstance(state, LeanState)  # noqa: S101 - so that it is known by its new class
    return state


class LeanExecutor(MigrationExecutor):
    """Django's own, from where a database stands to where it shall, by such a state."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        return lean(super()._create_project_state(with_applied_migrations))  # type: ignore[misc]
