"""Which tests reach a mutant (phép thử chạm tới chỗ đột biến): found by running the tests once without any."""

import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, takewhile
from pathlib import Path

from cosmic_ray.work_item import MutationSpec
from coverage import CoverageData

from mutation.choosing import files_of
from mutation.recording import LINES, SECONDS
from mutation.tables import BUDGET, MOST_TESTS, OF_MODELS, SLOW, UNTRIED

RUN = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not browser")


class Reach:
    """What one run without mutants told: the tests that held, how long each took, and the lines they ran."""

    def __init__(self, lines: CoverageData, seconds: Mapping[str, float]) -> None:
        self._lines = lines
        self._seconds = seconds
        self.by_line = cache(self._by_line)

    def tests_of(self, mutant: MutationSpec) -> Sequence[str]:
        """The tests to run for a mutant: those that ran its lines, then those of files that import its module, then
        others that ran the module, the room's own and the quickest first; as many as take ``BUDGET`` seconds, at most
        ``MOST_TESTS``. Empty where none has to do with the module.

        What stands outside of functions runs when a module is imported, in no test's name: all tests of the module.
        """
        by_line = self.by_line(mutant.module_path)
        lines = range(mutant.start_pos[0], mutant.end_pos[0] + 1)
        here = set[str]().union(*(by_line.get(line, ()) for line in lines))
        named = self._of_files_that_import(mutant.module_path)
        everywhere = named.union(*by_line.values())
        own = f"tests/{mutant.module_path.parts[1]}/"
        ranked = sorted(
            everywhere,
            key=lambda name: (name not in here, name not in named, not name.startswith(own), self._seconds[name]),
        )
        spent = accumulate(self._seconds[name] for name in ranked)
        within = takewhile(lambda one: one[1] <= BUDGET, zip(ranked, spent, strict=True))
        return [name for name, _ in within][:MOST_TESTS]

    def _of_files_that_import(self, module: Path) -> frozenset[str]:
        """The quick tests of files whose source names the module, as all do that import it; of models the test that
        they are what the migrations make, too."""
        parent, name = ".".join(module.parts[:-1]), module.stem
        imports = re.compile(rf"\b{re.escape(parent)}(?:\.{name}\b| import .*\b{name}\b)")
        files = {file for file in files_of(self._seconds) if imports.search(_source(file))}
        of_models = {OF_MODELS} if "models" in module.parts else set()
        return frozenset(self._quick([test for test in self._seconds if test.partition("::")[0] in files | of_models]))

    def _by_line(self, module: Path) -> Mapping[int, frozenset[str]]:
        found = self._lines.contexts_by_lineno(str(module.resolve()))
        return {line: frozenset(self._quick(names)) for line, names in found.items()}

    @property
    def known(self) -> Collection[str]:
        """The names of all tests that held."""
        return self._seconds.keys()

    def _quick(self, names: Sequence[str]) -> Iterator[str]:
        """Of tests those that held, and in good time; what ran in no test's name is called ""."""
        return (name for name in names if self._seconds.get(name, SLOW) < SLOW)


@cache
def _source(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def run_once() -> Reach:
    """Run the tests as the code stands. One that fails is told and left out: it would kill every mutant.

    Ends the program where more than a few fail.
    """
    left_out = [f"--ignore=tests/{place}" for place in UNTRIED]
    command = [sys.executable, *RUN, "-p", "mutation.recording", "--numprocesses", "2", "--maxfail", "10"]
    done = subprocess.run([*command, *left_out], capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1} or "stopping after" in done.stdout:
        sys.exit(f"The tests fail without any mutant:\n{done.stdout[-4_000:]}{done.stderr[-2_000:]}")
    print(*(line for line in done.stdout.splitlines()[-12:] if line.startswith("FAILED")), done.stdout[-200:], sep="\n")
    return _read()


def _read() -> Reach:
    lines = CoverageData(LINES)
    for part in Path().glob(f"{LINES}.*"):
        piece = CoverageData(str(part))
        piece.read()
        lines.update(piece)
    seconds: dict[str, float] = {}
    for part in Path().glob(f"{SECONDS}.*"):
        seconds |= json.loads(part.read_text(encoding="utf-8"))
    return Reach(lines, seconds)
