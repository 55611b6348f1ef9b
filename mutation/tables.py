"""Which rooms are mutated, and where the tests of each stand (phòng → phép thử)."""

from typing import Final

PLAN_PAGES: Final = ("web/test_table.py", "web/test_line.py", "web/test_life.py", "web/test_editing.py")
# Room → files and folders of tests/ that try it; those of rooms that stand on it as well.
TESTS: Final = {
    "domain": ("domain", "rules", "documents", "plans", "incoming", "work", "papers", "needs", "access"),
    "rules": ("rules", "checking"),
    "access": ("access", "web/test_people.py", "web/test_school.py", "web/test_rights.py"),
    "plans": ("plans", "incoming", "work", *PLAN_PAGES),
    "incoming": ("incoming", "plans", "web/test_drafting.py", "web/test_pages.py"),
    "checking": ("checking", "web/test_findings.py"),
    "needs": ("needs", "web/test_needs.py"),
    "consulting": ("consulting", "web/test_consult.py"),
    "story": ("story", "access", "plans", "work", "web/test_life.py"),
    "work": ("work", "web/test_work.py", "web/test_waiting.py", "web/test_overview.py", "web/test_tasks.py"),
    "papers": ("papers", "web/test_papers.py"),
}
ROOMS: Final = tuple(TESTS)
# Tests of whole processes, of LibreOffice and of size: they take minutes, and no wrong line is theirs to find.
UNTRIED: Final = (
    "documents/test_hostile.py", "documents/test_office.py", "documents/test_package_weight.py",
    "documents/test_read_other_tables.py", "documents/test_laws.py",
)  # fmt: skip
SLOW: Final = 4.0  # seconds; tests that take longer are not run for a mutant
BUDGET: Final = 15.0  # seconds the tests of one mutant take together where none of them notices
MOST_TESTS: Final = 150  # that are run for one mutant
SKIPPED: Final = frozenset({"migrations", "__init__.py", "apps.py", "trail_words.py"})  # files and folders of words
# Mutants of "|" are nearly all of a type (``int | None``): no module with one can be imported, so they prove nothing.
SAME: Final = ("core/ReplaceBinaryOperator_BitOr",)
