"""Whether the school has this already (đã có chưa): the same bytes, or the same thing under nearly the same name."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from caitien.access.models import School
from caitien.domain.evidence.words import issued_of
from caitien.domain.texts.folding import fold
from caitien.evidence.items.changing import ItemText
from caitien.evidence.models import FileVersion, Item

ENOUGH: Final = 95.0  # of 100, of names without accents
SAME_BYTES: Final = "Trường đã có tệp này ở {}. Dùng lại minh chứng đó, hay vẫn thêm mới?"
SAME_NAME: Final = "Đã có {}. Có phải một minh chứng không?"


@dataclass(frozen=True, slots=True)
class Alike:
    """An item that may be this one (có thể là một), and the question about it."""

    item: Item
    question: str


def alike_in(school: School, said: ItemText, sha256: str = "") -> Alike | None:
    """What may be the same (có phải một minh chứng). Three queries, linear in the names of the school's items."""
    same = same_bytes(school, sha256) if sha256 else None
    if same:
        return Alike(same, SAME_BYTES.format(called(same)))
    same = _same_name(school, said)
    return Alike(same, SAME_NAME.format(called(same))) if same else None


def called(item: Item) -> str:
    """What people call an item (cách gọi): its code and name."""
    code = item.codes.filter(retired_at=None).order_by("-pk").first()
    return f"{code.text} “{item.name[:120]}”" if code else f"“{item.name[:120]}”"


def same_bytes(school: School, sha256: str) -> Item | None:
    """The item that holds these very bytes (đã có tệp này), the oldest first. One query."""
    found = FileVersion.objects.filter(school=school, sha256=sha256).exclude(part__item__state=Item.State.DROPPED)
    version = found.select_related("part__item").order_by("pk").first()
    return version.part.item if version else None


def _same_name(school: School, said: ItemText) -> Item | None:
    """Nearly the same name, the same issuer and the same day, where they are told."""
    day = issued_of(said.issued).first
    there = Item.objects.filter(school=school, first_day=day).exclude(state=Item.State.DROPPED)
    names = {key: fold(name) for key, name, issuer in there.values_list("pk", "name", "issuer") if _fits(issuer, said)}
    best = process.extractOne(fold(said.name), names, scorer=fuzz.ratio, score_cutoff=ENOUGH)
    return Item.objects.get(pk=best[2]) if best else None


def _fits(issuer: str, said: ItemText) -> bool:
    return fold(issuer) == fold(said.issuer)
