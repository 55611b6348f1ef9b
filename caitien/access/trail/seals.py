"""The last seals of all chains (dấu niêm cuối), to be kept elsewhere: against them even a database put back whole, or
sealed anew with its own key, is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caitien.access.models import AuditEntry, AuditHead, School
from caitien.access.models.trail import SITE
from caitien.domain.refused import Refused

HEADING: Final = "CaiTien dau-niem 1"
UNREAD: Final = Refused(f"Đây không phải tệp dấu niêm của CảiTiến: dòng đầu phải là “{HEADING}”.")
BAD_LINE: Final = "Dòng {} của tệp dấu niêm không đọc được; tệp có thể bị cắt bớt hoặc sửa."
_COLUMNS: Final = 3  # chain, number, seal; the name behind them is for people


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a chain stood (dấu niêm): the key of its school or SITE, the number of its last row, that row's seal."""

    chain: int
    number: int
    seal: str
    school: str = ""


def last_seals() -> list[Seal]:
    """How far every chain is (dấu niêm cuối), the site's first. Two queries."""
    names = dict(School.objects.values_list("pk", "name"))
    heads = AuditHead.objects.filter(number__gt=0).order_by("chain")
    return [Seal(head.chain, head.number, head.seal, names.get(head.chain, "")) for head in heads]


def last_seal_of(school: School) -> dict[str, object]:
    """Number and seal of the last row of a school's trail, for what is kept with a paper. One query."""
    head = AuditHead.objects.filter(chain=school.pk).first()
    return {"number": head.number, "seal": head.seal} if head else {}


def as_text(seals: Iterable[Seal]) -> str:
    """The file of seals (tệp dấu niêm): a heading, a line a chain, its columns apart by tabs."""
    lines = (f"{each.chain}\t{each.number}\t{each.seal}\t{each.school or 'trang web'}" for each in seals)
    return "\n".join([HEADING, *lines, ""])


def read_seals(text: str) -> list[Seal] | Refused:
    """What a file of seals says (đọc tệp dấu niêm); or why it cannot be read."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != HEADING:
        return UNREAD
    found = []
    for place, line in enumerate(lines[1:], start=2):
        columns = line.split("\t", _COLUMNS)
        if len(columns) < _COLUMNS or not (columns[0].isdecimal() and columns[1].isdecimal()):
            return Refused(BAD_LINE.format(place))
        found.append(Seal(int(columns[0]), int(columns[1]), columns[2].strip(), "".join(columns[_COLUMNS:])))
    return found


def unlike(kept: Iterable[Seal]) -> list[Seal]:
    """The kept seals for which the trail has no entry of that number and seal any more (dấu niêm không khớp). One query
    a seal."""
    return [each for each in kept if not _stands(each)]


def _stands(each: Seal) -> bool:
    return AuditEntry.objects.filter(chain=each.chain, number=each.number, seal=each.seal).exists()


def whose(seal: Seal) -> str:
    """Whose trail it is, in words."""
    return "của trang web" if seal.chain == SITE else f"của {seal.school or f'trường số {seal.chain}'}"
