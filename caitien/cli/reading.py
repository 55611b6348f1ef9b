"""``caitien read``: what a file says, as text, JSON, Excel or Word (lệnh đọc)."""

from pathlib import Path
from typing import Final

from caitien.cli.exits import Exit, UnusableError
from caitien.cli.files import deliver, paper_from
from caitien.cli.progress import say
from caitien.domain.paper import Paper

_BY_SUFFIX: Final = {"": "text", ".txt": "text", ".json": "json", ".xlsx": "xlsx", ".docx": "docx"}


def read_file(path: Path, form: str | None, out: Path | None, *, explain: bool = False) -> Exit:
    """Read a file and deliver it in a form, or how its tables were taken; doubts make the exit code 1."""
    wanted = form or _form_named(out)
    paper = paper_from(path).paper
    if wanted == "text":
        _show(paper, path, out, explain=explain)
    else:
        deliver(_in_form(paper, wanted), out, sources=[path])
    if wanted != "text" or out is not None:
        _tell(paper)
    return Exit.FINDINGS if paper.notes else Exit.FINE


def _form_named(out: Path | None) -> str:
    """The form the name of the output asks for."""
    suffix = out.suffix.lower() if out else ""
    if suffix not in _BY_SUFFIX:
        known = ", ".join(filter(None, _BY_SUFFIX))
        advice = f"đuôi tệp ra cần là {known}, hoặc thêm --format; tệp PDF thì dùng caitien write"
        raise UnusableError(f"Không rõ phải ghi “{out}” ở dạng nào; {advice}.")
    return _BY_SUFFIX[suffix]


def _in_form(paper: Paper, wanted: str) -> str | bytes:
    if wanted == "json":
        from caitien.domain.papers.paper_json import dumps

        return dumps(paper)
    from caitien.cli.writing import written

    return written(paper, paper.form, f".{wanted}")


def _show(paper: Paper, path: Path, out: Path | None, *, explain: bool) -> None:
    from caitien.cli.explaining import explained
    from caitien.cli.screen import deliver_shown
    from caitien.cli.summary import summary

    deliver_shown(explained(paper) if explain else summary(paper), out, sources=[path])


def _tell(paper: Paper) -> None:
    if paper.notes:
        say(f"{len(paper.notes)} chỗ cần xem lại; xem bằng: caitien read TỆP")
