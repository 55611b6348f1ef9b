"""Help pages, the start of the command, its streams."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from caitien.domain.papers.paper_json import loads
from tests.cli.desk import FANS, REPORT, ROOT, Call, spawned


@pytest.mark.parametrize(
    "command",
    [
        "",
        "read",
        "write",
        "compare",
        "standards",
        "standards list",
        "standards show",
        "standards import",
        "serve",
        "worker",
    ],
)
def test_help_is_vietnamese_with_examples(caitien: Call, command: str) -> None:
    answer = caitien(*command.split(), "--help")

    assert answer.code == 0
    assert "Cách dùng: caitien" in answer.out
    assert "Tuỳ chọn" in answer.out
    if command:
        assert "Ví dụ:" in answer.out
    assert not re.search(r"Usage|Options|Arguments|Commands|default:|required|Show this|<path>|<bool>", answer.out)


def test_the_command_alone_shows_its_help(caitien: Call) -> None:
    answer = caitien()

    assert answer.code == 2
    assert "Các lệnh" in answer.out + answer.err


@pytest.mark.parametrize(
    "command",
    [
        'read "{json}" --format json',
        'read "{docx}" --format json',
        'read "{docx}"',
        'read "{json}" -o {folder}/a.xlsx',
        'write "{json}" -o {folder}/a.docx',
        'compare "{json}" "{docx}" --format html',
        "standards list",
    ],
)
def test_none_of_the_paper_commands_loads_django_or_a_database(
    command: str, report: Path, word_report: Path, tmp_path: Path
) -> None:
    arguments = command.format(json=report, docx=word_report, folder=tmp_path).replace('"', "").split()
    code = (
        "import sys\nfrom caitien.cli.running import run\n"
        f"code = run({arguments!r})\n"
        "loaded = {'django', 'sqlite3', 'psycopg', 'allauth', 'caitien.settings'} & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded or code == 2 else 0)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)

    assert answer.returncode == 0, answer.stderr.decode()


def test_results_are_utf8_whatever_the_locale(report: Path) -> None:
    command = [sys.executable, "-m", "caitien", "read", str(report), "--format", "json"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False)

    assert loads(answer.stdout) == REPORT


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_no_encoding_of_the_terminal_stops_a_sentence(encoding: str) -> None:
    command = [sys.executable, "-m", "caitien", "read", "khong-co.docx"]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False)

    assert answer.returncode == 2
    assert answer.stderr.decode().startswith("caitien: Không thấy tệp “khong-co.docx”")


@pytest.mark.skipif(os.name != "posix", reason="closes and fills streams as a POSIX shell does")
@pytest.mark.parametrize(
    ("redirection", "code", "sentence"),
    [
        ("| true", 0, ""),
        (">&-", 0, ""),
        ("2>&-", 0, ""),
        pytest.param(
            ">/dev/full",
            2,
            "caitien: Không ghi được kết quả ra đầu ra chuẩn (No space left on device).\n",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full"),
        ),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_stream_that_takes_nothing_brings_no_traceback(
    report: Path, form: str, redirection: str, code: int, sentence: str
) -> None:
    line = f'"{sys.executable}" -m caitien read "{report}" --format {form} {redirection}'
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # as in people's shells
    answer = subprocess.run(line, shell=True, cwd=ROOT, env=usual, capture_output=True, timeout=60, check=False)  # noqa: S602

    assert (answer.returncode, answer.stderr.decode()) == (code, sentence)


def test_standard_input_can_be_read(word_report: Path) -> None:
    command = [sys.executable, "-m", "caitien", "read", "-", "--format", "json"]
    answer = subprocess.run(
        command, cwd=ROOT, input=word_report.read_bytes(), capture_output=True, timeout=60, check=False
    )

    assert loads(answer.stdout).results == (FANS,)


def test_progress_goes_to_a_terminal_on_standard_error_and_never_into_the_result(word_report: Path) -> None:
    master, slave = pytest.importorskip("pty", reason="needs a terminal as POSIX has it").openpty()
    command = [sys.executable, "-m", "caitien", "read", str(word_report), "--format", "json"]
    answer = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=slave, timeout=60, check=False)
    os.close(slave)
    shown = os.read(master, 10_000).decode()
    os.close(master)

    assert "Đang đọc bao-cao.docx" in shown
    assert json.loads(answer.stdout)["school"] == REPORT.school


def test_python_m_caitien_is_the_command() -> None:
    answer = spawned("standards", "show", "tt18-2018", "5.6")

    assert answer.returncode == 0
    assert "Tiêu chí 5.6: Kết quả giáo dục" in answer.stdout.decode()


def test_what_follows_manage_goes_to_django_as_it_is(caitien: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr("caitien.serve.manage", lambda arguments: given.append(list(arguments)) or 0)

    assert caitien("manage", "migrate", "--plan", "-v", "2", "--help").code == 0
    assert given == [["migrate", "--plan", "-v", "2", "--help"]]
    assert "Các lệnh quản trị" in caitien("manage", "--help").out


def test_serve_opens_the_site_where_it_was_told(caitien: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[str, int]] = []
    monkeypatch.setattr("caitien.cli.serving.open_site", lambda host, port: given.append((host, port)) or 0)

    assert [caitien("serve").code, caitien("serve", "--host", "192.168.1.5", "--port", "9000").code] == [0, 0]
    assert given == [("127.0.0.1", 8000), ("192.168.1.5", 9000)]
