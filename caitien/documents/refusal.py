"""A file that cannot be read (tệp không dùng được): expected trouble, so a value and not an exception."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read (lý do từ chối): one Vietnamese sentence that says what is wrong and what to do."""

    code: str  # short stable word: "empty", "encrypted", "too-large", …
    text: str
