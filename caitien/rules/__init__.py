"""The rules of a good paper (bộ quy tắc kiểm tra): a file each, found by their names; see CONTRIBUTING.md.

>>> from caitien.rules import check
>>> findings = check(paper, today=date(2026, 6, 1))
"""

from caitien.rules.catalogue import Page, Rule, catalogue, rule
from caitien.rules.checking import apply_fixes, check, mend

__all__ = ["Page", "Rule", "apply_fixes", "catalogue", "check", "mend", "rule"]
