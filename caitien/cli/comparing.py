"""``caitien compare``: how two papers differ (lệnh so sánh)."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from caitien.cli.exits import Exit
from caitien.cli.files import deliver, paper_from
from caitien.cli.progress import working
from caitien.domain.compare import Comparison, compare


def compare_files(before: Path, after: Path, form: str, out: Path | None) -> Exit:
    """Compare two files and deliver the difference in a form; any difference makes the exit code 1."""
    old, new = paper_from(before).paper, paper_from(after).paper
    with working("Đang so sánh …"):
        found = compare(old, new)
    if form == "text" and out is None:
        _print(found)
    else:
        deliver(_FORMS[form](found, (before.name, after.name)), out, sources=[before, after])
    return Exit.FINE if found.same else Exit.FINDINGS


def _print(found: Comparison) -> None:
    from caitien.cli.difference_text import shown
    from caitien.cli.screen import screen

    screen().print(shown(found))


def _text(found: Comparison, _: tuple[str, str]) -> str:
    from caitien.cli.difference_text import as_text

    return as_text(found)


def _html(found: Comparison, names: tuple[str, str]) -> str:
    from caitien.cli.difference_html import as_html

    return as_html(found, names)


def _json(found: Comparison, names: tuple[str, str]) -> str:
    from caitien.cli.difference_json import as_json

    return as_json(found, names)


_FORMS: Final[Mapping[str, Callable[[Comparison, tuple[str, str]], str]]] = {
    "text": _text,
    "html": _html,
    "json": _json,
}
