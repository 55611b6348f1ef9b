"""Council and team of a year (hội đồng tự đánh giá, tổ giám sát): named, listed, and what they lack."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Membership, Role, School, User
from caitien.domain.papers.cells import mark_of
from caitien.domain.people.council import shortfall, shortfall_2018
from caitien.domain.refused import Refused, written_since
from caitien.domain.texts.folding import one_line
from caitien.domain.texts.typed import say_day
from caitien.plans.models import Assignment, Plan
from caitien.reviews.models import Panel, PanelMember, Verdict

Kind, Post = Panel.Kind, PanelMember.Post
POSTS: Final = {
    Kind.COUNCIL: (Post.CHAIR, Post.DEPUTY, Post.SECRETARY, Post.MEMBER),
    Kind.TEAM: (Post.HEAD, Post.MONITOR),
}
FEWEST_IN_TEAM: Final = 3
NO_NAME: Final = Refused("Xin chọn một người của trường, hoặc ghi họ tên người ngoài danh sách.")
NO_POSITION: Final = Refused("Xin ghi người này thay mặt cho ai, như Ban đại diện cha mẹ học sinh hoặc Công đoàn.")
THERE_ALREADY: Final = Refused("Người này đã có trong danh sách.")
WRONG_POST: Final = Refused("Xin chọn một chức danh trong danh sách.")
HAS_SPOKEN: Final = Refused("Người này đã có nhận định trong một đợt rà soát nên tên được giữ lại.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member as typed (thành viên muốn ghi): ``user`` of the school, or a name alone."""

    user: User | None = None
    name: str = ""
    post: str = ""
    position: str = ""
    group: str = ""
    criteria: str = ""


# --- reads ------------------------------------------------------------------------------------------------------------


def panel_of(school: School, year: str, kind: str) -> Panel | None:
    """Council or team of a year, if it was named (theo năm). One query."""
    return Panel.objects.filter(school=school, school_year=year, kind=kind).first()


def members_of(panel: Panel | None) -> list[PanelMember]:
    """Its members, in the order a decision lists them (thành viên). One query."""
    if panel is None:
        return []
    order = {post: turn for turn, post in enumerate(POSTS[Kind(panel.kind)])}
    return sorted(panel.members.select_related("user"), key=lambda each: (order.get(Post(each.post), 9), each.pk))


def monitors_of(school: School, year: str) -> QuerySet[User]:
    """Who looks for themselves in a year (người đi xem): those of the team who have an account; where no team was
    named, who has the role. One query, two where no team is."""
    panel = panel_of(school, year, Kind.TEAM)
    if panel and panel.members.filter(user__isnull=False).exists():
        return User.objects.filter(panel_places__panel=panel).order_by("folded", "pk")
    return User.objects.filter(memberships__school=school, memberships__role=Role.MONITOR).order_by("folded", "pk")


def outsiders_of(school: School, year: str) -> QuerySet[PanelMember]:
    """Those of the team who have no account (người ngoài trong tổ). No query of its own."""
    team = {"panel__school": school, "panel__school_year": year, "panel__kind": Kind.TEAM}
    return PanelMember.objects.filter(user=None, **team).order_by("pk")


def team_lacks(plan: Plan, members: Sequence[PanelMember]) -> list[str]:
    """What to look at again in a team (tổ cần xem lại), in sentences: fewer than three, no head, a member who leads
    more than half of the lines. Two queries."""
    found = []
    if len(members) < FEWEST_IN_TEAM:
        found.append(f"Tổ giám sát có {len(members)} người, nên có ít nhất {FEWEST_IN_TEAM}.")
    if not any(each.post == Post.HEAD for each in members):
        found.append("Tổ giám sát chưa có tổ trưởng.")
    total = plan.tasks.filter(withdrawn=False).count()
    for name, led in _led_by(plan, members):
        if led * 2 > total:
            found.append(f"{name} chủ trì {led} trong {total} việc nên ít dòng để xem: nên cử người khác.")
    return found


def _led_by(plan: Plan, members: Sequence[PanelMember]) -> list[tuple[str, int]]:
    """Each member with an account, and how many lines of the plan they lead. One query."""
    people = [each.user_id for each in members if each.user_id]
    led = Assignment.objects.filter(task__plan=plan, task__withdrawn=False, part=Assignment.Part.LEAD)
    own = led.filter(Q(user__in=people)).values_list("user", "task").distinct()
    counts: dict[int | None, int] = {}
    for user, _ in own:
        counts[user] = counts.get(user, 0) + 1
    return [(each.name, counts[each.user_id]) for each in members if each.user_id in counts]


def council_lacks(plan: Plan, members: Sequence[PanelMember]) -> str:
    """What the council of a plan's year lacks by the set the plan is written under (thành phần hội đồng), in one
    sentence: Thông tư 57/2026, Điều 9, or the rules of 2018, Điều 24. No query."""
    posts = [each.post for each in members]
    return shortfall(posts) if not plan.framework or plan.framework.startswith("tt57") else shortfall_2018(posts)


# --- verbs ------------------------------------------------------------------------------------------------------------


@action("panel.arrange")
def name_panel(
    _actor: User,
    school: School,
    *,
    year: str,
    kind: Panel.Kind,
    number: str,
    date: dt.date | None,
    seen: str = "",
) -> Done[Panel] | Unchanged[Panel] | Refused:
    """Write down the decision that names council or team (ghi quyết định). ``seen``: the :func:`decision_mark` of what
    stood there, "" where it is meant whatever stands. Three statements."""
    panel, fresh = Panel.objects.get_or_create(school=school, school_year=year, kind=kind)
    before, stood = _decision(panel), decision_mark(panel)
    panel.number, panel.date = one_line(number), date
    if not fresh and _decision(panel) == before:
        return Unchanged(panel)
    if seen not in ("", stood):
        day = before["date"] and say_day(dt.date.fromisoformat(before["date"]))
        return written_since(f"số {before['decision_number'] or '…'} ngày {day or '…'}")
    panel.save()
    return Done(panel, panel, before, {"panel": panel.get_kind_display(), "year": year, **_decision(panel)})


@action("panel.arrange")
def add_member(_actor: User, panel: Panel, *, place: Place) -> Done[PanelMember] | Refused:
    """Put a person of the school into council or team (thêm thành viên). Three statements."""
    if place.user is None:
        return NO_NAME
    return _add(panel, place)


@action("panel.name_outsider")
def name_outsider(_actor: User, panel: Panel, *, name: str, position: str) -> Done[PanelMember] | Refused:
    """Put someone from outside into the team (cử người ngoài), of the parents' board or the union: where all of the
    team have a part in a line, somebody has to look who has none. Two statements."""
    if not one_line(name):
        return NO_NAME
    if not one_line(position):
        return NO_POSITION
    return _add(panel, Place(name=name, post=Post.MONITOR, position=position))


def _add(panel: Panel, place: Place) -> Done[PanelMember] | Refused:
    if place.post not in POSTS[Kind(panel.kind)]:
        return WRONG_POST
    name = str(place.user) if place.user else one_line(place.name)[:150]
    if place.user and panel.members.filter(user=place.user).exists():
        return THERE_ALREADY
    if place.user and not Membership.objects.filter(user=place.user, school=panel.school_id).exists():
        return NO_NAME
    texts = {"position": place.position[:200], "group": place.group[:200], "criteria": place.criteria[:500]}
    member = PanelMember.objects.create(
        school_id=panel.school_id, panel=panel, user=place.user, name=name, post=place.post, **texts
    )
    return Done(member, panel, {}, _told(panel, member))


@action("panel.arrange")
def drop_member(_actor: User, member: PanelMember) -> Done[Panel] | Refused:
    """Take someone out of council or team (bỏ khỏi danh sách); who spoke in a review as an outsider stays. Three
    statements."""
    panel = member.panel
    if member.user_id is None and panel.kind == Kind.TEAM and _has_spoken(member):
        return HAS_SPOKEN
    before = _told(panel, member)
    member.delete()
    return Done(panel, panel, before, {})


def _has_spoken(member: PanelMember) -> bool:
    return Verdict.objects.filter(outsider=member).exists()


def decision_mark(panel: Panel | None) -> str:
    """A mark of the decision that names council or team (dấu của quyết định)."""
    return mark_of(repr(_decision(panel or Panel())))


def _decision(panel: Panel) -> dict[str, Any]:
    return {"decision_number": panel.number, "date": panel.date.isoformat() if panel.date else ""}


def _told(panel: Panel, member: PanelMember) -> dict[str, Any]:
    texts = {"position": member.position, "group": member.group, "criteria": member.criteria}
    said = {"member": member.name, "post": member.get_post_display(), **texts}
    return {"panel": panel.get_kind_display(), "year": panel.school_year, **{k: v for k, v in said.items() if v}}
