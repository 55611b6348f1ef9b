"""Small facts other rooms build on: consequences, states of a plan, addresses, spots, values, names of files."""

import pytest

from caitien.domain.consequences import consequences
from caitien.domain.evidence.pack_names import entry_name
from caitien.domain.paper_kind import PaperKind, kind_and_use, kind_name, kind_sentence
from caitien.domain.place import Place
from caitien.domain.plan_state import FOLLOWS, PLAN_STATE_NAMES, PlanState
from caitien.domain.refused import CHANGED, Faults, Stale, faults, written_since
from caitien.domain.site_address import is_address, is_local
from caitien.domain.summary_table import SummaryTable, say_value
from caitien.domain.texts.file_names import LONGEST, kept_name, visible_name

DATA = {
    "plan": {"items": [{"criterion": "1.1", "label": "Tiêu chí 1.1"}, {"criterion": "1.2"}]},
    "results": [{"status": "ongoing", "ongoing": "Đang sửa"}, {"status": "done", "done": "Xong", "ongoing": "còn"}],
}
TWO = {"status": "not_started", "not_started": "Còn hai phòng", "ongoing": "Đã làm ba phòng"}  # columns with words


@pytest.mark.parametrize(
    ("path", "text", "follows"),
    [
        ("results.0.status", "done", {"results.0.ongoing": "", "results.0.done": "Đang sửa"}),
        ("results.0.status", "unstated", {}),
        ("results.1.status", "ongoing", {}),  # it has words already
        ("results.0.done", "Xong", {"results.0.status": "ongoing"}),  # the least finished
        ("results.0.ongoing", "", {"results.0.status": "unstated"}),
        ("results.1.ongoing", "", {"results.1.status": "done"}),
        ("plan.items.0.status", "done", {"plan.items.0.status_text": "Hoàn thành"}),
        ("plan.items.0.status", "unstated", {"plan.items.0.status_text": ""}),
        ("plan.items.0.criterion", "2.3", {"plan.items.0.label": "Tiêu chí 2.3"}),
        ("plan.items.1.criterion", "2.3", {}),  # it has no label
        ("plan.items.0.work", "x", {}),
        ("plan.items.0.done", "x", {}),
    ],
)
def test_a_state_and_its_words_a_criterion_and_its_label_never_disagree(path: str, text: str, follows: dict[str, str]):
    assert consequences(DATA, path, text) == follows


@pytest.mark.parametrize(
    ("row", "state", "follows"),
    [
        (TWO, "ongoing", {"not_started": "", "ongoing": "Đã làm ba phòng\nCòn hai phòng"}),
        (TWO, "done", {"not_started": "", "ongoing": "", "done": "Còn hai phòng\nĐã làm ba phòng"}),
        (TWO, "not_started", {}),
        (TWO | {"done": "Một phòng"}, "ongoing", {"not_started": "", "ongoing": "Đã làm ba phòng\nCòn hai phòng"}),
        ({"status": "not_started", "ongoing": "-"}, "ongoing", {"ongoing": "Đang thực hiện."}),
        ({"status": "ongoing", "not_started": "-", "ongoing": "Đang sửa"}, "ongoing", {}),
    ],
)
def test_of_the_columns_that_hold_words_the_chosen_state_is_the_least_finished(row, state, follows):
    """Else the reader, who believes the least finished, would read another state than was chosen."""
    expected = {f"results.0.{column}": words for column, words in follows.items()}
    assert consequences({"results": [row]}, "results.0.status", state) == expected


def test_a_dash_in_a_column_tells_no_state():
    row = {"status": "ongoing", "not_started": "-", "ongoing": "Đang sửa"}
    assert consequences({"results": [row]}, "results.0.ongoing", "Đã sửa") == {"results.0.status": "ongoing"}


def test_a_plan_goes_on_and_never_back_from_what_was_approved():
    assert {state.value: sorted(after) for state, after in FOLLOWS.items()} == {
        **{"draft": ["submitted"], "submitted": ["approved", "draft"]},
        **{"approved": ["closed"], "closed": []},
    }
    assert PLAN_STATE_NAMES.keys() == set(PlanState)


@pytest.mark.parametrize(
    ("address", "local", "is_one"),
    [
        *(("https://a.vn", False, True), ("http://a.vn:8080/", False, True), ("https://a.vn/x", False, False)),
        *(("http://localhost:8000", True, True), ("http://127.0.0.1", True, True), ("http://x.localhost.", True, True)),
        *(("ftp://a.vn", False, False), ("a.vn", True, False), ("", True, False), ("https://a.vn?x", False, False)),
        *(("https://a.vn#x", False, False), ("https://u@a.vn", False, False), ("http://0.0.0.0", True, True)),
        *(("https://a.vn:99999", False, False), ("http://[::1]", True, True), ("http://128.0.0.1", False, True)),
    ],
)
def test_which_addresses_open_from_elsewhere(address: str, local: bool, is_one: bool):
    assert is_address(address) is is_one
    assert is_local(address) is local


def test_a_spot_is_said_as_people_count():
    assert str(Place(page=1, paragraph=2, table=3, row=0, column=5)) == "trang 1, đoạn 2, bảng 3, dòng 0, cột 5"
    assert str(Place(part="cước chú", sheet="A", row=7)) == "cước chú, trang tính “A”, dòng 7"
    assert str(Place()) == ""


def test_a_value_that_is_not_told_is_blank_and_never_nought():
    assert [say_value(value) for value in (None, 0, 1_234, "x")] == ["", "0", "1.234", "x"]
    table = SummaryTable(code="T1", title="", headings=(), rows=((None, 5), ("a", 12_000)))
    assert (table.texts, table.more) == ((("", "5"), ("a", "12.000")), 0)


def test_what_was_not_done_says_why():
    assert Stale().reason == CHANGED
    assert "Nay đang ghi: “(đã để trống)”." in written_since("").reason
    assert "Nay đang ghi: “Sơn”." in written_since("Sơn").reason
    assert faults("Một.", "Hai.") == Faults("Một.", ("Một.", "Hai."))


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        *(("Kế hoạch.docx", "docx", "Kế hoạch.docx"), ("a.pdf.bat", "pdf", "a.pdf"), ("a.bat", "pdf", "a.pdf")),
        *(
            ("ảnh.jpeg", "jpeg", "ảnh.jpeg"),
            ("ảnh.JPG", "jpeg", "ảnh.jpg"),
            ("ảnh", "jpeg", "ảnh.jpg"),
            ("", "pdf", "tep.pdf"),
        ),
        *(("C:\\x/y?.pdf", "pdf", "C--x-y-.pdf"), (" . ", "pdf", "tep.pdf"), ("A.Minh", "pdf", "A.Minh.pdf")),
        *(("a" * 300 + ".pdf", "pdf", "a" * (LONGEST - 4) + ".pdf"), ("a" * 251 + ".pdf", "pdf", "a" * 251 + ".pdf")),
        *(("x\u202epdf.exe", "pdf", "xpdf.pdf"), ("a\u3164b.pdf", "pdf", "ab.pdf")),
    ],
)
def test_a_file_is_kept_by_a_name_that_ends_as_its_kind(name: str, kind: str, kept: str):
    assert kept_name(name, kind) == kept
    assert visible_name("a\ufe0fb\n c") == "ab c"


def test_a_file_of_the_pack_has_a_free_name_that_says_what_it_is():
    path = entry_name("[H1-1.1-01]", "Sổ Nghị quyết", "trang 1", "jpeg", ())
    assert path == "tep/H1-1.1-01 - so-nghi-quyet-trang-1.jpg"
    second = entry_name("[H1-1.1-01]", "Sổ Nghị quyết", "trang 1", "jpeg", (path,))
    assert second == "tep/H1-1.1-01 - so-nghi-quyet-trang-1-2.jpg"
    assert entry_name("[H1-1.1-01]", "Sổ Nghị quyết", "trang 1", "jpeg", (path, second)).endswith("-1-3.jpg")
    assert entry_name("", "", "", "pdf", ()) == "tep/khong-ma - minh-chung.pdf"


def test_a_kind_of_paper_is_a_heading_a_sentence_and_a_use():
    assert kind_name(PaperKind.MINUTES, "") == "Biên bản"
    assert kind_name(PaperKind.IMPROVEMENT, "bieu-2") == "Kế hoạch cải tiến theo Biểu 2, Thông tư 57/2026"
    assert kind_and_use(PaperKind.MINUTES).startswith("Đây là biên bản. Có thể lưu")
    assert kind_and_use(PaperKind.IMPROVEMENT) == ""
    assert kind_sentence(PaperKind.FOREIGN) == "Chưa thấy tệp này là văn bản của nhà trường."
