"""A plan whose papers are made (kế hoạch có giấy tờ): An composes, Hạnh chairs and issues."""

import pytest

from caitien.access.models import School, User
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt
from caitien.papers.drafting import write_words
from caitien.papers.models import Draft
from caitien.plans.models import Plan
from tests.papers.made import SIGNED, answered, begun, settled
from tests.plans.reports import report


@pytest.fixture
def paper() -> Paper:
    return report(8)


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


@pytest.fixture
def draft(an: User, plan: Plan) -> Draft:
    """The yearly report, begun by An."""
    return begun(an, plan)


@pytest.fixture
def ready(an: User, draft: Draft) -> Draft:
    """Every state known, every error mended or answered for."""
    settled(an, draft.plan)
    for key, text in SIGNED.items():
        write_words(an, draft, key=key, text=text, seen="", over="")
    return answered(an, draft.plan)
