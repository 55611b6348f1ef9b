"""What monitors do and what people propose is told to its people."""

import pytest

from caitien.access.models import School, User
from caitien.notices.models import Notice
from caitien.reviews.answering import conclude_difference
from caitien.reviews.models import StaffProposal
from caitien.reviews.proposing import answer_proposal, propose
from tests.plans.approving import chair_of
from tests.reviews.made import lead, line, lived_plan, opened, sampled, sees, team, three

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(user=person).order_by("pk").values_list("text", flat=True))


def test_a_monitor_is_told_how_many_lines_wait_and_an_owner_what_was_seen_and_concluded(school: School, binh: User):
    plan, crew = lived_plan(school), three(school)
    team(school, *crew)
    lead(line(plan, "5.5"), binh)
    review = opened(plan)
    own = review.sample.filter(monitor=crew[0]).count()
    assert told(crew[0])[-1] == f"Võ Thu Hạnh mở đợt Cuối năm học: thầy cô xem {own} dòng"
    sees(crew[0], review, "5.4")
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text="Sổ mới ghi đến tháng 3")
    assert told(binh) == ["Việc của 5.5: Tổ giám sát thấy chưa đúng, đang làm: Sổ mới ghi đến tháng 3"]
    conclude_difference(chair_of(school), sampled(review, "5.5"), state="", text="Giữ lời")
    assert told(binh)[-1] == "Võ Thu Hạnh kết luận về Việc của 5.5: Giữ lời"


def test_who_proposes_is_told_the_answer(school: School, an: User, binh: User):
    row = propose(binh, lived_plan(school), text="Mở thư viện buổi trưa", reason="Học sinh ở xa")
    assert isinstance(row, StaffProposal)
    assert told(an)[-1] == "Trần Văn Bình đề xuất: Mở thư viện buổi trưa"
    answer_proposal(an, row, state="taken", answer="Từ tháng 12")
    assert told(binh)[-1] == "Nguyễn Thị An trả lời đề xuất của thầy cô (nhận): Từ tháng 12"
