"""The words of a paper a person writes in their place (chỗ viết lời): sections, assessment, petitions, head and foot.

A slot is known by a key that stays while words are written: a field ("strengths", "report.signer"), or a section by its
numeral ("sections.II"), by its turn among the others where it has none ("sections.#0"). Figures in tables are no slots.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import Form, Paper, numbered_line
from caitien.domain.papers.sections import WRITTEN, keys_of_sections, section_words, with_section

HEAD: Final = ("upper_body", "place", "subject", "recipients", "signer_title", "signer")
_LINES: Final = frozenset({"report.recipients"})  # one entry a line
_OF_REPORT: Final = ("strengths", "limitations", "recommendations")
_SECTIONS: Final = "sections."


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for words (chỗ viết lời), as people call it."""

    key: str
    name: str

    @property
    def headed(self) -> bool:
        """Whether it is of the head or foot (thể thức), one line each."""
        return self.key.startswith("report.")


def slots_of(paper: Paper, form: Form) -> tuple[Slot, ...]:
    """Every slot of a paper (các chỗ viết lời), in its order: head, sections, assessment, foot."""
    head = [Slot(f"report.{name}", FIELD_NAMES[name]) for name in HEAD]
    told = [Slot(name, FIELD_NAMES[name]) for name in _OF_REPORT if form is Form.REPORT or getattr(paper, name)]
    return (*head, *sorted(_section_slots(paper, form), key=_turn(form)), *told)


def words_in(paper: Paper, key: str) -> str:
    """What a slot says (chữ ở chỗ ấy), one paragraph or entry a line; "" where it is blank."""
    if key.startswith(_SECTIONS):
        return section_words(paper.sections, key.removeprefix(_SECTIONS))
    value = getattr(paper.report, key.removeprefix("report.")) if key.startswith("report.") else getattr(paper, key)
    return value if isinstance(value, str) else "\n".join(value)


def with_words(paper: Paper, form: Form, texts: Mapping[str, str]) -> Paper:
    """The paper with other words in some slots (viết lời); a part of the form it lacks is put in its place."""
    for key, text in texts.items():
        paper = _put(paper, form, key, text)
    return paper


def slot_at(paper: Paper, path: str) -> str:
    """The key of the slot the words at a path are in ("sections.3.paragraphs.0" → "sections.II"); "" where they are in
    none."""
    if path.startswith("report."):
        return ".".join(path.split(".")[:2])
    name, _, rest = path.partition(".")
    if name == "sections":
        number = int(rest.partition(".")[0])
        return next((f"{_SECTIONS}{key}" for key, at in keys_of_sections(paper.sections).items() if at == number), "")
    return name if name in _OF_REPORT else ""


def _section_slots(paper: Paper, form: Form) -> Iterator[Slot]:
    spec = FORMS[form]
    keys = keys_of_sections(paper.sections)
    for key, index in keys.items():
        section = paper.sections[index]
        part = spec.part(section.part)
        name = numbered_line(section.part, section.heading or (part.heading if part else ""))
        yield Slot(f"{_SECTIONS}{key}", name.strip(". ") or FIELD_NAMES["paragraphs"])
    for part in spec.parts:
        if part.numeral in WRITTEN[form] and part.numeral not in keys:
            yield Slot(f"{_SECTIONS}{part.numeral}", part.line())


def _turn(form: Form) -> Callable[[Slot], int]:
    """Slots of sections in the order of the form's parts, those it does not know at the end."""
    turns = {f"{_SECTIONS}{part.numeral}": turn for turn, part in enumerate(FORMS[form].parts)}
    return lambda slot: turns.get(slot.key, len(turns))


def _put(paper: Paper, form: Form, key: str, text: str) -> Paper:
    lines = tuple(filter(None, text.split("\n")))
    if key.startswith(_SECTIONS):
        return replace(paper, sections=with_section(paper.sections, form, key.removeprefix(_SECTIONS), text))
    if key == "recommendations":
        return replace(paper, recommendations=lines)
    if key.startswith("report."):
        values: dict[str, Any] = {key.removeprefix("report."): lines if key in _LINES else text}
        return replace(paper, report=replace(paper.report, **values))
    value: dict[str, Any] = {key: text}
    return replace(paper, **value)
