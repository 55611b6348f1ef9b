"""What an open line waits for: by how it stands, by what its plan asks of a body above; an officer may deny it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School
from caitien.domain.paper import ResultRow, Status
from caitien.oversight.counting import Said, lines_of
from caitien.oversight.judging import send_back
from caitien.oversight.line_reading import IS_DONE, NO_CAUSE, NO_LINE, SHUT, mark_of_fact, say_of_line
from caitien.oversight.models import Asked, LineFact, LineSaid, PetitionTally, Round, Submission, Tally
from caitien.oversight.reasons import Reason
from caitien.oversight.recounting import differing_sums, mend_sums
from caitien.oversight.rounds import move_round
from caitien.oversight.sending import send_issue
from caitien.oversight.sums import added, sums_of
from caitien.oversight.waits import LONGEST, waiting_words
from tests.oversight.made import TODAY, Department, asked_of, issued, paper_of_year, secretary_of

ASKED_OF_A_BODY_ABOVE = (
    "Tham mưu với UBND xã Mơ cấp thêm 300 m² đất làm sân tập.",
    "Tham mưu, đề xuất với Ủy ban nhân dân phường bố trí vốn sửa dãy B.",
    "Tham mưu kịp thời và phối hợp tốt với Sở Xây dựng để giữ lại cổng cổ.",
    "Đề nghị Sở giao thêm một biên chế Tin học.",
    "Kiến nghị Phòng Giáo dục và Đào tạo hỗ trợ thiết bị.",
    "Đề xuất nhu cầu giáo viên tiếng Anh với Phòng Nội vụ ngay trong tháng 9.",
    "Lập tờ trình gửi UBND thành phố xin mở rộng khuôn viên.",
    "Trình Sở GD&ĐT phê duyệt đề án.",
    "Xin chủ trương của HĐND tỉnh về khu bán trú.",
    "Phối hợp với Sở Giáo dục và Đào tạo để đề xuất làm đường dốc cho xe lăn.",
    "Cùng với Ban quản lý dự án khu vực xin ý kiến của Uỷ ban nhân dân tỉnh để làm tiếp.",
    "Nhà trường tham mưu với chính quyền địa phương mở lối thoát hiểm.",
    "Đề nghị lãnh đạo phường quan tâm hàng rào.",
    "Chờ UBND huyện duyệt thì lát sân.",
    "Sơn lại lớp học. Tham mưu cho địa phương nâng đường vào trường.",
)
OF_NOBODY_ABOVE = (
    "Phối hợp với Sở tổ chức tập huấn cho giáo viên.",
    "Phối hợp với UBND xã tuyên truyền an toàn giao thông.",
    "Phối hợp với công ty viễn thông lắp lại đường truyền.",
    "Phối hợp chặt chẽ với cha mẹ học sinh và chính quyền địa phương.",
    "Tham gia hội thi do Sở và thành phố tổ chức.",
    "Thực hiện theo công văn của Sở, đề xuất giải pháp phù hợp với địa phương.",
    "Tổ chuyên môn đề xuất chuyên đề với hiệu trưởng.",
    "Tham mưu hiệu trưởng phối hợp với UBND phường mở sân chơi.",
    "Đề nghị giáo viên nộp hồ sơ cho Sở đúng hạn.",
    "Đề xuất khen thưởng học sinh giỏi cấp thành phố.",
    "Tham mưu cho chi bộ kết nạp đảng viên.",
    "Xây dựng chương trình thành phố học tập trong trường.",
    "Sửa công trình phường bàn giao năm trước.",
    "Mua sắm, bổ sung cơ sở vật chất; đề xuất danh mục với tổ trưởng.",
    "Cho học sinh chờ ở sân trong khi cổng mở.",
    "Bảo dưỡng mạng, đăng ký với Sở đánh giá ngoài.",
    "Đề xuất cách dạy mới cho xã hội học tập.",
)


@pytest.mark.parametrize("planned", ASKED_OF_A_BODY_ABOVE)
def test_a_plan_that_asks_a_body_above_waits_for_it_by_the_words_that_ask(planned: str):
    words = waiting_words(planned, "Đang thực hiện")
    assert words
    assert words in planned
    assert "Sơn lại" not in words  # the sentence alone


@pytest.mark.parametrize("planned", OF_NOBODY_ABOVE)
def test_work_beside_a_body_and_asking_within_the_school_wait_for_nobody(planned: str):
    assert waiting_words(planned, "Đang thực hiện") == ""


@pytest.mark.parametrize(
    ("stands", "waits"),
    [
        ("Đang chờ Sở thẩm định.", True),
        ("Đã làm được một nửa. Phần còn lại bị hoãn.", True),
        ("Cho lớp 6 dùng tạm phòng 4.", False),
        ("Chưa làm.", False),
    ],
)
def test_how_a_line_stands_may_say_that_it_waits(stands: str, waits: bool):
    assert bool(waiting_words("Lát sân", stands)) is waits


@pytest.mark.parametrize(
    ("stands", "waits"),
    [
        ("UBND xã đã cấp vốn, làm từ tháng 3.", False),
        ("Đã được Sở đồng ý.", False),
        ("Nhà thầu đang thi công.", False),
        ("Đã gửi tờ trình, chưa được cấp.", True),
        ("", True),
    ],
)
def test_what_was_asked_for_is_waited_for_until_it_is_granted(stands: str, waits: bool):
    assert bool(waiting_words("Tham mưu với UBND xã cấp vốn lát sân", stands)) is waits


def test_long_words_are_cut_and_lines_that_are_done_wait_for_nobody():
    long = "Tham mưu với UBND xã " + "mở rộng sân trường " * 100
    assert len(waiting_words(long)) == LONGEST
    done = ResultRow(criterion="1.1", planned=ASKED_OF_A_BODY_ABOVE[0], done="Xong", status=Status.DONE)
    assert [each.waiting for each in lines_of(paper_of_year(1, results=(done,)))] == [False]


ROWS = (
    ResultRow(
        criterion="1.1", standard=1, planned=ASKED_OF_A_BODY_ABOVE[0], not_started="Chưa làm", status=Status.NOT_STARTED
    ),
    ResultRow(criterion="1.2", standard=1, planned="Lát sân", ongoing="Đang làm, do mưa", status=Status.ONGOING),
    ResultRow(criterion="1.3", standard=1, planned="Sơn tường", done="Xong 12 phòng", status=Status.DONE),
)


def sent(round_: Round, school: School, number: int = 1, rows=ROWS) -> Submission:
    issue = issued(school, paper_of_year(1, results=rows, recommendations=("Kiến nghị UBND xã Mơ cấp đất",)), number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=TODAY)
    assert isinstance(done, Submission), done
    return done


def waiting(round_: Round, body) -> int:
    figures = added(tally.figures for tally in sums_of(round_, [body]))
    return sum(amount for key, amount in figures.items() if key.endswith(":waiting"))


def say(above: Department, asked: Asked, position: int, waits: bool | None, cause: str = "", mark: str = ""):
    line = LineFact.objects.filter(asked=asked, position=position).first()
    mark = mark or (mark_of_fact(line) if line else "")
    return say_of_line(above.dung, asked, position=position, mark=mark, said=Said(waits, cause))


@pytest.mark.each_database
def test_an_officer_says_that_it_is_none_and_it_stays_so_when_the_school_sends_the_line_again(
    above: Department, round_: Round, mo_school: School
):
    first = sent(round_, mo_school)
    asked = asked_of(round_, mo_school)
    assert LineFact.objects.get(position=0).waiting_words == ASKED_OF_A_BODY_ABOVE[0].rstrip(".")
    assert (waiting(round_, above.top), waiting(round_, above.mo)) == (1, 1)
    assert say(above, asked, 0, waits=False, cause="land") == asked
    told = AuditEntry.objects.order_by("-pk").first()
    assert told.after["line_waits"] == "không chờ cấp trên"
    line = LineFact.objects.get(position=0)
    assert (line.waiting, line.cause, bool(line.waiting_words)) == (False, "land", True)
    assert waiting(round_, above.top) == 0
    assert differing_sums(round_) == 0
    send_back(above.dung, first, reasons=[Reason("other", "Thiếu số", "")], again_by=None, today=TODAY)
    assert differing_sums(round_) == 0
    moved = (ROWS[1], ROWS[0], ROWS[2])
    sent(round_, mo_school, 2, moved)
    assert waiting(round_, above.top) == 0  # its words are the same, in another place
    before = LineSaid.objects.get()
    assert say(above, asked, 1, waits=None) == asked
    assert LineSaid.objects.get().at > before.at  # when it was said last
    assert waiting(round_, above.top) == 1  # as its words say, again
    assert say(above, asked, 0, waits=True) == asked
    assert waiting(round_, above.mo) == 2
    assert differing_sums(round_) == 0


@pytest.mark.each_database
def test_what_cannot_be_said_of_a_line_is_refused_and_changes_nothing(
    above: Department, round_: Round, mo_school: School
):
    sent(round_, mo_school)
    asked = asked_of(round_, mo_school)
    before = Asked.objects.get(pk=asked.pk).counted
    assert say(above, asked, 2, waits=True) == IS_DONE
    assert say(above, asked, 0, waits=True, mark="0" * 64) == NO_LINE
    assert say(above, asked, 9, waits=True, mark="0" * 64) == NO_LINE
    assert say(above, asked, 0, waits=None, cause="trời") == NO_CAUSE
    assert say(above, asked, 0, waits=None) == asked  # nothing new
    with pytest.raises(PermissionDenied):
        say_of_line(above.mai, asked, position=0, mark=mark_of_fact(LineFact.objects.get(position=0)), said=Said(True))
    for to in ("summing", "closed"):
        move_round(above.dung, round_, to=to)
    assert say(above, asked, 0, waits=False) == SHUT
    assert Asked.objects.get(pk=asked.pk).counted == before
    assert not LineSaid.objects.exists()


@pytest.mark.each_database
def test_the_proof_finds_and_mends_lines_days_and_groups_that_are_not_as_the_papers_say(
    above: Department, round_: Round, mo_school: School
):
    sent(round_, mo_school)
    assert differing_sums(round_) == 0
    LineFact.objects.filter(position=0).update(waiting=False)
    assert differing_sums(round_) == 1
    PetitionTally.objects.filter(body=above.mo).update(petitions=7)
    PetitionTally.objects.create(round=round_, body=above.suoi, kind="land", petitions=1)
    Tally.objects.filter(body=above.mo, kind="thcs").update(days={"2026-11-01": 4})
    assert differing_sums(round_) == 4
    mend_sums(round_)
    assert differing_sums(round_) == 0
    assert LineFact.objects.get(position=0).waiting
    assert set(PetitionTally.objects.values_list("whom", "petitions", "open")) == {("UBND xã Mơ", 1, 1)}


@pytest.mark.each_database
def test_rounds_of_before_are_counted_so_once_the_tables_are_brought_up(
    above: Department, round_: Round, mo_school: School, suoi_school: School
):
    sent(round_, mo_school)
    sent(round_, suoi_school)
    for asked in Asked.objects.filter(round=round_):
        figures = {key: some for key, some in asked.counted["figures"].items() if not key.endswith(":waiting")}
        asked.counted = {**asked.counted, "figures": figures}
        del asked.counted["groups"], asked.counted["days"]
        asked.save()
    for tally in Tally.objects.filter(round=round_):
        tally.figures = {key: some for key, some in tally.figures.items() if not key.endswith(":waiting")}
        tally.days = {}
        tally.save()
    LineFact.objects.update(waiting=False, waiting_words="")
    PetitionTally.objects.all().delete()
    assert differing_sums(round_)
    import_module("caitien.oversight.migrations.0010_waits_and_groups").count_anew(apps, None)
    assert differing_sums(round_) == 0
    assert waiting(round_, above.top) == 2
    assert {row.whom for row in PetitionTally.objects.all()} == {"UBND xã Mơ"}
