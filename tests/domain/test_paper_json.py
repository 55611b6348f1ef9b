"""A paper goes into JSON and comes back whole; JSON that is no paper is told so, place by place."""

import json
from datetime import date
from pathlib import Path
from time import process_time

import jsonschema
import pytest
from hypothesis import given

from caitien.domain.paper import (
    Form,
    Letterhead,
    Note,
    Paper,
    Plan,
    PlanRow,
    Problem,
    ResultRow,
    Review,
    Source,
    Status,
)
from caitien.domain.papers.paper_json import dumps, from_json, loads, schema, schema_text, to_json
from caitien.domain.refused import faults
from tests.specimens.papers import papers

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "samples" / "lhp-2023-2024" / "expected.json"
SCHEMA = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
ROW = PlanRow(criterion="3.2", label="Tiêu chí 3.2", standard=3, level=1, work="Thay quạt trần ở 6 phòng học.")


@given(papers)
def test_any_paper_comes_back_from_json_whole(paper: Paper) -> None:
    back = loads(dumps(paper))

    assert back == paper
    assert (back.notes, back.tables) == (paper.notes, paper.tables)
    for name in ("results", "problems", "reviews"):
        assert [row.source for row in getattr(back, name)] == [row.source for row in getattr(paper, name)]
    assert [row.source for row in back.plan.items] == [row.source for row in paper.plan.items]


@given(papers)
def test_any_paper_fits_the_published_schema(paper: Paper) -> None:
    SCHEMA.validate(to_json(paper))


def test_the_published_schema_is_the_one_of_this_code() -> None:
    published = (ROOT / "caitien" / "data" / "paper.schema.json").read_text(encoding="utf-8")

    assert published == schema_text(), "python -m caitien.domain.papers.paper_json > caitien/data/paper.schema.json"
    jsonschema.Draft202012Validator.check_schema(json.loads(published))


def test_the_schema_knows_a_wrong_state_and_a_level_in_words() -> None:
    for wrong in ({"results": [{"status": "xong"}]}, {"plan": {"items": [{"level": "một"}]}}):
        assert not SCHEMA.is_valid(wrong)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared samples are not at hand")
def test_the_real_report_is_read_cell_by_cell() -> None:
    given_json = json.loads(SAMPLE.read_text(encoding="utf-8"))
    SCHEMA.validate(given_json)

    paper = from_json(given_json)

    assert isinstance(paper, Paper)
    assert (paper.form, paper.notes) == (Form.REPORT, ())
    assert paper.counts == given_json["counts"]
    written = to_json(paper)
    assert written["results"] == given_json["results"]
    assert written["plan"] == given_json["plan"]
    assert written["report"].items() >= given_json["report"].items()


def test_a_row_of_the_nine_columns_always_has_its_own_keys_and_others_only_when_filled() -> None:
    bare = to_json(Paper(form=Form.PLAN, plan=Plan(items=(PlanRow(),))))["plan"]["items"][0]
    full = to_json(Paper(form=Form.PLAN, plan=Plan(items=(PlanRow(status_text="gần xong", topic="Mạng"),))))

    assert list(bare) == (
        [
            "criterion",
            "label",
            "standard",
            "standard_title",
            "level",
            "target",
            "work",
            "time",
            "owners",
            "budget",
            "support",
            "note",
        ]
    )
    assert (
        full["plan"]["items"][0].items() >= {"status": "unstated", "status_text": "gần xong", "topic": "Mạng"}.items()
    )


def test_a_row_of_bieu_2_always_has_the_keys_of_the_form() -> None:
    paper = Paper(form=Form.TT57, plan=Plan(items=(PlanRow(),)), problems=(Problem(),), reviews=(Review(),))
    written = to_json(paper)

    assert list(written["plan"]["items"][0]) == (
        ["topic", "target", "work", "indicator", "time", "owners", "budget", "evidence", "status"]
    )
    assert set(written["problems"][0]) == {"standard", "criterion", "baseline", "limitation", "cause"}
    assert set(written["reviews"][0]) == {"moment", "content", "result", "adjustment", "reviewer"}


def test_a_source_says_only_what_is_known() -> None:
    source = Source(table=1, rows=(7, 8), page=3, columns={"work": 4})
    written = to_json(Paper(results=(ResultRow(source=source),)))

    assert written["results"][0]["source"] == {"table": 1, "rows": [7, 8], "page": 3, "columns": {"work": 4}}


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ({"results": [{}]}, Form.REPORT),
        ({"plan": {"items": [{"work": "Sơn lại lớp học"}]}}, Form.PLAN),
        ({"plan": {"items": [{"topic": "Thư viện"}]}}, Form.TT57),
        ({"problems": [{}], "results": [{}]}, Form.TT57),
        ({"form": "ke-hoach", "results": [{}]}, Form.PLAN),
        ({}, Form.PLAN),
    ],
)
def test_the_form_is_told_from_the_content_when_it_is_not_named(data: dict[str, object], form: Form) -> None:
    assert from_json(data).form is form


def test_texts_come_in_canonical_form_and_null_is_nothing() -> None:
    paper = from_json(
        {"school": "Tru\u031bo\u031b\u0300ng  TH\u00a0Bình Minh ", "strengths": None, "plan": {"date": None}}
    )

    assert paper.school == "Trường TH Bình Minh"
    assert (paper.strengths, paper.plan.date) == ("", None)


def test_a_key_without_a_home_becomes_a_note() -> None:
    paper = from_json({"plan": {"items": [{"wrok": "Trồng cây"}]}, "counts": {"done": 9}})

    assert [(note.code, note.quote, note.path) for note in paper.notes] == [
        ("unknown-key", "Trồng cây", "plan.items.0.wrok")
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"plan": {"items": [{}, {"level": "một"}]}}, "plan.items[1].level: cần một số nguyên."),
        ({"plan": []}, "plan: cần một đối tượng { … }."),
        ({"plan": {"items": {}}}, "plan.items: cần một danh sách [ … ]."),
        ({"plan": {"date": "2024-02-30"}}, "plan.date: cần ngày có thật, viết như 2024-09-12."),
        ({"results": [{"status": "xong"}]}, "results[0].status: chỉ nhận done, ongoing, not_started, unstated."),
        ({"form": "phieu"}, "form: chỉ nhận bao-cao, ke-hoach, bieu-2."),
        ({"school": 7}, "school: cần chữ trong dấu ngoặc kép."),
        ({"reviews": ["x"]}, "reviews[0]: cần một đối tượng { … }."),
        ({"results": [{"extra": {"Điểm": 9}}]}, "results[0].extra: cần chữ trong dấu ngoặc kép."),
        ({"notes": [{"code": "x"}]}, "notes[0]: thiếu text."),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_by_its_path(data: dict[str, object], sentence: str) -> None:
    assert from_json(data) == faults(sentence)


def test_every_wrong_row_is_named_at_once() -> None:
    found = from_json({"school": 1, "results": [{"planned": 1}, {}, {"planned": 2}]})

    assert [problem.partition(":")[0] for problem in found.problems] == [
        "school",
        "results[0].planned",
        "results[2].planned",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"school": "A",\n}', "Tệp không phải JSON hợp lệ (dòng 2, cột 1)."),
        ("", "Tệp không phải JSON hợp lệ (dòng 1, cột 1)."),
        ("[1]", "Tệp JSON cần là một đối tượng { … }."),
        (b"\xff\xfe\x00", "Tệp JSON cần lưu bằng bảng mã UTF-8."),
        ('{"a":' * 900 + "1" + "}" * 900, "Tệp JSON lồng quá nhiều tầng nên không đọc được."),
        ('{"school":' * 100_000, "Tệp JSON lồng quá nhiều tầng nên không đọc được."),
    ],
)
def test_text_that_is_no_json_is_refused_in_one_sentence(text: str | bytes, sentence: str) -> None:
    assert loads(text) == faults(sentence)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert loads(b'\xef\xbb\xbf{"school": "A"}') == Paper(form=Form.PLAN, school="A")


def test_three_thousand_rows_take_well_under_a_second_both_ways() -> None:
    row = ResultRow(
        criterion="3.2", planned="Thay quạt trần ở sáu phòng học." * 9, status=Status.DONE, source=Source(rows=(1,))
    )
    paper = Paper(report=Letterhead(date=date(2026, 5, 30)), results=(row,) * 3000, notes=(Note(code="a", text="b"),))
    start = process_time()

    assert loads(dumps(paper)) == paper
    assert process_time() - start < 1.5  # about 0.15 s on two old cores; the bound only catches a change of order
