"""The words of navigation (thanh điều hướng, thẻ của trang): which rooms a person sees, in tables. A new page is one
line here; no role has more than five words in its main row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from caitien.access.models import Role
from caitien.access.rights import ActingUser
from caitien.plans.models import Plan
from caitien.web.requests.where import address


@dataclass(frozen=True, slots=True)
class Room:
    """A word that leads to a page (một mục): ``page`` the name of its address, ``verb`` who may enter ("": everyone of
    the school), ``also`` names of pages that lie within, ``below`` beginnings of their addresses. ``by``: the address
    wants the plan's "key" or its "year". ``aside``: one goes there seldom; it stands behind *Thêm*."""

    word: str
    page: str
    verb: str = ""
    also: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    by: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """A room as a page shows it (một mục trên trang): its word, where it leads, whether one is in it, whether it stands
    behind *Thêm*."""

    word: str
    where: str
    here: bool
    aside: bool = False


HOME: Final = Room("Hôm nay", "home")
MINE: Final = Room("Việc của tôi", "mine", "work.look")
PLAN: Final = Room(
    *("Kế hoạch", "plan", "plan.look"),
    below=("/kiem-tra", "/cho", "/khuyen-nghi", "/minh-chung", "/ra-soat", "/hop", "/de-xuat", "/nam-moi"),
)
OVERVIEW: Final = Room("Tổng quan", "overview", "overview.look")
PAPERS: Final = Room("Giấy tờ", "papers", "paper.look", below=("/nop",))
SCHOOL: Final = Room("Trường", "school", "school.look", below=("/pho-bien", "/cong-khai", "/ban-giao"))
SCHOOLS: Final = Room("Các trường", "schools")
DESK: Final = Room("Hôm nay", "desk", "round.look")
ROUNDS: Final = Room("Đợt báo cáo", "rounds", "round.look", below=("/bieu", "/danh-ba", "/ma-truy-cap"))
BODIES: Final = Room("Cơ quan và trường", "bodies", "site.look")

LEADING: Final = (HOME, PLAN, OVERVIEW, PAPERS, SCHOOL)  # who writes the papers: chair, secretary
TAKING_PART: Final = (HOME, MINE, PLAN, OVERVIEW, SCHOOL)  # council, monitors
WORKING: Final = (MINE, PLAN, OVERVIEW, SCHOOL)  # teachers, staff
READING: Final = (HOME, PLAN, OVERVIEW, SCHOOL)
VISITING: Final = (SCHOOLS, ROUNDS, PLAN, OVERVIEW, PAPERS)  # an officer in a school below
ABOVE: Final = (DESK, ROUNDS, SCHOOLS, BODIES)

OF_PLAN: Final = (
    Room("Bảng", "plan", "plan.look", ("line",), by="year"),
    Room("Các phần", "plan_parts", "plan.look", ("part_edit", "part_record", "review_held", "parts_removed"), by="key"),
    Room("Phân công", "parts", "task.assign", by="key"),
    Room("Phê duyệt", "life", "plan.look", ("versions",), by="key"),
    Room(
        "Điều chỉnh",
        "adjustments",
        "plan.look",
        ("adjust_parts", "propose_part", "propose_new_part", "propose"),
        by="key",
    ),
    Room("Lấy ý kiến", "consultations", "consultation.look", ("consultation",), by="key", aside=True),
    Room("Kiểm tra", "check", "finding.look", by="year"),
    Room("Chờ đơn vị khác", "waitings", "plan.look", ("waiting", "waiting_open"), by="year", aside=True),
    Room("Khuyến nghị", "needs", "plan.look", ("coverage", "need", "add_need"), aside=True),
    Room("Minh chứng", "evidence", "evidence.look", ("evidence_item", "evidence_criterion", "evidence_gaps")),
    Room("Rà soát", "reviews", "review.look"),
    Room("Câu chuyện", "story", "plan.look", by="key", aside=True),
    Room("Năm sau", "renewal", "renewal.look", by="from", aside=True),
)
OF_SCHOOL: Final = (
    Room("Trường", "school", "school.look"),
    Room("Người", "people", "people.look", ("person", "people_list")),
    Room("Tổ và đơn vị", "units", "people.look", ("unit", "outside_body")),
    Room("Lịch năm học", "calendar", "school.look"),
    Room("Phổ biến", "tellings", "telling.look"),
    Room("Công khai", "publications", "publication.look"),
    Room("Nhắc việc", "nudge_rules", "school.look", aside=True),
    Room("Nhật ký", "trail", "trail.look", ("former_trail",), aside=True),
    Room("Bản lưu", "archive", "school.archive", aside=True),
    Room("Bàn giao", "hand_overs", "people.look", ("hand_over",), aside=True),
)


def main_rooms(acting: ActingUser) -> Sequence[Room]:
    """The rooms of a person's main row (thanh chính), five at most. No query."""
    if acting.at is None:
        return [room for room in ABOVE if room is BODIES or acting.offices]
    if acting.may("paper.compose") or acting.at.merged_into_id:  # there all is read, by whoever may
        return LEADING
    if acting.only_works:
        return WORKING
    if acting.may_some("task.report"):
        return TAKING_PART
    return VISITING if Role.OFFICER in acting.roles else READING


def main_doors(request: HttpRequest, acting: ActingUser) -> list[Door]:
    """A person's main row (thanh chính); one is in a room on every page below its addresses. No query."""
    return [
        Door(room.word, where, any(f"{request.path}/".startswith(f"{each}/") for each in (where, *room.below)))
        for room in main_rooms(acting)
        if not room.verb or acting.may_some(room.verb)
        for where in (address(room.page),)
    ]


def tabs(rooms: Iterable[Room], request: HttpRequest, acting: ActingUser, plan: Plan | None = None) -> list[Door]:
    """The rooms within a page that a person may enter (các thẻ), each with its address; the one they are in is never
    aside. No query."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return [
        Door(room.word, _where(room, plan), here, room.aside and not here)
        for room in rooms
        if not room.verb or acting.may_some(room.verb)
        for here in (name == room.page or name in room.also,)
    ]


def _where(room: Room, plan: Plan | None) -> str:
    if plan is None or not room.by:
        return address(room.page)
    if room.by == "key":
        return address(room.page, plan.pk)
    return f"{address(room.page)}?{urlencode({'tu' if room.by == 'from' else 'nam': plan.school_year})}"
