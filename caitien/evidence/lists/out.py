"""The store as a list to be printed (in danh mục): one line an item under Thông tư 57, one a use under the sets of
2018."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from caitien.access.models import School
from caitien.domain.evidence.codes import CodeStyle, code_style, codes_in, place_of_code
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.evidence.lists import EvidenceList, Reach
from caitien.domain.paper import Letterhead
from caitien.evidence.lists.known import KEEPER_HEADING, STATE_HEADING
from caitien.evidence.models import Item
from caitien.evidence.reads import with_rows

_SIGNER: Final = "HIỆU TRƯỞNG"


def _every(_criterion: str) -> bool:
    return True


def list_of(
    school: School,
    framework: str,
    reach: Reach,
    subject: str = "",
    only: Collection[int] | None = None,
    shows: Callable[[str], bool] = _every,
) -> EvidenceList:
    """The list of a set of standards (danh mục): only accepted items where it goes out, all but the dropped in the
    inner one; ``only`` items of these keys and uses of criteria that ``shows`` lets be told. Six queries, linear."""
    style = code_style(framework) or CodeStyle.POINTS
    items = [item for item in _items(school, framework, reach) if only is None or item.pk in only]
    used = {item.pk: [each for each in _criteria(item, framework) if shows(each)] for item in items}
    rows = _by_use(items, framework, reach, used) if style is CodeStyle.BOX else _by_item(items, framework, reach, used)
    head = Letterhead(upper_body=school.upper_body, place=school.place, signer_title=_SIGNER)
    links = {code: url for item in items for code in [_code(item, framework)] for url in _address(item) if code}
    return EvidenceList(
        style=style, reach=reach, school=school.name, head=head, rows=tuple(rows), subject=subject, links=links
    )


def _items(school: School, framework: str, reach: Reach) -> list[Item]:
    found = Item.objects.filter(school=school, codes__framework=framework, codes__retired_at=None)
    wanted = found.filter(state=Item.State.ACCEPTED) if reach is Reach.SENT else found.exclude(state=Item.State.DROPPED)
    items = list(with_rows(wanted))
    return sorted(items, key=lambda item: _place(_code(item, framework)))


def _place(code: str) -> str:
    found = next(codes_in(code), None)
    return place_of_code(found.criterion, found.ordinal) if found else "~"


Used = Mapping[int, Sequence[str]]  # key of an item → the criteria it is used for, its home first


def _by_item(items: Iterable[Item], framework: str, reach: Reach, used: Used) -> Iterator[EvidenceItem]:
    for item in items:
        yield _line(item, framework, reach, used[item.pk])


def _by_use(items: Sequence[Item], framework: str, reach: Reach, used: Used) -> Iterator[EvidenceItem]:
    """Under each criterion those at home there with their codes, then those used again: no code, and the code in
    Ghi chú."""
    under: dict[str, list[Item]] = {}
    for item in items:
        for criterion in used[item.pk]:
            under.setdefault(criterion, []).append(item)
    for criterion, here in sorted(under.items(), key=lambda pair: place_of_code(pair[0], 0)):
        for item in sorted(here, key=lambda each: _home(each, framework) != criterion):
            line = _line(item, framework, reach, [criterion])
            if _home(item, framework) == criterion:
                yield line
            else:
                note = "; ".join(filter(None, (line.code, line.note)))
                yield replace(line, code="", note=note)


def _home(item: Item, framework: str) -> str:
    found = next(codes_in(_code(item, framework)), None)
    return found.criterion if found else ""


def _line(item: Item, framework: str, reach: Reach, criteria: Sequence[str]) -> EvidenceItem:
    extra = {heading: text for heading, text in item.extra.items() if heading not in (KEEPER_HEADING, STATE_HEADING)}
    keeper = item.keeper or item.keeper_unit or item.extra.get(KEEPER_HEADING, "")
    return EvidenceItem(
        criterion=criteria[0] if criteria else "",
        also=tuple(criteria[1:]),
        code=_code(item, framework),
        name=item.name,
        issued=item.issued,
        issuer=item.issuer,
        location=_location(item),
        note=item.note,
        keeper=str(keeper),
        state=_state(item),
        extra=extra if reach is Reach.INNER else {},
    )


def _state(item: Item) -> str:
    return item.extra.get(STATE_HEADING) or ("có" if item.state == Item.State.ACCEPTED else item.get_state_display())


def _location(item: Item) -> str:
    """Where it lies; where nobody wrote that down, the kinds of its files and its first address."""
    if item.location:
        return item.location
    parts = item.kept_parts  # type: ignore[attr-defined]
    kinds = dict.fromkeys(each.kind.upper() for part in parts for each in part.kept_files[:1])
    return "; ".join((*kinds, *_address(item)))


def _address(item: Item) -> list[str]:
    return [link.url for link in item.kept_links][:1]  # type: ignore[attr-defined]


def _code(item: Item, framework: str) -> str:
    live = item.live_codes  # type: ignore[attr-defined]
    return next((code.text for code in live if code.framework == framework), "")


def _criteria(item: Item, framework: str) -> list[str]:
    """The criteria it is used for, its home first."""
    home = _home(item, framework)
    used = (use.criterion for use in item.used if use.framework == framework and use.criterion)  # type: ignore[attr-defined]
    return list(dict.fromkeys(filter(None, (home, *used))))
