"""``caitien compare``: how two papers differ (lệnh so sánh)."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from caitien.cli.exits import Exit, UnusableError
from caitien.cli.files import STREAM, called, deliver, paper_from
from caitien.cli.progress import working
from caitien.domain.comparing.compare import Comparison, compare


def compare_files(before: Path, after: Path, form: str, out: Path | None) -> Exit:
    """Compare two files and deliver the difference in a form; any difference makes the exit code 1."""
    if before == after == STREAM:
        raise UnusableError("Chỉ một trong hai văn bản được là đầu vào chuẩn; hãy ghi văn bản kia vào tệp.")
    old, new = paper_from(before).paper, paper_from(after).paper
    with working("Đang so sánh …"):
        found = compare(old, new)
    sources = before, after
    if form == "text":
        _show(found, out, sources)
    else:
        deliver(_FORMS[form](found, (called(before), called(after))), out, sources=sources)
    return Exit.FINE if found.same else Exit.FINDINGS


def _show(found: Comparison, out: Path | None, sources: Sequence[Path]) -> None:
    from caitien.cli.comparing.as_text import shown
    from caitien.cli.screen import deliver_shown

    deliver_shown(shown(found), out, sources=sources)


def _html(found: Comparison, names: tuple[str, str]) -> str:
    from caitien.cli.comparing.as_html import as_html

    return as_html(found, names)


def _json(found: Comparison, names: tuple[str, str]) -> str:
    from caitien.cli.comparing.as_json import as_json

    return as_json(found, names)


_FORMS: Final[Mapping[str, Callable[[Comparison, tuple[str, str]], str]]] = {
    "html": _html,
    "json": _json,
}
