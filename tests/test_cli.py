"""The command, as An, secretary of a school, calls it at her desk."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from caitien.cli.running import run
from caitien.cli.user_data import data_folder
from caitien.documents.write import write
from caitien.domain.paper import Form, Letterhead, Note, Paper, Plan, PlanRow, ResultRow, Status
from caitien.domain.paper_json import dumps, loads, schema

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SAMPLE = SHARED / "samples" / "lhp-2023-2024" / "report.docx"
WORDING = SHARED / "standards" / "tt57-2026-pho-thong.json"
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the shared samples are not at hand")

FANS = ResultRow(
    criterion="3.2",
    label="Tiêu chí 3.2",
    standard=3,
    standard_title="Cơ sở vật chất và thiết bị dạy học",
    level=1,
    planned="Thay sáu quạt trần ở dãy nhà B.",
    done="Đã thay đủ sáu quạt ngày 12/10/2023.",
    status=Status.DONE,
)
REPORT = Paper(
    school="Trường Tiểu học Bình Minh",
    school_type="tieu_hoc",
    school_year="2023-2024",
    report=Letterhead(number="07/BC-THBM", place="Bình Minh", title="BÁO CÁO", signer_title="HIỆU TRƯỞNG"),
    plan=Plan(items=(PlanRow(criterion="3.2", label="Tiêu chí 3.2", standard=3, level=1, work=FANS.planned),)),
    results=(FANS,),
    strengths="Tập thể đoàn kết.",
)


class Answer(NamedTuple):
    """What a call left behind."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


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


def spawned(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "caitien", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)


# --- read -------------------------------------------------------------------------------------------------------------


def test_reading_prints_what_the_paper_says(caitien: Call, word_report: Path) -> None:
    answer = caitien("read", word_report)

    assert (answer.code, answer.err) == (0, "")
    for words in (
        "Trường Tiểu học Bình Minh",
        "năm học 2023-2024",
        "1 đã xong",
        "● đã xong",
        "Mọi chữ trong tệp đều đã hiểu",
    ):
        assert words in answer.out


def test_reading_as_json_prints_json_and_nothing_else(caitien: Call, word_report: Path) -> None:
    answer = caitien("read", word_report, "--format", "json")

    jsonschema.validate(json.loads(answer.out), schema())
    assert replace(loads(answer.out), notes=()) == replace(REPORT, framework=loads(answer.out).framework)
    assert (answer.code, answer.err) == (0, "")


def test_a_doubt_of_the_reader_makes_the_exit_code_1(caitien: Call, tmp_path: Path) -> None:
    unsure = replace(REPORT, notes=(Note(code="unstated", text="Tiêu chí 1.1 chưa rõ kết quả.", quote="Hoãn"),))
    (tmp_path / "a.json").write_text(dumps(unsure), encoding="utf-8")

    shown, kept = caitien("read", "a.json"), caitien("read", "a.json", "-o", "b.json")
    assert (shown.code, kept.code) == (1, 1)
    assert "Cần xem lại 1 chỗ" in shown.out
    assert "Tiêu chí 1.1 chưa rõ kết quả. “Hoãn”" in shown.out
    assert (kept.out, kept.err) == ("", "1 chỗ cần xem lại; xem bằng: caitien read TỆP\n")


@pytest.mark.parametrize(
    ("out", "start"), [("a.json", b"{"), ("a.xlsx", b"PK"), ("a.docx", b"PK"), ("a.txt", b"B\xc3\xa1o")]
)
def test_the_name_of_the_output_tells_its_form(
    caitien: Call, report: Path, tmp_path: Path, out: str, start: bytes
) -> None:
    assert caitien("read", report, "-o", out).code == 0
    assert (tmp_path / out).read_bytes().startswith(start)


def test_the_form_asked_for_wins_over_the_name(caitien: Call, report: Path, tmp_path: Path) -> None:
    assert caitien("read", report, "--format", "json", "--out", "a.luu").code == 0
    assert loads((tmp_path / "a.luu").read_bytes()) == REPORT


@needs_sample
@pytest.mark.skipif(sys.platform == "win32", reason="processor time of children is told by POSIX only")
def test_the_real_report_is_read_within_0_6_seconds_start_to_end() -> None:
    import resource

    def once() -> float:
        """Seconds of processor time, which other work on the machine does not stretch."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        answer = spawned("read", SAMPLE, "--format", "json")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert json.loads(answer.stdout)["counts"] == {"done": 22, "ongoing": 3, "not_started": 2, "unstated": 1}
        assert answer.returncode == 1  # criterion 1.1 has no state
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    once()  # may still compile
    assert min(once() for _ in range(4)) < 0.6


# --- write ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["bao-cao", "ke-hoach", "bieu-2"])
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_paper_is_written_as_any_form(caitien: Call, report: Path, tmp_path: Path, form: str, suffix: str) -> None:
    answer = caitien("write", report, "--as", form, "-o", f"ra{suffix}")

    assert answer == Answer(0, "", f"Đã viết ra{suffix}\n")
    assert (tmp_path / f"ra{suffix}").read_bytes().startswith(b"PK")


def test_without_a_name_the_word_file_stands_here_and_is_not_written_over(caitien: Call, report: Path) -> None:
    assert caitien("write", report).err == "Đã viết bao-cao.docx\n"
    again = caitien("write", report)
    assert again.code == 2
    assert "Đã có tệp “bao-cao.docx”" in again.err


def test_a_key_that_found_no_place_is_told(caitien: Call, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"school": "Trường A", "scholl": "Trường B"}', encoding="utf-8")
    answer = caitien("write", "a.json", "-o", "a.docx")

    assert answer.code == 1
    assert "Khoá “scholl” không có trong mẫu" in answer.err


# --- compare ----------------------------------------------------------------------------------------------------------


def later(tmp_path: Path) -> Path:
    eight = replace(FANS, planned="Thay tám quạt trần ở dãy nhà B.")
    path = tmp_path / "sau.json"
    path.write_text(dumps(replace(REPORT, results=(eight,), strengths="<b>Đoàn kết</b> & chủ động.")), encoding="utf-8")
    return path


def test_a_word_file_and_its_json_are_the_same_paper(caitien: Call, report: Path, word_report: Path) -> None:
    caitien("read", word_report, "-o", "doc.json")
    answer = caitien("compare", "doc.json", word_report)

    assert answer == Answer(0, "Hai văn bản giống nhau.\n", "")


def test_differences_are_shown_word_by_word(caitien: Call, report: Path, tmp_path: Path) -> None:
    answer = caitien("compare", report, later(tmp_path))

    assert answer.code == 1
    assert "1 dòng sửa, 1 chỗ trong thông tin chung; 1 dòng giữ nguyên" in answer.out
    assert "Thay [-sáu -]{+tám +}quạt trần ở dãy nhà B." in answer.out
    assert "\x1b" not in answer.out


def test_differences_come_as_json(caitien: Call, report: Path, tmp_path: Path) -> None:
    found = json.loads(caitien("compare", report, later(tmp_path), "--format", "json").out)

    assert (found["before"], found["after"], found["same"]) == ("bao-cao.json", "sau.json", False)
    assert found["counts"] == {"added": 0, "removed": 0, "changed": 1, "unchanged": 1}
    assert found["rows"][0]["changes"][0]["pieces"][1:3] == [
        {"mark": "removed", "text": "sáu "},
        {"mark": "added", "text": "tám "},
    ]


def test_differences_come_as_a_page_that_stands_alone(caitien: Call, report: Path, tmp_path: Path) -> None:
    assert caitien("compare", report, later(tmp_path), "--format", "html", "-o", "khac.html").code == 1
    page = (tmp_path / "khac.html").read_text(encoding="utf-8")

    assert "Thay <del>sáu </del><ins>tám </ins>quạt trần" in page
    assert "&lt;b&gt;Đoàn kết&lt;/b&gt; &amp; chủ động." in page
    assert not re.search(r"<script|<b>|https?:|src=|@import", page)


# --- standards --------------------------------------------------------------------------------------------------------


def test_the_sets_of_standards_are_listed(caitien: Call) -> None:
    answer = caitien("standards", "list")

    assert answer.code == 0
    for words in ("tt18-2018", "tt57-2026-pt", "57/2026/TT-BGDĐT", "chưa nhập"):
        assert words in answer.out


def test_a_set_shows_its_criteria_and_that_it_is_unchecked(caitien: Call) -> None:
    answer = caitien("standards", "show", "tt57-2026-pt")

    assert "Tiêu chuẩn 2: Phát triển đội ngũ" in answer.out
    assert "[bắt buộc; mức 1: *, mức 2: *]" in answer.out
    assert "Chưa đối chiếu với Công báo" in answer.out


def test_a_criterion_without_levels_gives_no_verdict(caitien: Call) -> None:
    answer = caitien("standards", "show", "tt18-2018-tt22-2024", "3.1")

    assert "không kết luận được đạt hay không đạt" in answer.out


@pytest.mark.skipif(not WORDING.exists(), reason="the shared standards are not at hand")
def test_the_wording_is_shown_once_it_was_brought(caitien: Call, tmp_path: Path) -> None:
    wording = json.loads(WORDING.read_bytes())["standards"][0]["criteria"][3]["levels"]["1"][0]["text"]
    before = caitien("standards", "show", "tt57-2026-pt", "1.4").out
    brought = caitien("standards", "import", WORDING)
    after = caitien("standards", "show", "tt57-2026-pt", "1.4").out

    assert brought.code == 0
    assert "15/15 tiêu chí có nguyên văn" in brought.err
    assert (tmp_path / "data" / "standards" / "tt57-2026-pt.json").exists()
    assert "(chưa có nguyên văn)" in before
    assert wording not in before
    assert wording in after
    assert "Chưa đối chiếu với Công báo" in after


def test_a_set_of_ones_own_can_be_brought_and_brought_again(caitien: Call, tmp_path: Path) -> None:
    own = {
        "id": "binh-minh-2030",
        "circular": "Bộ tiêu chí nội bộ",
        "school_types": ["tieu_hoc"],
        "valid_from": "2030-01-01",
        "standards": [{"code": 1, "title": "Sân trường", "criteria": [{"code": "1.1", "title": "Cây xanh"}]}],
    }
    (tmp_path / "own.json").write_text(json.dumps(own), encoding="utf-8")

    assert [caitien("standards", "import", "own.json").code for _ in range(2)] == [0, 0]
    assert "binh-minh-2030" in caitien("standards", "list").out
    assert "1.1   Cây xanh" in caitien("standards", "show", "binh-minh-2030").out


@pytest.mark.parametrize(
    ("environment", "platform", "end"),
    [
        ({"CAITIEN_DATA": "/noi/khac"}, "linux", "/noi/khac"),
        ({"XDG_DATA_HOME": "/an/data"}, "linux", "/an/data/caitien"),
        ({}, "linux", ".local/share/caitien"),
        ({}, "darwin", "Library/Application Support/CaiTien"),
        ({"LOCALAPPDATA": "/an/Local"}, "win32", "/an/Local/CaiTien"),
    ],
)
def test_the_data_folder_is_the_platforms_own(environment: dict[str, str], platform: str, end: str) -> None:
    assert data_folder(environment, platform).as_posix().endswith(end)


# --- trouble ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("reed", "a"), "Không có lệnh “reed”. Có phải bạn muốn viết read? Xem: caitien --help"),
        (("read",), "Thiếu TỆP. Xem: caitien read --help"),
        (("read", "a", "b"), "Thừa “b”; tên tệp có dấu cách thì đặt trong dấu ngoặc kép."),
        (("read", "a", "--frmat", "x"), "Không có tuỳ chọn --frmat. Có phải bạn muốn viết --format?"),
        (("read", "a", "--format", "yaml"), "--format không nhận “yaml”; chỉ nhận text, json, xlsx, docx."),
        (("read", "a", "-o"), "Tuỳ chọn -o cần một giá trị đứng sau."),
        (("compare", "a"), "Thiếu TỆP-MỚI."),
        (("serve", "--port", "tám"), "--port cần một số nguyên."),
        (("read", "khong-co.docx"), "Không thấy tệp “khong-co.docx”"),
        (("read", "."), "“.” là thư mục"),
        (("read", "trong.docx"), "trong.docx: Tệp trống"),
        (("read", "hong.json"), "hong.json: Tệp không phải JSON hợp lệ (dòng 1, cột 11)."),
        (("write", "sai.json"), "sai.json: plan.items[0].level: cần một số nguyên."),
        (("write", "bao-cao.json", "-o", "a.odt"), "Không viết được tệp “a.odt”"),
        (("read", "bao-cao.json", "-o", "bao-cao.json"), "“bao-cao.json” chính là tệp đầu vào"),
        (("read", "bao-cao.json", "-o", "khong/co/a.json"), "Không ghi được “khong/co/a.json”"),
        (("read", "bao-cao.json", "-o", "."), "“.” là thư mục"),
        (("standards", "show", "tt99"), "Không có bộ tiêu chuẩn “tt99”; hiện có: tt17-2018,"),
        (("standards", "show", "tt18-2018", "9.9"), "Bộ tt18-2018 không có tiêu chí “9.9”"),
        (("standards", "show", "../../x"), "Không có bộ tiêu chuẩn “../../x”"),
        (("standards", "import", "sai.json"), "sai.json không phải bộ tiêu chuẩn dùng được"),
    ],
)
def test_wrong_use_and_bad_input_get_one_clear_sentence(
    caitien: Call, report: Path, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "trong.docx").touch()
    (tmp_path / "hong.json").write_text('{"school":', encoding="utf-8")
    (tmp_path / "sai.json").write_text('{"plan": {"items": [{"level": "một"}]}}', encoding="utf-8")

    answer = caitien(*arguments)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"caitien: {sentence}")
    assert "Traceback" not in answer.err
    assert report.read_text(encoding="utf-8") == dumps(REPORT)


def test_an_output_that_fails_half_way_leaves_the_old_file(
    caitien: Call, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cu.json").write_text("cũ", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    answer = caitien("read", report, "-o", "cu.json")

    assert answer.code == 2
    assert (tmp_path / "cu.json").read_text(encoding="utf-8") == "cũ"
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_bug_is_told_without_a_traceback_unless_asked(
    caitien: Call, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caitien.cli.reading.paper_from", lambda _: 1 / 0)
    plain = caitien("read", report)
    monkeypatch.setenv("CAITIEN_DEBUG", "1")
    full = caitien("read", report)

    assert plain.code == full.code == 2
    assert plain.err.startswith("caitien: chương trình gặp lỗi của chính nó (ZeroDivisionError tại test_cli.py")
    assert "Traceback" not in plain.err
    assert "Traceback" in full.err


# --- help, start, streams ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["", "read", "write", "compare", "standards", "standards list", "standards show", "standards import", "serve"],
)
def test_help_is_vietnamese_with_examples(caitien: Call, command: str) -> None:
    answer = caitien(*command.split(), "--help")

    assert answer.code == 0
    assert "Cách dùng: caitien" in answer.out
    assert "Tuỳ chọn" in answer.out
    if command not in ("", "standards list"):
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
    monkeypatch.setattr("caitien.serve.serve", lambda *, host, port: given.append((host, port)) or 0)

    assert [caitien("serve").code, caitien("serve", "--host", "192.168.1.5", "--port", "9000").code] == [0, 0]
    assert given == [("127.0.0.1", 8000), ("192.168.1.5", 9000)]
