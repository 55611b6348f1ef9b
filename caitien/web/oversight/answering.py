"""What a school answers to the questions of a round (trả lời câu hỏi thêm): words, and files held to the gate."""

from django.http import HttpRequest

from caitien.domain.refused import Refused
from caitien.oversight.models import Round
from caitien.oversight.questions import FILE, AnswerGiven, questions_of
from caitien.web.requests.sent_files import fitting_in_turn

Given = tuple[list[str], dict[int, AnswerGiven]]


def answers_in(request: HttpRequest, round_: Round, person: int) -> Given | Refused:
    """The answers as they were sent, in the order of the questions, that of a file its name; or why a file cannot be
    kept. A child looks at each file, when the turn of this ``person``, by their key, comes."""
    answers, files = request.POST.getlist("answer"), {}
    for turn, question in enumerate(questions_of(round_.questions)):
        if question.kind != FILE or turn >= len(answers):
            continue
        sent, answers[turn] = request.FILES.get(f"tep-{turn}"), ""
        if sent is None:
            continue
        fit = fitting_in_turn(person, sent.name or "", sent.read())
        if isinstance(fit, Refused):
            return Refused(f"Câu “{question.words}”: {fit.reason}")
        files[turn] = AnswerGiven(fit.name, fit.kind, fit.data)
        answers[turn] = fit.name
    return answers, files
