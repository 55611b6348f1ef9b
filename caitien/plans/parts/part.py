"""What is printed of a plan beside its lines (phần ngoài bảng kế hoạch): its head, the problems and reviews of Biểu 2,
and the prose of its parts. Each has a name that stays, and texts by field."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.official_forms.forms import FORMS, criterion_line, standard_line
from caitien.domain.paper import Form, Section
from caitien.domain.papers.cells import LISTS
from caitien.domain.papers.sections import keys_of_sections, section_words, with_section
from caitien.plans.models import Goal, Plan, ReviewLine
from caitien.plans.parts.subject import criterion_values, standard_values

HEAD: Final = "report"
PROBLEM: Final = "problems"
REVIEW: Final = "reviews"
SECTION: Final = "sections"
FIELDS_OF: Final[Mapping[str, tuple[str, ...]]] = {  # kind of part → its texts, as its columns stand on paper
    HEAD: (
        "upper_body",
        "place",
        "subject",
        "recipients",
        "signer_title",
        "signer",
    ),  # number and date: plans.life.head
    PROBLEM: ("standard", "criterion", "baseline", "limitation", "cause"),
    REVIEW: ("moment", "content", "result", "adjustment", "reviewer"),
    SECTION: ("paragraphs",),
}
RECORDED: Final = ("result", "adjustment", "reviewer")  # of a review: what came of it, told through the year
CELL_OF: Final[Mapping[str, str]] = {"standard_title": "standard", "label": "criterion"}  # shown within another's cell
_COMPOSED: Final = {"standard": standard_values, "criterion": criterion_values}
_SLUGS: Final = {HEAD: "the-thuc", PROBLEM: "van-de", REVIEW: "theo-doi", SECTION: "phan"}
_NAMED: Final = re.compile(r"(?P<row>van-de|theo-doi)-(?P<key>[0-9]{1,15})|phan-(?P<part>[IVX]{1,5}|[0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One part (một phần): the head; a problem or review, told by its row; the prose of a part, by the key of its
    section (:mod:`caitien.domain.papers.sections`)."""

    plan: Plan
    kind: str
    row: Goal | ReviewLine | None = None
    section: str = ""

    @property
    def place(self) -> str:
        """Its name in the database; a problem or review is told by its row."""
        return f"{SECTION}.{self.section}" if self.kind == SECTION else self.kind

    @property
    def slug(self) -> str:
        """Its name in addresses: "the-thuc", "van-de-17", "theo-doi-3", "phan-VII"; "phan-0" of no numeral."""
        return slug_of(self.kind, self.row.pk if self.row else self.section)

    @property
    def name(self) -> str:
        """What people call it."""
        if isinstance(self.row, Goal):
            title = standard_line(self.row.standard, self.row.standard_title) or self.row.limitation
            return f"Vấn đề: {title}" if title else "Vấn đề"
        if isinstance(self.row, ReviewLine):
            return f"Theo dõi, đánh giá: {self.row.moment}" if self.row.moment else "Theo dõi, đánh giá"
        return self.heading or FIELD_NAMES["paragraphs"] if self.kind == SECTION else "Thể thức"

    @property
    def heading(self) -> str:
        """The heading of its prose as printed: the form's for a part of the form, else the school's own."""
        form = Form(self.plan.form)
        own, known = "", FORMS[form].part(self.section)
        sections = sections_of(self.plan)
        index = keys_of_sections(sections).get(self.section)
        if index is not None and not (known and FORMS[form].own_headings):
            own = sections[index].heading
        return known.line(own) if known else own

    @property
    def fields(self) -> tuple[str, ...]:
        """Its texts, in the order of the paper; columns of the school's own ("extra.<heading>") at the end."""
        own = self.row.extra if self.row else ()
        return (*FIELDS_OF[self.kind], *(f"extra.{heading}" for heading in own))

    @property
    def planned_fields(self) -> tuple[str, ...]:
        """Those an approved plan changes by adjustment: all but what comes of a review through the year."""
        return tuple(name for name in FIELDS_OF[self.kind] if name not in RECORDED)

    def text(self, field: str) -> str:
        """What it says in a field (chữ đang có hiệu lực), a list one entry a line. No query."""
        if self.kind == SECTION:
            return section_words(sections_of(self.plan), self.section)
        if self.row is None:
            value = self.plan.letterhead.get(field, "")
            return "\n".join(value) if isinstance(value, list | tuple) else str(value or "")
        if isinstance(self.row, Goal) and field in _COMPOSED:
            goal = self.row
            said = {"standard": standard_line(goal.standard, goal.standard_title)}
            return said.get(field, criterion_line(goal.criterion, goal.label))
        return _of_row(self.row, field)

    def written(self, field: str, text: str) -> dict[str, Any]:
        """What the row, or the plan, says once the part says this (chữ sẽ ghi): column → value. One query at most, for
        the title of a standard."""
        if self.kind == SECTION:
            sections = with_section(sections_of(self.plan), Form(self.plan.form), self.section, text)
            return {"sections": msgspec.to_builtins(sections)}
        if self.row is None:
            value = [line for line in text.split("\n") if line] if field in LISTS else text
            return {"letterhead": {**self.plan.letterhead, field: value}}
        _, extra, heading = field.partition("extra.")
        if extra:
            return {"extra": {**self.row.extra, heading: text}}
        if isinstance(self.row, Goal) and field in _COMPOSED:
            return _COMPOSED[field](self.plan, self.row, text)
        return {field: text}

    def write(self, field: str, text: str) -> tuple[str, ...]:
        """Let it say this (ghi chữ), for verbs only: which columns were given a value; nothing is saved."""
        values = self.written(field, text)
        for name, value in values.items():
            setattr(self.row or self.plan, name, value)
        return tuple(values)

    def path(self, field: str) -> str:
        """The field as the audit trail is told of it."""
        return f"{self.place}.{field}"


def _of_row(row: Goal | ReviewLine, field: str) -> str:
    _, extra, heading = field.partition("extra.")
    return str(row.extra.get(heading, "") if extra else getattr(row, field))


def sections_of(plan: Plan) -> tuple[Section, ...]:
    """The prose of a plan (phần lời). No query."""
    return msgspec.convert(plan.sections, tuple[Section, ...])


def slug_of(kind: str, key: int | str = "") -> str:
    """The name of a part in addresses, by the key of its row or section."""
    return _SLUGS[kind] if kind == HEAD else f"{_SLUGS[kind]}-{str(key).removeprefix('#')}"


def parts_named(plan: Plan, slugs: Iterable[str], *, removed: bool = False) -> dict[str, PlanPart]:
    """The parts of those names in addresses (các phần), by name; those there are, or, of problems and reviews, those
    taken out. Two queries at most."""
    found = {slug: match for slug in slugs if (match := _NAMED.fullmatch(slug))}
    keys = {kind: [int(m["key"]) for m in found.values() if m["row"] == _SLUGS[kind]] for kind in (PROBLEM, REVIEW)}
    which = {"removed_at__isnull": not removed}
    rows: list[PlanPart] = [PlanPart(plan, HEAD)]
    if keys[PROBLEM]:
        goals = Goal.with_removed.filter(plan=plan, kind=Goal.Kind.PROBLEM, pk__in=keys[PROBLEM], **which)
        rows += [PlanPart(plan, PROBLEM, goal) for goal in goals]
    if keys[REVIEW]:
        lines = ReviewLine.with_removed.filter(plan=plan, pk__in=keys[REVIEW], **which)
        rows += [PlanPart(plan, REVIEW, line) for line in lines]
    rows += sections_parts(plan)
    return {part.slug: part for part in rows if part.slug in found or part.slug == _SLUGS[HEAD]}


def part_named(plan: Plan, slug: str) -> PlanPart | None:
    """The part of that name in addresses, or None. One query for a problem or review."""
    return parts_named(plan, [slug]).get(slug)


def part_at(plan: Plan, place: str, row: Goal | ReviewLine | None) -> PlanPart | None:
    """The part a proposal is about (phần được đề nghị sửa); None where it is gone. No query."""
    kind, _, section = place.partition(".")
    if kind in {PROBLEM, REVIEW}:
        return PlanPart(plan, kind, row) if row and row.removed_at is None else None
    if kind == SECTION:
        there = {part.section: part for part in sections_parts(plan)}
        return there.get(section)
    return PlanPart(plan, HEAD) if kind == HEAD else None


def row_of(part: PlanPart) -> dict[str, Goal | ReviewLine | None]:
    """The columns of an adjustment that tell the row of a part (dòng của phần)."""
    row = part.row
    return {"goal": row if isinstance(row, Goal) else None, "review": row if isinstance(row, ReviewLine) else None}


def sections_parts(plan: Plan) -> list[PlanPart]:
    """The prose of every part of the plan's form, written or not, and what else the school wrote (phần lời), in the
    order of the paper. No query."""
    numerals = [part.numeral for part in FORMS[Form(plan.form)].parts]
    others = [key for key in keys_of_sections(sections_of(plan)) if key not in numerals]
    return [PlanPart(plan, SECTION, section=key) for key in (*numerals, *others)]


def parts_of(plan: Plan) -> list[PlanPart]:
    """Every part, in the order of the paper (các phần). Two queries."""
    problems = plan.goals.filter(kind=Goal.Kind.PROBLEM).order_by("position")
    reviews = plan.review_lines.order_by("position")
    return [
        PlanPart(plan, HEAD),
        *(PlanPart(plan, PROBLEM, goal) for goal in problems),
        *(PlanPart(plan, REVIEW, line) for line in reviews),
        *sections_parts(plan),
    ]
