"""Blocks of a file → recommendations and weaknesses (đọc khuyến nghị, điểm yếu).

Three layouts: a table with a column of them; a list under a heading ("Điểm yếu", "Khuyến nghị của đoàn…"); a whole
self-assessment report, where each criterion has such a part. The kind is told by what the heading means, the criterion
by what stands before the words, in a column or above. What is doubtful says so, what was left out is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from caitien.documents.blocks import Pages, Paragraph, Row, Table
from caitien.documents.understanding.framework import is_title
from caitien.documents.understanding.marks import CODE, code_inside, code_of, standard_of
from caitien.documents.understanding.tables.grid import is_numbering, key, plain, words_of
from caitien.documents.understanding.tables.header import FURTHEST_HEADER
from caitien.documents.understanding.tables.joining import is_cut, joined
from caitien.documents.understanding.tables.labels import folded_heading
from caitien.domain.needs.need import LONG, NeedKind, Needs, NeedText
from caitien.domain.paper import Note, Place
from caitien.domain.texts.folding import clean, fold

_KINDS: Final = (  # what a heading must say to be of a kind; the first that fits
    (
        NeedKind.RECOMMENDATION.value,
        r"khuyen nghi|kien nghi (?:cua|doi voi)|y kien (?:cua )?doan|de nghi cua doan|noi dung kien nghi",
    ),
    (NeedKind.WEAKNESS.value, r"diem yeu|(?:diem |mat )?han che|(?:diem )?ton tai|bat cap|thieu sot|diem chua dat"),
)
_COLUMNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("number", r"^(?:s?tt|so tt|so thu tu|#)$"),
        ("note", r"ghi chu|nguyen nhan|ly do"),
        (
            "criterion",
            r"^(?:ma |so |ten |cac |thuoc )*(?:tieu chi|tc\b|t\.?chi\b|chi bao)|tieu chuan\W++(?:va )?tieu chi",
        ),
        ("standard", r"^(?:ma |so |ten )*tieu chuan\b"),
        *((kind, pattern) for kind, pattern in _KINDS),
        ("text", r"^noi dung$|^noi dung (?:can|yeu cau)|^van de|^kien nghi$|^y kien$"),
        ("other", r"giai phap|bien phap|cong viec|muc tieu|kinh phi|thoi gian|chu tri|phu trach|ket qua thuc hien"),
    )
)
_WORDS_COLUMNS: Final = frozenset(("text", *NeedKind))
_SECTION: Final = re.compile(
    r"^(?:(?:cac|nhung|mot so|danh (?:sach|muc)|bang|tong hop|noi dung|phan|ve|y kien)\s+)*"
    rf"(?:(?P<{_KINDS[0][0]}>{_KINDS[0][1]})|(?P<{_KINDS[1][0]}>{_KINDS[1][1]}))"
    r"(?= *$| *[:(]| (?:cua|doi voi|can|sau|trong|theo|va|tu danh gia|nam hoc|chu yeu|con|co ban|chinh)\b)"
)
_OTHER_PART: Final = re.compile(
    r"^(?:mo ta(?: hien trang)?|diem manh|uu diem|ke hoach cai tien|tu danh gia|ket luan|mo dau|mo ta|nguyen nhan"
    r"|danh gia (?:tieu chi|chung)|muc danh gia|ket qua(?: danh gia| dat)?|noi nhan|huong khac phuc|bien phap)\b"
)
_SPEAKS: Final = re.compile("|".join(pattern for _, pattern in _KINDS))
_MARKER: Final = re.compile(
    r"^(?:[-–—+•*·▪●○◦►➢✓]+\s*|(?:\(?\d{1,3}[.)/]|\(?[a-zđ][.)]|[IVX]{1,5}[.)])(?:\s+|(?=[^\W\d])))+"
)
_MORE_CODES: Final = re.compile(r"^(?:\s*(?:,|;|và|-|–)\s*(?:[Tt]iêu chí\s*)?\d{1,2}\.\d{1,2})+")
_AFTER_CODE: Final = " \t\n:;.,–—-)]"
_NOTHING: Final = re.compile(
    r"^(?:khong|khong co|khong co (?:diem yeu|han che|khuyen nghi).{0,30}|chua co|khong co gi)$"
)
_LONGEST_HEADING: Final = 140  # letters
_LONGEST_KIND: Final = 70  # of a column of needs; a longer text is one of them
_LONGEST_TITLE: Final = 80  # of a criterion
_LONGEST_SPEAKING: Final = 20  # sentences outside any list that are quoted

NO_CRITERION: Final = "Chưa rõ của tiêu chí nào."
SEVERAL: Final = "Dòng nêu nhiều tiêu chí; máy lấy tiêu chí đầu."
BARE: Final = "Số {} đứng đầu dòng: máy coi là tiêu chí."
FROM_SENTENCE: Final = "Tiêu chí lấy từ trong câu."
FROM_ABOVE: Final = "Ô tiêu chí để trống; máy lấy theo dòng trên."
NO_KIND: Final = "Chưa rõ là khuyến nghị hay điểm yếu."
TOO_LONG: Final = "Đoạn dài, có thể gồm nhiều điều."


def needs_in(pages: Pages, *, listed: bool = False, kind: str = "") -> Needs:
    """The recommendations and weaknesses of a file (khuyến nghị, điểm yếu), in order. Linear in the file.

    ``listed``: the whole of it is a list, a line one of them (what a person pasted); ``kind`` is then that of lines
    under no heading.
    """
    reader = _Reader(listed=listed, kind=kind if listed else None)
    for block in pages.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block)
    return Needs(tuple(map(_doubted, reader.items)), (*pages.notes, *reader.told()))


def criterion_named(typed: str) -> str:
    """The criterion a person typed ("Tiêu chí 3.2", "3.2" → "3.2"), or "" where it is none."""
    found = code_of(clean(typed))
    return found.criterion if found else ""


@dataclass(slots=True)
class _Reader:
    """One reading of one file (lần đọc): the part and criterion the words stand under, the columns under way."""

    listed: bool
    kind: str | None  # of the part under way; None outside any
    criterion: str = ""
    items: list[NeedText] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    columns: Mapping[int, str] = field(default_factory=dict)
    marked: bool = False  # the last line had a number or a dash
    titled: str = ""  # the criterion of the last line, where that may be its title and no need: the next line tells
    passed: int = 0  # paragraphs outside any part

    def told(self) -> Iterator[Note]:
        """What was left out, sentences that speak of such things first."""
        yield from self.notes[:_LONGEST_SPEAKING]
        rest = self.passed + len(self.notes[_LONGEST_SPEAKING:])
        if rest and self.items and not self.listed:
            yield Note(code="outside", text=f"{rest} đoạn khác nằm ngoài các phần điểm yếu, khuyến nghị nên không lấy.")

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Paragraph) -> None:
        """Take in a paragraph: a heading, one of a list, or what lies outside."""
        for line in clean(paragraph.text).split("\n"):
            if line and not self._heading(line, paragraph.place) and not self._names(line, bold=paragraph.bold):
                self._line(line, paragraph.place)
                self.titled = self._maybe_title(line)

    def _heading(self, line: str, place: Place) -> bool:
        """Begin a part of a kind, or end one; whether the line says so. "Điểm yếu: mái dột." holds one as well."""
        bare = _MARKER.sub("", line)
        head, colon, rest = bare.partition(":")
        folded = fold(head)
        found = _SECTION.match(folded) if len(head) <= _LONGEST_HEADING and not head.endswith(".") else None
        if found:
            self._settle_title()
            self.kind, self.columns = str(found.lastgroup), {}
            if colon and rest.strip():
                self._keep_need(rest, self.criterion, place)
            return True
        if len(head) <= _LONGEST_HEADING and _OTHER_PART.match(folded) and not self.listed and not head.endswith("."):
            self._settle_title()
            self.kind = None
            return True
        return False

    def _maybe_title(self, line: str) -> str:
        """The criterion a line begins with, where it could be a heading: "Tiêu chí 3.4: Công trình vệ sinh"."""
        found = CODE.match(fold(line))
        if self.kind is None or found is None or not found["word"] or len(line) > _LONGEST_TITLE or line[-1] in ".;":
            return ""
        return self.items[-1].criterion if self.items else ""

    def _settle_title(self) -> None:
        """A part begins: the line before it, if it may have been the title of a criterion, was one."""
        if self.titled:
            self.criterion = self.titled
            self.items.pop()
        self.titled = ""

    def _names(self, line: str, *, bold: bool) -> bool:
        """Take the name of a criterion or a standard for the lines below; whether the line is one."""
        bare = _MARKER.sub("", line)
        if standard_of(bare) is not None:
            self.criterion = ""
            return True
        found = code_of(bare)
        match = CODE.match(fold(bare)) if found else None
        if found is None or match is None or not match["word"]:
            return False
        rest = bare[match.end() :].strip(_AFTER_CODE)
        if rest and self.kind is not None and not bold and not is_title(rest, found.criterion):
            return False
        self.criterion, self.titled = found.criterion, ""
        return True

    def _line(self, line: str, place: Place) -> None:
        if self.kind is None:
            self._leave(line, place)
            return
        bare = _MARKER.sub("", line)
        goes_on = self.marked and bare == line and self.items and is_cut(self.items[-1].text, line)
        if goes_on and line[:1].islower():
            last = self.items[-1]
            self.items[-1] = replace(last, text=joined(last.text, line))
            return
        self.marked = bare != line
        self._keep_need(line, self.criterion, place)

    def _leave(self, line: str, place: Place) -> None:
        if _SPEAKS.search(fold(line)):
            said = "Câu này nhắc đến điểm yếu hoặc khuyến nghị nhưng không nằm trong danh sách nào."
            self.notes.append(Note(code="outside-list", text=said, quote=line, place=place))
        else:
            self.passed += 1

    def _keep_need(self, text: str, criterion: str, place: Place, *, kind: str | None = None, doubt: str = "") -> None:
        """Keep one, its criterion and marks taken off the front."""
        named, bare, doubts = _criterion_of(_MARKER.sub("", clean(text)).strip(), criterion)
        if not bare or _NOTHING.match(fold(bare).strip(" .")):
            return
        found = NeedText(
            text=bare,
            kind=(self.kind if kind is None else kind) or "",
            criterion=named,
            doubts=(*doubts, *([doubt] if doubt and named == criterion else [])),
            place=str(place),
        )
        self.items.append(found)

    # --- tables -------------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """Take in a table that has a column of needs, or goes on from one; of any other say how long it is."""
        rows = [row for row in table.rows if words_of(row)]
        start = self._find_columns(rows)
        body = rows if start is None else rows[start + 1 :]
        if start is None and not self._goes_on(rows):
            if self.listed:
                self._bare_rows(rows)
            elif rows:
                said = f"Bảng có {len(rows)} dòng, không có cột điểm yếu hay khuyến nghị nên không lấy."
                self.notes.append(Note(code="other-table", text=said, place=Place(table=table.number, page=table.page)))
            return
        header = key(rows[start]) if start is not None else ()
        self.criterion = ""
        for row in body:
            if key(row) != header and not is_numbering(row):
                self._take_row(table, row)

    def _find_columns(self, rows: Sequence[Row]) -> int | None:
        for number, row in enumerate(rows[:FURTHEST_HEADER]):
            fields = {cell.column: _field(plain(cell.text)) for cell in row.cells if cell.text.strip()}
            if self._is_header(fields):
                self.columns = fields
                return number
        return None

    def _is_header(self, fields: Mapping[int, str]) -> bool:
        """Whether these are headings of a list: one names a kind; or a plain one, beside no column of a plan."""
        known = set(fields.values())
        named = known & set(NeedKind)
        return len(fields) > 1 and bool(named or ("text" in known and "other" not in known))

    def _goes_on(self, rows: Sequence[Row]) -> bool:
        return bool(self.columns) and any(set(self.columns) == {c.column for c in row.cells} for row in rows)

    def _take_row(self, table: Table, row: Row) -> None:
        texts = words_of(row)
        place = Place(page=row.page, table=None if table.sheet else table.number, row=row.number, sheet=table.sheet)
        if len(texts) == 1 and self._names(_MARKER.sub("", plain(texts[0])), bold=True):
            return
        doubt = self._criterion_cell(row)
        for cell in row.cells:
            name = self.columns.get(cell.column, "")
            if name in _WORDS_COLUMNS:
                kind = (self.kind or "") if name == "text" else name
                for part in _parts(plain(cell.text)):
                    self._keep_need(part, self.criterion, place, kind=kind, doubt=doubt)

    def _criterion_cell(self, row: Row) -> str:
        """Take the criterion of a row; a doubt where its cell is blank and the row above has one."""
        cell = next((cell for cell in row.cells if self.columns.get(cell.column) == "criterion"), None)
        text = plain(cell.text) if cell else ""
        if cell is None or cell.continues:
            return ""
        found = code_of(text)
        if found:
            self.criterion = found.criterion
            return SEVERAL if found.several else ""
        if text:
            self.criterion = ""
            return ""
        return FROM_ABOVE if self.criterion else ""

    def _bare_rows(self, rows: Sequence[Row]) -> None:
        """Rows without headings in a list that was pasted: the longest cell is the need, a code beside it counts."""
        for row in rows:
            texts = [plain(text) for text in words_of(row)]
            criterion = next((found.criterion for text in texts[:-1] if (found := code_of(text))), self.criterion)
            self._keep_need(max(texts, key=len), criterion, Place(row=row.number))


def _field(text: str) -> str:
    if len(text) > _LONGEST_HEADING or text.endswith("."):
        return ""
    folded = folded_heading(text)
    found = next((name for name, pattern in _COLUMNS if pattern.search(folded)), "")
    return "" if found in set(NeedKind) and len(text) > _LONGEST_KIND else found


def _parts(text: str) -> list[str]:
    """The needs in one cell: each line that begins with a dash or a number is one, if all but the first do."""
    lines = text.split("\n")
    marked = [bool(_MARKER.match(line)) for line in lines]
    if len(lines) < 2 or not any(marked):
        return [text]
    parts: list[str] = []
    for line, is_marked in zip(lines, marked, strict=True):
        if is_marked or not parts:
            parts.append(line)
        else:
            parts[-1] = f"{parts[-1]}\n{line}"
    return parts


def _criterion_of(text: str, above: str) -> tuple[str, str, list[str]]:
    """Criterion, words, doubts of a text: "Tiêu chí 3.2: Mái dột" → "3.2", "Mái dột"; else the one it stands under."""
    found = code_of(text)
    match = CODE.match(fold(text)) if found else None
    if found and match:
        rest = text[match.end() :]
        rest = rest[more.end() :] if (more := _MORE_CODES.match(rest)) else rest
        rest = rest.lstrip(_AFTER_CODE)
        several = [SEVERAL] if more else []
        return found.criterion, rest, [*several, *([] if match["word"] else [BARE.format(found.criterion)])]
    inside = code_inside(text)
    if inside and inside != above:
        return inside, text, [FROM_SENTENCE]
    return above, text, []


def _doubted(item: NeedText) -> NeedText:
    """The need with what is missing in it said as well."""
    checks = ((not item.kind, NO_KIND), (not item.criterion, NO_CRITERION), (len(item.text) > LONG, TOO_LONG))
    return replace(item, doubts=(*item.doubts, *(said for wrong, said in checks if wrong)))
