"""The tests nearest to a module (phép thử gần nhất): those that import it, then those that import what imports it."""

import ast
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import grimp

from mutation.tables import MOST_FILES, TESTS

OF_COLUMNS = Path("tests/test_migrations.py")  # a column that is another than the migrations make
BY_ADDRESS = 3  # imports that a page's tests count as: they reach a view by its address, not by its name


@cache
def tests_of(module: Path) -> Sequence[str]:
    """The files of tests to run for a module ("caitien/plans/begin.py"), the nearest first, at most ``MOST_FILES``."""
    files = [OF_COLUMNS] * ("models" in module.parts) + _files_for(module.parts[1])
    steps = {file: _steps(file, ".".join(module.with_suffix("").parts)) for file in files}
    near = sorted((far, at, file) for at, file in enumerate(files) if (far := steps[file]) is not None)
    # Where no imports lead (a rule is found by the name of its file), the room's own tests in the order of the table.
    first = files[:1] if files[0] == OF_COLUMNS else []
    return tuple(str(file) for file in [*first, *([file for _, _, file in near] or files)][:MOST_FILES])


def _files_for(room: str) -> list[Path]:
    places = [Path("tests") / place for place in TESTS[room]]
    files = (file for place in places for file in (sorted(place.rglob("test_*.py")) if place.is_dir() else [place]))
    return [file for file in dict.fromkeys(files) if "browser" not in file.name]


def _steps(file: Path, module: str) -> int | None:
    """How many imports lead from a file of tests to a module; None where none do."""
    chains = (_imports().find_shortest_chain(name, module) for name in _imported_by(file) - {module})
    found = [len(chain) for chain in chains if chain] + [1] * (module in _imported_by(file))
    return min(found + [BY_ADDRESS] * (file.parts[1] == "web"), default=None)


@cache
def _imported_by(file: Path) -> frozenset[str]:
    """The modules of the package that a file of tests names."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(named & _imports().modules)


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph("caitien", cache_dir=None)
