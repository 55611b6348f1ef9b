"""Where the rules of results, words and criteria begin to speak and where they stop: on both sides of each bound."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from caitien.domain.finding import Severity
from caitien.domain.paper import Form, Paper, Plan, PlanRow, Problem, ResultRow, Section, Status
from caitien.domain.standards import standard_set
from caitien.rules.context import RuleContext
from caitien.rules.grouping import Heading, row_of
from caitien.rules.groups import shared, titled
from caitien.rules.lines import is_blank, is_blank_throughout, name_of, shortened
from caitien.rules.wording import is_quoted, like, opens_sentence, starts
from tests.rules.looking import TODAY, hits, planned, words


def compared(work: str, said: str, **plan: str) -> list[str]:
    """What T08 says of one line, beside others that are as they were planned."""
    same = [
        (PlanRow(criterion=f"9.{n}", work=f"Việc {n}"), ResultRow(criterion=f"9.{n}", planned=f"Việc {n}"))
        for n in (1, 2)
    ]
    pairs = [(PlanRow(criterion="1.1", work=work, **plan), ResultRow(criterion="1.1", planned=said)), *same]
    plans, results = zip(*pairs, strict=True)
    return [
        hit.what.removeprefix("Tiêu chí 1.1: bảng kết quả ")
        for hit in hits("T08", Paper(plan=Plan(items=plans), results=results))
    ]


@pytest.mark.parametrize(
    ("work", "said", "told"),
    [
        *(
            ("a b c d", "a b c d", ""),
            ("a b c d", "- A".lower() + " b; c\nd.", ""),
            ("1.5 m", "15 m", "ghi “15” thay cho “1.5”."),
        ),
        *(
            ("a b c d", "a x c d", "ghi “x” thay cho “b”."),
            ("a b c d", "a b c", "thiếu “d”."),
            ("a b c", "a b c d", "thêm “d”."),
        ),
        ("a b c d e f", "a x c y e f", "ghi “x” thay cho “b”; ghi “y” thay cho “d”."),
        ("a b c d e f g h", "a x c y e z g h", "ghi “x” thay cho “b”; ghi “y” thay cho “d”; và chỗ khác nữa."),
        ("a b c d e", "a b x y z", "ghi “x y z” thay cho “c d e”."),  # six of ten words: still word by word
        ("a b c d", "a x y z", "ghi “a x y z” thay cho “a b c d”."),  # more than that: one text for another
        *(("", "a b", ""), ("a b", "…", "")),
    ],
)
def test_t08_tells_two_places_that_differ_or_one_text_for_another(work: str, said: str, told: str):
    assert compared(work, said) == ([told] if told else [])


def test_t08_goes_by_what_most_lines_repeat():
    rows = [PlanRow(criterion=f"1.{n}", target=f"đích {n}", work=f"việc {n}") for n in range(1, 4)]
    both = [ResultRow(criterion=f"1.{n}", planned=f"đích {n}\nviệc {n}") for n in range(1, 4)]
    lone = replace(both[2], planned="việc 3")
    assert hits("T08", Paper(plan=Plan(items=tuple(rows)), results=tuple(both))) == []
    (hit,) = hits("T08", Paper(plan=Plan(items=tuple(rows)), results=(*both[:2], lone)))
    assert hit.what == "Tiêu chí 1.3: bảng kết quả thiếu “đích 3”." or "đích 3" in hit.what
    split = (*both[:2], replace(lone, planned="đích 3"), replace(lone, planned="việc 3"))
    assert hits("T08", Paper(plan=Plan(items=tuple(rows)), results=split)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Hằng năm làm. Hàng năm sửa, hàng năm xem.",
            [("Hằng năm", "“hàng năm” (2 lần) và “hằng năm” (1 lần) là một từ viết hai cách.")],
        ),
        ("làm hằng năm, xem hằng năm", []),
        ("có qui mô, quy mô, quy mô", [("qui mô", "“quy mô” (2 lần) và “qui mô” (1 lần) là một từ viết hai cách.")]),
        ("Phòng Quản lí, quản lý", []),  # a name
        ("“quản lí”, quản lý", []),  # the title of another paper
        ("kĩ năng; kỹ thuật", []),
        ("TP. Huế, TP Huế, TP. Huế", [("TP Huế", "“TP. Huế” (2 lần) và “TP Huế” (1 lần) là một từ viết hai cách.")]),
        ("TP. Huế, TP Vinh", []),
        ("UTP Huế, TP. Huế", []),
    ],
)
def test_p09_one_word_is_written_one_way(text: str, told: list[tuple[str, str]]):
    assert [(hit.words, hit.what) for hit in hits("P09", Paper(strengths=text))] == told


@pytest.mark.parametrize(
    ("text", "odd", "right"),
    [
        *(
            ("Tr\u01b0\u01a1\u0300ng ta", "Tr\u01b0\u01a1\u0300ng", "Trường ta"),
            ("ở ðây", "ðây", "ở đây"),
            ("Trường Москва", "", ""),
        ),
        *(
            ("cаo", "cаo", "cao"),
            ("Trường ta", "", ""),
            ("plain", "", ""),
            ("Trường cаo, cао", "cаo,", "Trường cao, cao"),
        ),
    ],
)
def test_p12_a_letter_that_only_looks_like_ours_is_mended(text: str, odd: str, right: str):
    found = [(hit.words, hit.fix.new if hit.fix else "") for hit in hits("P12", Paper(strengths=text))]
    assert found == ([(odd, right)] if odd else [])


CODES = [criterion.code for criterion in standard_set("tt18-2018").criteria]


@pytest.mark.parametrize(("missing", "told"), [(0, 0), (1, 1), (2, 2), (3, 0)])
def test_s02_a_paper_that_lacks_a_tenth_or_less_means_to_have_all(missing: int, told: int):
    assert len(CODES) == 28
    rows = tuple(PlanRow(criterion=code) for code in CODES[missing:])
    found = hits("S02", planned(*rows, framework="tt18-2018"))
    assert [hit.words for hit in found] == CODES[:told]
    assert {hit.path for hit in found} <= {"plan.items.0.criterion"}


def test_s02_points_to_the_row_the_missing_one_should_follow():
    rows = tuple(PlanRow(criterion=code) for code in CODES if code != CODES[9])
    (hit,) = hits("S02", planned(*rows, framework="tt18-2018"))
    assert hit.path == "plan.items.8.criterion"


def assessed(text: str, done: int, ongoing: int, idle: int) -> list[str]:
    states = [Status.DONE] * done + [Status.ONGOING] * ongoing + [Status.NOT_STARTED] * idle
    paper = Paper(strengths=text, results=tuple(ResultRow(status=state) for state in states))
    return [hit.what.partition("bảng có ")[2] for hit in hits("T11", paper)]


@pytest.mark.parametrize(
    ("text", "counts", "told"),
    [
        *(
            ("Tất cả nội dung đã hoàn thành.", (3, 1, 0), "1/4 dòng chưa hoàn thành."),
            ("Tất cả nội dung đã hoàn thành.", (4, 0, 0), ""),
        ),
        ("Tất cả nội dung đã hoàn thành, trừ một việc.", (3, 1, 0), ""),
        *(
            ("Các nội dung đạt kết quả tốt.", (2, 0, 1), "1/3 dòng chưa thực hiện."),
            ("Các nội dung đạt kết quả tốt.", (5, 0, 2), ""),
        ),
        *(
            ("Có 3/4 nội dung đã hoàn thành.", (3, 1, 0), ""),
            ("Có 2/4 nội dung đã hoàn thành.", (3, 1, 0), "3/4 dòng đã hoàn thành."),
        ),
        *(("Có 2/5 nội dung đã hoàn thành.", (3, 1, 0), ""), ("Có 2/4 nội dung chưa hoàn thành.", (3, 1, 0), "")),
        ("Có 4/4 nội dung đã hoàn thành.", (3, 1, 0), "3/4 dòng đã hoàn thành."),
        ("Tất cả nội dung đã hoàn thành.", (0, 0, 0), ""),
    ],
)
def test_t11_the_words_of_the_assessment_hold_against_the_counts(text: str, counts: tuple[int, int, int], told: str):
    assert assessed(text, *counts) == ([told] if told else [])


@pytest.mark.parametrize(
    ("target", "work", "alike"),
    [
        *(
            ("a" * 20, "a" * 20, True),
            ("a" * 19, "a" * 19, False),
            ("a" * 40, "a" * 50, False),
            ("A" * 20 + " .", "a" * 20, True),
        ),
        *(
            ("a" * 46 + "b" * 4, "a" * 50, True),
            ("a" * 45 + "b" * 5, "a" * 50, False),
            ("a" * 30, "", False),
            ("", "", False),
        ),
        *(("a" * 92 + "b" * 8, "a" * 100, True), ("a" * 91 + "b" * 9, "a" * 100, False), ("a" * 43, "a" * 50, True)),
        *(("a" * 50, "a" * 43, True), ("a" * 42, "a" * 50, False), ("a" * 50, "a" * 42, False)),
    ],
)
def test_k08_a_target_repeats_the_work_where_twelve_of_thirteen_letters_are_the_same(
    target: str, work: str, alike: bool
):
    assert bool(hits("K08", planned(PlanRow(criterion="1.1", target=target, work=work)))) is alike


LONG = "Nhà trường đã ban hành kế hoạch và giao các tổ thực hiện từng tháng, có kiểm tra cuối kỳ đầy đủ và đúng hạn"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        *(
            (LONG, LONG, True),
            (LONG, f"Năm nay, {LONG}", True),
            (f"Năm nay, {LONG}", LONG, True),
            (LONG, LONG + " nhé", False),
        ),
        *((LONG[:100], LONG[:100], True), (LONG[:99], LONG[:99], False)),
        (f"Tổ Một: {LONG}", f"Tổ Hai: {LONG}", False),  # neither is the end of the other
    ],
)
def test_p07_a_hundred_letters_do_not_stand_twice(first: str, second: str, told: bool):
    sections = tuple(Section(paragraphs=(text,)) for text in (first, second))
    found = hits("P07", Paper(sections=sections))
    assert [hit.path for hit in found] == (["sections.1.paragraphs.0"] if told else [])


def test_p07_twelve_words_at_the_end_tell_a_paragraph_whoever_is_named_first():
    twelve = " ".join(f"nghiêng{number}" for number in range(10, 22))
    sections = tuple(Section(paragraphs=(text,)) for text in (twelve, f"Tổ {twelve}"))
    assert [hit.path for hit in hits("P07", Paper(sections=sections))] == ["sections.1.paragraphs.0"]


@pytest.mark.parametrize(("same", "told"), [(9, True), (8, False)])
def test_k14_nine_letters_of_ten_make_the_work_of_last_year(same: int, told: bool):
    last = planned(
        PlanRow(criterion="1.2", work="a" * same + "b" * (10 - same), note="Chuyển tiếp"), school_year="2025-2026"
    )
    paper = planned(PlanRow(criterion="1.2", work="a" * 10), school_year="2026-2027")
    assert bool(hits("K14", paper, last_year=last)) is told


@pytest.mark.parametrize(("letters", "told"), [(39, False), (40, True)])
def test_p07_forty_letters_do_not_stand_twice_in_a_cell(letters: int, told: bool):
    text = "a" * letters
    found = hits("P07", planned(PlanRow(work=f"{text}\nb\n{text}")))
    assert [hit.what for hit in found] == ([f"Đoạn “{text}” có 2 lần trong cùng một ô."] if told else [])


def test_p07_shows_sixty_letters():
    for letters, shown in ((60, "a" * 60), (61, "a" * 60 + "…")):
        (hit,) = hits("P07", planned(PlanRow(work="\n".join(["a" * letters] * 3))))
        assert hit.what == f"Đoạn “{shown}” có 3 lần trong cùng một ô."


@pytest.mark.parametrize(
    ("text", "short"),
    [("a" * 60, "a" * 60), ("a" * 61, "a" * 60 + "…"), ("một\nhai", "một hai"), ("a" * 58 + ", bb", "a" * 58 + "…")],
)
def test_a_text_is_shortened_to_whole_words(text: str, short: str):
    assert shortened(text) == short


def test_a_line_is_called_by_its_criterion_its_topic_or_not_at_all():
    rows = (PlanRow(criterion="1.1", topic="x"), PlanRow(topic="Thư viện"), ResultRow())
    assert [name_of(row) for row in rows] == ["Tiêu chí 1.1", "Dòng “Thư viện”", "Dòng này"]


@pytest.mark.parametrize(("texts", "blank"), [(["", "…", "-"], True), (["", ""], False), (["", "", "x"], False)])
def test_a_column_is_blank_where_three_lines_leave_it_so(texts: Sequence[str], blank: bool):
    assert is_blank_throughout([("", PlanRow(note=text)) for text in texts], "note") is blank
    assert [is_blank(text) for text in (" .…-–_/\n", "x", "0")] == [True, False, False]


def test_a_title_is_told_once_a_group_and_shared_by_its_rows():
    rows = [("1", "A"), ("1", "A"), ("2", "A"), ("1", "A"), ("", "A"), ("1", "")]
    items = tuple(
        PlanRow(standard=int(code) if code else None, standard_title=title, label=title) for code, title in rows
    )
    paper = Paper(plan=Plan(items=items), problems=(Problem(standard=1, standard_title="A"),))
    found = [each.path for each in titled(RuleContext(paper=paper, today=TODAY))]
    assert found == [f"plan.items.{n}.standard_title" for n in (0, 2, 3)] + ["problems.0.standard_title"]
    assert shared(paper, "plan.items.1.label") == tuple(f"plan.items.{n}.label" for n in range(5))
    assert shared(paper, "plan.items.5.label") == ("plan.items.5.label",)
    assert shared(paper, "plan.items.1.work") == ("plan.items.1.work",)
    assert shared(paper, "plan.items.0.standard_title") == tuple(f"plan.items.{n}.standard_title" for n in range(5))


@pytest.mark.parametrize(
    ("path", "row"),
    [
        *(("results.3.done", "results.3"), ("plan.items.12", "plan.items.12"), ("evidence.4.name", "evidence.4")),
        *(("plan.number", ""), ("strengths", ""), ("sections.1.heading", ""), ("reviews.0.result", "reviews.0")),
    ],
)
def test_the_row_a_path_is_in(path: str, row: str):
    assert row_of(path) == row


def test_groups_come_the_gravest_first_what_is_mended_at_signing_later_then_the_most_places():
    made = [
        ("K01", Severity.HINT, 9),
        ("P01", Severity.ERROR, 9),
        ("S01", Severity.ERROR, 2),
        ("T01", Severity.ERROR, 3),
    ]
    headings = [Heading(code=code, severity=grave, times=times, only_rows=False) for code, grave, times in made]
    assert [each.code for each in sorted(headings, key=lambda each: each.turn)] == ["T01", "S01", "P01", "K01"]
    assert (headings[0].number, replace(headings[0], only_rows=True).number) == ("9 chỗ", "9 dòng")


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        *(
            ("họp lý", "họp lý", [0]),
            ("xhọp lý", "họp lý", []),
            ("họp lý2, họp lý", "họp lý", [9]),
            ("a a", "a", [0, 2]),
        ),
        *(("aa", "a", []), ("họp lýhọp lý", "họp lý", []), ("", "a", [])),
    ],
)
def test_words_stand_whole(text: str, wanted: str, found: list[int]):
    assert list(starts(text, wanted)) == found


def test_a_word_opens_a_sentence_stands_in_quotes_and_is_written_like_another():
    assert [opens_sentence("A. (B c", at) for at in (0, 4, 6)] == [True, True, False]
    assert [opens_sentence(f"A{mark} B", 3) for mark in ".!?:;\n,"] == [*[True] * 6, False]
    assert [is_quoted("a “b” c “d", at) for at in (0, 3, 6, 9)] == [False, True, False, True]
    assert [like("hợp lý", written) for written in ("họp lý", "Họp lý", "HỌP LÝ")] == ["hợp lý", "Hợp lý", "HỢP LÝ"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(
            ("một việc họp lý", ["họp lý"]),
            ("họp lý luận", []),
            ("cuộc họp lý do", []),
            ("họp\nlý", []),
            ("Họp lý", ["Họp lý"]),
        ),
        *(("tổng kết họp", []), ("tổng\nkết họp", ["kết họp"]), ("sơ kết họp", []), ("kết họp tổng", ["kết họp"])),
        *(("văn thư viên", []), ("thư viên chức", []), ("thư viên, chức", []), ("thư viên trường", ["thư viên"])),
        *(("được dưỡng sinh", []), ("được dưỡng", ["được dưỡng"]), ("giáo viện phí", []), ("giáo viện", ["giáo viện"])),
    ],
)
def test_p10_a_garble_is_told_but_where_the_word_beside_it_makes_it_right(text: str, told: list[str]):
    assert words("P10", text) == told


def test_papers_of_the_new_form_name_no_criterion_in_every_line():
    assert hits("T11", Paper(form=Form.TT57)) == []
