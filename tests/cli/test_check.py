"""``caitien check``: An has her papers looked at before they are signed."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.finding import Severity
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.paper_json import dumps, loads
from caitien.domain.papers.paths import texts
from caitien.rules import Rule, catalogue, check, rule
from caitien.rules.examples import cases_of
from caitien.rules.groups import shared
from tests.cli.desk import FANS, REPORT, SHARED, Call, spawned

SAMPLE = SHARED / "samples" / "lhp-2023-2024" / "report.docx"
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the shared samples are not at hand")

BLANK_NUMBER = replace(REPORT, report=replace(REPORT.report, number="/BC-THBM"))
GARBLED = replace(
    BLANK_NUMBER,
    results=(replace(FANS, planned="Sắp xếp thời gian họp lý để thay quạt.", label="Tiêu chuẩn 3.2"),),
)
FINDING_KEYS = {
    "code",
    "severity",
    "title",
    "path",
    "where",
    "cell",
    "place",
    "words",
    "what",
    "why",
    "mend",
    "source",
    "fix",
}

Lay = Callable[[Paper, str], Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Put a paper on the desk, as Word or as JSON."""

    def put(paper: Paper, name: str) -> Path:
        path = tmp_path / name
        data = dumps(paper).encode() if path.suffix == ".json" else write(paper, Form.REPORT, path.suffix)
        assert isinstance(data, bytes)
        path.write_bytes(data)
        return path

    return put


# --- what is told -----------------------------------------------------------------------------------------------------


def test_a_finding_tells_what_where_why_and_how(caitien: Call, lay: Lay) -> None:
    answer = caitien("check", lay(BLANK_NUMBER, "bao-cao.docx"), "--select", "P01")

    page = catalogue()[0].page
    for words in ("lỗi P01", "“/BC-THBM”", "Thể thức, phần đầu", "Sửa:", page.why, page.source, "bao-cao.docx: 1 lỗi."):
        assert words in " ".join(answer.out.split())
    assert answer.code == 1


FOUR_TIMES = replace(
    GARBLED, results=tuple(replace(GARBLED.results[0], criterion=f"3.{number}") for number in (1, 2, 3, 4))
)


def test_each_rule_is_told_once_with_the_list_of_its_places_the_gravest_first(caitien: Call, lay: Lay) -> None:
    answer = caitien("check", lay(FOUR_TIMES, "bao-cao.json"), "--today", "2024-06-01")

    told = " ".join(answer.out.split())
    title, why = rule("P10").page.title, rule("P10").page.why
    assert f"cảnh báo P10 {title}: 4 dòng" in told
    assert told.count(why) == 1
    places = [f"- Bảng kết quả, tiêu chí 3.{number}, Kế hoạch đầu năm: " for number in (1, 2, 3, 4)]
    assert f"{places[0]}“họp lý” là chữ sai" in told
    assert all(f"{place}như trên." in told for place in places[1:])
    assert told.index("✗ lỗi") < told.index("▲ cảnh báo")
    assert "✗ lỗi" not in told[told.index("▲ cảnh báo") :]


@pytest.mark.parametrize("name", ["-", "kiem-tra.html"])
def test_the_three_things_to_mend_first_are_named(caitien: Call, lay: Lay, tmp_path: Path, name: str) -> None:
    out = [] if name == "-" else ["-o", name]
    answer = caitien("check", lay(FOUR_TIMES, "bao-cao.json"), "--today", "2024-06-01", *out)

    told = answer.out if name == "-" else Page((tmp_path / name).read_text(encoding="utf-8")).words
    first = " ".join(told.partition("Nên sửa trước")[2].split())
    codes = [found.code for found in check(FOUR_TIMES, today=date(2024, 6, 1)) if found.severity is Severity.ERROR]
    assert len(set(codes)) >= 3
    named = re.findall(r"\b[A-Z]\d\d\b", first)[:3]
    assert len(set(named)) == 3
    assert set(named) <= set(codes)


def test_a_paper_without_findings_ends_with_0(caitien: Call, lay: Lay) -> None:
    answer = caitien("check", lay(REPORT, "bao-cao.docx"), "--select", "P01")

    assert (answer.code, answer.err) == (0, "")
    assert "Không thấy gì phải sửa" in answer.out


def test_findings_come_in_the_order_of_the_paper(caitien: Call, lay: Lay) -> None:
    answer = caitien("check", lay(GARBLED, "bao-cao.json"), "--format", "json", "--today", "2024-06-01")

    where = [finding["where"] for finding in json.loads(answer.out)["papers"][0]["findings"]]
    assert where.index("Thể thức, phần đầu") < where.index("Bảng kết quả, tiêu chí 3.2")
    assert len(list(dict.fromkeys(where))) == sum(a != b for a, b in zip(where, [None, *where], strict=False))


def test_json_is_pure_and_its_keys_are_as_promised(caitien: Call, lay: Lay) -> None:
    answer = caitien("check", lay(BLANK_NUMBER, "bao-cao.json"), "--select", "p01", "--format", "json")

    data = json.loads(answer.out)
    (paper,) = data["papers"]
    (finding,) = paper["findings"]
    assert set(data) == {"counts", "papers"}
    assert set(paper) == {"file", "counts", "findings", "changes", "copy"}
    assert set(finding) == FINDING_KEYS
    assert data["counts"] == paper["counts"] == {"loi": 1, "canh-bao": 0, "goi-y": 0}
    assert (finding["code"], finding["severity"], finding["path"]) == ("P01", "loi", "report.number")
    assert answer.err == ""


class Page(HTMLParser):
    """Tags and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_is_whole_escaped_and_without_scripts(caitien: Call, lay: Lay, tmp_path: Path) -> None:
    nasty = replace(REPORT, report=replace(REPORT.report, number="/<script>alert(1)</script>&BC"))
    answer = caitien("check", lay(nasty, "bao-cao.json"), "--select", "P01", "-o", "kiem-tra.html")

    html = (tmp_path / "kiem-tra.html").read_text(encoding="utf-8")
    page = Page(html)
    assert "/<script>alert(1)</script>&BC" in page.words
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not {"src", "href", "onclick", "style"} & set(page.attributes)
    assert (answer.code, answer.out) == (1, "")


def test_several_papers_are_told_one_by_one_and_together(caitien: Call, lay: Lay) -> None:
    files = lay(BLANK_NUMBER, "mot.json"), lay(REPORT, "hai.json"), lay(BLANK_NUMBER, "ba.json")
    answer = caitien("check", *files, "--select", "P01")

    for words in ("mot.json: 1 lỗi.", "hai.json: Không thấy gì phải sửa.", "3 tệp: 2 lỗi."):
        assert words in answer.out


# --- what it is asked -------------------------------------------------------------------------------------------------


def test_codes_and_families_are_chosen_or_left_out(caitien: Call, lay: Lay) -> None:
    file = lay(GARBLED, "bao-cao.json")

    def codes(*options: str) -> set[str]:
        answer = caitien("check", file, "--format", "json", "--today", "01/06/2024", *options)
        return {finding["code"] for finding in json.loads(answer.out)["papers"][0]["findings"]}

    everything = codes()
    assert codes("--select", "p") == {code for code in everything if code[0] == "P"}
    assert codes("--ignore", "P,S") == {code for code in everything if code[0] not in "PS"}
    assert codes("--select", "P01,S", "--ignore", "S") == {"P01"}


def test_an_unknown_code_is_wrong_use(caitien: Call, lay: Lay) -> None:
    answer = caitien("check", lay(REPORT, "bao-cao.json"), "--select", "P01,Q7")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "caitien: Không có quy tắc “Q7”; xem các mã bằng: caitien rules\n"


@pytest.mark.parametrize("words", ["hôm nay", "31/02/2024", "2024-6"])
def test_a_day_that_is_none_is_wrong_use(caitien: Call, lay: Lay, words: str) -> None:
    answer = caitien("check", lay(REPORT, "bao-cao.json"), "--today", words)

    assert (answer.code, answer.out) == (2, "")
    assert f"Không hiểu ngày “{words}”" in answer.err


def test_a_file_that_cannot_be_read_ends_with_2(caitien: Call, tmp_path: Path) -> None:
    (tmp_path / "trong.docx").write_bytes(b"")

    assert caitien("check", "trong.docx").code == 2
    assert "Không thấy tệp “khong-co.docx”" in caitien("check", "khong-co.docx").err


def test_last_year_is_read_too(caitien: Call, lay: Lay) -> None:
    case = cases_of(catalogued("K13")).found[0]
    assert case.context.last_year
    file, before = lay(case.context.paper, "nay.json"), lay(case.context.last_year, "truoc.json")

    assert caitien("check", file, "--select", "K13").code == 0
    assert caitien("check", file, "--select", "K13", "--last-year", before).code == 1


def catalogued(code: str) -> Rule:
    found = rule(code)
    assert found
    return found


# --- lists of evidence ------------------------------------------------------------------------------------------------

HEADINGS = ("Tiêu chí", "Số TT", "Mã minh chứng", "Tên minh chứng", "Số, ngày ban hành", "Nơi ban hành", "Ghi chú")
ITEMS = (
    ("Tiêu chí 3.2", "1", "[H3-3.2-01]", "Hóa đơn mua quạt", "12/10/2023", "Cửa hàng Gió Mới", ""),
    ("Tiêu chí 3.2", "2", "[H3-3.2-01]", "Ảnh dãy nhà B", "15/10/2023", "Tổ Văn phòng", ""),
)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *ITEMS):
        sheet.append(row)
    book.save(tmp_path / "minh-chung.xlsx")
    return tmp_path / "minh-chung.xlsx"


def test_a_list_of_evidence_is_checked_by_itself(caitien: Call, evidence: Path) -> None:
    answer = caitien("check", evidence)

    assert answer.code == 1
    assert "Mã [H3-3.2-01] đã dùng cho “Hóa đơn mua quạt”" in answer.out
    assert "P01" not in answer.out


def test_what_is_wrong_with_the_list_is_told_once_for_all_papers(caitien: Call, lay: Lay, evidence: Path) -> None:
    files = lay(REPORT, "mot.json"), lay(REPORT, "hai.json"), evidence
    answer = caitien("check", *files, "--select", "E02", "--format", "json")

    papers = json.loads(answer.out)["papers"]
    codes = {paper["file"]: [finding["code"] for finding in paper["findings"]] for paper in papers}
    assert codes == {"mot.json": [], "hai.json": [], "minh-chung.xlsx": ["E02"]}


# --- mending ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".json"])
def test_a_corrected_copy_holds_certain_corrections_and_nothing_else(
    caitien: Call, lay: Lay, tmp_path: Path, suffix: str
) -> None:
    file = lay(GARBLED, f"bao-cao{suffix}")
    before = file.read_bytes()

    answer = caitien("check", file, "--fix", "--today", "2024-06-01", "--format", "json")

    (paper,) = json.loads(answer.out)["papers"]
    copy = tmp_path / f"bao-cao-da-sua{suffix}"
    assert paper["copy"] == copy.name
    assert {(change["old"], change["new"]) for change in paper["changes"]} >= {("họp lý", "hợp lý")}
    assert all(finding["fix"] is None for finding in paper["findings"])
    assert file.read_bytes() == before
    assert cells_changed(paper_in(file), paper_in(copy)) == cells_named(paper["changes"], paper_in(file))
    assert answer.code == 1


def test_mending_twice_is_mending_once(caitien: Call, lay: Lay, tmp_path: Path) -> None:
    caitien("check", lay(GARBLED, "bao-cao.docx"), "--fix", "-o", "mot.docx")
    answer = caitien("check", "mot.docx", "--fix", "-o", "hai.docx")

    assert not (tmp_path / "hai.docx").exists()
    assert "không có chỗ nào máy sửa được" in answer.err


def test_the_list_of_changes_tells_place_old_and_new(caitien: Call, lay: Lay) -> None:
    answer = caitien("check", lay(GARBLED, "bao-cao.docx"), "--fix")

    assert "Bảng kết quả, tiêu chí 3.2, Kế hoạch đầu năm: “họp lý” → “hợp lý”" in answer.out
    assert answer.err == "Đã viết bao-cao-da-sua.docx\n"


def test_the_input_is_never_written_over(caitien: Call, lay: Lay) -> None:
    file = lay(GARBLED, "bao-cao.json")
    before = file.read_bytes()

    assert caitien("check", file, "--fix", "-o", "bao-cao.json").code == 2
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "sua.pdf"], "đuôi tệp cần là .docx hoặc .json"),
        (["hai.json", "-o", "sua.json"], "Sửa nhiều tệp thì bỏ -o"),
        ([], "Đã có tệp “mot-da-sua.json”"),
    ],
)
def test_a_copy_without_a_clear_place_is_refused(caitien: Call, lay: Lay, options: list[str], words: str) -> None:
    lay(GARBLED, "hai.json")
    lay(GARBLED, "mot-da-sua.json")
    answer = caitien("check", lay(GARBLED, "mot.json"), "--fix", *options)

    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err


@needs_sample
def test_the_real_report_is_mended_without_another_cell_changed(caitien: Call, tmp_path: Path) -> None:
    answer = caitien("check", SAMPLE, "--fix", "-o", "da-sua.docx", "--today", "2024-06-01", "--format", "json")

    (paper,) = json.loads(answer.out)["papers"]
    assert paper["changes"]
    assert not [finding for finding in paper["findings"] if finding["fix"]]
    copy = paper_in(tmp_path / "da-sua.docx")
    assert cells_changed(paper_in(SAMPLE), copy) == cells_named(paper["changes"], paper_in(SAMPLE))
    assert not [finding for finding in check(copy, today=date(2024, 6, 1)) if finding.fix]


def paper_in(path: Path) -> Paper:
    paper = loads(path.read_bytes()) if path.suffix == ".json" else read(path.read_bytes(), name=path.name)
    assert isinstance(paper, Paper)
    return paper


def cells_changed(before: Paper, after: Paper) -> set[str]:
    """Paths of cells and headings whose text differs."""
    old, new = dict(texts(before)), dict(texts(after))
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def cells_named(changes: list[dict[str, str]], paper: Paper) -> set[str]:
    """Paths the list of changes names; a standard's title is one cell on paper and stands on each of its rows."""
    return {path for change in changes for path in shared(paper, change["path"])}


# --- start-up ---------------------------------------------------------------------------------------------------------


def test_neither_command_loads_the_site(lay: Lay) -> None:
    script = (
        "import sys; from caitien.cli.running import run\n"
        "run(sys.argv[1:]); print([name for name in sys.modules if name.split('.')[0] == 'django'], file=sys.stderr)"
    )
    for arguments in (["check", str(lay(REPORT, "bao-cao.docx"))], ["rules", "P01"]):
        assert spawned_script(script, arguments) == "[]"


def spawned_script(script: str, arguments: list[str]) -> str:
    found = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, timeout=60, check=True
    )
    return found.stderr.strip().splitlines()[-1]


def test_a_whole_process_ends_with_the_code_of_its_findings(lay: Lay) -> None:
    found = spawned("check", lay(BLANK_NUMBER, "bao-cao.docx"), "--select", "P01", "--format", "json")

    assert found.returncode == 1
    assert json.loads(found.stdout)["counts"]["loi"] == 1
    assert found.stderr == b""
