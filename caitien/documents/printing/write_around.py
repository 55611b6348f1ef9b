"""What stands around the body of a paper (phần đầu, tên loại, phần ký).

All of it in an improvement paper, with blanks for the pen; in a paper of another kind only what the paper has, so that
it keeps its own name and gets none of ours.
"""

from dataclasses import replace

from caitien.domain.official_forms.forms import FORMS
from caitien.domain.official_forms.standing import default_subject
from caitien.domain.paper import Form, Letterhead, Paper
from caitien.domain.texts.folding import fold


def title_of(paper: Paper, form: Form) -> str:
    """Tên loại: the paper's, or the form's."""
    return paper.report.title or (FORMS[form].title if paper.is_of_improvement else "")


def subject_of(paper: Paper, form: Form) -> str:
    """Trích yếu: the paper's, or the form's."""
    return paper.report.subject or (default_subject(paper, form) if paper.is_of_improvement else "")


def has_letterhead(paper: Paper) -> bool:
    """Whether issuing body, number, place and date are printed."""
    report = replace(paper.report, title="", subject="", signer="", signer_title="", recipients=())
    return paper.is_of_improvement or report != Letterhead() or not _words_name_its_school(paper)


def _words_name_its_school(paper: Paper) -> bool:
    """Whether the words tell whose paper it is, or nothing does: else only a letterhead can."""
    words = (text for section in paper.sections for text in (section.heading, *section.paragraphs))
    name = fold(paper.school)
    return any(name in fold(text) for text in (paper.report.subject, *words))


def has_foot(paper: Paper) -> bool:
    """Whether Nơi nhận and signature are printed."""
    report = paper.report
    return paper.is_of_improvement or bool(report.signer or report.signer_title or report.recipients)
