"""``python -m caitien.rules`` writes the pages where it is told to, and says which it changed."""

import runpy
import sys
from pathlib import Path

import pytest

from caitien.rules import catalogue


def test_the_pages_are_written_into_the_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["caitien.rules", str(tmp_path)])
    runpy.run_module("caitien.rules", run_name="__main__")
    written = {path.name for path in tmp_path.iterdir()}
    assert len(written) >= len(catalogue())
    assert {Path(line).name for line in capsys.readouterr().out.splitlines()} == written
    runpy.run_module("caitien.rules", run_name="__main__")
    assert capsys.readouterr().out == ""
