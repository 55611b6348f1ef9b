"""What is wrong with a paper, or could be (phát hiện): the value every rule gives and every page shows."""

from dataclasses import dataclass, field
from enum import StrEnum

from caitien.domain.paper import Place


class Severity(StrEnum):
    """How much a finding weighs (mức độ): an error stops a paper from being issued without a named decision."""

    ERROR = "loi"
    WARNING = "canh-bao"
    HINT = "goi-y"


SEVERITY_NAMES = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.HINT: "gợi ý"}


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain correction (cách sửa chắc chắn): at a path, these words become those.

    ``old`` stands in the text at ``path``; every occurrence of it there is replaced.
    """

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a person should look at (phát hiện).

    ``path`` names the place in the paper ("plan.items.3.time"), "" the paper as a whole; ``words`` are those it is
    about, verbatim; ``what`` says what is wrong and ``mend`` what to do, each a Vietnamese sentence. Why it matters and
    where the rule comes from stand on the rule's page, under ``code``.
    """

    code: str
    severity: Severity
    path: str
    words: str = ""
    what: str
    mend: str
    place: Place = field(default_factory=Place)
    fix: Fix | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other finding while the paper's words stay, so that a dismissal is known again."""
        return self.code, self.path, self.words
