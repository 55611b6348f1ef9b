"""Whose paper it is: the school and its kind, the school year, the set of standards."""

from typing import Any

import pytest

from caitien.domain.paper import Paper
from caitien.domain.texts.folding import fold
from tests.specimens import letterheads as heads
from tests.specimens.layout import Grid, Spot, body, head
from tests.specimens.pour import word_table
from tests.specimens.reading import one_line, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS
from tests.specimens.word import Xml, docx, p

PLAN_TABLE = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
RESULT_TABLE = word_table([*head(RESULT_COLUMNS), *body(RESULTS, RESULT_COLUMNS)])


def plan(*blocks: str, letterhead: Xml | None = None, foot: Xml | None = None) -> Paper:
    """A plan under this head and above this foot."""
    return read_paper(
        docx(letterhead or heads.as_table(), heads.title(), *blocks, PLAN_TABLE, p(), foot or heads.foot())
    )


# School, kind, year

SCHOOLS = {
    "TRƯỜNG MẦM NON HOA MUỐNG": "mam_non",
    "TRƯỜNG MẪU GIÁO SAO KHUÊ": "mam_non",
    "TRƯỜNG MN HOA MUỐNG": "mam_non",
    "TRƯỜNG TIỂU HỌC BẾN ĐÁ": "tieu_hoc",
    "TRƯỜNG TH BẾN ĐÁ": "tieu_hoc",
    "TRƯỜNG THCS ĐỒI THÔNG": "thcs",
    "TRƯỜNG TRUNG HỌC CƠ SỞ ĐỒI THÔNG": "thcs",
    "TRƯỜNG PTDTBT THCS ĐÁ BẠC": "thcs",
    "TRƯỜNG THPT NGÃ BA SÔNG": "thpt",
    "TRƯỜNG TRUNG HỌC PHỔ THÔNG NGÃ BA SÔNG": "thpt",
    "TRƯỜNG THPT CHUYÊN NGÃ BA SÔNG": "thpt",
    "TRƯỜNG TH&THCS ĐÁ BẠC": "nhieu_cap_hoc",
    "TRƯỜNG TH VÀ THCS ĐÁ BẠC": "nhieu_cap_hoc",
    "TRƯỜNG TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ ĐÁ BẠC": "nhieu_cap_hoc",
    "TRƯỜNG THCS-THPT MÂY TRẮNG": "nhieu_cap_hoc",
    "TRƯỜNG THCS VÀ THPT MÂY TRẮNG": "nhieu_cap_hoc",
    "TRƯỜNG TH, THCS VÀ THPT MÂY TRẮNG": "nhieu_cap_hoc",
    "TRUNG TÂM GDNN-GDTX SÔNG TRONG": "gdtx",
    "TRUNG TÂM GIÁO DỤC THƯỜNG XUYÊN SÔNG TRONG": "gdtx",
}


@pytest.mark.parametrize(("printed", "kind"), SCHOOLS.items())
def test_the_kind_of_school_is_told_from_its_name(printed: str, kind: str) -> None:
    paper = plan(letterhead=heads.as_table(issuer=printed))
    assert paper.school_type == kind
    assert fold(paper.school) == fold(printed)


def test_a_school_name_over_two_lines() -> None:
    paper = plan(letterhead=heads.as_table(issuer="TRƯỜNG TRUNG HỌC CƠ SỞ\nĐỒI THÔNG"))
    assert fold(paper.school) == "truong trung hoc co so doi thong"
    assert one_line(paper.report.upper_body) == one_line(heads.UPPER)


def test_the_school_name_as_the_body_writes_it() -> None:
    paper = plan(p("Căn cứ tình hình thực tế, Trường THCS Đồi Thông xây dựng kế hoạch như sau:"))
    assert paper.school == "Trường THCS Đồi Thông"


def test_another_school_named_in_a_sentence_is_not_the_school() -> None:
    paper = plan(p("Đoàn đã học tập kinh nghiệm tại Trường Tiểu học Bến Đá và Trường THPT Ngã Ba Sông."))
    assert fold(paper.school) == "truong thcs doi thong"
    assert paper.school_type == "thcs"


def test_the_school_named_only_in_the_subject() -> None:
    subject = heads.title(
        "BÁO CÁO", "Về thực hiện Kế hoạch cải tiến chất lượng của trường THCS Đồi Thông", "năm học 2025 - 2026"
    )
    paper = read_paper(docx(subject, RESULT_TABLE))
    assert paper.school == "Trường THCS Đồi Thông"


YEARS = {
    "năm học 2025 - 2026": "2025-2026",
    "năm học 2025-2026": "2025-2026",
    "năm học 2025–2026": "2025-2026",
    "năm học 2025 – 2026": "2025-2026",
    "năm học 2025/2026": "2025-2026",
    "Năm học: 2025 - 2026": "2025-2026",
    "NĂM HỌC 2025 - 2026": "2025-2026",
    "năm học 2025 -2026": "2025-2026",
}


@pytest.mark.parametrize(("printed", "year"), YEARS.items())
def test_the_school_year_in_any_form(printed: str, year: str) -> None:
    paper = read_paper(
        docx(heads.as_table(), heads.title("KẾ HOẠCH", "Cải tiến chất lượng giáo dục", printed), PLAN_TABLE)
    )
    assert paper.school_year == year


def test_the_year_of_the_subject_wins_over_years_in_the_prose() -> None:
    paper = plan(p("Căn cứ kết quả tự đánh giá năm học 2022 - 2023 và giai đoạn 2021-2025;"))
    assert paper.school_year == "2025-2026"


# The set of standards


def dated(year: int) -> str:
    return f"Sông Trong, ngày 05 tháng 9 năm {year}"


def one_plan(*rows: list[str], title: str = "", cited: str = "", issuer: str = heads.ISSUER, year: int = 2023) -> Paper:
    titles: Grid = [[Spot(title, 9)]] if title else []
    subject = f"Cải tiến chất lượng giáo dục năm học {year} - {year + 1}"
    grid = [*head(PLAN_COLUMNS), *titles, *rows]
    return read_paper(
        docx(
            heads.as_table(issuer=issuer, dated=dated(year)), heads.title("KẾ HOẠCH", subject), cited, word_table(grid)
        )
    )


def coded(code: str) -> list[str]:
    return ["1", f"Tiêu chí {code}", "Đích", "Việc", "An", "Quý I", "", "", ""]


PRIMARY, KINDERGARTEN = "TRƯỜNG TIỂU HỌC BẾN ĐÁ", "TRƯỜNG MẦM NON HOA MUỐNG"
NEW_TITLE = "Tiêu chuẩn 1: Quản trị nhà trường và bảo đảm chất lượng"
OLD_TITLE = "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường"
MIXED_TITLE = "Tiêu chuẩn 5: Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục"

FRAMEWORKS: dict[str, tuple[list[str], dict[str, Any], str]] = {
    "cited 17": (
        ["1.1"],
        {"cited": "Căn cứ Thông tư số 17/2018/TT-BGDĐT ngày 22/8/2018;", "issuer": PRIMARY},
        "tt17-2018",
    ),
    "cited 18": (["1.1"], {"cited": "Căn cứ Thông tư 18/2018/TT-BGDĐT của Bộ;"}, "tt18-2018"),
    "cited 19": (["1.1"], {"cited": "Thực hiện Thông tư số 19/2018/TT-BGDĐT;", "issuer": KINDERGARTEN}, "tt19-2018"),
    "cited 57, a secondary school": (
        ["1.1"],
        {"cited": "Căn cứ Thông tư số 57/2026/TT-BGDĐT;", "year": 2026},
        "tt57-2026-pt",
    ),
    "cited 57, a kindergarten": (
        ["1.1"],
        {"cited": "Căn cứ Thông tư 57/2026/TT-BGDĐT;", "issuer": KINDERGARTEN, "year": 2026},
        "tt57-2026-mn",
    ),
    "codes only the old sets have": (["1.10", "5.6"], {}, "tt18-2018"),
    "old codes in a primary school": (["1.10", "5.5"], {"issuer": PRIMARY}, "tt17-2018"),
    "old codes in a kindergarten": (["1.10"], {"issuer": KINDERGARTEN}, "tt19-2018"),
    "a title only the new set has": (["1.4"], {"title": NEW_TITLE, "year": 2026}, "tt57-2026-pt"),
    "a title only the old sets have": (["1.4"], {"title": OLD_TITLE}, "tt18-2018"),
    "the kindergarten's fifth standard in a secondary school": (["5.6"], {"title": MIXED_TITLE}, "tt18-2018"),
    "an old title in the first year of the new set": (["1.10"], {"title": OLD_TITLE, "year": 2026}, "tt18-2018"),
}


@pytest.mark.parametrize(("codes", "said", "framework"), FRAMEWORKS.values(), ids=FRAMEWORKS.keys())
def test_the_set_of_standards_is_told_from_citation_codes_titles_and_year(
    codes: list[str], said: dict[str, Any], framework: str
) -> None:
    assert one_plan(*map(coded, codes), **said).framework == framework
