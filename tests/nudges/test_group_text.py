"""The words for a unit's group list exactly what is missing, in pieces that can be pasted, each person with a link."""

import re
import unicodedata

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from caitien.access.models import AuditEntry, School, Unit, UnitMember, User
from caitien.nudges.answering import shown_by
from caitien.nudges.group_text import LONGEST, NOBODY, Asking, Block, ask_unit, pieces_of
from caitien.nudges.links import open_link
from caitien.nudges.models import Nudge
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.counting.missing import line_name, missing_of, missing_tasks
from caitien.work.models import Occurrence
from tests.work.conftest import occurrences_of

TODAY = timezone.localdate
WORKS = st.lists(st.text("aăbcđ ệ", min_size=1, max_size=120), min_size=1, max_size=60)
BLOCKS = st.lists(
    st.builds(Block, st.text("abcđe", min_size=1, max_size=40), WORKS, st.just("https://x.vn/b/" + "a" * 27))
)


@given(BLOCKS)
def test_no_piece_is_too_long_and_no_line_is_lost_or_told_twice(blocks: list[Block]):
    pieces = pieces_of("Tổ Văn: nhờ báo giúp", blocks)
    assert all(len(piece) <= LONGEST for piece in pieces)
    lines = [line for piece in pieces for line in piece.splitlines() if line.startswith("- ")]
    assert lines == [unicodedata.normalize("NFC", f"- {work}") for block in blocks for work in block.works]


def test_pieces_are_numbered_where_there_are_several():
    many = [Block(f"Người {number}", ["Sửa mái nhà xe của điểm trường"] * 9) for number in range(12)]
    pieces = pieces_of("Tổ Văn", many)
    assert len(pieces) > 1
    assert [piece.splitlines()[0] for piece in pieces] == [
        f"Tổ Văn ({number}/{len(pieces)})" for number in range(1, len(pieces) + 1)
    ]
    assert pieces_of("Tổ Văn", many[:1])[0].splitlines()[0] == "Tổ Văn"


def test_an_empty_line_stands_before_each_person():
    text = pieces_of("Tổ Văn", [Block("Cúc", ["Sửa mái"], "https://x/b/1"), Block("Bình", ["Sơn cổng"])])[0]
    assert text == (
        "Tổ Văn\n\nThầy cô Cúc, 1 việc:\n- Sửa mái\nBáo tại: https://x/b/1\n\nThầy cô Bình, 1 việc:\n- Sơn cổng"
    )


@pytest.fixture
def asking(an: User, unit: Unit, task: Task, plan: Plan, binh: User, school: School) -> Asking:
    """Cúc and Bình are of Tổ Văn; two lines of his and one of hers are overdue, and so is one of somebody else's."""
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    for row in (5, 6):
        Assignment.objects.create(school=school, task=plan.tasks.get(plan_row=row), user=binh)
    Assignment.objects.create(school=school, task=plan.tasks.get(plan_row=7), user=an)
    occurrences_of(task)
    Occurrence.objects.update(due="2026-09-15", told_at=None, state="ongoing")
    made = ask_unit(an, unit, plan, today=TODAY())
    assert isinstance(made, Asking)
    return made


@pytest.mark.each_database
def test_it_lists_the_missing_lines_of_the_unit_and_of_nobody_else(asking: Asking, plan: Plan, binh: User, cuc: User):
    missing = missing_of(plan, list(missing_tasks(plan, TODAY())), TODAY())
    expected = {person: [] for person in (binh, cuc)}
    for each in missing:
        for person in each.whom.people:
            if person in expected:
                expected[person].append(line_name(each.task, 120))
    assert {who: list(works) for who, works in asking.works.items()} == expected
    assert sum(map(len, asking.works.values())) == 3


@pytest.mark.each_database
def test_each_link_opens_what_is_that_persons(asking: Asking, binh: User):
    opened = open_link(asking.links[binh.pk].secret)
    assert opened
    assert len(shown_by(opened, TODAY())) == 2


@pytest.mark.each_database
def test_that_they_were_asked_is_kept_without_the_secret_once_a_day(asking: Asking, an: User, unit: Unit, plan: Plan):
    ask_unit(an, unit, plan, today=TODAY())
    kept = Nudge.objects.values_list("user__name", "lines", "channel")
    assert sorted(kept) == [("Trần Văn Bình", 2, "pasted"), ("Đỗ Thị Cúc", 1, "pasted")]
    everything = str(list(Nudge.objects.values()) + list(AuditEntry.objects.values("before", "after")))
    for made in asking.links.values():
        assert made.secret not in everything


def test_nothing_missing_makes_no_words(an: User, school: School, plan: Plan):
    empty = Unit.objects.create(school=school, name="Tổ Thể dục")
    assert ask_unit(an, empty, plan, today=TODAY()) == NOBODY
    assert not Nudge.objects.exists()


def test_a_teacher_makes_none(binh: User, unit: Unit, plan: Plan):
    with pytest.raises(PermissionDenied):
        ask_unit(binh, unit, plan, today=TODAY())


def test_the_page_shows_each_piece_to_copy_with_its_links(asking: Asking, an: User, unit: Unit, client):
    client.force_login(an)
    shown = client.post("/bao-viec/nhom", {"unit": unit.pk})
    (piece,) = shown.context["pieces"]
    assert piece.count("- ") == 3
    assert len(re.findall(r"http\S+/b/[a-z2-7]{27}\b", piece)) == 2
    listed = client.get("/bao-viec").content.decode()
    assert "lời dán vào nhóm" in listed
    assert "/b/" not in listed
