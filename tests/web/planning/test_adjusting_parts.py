"""Another text for the head, a problem or a review of an approved plan, through the page."""

from dataclasses import replace

import pytest

from caitien.access.models import School, User
from caitien.domain.paper import Review
from caitien.incoming.adopt import adopt
from caitien.plans.models import Adjustment, Plan
from caitien.plans.parts.part import parts_of
from tests.documents.writing.test_write_as import CHI
from tests.plans.approving import approved, chair_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.each_database


@pytest.fixture
def bieu_2(school: School) -> Plan:
    plan = adopt(school, replace(CHI, school_year="2026-2027", reviews=(Review(moment="Cuối năm học"),)))[0]
    approved(plan)
    return plan


def form_of(page, **changed: str) -> dict[str, str]:
    cells = page.context["cells"]
    marks = {f"seen-{cell.field}": cell.mark for cell in cells}
    return {**{f"new-{cell.field}": cell.shown for cell in cells}, **marks, "reason": "Ghi thiếu", **changed}


def test_every_part_is_offered_proposed_decided_and_told(signed_in: SignIn, an: User, bieu_2: Plan):
    secretary, chair = signed_in(an), signed_in(chair_of(bieu_2.school))
    listed = secretary.get(f"/ke-hoach/{bieu_2.pk}/dieu-chinh/phan").content.decode()
    for part in parts_of(bieu_2):
        where = f"/ke-hoach/{bieu_2.pk}/dieu-chinh/phan/{part.slug}"
        assert f'href="{where}"' in listed
        assert secretary.get(where).status_code == 200
    where = f"/ke-hoach/{bieu_2.pk}/dieu-chinh/phan/theo-doi-{bieu_2.review_lines.get().pk}"
    sent = secretary.post(where, form_of(secretary.get(where), **{"new-content": "Kết quả cả năm"}))
    assert sent.headers["Location"] == f"/ke-hoach/{bieu_2.pk}/dieu-chinh"
    page = chair.get(f"/ke-hoach/{bieu_2.pk}/dieu-chinh")
    assert "Theo dõi, đánh giá: Cuối năm học: nội dung theo dõi" in " ".join(page.content.decode().split())
    key = Adjustment.objects.get().pk
    decided = {"chon": key, "duyet": "1", "date": "05/09/2026", "seen": page.context["mark"]}
    assert chair.post(f"/ke-hoach/{bieu_2.pk}/dieu-chinh/quyet-dinh", decided).status_code == 302
    assert bieu_2.review_lines.get().content == "Kết quả cả năm"
    assert "Kết quả cả năm" in chair.get(f"/ke-hoach/{bieu_2.pk}/dieu-chinh").content.decode()
    assert chair.get(f"/ke-hoach/{bieu_2.pk}/cau-chuyen").status_code == 200


def test_words_that_met_anothers_stay_typed(signed_in: SignIn, an: User, bieu_2: Plan):
    browser = signed_in(an)
    where = f"/ke-hoach/{bieu_2.pk}/dieu-chinh/phan/theo-doi-{bieu_2.review_lines.get().pk}"
    stale = form_of(browser.get(where), **{"new-content": "Kết quả cả năm", "seen-content": "x"})
    answered = browser.post(where, stale)
    assert answered.status_code == 422
    assert ">Kết quả cả năm</textarea>" in answered.content.decode()
    nothing = browser.post(where, form_of(browser.get(where)))
    assert "Chưa có ô nào được sửa" in nothing.content.decode()
    assert not Adjustment.objects.exists()
