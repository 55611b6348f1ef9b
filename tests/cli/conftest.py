"""The command as An, secretary of a school, calls it at her desk."""

from pathlib import Path

import pytest

from caitien.cli.running import run
from caitien.documents.write import write
from caitien.domain.paper import Form
from caitien.domain.papers.paper_json import dumps
from tests.cli.desk import REPORT, Answer, Call


@pytest.fixture
def caitien(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Call the command in an empty folder, with a data folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAITIEN_DATA", str(tmp_path / "data"))

    def call(*arguments: object) -> Answer:
        code = run([str(argument) for argument in arguments])
        return Answer(code, *capsys.readouterr())

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.json"
    path.write_text(dumps(REPORT), encoding="utf-8")
    return path


@pytest.fixture
def word_report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.docx"
    data = write(REPORT, Form.REPORT, ".docx")
    assert isinstance(data, bytes)
    path.write_bytes(data)
    return path
