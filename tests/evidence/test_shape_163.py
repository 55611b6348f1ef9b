"""A list of the shape schools keep by themselves: 163 records, several criteria in one cell, three states."""

from collections import Counter
from itertools import chain

import pytest

from caitien.access.models import AuditEntry, School, User
from caitien.documents.read_evidence import read_evidence
from caitien.documents.refusal import Refusal
from caitien.evidence.lists.adopting import adopt_list
from caitien.evidence.lists.looking import Way, look_at
from caitien.evidence.models import Code, Item, Use

pytestmark = pytest.mark.each_database
PER_CRITERION = {
    **{"1.1": 9, "1.2": 23, "1.3": 16, "1.4": 22, "1.5": 8, "1.6": 6, "2.1": 9, "2.2": 16, "2.3": 10},
    **{"3.1": 16, "3.2": 9, "3.3": 8, "4.1": 12, "4.2": 8, "5.1": 10},
}
SEVERAL = (2,) * 10 + (3,) * 3 + (4,)  # how many criteria those records name that name more than one
STATES = ("co",) * 126 + ("dang",) * 35 + ("chua",) * 2


def cells() -> list[tuple[str, ...]]:
    """The criteria each record names: 149 name one, the others two to four different ones."""
    left = Counter(PER_CRITERION)
    found = []
    for many in SEVERAL:
        named = tuple(criterion for criterion, _ in left.most_common(many))
        left.subtract(named)
        found.append(named)
    return [*found, *((criterion,) for criterion in chain.from_iterable([key] * n for key, n in sorted(left.items())))]


def the_list() -> bytes:
    lines = ["STT,Tên hồ sơ,Người phụ trách,Trạng thái,Tiêu chí TT57 liên quan"]
    for number, (named, state) in enumerate(zip(cells(), STATES, strict=True), start=1):
        criteria = "; ".join(sorted(named))
        lines.append(f'{number},"Sổ theo dõi số {number}, quyển {number % 7}",Tổ {number % 5},{state},"{criteria}"')
    return "\n".join(lines).encode("utf-8-sig")


def test_the_list_has_the_shape_it_is_said_to_have():
    assert sum(PER_CRITERION.values()) == 182
    assert Counter(map(len, cells())) == {1: 149, 2: 10, 3: 3, 4: 1}
    assert len(STATES) == len(cells()) == 163


def test_163_records_come_in_with_182_uses_and_again_change_nothing(an: User, school: School):
    rows = read_evidence(the_list(), name="danh-muc-ho-so.csv")
    assert not isinstance(rows, Refusal)
    adopt_list(an, school, rows=rows)
    assert (Item.objects.count(), Use.objects.count(), Code.objects.count()) == (163, 182, 163)
    assert Counter(Use.objects.values_list("criterion", flat=True)) == PER_CRITERION
    assert Counter(Item.objects.values_list("state", flat=True)) == {"accepted": 126, "draft": 37}
    assert Counter(item.extra.get("Trạng thái", "co") for item in Item.objects.all()) == Counter(STATES)
    for criterion, many in Counter(Code.objects.values_list("criterion", flat=True)).items():
        given = Code.objects.filter(criterion=criterion).order_by("ordinal").values_list("text", flat=True)
        assert list(given) == [f"MC.{criterion}.{n:02d}" for n in range(1, many + 1)]
    entries = AuditEntry.objects.count()
    assert {row.way for row in look_at(school, rows)} == {Way.SAME}
    again = adopt_list(an, school, rows=rows)
    assert (again.added, again.changed, again.used, AuditEntry.objects.count()) == ([], [], 0, entries)
