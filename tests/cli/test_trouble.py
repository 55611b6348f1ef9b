"""Wrong use and bad input: one sentence each, nothing lost."""

from pathlib import Path

import pytest

from caitien.domain.papers.paper_json import dumps
from tests.cli.desk import REPORT, Call


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
        (("serve", "--port", "0"), "--port nhỏ nhất là 1."),
        (("serve", "--port", "70000"), "--port lớn nhất là 65535."),
        (("compare", "-", "-"), "Chỉ một trong hai văn bản được là đầu vào chuẩn"),
        (("read", "khong-co.docx"), "Không thấy tệp “khong-co.docx”"),
        (("read", "."), "“.” là thư mục"),
        (("read", "trong.docx"), "trong.docx: Tệp trống"),
        (("read", "hong.json"), "hong.json: Tệp không phải JSON hợp lệ (dòng 1, cột 11)."),
        (("write", "sai.json"), "sai.json: plan.items[0].level: cần một số nguyên."),
        (("write", "bao-cao.json", "-o", "a.odt"), "Không viết được tệp “a.odt”"),
        (("read", "bao-cao.json", "-o", "a.pdf"), "Không rõ phải ghi “a.pdf” ở dạng nào; đuôi tệp ra cần là .txt,"),
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
    assert plain.err.startswith("caitien: chương trình gặp lỗi của chính nó (ZeroDivisionError tại test_trouble.py")
    assert "Traceback" not in plain.err
    assert "Traceback" in full.err
