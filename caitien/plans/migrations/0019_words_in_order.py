"""On SQLite the words of the lines lie together in the order of the page, so that a search which fills a page stops
there: the key of a line stands before its words, for by it lines of one place are told apart.

Only what stands is searched; ``removed_at`` is in it so that no row is read for that. The index of the order alone has
the same columns but for the words and is made last: where two indexes serve alike SQLite takes that one, and words are
long to walk."""

from typing import Any

from django.db import migrations, models

WORDS, ORDER = "words_of_lines", "tasks_in_order"


def _lay(editor: Any, columns: str) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP INDEX IF EXISTS {WORDS}")
        editor.execute(f"CREATE INDEX {WORDS} ON plans_task ({columns})")


def in_order(apps: Any, editor: Any) -> None:  # noqa: ARG001
    """Linear in the words of the lines."""
    _lay(editor, "plan_id, position, id, removed_at, folded")


def as_before(apps: Any, editor: Any) -> None:  # noqa: ARG001
    """The way back."""
    _lay(editor, "plan_id, position, removed_at, folded")


class Migration(migrations.Migration):
    """See above."""

    dependencies = [("plans", "0018_held_list")]
    operations = [
        migrations.RemoveIndex("task", ORDER),
        migrations.RunPython(in_order, as_before),
        migrations.AddIndex("task", models.Index(fields=["plan", "position", "id", "removed_at"], name=ORDER)),
    ]
