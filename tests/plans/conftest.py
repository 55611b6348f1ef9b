"""What the plans' tests start from."""

import pytest

from caitien.access.models import School, User
from caitien.domain.paper import Paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Upload
from tests.plans.reports import report


@pytest.fixture
def paper() -> Paper:
    return report()


@pytest.fixture
def upload(an: User, school: School, paper: Paper) -> Upload:
    """A report An dropped, not adopted yet."""
    return receive_paper(an, school, name="báo cáo.docx", data=b"the bytes of the file", paper=paper)
