"""All a paper says is asked piece by piece, and tells what one long text would."""

from datetime import date

from caitien.domain.paper import Paper, Plan, PlanRow
from caitien.rules import check
from caitien.rules.pieces import pieces, standing_in

MANY = [f"Việc {number}" for number in range(1_201)]


def test_every_text_is_in_one_piece_in_small_letters() -> None:
    told = list(pieces(MANY))
    assert len(told) == 3
    assert "\n".join(told) == "\n".join(MANY).lower()


def test_a_blank_text_ends_nothing() -> None:
    assert list(pieces([""] * 501 + ["Cuối"])) == ["\n" * 499, "\ncuối"]


def test_words_are_found_in_whichever_piece_they_stand() -> None:
    assert standing_in(["việc 0", "việc 1200", "học"], pieces(MANY)) == {"việc 0", "việc 1200"}


def test_two_spellings_in_lines_far_apart_are_found() -> None:
    works = ["Dự giờ hằng năm", *MANY, "Dự giờ hàng năm"]
    paper = Paper(plan=Plan(items=tuple(PlanRow(work=work) for work in works)))
    (found,) = check(paper, today=date(2026, 9, 5), select=["P09"])
    assert found.path in ("plan.items.0.work", f"plan.items.{len(works) - 1}.work")
    assert "hằng năm" in found.what
    assert "hàng năm" in found.what
