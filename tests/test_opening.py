"""Before the site opens: its folder can be written and is its owner's alone; else one sentence says what to do."""

import os
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from caitien import opening
from caitien.opening import hindrance
from tests.forked import run
from tests.ready import like_opened_before, settled

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")


@pytest.fixture(autouse=True)
def _umask_as_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CAITIEN_ADDRESS", raising=False)
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_that_was_open_to_others_is_closed_with_all_in_it(tmp_path: Path):
    var = tmp_path / "var"
    (var / "files").mkdir(parents=True)
    for name in ("caitien.sqlite3", "caitien.sqlite3-wal", "secret-key", "trail-key"):
        (var / name).write_text("x")
        (var / name).chmod(0o644)
    assert hindrance(var) == ""
    assert rights(var) == rights(var / "files") == 0o700
    assert {rights(each) for each in var.iterdir() if each.is_file()} == {0o600}
    (var / "mới").write_text("x")
    assert rights(var / "mới") == 0o600


def test_a_folder_that_is_not_there_is_made_for_its_owner(tmp_path: Path):
    assert hindrance(tmp_path / "a" / "var") == ""
    assert rights(tmp_path / "a" / "var") == 0o700


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "Ổ đĩa của máy chủ đã đầy"),
        (OSError(30, "Read-only file system"), "chỉ đọc được"),
        (PermissionError(13, "Permission denied"), "chỉ đọc được"),
    ],
)
def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, error: OSError, words: str, monkeypatch: pytest.MonkeyPatch
):
    def fails(_var: Path) -> None:
        raise error

    monkeypatch.setattr(opening, "_try_to_write", fails)
    said = hindrance(tmp_path)
    assert words in said
    assert str(tmp_path) in said


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path):
    (tmp_path / "var").write_text("x")
    assert "Không dùng được thư mục dữ liệu" in hindrance(tmp_path / "var")


@pytest.mark.parametrize("address", ["caitien.truong.vn", "https://truong.vn/caitien"])
def test_an_address_that_is_none_is_said(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CAITIEN_ADDRESS", address)
    assert "https://caitien.truong.edu.vn" in hindrance(tmp_path)


def opened(var: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("-m", "caitien", *more, env={**settled(var), **environment}, timeout=60)


def test_a_taken_port_is_said_and_no_other_taken_in_its_place(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = opened(tmp_path, "serve", "--port", str(port))
    assert answer.returncode == 2
    assert f"Cổng {port} trên 127.0.0.1 đang có chương trình khác dùng" in answer.stdout
    assert "--port" in answer.stdout
    assert answer.stderr == ""


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_that_is_stopped_is_said(tmp_path: Path, command: str):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    stopped = f"postgres://ai:gi@127.0.0.1:{port}/khong"
    answer = opened(tmp_path, command, *(("--port", str(port)) if command == "serve" else ()), DATABASE_URL=stopped)
    assert answer.returncode == 2
    assert "Cơ sở dữ liệu đang dừng" in answer.stdout
    assert "Traceback" not in answer.stderr + answer.stdout


def test_a_folder_on_a_disk_that_is_read_only_is_said(tmp_path: Path):
    answer = opened(Path("/proc/khong-ghi-duoc"), "worker")
    assert answer.returncode == 2
    assert "/proc/khong-ghi-duoc" in answer.stdout
    assert "Traceback" not in answer.stderr


def test_what_a_site_keeps_is_its_owners_alone_once_it_was_opened(tmp_path: Path):
    var = tmp_path / "var"
    var.mkdir()
    like_opened_before(var)
    (var / "caitien.sqlite3").chmod(0o644) if (var / "caitien.sqlite3").exists() else None
    assert hindrance(var) == ""
    assert {rights(each) for each in var.iterdir()} <= {0o700, 0o600}
