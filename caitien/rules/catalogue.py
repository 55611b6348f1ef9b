"""The catalogue of rules (danh mục quy tắc): every rule file, a folder a family, and the page its docstring makes."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper_kind import OFFICIAL, PaperKind
from caitien.rules.context import Hit, RuleContext
from caitien.rules.scope import Scope

FAMILIES = {
    "P": "Thể thức văn bản",
    "S": "Tiêu chuẩn, tiêu chí",
    "K": "Các dòng kế hoạch",
    "T": "Kết quả thực hiện",
    "M": "Thông tư 57/2026",
    "E": "Minh chứng",
}
_OF_IMPROVEMENT: Final = frozenset((PaperKind.IMPROVEMENT,))
_KINDS: Final[Mapping[str, frozenset[PaperKind]]] = {
    "P": OFFICIAL
}  # the kinds a family is about; else improvement only
_FILE = re.compile(r"(?P<code>[psktme]\d\d)_(?P<name>\w+)")
_HEADS = {"Vì sao": "why", "Sai": "wrong", "Đúng": "right", "Sửa": "mend", "Nguồn": "source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The help page of a rule (trang giúp đỡ): what, why, a wrong and a right example, how to mend it, the source."""

    title: str
    why: str
    wrong: str
    right: str
    mend: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule (quy tắc): its code and name from its file, its weight, its page, and the function that looks.

    ``kinds``: of which kinds of paper it may be asked; those of its family, unless its file names ``KINDS`` of its own.
    ``scope``: whether it looks at one line by itself, as its file says by ``SCOPE``; else at the whole paper.
    """

    code: str
    name: str
    severity: Severity
    page: Page
    find: Callable[[RuleContext], Iterator[Hit]]
    kinds: Collection[PaperKind]
    scope: Scope = Scope.PAPER

    def look(self, context: RuleContext) -> Iterator[Hit]:
        """What the rule finds in a paper; nothing in one of a kind it does not fit (loại văn bản không hợp)."""
        return self.find(context) if context.paper.kind in self.kinds else iter(())

    @property
    def family(self) -> str:
        """What it is about, in words."""
        return FAMILIES[self.code[0]]


@cache
def catalogue(package: str = "caitien.rules") -> tuple[Rule, ...]:
    """Every rule of a package and its folders, by family and code; importing them costs about a millisecond each, once.

    Raises ValueError for a file that is no whole rule: our own mistake, found by the first test.
    """
    home = Path(str(import_module(package).__file__)).parent
    files = sorted(
        (path for path in home.rglob("*.py") if _FILE.fullmatch(path.stem)), key=lambda path: _turn(path.stem)
    )
    names = (".".join(path.relative_to(home).with_suffix("").parts) for path in files)
    return tuple(_rule(import_module(f"{package}.{name}")) for name in names)


def codes_of(scope: Scope) -> frozenset[str]:
    """The codes of the rules that look at so much of a paper (mã các quy tắc của phạm vi)."""
    return frozenset(each.code for each in catalogue() if each.scope is scope)


def rule(code: str) -> Rule | None:
    """The rule of a code, in either case, or None."""
    return next((each for each in catalogue() if each.code == code.upper()), None)


def _turn(name: str) -> tuple[int, str]:
    """The families as they are listed, not as the alphabet has them."""
    return list(FAMILIES).index(name[0].upper()), name


def _rule(module: ModuleType) -> Rule:
    found = _FILE.fullmatch(module.__name__.rpartition(".")[2])
    if found is None or not isinstance(getattr(module, "SEVERITY", None), Severity) or not hasattr(module, "find"):
        raise ValueError(f"{module.__name__} is no rule: it needs a name like p01_blank_number, SEVERITY and find")
    code = found["code"].upper()
    kinds = getattr(module, "KINDS", _KINDS.get(code[0], _OF_IMPROVEMENT))
    scope = getattr(module, "SCOPE", Scope.PAPER)
    return Rule(code, found["name"], module.SEVERITY, page_of(module.__doc__ or ""), module.find, kinds, scope)


def page_of(docstring: str) -> Page:
    """The page a rule's docstring makes: its first line is the title, then a paragraph under each head.

    Raises ValueError where a head is missing.
    """
    title, _, rest = docstring.strip().partition("\n")
    parts = re.split(rf"^({'|'.join(_HEADS)}):\s*", rest, flags=re.MULTILINE)
    told = {_HEADS[head]: " ".join(text.split()) for head, text in zip(parts[1::2], parts[2::2], strict=True)}
    missing = [head for head, name in _HEADS.items() if not told.get(name)]
    if missing:
        raise ValueError(f"“{title}”: the docstring lacks {', '.join(missing)}")
    return Page(title=title.rstrip("."), **told)
