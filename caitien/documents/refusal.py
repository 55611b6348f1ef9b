"""A file that cannot be read (tệp không dùng được): expected trouble, so a value and not an exception."""

from dataclasses import dataclass

from caitien.domain.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Refused):
    """A file was not read or written (từ chối tệp): ``reason`` says what is wrong with it and what to do."""

    code: str  # short stable word: "empty", "encrypted", "too-large", …
