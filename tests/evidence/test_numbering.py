"""Codes are given in order, gaps are never filled, and a table old → new goes with every renumbering."""

import pytest

from caitien.access.models import AuditEntry, School, User
from caitien.access.rights import acting_user_of
from caitien.domain.refused import Refused
from caitien.evidence.codes.numbering import framework_of, next_code, renumber, renumbering_of, with_code
from caitien.evidence.gaps.expecting import settle
from caitien.evidence.gaps.missing import unshown
from caitien.evidence.gaps.requiring import require_proofs
from caitien.evidence.items.changing import ItemText, add_item
from caitien.evidence.items.dropping import drop_item
from caitien.evidence.items.uses import use_for
from caitien.evidence.models import Item, Renumbering
from caitien.evidence.reads import Filters, listed
from caitien.papers.issuing import NotIssued
from caitien.papers.models import Issue
from caitien.plans.models import Plan, Task
from tests.evidence.made import item_of, report_row
from tests.papers.made import answered, issued, settled
from tests.plans.approving import chair_of

pytestmark = pytest.mark.each_database
SET = "tt57-2026-pt"


def codes_of(item: Item) -> list[str]:
    return list(item.codes.filter(retired_at=None).values_list("text", flat=True))


def test_items_of_a_criterion_get_the_next_code_each(an: User, school: School):
    assert [codes_of(item_of(an, school, f"Minh chứng {n}")) for n in range(2)] == [["MC.1.4.01"], ["MC.1.4.02"]]


def test_a_school_under_a_set_of_2018_gets_codes_with_boxes(an: User, school: School):
    school.framework = "tt18-2018"
    school.save()
    assert codes_of(item_of(an, school, criterion="1.10")) == ["[H1-1.10-01]"]


def test_the_code_of_an_item_that_was_dropped_is_never_given_again(an: User, school: School):
    first = item_of(an, school, "Sổ mượn máy")
    drop_item(an, first, reason="Ghi hai lần")
    assert codes_of(item_of(an, school, "Sổ trực")) == ["MC.1.4.02"]
    assert [code.item for code in with_code(school, "MC.1.4.01")] == [first]


def test_after_99_a_code_has_three_digits(an: User, school: School):
    item_of(an, school, code="MC.1.4.99")
    assert next_code(school, SET, "1.4") == "MC.1.4.100"


def test_a_code_another_item_bears_is_refused_with_its_name(an: User, school: School):
    item_of(an, school, "Sổ mượn máy", code="MC.1.4.07")
    said = add_item(an, school, said=ItemText(name="Sổ trực", criterion="1.4"), code="MC.1.4.07")
    assert isinstance(said, Refused)
    assert "Sổ mượn máy" in said.reason
    assert not Item.objects.filter(name="Sổ trực").exists()


def test_a_code_of_the_other_world_is_refused_and_the_sentence_shows_the_right_one(an: User, school: School):
    said = add_item(an, school, said=ItemText(name="Sổ trực", criterion="1.4"), code="[H1-1.4-01]")
    assert isinstance(said, Refused)
    assert "MC.a.b.cc" in said.reason


@pytest.fixture
def four(an: User, school: School) -> list[Item]:
    """Items with the codes 01, 02, 04 and 07 of criterion 1.1."""
    return [item_of(an, school, f"Minh chứng số {n}", criterion="1.1", code=f"MC.1.1.0{n}") for n in (1, 2, 4, 7)]


def test_closing_up_changes_04_to_03_and_07_to_04_and_keeps_the_table(an: User, school: School, four: list[Item]):
    done = renumber(an, school, framework=SET, criterion="1.1", reason="Nộp đoàn đánh giá ngoài")
    assert isinstance(done, Renumbering)
    assert [row[:2] for row in done.rows] == [["MC.1.1.04", "MC.1.1.03"], ["MC.1.1.07", "MC.1.1.04"]]
    assert [codes_of(item) for item in four] == [["MC.1.1.01"], ["MC.1.1.02"], ["MC.1.1.03"], ["MC.1.1.04"]]
    assert AuditEntry.objects.filter(verb="evidence.renumber").count() == 1


def test_old_codes_still_find_their_items(an: User, school: School, four: list[Item]):
    renumber(an, school, framework=SET, criterion="1.1", reason="Nộp đoàn")
    acting = acting_user_of(an, school)
    found = listed(acting, Filters(words="mc.1.1.07"), an.date_joined.date())
    assert [item.pk for item in found] == [four[3].pk]
    bearers = [code.item_id for code in with_code(school, "MC.1.1.04")]
    assert bearers == [four[3].pk, four[2].pk], "who bears it now stands before who bore it once"


def test_after_closing_up_the_next_code_stands_above_the_highest_ever_given(an: User, school: School, four: list[Item]):
    renumber(an, school, framework=SET, criterion="1.1", reason="Nộp đoàn")
    assert next_code(school, SET, "1.1") == "MC.1.1.08"


def test_closing_up_needs_a_reason_and_something_to_close(an: User, school: School, four: list[Item]):
    assert isinstance(renumber(an, school, framework=SET, criterion="1.1", reason=" "), Refused)
    renumber(an, school, framework=SET, reason="Cả bộ")
    assert renumbering_of(school, SET) == []
    assert isinstance(renumber(an, school, framework=SET, reason="Lần nữa"), Refused)
    assert Renumbering.objects.count() == 1


def frozen(issue: Issue) -> tuple[object, ...]:
    """Everything an issued paper is: its words, the bytes of its Word file, the marks of both."""
    with issue.file.open("rb") as word:
        return issue.paper, issue.sha256, word.read(), issue.file_sha256


def test_a_paper_issued_last_month_stays_byte_for_byte_and_its_codes_are_found_for_ever(
    an: User, plan: Plan, task: Task, four: list[Item]
):
    use_for(an, four[3], task)
    settled(an, plan)
    issue = issued(answered(an, plan))
    assert isinstance(issue, Issue), issue
    assert "MC.1.1.07" in str(issue.paper)
    before = frozen(issue)
    renumber(an, plan.school, framework=SET, criterion="1.1", reason="Nộp đoàn")
    drop_item(an, four[2], reason="Hết dùng")
    assert frozen(Issue.objects.get(pk=issue.pk)) == before
    assert [code.item_id for code in with_code(plan.school, "MC.1.1.07")] == [four[3].pk]
    assert "MC.1.1.04" in report_row(plan, task), "a paper of now cites the code of now"


def test_where_the_school_has_chosen_so_a_report_waits_until_its_finished_lines_are_shown(an: User, plan: Plan):
    settled(an, plan)
    draft = answered(an, plan)
    require_proofs(chair_of(plan.school), plan.school, required=True)
    found = issued(draft)
    assert isinstance(found, NotIssued)
    assert len(found.untold) == unshown(plan).count() > 0
    for task in unshown(plan):
        settle(an, task, reason="Việc nội bộ, không có giấy tờ")
    assert isinstance(issued(answered(an, plan)), Issue)


def test_a_school_that_named_no_set_has_the_one_in_force_for_its_kind(school: School):
    assert framework_of(school) == SET
