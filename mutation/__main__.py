"""``python -m mutation --seed 1 --count 300``: draw mutants, try each, say which lived.

Works in copies of the tree, one for each mutant that is tried at the same time, so that a run that is ended leaves no
mutant behind. ``--dry`` draws and tells only.
"""

import argparse
import ast
import os
import random
import shlex
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, repeat
from pathlib import Path
from tempfile import TemporaryDirectory

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkResult

from mutation.choosing import choose, files_of, remember
from mutation.reach import RUN, Reach, run_once
from mutation.tables import ROOMS, SKIPPED, is_drawn

ROOT = Path(__file__).parents[1]
COPIED = ("caitien", "tests", "mutation", "docs", "bench", "pyproject.toml", "README.md", "README.vi.md")
LIMIT = 120.0  # seconds for the tests of one mutant; who takes longer counts as killed
ONE_TEST = 30  # seconds for one of them: a mutant that never ends is found out by then


def main() -> None:
    """Draw, try, tell. Ends with 1 where fewer were killed than asked for."""
    asked = _asked()
    with TemporaryDirectory(prefix="caitien-mutants-") as place:
        first = Path(place, "first")
        _copy(first)
        os.chdir(first)
        os.environ["HYPOTHESIS_PROFILE"] = "unshrunk"
        drawn = _drawn(asked.seed, asked.count, asked.rooms)
        if asked.dry:
            _tell_plan(drawn)
            return
        killed = _try(drawn, run_once(), asked.limit, asked.jobs)
    sys.exit(killed < asked.wanted * len(drawn))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rooms", nargs="+", choices=ROOMS, default=list(ROOMS))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="mutants that are tried at the same time")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for one mutant")
    parser.add_argument("--wanted", type=float, default=0.85, help="share that is to be killed")
    parser.add_argument("--dry", action="store_true", help="draw only, and tell what was drawn")
    return parser.parse_args()


def _copy(place: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place / name)


def _drawn(seed: int, count: int, rooms: Sequence[str]) -> list[MutationSpec]:
    """The sample: the same for the same seed and code; every mutant that says something is as likely as any other."""
    modules = [module for room in rooms for module in sorted(Path("caitien", room).rglob("*.py"))]
    with use_db("mutants.sqlite", WorkDB.Mode.create) as found:
        init([module for module in modules if SKIPPED.isdisjoint(module.parts)], found, {})
        mutants = [item.mutations[0] for item in found.work_items]
    everything = sorted(
        (mutant for mutant in mutants if is_drawn(mutant.operator_name)),
        key=lambda one: (str(one.module_path), one.operator_name, one.occurrence),
    )
    print(f"{len(everything)} mutants could be made of {', '.join(rooms)}", flush=True)
    random.Random(seed).shuffle(everything)
    return list(islice(filter(_says_something, everything), count))


def _says_something(mutant: MutationSpec) -> bool:
    """Whether the mutant is Python, and other Python than before: the "*" between arguments is no multiplication."""
    source = mutant.module_path.read_text(encoding="utf-8")
    operator = get_operator(mutant.operator_name)(**mutant.operator_args)
    changed = mutate_code(source, operator, mutant.occurrence)
    try:
        return changed is not None and _behaviour(changed) != _behaviour(source)
    except SyntaxError:
        return False


def _behaviour(source: str) -> str:
    """What a module does, as text. Without the decorators of its classes: whether a value is frozen or has slots is
    held by mypy, and no test of ours could tell. Without the "*" and "/" between arguments, to which only callers are
    held."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            node.decorator_list = []
        if isinstance(node, ast.arguments):
            node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
            node.defaults = [*node.defaults, *filter(None, node.kw_defaults)]
            node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
    return ast.dump(tree)


def _try(drawn: Sequence[MutationSpec], reach: Reach, limit: float, jobs: int) -> int:
    """Each mutant, as many at once as there are jobs, then the sums; how many were killed."""
    outcomes: Counter[tuple[str, str]] = Counter()
    remember(reach.known)
    with ProcessPoolExecutor(jobs, initializer=_settle) as pool:
        tried = pool.map(_tried, drawn, map(reach.tests_of, drawn), repeat(limit))
        for number, (mutant, (lived, seconds)) in enumerate(zip(drawn, tried, strict=True), 1):
            word = "lived" if lived else "killed"
            outcomes[mutant.module_path.parts[1], word] += 1
            print(f"{number}/{len(drawn)} {word} {seconds:.0f}s {_place(mutant)}", flush=True)
            if lived:
                print(lived, flush=True)
    return _tell(outcomes)


def _settle() -> None:
    """A process that tries mutants has a tree of its own, beside the first."""
    own = Path("..", str(os.getpid()))
    shutil.copytree(".", own, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    os.chdir(own)


def _tried(mutant: MutationSpec, tests: Sequence[str], limit: float) -> tuple[str, float]:
    """The change that no test noticed, as a diff, "" where one did; the seconds it took."""
    begun = time.monotonic()
    return _lived(mutant, tests, limit), time.monotonic() - begun


def _lived(mutant: MutationSpec, tests: Sequence[str], limit: float) -> str:
    if not tests:
        return "no test reaches it"
    choose(tests)
    found: WorkResult = mutate_and_test([mutant], _command(files_of(tests)), limit)
    if found.test_outcome not in {TestOutcome.KILLED, TestOutcome.SURVIVED}:
        raise RuntimeError(f"{_place(mutant)}: {found.output}")
    return found.diff or "" if found.test_outcome == TestOutcome.SURVIVED else ""


def _command(files: Iterable[str]) -> str:
    options = ["-x", "-p", "mutation.choosing", "-o", f"timeout={ONE_TEST}"]
    return shlex.join([sys.executable, *RUN, *options, *files])


def _tell(outcomes: Counter[tuple[str, str]]) -> int:
    rooms = sorted({room for room, _ in outcomes})
    for room in rooms:
        print(f"{room:12} {outcomes[room, 'killed']:4} killed {outcomes[room, 'lived']:4} lived")
    killed = sum(count for (_, word), count in outcomes.items() if word == "killed")
    whole = outcomes.total()
    print(f"{killed} of {whole} killed ({killed / whole:.0%})" if whole else "nothing to mutate")
    return killed


def _tell_plan(drawn: Sequence[MutationSpec]) -> None:
    for mutant in drawn:
        print(_place(mutant))


def _place(mutant: MutationSpec) -> str:
    name = mutant.operator_name.removeprefix("core/")
    return f"{mutant.module_path}:{mutant.start_pos[0]} {mutant.definition_name or ''} {name}"


if __name__ == "__main__":
    main()
