"""Law 2 of the house: a paper taken into the plan and written out again loses no cell."""

import pytest
from hypothesis import HealthCheck, given, settings

from caitien.access.models import School
from caitien.domain.paper import Paper
from caitien.plans.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.models import Plan
from tests.specimens.papers import papers


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=papers, second=papers)
def test_any_paper_comes_out_as_it_went_in_even_over_another(school: School, first: Paper, second: Paper):
    adopt(school, first)
    for paper in (first, second):
        plan, _ = adopt(school, paper)
        assert compose(Plan.objects.get(pk=plan.pk)) == paper
