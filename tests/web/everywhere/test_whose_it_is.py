"""A page that is another role's says whose it is, never a sentence about something else."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from caitien.access.models import School, User
from caitien.plans.models import Plan
from caitien.web.errors import forbidden
from tests.web.conftest import SignIn


def test_a_secretary_is_told_that_the_archive_is_the_chairs(an: User, school: School, signed_in: SignIn):
    answer = signed_in(an).get("/truong/ban-luu")
    assert answer.status_code == 403
    assert "Đây là việc của hiệu trưởng, chủ tịch hội đồng." in answer.content.decode()


def test_a_teacher_is_told_all_who_may(binh: User, plan: Plan, signed_in: SignIn):
    answer = signed_in(binh).get(f"/ke-hoach/{plan.pk}/phan-cong")
    assert answer.status_code == 403
    assert "hiệu trưởng, chủ tịch hội đồng hoặc thư ký hội đồng" in answer.content.decode()


@pytest.mark.parametrize(
    ("where", "whose"),
    [
        ("/co-quan/tinh-trang", "người quản trị hệ thống"),
        ("/co-quan/nhat-ky", "người quản trị hệ thống"),
        ("/danh-ba", "cán bộ cơ quan cấp trên"),
        ("/dot", "cán bộ cơ quan cấp trên"),
        ("/xa", "cán bộ cơ quan cấp trên"),
    ],
)
def test_nobody_of_the_school_is_named_for_what_nobody_there_may(an: User, signed_in: SignIn, where: str, whose: str):
    answer = signed_in(an).get(where)
    assert answer.status_code == 403
    words = answer.content.decode()
    assert f"Đây là việc của {whose}." in words
    assert "thư ký" not in words[words.index("<main") :]


def test_what_is_no_verb_has_its_plain_sentence(rf: RequestFactory, an: User):
    request = rf.get("/")
    request.user = an
    answer = forbidden(request, PermissionDenied("không có việc này"))
    assert "Thầy cô chưa có vai trò làm việc này ở đây;" in answer.content.decode()
