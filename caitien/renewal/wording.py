"""First words for Biểu 2 (chữ soạn sẵn), put together from what is known; what is not known stays blank.

The rules are those a person would follow by hand, and say so beside the words:

- nội dung cải tiến: the line's own, else the first sentence of its work, else of its target;
- đánh giá hiện trạng: how the line stood last year and what its column said, then what the external team recommended;
- điểm hạn chế: the line's own, else the weaknesses it answers, else that of last year's problem of its criterion;
- nguyên nhân: the line's own, else that of last year's problem, else the reasons people gave during the year; never
  what its column says came of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from caitien.domain.tasks.actions import paragraphs, sentences
from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState
from caitien.domain.times.school_calendar import say_year

LONG_TOPIC: Final = 150  # letters; a longer first sentence goes to its first comma or semicolon
_LEAST: Final = 20
_PAUSE: Final = re.compile(r"[,;:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the problem of a line is drafted from (điều đã biết)."""

    year: str  # "2025-2026"
    state: WorkState = WorkState.UNSTATED
    told: str = ""
    reasons: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()  # of the reasons those that people gave as such
    recommendations: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    own: Mapping[str, str] | None = None  # baseline, limitation, cause on the line itself
    before: Mapping[str, str] | None = None  # those of last year's problem of its criterion


def topic_of(topic: str, work: str, target: str) -> str:
    """What the improvement is called (nội dung cải tiến). No word is cut in two, none is added."""
    return topic or _first_sentence(work) or _first_sentence(target)


def _first_sentence(text: str) -> str:
    first = next((each for line in paragraphs(text) for each in sentences(line)), "").rstrip(" .;,:")
    pause = next((found for found in _PAUSE.finditer(first) if found.start() >= _LEAST), None)
    return first[: pause.start()].rstrip() if len(first) > LONG_TOPIC and pause else first


def problem_of(case: Case) -> dict[str, str]:
    """A problem's three texts (hiện trạng, hạn chế, nguyên nhân); each "" where nothing is known."""
    own, before = case.own or {}, case.before or {}
    return {
        "baseline": own.get("baseline") or _baseline(case),
        "limitation": own.get("limitation") or _lines(case.weaknesses) or before.get("limitation", ""),
        "cause": own.get("cause") or before.get("cause") or _lines(case.causes),
    }


def _baseline(case: Case) -> str:
    year = say_year(case.year)
    stood = f"Năm học {year}: {WORK_STATE_NAMES[case.state]}." if case.state is not WorkState.UNSTATED else ""
    told = case.told if case.told not in case.reasons else ""
    asked = (f"Đoàn đánh giá ngoài khuyến nghị: {text}" for text in case.recommendations)
    return _lines([stood, told, *asked])


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))
