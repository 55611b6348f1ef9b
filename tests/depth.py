"""How deep a run looks (độ sâu của lần thử): as deep as every run, or as deep as one that searches for days."""

import os
from typing import Final

from tests import postgresql

SEARCHING: Final = os.environ.get("HYPOTHESIS_PROFILE") == "searching"


def examples(many: int) -> int:
    """How many made-up cases a test looks at that bears the mark ``each_database``: all of them on SQLite, a third on
    PostgreSQL, and all on both in a run that searches."""
    return many if SEARCHING or not postgresql.WANTED else many // 3
