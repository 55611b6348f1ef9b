"""Migrations are history: each runs as it was written, whatever the code says today."""

import ast
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

HOME = Path(__file__).parents[1] / "caitien"
MIGRATIONS = sorted(HOME.glob("*/migrations/0*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_migration_imports_no_code_of_today(path: Path):
    assert [name for name in imported(path) if name.startswith("caitien")] == []


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_make():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())
