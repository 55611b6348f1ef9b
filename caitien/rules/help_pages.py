"""The rules' pages in ``docs/rules`` (trang giúp đỡ của các quy tắc), made from docstrings and cases.

``python -m caitien.rules`` writes them anew; a test fails while they are stale.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from caitien.domain.finding import SEVERITY_NAMES
from caitien.domain.texts.folding import one_line
from caitien.rules.catalogue import Rule, catalogue
from caitien.rules.examples import Case, cases_of

INDEX: Final = "README.md"
_PARTS: Final = (("Vì sao", "why"), ("Sai", "wrong"), ("Đúng", "right"), ("Sửa", "mend"), ("Nguồn", "source"))
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#])")
_MADE: Final = "<!-- Viết ra từ mã nguồn bằng: python -m caitien.rules -->"


def pages(rules: Iterable[Rule] | None = None) -> Mapping[str, str]:
    """Every page by file name, the index first; of the whole catalogue unless other rules are given."""
    chosen = tuple(catalogue() if rules is None else rules)
    return {INDEX: _index(chosen), **{file_of(rule): _page_of_rule(rule) for rule in chosen}}


def file_of(rule: Rule) -> str:
    """The page's file, named as the rule's own."""
    return f"{rule.code.lower()}_{rule.name}.md"


def stale(folder: Path, made: Mapping[str, str]) -> tuple[str, ...]:
    """Names of pages that are missing in a folder, differ from what is made now, or belong to no rule."""
    held = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return tuple(sorted(name for name in {*held, *made} if held.get(name) != made.get(name)))


def write_pages(folder: Path, made: Mapping[str, str]) -> tuple[str, ...]:
    """Bring a folder up to date, pages of rules that are gone included, and give the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = stale(folder, made)
    for name in changed:
        if name in made:
            (folder / name).write_text(made[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return changed


def is_fixable(rule: Rule) -> bool:
    """Whether the rule ever mends by itself: whether one of its cases does."""
    return any(hit.fix for case in cases_of(rule).found for hit in rule.look(case.context))


# --- the index --------------------------------------------------------------------------------------------------------


def _index(rules: tuple[Rule, ...]) -> str:
    lines = [_MADE, "", "# Bộ quy tắc kiểm tra", "", f"{len(rules)} quy tắc. {_HOW}"]
    for family, members in groupby(rules, key=lambda rule: rule.family):
        lines += ["", f"## {family}", "", "| Mã | Quy tắc | Mức độ | Máy sửa được |", "|---|---|---|---|"]
        lines += map(_index_line, members)
    return "\n".join(lines) + "\n"


_HOW: Final = (
    "Xem trên dòng lệnh bằng `caitien rules`, chạy bằng `caitien check`. Lỗi: văn bản chưa gửi đi được. "
    "Cảnh báo: gửi đi sẽ phải giải thích. Gợi ý: có thể viết tốt hơn."
)


def _index_line(rule: Rule) -> str:
    fixable = "có" if is_fixable(rule) else ""
    title = f"[{_plain(rule.page.title)}]({file_of(rule)})"
    return f"| {rule.code} | {title} | {SEVERITY_NAMES[rule.severity]} | {fixable} |"


# --- a page -----------------------------------------------------------------------------------------------------------


def _page_of_rule(rule: Rule) -> str:
    about = f"Mức độ: {SEVERITY_NAMES[rule.severity]} · Nhóm: {rule.family} · [Các quy tắc khác]({INDEX})"
    lines = [_MADE, "", f"# {rule.code}. {_plain(rule.page.title)}", "", about]
    for head, name in _PARTS:
        lines += ["", f"## {head}", "", _plain(getattr(rule.page, name))]
    lines += ["", "## Trường hợp thử", *_examples(rule)]
    return "\n".join(lines) + "\n"


def _examples(rule: Rule) -> Iterator[str]:
    cases = cases_of(rule)
    yield from ("", "Phải tìm thấy:", "")
    for case in cases.found:
        yield f"- {_plain(case.why)}"
        yield from (f"  - {_plain(line)}" for line in dict.fromkeys(told(rule, case)))
    yield from ("", "Phải để yên:", "")
    yield from (f"- {_plain(case.why)}" for case in cases.clean)


def told(rule: Rule, case: Case) -> Iterator[str]:
    """What the rule says of a case: the words it is about and what is wrong with them."""
    for hit in rule.look(case.context):
        yield f"“{one_line(hit.words)}”: {hit.what}" if hit.words else hit.what


def _plain(text: str) -> str:
    """Text that means nothing to Markdown."""
    return _SPECIAL.sub(r"\\\1", one_line(text))
