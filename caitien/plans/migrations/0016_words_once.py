"""Every word of a line is kept once for the search box, and on SQLite all of them lie together in an index.

PostgreSQL takes no text of any length into such an index, and needs none: long texts lie apart from their rows there.
"""

from typing import Any

from django.db import migrations

BATCH = 500
NAME = "words_of_lines"


def say_words_once(apps: Any, editor: Any) -> None:
    """Linear in the lines, a batch at a time."""
    tasks = apps.get_model("plans", "Task")._base_manager.using(editor.connection.alias)
    last = 0
    while batch := list(tasks.filter(pk__gt=last).order_by("pk").only("pk", "folded")[:BATCH]):
        for task in batch:
            task.folded = " ".join(dict.fromkeys(task.folded.split()))
        tasks.bulk_update(batch, ["folded"])
        last = batch[-1].pk


def lay_together(apps: Any, editor: Any) -> None:  # noqa: ARG001
    """``removed_at`` is in it so that a search for what stands reads no row."""
    if editor.connection.vendor == "sqlite":
        editor.execute(f"CREATE INDEX {NAME} ON plans_task (plan_id, position, removed_at, folded)")


def take_apart(apps: Any, editor: Any) -> None:  # noqa: ARG001
    """The way back."""
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    """See above."""

    dependencies = [("plans", "0015_no_plan_reviews")]
    operations = [
        migrations.RunPython(say_words_once, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(lay_together, take_apart),
    ]
