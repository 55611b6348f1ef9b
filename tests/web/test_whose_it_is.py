"""A page that is another role's says whose it is, never a sentence about something else."""

from caitien.access.models import School, User
from caitien.plans.models import Plan
from tests.web.conftest import SignIn


def test_a_secretary_is_told_that_the_archive_is_the_chairs(an: User, school: School, signed_in: SignIn):
    answer = signed_in(an).get("/truong/ban-luu")
    assert answer.status_code == 403
    assert "Đây là việc của hiệu trưởng, chủ tịch hội đồng." in answer.content.decode()


def test_a_teacher_is_told_all_who_may(binh: User, plan: Plan, signed_in: SignIn):
    answer = signed_in(binh).get(f"/ke-hoach/{plan.pk}/phan-cong")
    assert answer.status_code == 403
    assert "hiệu trưởng, chủ tịch hội đồng hoặc thư ký hội đồng" in answer.content.decode()


def test_what_is_no_verb_of_a_school_has_its_plain_sentence(an: User, signed_in: SignIn):
    answer = signed_in(an).get("/co-quan/tinh-trang")
    assert answer.status_code == 403
    assert "Thầy cô chưa có vai trò làm việc này ở đây;" in answer.content.decode()
