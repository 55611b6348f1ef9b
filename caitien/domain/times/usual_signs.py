"""Times in the signs the patterns know (chữ viết thời gian): dashes, arrows, months in words, short years, quarters.

Works on folded text, one pattern after the other; each costs a scan and most texts none, for they hold no such sign.
"""

import re
from functools import partial
from typing import Final

from caitien.domain.times.points import Terms

_STROKES: Final = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-"),
    **dict.fromkeys(map(ord, "→⇒⟶⟹➔➙➛➜➝➞➡➤►▶»↔⟷⇔⟺>=÷~…"), " - "),
}
_MANY_STROKES: Final = re.compile(r"-(?: {0,2}-)+")
_TIGHT: Final = re.compile(r"(?<=/20\d\d)-(?=\d)|(?<=\d)-(?=20\d\d[-/.]\d)")  # between two times, not in one
_INTERVAL: Final = re.compile(r"(?<=\d-\d\d)/(?=20\d\d-\d)")  # of ISO 8601: "2026-10-15/2026-11-20"
_MONTHS: Final = {
    **{"gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9},
    **{"muoi mot": 11, "muoi hai": 12, "chap": 12, "muoi": 10},
}
_IN_WORDS: Final = re.compile(  # but "tháng hai lần", "tháng … năm 2026", "tháng năm học"
    rf"\b(?<=thang )(?P<word>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b(?! ?(?:lan|buoi|ngay|hoc|\d+ lan))"
    r"(?!(?<=nam) 20\d\d)"
)
_QUARTER: Final = re.compile(r"\bqui(?= ?(?:i|[1-4]))|\bq(?= ?(?:i{1,3}|iv|[1-4])\b)")
_DOTTED: Final = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])(?:\.| ?\()(20\d\d)(?![\d.])\)?")
_SHORT_YEAR: Final = re.compile(
    r"(?<![\d/.])((?:\d{1,2}/)?(?:1[0-2]|0?[1-9])/)(\d\d)(?![\d/.])"
    r"|(?<![\d/.-])(\d{1,2}-(?:1[0-2]|0?[1-9])-)(\d\d)(?![\d/.-])"
)


def in_usual_signs(folded: str, terms: Terms) -> str:
    """A folded text with plain strokes, apart between two times, months by number and years in four figures."""
    if not folded.isascii() or any(stroke in folded for stroke in ">=~"):
        folded = " ".join(_MANY_STROKES.sub("-", folded.translate(_STROKES)).split())
    folded = _INTERVAL.sub(" - ", folded)
    folded = _IN_WORDS.sub(lambda found: str(_MONTHS[found["word"]]), folded)
    folded = _DOTTED.sub(r"\1/\2", _QUARTER.sub("quy ", folded))
    folded = _SHORT_YEAR.sub(partial(_whole_year, terms=terms), folded)
    return " ".join(_TIGHT.sub(" - ", folded).split())


def _whole_year(found: re.Match[str], terms: Terms) -> str:
    """ "15/10/26", "9/26" in a school year that has 2026; any other figure may be a day, and stays."""
    before, short = found[1] or found[3], int(found[2] or found[4])
    years = {year % 100: year for year in (terms.first_day.year, terms.last_day.year)}
    is_day = before.count("/") == 1 and short <= 12
    return f"{before}{years[short]}" if short in years and not is_day else found[0]
