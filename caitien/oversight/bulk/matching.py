"""Whose a file is (tệp của trường nào): by the Ministry's code, or by the name where a place agrees; else it is asked.

A name alone never decides: schools of one name stand in many communes. Whatever contradicts is a doubt. Plain values:
what is known of the schools comes in, keys go out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from caitien.domain.texts.folding import fold, identity

MOST: Final = 8  # schools that are proposed for one file
LIKE: Final = 75  # of 100: from which a name is proposed
SHORTEST_CODE: Final = 6  # letters: a shorter one may be a year, a number, a class
_CODE: Final = re.compile(r"[0-9A-Za-z.\-]+")
_DAY: Final = re.compile(
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20[23]\d|20[23]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_TOKEN: Final = re.compile(r"[0-9A-Za-z]+")
_SHORT: Final = (
    (re.compile(r"\btrung hoc pho thong\b"), "thpt"),
    (re.compile(r"\btrung hoc co so\b"), "thcs"),
    (re.compile(r"\btieu hoc\b"), "th"),
    (re.compile(r"\bmam non\b"), "mn"),
    (re.compile(r"\bmau giao\b"), "mg"),
    (re.compile(r"\bgiao duc va dao tao\b|\bgd va dt\b|\bgd dt\b"), "gddt"),
    (re.compile(r"\b(?:ubnd|uy ban nhan dan|truong)\b"), ""),
)
_SHORT_ACCENTED: Final = (
    (re.compile(r"\btrung học phổ thông\b"), "thpt"),
    (re.compile(r"\btrung học cơ sở\b"), "thcs"),
    (re.compile(r"\btiểu học\b"), "th"),
    (re.compile(r"\bmầm non\b"), "mn"),
    (re.compile(r"\bmẫu giáo\b"), "mg"),
    (re.compile(r"\btrường\b"), ""),
)
_WORD: Final = re.compile(r"\w+")
_COMMUNES: Final = ("thi tran ", "phuong ", "xa ")
_NUMBERED: Final = re.compile(r"^\d+ ")
_FILE: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSchool:
    """A school of the round (trường trong đợt): its code, its names of now and before, the places it stands under."""

    key: int
    code: str
    names: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What a file tells of its school (dấu vết): its name with its folders, school and body of its letterhead."""

    path: str
    school: str = ""
    upper_body: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The school a file is of (đã rõ trường), and by what it was told."""

    key: int
    by: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Not told for sure (chưa rõ): why, and the schools it may be of, the likeliest first."""

    why: str
    keys: tuple[int, ...] = ()


@dataclass(slots=True)
class Schools:
    """The schools of a round, ready to be asked (danh sách để đối chiếu). Made once, linear in the schools."""

    codes: dict[str, KnownSchool] = field(default_factory=dict)
    names: dict[str, list[KnownSchool]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, known: Iterable[KnownSchool]) -> "Schools":
        """Of these schools."""
        made = cls()
        for each in known:
            made.codes[each.code.upper()] = each
            for name in dict.fromkeys(map(key_of, each.names)):
                made.names.setdefault(name, []).append(each)
            made.places.update(map(key_of, each.places))
        return made


def key_of(name: str) -> str:
    """What two ways to write a name have in common (tên để so): "Trường THCS Hoa Mơ", "trung học cơ sở Hoa Mơ"."""
    words = " ".join(_TOKEN.findall(fold(name)))
    for pattern, short in _SHORT:
        words = pattern.sub(short, words)
    return " ".join(words.split())


def match(schools: Schools, clues: Clues) -> Match | Doubt:
    """Whose a file is, or why that is not sure (đối chiếu). Linear in the names of the round where the name of the file
    has to be looked into."""
    coded = _by_code(schools, clues.path)
    named = _by_name(schools, clues)
    if len(coded) > 1:
        return Doubt("Tên tệp có mã của hai trường.", _keys(coded))
    if coded and (coded[0] in named or not _DAY.fullmatch(coded[0].code)):
        return _checked_code(coded[0], named, clues)
    if clues.school and not _read(schools, clues):
        return Doubt(f"Trong đợt không có trường nào tên {clues.school}.", _keys([*named, *_alike(schools, clues)]))
    if not named:
        near = _alike(schools, clues)
        why = "Tên chỉ gần giống tên trường trong đợt." if near else "Không thấy mã hay tên của trường nào trong đợt."
        return Doubt(why, _keys(near))
    return _placed(schools, named, clues)


def _checked_code(found: KnownSchool, named: list[KnownSchool], clues: Clues) -> Match | Doubt:
    """The code decides, unless the paper names another school."""
    told = set(key_of(clues.school).split())
    own = [set(key_of(name).split()) for name in found.names]
    if found not in named and told and not any(told <= name or name <= told for name in own):
        return Doubt(f"Mã trong tên tệp là của {found.names[0]}, văn bản ghi {clues.school}.", _keys([found, *named]))
    return Match(found.key, f"mã {found.code}")


def _placed(schools: Schools, named: list[KnownSchool], clues: Clues) -> Match | Doubt:
    """Of the schools of that name the one whose place agrees."""
    told = _places(schools, clues)
    here = [each for each in named if told & _own(each)]
    if len(here) == 1 and not any(place.startswith(_COMMUNES) for place in told - _own(here[0])):
        return Match(here[0].key, f"tên trường và {here[0].places[0]}")
    if len(named) > 1:
        return Doubt(f"Có {len(named)} trường cùng tên này trong đợt.", _keys(here or named))
    why = "nơi ghi trong tệp lại khác" if told else "tệp không cho biết xã, phường"
    return Doubt(f"Tên giống {named[0].names[0]}, nhưng {why}.", _keys(named))


def _own(school: KnownSchool) -> set[str]:
    return {key_of(place) for place in school.places}


def _by_code(schools: Schools, path: str) -> list[KnownSchool]:
    words = (*_TOKEN.findall(path), *(token.strip(".-") for token in _CODE.findall(_FILE.sub("", path))))
    tokens = dict.fromkeys(token.upper() for token in words if len(token) >= SHORTEST_CODE)
    return [schools.codes[token] for token in tokens if token in schools.codes]


def _by_name(schools: Schools, clues: Clues) -> list[KnownSchool]:
    """The schools that bear the name the paper gives, with its accents where one of them does; else the name in that of
    the file. Where both name schools and no school is in both, all of them: a doubt."""
    read = _read(schools, clues)
    filed = _in_words(schools.names, key_of(_FILE.sub("", clues.path.rpartition("/")[2])))
    if not read or not filed:
        return read or filed
    both = [each for each in read if each in filed]
    return both or [*read, *filed]


def _read(schools: Schools, clues: Clues) -> list[KnownSchool]:
    """The schools that bear the name the paper gives. Accents are letters: Hoa Mơ is not Hoa Mở; a name typed without
    any may be either."""
    found = schools.names.get(key_of(clues.school), [])
    if fold(clues.school) != clues.school.lower():
        found = [each for each in found if _accented(clues.school) in map(_accented, each.names)]
    return found


def _accented(name: str) -> str:
    """As :func:`key_of`, with its accents."""
    words = " ".join(_WORD.findall(identity(name)))
    for pattern, short in _SHORT_ACCENTED:
        words = pattern.sub(short, words)
    return " ".join(words.split())


def _in_words(names: Mapping[str, list[KnownSchool]], words: str) -> list[KnownSchool]:
    """The schools whose name stands in these words; of two names, one within the other, the longer."""
    found = [name for name in names if len(name) > len("thcs") and f" {name} " in f" {words} "]
    longest = [name for name in found if not any(name != other and f" {name} " in f" {other} " for other in found)]
    return [each for name in longest for each in names[name]]


def _places(schools: Schools, clues: Clues) -> set[str]:
    """The places the letterhead, the folders and the name of the file tell of: those of the round, and no others."""
    *folders, name = clues.path.split("/")
    lines = [line for text in clues.upper_body.split("\n") for line in text.split(",")]
    told = {_NUMBERED.sub("", key_of(each)) for each in (*folders, *lines, clues.upper_body) if each}
    found = {place for place in schools.places if place in told or _short(place) in told}
    words = f" {key_of(_FILE.sub('', name))} "
    within = {place for place in schools.places if place.startswith(_COMMUNES) and f" {place} " in words}
    return found | {each for each in within if not any(each != other and each in other for other in within)}


def _short(place: str) -> str:
    return next((place.removeprefix(word) for word in _COMMUNES if place.startswith(word)), place)


def _alike(schools: Schools, clues: Clues) -> list[KnownSchool]:
    """Schools whose name is like the one told: proposed, never taken."""
    told = key_of(clues.school) or key_of(_FILE.sub("", clues.path.rpartition("/")[2]))
    near = process.extract(told, list(schools.names), scorer=fuzz.ratio, limit=MOST, score_cutoff=LIKE)
    return [each for name, _, _ in near for each in schools.names[name]]


def _keys(found: Iterable[KnownSchool]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.key for each in found))[:MOST]
