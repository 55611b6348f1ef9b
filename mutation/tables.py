"""Which rooms are mutated, and where the tests of each stand (phòng → phép thử)."""

from typing import Final

PLAN_PAGES: Final = (
    "web/planning/test_table.py",
    "web/planning/test_line.py",
    "web/planning/test_life.py",
    "web/planning/test_editing.py",
)
# Room → files and folders of tests/ that try it; those of rooms that stand on it as well.
TESTS: Final = {
    "domain": ("domain", "rules", "documents", "plans", "incoming", "work", "papers", "needs", "access"),
    "rules": ("rules", "checking"),
    "access": ("access", "web/people/test_people.py", "web/people/test_school.py", "web/everywhere/test_rights.py"),
    "plans": ("plans", "incoming", "work", *PLAN_PAGES),
    "incoming": ("incoming", "plans", "web/planning/test_drafting.py", "web/planning/test_pages.py"),
    "checking": ("checking", "web/planning/test_findings.py"),
    "needs": ("needs", "web/planning/test_needs.py"),
    "consulting": ("consulting", "web/planning/test_consult.py"),
    "story": ("story", "access", "plans", "work", "web/planning/test_life.py"),
    "work": (
        "work",
        "web/work/test_work.py",
        "web/work/test_waiting.py",
        "web/work/test_overview.py",
        "web/planning/test_tasks.py",
    ),
    "papers": ("papers", "web/official/test_papers.py"),
}
ROOMS: Final = tuple(TESTS)
# Tests of whole processes, of LibreOffice and of size: they take minutes, and no wrong line is theirs to find.
UNTRIED: Final = (
    "documents/gate/test_hostile.py", "documents/gate/test_office.py", "documents/gate/test_package_weight.py",
    "documents/understanding/test_read_other_tables.py", "documents/test_laws.py",
)  # fmt: skip
SLOW: Final = 4.0  # seconds; tests that take longer are not run for a mutant
BUDGET: Final = 15.0  # seconds the tests of one mutant take together where none of them notices
MOST_TESTS: Final = 150  # that are run for one mutant
SKIPPED: Final = frozenset({"migrations", "__init__.py", "apps.py", "trail_words.py"})  # files and folders of words
# Mutants of "|" are nearly all of a type (``int | None``): no module with one can be imported, so they prove nothing.
SAME: Final = ("core/ReplaceBinaryOperator_BitOr",)
