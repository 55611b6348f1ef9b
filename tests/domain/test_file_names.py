"""A file is called as it was sent, but ends as its kind does and hides nothing."""

import pytest

from caitien.domain.texts.file_names import kept_name, visible_name


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("biên bản.pdf", "pdf", "biên bản.pdf"),
        ("biên bản.PDF", "pdf", "biên bản.pdf"),
        ("ảnh.JPEG", "jpeg", "ảnh.jpeg"),
        ("ảnh.jpg", "jpeg", "ảnh.jpg"),
        ("IMG_0012.HEIC", "jpeg", "IMG_0012.jpg"),
        ("chạy.bat", "pdf", "chạy.pdf"),
        ("a.pdf.exe", "pdf", "a.pdf"),
        ("a.html", "png", "a.png"),
        ("Kế hoạch 1.2", "docx", "Kế hoạch 1.2.docx"),
        ("Thầy A.Minh", "pdf", "Thầy A.Minh.pdf"),
        ("ảnh", "webp", "ảnh.webp"),
        ("", "pdf", "tep.pdf"),
        (".bat", "pdf", "bat.pdf"),
        ("...", "pdf", "tep.pdf"),
        ("a.bat.", "pdf", "a.pdf"),
        ("a.bat ", "pdf", "a.pdf"),
        ("a\u202etab.pdf.bat", "pdf", "atab.pdf"),
        ("a\u200b.b\u2066at", "pdf", "a.pdf"),
        ("..\\..\\a:b/c.lnk", "pdf", "-..-a-b-c.pdf"),
        ("dòng\nhai\x00.pdf", "pdf", "dòng hai.pdf"),
    ],
)
def test_a_name_ends_as_its_kind_does(name: str, kind: str, kept: str):
    assert kept_name(name, kind) == kept


def test_a_long_name_keeps_its_beginning_and_its_ending():
    found = kept_name("á" * 400 + ".png", "png")
    assert len(found) == 255
    assert found.endswith("á.png")


@pytest.mark.parametrize("mark", "\u061c\u200b\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u3164\ufe0f\u00ad")
def test_what_is_not_seen_or_turns_the_line_is_left_out(mark: str):
    assert visible_name(f"bien{mark}ban.pdf") == "bienban.pdf"
