"""A round's own questions (câu hỏi thêm): at most ten, each a number, a choice, words or a file; and their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from caitien.domain.refused import Refused
from caitien.domain.texts.figures import read_figure
from caitien.domain.texts.folding import clean, one_line

MOST: Final = 10
MOST_CHOICES: Final = 12
LONGEST: Final = 200
LONGEST_ANSWER: Final = 1_000
NUMBER, CHOICE, TEXT, FILE = "number", "choice", "text", "file"
_MARKS: Final = {"số": NUMBER, "chọn": CHOICE, "chữ": TEXT, "tệp": FILE}
_SAID: Final = {NUMBER: "(số)", FILE: "(tệp)", TEXT: ""}
HOW: Final = (
    "Mỗi dòng một câu, tối đa mười câu. Thêm “(số)” ở cuối nếu trả lời bằng số, “(tệp)” nếu trả lời bằng một tệp hay"
    " ảnh, hoặc “(chọn: có / không)” nếu chọn một trong các mục."
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question (một câu hỏi): its words, its kind, and the choices of a choice."""

    words: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"words": self.words, "kind": self.kind, "choices": list(self.choices)}

    def as_typed(self) -> str:
        """As a person types it."""
        if self.kind == CHOICE:
            return f"{self.words} (chọn: {' / '.join(self.choices)})"
        return f"{self.words} {_SAID[self.kind]}".rstrip()


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """A file given as an answer (tệp trả lời): bytes that may be kept, and what they are."""

    name: str
    kind: str
    data: bytes


def questions_of(kept: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions of a round as values (câu hỏi đã giữ)."""
    return [Question(each["words"], each["kind"], tuple(each["choices"])) for each in kept]


def read_questions(typed: str) -> list[Question] | Refused:
    """The questions a person typed, a line each (đọc câu hỏi); or what is wrong with them."""
    lines = [words for line in typed.split("\n") if (words := one_line(line))]
    if len(lines) > MOST:
        return Refused(f"Có {len(lines)} câu hỏi; mỗi đợt chỉ hỏi thêm tối đa {MOST} câu.")
    found = [_question(line) for line in lines]
    long = next((each for each in found if len(each.words) > LONGEST), None)
    if long:
        return Refused(f"Câu “{long.words[:40]}…” dài quá {LONGEST} chữ cái.")
    few = next((each for each in found if each.kind == CHOICE and not 2 <= len(each.choices) <= MOST_CHOICES), None)
    return Refused(f"Câu “{few.words}” cần từ 2 đến {MOST_CHOICES} mục để chọn.") if few else found


def _question(line: str) -> Question:
    head, bracket, mark = line.rstrip(")").rpartition("(")
    kind, _, choices = mark.partition(":")
    if not bracket or not line.endswith(")") or kind.strip().lower() not in _MARKS:
        return Question(line)
    parts = tuple(dict.fromkeys(each for part in choices.split("/") if (each := part.strip())))
    return Question(head.strip(), _MARKS[kind.strip().lower()], parts)


def read_answers(questions: Sequence[Question], given: Sequence[str]) -> list[str] | Refused:
    """What a school answered, in the order of the questions (trả lời); or which of them is not answered."""
    if len(given) != len(questions):
        return Refused("Câu hỏi của đợt vừa thay đổi. Xin tải lại trang rồi trả lời.")
    answers = [clean(each) for each in given]
    for question, answer in zip(questions, answers, strict=True):
        if fault := _fault(question, answer):
            return Refused(fault)
    return answers


def _fault(question: Question, answer: str) -> str:
    if not answer:
        asked = "gửi tệp cho" if question.kind == FILE else "trả lời"
        return f"Xin {asked} câu “{question.words}”."
    if len(answer) > LONGEST_ANSWER:
        return f"Câu trả lời cho “{question.words}” dài quá {LONGEST_ANSWER} chữ cái."
    if question.kind == NUMBER and read_figure(answer) is None:
        return f"Câu “{question.words}” cần một số, như 1.234,5."
    if question.kind == CHOICE and answer not in question.choices:
        return f"Xin chọn một mục cho câu “{question.words}”."
    return ""
