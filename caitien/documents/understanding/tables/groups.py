"""What the rows of a table stand under (nhóm dòng): level, standard, criterion, as group rows and headings say."""

from dataclasses import dataclass, replace

from caitien.documents.understanding.marks import SHORT, Code, code_of, level_inside, level_of, standard_of
from caitien.domain.official_forms.forms import NO_GROUP
from caitien.domain.paper import Note, Place
from caitien.domain.texts.count import count_in
from caitien.domain.texts.folding import fold

_NO_GROUP = fold(NO_GROUP)
LONGEST_LEVEL = 16  # letters of "Tiêu chí mức 2:"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands (vị trí trong nhóm): the group names above it."""

    level: int | None = None
    standard: int | None = None
    standard_title: str = ""
    criterion: str = ""
    label: str = ""


class Groups:
    """Follows the group names through the tables of a family (theo dõi nhóm)."""

    def __init__(self) -> None:
        self.now = Standing()
        self.over = Standing()  # what the last group names say, whatever the lines below them name themselves
        self.headed = False  # the criterion stands as a heading over its lines, not in a cell of theirs

    def take_heading(self, text: str) -> bool:
        """Whether a text names a level or a standard; then the rows below stand under it."""
        level = level_of(text)
        if level is not None:
            self._stand_over(Standing(level=level))
            return True
        standard = standard_of(text)
        if standard is not None:
            self._stand_over(Standing(level=self.now.level, standard=standard[0], standard_title=standard[1]))
            self.headed = False
            return True
        return False

    def take_headings(self, text: str) -> bool:
        """Whether a cell is nothing but headings, a line each; a standard's title may stand on a line of its own. One
        of them says that the rows below it stand under no level and no standard."""
        if fold(text) == _NO_GROUP:
            self._stand_over(Standing())
            self.headed = False
            return True
        lines = text.split("\n")
        if len(text) > SHORT * 2 or not self.take_heading(lines[0]):
            return False
        return all(self.take_heading(line) or (code_of(line) is None and self.take_title(line)) for line in lines[1:])

    def take_title(self, text: str) -> bool:
        """Whether a text can be the title of the standard just named without one."""
        if self.now.standard is None or self.now.standard_title or self.now.criterion:
            return False
        self._stand_over(replace(self.now, standard_title=text.replace("\n", " ")))
        return True

    def take_criterion(self, text: str) -> bool:
        """Whether a text names a criterion as a heading over its lines."""
        code = code_of(text, self.now.standard)
        if code is None:
            return False
        self.stand_under(code, text)
        self.headed = True
        return True

    def take_name(self, text: str) -> bool:
        """Whether a line above a table names the group its rows stand under: level, standard or criterion."""
        return self.take_heading(text) or self.take_criterion(text)

    def take_standard_column(self, text: str) -> None:
        """The text of a column for the standard: its name, its number alone, or its title alone."""
        if not text or self.take_headings(text):
            return
        number = count_in(fold(text).strip(" ."))
        if number is not None:
            self._stand_over(Standing(level=self.now.level, standard=number))
        else:
            self._stand_over(Standing(level=self.now.level, standard_title=text.replace("\n", " ")))

    def take_band(self, text: str) -> bool:
        """Whether a row merged over the table names a level or a criterion for the rows below it."""
        level = level_inside(text)
        if level is None:
            return self.take_criterion(text)
        self._stand_over(Standing(level=level))
        return True

    def take_level(self, text: str) -> None:
        """The text of a column for the level: "Mức 2", "2"; other words say none."""
        level = count_in(text) if len(text) == 1 else level_of(text)
        self.now, self.over = replace(self.now, level=level), replace(self.over, level=level)

    def _stand_over(self, group: Standing) -> None:
        self.now = self.over = group

    def stand_under(self, code: Code, label: str) -> None:
        """The rows stand under a criterion; the standard's title stays only if it is that standard's."""
        same = code.standard == self.now.standard
        title = self.now.standard_title if same else ""
        self.now = Standing(self.now.level, code.standard, title, code.criterion, label)
        self.headed = False

    def stand_aside(self, label: str = "") -> None:
        """The row names no criterion, but stands in the group all the same."""
        self.now = replace(self.over, criterion="", label=label)

    def stand_alone(self) -> None:
        """The row says that it names no criterion: of those above it, it has only what the names of groups say."""
        self.now = self.over


def own_label(text: str) -> str:
    """The criterion's own words in a cell that names its level or standard as well."""
    lines = text.split("\n")
    while len(lines) > 1 and (level_of(lines[0]) is not None or standard_of(lines[0]) is not None):
        lines.pop(0)
    return "\n".join(lines)


def remark_on_level(text: str, place: Place) -> list[Note]:
    """A note on words beside a level's name, which the paper has no place for ("MỨC 2 (các tiêu chí chưa đạt)")."""
    if level_of(text) is None or len(text) <= LONGEST_LEVEL:
        return []
    words = "Bên cạnh tên mức còn có chữ; văn bản chỉ giữ số của mức."
    return [Note(code="level-remark", text=words, quote=text, place=place)]
