"""The words of a school that has had an external evaluation (sau đánh giá ngoài): in subject and headings.

The forms of the 2018 standards say "sau đánh giá ngoài" of every plan and report. A school without such an evaluation
must not print it, so the forms of :mod:`caitien.domain.official_forms.forms` leave it out, and it is put in only by
this function.
"""

from dataclasses import replace

from caitien.domain.official_forms.forms import AFTER_EVALUATION, FORMS, FormSpec, Part
from caitien.domain.official_forms.standing import default_subject
from caitien.domain.paper import Form, Paper, Section


def after_evaluation(paper: Paper) -> Paper:
    """The paper in the words of such a school; its own subject and headings stay. Biểu 2 says nothing of it."""
    spec = FORMS[paper.form]
    if paper.form is Form.TT57 or not paper.is_of_improvement:
        return paper
    report = replace(paper.report, subject=paper.report.subject or _subject(paper))
    return replace(paper, report=report, sections=_headed(paper.sections, spec))


def _subject(paper: Paper) -> str:
    about, *of = default_subject(paper, paper.form).split("\n")
    return "\n".join([about + AFTER_EVALUATION, *of])


def _headed(sections: tuple[Section, ...], spec: FormSpec) -> tuple[Section, ...]:
    """The sections under the form's other headings; as they are where the paper keeps an outline of its own."""
    if any(each.heading and not spec.keeps_outline(each.part, each.heading) for each in sections):
        return sections
    named = {part.numeral: part for part in spec.parts if part.evaluated}
    found = [_under(each, named.get(each.part)) for each in sections]
    given = {each.part for each in found}
    for part in named.values():
        if part.numeral not in given:
            found.insert(
                _place(found, spec, part), Section(before=part.before, part=part.numeral, heading=part.evaluated)
            )
    return tuple(found)


def _under(section: Section, part: Part | None) -> Section:
    return replace(section, heading=part.evaluated) if part and not section.heading else section


def _place(sections: list[Section], spec: FormSpec, part: Part) -> int:
    """Before the first section of a part that comes later, or of a later place in the paper."""
    order = [each.numeral for each in spec.parts]
    later = order[order.index(part.numeral) + 1 :]
    return next(
        (n for n, each in enumerate(sections) if each.part in later or each.before != part.before), len(sections)
    )
