"""Which rooms are mutated, and where the tests of each stand (phòng → phép thử)."""

from typing import Final

PLAN_PAGES: Final = ("web/test_table.py", "web/test_line.py", "web/test_life.py", "web/test_editing.py")
# Room → files and folders of tests/ that try it, the most telling first; those of rooms that stand on it as well.
TESTS: Final = {
    "domain": ("domain", "rules", "documents", "plans", "incoming", "work", "papers", "needs", "access"),
    "rules": ("rules/test_cases.py", "rules/test_mutations.py", "rules/test_catalogue.py", "rules", "checking"),
    "access": ("access", "web/test_people.py", "web/test_school.py", "web/test_rights.py"),
    "plans": ("plans", "incoming", "work", *PLAN_PAGES),
    "incoming": ("incoming", "plans", "web/test_drafting.py", "web/test_pages.py"),
    "checking": ("checking", "web/test_findings.py"),
    "needs": ("needs", "web/test_needs.py"),
    "consulting": ("consulting", "web/test_consult.py"),
    "story": ("story", "access", "web/test_life.py"),
    "work": ("work", "web/test_work.py", "web/test_waiting.py", "web/test_overview.py", "web/test_tasks.py"),
    "papers": ("papers", "web/test_papers.py"),
}
ROOMS: Final = tuple(TESTS)
MOST_FILES: Final = 8  # files of tests run for one mutant, the nearest to its module
SKIPPED: Final = frozenset({"migrations", "__init__.py", "apps.py", "trail_words.py"})  # files and folders of words
# Mutants of "|" are nearly all of a type (``int | None``): no module with one can be imported, so they prove nothing.
SAME: Final = ("core/ReplaceBinaryOperator_BitOr",)
