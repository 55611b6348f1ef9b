"""A plugin of pytest: which tests reach which lines of the package, and how long each takes (ghi dòng mã được thử).

Each process of the run leaves two files in the working folder: a file of coverage whose contexts are the names of
tests, and the seconds of the tests that passed, as JSON.
"""

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest
from coverage import Coverage

LINES: Final = ".reached"
SECONDS: Final = ".seconds"


class Recorder:
    """Follows the tests of one process."""

    def __init__(self) -> None:
        self.coverage = Coverage(data_file=LINES, data_suffix=True, include=[str(Path("caitien").resolve() / "*")])
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()
        self.coverage.start()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.coverage.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        self.coverage.save()
        held = {name: took for name, took in self.seconds.items() if name not in self.failed}
        Path(f"{SECONDS}.{os.getpid()}").write_text(json.dumps(held), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Record in the workers, or in the one process there is; the process that only hands tests out runs none."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        config.pluginmanager.register(Recorder())
