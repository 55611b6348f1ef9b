"""``caitien check``: what is wrong with papers before anyone signs them (lệnh kiểm tra)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from caitien.cli.checking.checked import Check, Checked, checked, list_apart
from caitien.cli.checking.fixing import copy_of, corrected, written_copy
from caitien.cli.checking.given import CheckInput, check_input
from caitien.cli.exits import Exit, UnusableError
from caitien.cli.files import called, deliver, paper_from
from caitien.cli.progress import say, working

_DATES: Final = ("%Y-%m-%d", "%d/%m/%Y")
_BY_SUFFIX: Final = {".json": "json", ".html": "html", ".htm": "html"}


def check_files(
    files: Sequence[Path],
    *,
    last_year: Path | None = None,
    today: str | None = None,
    form: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fix: bool = False,
    out: Path | None = None,
) -> Exit:
    """Check papers and deliver the findings in a form; any finding makes the exit code 1.

    With ``fix``, ``out`` is the corrected copy and the findings, those that are left, go to standard output.
    """
    day, chosen, left_out = _day(today), codes(select), codes(ignore)
    copies = _copies(files, out) if fix else {}
    given = check_input(files)
    with working("Đang kiểm tra …"):
        find = _check(given, last_year, day, chosen, left_out)
        found = [checked(path, paper, find) for path, paper in given.papers()]
    if fix:
        found = [_fixed(one, find, copies, files) for one in found]
    found = list_apart(found, given.lists)
    report = None if fix else out
    _deliver(found, form or _BY_SUFFIX.get(report.suffix.lower() if report else "", "text"), report, files)
    _tell(given)
    return Exit.FINDINGS if any(one.findings for one in found) else Exit.FINE


def codes(words: Iterable[str]) -> frozenset[str]:
    """Codes and families as they were typed ("p01,K" or one by one); an unknown one is refused."""
    from caitien.rules import catalogue

    wanted = {code.upper() for word in words for code in word.replace(",", " ").split()}
    known = {name for rule in catalogue() for name in (rule.code, rule.code[0])}
    if unknown := sorted(wanted - known):
        raise UnusableError(f"Không có quy tắc “{', '.join(unknown)}”; xem các mã bằng: caitien rules")
    return frozenset(wanted)


def _day(words: str | None) -> date:
    if words is None:
        return date.today()  # the day on the wall of the school's office
    for pattern in _DATES:
        try:
            return datetime.strptime(words, pattern).date()
        except ValueError:
            continue
    raise UnusableError(f"Không hiểu ngày “{words}”; hãy viết như 2026-05-20 hoặc 20/05/2026.")


def _check(
    given: CheckInput, last_year: Path | None, today: date, select: frozenset[str], ignore: frozenset[str]
) -> Check:
    from caitien.rules import check

    before = paper_from(last_year).paper if last_year else None
    return partial(
        check, today=today, last_year=before, evidence=given.evidence, select=given.narrowed(select), ignore=ignore
    )


def _tell(given: CheckInput) -> None:
    for path, doubts in given.doubts.items():
        say(f"{called(path)}: {doubts} chỗ máy đọc chưa chắc; xem bằng: caitien read {path}")


# --- a corrected copy -------------------------------------------------------------------------------------------------


def _copies(files: Sequence[Path], out: Path | None) -> dict[Path, Path]:
    """Where each file's copy goes; refused before any work where that is not clear or not free."""
    if out and len(files) > 1:
        raise UnusableError("Sửa nhiều tệp thì bỏ -o; mỗi bản đã sửa được ghi vào một tệp mới, có đuôi tên “-da-sua”.")
    copies = {path: copy_of(path, out) for path in files}
    if len(set(copies.values())) < len(copies):
        raise UnusableError("Có hai tệp trùng tên nên bản đã sửa sẽ đè lên nhau; hãy sửa từng tệp một.")
    return copies


def _fixed(one: Checked, find: Check, copies: Mapping[Path, Path], sources: Sequence[Path]) -> Checked:
    """The paper as it is after mending, written where it goes; nothing is written where nothing was mended."""
    mended = corrected(one, find)
    if not mended.changes:
        say(f"{one.file}: không có chỗ nào máy sửa được chắc chắn, nên không ghi bản mới.")
        return mended
    target = copies[one.source]
    written_copy(mended.paper, target, sources)
    say(f"Đã viết {target}")
    return mended.kept_in(target)


# --- the forms --------------------------------------------------------------------------------------------------------


def _deliver(found: Sequence[Checked], form: str, out: Path | None, files: Sequence[Path]) -> None:
    if form == "text":
        _deliver_text(found, out, files)
    else:
        deliver(_FORMS[form](found), out, sources=files)


def _deliver_text(found: Sequence[Checked], out: Path | None, files: Sequence[Path]) -> None:
    from caitien.cli.checking.as_text import shown
    from caitien.cli.screen import deliver_shown

    deliver_shown(shown(found), out, sources=files)


def _json(found: Sequence[Checked]) -> str:
    from caitien.cli.checking.as_json import as_json

    return as_json(found)


def _html(found: Sequence[Checked]) -> str:
    from caitien.cli.checking.as_html import as_html

    return as_html(found)


_FORMS: Final[Mapping[str, Callable[[Sequence[Checked]], str]]] = {"json": _json, "html": _html}
