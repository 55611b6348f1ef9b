"""What a table shows (dấu hiệu của một bảng): its fields, its foreign headings, what its first rows hold."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, TypeVar

from caitien.documents.blocks import Row
from caitien.documents.understanding.accents import Words
from caitien.documents.understanding.marks import code_of, is_figure, standard_of
from caitien.documents.understanding.tables.grid import Layout, Line, is_numbering, lay, plain
from caitien.documents.understanding.tables.labels import OUTCOME_COLUMNS, Family, said_heading
from caitien.documents.understanding.tables.wordings_foreign import FOREIGN
from caitien.domain.standards import all_sets
from caitien.domain.states import says_something
from caitien.domain.texts.folding import fold

SAMPLE: Final = 60  # body rows that are looked at
SHORTEST_ANSWER: Final = 12  # letters; what stands in a state's column and is shorter is a tick or a verdict
_HOUR: Final = re.compile(r"\b\d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}")
_OF_IMPROVEMENT: Final = Words(
    (
        r"cải tiến",
        r"kế hoạch (được|đã)( được)? (xây dựng|điều chỉnh)",
        r"kế hoạch đầu năm",
        r"so với (hiện trạng|kế hoạch)",
    )
)
_VERDICTS: Final = frozenset(("đạt", "chưa đạt", "không đạt"))
_READ_AS_OURS: Final = frozenset(("kết quả tự đánh giá", "danh mục minh chứng"))  # where they fit a field of ours
T = TypeVar("T")
MAIN: Final = {
    Family.PLAN: ("work", "target", "topic"),
    Family.RESULTS: ("planned",),
    Family.PROBLEMS: ("limitation", "baseline", "cause"),
    Family.REVIEWS: ("content", "result"),
}


class Signs:
    """What one table shows, by its columns and its first rows."""

    def __init__(self, layout: Layout, body: Sequence[Row]) -> None:
        self.layout = layout
        self.fields = frozenset(layout.reading.fields) - {"", "number", "note", "level"}
        self.headings = " / ".join(said_heading(leaf.heading.full) for leaf in layout.leaves)
        rows = [row for row in body[:SAMPLE] if not is_numbering(row)]
        self.lines = [lay(row, layout) for row in rows]
        self.names = any(_names_criterion(line, layout) for line in self.lines)
        self.grouped = any(standard_of(plain(cell.text)) is not None for row in rows for cell in row.cells if cell.text)

    @property
    def by_criterion(self) -> bool:
        """Whether there is a column for the criterion or standard."""
        return bool(self.fields & {"criterion", "standard"})

    @property
    def states(self) -> int:
        """How many of the three columns of states it has."""
        return len(self.fields & OUTCOME_COLUMNS)

    @property
    def plain_states(self) -> int:
        """How many of them speak of work done, and do not only judge: "Đạt", "Chưa đạt" are anybody's."""
        leaves = zip(self.layout.leaves, self.layout.reading.fields, strict=True)
        said = [said_heading(leaf.heading.text) for leaf, name in leaves if name in OUTCOME_COLUMNS]
        return sum(words not in _VERDICTS for words in said)

    @property
    def of_improvement(self) -> bool:
        """Whether a heading speaks of improvement, or of the plan that is reported on."""
        return bool(_OF_IMPROVEMENT.search(self.headings))

    @property
    def foreign(self) -> list[tuple[str, str]]:
        """The headings of tables that are none of ours, each with what it is of."""
        leaves = zip(self.layout.leaves, self.layout.reading.fields, strict=True)
        found = ((leaf.heading.text, _foreign(leaf.heading.text, name)) for leaf, name in leaves)
        return [(heading, matter) for heading, matter in found if matter]

    def texts(self, *names: str) -> list[str]:
        """What stands under some fields, in rows that are no merged band."""
        leaves = [i for i, name in enumerate(self.layout.reading.fields) if name in names]
        return [line.texts[i] for line in self.lines if line.widest <= 1 for i in leaves if line.texts[i]]

    @property
    def holds_figures(self) -> bool:
        """Whether words are due where mostly figures stand."""
        return _mostly(self.texts(*MAIN[self.layout.family]), is_figure)

    @property
    def counts_states(self) -> bool:
        """Whether the columns of states hold numbers: so many of this, so many of that."""
        return _mostly(self.texts(*OUTCOME_COLUMNS), lambda text: text.strip(" .").isdigit())

    @property
    def grades(self) -> bool:
        """Whether the columns of states hold verdicts of an assessment: "Không đạt", or ticks in several at once."""
        texts = self.texts(*OUTCOME_COLUMNS)
        return any(fold(text).startswith("khong dat") and len(text) < SHORTEST_ANSWER for text in texts) or _mostly(
            self.lines, self._is_ticked_twice
        )

    def _is_ticked_twice(self, line: Line) -> bool:
        fields = self.layout.reading.fields
        said = [
            text
            for name, text in zip(fields, line.texts, strict=True)
            if name in OUTCOME_COLUMNS and says_something(text)
        ]
        return len(said) > 1 and all(len(text) < SHORTEST_ANSWER for text in said)

    @property
    def tells_hours(self) -> bool:
        """Whether its times are hours of a day."""
        return _mostly(self.texts("time", "moment"), lambda text: _HOUR.search(text) is not None)


def _mostly(things: Sequence[T], is_so: Callable[[T], bool]) -> bool:
    return sum(map(is_so, things)) * 2 > len(things)


def _foreign(heading: str, field: str) -> str:
    """What kind of other table a heading is of, or ""."""
    said = said_heading(heading)
    matter = next((matter for matter, words in FOREIGN if words.search(said)), "") if said else ""
    return "" if field and matter in _READ_AS_OURS else matter


def _names_criterion(line: Line, layout: Layout) -> bool:
    """Whether a row names a criterion of a known set where one may be named."""
    columns = [layout.column(name) for name in ("number", "criterion", "topic")]
    texts = [line.texts[i] for i in columns if i is not None]
    texts += [line.texts[i] for i in line.filled] if len(line.filled) < 3 else []
    codes = [code.criterion for text in texts if (code := code_of(text)) is not None]
    return any(code in known_codes() for code in codes)


@cache
def known_codes() -> frozenset[str]:
    """The criteria of every set of standards."""
    return frozenset(criterion.code for entry in all_sets() for criterion in entry.criteria)
