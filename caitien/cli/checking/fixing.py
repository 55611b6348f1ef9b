"""``caitien check --fix``: a corrected copy (bản đã sửa), with certain corrections only."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from caitien.cli.checking.checked import Change, Check, Checked, checked
from caitien.cli.exits import UnusableError
from caitien.cli.files import STREAM, write_bytes
from caitien.cli.writing import written
from caitien.domain.paper import Paper
from caitien.rules.spots import spot_of

_SUFFIXES: Final = (".docx", ".json")


def copy_of(path: Path, out: Path | None) -> Path:
    """Where the corrected copy of a file goes: where it was asked for, or beside the caller, never over anything."""
    stem, suffix = "van-ban" if path == STREAM else path.stem, path.suffix.lower()
    target = out or Path(f"{stem}-da-sua{suffix if suffix in _SUFFIXES else '.docx'}")
    if target.suffix.lower() not in _SUFFIXES:
        raise UnusableError(
            f"Không ghi được bản đã sửa vào “{target.name}”; đuôi tệp cần là {' hoặc '.join(_SUFFIXES)}."
        )
    if out is None and target.exists():
        raise UnusableError(f"Đã có tệp “{target}”; hãy thêm -o {target} để ghi đè, hoặc -o với tên khác.")
    return target


def corrected(one: Checked, find: Check) -> Checked:
    """The paper mended, what was changed, and what is left for a person to do."""
    from caitien.rules import mend

    paper, fixes = mend(one.paper, find)
    again = checked(one.source, paper, find)
    changes = sorted((Change(spot_of(one.paper, fix.path), fix) for fix in fixes), key=lambda change: change.spot.turn)
    return replace(again, changes=tuple(changes))


def written_copy(paper: Paper, target: Path, sources: Sequence[Path]) -> None:
    """Write the copy, never over one of the files it was made from."""
    write_bytes(target, written(paper, paper.form, target.suffix.lower()), sources=sources)
