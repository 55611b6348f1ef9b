"""Every regular expression of the project, with where it stands: from the modules as imported and from their source."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType

import caitien

_CALLS = {"compile", "match", "search", "fullmatch", "split", "sub", "subn", "findall", "finditer"}
_ENTRIES = re.compile(r"\.(?:__main__|migrations)(?:\.|$)")  # starts of the program, and what is never imported


@dataclass(frozen=True)
class Told:
    """One regular expression and the module it stands in."""

    where: str
    pattern: re.Pattern[str] | re.Pattern[bytes]

    def __str__(self) -> str:
        return f"{self.where}: {self.pattern.pattern!r}"


@dataclass(frozen=True)
class Unread:
    """A call of ``re`` whose pattern is put together while the program runs."""

    where: str
    source: str


def modules() -> list[ModuleType]:
    """Every module of the project, imported."""
    names = [found.name for found in pkgutil.walk_packages(caitien.__path__, "caitien.")]
    return [importlib.import_module(name) for name in names if not _ENTRIES.search(name)]


def patterns_of(found: Iterable[ModuleType]) -> tuple[list[Told], list[Unread]]:
    """All the patterns of some modules, each once, and the calls whose pattern cannot be told from the source."""
    told: dict[tuple[str | bytes, int], Told] = {}
    unread: list[Unread] = []
    for module in found:
        written = list(_written(module))
        unread += [each for each in written if isinstance(each, Unread)]
        held = [Told(module.__name__, pattern) for pattern in _held(vars(module), module.__name__, set())]
        for each in [*held, *(each for each in written if isinstance(each, Told))]:
            told.setdefault((each.pattern.pattern, each.pattern.flags), each)
    return list(told.values()), unread


def _held(thing: object, module: str, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """The compiled patterns among the attributes of a module: in its containers, classes, instances and closures."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, re.Pattern):
        yield thing
        return
    for part in _parts(thing, module):
        yield from _held(part, module, seen)


def _parts(thing: object, module: str) -> Iterable[object]:
    if isinstance(thing, dict):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, list | tuple | set | frozenset):
        return thing
    if isinstance(thing, FunctionType) and thing.__module__ == module:
        return [*(cell.cell_contents for cell in thing.__closure__ or ()), *(thing.__defaults__ or ())]
    own = thing if isinstance(thing, type) else type(thing)
    if own.__module__ != module and (isinstance(thing, type) or not own.__module__.startswith("caitien.")):
        return ()
    slots = [getattr(thing, name, None) for name in getattr(own, "__slots__", ())]
    return [*slots, *getattr(thing, "__dict__", {}).values()]


def _written(module: ModuleType) -> Iterator[Told | Unread]:
    """The patterns in the calls of ``re`` that stand in a module's source."""
    path = inspect.getsourcefile(module)
    if path is None:
        return
    for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _is_of_re(node.func) and node.args:
            yield _told(node, module)


def _is_of_re(function: ast.expr) -> bool:
    named = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    return named and function.value.id == "re" and function.attr in _CALLS  # type: ignore[attr-defined]


def _told(call: ast.Call, module: ModuleType) -> Told | Unread:
    where = f"{module.__name__}:{call.lineno}"
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    if isinstance(call.func, ast.Attribute) and call.func.attr in ("compile", "match", "search", "fullmatch"):
        flags += call.args[1 if call.func.attr == "compile" else 2 :]
    try:
        pattern, *more = (_value(each, module) for each in [call.args[0], *flags])
    except NameError:
        return Unread(module.__name__, ast.unparse(call.args[0]))
    return Told(where, re.compile(pattern, *more))


def _value(expression: ast.expr, module: ModuleType) -> object:
    return eval(compile(ast.Expression(expression), "source", "eval"), vars(module))  # noqa: S307 (our own source)
