"""A moment is kept in UTC, a day is the school's: 23:30 UTC of the 4th is the morning of the 5th in Việt Nam."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "caitien"


def _is_moment(node: ast.AST) -> bool:
    """Whether an expression is a moment of the database or of the clock, not brought to the school's zone."""
    if isinstance(node, ast.Call):
        return ast.unparse(node) in {"timezone.now()", "datetime.now()", "dt.datetime.now()"}
    name = getattr(node, "attr", "")
    return name == "at" or name.endswith("_at")


def _days_of_moments(source: str) -> Iterator[int]:
    """The lines that take the day, or the hour, of such a moment as it is kept."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=of, attr="date" | "strftime")) if _is_moment(of):
                yield node.lineno
            case ast.FormattedValue(value=of, format_spec=ast.JoinedStr() as spec) if "%" in ast.unparse(spec):
                if _is_moment(of):
                    yield node.lineno


@pytest.mark.parametrize(
    "source",
    [
        "row.at.date()",
        "row.ended_at.date()",
        "timezone.now().date()",
        "row.at.strftime('%d')",
        "f'{row.at:%d/%m/%Y}'",
        "f'{self.opened_at:%H:%M}'",
    ],
)
def test_the_search_finds_them(source: str):
    assert list(_days_of_moments(source)) == [1]


def test_no_day_is_taken_of_a_moment_in_utc():
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted(ROOT.rglob("*.py"))
        for line in _days_of_moments(file.read_text())
    ]
    assert not found, f"timezone.localdate, timezone.localtime first: {found}"
