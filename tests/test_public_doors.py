"""Of a library only what it shows to others is used: no module and no name it keeps to itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import caitien

SOURCES = sorted(Path(caitien.__file__).parent.rglob("*.py"))
KEPT_TO_ITSELF = {"internal", "_internal"}


def private_imports(source: str) -> Iterator[str]:
    """The modules and names of libraries a module imports that are theirs alone."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            room, *parts = name.split(".")
            if room not in {"caitien", "__future__"} and any(
                p[0] == "_" or p in KEPT_TO_ITSELF for p in (room, *parts)
            ):
                yield name


@pytest.mark.parametrize(
    "line",
    ["from allauth.core.internal import httpkit", "import _thread", "from django.utils._os import safe_join",
     "from django.db.models.query import _x", "import allauth.core.internal.adapter as adapter"],
)  # fmt: skip
def test_what_is_private_is_found(line: str):
    assert list(private_imports(line))


@pytest.mark.parametrize("line", ["from __future__ import annotations", "from allauth.core import context"])
def test_what_is_public_is_let_through(line: str):
    assert not list(private_imports(line))


def test_no_module_of_the_house_reaches_behind_the_door_of_a_library():
    assert len(SOURCES) > 300
    found = {path.name: names for path in SOURCES if (names := list(private_imports(path.read_text("utf-8"))))}
    assert not found
