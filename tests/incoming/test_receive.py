"""A file that comes in is called as it was sent, without what deceives the eye."""

import pytest

from caitien.access.models import School, User
from caitien.incoming.receive import receive_paper
from tests.plans.reports import report


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("báo cáo.docx", "báo cáo.docx"),
        ("báo cáo\u202excod.exe", "báo cáoxcod.exe"),
        ("bao\u200b\u2066cao.docx", "baocao.docx"),
        ("\u202e", "tep"),
    ],
)
def test_the_name_of_an_upload_hides_nothing(an: User, school: School, sent: str, kept: str):
    upload = receive_paper(an, school, name=sent, data=b"the bytes of the file", paper=report())
    upload.refresh_from_db()
    assert upload.name == kept
