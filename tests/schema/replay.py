"""The long way to a new database (đi lại mọi migration): ``python -m tests.schema.replay`` takes each migration in its
turn, in the empty database of the settings, and tells what came of it.
"""

import json
import sys

import django
from django.core.management import call_command
from django.db import connection

from caitien.lean_state import LeanExecutor
from tests.schema.told import asking, told


def replay() -> None:
    """Every migration in its turn, and what comes after them in a new site."""
    executor = LeanExecutor(connection)
    executor.recorder.ensure_schema()
    executor.migrate(executor.loader.graph.leaf_nodes())
    call_command("migrate", verbosity=0, interactive=False)  # nothing is left to migrate: permissions, kinds of rows


if __name__ == "__main__":
    django.setup()
    replay()
    json.dump(told(asking(connection), connection.vendor), sys.stdout)
