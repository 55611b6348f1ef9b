"""How deep a run looks (độ sâu của lần thử): as deep as every run, or as deep as one that searches for days."""

import os
from typing import Final

from tests import postgresql

SEARCHING: Final = os.environ.get("HYPOTHESIS_PROFILE") == "searching"


def examples(many: int) -> int:
    """How many made-up cases a test looks at that bears the mark ``each_database``: all of them in a run that searches;
    else, as they are the same at every run, half of them on SQLite and a quarter on PostgreSQL."""
    return many if SEARCHING else many // (4 if postgresql.WANTED else 2)
