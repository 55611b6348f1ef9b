"""The rows of a table put together (ghép dòng): group rows, cut rows, shifted rows, merged cells → records.

A record is one line of the official table: a text for each field, under the level, standard and criterion it stands
under. Nothing is dropped: what fits no field is kept under its column's heading, and what is unsure gets a note.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from caitien.documents.blocks import Row, Table
from caitien.documents.understanding.framework import is_title
from caitien.documents.understanding.marks import Code, code_of, is_only_name, numbered
from caitien.documents.understanding.tables.grid import Layout, Line, is_numbering, is_pasted_header, lay
from caitien.documents.understanding.tables.groups import Groups, own_label, remark_on_level
from caitien.documents.understanding.tables.headings import Kept, keep_headings
from caitien.documents.understanding.tables.joining import SENTENCE_ENDS, hangs, is_cut, joined
from caitien.documents.understanding.tables.record import (
    MAIN,
    NAMES,
    Record,
    is_count,
    is_ended,
    main_words,
    may_move,
    move,
    slots_of,
)
from caitien.domain.official_forms.forms import NO_CRITERION
from caitien.domain.paper import Note, Place, Source
from caitien.domain.texts.count import count_in
from caitien.domain.texts.folding import fold

FULLEST_ASIDE: Final = 4  # cells with text in a row that is no line
_LONGEST_SUM: Final = 40  # letters of a name that are looked at
_SUM: Final = re.compile(
    r"^\W*(tong cong|tong so|tong kinh phi|tong chi|tong du toan|cong)\b"
    r"(?! (tac|viec|doan|khai|dong|nghe|bang|trinh|bo|diem))|^\W*(viet )?bang chu ?:"
)
_ONLY_SUM: Final = re.compile(r"^\W*(tong( cong| so| tien| kinh phi| chi phi| du toan| chi)*|cong)( \([^()]*\))?\W*")
_NO_SUM: Final = re.compile(r"^\W*công\b")  # "Công văn", "Công an": not "cộng"
_FIGURE: Final = re.compile(r"^\W*\d")
_UNFILLED: Final = re.compile(  # what stands in a form where nobody has written yet: "(chưa nhập)"
    r"[(\[]\s*(chua (nhap|co|dien|du|cap nhat|bo sung)|(nha )?truong (bo sung|dien|nhap)|bo sung|de trong|neu co)"
    r"\b[^()\[\]]*[)\]]"
)
_NOT_OF_THE_PLAN: Final = {
    "unfilled": "Bảng còn để trống, chưa điền dòng nào ở đây.",
    "group-row": "Dòng gộp này không nêu mức, tiêu chuẩn hay tiêu chí nên chưa xếp vào đâu. Hãy xem lại.",
    "sum-row": "Dòng cộng của bảng không phải một việc nên không đưa vào kế hoạch.",
}
_LONE_NAME: Final = re.compile(r"^\W*tieu chi\s*+(so\s*+)?:?\s*\d{1,2}")
_ON_CODES: Final = {
    "several-criteria": "Ô này nêu nhiều tiêu chí; đã xếp dòng vào tiêu chí {}. Nếu cần, hãy tách thành nhiều dòng.",
    "inferred-criterion": "Mã tiêu chí viết thiếu tiêu chuẩn; đã đọc là {} theo tiêu chuẩn đứng trên.",
}


class RowReader:
    """Reads the tables of one family, one after the other (đọc các bảng cùng loại), as if they were one table."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.notes: list[Note] = []
        self.groups = Groups()
        self.layout: Layout | None = None
        self.first: Layout | None = None  # that of the family's first table
        self.table = Table([], 0)
        self.slots: list[str] = []
        self.columns: dict[str, int] = {}
        self.fresh = False  # at the start of a table or page, where a row may be the rest of the one before
        self.shift = 0  # columns this block stands to the left of its header
        self.home: int | None = None  # the leaf of the criterion
        self.headings: Kept = {}
        self.numbered = False  # the codes stand in the column TT, the titles beside them

    def open(self, table: Table, layout: Layout) -> None:
        """Go on with another table of the family."""
        self.table, self.layout, self.first = table, layout, self.first or layout
        self.slots = slots_of(layout)
        self.columns = {slot.strip(): layout.leaves[i].start + 1 for i, slot in enumerate(self.slots)}
        column = layout.column("criterion")
        self.home = column if column is not None else layout.column("standard")
        self.notes += keep_headings(self.headings, layout, table)
        self.fresh, self.shift = bool(self.records), 0

    def feed(self, row: Row) -> None:
        """Take in one body row."""
        layout = self._layout
        if is_pasted_header(row, layout) or is_numbering(row):
            self.fresh = True
            return
        line = lay(row, layout)
        if len(line.filled) <= FULLEST_ASIDE and self._is_aside(line):
            return
        code = self._find_code(line) or self._code_beside_standard(line)
        if code is None and self._continues(line):
            self._join(line)
        else:
            self._start(line, code)
        self.fresh = False

    @property
    def _layout(self) -> Layout:
        if self.layout is None:
            raise RuntimeError("open() a table before feeding rows")
        return self.layout

    def _place(self, row: Row, slot: str = "") -> Place:
        column = self.columns.get(slot)
        return Place(page=row.page, table=self.table.number, row=row.number, column=column, sheet=self.table.sheet)

    # Rows that are no lines

    def _is_aside(self, line: Line) -> bool:
        """Whether a row is no line: nothing in it, a group's name, a sum, a form's blank; what it says is taken in."""
        return self._is_empty(line) or self._take_unfilled(line) or self._take_sum(line) or self._take_group(line)

    def _is_empty(self, line: Line) -> bool:
        """Whether a row says nothing: no text at all, or only its running number."""
        filled = line.filled
        return len(filled) < 2 and all(self.slots[i] == "number" and is_count(line.texts[i]) for i in filled)

    def _take_unfilled(self, line: Line) -> bool:
        """Whether the row holds nothing but a form's mark for words to come."""
        words = [line.texts[i] for i in line.filled if not is_count(line.texts[i])]
        if len(words) != 1 or words[0][0] not in "([" or not _UNFILLED.fullmatch(fold(words[0])):
            return False
        self._leave("unfilled", words[0], line)
        return True

    def _take_group(self, line: Line) -> bool:
        """Whether the row names a level, a standard or a criterion for the rows below it."""
        filled = line.filled
        if len(filled) > 3 or line.row.cut:
            return False
        words = [text for i in filled if not is_count(text := line.texts[i])]
        if not 0 < len(words) <= 2:
            return False
        if self._fills_standard_column(line):
            return False
        if self.groups.take_headings(words[0]):
            self.notes += remark_on_level(words[0].partition("\n")[0], self._place(line.row))
            return len(words) == 1 or self.groups.take_title(words[1])
        return len(words) == 1 and line.widest >= min(3, len(line.texts)) and self._take_wide(words[0], line)

    def _fills_standard_column(self, line: Line) -> bool:
        """Whether the standard stands in a column of its own beside other words: a short line, not a group's name."""
        leaf = self._layout.column("standard")
        return (
            leaf is not None
            and leaf != self.home
            and bool(line.texts[leaf])
            and line.widest == 1
            and len(line.filled) > 1
        )

    def _take_wide(self, text: str, line: Line) -> bool:
        """A row of one wide cell: a level or a criterion as a heading, else words that belong to no line."""
        if not self.groups.take_band(text):
            self._leave("group-row", text, line)
        return True

    def _take_sum(self, line: Line) -> bool:
        """Whether the row adds up a column: named so and no more, or so begun with figures in all its other cells."""
        first, *others = (line.texts[i] for i in line.filled)
        named = fold(first[:_LONGEST_SUM])
        if not (_ONLY_SUM.fullmatch(named) or _SUM.match(named)) or _NO_SUM.match(first.lower()):
            return False
        if not _ONLY_SUM.fullmatch(named) and not all(map(_FIGURE.match, others)):
            return False
        self._leave("sum-row", " | ".join((first, *others)), line)
        return True

    def _leave(self, code: str, quote: str, line: Line) -> None:
        self.notes.append(Note(code=code, text=_NOT_OF_THE_PLAN[code], quote=quote, place=self._place(line.row)))

    # The criterion of a line

    def _find_code(self, line: Line) -> Code | None:
        """The criterion the row names; a row that stands columns aside of its header is moved back first."""
        home = self.home
        if home is None or line.row.cut:
            return None
        for leaf in (home, home - 1, home + 1):
            text = line.texts[leaf] if 0 <= leaf < len(line.texts) else ""
            code = self._code_in(text) if text else None
            if code is None:
                continue
            if leaf < home and self._is_named(line.texts[home], code):  # the code as running number
                line.texts[home], line.texts[leaf] = f"{text} {line.texts[home]}", ""
                return code
            if leaf == home:
                self.shift = 0
                return code
            if is_only_name(text, code) and may_move(line, home - leaf):
                self._move(line, home - leaf)
                return code
        return None

    def _move(self, line: Line, by: int) -> None:
        """Move a row back under its headings, and say so."""
        move(line, by)
        self.shift = by
        home = self.home or 0
        spots = [self._layout.leaves[leaf].start + 1 for leaf in (home - by, home)]
        text = "Dòng này lệch cột: tên tiêu chí đứng ở cột {}, đã đưa cả dòng về cột {}. Hãy xem lại từng ô.".format(
            *spots
        )
        quote = " | ".join(filter(None, line.texts))
        place = replace(self._place(line.row), column=spots[0])
        self.notes.append(Note(code="row-shifted", text=text, quote=quote, place=place))

    def _is_named(self, words: str, code: Code) -> bool:
        """Whether words beside a code are its criterion's: its title, or any once the table is seen to name them so."""
        self.numbered |= is_title(words, code.criterion)
        return self.numbered and bool(words)

    def _code_in(self, text: str) -> Code | None:
        lines = text.split("\n")
        while len(lines) > 1 and self.groups.take_heading(lines[0]):
            lines.pop(0)
        return code_of("\n".join(lines), self.groups.now.standard)

    def _code_beside_standard(self, line: Line) -> Code | None:
        """The criterion by its number alone, in a table with a column for each: "2" and "4" name 2.4."""
        standard, home = self._layout.column("standard"), self.home
        if standard is None or home is None or standard == home or count_in(line.texts[home]) is None:
            return None
        if standard not in line.above:
            self.groups.take_standard_column(line.texts[standard])
        return numbered(line.texts[home], self.groups.now.standard)

    def _notes_on(self, code: Code, label: str, row: Row) -> Iterator[Note]:
        unsure = code.inferred and not is_title(_LONE_NAME.sub("", fold(label)), code.criterion)
        for name, told in (("several-criteria", code.several), ("inferred-criterion", unsure)):
            if told:
                text = _ON_CODES[name].format(code.criterion)
                yield Note(code=name, text=text, quote=label, place=self._place(row, "criterion"))

    # A new line

    def _start(self, line: Line, code: Code | None) -> None:
        """Begin a new record; merged cells take the text of the line above."""
        notes = self._stand(line, code)
        texts = dict(zip(self.slots, line.texts, strict=True))
        if self.records and line.above:
            above = self.records[-1].texts
            for slot in (self.slots[leaf] for leaf in line.above if leaf < len(self.slots)):
                texts[slot] = joined(above.get(slot, ""), texts[slot])
        source = Source(
            table=self.table.number,
            rows=(line.row.number,),
            page=line.row.page,
            sheet=self.table.sheet,
            columns=self.columns,
        )
        self.records.append(Record(self.groups.now, texts, source, self._layout, notes))

    def _stand(self, line: Line, code: Code | None) -> list[Note]:
        """Find the line's place in the groups."""
        home, standard, level = self.home, self._layout.column("standard"), self._layout.column("level")
        if standard is not None and standard != home:
            self.groups.take_standard_column(line.texts[standard])
        if level is not None:
            self.groups.take_level(line.texts[level])
        label = line.texts[home] if home is not None else ""
        if code is not None:
            self.groups.stand_under(code, own_label(label))
            return list(self._notes_on(code, label, line.row))
        if label in NO_CRITERION:
            self.groups.stand_alone()
        elif home is not None and label and home not in line.above:
            self.groups.stand_aside(label)
        elif home is None and not self.groups.headed:
            self.groups.stand_aside()
        return []

    # The rest of a line

    def _continues(self, line: Line) -> bool:
        """Whether a row without a name is the rest of the line above, cut by a page end; never a line of its own.

        A page cuts rows only where a new page's table begins, or in a file that does not say where its rows end; the
        rows of a workbook are never cut.
        """
        if not self.records or self.table.sheet or (line.above and not line.row.cut):
            return False
        last = self.records[-1]
        if line.row.cut:
            return True
        if self._is_numbered(line) or last.standing != self.groups.now:
            return False
        if self.home is not None and not line.texts[self.home] and last.is_bare:  # the name stood on a row of its own
            return True
        if not (self.fresh or self.table.ragged):
            return False
        if self.home is not None and line.texts[self.home]:
            named_on = is_cut(last.texts.get("criterion", ""), line.texts[self.home])
            return self.fresh and (named_on or (self._best_shift(line) > 0 and self._goes_on(line, last)))
        return self._goes_on(line, last)

    def _is_numbered(self, line: Line) -> bool:
        """Whether a row has a running number of its own, or one a person would take for it."""
        column = self._layout.column("number")
        return column is not None and is_count(line.texts[column])

    def _goes_on(self, line: Line, last: Record) -> bool:
        """Whether the row's texts go on where the line above stops."""
        placed = dict(self._placed(line, self._best_shift(line)))
        if any(hangs(last.texts.get(slot, ""), text) for slot, text in placed.items()):
            return True
        if self._fills_all(line, last, self._least_of_a_line):
            return False
        if any(is_cut(last.texts.get(slot, ""), text) for slot, text in placed.items()):
            return True
        whole = any(text for slot, text in zip(self.slots, line.texts, strict=True) if slot in MAIN and text)
        if self.fresh and self.home is not None:  # at the top of a page a line of its own is as full as the last
            open_end = any(slot in MAIN and not is_ended(last.texts.get(slot, "")) for slot in placed)
            whole = whole and not open_end and self._fills_all(line, last, 2)
        return not whole

    @property
    def _least_of_a_line(self) -> int:
        """How many cells show a line of its own even where they begin small: of a cut line some cells are done."""
        unnamed = self.home is None and self._layout.column("number") is None
        return 2 if unnamed else 3

    def _fills_all(self, line: Line, last: Record, least: int) -> bool:
        """Whether a row fills every column the line above it fills, and at least so many."""
        ours = {slot for slot, text in zip(self.slots, line.texts, strict=True) if text} - NAMES
        theirs = {slot for slot, text in last.texts.items() if text} - NAMES
        return len(ours) >= least and theirs <= ours

    def _placed(self, line: Line, by: int) -> Iterator[tuple[str, str]]:
        for i, text in enumerate(line.texts):
            if text and 0 <= i + by < len(self.slots):
                yield self.slots[i + by], text

    def _best_shift(self, line: Line) -> int:
        """How far a continued row stands to the left of its columns: where its sentences go on best."""
        if not self.table.ragged and not self.shift:
            return 0
        choices = [0] + ([1] if line.texts and not line.texts[-1] else [])
        fits = {by: self._fit(line, by) + (0.5 if by == self.shift else 0) for by in choices}
        return max(choices, key=lambda by: fits[by])

    def _fit(self, line: Line, by: int) -> float:
        last, total = self.records[-1].texts, 0.0
        for slot, text in self._placed(line, by):
            before = last.get(slot, "")
            if not before or (slot == "criterion" and before[-1].isdigit()):  # a bare code has nothing to go on with
                total -= 2
            elif is_cut(before, text):
                total += 2
            elif before[-1] in SENTENCE_ENDS:
                total += 1
        return total

    def _join(self, line: Line) -> None:
        """Add a row to the line above."""
        last = self.records[-1]
        by = 0 if line.row.cut and not self.table.ragged else self._best_shift(line)
        for slot, text in self._placed(line, by):
            if slot == "number" and is_count(text):
                continue
            last.texts[slot] = joined(last.texts.get(slot, ""), text)
            if slot == "criterion":
                label = joined(last.standing.label, text)
                last.standing = self.groups.now = replace(last.standing, label=label)
        last.source = replace(last.source, rows=(*last.source.rows, line.row.number))
        self._note_joined(last, self._place(line.row))

    def _note_joined(self, record: Record, place: Place) -> None:
        """Say of which rows a line was put together, one note for a line."""
        first = record.source.place()
        record.parts = record.parts or [first]
        record.parts.append(place)
        spots = "; ".join(map(str, record.parts))
        text = f"Dòng này ghép từ {len(record.parts)} dòng bị trang cắt ngang ({spots}). Hãy xem lại chỗ nối."
        record.notes = [note for note in record.notes if note.code != "rows-joined"]
        record.notes.append(Note(code="rows-joined", text=text, quote=main_words(record), place=first))
