"""The council of a year on paper (danh sách hội đồng, bảng phân công): who is in it, and who looks after what."""

from collections.abc import Sequence
from typing import Final

from caitien.domain.official_forms.standing import date_words
from caitien.domain.papers.official_paper import OfficialKind, OfficialPaper, OfficialPart, OfficialTable
from caitien.domain.times.school_calendar import say_year
from caitien.plans.models import Plan
from caitien.reviews.models import Panel
from caitien.reviews.panels import Post, members_of
from caitien.reviews.report import letterhead

LISTED: Final = (("TT", 10), ("Họ và tên", 60), ("Chức vụ", 50), ("Chức danh trong hội đồng", 45))
GIVEN: Final = (("TT", 10), ("Họ và tên", 55), ("Nhóm công tác", 45), ("Tiêu chí phụ trách", 55))


def council_roster(plan: Plan, panel: Panel) -> OfficialPaper:
    """The list of the council and its assignment table (danh sách và bảng phân công). One query, linear."""
    members = members_of(panel)
    chair = next((each.name for each in members if each.post == Post.CHAIR), "")
    year = say_year(plan.school_year)
    when = f" ngày {date_words(panel.date)}" if panel.date else ""
    under = f"\n(Kèm theo Quyết định số {panel.number}{when})" if panel.number else ""
    listed = [(each.name, each.position, each.get_post_display()) for each in members]
    given = [(each.name, each.group, each.criteria) for each in members if each.group or each.criteria]
    parts = [OfficialPart(heading="1. Thành viên", table=_table(LISTED, listed))]
    if given:
        parts.append(OfficialPart(heading="2. Phân công", table=_table(GIVEN, given)))
    head = letterhead(plan, f"Hội đồng tự đánh giá năm học {year}{under}", chair, OfficialKind.COUNCIL)
    return OfficialPaper(
        kind=OfficialKind.COUNCIL,
        school=plan.school_name or plan.school.name,
        school_year=plan.school_year,
        report=head,
        parts=tuple(parts),
    )


def _table(headings: tuple[tuple[str, int], ...], rows: Sequence[tuple[str, ...]]) -> OfficialTable:
    numbered = ((str(turn), *row) for turn, row in enumerate(rows, start=1))
    return OfficialTable(headings=headings, rows=tuple(numbered))
