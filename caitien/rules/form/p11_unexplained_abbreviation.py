"""Chữ viết tắt chưa được giải thích.

Vì sao: Người ngoài ngành, ngoài trường cũng đọc văn bản công khai; chữ tắt lạ thì họ không hiểu.
Sai: Tổ chức 4 buổi HĐTNST trong năm học
Đúng: Tổ chức 4 buổi hoạt động trải nghiệm sáng tạo (HĐTNST) trong năm học
Sửa: Viết đủ chữ ở lần đầu, ghi chữ tắt trong ngoặc, sau đó mới dùng chữ tắt.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP; danh sách chữ tắt quen thuộc là kinh nghiệm.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.HINT

_EVERYDAY: Final = """
    THPT THCS PTDTNT PTDTBT DTNT DTBT TTGDTX GDTX GDNN THPTQG HTKT HCM TPHCM UBND HĐND MTTQ CNTT CĐS CSDL
    BGDĐT BGD GDĐT GD&ĐT SGDĐT SGD&ĐT SGD PGDĐT PGD&ĐT PGD BNV BTC BYT VHVN TDTT KHKT NCKH CLB
    CBQL CBGV CBGVNV CBVC CBNV CBCC GVNV BGH GVCN GVBM TTCM TTND BCH BCHCĐ BĐD CMHS PHHS HĐSP HĐGD HSG HSGQG NLĐ CCVC
    SGK TBDH CSVC CSVCTB TKB PPCT GDPT GDCD GDQP GDQPAN GDTC GDTH GDMN GDTrH HĐTN HĐTNHN HĐNGLL NGLL KNS
    KT&KĐCLGD KTKĐCLGD KĐCLGD KĐCL ĐBCLGD CTCL KHCTCL ĐGN TĐG HĐTĐG QLCL QLGD QCDC TTDC XHH XHHGD THTT
    ATGT PCCC PCTNXH TNXH ATTP VSATTP BHYT BHXH QPAN ANTT ANQP BLHĐ PCBLHĐ TNTP TNCS ĐTN LĐLĐ HKI HKII
    SHCM PHT TPT TKHĐ GDĐP GDHN GDKNS HSSV CBCCVC CSGD PTCS PTTH KHTN KHXH NXB TNHH MTV NTM PTNL KTĐG KTXH UBMTTQ MTTQVN
    CTXH TVTL TLHĐ ĐHSP CĐSP TTHTCĐ HTXSNV CSTĐ SKKN TDP CMCN
    XHCN CHXHCN PGS ThS NGND NGƯT DVC SMAS PDF
"""  # what everyone in a school reads without stopping
_KNOWN: Final = frozenset(_EVERYDAY.replace("&", " ").split())
_SHORTEST: Final = 3  # letters; two may be the name of a room, a block or a person
_TOKEN: Final = re.compile(r"[A-ZĐ][A-ZĐ&]+[A-ZĐ]")
_ROMAN: Final = re.compile(r"[IVXLC]+")
_SPOKEN: Final = re.compile(r"^.+[AEIOUY]")  # a vowel inside: a name or a foreign word, not Vietnamese initials
_JOINTS: Final = "/&-_."
_STOPS: Final = (*",;:.", "")
_FIRST_LETTERS: Final = re.compile(r"\b[^\W\d_]")


def find(context: RuleContext) -> Iterator[Hit]:
    """Each abbreviation that is neither known to all nor written out anywhere in the paper, where it first stands."""
    uses: dict[str, list[str]] = {}
    strange = {text: words for text in context.written if (words := [*_strange(text)])}
    for text, paths in context.places(strange).items():
        running = [path for path in paths if _is_running(path)]
        for letters in strange[text] if running else ():
            uses.setdefault(letters, []).extend(running)
    for letters, where in uses.items():
        if letters not in context.paper.school and not _is_explained(context, letters):
            what = f"“{letters}” ({len(where)} lần) chưa được viết đủ chữ ở đâu."
            yield Hit(where[0], what, f"Viết đủ chữ ở lần đầu rồi ghi “({letters})”.", words=letters)


def _strange(text: str) -> Iterator[str]:
    return (match[0] for match in _TOKEN.finditer(text) if _is_strange(match))


def _is_running(path: str) -> bool:
    """Whether a text is one to read: symbols, labels and recipients keep their own short forms."""
    return not path.startswith("report.") and not path.endswith((".label", ".number"))


def _is_strange(match: re.Match[str]) -> bool:
    known = all(part in _KNOWN or len(part) < _SHORTEST for part in match[0].split("&"))
    if known or _is_joined(match) or _ROMAN.fullmatch(match[0]) or _SPOKEN.match(match[0]):
        return False
    return not _is_in_capitals(match)


def _is_joined(match: re.Match[str]) -> bool:
    """Whether it is part of something longer: a word, a symbol ("12/QĐ-SNV")."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return any(beside.isalnum() or beside in _JOINTS for beside in (before, after) if beside) and after != "."


def _is_in_capitals(match: re.Match[str]) -> bool:
    """Whether a word beside it is in capitals too: part of a heading or a name, not a short form among words."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    beside = (before[:-1].rpartition(" ")[2], after[1:].partition(" ")[0])
    return any(word.isupper() and len(word) > 1 for word in beside if word[-1:] not in _STOPS)


def _is_explained(context: RuleContext, letters: str) -> bool:
    """Whether the paper writes it out: in brackets beside it, or words anywhere that begin with those letters."""
    plain = letters.replace("&", "").lower()
    beside = re.compile(rf"\({letters}\)|\b{letters} ?[(:=]|tắt(?: là)?:? *[“\"]?{letters}")
    return any(beside.search(text) or plain in _initials(text) for text in context.every_text)


def _initials(text: str) -> str:
    return "".join(_FIRST_LETTERS.findall(text)).lower()
