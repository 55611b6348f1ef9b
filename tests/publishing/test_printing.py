"""The PDF of a public page: printed by a worker of what the page shows, and of nothing else."""

import io

import pypdfium2
import pytest

from caitien.access.models import User
from caitien.documents.gate.office import find_office
from caitien.jobs.perform import take_next
from caitien.plans.models import Plan
from caitien.publishing.models import Edition
from tests.publishing.made import item_of, out

needs_office = pytest.mark.skipif(find_office() is None, reason="no LibreOffice here")


@needs_office
def test_the_pdf_holds_what_the_page_shows_and_no_name_of_anybody(an: User, binh: User, plan: Plan):
    before = out(an, item_of(an, plan.school))
    assert ".pdf" not in before.html
    take_next()
    edition = Edition.objects.get()
    assert f"{plan.school_year}/ke-hoach.pdf" in edition.html
    with edition.pdf.open() as file:
        pdf = pypdfium2.PdfDocument(io.BytesIO(file.read()))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    told = text + " ".join(pdf.get_metadata_dict().values())
    assert "Công việc thứ 5" in text
    for hidden in ("Trần Văn Bình", "Phạm Minh Đức", "0912", "Nguyễn Thị An", "Võ Thu Hạnh"):
        assert hidden not in told
    assert len(pdf) <= 3
