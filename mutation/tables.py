"""Which rooms are mutated, by which wrong lines, and which tests are not run for it (phòng, kiểu sai, phép thử)."""

from typing import Final

ROOMS: Final = (
    *("domain", "rules", "access", "plans", "incoming", "checking", "needs", "consulting", "story", "work", "papers"),
)
# Tests of whole processes, of LibreOffice and of size: they take minutes, and no wrong line is theirs to find.
UNTRIED: Final = (
    *("backup", "schema", "web/machine", "documents/gate/test_hostile.py", "documents/gate/test_office.py"),
    *("documents/gate/test_package_weight.py", "documents/understanding/test_read_other_tables.py"),
    *("documents/test_laws.py", "jobs/test_workers.py"),
)
OF_MODELS: Final = "tests/test_migrations.py"
SLOW: Final = 4.0  # seconds; tests that take longer are not run for a mutant
BUDGET: Final = 30.0  # seconds the tests of one mutant take together where none of them notices
MOST_TESTS: Final = 300  # that are run for one mutant
SKIPPED: Final = frozenset({"migrations", "__init__.py", "apps.py", "trail_words.py"})  # files and folders of words
# Mutants of "|" are nearly all of a type (``int | None``): no module with one can be imported, so they prove nothing.
_TYPES: Final = "core/ReplaceBinaryOperator_BitOr"
_COMPARISON: Final = "core/ReplaceComparisonOperator_"
_OF_ORDER: Final = {"Lt", "LtE", "Gt", "GtE"}
_OPPOSITES: Final = ({"Eq", "NotEq"}, {"Is", "IsNot"})


def is_drawn(operator: str) -> bool:
    """Whether mutants of this operator of the tool are drawn. A bound may become any other; "is the same" only its
    opposite: kinds, texts and None have no order, so a mutant that asks for theirs is nobody's mistake, and most of
    them answer as before for every value there is."""
    if not operator.startswith(_COMPARISON):
        return not operator.startswith(_TYPES)
    before, after = operator.removeprefix(_COMPARISON).split("_")
    return {before, after} in _OPPOSITES or (before in _OF_ORDER and after in _OF_ORDER | {"Eq", "NotEq"})
