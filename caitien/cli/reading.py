"""``caitien read``: what a file says, as text, JSON, Excel or Word (lệnh đọc)."""

from pathlib import Path
from typing import Final

from caitien.cli.exits import Exit
from caitien.cli.files import deliver, paper_from
from caitien.cli.progress import say
from caitien.domain.paper import Paper

_BY_SUFFIX: Final = {".json": "json", ".xlsx": "xlsx", ".docx": "docx"}


def read_file(path: Path, form: str | None, out: Path | None) -> Exit:
    """Read a file and deliver it in a form; doubts make the exit code 1."""
    paper = paper_from(path).paper
    wanted = form or _BY_SUFFIX.get(out.suffix.lower() if out else "", "text")
    if wanted == "text" and out is None:
        _print_summary(paper)
    else:
        deliver(_in_form(paper, wanted), out, sources=[path])
        _tell(paper)
    return Exit.FINDINGS if paper.notes else Exit.FINE


def _in_form(paper: Paper, wanted: str) -> str | bytes:
    if wanted == "json":
        from caitien.domain.paper_json import dumps

        return dumps(paper)
    if wanted == "text":
        from caitien.cli.summary import summary_text

        return summary_text(paper)
    from caitien.cli.writing import written

    return written(paper, paper.form, f".{wanted}")


def _print_summary(paper: Paper) -> None:
    from caitien.cli.screen import screen
    from caitien.cli.summary import summary

    screen().print(summary(paper))


def _tell(paper: Paper) -> None:
    if paper.notes:
        say(f"{len(paper.notes)} chỗ cần xem lại; xem bằng: caitien read TỆP")
