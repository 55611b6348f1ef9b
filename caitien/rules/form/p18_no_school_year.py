"""Năm học viết sai.

Vì sao: Một năm học gồm hai năm liền nhau; viết lệch thì không biết văn bản nói về năm nào.
Sai: năm học 2023–2025; năm học 2024-2023
Đúng: năm học 2023–2024; các năm học 2023–2025 nếu nói về nhiều năm
Sửa: Viết lại hai năm liền nhau; nhiều năm thì ghi “các năm học” hoặc “giai đoạn”.
Nguồn: Luật Giáo dục 2019 về năm học; cách viết là kinh nghiệm.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.times.school_calendar import years_in
from caitien.rules.context import Hit, RuleContext
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE

_YEARS: Final = re.compile(
    r"(?P<many>\b(?:các|những|mấy|nhiều|hai|ba|bốn|năm|giai đoạn|\d) )?(?:\bnăm học|\bnh:?) "
    r"(?P<first>(?:19|20)\d\d) ?[-–—/] ?(?P<last>(?:19|20)\d\d|\d\d)(?![\d/])"
)
_CENTURY: Final = 100


def find(context: RuleContext) -> Iterator[Hit]:
    """Each school year that is not two years in a row, once a text; the paper's own too."""
    years = years_in(context.paper.school_year)
    if years and years[1] != years[0] + 1:
        yield _hit("school_year", context.paper.school_year)
    for words, paths in context.in_figures(_none):
        yield from (_hit(path, words) for path in paths)


def _none(small: str) -> Iterable[str]:
    if "học" not in small and "nh" not in small:
        return ()
    return dict.fromkeys(found[0] for found in _YEARS.finditer(small) if _is_none(found))


def _is_none(found: re.Match[str]) -> bool:
    """Whether the second year does not follow the first; of several school years it may be any later one."""
    first, last = int(found["first"]), int(found["last"])
    if last < _CENTURY:
        last += first // _CENTURY * _CENTURY
    return last <= first or (last != first + 1 and not found["many"])


def _hit(path: str, words: str) -> Hit:
    mend = "Viết hai năm liền nhau; nhiều năm thì ghi “các năm học”."
    return Hit(path, f"“{words}” không phải là một năm học.", mend, words=words)
