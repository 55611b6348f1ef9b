"""``caitien write``: the official paper (lệnh viết)."""

from pathlib import Path
from typing import Final

from caitien.cli.exits import Exit, UnusableError
from caitien.cli.files import paper_from, write_bytes
from caitien.cli.progress import say, working
from caitien.domain.paper import Form, Paper

_SUFFIXES: Final = (".docx", ".xlsx", ".pdf")


def write_file(path: Path, form: Form | None, out: Path | None) -> Exit:
    """Write a paper as one of the forms; what the input held and we could not place is told, with exit code 1."""
    target = out or Path(f"{path.stem}.docx")
    if target.suffix.lower() not in _SUFFIXES:
        raise UnusableError(f"Không viết được tệp “{target.name}”; đuôi tệp ra cần là {', '.join(_SUFFIXES)}.")
    if out is None and target.exists():
        raise UnusableError(f"Đã có tệp “{target}”; hãy thêm -o {target} để ghi đè, hoặc -o với tên khác.")
    given = paper_from(path)
    data = written(given.paper, form or given.paper.form, target.suffix.lower())
    write_bytes(target, data, sources=[path])
    for note in given.doubts:
        say(f"Cần xem lại: {note.text}" + (f" ({note.place})" if str(note.place) else ""))
    say(f"Đã viết {target}")
    return Exit.FINDINGS if given.doubts else Exit.FINE


def written(paper: Paper, form: Form, suffix: str) -> bytes:
    """The paper as a file of this kind."""
    with working("Đang viết …"):
        from caitien.documents.refusal import Refusal
        from caitien.documents.write import write

        data = write(paper, form, suffix)
    if isinstance(data, Refusal):
        raise UnusableError(data.text)
    return data
