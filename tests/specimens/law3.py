"""Law 3: every sentence of a file is in the Paper or in its notes (không mất câu nào).

``lost`` names the sentences of the raw file that are in neither. The words a form prints for everyone are let off, and
values the Paper keeps as plain data (a date, a level) are written out again before looking. Nothing here or in
:mod:`tests.specimens.raw_text` is code of the reader, so that no slip of it can hide itself.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from caitien.domain.paper import Paper
from tests.specimens.raw_text import lines_of
from tests.specimens.reading import texts_of
from tests.specimens.schools import ACTION_COLUMNS, PLAN_COLUMNS, PROBLEM_COLUMNS, RESULT_COLUMNS, REVIEW_COLUMNS

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def one_line(text: str) -> str:
    """A text as a person sees it, on one line: letters in one form, one blank between words."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


FORM_WORDS: Final = frozenset(
    words.casefold()
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Nơi nhận",
        "Số",
        "Nhận xét, đánh giá",
        "Nhận xét",
        "Ưu điểm",
        "Những ưu điểm",
        "Điểm mạnh",
        "Hạn chế",
        "Tồn tại",
        "Tồn tại, hạn chế",
        "Những tồn tại, hạn chế",
        "Điểm yếu",
        "Kiến nghị",
        "Đề xuất",
        "Kiến nghị, đề xuất",
        "Đề xuất, kiến nghị",
        "Kết quả thực hiện",
        "(Ký, ghi rõ họ tên, đóng dấu)",
        "(Đã ký)",
        "Cải tiến chất lượng giáo dục",
        "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG",
        "Thông tin chung",
        "Căn cứ",
        "Căn cứ xây dựng kế hoạch",
        "Mục đích, yêu cầu",
        "Mục đích",
        "Tổ chức thực hiện",
    )
)
HEADINGS: Final = frozenset(
    one_line(heading).casefold()
    for columns in (PLAN_COLUMNS, RESULT_COLUMNS, PROBLEM_COLUMNS, ACTION_COLUMNS, REVIEW_COLUMNS)
    for heading in columns.values()
)
_SENTENCE_END: Final = re.compile(r"(?<=[.;:!?])\s+")
_NUMBERING: Final = re.compile(r"^(?:[-+–•*]|[IVX]+\.|\d+[.)]|[a-zđ]\))\s+")
_STROKE: Final = re.compile(r"\s*/\s*")
_ROOM: Final = re.compile(r"^số ?:? ?[.…]*|(?<=:)[.…]+", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    r"(?:về thực hiện )?(?:kế hoạch )?cải tiến chất lượng(?: giáo dục)?(?: sau đánh giá ngoài)? năm học [\d –/-]+"
)
_ROMAN: Final = ("", "I", "II", "III", "IV", "V")
_HAS_A_WORD: Final = re.compile(r"[^\W\d_]{2}")


def _days(when: date | None) -> Iterator[str]:
    if when:
        for day in (f"{when.day:02}", str(when.day)):
            for month in (f"{when.month:02}", str(when.month)):
                yield f"ngày {day} tháng {month} năm {when.year}"
                yield f"{day}/{month}/{when.year}"


def _written_out(paper: Paper) -> Iterator[str]:
    """What the Paper keeps as data, in the words a file prints it with."""
    report = paper.report
    for words in _days(report.date):
        yield f"{report.place}, {words} {report.place},{words} {report.place}, ngày {words}"
        yield f"{report.number} {report.place}, {words}"
    yield f"{report.place}, {report.date_text} {report.number} {report.place}, {report.date_text}"
    for row in (*paper.plan.items, *paper.results, *paper.problems):
        yield f"mức {getattr(row, 'level', None)} mức độ {getattr(row, 'level', None)}"
        yield from _standard_lines(row.standard or 0, row.standard_title)
        yield from (f"{heading} {text}" for heading, text in row.extra.items())
    yield from _days(paper.plan.date)
    for dash in ("-", " - ", "–", " – ", " -", "/"):
        yield f"năm học {paper.school_year.replace('-', dash)} năm học: {paper.school_year.replace('-', dash)}"


def _standard_lines(number: int, title: str) -> Iterator[str]:
    for name in (
        f"tiêu chuẩn {number}",
        f"tc{number}",
        f"tc {number}",
        f"tiêu chuẩn {_ROMAN[number]}",
    ):
        yield from (f"{name}{mark}{title}" for mark in (": ", ". ", " - ", " – ", " : ", " "))


def said(paper: Paper) -> str:
    """Everything a Paper and its notes say, on one line, case folded."""
    return " ".join(one_line(text) for text in (*texts_of(paper), *_written_out(paper))).casefold()


def sentences(lines: list[str]) -> Iterator[str]:
    """The sentences of some lines, without numbering and end marks."""
    for line in lines:
        for part in _SENTENCE_END.split(one_line(line)):
            bare = part
            while (shorter := _NUMBERING.sub("", bare)) != bare:
                bare = shorter
            if _HAS_A_WORD.search(bare):
                yield _tidy(bare)


def _tidy(words: str) -> str:
    """Without end marks, blanks around a stroke, and the dots that leave room for a number."""
    return _ROOM.sub("", _STROKE.sub("/", words)).strip(" .;:,/…").casefold()


def lost(paper: Paper, data: bytes, name: str, let_off: Collection[str] = ()) -> list[str]:
    """Sentences of the file that neither the Paper nor its notes hold."""
    everything = said(paper)
    known = {*FORM_WORDS, *HEADINGS, *(words.casefold() for words in let_off)}
    return [
        words
        for words in sentences(lines_of(data, name))
        if words not in known and words not in everything and not _SUBJECT.fullmatch(words)
    ]
