"""The sets of standards as shipped, and as a school brings them with their wording."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from caitien.domain.refused import Faults, faults
from caitien.domain.standards import StandardSet, all_sets, links, load_file, set_ids, standard_set
from caitien.domain.texts.folding import clean

SHARED = Path(__file__).parents[3] / "shared" / "standards"
LINKS = Path(__file__).parents[2] / "caitien" / "data" / "standards" / "links"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared standards are not at hand")


@pytest.mark.parametrize(
    ("set_id", "criteria_of_each", "mandatory", "highest"),
    [
        ("tt17-2018", (10, 4, 6, 2, 5), 0, 3),
        ("tt18-2018", (10, 4, 6, 2, 6), 0, 3),
        ("tt19-2018", (10, 3, 6, 2, 4), 0, 3),
        ("tt17-2018-tt22-2024", (10, 4, 3, 2, 5), 0, 3),
        ("tt18-2018-tt22-2024", (10, 4, 3, 2, 6), 0, 3),
        ("tt19-2018-tt22-2024", (10, 3, 3, 2, 4), 0, 3),
        ("tt57-2026-mn", (4, 3, 5, 3), 8, 2),
        ("tt57-2026-pt", (4, 3, 5, 3), 8, 2),
    ],
)
def test_each_set_has_the_criteria_of_its_circular(
    set_id: str, criteria_of_each: tuple[int, ...], mandatory: int, highest: int
) -> None:
    found = standard_set(set_id)

    assert found is not None
    assert tuple(len(standard.criteria) for standard in found.standards) == criteria_of_each
    assert sum(criterion.mandatory for criterion in found.criteria) == mandatory
    assert max(level for criterion in found.criteria for level in criterion.levels) == highest
    assert not found.checked_against_gazette


def test_the_mandatory_criteria_of_2026_are_the_eight_named_ones() -> None:
    for set_id in ("tt57-2026-mn", "tt57-2026-pt"):
        codes = [criterion.code for criterion in standard_set(set_id).criteria if criterion.mandatory]
        assert codes == ["1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"]


def test_no_wording_of_a_circular_is_shipped() -> None:
    assert len(all_sets()) == len(set_ids()) == 8
    for each in all_sets():
        assert not each.worded
        assert not any(clause.text for clause in each.level4)
        assert not any(c.suggested_evidence or c.quantitative_indicators for c in each.criteria)


def test_what_the_2024_amendment_left_of_standard_3_is_titles_without_levels() -> None:
    amended = standard_set("tt18-2018-tt22-2024")

    assert [criterion.levels for criterion in amended.standard(3).criteria] == [{}, {}, {}]
    assert amended.criterion("5.6") == standard_set("tt18-2018").criterion("5.6")


def test_the_new_standards_take_over_on_7_july_2026() -> None:
    before, after = dt.date(2026, 7, 6), dt.date(2026, 7, 7)

    assert standard_set("tt18-2018").in_force(before)
    assert not standard_set("tt18-2018").in_force(after)
    assert standard_set("tt57-2026-pt").in_force(after)
    assert not standard_set("tt57-2026-pt").in_force(before)


def test_an_unknown_set_or_a_path_is_no_set() -> None:
    assert standard_set("tt99-2099") is None
    assert standard_set("links/tt18-2018_tt57-2026-pt") is None
    assert links("tt18-2018", "tt99-2099") == ()


@pytest.mark.parametrize(
    ("old", "later"),
    [
        *((f"tt{number}-2018{amended}", "tt57-2026-pt") for number in (17, 18) for amended in ("", "-tt22-2024")),
        *((f"tt19-2018{amended}", "tt57-2026-mn") for amended in ("", "-tt22-2024")),
    ],
)
def test_every_old_criterion_has_a_proposed_new_home(old: str, later: str) -> None:
    rows = links(old, later)
    new = {criterion.code for criterion in standard_set(later).criteria}

    assert [row.old for row in rows] == [criterion.code for criterion in standard_set(old).criteria]
    assert all(set(row.new) <= new and row.new for row in rows)
    assert all(row.review for row in rows if len(row.new) > 1)


@pytest.mark.parametrize("path", sorted(LINKS.glob("*.json")), ids=lambda path: path.stem)
def test_where_criteria_went_is_marked_as_a_proposal(path: Path) -> None:
    assert json.loads(path.read_bytes())["status"] == "proposal"


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("map-*.json")), ids=lambda path: path.stem)
def test_what_is_proposed_is_what_was_worked_out(path: Path) -> None:
    told = json.loads(path.read_bytes())
    rows = [(row["from"], tuple(row["to"]), row["review"]) for row in told["rows"]]
    assert [(row.old, row.new, row.review) for row in links(told["from"], told["to"])] == rows


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("tt*.json")), ids=lambda path: path.stem)
def test_the_full_wording_can_be_brought_and_agrees_with_what_is_shipped(path: Path) -> None:
    given = load_file(path.read_bytes())

    assert isinstance(given, StandardSet), given
    shipped = standard_set(given.id)
    assert all(criterion.worded for criterion in given.criteria)
    assert [(c.code, c.title, c.mandatory) for c in given.criteria] == [
        (c.code, c.title, c.mandatory) for c in shipped.criteria
    ]
    assert _letters(given) == _letters(shipped)


def _letters(one: StandardSet) -> list[tuple[str, int, str]]:
    return [(c.code, level, i.letter) for c in one.criteria for level, found in c.levels.items() for i in found]


def _set(**changes: Any) -> dict[str, Any]:
    criterion = {"code": "1.1", "title": "Sân trường", "levels": {"1": [{"letter": "a", "text": "Có cây bóng mát."}]}}
    return {
        "id": "thu-2030",
        "circular": "Bộ thử của trường Bình Minh",
        "school_types": ["tieu_hoc"],
        "valid_from": "2030-01-01",
        "standards": [{"code": "1", "title": "Cảnh quan", "criteria": [criterion]}],
    } | changes


def _standards(*criteria: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"code": "1", "title": "Cảnh quan", "criteria": list(criteria)}]


def _loaded(data: dict[str, Any]) -> StandardSet | Faults:
    return load_file(json.dumps(data).encode())


def test_a_school_may_bring_a_set_of_its_own() -> None:
    given = _loaded(_set())

    assert isinstance(given, StandardSet)
    assert given.criterion("1.1").levels[1][0].text == "Có cây bóng mát."


_YARD = {"code": "1.1", "title": "Sân"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "../etc"}, "id: “../etc” chỉ được gồm"),
        ({"standards": []}, "chưa có tiêu chí nào"),
        ({"standards": _standards(_YARD, _YARD)}, "tiêu chí 1.1: có 2 lần"),
        ({"standards": _standards({"code": "2.1", "title": "Sân"})}, "tiêu chí 2.1: mã cần có dạng 1.n"),
        ({"standards": _standards(_YARD | {"levels": {"1": []}})}, "tiêu chí 1.1, mức 1: chỉ báo trống"),
        ({"valid_to": "2029-12-31"}, "valid_to: ngày hết hiệu lực"),
        ({"id": "tt18-2018"}, "Bộ tt18-2018 đã có sẵn với các tiêu chí khác"),
        ({"valid_from": "2030"}, "valid_from: cần ngày có thật"),
        ({"standards": 5}, "standards: cần một danh sách"),
        ({"standards": _standards({"code": "1.1"})}, "standards[0].criteria[0]: thiếu title"),
    ],
)
def test_a_bad_file_is_told_what_is_wrong(changes: dict[str, Any], said: str) -> None:
    found = _loaded(_set(**changes))

    assert isinstance(found, Faults)
    assert said in found.problems[0]


def test_a_file_that_is_no_json_is_told_so() -> None:
    assert load_file(b"Th\xc3\xb4ng t\xc6\xb0") == faults("Tệp không phải JSON hợp lệ (dòng 1, cột 1).")


@pytest.mark.parametrize("entry", all_sets(), ids=lambda entry: entry.id)
def test_the_shipped_wording_is_typed_in_one_unicode_form(entry: StandardSet) -> None:
    texts = [standard.title for standard in entry.standards] + [criterion.title for criterion in entry.criteria]
    assert [text for text in texts if text != clean(text)] == []


def _problems(**changes: Any) -> tuple[str, ...]:
    found = _loaded(_set(**changes))
    return found.problems if isinstance(found, Faults) else ()


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ([{"code": "1.1", "title": "A"}, {"code": "1.99", "title": "B"}], ()),
        ([{"code": "1.100", "title": "A"}], ("tiêu chí 1.100: mã cần có dạng 1.n vì nằm trong tiêu chuẩn 1.",)),
        ([{"code": "1.0", "title": "A"}], ("tiêu chí 1.0: mã cần có dạng 1.n vì nằm trong tiêu chuẩn 1.",)),
        ([_YARD, _YARD, _YARD], ("tiêu chí 1.1: có 3 lần.",)),
        (
            [_YARD | {"levels": {"2": [{"letter": "a"}, {"letter": "a"}]}}],
            ("tiêu chí 1.1, mức 2: chỉ báo trống hoặc trùng chữ cái.",),
        ),
        ([_YARD | {"levels": {"2": [{"letter": "a"}, {"letter": "b"}]}}], ()),
    ],
)
def test_each_problem_of_a_set_is_told_where_it_is(criteria: list[dict[str, Any]], told: tuple[str, ...]) -> None:
    assert _problems(standards=_standards(*criteria)) == told


def test_standards_of_one_number_and_days_that_are_one() -> None:
    assert _problems(standards=_standards(_YARD) + _standards({"code": "1.2", "title": "B"})) == (
        "tiêu chuẩn 1: có 2 lần.",
    )
    assert _problems(valid_to="2030-01-01") == ()
    assert _problems(id="a-1-b") == ()
    assert len(_problems(id="-a")) == len(_problems(id="a--b")) == len(_problems(id="A")) == 1


def test_a_shipped_set_with_other_criteria_is_told_which_ones_differ() -> None:
    shipped = standard_set("tt18-2018")
    assert shipped is not None
    standards = [
        {
            "code": one.code,
            "title": one.title,
            "criteria": [{"code": each.code, "title": each.title} for each in one.criteria],
        }
        for one in shipped.standards
    ]
    assert _problems(id="tt18-2018", standards=standards) == ()
    standards[0]["criteria"][0]["code"] = "1.99"
    (told,) = _problems(id="tt18-2018", standards=standards)
    assert told == "Bộ tt18-2018 đã có sẵn với các tiêu chí khác (1.1, 1.99). Hãy đặt id khác, hoặc kiểm tra lại tệp."


def test_a_set_is_in_force_on_its_first_and_its_last_day() -> None:
    given, day = _loaded(_set(valid_to="2031-12-31")), dt.timedelta(days=1)
    assert isinstance(given, StandardSet)
    first, last = dt.date(2030, 1, 1), dt.date(2031, 12, 31)
    assert [given.in_force(each) for each in (first - day, first, last, last + day)] == [False, True, True, False]
    assert given.standard(1) is not None
    assert (given.standard(2), given.criterion("1.2")) == (None, None)
    assert given.worded
    assert [each.valid_from for each in all_sets()] == sorted(each.valid_from for each in all_sets())
