"""Every form of the site that is posted (mọi biểu mẫu được gửi), by name; test_forms.py sends each wrongly."""

from collections.abc import Mapping
from typing import Final

from tests.web.posts import evidence, handover, nudges, papers, planning, publishing, reviews, school, work
from tests.web.posts.posted import Posted

POSTED: Final[Mapping[str, Posted]] = {
    **planning.POSTED,
    **papers.POSTED,
    **work.POSTED,
    **reviews.POSTED,
    **school.POSTED,
    **evidence.POSTED,
    **nudges.POSTED,
    **handover.POSTED,
    **publishing.POSTED,
}
