"""People of a school as plain values (người trong trường): a line of a list, and what its words mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caitien.domain.texts.folding import clean, fold, identity, may_be_same

LONGEST_NAME: Final = 150  # letters
LONGEST_UNIT: Final = 250
LONGEST_EMAIL: Final = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of a list (một người trong danh sách), as written; "" where the list does not say."""

    name: str
    email: str = ""
    unit: str = ""  # "Tổ Toán – Tin"
    post: str = ""  # chức vụ, vai trò: "Phó hiệu trưởng, thư ký hội đồng"
    place: str = ""  # where it stands in its file, in words


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A list of people (danh sách người), and the headings of the columns nobody asked for."""

    rows: tuple[PersonRow, ...]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Posts:
    """What the words of a post mean here (vai trò theo chức vụ): roles, and whether it is the head of the unit."""

    roles: tuple[str, ...] = ()  # values of caitien.access.models.Role
    head: bool = False


_POSTS: Final = tuple(  # the first pattern that fits a part of the words tells its role
    (role, re.compile(pattern))
    for role, pattern in (
        (
            "staff",
            r"\bhoi dong (?:truong|thi|thi dua|ky luat|khoa hoc|su pham|giao duc)\b|^nguyen |\bpho hieu truong\b",
        ),
        ("member", r"\bpho chu tich (?:hoi dong|hd)|^pho chu tich$"),
        ("chair", r"\bchu tich (?:hoi dong|hd)|^chu tich$|^(?:q\.? |quyen )?hieu truong\b|^ht$"),
        ("secretary", r"\bthu ky (?:hoi dong|hd|tdg)|^(?:uy vien )?thu ky$"),
        ("member", r"\b(?:thanh vien|uy vien) (?:hoi dong|hd|tdg)|^(?:thanh vien|uy vien)$"),
        ("monitor", r"\bgiam sat\b"),
        ("reader", r"^nguoi xem$|^chi xem$|\bphu huynh\b|\bcha me hoc sinh\b"),
    )
)
_PARTS: Final = re.compile(r"[,;/+&\n]| kiem | va |(?<=\w) - ")
_HEAD: Final = re.compile(r"(?<!pho )\b(?:to truong|ttcm)\b|^tt$")
_PLAIN: Final = frozenset({"staff", "reader"})  # what someone with a larger part need not be told
_EMAIL: Final = re.compile(r"^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_UNIT_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("office", r"van phong|hanh chinh"),
        (
            "mass",
            r"\b(?:cong doan|doan thanh nien|doan truong|chi doan|lien doi|doi thieu nien|chi bo|chi hoi)\b"
            r"|^hoi\b(?! dong)",
        ),
        ("other", r"^(?:tap the|hoi dong|lanh dao|can bo|cbql|bgh)\b|^ban\b(?! (?:khoa hoc|tu nhien|xa hoi|co ban)\b)"),
        ("other", r"^(?:to|nhom) (?:bao ve|giam sat|tu van|thanh tra|tu danh gia|nuoi duong|cap duong|bep)\b"),
    )
)


def posts_of(words: str) -> Posts:
    """The roles that words for a post mean (chức vụ → vai trò); none where nothing is written.

    Words without a part in the council are staff: what a school calls its posts has no end. Small parts are left out
    beside a larger one.
    """
    parts = [part.strip(" .-–") for part in _PARTS.split(fold(words)) if part.strip(" .-–")]
    roles = [_role(part) for part in parts]
    large = tuple(dict.fromkeys(role for role in roles if role not in _PLAIN))
    head = any(_HEAD.search(part) for part in parts)
    return Posts(large or tuple(dict.fromkeys(roles))[:1], head)


def _role(part: str) -> str:
    return next((role for role, pattern in _POSTS if pattern.search(part)), "staff")


def is_email(text: str) -> bool:
    """Whether a text can be an e-mail address (có phải thư điện tử)."""
    return len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None


def proper_email(text: str) -> str:
    """An address as it is kept (thư điện tử): small letters, no blanks at its ends, no letter nobody sees."""
    return clean(text).lower()


_UNIT_WORDS: Final = re.compile(r"^(?:tổ|to) (?:(?:chuyên môn|chuyen mon) )?")


def unit_key(name: str) -> str:
    """What two ways to write one unit have in common (tên tổ để so): "Tổ Toán - Tin", "tổ chuyên môn toán–tin". Accents
    count."""
    whole = re.sub(r" ?[-–—] ?", "-", identity(name))
    return _UNIT_WORDS.sub("", whole) or whole


def unit_meant(name: str, units: Iterable[str]) -> str:
    """The one of these units a text means (tổ được nói đến), "" for none: accents tell two apart (tổ Hóa is not tổ
    Hoa); a name typed without any means a unit only where it is the only one it may be."""
    wanted, there = unit_key(name), list(units)
    exact = [unit for unit in there if unit_key(unit) == wanted]
    bare = identity(name) == fold(name)
    alike = [unit for unit in there if bare and may_be_same(wanted, unit_key(unit))]
    return exact[0] if exact else alike[0] if len(alike) == 1 else ""


def unit_kind(name: str) -> str:
    """What sort of unit a name tells of (loại tổ): a value of caitien.access.models.Unit.Kind.

    A name that tells nothing else is of a teaching unit: lists say "Toán - Tin" for "Tổ Toán - Tin".
    """
    folded = fold(name)
    return next((kind for kind, pattern in _UNIT_KINDS if pattern.search(folded)), "teaching")


def by_given_name(name: str) -> str:
    """A name as lists here sort and find it (tên để xếp và tìm): "Nguyễn Thị An" → "an nguyen thi"."""
    first, _, given = fold(name).rpartition(" ")
    return f"{given} {first}".strip()[:LONGEST_NAME]


def proper_name(name: str) -> str:
    """A name as people write it (họ tên): on one line; one typed all in capitals gets small letters."""
    words = " ".join(clean(name).split())
    return words.title() if words.isupper() else words
