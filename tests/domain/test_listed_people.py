"""What the cells of a list of people or schools mean: posts, units, names, kinds of schools, levels."""

import pytest

from caitien.domain.people.listed import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    by_given_name,
    is_email,
    posts_of,
    proper_email,
    proper_name,
    unit_key,
    unit_kind,
    unit_meant,
)
from caitien.domain.schools_listed import commune_key, is_code, kind_of_words, level_of_words, proper_code


@pytest.mark.parametrize(
    ("words", "roles", "head"),
    [
        *(("Hiệu trưởng", "chair", False), ("Phó hiệu trưởng", "staff", False), ("Tổ trưởng", "staff", True)),
        *(("Tổ phó", "staff", False), ("Phó tổ trưởng", "staff", False), ("TTCM; thư ký hội đồng", "secretary", True)),
        *(("thành viên HĐ", "member", False), ("người xem", "reader", False), ("Giáo viên", "staff", False)),
        *(("Chủ tịch HĐ, hiệu trưởng", "chair", False), ("Giám sát - giáo viên", "monitor", False), ("", "", False)),
        *(
            ("Hiệu trưởng kiêm giám sát", "chair monitor", False),
            ("giáo viên, người xem", "staff", False),
            (" - ", "", False),
        ),
    ],
)
def test_a_post_means_the_larger_roles_it_names(words: str, roles: str, head: bool):
    found = posts_of(words)
    assert (" ".join(found.roles), found.head) == (roles, head)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("Tổ Toán", "teaching"), ("Toán - Tin", "teaching"), ("Tổ Văn phòng", "office"), ("Công đoàn", "mass")),
        *(("Hội đồng trường", "other"), ("Hội Chữ thập đỏ", "mass"), ("Ban giám hiệu", "other"), ("Tập thể", "other")),
        *(("Ban Khoa học", "teaching"), ("Tổ bảo vệ", "other"), ("Chi bộ", "mass"), ("Hành chính", "office")),
    ],
)
def test_a_unit_is_of_the_sort_its_name_says(name: str, kind: str):
    assert unit_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(("toán – tin", "Tổ Toán - Tin"), ("Tổ chuyên môn Toán-Tin", "Tổ Toán - Tin"), ("Tổ Hóa", "Tổ Hóa")),
        *(("to toan - tin", "Tổ Toán - Tin"), ("hoa", "Tổ Hoa"), ("Tổ Sinh", ""), ("Hoá", "Tổ Hóa"), ("Tổ", "")),
    ],
)
def test_a_unit_is_meant_by_its_name_with_accents_or_by_the_only_one_without(name: str, meant: str):
    assert unit_meant(name, ["Tổ Toán - Tin", "Tổ Hóa", "Tổ Hoa"]) == meant
    assert unit_key("Tổ") == "tổ"


@pytest.mark.parametrize(
    ("name", "sorted_by"),
    [("Nguyễn Thị An", "an nguyen thi"), ("An", "an"), ("", ""), ("a " * 90, ("a " * 90)[:150].strip())],
)
def test_a_name_is_found_by_its_given_name(name: str, sorted_by: str):
    assert by_given_name(name).strip() == sorted_by
    assert len(by_given_name("a" * 200)) == LONGEST_NAME == 150


def test_names_and_addresses_are_kept_as_people_write_them():
    assert [proper_name(name) for name in ("NGUYỄN  THỊ AN", "Nguyễn\nThị an", "Y")] == [
        "Nguyễn Thị An",
        "Nguyễn Thị an",
        "Y",
    ]
    assert proper_email("  An@Truong.VN\u200b ") == "an@truong.vn"
    assert [is_email(text) for text in ("a@b.vn", "a@b", "a b@c.vn", "a@b.vn;c", "<a@b.vn>")] == [True, *[False] * 4]
    assert [is_email("a" * many + "@b.vn") for many in (LONGEST_EMAIL - 5, LONGEST_EMAIL - 4)] == [True, False]
    assert LONGEST_EMAIL == 254


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(
            ("THPT Hoa Sen", "thpt"),
            ("TH-THCS A", "nhieu_cap_hoc"),
            ("TH", "tieu_hoc"),
            ("TH A", ""),
            ("MN", "mam_non"),
        ),
        *(("GDNN-GDTX", "gdtx"), ("THCS & THPT", "nhieu_cap_hoc"), ("Liên cấp", "nhieu_cap_hoc"), ("Sở", "")),
    ],
)
def test_a_school_is_of_the_kind_its_words_say(text: str, kind: str):
    assert kind_of_words(text) == kind
    assert kind_of_words("Sở", text, "Trường Mầm non") == (kind or "mam_non")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(("Mức 2", 2), ("cấp độ 3", 3), ("4", 4), ("5", None), ("đạt KĐCLGD mức độ 3", 3), ("chưa đạt", 0)),
        *(("Không", 0), ("Mức 22", None), ("0", 0), ("", None)),
    ],
)
def test_a_level_is_told_up_to_the_highest_there_is(text: str, level: int | None):
    assert level_of_words(text, 4) == level


def test_codes_of_schools_and_names_of_communes():
    assert proper_code(" 01 000 723 a") == "01000723A"
    assert [is_code(text) for text in ("ABC", "AB", "A" * 40, "A" * 41, "A-1.2", "-A1", "abc")] == [
        *(True, False, True, False, True, False, False),
    ]
    assert commune_key("UBND phường Hồ Xuân") == commune_key("Ủy ban nhân dân Phường Hồ  Xuân") == "phường hồ xuân"
