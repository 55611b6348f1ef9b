"""How deep a run looks (độ sâu của lần thử): as deep as every run, or as deep as one that searches for days."""

import os
from typing import Final

SEARCHING: Final = os.environ.get("HYPOTHESIS_PROFILE") == "searching"
