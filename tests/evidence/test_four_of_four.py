"""One upload, used everywhere: from the phone to the list, the report, the gaps and the rules, under one code."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from caitien.access.models import User
from caitien.access.rights import acting_user_of
from caitien.checking.looking import findings_now
from caitien.domain.evidence.lists import Reach
from caitien.domain.tasks.work_state import WorkState
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.files.from_work import _short, not_yet_evidence, offer_attachment, proposed_criterion, shown_by
from caitien.evidence.gaps.missing import unshown
from caitien.evidence.items.changing import ItemText, accept_item, change_item, item_mark
from caitien.evidence.items.uses import use_for, use_for_criterion
from caitien.evidence.lists.out import list_of
from caitien.evidence.models import Item
from caitien.evidence.reads import Filters, listed
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.models import Attachment, Update
from caitien.work.reporting.attachments import report_with_file
from caitien.work.reporting.objections import Asked
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.evidence.made import item_of, picture, report_row, says
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
pytestmark = pytest.mark.each_database
SET = "tt57-2026-pt"
TODAY = dt.date(2026, 11, 29)


@pytest.fixture
def sent(an: User, binh: User, plan: Plan, task: Task) -> Attachment:
    """The photo Bình sent with *Xong*, from the phone."""
    task.goal.criterion = "3.1"
    task.goal.save()
    Plan.objects.filter(pk=plan.pk).update(framework=SET)
    Assignment.objects.create(school=plan.school, task=task, user=binh)
    refresh_occurrences([plan])
    occurrence = task.occurrences.get()
    told = report_with_file(binh, occurrence, picture(), state=WorkState.DONE, text="Đã thực hiện, kết quả tốt")
    assert isinstance(told, Update), told
    return Attachment.objects.select_related("task__goal", "task__plan__school", "update", "by").get()


def praised(plan: Plan) -> set[str]:
    found = findings_now(Plan.objects.get(pk=plan.pk), TODAY)
    return {seen.finding.words for seen in found.all if seen.finding.code == "T04"}


def test_a_photo_sent_with_xong_is_a_candidate_after_one_tap_and_once_accepted_all_four_show_its_code(
    an: User, binh: User, plan: Plan, task: Task, sent: Attachment
):
    assert list(not_yet_evidence(task)) == [sent]
    assert praised(plan), "praise alone, as long as nothing shows it"
    item = offer_attachment(binh, sent)  # the one tap
    assert isinstance(item, Item)
    assert item.state == "offered"
    assert task.pk in {each.pk for each in unshown(plan)}
    (waiting,) = listed(acting_user_of(an, plan.school), Filters(state="offered"), TODAY)
    assert waiting == item
    accept_item(an, item)
    code = item.codes.get().text
    assert code == "MC.3.1.01"
    seen = [
        [row.code for row in list_of(plan.school, "tt57-2026-pt", Reach.SENT).rows] == [code],
        report_row(plan, task).count(code) == 1,
        task.pk not in {each.pk for each in unshown(plan)},
        [use.item.codes.get().text for use in shown_by(task)] == [code],
    ]
    assert seen == [True] * 4
    assert report_row(plan, task) == "Đã thực hiện, kết quả tốt (MC.3.1.01)"
    assert not praised(plan), "an accepted item is a basis"
    assert not_yet_evidence(task).count() == 0


def test_the_pages_of_list_criterion_and_gaps_and_the_report_show_one_code_w6(
    an: User, binh: User, plan: Plan, task: Task, sent: Attachment, signed_in: Callable[[User], Client]
):
    Plan.objects.filter(pk=plan.pk).update(framework=SET)
    browser = signed_in(an)
    gap, line_row = "/minh-chung/con-thieu", f'id="viec-{task.pk}"'
    assert line_row in browser.get(gap).content.decode()
    item = offer_attachment(binh, sent)
    assert isinstance(item, Item)
    accept_item(an, item)
    code = item.codes.get().text
    shown = {where: browser.get(where).content.decode() for where in ("/minh-chung", "/minh-chung/tieu-chi/3.1", gap)}
    assert shown["/minh-chung"].count(code) == 1
    assert shown["/minh-chung/tieu-chi/3.1"].count(code) == 2, "as an item, and at its line"
    assert line_row not in shown[gap]
    assert report_row(plan, task).count(code) == 1


def test_the_same_photo_again_is_not_kept_twice(binh: User, sent: Attachment):
    first, again = offer_attachment(binh, sent), offer_attachment(binh, sent)
    assert first == again
    assert Item.objects.count() == 1


def test_a_line_an_accepted_item_shows_is_not_asked_for_figures(an: User, plan: Plan, task: Task):
    refresh_occurrences([plan])
    occurrence = task.occurrences.get()
    said = {"state": WorkState.DONE, "text": "Đã thực hiện, kết quả tốt"}
    assert isinstance(report_progress(an, occurrence, **said), Asked)
    use_for(an, item_of(an, plan.school), task)
    assert isinstance(report_progress(an, occurrence, **said), Update)


def test_reused_an_item_is_one_line_of_the_list_cited_at_each_place_and_a_new_name_reaches_them_all(
    an: User, plan: Plan
):
    tasks = list(plan.tasks.select_related("goal", "plan__school").order_by("position")[:2])
    item_of(an, plan.school, "Sổ trực")
    item = item_of(an, plan.school, "Sổ mượn máy")
    use_for_criterion(an, item, criterion="3.1")
    refresh_occurrences([plan])
    for task in tasks:
        told = report_progress(an, task.occurrences.get(), state=WorkState.DONE, text="Đã mua 20 máy")
        assert isinstance(told, Update), told
        use_for(an, item, task)
    change_item(an, item, said=ItemText(name="Sổ mượn máy, phòng 12"), seen=item_mark(item))
    rows = [row for row in list_of(plan.school, "tt57-2026-pt", Reach.INNER).rows if row.code == "MC.1.4.02"]
    assert [(row.name, row.criterion, row.also) for row in rows] == [("Sổ mượn máy, phòng 12", "1.4", ("3.1",))]
    assert [report_row(plan, task) for task in tasks] == ["Đã mua 20 máy (MC.1.4.02)"] * 2


def test_the_rules_know_the_store_a_code_nobody_listed_is_told(an: User, plan: Plan, task: Task):
    item_of(an, plan.school)
    says(task, work="Mua máy (MC.1.4.09)")
    Plan.objects.get(pk=plan.pk).save()
    found = findings_now(Plan.objects.get(pk=plan.pk), TODAY)
    assert {seen.finding.words for seen in found.all if seen.finding.code == "E06"} == {"MC.1.4.09"}


def test_a_long_line_gives_its_proof_a_name_that_ends_with_a_whole_word():
    topic = "Xây lại nhà thu gom rác theo đúng quy định " * 4
    assert _short(topic).endswith("thu gom…")
    assert len(_short(topic)) <= 151
    assert _short("Lắp 12 máy chiếu.") == "Lắp 12 máy chiếu"


@pytest.mark.parametrize(("said", "became"), [("3.4", ""), ("1.1", "1.1")])
def test_a_criterion_of_another_set_is_the_one_it_became_or_is_asked(plan: Plan, task: Task, said: str, became: str):
    assert framework_of(plan.school) == SET
    task.goal.criterion, task.plan.framework = said, "tt18-2018"
    assert proposed_criterion(task) == became
