"""A spot in a file (vị trí), as people count."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot in a file (vị trí), counted from 1 as a person would; what is unknown is None."""

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    part: str = ""  # a part of the file outside its body: "cước chú", "đầu trang", "lời bàn", …

    def __str__(self) -> str:
        words = [self.part, f"trang tính “{self.sheet}”" if self.sheet else ""]
        names = (
            ("trang", self.page),
            ("đoạn", self.paragraph),
            ("bảng", self.table),
            ("dòng", self.row),
            ("cột", self.column),
        )
        words += [f"{name} {number}" for name, number in names if number is not None]
        return ", ".join(word for word in words if word)
