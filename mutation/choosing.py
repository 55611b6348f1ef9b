"""A plugin of pytest: of the tests collected, those named in a file of the working folder (chọn phép thử để chạy)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

CHOSEN: Final = Path("chosen.json")


def choose(tests: Sequence[str]) -> None:
    """Name the tests the next run is to keep, the first ones first."""
    CHOSEN.write_text(json.dumps(tests), encoding="utf-8")


def files_of(tests: Sequence[str]) -> list[str]:
    """The files the tests stand in, in the order of the tests."""
    return list(dict.fromkeys(name.partition("::")[0] for name in tests))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    chosen = json.loads(CHOSEN.read_text(encoding="utf-8"))
    order = {file: at for at, file in enumerate(files_of(chosen))}
    wanted = set(chosen)
    kept = [item for item in items if item.nodeid in wanted]
    items[:] = sorted(kept, key=lambda item: order[item.nodeid.partition("::")[0]])
