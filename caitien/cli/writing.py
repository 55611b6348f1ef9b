"""``caitien write``: the official paper (lệnh viết)."""

from pathlib import Path
from typing import Final

from caitien.cli.exits import Exit, UnusableError
from caitien.cli.files import STREAM, deliver, paper_from
from caitien.cli.progress import say, working
from caitien.domain.paper import Form, Paper

_SUFFIXES: Final = (".docx", ".xlsx", ".pdf")


def write_file(path: Path, form: Form | None, out: Path | None) -> Exit:
    """Write a paper as one of the forms; what the input held and we could not place is told, with exit code 1."""
    target = out or _beside(path)
    suffix = ".docx" if target == STREAM else target.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnusableError(f"Không viết được tệp “{target.name}”; đuôi tệp ra cần là {', '.join(_SUFFIXES)}.")
    given = paper_from(path)
    wanted = form or given.paper.form
    deliver(written(given.paper, wanted, suffix), target, sources=[path])
    for note in given.doubts:
        say(f"Cần xem lại: {note.text}" + (f" ({note.place})" if str(note.place) else ""))
    _tell_left_out(given.paper, wanted)
    if target != STREAM:
        say(f"Đã viết {target}")
    return Exit.FINDINGS if given.doubts else Exit.FINE


def _tell_left_out(paper: Paper, form: Form) -> None:
    """Say what the paper holds and the form has no place for; the person chose the form, so it is no finding."""
    from caitien.documents.printing.write_as import left_out
    from caitien.domain.field_names import FIELD_NAMES, FORM_NAMES

    names = [FIELD_NAMES[name].lower() for name in left_out(paper, form)]
    if names:
        say(f"Không mang sang {FORM_NAMES[form]}: {', '.join(names)}.")


def _beside(path: Path) -> Path:
    """The file written where none was named: in this folder, and never over another."""
    target = Path("van-ban.docx" if path == STREAM else f"{path.stem}.docx")
    if target.exists():
        raise UnusableError(f"Đã có tệp “{target}”; hãy thêm -o {target} để ghi đè, hoặc -o với tên khác.")
    return target


def written(paper: Paper, form: Form, suffix: str) -> bytes:
    """The paper as a file of this kind."""
    with working("Đang viết …"):
        from caitien.documents.refusal import Refusal
        from caitien.documents.write import write

        data = write(paper, form, suffix)
    if isinstance(data, Refusal):
        raise UnusableError(data.reason)
    return data
