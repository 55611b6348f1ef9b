"""Clean papers written down in short (cách viết gọn một văn bản): heads, lines, sections as JSON."""

from typing import Any

from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import from_json

Data = dict[str, Any]


def paper(data: Data) -> Paper:
    """A Paper from its JSON."""
    made = from_json(data)
    assert isinstance(made, Paper), made
    return made


def head(number: str, place: str, day: str, subject: str, signer: str, *recipients: str, **more: str) -> Data:
    """Head and foot."""
    return {
        "upper_body": "ỦY BAN NHÂN DÂN\nXÃ " + place.upper(),
        "number": number,
        "place": place,
        "date": day,
        "title": "BÁO CÁO" if "/BC-" in number else "KẾ HOẠCH",
        "subject": subject,
        "signer": signer,
        "signer_title": "HIỆU TRƯỞNG",
        "recipients": [*recipients, "Lưu: VT"],
        **more,
    }


def line(code: str, title: str, **cells: str) -> Data:
    """A row of a table of the 2018 sets."""
    standing = {"criterion": code, "label": f"Tiêu chí {code}", "standard": int(code[0]), "standard_title": title}
    return {**standing, "level": 1, **cells}


def prose(before: str, part: str, *paragraphs: str) -> Data:
    """A section under the form's own heading."""
    return {"before": before, "part": part, "paragraphs": list(paragraphs)}
