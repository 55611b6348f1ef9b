"""A plugin of pytest: of the tests collected, those named in a file of the working folder (chọn phép thử để chạy)."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pytest

CHOSEN: Final = Path("chosen.json")
KNOWN: Final = Path("known.json")


def remember(tests: Iterable[str]) -> None:
    """Say which tests there are without a mutant."""
    KNOWN.write_text(json.dumps(list(tests)), encoding="utf-8")


def choose(tests: Sequence[str]) -> None:
    """Name the tests the next run is to keep, the first ones first."""
    CHOSEN.write_text(json.dumps(tests), encoding="utf-8")


def files_of(tests: Iterable[str]) -> list[str]:
    """The files the tests stand in, in the order of the tests."""
    return list(dict.fromkeys(name.partition("::")[0] for name in tests))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep those chosen, and those of a chosen function that there were not before: a mutant that changes a table
    changes the names of the tests that go through it."""
    chosen, known = (json.loads(file.read_text(encoding="utf-8")) for file in (CHOSEN, KNOWN))
    order = {file: at for at, file in enumerate(files_of(chosen))}
    wanted, there = set(chosen), set(known)
    functions = {name.partition("[")[0] for name in chosen}

    def is_kept(name: str) -> bool:
        return name in wanted or (name not in there and name.partition("[")[0] in functions)

    kept = [item for item in items if is_kept(item.nodeid)]
    items[:] = sorted(kept, key=lambda item: order[item.nodeid.partition("::")[0]])
