"""Rows are locked so that whoever only names them goes on (khoá dòng): a lock against naming is asked for nowhere.

On PostgreSQL the keys a row names are looked at when its transaction ends, by then with the end of the trail in hand:
where one of them was locked against that, the one would wait for the other, and both for ever.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import caitien


def locks() -> Iterator[tuple[str, ast.Call]]:
    """Where rows are locked, and how it is asked for."""
    for file in sorted(Path(caitien.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update":
                yield f"{file.name}:{node.lineno}", node


def test_no_lock_keeps_others_from_naming_a_row():
    found = dict(locks())
    assert len(found) > 30
    lets = {place for place, call in found.items() if ast.literal_eval(_said(call).get("no_key", ast.Constant(False)))}
    assert set(found) - lets == set()


def _said(call: ast.Call) -> dict[str, ast.expr]:
    return {each.arg: each.value for each in call.keywords if each.arg}
