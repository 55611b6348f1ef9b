"""Two schools of 28 lines, the one they are joined to, and the keeper who joins them."""

import pytest

from caitien.access.models import School, User
from tests.handover.joined import Lived, keeper, lived


@pytest.fixture
def one(db: None) -> Lived:
    return lived("Trường THCS Bến Đá", "bd")


@pytest.fixture
def two(db: None) -> Lived:
    return lived("Trường THCS Gò Mây", "gm")


@pytest.fixture
def by(db: None) -> User:
    return keeper()


@pytest.fixture
def new(db: None) -> School:
    return School.objects.create(name="Trường THCS Bến Đá – Gò Mây", kind="thcs", framework="tt18-2018")
