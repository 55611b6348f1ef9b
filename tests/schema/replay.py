"""The long way to a new database (đi lại mọi migration): ``python -m tests.schema.replay`` takes each migration in its
turn, in the empty database of the settings, and tells what came of it.
"""

import json
import sys

import django
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from tests.schema.told import asking, told


class LeanState(ProjectState):
    """The models of a moment, of which just the one that changes is drawn anew.

    Django draws anew all that are linked to it as well, which is every model of the site, five hundred times. What is
    done to a table needs its own model; before a step in Python Django draws all of them, as this says that some lag.
    """

    apps: Apps

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
        found = super().clone()
        found.__class__ = LeanState
        return found


def replay() -> None:
    """Every migration in its turn, and what comes after them in a new site."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    executor.migrate(executor.loader.graph.leaf_nodes(), state=LeanState(real_apps=executor.loader.unmigrated_apps))
    call_command("migrate", verbosity=0, interactive=False)  # nothing is left to migrate: permissions, kinds of rows


if __name__ == "__main__":
    django.setup()
    replay()
    json.dump(told(asking(connection), connection.vendor), sys.stdout)
