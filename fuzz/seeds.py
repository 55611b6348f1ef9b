"""What the fuzzer begins with (tệp gốc): the specimens of the tests in every format, and the shared samples."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bench.files import as_word, made_up_plan, made_up_report
from caitien.documents.write import write
from tests.specimens.broken_workbooks import BROKEN, broken, whole_workbook
from tests.specimens.hostile import OLD, OTHERS, WORKBOOKS
from tests.specimens.printed import Page, pdf

SHARED: Final = Path(__file__).resolve().parents[1].parent / "shared"
MOST: Final = 400_000  # bytes: a small seed is mutated often, a large one is mostly copied
SUFFIXES: Final[Mapping[str, tuple[str, ...]]] = {
    "docx": (".docx",),
    "xlsx": (".xlsx", ".xlsm"),
    "pdf": (".pdf",),
    "txt": (".txt", ".csv", ".md"),
    "old": (".doc", ".xls", ".odt", ".ods", ".rtf", ".html"),
}
FORMATS: Final = tuple(SUFFIXES)


def seeds_of(kind: str) -> list[bytes]:
    """The files the fuzzer begins with; never none."""
    return [data for data in (*_made(kind), *_shared(kind)) if 0 < len(data) <= MOST]


def _made(kind: str) -> Iterator[bytes]:
    if kind == "docx":
        yield as_word(made_up_plan(5))
        yield _written(".docx")
    elif kind == "xlsx":
        yield whole_workbook()
        yield _written(".xlsx")
        yield from (broken(change) for change in BROKEN.values())
        yield from (build() for build in WORKBOOKS.values())
    elif kind == "pdf":
        page = Page()
        page.words(60, 100, "Kế hoạch cải tiến")
        yield pdf([page])
    elif kind == "txt":
        yield "KẾ HOẠCH\n\nTT\tTiêu chí\tCông việc\tThời gian\n1\tTiêu chí 1.1\tThay đèn\tTháng 9\n".encode()
        yield 'TT;Tiêu chí;Công việc\n1;"Tiêu chí 1.1";"Thay đèn"\n'.encode()
    else:
        yield from (build() for build in OLD.values())
    yield from (
        build() for name, build in OTHERS.items() if kind in ("docx", "txt") and (kind == "docx") == ("Word" in name)
    )


def _written(suffix: str) -> bytes:
    paper = made_up_report(4)
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes), data
    return data


def _shared(kind: str) -> Iterator[bytes]:
    for path in sorted(SHARED.rglob("*")) if SHARED.exists() else ():
        if path.suffix.lower() in SUFFIXES[kind] and path.is_file():
            yield path.read_bytes()
