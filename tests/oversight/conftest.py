"""What the tests of rounds start from: two schools of commune Mơ, one of Suối Đá, one that has no account."""

import pytest

from caitien.access.models import School
from caitien.oversight.models import Round
from tests.oversight.made import Department, aboard, department, listed, opened, row


@pytest.fixture
def above(db: None) -> Department:
    return department()


@pytest.fixture
def mo_school(above: Department) -> School:
    return aboard("01000001", "Trường THCS Hoa Mơ", above.mo)


@pytest.fixture
def suoi_school(above: Department) -> School:
    return aboard("01000002", "Trường THCS Suối Đá", above.suoi)


@pytest.fixture
def round_(above: Department, mo_school: School, suoi_school: School) -> Round:
    """Open, with two schools aboard and one that is not."""
    listed(
        above.dung,
        above.top,
        row("01000001", "Trường THCS Hoa Mơ"),
        row("01000002", "Trường THCS Suối Đá", "Phường Suối Đá"),
        row("01000003", "Trường Tiểu học Hoa Mơ"),
    )
    return opened(above.dung, above.top)
