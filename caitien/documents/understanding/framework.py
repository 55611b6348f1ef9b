"""Which set of standards a paper is written under (bộ tiêu chuẩn), told from its codes, titles, year and citations."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from caitien.domain.paper import Form
from caitien.domain.standards import StandardSet, all_sets
from caitien.domain.texts.folding import fold

_CITED: Final = re.compile(
    r"\b(17|18|19)\s*/\s*2018\s*/\s*TT|\b(22)\s*/\s*2024\s*/\s*TT|\b(57)\s*/\s*2026\s*/\s*TT", re.I
)
_BIEU_1: Final = re.compile(r"\bbieu( mau)?( so)? 0?1\b(?![./]\d)")
_WORD: Final = re.compile(r"\w+")
TITLE_SHARE: Final = 0.8  # of a text's words that stand in the title
_AMENDED: Final = "tt22-2024"
_TT57_FROM: Final = 2026  # its first school year begins


def tell_framework(
    *,
    form: Form,
    school_type: str,
    school_year: str,
    codes: Collection[str],
    titles: Mapping[int, str],
    prose: str,
) -> str:
    """The id of the set that fits best, or "" where nothing tells or two fit alike.

    ``codes``: criteria named in the paper; ``titles``: number of a standard → its title as printed. A set that lacks
    one of the codes is out; titles weigh most, then the type of school, a citation, and being in force that year.
    """
    cited = _cited_in(prose)
    scores = {
        entry.id: _score(entry, form, school_type, school_year, cited)
        + _title_score(entry, titles)
        - _strange(entry, codes)
        for entry in all_sets()
        if _can_be(entry, form, codes, cited)
    }
    if not scores or not (codes or cited or form is Form.TT57):
        return ""
    best = max(scores.values())
    winners = sorted(name for name, score in scores.items() if score == best)
    return winners[0] if best > 0 and len(winners) == 1 else ""


def may_be_tt57(*, school_year: str, codes: Collection[str], prose: str) -> bool:
    """Whether a paper can be written under Thông tư 57/2026 (from 7/7/2026): by what it cites, its year, its codes."""
    cited = _cited_in(prose)
    if cited:
        return "57" in cited
    in_time = not school_year or int(school_year[:4]) >= _TT57_FROM
    return in_time and any(_can_be(entry, Form.TT57, codes, cited) for entry in all_sets())


def cites_tt57(texts: Iterable[str]) -> bool:
    """Whether some texts cite Thông tư 57/2026 or its Biểu 1."""
    return any("57" in _cited_in(text) or _BIEU_1.search(fold(text)) for text in texts)


def _cited_in(prose: str) -> set[str]:
    """The circulars on standards that some prose cites, by their number."""
    return {next(filter(None, found)) for found in _CITED.findall(prose)}


def _can_be(entry: StandardSet, form: Form, codes: Collection[str], cited: Collection[str]) -> bool:
    if form is Form.TT57 and not entry.id.startswith("tt57"):
        return False
    if entry.id.endswith(_AMENDED) and "22" not in cited:  # told by its citation only: its codes are the old ones
        return False
    return _strange(entry, codes) * 10 <= len(codes)  # a slip of the pen does not change the set


def _strange(entry: StandardSet, codes: Collection[str]) -> int:
    """How many of the paper's codes the set does not have."""
    return len(set(codes) - {criterion.code for criterion in entry.criteria})


def _score(entry: StandardSet, form: Form, school_type: str, school_year: str, cited: Collection[str]) -> int:
    score = 0
    if school_type:
        score += 5 if school_type in entry.school_types else -5
    if school_year:
        first, last = date(int(school_year[:4]), 9, 1), date(int(school_year[-4:]), 5, 31)
        score += 2 if entry.in_force(first) or entry.in_force(last) else -3
    circular = entry.id.removeprefix("tt").partition("-")[0]
    score += 2 * (circular in cited) + 3 * (entry.id.endswith(_AMENDED) and "22" in cited)
    return score + (form is Form.TT57)


def _title_score(entry: StandardSet, titles: Mapping[int, str]) -> int:
    theirs = {standard.code: fold(standard.title) for standard in entry.standards}
    return sum(2 if theirs.get(number) == fold(title) else -1 for number, title in titles.items() if title)


@cache
def _titles() -> Mapping[str, tuple[frozenset[str], ...]]:
    """The words of every title a criterion code has, in any set."""
    found: dict[str, list[frozenset[str]]] = {}
    for entry in all_sets():
        for criterion in entry.criteria:
            found.setdefault(criterion.code, []).append(frozenset(_WORD.findall(fold(criterion.title))))
    return {code: tuple(titles) for code, titles in found.items()}


def is_title(text: str, criterion: str) -> bool:
    """Whether a text is a criterion's title in any set of standards, whole or shortened (tên tiêu chí)."""
    words = frozenset(_WORD.findall(fold(text)))
    most = max((len(words & title) for title in _titles().get(criterion, ())), default=0)
    return len(words) > 1 and most >= TITLE_SHARE * len(words)
