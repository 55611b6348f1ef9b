"""Heads and feet of official papers in Word (thể thức mẫu): as tables, as tabbed lines, as plain paragraphs."""

from collections.abc import Sequence

from tests.specimens.word import TAB, Xml, cell, p, row, table

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
UPPER = "ỦY BAN NHÂN DÂN\nPHƯỜNG SÔNG TRONG"
ISSUER = "TRƯỜNG THCS ĐỒI THÔNG"
NUMBER = "Số: 15/KH-THCSĐT"
DATED = "Sông Trong, ngày 05 tháng 9 năm 2025"
RECIPIENTS = ("Phòng VH-XH phường Sông Trong (để báo cáo)", "Các tổ chuyên môn", "Lưu: VT")


def as_table(upper: str = UPPER, issuer: str = ISSUER, number: str = NUMBER, dated: str = DATED) -> Xml:
    """The usual head: a table without lines, two rows of two cells."""
    return table(row(cell(f"{upper}\n{issuer}"), cell(f"{NATION}\n{MOTTO}")), row(number, dated))


def as_one_row(upper: str = UPPER, issuer: str = ISSUER, number: str = NUMBER, dated: str = DATED) -> Xml:
    """A table of one row: number and date are further paragraphs of the same cells, with a drawn line between."""
    left = cell(f"{upper}\n{issuer}\n_______\n{number}")
    return table(row(left, cell(f"{NATION}\n{MOTTO}\n_______________\n\n{dated}")))


def as_tabs(
    upper: str = "UBND PHƯỜNG SÔNG TRONG", issuer: str = ISSUER, number: str = NUMBER, dated: str = DATED
) -> Xml:
    """Left and right side by side on one line, parted by tabs."""
    pairs = ((upper, NATION), (issuer, MOTTO), (number, dated))
    return Xml("".join(p(left, Xml(f"<w:r>{TAB}</w:r>"), right) for left, right in pairs))


def as_paragraphs(upper: str = UPPER, issuer: str = ISSUER, number: str = NUMBER, dated: str = DATED) -> Xml:
    """One below the other, as pasted from a web page."""
    lines = (*upper.split("\n"), issuer, NATION, MOTTO, number, dated)
    return Xml("".join(p(text) for text in lines))


def title(kind: str = "KẾ HOẠCH", *subject: str) -> Xml:
    """Kind of paper and its subject, centred in the real file."""
    lines = subject or ("Cải tiến chất lượng giáo dục năm học 2025 - 2026",)
    return Xml("".join(p(text, bold=True) for text in (kind, *lines)))


def foot(
    signer: str = "Đỗ Hoa Sim", post: str = "HIỆU TRƯỞNG", recipients: Sequence[str] = RECIPIENTS, under: str = ""
) -> Xml:
    """Recipients on the left, signature on the right, in a table without lines."""
    listed = [f"- {text};" for text in recipients[:-1]] + [f"- {recipients[-1]}."] if recipients else []
    left = "\n".join(["Nơi nhận:", *listed])
    return table(row(cell(left), cell(f"{post}\n{under}\n\n\n{signer}")))


def foot_as_paragraphs(signer: str = "Đỗ Hoa Sim", post: str = "HIỆU TRƯỞNG") -> Xml:
    """The same without a table: recipients first, then the signature."""
    lines = ("Nơi nhận:", *(f"- {text};" for text in RECIPIENTS[:-1]), f"- {RECIPIENTS[-1]}.", post, "", signer)
    return Xml("".join(p(text) for text in lines))
