"""A department's round by every way in, and each cell of each table against the raw JSON.

``CAITIEN_SCHOOLS=2000`` makes it the department of the specification: 1,200 aboard, 330 by Word, 40 by link, 30 scans,
60 returned, 45 sent again.
"""

import os

import pytest

from caitien.access.models import Body
from caitien.oversight.recounting import differing_sums
from caitien.oversight.sums import added, sums_of
from tests.oversight.made import Department
from tests.oversight.raw import hold_to_the_papers
from tests.oversight.year import DUE, live

SIZE = int(os.environ.get("CAITIEN_SCHOOLS", "40"))
pytestmark = pytest.mark.timeout(120 if SIZE <= 100 else 3_600)


def test_every_way_in_is_counted_cell_by_cell_as_the_papers_say(above: Department, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lived = live(above, SIZE, communes=max(4, 168 * SIZE // 2_000))
    cells = sum(hold_to_the_papers(lived.round, body, DUE) for body in Body.objects.all())
    assert cells > 200
    progress = added(tally.progress for tally in sums_of(lived.round, [above.top]))
    assert progress["asked"] == SIZE
    assert progress["missing"] == lived.ways["missing"]
    assert progress["typed"] == lived.ways["scan"]
    assert progress["returns"] == lived.returned
    assert progress["counted"] == progress["submitted"] - (lived.returned - lived.again)
    assert differing_sums(lived.round) == 0
