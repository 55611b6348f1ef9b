"""The rows of a table put together (ghép dòng): group rows, cut rows, shifted rows, merged cells → records.

A record is one line of the official table: a text for each field, under the level, standard and criterion it stands
under. Nothing is dropped: what fits no field is kept under its column's heading, and what is unsure gets a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from caitien.documents.blocks import Row, Table
from caitien.documents.framework import is_title
from caitien.documents.grid import Layout, Line, is_numbering, is_pasted_header, lay
from caitien.documents.marks import SHORT, Code, code_of, level_of, standard_of
from caitien.domain.folding import fold
from caitien.domain.paper import Note, Place, Source

SENTENCE_ENDS = '.!?;:…”"»'
HANGING_ENDS = ",-–(/"
MAIN = ("work", "planned", "topic", "moment", "content", "limitation")  # the fields a line of each family is about
_SUM = re.compile(
    r"^(tong cong|tong so|tong kinh phi|tong du toan|cong)\b(?! (tac|viec|doan|khai|dong|nghe|bang|trinh))"
)
LONGEST_LEVEL = 16  # letters of "Tiêu chí mức 2:"
FALLBACK_HEADING = "Cột {}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rows stand under (nhóm đang đọc)."""

    level: int | None = None
    standard: int | None = None
    standard_title: str = ""
    criterion: str = ""
    label: str = ""


@dataclass(slots=True)
class Record:
    """A line being put together (dòng đang ghép)."""

    standing: Standing
    texts: dict[str, str]  # slot → text
    source: Source
    layout: Layout
    notes: list[Note] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether it has a name and nothing else yet."""
        return not any(text for slot, text in self.texts.items() if slot not in ("number", "criterion", "standard"))


def slots_of(layout: Layout) -> list[str]:
    """A name for each column (ô chứa): its field, or its heading behind a space where it has no field of ours."""
    slots: list[str] = []
    for i, (leaf, name) in enumerate(zip(layout.leaves, layout.reading.fields, strict=True), 1):
        slot = name or f" {leaf.heading.full or FALLBACK_HEADING.format(i)}"
        slots.append(slot if slot not in slots else f"{slot} ({i})")
    return slots


def is_cut(before: str, after: str) -> bool:
    """Whether a text goes on in the middle of a sentence (câu bị cắt ngang)."""
    if not before or not after:
        return False
    return after[0].islower() or before[-1] in HANGING_ENDS or (before[-1] not in SENTENCE_ENDS and after[0] in ",.;:)")


def joined(before: str, after: str) -> str:
    """A text and its continuation: one sentence goes on after a space, a new paragraph stays one."""
    if not before or not after:
        return before or after
    return f"{before} {after}" if is_cut(before, after) or before[-1] not in SENTENCE_ENDS else f"{before}\n{after}"


class RowReader:
    """Reads the tables of one family, one after the other (đọc các bảng cùng loại), as if they were one table."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.notes: list[Note] = []
        self.standing = Standing()
        self.layout: Layout | None = None
        self.table = Table([], 0)
        self.slots: list[str] = []
        self.columns: dict[str, int] = {}
        self.fresh = False  # at the start of a table or page, where a row may be the rest of the one before
        self.shift = 0  # columns this block stands to the left of its header
        self.criterion_leaf: int | None = None
        self.headed = False  # the criterion stands as a heading row over its lines

    def open(self, table: Table, layout: Layout) -> None:
        """Go on with another table of the family."""
        self.table, self.layout = table, layout
        self.slots = slots_of(layout)
        self.columns = {slot.strip(): layout.leaves[i].start + 1 for i, slot in enumerate(self.slots)}
        column = layout.column("criterion")
        self.criterion_leaf = column if column is not None else layout.column("standard")
        self.fresh, self.shift = bool(self.records), 0

    def feed(self, row: Row) -> None:
        """Take in one body row."""
        layout = self._layout
        if is_pasted_header(row, layout) or is_numbering(row):
            self.fresh = True
            return
        line = lay(row, layout)
        if self._is_empty(line) or self._take_group(line) or self._take_sum(line):
            return
        code = self._find_code(line)
        if code is not None:
            self._start(line, code)
        elif self._continues(line):
            self._join(line)
        else:
            self._start(line, None)
        self.fresh = False

    @property
    def _layout(self) -> Layout:
        if self.layout is None:
            raise RuntimeError("open() a table before feeding rows")
        return self.layout

    def _is_empty(self, line: Line) -> bool:
        """Whether a row says nothing: no text at all, or only its running number."""
        return all(self.slots[i] == "number" and _is_count(line.texts[i]) for i in line.filled)

    def _take_sum(self, line: Line) -> bool:
        """Whether the row adds up a column; it is no line of the plan, and is quoted in a note."""
        filled = line.filled
        if len(filled) > 4 or not _SUM.match(fold(line.texts[filled[0]][:40])):
            return False
        quote = " | ".join(line.texts[i] for i in filled)
        text = "Dòng cộng của bảng không phải một việc nên không đưa vào kế hoạch."
        self.notes.append(Note(code="sum-row", text=text, quote=quote, place=self._place(line.row)))
        return True

    # Group rows

    def _take_group(self, line: Line) -> bool:
        """Whether the row names a level, a standard or a criterion for the rows below it."""
        filled = line.filled
        if len(filled) > 3 or line.row.cut:
            return False
        words = [line.texts[i] for i in filled if not _is_count(line.texts[i])]
        if not words or len(words) > 2 or (len(words) == 2 and self._fills_standard_column(line)):
            return False
        taken = self._take_headings(words[0])
        if taken:
            self.notes += remark_on_level(words[0].partition("\n")[0], self._place(line.row))
        if len(words) == 1 and taken:
            return True
        if len(words) == 2 and taken and not self.standing.criterion and not self.standing.standard_title:
            self.standing = replace(self.standing, standard_title=words[1].replace("\n", " "))
            return True
        return len(words) == 1 and line.widest >= min(3, len(line.texts)) and self._take_wide(words[0], line)

    def _fills_standard_column(self, line: Line) -> bool:
        """Whether a row names its standard in a column made for that, so that it is a line and no heading."""
        leaf = self._layout.column("standard")
        return leaf is not None and leaf != self.criterion_leaf and bool(line.texts[leaf])

    def _take_headings(self, text: str) -> bool:
        """Whether a cell is nothing but headings, a line each; a standard's title may stand on a line of its own."""
        lines = text.split("\n")
        if len(text) > SHORT * 2 or not self.take_heading(lines[0]):
            return False
        for line in lines[1:]:
            if not self.take_heading(line):
                if self.standing.standard_title or self.standing.standard is None or code_of(line):
                    return False
                self.standing = replace(self.standing, standard_title=line)
        return True

    def take_heading(self, text: str) -> bool:
        """Whether a row or paragraph names a level or a standard; then the rows below stand under it."""
        level = level_of(text)
        if level is not None:
            self.standing = Standing(level=level)
            return True
        standard = standard_of(text)
        if standard is not None:
            self.standing = Standing(level=self.standing.level, standard=standard[0], standard_title=standard[1])
            self.headed = False
            return True
        return False

    def take_criterion(self, text: str) -> bool:
        """Whether a row or paragraph names a criterion as a heading over its lines."""
        code = code_of(text, self.standing.standard)
        if code is None:
            return False
        self._stand_under(code, text)
        self.headed = True
        return True

    def _take_wide(self, text: str, line: Line) -> bool:
        """A row of one wide cell: a criterion as a heading, else words that belong to no line."""
        if not self.take_criterion(text):
            note = "Dòng gộp này không nêu mức, tiêu chuẩn hay tiêu chí nên chưa xếp vào đâu. Hãy xem lại."
            self.notes.append(Note(code="group-row", text=note, quote=text, place=self._place(line.row)))
        return True

    def _stand_under(self, code: Code, label: str) -> None:
        same = code.standard == self.standing.standard
        self.standing = Standing(
            level=self.standing.level,
            standard=code.standard,
            standard_title=self.standing.standard_title if same else "",
            criterion=code.criterion,
            label=label,
        )

    # Lines

    def _find_code(self, line: Line) -> Code | None:
        """The criterion the row names; a row that stands columns aside of its header is moved back first."""
        home = self.criterion_leaf
        if home is None or line.row.cut:
            return None
        for leaf in (home, home - 1, home + 1):
            if 0 <= leaf < len(line.texts) and (text := line.texts[leaf]):
                code = self._code_in(text)
                if code is None:
                    continue
                if leaf < home and is_title(line.texts[home], code.criterion):
                    line.texts[home], line.texts[leaf] = f"{text} {line.texts[home]}", ""
                    return code
                if leaf == home or self._may_move(line, home - leaf):
                    self._move(line, home - leaf)
                    self.shift = home - leaf
                    return code
        return None

    def _code_in(self, text: str) -> Code | None:
        lines = text.split("\n")
        while len(lines) > 1 and self.take_heading(lines[0]):
            lines.pop(0)
        return code_of("\n".join(lines), self.standing.standard)

    def _may_move(self, line: Line, by: int) -> bool:
        """Whether moving a row loses nothing: no text falls off the table, and the criterion's column is free."""
        texts = line.texts
        return not any(texts[-by:]) if by > 0 else not any(text for text in texts[:-by] if not _is_count(text))

    def _move(self, line: Line, by: int) -> None:
        if by:
            texts = line.texts
            line.texts = [""] * by + texts[:-by] if by > 0 else texts[-by:] + [""] * -by
            line.above = frozenset(i + by for i in line.above)

    def _start(self, line: Line, code: Code | None) -> None:
        """Begin a new record; merged cells take the text of the line above."""
        home = self.criterion_leaf
        label = line.texts[home] if home is not None else ""
        notes: list[Note] = []
        self._take_standard_column(line)
        if code is not None:
            self._stand_under(code, self._own_label(label))
            self.headed = False
            notes += self._notes_on(code, label, line.row)
        elif home is not None and label and home not in line.above:
            self.standing = replace(self.standing, criterion="", label=label)
        elif home is None and not self.headed:
            self.standing = replace(self.standing, criterion="", label="")
        texts = dict(zip(self.slots, line.texts, strict=True))
        if self.records:
            above = self.records[-1].texts
            for leaf in line.above:
                slot = self.slots[leaf] if leaf < len(self.slots) else ""
                texts[slot] = joined(above.get(slot, ""), texts[slot]) if slot in texts else ""
        source = Source(
            table=self.table.number,
            rows=(line.row.number,),
            page=line.row.page,
            sheet=self.table.sheet,
            columns=self.columns,
        )
        self.records.append(Record(self.standing, texts, source, self._layout, notes))

    def _own_label(self, text: str) -> str:
        """The criterion's own words in a cell that names its level or standard as well."""
        lines = text.split("\n")
        while len(lines) > 1 and (level_of(lines[0]) is not None or standard_of(lines[0]) is not None):
            lines.pop(0)
        return "\n".join(lines)

    def _take_standard_column(self, line: Line) -> None:
        leaf = self._layout.column("standard")
        if leaf is None or leaf == self.criterion_leaf or not (text := line.texts[leaf]):
            return
        if not self.take_heading(text):
            number = fold(text).strip(" .")
            if number.isdigit():
                self.standing = Standing(level=self.standing.level, standard=int(number))
            else:
                self.standing = Standing(level=self.standing.level, standard_title=text.replace("\n", " "))

    def _notes_on(self, code: Code, label: str, row: Row) -> Iterator[Note]:
        place = self._place(row, "criterion")
        if code.several:
            text = f"Ô này nêu nhiều tiêu chí; đã xếp dòng vào tiêu chí {code.criterion}. Nếu cần, hãy tách thành nhiều dòng."
            yield Note(code="several-criteria", text=text, quote=label, place=place)
        if code.inferred:
            text = f"Mã tiêu chí viết thiếu tiêu chuẩn; đã đọc là {code.criterion} theo tiêu chuẩn đứng trên."
            yield Note(code="inferred-criterion", text=text, quote=label, place=place)

    # Continuations

    def _continues(self, line: Line) -> bool:
        """Whether a row without a name is the rest of the line above, and not a line of its own."""
        if not self.records:
            return False
        if line.row.cut:
            return True
        last, home = self.records[-1], self.criterion_leaf
        if self.headed and last.standing != self.standing:
            return False
        if line.above:
            return False
        if home is not None and line.texts[home]:
            return self.fresh and is_cut(last.texts.get("criterion", ""), line.texts[home])
        if home is not None and last.is_bare:
            return True
        by = self._best_shift(line)
        cut = any(is_cut(last.texts.get(slot, ""), text) for slot, text in self._placed(line, by))
        if cut:
            return True
        if any(_is_count(line.texts[i]) for i, slot in enumerate(self.slots) if slot == "number" and line.texts[i]):
            return False
        whole = self._is_whole(line)
        return not whole if not self.fresh or home is None else not (whole and self._fills_all(line, last))

    def _is_whole(self, line: Line) -> bool:
        """Whether the row says by itself what is to be done."""
        return any(text for slot, text in zip(self.slots, line.texts, strict=True) if slot in MAIN)

    def _fills_all(self, line: Line, last: Record) -> bool:
        """Whether a row at the top of a page fills every column the line above it fills, so is one of its own."""
        ours = {slot for slot, text in zip(self.slots, line.texts, strict=True) if text} - {"number", "criterion"}
        theirs = {slot for slot, text in last.texts.items() if text} - {"number", "criterion"}
        return len(ours) > 1 and theirs <= ours

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
            if slot == "number" and _is_count(text):
                continue
            last.texts[slot] = joined(last.texts.get(slot, ""), text)
            if slot == "criterion":
                last.standing = self.standing = replace(last.standing, label=joined(last.standing.label, text))
        last.source = replace(last.source, rows=(*last.source.rows, line.row.number))
        self.fresh = False

    def _place(self, row: Row, slot: str = "") -> Place:
        number = self.table.number
        column = self.columns.get(slot)
        return Place(page=row.page, table=number, row=row.number, column=column, sheet=self.table.sheet)


def remark_on_level(text: str, place: Place) -> list[Note]:
    """A note on words beside a level's name, which the paper has no place for ("MỨC 2 (các tiêu chí chưa đạt)")."""
    if level_of(text) is None or len(text) <= LONGEST_LEVEL:
        return []
    words = "Bên cạnh tên mức còn có chữ; văn bản chỉ giữ số của mức."
    return [Note(code="level-remark", text=words, quote=text, place=place)]


def _is_count(text: str) -> bool:
    """Whether a text is only a running number, as in the column TT."""
    short = text.strip(" .()")
    return len(short) <= 4 and (short.isdigit() or short.lower() in ("i", "ii", "iii", "iv", "v", "vi"))
