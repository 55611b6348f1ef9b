"""Who offers, who accepts, what an item needs, and that nothing of it is lost."""

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.domain.refused import Refused, Stale
from caitien.evidence.files.keeping import host_of, put_file, put_link
from caitien.evidence.following import EvidenceFollows
from caitien.evidence.items.alike import alike_in
from caitien.evidence.items.changing import (
    ItemText,
    accept_item,
    add_item,
    change_item,
    fitting,
    item_mark,
    offer_again,
    offer_item,
    return_item,
)
from caitien.evidence.items.dropping import drop_item
from caitien.evidence.items.uses import use_for, use_for_criterion, use_no_more
from caitien.evidence.models import FileVersion, Item, Link
from caitien.plans.models import Assignment, Plan, Task
from tests.evidence.made import item_of, picture
from tests.plans.approving import approved

pytestmark = pytest.mark.each_database


def state_of(item: Item) -> str:
    item.refresh_from_db()
    return item.state


def test_a_teacher_offers_what_shows_their_own_task_and_an_editor_accepts_it(an: User, binh: User, task: Task):
    Assignment.objects.create(school=task.school, task=task, user=binh)
    item = offer_item(binh, task, said=ItemText(name="Ảnh mái đã lợp", criterion="3.1"))
    assert isinstance(item, Item)
    assert state_of(item) == "offered"
    assert not item.codes.exists(), "it gets its code once it is accepted"
    accept_item(an, item)
    assert state_of(item) == "accepted"
    assert item.codes.get().text == "MC.3.1.01"


def test_a_teacher_offers_nothing_for_a_task_of_another(binh: User, task: Task):
    with pytest.raises(PermissionDenied):
        offer_item(binh, task, said=ItemText(name="Ảnh mái đã lợp"))


def test_what_an_editor_offers_is_accepted_at_once(an: User, task: Task):
    item = offer_item(an, task, said=ItemText(name="Ảnh mái đã lợp", criterion="3.1"))
    assert state_of(item) == "accepted"


def test_a_teacher_accepts_nothing(binh: User, offered: Item):
    with pytest.raises(PermissionDenied):
        accept_item(binh, offered)


def test_what_comes_back_says_why_and_its_sender_sets_it_right_and_sends_it_again(an: User, binh: User, offered: Item):
    assert isinstance(return_item(an, offered, reason=" "), Refused)
    return_item(an, offered, reason="Ảnh mờ, xin chụp lại")
    assert (state_of(offered), offered.reason) == ("returned", "Ảnh mờ, xin chụp lại")
    change_item(binh, offered, said=ItemText(name="Ảnh mái đã lợp, chụp lại"), seen=item_mark(offered))
    offer_again(binh, offered)
    assert state_of(offered) == "offered"
    accept_item(an, offered)
    offered.refresh_from_db()
    with pytest.raises(PermissionDenied):
        change_item(binh, offered, said=ItemText(name="Ảnh khác"), seen=item_mark(offered))


def test_a_change_over_what_another_wrote_meanwhile_is_refused(an: User, school: School):
    item = item_of(an, school)
    seen = item_mark(item)
    change_item(an, item, said=ItemText(name="Biên bản kiểm kê, bản ký"), seen=seen)
    assert isinstance(change_item(an, item, said=ItemText(name="Biên bản khác"), seen=seen), Stale)
    item.refresh_from_db()
    assert item.name == "Biên bản kiểm kê, bản ký"


@pytest.mark.parametrize(
    "said",
    [
        ItemText(name="  "),
        ItemText(name="a" * 1_001),
        ItemText(name="Sổ", note="a" * 2_001),
        ItemText(name="Sổ", criterion="ba chấm hai"),
        ItemText(name="Ảnh lớp", kind="picture", openness="public"),
        ItemText(name="Ảnh lớp", kind="picture", openness="public", faces="yes"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(said: ItemText, an: User, school: School):
    assert isinstance(fitting(said), Refused)
    assert isinstance(add_item(an, school, said=said), Refused)
    assert not Item.objects.exists()


def test_a_picture_with_faces_is_public_once_somebody_wrote_down_who_agreed():
    said = {"name": "Ảnh lớp", "kind": "picture", "openness": "public", "faces": "yes"}
    assert fitting(ItemText(**said, consent="Ban đại diện cha mẹ lớp 10A, 05/09/2026, giấy đồng ý")) is None


def test_an_item_is_dropped_with_a_reason_and_never_deleted(an: User, school: School):
    item = item_of(an, school)
    assert isinstance(drop_item(an, item, reason=""), Refused)
    drop_item(an, item, reason="Ghi hai lần")
    assert state_of(item) == "dropped"
    assert AuditEntry.objects.filter(verb="evidence.drop").exists()


def test_an_item_an_approved_plan_cites_goes_only_where_another_takes_its_place(an: User, task: Task, plan: Plan):
    item = item_of(an, plan.school, "Sổ mượn máy")
    task.work = "Mua thêm 20 máy (MC.1.4.01)"
    task.save()
    approved(plan)
    said = drop_item(an, item, reason="Cũ rồi")
    assert isinstance(said, Refused)
    assert plan.school_year in said.reason
    assert state_of(item) == "accepted"
    other = item_of(an, plan.school, "Sổ mượn máy mới")
    drop_item(an, item, reason="Cũ rồi", successor=other.pk)
    assert state_of(item) == "dropped"
    assert item.successor == other


# --- files and links --------------------------------------------------------------------------------------------------


def test_a_new_upload_is_the_next_version_and_the_same_bytes_change_nothing(an: User, school: School):
    item = item_of(an, school)
    first = put_file(an, item, picture())
    assert put_file(an, item, picture("ten-khac.png")) == first
    assert isinstance(first, FileVersion)
    other = picture()
    changed = put_file(an, item, type(other)("b.png", "png", other.data + b"\0"))
    assert isinstance(changed, FileVersion)
    assert (first.number, changed.number) == (1, 2)
    assert FileVersion.objects.count() == 2


def test_a_series_has_a_part_a_year_under_one_code(an: User, school: School):
    item = item_of(an, school, "Báo cáo hằng năm")
    for year in ("2024-2025", "2025-2026"):
        put_file(an, item, picture(), label=year)
    assert [part.label for part in item.parts.order_by("label")] == ["2024-2025", "2025-2026"]
    assert item.codes.count() == 1


def test_the_same_bytes_lie_once_a_school(an: User, school: School):
    versions = [put_file(an, item_of(an, school, f"Ảnh {n}"), picture()) for n in range(2)]
    assert len({version.file.name for version in versions}) == 1


def test_a_thing_that_is_only_told_where_it_lies_takes_no_file(an: User, school: School):
    item = item_of(an, school, "Nghị quyết chi bộ tháng 9", on_paper=True, location="Tủ chi bộ")
    assert isinstance(put_file(an, item, picture()), Refused)
    assert item.openness == "internal"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://a.vn/x", "https://", "https://a b.vn", "file:///etc/passwd", "http://u:p@a.vn/"],
)
def test_only_addresses_of_the_web_are_kept(url: str, an: User, school: School):
    assert host_of(url) == ""
    assert isinstance(put_link(an, item_of(an, school), url=url), Refused)


def test_a_link_is_kept_once(an: User, school: School):
    item = item_of(an, school)
    links = [put_link(an, item, url="https://drive.google.com/abc") for _ in range(2)]
    assert links[0] == links[1] == Link.objects.get()
    assert links[0].host == "drive.google.com"


# --- what it shows ----------------------------------------------------------------------------------------------------


def test_one_item_shows_a_criterion_more_and_a_line_and_keeps_its_code(an: User, task: Task):
    item = item_of(an, task.school)
    use_for_criterion(an, item, criterion="3.1", why="Thiết bị đủ cho mọi phòng")
    use_for(an, item, task)
    use_for(an, item, task)
    assert item.uses.count() == 3
    assert [code.text for code in item.codes.all()] == ["MC.1.4.01"]


def test_the_criterion_whose_code_it_bears_stays(an: User, task: Task):
    item = item_of(an, task.school)
    used = use_for(an, item, task)
    assert isinstance(use_no_more(an, item, item.uses.get(home=True).pk), Refused)
    use_no_more(an, item, used.pk)
    assert item.uses.count() == 1


def test_a_criterion_the_set_does_not_have_is_refused(an: User, school: School):
    assert isinstance(use_for_criterion(an, item_of(an, school), criterion="1.10"), Refused)


def test_what_shows_a_line_goes_over_when_lines_become_one(an: User, plan: Plan):
    first, second = list(plan.tasks.select_related("goal", "plan__school").order_by("position")[:2])
    item, other = item_of(an, plan.school), item_of(an, plan.school, "Sổ trực")
    use_for(an, item, first, why="Lý do một")
    use_for(an, item, second, why="Lý do hai")
    use_for(an, other, second)
    EvidenceFollows().follow([second], first)
    assert sorted(first.evidence_uses.values_list("item__name", "why")) == [
        (item.name, "Lý do một\nLý do hai"),
        (other.name, ""),
    ]


# --- there already ----------------------------------------------------------------------------------------------------


def test_the_same_bytes_or_nearly_the_same_name_are_asked_about(an: User, school: School):
    item = item_of(an, school, "Biên bản kiểm kê thiết bị phòng máy", issued="05/09/2026", issuer="Tổ Tin")
    put_file(an, item, picture())
    again = {"issued": "ngày 5 tháng 9 năm 2026", "issuer": "tổ tin"}
    near = alike_in(school, ItemText(name="Biên bản kiểm kê thiết bị phòng máy.", **again))
    assert near is not None
    assert near.item == item
    assert "MC.1.4.01" in near.question
    bytes_again = alike_in(school, ItemText(name="Ảnh khác hẳn"), picture().sha256)
    assert bytes_again is not None
    assert bytes_again.item == item
    assert alike_in(school, ItemText(name="Biên bản kiểm kê thiết bị phòng máy", issued="05/09/2025")) is None
